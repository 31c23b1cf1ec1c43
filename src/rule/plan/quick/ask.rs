//! What gives yes or no, and what is chosen by it.

use std::sync::Arc;

use super::super::Relation;
use super::super::run::items;
use super::measure::Range;
use super::{Node, Part, Short};
use crate::rule::scaled::Scaled;
use crate::scheme::{FactValue, Given};

/// Something that gives yes or no: most are at hand, and need no call.
#[derive(Debug)]
pub(in crate::rule) enum Asked {
    Constant(bool),
    /// A fact, by index.
    Flag(usize),
    /// Whether a number lies in a range, or whether it does not.
    Lies(Part, Range, bool),
    /// Whether a word is one of these, or whether it is none of them.
    Is(OneOf, bool),
    Node(Box<dyn Node<bool>>),
}

impl Asked {
    /// Whether it is so; nothing where short numbers do not do.
    #[inline(always)]
    pub(in crate::rule) fn get(&self, frame: &mut Short<'_>) -> Option<bool> {
        match self {
            Self::Constant(flag) => Some(*flag),
            Self::Flag(at) => match frame.row.facts.get(*at)? {
                Given::Reported(FactValue::YesNo(flag)) => Some(*flag),
                _ => None,
            },
            Self::Lies(of, range, so) => {
                let millionths = of.get(frame)?.millionths()?;
                Some(range.has(millionths) == *so)
            }
            Self::Is(words, so) => Some(words.get(frame)? == *so),
            Self::Node(node) => node.get(frame),
        }
    }

    pub(super) fn node(node: impl Node<bool> + 'static) -> Self {
        Self::Node(Box::new(node))
    }

    /// The opposite.
    pub(super) fn not(self) -> Self {
        match self {
            Self::Constant(flag) => Self::Constant(!flag),
            Self::Lies(of, range, so) => Self::Lies(of, range, !so),
            Self::Is(words, so) => Self::Is(words, !so),
            other => Self::node(Not(other)),
        }
    }
}

/// The word of a fact, by index, and some that it may be.
#[derive(Debug)]
pub(in crate::rule) struct OneOf {
    pub(super) fact: usize,
    pub(super) words: Vec<Arc<str>>,
}

impl OneOf {
    #[inline]
    fn get(&self, frame: &Short<'_>) -> Option<bool> {
        let word = word(frame, self.fact)?;
        Some(self.words.iter().any(|known| word == known))
    }
}

/// The word in a fact.
#[inline]
fn word<'f>(frame: &Short<'f>, fact: usize) -> Option<&'f Arc<str>> {
    match frame.row.facts.get(fact)? {
        Given::Reported(FactValue::Text(word)) => Some(word),
        _ => None,
    }
}

#[derive(Debug)]
struct Not(Asked);

impl Node<bool> for Not {
    fn get(&self, frame: &mut Short<'_>) -> Option<bool> {
        Some(!self.0.get(frame)?)
    }
}

/// Whether any of some is this, from the left; otherwise all of them are not.
#[derive(Debug)]
pub(super) struct Any {
    pub(super) of: Vec<Asked>,
    pub(super) this: bool,
}

impl Node<bool> for Any {
    fn get(&self, frame: &mut Short<'_>) -> Option<bool> {
        for asked in &self.of {
            if asked.get(frame)? == self.this {
                return Some(self.this);
            }
        }
        Some(!self.this)
    }
}

/// Two numbers compared.
#[derive(Debug)]
pub(super) struct Compared {
    pub(super) left: Part,
    pub(super) relation: Relation,
    pub(super) right: Part,
}

impl Node<bool> for Compared {
    fn get(&self, frame: &mut Short<'_>) -> Option<bool> {
        let (left, right) = (self.left.get(frame)?, self.right.get(frame)?);
        Some(self.relation.holds(left.compare(right)))
    }
}

/// Whether a list that stands in a fact holds a word.
#[derive(Debug)]
pub(super) struct Holds {
    pub(super) fact: usize,
    pub(super) word: Arc<str>,
}

impl Node<bool> for Holds {
    fn get(&self, frame: &mut Short<'_>) -> Option<bool> {
        let mut found = false;
        for item in items(frame.row, self.fact)? {
            let FactValue::Text(word) = item else {
                return None;
            };
            found |= *word == self.word;
        }
        Some(found)
    }
}

/// One of two numbers.
#[derive(Debug)]
pub(super) struct Either {
    pub(super) condition: Asked,
    pub(super) then: Part,
    pub(super) otherwise: Part,
}

impl Node<Scaled> for Either {
    fn get(&self, frame: &mut Short<'_>) -> Option<Scaled> {
        if self.condition.get(frame)? {
            self.then.get(frame)
        } else {
            self.otherwise.get(frame)
        }
    }
}

/// A number by the word of a fact.
#[derive(Debug)]
pub(super) struct ByWord {
    pub(super) fact: usize,
    pub(super) words: Vec<(Arc<str>, Part)>,
    pub(super) otherwise: Part,
}

impl Node<Scaled> for ByWord {
    fn get(&self, frame: &mut Short<'_>) -> Option<Scaled> {
        let word = word(frame, self.fact)?;
        for (known, gives) in &self.words {
            if word == known {
                return gives.get(frame);
            }
        }
        self.otherwise.get(frame)
    }
}
