//! Numbers, and what is made of them.

use super::value::Within;
use super::{Along, Interval, Key, Ranges, Seen, Value, WithNumber, bit};
use crate::number::Number;
use crate::rule::expr::{At, Expr, Operator, Relation, Table};
use crate::rule::function::Range;
use crate::scheme::{DatedNumber, FactEntry, FactKind, FactValue, Name};

impl<'p> Ranges<'p> {
    /// Goes on with every value that a number may have.
    pub(super) fn number(&mut self, expr: &'p Expr, next: WithNumber<'_, 'p>) {
        if !self.visit() {
            return;
        }
        self.depth += 1;
        match expr {
            Expr::Number(constant) => {
                if self.inside == 0 {
                    self.standing = constant.at;
                }
                next(self, &Value::point(constant.number.clone()));
            }
            Expr::Read(Name::Fact(fact)) => self.fact(*fact, next),
            Expr::Read(Name::Value(at)) => self.figure(*at, next),
            Expr::Read(_) => match self.context.nominee {
                Some(_) => match self.frame(|frame| expr.to_number(frame)) {
                    Some(number) => next(self, &Value::point(number)),
                    None => self.fails(),
                },
                None => {
                    let variable = self.variable(Key::Part(expr), false, Along::default());
                    next(self, &Value::variable(variable));
                }
            },
            Expr::Local(slot) => match self.locals.get(*slot).cloned().flatten() {
                Some(value) => next(self, &value),
                None => next(self, &Value::within(None, None, Along::somehow(u64::MAX))),
            },
            Expr::Arithmetic(both) => self.number(&both.left, &mut |me, left| {
                me.number(&both.right, &mut |me, right| {
                    me.arithmetic(both.operator, left, right, next);
                });
            }),
            Expr::Negate(inner) => self.number(inner, &mut |me, value| {
                let zero = Value::point(Number::ZERO);
                me.arithmetic(Operator::Subtract, &zero, value, next);
            }),
            Expr::Table(table) => self.table(table, next),
            Expr::Call(call) => self.call(expr, call, next),
            Expr::Count(what) => {
                self.counted(expr, Some(what.list), self.is_plain(&what.item), next);
            }
            Expr::Length(list) => self.counted(expr, Some(*list), true, next),
            Expr::Pick(pick) => self.number(&pick.index, &mut |me, index| {
                let many = i64::try_from(pick.items.len()).unwrap_or(i64::MAX);
                for (item, at) in pick.items.iter().zip(0_i64..) {
                    for at in [at, at - many] {
                        let at = Value::point(at.into());
                        me.compare(index, Relation::Equal, &at, &mut |me, here| {
                            if here {
                                me.number(item, next);
                            }
                        });
                    }
                }
            }),
            Expr::If(branch) => self.choose(branch, &mut |me, side| me.number(side, next)),
            Expr::Let(local) => self.local(local, &mut |me, body| me.number(body, next)),
            Expr::Sequence(sequence) => {
                self.effect(&sequence.first, &mut |me| me.number(&sequence.then, next));
            }
            _ => self.fails(),
        }
        self.depth -= 1;
    }

    /// A number that may be asked of again: what depends on several facts is known again by its
    /// part of the plan, so that it lies within the bounds that were found before.
    pub(super) fn known_again(&mut self, number: &'p Expr, next: WithNumber<'_, 'p>) {
        self.number(number, &mut |me, value| {
            let Value::Within(bounds) = value else {
                return next(me, value);
            };
            let part = matches!(
                number,
                Expr::Call(_) | Expr::Arithmetic(_) | Expr::Count(_) | Expr::Length(_)
            );
            if !part || value.as_point().is_some() || me.context.nominee.is_some() {
                return next(me, value);
            }
            let whole = is_whole(number);
            let variable = me.variable(Key::Part(number), whole, bounds.along);
            me.unclear |= bounds.along.facts();
            let interval = Interval::closed(bounds.low.clone(), bounds.high.clone());
            me.bound(variable, &interval, false, &mut |me| {
                next(me, &Value::variable(variable));
            });
        });
    }

    fn fact(&mut self, fact: usize, next: WithNumber<'_, 'p>) {
        match self.known(fact) {
            Some(FactEntry::Reported(FactValue::Integer(number))) => {
                next(self, &Value::point((*number).into()));
            }
            Some(FactEntry::Reported(FactValue::Number(number))) => {
                next(self, &Value::point(number.clone()));
            }
            Some(_) => self.fails(),
            None if !self.may_be_given(fact) => self.fails(),
            None => {
                let whole = self.context.scheme.facts[fact].kind == FactKind::Integer;
                let variable = self.variable(
                    Key::Fact(fact),
                    whole,
                    Along {
                        rises: bit(fact),
                        falls: 0,
                    },
                );
                next(self, &Value::variable(variable));
            }
        }
    }

    /// The bounds of a number, from where the variables on the way lie.
    pub(super) fn bounds(&self, value: &Value) -> Within {
        let quotient = match value {
            Value::Within(bounds) => return bounds.clone(),
            Value::Quotient(quotient) => quotient,
        };
        let variable = &self.variables[quotient.variable];
        let (low, high) = quotient.over(&variable.interval, variable.whole);
        let along = if quotient.rises() {
            variable.along
        } else {
            variable.along.turned()
        };
        Within { low, high, along }
    }

