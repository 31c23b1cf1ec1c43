//! What is known of a number on a way through a rule: a quotient of lines over one variable, or
//! the bounds between which it lies.

use std::cmp::Ordering;

use super::space::{Cut, Interval};
use crate::number::Number;
use crate::rule::expr::{Operator, Relation};

/// What is known of a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    /// A quotient over one variable.
    Quotient(Quotient),
    /// Somewhere between two bounds, both included; one number if they are the same.
    Within(Within),
}

/// `slope × it + level`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    slope: Number,
    level: Number,
}

/// A line divided by a line, which is above 0 wherever the variable lies; never one number only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotient {
    /// The variable, by its place among those of the analysis.
    pub(super) variable: usize,
    top: Line,
    bottom: Line,
}

/// Two bounds, and what the number depends on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Within {
    pub(crate) low: Option<Number>,
    pub(crate) high: Option<Number>,
    pub(crate) along: Along,
}

/// The facts on which a number depends, a bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Along {
    /// As these grow, it may grow.
    pub(crate) rises: u64,
    /// As these grow, it may shrink.
    pub(crate) falls: u64,
}

/// Where a relation holds and where it does not.
pub(super) struct Solved {
    pub(super) yes: Vec<Interval>,
    pub(super) no: Vec<Interval>,
}

impl Along {
    /// In some way that is not known.
    pub(crate) fn somehow(facts: u64) -> Self {
        Self {
            rises: facts,
            falls: facts,
        }
    }

    /// All facts of which it depends.
    pub(crate) fn facts(self) -> u64 {
        self.rises | self.falls
    }

    pub(super) fn and(self, other: Self) -> Self {
        Self {
            rises: self.rises | other.rises,
            falls: self.falls | other.falls,
        }
    }

    pub(super) fn turned(self) -> Self {
        Self {
            rises: self.falls,
            falls: self.rises,
        }
    }

    /// As it is multiplied by something of this sign; `None` if that is not known.
    fn times(self, sign: Option<Ordering>) -> Self {
        match sign {
            Some(Ordering::Greater) => self,
            Some(Ordering::Less) => self.turned(),
            Some(Ordering::Equal) => Self::default(),
            None => Self::somehow(self.facts()),
        }
    }
}

impl Value {
    pub(crate) fn point(number: Number) -> Self {
        Self::within(Some(number.clone()), Some(number), Along::default())
    }

    pub(crate) fn within(low: Option<Number>, high: Option<Number>, along: Along) -> Self {
        Self::Within(Within { low, high, along })
    }

    /// The variable itself.
    pub(super) fn variable(variable: usize) -> Self {
        Self::Quotient(Quotient {
            variable,
            top: Line {
                slope: Number::ONE,
                level: Number::ZERO,
            },
            bottom: Line::level(Number::ONE),
        })
    }

    /// The number, where it can be but one.
    pub(crate) fn as_point(&self) -> Option<&Number> {
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
    fn level(level: Number) -> Self {
        Self {
            slope: Number::ZERO,
            level,
        }
    }

    fn at(&self, number: &Number) -> Option<Number> {
        self.slope.multiply(number)?.add(&self.level)
    }

    fn times(&self, by: &Number) -> Option<Self> {
        Some(Self {
            slope: self.slope.multiply(by)?,
            level: self.level.multiply(by)?,
        })
    }

    fn plus(&self, other: &Self) -> Option<Self> {
        Some(Self {
            slope: self.slope.add(&other.slope)?,
            level: self.level.add(&other.level)?,
        })
    }

    /// The product, where one of both is level.
    fn product(&self, other: &Self) -> Option<Self> {
        if other.slope.is_zero() {
            self.times(&other.level)
        } else if self.slope.is_zero() {
            other.times(&self.level)
        } else {
            None
        }
    }

    fn negate(&self) -> Self {
        Self {
            slope: self.slope.negate(),
            level: self.level.negate(),
        }
    }
}

impl Quotient {
    /// A number as a quotient over the same variable.
    fn constant(&self, number: &Number) -> Self {
        Self {
            variable: self.variable,
            top: Line::level(number.clone()),
            bottom: Line::level(Number::ONE),
        }
    }

    /// What it gives where the variable is this number.
    pub fn at(&self, number: &Number) -> Option<Number> {
        self.top.at(number)?.divide(&self.bottom.at(number)?)
    }

    /// How many times the variable it is, where it is just that.
    pub(crate) fn multiple(&self) -> Option<&Number> {
        let plain = self.top.level.is_zero() && self.bottom == Line::level(Number::ONE);
        plain.then_some(&self.top.slope)
    }

