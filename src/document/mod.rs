//! What a TOML file says, with the place of every word: the only room that reads TOML.
//!
//! A document is declared with `document!`: each key once, with its type and its sentence in
//! both languages. From that one table come the reader, the unknown-key and wrong-type findings
//! (all of them at once, which a derived deserializer that stops at the first cannot give) and
//! the JSON Schema for editors. Numbers keep their digits: nothing passes through binary floats.

mod controls;
mod declare;
mod keys;
mod problem;
mod read;
mod syntax;
mod values;

pub(crate) use declare::{document, keywords, one_of};
pub use keys::Said;
pub(crate) use keys::{KeyPath, Keys};
pub use problem::DocumentProblem;
pub use read::{Key, Keyed, ReadValue, Reader, Spanned, parse};
pub(crate) use values::parse_date;
pub use values::{RuleText, Scalar};
