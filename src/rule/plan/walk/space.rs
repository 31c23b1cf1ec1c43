//! Where numbers lie: places between them, and stretches from one place to another.

use crate::number::Decimal;

/// A place on the line of numbers: just before a number or just after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cut {
    /// The number.
    pub at: Decimal,
    /// Whether the place is just after it, so that the number itself lies below.
    pub after: bool,
}

/// The numbers between two places; without a place it has no end on that side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Interval {
    /// Where it begins.
    pub from: Option<Cut>,
    /// Where it ends.
    pub to: Option<Cut>,
}

impl Cut {
    /// Just before a number.
    pub fn before(at: Decimal) -> Self {
        Self { at, after: false }
    }

    /// Just after a number.
    pub fn after(at: Decimal) -> Self {
        Self { at, after: true }
    }

    /// The same place among whole numbers alone, always just before one of them.
    #[must_use]
    pub fn whole(self) -> Self {
        let floor = self.at.floor();
        if self.after {
            return match floor.checked_add(Decimal::ONE) {
                Some(next) => Self::before(next),
                None => self,
            };
        }
        Self::before(self.at.ceil())
    }

    /// Whether a number lies below it.
    pub fn is_above(self, number: Decimal) -> bool {
        number < self.at || (self.after && number == self.at)
    }
}

impl Interval {
    /// One number alone, of whole numbers or of all.
    pub fn point(at: Decimal, whole: bool) -> Self {
        let interval = Self {
            from: Some(Cut::before(at)),
            to: Some(Cut::after(at)),
        };
        if whole { interval.whole() } else { interval }
    }

    /// The numbers from one to another, both included.
    pub fn closed(low: Option<Decimal>, high: Option<Decimal>) -> Self {
        Self {
            from: low.map(Cut::before),
            to: high.map(Cut::after),
        }
    }

    /// The same numbers among whole ones alone.
    #[must_use]
    pub fn whole(self) -> Self {
        Self {
            from: self.from.map(Cut::whole),
            to: self.to.map(Cut::whole),
        }
    }

    /// Whether no number lies in it.
    pub fn is_empty(self) -> bool {
        matches!((self.from, self.to), (Some(from), Some(to)) if from >= to)
    }

    /// The numbers that lie in both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let from = match (self.from, other.from) {
            (Some(a), Some(b)) => Some(a.max(b)),
            (one, None) | (None, one) => one,
        };
        let to = match (self.to, other.to) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (one, None) | (None, one) => one,
        };
        Self { from, to }
    }

    /// Whether a number lies in it.
    pub fn holds(self, number: Decimal) -> bool {
        self.from.is_none_or(|from| !from.is_above(number))
            && self.to.is_none_or(|to| to.is_above(number))
    }

    /// The least number that bounds it from below, and whether the number itself lies in it.
    pub fn low(self) -> Option<(Decimal, bool)> {
        self.from.map(|from| (from.at, !from.after))
    }

    /// The greatest number that bounds it from above, and whether the number itself lies in it;
    /// among whole numbers the greatest of them.
    pub fn high(self, whole: bool) -> Option<(Decimal, bool)> {
        let to = self.to?;
        if whole && !to.after {
            return Some((to.at.checked_sub(Decimal::ONE)?, true));
        }
        Some((to.at, to.after))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::dec;

    #[test]
    fn a_place_among_whole_numbers_lies_before_one_of_them() {
        assert_eq!(Cut::after(dec!(4)).whole(), Cut::before(dec!(5)));
        assert_eq!(Cut::before(dec!(4)).whole(), Cut::before(dec!(4)));
        assert_eq!(Cut::before(dec!(4.5)).whole(), Cut::before(dec!(5)));
        assert_eq!(Cut::after(dec!(-4.5)).whole(), Cut::before(dec!(-4)));
    }

    #[test]
    fn an_interval_holds_its_ends_as_they_are_open_or_closed() {
        let half_open = Interval {
            from: Some(Cut::before(dec!(80))),
            to: Some(Cut::before(dec!(90))),
        };
        assert!(half_open.holds(dec!(80)) && half_open.holds(dec!(89.999)));
        assert!(!half_open.holds(dec!(90)) && !half_open.holds(dec!(79.999)));
        assert_eq!(half_open.high(false), Some((dec!(90), false)));
        assert_eq!(half_open.high(true), Some((dec!(89), true)));
        assert!(half_open.and(Interval::point(dec!(90), false)).is_empty());
    }
}
