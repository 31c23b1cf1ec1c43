//! Everybody read so far, in brief: who has which code, and what no two may have alike.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use super::context::ReadContext;
use super::nomination::RowAddress;
use super::problem::RosterProblem;
use super::row::RowReader;
use super::seen::{Said, Sayings, Seen};
use crate::diagnostic::Diagnostics;
use crate::scheme::{FactEntry, FactValue};
use crate::table::RowKey;
use crate::table::names::Fixed;
use crate::text::casefold_into;
use crate::text::cut;

/// Between the parts of a list; no cell may have this letter.
const BETWEEN: char = '\u{1f}';

/// Everybody read so far, each known by a number from 0.
#[derive(Debug, Default)]
pub(super) struct Roll {
    ids: Seen,
    /// By scheme and fact.
    own: BTreeMap<(usize, usize), Seen>,
    /// The line or row of each.
    rows: Vec<u32>,
    /// Who is the first of each file.
    files: Vec<(usize, Arc<str>)>,
}

/// What is put down of a row.
pub(super) struct Entry<'d> {
    pub(super) key: RowKey,
    /// What everybody of the part says.
    pub(super) all: &'d Sayings,
    /// The code, empty where none could be read.
    pub(super) id: &'d Said,
    /// What no two may have alike.
    pub(super) own: &'d [Own],
    /// All that is reported, looked at only where somebody else reports the same.
    pub(super) facts: &'d Vec<FactEntry>,
}

/// What somebody reports of a fact that no two may have alike.
#[derive(Debug, Clone)]
pub(super) struct Own {
    /// The scheme and the fact.
    of: (usize, usize),
    said: Said,
}

impl Own {
    /// Everything that somebody with these facts reports and no two may have alike.
    pub(super) fn all<'d>(
        scheme: usize,
        facts: &'d [FactEntry],
        shared: &'d ReadContext<'_>,
        all: &'d mut Sayings,
    ) -> impl Iterator<Item = Self> {
        shared.own(scheme).iter().filter_map(move |fact| {
            let value = facts[*fact].value()?;
            let said = all.put(|text| write_alike(value, text));
            let of = (scheme, *fact);
            Some(Self { of, said })
        })
    }
}

impl Roll {
    /// How many were read.
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Those to come stand in another file.
    pub(super) fn open(&mut self, file: &Arc<str>) {
        self.files.push((self.len(), Arc::clone(file)));
    }

    /// Whether somebody has that code.
    pub(super) fn is_nominated(&self, id: &str) -> bool {
        self.ids.has(id)
    }

    /// Somebody's code, as far as it could be read.
    pub(super) fn id(&self, at: usize) -> &str {
        self.ids.text(at)
    }

    /// Where somebody's row stands.
    pub(super) fn address(&self, at: usize) -> RowAddress {
        let after = self.files.partition_point(|(first, _)| *first <= at);
        RowAddress {
            file: Arc::clone(&self.files[after - 1].1),
            row: u64::from(self.rows[at]),
        }
    }

    /// Puts somebody down.
    pub(super) fn put(&mut self, entry: &Entry<'_>) {
        let at = self.len();
        // A file in memory has no more lines than that; a larger number would only be shown less.
        self.rows
            .push(u32::try_from(entry.key.number).unwrap_or(u32::MAX));
        if !entry.all.text(entry.id).is_empty() {
            self.ids.put(at, entry.id, entry.all);
        }
        for own in entry.own {
            let seen = self.own.entry(own.of).or_default();
            seen.put(at, &own.said, entry.all);
        }
    }

    /// Makes ready for asking about everybody put down since.
    pub(super) fn fetch(&mut self) {
        self.ids.fetch();
        self.own.values_mut().for_each(Seen::fetch);
    }

    /// Whose code, or what must be one's own, is an earlier one's already, is told so; those
    /// others come back. Everybody is asked about once, in the order in which they were put down.
    pub(super) fn others(
        &mut self,
        at: usize,
        entry: &Entry<'_>,
        reader: &RowReader<'_>,
        found: &mut Diagnostics,
    ) -> Vec<usize> {
        let mut others = Vec::new();
        if let Some(first) = self.ids.first(at) {
            let problem = RosterProblem::IdTwice {
                id: entry.all.text(entry.id).to_owned(),
                first: self.told(first),
            };
            let column = reader.columns.of(Fixed::Id);
            found.report(reader.table.place(entry.key, column), problem);
            others.push(first);
        }
        for Own { of, .. } in entry.own {
            let (scheme, fact) = *of;
            let seen = self.own.get_mut(of);
            let Some(first) = seen.and_then(|seen| seen.first(at)) else {
                continue;
            };
            let label = &reader.shared.books[scheme].scheme.facts[fact].label;
            let problem = RosterProblem::FactTwice {
                label: label.clone(),
                found: entry.facts[fact].value().map(shown).unwrap_or_default(),
                id: self.id(first).to_owned(),
                first: self.told(first),
            };
            let column = reader.columns.fact(scheme, fact);
            found.report(reader.table.place(entry.key, column), problem);
            others.push(first);
        }
        others
    }

    fn told(&self, at: usize) -> String {
        let RowAddress { file, row } = self.address(at);
        format!("{file}:{row}")
    }
}

/// Writes a value as it is compared with those of others of its fact: words without regard to
/// case and spaces, numbers without idle zeros.
fn write_alike(value: &FactValue, text: &mut String) {
    // Writing into a text cannot fail.
    let _ = match value {
        FactValue::Integer(number) => write!(text, "{number}"),
        FactValue::Number(number) => write!(text, "{number}"),
        FactValue::YesNo(flag) => write!(text, "{flag}"),
        FactValue::Date(date) => write!(text, "{date}"),
        FactValue::Text(words) => {
            casefold_into(words, text);
            Ok(())
        }
        FactValue::List(items) => {
            for item in items {
                write_alike(item, text);
                text.push(BETWEEN);
            }
            Ok(())
        }
    };
}

fn shown(value: &FactValue) -> String {
    match value {
        FactValue::Integer(number) => number.to_string(),
        FactValue::Number(number) => number.to_string(),
        FactValue::YesNo(flag) => flag.to_string(),
        FactValue::Text(text) => cut(text),
        FactValue::Date(date) => date.to_string(),
        FactValue::List(items) => {
            let items: Vec<_> = items.iter().map(shown).collect();
            cut(&items.join("; "))
        }
    }
}
