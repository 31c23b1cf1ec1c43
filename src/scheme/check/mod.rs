//! From what a scheme's file says to what holds: one function a promise; each reports and goes on.

mod awards;
mod cases;
mod ceilings;
mod checker;
mod classes;
mod effect;
mod empty;
mod facts;
mod lints;
mod others;
mod points;
mod quota;
mod rows;
mod stages;
mod tree;

pub use others::check_others;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use self::checker::Checker;
use super::document::{InForceDocument, RankingDocument, SchemeDocument};
use super::names;
use super::{Fact, InForce, PartBy, Places, Ranking, Scheme, SchemeProblem, Settle, Stage};
use crate::diagnostic::Diagnostics;
use crate::document::{Spanned, parse};
use crate::locale::Text;
use crate::number::Rounding;
use crate::source::Source;

/// Reads a scheme and checks everything about it but its rules. What is sound is kept even where
/// something else is not, so that the rules can be checked too; the gate is at the end.
pub fn check(source: &Arc<Source>, diagnostics: &mut Diagnostics) -> Option<Scheme> {
    let document: SchemeDocument = parse(source, diagnostics)?;
    let mut checker = Checker {
        source,
        diagnostics,
        names: BTreeMap::new(),
        groups: BTreeMap::new(),
        digits: Rounding::default().digits,
        sums_unknown: false,
        mark_facts: Vec::new(),
        left_out: Vec::new(),
    };
    Some(checker.scheme(document))
}

