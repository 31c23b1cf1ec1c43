//! `+ − ×` as operators, without the bound of [`super::LONGEST`]: for the few steps between figures
//! that are bounded themselves, in checks and reports. What may go on and on, as rules and sums
//! over nominees do, takes the functions that give `None`.

use std::iter::Sum;
use std::ops::{Add, AddAssign, Mul, Neg, Sub};

use super::{Number, fraction};

macro_rules! operator {
    ($($operator:ident $function:ident: $bounded:ident, $exact:path;)*) => { $(
        impl $operator for &Number {
            type Output = Number;

            #[inline]
            fn $function(self, other: &Number) -> Number {
                self.$bounded(other).unwrap_or_else(|| $exact(self, other))
            }
        }

        impl $operator<&Number> for Number {
            type Output = Number;

            #[inline]
            fn $function(self, other: &Number) -> Number {
                $operator::$function(&self, other)
            }
        }

        impl $operator for Number {
            type Output = Number;

            #[inline]
            fn $function(self, other: Number) -> Number {
                $operator::$function(&self, &other)
            }
        }
    )* };
}

operator! {
    Add add: add, fraction::sum;
    Sub sub: subtract, fraction::difference;
    Mul mul: multiply, fraction::product;
}

impl Number {
    /// The quotient, however long; `None` for a division by 0.
    pub fn over(&self, other: &Self) -> Option<Self> {
        let exactly = || (!other.is_zero()).then(|| fraction::quotient(self, other));
        self.divide(other).or_else(exactly)
    }
}

impl AddAssign<&Number> for Number {
    #[inline]
    fn add_assign(&mut self, other: &Number) {
        *self = &*self + other;
    }
}

impl AddAssign for Number {
    #[inline]
    fn add_assign(&mut self, other: Number) {
        *self += &other;
    }
}

impl Neg for Number {
    type Output = Number;

    #[inline]
    fn neg(self) -> Number {
        self.negate()
    }
}

impl<'a> Sum<&'a Number> for Number {
    fn sum<I: Iterator<Item = &'a Number>>(numbers: I) -> Number {
        numbers.fold(Number::ZERO, |sum, number| sum + number)
    }
}

impl Sum for Number {
    fn sum<I: Iterator<Item = Number>>(numbers: I) -> Number {
        numbers.fold(Number::ZERO, |sum, number| sum + number)
    }
}
