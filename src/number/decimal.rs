//! From and to decimals of 28 digits. The rule language needs them for the numbers in a rule's
//! text, and [`Number::pow`] for their logarithms; nobody else names them.

use num_bigint::BigInt;
pub(crate) use rust_decimal::Decimal;

use super::{Number, Repr, fraction, short};

impl From<Decimal> for Number {
    fn from(number: Decimal) -> Self {
        let (mantissa, scale) = (number.mantissa(), number.scale());
        let short = || {
            let scale = u8::try_from(scale).ok()?;
            let digits = i64::try_from(mantissa).ok()?;
            (scale <= short::MOST_SCALE).then_some((digits, scale))
        };
        match short() {
            Some(short) => Self::short(short),
            None => fraction::from_parts(BigInt::from(mantissa), scale).unwrap_or_default(),
        }
    }
}

impl Number {
    /// The decimal of 28 digits that it is, without zeros at its end, if it is one.
    pub(crate) fn to_exact_decimal(&self) -> Option<Decimal> {
        let decimals = self.decimals().filter(|it| *it <= 28)?;
        if let Repr::Short { .. } = self.0 {
            let decimal = self.to_decimal()?;
            return Some(decimal.normalize());
        }
        let parts = i128::try_from(fraction::in_parts(self, decimals)).ok()?;
        Decimal::try_from_i128_with_scale(parts, decimals).ok()
    }

    /// The nearest decimal of 28 digits, or `None` if it is too large for one.
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
