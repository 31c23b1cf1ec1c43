//! Numbers on a walk.

use rust_decimal::prelude::ToPrimitive as _;

use super::condition::FIRST_DAY;
use super::value::{Value, Within};
use super::{Key, Seen, Walk, WithNumber, bit};
use crate::number::Decimal;
use crate::rule::functions;
use crate::rule::plan::run::{Numeric as _, of_all};
use crate::rule::plan::{At, Call, Function, Number, OfList, Operator, Relation, Table};
use crate::scheme::{FactKind, FactValue, Given};

/// How many steps of a ramp are looked at one by one.
const MOST_STEPS: i64 = 60;

impl<'p> Walk<'p> {
    /// Goes on with every value that a number may have.
    pub(super) fn number(&mut self, number: &'p Number, next: WithNumber<'_, 'p>) {
        if !self.visit() {
            return;
        }
        self.depth += 1;
        match number {
            Number::Constant(constant) => {
                self.standing = constant.at;
                next(self, Value::point(constant.decimal));
            }
            Number::Fact(fact) => self.fact(*fact, next),
            Number::Value(at) => self.figure(*at, next),
            Number::Cohort(_) | Number::Group(_) | Number::Criterion(_) | Number::Total => {
                match self.setting.nominee {
                    Some(_) => match self.worked_out(number) {
                        Some(number) => next(self, Value::point(number)),
                        None => self.fails(),
                    },
                    None => {
                        let thing = self.thing(Key::Part(number), false, 0);
                        next(self, Value::thing(thing));
                    }
                }
            }
            Number::Local(slot) => match self.locals.get(*slot).copied().flatten() {
                Some(value) => next(self, value),
                None => next(self, Value::within(None, None, u64::MAX)),
            },
            Number::Arithmetic(both) => self.number(&both.left, &mut |me, left| {
                me.number(&both.right, &mut |me, right| {
                    me.arithmetic(both.operator, left, right, next);
                });
            }),
            Number::Negate(inner, _) => self.number(inner, &mut |me, value| {
                me.arithmetic(Operator::Subtract, Value::point(Decimal::ZERO), value, next);
            }),
            Number::Table(table) => self.table(table, next),
            Number::Call(call) => self.call(number, call, next),
            Number::OfList(list) => self.of_list(number, list, next),
            Number::Pick(pick) => self.number(&pick.index, &mut |me, index| {
                let many = i64::try_from(pick.items.len()).unwrap_or(i64::MAX);
                for (item, at) in pick.items.iter().zip(0_i64..) {
                    for at in [at, at - many] {
                        let at = Value::point(at.into());
                        me.compare(index, Relation::Equal, at, &mut |me, here| {
                            if here {
                                me.number(item, next);
                            }
                        });
                    }
                }
            }),
            Number::Choose(choose) => {
                self.branch(&choose.condition, choose.at, &mut |me, then| {
                    let side = if then {
                        &choose.then
                    } else {
                        &choose.otherwise
                    };
                    me.number(side, next);
                });
            }
            Number::Let(local) => self.local(local, &mut |me, body| me.number(body, next)),
            Number::After(after) => {
                self.done(&after.first, &mut |me| me.number(&after.then, next));
            }
            Number::Fails => self.fails(),
        }
        self.depth -= 1;
    }

    /// A number that may be asked of again: what depends on several facts is known again by its
    /// part of the plan, so that it lies within the bounds that were found before.
    pub(super) fn known_again(&mut self, number: &'p Number, next: WithNumber<'_, 'p>) {
        self.number(number, &mut |me, value| {
            let Value::Within(bounds) = value else {
                return next(me, value);
            };
            let part = matches!(
                number,
                Number::Call(_) | Number::Arithmetic(_) | Number::OfList(_)
            );
            if !part || value.as_point().is_some() || me.setting.nominee.is_some() {
                return next(me, value);
            }
            let whole = is_whole(number);
            let thing = me.thing(Key::Part(number), whole, bounds.facts);
            me.unclear |= bounds.facts;
            let interval = super::space::Interval::closed(bounds.low, bounds.high);
            me.bound(thing, interval, false, &mut |me| {
                next(me, Value::thing(thing))
            });
        });
    }

