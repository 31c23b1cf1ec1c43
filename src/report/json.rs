//! The results for machines. Keys and their order are a contract with other programs: points are
//! strings with the scheme's digits, so that no reader loses a hundredth.

mod council;

use std::num::NonZero;

use serde::Serialize;
use serde_json::{Map, Value};

use super::context::Context;
use super::options::Options;
use super::remarks::{self, RemarkResult};
use super::result::Nominee;
use super::stages::{FewMarksReport, SpreadReport};
use super::summary::Summary;
use crate::commendation::{AwardProposal, Proposal, QuotaUse};
use crate::evaluation::{Outcome, Reason, ScoreSheet, Status};
use crate::inputs::{PROGRAM, RESULT_FORMAT};
use crate::number::Number;
use crate::ranking::{List, Place};
use crate::roster::Skipped;

#[derive(Serialize)]
struct Results<'p> {
    schemes: Vec<SchemeResults<'p>>,
    /// Rows left out of which not even the scheme is known.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    skipped: Vec<Unranked<'p>>,
    /// What was assumed, doubted and left out of the data; only where anything was.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    remarks: Vec<RemarkResult>,
    /// How many warnings there are about the files.
    #[serde(skip_serializing_if = "Option::is_none")]
    warnings: Option<NonZero<usize>>,
    /// What people still have to decide, in the language chosen.
    to_decide: Vec<String>,
}

/// A result with the number of its format, and by what it was made.
#[derive(Serialize)]
struct Made<'r, R> {
    #[serde(skip_serializing_if = "Option::is_none")]
    format: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    made_by: Option<MadeBy>,
    #[serde(flatten)]
    result: &'r R,
}

/// The program, and the SHA-256 of the schemes and of the data.
#[derive(Serialize)]
struct MadeBy {
    program: &'static str,
    schemes: String,
    data: String,
}

#[derive(Serialize)]
struct SchemeResults<'p> {
    scheme: &'p str,
    lists: Vec<ListResults<'p>>,
    unranked: Vec<Unranked<'p>>,
    /// Only where a lot settled something.
    #[serde(skip_serializing_if = "Option::is_none")]
    lot: Option<council::LotResult<'p>>,
    proposals: Vec<AwardResults<'p>>,
}

#[derive(Serialize)]
struct ListResults<'p> {
    list: Map<String, Value>,
    places: Vec<PlaceResults<'p>>,
}

#[derive(Serialize)]
struct PlaceResults<'p> {
    /// The columns of the result.
    #[serde(flatten)]
    nominee: Nominee<'p>,
    assigned: Option<String>,
    groups: Map<String, Value>,
    points: Map<String, Value>,
    /// The totals of the stages; only where there are some.
    #[serde(skip_serializing_if = "Map::is_empty")]
    stages: Map<String, Value>,
    /// Rows whose markers lie further apart than the scheme allows.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    spreads: Vec<SpreadReport>,
    /// Rows that fewer people marked than those of others.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    few_marks: Vec<FewMarksReport>,
    tie_broken_by: Option<&'p str>,
    /// Only where people still have to part equals.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    tied: bool,
    /// Only where it rests on a cohort from which somebody is missing.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    provisional: bool,
    /// Only where people decided something.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    decided: Vec<council::DecidedResult<'p>>,
}

#[derive(Serialize)]
struct Unranked<'p> {
    id: &'p str,
    name: &'p str,
    status: &'static str,
    reasons: Vec<ReasonResult<'p>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    total: Option<String>,
    #[serde(skip_serializing_if = "Map::is_empty")]
    points: Map<String, Value>,
    #[serde(skip_serializing_if = "Map::is_empty")]
    stages: Map<String, Value>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    spreads: Vec<SpreadReport>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    few_marks: Vec<FewMarksReport>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    decided: Vec<council::DecidedResult<'p>>,
}

#[derive(Serialize)]
struct ReasonResult<'p> {
    kind: &'static str,
    id: &'p str,
    message: String,
}

