//! Numbers held against others on a plan being run.

use std::cmp::Ordering;

use super::{Evaluate, Frame, Numeric, Sink};
use crate::number::Decimal;
use crate::rule::plan::{Between, Comparison, Function, Number, Operator, Relation};

impl Number {
    /// Whether it is a quotient, which is held against others without being worked out.
    #[inline]
    fn is_quotient(&self) -> bool {
        match self {
            Self::Arithmetic(both) => both.operator == Operator::Divide,
            Self::Call(call) => call.function == Function::Percent,
            _ => false,
        }
    }
}

/// Numbers held against others. A quotient is not worked out for that where it is simple.
pub(super) enum Held<N> {
    Number(N),
    Quotient(N, N),
}

impl<N: Numeric> Held<N> {
    pub(super) fn of<S: Sink>(number: &Number, frame: &mut Frame<'_, N, S>) -> Option<Self> {
        match number {
            Number::Arithmetic(both) if both.operator == Operator::Divide => {
                let left = both.left.get(frame)?;
                let right = both.right.get(frame)?;
                if right.compare(N::whole(0)).is_eq() {
                    return None;
                }
                Some(Self::Quotient(left, right))
            }
            Number::Call(call) if call.function == Function::Percent => {
                let (done, target) = call.done_and_target(frame)?;
                let hundredfold = done.combine(Operator::Multiply, N::whole(100))?;
                Some(Self::Quotient(hundredfold, target))
            }
            _ => number.get(frame).map(Self::Number),
        }
    }

    #[inline]
    pub(super) fn compare(&self, other: N) -> Option<Ordering> {
        match self {
            Self::Number(number) => Some(number.compare(other)),
            Self::Quotient(top, bottom) => top.compare_quotient(*bottom, other),
        }
    }

    /// The number itself, for whoever listens.
    pub(super) fn to_decimal(&self) -> Option<Decimal> {
        match self {
            Self::Number(number) => Some(number.to_decimal()),
            Self::Quotient(top, bottom) => {
                let quotient = top.to_decimal().checked_div(bottom.to_decimal())?;
                Some(quotient.normalize())
            }
        }
    }
}

impl<N: Numeric> Evaluate<N> for Between {
    type Value = bool;
    #[inline(never)]
    fn evaluate<S: Sink>(&self, frame: &mut Frame<'_, N, S>) -> Option<bool> {
        let of = self.of.get(frame)?;
        let low = self.low.get(frame)?;
        let high = self.high.get(frame)?;
        let (above, below) = (low.compare(of).is_le(), of.compare(high).is_le());
        if S::LISTENS {
            let number = (&self.of, of.to_decimal());
            let (least, most) = (low.to_decimal(), high.to_decimal());
            let sink = &mut *frame.sink;
            sink.compared(number, Relation::AtLeast, (&self.low, least), above);
            sink.compared(number, Relation::AtMost, (&self.high, most), below);
        }
        Some(above && below)
    }
}

impl<N: Numeric> Evaluate<N> for Comparison {
    type Value = bool;
    #[inline]
    fn evaluate<S: Sink>(&self, frame: &mut Frame<'_, N, S>) -> Option<bool> {
        if !S::LISTENS && !self.left.is_quotient() {
            let left = self.left.get(frame)?;
            let right = self.right.get(frame)?;
            return Some(self.relation.holds(left.compare(right)));
        }
        self.held(frame)
    }
}

impl Comparison {
    /// The comparison of a quotient, or one that somebody listens to.
    #[inline(never)]
    fn held<N: Numeric, S: Sink>(&self, frame: &mut Frame<'_, N, S>) -> Option<bool> {
        let left = Held::of(&self.left, frame)?;
        let right = self.right.get(frame)?;
        let holds = self.relation.holds(left.compare(right)?);
        if S::LISTENS {
            let left = (&self.left, left.to_decimal()?);
            let right = (&self.right, right.to_decimal());
            frame.sink.compared(left, self.relation, right, holds);
        }
        Some(holds)
    }
}
