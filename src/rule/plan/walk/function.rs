//! Functions of numbers on a walk.

use super::value::{Value, Within};
use super::{Walk, WithDone, WithNumber};
use crate::number::Decimal;
use crate::rule::plan::run::of_all;
use crate::rule::plan::{Call, Function, Number, Operator, Relation};

/// How many steps of a ramp are looked at one by one.
const MOST_STEPS: i64 = 60;

/// What `ramp` is told.
#[derive(Clone, Copy)]
struct Ramp {
    from: Decimal,
    base: Decimal,
    each: Decimal,
    add: Decimal,
    cap: Option<Decimal>,
}

impl<'p> Walk<'p> {
    /// The arguments of a function, each with every value it may have.
    fn all(
        &mut self,
        numbers: &'p [Number],
        got: &[Value],
        next: &mut dyn FnMut(&mut Self, &[Value]),
    ) {
        match numbers.get(got.len()) {
            None => next(self, got),
            Some(number) => self.number(number, &mut |me, value| {
                let mut more = got.to_vec();
                more.push(value);
                me.all(numbers, &more, next);
            }),
        }
    }

    pub(super) fn call(&mut self, number: &'p Number, call: &'p Call, next: WithNumber<'_, 'p>) {
        if let Function::PastAwards(_) | Function::ConsecutiveYears(_) = &call.function {
            let constant = call
                .arguments
                .iter()
                .all(|number| number.as_constant().is_some());
            match self.worked_out(number).filter(|_| constant) {
                Some(number) => return next(self, Value::point(number)),
                None => return next(self, Value::within(Some(Decimal::ZERO), None, 0)),
            }
        }
        self.all(&call.arguments, &[], &mut |me, values| {
            me.standing = call.at;
            me.function(&call.function, values, next);
        });
    }

    fn function(&mut self, function: &Function, values: &[Value], next: WithNumber<'_, 'p>) {
        let zero = Value::point(Decimal::ZERO);
        match (function, values) {
            (Function::Percent, [done, target]) => {
                let (done, target) = (*done, *target);
                self.done_of_target(done, target, &mut |me| {
                    let hundred = Value::point(Decimal::ONE_HUNDRED);
                    me.arithmetic(Operator::Multiply, done, hundred, &mut |me, done| {
                        me.arithmetic(Operator::Divide, done, target, next);
                    });
                });
            }
            (Function::Proportion, [done, target]) => {
                let (done, target) = (*done, *target);
                self.done_of_target(done, target, &mut |me| {
                    me.compare(done, Relation::AtLeast, target, &mut |me, whole| {
                        if whole {
                            next(me, Value::point(Decimal::ONE));
                        } else {
                            me.arithmetic(Operator::Divide, done, target, &mut |me, part| {
                                let one = Value::within(Some(Decimal::ZERO), Some(Decimal::ONE), 0);
                                next(me, me.no_further(part, one));
                            });
                        }
                    });
                });
            }
            (Function::Per, [count, each, cap]) => {
                let (count, each, cap) = (*count, *each, *cap);
                self.compare(count, Relation::Less, zero, &mut |me, below| {
                    if below {
                        return me.fails();
                    }
                    me.arithmetic(Operator::Multiply, count, each, &mut |me, points| {
                        me.compare(points, Relation::Greater, cap, &mut |me, above| {
                            next(
                                me,
                                if above {
                                    cap
                                } else {
                                    me.no_further(points, cap)
                                },
                            );
                        });
                    });
                });
            }
            (Function::Clamp, [x, low, high]) => {
                let (x, low, high) = (*x, *low, *high);
                self.compare(x, Relation::Less, low, &mut |me, below| {
                    if below {
                        return next(me, low);
                    }
                    me.compare(x, Relation::Greater, high, &mut |me, above| {
                        next(me, if above { high } else { me.no_further(x, high) });
                    });
                });
            }
            (Function::Min | Function::Max, [first, rest @ ..]) => {
                self.extreme(*first, rest, *function == Function::Min, next);
            }
            (Function::Abs, [x]) => {
                let x = *x;
                self.compare(x, Relation::Less, zero, &mut |me, below| {
                    if below {
                        me.arithmetic(Operator::Subtract, zero, x, next);
                    } else {
                        next(me, x);
                    }
                });
            }
            (Function::Sum | Function::Mean, values) => {
                self.summed(zero, values, &mut |me, sum| {
                    if *function == Function::Sum {
                        return next(me, sum);
                    }
                    let many = Value::point(Decimal::from(values.len()));
                    me.arithmetic(Operator::Divide, sum, many, next);
                });
            }
            (Function::Ramp, [x, from, base, each, add, cap @ ..]) => {
                let points = [from, base, each, add].map(|value| value.as_point());
                let cap = cap.first().map(|cap| cap.as_point());
                match (points, cap) {
                    ([Some(from), Some(base), Some(each), Some(add)], None | Some(Some(_)))
                        if !each.is_zero() =>
                    {
                        let ramp = Ramp {
                            from,
                            base,
                            each,
                            add,
                            cap: cap.flatten(),
                        };
                        self.ramp(*x, ramp, 0, next);
                    }
                    _ => self.unknown(values, next),
                }
            }
            _ => self.monotone(function, values, next),
        }
    }

    /// What is done and its target, as `percent` and `proportion` take them.
    fn done_of_target(&mut self, done: Value, target: Value, next: WithDone<'_, 'p>) {
        let zero = Value::point(Decimal::ZERO);
        self.compare(target, Relation::Greater, zero, &mut |me, right| {
            if !right {
                return me.fails();
            }
            me.compare(done, Relation::AtLeast, zero, &mut |me, right| {
                if right { next(me) } else { me.fails() }
            });
        });
    }

