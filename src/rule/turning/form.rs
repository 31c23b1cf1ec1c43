//! Lines in one fact, and their quotients.

use std::cmp::Ordering;

use crate::number::Decimal;
use crate::rule::plan::Operator;

/// A line: slope times the fact, plus a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) slope: Decimal,
    pub(super) level: Decimal,
}

/// A line divided by a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Form {
    pub(super) top: Line,
    pub(super) bottom: Line,
}

impl Line {
    pub(super) fn level(level: Decimal) -> Self {
        Self {
            slope: Decimal::ZERO,
            level,
        }
    }

    fn times(self, by: Decimal) -> Option<Self> {
        Some(Self {
            slope: self.slope.checked_mul(by)?,
            level: self.level.checked_mul(by)?,
        })
    }

    fn plus(self, other: Self) -> Option<Self> {
        Some(Self {
            slope: self.slope.checked_add(other.slope)?,
            level: self.level.checked_add(other.level)?,
        })
    }

    pub(super) fn root(self) -> Option<Decimal> {
        (-self.level).checked_div(self.slope)
    }

    /// The product, where one of both is level.
    fn product(self, other: Self) -> Option<Self> {
        if other.slope.is_zero() {
            self.times(other.level)
        } else if self.slope.is_zero() {
            other.times(self.level)
        } else {
            None
        }
    }
}

impl Form {
    pub(super) fn constant(level: Decimal) -> Self {
        Self {
            top: Line::level(level),
            bottom: Line::level(Decimal::ONE),
        }
    }

    /// The value, where the fact has no part in it.
    pub(super) fn value(self) -> Option<Decimal> {
        if !self.top.slope.is_zero() || !self.bottom.slope.is_zero() {
            return None;
        }
        self.top.level.checked_div(self.bottom.level)
    }

    /// Whether it grows or shrinks with the fact.
    pub(super) fn direction(self) -> Ordering {
        let left = self.top.slope.checked_mul(self.bottom.level);
        let right = self.top.level.checked_mul(self.bottom.slope);
        left.cmp(&right)
    }

    /// Left without right, as one quotient: its top is 0 where both meet.
    pub(super) fn combined(self, operator: Operator, other: Self) -> Option<Self> {
        match operator {
            Operator::Add | Operator::Subtract => {
                let sign = if operator == Operator::Add {
                    Decimal::ONE
                } else {
                    Decimal::NEGATIVE_ONE
                };
                if self.bottom == other.bottom {
                    let top = self.top.plus(other.top.times(sign)?)?;
                    return Some(Self { top, ..self });
                }
                let left = self.top.product(other.bottom)?;
                let right = other.top.product(self.bottom)?.times(sign)?;
                Some(Self {
                    top: left.plus(right)?,
                    bottom: self.bottom.product(other.bottom)?,
                })
            }
            Operator::Multiply => Some(Self {
                top: self.top.product(other.top)?,
                bottom: self.bottom.product(other.bottom)?,
            }),
            Operator::Divide => Some(Self {
                top: self.top.product(other.bottom)?,
                bottom: self.bottom.product(other.top)?,
            }),
        }
    }
}
