//! The promises of stages and of rows that people mark.

use super::Checker;
use crate::document::{RuleText, Spanned};
use crate::locale::Text;
use crate::number::{Decimal, plain};
use crate::scheme::document::{CriterionDocument, StageDocument};
use crate::scheme::{CriterionKind, Marking, SchemeProblem, Stage};

/// The rule of a marked row that says none: the one mark, or the mean of a panel's.
const MEAN: &str = "mean(marks)";

/// The rule of a marked standard that says none.
const ONE: &str = "mark";

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
        let at = stages.iter().position(|stage| stage.id == id.value);
        if at.is_none() {
            let names = stages.iter().map(|stage| stage.id.as_str());
            let problem = SchemeProblem::UnknownStage {
                id: id.value.clone(),
            };
            self.suggest(id, problem, names);
        }
        at
    }

    /// How a row is marked, if people mark it.
    pub(super) fn marking(
        &mut self,
        document: &CriterionDocument,
        kind: CriterionKind,
        max: Option<Decimal>,
        stages: &[Stage],
    ) -> Option<Marking> {
        let marked = document.marked.as_ref().filter(|marked| marked.value);
        let Some(marked) = marked else {
            let only = ("chỉ dùng với `marked = true`", "only for `marked = true`");
            if let Some(stage) = document.stages.as_ref().and_then(|stages| stages.first()) {
                self.not_here("stages", &stage.span, only.0, only.1);
            }
            if let Some(levels) = &document.levels {
                self.not_here("levels", &levels.span, only.0, only.1);
            }
            if let Some(reason) = &document.reason {
                self.not_here("reason", &reason.span, only.0, only.1);
            }
            if let Some(spread) = &document.spread {
                self.not_here("spread", &spread.span, only.0, only.1);
            }
            return None;
        };
        if stages.is_empty() {
            self.needs(
                "stage",
                &marked.span,
                "tiêu chí do người chấm thì phải khai báo các bước chấm `[[stage]]`",
                "a row that people mark needs the stages `[[stage]]`",
            );
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
        let mut levels: Vec<(Decimal, Text)> = Vec::new();
        if let Some(said) = &document.levels {
            if kind == CriterionKind::Standard {
                self.not_here(
                    "levels",
                    &said.span,
                    "tiêu chuẩn chỉ đạt hoặc không đạt",
                    "a standard is met or not",
                );
            }
            for level in &said.value {
                let points = level.points.value;
                if points < Decimal::ZERO || max.is_some_and(|max| points > max) {
                    let found = plain(points);
                    let (vi, en) = ("từ 0 đến điểm tối đa", "from 0 to the maximum");
                    self.out_of_range("levels", &level.points.span, found, vi, en);
                } else if levels.iter().any(|(other, _)| *other == points) {
                    let found = plain(points);
                    let (vi, en) = ("là mức điểm chưa ghi ở trước", "a level not named before");
                    self.out_of_range("levels", &level.points.span, found, vi, en);
                }
                levels.push((points, level.words.clone()));
            }
        }
        let spread = document.spread.as_ref();
        Some(Marking {
            stages: in_stages,
            levels,
            reason: document.reason.is_some(),
            spread: spread.and_then(|spread| self.positive("spread", spread)),
        })
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
            ONE
        } else {
            MEAN
        };
        Some(RuleText {
            text: text.to_owned(),
            span: marked.span.clone(),
            body: None,
        })
    }
}