    pub(super) fn arithmetic(
        &mut self,
        operator: Operator,
        left: &Value,
        right: &Value,
        next: WithNumber<'_, 'p>,
    ) {
        let zero = Value::point(Number::ZERO);
        match (operator, right.as_point()) {
            (Operator::Divide, Some(number)) if number.is_zero() => self.fails(),
            (Operator::Divide, None) => {
                // A way on which the divisor is 0 fails; on both sides of 0 its sign is known.
                self.compare(right, Relation::Equal, &zero, &mut |me, is_zero| {
                    if is_zero {
                        me.fails();
                    } else {
                        me.combined(operator, left, right, next);
                    }
                });
            }
            _ => self.combined(operator, left, right, next),
        }
    }

    fn combined(
        &mut self,
        operator: Operator,
        left: &Value,
        right: &Value,
        next: WithNumber<'_, 'p>,
    ) {
        if let (Some(a), Some(b)) = (left.as_point(), right.as_point()) {
            return match operator.apply(a, b) {
                Some(result) => next(self, &Value::point(result)),
                None => self.fails(),
            };
        }
        let quotient = match (left, right) {
            (Value::Quotient(one), Value::Quotient(two)) => one.and(operator, two),
            (Value::Quotient(one), other) => other
                .as_point()
                .and_then(|number| one.with(operator, number, false)),
            (other, Value::Quotient(one)) => other
                .as_point()
                .and_then(|number| one.with(operator, number, true)),
            _ => None,
        };
        let bounds = || self.bounds(left).and(operator, &self.bounds(right));
        let divisor = || {
            self.bounds(right)
                .high
                .is_some_and(|high| !high.is_positive())
        };
        let value = match quotient {
            Some(Value::Quotient(one)) if operator == Operator::Divide && divisor() => {
                Value::Quotient(one.negated())
            }
            Some(value) => value,
            None => Value::Within(bounds()),
        };
        next(self, &value);
    }

    /// A table: row by row, until one is met.
    fn table(&mut self, table: &'p Table, next: WithNumber<'_, 'p>) {
        if table.is_constant {
            return self.rows(table, next);
        }
        let thresholds = table.rows.iter().map(|(threshold, _)| match threshold {
            Expr::Number(constant) => Some(constant.number.clone()),
            Expr::Read(Name::Value(at)) => match &(*self.context.figures.get(*at)?)?.number {
                DatedNumber::One(number) => Some(number.clone()),
                DatedNumber::ByChoice(_) => None,
            },
            _ => None,
        });
        let thresholds: Option<Vec<Number>> = thresholds.collect();
        let right = |pair: &[Number]| (pair[0] < pair[1]) == table.upward && pair[0] != pair[1];
        match thresholds {
            Some(thresholds) if thresholds.windows(2).all(right) => self.rows(table, next),
            // The rule fails whatever the nominee.
            Some(_) => self.fails(),
            None => {
                self.unsure += 1;
                self.rows(table, next);
                self.unsure -= 1;
            }
        }
    }

    fn rows(&mut self, table: &'p Table, next: WithNumber<'_, 'p>) {
        for (threshold, _) in &table.rows {
            self.seen.push(Seen::Row(place_of(threshold)));
        }
        self.known_again(&table.of, &mut |me, of| me.row(table, 0, of, next));
    }

    fn row(&mut self, table: &'p Table, at: usize, of: &Value, next: WithNumber<'_, 'p>) {
        let Some((threshold, points)) = table.rows.get(at) else {
            self.standing = table.at;
            return next(self, &Value::point(Number::ZERO));
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

/// Where a number is written.
fn place_of(expr: &Expr) -> At {
    match expr {
        Expr::Number(constant) => constant.at,
        _ => At::default(),
    }
}

/// Whether a part of a rule is always a whole number.
fn is_whole(expr: &Expr) -> bool {
    match expr {
        Expr::Count(_) | Expr::Length(_) => true,
        Expr::Call(call) => {
            let whole = ["floor", "ceil", "days_between", "years_between"];
            call.function.range == Range::Count || whole.contains(&call.function.name)
        }
        _ => false,
    }
}

/// Whether two parts of a rule say the same.
pub(super) fn same(a: &Expr, b: &Expr) -> bool {
    match (a, b) {
        (Expr::Number(a), Expr::Number(b)) => a.number == b.number,
        (Expr::Text(a), Expr::Text(b)) => a == b,
        (Expr::Read(a), Expr::Read(b)) => a == b,
        (Expr::Local(a), Expr::Local(b)) | (Expr::Length(a), Expr::Length(b)) => a == b,
        (Expr::Arithmetic(a), Expr::Arithmetic(b)) => {
            a.operator == b.operator && same(&a.left, &b.left) && same(&a.right, &b.right)
        }
        (Expr::Negate(a), Expr::Negate(b)) => same(a, b),
        (Expr::List(a), Expr::List(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (Expr::Call(a), Expr::Call(b)) => {
            std::ptr::eq(a.function, b.function)
                && a.arguments.len() == b.arguments.len()
                && (a.arguments.iter().zip(&b.arguments)).all(|(a, b)| same(&a.value, &b.value))
        }
        _ => false,
    }
}
