//! Words on a plan being run, and what is asked of one.

use super::{Evaluate, Frame, Numeric, Sink};
use crate::rule::plan::{AtLeast, IsWord, Word};
use crate::scheme::{FactValue, Given};

impl Word {
    /// The word; nothing where the rule is to be run by the interpreter.
    pub(in crate::rule::plan) fn evaluate<'w, 'f: 'w, N: Numeric, S: Sink>(
        &'w self,
        frame: &mut Frame<'f, N, S>,
    ) -> Option<&'w str> {
        let row = frame.row;
        match self {
            Self::Constant(word) => Some(word),
            Self::Fact(at) => match row.facts.get(*at)? {
                Given::Reported(FactValue::Text(word)) => Some(word),
                _ => None,
            },
            Self::Unit => row.known.unit.map(|unit| &**unit),
            Self::Field => row.known.field.map(|field| &**field),
            Self::Subject => Some(row.known.subject.id()),
            Self::Class => match row.reached.class? {
                Some(class) => row.scheme.classes.get(class).map(|class| class.id.as_str()),
                None => Some(""),
            },
            Self::Choose(choose) => {
                let then = choose.condition.evaluate(frame)?;
                let side = if then {
                    &choose.then
                } else {
                    &choose.otherwise
                };
                side.evaluate(frame)
            }
            Self::Let(local) => local.bound(frame)?.evaluate(frame),
            Self::After(after) => after.followed(frame)?.evaluate(frame),
            Self::Fails => None,
        }
    }
}

impl<N: Numeric> Evaluate<N> for IsWord {
    type Value = bool;
    #[inline(never)]
    fn evaluate<S: Sink>(&self, frame: &mut Frame<'_, N, S>) -> Option<bool> {
        let word = self.of.evaluate(frame)?;
        Some(word == &*self.word)
    }
}

impl<N: Numeric> Evaluate<N> for AtLeast {
    type Value = bool;
    #[inline(never)]
    fn evaluate<S: Sink>(&self, frame: &mut Frame<'_, N, S>) -> Option<bool> {
        let word = self.of.evaluate(frame)?;
        let mut better = self.choices.iter().take(self.level + 1);
        Some(better.any(|choice| **choice == *word))
    }
}
