//! What groups and totals come to.

use crate::number::Number;
use crate::scheme::ClassOn;

/// A group of the score sheet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GroupSum {
    /// The children before any ceiling.
    pub rows: Number,
    /// What counts: after the ceiling, its own rescaling and rounding. Without scored rows: its
    /// bonus less its deduction, or the deduction where there is nothing else.
    pub points: Number,
    /// The maximum left after drops, before any rescaling, its own or of the groups inside it.
    pub assigned: Number,
    /// What the children are out of: the maximum left, where the groups inside it are rescaled.
    pub out_of: Number,
    /// The maximum after its own rescaling.
    pub max: Number,
    /// Bonus inside.
    pub bonus: OwnSum,
    /// Deduction inside.
    pub deduction: OwnSum,
    /// Whether nothing in it is assigned, so that it is out altogether.
    pub dropped: bool,
}

/// Bonus or deduction, which stand beside the scored points.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OwnSum {
    /// What the rows and groups inside bring, before the ceiling.
    pub rows: Number,
    /// What counts.
    pub counts: Number,
}

/// The way from the rows to the total.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sums {
    /// Top groups and rows outside groups, before what was dropped is made up for.
    pub scored: Number,
    /// The maximum before rescaling, after drops.
    pub assigned: Number,
    /// Scored points after rescaling.
    pub score: Number,
    /// Bonus before the ceiling of all.
    pub bonus_rows: Number,
    /// Bonus after all ceilings.
    pub bonus: Number,
    /// Deduction before the ceiling of all.
    pub deduction_rows: Number,
    /// What comes off, after all ceilings.
    pub deduction: Number,
    /// Before the bounds and the last rounding.
    pub unbounded: Number,
    /// The total, rounded.
    pub total: Number,
    /// What the total would be without any bonus.
    pub without_bonus: Number,
}

impl Sums {
    /// The total by which a class is given.
    pub fn on(&self, on: ClassOn) -> &Number {
        match on {
            ClassOn::Total => &self.total,
            ClassOn::Score => &self.without_bonus,
        }
    }
}
