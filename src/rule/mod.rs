//! The scheme's rules, understood and ready to judge.

use std::sync::Arc;

use jiff::civil::Date;

use crate::locale::Text;
use crate::period::Period;
use crate::scheme::{Given, PastAward, Scheme, Subject};
use crate::source::{Source, Span};

/// A scheme whose rules are compiled and checked.
#[derive(Debug)]
pub struct Rulebook {
    /// The scheme.
    pub scheme: Scheme,
}

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
}

/// A finding about a nominee's facts that only the rules can make.
#[derive(Debug, Clone)]
pub enum FactFinding {
    /// A check does not hold.
    CheckFails {
        /// The check, by index.
        check: usize,
        /// The facts it names, by index.
        facts: Vec<usize>,
    },
    /// A rule (named in words) reads a fact that is not assigned and does not ask `given`.
    NotAssigned {
        /// The fact, by index.
        fact: usize,
        /// The rule in words, such as "điều kiện `thanh_tra`" / "the gate `thanh_tra`".
        rule: Text,
    },
}

/// A rule in a list for people: where it stands and what it reads.
#[derive(Debug, Clone)]
pub struct RuleSummary {
    /// Where it stands, in words.
    pub what: Text,
    /// The names it reads, in order of appearance.
    pub reads: Vec<String>,
}

/// One function that rules may call.
#[derive(Debug, Clone, Copy)]
pub struct Function {
    /// Its name.
    pub name: &'static str,
    /// How it is called: `steps(x, [[90, 10], [75, 7]])`.
    pub usage: &'static str,
    /// What it gives, in Vietnamese.
    pub vi: &'static str,
    /// What it gives, in English.
    pub en: &'static str,
}

/// Every function that rules may call, in the order of the reference.
pub fn functions() -> &'static [Function] {
    &[]
}

impl Rulebook {
    /// Whether the scheme judges this nominee by its `applies`; nothing when that reads an empty
    /// or not assigned fact.
    ///
    /// # Errors
    /// The failure of the rule itself.
    pub fn applies(&self, _known: &Known<'_>) -> Result<Option<bool>, RuleFailure> {
        Ok(Some(true))
    }

    /// What the rules find wrong with a nominee's facts.
    pub fn fact_findings(&self, _known: &Known<'_>) -> Vec<FactFinding> {
        Vec::new()
    }

    /// Every rule, with what it reads.
    pub fn rules(&self) -> Vec<RuleSummary> {
        Vec::new()
    }
}
