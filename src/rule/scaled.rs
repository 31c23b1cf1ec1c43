//! Short exact decimals: a whole number and how many of its digits stand after the comma.
//!
//! Points, counts and percentages of a council fit here many times over, and computing with them
//! costs a fraction of what the wide decimals cost. What does not fit gives nothing, and the
//! caller goes on with wide decimals: a result here is always the exact one.

use std::cmp::Ordering;
use std::num::NonZeroU8;

use crate::number::Decimal;

/// The most digits after the comma.
const MOST_SCALE: u8 = 18;

/// What is held against quotients, and what divides them, is no larger.
const SMALL: i64 = 1_000_000_000;

/// The digits after the comma in which constants are compared.
const MILLIONTHS: u8 = 6;

/// Powers of ten that fit.
const TENS: [i64; 19] = {
    let mut tens = [1_i64; 19];
    let mut at = 1;
    while at < tens.len() {
        tens[at] = tens[at - 1] * 10;
        at += 1;
    }
    tens
};

/// A short exact decimal.
#[derive(Debug, Clone, Copy)]
pub struct Scaled {
    digits: i64,
    /// One more than the digits after the comma, so that "no number" takes no room of its own.
    scale: NonZeroU8,
}

impl Scaled {
    /// The whole number.
    pub const fn whole(number: i64) -> Self {
        Self {
            digits: number,
            scale: NonZeroU8::MIN,
        }
    }

    /// A whole number of such parts: 250 with a scale of 2 is 2.50.
    fn of(digits: i64, scale: u8) -> Option<Self> {
        if scale > MOST_SCALE {
            return None;
        }
        let scale = NonZeroU8::new(scale + 1)?;
        Some(Self { digits, scale })
    }

    /// The digits after the comma.
    const fn scale(self) -> u8 {
        self.scale.get() - 1
    }

    /// So many parts of one, as small as that many digits after the comma say: 18 at the most.
    #[inline]
    pub const fn of_parts(parts: i64, scale: u8) -> Self {
        assert!(scale <= MOST_SCALE, "nothing is parted so finely");
        Self {
            digits: parts,
            scale: NonZeroU8::MIN.saturating_add(scale),
        }
    }

    /// The number in parts as small as that many digits after the comma say, where it has no more
    /// digits and fits.
    #[inline]
    pub fn smaller(self, scale: u8) -> Option<i64> {
        let more = scale.checked_sub(self.scale())?;
        self.digits.checked_mul(*TENS.get(usize::from(more))?)
    }

    /// The number in parts as small as that many digits after the comma say, where it is a whole
    /// number of them and fits.
    pub fn parts(self, scale: u8) -> Option<i64> {
        if self.scale() <= scale {
            return self.smaller(scale);
        }
        let part = TENS[usize::from(self.scale() - scale)];
        (self.digits % part == 0).then(|| self.digits / part)
    }

    /// The digits as they stand, and how many of them are after the comma.
    #[inline]
    pub const fn in_digits(self) -> (i64, u8) {
        (self.digits, self.scale())
    }

    /// A decimal, where it is short enough.
    #[inline]
    pub fn from_decimal(number: Decimal) -> Option<Self> {
        let scale = u8::try_from(number.scale()).ok()?;
        let parts = number.unpack();
        if parts.hi != 0 {
            return None;
        }
        let digits = (u64::from(parts.mid) << 32) | u64::from(parts.lo);
        let digits = i64::try_from(digits).ok()?;
        Self::of(if parts.negative { -digits } else { digits }, scale)
    }

    /// The same number as a wide decimal.
    #[inline]
    pub fn to_decimal(self) -> Decimal {
        let digits = self.digits.unsigned_abs();
        // The halves of the 64 digits.
        let (low, middle) = (digits as u32, (digits >> 32) as u32);
        let scale = u32::from(self.scale());
        Decimal::from_parts(low, middle, 0, self.digits < 0, scale)
    }

    /// Both with as many digits after the comma as the longer has.
    #[inline]
    fn aligned(self, other: Self) -> Option<(i64, i64, u8)> {
        let (one, two) = (self.scale(), other.scale());
        match one.cmp(&two) {
            Ordering::Equal => Some((self.digits, other.digits, one)),
            Ordering::Less => {
                let digits = self.digits.checked_mul(TENS[usize::from(two - one)])?;
                Some((digits, other.digits, two))
            }
            Ordering::Greater => {
                let digits = other.digits.checked_mul(TENS[usize::from(one - two)])?;
                Some((self.digits, digits, one))
            }
        }
    }

