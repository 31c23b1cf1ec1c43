//! Where numbers lie: places between them, and stretches from one place to another.

use crate::number::Number;

/// A place on the line of numbers: just before a number or just after it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cut {
    /// The number.
    pub at: Number,
    /// Whether the place is just after it, so that the number itself lies below.
    pub after: bool,
}

/// The numbers between two places; without a place it has no end on that side.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Interval {
    /// Where it begins.
    pub from: Option<Cut>,
    /// Where it ends.
    pub to: Option<Cut>,
}

impl Cut {
    /// Just before a number.
    pub fn before(at: Number) -> Self {
        Self { at, after: false }
    }

    /// Just after a number.
    pub fn after(at: Number) -> Self {
        Self { at, after: true }
    }

    /// The same place among whole numbers alone, always just before one of them.
    #[must_use]
    pub fn whole(self) -> Self {
        if self.after {
            return match self.at.floor().add(&Number::ONE) {
                Some(next) => Self::before(next),
                None => self,
            };
        }
        Self::before(self.at.ceil())
    }

    /// Whether a number lies below it.
    pub fn is_above(&self, number: &Number) -> bool {
        *number < self.at || (self.after && *number == self.at)
    }
}

impl Interval {
    /// One number alone, of whole numbers or of all.
    pub fn point(at: Number, whole: bool) -> Self {
        let interval = Self::closed(Some(at.clone()), Some(at));
        if whole { interval.whole() } else { interval }
    }

    /// The numbers from one to another, both included.
    pub fn closed(low: Option<Number>, high: Option<Number>) -> Self {
        Self {
            from: low.map(Cut::before),
            to: high.map(Cut::after),
        }
    }

    /// All numbers up to a place.
    pub fn up_to(cut: Cut) -> Self {
        Self {
            from: None,
            to: Some(cut),
        }
    }

    /// All numbers from a place on.
    pub fn beyond(cut: Cut) -> Self {
        Self {
            from: Some(cut),
            to: None,
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
    pub fn is_empty(&self) -> bool {
        matches!((&self.from, &self.to), (Some(from), Some(to)) if from >= to)
    }

    /// The numbers that lie in both.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        let from = match (&self.from, &other.from) {
            (Some(a), Some(b)) => Some(a.max(b)),
            (one, None) | (None, one) => one.as_ref(),
        };
        let to = match (&self.to, &other.to) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (one, None) | (None, one) => one.as_ref(),
        };
        Self {
            from: from.cloned(),
            to: to.cloned(),
        }
    }

    /// Whether a number lies in it.
    pub fn holds(&self, number: &Number) -> bool {
        self.from.as_ref().is_none_or(|from| !from.is_above(number))
            && self.to.as_ref().is_none_or(|to| to.is_above(number))
    }

    /// Whether it ends where the other begins or before, so that all of it lies below.
    pub fn is_below(&self, other: &Self) -> bool {
        matches!((&self.to, &other.from), (Some(to), Some(from)) if to <= from)
    }

    /// The least number that bounds it from below, and whether the number itself lies in it.
    pub fn low(&self) -> Option<(&Number, bool)> {
        self.from.as_ref().map(|from| (&from.at, !from.after))
    }

    /// The greatest number that bounds it from above, and whether the number itself lies in it;
    /// among whole numbers the greatest of them.
    pub fn high(&self, whole: bool) -> Option<(Number, bool)> {
        let to = self.to.as_ref()?;
        if whole && !to.after {
            return Some((to.at.subtract(&Number::ONE)?, true));
        }
        Some((to.at.clone(), to.after))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number;

    #[test]
    fn a_place_among_whole_numbers_lies_before_one_of_them() {
        assert_eq!(Cut::after(number!(4)).whole(), Cut::before(number!(5)));
        assert_eq!(Cut::before(number!(4)).whole(), Cut::before(number!(4)));
        assert_eq!(Cut::before(number!(4.5)).whole(), Cut::before(number!(5)));
        assert_eq!(Cut::after(number!(-4.5)).whole(), Cut::before(number!(-4)));
    }

    #[test]
    fn an_interval_holds_its_ends_as_they_are_open_or_closed() {
        let half_open = Interval {
            from: Some(Cut::before(number!(80))),
            to: Some(Cut::before(number!(90))),
        };
        assert!(half_open.holds(&number!(80)) && half_open.holds(&number!(89.999)));
        assert!(!half_open.holds(&number!(90)) && !half_open.holds(&number!(79.999)));
        assert_eq!(half_open.high(false), Some((number!(90), false)));
        assert_eq!(half_open.high(true), Some((number!(89), true)));
        assert!(
            half_open
                .and(&Interval::point(number!(90), false))
                .is_empty()
        );
    }
}
