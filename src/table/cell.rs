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
    /// A number that is shown as something else.
    Shown(Box<Shown>),
    /// No value, and why.
    Fault(Box<CellFault>),
}

/// A number, and what a person sees of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Shown {
    /// A number or a percentage.
    pub(crate) value: Value,
    /// What is seen in the cell.
    pub(crate) text: String,
    pub(crate) difference: Difference,
}

/// How what is seen differs from the number that the cell holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Difference {
    /// It is the same number, with letters or zeros that a code may need.
    Worded,
    /// It is the same number of something else, such as millions.
    Scaled,
    /// It has fewer digits.
    Rounded,
    /// It is another number, or none.
    Otherwise,
}

impl Value {
    /// What the cell holds, whatever is shown of it.
    pub(crate) fn held(&self) -> &Self {
        match self {
            Self::Shown(shown) => &shown.value,
            value => value,
        }
    }

    /// The number or the percentage that the cell holds.
    pub(crate) fn number(&self) -> Option<&Number> {
        match self.held() {
            Self::Number(number) | Self::Percent(number) => Some(number),
            _ => None,
        }
    }
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

/// What stands in a cell whose formula failed or is not done, in Excel, LibreOffice or Google Sheets; a
/// file without types has it as words.
const ERRORS: [&str; 5] = [
    "#N/A",
    "#GETTING_DATA",
    "Loading...",
    "Loading…",
    "Đang tải...",
];

/// Whether some words are those of a formula that failed: `#NAME?`, `#CALC!`, `Err:508`, or the `####` of
/// a column that is too narrow.
#[inline]
pub(crate) fn is_error_value(text: &str) -> bool {
    match text.as_bytes() {
        [b'#', inner @ .., b'!' | b'?'] => {
            let is_capital = |byte: &u8| byte.is_ascii_uppercase() || b"/0_".contains(byte);
            !inner.is_empty() && inner.iter().all(is_capital)
        }
        [b'#', b'#', rest @ ..] => rest.iter().all(|byte| *byte == b'#'),
        [b'E', b'r', b'r', b':', number @ ..] => {
            number.len() == 3 && number.iter().all(u8::is_ascii_digit)
        }
        [b'#' | b'L' | 0xC4, ..] => ERRORS.contains(&text),
        _ => false,
    }
}
