//! The words of the reports: a line a word, both languages beside each other, so that a missing one
//! does not compile.

mod awards;
mod criteria;
mod editions;
mod explain;
mod general;
mod import_preview;
mod markers;
mod papers;
mod pictures;
mod remarks;
mod sheet;
mod stages;

pub(super) use awards::{DecidedWords, VoteWords};

use crate::locale::Locale;

/// Every word and sentence of the reports, in one language.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words(Locale);

impl Words {
    /// The words of a language.
    pub(super) fn of(locale: Locale) -> Self {
        Self(locale)
    }
}

/// Adds words to [`Words`]: a name, its parameters where it is a sentence about something, then the
/// Vietnamese and the English; where a format string does not do, an expression in braces.
macro_rules! words {
    (@fn $name:ident [] $vi:tt $en:tt $(#[$doc:meta])*) => {
        $(#[$doc])*
        pub(in crate::report) fn $name(self) -> &'static str {
            self.0.of($vi, $en)
        }
    };
    (@fn $name:ident [$($parameter:ident: $type:ty),*] $vi:tt $en:tt $(#[$doc:meta])*) => {
        $(#[$doc])*
        pub(in crate::report) fn $name(self, $($parameter: $type),*) -> String {
            match self.0 {
                $crate::locale::Locale::Vi => words!(@say $vi),
                $crate::locale::Locale::En => words!(@say $en),
            }
        }
    };
    (@say $text:literal) => { format!($text) };
    (@say $expression:tt) => { $expression };
    ($(
        $(#[$doc:meta])*
        $name:ident $(($($parameter:ident: $type:ty),*))?: $vi:tt, $en:tt;
    )*) => {
        impl $crate::report::words::Words {
            $(words!(@fn $name [$($($parameter: $type),*)?] $vi $en $(#[$doc])*);)*
        }
    };
}
use words;

/// `text: more`, or `text` alone where there is no more.
fn joined(text: &str, more: &str) -> String {
    if more.is_empty() {
        text.to_owned()
    } else {
        format!("{text}: {more}")
    }
}

/// The same with a small first letter, for use inside a sentence.
fn lower(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(char::to_lowercase);
    first.into_iter().flatten().chain(letters).collect()
}
