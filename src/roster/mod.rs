//! Who is nominated, by whom, with which facts and past awards (hồ sơ đề nghị).
//!
//! Whatever kind of file it came in, everything is first a grid of addressed cells; then each
//! row goes to the one scheme that judges it, and its cells become typed facts. What was not
//! understood is reported at its cell, and nothing is ranked from it.
//!
//! A workbook is several such grids, one a sheet ([`worksheets`]). A form that came back filled in
//! is one too, whatever it looks like: a score sheet is a grid with a row a mark.
//!
//! Units are read before the nominees, whose facts they fill in; what people marked, counted and
//! decided is read after them, since each row of it is about one of them.

mod assign;
mod cell;
mod check;
mod collectives;
mod columns;
mod context;
mod council;
mod decisions;
mod document;
mod duplicates;
mod fault;
mod field_names;
mod fields;
pub mod forms;
mod history;
mod interner;
mod marks;
mod members;
mod names;
mod panel;
mod period;
mod points;
mod problem;
mod read;
mod row;
mod seen;
mod spelling;
#[cfg(test)]
mod testing;
mod uniqueness;
mod units;
mod votes;
mod words;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

pub(crate) use collectives::{Collectives, Named};
pub use council::{
    AboutDecision, Council, Decided, Decision, Departure, GivenMark, Marked, VoteCount,
};
pub use document::PeriodDocument;
pub use members::Recusal;
pub use problem::{CouncilProblem, DossierProblem, DuplicateProblem};
pub use read::{DataFile, Options, read};
pub(crate) use read::{Gone, Opened, Together};

pub use crate::period::Period;
use crate::rule::Known;
use crate::scheme::{Given, PastAward, Subject};

/// Past awards by nominee id, ordered by year and award.
pub type History = BTreeMap<Arc<str>, Vec<PastAward>>;

/// A review period (kỳ xét) with everybody nominated in it.
#[derive(Debug, Clone)]
pub struct Dossier {
    /// The period.
    pub period: Period,
    /// Everybody nominated, ordered by id, so that the order of rows never matters.
    pub nominations: Vec<Nomination>,
    /// Past awards by nominee id, ordered by year and award.
    pub history: History,
    /// Rows that were left out at the user's wish because they have faults.
    pub skipped: Vec<Skipped>,
    /// What people marked, counted and decided.
    pub council: Council,
}

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
    /// The day the dossier came in.
    pub received: Option<Date>,
    /// The index of the scheme that judges it, among those given.
    pub scheme: usize,
    /// The facts, by their index in that scheme.
    pub facts: Vec<Given>,
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

impl Dossier {
    /// A period of which only the day is known, with nobody nominated in it.
    pub fn on(date: Date) -> Self {
        Self {
            period: Period::on(date),
            nominations: Vec::new(),
            history: History::default(),
            skipped: Vec::new(),
            council: Council::default(),
        }
    }

    /// What rules may know of a nominee before any point is given.
    pub fn known<'a>(&'a self, nominee: &'a Nomination) -> Known<'a> {
        nominee.known(&self.period, &self.history)
    }
}

impl Nomination {
    /// What rules may know of it before any point is given.
    pub(crate) fn known<'a>(&'a self, period: &'a Period, history: &'a History) -> Known<'a> {
        Known {
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
    fn skip(self) -> Skipped {
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
