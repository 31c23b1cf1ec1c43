//! What people marked, counted and decided: the council's own files, understood.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::nomination::RowAddress;
use crate::number::Number;
use crate::scheme::{CountsAs, CriterionKind, FactEntry, FactValue, Scheme, Unmarked};

/// What people marked, counted and decided in a period.
#[derive(Debug, Clone, Default)]
pub struct Council {
    /// Marks by nominee id; of each nominee by criterion, stage and marker.
    pub marks: BTreeMap<Arc<str>, Vec<GivenMark>>,
    /// Votes by nominee id; of each nominee one an award.
    pub votes: BTreeMap<Arc<str>, Vec<VoteCount>>,
    /// Decisions, in the order of nominee and matter.
    pub decisions: Vec<Decision>,
}

/// A mark that somebody gave (a row of `marks.csv`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenMark {
    /// The criterion, by index in the nominee's scheme.
    pub criterion: usize,
    /// The stage, by index in the nominee's scheme.
    pub stage: usize,
    /// Who marked.
    pub marker: Arc<str>,
    /// The mark.
    pub value: Marked,
    /// The level, by index, where the marker wrote its words.
    pub level: Option<usize>,
    /// Why, in the marker's words.
    pub reason: Option<Arc<str>>,
    /// Whether it does not count, since the marker is of the nominee's unit or has an interest
    /// (K: recusal).
    pub recused: bool,
    /// Where the row stands.
    pub row: RowAddress,
}

/// A mark: points, or met or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Marked {
    /// Points of a row.
    Points(Number),
    /// Whether a standard is met (đạt / không đạt).
    Met(bool),
}

/// Marks that stand in place of what the rule of a row computes.
#[derive(Debug, Clone)]
pub struct Departure<'c> {
    /// The row, by index in the nominee's scheme.
    pub criterion: usize,
    /// The stage in which it was given.
    pub stage: usize,
    /// The mark: whoever gave one gave the same.
    pub value: Marked,
    /// Whoever gave it, with the words why.
    pub marks: Vec<&'c GivenMark>,
}

/// The count of a vote on one nominee for one award (a row of `votes.csv`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VoteCount {
    /// The award, by index in the nominee's scheme.
    pub award: usize,
    /// Those who agree (tán thành), absent ones asked in writing included.
    pub agree: u32,
    /// Those who disagree (không tán thành).
    pub disagree: u32,
    /// Those of no opinion (không có ý kiến).
    pub no_opinion: u32,
    /// Invalid ballots (phiếu không hợp lệ).
    pub invalid: u32,
    /// How many of all of these were absent and asked in writing.
    pub absent_written: u32,
    /// Those who are for the lower award instead (hạ danh hiệu).
    pub downgrade: u32,
    /// Where the row stands.
    pub row: RowAddress,
}

/// What people decided (a row of `decisions.csv`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The nominee, by id.
    pub nominee: Arc<str>,
    /// What it is about.
    pub about: AboutDecision,
    /// What was decided.
    pub decided: Decided,
    /// Why.
    pub reason: Arc<str>,
    /// Who decided.
    pub by: Arc<str>,
    /// The number of the paper, such as `12-BB/HĐTĐ`.
    pub paper: Arc<str>,
    /// Where the row stands.
    pub row: RowAddress,
}

/// What a decision is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AboutDecision {
    /// The order among equals of a place.
    Tie,
    /// A seat at an award's line, by the award's index.
    Line(usize),
    /// A held nominee.
    Hold,
    /// A standard that is not met, by the criterion's index.
    Standard(usize),
    /// An award, given or withheld against the rules, by its index.
    Award(usize),
}

/// What was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decided {
    /// The order among equals: 1 stands first.
    Order(u32),
    /// Yes: seated, released, let pass, given.
    Yes,
    /// No: not seated, refused, not let pass, withheld.
    No,
}

