//! Several who mark one row: how far they lie apart, and whose mark was dropped at an end.

use serde::Serialize;

use crate::evaluation::{RowTrace, ScoreSheet};
use crate::number::Number;
use crate::report::context::Context;
use crate::roster::{GivenMark, Marked};
use crate::rule::trace::{Making, Term};
use crate::scheme::Name;

/// How far the marks of a row lie apart, and how far they may.
#[derive(Debug, Serialize)]
pub(in crate::report) struct SpreadReport {
    /// The row's id; `None` if it is shown at the row itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    points: String,
    limit: String,
    #[serde(skip)]
    pub(super) found: Number,
    #[serde(skip)]
    pub(super) most: Number,
}

/// A row that fewer people marked than those of others.
#[derive(Debug, Serialize)]
pub(in crate::report) struct FewMarksReport {
    id: String,
    stage: String,
    marks: usize,
    others: usize,
}

/// At which end of a panel a mark was dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trimmed {
    Highest,
    Lowest,
}

impl Trimmed {
    /// The word for machines.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Highest => "highest",
            Self::Lowest => "lowest",
        }
    }
}

impl Context<'_> {
    /// How far the marks of a row lie apart in a stage, where its scheme does not allow that.
    pub(super) fn spread_in(
        &self,
        nominee: &str,
        row: usize,
        stage: usize,
    ) -> Option<SpreadReport> {
        let scheme = self.scheme();
        let most = scheme.criteria[row].marking.as_ref()?.spread.as_ref()?;
        let council = &self.roster.council;
        let (from, marks) = council.marks_of(scheme, nominee, row, stage)?;
        let found = spread(&marks).filter(|found| from == stage && found > most)?;
        Some(SpreadReport {
            id: None,
            points: self.exact(&found),
            limit: self.exact(most),
            found,
            most: most.clone(),
        })
    }

    /// Rows whose markers lie further apart than their scheme allows, in the stage whose marks
    /// count.
    pub(in crate::report) fn spreads(&self, nominee: usize) -> Vec<(usize, SpreadReport)> {
        let scheme = self.scheme();
        let council = &self.roster.council;
        let one = &self.judged[nominee];
        let id = one.id();
        let (Some(stage), true) = (scheme.ranking.stage, council.marks.contains_key(id)) else {
            return Vec::new();
        };
        let rows = scheme.criteria.iter().enumerate();
        let apart = rows.filter_map(|(at, row)| {
            row.marking.as_ref()?.spread.as_ref()?;
            if one.not_applicable().contains(&at) {
                return None;
            }
            let (from, _) = council.marks_of(scheme, id, at, stage)?;
            let told = self.spread_in(id, at, from)?;
            let id = Some(row.id.clone());
            Some((at, SpreadReport { id, ..told }))
        });
        apart.collect()
    }

    /// Rows that fewer people marked than those of others, as notes beside a place.
    pub(in crate::report) fn few_marks_notes(&self, nominee: usize) -> Vec<String> {
        let few = self.judged[nominee].few_marks().iter();
        let note = few.map(|few| {
            let title = self.text(&self.scheme().criteria[few.criterion].title);
            self.words.few_marks(title, few.marks, few.others)
        });
        note.collect()
    }

    /// The same for machines.
    pub(in crate::report) fn few_marks(&self, nominee: usize) -> Vec<FewMarksReport> {
        let scheme = self.scheme();
        let few = self.judged[nominee].few_marks().iter();
        let told = few.map(|few| FewMarksReport {
            id: scheme.criteria[few.criterion].id.clone(),
            stage: scheme.stages[few.stage].id.clone(),
            marks: few.marks,
            others: few.others,
        });
        told.collect()
    }

    /// How far markers lie apart, as notes beside a place.
    pub(in crate::report) fn spread_notes(&self, nominee: usize) -> Vec<String> {
        let note = |(row, told): (usize, SpreadReport)| {
            let title = self.text(&self.scheme().criteria[row].title);
            self.words.spread_note(title, &self.number(&told.found))
        };
        self.spreads(nominee).into_iter().map(note).collect()
    }
}

impl Context<'_> {
    /// The marks that a row's rule dropped at either end, in the stage that counts. Of equal marks
    /// the first are dropped as the lowest and the last as the highest, which changes no result.
    pub(super) fn trimmed(
        &self,
        one: &ScoreSheet<'_>,
        row: usize,
        told: Option<&RowTrace>,
    ) -> Vec<(&GivenMark, Trimmed)> {
        let scheme = self.scheme();
        let Some(RowTrace::Rule(trace)) = told else {
            return Vec::new();
        };
        let list = scheme.criteria[row]
            .marking
            .as_ref()
            .and_then(|it| it.marks);
        let drop = list.zip(trace.made.as_ref());
        let Some(drop) = drop.and_then(|(list, made)| dropped(made, list)) else {
            return Vec::new();
        };
        let council = &self.roster.council;
        let stage = scheme.ranking.stage;
        let marks =
            stage.and_then(|stage| council.marks_of(scheme, &one.nomination.id, row, stage));
        let mut marks: Vec<(&Number, &GivenMark)> = marks
            .iter()
            .flat_map(|(_, marks)| marks)
            .filter_map(|mark| Some((points(mark)?, *mark)))
            .collect();
        marks.sort_by_key(|(points, _)| *points);
        let highest = marks.len().saturating_sub(drop);
        let ends = marks.into_iter().enumerate();
        let ends = ends.filter_map(|(at, (_, mark))| match at {
            at if at < drop => Some((mark, Trimmed::Lowest)),
            at if at >= highest => Some((mark, Trimmed::Highest)),
            _ => None,
        });
        ends.collect()
    }
}

/// How many marks are dropped at each end where a value is made of a list.
fn dropped(made: &Term, list: usize) -> Option<usize> {
    let Term::Made(how, parts) = made else {
        return None;
    };
    match how {
        Making::Function(called)
            if matches!(called.function.name, "trimmed_mean" | "trimmed_sum")
                && parts.contains(&Term::Named(Name::Fact(list))) =>
        {
            match parts.last()? {
                Term::Constant(drop) => drop.to_usize(),
                _ => None,
            }
        }
        _ => parts.iter().find_map(|part| dropped(part, list)),
    }
}

fn points(mark: &GivenMark) -> Option<&Number> {
    match &mark.value {
        Marked::Points(points) => Some(points),
        Marked::Met(_) => None,
    }
}

/// How far the marks of a row lie apart.
fn spread(marks: &[&GivenMark]) -> Option<Number> {
    let points = marks.iter().filter_map(|mark| points(mark));
    Some(points.clone().max()? - points.min()?)
}
