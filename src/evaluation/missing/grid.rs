//! The numbers that a fact may have.

use std::collections::BTreeSet;

use crate::number::{Decimal, dec};
use crate::scheme::{Fact, FactKind, FactValue};

/// The digits of a decimal fact are those in use, and never fewer than these.
const LEAST_DIGITS: u32 = 2;

/// No more digits than these are ever proposed.
const MOST_DIGITS: u32 = 6;

/// Where a rule cannot be followed, the range is looked at in so many places.
const SAMPLES: u32 = 64;

/// A range of no more numbers than these is tried number by number instead.
const FEW: i64 = 400;

/// Numbers farther off than this are neither thresholds nor results.
pub(super) const FARTHEST: Decimal = dec!(1_000_000_000_000);

/// The numbers that a fact may have, as multiples of its smallest step.
pub(super) struct Grid {
    /// The smallest step.
    pub(super) step: Decimal,
    whole: bool,
    pub(super) least: Option<Decimal>,
    pub(super) most: Option<Decimal>,
}

impl Grid {
    /// The grid of a fact, with as many digits as its own number and the thresholds have.
    pub(super) fn of(fact: &Fact, own: Decimal, points: &BTreeSet<Decimal>) -> Self {
        let whole = fact.kind == FactKind::Integer;
        let digits = points.iter().chain([&own]);
        let digits = digits.map(|number| number.normalize().scale());
        let digits = digits.filter(|digits| *digits <= MOST_DIGITS).max();
        let digits = digits.unwrap_or(0).max(LEAST_DIGITS);
        let wide =
            |end: &Option<crate::number::Number>| end.as_ref().map(crate::number::Number::to_wide);
        let least = match fact.kind {
            FactKind::Percent => Some(wide(&fact.min).unwrap_or_default().max(Decimal::ZERO)),
            _ => wide(&fact.min),
        };
        let near = |end: &Decimal| end.abs() <= FARTHEST;
        Self {
            step: Decimal::new(1, if whole { 0 } else { digits }),
            whole,
            least: least.filter(near),
            most: wide(&fact.max).filter(near),
        }
    }

    /// Whether a number lies in the declared range.
    pub(super) fn holds(&self, number: Decimal) -> bool {
        self.least.is_none_or(|least| least <= number)
            && self.most.is_none_or(|most| number <= most)
    }

    /// A number as a value of the fact.
    pub(super) fn value(&self, number: Decimal) -> FactValue {
        let whole = if self.whole {
            i64::try_from(number).ok()
        } else {
            None
        };
        whole.map_or(FactValue::Number(number.into()), FactValue::Integer)
    }

    /// The numbers at and just beside a point.
    pub(super) fn around(&self, point: Decimal) -> [Decimal; 4] {
        let below = (point / self.step).floor() * self.step;
        [
            below - self.step,
            below,
            below + self.step,
            below + self.step + self.step,
        ]
    }

    /// Every number, where there are few.
    pub(super) fn every(&self) -> Option<Vec<Decimal>> {
        let (least, most) = (self.least?, self.most?);
        let steps = i64::try_from(((most - least) / self.step).trunc()).ok()?;
        let number = |step: i64| least + Decimal::from(step) * self.step;
        (steps <= FEW).then(|| (0..=steps).map(number).collect())
    }

    /// Numbers to look at where rules cannot be followed.
    pub(super) fn samples(&self, own: Decimal) -> Vec<Decimal> {
        let mut numbers = Vec::new();
        for (end, sign) in [
            (self.most, Decimal::ONE),
            (self.least, Decimal::NEGATIVE_ONE),
        ] {
            if let Some(end) = end {
                for part in 1..SAMPLES {
                    let share = Decimal::from(part) / Decimal::from(SAMPLES);
                    let number = own + (end - own) * share;
                    numbers.push((number / self.step).round() * self.step);
                }
            } else {
                let mut far = self.step;
                for _ in 0..SAMPLES / 2 {
                    numbers.push(own + sign * far);
                    far *= Decimal::TWO;
                }
            }
        }
        numbers
    }
}
