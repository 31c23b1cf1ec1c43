//! The promises of the tree of groups: no circles, not too deep, and what lies in each group.

use std::collections::BTreeMap;

use super::checker::Checker;
use crate::document::Spanned;
use crate::locale::Text;
use crate::number::Number;
use crate::scheme::{CriterionKind, DEEPEST_GROUPS, Group, Scheme, SchemeProblem};

/// What lies in a group.
#[derive(Debug, Clone, Default)]
pub(super) struct Inside {
    /// Whether there are rows of a kind in it, at any depth.
    pub(super) scored: bool,
    pub(super) bonus: bool,
    pub(super) deduction: bool,
    /// The maxima of the scored rows and of the groups directly in it.
    pub(super) maxima: Vec<Number>,
    /// Whether there is anything directly in it.
    pub(super) has_rows: bool,
}

impl Inside {
    /// What lies in each group.
    pub(super) fn of(scheme: &Scheme) -> Vec<Self> {
        let mut inside = vec![Self::default(); scheme.groups.len()];
        for row in &scheme.criteria {
            let Some(group) = row.group else { continue };
            let group = &mut inside[group];
            group.has_rows = true;
            match row.kind {
                CriterionKind::Scored => {
                    group.scored = true;
                    group.maxima.extend(row.max.clone());
                }
                CriterionKind::Bonus => group.bonus = true,
                CriterionKind::Deduction => group.deduction = true,
                CriterionKind::Standard => {}
            }
        }
        for at in scheme.group_order.iter().rev() {
            let group = &scheme.groups[*at];
            if let Some(parent) = group.parent {
                let Self {
                    scored,
                    bonus,
                    deduction,
                    ..
                } = inside[*at];
                let parent = &mut inside[parent];
                parent.scored |= scored;
                parent.bonus |= bonus;
                parent.deduction |= deduction;
                parent.has_rows = true;
                if group.is_scored() {
                    parent.maxima.push(group.max.clone());
                }
            }
        }
        inside
    }
}

impl Checker<'_> {
    /// The group of that name, by index.
    pub(super) fn group_named(&mut self, id: &Spanned<String>) -> Option<usize> {
        let at = self.groups.get(&id.value).copied();
        if at.is_none() {
            self.sums_unknown = true;
            let names: Vec<String> = self.groups.keys().cloned().collect();
            let listed = names.join(", ");
            let known = match names.is_empty() {
                true => Text::both(
                    "chưa có nhóm nào; mỗi nhóm mở đầu bằng `[[group]]`",
                    "there are no groups; each opens with `[[group]]`",
                ),
                false => Text::both(
                    format!("các nhóm đã có: {listed}"),
                    format!("the groups are: {listed}"),
                ),
            };
            let problem = SchemeProblem::UnknownParent {
                id: id.value.clone(),
                known,
            };
            self.suggest(id, problem, names.iter().map(String::as_str));
        }
        at
    }

    /// The groups by name; of several with one name, the first.
    pub(super) fn index_groups(&mut self, groups: &[Group]) {
        let mut index = BTreeMap::new();
        for (at, group) in groups.iter().enumerate() {
            index.entry(group.id.clone()).or_insert(at);
        }
        self.groups = index;
    }

    /// Group indices, every parent before its children. A group that contains itself, or is
    /// too deep, is reported and put at the top, so that the rest can be read.
    pub(super) fn order_groups(&mut self, groups: &mut [Group]) -> Vec<usize> {
        let mut depth = vec![0; groups.len()];
        let mut reached_from = vec![usize::MAX; groups.len()];
        let mut too_deep = None;
        for start in 0..groups.len() {
            let mut path = Vec::new();
            let mut at = start;
            while depth[at] == 0 {
                if reached_from[at] == start {
                    let id = groups[at].id.clone();
                    self.report(&groups[at].span.clone(), SchemeProblem::GroupCircle { id });
                    self.sums_unknown = true;
                    groups[at].parent = None;
                    depth[at] = 1;
                    break;
                }
                reached_from[at] = start;
                path.push(at);
                match groups[at].parent {
                    Some(parent) => at = parent,
                    None => depth[at] = 1,
                }
            }
            for at in path.into_iter().rev() {
                if depth[at] > 0 {
                    continue;
                }
                depth[at] = 1 + groups[at].parent.map_or(0, |parent| depth[parent]);
                if depth[at] > DEEPEST_GROUPS {
                    too_deep.get_or_insert(at);
                    groups[at].parent = None;
                    depth[at] = 1;
                }
            }
        }
        if let Some(at) = too_deep {
            self.sums_unknown = true;
            let problem = SchemeProblem::GroupTooDeep {
                id: groups[at].id.clone(),
                most: DEEPEST_GROUPS,
            };
            self.report(&groups[at].span.clone(), problem);
        }
        let mut order: Vec<usize> = (0..groups.len()).collect();
        order.sort_by_key(|at| depth[*at]);
        order
    }
}
