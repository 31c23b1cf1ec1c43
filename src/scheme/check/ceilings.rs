//! The promises of ceilings: a group of bonus or deduction rows alone has its own as `max`.

use super::checker::Checker;
use super::tree::Inside;
use crate::number::Number;
use crate::scheme::{CriterionKind, MOST_POINTS, Scheme};

impl Checker<'_> {
    /// What `max` says of a group without scored rows is the ceiling of its bonus or deduction.
    pub(super) fn ceilings(&mut self, scheme: &mut Scheme) {
        if self.sums_unknown {
            return;
        }
        for (at, inside) in Inside::of(scheme).into_iter().enumerate() {
            let group = &mut scheme.groups[at];
            let beside = inside.bonus || inside.deduction;
            if inside.scored || !group.is_scored() || !beside {
                continue;
            }
            let span = group.span.clone();
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

impl Scheme {
    /// The greatest total that anybody may have.
    pub(crate) fn greatest_total(&self) -> Number {
        let reachable = greatest_bonus(self) + &self.points.scale;
        let most = self.points.most.clone();
        most.map_or(reachable.clone(), |most| most.min(reachable))
    }
}

/// The greatest bonus that anybody can have, under every ceiling.
fn greatest_bonus(scheme: &Scheme) -> Number {
    let under = |sum: &Number, ceiling: &Option<Number>| {
        let ceiling = ceiling.as_ref().unwrap_or(sum);
        sum.min(ceiling).clone()
    };
    let mut sums = vec![Number::ZERO; scheme.groups.len()];
    let mut all = Number::ZERO;
    for row in scheme
        .criteria
        .iter()
        .filter(|row| row.kind == CriterionKind::Bonus)
    {
        let most = row.max.as_ref().unwrap_or(&MOST_POINTS);
        match row.group {
            Some(group) => sums[group] += most,
            None => all += most,
        }
    }
    for at in scheme.group_order.iter().rev() {
        let group = &scheme.groups[*at];
        let counts = under(&sums[*at], &group.bonus);
        match group.parent {
            Some(parent) => sums[parent] += counts,
            None => all += counts,
        }
    }
    under(&all, &scheme.points.bonus)
}
