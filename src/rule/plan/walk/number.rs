//! Numbers on a walk.

use super::value::{Value, Within};
use super::{Key, Seen, Walk, WithNumber, bit};
use crate::number::Decimal;
use crate::rule::plan::run::Numeric as _;
use crate::rule::plan::{At, Function, Number, OfList, Operator, Relation, Table};
use crate::scheme::{FactKind, FactValue, Given};

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
                next(me, Value::thing(thing));
            });
        });
    }

    fn fact(&mut self, fact: usize, next: WithNumber<'_, 'p>) {
        match self.known(fact) {
            Some(Given::Reported(FactValue::Integer(number))) => {
                next(self, Value::point((*number).into()));
            }
            Some(Given::Reported(FactValue::Number(number))) => {
                next(self, Value::point(number.to_wide()));
            }
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

    pub(super) fn arithmetic(
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
                crate::scheme::DatedNumber::One(number) => Some(number.to_wide()),
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
}

/// Where a number stands that is written there.
fn place_of(number: &Number) -> At {
    match number {
        Number::Constant(constant) => constant.at,
        _ => At::default(),
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
