//! The scheme's rules, understood and ready to judge.
//!
//! A rule is text in the scheme's file. It is compiled once (`compile`), under a profile that
//! lets it compute and nothing else (`engine`), with the functions of the table in `function`. Its
//! syntax tree is lowered (`lower`) to an expression (`expr`), its types checked on the way; `lint`
//! reports what its steps say against themselves. `run` runs it on one nominee by its expression
//! (`eval`), and where that fails by the interpreter, which says why; `trace` tells what it did
//! there, and `ranges` every way through it: for the lints, and for what a change of one fact
//! would do.

mod book;
mod compile;
mod dynamic;
mod engine;
pub mod eval;
pub mod expr;
mod failure;
pub mod function;
mod library;
mod limits;
mod lint;
mod lower;
mod problem;
pub mod ranges;
mod rules;
mod run;
mod site;
mod syntax;
pub mod trace;
mod unused;

use std::sync::Arc;

use jiff::civil::Date;

pub(crate) use book::Pass;
pub use book::{Budget, FactFinding, RuleSummary, Rulebook};
pub use function::{FUNCTIONS, Function};
pub use lower::Unsupported;
pub use problem::RuleProblem;
pub use run::{Ran, Reached, Runner};
pub use site::Site;
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
