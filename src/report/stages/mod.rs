//! The stages of scoring: totals side by side, what people marked, and how far it lies apart.

mod inflated;
mod panel;
mod sentences;

use serde::Serialize;
use serde_json::{Map, Value};

pub(super) use inflated::Inflated;
pub(super) use panel::{FewMarksReport, SpreadReport};

use self::panel::Trimmed;
use super::context::Context;

use crate::evaluation::{Outcome, RowTrace, ScoreSheet, Verdict};
use crate::number::Number;
use crate::roster::{GivenMark, Marked, Recusal};
use crate::scheme::{CriterionKind, Stage};

/// A row in one stage: what it comes to, and who marked it.
#[derive(Debug, Serialize)]
pub(super) struct StageMarks {
    /// The stage's id.
    stage: String,
    /// What the row comes to in it; `None` if nobody has marked yet.
    points: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    met: Option<bool>,
    /// The stage whose result is shown here, if it is not this one's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    carried_from: Option<String>,
    marks: Vec<MarkReport>,
    /// Whether nobody marked it and it counts as the scheme says.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    unmarked: bool,
    /// How far the marks lie apart, where that is further than the scheme allows.
    #[serde(skip_serializing_if = "Option::is_none")]
    spread: Option<SpreadReport>,
    /// The stage, by index.
    #[serde(skip)]
    at: usize,
    /// Whether a mark is to be given in it.
    #[serde(skip)]
    is_due: bool,
}

/// Why marks do not count where their row does not apply.
const NOT_APPLICABLE: &str = "not_applicable";

/// A mark that somebody gave.
#[derive(Debug, Serialize)]
struct MarkReport {
    marker: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    points: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    met: Option<bool>,
    /// The words of the level, where the marker wrote them.
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<String>,
    reason: Option<String>,
    /// Why it does not count; `None` if it does.
    #[serde(skip_serializing_if = "Option::is_none")]
    left_out: Option<&'static str>,
    /// At which end of the panel it was dropped; `None` if it was not.
    #[serde(skip_serializing_if = "Option::is_none")]
    trimmed: Option<&'static str>,
    /// The mark as people read it.
    #[serde(skip)]
    said: String,
    #[serde(skip)]
    recusal: Option<Recusal>,
    #[serde(skip)]
    end: Option<Trimmed>,
}

impl<'p> Context<'p> {
    /// The stages whose totals are shown beside the one that counts.
    pub(super) fn other_stages(&self) -> Vec<(usize, &'p Stage)> {
        let scheme = self.scheme();
        let counting = scheme.ranking.stage;
        let stages = scheme.stages.iter().enumerate();
        let others = stages.filter(|(at, _)| counting != Some(*at));
        others.collect()
    }

    /// By how much the total of the first stage is above the one that counts; `None` if there
    /// is but one stage, or one of both is not known.
    pub(super) fn inflation(&self, nominee: usize) -> Option<Number> {
        let one = &self.judged[nominee];
        self.other_stages().first().filter(|(at, _)| *at == 0)?;
        Some(one.stage_total(0)? - one.total()?)
    }

    /// A difference with its sign.
    pub(super) fn apart(&self, by: &Number) -> String {
        let sign = if by.is_positive() { "+" } else { "" };
        format!("{sign}{}", self.exact(by))
    }
}

