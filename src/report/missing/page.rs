//! What is missing to a goal, as a page and as one flat table.

use super::{ChangeReport, Gap};
use crate::report::json;
use crate::report::options::Options;
use crate::report::page::{Block, Columns, Page, Report, Table};
use crate::report::words::Words;

impl Gap {
    /// What it is about, in a line.
    fn heading(&self, words: Words) -> String {
        match self.goal {
            Some(_) => words.missing(&self.goal_text),
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
        let changes = self.changes.iter().filter(|change| change.merit == merit);
        changes_table(changes.map(std::slice::from_ref), options)
    }

    /// The sets of changes that bring the goal together.
    fn together(&self, options: &Options) -> Table {
        changes_table(self.together.iter().map(Vec::as_slice), options)
    }

    fn near(&self, options: &Options) -> Table {
        let words = Words::of(options.locale);
        Columns::of(&self.near)
            .words(words.no(), |row| &row.no)
            .words(words.content(), |row| &row.title)
            .words(words.next_level(), |row| row.next.as_ref())
            .number(words.next_gain(), |row| row.next_gain.as_ref())
            .number(words.most_gain(), |row| row.most_gain.as_ref())
            .table()
    }
}

/// Some sets of changes, a row each.
fn changes_table<'c>(sets: impl Iterator<Item = &'c [ChangeReport]>, options: &Options) -> Table {
    let words = Words::of(options.locale);
    let joined = |set: &[ChangeReport], part: fn(&ChangeReport) -> &str| {
        set.iter().map(part).collect::<Vec<_>>().join("\n")
    };
    // What comes of all changes of a set, the last one says.
    Columns::of(sets.filter_map(|set| Some((set, set.last()?))))
        .words(words.fact(), |(set, _)| joined(set, |change| &change.label))
        .words(words.now(), |(set, _)| joined(set, |change| &change.from))
        .words(words.needed_value(), |(set, _)| {
            joined(set, |change| &change.to)
        })
        .words(words.rows(), |(_, change)| change.rows.join("\n"))
        .number(words.totals(), |(_, change)| change.total.as_ref())
        .words(words.class(), |(_, change)| {
            let title = change.class_title.clone().unwrap_or_default();
            match &change.class_from {
                Some(from) => words.threshold(&title, &options.locale.number(from)),
                None => title,
            }
        })
        .words(words.notes(), |(set, _)| {
            let tried = set.iter().any(|change| change.found == "by_trying");
            tried.then_some(words.by_trying())
        })
        .table()
}

impl Report for Gap {
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
        let together = self.together(options);
        if !together.rows.is_empty() {
            page.push(Block::Subheading(words.together().to_owned()));
            page.table(together.without_empty_columns());
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
        let changes = [(true, words.one_change()), (false, words.one_trait())];
        let mut changes: Vec<(&str, Table)> = changes
            .map(|(merit, part)| (part, self.table(merit, options)))
            .into();
        changes.push((words.together(), self.together(options)));
        let mut rows: Vec<(&str, Vec<String>)> = Vec::new();
        for (name, value) in self.head(options) {
            rows.push((words.nominee(), vec![name, value]));
        }
        rows.extend(
            self.lacks
                .iter()
                .map(|lack| (words.lacks(), vec![lack.clone()])),
        );
        for (part, change) in &changes {
            let change = change.printed(options.locale);
            let cells = change.rows.iter().map(|row| row.cells.iter());
            let cells = cells.map(|row| row.map(|cell| cell.replace('\n', "; ")).collect());
            rows.extend(cells.map(|cells| (*part, cells)));
        }
        let near = self.near(options).printed(options.locale).rows.into_iter();
        rows.extend(near.map(|row| (words.near(), row.cells)));
        rows.extend(
            self.notes
                .iter()
                .map(|note| (words.notes(), vec![note.clone()])),
        );
        let mut columns = Columns::of(&rows).words(words.part(), |(part, _)| *part);
        for (at, column) in changes[0].1.columns.iter().enumerate() {
            columns = columns.words(&column.heading, |(_, cells)| cells.get(at));
        }
        columns.table()
    }

    fn json(&self, options: &Options) -> String {
        json::made(self, options)
    }
}