#[derive(Serialize)]
struct AwardResults<'p> {
    award: &'p str,
    quotas: Vec<QuotaResult<'p>>,
    proposed: Vec<&'p str>,
    /// Only where the proposal hangs on somebody who has no place yet.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    provisional: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    in_the_way: Vec<council::InTheWayResult<'p>>,
    /// How many of them are beyond the seats; only if some are.
    #[serde(skip_serializing_if = "Option::is_none")]
    beyond: Option<NonZero<usize>>,
    contested: Vec<&'p str>,
    /// Each of these only where there is any.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    awaiting: Vec<council::AwaitingResult<'p>>,
    missed: Vec<MissedResult<'p>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    by_vote: Vec<council::VoteResult<'p>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    by_reserve: Vec<council::ReserveResult<'p>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    decided: Vec<council::DecidedResult<'p>>,
}

#[derive(Serialize)]
struct QuotaResult<'p> {
    /// Which of the award's quotas, from 1.
    quota: usize,
    /// The value of what parts the quota.
    #[serde(skip_serializing_if = "Option::is_none")]
    part: Option<&'p str>,
    seats: usize,
    taken: usize,
    /// What a share is taken of.
    #[serde(skip_serializing_if = "Option::is_none")]
    base: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    provisional: bool,
}

#[derive(Serialize)]
struct MissedResult<'p> {
    id: &'p str,
    reason: &'static str,
    /// Only where a reserve took the seat that it would have.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    gave_way: bool,
}

/// A value as indented JSON.
pub(super) fn pretty(value: &impl Serialize) -> String {
    let text = serde_json::to_string_pretty(value);
    text.expect("keys are strings and memory takes everything") + "\n"
}

/// A result, an object, as indented JSON that says by what it was made.
pub(super) fn made(result: &impl Serialize, options: &Options) -> String {
    pretty(&Made {
        format: options.inputs.map(|_| RESULT_FORMAT),
        made_by: options.inputs.map(|inputs| MadeBy {
            program: PROGRAM,
            schemes: inputs.schemes(),
            data: inputs.data(),
        }),
        result,
    })
}

/// Everybody's places and proposals.
pub(super) fn ranking(proposal: &Proposal<'_>, options: &Options) -> String {
    let views = Context::all(proposal, options);
    let rows = proposal.ranking.evaluation.roster.skipped.iter();
    let rows = rows.filter(|row| row.scheme.is_none());
    let results = Results {
        schemes: views.iter().map(|view| scheme(view)).collect(),
        skipped: rows.map(|row| left_out(row)).collect(),
        remarks: remarks::objects(&proposal.ranking.evaluation.roster.found, options.locale),
        warnings: NonZero::new(options.warnings),
        to_decide: Summary::of(proposal).matters(options),
    };
    made(&results, options)
}

fn scheme<'r>(view: &'r Context<'r>) -> SchemeResults<'r> {
    let sheets = &view.evaluated.sheets(view.roster);
    let without = view.judged.iter().enumerate();
    let without = without.filter(|(_, one)| one.status() != Status::Ranked);
    let rows = view.skipped.iter().map(|row| left_out(row));
    SchemeResults {
        scheme: &view.scheme().id,
        lists: view
            .lists
            .iter()
            .map(|one| list(view, sheets, one))
            .collect(),
        unranked: without
            .map(|(at, _)| unranked(view, &sheets[at], at))
            .chain(rows)
            .collect(),
        lot: council::lot(view),
        proposals: view.awards.iter().map(|one| award(view, one)).collect(),
    }
}

fn list<'r>(view: &'r Context<'r>, sheets: &[ScoreSheet<'_>], list: &'r List) -> ListResults<'r> {
    let key = list.key.iter();
    ListResults {
        list: key
            .map(|key| (key.name.clone(), key.value.as_str().into()))
            .collect(),
        places: list
            .places
            .iter()
            .map(|one| place(view, &sheets[one.nominee], one))
            .collect(),
    }
}

fn place<'r>(view: &'r Context<'r>, sheet: &ScoreSheet<'_>, place: &'r Place) -> PlaceResults<'r> {
    let one = &view.judged[place.nominee];
    PlaceResults {
        nominee: Nominee::of(view, place.nominee, Some(place)),
        assigned: sheet.sums.as_ref().map(|sums| view.exact(&sums.assigned)),
        groups: groups(view, sheet),
        points: points(view, sheet),
        stages: view.stage_totals(one),
        spreads: spreads(view, place.nominee),
        few_marks: view.few_marks(place.nominee),
        tie_broken_by: place.broken_by.map(|step| view.tie(step as usize)),
        tied: place.open,
        provisional: one.is_provisional(),
        decided: council::on_nominee(view, place.nominee, Some(place)),
    }
}

