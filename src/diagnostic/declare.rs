//! One declaration a problem: its code, its severity and its wording in both languages beside
//! each other, so that none of them can be missing.

/// Declares the enum of everything that can be wrong in a room.
///
/// Each variant gives its fields, its stable code, its severity, the message in Vietnamese and
/// English, and optionally the help in both. The wordings are format strings over the fields.
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
                match self {
                    $( Self::$variant { $($field),* } =>
                        $crate::locale::Text::both(format!($vi), format!($en)) ),*
                }
            }
            fn help(&self) -> Option<$crate::locale::Text> {
                match self {
                    $( Self::$variant { $($field),* } => {
                        #[allow(unused_mut, unused_assignments, reason = "not every problem has help")]
                        let mut help = None;
                        $( help = Some($crate::locale::Text::both(format!($help_vi), format!($help_en))); )?
                        help
                    } ),*
                }
            }
        }
    };
}

pub(crate) use problems;