    /// Whether it gives whole numbers for whole ones.
    pub(super) fn keeps_whole(&self) -> bool {
        self.bottom == Line::level(Number::ONE)
            && self.top.slope.is_whole()
            && self.top.level.is_whole()
    }

    /// Where it gives this number.
    pub fn root(&self, number: &Number) -> Option<Number> {
        let apart = self.top.plus(&self.bottom.times(&number.negate())?)?;
        apart.level.negate().divide(&apart.slope)
    }

    /// Whether it grows with the variable; otherwise it shrinks.
    pub fn rises(&self) -> bool {
        let left = self.top.slope.multiply(&self.bottom.level);
        let right = self.top.level.multiply(&self.bottom.slope);
        left > right
    }

    /// The bounds of what it gives over a stretch.
    pub(super) fn over(
        &self,
        interval: &Interval,
        whole: bool,
    ) -> (Option<Number>, Option<Number>) {
        // Without an end a quotient still comes near the quotient of its slopes.
        let far = || self.top.slope.divide(&self.bottom.slope);
        let low = match interval.low() {
            Some((low, _)) => self.at(low),
            None => far(),
        };
        let high = match &interval.to {
            Some(_) => interval.high(whole).and_then(|(high, _)| self.at(&high)),
            None => far(),
        };
        if self.rises() {
            (low, high)
        } else {
            (high, low)
        }
    }

    /// With a constant beside it; `turned` with the constant on the left.
    pub(super) fn with(&self, operator: Operator, number: &Number, turned: bool) -> Option<Value> {
        let constant = self.constant(number);
        if turned {
            constant.and(operator, self)
        } else {
            self.and(operator, &constant)
        }
    }

    /// Two over the same variable put together, if that is a quotient of lines again. A divisor
    /// must be above 0 or below 0 everywhere; `Self::negated` tells which.
    pub(super) fn and(&self, operator: Operator, other: &Self) -> Option<Value> {
        if self.variable != other.variable {
            return None;
        }
        let (top, bottom) = match operator {
            Operator::Add | Operator::Subtract => {
                let right = match operator {
                    Operator::Add => other.top.clone(),
                    _ => other.top.negate(),
                };
                if self.bottom == other.bottom {
                    (self.top.plus(&right)?, self.bottom.clone())
                } else {
                    let left = self.top.product(&other.bottom)?;
                    let right = right.product(&self.bottom)?;
                    (left.plus(&right)?, self.bottom.product(&other.bottom)?)
                }
            }
            Operator::Multiply => (
                self.top.product(&other.top)?,
                self.bottom.product(&other.bottom)?,
            ),
            Operator::Divide => (
                self.top.product(&other.bottom)?,
                self.bottom.product(&other.top)?,
            ),
        };
        Self {
            variable: self.variable,
            top,
            bottom,
        }
        .reduced()
    }

    /// The same after a division by what is below 0, so that the bottom is above 0 again.
    pub(super) fn negated(self) -> Self {
        // One without a slope is 1.
        if self.bottom.slope.is_zero() {
            return self;
        }
        Self {
            variable: self.variable,
            top: self.top.negate(),
            bottom: self.bottom.negate(),
        }
    }

    /// One number where it is but one; otherwise with a bottom of 1 where it has no slope.
    fn reduced(self) -> Option<Value> {
        let left = self.top.slope.multiply(&self.bottom.level)?;
        let right = self.top.level.multiply(&self.bottom.slope)?;
        if left == right {
            let number = if self.bottom.level.is_zero() {
                self.top.slope.divide(&self.bottom.slope)
            } else {
                self.top.level.divide(&self.bottom.level)
            };
            return number.map(Value::point);
        }
        if !self.bottom.slope.is_zero() {
            return Some(Value::Quotient(self));
        }
        let by = Number::ONE.divide(&self.bottom.level)?;
        Some(Value::Quotient(Self {
            variable: self.variable,
            top: self.top.times(&by)?,
            bottom: Line::level(Number::ONE),
        }))
    }

