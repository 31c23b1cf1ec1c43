//! A plan run on one nominee: over short decimals first, over wide ones where those do not do.
//!
//! There is one evaluation for both kinds of numbers, and it tells a [`Sink`] what it does. A
//! ranking passes a sink that hears nothing, which costs nothing; an explanation passes one that
//! writes everything down.

mod call;
mod comparison;
mod day;
mod list;
mod number;
mod numeric;
mod table;
mod word;
mod yes_no;

use super::{After, Choose, Done, Let, Local, Number, Plan, Relation, Root, Table, YesNo};
use crate::number::Decimal;
use crate::rule::{Known, Reached};
use crate::scheme::{Dated, Given, Scheme};
pub(super) use list::{items, of_all};
pub(super) use numeric::Numeric;
pub(super) use yes_no::is_given;

/// What a plan reads: one nominee at one step of its evaluation.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// The scheme.
    pub scheme: &'a Scheme,
    /// The nominee.
    pub known: &'a Known<'a>,
    /// What was reached so far.
    pub reached: &'a Reached<'a>,
    /// The figures of the values on the day of the review, by value.
    pub figures: &'a [Option<&'a Dated>],
    /// The nominee's facts.
    pub(super) facts: &'a [Given],
}

impl<'a> Row<'a> {
    /// One nominee at one step.
    #[inline]
    pub fn new(
        scheme: &'a Scheme,
        known: &'a Known<'a>,
        reached: &'a Reached<'a>,
        figures: &'a [Option<&'a Dated>],
    ) -> Self {
        Self {
            scheme,
            known,
            reached,
            figures,
            facts: known.facts,
        }
    }
}

/// Hears what an evaluation does.
pub trait Sink {
    /// Whether it listens at all.
    const LISTENS: bool;
    /// Two numbers were compared.
    fn compared(
        &mut self,
        left: (&Number, Decimal),
        relation: Relation,
        right: (&Number, Decimal),
        holds: bool,
    );
    /// A number was looked up in a table of steps; the row that was met, by index, and the
    /// thresholds and points of all rows.
    fn looked_up(
        &mut self,
        what: &Table,
        of: Decimal,
        rows: &[(Decimal, Decimal)],
        met: Option<usize>,
    );
    /// Something else than two numbers was asked.
    fn asked(&mut self, what: &YesNo, holds: bool);
    /// A branch was taken: the `then` side or the other; what the side not taken would have given,
    /// where that is a number or yes and no.
    fn took(&mut self, condition: &YesNo, then: bool, other: Option<Gave>);
    /// A local has a value now.
    fn bound(&mut self, slot: usize, value: &Local);
    /// A number was worked out; the last of all is what the rule gives.
    fn worked_out(&mut self, what: &Number, value: Decimal);
}

/// A sink that hears nothing.
#[derive(Debug, Default)]
pub(crate) struct NoSink;

impl Sink for NoSink {
    const LISTENS: bool = false;
    fn compared(&mut self, _: (&Number, Decimal), _: Relation, _: (&Number, Decimal), _: bool) {}
    fn looked_up(&mut self, _: &Table, _: Decimal, _: &[(Decimal, Decimal)], _: Option<usize>) {}
    fn asked(&mut self, _: &YesNo, _: bool) {}
    fn took(&mut self, _: &YesNo, _: bool, _: Option<Gave>) {}
    fn bound(&mut self, _: usize, _: &Local) {}
    fn worked_out(&mut self, _: &Number, _: Decimal) {}
}

/// A plan being run.
pub(crate) struct Frame<'f, N, S> {
    /// What it reads.
    pub(crate) row: Row<'f>,
    /// Its locals, by slot; yes is 1, no is 0.
    pub(crate) locals: &'f mut [N],
    /// Who listens.
    pub(crate) sink: &'f mut S,
}

/// What a plan gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gave {
    /// A number.
    Number(Decimal),
    /// Yes or no.
    YesNo(bool),
}

