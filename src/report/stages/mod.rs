//! The stages of scoring, told: totals side by side, what people marked, and how far it lies apart.

mod inflated;

use serde::Serialize;
use serde_json::{Map, Value};

pub(super) use inflated::Inflated;

use super::view::View;
use super::words::StageWords;
use crate::dossier::{GivenMark, Marked};
use crate::evaluation::{Judgement, Outcome, Standing};
use crate::number::Decimal;
use crate::scheme::{CriterionKind, Stage};

/// A row in one stage: what it comes to, and who marked it.
#[derive(Debug, Serialize)]
pub(super) struct StageMarks {
    /// The stage's id.
    stage: String,
    /// What the row comes to in it; nothing where nobody has marked yet.
    points: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    met: Option<bool>,
    /// The stage whose result stands here, where it is not this one's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    carried_from: Option<String>,
    marks: Vec<MarkTold>,
}

/// A mark that somebody gave.
#[derive(Debug, Serialize)]
struct MarkTold {
    marker: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    points: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    met: Option<bool>,
    reason: Option<String>,
    /// Why it does not count; nothing where it does.
    #[serde(skip_serializing_if = "Option::is_none")]
    left_out: Option<&'static str>,
    /// The mark as people read it.
    #[serde(skip)]
    said: String,
}

impl<'p, J: Standing> View<'p, J> {
    fn stage_words(&self) -> &'static StageWords {
        StageWords::of(self.locale)
    }

    /// The stages whose totals stand beside the one that counts.
    pub(super) fn other_stages(&self) -> Vec<(usize, &'p Stage)> {
        let scheme = self.scheme();
        let counting = scheme.ranking.stage;
        let stages = scheme.stages.iter().enumerate();
        let others = stages.filter(|(at, _)| counting != Some(*at));
        others.collect()
    }

    /// By how much the total of the first stage is above the one that counts; nothing where there
    /// is but one stage, or one of both is not known.
    pub(super) fn inflation(&self, nominee: usize) -> Option<Decimal> {
        let one = &self.judged[nominee];
        self.other_stages().first().filter(|(at, _)| *at == 0)?;
        Some(one.stage_total(0)? - one.total()?)
    }

    /// A difference with its sign.
    pub(super) fn apart(&self, by: Decimal) -> String {
        let sign = if by > Decimal::ZERO { "+" } else { "" };
        format!("{sign}{}", self.points(by))
    }

    /// Rows whose markers lie further apart than their scheme allows, in the stage that counts.
    pub(super) fn spread_notes(&self, nominee: usize) -> Vec<String> {
        let scheme = self.scheme();
        let Some(stage) = scheme.ranking.stage else {
            return Vec::new();
        };
        let id = self.judged[nominee].id();
        let rows = scheme.criteria.iter().enumerate();
        let apart = rows.filter_map(|(at, row)| {
            let most = row.marking.as_ref()?.spread?;
            let (_, marks) = self.dossier.council.marks_of(scheme, id, at, stage)?;
            let spread = spread(&marks).filter(|spread| *spread > most)?;
            let title = self.text(&row.title);
            Some((self.stage_words().spread_note)(
                title,
                &self.number(spread),
            ))
        });
        apart.collect()
    }
}

/// How far the marks of a row lie apart.
fn spread(marks: &[&GivenMark]) -> Option<Decimal> {
    let points = marks.iter().filter_map(|mark| match mark.value {
        Marked::Points(points) => Some(points),
        Marked::Met(_) => None,
    });
    let (least, most) = points.fold(None, |ends: Option<(Decimal, Decimal)>, points| {
        let (least, most) = ends.unwrap_or((points, points));
        Some((least.min(points), most.max(points)))
    })?;
    Some(most - least)
}

/// Who marked, what where it is one of several, and why.
fn who(mark: &MarkTold, is_one_of_several: bool) -> String {
    let mut said = mark.marker.clone();
    if is_one_of_several {
        said = format!("{said} {}", mark.said);
    }
    if let Some(reason) = &mark.reason {
        said = format!("{said}: {reason}");
    }
    said
}

