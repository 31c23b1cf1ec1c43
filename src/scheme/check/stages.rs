//! The promises of stages and of rows that people mark.

use super::checker::{Checker, report_keys};
use crate::document::{RuleText, Spanned};
use crate::locale::{Locale, Text};
use crate::number::Number;
use crate::scheme::document::{CriterionDocument, StageDocument};
use crate::scheme::{
    CountsAs, Criterion, CriterionKind, Fact, FactFrom, FactKind, Marking, SchemeProblem, Stage,
};
use crate::text::normalize;

impl Checker<'_> {
    pub(super) fn stages(&mut self, documents: Vec<StageDocument>) -> Vec<Stage> {
        self.dashed_ids(documents.iter().filter_map(|stage| stage.id.as_ref()));
        let stage = |document: StageDocument| {
            let id = document.id?;
            Some(Stage {
                title: document.title.unwrap_or_else(|| Text::vi(&id.value)),
                unmarked: document.unmarked.unwrap_or_default(),
                id: id.value,
                span: id.span,
            })
        };
        documents.into_iter().filter_map(stage).collect()
    }

    /// The stage of that name, by index.
    pub(super) fn stage_named(&mut self, id: &Spanned<String>, stages: &[Stage]) -> Option<usize> {
        let names = stages.iter().map(|stage| stage.id.as_str());
        self.find(id, names, |id| SchemeProblem::UnknownStage { id })
    }

    /// How a row is marked, if people mark it.
    pub(super) fn marking(
        &mut self,
        document: &CriterionDocument,
        kind: CriterionKind,
        max: Option<&Number>,
        stages: &[Stage],
    ) -> Option<Marking> {
        let marked = document.marked.as_ref().filter(|marked| marked.value);
        let Some(marked) = marked else {
            let first = document.stages.as_ref().and_then(|stages| stages.first());
            report_keys! { self;
                not_here "stages" at first => "chỉ dùng với `marked = true`", "only for `marked = true`";
                not_here "levels" at document.levels => "chỉ dùng với `marked = true`", "only for `marked = true`";
                not_here "reason" at document.reason => "chỉ dùng với `marked = true`", "only for `marked = true`";
                not_here "spread" at document.spread => "chỉ dùng với `marked = true`", "only for `marked = true`";
                not_here "unmarked" at document.unmarked => "chỉ dùng với `marked = true`", "only for `marked = true`";
            }
            return None;
        };
        let beside = matches!(kind, CriterionKind::Bonus | CriterionKind::Deduction);
        let unmarked = document.unmarked.as_ref().map(|it| it.value);
        report_keys! { self;
            not_here "unmarked" at document.unmarked, if beside && unmarked == Some(CountsAs::Full) =>
                "điểm thưởng và điểm trừ chỉ có thể là `zero`", "bonus and deduction rows may only say `zero`";
            needs "stage" at marked.span, if stages.is_empty() =>
                "tiêu chí do người chấm thì phải khai báo các bước chấm `[[stage]]`",
                "a row that people mark needs the stages `[[stage]]`";
            not_here "levels" at document.levels, if kind == CriterionKind::Standard =>
                "tiêu chuẩn chỉ đạt hoặc không đạt", "a standard is met or not";
        }
        let mut in_stages: Vec<usize> = match &document.stages {
            None => (0..stages.len()).collect(),
            Some(named) => named
                .iter()
                .filter_map(|id| self.stage_named(id, stages))
                .collect(),
        };
        in_stages.sort_unstable();
        in_stages.dedup();
        let mut levels: Vec<(Number, Text)> = Vec::new();
        if let Some(said) = &document.levels {
            for level in &said.value {
                let points = &level.points.value;
                if points.is_negative() || max.is_some_and(|max| points > max) {
                    let found = points.to_string();
                    let (vi, en) = ("từ 0 đến điểm tối đa", "from 0 to the maximum");
                    self.out_of_range("levels", &level.points.span, found, vi, en);
                } else if levels
                    .iter()
                    .any(|(_, words)| means_same(words, &level.words))
                {
                    let found = format!("{points} {}", level.words.get(Locale::Vi));
                    let (vi, en) = (
                        "là mức điểm có lời chưa ghi ở trước",
                        "a level whose words stand not before",
                    );
                    self.out_of_range("levels", &level.points.span, found, vi, en);
                }
                levels.push((points.clone(), level.words.clone()));
            }
        }
        let spread = document.spread.as_ref();
        Some(Marking {
            mark: None,
            marks: None,
            stages: in_stages,
            levels,
            reason: document.reason.is_some(),
            spread: spread.and_then(|spread| self.positive("spread", spread)),
            unmarked,
        })
    }

    /// The facts that a marked row's rule calls `mark` and `marks`: they come after the declared
    /// ones, and no file has a column for them.
    pub(super) fn mark_facts(
        &mut self,
        declared: usize,
        row: &mut Criterion,
        at: usize,
    ) -> Vec<Fact> {
        let Some(marking) = &mut row.marking else {
            return Vec::new();
        };
        let one = match row.kind {
            CriterionKind::Standard => FactKind::YesNo,
            _ => FactKind::Number,
        };
        let title = |vi: &str, en: &str| {
            Text::both(
                format!("{vi} “{}”", row.title.get(Locale::Vi)),
                format!("{en} “{}”", row.title.get(Locale::En)),
            )
        };
        let fact = |id: &str, label, kind, from| Fact {
            id: format!("{}.{id}", row.id),
            label,
            kind,
            unit: None,
            min: Some(Number::ZERO).filter(|_| row.kind != CriterionKind::Standard),
            max: row.max.clone(),
            better: None,
            required: true,
            empty: None,
            unique: false,
            from,
            span: row.span.clone(),
        };
        let mut facts = Vec::new();
        let mut next = declared + self.mark_facts.len();
        if says(&row.rule.text, "mark") {
            let label = title("Điểm chấm", "The mark of");
            facts.push(fact("mark", label, one.clone(), FactFrom::Mark(at)));
            marking.mark = Some(next);
            next += 1;
        }
        if says(&row.rule.text, "marks") {
            let label = title("Các điểm chấm", "The marks of");
            let kind = FactKind::List(Box::new(one));
            facts.push(fact("marks", label, kind, FactFrom::Marks(at)));
            marking.marks = Some(next);
        }
        self.mark_facts.extend(facts.iter().cloned());
        facts
    }

    /// The rule of a row; a marked row that says none takes its mark as it is.
    pub(super) fn rule_of_row(
        &mut self,
        document: &mut CriterionDocument,
        id: &Spanned<String>,
        kind: CriterionKind,
    ) -> Option<RuleText> {
        if let Some(rule) = document.rule.take() {
            return Some(rule);
        }
        if document.unread.contains(&"rule") {
            return None;
        }
        let Some(marked) = document.marked.as_ref().filter(|marked| marked.value) else {
            let (vi, en) = (
                "tiêu chí phải có `rule`, hoặc `marked = true` để người chấm",
                "a row has a `rule`, or `marked = true` for people to mark it",
            );
            self.needs("rule", &id.span, vi, en);
            return None;
        };
        let text = if kind == CriterionKind::Standard {
            Marking::ONE
        } else {
            Marking::MEAN
        };
        Some(RuleText {
            text: text.to_owned(),
            span: marked.span.clone(),
            body: None,
        })
    }
}

/// Whether people could not tell two levels apart by their words.
fn means_same(one: &Text, other: &Text) -> bool {
    let same = |locale| normalize(one.get(locale)) == normalize(other.get(locale));
    same(Locale::Vi) || same(Locale::En)
}

/// Whether a rule says a word.
fn says(rule: &str, word: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    rule.match_indices(word).any(|(at, _)| {
        let before = rule[..at].chars().next_back();
        let after = rule[at + word.len()..].chars().next();
        !before.is_some_and(part) && !after.is_some_and(part)
    })
}
