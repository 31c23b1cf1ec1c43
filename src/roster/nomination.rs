//! One nominee as reported, and where its row stands.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::period::Period;
use crate::rule::Input;
use crate::scheme::{FactEntry, PastAward, Subject};

/// Past awards by nominee id, ordered by year and award.
pub type History = BTreeMap<Arc<str>, Vec<PastAward>>;

/// Past awards by nominee id that were withdrawn by the day of the review, each with the day: they
/// count nowhere.
pub type Withdrawn = BTreeMap<Arc<str>, Vec<(PastAward, Date)>>;

/// One nominee as reported, and the scheme that judges it.
#[derive(Debug, Clone)]
pub struct Nomination {
    /// The code that tells nominees apart.
    pub id: Arc<str>,
    /// The name on paper.
    pub name: String,
    /// What kind of subject it is.
    pub subject: Subject,
    /// The nominating unit.
    pub unit: Option<Arc<str>>,
    /// The field.
    pub field: Option<Arc<str>>,
    /// The day the nomination came in.
    pub received: Option<Date>,
    /// The index of the scheme that judges it, among those given.
    pub scheme: usize,
    /// The facts, by their index in that scheme.
    pub facts: Vec<FactEntry>,
    /// Where the row stands.
    pub row: RowAddress,
}

/// Where a row stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowAddress {
    /// The file.
    pub file: Arc<str>,
    /// The line or row, from 1.
    pub row: u64,
}

/// A row that was left out because of its faults.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// The nominee's code, as far as it could be read.
    pub id: String,
    /// The nominee's name, as far as it could be read.
    pub name: String,
    /// The index of the scheme it belongs to, where that is known.
    pub scheme: Option<usize>,
    /// Where the row stands.
    pub row: RowAddress,
}

impl Nomination {
    /// What rules may know of it before any point is given.
    pub(crate) fn known<'a>(&'a self, period: &'a Period, history: &'a History) -> Input<'a> {
        Input {
            period,
            subject: self.subject,
            unit: self.unit.as_ref(),
            field: self.field.as_ref(),
            received: self.received,
            facts: &self.facts,
            history: past(history, &self.id),
        }
    }

    /// The row, left out after all.
    pub(super) fn skip(self) -> Skipped {
        Skipped {
            id: self.id.to_string(),
            name: self.name,
            scheme: Some(self.scheme),
            row: self.row,
        }
    }
}

/// The past awards of a nominee. Most periods know of none, and then no id is compared.
pub(crate) fn past<'a>(history: &'a History, id: &str) -> &'a [PastAward] {
    if history.is_empty() {
        return &[];
    }
    history.get(id).map_or(&[], Vec::as_slice)
}

impl RowAddress {
    /// The place in words, as messages name an earlier row.
    pub(super) fn told(&self) -> String {
        format!("{}:{}", self.file, self.row)
    }
}