    /// The sum.
    #[expect(
        clippy::should_implement_trait,
        reason = "a sum that does not fit is nothing"
    )]
    #[inline]
    pub fn add(self, other: Self) -> Option<Self> {
        let (one, two, scale) = self.aligned(other)?;
        Self::of(one.checked_add(two)?, scale)
    }

    /// The difference.
    #[inline]
    pub fn subtract(self, other: Self) -> Option<Self> {
        let (one, two, scale) = self.aligned(other)?;
        Self::of(one.checked_sub(two)?, scale)
    }

    /// The product.
    #[inline]
    pub fn multiply(self, other: Self) -> Option<Self> {
        let digits = self.digits.checked_mul(other.digits)?;
        Self::of(digits, self.scale() + other.scale())
    }

    /// The quotient, where it ends within a few digits.
    #[inline]
    pub fn divide(self, other: Self) -> Option<Self> {
        // Six digits more are enough for quarters, percents and the like; what needs more goes on
        // with wide decimals.
        const MORE: u8 = 6;
        let (one, two, _) = self.aligned(other)?;
        // Nothing for a division by 0, nor for the least number by -1.
        if one.checked_rem(two)? == 0 {
            return Some(Self::whole(one.checked_div(two)?));
        }
        let widened = one.checked_mul(TENS[usize::from(MORE)])?;
        if widened.checked_rem(two)? != 0 {
            return None;
        }
        Self::of(widened.checked_div(two)?, MORE)
    }

    /// The number with its sign changed.
    #[inline]
    pub fn negate(self) -> Option<Self> {
        Some(Self {
            digits: self.digits.checked_neg()?,
            scale: self.scale,
        })
    }

    /// Which is greater; exact, also where aligning would not fit.
    #[inline(always)]
    pub fn compare(self, other: Self) -> Ordering {
        if self.scale == other.scale {
            self.digits.cmp(&other.digits)
        } else {
            self.compare_aligned(other)
        }
    }

    fn compare_aligned(self, other: Self) -> Ordering {
        if let Some((one, two, _)) = self.aligned(other) {
            return one.cmp(&two);
        }
        let wide = |number: Self, scale: u8| {
            i128::from(number.digits) * i128::from(TENS[usize::from(scale - number.scale())])
        };
        let scale = self.scale().max(other.scale());
        wide(self, scale).cmp(&wide(other, scale))
    }

    /// How `self / divisor`, as wide decimals have it, compares with a number; nothing where their
    /// 28 digits might say otherwise than the fraction itself.
    #[inline]
    pub fn compare_quotient(self, divisor: Self, number: Self) -> Option<Ordering> {
        let (top, bottom) = self.sides(divisor)?;
        Some(top.cmp(&(i128::from(number.as_mark()?) * bottom)))
    }

    /// Both sides of a quotient, the upper one in millionths, where it may be held against what
    /// [`Self::as_mark`] gives.
    ///
    /// A quotient that is not the number differs from it by at least one part in the divisor times
    /// the number's own parts. With both kept small that is far more than the last of 28 digits.
    #[inline]
    pub fn sides(self, divisor: Self) -> Option<(i128, i128)> {
        let (top, bottom, _) = self.aligned(divisor)?;
        if bottom <= 0 || bottom > SMALL || top.checked_abs()? > SMALL * SMALL {
            return None;
        }
        let millionths = i128::from(top) * i128::from(TENS[usize::from(MILLIONTHS)]);
        Some((millionths, bottom.into()))
    }

    /// The number in millionths, where quotients may be held against it.
    #[inline]
    pub fn as_mark(self) -> Option<i64> {
        if self.digits.checked_abs()? > SMALL {
            return None;
        }
        self.millionths()
    }

    /// The number in millionths, where it is a whole number of them and fits.
    #[inline]
    pub fn millionths(self) -> Option<i64> {
        self.smaller(MILLIONTHS)
    }

    /// How many whole steps of some length above 0 lead up to it, rounded down.
    #[inline]
    pub fn steps_of(self, length: Self) -> Option<i64> {
        let (one, two, _) = self.aligned(length)?;
        (two > 0).then(|| one.div_euclid(two))
    }

    /// One by the number, where that ends within a few digits.
    pub fn inverse(self) -> Option<Self> {
        Self::whole(1).divide(self)
    }

    /// Whether it is less than 0.
    #[inline]
    pub const fn is_negative(self) -> bool {
        self.digits < 0
    }

    /// Rounded to so many digits after the comma, half away from zero.
    #[inline]
    pub fn round(self, digits: u32) -> Self {
        let scale = self.scale();
        let Ok(wanted) = u8::try_from(digits) else {
            return self;
        };
        if wanted >= scale {
            return self;
        }
        let part = TENS[usize::from(scale - wanted)];
        let (whole, rest) = (self.digits / part, self.digits % part);
        // Twice the rest may not fit, half of a power of ten does and is exact.
        let up = i64::from(rest.abs() >= part / 2);
        let digits = whole + up * self.digits.signum();
        Self {
            digits,
            scale: NonZeroU8::MIN.saturating_add(wanted),
        }
    }

    /// Rounded down to a whole number.
    #[inline]
    pub fn floor(self) -> Self {
        Self::whole(self.digits.div_euclid(TENS[usize::from(self.scale())]))
    }

    /// Rounded up to a whole number.
    #[inline]
    pub fn ceil(self) -> Self {
        let part = TENS[usize::from(self.scale())];
        let up = i64::from(self.digits.rem_euclid(part) != 0);
        Self::whole(self.digits.div_euclid(part) + up)
    }
}

