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
        let digits = self.digits as usize;
        format!("{:.digits$}", self.apply(number))
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
    use super::*;

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
