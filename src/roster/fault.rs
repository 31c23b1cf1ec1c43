//! What is wrong with a cell.

use super::problem::DossierProblem;
use super::spelling::looks_like_a_date;
use crate::locale::Text;
use crate::table::CellFault;
use crate::text::cut;

/// What is wrong with a cell, and what its author may have meant.
#[derive(Debug)]
pub(super) struct Fault {
    /// What is wrong.
    pub(super) problem: Box<DossierProblem>,
    /// A word that may have been meant.
    pub(super) meant: Option<String>,
}

impl From<DossierProblem> for Fault {
    fn from(problem: DossierProblem) -> Self {
        Self {
            problem: Box::new(problem),
            meant: None,
        }
    }
}

impl From<&CellFault> for Fault {
    fn from(fault: &CellFault) -> Self {
        let problem = match fault {
            CellFault::Formula => DossierProblem::Formula {},
            CellFault::Error(found) => DossierProblem::ErrorValue { found: cut(found) },
            CellFault::Time => DossierProblem::Time {},
            CellFault::Number(found) => DossierProblem::Inexact { found: cut(found) },
            CellFault::Merged(cells) => DossierProblem::MergedValue {
                cells: cells.clone(),
            },
            CellFault::Legacy(encoding, found) => DossierProblem::LegacyCell {
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
    DossierProblem::Thousands { found }.into()
}

/// The fault that `found` is not what was wanted.
pub(super) fn wrong(label: &Text, expected: &Text, found: String) -> Fault {
    let problem = DossierProblem::WrongCell {
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
        DossierProblem::NoSuchDay { found }.into()
    } else {
        wrong(label, expected, cut(text))
    }
}