fn spreads(view: &Context<'_>, nominee: usize) -> Vec<SpreadReport> {
    let spreads = view.spreads(nominee).into_iter();
    spreads.map(|(_, told)| told).collect()
}

fn groups(view: &Context<'_>, one: &ScoreSheet<'_>) -> Map<String, Value> {
    let sums = view.scheme().groups.iter().zip(&one.groups);
    sums.filter(|(_, sum)| !sum.dropped)
        .map(|(group, sum)| (group.id.clone(), view.exact(&sum.points).into()))
        .collect()
}

/// What every row came to; what was dropped or failed is left out.
fn points(view: &Context<'_>, one: &ScoreSheet<'_>) -> Map<String, Value> {
    let marks = view.scheme().criteria.iter().zip(&one.marks);
    marks
        .filter_map(|(row, mark)| {
            let value = match &mark.outcome {
                Outcome::Points(points) => view.exact(points),
                Outcome::Met(met) => met_word(*met).to_owned(),
                Outcome::Dropped | Outcome::Failed(_) => return None,
            };
            Some((row.id.clone(), value.into()))
        })
        .collect()
}

/// The word of the contract for a standard.
fn met_word(met: bool) -> &'static str {
    if met { "met" } else { "not_met" }
}

fn unranked<'p>(view: &Context<'p>, sheet: &ScoreSheet<'p>, at: usize) -> Unranked<'p> {
    let one = &view.judged[at];
    let reason = |reason: &'p Reason| ReasonResult {
        kind: reason.kind.word(),
        id: &reason.id,
        message: view.reason(reason),
    };
    Unranked {
        id: one.id(),
        name: one.name(),
        status: one.status().word(),
        reasons: one.reasons().iter().map(reason).collect(),
        total: one.total().map(|total| view.exact(total)),
        points: points(view, sheet),
        stages: view.stage_totals(one),
        spreads: spreads(view, at),
        few_marks: view.few_marks(at),
        decided: council::on_nominee(view, at, None),
    }
}

fn left_out(row: &Skipped) -> Unranked<'_> {
    Unranked {
        id: &row.id,
        name: &row.name,
        status: "skipped",
        // Why a row was left out is said by the findings about its cells.
        reasons: Vec::new(),
        total: None,
        points: Map::new(),
        stages: Map::new(),
        spreads: Vec::new(),
        few_marks: Vec::new(),
        decided: Vec::new(),
    }
}

fn award<'p>(view: &Context<'p>, proposal: &'p AwardProposal) -> AwardResults<'p> {
    let id = |nominee: usize| view.judged[nominee].id();
    AwardResults {
        award: &view.scheme().awards[proposal.award].id,
        quotas: proposal.quotas.iter().map(quota).collect(),
        proposed: proposal
            .proposed
            .iter()
            .map(|one| id(one.nominee))
            .collect(),
        provisional: proposal.is_provisional(),
        in_the_way: council::in_the_way(view, proposal),
        beyond: NonZero::new(proposal.beyond()),
        contested: proposal
            .contested
            .iter()
            .map(|one| id(one.nominee))
            .collect(),
        awaiting: council::awaiting(view, proposal),
        missed: proposal
            .missed
            .iter()
            .map(|one| MissedResult {
                id: id(one.nominee),
                reason: one.reason.word(),
                gave_way: one.gave_way,
            })
            .collect(),
        by_vote: council::votes(view, proposal),
        by_reserve: council::by_reserve(view, proposal),
        decided: council::at_award(view, proposal),
    }
}

fn quota(part: &QuotaUse) -> QuotaResult<'_> {
    QuotaResult {
        quota: part.quota + 1,
        part: part.part.as_deref(),
        seats: part.seats,
        taken: part.taken,
        base: part.base.as_ref().map(Number::to_string),
        provisional: part.is_provisional,
    }
}
