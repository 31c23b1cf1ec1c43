//! Functions of numbers on a plan being run.

use std::cmp::Ordering;

use super::{Evaluate, Frame, Numeric, Row, Sink, of_all};
use crate::rule::function::Past;
use crate::rule::function::native;
use crate::rule::plan::{Call, Function, Operator};

impl Call {
    fn argument<N: Numeric, S: Sink>(&self, at: usize, frame: &mut Frame<'_, N, S>) -> Option<N> {
        self.arguments.get(at)?.get(frame)
    }

    /// What was done and its target, as `percent` and `proportion` take them.
    pub(super) fn done_and_target<N: Numeric, S: Sink>(
        &self,
        frame: &mut Frame<'_, N, S>,
    ) -> Option<(N, N)> {
        let (done, target) = (self.argument(0, frame)?, self.argument(1, frame)?);
        let zero = N::whole(0);
        (target.compare(zero).is_gt() && done.compare(zero).is_ge()).then_some((done, target))
    }

    fn all<N: Numeric, S: Sink>(&self, frame: &mut Frame<'_, N, S>) -> Option<Vec<N>> {
        let numbers = self.arguments.iter().map(|number| number.evaluate(frame));
        numbers.collect()
    }

    /// The first of the greatest, or of the least.
    fn extreme<N: Numeric, S: Sink>(
        &self,
        frame: &mut Frame<'_, N, S>,
        beats: Ordering,
    ) -> Option<N> {
        let (first, rest) = self.arguments.split_first()?;
        let mut best = first.get(frame)?;
        for number in rest {
            let number = number.get(frame)?;
            if number.compare(best) == beats {
                best = number;
            }
        }
        Some(best)
    }
}

impl<N: Numeric> Evaluate<N> for Call {
    type Value = N;
    #[inline(never)]
    fn evaluate<S: Sink>(&self, frame: &mut Frame<'_, N, S>) -> Option<N> {
        match &self.function {
            Function::Min => self.extreme(frame, Ordering::Less),
            Function::Max => self.extreme(frame, Ordering::Greater),
            Function::Percent => {
                let (done, target) = self.done_and_target(frame)?;
                let hundredfold = done.combine(Operator::Multiply, N::whole(100))?;
                hundredfold.combine(Operator::Divide, target)
            }
            Function::Proportion => {
                let (done, target) = self.done_and_target(frame)?;
                if done.compare(target).is_ge() {
                    Some(N::whole(1))
                } else {
                    done.combine(Operator::Divide, target)
                }
            }
            Function::Per => {
                let (count, each) = (self.argument(0, frame)?, self.argument(1, frame)?);
                let cap = self.argument(2, frame)?;
                if count.compare(N::whole(0)).is_lt() {
                    return None;
                }
                let points = count.combine(Operator::Multiply, each)?;
                Some(if points.compare(cap).is_gt() {
                    cap
                } else {
                    points
                })
            }
            Function::Clamp => {
                let x = self.argument(0, frame)?;
                let (low, high) = (self.argument(1, frame)?, self.argument(2, frame)?);
                if low.compare(high).is_gt() {
                    return None;
                }
                Some(if x.compare(low).is_lt() {
                    low
                } else if x.compare(high).is_gt() {
                    high
                } else {
                    x
                })
            }
            Function::Round(digits) => Some(self.argument(0, frame)?.round(*digits)),
            Function::Floor => Some(self.argument(0, frame)?.floor()),
            Function::Ceil => Some(self.argument(0, frame)?.ceil()),
            Function::Abs => {
                let number = self.argument(0, frame)?;
                if number.compare(N::whole(0)).is_lt() {
                    // The least whole number has no opposite.
                    number.negate().filter(|number| number.fits_whole())
                } else {
                    Some(number)
                }
            }
            Function::Ramp => self.ramp(frame),
            Function::Pow => {
                let (x, y) = (self.argument(0, frame)?, self.argument(1, frame)?);
                let (x, y) = (x.to_decimal().into(), y.to_decimal().into());
                N::decimal(crate::number::Number::pow(&x, &y)?.to_decimal()?)
            }
            Function::PastAwards(award) => {
                let years = i64::try_from(self.argument(0, frame)?.to_decimal()).ok()?;
                Some(N::whole(native::past_awards(
                    &past(frame.row),
                    award,
                    &[years],
                )))
            }
            Function::ConsecutiveYears(award) => Some(N::whole(native::consecutive_years(
                &past(frame.row),
                award,
                &[],
            ))),
            function => of_all(function, self.all(frame)?),
        }
    }
}

impl Call {
    fn ramp<N: Numeric, S: Sink>(&self, frame: &mut Frame<'_, N, S>) -> Option<N> {
        let x = self.argument(0, frame)?;
        let (from, base) = (self.argument(1, frame)?, self.argument(2, frame)?);
        let (each, add) = (self.argument(3, frame)?, self.argument(4, frame)?);
        let zero = N::whole(0);
        if each.compare(zero).is_eq() {
            return None;
        }
        let beyond = x.combine(Operator::Subtract, from)?;
        let steps = beyond.combine(Operator::Divide, each)?.floor();
        let steps = if steps.compare(zero).is_lt() {
            zero
        } else {
            steps
        };
        let more = steps.combine(Operator::Multiply, add)?;
        let points = base.combine(Operator::Add, more)?;
        if self.arguments.len() < 6 {
            return Some(points);
        }
        let cap = self.argument(5, frame)?;
        let beyond = if add.compare(zero).is_lt() {
            points.compare(cap).is_lt()
        } else {
            points.compare(cap).is_gt()
        };
        Some(if beyond { cap } else { points })
    }
}

/// What was awarded before.
fn past(row: Row<'_>) -> Past<'_> {
    Past {
        year: row.known.period.date.year(),
        awards: row.known.history,
    }
}
