//! Two nominees held against each other, as a page and as one flat table.

use super::{Comparison, Side};
use crate::report::page::{Block, Column, Page, Table};
use crate::report::words::Words;
use crate::report::{Options, Told, json};

impl Comparison {
    fn sides(&self, options: &Options) -> Table {
        let words = Words::of(options.locale);
        let mut table = Table::new(vec![
            Column::words(words.id()),
            Column::words(words.name()),
            Column::words(words.list()),
            Column::number(words.rank()),
            Column::number(words.totals()),
            Column::words(words.class()),
        ]);
        for side in [&self.one, &self.other] {
            let number = |number: &String| options.locale.number(number);
            table.row(vec![
                side.id.clone(),
                side.name.clone(),
                side.list.clone(),
                side.rank.map_or_else(String::new, |rank| rank.to_string()),
                side.total.as_ref().map_or_else(String::new, number),
                side.class.clone().unwrap_or_default(),
            ]);
        }
        table.without_empty_columns()
    }

    fn differences(&self, options: &Options) -> Table {
        let words = Words::of(options.locale);
        let number = |number: &Option<String>| {
            let number = number.as_ref().map(|number| options.locale.number(number));
            number.unwrap_or_else(|| words.not_counted().to_owned())
        };
        let mut table = Table::new(vec![
            Column::words(words.no()),
            Column::words(words.content()),
            Column::number(&*self.one.id),
            Column::number(&*self.other.id),
            Column::number(words.difference()),
        ]);
        let signed = |by: &String| {
            let sign = if by.starts_with('-') { "" } else { "+" };
            options.locale.number(format!("{sign}{by}"))
        };
        for row in &self.rows {
            let cells = [row.no.clone(), row.title.clone()];
            let points = [number(&row.one), number(&row.other), signed(&row.by)];
            table.row(cells.into_iter().chain(points).collect());
        }
        let none = String::new;
        if let Some(rest) = &self.rest {
            let text = words.other_sums().to_owned();
            table.row(vec![none(), text, none(), none(), signed(rest)]);
        }
        table
    }

    fn chain(&self, options: &Options) -> Table {
        let words = Words::of(options.locale);
        let mut table = Table::new(vec![
            Column::words(words.step()),
            Column::words(&*self.one.id),
            Column::words(&*self.other.id),
            Column::words(words.result()),
        ]);
        for tie in &self.ties {
            let result = if tie.decides {
                words.decides()
            } else {
                words.tied()
            };
            table.row(vec![
                tie.step.clone(),
                tie.one.clone(),
                tie.other.clone(),
                result.to_owned(),
            ]);
        }
        table
    }
}

impl Told for Comparison {
    fn page(&self, options: &Options) -> Page {
        let words = Words::of(options.locale);
        let mut page = Page::default();
        let title = words.over(&self.one.id, &self.other.id);
        page.push(Block::Title(title));
        page.push(Block::List(self.answer.clone()));
        page.table(self.sides(options));
        let rows = self.differences(options);
        if !rows.rows.is_empty() {
            page.push(Block::Subheading(words.differences().to_owned()));
            page.table(rows);
        } else if matches!(self.result, "above" | "below" | "equal") {
            page.push(Block::Note(words.no_differences().to_owned()));
        }
        let chain = self.chain(options);
        if !chain.rows.is_empty() {
            page.push(Block::Subheading(words.ties().to_owned()));
            page.table(chain);
        }
        page
    }

    fn flat(&self, options: &Options) -> Table {
        let words = Words::of(options.locale);
        let mut table = Table::new(vec![
            Column::words(words.part()),
            Column::words(words.content()),
            Column::words(&*self.one.id),
            Column::words(&*self.other.id),
            Column::words(words.difference()),
        ]);
        let row = |part: &str, cells: [String; 4]| {
            let part = part.to_owned();
            std::iter::once(part).chain(cells).collect::<Vec<_>>()
        };
        let none = String::new;
        for sentence in &self.answer {
            table.row(row(
                words.result(),
                [sentence.clone(), none(), none(), none()],
            ));
        }
        let said = |of: fn(&Side) -> Option<String>| {
            [&self.one, &self.other].map(|side| of(side).unwrap_or_default())
        };
        let number = |number: String| options.locale.number(number);
        for (name, [one, other]) in [
            (words.name(), said(|side| Some(side.name.clone()))),
            (words.list(), said(|side| Some(side.list.clone()))),
            (words.rank(), said(|side| Some(side.rank?.to_string()))),
            (words.totals(), said(|side| side.total.clone()).map(number)),
            (words.class(), said(|side| side.class.clone())),
        ] {
            table.row(row(words.nominee(), [name.to_owned(), one, other, none()]));
        }
        for one in self.differences(options).rows {
            let title = format!("{} {}", one.cells[0], one.cells[1])
                .trim()
                .to_owned();
            let [one, other, by] = [2, 3, 4].map(|at| one.cells[at].clone());
            table.row(row(words.differences(), [title, one, other, by]));
        }
        for one in self.chain(options).rows {
            let cells = [0, 1, 2, 3].map(|at| one.cells[at].clone());
            table.row(row(words.ties(), cells));
        }
        table
    }

    fn json(&self) -> String {
        json::pretty(self)
    }
}
