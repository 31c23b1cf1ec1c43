//! From the rows to the total: groups with their ceilings, what was dropped made up for, bonus and
//! deduction, bounds. Every step is exact; only what the scheme names is rounded inside.
//!
//! All of it gives `None` where a number would be too long to be one.

use super::outcome::Mark;
use super::points::{GroupSum, OwnSum, Sums};
use crate::number::{self, Number, RoundEach};
use crate::scheme::{Criterion, CriterionKind, GroupTake, Rescale, Scheme};

/// What a group's children bring to it.
#[derive(Debug, Clone, Default)]
pub(super) struct Children {
    take: GroupTake,
    points: Number,
    /// What `points` is out of, inner rescaling included.
    out_of: Number,
    /// The same before any rescaling.
    assigned: Number,
    bonus: Number,
    deduction: Number,
    /// Whether any row in it is a bonus.
    gives: bool,
    scored: bool,
    dropped: bool,
    /// Whether any scored child is assigned.
    any: bool,
}

/// Adds a number to a sum; `None` if it gets too long.
fn add(sum: &mut Number, number: &Number) -> Option<()> {
    *sum = sum.add(number)?;
    Some(())
}

/// Works the groups of a nominee out into `sums`, by index. Every mark must have come out.
/// `children` is room to work in, used again for the next nominee.
///
/// # Errors
/// The group, by index, whose sum would be too long for a number.
pub(super) fn groups(
    scheme: &Scheme,
    marks: &[Mark],
    children: &mut Vec<Children>,
    sums: &mut Vec<GroupSum>,
) -> Result<(), usize> {
    children.clear();
    children.extend(scheme.groups.iter().map(|group| Children {
        take: group.take,
        ..Children::default()
    }));
    sums.clear();
    sums.resize(scheme.groups.len(), GroupSum::default());
    for (row, mark) in scheme.criteria.iter().zip(marks) {
        if let Some(group) = row.group {
            children[group].row(row, mark).ok_or(group)?;
        }
    }
    for at in scheme.group_order.iter().rev() {
        let sum = group(scheme, *at, &children[*at]).ok_or(*at)?;
        if let Some(parent) = scheme.groups[*at].parent {
            let drops = children[*at].dropped && scheme.points.rescale != Rescale::Group;
            let Children { scored, gives, .. } = children[*at];
            children[parent].gives |= gives;
            children[parent].group(&sum, scored, drops).ok_or(parent)?;
        }
        sums[*at] = sum;
    }
    Ok(())
}

impl Children {
    fn row(&mut self, row: &Criterion, mark: &Mark) -> Option<()> {
        let points = mark.points().unwrap_or(&number::ZERO);
        match row.kind {
            CriterionKind::Scored => {
                self.scored = true;
                if mark.is_dropped() {
                    self.dropped = true;
                } else {
                    let max = row.max.as_ref().unwrap_or(&number::ZERO);
                    self.add(points, max, max)?;
                }
            }
            CriterionKind::Bonus => {
                self.gives = true;
                add(&mut self.bonus, points)?;
            }
            CriterionKind::Deduction => add(&mut self.deduction, points)?,
            CriterionKind::Standard => {}
        }
        Some(())
    }

    fn group(&mut self, sum: &GroupSum, scored: bool, drops: bool) -> Option<()> {
        add(&mut self.bonus, &sum.bonus.counts)?;
        add(&mut self.deduction, &sum.deduction.counts)?;
        if scored {
            self.scored = true;
            self.dropped |= sum.dropped || drops;
            if !sum.dropped {
                self.add(&sum.points, &sum.max, &sum.assigned)?;
            }
        }
        Some(())
    }

    fn add(&mut self, points: &Number, out_of: &Number, assigned: &Number) -> Option<()> {
        self.any = true;
        for (all, one) in [
            (&mut self.points, points),
            (&mut self.out_of, out_of),
            (&mut self.assigned, assigned),
        ] {
            match self.take {
                GroupTake::Sum => add(all, one)?,
                GroupTake::Best if one > all => all.clone_from(one),
                GroupTake::Best => {}
            }
        }
        Some(())
    }
}

