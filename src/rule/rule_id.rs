//! Where a rule stands in its scheme, and what it may therefore know.

use crate::document::RuleText;
use crate::locale::Text;
use crate::number::Number;
use crate::scheme::{CriterionKind, GateOutcome, Name, Scheme, Threshold};

/// What the place of a rule wants it to give.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wants {
    /// A number.
    Number,
    /// Yes or no.
    YesNo,
    /// Either: a step of a tie chain.
    Key,
}

impl Wants {
    /// What a rule must give, in words.
    pub(super) fn text(self) -> Text {
        match self {
            Self::Number => Text::both("một số", "a number"),
            Self::YesNo => Text::both("có hoặc không", "yes or no"),
            Self::Key => Text::both("một số hoặc có/không", "a number or yes-no"),
        }
    }
}

/// Where a rule stands; each number is an index of the scheme's own lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RuleId {
    /// Which nominees the scheme judges.
    Applies,
    /// A check of the facts.
    Check(usize),
    /// One of a gate's questions.
    Gate(usize, GateOutcome),
    /// Of which nominees a cohort number is taken.
    CohortWhen(usize),
    /// What a cohort number takes of each.
    CohortOf(usize),
    /// To whom a criterion applies.
    CriterionApplies(usize),
    /// The points of a criterion.
    Criterion(usize),
    /// The threshold of a class.
    Class(usize),
    /// A step of the tie chain.
    Tie(usize),
    /// The conditions of an award.
    AwardWhen(usize),
    /// A step of an award's order.
    AwardOrder(usize, usize),
    /// Who is of the kind for which an award keeps seats.
    AwardReserve(usize, usize),
}

/// Every rule of a scheme with its place, in the order of evaluation.
pub(super) fn rules(scheme: &Scheme) -> Vec<(RuleId, &RuleText)> {
    let mut rules = Vec::new();
    rules.extend(scheme.applies.iter().map(|rule| (RuleId::Applies, rule)));
    for (at, check) in scheme.checks.iter().enumerate() {
        rules.push((RuleId::Check(at), &check.rule));
    }
    for (at, gate) in scheme.gates.iter().enumerate() {
        rules.extend(
            gate.rules
                .iter()
                .map(|(outcome, rule)| (RuleId::Gate(at, *outcome), rule)),
        );
    }
    for (at, cohort) in scheme.cohorts.iter().enumerate() {
        rules.extend(
            cohort
                .when
                .iter()
                .map(|rule| (RuleId::CohortWhen(at), rule)),
        );
        rules.push((RuleId::CohortOf(at), &cohort.of));
    }
    for (at, row) in scheme.criteria.iter().enumerate() {
        rules.extend(
            row.applies
                .iter()
                .map(|rule| (RuleId::CriterionApplies(at), rule)),
        );
        rules.push((RuleId::Criterion(at), &row.rule));
    }
    for (at, class) in scheme.classes.iter().enumerate() {
        if let Some(Threshold::Rule(rule)) = &class.from {
            rules.push((RuleId::Class(at), rule));
        }
    }
    for (at, tie) in scheme.ranking.ties.iter().enumerate() {
        rules.push((RuleId::Tie(at), &tie.by));
    }
    for (at, award) in scheme.awards.iter().enumerate() {
        rules.extend(award.when.iter().map(|rule| (RuleId::AwardWhen(at), rule)));
        for (step, tie) in award.order.iter().enumerate() {
            rules.push((RuleId::AwardOrder(at, step), &tie.by));
        }
        for (kind, reserve) in award.reserve.iter().enumerate() {
            rules.push((RuleId::AwardReserve(at, kind), &reserve.when));
        }
    }
    rules
}

impl RuleId {
    /// The rule here.
    pub(super) fn rule(self, scheme: &Scheme) -> Option<&RuleText> {
        match self {
            Self::Applies => scheme.applies.as_ref(),
            Self::Check(at) => Some(&scheme.checks.get(at)?.rule),
            Self::Gate(at, outcome) => {
                let mut rules = scheme.gates.get(at)?.rules.iter();
                let rule = rules.find(|(wanted, _)| *wanted == outcome);
                rule.map(|(_, rule)| rule)
            }
            Self::CohortWhen(at) => scheme.cohorts.get(at)?.when.as_ref(),
            Self::CohortOf(at) => Some(&scheme.cohorts.get(at)?.of),
            Self::CriterionApplies(at) => scheme.criteria.get(at)?.applies.as_ref(),
            Self::Criterion(at) => Some(&scheme.criteria.get(at)?.rule),
            Self::Class(at) => match &scheme.classes.get(at)?.from {
                Some(Threshold::Rule(rule)) => Some(rule),
                _ => None,
            },
            Self::Tie(at) => Some(&scheme.ranking.ties.get(at)?.by),
            Self::AwardWhen(at) => scheme.awards.get(at)?.when.as_ref(),
            Self::AwardOrder(at, step) => Some(&scheme.awards.get(at)?.order.get(step)?.by),
            Self::AwardReserve(at, kind) => Some(&scheme.awards.get(at)?.reserve.get(kind)?.when),
        }
    }

