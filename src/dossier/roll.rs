//! Everybody read so far, in brief: who has which code, and what no two may have alike.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use super::RowAddress;
use super::cell::in_both;
use super::columns::Fixed;
use super::grid::fold_into;
use super::problem::DossierProblem;
use super::row::{Draft, RowReader};
use super::seen::Seen;
use super::spelling::cut;
use crate::diagnostic::Diagnostics;
use crate::number::plain;
use crate::scheme::FactValue;

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
    /// A value as it is compared with those of others.
    alike: String,
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

    /// Adds somebody. Whose code, or what must be one's own, is another's already, is told so;
    /// those others come back.
    pub(super) fn add(
        &mut self,
        draft: &Draft,
        reader: &RowReader<'_>,
        found: &mut Diagnostics,
    ) -> Vec<usize> {
        let at = self.len();
        // A file in memory has no more lines than that; a larger number would only be shown less.
        self.rows
            .push(u32::try_from(draft.key.number).unwrap_or(u32::MAX));
        let mut others = Vec::new();
        if !draft.id.is_empty()
            && let Some(first) = self.ids.add(at, &draft.id)
        {
            let problem = DossierProblem::IdTwice {
                id: draft.id.to_string(),
                first: self.told(first),
            };
            let column = reader.columns.of(Fixed::Id);
            found.report(reader.table.place(draft.key, column), problem);
            others.push(first);
        }
        let Some(scheme) = draft.scheme else {
            return others;
        };
        for fact in reader.shared.own(scheme) {
            let Some(value) = draft.facts[*fact].value() else {
                continue;
            };
            self.alike.clear();
            write_alike(value, &mut self.alike);
            let seen = self.own.entry((scheme, *fact)).or_default();
            let Some(first) = seen.add(at, &self.alike) else {
                continue;
            };
            let label = &reader.shared.books[scheme].scheme.facts[*fact].label;
            let (label_vi, label_en) = in_both(label);
            let problem = DossierProblem::FactTwice {
                label_vi,
                label_en,
                found: shown(value),
                id: self.id(first).to_owned(),
                first: self.told(first),
            };
            let column = reader.columns.fact(scheme, *fact);
            found.report(reader.table.place(draft.key, column), problem);
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
        FactValue::Number(number) => write!(text, "{}", number.normalize()),
        FactValue::YesNo(flag) => write!(text, "{flag}"),
        FactValue::Date(date) => write!(text, "{date}"),
        FactValue::Text(words) => {
            fold_into(words, text);
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
        FactValue::Number(number) => plain(*number),
        FactValue::YesNo(flag) => flag.to_string(),
        FactValue::Text(text) => cut(text),
        FactValue::Date(date) => date.to_string(),
        FactValue::List(items) => {
            let items: Vec<_> = items.iter().map(shown).collect();
            cut(&items.join("; "))
        }
    }
}