    /// Where the variable must lie for a relation with a number to hold, and where for it not to.
    pub(super) fn solve(&self, relation: Relation, number: &Number) -> Option<Solved> {
        let apart = self.top.plus(&self.bottom.times(&number.negate())?)?;
        if apart.slope.is_zero() {
            let all = vec![Interval::default()];
            let holds = relation.holds(apart.level.cmp(&Number::ZERO));
            return Some(if holds {
                Solved {
                    yes: all,
                    no: Vec::new(),
                }
            } else {
                Solved {
                    yes: Vec::new(),
                    no: all,
                }
            });
        }
        let root = apart.level.negate().divide(&apart.slope)?;
        let relation = if apart.slope.is_negative() {
            relation.flipped()
        } else {
            relation
        };
        let (before, after) = (Cut::before(root.clone()), Cut::after(root.clone()));
        let two = |yes: Interval, no: Interval| Solved {
            yes: vec![yes],
            no: vec![no],
        };
        let (up_to, beyond) = (Interval::up_to, Interval::beyond);
        let apart = || vec![up_to(before.clone()), beyond(after.clone())];
        let there = || vec![Interval::closed(Some(root.clone()), Some(root.clone()))];
        Some(match relation {
            Relation::Less => two(up_to(before.clone()), beyond(before)),
            Relation::AtMost => two(up_to(after.clone()), beyond(after)),
            Relation::Greater => two(beyond(after.clone()), up_to(after)),
            Relation::AtLeast => two(beyond(before.clone()), up_to(before)),
            Relation::Equal => Solved {
                yes: there(),
                no: apart(),
            },
            Relation::Different => Solved {
                yes: apart(),
                no: there(),
            },
        })
    }
}

impl Within {
    fn sign(&self) -> Option<Ordering> {
        let zero = &Number::ZERO;
        match (&self.low, &self.high) {
            (Some(low), Some(high)) if low == zero && high == zero => Some(Ordering::Equal),
            (Some(low), _) if low >= zero => Some(Ordering::Greater),
            (_, Some(high)) if high <= zero => Some(Ordering::Less),
            _ => None,
        }
    }

    fn is_zero(&self) -> bool {
        self.sign() == Some(Ordering::Equal)
    }

    fn is_positive(&self) -> bool {
        self.low.as_ref().is_some_and(|low| *low >= Number::ZERO)
    }

    /// The bounds of two numbers put together.
    pub(super) fn and(&self, operator: Operator, other: &Self) -> Self {
        let both = |a: &Option<Number>, b: &Option<Number>, how: fn(&Number, &Number) -> _| {
            how(a.as_ref()?, b.as_ref()?)
        };
        let (low, high) = match operator {
            Operator::Add => (
                both(&self.low, &other.low, Number::add),
                both(&self.high, &other.high, Number::add),
            ),
            Operator::Subtract => (
                both(&self.low, &other.high, Number::subtract),
                both(&self.high, &other.low, Number::subtract),
            ),
            Operator::Multiply => self.times(other),
            Operator::Divide => self.by(other),
        };
        let along = match operator {
            Operator::Add => self.along.and(other.along),
            Operator::Subtract => self.along.and(other.along.turned()),
            Operator::Multiply => {
                let left = self.along.times(other.sign());
                left.and(other.along.times(self.sign()))
            }
            Operator::Divide => {
                let left = self.along.times(other.sign());
                left.and(other.along.turned().times(self.sign()))
            }
        };
        Self { low, high, along }
    }

    fn times(&self, other: &Self) -> (Option<Number>, Option<Number>) {
        if let (Some(a), Some(b), Some(c), Some(d)) =
            (&self.low, &self.high, &other.low, &other.high)
        {
            return corners([(a, c), (a, d), (b, c), (b, d)], Number::multiply);
        }
        if self.is_zero() || other.is_zero() {
            return (Some(Number::ZERO), Some(Number::ZERO));
        }
        if self.is_positive() && other.is_positive() {
            let low = self.low.as_ref().zip(other.low.as_ref());
            return (low.and_then(|(a, b)| a.multiply(b)), None);
        }
        (None, None)
    }

    fn by(&self, other: &Self) -> (Option<Number>, Option<Number>) {
        let zero = &Number::ZERO;
        if let (Some(a), Some(b), Some(c), Some(d)) =
            (&self.low, &self.high, &other.low, &other.high)
            && (c > zero || d < zero)
        {
            return corners([(a, c), (a, d), (b, c), (b, d)], Number::divide);
        }
        if self.is_positive() && other.is_positive() {
            let low = match (&self.low, &other.high) {
                (Some(low), Some(high)) if high > zero => low.divide(high),
                _ => Some(Number::ZERO),
            };
            let high = match (&self.high, &other.low) {
                (Some(high), Some(low)) if low > zero => high.divide(low),
                _ => None,
            };
            return (low, high);
        }
        (None, None)
    }
}

fn corners(
    pairs: [(&Number, &Number); 4],
    combine: fn(&Number, &Number) -> Option<Number>,
) -> (Option<Number>, Option<Number>) {
    let numbers: Option<Vec<Number>> = pairs.iter().map(|(a, b)| combine(a, b)).collect();
    let Some(numbers) = numbers else {
        return (None, None);
    };
    (numbers.iter().min().cloned(), numbers.into_iter().max())
}
