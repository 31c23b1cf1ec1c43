//! Powers: the one operation that approximates.
//!
//! Only here and in the rule language is there a decimal of 28 digits, which that language needs
//! for the numbers in a rule's text and which knows logarithms.

use rust_decimal::{MathematicalOps as _, RoundingStrategy};

use super::Number;

/// The significant digits of a power.
pub const POWER_DIGITS: u32 = 12;

impl Number {
    /// The number to the power of another, approximated to [`POWER_DIGITS`] significant digits.
    ///
    /// `None` if it is too large to be computed so, and for a base below 0 or 0 to a negative
    /// power, which have no value.
    pub fn pow(&self, exponent: &Self) -> Option<Self> {
        if self.is_negative() || (self.is_zero() && exponent.is_negative()) {
            return None;
        }
        let power = self.to_decimal()?.checked_powd(exponent.to_decimal()?)?;
        let strategy = RoundingStrategy::MidpointAwayFromZero;
        let rounded = power.round_sf_with_strategy(POWER_DIGITS, strategy)?;
        Some(rounded.into())
    }
}