    fn fact(&mut self, fact: usize, next: WithNumber<'_, 'p>) {
        match self.known(fact) {
            Some(Given::Reported(FactValue::Integer(number))) => {
                next(self, Value::point((*number).into()));
            }
            Some(Given::Reported(FactValue::Number(number))) => next(self, Value::point(*number)),
            Some(_) => self.fails(),
            None if !self.may_be_given(fact) => self.fails(),
            None => {
                let whole = self.setting.scheme.facts[fact].kind == FactKind::Integer;
                let thing = self.thing(Key::Fact(fact), whole, bit(fact));
                next(self, Value::thing(thing));
            }
        }
    }

    /// The bounds of a number, from where the things on the way lie.
    pub(crate) fn bounds(&self, value: Value) -> Within {
        let line = match value {
            Value::Within(bounds) => return bounds,
            Value::Line(line) => line,
        };
        let thing = &self.things[line.thing];
        let low = thing.interval.low().map(|(at, _)| at);
        let high = thing.interval.high(thing.whole).map(|(at, _)| at);
        let (low, high) = if line.times.is_sign_negative() {
            (high, low)
        } else {
            (low, high)
        };
        Within {
            low: low.and_then(|at| line.at(at)),
            high: high.and_then(|at| line.at(at)),
            facts: thing.facts,
        }
    }

    fn arithmetic(
        &mut self,
        operator: Operator,
        left: Value,
        right: Value,
        next: WithNumber<'_, 'p>,
    ) {
        if let (Some(a), Some(b)) = (left.as_point(), right.as_point()) {
            return match Decimal::combine(a, operator, b) {
                Some(result) => next(self, Value::point(result)),
                None => self.fails(),
            };
        }
        if operator == Operator::Divide && right.as_point().is_none() {
            // A way on which the divisor is 0 fails.
            return self.compare(
                right,
                Relation::Equal,
                Value::point(Decimal::ZERO),
                &mut |me, nought| {
                    if nought {
                        me.fails();
                    } else {
                        let bounds = me.bounds(left).and(operator, me.bounds(right));
                        next(me, Value::Within(bounds));
                    }
                },
            );
        }
        let line = match (left, right) {
            (Value::Line(one), Value::Line(two)) => one.and(operator, two),
            (Value::Line(line), other) => other
                .as_point()
                .and_then(|number| line.with(operator, number)),
            (other, Value::Line(line)) => other.as_point().and_then(|number| match operator {
                Operator::Subtract => line.taken_from(number),
                Operator::Add | Operator::Multiply => line.with(operator, number),
                Operator::Divide => None,
            }),
            _ => None,
        };
        match line {
            Some(value) => next(self, value),
            None if right.as_point() == Some(Decimal::ZERO) && operator == Operator::Divide => {
                self.fails();
            }
            None => {
                let bounds = self.bounds(left).and(operator, self.bounds(right));
                next(self, Value::Within(bounds));
            }
        }
    }

    /// A table: row by row, until one is met.
    fn table(&mut self, table: &'p Table, next: WithNumber<'_, 'p>) {
        let thresholds = table.rows.iter().map(|(threshold, _)| match threshold {
            Number::Constant(constant) => Some(constant.decimal),
            Number::Value(at) => match &self.setting.figures.get(*at).copied().flatten()?.number {
                crate::scheme::DatedNumber::One(number) => Some(*number),
                crate::scheme::DatedNumber::ByChoice(_) => None,
            },
            _ => None,
        });
        if !table.ordered {
            let thresholds: Option<Vec<_>> = thresholds.collect();
            let right =
                |pair: &[Decimal]| (pair[0] < pair[1]) == table.upward && pair[0] != pair[1];
            match thresholds {
                Some(thresholds) if thresholds.windows(2).all(right) => {}
                // The rule fails whatever the nominee.
                Some(_) => return self.fails(),
                None => {
                    self.unsure += 1;
                    self.rows(table, next);
                    self.unsure -= 1;
                    return;
                }
            }
        }
        self.rows(table, next);
    }

