//! Floors, standards and the class: what points alone do not decide (K19, K20, K26–K28, K34).

use super::outcome::Mark;
use super::points::GroupSum;
use super::reason::{ClosedAward, Reason, ReasonKind, Withheld};
use crate::locale::{Locale, Text};
use crate::number::Number;
use crate::scheme::{CriterionKind, Floor, NeededFor, Scheme, Unmet};

/// What floors and standards say of a nominee.
#[derive(Debug, Default)]
pub(super) struct Needs {
    /// Refused for good.
    pub(super) refused: Vec<Reason>,
    /// Suspended.
    pub(super) held: Vec<Reason>,
    /// Unmet standards that go on with a written reason, by criterion.
    pub(super) needs_reason: Vec<usize>,
    /// What closes a class or an award.
    pub(super) closed: Vec<(NeededFor, Reason)>,
}

/// Holds every floor and standard against what was reached.
pub(super) fn needs(scheme: &Scheme, marks: &[Mark], groups: &[GroupSum]) -> Needs {
    let mut needs = Needs::default();
    for (at, group) in scheme.groups.iter().enumerate() {
        let sum = &groups[at];
        if let Some(floor) = &group.floor
            && !sum.dropped
            && !floor.is_reached(&sum.points, &sum.max)
        {
            let reason = below(&group.id, &group.title, floor, &sum.points, &sum.max);
            needs.unreached(reason, &group.needed_for);
        }
        if let Some(floor) = &group.each {
            for (row, mark) in scheme.criteria.iter().zip(marks) {
                if row.kind == CriterionKind::Scored && scheme.lies_in(row.group, at) {
                    needs.row(
                        &row.id,
                        &row.title,
                        floor,
                        row.max.as_ref(),
                        mark,
                        &group.needed_for,
                    );
                }
            }
        }
    }
    for (at, (row, mark)) in scheme.criteria.iter().zip(marks).enumerate() {
        if let Some(floor) = &row.floor {
            needs.row(
                &row.id,
                &row.title,
                floor,
                row.max.as_ref(),
                mark,
                &row.needed_for,
            );
        }
        if mark.met() == Some(false) {
            let (kind, id, message) = (ReasonKind::Standard, row.id.clone(), row.title.clone());
            let reason = Reason { kind, id, message };
            match row.unmet {
                Unmet::Refuse => needs.unreached(reason, &row.needed_for),
                Unmet::Hold => needs.held.push(reason),
                Unmet::Reason => needs.needs_reason.push(at),
            }
        }
    }
    needs
}

impl Needs {
    pub(super) fn unreached(&mut self, reason: Reason, needed_for: &[NeededFor]) {
        if needed_for.is_empty() {
            self.refused.push(reason);
        } else {
            self.closed
                .extend(needed_for.iter().map(|target| (*target, reason.clone())));
        }
    }

    fn row(
        &mut self,
        id: &str,
        title: &Text,
        floor: &Floor,
        max: Option<&Number>,
        mark: &Mark,
        needed_for: &[NeededFor],
    ) {
        if let (Some(points), Some(max)) = (mark.points(), max)
            && !floor.is_reached(points, max)
        {
            self.unreached(below(id, title, floor, points, max), needed_for);
        }
    }

    /// What closes a class.
    pub(super) fn closing(&self, class: usize) -> Vec<Reason> {
        let closes = |(target, _): &&(NeededFor, Reason)| *target == NeededFor::Class(class);
        self.closed
            .iter()
            .filter(closes)
            .map(|(_, reason)| reason.clone())
            .collect()
    }

    /// The awards that are closed.
    pub(super) fn closed_awards(&self) -> Vec<ClosedAward> {
        let closed = self
            .closed
            .iter()
            .filter_map(|(target, reason)| match target {
                NeededFor::Award(award) => Some(ClosedAward {
                    award: *award,
                    by: reason.clone(),
                }),
                NeededFor::Class(_) => None,
            });
        closed.collect()
    }
}

/// The first class whose threshold is reached and that nothing closes, and those withheld.
pub(super) fn class<'n>(
    total: impl Fn(usize) -> Option<&'n Number>,
    thresholds: &[Option<Number>],
    needs: &Needs,
) -> (Option<usize>, Vec<Withheld>) {
    let mut withheld = Vec::new();
    for (class, from) in thresholds.iter().enumerate() {
        let reached = match (from, total(class)) {
            (Some(from), Some(total)) => total >= from,
            (Some(_), None) => false,
            (None, _) => true,
        };
        if !reached {
            continue;
        }
        let by = needs.closing(class);
        if by.is_empty() {
            return (Some(class), withheld);
        }
        let has_threshold = from.is_some();
        withheld.push(Withheld {
            class,
            by,
            has_threshold,
        });
    }
    (None, withheld)
}

fn below(id: &str, title: &Text, floor: &Floor, points: &Number, max: &Number) -> Reason {
    let (need, have, max) = (floor.points(max).shown(), points.shown(), max.shown());
    let vi = |number: &str| Locale::Vi.number(number);
    let (than_vi, than_en) = if floor.above {
        ("trên", "above")
    } else {
        ("ít nhất", "at least")
    };
    let message = Text::both(
        format!(
            "“{}” được {}/{} điểm, chưa đạt mức tối thiểu ({than_vi} {} điểm)",
            title.get(Locale::Vi),
            vi(&have),
            vi(&max),
            vi(&need)
        ),
        format!(
            "“{}” has {have} of {max} points, under its floor ({than_en} {need})",
            title.get(Locale::En)
        ),
    );
    Reason {
        kind: ReasonKind::Floor,
        id: id.to_owned(),
        message,
    }
}
