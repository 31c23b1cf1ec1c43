//! What is wrong with a cell.

use super::problem::RosterProblem;
use super::spelling::looks_like_a_date;
use crate::locale::Text;
use crate::table::CellFault;
use crate::text::cut;

/// What is wrong with a cell, and what its author may have meant.
#[derive(Debug)]
pub(super) struct Fault {
    /// What is wrong.
    pub(super) problem: Box<RosterProblem>,
    /// A word that may have been meant.
    pub(super) meant: Option<String>,
}

impl From<RosterProblem> for Fault {
    fn from(problem: RosterProblem) -> Self {
        Self {
            problem: Box::new(problem),
            meant: None,
        }
    }
}

impl From<&CellFault> for Fault {
    fn from(fault: &CellFault) -> Self {
        let problem = match fault {
            CellFault::Formula => RosterProblem::Formula {},
            CellFault::Error(found) => RosterProblem::ErrorValue { found: cut(found) },
            CellFault::Time => RosterProblem::Time {},
            CellFault::Number(found) => RosterProblem::Inexact { found: cut(found) },
            CellFault::Merged(cells) => RosterProblem::MergedValue {
                cells: cells.clone(),
            },
            CellFault::Legacy(encoding, found) => RosterProblem::LegacyCell {
                encoding,
                found: cut(found),
            },
        };
        problem.into()
    }
}

/// The fault that thousands seem to be parted.
pub(super) fn thousands(text: &str) -> Fault {
    let found = cut(text);
    RosterProblem::Thousands { found }.into()
}

/// The fault that `found` is not what was wanted.
pub(super) fn wrong(label: &Text, expected: &Text, found: String) -> Fault {
    let problem = RosterProblem::WrongCell {
        label: label.clone(),
        expected: expected.clone(),
        found,
    };
    problem.into()
}

/// The fault that some words are no date, or one that no calendar has.
pub(super) fn no_date(label: &Text, expected: &Text, text: &str) -> Fault {
    if looks_like_a_date(text) {
        let found = text.to_owned();
        RosterProblem::NoSuchDay { found }.into()
    } else {
        wrong(label, expected, cut(text))
    }
}
