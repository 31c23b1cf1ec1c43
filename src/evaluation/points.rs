//! What groups and totals come to.

use crate::number::Decimal;

/// A group of the score sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct GroupSum {
    /// The children before any ceiling.
    pub rows: Decimal,
    /// What counts: after the ceiling, its own rescaling and rounding. Without scored rows: its
    /// bonus less its deduction, or the deduction where there is nothing else.
    pub points: Decimal,
    /// The maximum left after drops, before any rescaling, its own or of the groups inside it.
    pub assigned: Decimal,
    /// What the children are out of: the maximum left, where the groups inside it are rescaled.
    pub out_of: Decimal,
    /// The maximum after its own rescaling.
    pub max: Decimal,
    /// Bonus inside.
    pub bonus: Beside,
    /// Deduction inside.
    pub deduction: Beside,
    /// Whether nothing in it is assigned, so that it is out altogether.
    pub dropped: bool,
}

/// Bonus or deduction, which stand beside the scored points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Beside {
    /// What the rows and groups inside bring, before the ceiling.
    pub rows: Decimal,
    /// What counts.
    pub counts: Decimal,
}

/// The way from the rows to the total.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sums {
    /// Top groups and rows outside groups, before what was dropped is made up for.
    pub scored: Decimal,
    /// The maximum before rescaling, after drops.
    pub assigned: Decimal,
    /// Scored points after rescaling.
    pub score: Decimal,
    /// Bonus before the ceiling of all.
    pub bonus_rows: Decimal,
    /// Bonus after all ceilings.
    pub bonus: Decimal,
    /// Deduction before the ceiling of all.
    pub deduction_rows: Decimal,
    /// What comes off, after all ceilings.
    pub deduction: Decimal,
    /// Before the bounds and the last rounding.
    pub unbounded: Decimal,
    /// The total, rounded.
    pub total: Decimal,
}
