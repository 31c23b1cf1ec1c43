//! Nothing is written without effect: keys that are read and change nothing, floors that nobody
//! can reach, and numbers on paper that two siblings share.

use std::collections::BTreeMap;

use super::checker::{Checker, report_keys};
use super::tree::Inside;
use crate::number::Number;
use crate::scheme::document::{AwardDocument, PointsDocument};
use crate::scheme::{
    CohortAmong, Criterion, CriterionKind, Floor, GroupTake, Otherwise, Rescale, Scheme,
    SchemeProblem, Unmarked,
};
use crate::source::Span;

impl Checker<'_> {
    /// Reports everything in a scheme that is written without effect.
    pub(super) fn effects(&mut self, scheme: &Scheme, points: Option<&PointsDocument>) {
        if !self.sums_unknown {
            self.floors_within_reach(scheme);
        }
        // What was meant by something that could not be taken is not known.
        if self.diagnostics.has_errors() {
            return;
        }
        self.numbers_of_siblings(scheme);
        self.stages_with_effect(scheme);
        self.ranking_with_effect(scheme);
        for cohort in &scheme.cohorts {
            report_keys! { self;
                no_effect "among" at cohort.span, if cohort.among == CohortAmong::Eligible && scheme.gates.is_empty() =>
                    "không có điều kiện `[[gate]]` nào nên ai cũng được tính", "there is no `[[gate]]`, so everybody counts anyway";
            }
        }
        if let Some(points) = points {
            self.points_with_effect(scheme, points);
        }
        let inside = Inside::of(scheme);
        for (at, inside) in inside.iter().enumerate() {
            self.group_with_effect(scheme, at, inside);
        }
    }

    fn points_with_effect(&mut self, scheme: &Scheme, points: &PointsDocument) {
        let has = |kind| scheme.criteria.iter().any(|row| row.kind == kind);
        if !scheme.is_scored() {
            return self.no_effect(
                "points",
                &points.span,
                "bộ tiêu chí không có tiêu chí chấm điểm nên không có tổng điểm",
                "no row is scored, so there is no total",
            );
        }
        let mut markings = scheme
            .criteria
            .iter()
            .filter_map(|row| row.marking.as_ref());
        let by_step = markings.any(|marking| marking.levels.is_empty());
        let drops = |row: &Criterion| row.otherwise == Some(Otherwise::Drop);
        let drops = scheme.criteria.iter().any(drops);
        let by_group = points.rescale == Some(Rescale::Group) && scheme.groups.is_empty();
        report_keys! { self;
            no_effect "bonus" at points.bonus, if !has(CriterionKind::Bonus) =>
                "không có tiêu chí điểm thưởng", "there are no bonus rows";
            no_effect "deduction" at points.deduction, if !has(CriterionKind::Deduction) =>
                "không có tiêu chí điểm trừ", "there are no deduction rows";
            no_effect "step" at points.step, if !by_step =>
                "không có tiêu chí nào do người chấm mà không theo `levels`", "people mark no row without `levels`";
            no_effect "rescale" at points.span, if points.rescale.is_some() && !drops =>
                "không có tiêu chí nào ghi `otherwise = \"drop\"`", "no row says `otherwise = \"drop\"`";
            no_effect "rescale" at points.span, if drops && by_group =>
                "bộ tiêu chí không có nhóm", "there are no groups";
        }
    }

    fn group_with_effect(&mut self, scheme: &Scheme, at: usize, inside: &Inside) {
        let group = &scheme.groups[at];
        let span = group.span.clone();
        let sum: Number = match group.take {
            GroupTake::Sum => inside.maxima.iter().sum(),
            GroupTake::Best => inside.maxima.iter().max().cloned().unwrap_or_default(),
        };
        let is_best = group.take == GroupTake::Best;
        let has_floor = group.floor.is_some() || group.each.is_some();
        report_keys! { self;
            no_effect "bonus" at span, if group.bonus.is_some() && !inside.bonus =>
                "nhóm không có tiêu chí điểm thưởng", "the group has no bonus rows";
            no_effect "deduction" at span, if group.deduction.is_some() && !inside.deduction =>
                "nhóm không có tiêu chí điểm trừ", "the group has no deduction rows";
            no_effect "take" at span, if is_best && inside.has_rows && inside.maxima.len() < 2 =>
                "nhóm không có từ hai nội dung chấm điểm trở lên để chọn", "the group has no two scored children to choose from";
            no_effect "mismatch" at span, if group.mismatch.is_some() && sum == group.max =>
                "các mục trong nhóm cộng lại đúng bằng điểm tối đa", "what stands in the group adds up to its maximum";
            no_effect "needed_for" at span, if !group.needed_for.is_empty() && !has_floor =>
                "nhóm không có điểm liệt `floor` hay `each`", "the group has neither `floor` nor `each`";
        }
    }

    /// Floors lie between nothing and the maximum, without these two.
    fn floors_within_reach(&mut self, scheme: &Scheme) {
        let mut told = vec![false; scheme.groups.len()];
        for row in &scheme.criteria {
            let Some(max) = row
                .max
                .as_ref()
                .filter(|_| row.kind == CriterionKind::Scored)
            else {
                continue;
            };
            if let Some(floor) = &row.floor {
                self.floor_within("floor", floor, &row.id, max, &row.span);
            }
            let mut at = row.group;
            while let Some(group) = at {
                let model = &scheme.groups[group];
                if let Some(floor) = &model.each
                    && !told[group]
                {
                    told[group] = self.floor_within("each", floor, &row.id, max, &model.span);
                }
                at = model.parent;
            }
        }
        for group in scheme.groups.iter().filter(|group| group.is_scored()) {
            if let Some(floor) = &group.floor {
                self.floor_within("floor", floor, &group.id, &group.max, &group.span);
            }
        }
    }

    /// Whether something about a floor was reported.
    fn floor_within(
        &mut self,
        key: &'static str,
        floor: &Floor,
        id: &str,
        max: &Number,
        span: &Span,
    ) -> bool {
        let points = floor.points(max);
        if points > *max || floor.above && points == *max {
            let problem = SchemeProblem::FloorAbove {
                key,
                id: id.to_owned(),
                floor: floor.number.to_string(),
                max: max.to_string(),
            };
            self.report(span, problem);
            return true;
        }
        if points.is_zero() && !floor.above {
            let (vi, en) = ("không ai dưới 0 điểm", "nobody is below 0");
            self.no_effect(key, span, vi, en);
            return true;
        }
        false
    }

    /// Siblings have numbers of their own on paper.
    fn numbers_of_siblings(&mut self, scheme: &Scheme) {
        let groups = scheme.groups.iter().map(|group| {
            let no = group.no.as_ref().unwrap_or(&group.id);
            (group.parent, true, no, &group.span)
        });
        let rows = scheme.criteria.iter().map(|row| {
            let no = row.no.as_ref().unwrap_or(&row.id);
            (row.group, row.kind.has_points(), no, &row.span)
        });
        let mut seen: BTreeMap<(Option<usize>, bool, &str), usize> = BTreeMap::new();
        for (parent, has_points, no, span) in groups.chain(rows) {
            let line = self.source.location(span.start).line;
            if let Some(first) = seen.get(&(parent, has_points, no.as_str())) {
                let problem = SchemeProblem::NumberTwice {
                    no: no.clone(),
                    line: *first,
                };
                self.report(span, problem);
            } else {
                seen.insert((parent, has_points, no), line);
            }
        }
    }

    fn stages_with_effect(&mut self, scheme: &Scheme) {
        if let Some(first) = scheme.stages.first() {
            report_keys! { self;
                no_effect "unmarked" at first.span, if first.unmarked == Unmarked::Carry =>
                    "trước bước chấm đầu tiên không có điểm nào để giữ lại", "before the first stage there is no mark to carry";
            }
        }
    }

    fn ranking_with_effect(&mut self, scheme: &Scheme) {
        let lists = &scheme.ranking.lists;
        for (at, part) in lists.iter().enumerate() {
            report_keys! { self;
                no_effect "lists" at scheme.ranking.span, if lists[..at].contains(part) =>
                    "một số liệu được ghi hai lần", "something is named twice in it";
            }
        }
        for award in &scheme.awards {
            report_keys! { self;
                no_effect "order" at award.span, if !award.order.is_empty() && lists.is_empty() =>
                    "chỉ có một danh sách xếp hạng, đã theo thứ hạng", "there is one list alone, which goes by its places";
            }
        }
    }

    /// What an award says of seats has no effect where there is no quota.
    pub(super) fn award_with_effect(&mut self, award: &AwardDocument, span: &Span) {
        let has_quota = award.quota.as_ref().is_some_and(|quota| !quota.is_empty());
        if has_quota || award.unread.contains(&"quota") {
            return;
        }
        let reserve = award.reserve.as_ref();
        report_keys! { self;
            no_effect "line" at *span, if award.line.is_some() =>
                "không có hạn mức `quota` nào", "there is no `quota`";
            no_effect "reserve" at *span, if reserve.is_some_and(|it| !it.is_empty()) =>
                "không có hạn mức `quota` nào", "there is no `quota`";
        }
    }
}
