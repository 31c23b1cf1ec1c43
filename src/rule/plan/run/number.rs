//! Numbers of a plan being run, and what is worked out from two of them or taken from several.

use super::{Evaluate, Frame, Gave, NoSink, Numeric, Row, Sink, follow};
use crate::number::Decimal;
use crate::rule::plan::{Arithmetic, Number, Pick};
use crate::scheme::{DatedNumber, FactValue, Given};

impl<N: Numeric> Evaluate<N> for Number {
    type Value = N;
    fn evaluate<S: Sink>(&self, frame: &mut Frame<'_, N, S>) -> Option<N> {
        if !S::LISTENS {
            return follow!(self, frame).part(frame);
        }
        let number = match self {
            Self::Choose(choose) => choose.side(frame)?.evaluate(frame),
            Self::Let(local) => local.bound(frame)?.evaluate(frame),
            Self::After(after) => after.followed(frame)?.evaluate(frame),
            part => part.part(frame),
        }?;
        frame.sink.worked_out(self, number.to_decimal());
        Some(number)
    }
    fn told(value: N) -> Option<Gave> {
        Some(Gave::Number(value.to_decimal()))
    }
}

#[inline(never)]
fn negated<N: Numeric, S: Sink>(
    number: &Number,
    whole: bool,
    frame: &mut Frame<'_, N, S>,
) -> Option<N> {
    let number = number.get(frame)?.negate()?;
    (!whole || number.fits_whole()).then_some(number)
}

impl<N: Numeric> Evaluate<N> for Pick {
    type Value = N;
    #[inline(never)]
    fn evaluate<S: Sink>(&self, frame: &mut Frame<'_, N, S>) -> Option<N> {
        let index = self.index.evaluate(frame)?.to_decimal();
        let index = i64::try_from(index).ok()?;
        let length = i64::try_from(self.items.len()).ok()?;
        let index = if index < 0 { index + length } else { index };
        // The language makes the whole list before it takes one of it.
        let mut found = None;
        for (item, at) in self.items.iter().zip(0_i64..) {
            let item = item.evaluate(frame)?;
            if at == index {
                found = Some(item);
            }
        }
        found
    }
}

impl Number {
    /// Its value over wide decimals, unheard.
    pub(crate) fn value(&self, frame: &mut Frame<'_, Decimal, NoSink>) -> Option<Decimal> {
        self.evaluate(frame)
    }

    /// What it is worked out from, branches and locals aside.
    #[inline(always)]
    fn part<N: Numeric, S: Sink>(&self, frame: &mut Frame<'_, N, S>) -> Option<N> {
        match self {
            Self::Constant(_) | Self::Fact(_) | Self::Local(_) => self.leaf(frame),
            Self::Arithmetic(both) => both.evaluate(frame),
            Self::Table(table) => table.evaluate(frame),
            Self::Call(call) => call.evaluate(frame),
            Self::OfList(list) => list.evaluate(frame),
            Self::Pick(pick) => pick.evaluate(frame),
            Self::Negate(number, whole) => negated(number, *whole, frame),
            Self::Value(_)
            | Self::Cohort(_)
            | Self::Group(_)
            | Self::Criterion(_)
            | Self::Total => self.reached(frame),
            Self::Choose(_) | Self::Let(_) | Self::After(_) | Self::Fails => None,
        }
    }

    /// Its value: most numbers are facts and constants, which need no call.
    #[inline(always)]
    pub(super) fn get<N: Numeric, S: Sink>(&self, frame: &mut Frame<'_, N, S>) -> Option<N> {
        match self {
            Self::Constant(_) | Self::Fact(_) | Self::Local(_) if !S::LISTENS => self.leaf(frame),
            _ => self.evaluate(frame),
        }
    }

    /// A constant, a fact or a local.
    #[inline(always)]
    fn leaf<N: Numeric, S: Sink>(&self, frame: &mut Frame<'_, N, S>) -> Option<N> {
        match self {
            Self::Constant(constant) => N::constant(constant),
            Self::Fact(at) => match frame.row.facts.get(*at)? {
                Given::Reported(FactValue::Integer(number)) => Some(N::whole(*number)),
                Given::Reported(FactValue::Number(number)) => N::decimal(number.to_wide()),
                _ => None,
            },
            Self::Local(slot) => frame.locals.get(*slot).copied(),
            _ => None,
        }
    }

    /// A number of the scheme, or one that was reached on the way.
    #[inline(never)]
    fn reached<N: Numeric, S: Sink>(&self, frame: &mut Frame<'_, N, S>) -> Option<N> {
        let reached = frame.row.reached;
        let number = match self {
            Self::Value(at) => figure(frame.row, *at)?,
            Self::Cohort(at) => (*reached.cohorts.get(*at)?)?,
            Self::Group(at) => (*reached.groups.get(*at)?)?,
            Self::Criterion(at) => (*reached.points.get(*at)?)?,
            Self::Total => reached.total?,
            _ => return None,
        };
        N::decimal(number)
    }
}

/// The figure of a value, by the nominee's own choice where it differs.
pub(super) fn figure(row: Row<'_>, at: usize) -> Option<Decimal> {
    let dated = (*row.figures.get(at)?)?;
    match &dated.number {
        DatedNumber::One(number) => Some(number.to_wide()),
        DatedNumber::ByChoice(numbers) => {
            let by = row.scheme.values.get(at)?.by?;
            let Given::Reported(FactValue::Text(word)) = row.facts.get(by)? else {
                return None;
            };
            let found = numbers.iter().find(|(choice, _)| **choice == **word);
            found.map(|(_, number)| number.to_wide())
        }
    }
}

impl<N: Numeric> Evaluate<N> for Arithmetic {
    type Value = N;
    #[inline(never)]
    fn evaluate<S: Sink>(&self, frame: &mut Frame<'_, N, S>) -> Option<N> {
        let left = self.left.get(frame)?;
        let right = self.right.get(frame)?;
        let result = left.combine(self.operator, right)?;
        (!self.whole || result.fits_whole()).then_some(result)
    }
}
