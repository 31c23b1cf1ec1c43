//! Exact decimals, and how points are rounded.
//!
//! There is no binary floating point in this program: 27 of 30 is exactly 90 %, and the figure
//! that is printed is the figure that was ranked.

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
        let rounded = if number.scale() > self.digits {
            self.apply(number)
        } else {
            number
        };
        if write_small(rounded, self.digits, point, text).is_none() {
            let digits = self.digits as usize;
            let printed = format!("{rounded:.digits$}");
            text.extend(printed.chars().map(|c| if c == '.' { point } else { c }));
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

/// Writes a number whose digits all fit a machine's word, which nearly every number's do; the
/// others are left to a slower way.
fn write_small(number: Decimal, digits: u32, point: char, text: &mut String) -> Option<()> {
    let is_negative = number.is_sign_negative();
    if is_negative && number.is_zero() {
        return None;
    }
    let units = u64::try_from(number.mantissa().unsigned_abs()).ok()?;
    let idle = digits.checked_sub(number.scale())?;
    let mut rest = units.checked_mul(10_u64.checked_pow(idle)?)?;
    // The digits from the last to the first, and at least one before the point.
    let mut written = [b'0'; 20];
    let mut start = written.len();
    let least = written.len().checked_sub(digits as usize + 1)?;
    while rest > 0 || start > least {
        start -= 1;
        written[start] = b'0' + u8::try_from(rest % 10).ok()?;
        rest /= 10;
    }
    let (whole, decimals) = written[start..].split_at(written.len() - start - digits as usize);
    if is_negative {
        text.push('-');
    }
    text.push_str(str::from_utf8(whole).ok()?);
    if !decimals.is_empty() {
        text.push(point);
        text.push_str(str::from_utf8(decimals).ok()?);
    }
    Some(())
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
