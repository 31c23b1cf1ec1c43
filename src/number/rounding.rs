//! Rounding, half away from zero as people do it by hand, and where a scheme does it.

use super::{Number, Repr, fraction, short};

/// The most decimal digits that a scheme may ask for.
pub const MOST_DIGITS: u32 = 6;

/// At which step points are rounded, and to how many digits (K45: scores to two digits).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rounding {
    /// The level whose figures are rounded; the total always is.
    pub each: RoundEach,
    /// Digits after the comma, 0 to [`MOST_DIGITS`].
    pub digits: u32,
}

/// The level at which figures are rounded before they are added further.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RoundEach {
    /// Every criterion's points.
    #[default]
    Criterion,
    /// Every group's sum, at each level.
    Group,
    /// The total alone.
    Total,
}

impl Default for Rounding {
    fn default() -> Self {
        Self {
            each: RoundEach::Criterion,
            digits: 2,
        }
    }
}

impl Rounding {
    /// A number rounded to this scheme's digits, half away from zero.
    #[must_use]
    pub fn apply(self, number: &Number) -> Number {
        number.round(self.digits)
    }

    /// A number rounded if `level` is the level that is rounded, untouched otherwise.
    #[must_use]
    pub fn at(self, level: RoundEach, number: Number) -> Number {
        if self.each == level {
            self.apply(&number)
        } else {
            number
        }
    }
}

impl Number {
    /// Rounded to some digits after the comma, half away from zero.
    #[inline]
    #[must_use]
    pub fn round(&self, digits: u32) -> Self {
        match (&self.0, u8::try_from(digits)) {
            (Repr::Short { digits, scale }, Ok(wanted)) => {
                Self::short(short::round((*digits, *scale), wanted))
            }
            _ => fraction::round(self, digits),
        }
    }

    /// Rounded to the nearest multiple of a step, half away from zero; `None` if it is too long.
    #[must_use]
    pub fn to_step(&self, step: &Self) -> Option<Self> {
        self.divide(step)?.round(0).multiply(step)
    }

    /// Rounded down to a whole number.
    #[inline]
    #[must_use]
    pub fn floor(&self) -> Self {
        match self.as_short() {
            Some(number) => Self::whole(short::floor(number)),
            None => fraction::floor(self),
        }
    }

    /// Rounded up to a whole number.
    #[inline]
    #[must_use]
    pub fn ceil(&self) -> Self {
        match self.as_short() {
            Some(number) => Self::whole(short::ceil(number)),
            None => fraction::floor(&self.negate()).negate(),
        }
    }
}
