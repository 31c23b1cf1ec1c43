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
mod build;
mod compile;
mod dynamic;
mod engine;
pub mod eval;
pub mod expr;
mod facts;
mod failure;
mod findings;
pub mod function;
mod input;
mod library;
mod limits;
mod lint;
mod lower;
mod presence;
mod problem;
mod prose;
pub mod ranges;
mod rule_id;
mod rules;
mod run;
mod syntax;
pub mod trace;
mod undeclared;
mod unused;

use std::sync::Arc;

pub(crate) use book::Pass;
pub use book::{Budget, RuleSummary, Rulebook};
pub use facts::FactFinding;
pub use function::{FUNCTIONS, Function};
pub use input::{Computed, Input, RuleOutcome};
pub use lower::Unsupported;
pub use problem::RuleProblem;
pub use rule_id::RuleId;
pub use run::Runner;
pub(crate) use unused::check_functions;

use crate::locale::Text;
use crate::source::{Source, Span};

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
