//! The promises of groups and criteria: which is in which, and that the maxima add up.

use super::awards::Targets;
use super::cases::Known;
use super::checker::{Checker, report_keys};
use super::tree::Inside;
use crate::document::Spanned;
use crate::locale::Text;
use crate::number::Number;
use crate::scheme::document::{CriterionDocument, GroupDocument};
use crate::scheme::{
    Criterion, CriterionKind, Group, GroupTake, NeededFor, Otherwise, Scheme, SchemeProblem, Stage,
    Unmet,
};

impl Checker<'_> {
    /// The groups, and their indices with every parent before its children.
    pub(super) fn groups(
        &mut self,
        documents: Vec<GroupDocument>,
        targets: &Targets,
    ) -> (Vec<Group>, Vec<usize>) {
        let mut groups: Vec<Group> = Vec::new();
        let mut parents: Vec<Option<Spanned<String>>> = Vec::new();
        for document in documents {
            let unread = ["id", "in", "max"].iter();
            self.sums_unknown |= unread.clone().any(|key| document.unread.contains(key));
            let Some(id) = document.id else {
                self.sums_unknown = true;
                continue;
            };
            self.name(&id);
            let max = document.max.map_or(Number::ZERO, |max| {
                let number = self.not_negative("max", &max);
                self.maximum(&id.value, number, &max.span)
            });
            let bonus = document.bonus.as_ref();
            let deduction = document.deduction.as_ref();
            groups.push(Group {
                title: document.title.unwrap_or_else(|| Text::vi(&id.value)),
                no: document.no,
                parent: None,
                max,
                mismatch: document.mismatch,
                take: document.take.unwrap_or_default(),
                bonus: bonus.and_then(|bonus| self.positive("bonus", bonus)),
                deduction: deduction.and_then(|most| self.positive("deduction", most)),
                floor: self.floor("floor", document.floor.as_ref()),
                each: self.floor("each", document.each.as_ref()),
                needed_for: self.needed_for(document.needed_for, targets),
                span: id.span,
                id: id.value,
            });
            parents.push(document.parent);
        }
        self.index_groups(&groups);
        for (at, parent) in parents.iter().enumerate() {
            if let Some(parent) = parent {
                groups[at].parent = self.group_named(parent);
            }
        }
        let order = self.order_groups(&mut groups);
        (groups, order)
    }

    fn not_negative(&mut self, what: &str, number: &Spanned<Number>) -> Option<Number> {
        if number.value < Number::ZERO {
            let found = number.value.to_string();
            self.out_of_range(what, &number.span, found, "không âm", "not below 0");
            return None;
        }
        self.not_beyond(what, number)
    }

    pub(super) fn criteria(
        &mut self,
        documents: Vec<CriterionDocument>,
        stages: &[Stage],
        targets: &Targets,
        known: Known<'_>,
    ) -> Vec<Criterion> {
        let mut rows = Vec::new();
        for document in documents {
            let at = rows.len();
            rows.extend(self.criterion(document, at, stages, targets, known));
        }
        rows
    }

    fn criterion(
        &mut self,
        mut document: CriterionDocument,
        at: usize,
        stages: &[Stage],
        targets: &Targets,
        known: Known<'_>,
    ) -> Option<Criterion> {
        let lost = document.unread.clone();
        let unread = |key| lost.contains(&key);
        self.sums_unknown |= ["in", "max", "kind"].into_iter().any(unread);
        let Some(id) = document.id.clone() else {
            self.sums_unknown = true;
            return None;
        };
        self.name(&id);
        let kind = document.kind.unwrap_or_default();
        if !unread("kind") {
            self.keys_of_row(&document, kind);
        }
        let mut max = None;
        if let Some(most) = &document.max {
            let number = self.positive("max", most);
            max = Some(self.maximum(&id.value, number, &most.span));
        } else if kind == CriterionKind::Scored && !unread("kind") && !unread("max") {
            self.sums_unknown = true;
            let id = id.clone();
            self.report(&id.span, SchemeProblem::NoMax { id: id.value });
        }
        let default_zero = matches!(kind, CriterionKind::Bonus | CriterionKind::Deduction);
        let otherwise = document.otherwise.as_ref();
        let otherwise = otherwise.map(|otherwise| otherwise.value);
        let otherwise = otherwise.or(default_zero.then_some(Otherwise::Zero));
        if let Some(applies) = &document.applies {
            report_keys! { self;
                needs "otherwise" at applies.span, if otherwise.is_none() && !unread("otherwise") =>
                    "`applies` phải nói rõ khi không áp dụng thì tính thế nào", "`applies` says what happens otherwise";
            }
        }
        if document.basis.is_none() && !unread("basis") {
            let problem = SchemeProblem::NoBasis {
                id: id.value.clone(),
            };
            self.report(&id.span, problem);
        }
        let group = document.group.take();
        let group = group.and_then(|group| self.group_named(&group));
        let floor = self.floor("floor", document.floor.as_ref());
        let step = document.step.as_ref();
        let step = step.and_then(|step| self.step_of_row(step, max.as_ref()));
        let needed_for = self.needed_for(document.needed_for.take(), targets);
        let cases = document.case.take().unwrap_or_default();
        let marking = self.marking(&document, kind, max.as_ref(), stages);
        let Some(rule) = self.rule_of_row(&mut document, &id, kind) else {
            self.sums_unknown = true;
            self.left_out.push(id.value);
            return None;
        };
        let mut row = Criterion {
            title: document.title.unwrap_or_else(|| Text::vi(&id.value)),
            no: document.no,
            group,
            kind,
            max,
            basis: document.basis,
            evidence: document.evidence,
            applies: document.applies,
            otherwise,
            rule,
            marking,
            step,
            floor,
            needed_for,
            unmet: document.unmet.map(|unmet| unmet.value).unwrap_or_default(),
            cases: Vec::new(),
            id: id.value,
            span: id.span,
        };
        let of_marks = self.mark_facts(known.facts.len(), &mut row, at);
        let known = Known {
            of_marks: &of_marks,
            ..known
        };
        row.cases = self.cases_of_row(cases, kind, known);
        Some(row)
    }

    /// The step of a row's points, of which its maximum is a multiple.
    fn step_of_row(&mut self, step: &Spanned<Number>, max: Option<&Number>) -> Option<Number> {
        let number = self.positive("step", step)?;
        let is_whole = |max: &Number| max.divide(&number).is_some_and(|steps| steps.is_whole());
        if max.is_some_and(|max| !is_whole(max)) {
            let (vi, en) = (
                "chia hết điểm tối đa của tiêu chí",
                "a part of the maximum without a rest",
            );
            self.out_of_range("step", &step.span, &number, vi, en);
            return None;
        }
        Some(number)
    }

    /// A row says nothing that has no use in a row of its kind.
    fn keys_of_row(&mut self, document: &CriterionDocument, kind: CriterionKind) {
        let is_standard = kind == CriterionKind::Standard;
        let beside = matches!(kind, CriterionKind::Bonus | CriterionKind::Deduction);
        let unmet = document.unmet.as_ref().map(|unmet| unmet.value);
        let closes = |how| is_standard && unmet == Some(how) && document.needed_for.is_some();
        let needed = document.needed_for.as_ref();
        let needed = needed.and_then(|needed| needed.first());
        let otherwise = document.otherwise.as_ref().map(|otherwise| otherwise.value);
        report_keys! { self;
            not_here "max" at document.max, if is_standard =>
                "tiêu chuẩn chỉ đạt hoặc không đạt", "a standard is met or not";
            not_here "floor" at document.floor, if kind != CriterionKind::Scored =>
                "chỉ tiêu chí chấm điểm mới có điểm liệt", "only scored rows have floors";
            not_here "step" at document.step, if is_standard =>
                "tiêu chuẩn chỉ đạt hoặc không đạt", "a standard is met or not";
            not_here "step" at document.step, if document.levels.is_some() =>
                "các mức điểm đã ghi ở `levels`", "`levels` names the points there may be";
            not_here "unmet" at document.unmet, if !is_standard =>
                "chỉ dùng với tiêu chuẩn", "only for standards";
            not_here "needed_for" at document.unmet, if closes(Unmet::Reason) =>
                "`reason` không chặn mức nào: hồ sơ vẫn được xét khi có lý do",
                "`reason` closes nothing: the nomination goes on with a written reason";
            not_here "needed_for" at document.unmet, if closes(Unmet::Hold) =>
                "`hold` tạm dừng cả hồ sơ nên không giới hạn theo mức được",
                "`hold` suspends the whole nomination and cannot be narrowed";
            not_here "needed_for" at needed, if !is_standard && document.floor.is_none() =>
                "chỉ dùng với tiêu chuẩn hoặc điểm liệt", "only for standards and floors";
            not_here "otherwise" at document.otherwise, if beside && otherwise != Some(Otherwise::Zero) =>
                "điểm thưởng và điểm trừ chỉ có thể là `zero`", "bonus and deduction rows may only say `zero`";
        }
    }

    fn needed_for(
        &mut self,
        ids: Option<Vec<Spanned<String>>>,
        targets: &Targets,
    ) -> Vec<NeededFor> {
        let mut needed = Vec::new();
        for id in ids.into_iter().flatten() {
            let found = targets.find(&id.value);
            if found.is_empty() {
                let problem = SchemeProblem::UnknownTarget {
                    id: id.value.clone(),
                };
                self.suggest(&id, problem, targets.names());
            }
            needed.extend(found);
        }
        needed
    }

    /// Children add up to their group, exactly, or the group says why the paper's own do not.
    pub(super) fn sums(&mut self, scheme: &Scheme) {
        if self.sums_unknown {
            return;
        }
        for (group, inside) in scheme.groups.iter().zip(Inside::of(scheme)) {
            let maxima = inside.maxima;
            if !inside.has_rows {
                let id = group.id.clone();
                self.report(&group.span, SchemeProblem::EmptyGroup { id });
            }
            // A floor over nothing scored could never be reached.
            report_keys! { self;
                not_here "floor" at group.span, if group.floor.is_some() && maxima.is_empty() =>
                    "nhóm không có tiêu chí chấm điểm", "the group has no scored rows";
                not_here "each" at group.span, if group.each.is_some() && maxima.is_empty() =>
                    "nhóm không có tiêu chí chấm điểm", "the group has no scored rows";
            }
            let (sum, vi, en) = match group.take {
                GroupTake::Sum => (maxima.iter().sum(), "cộng lại được", "add up to"),
                GroupTake::Best => (
                    maxima.iter().max().cloned().unwrap_or_default(),
                    "có mục cao nhất là",
                    "have a greatest maximum of",
                ),
            };
            if sum != group.max && group.mismatch.is_none() {
                let problem = SchemeProblem::GroupSum {
                    id: group.id.clone(),
                    sum: sum.to_string(),
                    max: group.max.to_string(),
                    how: Text::both(vi, en),
                };
                self.report(&group.span, problem);
            }
        }
    }
}