impl Default for Scaled {
    fn default() -> Self {
        Self::whole(0)
    }
}

impl PartialEq for Scaled {
    fn eq(&self, other: &Self) -> bool {
        self.compare(*other).is_eq()
    }
}

impl Eq for Scaled {}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::number::round;

    /// Decimals of office size, and some at the edge of what fits.
    fn numbers() -> impl Strategy<Value = Decimal> {
        prop_oneof![
            (-1_000_000_i64..1_000_000, 0_u32..5).prop_map(|(n, scale)| Decimal::new(n, scale)),
            (any::<i64>(), 0_u32..19).prop_map(|(n, scale)| Decimal::new(n, scale)),
        ]
    }

    fn same(found: Option<Scaled>, exact: Option<Decimal>) -> bool {
        found.is_none_or(|found| Some(found.to_decimal()) == exact)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4_000))]
        #[test]
        fn what_it_gives_is_what_wide_decimals_give(a in numbers(), b in numbers(), digits in 0_u32..9) {
            let (Some(one), Some(two)) = (Scaled::from_decimal(a), Scaled::from_decimal(b)) else {
                return Err(TestCaseError::fail("a short number does not fit"));
            };
            prop_assert_eq!(one.to_decimal(), a);
            prop_assert!(same(one.add(two), a.checked_add(b)));
            prop_assert!(same(one.subtract(two), a.checked_sub(b)));
            prop_assert!(same(one.multiply(two), a.checked_mul(b)));
            prop_assert!(same(one.divide(two), a.checked_div(b)));
            prop_assert!(same(one.negate(), Some(-a)));
            prop_assert_eq!(one.compare(two), a.cmp(&b));
            prop_assert_eq!(one.round(digits).to_decimal(), round(a, digits));
            prop_assert_eq!(one.floor().to_decimal(), a.floor());
            prop_assert_eq!(one.ceil().to_decimal(), a.ceil());
            prop_assert_eq!(one.is_negative(), a < Decimal::ZERO);
            let fine = digits as u8;
            if let Some(parts) = one.parts(fine) {
                prop_assert_eq!(Scaled::of_parts(parts, fine), one);
            }
        }

        #[test]
        fn a_quotient_compares_as_its_28_digits_do(
            a in 0_i64..5_000_000, b in 1_i64..50_000, scales in (0_u32..3, 0_u32..3), c in 0_i64..200_000, at in 0_u32..5,
        ) {
            let (a, b) = (Decimal::new(a, scales.0), Decimal::new(b, scales.1));
            let quotient = a / b;
            for number in [Decimal::new(c, at), round(quotient, at)] {
                let scaled = |n| Scaled::from_decimal(n).expect("it is short");
                let found = scaled(a).compare_quotient(scaled(b), scaled(number));
                prop_assert_eq!(found.unwrap_or(quotient.cmp(&number)), quotient.cmp(&number));
            }
        }
    }

    #[test]
    fn no_number_takes_no_room() {
        assert_eq!(size_of::<Option<Scaled>>(), 16);
    }
}
