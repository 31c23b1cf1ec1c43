//! Conditions whose answer is the same for everybody.

use super::{Examined, Finding};
use crate::locale::Text;
use crate::rule::problem::RuleProblem;
use crate::rule::ranges::{Ranges, Value};
use crate::rule::rule_id::RuleId;
use crate::scheme::GateOutcome;

impl Examined<'_> {
    /// A gate that stops everybody, an award that nobody can reach, and their like.
    pub(super) fn one_sided(&self, ranges: &Ranges<'_>, findings: &mut Vec<Finding>) {
        let mut ends = ranges.ends.iter().filter(|end| end.value.is_some());
        let answer = |value: Option<&Value>| Some(!value?.as_point()?.is_zero());
        let Some(end) = ends.next() else {
            return;
        };
        let Some(holds) = answer(end.value.as_ref()) else {
            return;
        };
        if ends.any(|end| answer(end.value.as_ref()) != Some(holds)) {
            return;
        }
        if let Some(effect) = effect(self.site, holds) {
            let answer = if holds {
                Text::both("luôn đúng", "always met")
            } else {
                Text::both("không bao giờ đúng", "never met")
            };
            let problem = RuleProblem::ConditionAlways {
                what: self.what(),
                answer,
                effect,
                date: Text::default(),
            };
            findings.push((end.at, problem));
        }
    }
}

/// What comes of a condition that always holds, or never does; `None` if nothing is wrong with it.
fn effect(site: RuleId, holds: bool) -> Option<Text> {
    Some(match (site, holds) {
        (RuleId::Gate(_, GateOutcome::Refused), true) => {
            Text::both("không ai được xét", "nobody is considered")
        }
        (RuleId::Gate(_, GateOutcome::Held), true) => {
            Text::both("ai cũng bị tạm dừng xét", "everybody is held")
        }
        (RuleId::Gate(_, GateOutcome::Unclassified), true) => {
            Text::both("không ai được xếp loại", "nobody is classified")
        }
        (RuleId::Gate(..), false) => Text::both("không dừng ai lại", "it stops nobody"),
        (RuleId::AwardWhen(_), false) => Text::both(
            "không ai đạt được hình thức này",
            "nobody can reach the award",
        ),
        (RuleId::AwardReserve(..), false) => {
            Text::both("không ai thuộc cơ cấu này", "nobody is of this kind")
        }
        (RuleId::Applies, false) => {
            Text::both("không ai thuộc bộ tiêu chí này", "the scheme judges nobody")
        }
        (RuleId::CriterionApplies(_), false) => Text::both(
            "không ai được chấm tiêu chí này",
            "nobody is judged by this criterion",
        ),
        (RuleId::Check(_), true) => Text::both(
            "phép kiểm tra này không bao giờ báo lỗi",
            "the check never finds anything",
        ),
        (RuleId::Check(_), false) => Text::both(
            "số liệu của ai cũng bị báo lỗi",
            "everybody's facts fail the check",
        ),
        (RuleId::Criterion(_), false) => {
            Text::both("không ai đạt tiêu chuẩn này", "nobody meets this standard")
        }
        _ => return None,
    })
}
