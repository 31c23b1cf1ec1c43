//! Numbers worked out from others.

use std::cmp::Ordering;

use super::super::Operator;
use super::super::run::{Numeric as _, items};
use super::{Node, Part, Short};
use crate::rule::scaled::Scaled;
use crate::scheme::FactValue;

/// Two numbers put together.
#[derive(Debug)]
pub(super) struct Both {
    pub(super) left: Part,
    pub(super) operator: Operator,
    pub(super) right: Part,
}

impl Node<Scaled> for Both {
    fn get(&self, frame: &mut Short<'_>) -> Option<Scaled> {
        let (left, right) = (self.left.get(frame)?, self.right.get(frame)?);
        left.combine(self.operator, right)
    }
}

/// A product, of which there are most.
#[derive(Debug)]
pub(super) struct Product(pub(super) Part, pub(super) Part);

impl Node<Scaled> for Product {
    fn get(&self, frame: &mut Short<'_>) -> Option<Scaled> {
        self.0.get(frame)?.multiply(self.1.get(frame)?)
    }
}

#[derive(Debug)]
pub(super) struct Negated(pub(super) Part);

impl Node<Scaled> for Negated {
    fn get(&self, frame: &mut Short<'_>) -> Option<Scaled> {
        self.0.get(frame)?.negate()
    }
}

/// The least or the greatest of two: the first where they are the same.
#[derive(Debug)]
pub(super) struct Extreme {
    pub(super) one: Part,
    pub(super) other: Part,
    /// How the other one stands to the first where it is taken.
    pub(super) beats: Ordering,
}

impl Node<Scaled> for Extreme {
    fn get(&self, frame: &mut Short<'_>) -> Option<Scaled> {
        let (one, other) = (self.one.get(frame)?, self.other.get(frame)?);
        let takes_other = other.compare(one) == self.beats;
        Some(if takes_other { other } else { one })
    }
}

/// `ramp` with constants beside the number.
#[derive(Debug)]
pub(super) struct Ramp {
    pub(super) of: Part,
    pub(super) from: Scaled,
    pub(super) base: Scaled,
    pub(super) each: Scaled,
    pub(super) add: Scaled,
    /// The most, or the least where it goes downward.
    pub(super) cap: Option<Scaled>,
}

impl Node<Scaled> for Ramp {
    fn get(&self, frame: &mut Short<'_>) -> Option<Scaled> {
        let beyond = self.of.get(frame)?.subtract(self.from)?;
        let steps = beyond.steps_of(self.each)?.max(0);
        let more = Scaled::whole(steps).multiply(self.add)?;
        let points = self.base.add(more)?;
        let Some(cap) = self.cap else {
            return Some(points);
        };
        let is_beyond = if self.add.is_negative() {
            points.compare(cap).is_lt()
        } else {
            points.compare(cap).is_gt()
        };
        Some(if is_beyond { cap } else { points })
    }
}

/// `per(count, each, cap)`.
#[derive(Debug)]
pub(super) struct Per {
    pub(super) count: Part,
    pub(super) each: Part,
    pub(super) cap: Part,
}

impl Node<Scaled> for Per {
    fn get(&self, frame: &mut Short<'_>) -> Option<Scaled> {
        let (count, each) = (self.count.get(frame)?, self.each.get(frame)?);
        let cap = self.cap.get(frame)?;
        if count.is_negative() {
            return None;
        }
        let points = count.multiply(each)?;
        Some(if points.compare(cap).is_gt() {
            cap
        } else {
            points
        })
    }
}

/// `clamp(x, low, high)`.
#[derive(Debug)]
pub(super) struct Clamp {
    pub(super) of: Part,
    pub(super) low: Part,
    pub(super) high: Part,
}

impl Node<Scaled> for Clamp {
    fn get(&self, frame: &mut Short<'_>) -> Option<Scaled> {
        let of = self.of.get(frame)?;
        let (low, high) = (self.low.get(frame)?, self.high.get(frame)?);
        if low.compare(high).is_gt() {
            return None;
        }
        Some(if of.compare(low).is_lt() {
            low
        } else if of.compare(high).is_gt() {
            high
        } else {
            of
        })
    }
}

/// The mean of the numbers of a list that stands in a fact, by index, or their sum.
#[derive(Debug)]
pub(super) struct Total {
    pub(super) fact: usize,
    pub(super) mean: bool,
}

impl Node<Scaled> for Total {
    fn get(&self, frame: &mut Short<'_>) -> Option<Scaled> {
        let items = items(frame.row, self.fact)?;
        let mut sum = Scaled::whole(0);
        for item in items {
            let number = match item {
                FactValue::Integer(number) => Scaled::whole(*number),
                FactValue::Number(number) => Scaled::from_decimal(number.to_wide())?,
                _ => return None,
            };
            sum = sum.add(number)?;
        }
        if !self.mean {
            return Some(sum);
        }
        let many = i64::try_from(items.len()).ok().filter(|many| *many > 0)?;
        sum.divide(Scaled::whole(many))
    }
}

/// How many items a list holds that stands in a fact, by index.
#[derive(Debug)]
pub(super) struct Length(pub(super) usize);

impl Node<Scaled> for Length {
    fn get(&self, frame: &mut Short<'_>) -> Option<Scaled> {
        let many = items(frame.row, self.0)?.len();
        Some(Scaled::whole(i64::try_from(many).ok()?))
    }
}

/// A number with a local.
#[derive(Debug)]
pub(super) struct Bound {
    pub(super) slot: usize,
    pub(super) value: Part,
    pub(super) body: Part,
}

impl Node<Scaled> for Bound {
    fn get(&self, frame: &mut Short<'_>) -> Option<Scaled> {
        let value = self.value.get(frame)?;
        *frame.locals.get_mut(self.slot)? = value;
        self.body.get(frame)
    }
}
