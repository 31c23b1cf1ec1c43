//! WIP
pub mod cases;
pub mod cohort;
pub mod commendation;
pub mod diagnostic;
pub mod document;
pub mod dossier;
pub mod evaluation;
pub mod loading;
pub mod locale;
pub mod number;
mod parallel;
pub mod period;
pub mod ranking;
pub mod report;
pub mod rule;
pub mod scheme;
pub mod source;
