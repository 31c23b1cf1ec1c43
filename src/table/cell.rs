//! What a cell holds before anybody asks what it means.

use jiff::civil::Date;

use crate::document::Scalar;
use crate::number::Number;

/// What a cell holds before anybody asks what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cell<'a> {
    /// Nothing.
    Empty,
    /// Words, as a table without types has them.
    Text(&'a str),
    /// A value whose type the file says.
    Typed(&'a Scalar),
    /// What a workbook holds that is no words.
    Sheet(&'a Value),
}

/// What a cell of a workbook holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    /// Words: where among the letters of the sheet they begin and end.
    Text(usize, usize),
    /// A number.
    Number(Number),
    /// A number that is shown as a percentage: 0.95 in the file is 95 here.
    Percent(Number),
    /// Yes or no.
    YesNo(bool),
    /// A day; the time of the day, if there is one, is left aside.
    Date(Date),
    /// No value, and why.
    Fault(Box<CellFault>),
}

/// Why a cell has no value that could be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum CellFault {
    /// A formula whose result the file does not hold.
    Formula,
    /// An error such as `#N/A`.
    Error(String),
    /// A time of the day or a span of time.
    Time,
    /// A number that no exact decimal can hold.
    Number(String),
    /// One of several cells that were made one, such as `D7:D9`.
    Merged(String),
    /// Words in the letters of an old font: which encoding, and the words.
    Legacy(&'static str, String),
}

/// What stands in a cell whose formula failed; a file without types has it as words.
const ERRORS: [&str; 8] = [
    "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!",
];

/// Whether some words are those of a formula that failed.
#[inline]
pub(crate) fn is_error_value(text: &str) -> bool {
    text.starts_with('#') && ERRORS.contains(&text)
}
