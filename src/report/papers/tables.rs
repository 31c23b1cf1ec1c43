//! Tables that only papers have: names of a decision, votes, ballots, criteria against nominees.

use crate::commendation::{AwardProposal, VoteOutcome};
use crate::evaluation::{Mark, Outcome};
use crate::number::Number;
use crate::ranking::{List, Place};
use crate::report::context::Context;
use crate::report::names;
use crate::report::page::{Columns, Table};
use crate::roster::VoteCount;
use crate::scheme::CriterionKind;

/// So many nominees stand beside each other on a page that lies on its long side.
const ABREAST: usize = 9;

/// A part of a whole in per cent, with two digits: half a hundredth is rounded up.
pub(super) fn share(part: &Number, whole: &Number) -> Option<String> {
    let hundred = part.multiply(&Number::from(100_i64))?;
    Some(hundred.divide(whole)?.to_fixed(2))
}

/// Who is commended, as the annex of a decision names them.
pub(super) fn names(view: &Context<'_>, seats: &[usize], award: &str) -> Table {
    let words = view.words;
    let rows: Vec<_> = seats.iter().zip(1..).collect();
    let of = |nominee: usize| &view.judged[nominee];
    Columns::of(&rows)
        .number(words.no(), |(_, no)| *no as usize)
        .words(words.name(), |(at, _)| of(**at).name())
        .words(words.unit(), |(at, _)| of(**at).unit())
        .words(words.field(), |(at, _)| {
            Some(names::field(of(**at).field()?, view.locale))
        })
        .words(words.class(), |(at, _)| view.class(of(**at).class()))
        .words(words.award(), |_| award)
        .without_empty()
}

/// What was counted of the votes on each nominee.
pub(super) fn votes(view: &Context<'_>, proposal: &AwardProposal) -> Table {
    let words = view.words;
    let rows: Vec<_> = proposal.votes.iter().zip(1..).collect();
    let count = |nominee: usize| -> Option<&VoteCount> {
        let counts = view.roster.council.votes.get(view.judged[nominee].id())?;
        counts.iter().find(|count| count.award == proposal.award)
    };
    Columns::of(&rows)
        .number(words.no(), |(_, no)| *no as usize)
        .words(words.name(), |(it, _)| view.judged[it.nominee].name())
        .number(words.agree(), |(it, _)| {
            count(it.nominee).map(|it| it.agree)
        })
        .number(words.disagree(), |(it, _)| {
            count(it.nominee).map(|it| it.disagree)
        })
        .number(words.no_opinion(), |(it, _)| {
            count(it.nominee).map(|it| it.no_opinion)
        })
        .number(words.invalid(), |(it, _)| {
            count(it.nominee).map(|it| it.invalid)
        })
        .number(words.absent_written(), |(it, _)| {
            count(it.nominee).map(|it| it.absent_written)
        })
        .number(words.share_of_votes(), |(it, _)| {
            let of = it.of.filter(|_| it.counted)?;
            share(&it.agree.into(), &of.into())
        })
        .words(words.result(), |(it, _)| match it.outcome {
            VoteOutcome::Passed => words.vote_passed(),
            VoteOutcome::Failed => words.vote_failed(),
            VoteOutcome::Downgraded(lower) => view.text(&view.scheme().awards[lower].title),
            VoteOutcome::Unvoted(_) => words.vote_missing(),
        })
        .table()
}

/// The names on a ballot, each with boxes to be marked.
pub(super) fn ballot(view: &Context<'_>, proposal: &AwardProposal) -> Table {
    let words = view.words;
    let rows: Vec<_> = proposal.votes.iter().zip(1..).collect();
    Columns::of(&rows)
        .number(words.no(), |(_, no)| *no as usize)
        .words(words.name(), |(it, _)| view.judged[it.nominee].name())
        .words(words.unit(), |(it, _)| view.judged[it.nominee].unit())
        .words(words.agree(), |_| "☐")
        .words(words.disagree(), |_| "☐")
        .table()
}

/// A list's criteria against its nominees, group by group: criteria down the page, and as many
/// nominees across it as it holds.
pub(super) fn details(view: &Context<'_>, list: &List) -> Vec<(String, Table)> {
    let scheme = view.scheme();
    let mut tables = Vec::new();
    for places in list.places.chunks(ABREAST) {
        let sheets: Vec<_> = places
            .iter()
            .map(|place| view.sheet(place.nominee))
            .collect();
        for (group, it) in scheme.groups.iter().enumerate() {
            if it.parent.is_some() {
                continue;
            }
            let inside = |at: &usize| scheme.lies_in(scheme.criteria[*at].group, group);
            let rows: Vec<usize> = (0..scheme.criteria.len()).filter(inside).collect();
            if rows.is_empty() {
                continue;
            }
            let has = |kind| rows.iter().any(|at| scheme.criteria[*at].kind == kind);
            let is_scored = has(CriterionKind::Scored) || has(CriterionKind::Standard);
            // The points of a group that only takes off are what it takes off.
            let takes_off = !is_scored && !has(CriterionKind::Bonus);
            let mut columns = Columns::of(rows.into_iter().map(Some).chain([None]))
                .words(view.words.no(), |row| {
                    let row = &scheme.criteria[row?];
                    Some(row.no.as_ref().unwrap_or(&row.id))
                })
                .words(view.words.content(), |row| match row {
                    Some(row) => view.text(&scheme.criteria[row].title),
                    None => view.words.sum_of_group(),
                })
                .number(view.words.max(), |row| match row {
                    Some(row) => Some(view.exact(scheme.criteria[row].max.as_ref()?)),
                    None => is_scored.then(|| view.exact(&it.max)),
                });
            for (place, sheet) in places.iter().zip(&sheets) {
                let cell = |row: Option<usize>| match row {
                    Some(row) => answer(view, row, sheet.marks.get(row)?),
                    None => {
                        let points = &sheet.groups.get(group)?.points;
                        Some(match takes_off {
                            true => view.exact(&points.negate()),
                            false => view.exact(points),
                        })
                    }
                };
                columns = columns.number(heading(view, place), cell);
            }
            let table = columns.strong(|row| row.is_none()).table();
            tables.push((view.text(&it.title).to_owned(), table));
        }
    }
    tables
}

/// What a mark comes to: points, less than nothing where they are taken off, or met or not.
pub(super) fn answer(view: &Context<'_>, row: usize, mark: &Mark) -> Option<String> {
    let takes_off = view.scheme().criteria[row].kind == CriterionKind::Deduction;
    match &mark.outcome {
        Outcome::Points(points) => {
            let sign = if takes_off && !points.is_zero() {
                "-"
            } else {
                ""
            };
            Some(format!("{sign}{}", view.exact(points)))
        }
        Outcome::Met(true) => Some(view.words.met().to_owned()),
        Outcome::Met(false) => Some(view.words.not_met().to_owned()),
        _ => None,
    }
}

/// A nominee at the head of a narrow column: its code, by which the list above names it.
fn heading(view: &Context<'_>, place: &Place) -> String {
    view.judged[place.nominee].id().to_owned()
}