impl Checker<'_> {
    fn scheme(&mut self, document: SchemeDocument) -> Scheme {
        if let Some(format) = document.format.filter(|format| format.value != 1) {
            let found = format.value;
            self.report(&format.span, SchemeProblem::Format { found });
        }
        let stem = Path::new(self.source.name())
            .file_stem()
            .and_then(|stem| stem.to_str());
        let stem = stem.unwrap_or("scheme").to_owned();
        let id = document.id.map_or(stem, |id| {
            self.dashed_id(&id);
            id.value
        });
        let title = document.title.unwrap_or_else(|| Text::vi(&id));
        let functions = self.functions(document.functions.unwrap_or_default());
        let unread = |key| document.unread.contains(&key);
        self.sums_unknown = ["points", "group", "criterion"].into_iter().any(unread);
        let points = self.points(document.points.as_ref());
        let said_points = document.points;
        let stages = self.stages(document.stage.unwrap_or_default());
        let facts = self.facts(document.facts.unwrap_or_default());
        let checks = self.checks(document.check.unwrap_or_default());
        let values = self.values(document.values.unwrap_or_default(), &facts);
        let cohorts = self.cohorts(document.cohort.unwrap_or_default(), &facts);
        let classes = document.class.unwrap_or_default();
        let awards = document.award.unwrap_or_default();
        let targets = awards::Targets::new(&classes, &awards);
        let (groups, group_order) = self.groups(document.group.unwrap_or_default(), &targets);
        let rows = document.criterion.unwrap_or_default();
        if rows.is_empty() && !unread("criterion") {
            self.report_whole(SchemeProblem::NoCriterion {});
        }
        if document.ranking.is_none() && !unread("ranking") {
            self.report_whole(SchemeProblem::NoRanking {});
        }
        let known = cases::Known {
            facts: &facts,
            of_marks: &[],
            cohorts: &cohorts,
            rows: &[],
        };
        let criteria = self.criteria(rows, &stages, &targets, known);
        let mut facts = facts;
        let lints = self.lints(document.lints.unwrap_or_default(), &criteria);
        let ranking = self.ranking(document.ranking, &facts, &stages);
        let awards = self.awards(awards, &facts);
        facts.append(&mut self.mark_facts);
        let mut scheme = Scheme {
            source: Arc::clone(self.source),
            id,
            title,
            subject: document.subject,
            applies: document.applies,
            in_force: self.in_force(document.in_force),
            basis: document.basis.unwrap_or_default(),
            functions,
            points,
            gates: self.gates(document.gate.unwrap_or_default()),
            classes: Vec::new(),
            cases: Vec::new(),
            ranking,
            awards,
            stages,
            facts,
            checks,
            values,
            cohorts,
            groups,
            group_order,
            criteria,
            lints,
            left_out: std::mem::take(&mut self.left_out),
            names: BTreeMap::new(),
        };
        scheme.names = names::declared(&scheme);
        self.ceilings(&mut scheme);
        let said_scale = said_points.as_ref().and_then(|points| points.scale.clone());
        self.scale(&mut scheme, said_scale);
        scheme.classes = self.classes(classes, &scheme);
        self.sums(&scheme);
        self.effects(&scheme, said_points.as_ref());
        scheme.cases = self.cases(document.case.unwrap_or_default(), &scheme);
        scheme
    }

    /// The function files with a bare name; the others could lie anywhere and are not asked for.
    fn functions(&mut self, files: Vec<Spanned<String>>) -> Vec<Spanned<String>> {
        let mut bare = Vec::new();
        for file in files {
            let name = &file.value;
            if name.contains(['/', '\\', ':']) || name.starts_with('.') || !name.ends_with(".rhai")
            {
                let name = name.clone();
                self.report(&file.span, SchemeProblem::BadFunctionFile { name });
            } else {
                bare.push(file);
            }
        }
        bare
    }

    fn in_force(&mut self, document: Option<Spanned<InForceDocument>>) -> InForce {
        let Some(document) = document else {
            return InForce::default();
        };
        let from = document.value.from.map(|from| from.value);
        let until = document.value.until.map(|until| until.value);
        if let (Some(from), Some(until)) = (from, until)
            && until < from
        {
            let problem = SchemeProblem::InForceBackwards {
                from: from.to_string(),
                until: until.to_string(),
            };
            self.report(&document.span, problem);
        }
        InForce { from, until }
    }

    fn ranking(
        &mut self,
        document: Option<RankingDocument>,
        facts: &[Fact],
        stages: &[Stage],
    ) -> Ranking {
        let last_stage = stages.len().checked_sub(1);
        let Some(document) = document else {
            return Ranking {
                stage: last_stage,
                lists: Vec::new(),
                places: Places::default(),
                ties: Vec::new(),
                last: Settle::Council,
                span: 0..0,
            };
        };
        if document.last.is_none() && !document.unread.contains(&"last") {
            self.report(&document.span, SchemeProblem::NoLast {});
        }
        let last = document.last.unwrap_or(Settle::Council);
        if let Some(places) = &document.places
            && places.value == Places::Unique
            && last == Settle::Shared
        {
            self.report(&places.span, SchemeProblem::UniqueShared {});
        }
        let lists = document.lists.unwrap_or_default();
        let stage = document
            .stage
            .and_then(|stage| self.stage_named(&stage, stages));
        Ranking {
            stage: stage.or(last_stage),
            lists: lists
                .iter()
                .filter_map(|by| self.part_by(by, facts))
                .collect(),
            places: document
                .places
                .map(|places| places.value)
                .unwrap_or_default(),
            ties: awards::ties(document.ties),
            last,
            span: document.span,
        }
    }

    /// Something by which nominees are parted: `field`, `unit`, `subject`, or a fact of words.
    fn part_by(&mut self, by: &Spanned<String>, facts: &[Fact]) -> Option<PartBy> {
        match by.value.as_str() {
            "field" => return Some(PartBy::Field),
            "unit" => return Some(PartBy::Unit),
            "subject" => return Some(PartBy::Subject),
            _ => {}
        }
        let names = facts.iter().map(|fact| fact.id.as_str());
        let names = names.chain(["field", "unit"]);
        let at = self.find(by, names, |id| SchemeProblem::UnknownFact { id })?;
        Some(PartBy::Fact(at))
    }
}
