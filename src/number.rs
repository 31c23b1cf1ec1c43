//! Exact decimals, and how points are rounded.
//!
//! There is no binary floating point in this program: 27 of 30 is exactly 90 %, and the figure
//! that is printed is the figure that was ranked.

use std::cmp::Ordering;

use rust_decimal::RoundingStrategy;
pub use rust_decimal::{Decimal, dec};

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
        if write_small(rounded, self.digits, point, text).is_none() {
            let digits = self.digits as usize;
            let printed = format!("{rounded:.digits$}");
            let printed = printed.replace('.', point.encode_utf8(&mut [0; 4]));
            text.extend_from_slice(printed.as_bytes());
        }
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

/// Writes a number whose digits all fit a machine's word, which nearly every number's do; the
/// others are left to a slower way.
fn write_small(number: Decimal, digits: u32, point: char, text: &mut Vec<u8>) -> Option<()> {
    let (units, scale) = short(number)?;
    let is_negative = number.is_sign_negative();
    if is_negative && units == 0 {
        return None;
    }
    let point = u8::try_from(point).ok()?;
    let units = smaller(units, digits.checked_sub(scale)?)?.unsigned_abs();
    write_whole(units, digits as usize, point, is_negative, text);
    Some(())
}

/// Writes a whole number of parts, so many of its digits after a point; at least one stands
/// before it.
fn write_whole(mut rest: u64, digits: usize, point: u8, is_negative: bool, text: &mut Vec<u8>) {
    // The digits from the last to the first.
    let mut written = [b'0'; 24];
    let mut start = written.len();
    let point_at = written.len() - digits;
    while rest > 0 || start >= point_at {
        if start == point_at && digits > 0 {
            start -= 1;
            written[start] = point;
        }
        start -= 1;
        written[start] = b'0' + (rest % 10) as u8;
        rest /= 10;
    }
    if is_negative {
        start -= 1;
        written[start] = b'-';
    }
    text.extend_from_slice(&written[start..]);
}

/// Writes a whole number.
pub fn write_count(count: usize, text: &mut Vec<u8>) {
    write_whole(count as u64, 0, b'.', false, text);
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn points_are_written_as_they_would_be_printed(
            mantissa in prop_oneof![-100_000_i64..100_000, any::<i64>()],
            scale in 0_u32..=28,
            digits in 0..=MOST_DIGITS,
        ) {
            let number = Decimal::from_i128_with_scale(mantissa.into(), scale);
            let round = Rounding { digits, ..Rounding::default() };
            let places = digits as usize;
            let printed = format!("{:.places$}", round.apply(number));
            prop_assert_eq!(round.print(number), printed.as_str());
            let mut text = String::from("x");
            round.write(number, ',', &mut text);
            prop_assert_eq!(text, format!("x{printed}").replace('.', ","));
            let mut count = Vec::new();
            write_count(mantissa.unsigned_abs() as usize, &mut count);
            prop_assert_eq!(count, mantissa.unsigned_abs().to_string().into_bytes());
        }
    }

    fn any_number() -> impl Strategy<Value = Decimal> {
        let mantissa = prop_oneof![
            -2_000_i128..2_000,
            any::<i64>().prop_map(i128::from),
            -(1_i128 << 90)..1_i128 << 90
        ];
        (mantissa, 0_u32..=22)
            .prop_map(|(mantissa, scale)| Decimal::from_i128_with_scale(mantissa, scale))
    }

    proptest! {
        #[test]
        fn quick_sums_and_comparisons_are_those_of_wide_decimals(
            numbers in proptest::collection::vec(any_number(), 0..6), a in any_number(), b in any_number(),
        ) {
            prop_assert_eq!(compare(a, b), a.cmp(&b));
            prop_assert_eq!(compare(a, a), Ordering::Equal);
            // Sums of such numbers are exact in wide decimals too.
            let largest = 1_i128 << 80;
            let exact = numbers.iter().filter(|it| it.scale() <= 4 && it.mantissa().abs() < largest);
            let mut sum = Sum::default();
            exact.clone().for_each(|number| sum.add(*number));
            prop_assert_eq!(sum.total(), exact.sum::<Decimal>());
        }
    }

    #[test]
    fn the_largest_and_the_least_are_written_too() {
        let round = Rounding::default();
        assert_eq!(round.print(Decimal::MAX), format!("{}.00", Decimal::MAX));
        let nought = -Decimal::ZERO;
        assert_eq!(round.print(nought), format!("{nought:.2}"));
        assert_eq!(
            round.print(dec!(-0.001)),
            format!("{:.2}", round.apply(dec!(-0.001)))
        );
    }

    #[test]
    fn halves_go_away_from_zero() {
        assert_eq!(round(dec!(2.345), 2), dec!(2.35));
        assert_eq!(round(dec!(-2.345), 2), dec!(-2.35));
        assert_eq!(round(dec!(2.5), 0), dec!(3));
    }

    #[test]
    fn only_plain_digits_are_numbers() {
        for bad in [
            "", "nan", "inf", "1e3", ".5", "5.", "1_0", "0x1", "--1", "1,5", "+", "٣",
        ] {
            assert_eq!(parse_exact(bad), None, "{bad}");
        }
        assert_eq!(parse_exact("-0.10"), Some(dec!(-0.10)));
        assert_eq!(
            parse_exact("9007199254740993.25"),
            Some(dec!(9007199254740993.25))
        );
        assert_eq!(parse_exact("0.12345678901234567890123456789012"), None);
    }
}
