//! What a rule may know of a nominee, and what comes of running it.

use std::sync::Arc;

use jiff::civil::Date;

use super::RuleFailure;
use crate::number::Number;
use crate::period::Period;
use crate::scheme::{FactEntry, PastAward, Subject};

/// What is known of a nominee before any point is given.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The period.
    pub period: &'a Period,
    /// What kind of subject it is.
    pub subject: Subject,
    /// The nominating unit.
    pub unit: Option<&'a Arc<str>>,
    /// The field.
    pub field: Option<&'a Arc<str>>,
    /// The day the nomination came in.
    pub received: Option<Date>,
    /// The facts, by index.
    pub facts: &'a [FactEntry],
    /// Past awards, ordered by year.
    pub history: &'a [PastAward],
}

/// What a rule may know besides the nominee itself; each step adds to it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Computed<'a> {
    /// Cohort numbers by index; nothing where the cohort is empty.
    pub cohorts: &'a [Option<Number>],
    /// Points of the criteria by index; nothing where dropped.
    pub points: &'a [Option<Number>],
    /// Standards by criterion index; nothing where not asked.
    pub met: &'a [Option<bool>],
    /// Points of the groups by index; nothing where dropped.
    pub groups: &'a [Option<Number>],
    /// The total.
    pub total: Option<&'a Number>,
    /// The class, by index; the outer nothing is a step before classes.
    pub class: Option<Option<usize>>,
}

/// What became of running a rule.
#[derive(Debug, Clone)]
pub enum RuleOutcome<T> {
    /// It gave a value.
    Value(T),
    /// A fact it reads is not reported: its id. The nominee is incomplete.
    NotReported(Arc<str>),
    /// A fact it reads and does not ask about is not assigned: its id. It was not run.
    NotAssigned(Arc<str>),
    /// A cohort number it met is absent: its id.
    NoCohort(Arc<str>),
    /// It failed.
    Failed(Box<RuleFailure>),
}

impl<T> RuleOutcome<T> {
    pub(super) fn map<U>(self, change: impl FnOnce(T) -> Result<U, RuleFailure>) -> RuleOutcome<U> {
        match self {
            Self::Value(value) => match change(value) {
                Ok(value) => RuleOutcome::Value(value),
                Err(failure) => RuleOutcome::Failed(Box::new(failure)),
            },
            Self::NotReported(name) => RuleOutcome::NotReported(name),
            Self::NotAssigned(name) => RuleOutcome::NotAssigned(name),
            Self::NoCohort(name) => RuleOutcome::NoCohort(name),
            Self::Failed(failure) => RuleOutcome::Failed(failure),
        }
    }
}