impl Plan {
    /// What it gives; nothing where the rule is to be run by the interpreter.
    pub(crate) fn run<N: Numeric, S: Sink>(
        &self,
        row: Row<'_>,
        locals: &mut [N],
        sink: &mut S,
    ) -> Option<Gave> {
        let frame = &mut Frame { row, locals, sink };
        match &self.root {
            Root::Number(number) => {
                let number = number.evaluate(frame)?;
                Some(Gave::Number(number.to_decimal()))
            }
            Root::YesNo(yes_no) => yes_no.evaluate(frame).map(Gave::YesNo),
        }
    }
}

/// Something that can be evaluated.
pub(super) trait Evaluate<N> {
    /// What it gives.
    type Value;
    /// Its value; nothing where the rule is to be run by the interpreter.
    fn evaluate<S: Sink>(&self, frame: &mut Frame<'_, N, S>) -> Option<Self::Value>;
    /// A value as a sink hears it; nothing where it is neither a number nor yes or no.
    fn told(_: Self::Value) -> Option<Gave> {
        None
    }
}

impl<T> Choose<T> {
    /// The side that holds.
    #[inline(always)]
    fn side<N: Numeric, S: Sink>(&self, frame: &mut Frame<'_, N, S>) -> Option<&T>
    where
        T: Evaluate<N>,
    {
        let then = match &self.condition {
            YesNo::Compare(comparison) if !S::LISTENS => comparison.evaluate(frame)?,
            condition => condition.evaluate(frame)?,
        };
        if S::LISTENS {
            // Locals of the side not taken have slots of their own, or are bound again.
            let side = if then { &self.otherwise } else { &self.then };
            let mut unheard = Frame {
                row: frame.row,
                locals: &mut *frame.locals,
                sink: &mut NoSink,
            };
            let other = side.evaluate(&mut unheard).and_then(T::told);
            frame.sink.took(&self.condition, then, other);
        }
        Some(if then { &self.then } else { &self.otherwise })
    }
}

impl<T> Let<T> {
    /// What uses the local, with the local worked out.
    #[inline(always)]
    fn bound<N: Numeric, S: Sink>(&self, frame: &mut Frame<'_, N, S>) -> Option<&T> {
        let value = match &self.value {
            Local::Number(number) => number.get(frame)?,
            Local::YesNo(yes_no) => N::whole(i64::from(yes_no.evaluate(frame)?)),
        };
        *frame.locals.get_mut(self.slot)? = value;
        if S::LISTENS {
            frame.sink.bound(self.slot, &self.value);
        }
        Some(&self.body)
    }
}

impl<T> After<T> {
    /// What follows, with what comes first looked at.
    #[inline(always)]
    fn followed<N: Numeric, S: Sink>(&self, frame: &mut Frame<'_, N, S>) -> Option<&T> {
        self.first.evaluate(frame)?;
        Some(&self.then)
    }
}

/// Follows branches and locals to the part that gives the value.
macro_rules! follow {
    ($start:expr, $frame:expr) => {{
        let mut node = $start;
        loop {
            node = match node {
                Self::Choose(choose) => choose.side($frame)?,
                Self::Let(local) => local.bound($frame)?,
                Self::After(after) => after.followed($frame)?,
                end => break end,
            };
        }
    }};
}
use follow;

impl<N: Numeric> Evaluate<N> for Done {
    type Value = ();
    fn evaluate<S: Sink>(&self, frame: &mut Frame<'_, N, S>) -> Option<()> {
        match follow!(self, frame) {
            Self::Nothing => Some(()),
            Self::Number(number) => number.evaluate(frame).map(drop),
            Self::YesNo(yes_no) => yes_no.evaluate(frame).map(drop),
            Self::Word(word) => word.evaluate(frame).map(drop),
            Self::Day(day) => day.evaluate(frame).map(drop),
            Self::Choose(_) | Self::Let(_) | Self::After(_) | Self::Fails => None,
        }
    }
}