impl View<'_> {
    /// The totals of all stages, for machines; nothing where there are none.
    pub(super) fn stage_totals(&self, one: &Judgement<'_>) -> Map<String, Value> {
        let stages = self.scheme().stages.iter().zip(&one.stages);
        let told = stages.map(|(stage, sheet)| {
            let total = sheet.total.map(|total| self.exact(total));
            (stage.id.clone(), total.into())
        });
        told.collect()
    }

    /// A row in each stage; empty where nobody marks it.
    pub(super) fn marks_of_row(&self, one: &Judgement<'_>, row: usize) -> Vec<StageMarks> {
        let scheme = self.scheme();
        let council = &self.dossier.council;
        let id = &*one.nomination.id;
        let given = council.marks.get(id).map_or(&[][..], Vec::as_slice);
        let given: Vec<&GivenMark> = given.iter().filter(|it| it.criterion == row).collect();
        let is_marked = scheme.criteria[row].marking.is_some();
        if !is_marked && given.is_empty() {
            return Vec::new();
        }
        let title = |at: usize| scheme.stages[at].id.clone();
        let stages = scheme.stages.iter().zip(&one.stages).enumerate();
        let told = stages.filter_map(|(at, (stage, sheet))| {
            let own: Vec<&&GivenMark> = given.iter().filter(|it| it.stage == at).collect();
            let from = if is_marked {
                council.marks_of(scheme, id, row, at).map(|(from, _)| from)
            } else {
                let departures = council.departures(scheme, id, at);
                let mut departures = departures.iter();
                departures.find(|it| it.criterion == row).map(|it| it.stage)
            };
            // A stage in which nothing is to be marked says nothing.
            let marking = scheme.criteria[row].marking.as_ref();
            let is_due = marking.is_some_and(|marking| !marking.is_later_than(at));
            if own.is_empty() && from.is_none() && !is_due {
                return None;
            }
            Some(StageMarks {
                stage: stage.id.clone(),
                points: sheet
                    .points
                    .get(row)
                    .copied()
                    .flatten()
                    .map(|points| self.exact(points)),
                met: sheet.met.get(row).copied().flatten(),
                carried_from: from.filter(|from| *from != at).map(title),
                marks: own.into_iter().map(|mark| self.mark_told(mark)).collect(),
            })
        });
        told.collect()
    }

    fn mark_told(&self, mark: &GivenMark) -> MarkTold {
        let (points, met) = match mark.value {
            Marked::Points(points) => (Some(self.exact(points)), None),
            Marked::Met(met) => (None, Some(met)),
        };
        MarkTold {
            marker: mark.marker.to_string(),
            points,
            met,
            reason: mark.reason.as_deref().map(str::to_owned),
            left_out: mark.recused.then_some("recused"),
            said: match mark.value {
                Marked::Points(points) => self.number(points),
                Marked::Met(true) => self.words.met.to_owned(),
                Marked::Met(false) => self.words.not_met.to_owned(),
            },
        }
    }

    /// What people marked of a row, a sentence each.
    pub(super) fn marks_in_words(&self, one: &Judgement<'_>, row: usize) -> Vec<String> {
        let words = self.stage_words();
        let scheme = self.scheme();
        let mut said = Vec::new();
        for departed in one.departed.iter().filter(|it| it.criterion == row) {
            let now = one.marks.get(row).map(|mark| self.outcome(&mark.outcome));
            let computed = self.outcome(&departed.computed);
            let stage = self.text(&scheme.stages[departed.stage].title);
            said.push((words.departs)(&computed, stage, &now.unwrap_or_default()));
        }
        for told in self.marks_of_row(one, row) {
            let Some(at) = scheme.stages.iter().position(|it| it.id == told.stage) else {
                continue;
            };
            let title = self.text(&scheme.stages[at].title);
            let result = self.result(told.points.as_ref(), told.met);
            if let Some(from) = &told.carried_from {
                let from = scheme.stages.iter().find(|it| it.id == *from);
                let from = from.map_or("", |from| self.text(&from.title));
                said.push((words.carried)(title, &result, from));
            }
            let (out, counts): (Vec<&MarkTold>, Vec<&MarkTold>) =
                told.marks.iter().partition(|it| it.left_out.is_some());
            if let [only] = counts[..] {
                let who = who(only, false);
                said.push((words.marked)(title, &result, &who));
            } else if !counts.is_empty() {
                let who: Vec<String> = counts.iter().map(|it| who(it, true)).collect();
                said.push((words.marked)(title, &result, &who.join("; ")));
            } else if told.carried_from.is_none() && result.is_empty() {
                said.push((words.unmarked)(title));
            }
            for mark in out {
                said.push((words.recused)(&mark.marker, &mark.said));
            }
            said.extend(self.spread_in_words(one, row, at));
        }
        said
    }

    fn spread_in_words(&self, one: &Judgement<'_>, row: usize, stage: usize) -> Option<String> {
        let scheme = self.scheme();
        let most = scheme.criteria[row].marking.as_ref()?.spread?;
        let council = &self.dossier.council;
        let (from, marks) = council.marks_of(scheme, &one.nomination.id, row, stage)?;
        let spread = spread(&marks).filter(|spread| from == stage && *spread > most)?;
        let title = self.text(&scheme.stages[stage].title);
        let (spread, most) = (self.number(spread), self.number(most));
        Some((self.stage_words().spread)(title, &spread, &most))
    }

    fn result(&self, points: Option<&String>, met: Option<bool>) -> String {
        match (points, met) {
            (Some(points), _) => self.locale.number(points),
            (None, Some(true)) => self.words.met.to_owned(),
            (None, Some(false)) => self.words.not_met.to_owned(),
            (None, None) => String::new(),
        }
    }

    fn outcome(&self, outcome: &Outcome) -> String {
        match outcome {
            Outcome::Points(points) => self.points(*points),
            Outcome::Met(true) => self.words.met.to_owned(),
            Outcome::Met(false) => self.words.not_met.to_owned(),
            Outcome::Dropped => self.words.dropped.to_owned(),
            Outcome::Failed(failure) => (self.words.rule_failed)(self.text(&failure.message)),
        }
    }

    /// By how much each row is above what counts in the first stage, the greatest first.
    pub(super) fn inflation_by_row(&self, one: &Judgement<'_>) -> Vec<(usize, Decimal)> {
        let Some(first) = one.stages.first() else {
            return Vec::new();
        };
        let rows = self.scheme().criteria.iter().enumerate();
        let apart = rows.filter_map(|(at, row)| {
            let own = first.points.get(at).copied().flatten()?;
            let counts = one.marks.get(at)?.points()?;
            let by = own - counts;
            let by = if row.kind == CriterionKind::Deduction {
                -by
            } else {
                by
            };
            (!by.is_zero()).then_some((at, by))
        });
        let mut apart: Vec<_> = apart.collect();
        apart.sort_by_key(|(at, by)| (std::cmp::Reverse(*by), *at));
        apart
    }
}