    fn rows(&mut self, table: &'p Table, next: WithNumber<'_, 'p>) {
        for (threshold, _) in &table.rows {
            self.seen.push(Seen::Row(place_of(threshold)));
        }
        self.known_again(&table.of, &mut |me, of| me.row(table, 0, of, next));
    }

    fn row(&mut self, table: &'p Table, at: usize, of: Value, next: WithNumber<'_, 'p>) {
        let Some((threshold, points)) = table.rows.get(at) else {
            self.standing = table.at;
            return next(self, Value::point(Decimal::ZERO));
        };
        let relation = if table.upward {
            Relation::AtMost
        } else {
            Relation::AtLeast
        };
        let place = place_of(threshold);
        self.number(threshold, &mut |me, threshold| {
            me.compare(of, relation, threshold, &mut |me, met| {
                me.depth += 1;
                if met {
                    me.seen.push(Seen::Met(place));
                    me.taken += 1;
                    me.number(points, next);
                    me.taken -= 1;
                } else {
                    me.row(table, at + 1, of, next);
                }
                me.depth -= 1;
            });
        });
    }

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

    fn call(&mut self, number: &'p Number, call: &'p Call, next: WithNumber<'_, 'p>) {
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
    fn done_of_target(&mut self, done: Value, target: Value, next: super::WithDone<'_, 'p>) {
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
        let capped = ramp
            .cap
            .filter(|cap| beyond(points, *cap) || points == *cap);
        if let Some(cap) =
            capped.filter(|_| !ramp.add.is_zero() || points == capped.unwrap_or(points))
        {
            return next(self, Value::point(cap));
        }
        if ramp.add.is_zero() {
            return next(self, Value::point(capped.unwrap_or(points)));
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
    fn unknown(&mut self, values: &[Value], next: WithNumber<'_, 'p>) {
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

    fn of_list(&mut self, number: &'p Number, list: &'p OfList, next: WithNumber<'_, 'p>) {
        let zero = Some(Decimal::ZERO);
        match list {
            OfList::DaysBetween(from, to) => self.day(from, &mut |me, from| {
                me.day(to, &mut |me, to| {
                    me.arithmetic(Operator::Subtract, to, from, next);
                });
            }),
            OfList::YearsBetween(from, to) => self.day(from, &mut |me, from| {
                me.day(to, &mut |me, to| me.years(from, to, next));
            }),
            OfList::Length(fact) | OfList::CountWord(fact, _) | OfList::CountNumber(fact, _) => {
                let plain = match list {
                    OfList::Length(_) => true,
                    OfList::CountWord(_, word) => {
                        !matches!(word, crate::rule::plan::Word::Choose(_))
                    }
                    OfList::CountNumber(_, number) => number.as_constant().is_some(),
                    _ => false,
                };
                if self.setting.nominee.is_some() && plain {
                    return match self.worked_out(number) {
                        Some(number) => next(self, Value::point(number)),
                        None => self.fails(),
                    };
                }
                let facts = if plain { bit(*fact) } else { u64::MAX };
                next(self, Value::within(zero, None, facts));
            }
            OfList::Of(fact, function) => {
                if self.setting.nominee.is_some() {
                    return match self.worked_out(number) {
                        Some(number) => next(self, Value::point(number)),
                        None => self.fails(),
                    };
                }
                let declared = &self.setting.scheme.facts[*fact];
                let percent =
                    matches!(&declared.kind, FactKind::List(of) if **of == FactKind::Percent);
                let min = if percent {
                    declared.min.or(zero)
                } else {
                    declared.min
                };
                let summed = matches!(function, Function::Sum | Function::TrimmedSum(_));
                let (low, high) = if summed {
                    (min.filter(|min| min.is_zero()), None)
                } else {
                    (min, declared.max)
                };
                next(self, Value::within(low, high, bit(*fact)));
            }
        }
    }

    fn years(&mut self, from: Value, to: Value, next: WithNumber<'_, 'p>) {
        let day = |value: Value| {
            let days = value.as_point()?.to_i64()?;
            FIRST_DAY
                .checked_add(jiff::Span::new().try_days(days).ok()?)
                .ok()
        };
        match (day(from), day(to)) {
            (Some(from), Some(to)) => {
                let years = functions::years_between(from, to);
                next(self, Value::point(years.into()));
            }
            _ => self.unknown(&[from, to], next),
        }
    }
}

/// Where a number stands that is written there.
fn place_of(number: &Number) -> At {
    match number {
        Number::Constant(constant) => constant.at,
        _ => At::default(),
    }
}

/// What `ramp` is told.
#[derive(Clone, Copy)]
pub(super) struct Ramp {
    from: Decimal,
    base: Decimal,
    each: Decimal,
    add: Decimal,
    cap: Option<Decimal>,
}

/// A function of numbers that are known.
fn pointwise(function: &Function, numbers: &[Decimal]) -> Option<Decimal> {
    match (function, numbers) {
        (Function::Round(digits), [x]) => Some(crate::number::round(*x, *digits)),
        (Function::Floor, [x]) => Some(x.floor()),
        (Function::Ceil, [x]) => Some(x.ceil()),
        (Function::Pow, [x, y]) => functions::power(*x, *y).ok(),
        (Function::Median | Function::TrimmedMean(_) | Function::TrimmedSum(_), numbers) => {
            of_all(function, numbers.to_vec())
        }
        _ => None,
    }
}

/// Whether a part of a plan is always a whole number.
fn is_whole(number: &Number) -> bool {
    match number {
        Number::OfList(list) => !matches!(**list, OfList::Of(..)),
        Number::Call(call) => matches!(
            call.function,
            Function::PastAwards(_)
                | Function::ConsecutiveYears(_)
                | Function::Floor
                | Function::Ceil
        ),
        _ => false,
    }
}

/// Whether two parts of a plan say the same.
pub(super) fn same(a: &Number, b: &Number) -> bool {
    match (a, b) {
        (Number::Constant(a), Number::Constant(b)) => a.decimal == b.decimal,
        (Number::Fact(a), Number::Fact(b))
        | (Number::Value(a), Number::Value(b))
        | (Number::Cohort(a), Number::Cohort(b))
        | (Number::Group(a), Number::Group(b))
        | (Number::Criterion(a), Number::Criterion(b))
        | (Number::Local(a), Number::Local(b)) => a == b,
        (Number::Total, Number::Total) => true,
        (Number::Arithmetic(a), Number::Arithmetic(b)) => {
            a.operator == b.operator && same(&a.left, &b.left) && same(&a.right, &b.right)
        }
        (Number::Negate(a, _), Number::Negate(b, _)) => same(a, b),
        (Number::Call(a), Number::Call(b)) => {
            let arguments = a.arguments.iter().zip(&b.arguments);
            a.function == b.function
                && a.arguments.len() == b.arguments.len()
                && arguments.fold(true, |all, (a, b)| all && same(a, b))
        }
        (Number::OfList(a), Number::OfList(b)) => match (&**a, &**b) {
            (OfList::Length(a), OfList::Length(b)) => a == b,
            (OfList::Of(a, f), OfList::Of(b, g)) => a == b && f == g,
            _ => false,
        },
        _ => false,
    }
}
