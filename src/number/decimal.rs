//! The wide decimals that [`Number`] takes the place of, and the way from one to the other.

use std::cmp::Ordering;

use num_bigint::BigInt;
use rust_decimal::{Decimal, RoundingStrategy};

use super::short::TENS;
use super::{Number, Repr, RoundEach, Rounding, fraction};

impl From<Decimal> for Number {
    fn from(number: Decimal) -> Self {
        let (mantissa, scale) = (number.mantissa(), number.scale());
        let short = || {
            let scale = u8::try_from(scale).ok()?;
            let digits = i64::try_from(mantissa).ok()?;
            (scale <= super::short::MOST_SCALE).then_some((digits, scale))
        };
        match short() {
            Some(short) => Self::short(short),
            None => fraction::from_parts(BigInt::from(mantissa), scale).unwrap_or_default(),
        }
    }
}

impl Number {
    /// The nearest wide decimal: the largest for what is larger, the least for what is less.
    pub fn to_wide(&self) -> Decimal {
        let bound = if self.is_negative() {
            Decimal::MIN
        } else {
            Decimal::MAX
        };
        self.to_decimal().unwrap_or(bound)
    }

    /// The nearest wide decimal: 28 digits, or `None` if it is too large for one.
    pub(crate) fn to_decimal(&self) -> Option<Decimal> {
        if let Repr::Short { digits, scale } = self.0 {
            return Some(Decimal::from_i128_with_scale(digits.into(), scale.into()));
        }
        (0..=28).rev().find_map(|decimals| {
            let parts = i128::try_from(fraction::in_parts(self, decimals)).ok()?;
            Decimal::try_from_i128_with_scale(parts, decimals).ok()
        })
    }
}

impl Rounding {
    /// A number rounded to this scheme's digits, half away from zero.
    pub fn apply(self, number: Decimal) -> Decimal {
        round(number, self.digits)
    }

    /// A number rounded if `level` is the level that is rounded, untouched otherwise.
    pub fn at(self, level: RoundEach, number: Decimal) -> Decimal {
        if self.each == level {
            self.apply(number)
        } else {
            number
        }
    }

    /// A number with exactly this scheme's digits, as it is printed.
    pub fn print(self, number: Decimal) -> String {
        let mut text = String::new();
        self.write(number, '.', &mut text);
        text
    }

    /// Writes a number with exactly this scheme's digits, the decimals after this letter.
    pub fn write(self, number: Decimal, point: char, text: &mut String) {
        let mut bytes = Vec::new();
        self.write_bytes(number, point, &mut bytes);
        text.push_str(&String::from_utf8_lossy(&bytes));
    }

    /// Writes a number as [`Self::write`] does, in UTF-8.
    pub fn write_bytes(self, number: Decimal, point: char, text: &mut Vec<u8>) {
        let rounded = if number.scale() > self.digits {
            self.apply(number)
        } else {
            number
        };
        Number::from(rounded).write_rounded(self.digits, point, text);
    }
}

/// `number` rounded to `digits` digits after the comma, half away from zero as people do it by
/// hand (`rust_decimal` itself would round half to even).
pub fn round(number: Decimal, digits: u32) -> Decimal {
    if number.scale() <= digits {
        return number;
    }
    number.round_dp_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero)
}

/// A number as a whole number of parts and how many digits stand after the comma, where it is
/// short: points of a council are.
#[inline]
fn short(number: Decimal) -> Option<(i64, u32)> {
    let parts = number.unpack();
    let digits = i64::from(parts.mid) << 32 | i64::from(parts.lo);
    if parts.hi != 0 || digits < 0 {
        return None;
    }
    Some((if parts.negative { -digits } else { digits }, parts.scale))
}

/// Some parts in smaller ones.
#[inline]
fn smaller(digits: i64, by: u32) -> Option<i64> {
    digits.checked_mul(*TENS.get(by as usize)?)
}

/// Two short numbers in parts of the same size, and how many digits those have after the comma.
#[inline]
fn aligned((one, scale): (i64, u32), (other, other_scale): (i64, u32)) -> Option<(i64, i64, u32)> {
    match scale.cmp(&other_scale) {
        Ordering::Equal => Some((one, other, scale)),
        Ordering::Less => Some((smaller(one, other_scale - scale)?, other, other_scale)),
        Ordering::Greater => Some((one, smaller(other, scale - other_scale)?, scale)),
    }
}

/// Which of two numbers is larger, as [`Ord`] says; quick where both are short.
#[inline]
pub fn compare(a: Decimal, b: Decimal) -> Ordering {
    let quickly = || {
        let (one, other, _) = aligned(short(a)?, short(b)?)?;
        Some(one.cmp(&other))
    };
    quickly().unwrap_or_else(|| a.cmp(&b))
}

/// A sum in the making, exact like [`Decimal`]'s and quick as long as it is short.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sum {
    digits: i64,
    scale: u32,
    /// What did not fit.
    rest: Decimal,
}

impl Sum {
    /// Adds a number.
    #[inline]
    pub fn add(&mut self, number: Decimal) {
        if self.add_short(number).is_none() {
            self.rest += number;
        }
    }

    #[inline]
    fn add_short(&mut self, number: Decimal) -> Option<()> {
        let (sum, number, scale) = aligned((self.digits, self.scale), short(number)?)?;
        self.digits = sum.checked_add(number)?;
        self.scale = scale;
        Some(())
    }

    /// What it comes to.
    #[inline]
    pub fn total(self) -> Decimal {
        let digits = self.digits.unsigned_abs();
        // The halves of the 64 digits.
        let (low, middle) = (digits as u32, (digits >> 32) as u32);
        let sum = Decimal::from_parts(low, middle, 0, self.digits < 0, self.scale);
        if self.rest.is_zero() {
            return sum;
        }
        sum + self.rest
    }
}

/// A decimal in plain digits as TOML, JSON or a cell writes it: optional sign, digits, optional
/// point and digits. No exponent, no `inf`, no `nan`, and no digit silently lost.
pub fn parse_exact(text: &str) -> Option<Decimal> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let plain = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !plain(whole) || !plain(fraction) {
        return None;
    }
    Decimal::from_str_exact(text).ok()
}

/// A decimal without the zeros that say nothing: `4.70` is `4.7`.
pub fn plain(number: Decimal) -> String {
    number.normalize().to_string()
}
