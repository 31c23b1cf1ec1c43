//! What a reader may choose about a report.

use crate::locale::Locale;

/// What a reader may choose about a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    /// The language.
    pub locale: Locale,
    /// The widest line of a table on the screen; `None`: as wide as it likes.
    pub width: Option<usize>,
    /// How many warnings there are about the files: the last lines repeat it.
    pub warnings: usize,
}