impl Context<'_> {
    /// The totals of all stages, for machines; empty if there are none.
    pub(super) fn stage_totals(&self, one: &Verdict) -> Map<String, Value> {
        let stages = self.scheme().stages.iter().zip(one.stage_totals());
        let told = stages.map(|(stage, total)| {
            let total = total.as_ref().map(|total| self.exact(total));
            (stage.id.clone(), total.into())
        });
        told.collect()
    }

    /// A row in each stage; empty where nobody marks it. `told` is what its rule did.
    pub(super) fn marks_of_row(
        &self,
        one: &ScoreSheet<'_>,
        row: usize,
        told: Option<&RowTrace>,
    ) -> Vec<StageMarks> {
        if self.is_own {
            return Vec::new();
        }
        let scheme = self.scheme();
        let council = &self.roster.council;
        let id = &*one.nomination.id;
        let given = council.marks.get(id).map_or(&[][..], Vec::as_slice);
        let given: Vec<&GivenMark> = given.iter().filter(|it| it.criterion == row).collect();
        let marking = scheme.criteria[row].marking.as_ref();
        if marking.is_none() && given.is_empty() {
            return Vec::new();
        }
        let ends = self.trimmed(one, row, told);
        // A row that does not apply stays out, whatever was marked.
        let is_out = one.marks.get(row).is_some_and(|mark| !mark.applies());
        let title = |at: usize| scheme.stages[at].id.clone();
        let stages = scheme.stages.iter().zip(&one.stages).enumerate();
        let told = stages.filter_map(|(at, (stage, sheet))| {
            let own: Vec<&GivenMark> = given.iter().copied().filter(|it| it.stage == at).collect();
            let from = if marking.is_some() {
                council.marks_of(scheme, id, row, at).map(|(from, _)| from)
            } else {
                let departures = council.departures(scheme, id, at);
                let mut departures = departures.iter();
                departures.find(|it| it.criterion == row).map(|it| it.stage)
            };
            // A stage in which nothing is to be marked says nothing.
            let from = from.filter(|_| !is_out);
            let is_due = marking.is_some_and(|marking| !marking.is_later_than(at)) && !is_out;
            if own.is_empty() && from.is_none() && !is_due {
                return None;
            }
            let points = sheet.points.get(row).and_then(Option::as_ref);
            let mark = |mark: &GivenMark| {
                let mut ends = ends.iter();
                let end = ends.find(|(end, _)| std::ptr::eq(*end, mark));
                let mut told = self.mark_told(one, mark, end.map(|(_, end)| *end));
                if is_out {
                    told.left_out.get_or_insert(NOT_APPLICABLE);
                }
                told
            };
            Some(StageMarks {
                stage: stage.id.clone(),
                points: points.map(|points| self.exact(points)),
                met: sheet.met.get(row).copied().flatten(),
                carried_from: from.filter(|from| *from != at).map(title),
                unmarked: is_due && council.unmarked(scheme, id, row, at).is_some(),
                marks: own.into_iter().map(mark).collect(),
                spread: self.spread_in(id, row, at).filter(|_| !is_out),
                at,
                is_due,
            })
        });
        told.collect()
    }

    fn mark_told(
        &self,
        one: &ScoreSheet<'_>,
        mark: &GivenMark,
        end: Option<Trimmed>,
    ) -> MarkReport {
        let (points, met) = match &mark.value {
            Marked::Points(points) => (Some(self.exact(points)), None),
            Marked::Met(met) => (None, Some(*met)),
        };
        let recusal = Recusal::of(self.period, &mark.marker, &one.nomination);
        let recusal = recusal.filter(|_| mark.recused);
        MarkReport {
            marker: mark.marker.to_string(),
            points,
            met,
            reason: mark.reason.as_deref().map(str::to_owned),
            left_out: mark
                .recused
                .then(|| recusal.map_or("recused", Recusal::word)),
            trimmed: end.map(Trimmed::word),
            said: match &mark.value {
                Marked::Points(points) => self.number(points),
                Marked::Met(true) => self.words.met().to_owned(),
                Marked::Met(false) => self.words.not_met().to_owned(),
            },
            level: self.level(mark).map(str::to_owned),
            recusal,
            end,
        }
    }

    /// The words of the level, where the marker wrote them.
    fn level(&self, mark: &GivenMark) -> Option<&str> {
        let marking = self.scheme().criteria[mark.criterion].marking.as_ref()?;
        let (_, words) = marking.levels.get(mark.level?)?;
        Some(self.text(words))
    }

    /// What the rule of a row computed, if a mark takes its place.
    pub(super) fn computed(&self, one: &ScoreSheet<'_>, row: usize) -> Option<String> {
        let mut departed = one.departed.iter();
        let departed = departed.find(|it| it.criterion == row)?;
        match &departed.computed {
            Outcome::Points(points) => Some(self.exact(points)),
            Outcome::Met(true) => Some("met".to_owned()),
            Outcome::Met(false) => Some("not_met".to_owned()),
            Outcome::Dropped | Outcome::Failed(_) => None,
        }
    }

    /// By how much each row is above what counts in the first stage, the greatest first.
    pub(super) fn inflation_by_row(&self, one: &ScoreSheet<'_>) -> Vec<(usize, Number)> {
        let Some(first) = one.stages.first() else {
            return Vec::new();
        };
        let rows = self.scheme().criteria.iter().enumerate();
        let apart = rows.filter_map(|(at, row)| {
            let own = first.points.get(at)?.as_ref()?;
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
        apart.sort_by_key(|(at, by)| (std::cmp::Reverse(by.clone()), *at));
        apart
    }
}