    /// What a rule here is to give.
    pub(super) fn wants(self, scheme: &Scheme) -> Wants {
        match self {
            Self::CohortOf(_) | Self::Class(_) => Wants::Number,
            Self::Criterion(at) if scheme.criteria[at].kind != CriterionKind::Standard => {
                Wants::Number
            }
            Self::Tie(_) | Self::AwardOrder(..) => Wants::Key,
            _ => Wants::YesNo,
        }
    }

    /// What a word stands for in a rule here.
    pub(super) fn name(self, scheme: &Scheme, word: &str) -> Option<Name> {
        match self {
            Self::Criterion(at) => scheme.name_in(at, word),
            _ => scheme.name(word),
        }
    }

    /// The maximum of the criterion that a rule here stands in.
    pub(super) fn maximum(self, scheme: &Scheme) -> Option<&Number> {
        match self {
            Self::Criterion(at) | Self::CriterionApplies(at) => scheme.criteria[at].max.as_ref(),
            _ => None,
        }
    }

    /// Whether a rule here may know `name`: each step sees only what stands before it.
    pub(super) fn knows(self, name: Name, scheme: &Scheme) -> bool {
        let after_points = matches!(
            self,
            Self::Class(_)
                | Self::Tie(_)
                | Self::AwardWhen(_)
                | Self::AwardOrder(..)
                | Self::AwardReserve(..)
        );
        match name {
            Name::Max => matches!(self, Self::Criterion(_) | Self::CriterionApplies(_)),
            Name::Cohort(_) => {
                after_points || matches!(self, Self::Criterion(_) | Self::CriterionApplies(_))
            }
            Name::Group(_) | Name::Criterion(_) | Name::Standard(_) | Name::Total => after_points,
            Name::Class => after_points && !matches!(self, Self::Class(_)),
            // The class of a unit is known only once the collectives are judged.
            Name::Fact(_) | Name::Value(_) if matches!(self, Self::Applies | Self::Check(_)) => {
                let fact = match name {
                    Name::Value(at) => scheme.values[at].by,
                    Name::Fact(at) => Some(at),
                    _ => None,
                };
                fact.is_none_or(|fact| scheme.facts[fact].from.class_in().is_none())
            }
            _ => true,
        }
    }

    /// Whether something is said of a nominee to whom what a rule here reads is not assigned.
    pub(super) fn is_covered(self, scheme: &Scheme) -> bool {
        match self {
            Self::Criterion(at) | Self::CriterionApplies(at) => {
                scheme.criteria[at].otherwise.is_some()
            }
            Self::Check(_) | Self::CohortOf(_) | Self::CohortWhen(_) | Self::Applies => true,
            _ => false,
        }
    }

    /// The place in words: "tiêu chí `A1`".
    pub fn text(self, scheme: &Scheme) -> Text {
        let named = |vi: &str, en: &str, id: &str| {
            Text::both(format!("{vi} `{id}`"), format!("{en} `{id}`"))
        };
        let numbered = |vi: &str, en: &str, at: usize| {
            Text::both(
                format!("{vi} thứ {}", at + 1),
                format!("{en} number {}", at + 1),
            )
        };
        match self {
            Self::Applies => Text::both("`applies` của bộ tiêu chí", "the scheme's `applies`"),
            Self::Check(at) => numbered("phép kiểm tra số liệu", "the check", at),
            Self::Gate(at, _) => named("điều kiện", "the gate", &scheme.gates[at].id),
            Self::CohortWhen(at) | Self::CohortOf(at) => {
                named("số của cụm", "the cohort number", &scheme.cohorts[at].id)
            }
            Self::CriterionApplies(at) | Self::Criterion(at) => {
                named("tiêu chí", "the criterion", &scheme.criteria[at].id)
            }
            Self::Class(at) => named("mức xếp loại", "the class", &scheme.classes[at].id),
            Self::Tie(at) => numbered("tiêu chí phụ", "the tie step", at),
            Self::AwardWhen(at) => {
                named("hình thức khen thưởng", "the award", &scheme.awards[at].id)
            }
            Self::AwardOrder(at, _) => named(
                "thứ tự xét của hình thức khen thưởng",
                "the order of the award",
                &scheme.awards[at].id,
            ),
            Self::AwardReserve(at, _) => named(
                "cơ cấu của hình thức khen thưởng",
                "the reserve of the award",
                &scheme.awards[at].id,
            ),
        }
    }
}
