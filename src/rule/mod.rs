//! The scheme's rules, understood and ready to judge.

use crate::locale::Text;
use crate::scheme::Scheme;
use crate::source::Span;

/// A scheme whose rules are compiled and checked.
#[derive(Debug)]
pub struct Rulebook {
    /// The scheme.
    pub scheme: Scheme,
}

/// Why a rule could not be run on a nominee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleFailure {
    /// What went wrong, in words.
    pub message: Text,
    /// Where in the scheme's file (or its library's), if known.
    pub at: Option<(String, Span)>,
}
