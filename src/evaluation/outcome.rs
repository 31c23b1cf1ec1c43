//! A row of the score sheet: what came out, and how.

use std::sync::Arc;

use crate::number::Number;
use crate::rule::RuleFailure;

/// A row of the score sheet.
#[derive(Debug, Clone)]
pub struct Mark {
    /// What came out.
    pub outcome: Outcome,
    /// How.
    pub because: Because,
}

/// What came out of a row.
#[derive(Debug, Clone)]
pub enum Outcome {
    /// Points as they count, rounded where the scheme says so.
    Points(Number),
    /// A standard met or not.
    Met(bool),
    /// Out of points and maximum alike.
    Dropped,
    /// The rule failed; there is no total.
    Failed(Arc<RuleFailure>),
}

/// How a row came to its outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Because {
    /// By its rule.
    Rule,
    /// `applies` says no.
    DoesNotApply,
    /// A fact it reads is not assigned: the first such, by its id.
    NotAssigned(Arc<str>),
    /// A cohort number it reads is absent, by its id.
    NoCohort(Arc<str>),
}

/// A row in which a mark stands in place of what its rule computed.
#[derive(Debug, Clone)]
pub struct Departed {
    /// The criterion, by index.
    pub criterion: usize,
    /// The stage in which the mark was given, by index.
    pub stage: usize,
    /// What the rule computed.
    pub computed: Outcome,
}

impl Mark {
    /// The points, where the row has some.
    pub fn points(&self) -> Option<&Number> {
        match &self.outcome {
            Outcome::Points(points) => Some(points),
            Outcome::Met(_) | Outcome::Dropped | Outcome::Failed(_) => None,
        }
    }

    /// Whether the standard is met; nothing where it is not asked.
    pub fn met(&self) -> Option<bool> {
        match self.outcome {
            Outcome::Met(met) => Some(met),
            Outcome::Points(_) | Outcome::Dropped | Outcome::Failed(_) => None,
        }
    }

    /// Whether its rule held for the nominee; where it does not, `otherwise` stands.
    pub fn applies(&self) -> bool {
        self.because == Because::Rule
    }

    /// Whether the row is out of points and maximum alike.
    pub fn is_dropped(&self) -> bool {
        matches!(self.outcome, Outcome::Dropped)
    }
}
