//! What comes of a table.

use crate::diagnostic::Place;
use crate::locale::Text;
use crate::number::Number;

/// How far a row was understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Wholly.
    Understood,
    /// With something assumed.
    Assumed,
    /// Something is left for people.
    Open,
}

/// A row of the table and what became of it.
#[derive(Debug, Clone)]
pub struct DraftRow {
    /// Where it stands.
    pub place: Place,
    /// Its number on the paper.
    pub no: String,
    /// What it asks.
    pub title: String,
    /// Its maximum.
    pub max: Option<Number>,
    /// How it was understood.
    pub kind: Text,
    /// How far.
    pub standing: Standing,
    /// What was assumed, and what is left.
    pub notes: Vec<Text>,
}

/// A drafted scheme.
#[derive(Debug)]
pub struct Draft {
    /// The scheme as a TOML file, with comments at each row.
    pub toml: String,
    /// The rows in the order of the table.
    pub rows: Vec<DraftRow>,
    /// What concerns the table as a whole.
    pub notes: Vec<Text>,
}
