//! What a reader may choose about a report.

use super::words::Words;
use crate::inputs::{Inputs, PROGRAM, RESULT_FORMAT};
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

impl Options {
    /// By which program, schemes and data a result was made, in a sentence; `None` where that is not to
    /// be said.
    pub(super) fn imprint(&self) -> Option<String> {
        let inputs = self.inputs?;
        let words = Words::of(self.locale);
        Some(words.imprint(PROGRAM, RESULT_FORMAT, &inputs.schemes(), &inputs.data()))
    }
}
