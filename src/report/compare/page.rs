//! Two nominees held against each other, as a page and as one flat table.

use super::{Comparison, Side};
use crate::report::json;
use crate::report::options::Options;
use crate::report::page::{Block, Columns, Page, Report, Table};
use crate::report::words::Words;

impl Comparison {
    fn sides(&self, options: &Options) -> Table {
        let words = Words::of(options.locale);
        Columns::of([&self.one, &self.other])
            .words(words.id(), |side| &side.id)
            .words(words.name(), |side| &side.name)
            .words(words.list(), |side| &side.list)
            .number(words.rank(), |side| side.rank)
            .number(words.totals(), |side| side.total.as_ref())
            .words(words.class(), |side| side.class.as_ref())
            .without_empty()
    }

    fn differences(&self, options: &Options) -> Table {
        let words = Words::of(options.locale);
        let points = |points: &Option<String>| {
            let points = points.as_deref();
            points.unwrap_or(words.not_counted()).to_owned()
        };
        let rest = self.rest.iter().map(|by| (None, by));
        let rows = self.rows.iter().map(|row| (Some(row), &row.by));
        Columns::of(rows.chain(rest))
            .words(words.no(), |(row, _)| Some(&row?.no))
            .words(words.content(), |(row, _)| {
                row.map_or(words.other_sums(), |row| &row.title)
            })
            .number(&*self.one.id, |(row, _)| Some(points(&row?.one)))
            .number(&*self.other.id, |(row, _)| Some(points(&row?.other)))
            .number(words.difference(), |(_, by)| {
                let sign = if by.starts_with('-') { "" } else { "+" };
                format!("{sign}{by}")
            })
            .table()
    }

    fn chain(&self, options: &Options) -> Table {
        let words = Words::of(options.locale);
        Columns::of(&self.ties)
            .words(words.step(), |tie| &tie.step)
            .words(&*self.one.id, |tie| &tie.one)
            .words(&*self.other.id, |tie| &tie.other)
            .words(words.result(), |tie| {
                if tie.decides {
                    words.decides()
                } else {
                    words.tied()
                }
            })
            .table()
    }
}

impl Report for Comparison {
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
        let mut rows: Vec<(&str, [String; 4])> = Vec::new();
        let none = String::new;
        for sentence in &self.answer {
            rows.push((words.result(), [sentence.clone(), none(), none(), none()]));
        }
        let sides = [&self.one, &self.other];
        let said = |of: fn(&Side) -> Option<String>| sides.map(|side| of(side).unwrap_or_default());
        for (name, [one, other]) in [
            (words.name(), said(|side| Some(side.name.clone()))),
            (words.list(), said(|side| Some(side.list.clone()))),
            (words.rank(), said(|side| Some(side.rank?.to_string()))),
            (
                words.totals(),
                said(|side| side.total.clone()).map(|it| options.locale.number(it)),
            ),
            (words.class(), said(|side| side.class.clone())),
        ] {
            rows.push((words.nominee(), [name.to_owned(), one, other, none()]));
        }
        for row in self.differences(options).printed(options.locale).rows {
            let [no, title, one, other, by] = row.cells.try_into().unwrap_or_default();
            let title = format!("{no} {title}").trim().to_owned();
            rows.push((words.differences(), [title, one, other, by]));
        }
        for row in self.chain(options).rows {
            rows.push((words.ties(), row.cells.try_into().unwrap_or_default()));
        }
        Columns::of(&rows)
            .words(words.part(), |(part, _)| *part)
            .words(words.content(), |(_, cells)| &cells[0])
            .words(&*self.one.id, |(_, cells)| &cells[1])
            .words(&*self.other.id, |(_, cells)| &cells[2])
            .words(words.difference(), |(_, cells)| &cells[3])
            .table()
    }

    fn json(&self, options: &Options) -> String {
        json::made(self, options)
    }
}
