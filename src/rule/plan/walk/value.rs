//! What is known of a number on a way through a plan: a line over one thing that varies, or the
//! bounds between which it lies.

use super::space::{Cut, Interval};
use crate::number::Decimal;
use crate::rule::plan::{Operator, Relation};

/// What is known of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Value {
    /// A line over one thing that varies.
    Line(Line),
    /// Somewhere between two bounds, both included; one number where they are the same.
    Within(Within),
}

/// `(times × it + plus) ÷ over`, where `times` is not 0 and `over` is above 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// The thing that varies, by its place among those of the walk.
    pub(crate) thing: usize,
    /// How many times it counts.
    pub times: Decimal,
    /// What is added.
    pub plus: Decimal,
    /// What all is divided by: 1 wherever the quotient is exact.
    pub over: Decimal,
}

/// Two bounds, and what the number depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Within {
    pub(crate) low: Option<Decimal>,
    pub(crate) high: Option<Decimal>,
    /// The facts it depends on, a bit each.
    pub(crate) facts: u64,
}

/// The digits after the comma beyond which no fact is told apart from a threshold.
const FINEST: u32 = 15;

/// With no more digits after the comma, a number beside a fact loses none.
const SHORT: u32 = 12;

impl Value {
    pub(crate) fn point(number: Decimal) -> Self {
        Self::Within(Within {
            low: Some(number),
            high: Some(number),
            facts: 0,
        })
    }

    pub(crate) fn within(low: Option<Decimal>, high: Option<Decimal>, facts: u64) -> Self {
        Self::Within(Within { low, high, facts })
    }

    /// The thing itself.
    pub(crate) fn thing(thing: usize) -> Self {
        Self::Line(Line {
            thing,
            times: Decimal::ONE,
            plus: Decimal::ZERO,
            over: Decimal::ONE,
        })
    }

    /// The number, where it can be but one.
    pub(crate) fn as_point(self) -> Option<Decimal> {
        match self {
            Self::Within(Within {
                low: Some(low),
                high: Some(high),
                ..
            }) if low == high => Some(low),
            _ => None,
        }
    }
}

impl Line {
    /// What it gives where the thing is this number.
    pub fn at(self, number: Decimal) -> Option<Decimal> {
        let top = self.times.checked_mul(number)?.checked_add(self.plus)?;
        top.checked_div(self.over)
    }

    /// The line with a constant beside it, where that is exact.
    pub(crate) fn with(self, operator: Operator, number: Decimal) -> Option<Value> {
        // Beside a number of very many digits, such as a third, the rule itself loses some.
        if number.normalize().scale() > SHORT {
            return None;
        }
        Some(match operator {
            Operator::Add => Value::Line(Self {
                plus: sum(self.plus, product(number, self.over)?)?,
                ..self
            }),
            Operator::Subtract => Value::Line(Self {
                plus: sum(self.plus, -product(number, self.over)?)?,
                ..self
            }),
            Operator::Multiply if number.is_zero() => Value::point(Decimal::ZERO),
            // What was divided and lost a digit is no line any more once it is multiplied.
            Operator::Multiply if self.over != Decimal::ONE => return None,
            Operator::Multiply => Value::Line(Self {
                times: product(self.times, number)?,
                plus: product(self.plus, number)?,
                ..self
            }),
            Operator::Divide if number.is_zero() => return None,
            Operator::Divide => {
                let sign = if number.is_sign_negative() {
                    -Decimal::ONE
                } else {
                    Decimal::ONE
                };
                let over = product(self.over, number.abs())?;
                let (times, plus) = (self.times * sign, self.plus * sign);
                match (quotient(times, over), quotient(plus, over)) {
                    (Some(times), Some(plus)) => Value::Line(Self {
                        times,
                        plus,
                        over: Decimal::ONE,
                        ..self
                    }),
                    _ => Value::Line(Self {
                        times,
                        plus,
                        over,
                        ..self
                    }),
                }
            }
        })
    }

    /// The constant without the line.
    pub(crate) fn taken_from(self, number: Decimal) -> Option<Value> {
        let turned = Self {
            times: -self.times,
            plus: -self.plus,
            ..self
        };
        turned.with(Operator::Add, number)
    }

    /// Two lines over the same thing put together.
    pub(crate) fn and(self, operator: Operator, other: Self) -> Option<Value> {
        if self.thing != other.thing || self.over != Decimal::ONE || other.over != Decimal::ONE {
            return None;
        }
        let (times, plus) = match operator {
            Operator::Add => (sum(self.times, other.times)?, sum(self.plus, other.plus)?),
            Operator::Subtract => (sum(self.times, -other.times)?, sum(self.plus, -other.plus)?),
            _ => return None,
        };
        if times.is_zero() {
            return Some(Value::point(plus));
        }
        Some(Value::Line(Self {
            times,
            plus,
            ..self
        }))
    }

