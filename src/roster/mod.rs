//! Who is nominated, by whom, with which facts and past awards (hồ sơ đề nghị).
//!
//! Whatever kind of file it came in, everything is first a grid of addressed cells; then each
//! row goes to the one scheme that judges it, and its cells become typed facts. What was not
//! understood is reported at its cell, and nothing is ranked from it.
//!
//! A workbook is several such grids, one a sheet ([`worksheets`](crate::table::worksheets)). A form that came back filled in
//! is one too, whatever it looks like: a score sheet is a grid with a row a mark.
//!
//! Units are read before the nominees, whose facts they fill in; what people marked, counted and
//! decided is read after them, since each row of it is about one of them.

mod assign;
mod assumed;
mod cell;
mod check;
mod collectives;
mod column_doubts;
mod columns;
mod context;
mod council;
mod days;
mod decisions;
mod document;
mod doubt;
mod duplicates;
mod fault;
mod field_names;
mod fields;
mod file;
mod finding;
pub mod forms;
mod heading_names;
mod history;
mod index;
mod interner;
mod marks;
mod members;
mod names;
mod near_names;
mod nomination;
mod nominee;
mod panel;
mod percent_columns;
mod period;
mod plain_columns;
mod points;
mod problem;
mod read;
mod row;
mod seen;
mod spelling;
#[cfg(test)]
mod testing;
mod understood;
mod uniqueness;
mod units;
mod unmarked;
mod votes;
mod words;

use jiff::civil::Date;

pub(crate) use check::Together;
pub(crate) use collectives::{Collectives, Named};
pub use council::{
    AboutDecision, Council, Decided, Decision, Departure, GivenMark, Marked, VoteCount,
};
pub use document::PeriodDocument;
pub use file::{DataFile, Options};
pub(crate) use heading_names::known_names;
pub use members::Recusal;
pub(crate) use nomination::past;
pub use nomination::{History, Nomination, RowAddress, Skipped, Withdrawn};
pub use problem::{CouncilProblem, DuplicateProblem, RosterProblem};
pub use read::read;
pub(crate) use read::{Gone, Opened};

use crate::diagnostic::Diagnostics;
pub use crate::period::Period;
use crate::rule::Input;
use crate::text::{normalize_person, unaccented};

/// A review period (kỳ xét) with everybody nominated in it.
#[derive(Debug, Clone)]
pub struct Roster {
    /// The period.
    pub period: Period,
    /// Everybody nominated, ordered by id, so that the order of rows never matters.
    pub nominations: Vec<Nomination>,
    /// Past awards by nominee id, ordered by year and award.
    pub history: History,
    /// Those that were withdrawn, which count nowhere.
    pub withdrawn: Withdrawn,
    /// Rows that were left out at the user's wish because they have faults.
    pub skipped: Vec<Skipped>,
    /// What people marked, counted and decided.
    pub council: Council,
    /// What was found while it was read: what was assumed, doubted and left out.
    pub found: Diagnostics,
}

impl Roster {
    /// A period of which only the day is known, with nobody nominated in it.
    pub fn on(date: Date) -> Self {
        Self {
            period: Period::on(date),
            nominations: Vec::new(),
            history: History::default(),
            withdrawn: Withdrawn::default(),
            skipped: Vec::new(),
            council: Council::default(),
            found: Diagnostics::new(),
        }
    }

    /// Who is meant by a code or a name: as it is written, or else capitals, signs and titles aside, or else
    /// without accents too. Several where they cannot be told apart.
    pub fn called(&self, word: &str) -> Vec<&Nomination> {
        let bare = |text: &str| unaccented(&normalize_person(text));
        let spellings: [&dyn Fn(&str) -> String; 3] = [&str::to_owned, &normalize_person, &bare];
        let meant = spellings.into_iter().map(|spelled| {
            let wanted = spelled(word);
            let is_meant = |it: &&Nomination| {
                [&*it.id, &*it.name]
                    .iter()
                    .any(|own| spelled(own) == wanted)
            };
            self.nominations.iter().filter(is_meant).collect::<Vec<_>>()
        });
        let mut meant = meant.filter(|meant| !meant.is_empty());
        meant.next().unwrap_or_default()
    }

    /// What rules may know of a nominee before any point is given.
    pub fn known<'a>(&'a self, nominee: &'a Nomination) -> Input<'a> {
        nominee.known(&self.period, &self.history)
    }
}
