//! One exact number for points, facts and everything computed from them.
//!
//! There is no binary floating point in this program: 27 of 30 is exactly 90 %, three thirds of
//! 210 are exactly 70, and the figure that is printed is the figure that was ranked. `+ − × ÷`,
//! comparing and rounding are exact; only [`Number::pow`] approximates.
//!
//! Nearly every number of a council is short: 64 bits of digits and a scale. Quotients of such
//! numbers are small fractions, and what does not fit either is a fraction of big integers.
//! Nobody outside this module knows which of the three a number is.

mod decimal;
mod fraction;
mod operators;
mod parse;
mod power;
mod print;
mod repr;
mod rounding;
mod short;
#[cfg(test)]
mod tests;

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

pub(crate) use self::decimal::Decimal;
pub use self::power::POWER_DIGITS;
pub use self::print::{SHOWN_DIGITS, write_count};
use self::repr::Repr;
pub use self::repr::{LONGEST, Number};
pub use self::rounding::{MOST_DIGITS, RoundEach, Rounding};

/// 0, where it is only looked at.
pub static ZERO: Number = Number::ZERO;

impl Number {
    /// 0.
    pub const ZERO: Self = Self::whole(0);
    /// 1.
    pub const ONE: Self = Self::whole(1);
    /// 100.
    pub const HUNDRED: Self = Self::whole(100);

    /// A whole number of parts of ten: 250 hundredths (scale 2) are 2.5.
    pub fn of_parts(digits: i64, scale: u32) -> Option<Self> {
        match u8::try_from(scale) {
            Ok(scale) if scale <= short::MOST_SCALE => Some(Self::short((digits, scale))),
            _ => Self::whole(digits).divide(&Self::power_of_ten(scale)?),
        }
    }

    #[inline]
    fn as_short(&self) -> Option<short::Short> {
        match self.0 {
            Repr::Short { digits, scale } => Some((digits, scale)),
            _ => None,
        }
    }

    /// The sum; `None` beyond [`LONGEST`].
    #[inline]
    pub fn add(&self, other: &Self) -> Option<Self> {
        if let (Some(one), Some(two)) = (self.as_short(), other.as_short())
            && let Some(sum) = short::add(one, two)
        {
            return Some(Self::short(sum));
        }
        fraction::add(self, other)
    }

    /// The difference; `None` beyond [`LONGEST`].
    #[inline]
    pub fn subtract(&self, other: &Self) -> Option<Self> {
        if let (Some(one), Some(two)) = (self.as_short(), other.as_short())
            && let Some(difference) = short::subtract(one, two)
        {
            return Some(Self::short(difference));
        }
        fraction::add(self, &other.negate())
    }

    /// The product; `None` beyond [`LONGEST`].
    #[inline]
    pub fn multiply(&self, other: &Self) -> Option<Self> {
        if let (Some(one), Some(two)) = (self.as_short(), other.as_short())
            && let Some(product) = short::multiply(one, two)
        {
            return Some(Self::short(product));
        }
        fraction::multiply(self, other)
    }

    /// The quotient; `None` for a division by 0 and beyond [`LONGEST`].
    #[inline]
    pub fn divide(&self, other: &Self) -> Option<Self> {
        if let (Some(one), Some(two)) = (self.as_short(), other.as_short())
            && let Some(quotient) = short::divide(one, two)
        {
            return Some(Self(quotient));
        }
        fraction::divide(self, other)
    }

