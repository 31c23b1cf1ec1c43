//! The scheme's rules, understood and ready to judge.
//!
//! A rule is text in the scheme's file. It is compiled once (`compile`), under a profile that
//! lets it compute and nothing else (`engine`), with the functions of `functions`; everything
//! that can be known about it without data is reported then: of one rule by `plan`, and of what its
//! steps say against themselves by `check`. `run` runs it on one nominee, `trace` tells what it did
//! there, and `turning` where its result would change as one fact does.

mod book;
mod check;
mod compile;
mod engine;
pub mod eval;
pub mod expr;
mod failure;
pub mod function;
mod functions;
mod library;
mod limits;
pub mod plan;
mod problem;
mod rules;
mod run;
pub mod scaled;
mod site;
mod syntax;
pub mod trace;
mod turning;
mod unused;
mod value;

use std::sync::Arc;

use jiff::civil::Date;

pub(crate) use book::Pass;
pub use book::{FactFinding, RuleSummary, Rulebook};
pub use functions::{Function, REFERENCE};
pub use problem::RuleProblem;
pub use run::{Ran, Reached, Runner};
pub use site::Site;
pub use turning::Turning;
pub(crate) use unused::check_functions;

use crate::locale::Text;
use crate::period::Period;
use crate::scheme::{Given, PastAward, Subject};
use crate::source::{Source, Span};

/// What is known of a nominee before any point is given.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// The period.
    pub period: &'a Period,
    /// What kind of subject it is.
    pub subject: Subject,
    /// The nominating unit.
    pub unit: Option<&'a Arc<str>>,
    /// The field.
    pub field: Option<&'a Arc<str>>,
    /// The day the dossier came in.
    pub received: Option<Date>,
    /// The facts, by index.
    pub facts: &'a [Given],
    /// Past awards, ordered by year.
    pub history: &'a [PastAward],
}

/// Why a rule could not be run on a nominee.
#[derive(Debug, Clone)]
pub struct RuleFailure {
    /// What went wrong, in words.
    pub message: Text,
    /// Where in the scheme's file (or its library's), if known.
    pub at: Option<(Arc<Source>, Span)>,
    /// Whether the rule hit one of the limits on time and memory.
    pub limit: bool,
}

impl RuleFailure {
    /// A failure in words alone, without a place.
    pub fn plain(vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            message: Text::both(vi, en),
            at: None,
            limit: false,
        }
    }
}

/// Every function that rules may call, in the order of the reference.
pub fn functions() -> &'static [Function] {
    REFERENCE
}
