//! What a reader may choose about a report.

use crate::inputs::Inputs;
use crate::locale::Locale;

/// What a reader may choose about a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    /// The language.
    pub locale: Locale,
    /// The widest line of a table on the screen; `None`: as wide as it likes.
    pub width: Option<usize>,
    /// Whether it goes to the nominee itself: then it has no word of others, nor of who marked what.
    pub is_own: bool,
    /// By which schemes and data the result was made, where that is to be said of it.
    pub inputs: Option<Inputs>,
    /// How many warnings there are about the files: the last lines repeat it.
    pub warnings: usize,
}
