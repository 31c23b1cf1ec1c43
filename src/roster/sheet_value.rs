//! What a cell of a workbook says of a fact: numbers, days and faults are typed there; words are
//! read as those of any other file.

use super::problem::DossierProblem;
use crate::document::Scalar;
use crate::roster::cell::{CellReader, Fault, Read};
use crate::scheme::FactKind;
use crate::table::Cell;
use crate::table::{CellFault, Value};
use crate::text::cut;

impl Value {
    /// What the cell says as words, such as a code or a name.
    ///
    /// # Errors
    /// It says nothing that could be read.
    pub(in crate::roster) fn words(&self) -> Result<String, Fault> {
        Ok(match self {
            Self::Fault(fault) => return Err(fault.told()),
            Self::Percent(number) => format!("{number} %"),
            Self::Number(number) => number.to_string(),
            Self::YesNo(flag) => flag.to_string(),
            Self::Date(date) => date.to_string(),
            // Words of a sheet are given as such.
            Self::Text(..) => String::new(),
        })
    }

    /// What the cell says of a fact.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(in crate::roster) fn read(&self, reader: &CellReader<'_>) -> Result<Read, Fault> {
        let scalar = match (self, reader.kind()) {
            (Self::Percent(number), FactKind::Percent) => return reader.percentage(number),
            (Self::Number(number), FactKind::Integer | FactKind::Number | FactKind::Percent)
            | (Self::Number(number), FactKind::YesNo) => Scalar::Number(number.clone()),
            (Self::YesNo(flag), FactKind::YesNo) => Scalar::YesNo(*flag),
            (Self::Date(date), FactKind::Date | FactKind::Number | FactKind::Integer) => {
                Scalar::Date(*date)
            }
            // Choices, words and lists may be written in digits, and then are what is shown.
            _ => return reader.read(Cell::Text(&self.words()?)),
        };
        reader.read(Cell::Typed(&scalar))
    }
}

impl CellFault {
    /// What is wrong, in words.
    fn told(&self) -> Fault {
        let problem = match self {
            Self::Formula => DossierProblem::Formula {},
            Self::Error(found) => DossierProblem::ErrorValue { found: cut(found) },
            Self::Time => DossierProblem::Time {},
            Self::Number(found) => DossierProblem::Inexact { found: cut(found) },
            Self::Merged(cells) => DossierProblem::MergedValue {
                cells: cells.clone(),
            },
            Self::Legacy(encoding, found) => DossierProblem::LegacyCell {
                encoding,
                found: cut(found),
            },
        };
        problem.into()
    }
}
