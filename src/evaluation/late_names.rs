//! What rules after the points may read: rows, groups and cohorts by name.

use super::outcome::Mark;
use super::points::GroupSum;
use crate::number::Decimal;
use crate::rule::Reached;

/// The names that rules after the points may read, as lists by index.
#[derive(Debug, Default)]
pub(super) struct LateNames {
    points: Vec<Option<Decimal>>,
    met: Vec<Option<bool>>,
    groups: Vec<Option<Decimal>>,
    cohorts: Vec<Option<Decimal>>,
}

impl LateNames {
    pub(super) fn fill(
        &mut self,
        marks: &[Mark],
        groups: &[GroupSum],
        cohorts: &[Option<Decimal>],
        has_standards: bool,
    ) {
        fn refill<T>(list: &mut Vec<T>, items: impl Iterator<Item = T>) {
            list.clear();
            list.extend(items);
        }
        let group = |sum: &GroupSum| (!sum.dropped).then_some(sum.points);
        refill(&mut self.points, marks.iter().map(Mark::points));
        if has_standards {
            refill(&mut self.met, marks.iter().map(Mark::met));
        }
        refill(&mut self.groups, groups.iter().map(group));
        refill(&mut self.cohorts, cohorts.iter().copied());
    }

    pub(super) fn reached(
        &self,
        total: Option<Decimal>,
        class: Option<Option<usize>>,
    ) -> Reached<'_> {
        Reached {
            cohorts: &self.cohorts,
            points: &self.points,
            met: &self.met,
            groups: &self.groups,
            total,
            class,
        }
    }
}