    /// A number that was found not to lie above another.
    fn no_further(&self, value: Value, most: Value) -> Value {
        let Value::Within(bounds) = value else {
            return value;
        };
        let most = self.bounds(most);
        let high = match (bounds.high, most.high) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (one, None) | (None, one) => one,
        };
        Value::within(bounds.low, high, bounds.facts)
    }

    /// The first of the least, or of the greatest.
    fn extreme(&mut self, best: Value, rest: &[Value], least: bool, next: WithNumber<'_, 'p>) {
        let Some((first, rest)) = rest.split_first() else {
            return next(self, best);
        };
        let first = *first;
        let relation = if least {
            Relation::Less
        } else {
            Relation::Greater
        };
        let (one, two) = (self.bounds(first), self.bounds(best));
        self.compare(first, relation, best, &mut |me, better| {
            let found = if better { first } else { best };
            let Value::Within(bounds) = found else {
                return me.extreme(found, rest, least, next);
            };
            // Whichever it is, it lies on this side of both.
            let (low, high) = if least {
                let high = [one.high, two.high].into_iter().flatten().min();
                (bounds.low, high)
            } else {
                let low = [one.low, two.low].into_iter().flatten().max();
                (low, bounds.high)
            };
            let value = Value::within(low, high, bounds.facts);
            me.extreme(value, rest, least, next);
        });
    }

    fn summed(&mut self, sum: Value, values: &[Value], next: WithNumber<'_, 'p>) {
        match values.split_first() {
            None => next(self, sum),
            Some((first, rest)) => self.arithmetic(Operator::Add, sum, *first, &mut |me, sum| {
                me.summed(sum, rest, next);
            }),
        }
    }

    fn ramp(&mut self, x: Value, ramp: Ramp, steps: i64, next: WithNumber<'_, 'p>) {
        let many = Decimal::from(steps);
        let points = many
            .checked_mul(ramp.add)
            .and_then(|more| more.checked_add(ramp.base));
        let Some(points) = points else {
            return self.unknown(&[x], next);
        };
        let beyond = |points: Decimal, cap: Decimal| {
            if ramp.add < Decimal::ZERO {
                points < cap
            } else {
                points > cap
            }
        };
        if let Some(cap) = ramp
            .cap
            .filter(|cap| points == *cap || beyond(points, *cap))
        {
            return next(self, Value::point(cap));
        }
        if ramp.add.is_zero() {
            return next(self, Value::point(points));
        }
        if steps >= MOST_STEPS {
            let facts = self.bounds(x).facts;
            self.unclear |= facts;
            let (low, high) = if ramp.add < Decimal::ZERO {
                (ramp.cap, Some(points))
            } else {
                (Some(points), ramp.cap)
            };
            return next(self, Value::within(low, high, facts));
        }
        // The next step begins where (x − from) ÷ each reaches one more.
        let from = Value::point(ramp.from);
        self.arithmetic(Operator::Subtract, x, from, &mut |me, beyond| {
            let each = Value::point(ramp.each);
            me.arithmetic(Operator::Divide, beyond, each, &mut |me, quotient| {
                let one_more = Value::point(many + Decimal::ONE);
                me.compare(quotient, Relation::Less, one_more, &mut |me, here| {
                    if here {
                        next(me, Value::point(points));
                    } else {
                        me.ramp(x, ramp, steps + 1, next);
                    }
                });
            });
        });
    }

    /// A function of whose bounds nothing is known.
    pub(super) fn unknown(&mut self, values: &[Value], next: WithNumber<'_, 'p>) {
        let facts = values
            .iter()
            .fold(0, |facts, value| facts | self.bounds(*value).facts);
        next(self, Value::within(None, None, facts));
    }

    /// A function that never falls where its arguments rise: its bounds are those of theirs.
    fn monotone(&mut self, function: &Function, values: &[Value], next: WithNumber<'_, 'p>) {
        let bounds: Vec<Within> = values.iter().map(|value| self.bounds(*value)).collect();
        let facts = bounds.iter().fold(0, |facts, bounds| facts | bounds.facts);
        let all = |end: fn(&Within) -> Option<Decimal>| {
            let numbers: Option<Vec<Decimal>> = bounds.iter().map(end).collect();
            pointwise(function, &numbers?)
        };
        let points = values.iter().all(|value| value.as_point().is_some());
        if points {
            return match all(|bounds| bounds.low) {
                Some(number) => next(self, Value::point(number)),
                None => self.fails(),
            };
        }
        if *function == Function::Pow {
            return next(self, Value::within(None, None, facts));
        }
        next(
            self,
            Value::within(all(|bounds| bounds.low), all(|bounds| bounds.high), facts),
        );
    }
}

/// A function of numbers that are known.
fn pointwise(function: &Function, numbers: &[Decimal]) -> Option<Decimal> {
    match (function, numbers) {
        (Function::Round(digits), [x]) => Some(crate::number::round(*x, *digits)),
        (Function::Floor, [x]) => Some(x.floor()),
        (Function::Ceil, [x]) => Some(x.ceil()),
        (Function::Pow, [x, y]) => crate::number::Number::from(*x)
            .pow(&(*y).into())?
            .to_decimal(),
        (Function::Median | Function::TrimmedMean(_) | Function::TrimmedSum(_), numbers) => {
            of_all(function, numbers.to_vec())
        }
        _ => None,
    }
}