fn group(scheme: &Scheme, at: usize, children: &Children) -> Option<GroupSum> {
    let group = &scheme.groups[at];
    let rows = children.points.clone();
    let mut points = rows.clone();
    let mut out_of = children.out_of.clone();
    let mut assigned = children.assigned.clone();
    // Only a paper whose own rows do not add up needs a ceiling; others reach it at the most.
    if group.mismatch.is_some() {
        for number in [&mut points, &mut out_of, &mut assigned] {
            if *number > group.max {
                number.clone_from(&group.max);
            }
        }
    }
    let mut max = out_of.clone();
    let made_up = scheme.points.rescale == Rescale::Group && children.dropped;
    if made_up && !out_of.is_zero() && out_of < group.max {
        points = points.multiply(&group.max)?.divide(&out_of)?;
        max.clone_from(&group.max);
    }
    let round = scheme.points.round;
    let beside = |rows: &Number, ceiling: &Option<Number>| {
        let mut beside = OwnSum::under(rows.clone(), ceiling.as_ref());
        beside.counts = round.at(RoundEach::Group, beside.counts);
        beside
    };
    let bonus = beside(&children.bonus, &group.bonus);
    let deduction = beside(&children.deduction, &group.deduction);
    if !group.is_scored() {
        points = if children.gives {
            bonus.counts.subtract(&deduction.counts)?
        } else {
            deduction.counts.clone()
        };
    }
    Some(GroupSum {
        rows,
        points: round.at(RoundEach::Group, points),
        assigned,
        out_of,
        max,
        bonus,
        deduction,
        dropped: children.scored && !children.any,
    })
}

impl OwnSum {
    /// What rows bring under a ceiling, if there is one.
    fn under(rows: Number, ceiling: Option<&Number>) -> Self {
        let counts = ceiling.filter(|ceiling| rows > **ceiling);
        let counts = counts.unwrap_or(&rows).clone();
        Self { rows, counts }
    }
}

/// The way to the total. Its maximum is 0 where nothing is assigned at all.
pub(super) fn total(scheme: &Scheme, marks: &[Mark], groups: &[GroupSum]) -> Option<Sums> {
    let points = &scheme.points;
    let [mut scored, mut assigned, mut bonus, mut deduction] = [const { Number::ZERO }; 4];
    let mut dropped = false;
    for (group, sum) in scheme
        .groups_in(None)
        .map(|(at, group)| (group, &groups[at]))
    {
        add(&mut bonus, &sum.bonus.counts)?;
        add(&mut deduction, &sum.deduction.counts)?;
        if group.is_scored() && !sum.dropped {
            add(&mut scored, &sum.points)?;
            add(&mut assigned, &sum.assigned)?;
        }
    }
    for (row, mark) in scheme.criteria.iter().zip(marks) {
        if row.kind == CriterionKind::Scored && mark.is_dropped() {
            dropped = true;
            continue;
        }
        // A row outside groups is as a group of its own.
        if row.group.is_none() {
            let here = mark.points().cloned().unwrap_or_default();
            let here = points.round.at(RoundEach::Group, here);
            match row.kind {
                CriterionKind::Scored => {
                    add(&mut scored, &here)?;
                    add(&mut assigned, row.max.as_ref().unwrap_or(&number::ZERO))?;
                }
                CriterionKind::Bonus => add(&mut bonus, &here)?,
                CriterionKind::Deduction => add(&mut deduction, &here)?,
                CriterionKind::Standard => {}
            }
        }
    }
    let mut score = scored.clone();
    let made_up = dropped && points.rescale == Rescale::Total && assigned < points.scale;
    if made_up && !assigned.is_zero() {
        score = scored.multiply(&points.scale)?.divide(&assigned)?;
    }
    let bonus = OwnSum::under(bonus, points.bonus.as_ref());
    let deduction = OwnSum::under(deduction, points.deduction.as_ref());
    let unbounded = score.add(&bonus.counts)?.subtract(&deduction.counts)?;
    let bounded = |number: &Number| {
        let bounded = number.max(&points.least);
        let most = points.most.as_ref();
        points
            .round
            .apply(most.map_or(bounded, |most| bounded.min(most)))
    };
    let total = bounded(&unbounded);
    let without_bonus = bounded(&score.subtract(&deduction.counts)?);
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
        without_bonus,
    })
}
