//! The steps of a rule, as data.

use std::sync::Arc;

use jiff::civil::Date;

use crate::number::Number;
use crate::rule::eval::Value;
use crate::rule::expr::{Operator, Relation};
use crate::rule::function::{Function, Overload};
use crate::scheme::Name;

/// What a rule did on one nominee.
#[derive(Debug, Clone)]
pub struct Trace {
    /// What it gave.
    pub gave: Value,
    /// What it did, in order.
    pub steps: Vec<Step>,
    /// How the number that it gave was made; nothing for yes and no.
    pub made: Option<Term>,
}

/// One thing that a rule did.
#[derive(Debug, Clone)]
pub enum Step {
    /// It took one of two ways.
    Branch {
        /// What was asked, as far as it had to be.
        asked: Vec<Question>,
        /// Whether the condition held.
        held: bool,
        /// What the way not taken would have given.
        other: Option<Value>,
    },
    /// It looked a number up in a table of steps.
    Table {
        /// What was looked up.
        of: Term,
        /// Its value.
        value: Number,
        /// Thresholds and points, in the declared order: the best first.
        rows: Vec<(Number, Number)>,
        /// Whether fewer is better (`at_most`).
        upward: bool,
        /// The row that was met, by index.
        met: Option<usize>,
    },
    /// It asked something, whose answer is the result or a part of it.
    Question(Question),
}

/// Something that a rule asked.
#[derive(Debug, Clone)]
pub struct Question {
    /// What.
    pub what: Condition,
    /// Whether it is so.
    pub holds: bool,
}

/// What can be asked.
#[derive(Debug, Clone)]
pub enum Condition {
    /// Two numbers compared: what they are, and their values.
    Numbers {
        /// The left side.
        left: Term,
        /// Its value.
        value: Number,
        /// How they are compared.
        relation: Relation,
        /// The right side.
        right: Term,
        /// Its value.
        threshold: Number,
    },
    /// Whether a fact says yes, or a standard is met.
    Yes(Name),
    /// Whether a word is this one.
    IsWord(Term, Arc<str>),
    /// Whether a word stands at a level of its choices, or above it.
    AtLeast(Term, Arc<str>),
    /// Whether a list that stands in a fact holds a word.
    Holds(usize, Term),
    /// Two days compared.
    Days(Term, Relation, Term),
    /// Whether something is there.
    Given(Name),
}

/// What a value is called, or what it is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Term {
    /// A number that stands in the rule.
    Constant(Number),
    /// A word that stands in the rule.
    Word(Arc<str>),
    /// A day that stands in the rule.
    Day(Date),
    /// Something that has a name.
    Named(Name),
    /// Made of others.
    Made(Making, Vec<Term>),
    /// Chosen among others on the way, too long to be told.
    Unnamed,
}

impl Term {
    /// Whether every part of it is said in full.
    pub fn is_named(&self) -> bool {
        match self {
            Self::Unnamed | Self::Made(Making::Table, _) => false,
            Self::Made(_, parts) => parts.iter().all(Self::is_named),
            _ => true,
        }
    }
}

/// How a value is made of others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Making {
    /// By arithmetic.
    Arithmetic(Operator),
    /// With the sign changed.
    Negate,
    /// By a function, called in one of its ways.
    Function(FunctionCall),
    /// How many a list holds.
    Length,
    /// How often something stands in a list.
    Count,
    /// By a table of steps.
    Table,
}

/// A function, called in one of its ways.
#[derive(Debug, Clone, Copy)]
pub struct FunctionCall {
    /// The function.
    pub function: &'static Function,
    /// The way.
    pub overload: &'static Overload,
}

impl PartialEq for FunctionCall {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.overload, other.overload)
    }
}

impl Eq for FunctionCall {}

/// The nearest better result that was missed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextMissed {
    /// The step that missed it, by index.
    pub step: usize,
    /// In a table, the row, by index.
    pub row: Option<usize>,
    /// What it would have given.
    pub gives: Number,
}

impl Trace {
    /// The nearest better result that was missed by a table or a branch; `less` where fewer points
    /// are better, as for deductions. `counts` says which question may part a better result from
    /// this one: what a nominee is by nature is no threshold that it missed.
    pub fn next_missed(
        &self,
        less: bool,
        counts: impl Fn(&Question) -> bool,
    ) -> Option<NextMissed> {
        let Value::Number(gave) = &self.gave else {
            return None;
        };
        let better = |points: &Number| if less { points < gave } else { points > gave };
        let steps = self.steps.iter().enumerate();
        let missed = steps.filter_map(|(step, what)| match what {
            Step::Branch {
                asked,
                other: Some(Value::Number(gives)),
                ..
            } if asked.last().is_some_and(&counts) => Some(NextMissed {
                step,
                row: None,
                gives: gives.clone(),
            }),
            // A table gives the result only where it is the result.
            Step::Table { rows, met, .. } if self.gives_table() => {
                let row = met.unwrap_or(rows.len()).checked_sub(1)?;
                let (_, gives) = rows.get(row)?;
                Some(NextMissed {
                    step,
                    row: Some(row),
                    gives: gives.clone(),
                })
            }
            _ => None,
        });
        let missed = missed.filter(|missed| better(&missed.gives));
        missed.min_by_key(|missed| missed.gives.subtract(gave).map(|apart| apart.abs()))
    }

    fn gives_table(&self) -> bool {
        matches!(&self.made, Some(Term::Made(Making::Table, _)))
    }
}
