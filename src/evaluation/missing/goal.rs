//! What is asked for, and a change that brings it.

use crate::evaluation::{Mark, Status, Verdict};
use crate::number::Number;
use crate::scheme::FactValue;

/// What is asked for.
pub enum Goal<'g> {
    /// The class at an index, or a better one.
    Class(usize),
    /// What somebody else tells by the verdict, all others held as they are: a place, an award.
    Other {
        /// Whether a verdict reaches it.
        is_reached: &'g mut (dyn FnMut(&Verdict) -> bool + Send),
        /// The work of asking.
        work: u64,
    },
}

impl Goal<'_> {
    pub(super) fn class(&self) -> Option<usize> {
        match self {
            Self::Class(class) => Some(*class),
            Self::Other { .. } => None,
        }
    }

    pub(super) fn is_reached_by(&mut self, verdict: &Verdict) -> bool {
        verdict.status() == Status::Ranked
            && match self {
                Self::Class(class) => verdict.class().is_some_and(|own| own <= *class),
                Self::Other { is_reached, .. } => is_reached(verdict),
            }
    }

    pub(super) fn work(&self) -> u64 {
        match self {
            Self::Class(_) => 0,
            Self::Other { work, .. } => *work,
        }
    }
}

/// A change of one fact that brings a class.
#[derive(Debug)]
pub struct Change {
    /// The fact, by index.
    pub fact: usize,
    /// What it is.
    pub from: FactValue,
    /// What it would have to be.
    pub to: FactValue,
    /// How it was found.
    pub found: Found,
    /// The smallest step of the fact, where it is a number.
    pub step: Option<Number>,
    /// Whether the fact is declared with which way is better; others describe the nominee more
    /// than what it did.
    pub is_merit: bool,
    /// The total with the change.
    pub total: Option<Number>,
    /// The class with the change.
    pub class: Option<usize>,
    /// From how many points that class begins then: it may differ by the fact.
    pub class_from: Option<Number>,
    /// The rows that come out differently, by criterion, with what they come to then.
    pub rows: Vec<(usize, Mark)>,
}

/// How a change was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// From the thresholds of the rules: no smaller change of this fact does.
    Exactly,
    /// By trying numbers of the declared range; a smaller change is not ruled out.
    ByTrying,
}
