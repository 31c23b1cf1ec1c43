//! What a number is made of.

use std::num::NonZeroU32;
use std::sync::Arc;

use num_rational::BigRational;

/// How many digits the numerator and the denominator of a number may have. What would be longer
/// is no number: arithmetic gives `None`.
pub const LONGEST: usize = 400;

/// An exact number, as long as it fits [`LONGEST`].
#[derive(Clone)]
pub struct Number(pub(super) Repr);

/// The representation. A number may have several (`2.50` is `2.5`); equality, order and hash see
/// the value.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) enum Repr {
    /// `digits / 10^scale`, the scale at most 18.
    Short { digits: i64, scale: u8 },
    /// A quotient of short numbers, not always in lowest terms.
    Ratio {
        numerator: i64,
        denominator: NonZeroU32,
    },
    /// Everything else, in lowest terms.
    Fraction(Arc<BigRational>),
}

impl Number {
    /// A whole number.
    #[inline]
    pub const fn whole(number: i64) -> Self {
        Self::short((number, 0))
    }

    #[inline]
    pub(super) const fn short((digits, scale): (i64, u8)) -> Self {
        Self(Repr::Short { digits, scale })
    }
}