impl Council {
    /// What the marks of a row come to in a stage: the marks that count, from the stage itself or,
    /// where it has none and carries, from the nearest before it. The stage they are of, and they.
    pub fn marks_of<'c>(
        &'c self,
        scheme: &Scheme,
        nominee: &str,
        row: usize,
        stage: usize,
    ) -> Option<(usize, Vec<&'c GivenMark>)> {
        let marking = scheme.criteria.get(row)?.marking.as_ref()?;
        let given = self.marks.get(nominee).map_or(&[][..], Vec::as_slice);
        let mut stages = marking.stages.iter().rev().filter(|at| **at <= stage);
        // A row that is not marked in this stage stands as it was marked before.
        let mut at = *stages.next()?;
        loop {
            let counts =
                |mark: &&GivenMark| mark.criterion == row && mark.stage == at && !mark.recused;
            let marks: Vec<&GivenMark> = given.iter().filter(counts).collect();
            if !marks.is_empty() {
                return Some((at, marks));
            }
            if scheme.stages.get(at)?.unmarked == Unmarked::Incomplete {
                return None;
            }
            at = *stages.next()?;
        }
    }

    /// What a row that nobody marked by a stage counts, if its scheme says so. A mark that does not
    /// count is a mark all the same: then the row is not marked as it should be.
    pub fn unmarked(
        &self,
        scheme: &Scheme,
        nominee: &str,
        row: usize,
        stage: usize,
    ) -> Option<Marked> {
        let criterion = scheme.criteria.get(row)?;
        let counts = criterion.marking.as_ref()?.unmarked?;
        let given = self.marks.get(nominee).map_or(&[][..], Vec::as_slice);
        let is_recused = |it: &GivenMark| it.criterion == row && it.stage <= stage && it.recused;
        let is_unmarked = self.marks_of(scheme, nominee, row, stage).is_none();
        if !is_unmarked || given.iter().any(is_recused) {
            return None;
        }
        let is_full = counts == CountsAs::Full;
        if criterion.kind == CriterionKind::Standard {
            return Some(Marked::Met(is_full));
        }
        let full = criterion.max.clone().filter(|_| is_full);
        Some(Marked::Points(full.unwrap_or_default()))
    }

    /// The marks that stand in place of what rows compute in a stage, by criterion: those of the
    /// stage itself or, where it carries, of the nearest before it. What a nominee says of itself
    /// in the first stage stands there alone, and never in place of what is computed later.
    pub fn departures<'c>(
        &'c self,
        scheme: &Scheme,
        nominee: &str,
        stage: usize,
    ) -> Vec<Departure<'c>> {
        let given = self.marks.get(nominee).map_or(&[][..], Vec::as_slice);
        let counts = |mark: &&GivenMark| {
            let row = scheme.criteria.get(mark.criterion);
            row.is_some_and(|row| row.marking.is_none()) && mark.stage <= stage && !mark.recused
        };
        let counting: Vec<&GivenMark> = given.iter().filter(counts).collect();
        // They come by criterion and stage: the last stage of a row is the nearest.
        let rows = counting.chunk_by(|a, b| a.criterion == b.criterion);
        let nearest = rows.filter_map(|of_row| {
            let at = of_row.last()?.stage;
            let carried = scheme.stages.get(at + 1..=stage).unwrap_or_default();
            let carries = carried
                .iter()
                .all(|later| later.unmarked == Unmarked::Carry);
            let is_own = at == stage || at > 0;
            let marks = of_row.iter().filter(|mark| mark.stage == at).copied();
            (carries && is_own).then(|| Departure {
                criterion: of_row[0].criterion,
                stage: at,
                value: of_row[of_row.len() - 1].value.clone(),
                marks: marks.collect(),
            })
        });
        nearest.collect()
    }

    /// The facts of a nominee with the marks of its rows as they are in a stage. A row that nobody
    /// marks by then, as a nominee does not mark what others say of it (K18), stands as it counts.
    pub fn marked(&self, scheme: &Scheme, nominee: &str, stage: usize, facts: &mut [FactEntry]) {
        for (row, criterion) in scheme.criteria.iter().enumerate() {
            let Some(marking) = &criterion.marking else {
                continue;
            };
            let is_later = marking.is_later_than(stage);
            let stage = scheme.ranking.stage.filter(|_| is_later).unwrap_or(stage);
            let marks = self.marks_of(scheme, nominee, row, stage);
            let values = marks.iter().flat_map(|(_, marks)| marks);
            let mut values: Vec<FactValue> = values.map(|mark| mark.value.fact()).collect();
            let unmarked = self.unmarked(scheme, nominee, row, stage);
            values.extend(unmarked.map(|counts| counts.fact()));
            if let Some(fact) = marking.mark {
                // One mark is the mark; of several nobody says which.
                facts[fact] = match &values[..] {
                    [one] => FactEntry::Reported(one.clone()),
                    _ => FactEntry::Missing,
                };
            }
            if let Some(fact) = marking.marks {
                facts[fact] = if values.is_empty() {
                    FactEntry::Missing
                } else {
                    FactEntry::Reported(FactValue::List(values))
                };
            }
        }
    }
}

impl Marked {
    /// The mark as a fact.
    fn fact(&self) -> FactValue {
        match self {
            Self::Points(points) => FactValue::Number(points.clone()),
            Self::Met(met) => FactValue::YesNo(*met),
        }
    }
}

impl VoteCount {
    /// All ballots together.
    pub fn ballots(&self) -> u32 {
        let counts = [
            self.agree,
            self.disagree,
            self.no_opinion,
            self.invalid,
            self.downgrade,
        ];
        counts.into_iter().fold(0, u32::saturating_add)
    }

    /// Ballots that are valid.
    pub fn valid(&self) -> u32 {
        self.ballots() - self.invalid
    }
}
