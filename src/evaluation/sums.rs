//! From the rows to the total: groups with their ceilings, what was dropped made up for, bonus and
//! deduction, bounds. Every step is exact; only what the scheme names is rounded inside.

use super::outcome::Mark;
use super::points::{Beside, GroupSum, Sums};
use crate::number::{Decimal, RoundEach, Sum, compare};
use crate::scheme::{Criterion, CriterionKind, GroupTake, Rescale, Scheme};

/// What a group's children bring to it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Children {
    points: Tally,
    /// What `points` is out of, inner rescaling included.
    out_of: Tally,
    /// The same before any rescaling.
    assigned: Tally,
    bonus: Sum,
    deduction: Sum,
    /// Whether any row in it is a bonus.
    gives: bool,
    scored: bool,
    dropped: bool,
    /// Whether any scored child is assigned.
    any: bool,
}

/// The sum of some numbers, or the best of them.
#[derive(Debug, Clone, Copy)]
struct Tally {
    take: GroupTake,
    sum: Sum,
    best: Decimal,
}

impl Tally {
    fn add(&mut self, number: Decimal) {
        match self.take {
            GroupTake::Sum => self.sum.add(number),
            GroupTake::Best => self.best = self.best.max(number),
        }
    }

    fn number(&self) -> Decimal {
        match self.take {
            GroupTake::Sum => self.sum.total(),
            GroupTake::Best => self.best,
        }
    }
}

/// Works the groups of a nominee out into `sums`, by index. Every mark must have come out.
/// `children` is room to work in, used again for the next nominee.
pub(super) fn groups(
    scheme: &Scheme,
    marks: &[Mark],
    children: &mut Vec<Children>,
    sums: &mut Vec<GroupSum>,
) {
    children.clear();
    children.extend(scheme.groups.iter().map(|group| Children::of(group.take)));
    sums.clear();
    sums.resize(scheme.groups.len(), GroupSum::default());
    for (row, mark) in scheme.criteria.iter().zip(marks) {
        if let Some(group) = row.group {
            children[group].row(row, mark);
        }
    }
    for at in scheme.group_order.iter().rev() {
        let sum = group(scheme, *at, &children[*at]);
        sums[*at] = sum;
        if let Some(parent) = scheme.groups[*at].parent {
            let drops = children[*at].dropped && scheme.points.rescale != Rescale::Group;
            let Children { scored, gives, .. } = children[*at];
            children[parent].gives |= gives;
            children[parent].group(&sum, scored, drops);
        }
    }
}

impl Children {
    fn of(take: GroupTake) -> Self {
        let none = Tally {
            take,
            sum: Sum::default(),
            best: Decimal::ZERO,
        };
        Self {
            points: none,
            out_of: none,
            assigned: none,
            bonus: Sum::default(),
            deduction: Sum::default(),
            gives: false,
            scored: false,
            dropped: false,
            any: false,
        }
    }

    fn row(&mut self, row: &Criterion, mark: &Mark) {
        match row.kind {
            CriterionKind::Scored => {
                self.scored = true;
                if mark.is_dropped() {
                    self.dropped = true;
                } else {
                    let max = row.max.unwrap_or_default();
                    self.add(mark.points().unwrap_or_default(), max, max);
                }
            }
            CriterionKind::Bonus => {
                self.gives = true;
                self.bonus.add(mark.points().unwrap_or_default());
            }
            CriterionKind::Deduction => self.deduction.add(mark.points().unwrap_or_default()),
            CriterionKind::Standard => {}
        }
    }

    fn group(&mut self, sum: &GroupSum, scored: bool, drops: bool) {
        self.bonus.add(sum.bonus.counts);
        self.deduction.add(sum.deduction.counts);
        if !scored {
            return;
        }
        self.scored = true;
        self.dropped |= sum.dropped || drops;
        if !sum.dropped {
            self.add(sum.points, sum.max, sum.assigned);
        }
    }

    fn add(&mut self, points: Decimal, out_of: Decimal, assigned: Decimal) {
        self.any = true;
        self.points.add(points);
        self.out_of.add(out_of);
        self.assigned.add(assigned);
    }
}

