//! What is missing to a class, as a page and as one flat table.

use super::Gap;
use crate::report::page::{Block, Column, Page, Table};
use crate::report::words::Words;
use crate::report::{Options, Told, json};

impl Gap {
    /// What it is about, in a line.
    fn heading(&self, words: Words) -> String {
        match &self.wanted_title {
            Some(_) if self.status != "ranked" && !self.named => words.missing(words.goal_any()),
            Some(class) => words.missing(&words.goal(class)),
            None => words.own_class().to_owned(),
        }
    }

    fn head(&self, options: &Options) -> Vec<(String, String)> {
        let words = Words::of(options.locale);
        let mut status = self.status_text.to_owned();
        if self.provisional {
            status = format!("{status} ({})", words.provisional());
        }
        let total = self
            .total
            .as_ref()
            .map(|total| options.locale.number(total));
        let class = self.class_title.clone();
        let pairs = [
            (words.name(), Some(self.name.clone())),
            (words.id(), Some(self.id.clone())),
            (words.scheme(), Some(self.title.clone())),
            (words.status(), Some(status)),
            (words.totals(), total),
            (words.own_class(), class),
        ];
        let pairs = pairs.into_iter();
        pairs
            .filter_map(|(name, value)| Some((name.to_owned(), value?)))
            .collect()
    }

    /// The changes that may be striven for, or those that may not.
    fn table(&self, merit: bool, options: &Options) -> Table {
        let words = Words::of(options.locale);
        let mut table = Table::new(vec![
            Column::words(words.fact()),
            Column::words(words.now()),
            Column::words(words.needed_value()),
            Column::words(words.rows()),
            Column::number(words.totals()),
            Column::words(words.class()),
            Column::words(words.notes()),
        ]);
        for change in self.changes.iter().filter(|change| change.merit == merit) {
            let total = change.total.as_ref();
            let notes = match change.found {
                "by_trying" => words.by_trying(),
                _ => "",
            };
            table.row(vec![
                change.label.clone(),
                change.from.clone(),
                change.to.clone(),
                change.rows.join("\n"),
                total.map_or_else(String::new, |total| options.locale.number(total)),
                match &change.class_from {
                    Some(from) => {
                        words.threshold(&change.class_title, &options.locale.number(from))
                    }
                    None => change.class_title.clone(),
                },
                notes.to_owned(),
            ]);
        }
        table
    }
}

impl Gap {
    fn near(&self, options: &Options) -> Table {
        let words = Words::of(options.locale);
        let number = |number: &Option<String>| {
            let number = number.as_ref().map(|number| options.locale.number(number));
            number.unwrap_or_default()
        };
        let mut table = Table::new(vec![
            Column::words(words.no()),
            Column::words(words.content()),
            Column::words(words.next_level()),
            Column::number(words.next_gain()),
            Column::number(words.most_gain()),
        ]);
        for row in &self.near {
            table.row(vec![
                row.no.clone(),
                row.title.clone(),
                row.next.clone().unwrap_or_default(),
                number(&row.next_gain),
                number(&row.most_gain),
            ]);
        }
        table
    }
}

impl Told for Gap {
    fn page(&self, options: &Options) -> Page {
        let words = Words::of(options.locale);
        let mut page = Page::default();
        page.push(Block::Title(self.heading(words)));
        page.push(Block::Pairs(self.head(options)));
        if !self.lacks.is_empty() {
            page.push(Block::Subheading(words.lacks().to_owned()));
            page.push(Block::List(self.lacks.clone()));
        }
        for (merit, heading) in [(true, words.one_change()), (false, words.one_trait())] {
            let table = self.table(merit, options);
            if !table.rows.is_empty() {
                page.push(Block::Subheading(heading.to_owned()));
                page.table(table.without_empty_columns());
            }
        }
        let near = self.near(options);
        if !near.rows.is_empty() {
            page.push(Block::Subheading(words.near().to_owned()));
            page.table(near.without_empty_columns());
        }
        if !self.notes.is_empty() {
            page.push(Block::Subheading(words.notes().to_owned()));
            page.push(Block::List(self.notes.clone()));
        }
        page
    }

    fn flat(&self, options: &Options) -> Table {
        let words = Words::of(options.locale);
        let mut columns = vec![Column::words(words.part())];
        let changes = [true, false].map(|merit| self.table(merit, options));
        columns.extend(changes[0].columns.iter().cloned());
        let width = columns.len();
        let mut table = Table::new(columns);
        let mut row = |cells: Vec<String>| {
            let mut cells = cells;
            cells.resize(width, String::new());
            table.row(cells);
        };
        for (name, value) in self.head(options) {
            row(vec![words.nominee().to_owned(), name, value]);
        }
        for lack in &self.lacks {
            row(vec![words.lacks().to_owned(), lack.clone()]);
        }
        for (changes, part) in changes.iter().zip([words.one_change(), words.one_trait()]) {
            for change in &changes.rows {
                let cells = change.cells.iter().map(|cell| cell.replace('\n', "; "));
                row(std::iter::once(part.to_owned()).chain(cells).collect());
            }
        }
        for one in self.near(options).rows {
            let part = std::iter::once(words.near().to_owned());
            row(part.chain(one.cells).collect());
        }
        for note in &self.notes {
            row(vec![words.notes().to_owned(), note.clone()]);
        }
        table
    }

    fn json(&self) -> String {
        json::pretty(self)
    }
}
