//! What a re-inspection (phúc tra) marks again: of whom, which criteria, in which stages.

use std::collections::BTreeSet;

use crate::scheme::{Scheme, SheetLine};

/// Somebody who is marked again (phúc tra), and in which criteria.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reinspection {
    /// The code.
    pub id: String,
    /// The name.
    pub name: String,
    /// The criteria, by index in the scheme.
    pub rows: Vec<usize>,
}

/// The stages in which marks are given again: of each criterion the last that counts.
pub(super) fn stages_again(scheme: &Scheme, again: &Reinspection) -> Vec<usize> {
    let counting = scheme.ranking.stage;
    let stage = |at: &usize| match &scheme.criteria[*at].marking {
        None => counting,
        Some(marking) => {
            let stages = marking.stages.iter().copied();
            stages.filter(|at| Some(*at) <= counting).max()
        }
    };
    let stages: BTreeSet<usize> = again.rows.iter().filter_map(stage).collect();
    stages.into_iter().collect()
}

/// The lines of a score sheet that hold some criteria.
pub(super) fn lines_with(scheme: &Scheme, rows: &[usize]) -> Vec<SheetLine> {
    let row = |at: &usize| &scheme.criteria[*at];
    let is_here = |line: &SheetLine| match line {
        SheetLine::Criterion(at, _) => rows.contains(at),
        SheetLine::Group(group, _) => {
            let mut scored = rows.iter().map(row).filter(|row| row.kind.has_points());
            scored.any(|row| scheme.lies_in(row.group, *group))
        }
        SheetLine::Standards => rows.iter().map(row).any(|row| !row.kind.has_points()),
    };
    scheme.sheet_lines().into_iter().filter(is_here).collect()
}
