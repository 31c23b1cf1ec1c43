//! **dvk** scores and ranks nominations in the “Dân vận khéo” (Skilled Mass Mobilization) movement.
//!
//! Criteria are TOML, rules are Rhai scripts inside it, nominees are rows of a table. The result is
//! a ranking and a proposal for commendation in which every point, class and refusal can be walked
//! back to the rule, the fact and the article of the paper behind it.
//!
//! ```text
//!  scheme *.toml + *.rhai ─▶ Source ─▶ Scheme ─▶ Rulebook ─┐
//!                                                          ├─▶ Evaluation ─▶ Ranking ─▶ Proposal ─▶ report
//!  nominations, period, history ─▶ Source ─▶ Roster ──────┘
//!         └───────────── Diagnostics: what is wrong, where in which file, what to do ─────▶ stderr
//! ```
//!
//! From [`source`] to [`report`] everything is pure: no clock, no environment, no printing, no hash
//! order. The same input gives the same bytes, on any machine, with any number of threads, in any
//! order of rows. Only the binary touches the world, and [`source::Source::read`] is the one door
//! through which the library reads a file.
//!
//! There is one judge, [`evaluation::judge`], which gives a verdict and tells a sink the way to it:
//! ranking, proposing and the flat table take verdicts, and a score sheet is the same nominee judged
//! again with a sink that records. So very many nominees fit in little memory: with
//! [`loading::Keep::Verdicts`] they are judged while they are read.
//!
//! What offices fill in goes the other way first: [`form`] writes the blank forms of a scheme, laid
//! out as [`roster::forms`] says, and by that [`roster`] reads them when they come back.
//!
//! Where there is no scheme yet, [`draft`] makes one from the criteria table that an office has.
//!
//! The rooms stand below in the order in which the data travels, and each uses only those above
//! it; `tests/architecture.rs` keeps that. Two things differ from the plainest such list. The
//! TOML reader is a room of its own, [`document`], because schemes, periods and nomination files
//! share it. And [`rule`] stands above [`roster`]: which scheme judges a row, and whether its
//! facts hold together, are themselves rules.

mod text;

mod zipped;

pub mod source;

pub mod locale;

pub mod inputs;

pub mod number;

pub mod diagnostic;

pub mod document;

pub mod parallel;

pub mod table;

pub mod scheme;

pub mod period;

pub mod office;

pub mod rule;

pub mod progress;

pub mod roster;

pub mod cohort;

pub mod evaluation;

pub mod ranking;

pub mod commendation;

pub mod standing;

pub mod markers;

pub mod editions;

pub mod cases;

pub mod lints;

pub mod loading;

pub mod draft;

mod xlsx;

pub mod form;

pub mod report;

pub mod manual;

/// The example of the README, compiled and run.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct ReadmeDoctests;
