//! The review period (kỳ xét): the day of the review, and what it covers.

use jiff::civil::Date;

/// When the review takes place and what it covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// Its name on paper.
    pub name: Option<String>,
    /// The day of the review: it picks versions of schemes and values.
    pub date: Date,
    /// The first day of what is reviewed.
    pub start: Option<Date>,
    /// The last day of what is reviewed.
    pub end: Option<Date>,
    /// The last day for dossiers.
    pub deadline: Option<Date>,
}
