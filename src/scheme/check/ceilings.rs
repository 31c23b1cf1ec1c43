//! The promises of ceilings: a group of bonus or deduction rows alone has its own as `max`, and
//! every ceiling has rows under it.

use super::Checker;
use crate::scheme::{CriterionKind, Scheme};

/// Which kinds of rows lie in a group, at any depth.
#[derive(Debug, Clone, Copy, Default)]
struct Inside {
    scored: bool,
    bonus: bool,
    deduction: bool,
}

impl Inside {
    /// By group.
    fn of(scheme: &Scheme) -> Vec<Self> {
        let mut inside = vec![Self::default(); scheme.groups.len()];
        for row in &scheme.criteria {
            let Some(group) = row.group else { continue };
            match row.kind {
                CriterionKind::Scored => inside[group].scored = true,
                CriterionKind::Bonus => inside[group].bonus = true,
                CriterionKind::Deduction => inside[group].deduction = true,
                CriterionKind::Standard => {}
            }
        }
        for at in scheme.group_order.iter().rev() {
            if let Some(parent) = scheme.groups[*at].parent {
                let child = inside[*at];
                inside[parent].scored |= child.scored;
                inside[parent].bonus |= child.bonus;
                inside[parent].deduction |= child.deduction;
            }
        }
        inside
    }
}

impl Checker<'_> {
    /// What `max` says of a group without scored rows is the ceiling of its bonus or deduction.
    pub(super) fn ceilings(&mut self, scheme: &mut Scheme) {
        if self.sums_unknown {
            return;
        }
        for (at, inside) in Inside::of(scheme).into_iter().enumerate() {
            self.ceilings_of(scheme, at, inside);
        }
    }

    fn ceilings_of(&mut self, scheme: &mut Scheme, at: usize, inside: Inside) {
        let group = &mut scheme.groups[at];
        let span = group.span.clone();
        if !inside.scored && !group.max.is_zero() && (inside.bonus || inside.deduction) {
            let max = std::mem::take(&mut group.max);
            let ceiling = match (inside.bonus, inside.deduction) {
                (true, false) => Some(&mut group.bonus),
                (false, true) => Some(&mut group.deduction),
                _ => None,
            };
            match ceiling {
                Some(ceiling @ None) => *ceiling = Some(max),
                Some(Some(_)) => self.not_here(
                    "max",
                    &span,
                    "nhóm không có tiêu chí chấm điểm; trần đã ghi ở `bonus` hoặc `deduction`",
                    "the group has no scored rows; `bonus` or `deduction` says its ceiling already",
                ),
                None => self.not_here(
                    "max",
                    &span,
                    "nhóm có cả điểm thưởng và điểm trừ; trần của mỗi loại ghi ở `bonus` và `deduction`",
                    "the group has bonus and deduction rows; `bonus` and `deduction` say the ceiling of each",
                ),
            }
        }
    }
}