fn group(scheme: &Scheme, at: usize, children: &Children) -> GroupSum {
    let group = &scheme.groups[at];
    let rows = children.points.number();
    let mut points = rows;
    let mut out_of = children.out_of.number();
    let mut assigned = children.assigned.number();
    // Only a paper whose own rows do not add up needs a ceiling; others reach it at the most.
    if group.mismatch.is_some() {
        points = points.min(group.max);
        out_of = out_of.min(group.max);
        assigned = assigned.min(group.max);
    }
    let mut max = out_of;
    let made_up = scheme.points.rescale == Rescale::Group && children.dropped;
    if made_up && !out_of.is_zero() && out_of < group.max {
        points = points * group.max / out_of;
        max = group.max;
    }
    let round = scheme.points.round;
    let beside = |rows: &Sum, ceiling| {
        let mut beside = Beside::under(rows.total(), ceiling);
        beside.counts = round.at(RoundEach::Group, beside.counts);
        beside
    };
    let bonus = beside(&children.bonus, group.bonus);
    let deduction = beside(&children.deduction, group.deduction);
    if !group.is_scored() {
        points = if children.gives {
            bonus.counts - deduction.counts
        } else {
            deduction.counts
        };
    }
    GroupSum {
        rows,
        points: round.at(RoundEach::Group, points),
        assigned,
        out_of,
        max,
        bonus,
        deduction,
        dropped: children.scored && !children.any,
    }
}

impl Beside {
    /// What rows bring under a ceiling, if there is one.
    fn under(rows: Decimal, ceiling: Option<Decimal>) -> Self {
        let counts = ceiling.map_or(rows, |ceiling| rows.min(ceiling));
        Self { rows, counts }
    }
}

/// The way to the total; nothing where nothing is assigned at all.
pub(super) fn total(scheme: &Scheme, marks: &[Mark], groups: &[GroupSum]) -> Option<Sums> {
    let points = scheme.points;
    let [mut scored, mut assigned, mut bonus, mut deduction] = [Sum::default(); 4];
    let mut dropped = false;
    for (group, sum) in scheme
        .groups_in(None)
        .map(|(at, group)| (group, &groups[at]))
    {
        bonus.add(sum.bonus.counts);
        deduction.add(sum.deduction.counts);
        if group.is_scored() && !sum.dropped {
            scored.add(sum.points);
            assigned.add(sum.assigned);
        }
    }
    for (row, mark) in scheme.criteria.iter().zip(marks) {
        let here = || mark.points().unwrap_or_default();
        match (row.kind, row.group) {
            (CriterionKind::Scored, _) if mark.is_dropped() => dropped = true,
            // A row outside groups is as a group of its own.
            (CriterionKind::Scored, None) => {
                scored.add(points.round.at(RoundEach::Group, here()));
                assigned.add(row.max.unwrap_or_default());
            }
            (CriterionKind::Bonus, None) => bonus.add(points.round.at(RoundEach::Group, here())),
            (CriterionKind::Deduction, None) => {
                deduction.add(points.round.at(RoundEach::Group, here()));
            }
            _ => {}
        }
    }
    let [scored, assigned, bonus, deduction] = [scored, assigned, bonus, deduction].map(Sum::total);
    if assigned.is_zero() {
        return None;
    }
    let score = if dropped && points.rescale == Rescale::Total && assigned < points.scale {
        scored * points.scale / assigned
    } else {
        scored
    };
    let bonus = Beside::under(bonus, points.bonus);
    let deduction = Beside::under(deduction, points.deduction);
    let mut unbounded = Sum::default();
    for part in [score, bonus.counts, -deduction.counts] {
        unbounded.add(part);
    }
    let unbounded = unbounded.total();
    let bounded = if compare(unbounded, points.least).is_lt() {
        points.least
    } else {
        unbounded
    };
    let bounded = points
        .most
        .filter(|most| compare(bounded, *most).is_gt())
        .unwrap_or(bounded);
    let total = points.round.apply(bounded);
    Some(Sums {
        scored,
        assigned,
        score,
        bonus_rows: bonus.rows,
        bonus: bonus.counts,
        deduction_rows: deduction.rows,
        deduction: deduction.counts,
        unbounded,
        total,
    })
}
