//! One declaration a problem: its code, its severity and its wording in both languages beside
//! each other, so that none of them can be missing.

use std::borrow::Cow;

use jiff::civil::Date;

use crate::locale::{Locale, Text};

/// What a wording may name: the same in both languages, or a [`Text`] or [`Date`] in that of the
/// wording.
pub(crate) trait Argument {
    /// As a wording in one language names it.
    fn said(&self, locale: Locale) -> Cow<'_, str>;
}

impl Argument for Text {
    fn said(&self, locale: Locale) -> Cow<'_, str> {
        self.get(locale).into()
    }
}

impl Argument for Date {
    fn said(&self, locale: Locale) -> Cow<'_, str> {
        locale.date(*self).into()
    }
}

impl Argument for String {
    fn said(&self, _: Locale) -> Cow<'_, str> {
        self.into()
    }
}

impl Argument for &'static str {
    fn said(&self, _: Locale) -> Cow<'_, str> {
        (*self).into()
    }
}

/// Numbers of things, which both languages write alike.
macro_rules! plain_arguments {
    ($($type:ty),*) => { $(
        impl Argument for $type {
            fn said(&self, _: Locale) -> Cow<'_, str> {
                self.to_string().into()
            }
        }
    )* };
}

plain_arguments!(usize, u32, u64, i64);

/// Declares the enum of everything that can be wrong in a room.
///
/// Each variant gives its fields, its stable code, its severity, the message in Vietnamese and
/// English, and optionally the help in both. The wordings are format strings over the fields,
/// each of which is an [`Argument`]: a `Text` comes into each wording in that language.
macro_rules! problems {
    (
        $(#[$meta:meta])*
        $vis:vis enum $name:ident {
            $(
                $variant:ident { $($field:ident: $type:ty),* $(,)? }
                    = $code:literal, $severity:ident,
                    $vi:literal,
                    $en:literal
                    $(, help $help_vi:literal, $help_en:literal)? ;
            )*
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone)]
        #[allow(missing_docs, reason = "the wordings below document each variant")]
        $vis enum $name { $( $variant { $($field: $type),* } ),* }

        impl $name {
            /// Every code of this room, in the order of declaration.
            pub const CODES: &'static [&'static str] = &[$($code),*];

            /// How grave each of them is, in the same order.
            pub const SEVERITIES: &'static [$crate::diagnostic::Severity] =
                &[$($crate::diagnostic::Severity::$severity),*];
        }

        #[allow(unused_variables, reason = "a wording need not name every field")]
        impl $crate::diagnostic::Problem for $name {
            fn code(&self) -> &'static str {
                match self { $( Self::$variant { .. } => $code ),* }
            }
            fn severity(&self) -> $crate::diagnostic::Severity {
                match self { $( Self::$variant { .. } => $crate::diagnostic::Severity::$severity ),* }
            }
            fn message(&self) -> $crate::locale::Text {
                let vi = match self { $( Self::$variant { $($field),* } => {
                    $( let $field = $crate::diagnostic::Argument::said($field, $crate::locale::Locale::Vi); )*
                    format!($vi)
                } ),* };
                let en = match self { $( Self::$variant { $($field),* } => {
                    $( let $field = $crate::diagnostic::Argument::said($field, $crate::locale::Locale::En); )*
                    format!($en)
                } ),* };
                $crate::locale::Text::both(vi, en)
            }
            fn help(&self) -> Option<$crate::locale::Text> {
                let vi: Option<String> = match self { $( Self::$variant { $($field),* } => {
                    $( let $field = $crate::diagnostic::Argument::said($field, $crate::locale::Locale::Vi); )*
                    [$( format!($help_vi) )?].into_iter().next()
                } ),* };
                let en: Option<String> = match self { $( Self::$variant { $($field),* } => {
                    $( let $field = $crate::diagnostic::Argument::said($field, $crate::locale::Locale::En); )*
                    [$( format!($help_en) )?].into_iter().next()
                } ),* };
                Some($crate::locale::Text::both(vi?, en?))
            }
        }
    };
}

pub(crate) use problems;
