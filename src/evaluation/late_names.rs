//! What rules after the points may read: rows, groups and cohorts by name.

use super::outcome::Mark;
use super::points::GroupSum;
use crate::number::Number;
use crate::rule::Computed;

/// The names that rules after the points may read, as lists by index.
#[derive(Debug, Default)]
pub(super) struct LateNames {
    points: Vec<Option<Number>>,
    met: Vec<Option<bool>>,
    groups: Vec<Option<Number>>,
    cohorts: Vec<Option<Number>>,
}

impl LateNames {
    pub(super) fn fill(
        &mut self,
        marks: &[Mark],
        groups: &[GroupSum],
        cohorts: &[Option<Number>],
        has_standards: bool,
    ) {
        fn refill<T>(list: &mut Vec<T>, items: impl Iterator<Item = T>) {
            list.clear();
            list.extend(items);
        }
        let group = |sum: &GroupSum| (!sum.dropped).then(|| sum.points.clone());
        refill(
            &mut self.points,
            marks.iter().map(|mark| mark.points().cloned()),
        );
        if has_standards {
            refill(&mut self.met, marks.iter().map(Mark::met));
        }
        refill(&mut self.groups, groups.iter().map(group));
        refill(&mut self.cohorts, cohorts.iter().cloned());
    }

    pub(super) fn reached<'a>(
        &'a self,
        total: Option<&'a Number>,
        class: Option<Option<usize>>,
    ) -> Computed<'a> {
        Computed {
            cohorts: &self.cohorts,
            points: &self.points,
            met: &self.met,
            groups: &self.groups,
            total,
            class,
        }
    }
}
