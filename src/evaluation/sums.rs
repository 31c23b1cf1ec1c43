//! From the rows to the total: groups with their ceilings, what was dropped made up for, bonus and
//! deduction, bounds. Every step is exact; only what the scheme names is rounded inside.

use super::{GroupSum, Mark, Sums};
use crate::number::{Decimal, RoundEach};
use crate::scheme::{Criterion, CriterionKind, GroupTake, Rescale, Scheme};

/// What a group's children bring to it.
#[derive(Default)]
struct Children {
    points: Vec<Decimal>,
    /// What each of `points` is out of, inner rescaling included.
    out_of: Vec<Decimal>,
    /// The same before any rescaling.
    assigned: Vec<Decimal>,
    bonus: Decimal,
    scored: bool,
    dropped: bool,
}

/// The groups of a nominee, by index. Every mark must have come out.
pub(super) fn groups(scheme: &Scheme, marks: &[Mark]) -> Vec<GroupSum> {
    let mut children: Vec<Children> = Vec::new();
    children.resize_with(scheme.groups.len(), Children::default);
    for (row, mark) in scheme.criteria.iter().zip(marks) {
        if let Some(group) = row.group {
            children[group].row(row, mark);
        }
    }
    let mut sums = vec![GroupSum::default(); scheme.groups.len()];
    for at in scheme.group_order.iter().rev() {
        let sum = group(scheme, *at, &children[*at]);
        sums[*at] = sum;
        if let Some(parent) = scheme.groups[*at].parent {
            let drops = children[*at].dropped && scheme.points.rescale != Rescale::Group;
            let scored = children[*at].scored;
            children[parent].group(&sum, scored, drops);
        }
    }
    sums
}

impl Children {
    fn row(&mut self, row: &Criterion, mark: &Mark) {
        match row.kind {
            CriterionKind::Scored => {
                self.scored = true;
                if mark.is_dropped() {
                    self.dropped = true;
                } else {
                    self.points.push(mark.points().unwrap_or_default());
                    self.out_of.push(row.max.unwrap_or_default());
                    self.assigned.push(row.max.unwrap_or_default());
                }
            }
            CriterionKind::Bonus => self.bonus += mark.points().unwrap_or_default(),
            CriterionKind::Deduction | CriterionKind::Standard => {}
        }
    }

    fn group(&mut self, sum: &GroupSum, scored: bool, drops: bool) {
        self.bonus += sum.bonus;
        if !scored {
            return;
        }
        self.scored = true;
        self.dropped |= sum.dropped || drops;
        if !sum.dropped {
            self.points.push(sum.points);
            self.out_of.push(sum.max);
            self.assigned.push(sum.assigned);
        }
    }
}

fn group(scheme: &Scheme, at: usize, children: &Children) -> GroupSum {
    let group = &scheme.groups[at];
    let combine = |numbers: &[Decimal]| match group.take {
        GroupTake::Sum => numbers.iter().sum::<Decimal>(),
        GroupTake::Best => numbers.iter().copied().max().unwrap_or_default(),
    };
    let rows = combine(&children.points);
    let mut points = rows;
    let mut out_of = combine(&children.out_of);
    let mut assigned = combine(&children.assigned);
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
    let bonus = group
        .bonus
        .map_or(children.bonus, |ceiling| children.bonus.min(ceiling));
    GroupSum {
        rows,
        points: round.at(RoundEach::Group, points),
        assigned,
        out_of,
        max,
        bonus_rows: children.bonus,
        bonus: round.at(RoundEach::Group, bonus),
        dropped: children.scored && children.assigned.is_empty(),
    }
}

/// The way to the total; nothing where nothing is assigned at all.
pub(super) fn total(scheme: &Scheme, marks: &[Mark], groups: &[GroupSum]) -> Option<Sums> {
    let points = scheme.points;
    let (mut scored, mut assigned, mut bonus) = (Decimal::ZERO, Decimal::ZERO, Decimal::ZERO);
    let mut deduction = Decimal::ZERO;
    for (_, sum) in scheme
        .groups_in(None)
        .map(|(at, group)| (group, &groups[at]))
    {
        bonus += sum.bonus;
        if !sum.dropped {
            scored += sum.points;
            assigned += sum.assigned;
        }
    }
    for (row, mark) in scheme.criteria.iter().zip(marks) {
        let here = mark.points().unwrap_or_default();
        match (row.kind, row.group) {
            // A row outside groups is as a group of its own.
            (CriterionKind::Scored, None) if !mark.is_dropped() => {
                scored += points.round.at(RoundEach::Group, here);
                assigned += row.max.unwrap_or_default();
            }
            (CriterionKind::Bonus, None) => bonus += points.round.at(RoundEach::Group, here),
            (CriterionKind::Deduction, _) => deduction += here,
            _ => {}
        }
    }
    if assigned.is_zero() {
        return None;
    }
    let dropped =
        |(row, mark): (&Criterion, &Mark)| row.kind == CriterionKind::Scored && mark.is_dropped();
    let dropped = scheme.criteria.iter().zip(marks).any(dropped);
    let score = if dropped && points.rescale == Rescale::Total && assigned < points.scale {
        scored * points.scale / assigned
    } else {
        scored
    };
    let unbounded = score + bonus - deduction;
    let bounded = unbounded.max(points.least);
    let bounded = points.most.map_or(bounded, |most| bounded.min(most));
    let total = points.round.apply(bounded);
    Some(Sums {
        scored,
        assigned,
        score,
        bonus,
        deduction,
        unbounded,
        total,
    })
}
