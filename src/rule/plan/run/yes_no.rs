//! Yes or no on a plan being run.

use super::list::{count_number, count_word};
use super::number::figure;
use super::{Evaluate, Frame, Gave, NoSink, Numeric, Row, Sink, follow, items};
use crate::number::Decimal;
use crate::rule::plan::{Word, YesNo};
use crate::scheme::{FactValue, Given, Name};

impl<N: Numeric> Evaluate<N> for YesNo {
    type Value = bool;
    fn evaluate<S: Sink>(&self, frame: &mut Frame<'_, N, S>) -> Option<bool> {
        if !S::LISTENS {
            return follow!(self, frame).part(frame);
        }
        let holds = match self {
            Self::Choose(choose) => choose.side(frame)?.evaluate(frame),
            Self::Let(local) => local.bound(frame)?.evaluate(frame),
            Self::After(after) => after.followed(frame)?.evaluate(frame),
            part => part.part(frame),
        }?;
        frame.sink.asked(self, holds);
        Some(holds)
    }
    fn told(value: bool) -> Option<Gave> {
        Some(Gave::YesNo(value))
    }
}

impl YesNo {
    /// Whether it is so, unheard.
    pub(crate) fn value(&self, frame: &mut Frame<'_, Decimal, NoSink>) -> Option<bool> {
        self.evaluate(frame)
    }

    /// What is asked, branches and locals aside.
    #[inline(always)]
    fn part<N: Numeric, S: Sink>(&self, frame: &mut Frame<'_, N, S>) -> Option<bool> {
        match self {
            Self::Compare(comparison) => comparison.evaluate(frame),
            Self::Constant(flag) => Some(*flag),
            Self::Fact(at) => match frame.row.facts.get(*at)? {
                Given::Reported(FactValue::YesNo(flag)) => Some(*flag),
                _ => None,
            },
            Self::IsWord(is) => match &is.of {
                Word::Fact(at) => match frame.row.facts.get(*at)? {
                    Given::Reported(FactValue::Text(word)) => Some(**word == *is.word),
                    _ => None,
                },
                _ => is.evaluate(frame),
            },
            Self::Not(inner) => not(inner, frame),
            Self::All(parts) => any(parts, frame, false),
            Self::Any(parts) => any(parts, frame, true),
            Self::Standard(at) => *frame.row.reached.met.get(*at)?,
            Self::Local(slot) => {
                let local = frame.locals.get(*slot)?;
                Some(local.compare(N::whole(0)).is_ne())
            }
            Self::AtLeast(what) => what.evaluate(frame),
            Self::Between(between) => between.evaluate(frame),
            Self::Given(name) => Some(is_given(frame.row, *name)),
            Self::CompareDays(_)
            | Self::Same(_)
            | Self::SameWord(_)
            | Self::HoldsWord(_)
            | Self::HoldsNumber(_) => self.of_two(frame),
            Self::Choose(_) | Self::Let(_) | Self::After(_) | Self::Fails => None,
        }
    }
}

#[inline(never)]
fn not<N: Numeric, S: Sink>(inner: &YesNo, frame: &mut Frame<'_, N, S>) -> Option<bool> {
    inner.evaluate(frame).map(|flag| !flag)
}

/// Whether any of some parts is this, from the left; otherwise all of them are not.
#[inline(never)]
fn any<N: Numeric, S: Sink>(
    parts: &[YesNo],
    frame: &mut Frame<'_, N, S>,
    this: bool,
) -> Option<bool> {
    for part in parts {
        if part.evaluate(frame)? == this {
            return Some(this);
        }
    }
    Some(!this)
}

impl YesNo {
    /// Two things held against each other that are no two numbers.
    #[inline(never)]
    fn of_two<N: Numeric, S: Sink>(&self, frame: &mut Frame<'_, N, S>) -> Option<bool> {
        match self {
            Self::CompareDays(days) => {
                let (left, right) = (days.0.evaluate(frame)?, days.2.evaluate(frame)?);
                Some(days.1.holds(left.cmp(&right)))
            }
            Self::Same(both) => Some(both.0.evaluate(frame)? == both.1.evaluate(frame)?),
            Self::SameWord(both) => {
                let left = both.0.evaluate(frame)?;
                Some(left == both.1.evaluate(frame)?)
            }
            Self::HoldsWord(what) => {
                let items = items(frame.row, what.0)?;
                let word = what.1.evaluate(frame)?;
                Some(count_word(items, word)? > 0)
            }
            Self::HoldsNumber(what) => {
                let items = items(frame.row, what.0)?;
                let number = what.1.evaluate(frame)?;
                Some(count_number(items, number)? > 0)
            }
            _ => None,
        }
    }
}

/// Whether something is there: neither empty nor not assigned nor dropped.
pub(in crate::rule::plan) fn is_given(row: Row<'_>, name: Name) -> bool {
    let there = |list: &[Option<Decimal>], at: usize| list.get(at).is_some_and(Option::is_some);
    let reached = row.reached;
    match name {
        Name::Fact(at) => matches!(row.facts.get(at), Some(Given::Reported(_))),
        Name::Value(at) => figure(row, at).is_some(),
        Name::Cohort(at) => there(reached.cohorts, at),
        Name::Group(at) => there(reached.groups, at),
        Name::Criterion(at) => there(reached.points, at),
        Name::Standard(at) => reached.met.get(at).is_some_and(Option::is_some),
        // What a row or the period lacks keeps the rule from being run at all.
        _ => true,
    }
}