    /// Where the thing must lie for the line to fulfil a relation with a number, and where it must
    /// lie not to; empty intervals where there is none.
    pub(crate) fn solve(self, relation: Relation, number: Decimal) -> Option<Solved> {
        let number = product(number, self.over)?;
        let top = number.checked_sub(self.plus)?;
        let exact = sum(number, -self.plus).and_then(|top| quotient(top, self.times));
        let relation = if self.times.is_sign_negative() {
            relation.flipped()
        } else {
            relation
        };
        let (below, above) = match exact {
            Some(at) => (Cut::before(at), Cut::after(at)),
            None => {
                // No fact has so many digits: it lies above or below, and never there.
                let near = top.checked_div(self.times)?;
                let floor = near.round_dp_with_strategy(
                    FINEST,
                    rust_decimal::RoundingStrategy::ToNegativeInfinity,
                );
                (Cut::after(floor), Cut::after(floor))
            }
        };
        let up_to = |cut| Interval {
            from: None,
            to: Some(cut),
        };
        let beyond = |cut| Interval {
            from: Some(cut),
            to: None,
        };
        let there = Interval {
            from: Some(below),
            to: Some(above),
        };
        Some(match relation {
            Relation::Less => Solved::two(up_to(below), beyond(below)),
            Relation::AtMost => Solved::two(up_to(above), beyond(above)),
            Relation::Greater => Solved::two(beyond(above), up_to(above)),
            Relation::AtLeast => Solved::two(beyond(below), up_to(below)),
            Relation::Equal => Solved {
                yes: [Some(there), None],
                no: [Some(up_to(below)), Some(beyond(above))],
            },
            Relation::Different => Solved {
                yes: [Some(up_to(below)), Some(beyond(above))],
                no: [Some(there), None],
            },
        })
    }
}

/// Where a relation holds and where it does not.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Solved {
    pub(crate) yes: [Option<Interval>; 2],
    pub(crate) no: [Option<Interval>; 2],
}

impl Solved {
    fn two(yes: Interval, no: Interval) -> Self {
        Self {
            yes: [Some(yes), None],
            no: [Some(no), None],
        }
    }
}

/// A sum of which no digit is lost.
pub(crate) fn sum(a: Decimal, b: Decimal) -> Option<Decimal> {
    let result = a.checked_add(b)?;
    let is_exact = result.checked_sub(a)? == b && result.checked_sub(b)? == a;
    is_exact.then_some(result)
}

/// A product of which no digit is lost.
pub(crate) fn product(a: Decimal, b: Decimal) -> Option<Decimal> {
    if b == Decimal::ONE {
        return Some(a);
    }
    let result = a.checked_mul(b)?;
    let whole = result.is_zero() || result.scale() == a.scale() + b.scale();
    whole.then(|| result.normalize())
}

/// A quotient that is exact.
pub(crate) fn quotient(a: Decimal, b: Decimal) -> Option<Decimal> {
    if b == Decimal::ONE {
        return Some(a);
    }
    let result = a.checked_div(b)?.normalize();
    // Beyond so many digits it may have been rounded.
    if result.scale() > 20 || product(result, b)? != a {
        return None;
    }
    Some(result)
}

impl Within {
    fn same(number: Decimal) -> Self {
        Self {
            low: Some(number),
            high: Some(number),
            facts: 0,
        }
    }

    /// The bounds of two numbers put together.
    pub(crate) fn and(self, operator: Operator, other: Self) -> Self {
        let facts = self.facts | other.facts;
        let both = |a: Option<Decimal>, b: Option<Decimal>, add: bool| {
            if add {
                a?.checked_add(b?)
            } else {
                a?.checked_sub(b?)
            }
        };
        let (low, high) = match operator {
            Operator::Add => (
                both(self.low, other.low, true),
                both(self.high, other.high, true),
            ),
            Operator::Subtract => (
                both(self.low, other.high, false),
                both(self.high, other.low, false),
            ),
            Operator::Multiply => self.times(other),
            Operator::Divide => self.by(other),
        };
        Self { low, high, facts }
    }

    fn is_positive(self) -> bool {
        self.low.is_some_and(|low| low >= Decimal::ZERO)
    }

    fn times(self, other: Self) -> (Option<Decimal>, Option<Decimal>) {
        if let (Some(a), Some(b), Some(c), Some(d)) = (self.low, self.high, other.low, other.high) {
            return corners([(a, c), (a, d), (b, c), (b, d)], Decimal::checked_mul);
        }
        let nought = Self::same(Decimal::ZERO);
        if self.low == nought.low && self.high == nought.high
            || other.low == nought.low && other.high == nought.high
        {
            return (nought.low, nought.high);
        }
        if self.is_positive() && other.is_positive() {
            let low = self.low.zip(other.low).and_then(|(a, b)| a.checked_mul(b));
            return (low, None);
        }
        (None, None)
    }

    fn by(self, other: Self) -> (Option<Decimal>, Option<Decimal>) {
        let zero = Decimal::ZERO;
        if let (Some(a), Some(b), Some(c), Some(d)) = (self.low, self.high, other.low, other.high)
            && (c > zero || d < zero)
        {
            return corners([(a, c), (a, d), (b, c), (b, d)], Decimal::checked_div);
        }
        if self.is_positive() && other.is_positive() {
            let low = match (self.low, other.high) {
                (Some(low), Some(high)) if high > zero => low.checked_div(high),
                _ => Some(zero),
            };
            let high = match (self.high, other.low) {
                (Some(high), Some(low)) if low > zero => high.checked_div(low),
                _ => None,
            };
            return (low, high);
        }
        (None, None)
    }
}

fn corners(
    pairs: [(Decimal, Decimal); 4],
    combine: impl Fn(Decimal, Decimal) -> Option<Decimal>,
) -> (Option<Decimal>, Option<Decimal>) {
    let (mut low, mut high): (Option<Decimal>, Option<Decimal>) = (None, None);
    for (a, b) in pairs {
        let Some(number) = combine(a, b) else {
            return (None, None);
        };
        low = Some(low.map_or(number, |low| low.min(number)));
        high = Some(high.map_or(number, |high| high.max(number)));
    }
    (low, high)
}
