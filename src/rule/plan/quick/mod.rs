//! A plan made ready to be run very often, over short numbers and with nobody listening.
//!
//! What many rules do in the same way is one part here: a number held against constants, a chain
//! of `if` over one fact, a word among others. Constants are worked out, and what they are held
//! against is read once. Everything else is left to the plan itself, which [`Walked`] asks.
//!
//! Where a part gives nothing, the plan is run over wide numbers, and then by the interpreter: so
//! a part may give up wherever being exact would cost more than it is worth.

mod ask;
mod make;
mod measure;
mod number;

use std::fmt::Debug;

use self::ask::Asked;
use super::run::{Evaluate, Frame, Gave, NoSink};
use super::{Plan, Root};
use crate::rule::scaled::Scaled;
use crate::scheme::{FactValue, Given, Scheme};

/// What a part reads, and where it keeps its locals.
pub(in crate::rule) type Short<'f> = Frame<'f, Scaled, NoSink>;

/// A plan made ready.
#[derive(Debug)]
pub(in crate::rule) enum Quick {
    /// It gives a number.
    Number(Part),
    /// It gives yes or no.
    YesNo(Asked),
}

/// What a plan gave over short numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Brief {
    /// A number.
    Number(Scaled),
    /// Yes or no.
    YesNo(bool),
}

impl From<Brief> for Gave {
    #[inline]
    fn from(brief: Brief) -> Self {
        match brief {
            Brief::Number(number) => Self::Number(number.to_decimal()),
            Brief::YesNo(flag) => Self::YesNo(flag),
        }
    }
}

/// Something that is worked out.
pub(in crate::rule) trait Node<T>: Debug + Send + Sync {
    /// What comes out; nothing where short numbers do not do.
    fn get(&self, frame: &mut Short<'_>) -> Option<T>;
}

/// A number: most are at hand, and need no call.
#[derive(Debug)]
pub(in crate::rule) enum Part {
    Constant(Scaled),
    /// A fact, by index.
    Fact(usize),
    /// A local, by slot.
    Local(usize),
    Node(Box<dyn Node<Scaled>>),
}

/// A part of the plan as it is.
#[derive(Debug)]
struct Walked<T>(T);

impl Quick {
    /// A plan of a scheme, made ready.
    pub(in crate::rule) fn of(plan: &Plan, scheme: &Scheme) -> Self {
        let mut making = make::Making::new(scheme);
        match &plan.root {
            Root::Number(number) => Self::Number(making.number(number)),
            Root::YesNo(yes_no) => Self::YesNo(making.asked(yes_no)),
        }
    }

    /// What it gives; nothing where short numbers do not do.
    #[inline(always)]
    pub(in crate::rule) fn run(&self, frame: &mut Short<'_>) -> Option<Brief> {
        match self {
            Self::Number(number) => number.get(frame).map(Brief::Number),
            Self::YesNo(yes_no) => yes_no.get(frame).map(Brief::YesNo),
        }
    }
}

impl Part {
    /// The number; nothing where short numbers do not do.
    #[inline(always)]
    pub(in crate::rule) fn get(&self, frame: &mut Short<'_>) -> Option<Scaled> {
        match self {
            Self::Constant(number) => Some(*number),
            Self::Fact(at) => match frame.row.facts.get(*at)? {
                Given::Reported(FactValue::Integer(number)) => Some(Scaled::whole(*number)),
                Given::Reported(FactValue::Number(number)) => {
                    Scaled::from_decimal(number.to_wide())
                }
                _ => None,
            },
            Self::Local(slot) => frame.locals.get(*slot).copied(),
            Self::Node(node) => node.get(frame),
        }
    }

    fn node(node: impl Node<Scaled> + 'static) -> Self {
        Self::Node(Box::new(node))
    }
}

impl<T: Evaluate<Scaled> + Debug + Send + Sync> Node<T::Value> for Walked<T> {
    fn get(&self, frame: &mut Short<'_>) -> Option<T::Value> {
        self.0.evaluate(frame)
    }
}
