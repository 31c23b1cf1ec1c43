//! Numbers that plans compute with: short decimals, and wide ones.

use std::cmp::Ordering;

use crate::number::Decimal;
use crate::rule::plan::{Constant, Operator};

/// Numbers that plans compute with. Nothing comes back where a result does not fit or where the
/// language would fail.
pub(crate) trait Numeric: Copy {
    /// A constant of the rule.
    fn constant(number: &Constant) -> Option<Self>;
    /// A whole number.
    fn whole(number: i64) -> Self;
    /// A decimal.
    fn decimal(number: Decimal) -> Option<Self>;
    /// The same number as a decimal.
    fn to_decimal(self) -> Decimal;
    /// Two numbers put together; division is by something that is not 0.
    fn combine(self, operator: Operator, other: Self) -> Option<Self>;
    /// Which is greater.
    fn compare(self, other: Self) -> Ordering;
    /// How a quotient compares with a number.
    fn compare_quotient(self, divisor: Self, number: Self) -> Option<Ordering>;
    /// The number with its sign changed.
    fn negate(self) -> Option<Self>;
    /// Rounded half away from zero.
    fn round(self, digits: u32) -> Self;
    /// Rounded down.
    fn floor(self) -> Self;
    /// Rounded up.
    fn ceil(self) -> Self;
    /// Whether it may be a whole number of the language.
    fn fits_whole(self) -> bool;
}

impl Numeric for Decimal {
    fn constant(number: &Constant) -> Option<Self> {
        Some(number.decimal)
    }
    fn whole(number: i64) -> Self {
        Self::from(number)
    }
    fn decimal(number: Decimal) -> Option<Self> {
        Some(number)
    }
    fn to_decimal(self) -> Decimal {
        if self.is_zero() { self.abs() } else { self }
    }
    fn combine(self, operator: Operator, other: Self) -> Option<Self> {
        match operator {
            Operator::Add => self.checked_add(other),
            Operator::Subtract => self.checked_sub(other),
            Operator::Multiply => self.checked_mul(other),
            // As the language's own division does, so that further results round alike.
            Operator::Divide => self.checked_div(other).map(|quotient| quotient.normalize()),
        }
    }
    fn compare(self, other: Self) -> Ordering {
        self.cmp(&other)
    }
    fn compare_quotient(self, divisor: Self, number: Self) -> Option<Ordering> {
        Some(self.checked_div(divisor)?.cmp(&number))
    }
    fn negate(self) -> Option<Self> {
        Some(-self)
    }
    fn round(self, digits: u32) -> Self {
        crate::number::round(self, digits)
    }
    fn floor(self) -> Self {
        Self::floor(&self)
    }
    fn ceil(self) -> Self {
        Self::ceil(&self)
    }
    fn fits_whole(self) -> bool {
        self.abs() <= Self::from(i64::MAX)
    }
}
