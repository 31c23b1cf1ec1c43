//! Numbers held against constants.
//!
//! Everything is counted in millionths, so that holding a number against a constant is to compare
//! two machine words.

use super::super::Relation;
use super::{Node, Part, Short};
use crate::rule::scaled::Scaled;

/// The numbers from one to another, in millionths.
#[derive(Debug, Clone, Copy)]
pub(in crate::rule) struct Range {
    from: i64,
    to: i64,
}

impl Range {
    /// The numbers that stand so to a constant; nothing where they are not all in one piece, or
    /// where the constant has more decimals.
    pub(super) fn of(relation: Relation, constant: Scaled) -> Option<Self> {
        let at = constant.millionths()?;
        let (least, most) = (i64::MIN, i64::MAX);
        let (from, to) = match relation {
            Relation::Equal => (at, at),
            Relation::Less => (least, at.checked_sub(1)?),
            Relation::AtMost => (least, at),
            Relation::Greater => (at.checked_add(1)?, most),
            Relation::AtLeast => (at, most),
            Relation::Different => return None,
        };
        Some(Self { from, to })
    }

    /// The numbers in both.
    pub(super) fn and(self, other: Self) -> Self {
        Self {
            from: self.from.max(other.from),
            to: self.to.min(other.to),
        }
    }

    #[inline(always)]
    pub(super) fn has(self, millionths: i64) -> bool {
        self.from <= millionths && millionths <= self.to
    }
}

/// A number looked for in one range after the other.
#[derive(Debug)]
pub(super) struct Ladder {
    pub(super) of: Part,
    pub(super) steps: Vec<(Range, Part)>,
    pub(super) otherwise: Part,
}

impl Node<Scaled> for Ladder {
    fn get(&self, frame: &mut Short<'_>) -> Option<Scaled> {
        let millionths = self.of.get(frame)?.millionths()?;
        for (range, gives) in &self.steps {
            if range.has(millionths) {
                return gives.get(frame);
            }
        }
        self.otherwise.get(frame)
    }
}

/// A quotient, which need not be worked out to be held against others.
#[derive(Debug)]
pub(super) enum Quotient {
    /// One number by another.
    Of(Part, Part),
    /// `percent(done, target)`.
    Percent(Part, Part),
}

impl Quotient {
    /// Both its sides, the upper one in millionths.
    #[inline]
    fn sides(&self, frame: &mut Short<'_>) -> Option<(i128, i128)> {
        let (top, bottom) = match self {
            Self::Of(top, bottom) => (top.get(frame)?, bottom.get(frame)?),
            Self::Percent(done, target) => {
                let (done, target) = (done.get(frame)?, target.get(frame)?);
                if done.is_negative() {
                    return None;
                }
                (done.multiply(Scaled::whole(100))?, target)
            }
        };
        top.sides(bottom)
    }
}

/// A constant that a quotient is held against, and how.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    relation: Relation,
    millionths: i128,
}

impl Mark {
    /// Such a constant; nothing where holding a quotient against it might not be exact.
    pub(super) fn of(relation: Relation, constant: Scaled) -> Option<Self> {
        let millionths = constant.as_mark()?.into();
        Some(Self {
            relation,
            millionths,
        })
    }

    #[inline]
    fn is_met(self, (top, bottom): (i128, i128)) -> bool {
        self.relation.holds(top.cmp(&(self.millionths * bottom)))
    }
}

/// A quotient held against one constant after the other.
#[derive(Debug)]
pub(super) struct Marks {
    pub(super) of: Quotient,
    pub(super) steps: Vec<(Mark, Part)>,
    pub(super) otherwise: Part,
}

impl Node<Scaled> for Marks {
    fn get(&self, frame: &mut Short<'_>) -> Option<Scaled> {
        let sides = self.of.sides(frame)?;
        for (mark, gives) in &self.steps {
            if mark.is_met(sides) {
                return gives.get(frame);
            }
        }
        self.otherwise.get(frame)
    }
}

/// Whether a quotient stands so to a constant.
#[derive(Debug)]
pub(super) struct Stands(pub(super) Quotient, pub(super) Mark);

impl Node<bool> for Stands {
    fn get(&self, frame: &mut Short<'_>) -> Option<bool> {
        Some(self.1.is_met(self.0.sides(frame)?))
    }
}
