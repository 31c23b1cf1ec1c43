//! How grave a scheme takes the codes of what only asks for a look.

use super::checker::Checker;
use crate::document::Keyed;
use crate::scheme::document::LintDocument;
use crate::scheme::{Criterion, Lint, SchemeProblem};

impl Checker<'_> {
    /// The entries of `[lints]` with a level and a reason. Which codes there are is known where all
    /// findings are.
    pub(super) fn lints(&mut self, said: Keyed<LintDocument>, criteria: &[Criterion]) -> Vec<Lint> {
        let mut lints = Vec::new();
        for (code, document) in said {
            let (Some(level), Some(reason)) = (document.level, document.reason) else {
                continue;
            };
            if reason.value.trim().is_empty() {
                let code = code.value.clone();
                self.report(&reason.span, SchemeProblem::LintReason { code });
            }
            let only = document.only.map(|rows| {
                let rows = rows.iter().filter_map(|row| {
                    let ids = criteria.iter().map(|it| it.id.as_str());
                    self.find(row, ids, |id| SchemeProblem::UnknownCriterion { id })
                });
                rows.collect()
            });
            lints.push(Lint {
                code,
                level,
                reason: reason.value,
                only,
            });
        }
        lints
    }
}
