//! The numbers that a fact may have.

use std::collections::BTreeSet;

use crate::number;
use crate::number::Number;
use crate::scheme::{Fact, FactKind, FactValue};

/// The digits of a decimal fact are those in use, and never fewer than these.
const LEAST_DIGITS: u32 = 2;

/// No more digits than these are ever proposed.
const MOST_DIGITS: u32 = 6;

/// Where a rule cannot be followed, the range is looked at in so many places.
const SAMPLES: i64 = 64;

/// A range of no more numbers than these is tried number by number instead.
const FEW: i64 = 400;

/// Numbers farther off than this are neither thresholds nor results.
pub(super) static FARTHEST: Number = number!(1000000000000);

/// The numbers that a fact may have, as multiples of its smallest step.
pub(super) struct Grid {
    /// The smallest step.
    pub(super) step: Number,
    whole: bool,
    pub(super) least: Option<Number>,
    pub(super) most: Option<Number>,
}

impl Grid {
    /// The grid of a fact, with as many digits as its own number and the thresholds have.
    pub(super) fn of(fact: &Fact, own: &Number, points: &BTreeSet<Number>) -> Self {
        let whole = fact.kind == FactKind::Integer;
        let digits = points.iter().chain([own]).filter_map(Number::decimals);
        let digits = digits.filter(|digits| *digits <= MOST_DIGITS).max();
        let digits = digits.unwrap_or(0).max(LEAST_DIGITS);
        let least = match fact.kind {
            FactKind::Percent => fact.min.clone().max(Some(Number::ZERO)),
            _ => fact.min.clone(),
        };
        let near = |end: &Number| end.abs() <= FARTHEST;
        Self {
            step: Number::of_parts(1, if whole { 0 } else { digits }).unwrap_or(Number::ONE),
            whole,
            least: least.filter(near),
            most: fact.max.clone().filter(near),
        }
    }

    /// Whether a number lies in the declared range.
    pub(super) fn holds(&self, number: &Number) -> bool {
        self.least.as_ref().is_none_or(|least| least <= number)
            && self.most.as_ref().is_none_or(|most| number <= most)
    }

    /// A number as a value of the fact.
    pub(super) fn value(&self, number: &Number) -> FactValue {
        let whole = number.to_i64().filter(|_| self.whole);
        whole.map_or_else(|| FactValue::Number(number.clone()), FactValue::Integer)
    }

    /// How many whole steps lie in a distance.
    fn steps(&self, distance: &Number) -> Number {
        distance.divide(&self.step).unwrap_or_default().floor()
    }

    /// The number halfway between two, rounded towards the first; `None` if there is none.
    pub(super) fn middle(&self, from: &Number, to: &Number) -> Option<Number> {
        let apart = to - from;
        let steps = self.steps(&(apart.abs() * number!(0.5)));
        let way = steps * &self.step;
        let way = if apart.is_negative() { -way } else { way };
        (!way.is_zero()).then(|| from + &way)
    }

    /// The numbers at and just beside a point.
    pub(super) fn around(&self, point: &Number) -> [Number; 4] {
        let below = self.steps(point) * &self.step;
        [-1, 0, 1, 2].map(|steps| &below + &(Number::whole(steps) * &self.step))
    }

    /// Every number, where there are few.
    pub(super) fn every(&self) -> Option<Vec<Number>> {
        let (least, most) = (self.least.as_ref()?, self.most.as_ref()?);
        let steps = self.steps(&(most - least)).to_i64()?;
        let number = |step: i64| least + &(Number::whole(step) * &self.step);
        (steps <= FEW).then(|| (0..=steps).map(number).collect())
    }

    /// Numbers to look at where rules cannot be followed.
    pub(super) fn samples(&self, own: &Number) -> Vec<Number> {
        let mut numbers = Vec::new();
        for (end, sign) in [(&self.most, 1), (&self.least, -1)] {
            if let Some(end) = end {
                for part in 1..SAMPLES {
                    let share = Number::whole(part).divide(&SAMPLES.into());
                    let number = own + &((end - own) * share.unwrap_or_default());
                    numbers.push(
                        self.steps(&(number + self.step.clone() * number!(0.5))) * &self.step,
                    );
                }
            } else {
                let mut far = Number::whole(sign) * &self.step;
                for _ in 0..SAMPLES / 2 {
                    numbers.push(own + &far);
                    far = far * Number::whole(2);
                }
            }
        }
        numbers
    }
}