    /// The sum of some numbers, 0 of none; `None` beyond [`LONGEST`].
    pub fn sum<'a>(numbers: impl IntoIterator<Item = &'a Self>) -> Option<Self> {
        let mut numbers = numbers.into_iter();
        numbers.try_fold(Self::ZERO, |sum, number| sum.add(number))
    }

    /// The number with its sign changed.
    #[inline]
    #[must_use]
    pub fn negate(&self) -> Self {
        match self.0 {
            Repr::Short { digits, scale } if digits != i64::MIN => Self::short((-digits, scale)),
            _ => fraction::negate(self),
        }
    }

    /// The number without its sign.
    #[inline]
    #[must_use]
    pub fn abs(&self) -> Self {
        if self.is_negative() {
            self.negate()
        } else {
            self.clone()
        }
    }

    /// Whether it is 0.
    #[inline]
    pub fn is_zero(&self) -> bool {
        self.sign().is_eq()
    }

    /// Whether it is less than 0.
    #[inline]
    pub fn is_negative(&self) -> bool {
        self.sign().is_lt()
    }

    /// Whether it is greater than 0.
    #[inline]
    pub fn is_positive(&self) -> bool {
        self.sign().is_gt()
    }

    /// How it compares with 0.
    #[inline]
    fn sign(&self) -> Ordering {
        match &self.0 {
            Repr::Short { digits, .. } => digits.cmp(&0),
            Repr::Ratio { numerator, .. } => numerator.cmp(&0),
            Repr::Fraction(fraction) => fraction::sign(fraction),
        }
    }

    /// Whether it is a whole number.
    pub fn is_whole(&self) -> bool {
        self.floor() == *self
    }

    /// The whole number that it is, if it is one and fits.
    pub fn to_i64(&self) -> Option<i64> {
        match self.0 {
            Repr::Short { digits, scale: 0 } => Some(digits),
            _ => {
                let floor = self.floor();
                let (digits, _) = floor.as_short()?;
                (floor == *self).then_some(digits)
            }
        }
    }

    /// The whole number that it is, if it is one, not below 0, and fits.
    pub fn to_usize(&self) -> Option<usize> {
        usize::try_from(self.to_i64()?).ok()
    }

    /// How many digits after the point say it exactly; `None` of 1/3, which has no last digit.
    pub fn decimals(&self) -> Option<u32> {
        match self.as_short() {
            Some(short) => Some(short::stripped(short).1.into()),
            None => fraction::decimals(self),
        }
    }

    /// How many parts it is, as small as so many digits after the point say; `None` if it is no
    /// whole number of them, or too large for 64 bits.
    pub fn in_parts(&self, decimals: u32) -> Option<i64> {
        let short = self.as_short()?;
        let (digits, scale) = if u32::from(short.1) > decimals {
            short::stripped(short)
        } else {
            short
        };
        let smaller = usize::try_from(decimals.checked_sub(scale.into())?).ok()?;
        digits.checked_mul(*short::TENS.get(smaller)?)
    }

    /// Whether no decimal, however long, says it exactly.
    pub fn is_endless(&self) -> bool {
        self.decimals().is_none()
    }

    /// What computing with it costs, in units of what a short number costs.
    #[inline]
    pub fn cost(&self) -> u64 {
        match &self.0 {
            Repr::Short { .. } => 1,
            Repr::Ratio { .. } => 4,
            Repr::Fraction(fraction) => fraction::cost(fraction),
        }
    }
}

impl Default for Number {
    fn default() -> Self {
        Self::ZERO
    }
}

impl Ord for Number {
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering {
        match (&self.0, &other.0) {
            (
                Repr::Short { digits, scale },
                Repr::Short {
                    digits: others,
                    scale: other_scale,
                },
            ) => short::compare((*digits, *scale), (*others, *other_scale)),
            _ => fraction::compare(self, other),
        }
    }
}

impl PartialOrd for Number {
    #[inline]
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Number {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Number {}

impl Hash for Number {
    fn hash<H: Hasher>(&self, state: &mut H) {
        fraction::canonical(self).hash(state);
    }
}

macro_rules! from_whole {
    ($($kind:ty)*) => { $(
        impl From<$kind> for Number {
            #[inline]
            fn from(number: $kind) -> Self {
                Self::whole(number.into())
            }
        }
    )* };
}

from_whole! { bool u8 i16 i32 u32 i64 }

impl From<usize> for Number {
    #[inline]
    fn from(number: usize) -> Self {
        match i64::try_from(number) {
            Ok(number) => Self::whole(number),
            Err(_) => fraction::from_u64(number as u64),
        }
    }
}
