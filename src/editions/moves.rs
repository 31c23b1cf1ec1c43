//! What a change of the criteria does to each nominee, and which criteria do it.

use std::collections::BTreeMap;

use super::agreement::list_name;
use crate::commendation::Proposal;
use crate::evaluation::ScoreSheet;
use crate::number::Number;
use crate::scheme::{CriterionKind, Scheme};
use crate::standing::{Seat, Stands, standings};

/// A nominee for whom something changes.
#[derive(Debug, Clone)]
pub struct Move {
    /// Its code.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its unit.
    pub unit: String,
    /// What it has under the old edition; `None` where that does not judge it.
    pub before: Option<At>,
    /// What it has under the new one; `None` where that does not judge it.
    pub after: Option<At>,
    /// The new total less the old one, where both are.
    pub by: Option<Number>,
    /// What makes up that difference: they sum to it exactly.
    pub causes: Vec<Cause>,
}

/// Where a nominee stands under an edition.
#[derive(Debug, Clone)]
pub struct At {
    /// The scheme that judges it, by index.
    pub scheme: usize,
    /// The nominee, by index among the scheme's judgements.
    pub nominee: usize,
    /// What it has.
    pub stands: Stands,
}

/// A part of a difference of points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cause {
    /// The criterion by its id; `None` for what the rows do not explain: ceilings, rescaling, rounding.
    pub criterion: Option<String>,
    /// By how much.
    pub by: Number,
}

/// Whose result is another, and of how many it is not.
pub(super) fn moves(before: &Proposal<'_>, after: &Proposal<'_>) -> (Vec<Move>, usize) {
    let mut new: Vec<Option<(Key, At)>> = in_order(after).into_iter().map(Some).collect();
    let places = new.iter().flatten().enumerate();
    let places: BTreeMap<Key, usize> = places.map(|(at, (key, _))| (key.clone(), at)).collect();
    let (mut moves, mut unmoved) = (Vec::new(), 0);
    for (key, old) in in_order(before) {
        let new = places.get(&key).and_then(|at| new[*at].take());
        match new.map(|(_, at)| at) {
            Some(new) if is_same(&old, before, &new, after) => unmoved += 1,
            new => moves.push(moved(&key.0, Some(old), before, new, after)),
        }
    }
    for (key, at) in new.into_iter().flatten() {
        moves.push(moved(&key.0, None, before, Some(at), after));
    }
    (moves, unmoved)
}

/// A nominee: its code, and which of several with the same one.
type Key = (String, usize);

fn in_order(proposal: &Proposal<'_>) -> Vec<(Key, At)> {
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    let mut all = Vec::new();
    for (scheme, stands) in standings(proposal).into_iter().enumerate() {
        let judged = &proposal.ranking.evaluation.schemes[scheme].judged;
        for (nominee, stands) in stands.into_iter().enumerate() {
            let id = judged[nominee].id().to_owned();
            let time = times.entry(id.clone()).or_default();
            *time += 1;
            let at = At {
                scheme,
                nominee,
                stands,
            };
            all.push(((id, *time), at));
        }
    }
    all
}

fn scheme<'p>(at: &At, proposal: &Proposal<'p>) -> &'p Scheme {
    &proposal.ranking.evaluation.schemes[at.scheme].book.scheme
}

/// Whether somebody has the same in both: classes and awards by their ids.
fn is_same(old: &At, before: &Proposal<'_>, new: &At, after: &Proposal<'_>) -> bool {
    let class = |at: &At, proposal| {
        let class = at.stands.class?;
        Some(scheme(at, proposal).classes[class].id.clone())
    };
    let awards = |at: &At, proposal| -> Vec<(String, Seat)> {
        let scheme: &Scheme = scheme(at, proposal);
        let seats = at.stands.awards.iter();
        seats
            .map(|(award, seat)| (scheme.awards[*award].id.clone(), *seat))
            .collect()
    };
    let place = |at: &At| {
        let place = at.stands.place.as_ref();
        place.map(|(list, rank)| (list_name(list), *rank))
    };
    let (was, is) = (&old.stands, &new.stands);
    (was.status, &was.total) == (is.status, &is.total)
        && place(old) == place(new)
        && class(old, before) == class(new, after)
        && awards(old, before) == awards(new, after)
}

fn moved(
    id: &str,
    old: Option<At>,
    before: &Proposal<'_>,
    new: Option<At>,
    after: &Proposal<'_>,
) -> Move {
    let total = |at: &Option<At>| at.as_ref()?.stands.total.clone();
    let by = total(&new).zip(total(&old));
    let by = by.and_then(|(new, old)| new.subtract(&old));
    let causes = match (&by, &old, &new) {
        (Some(by), Some(old), Some(new)) if !by.is_zero() => {
            causes(by, (old, before), (new, after))
        }
        _ => Vec::new(),
    };
    let judged = |at: &Option<At>, proposal: &Proposal<'_>| {
        let at = at.as_ref()?;
        let one = proposal.ranking.evaluation.schemes[at.scheme]
            .judged
            .get(at.nominee)?;
        Some((
            one.name().to_owned(),
            one.unit().unwrap_or_default().to_owned(),
        ))
    };
    let known = judged(&old, before).or_else(|| judged(&new, after));
    let (name, unit) = known.unwrap_or_default();
    Move {
        id: id.to_owned(),
        name,
        unit,
        before: old,
        after: new,
        by,
        causes,
    }
}

/// The rows that bring another number of points, and what they do not explain.
fn causes(by: &Number, old: (&At, &Proposal<'_>), new: (&At, &Proposal<'_>)) -> Vec<Cause> {
    let [old, new] = [old, new].map(|(at, proposal)| {
        let evaluation = &proposal.ranking.evaluation;
        let sheet = evaluation.schemes[at.scheme].sheet(evaluation.roster, at.nominee);
        brings(scheme(at, proposal), &sheet)
    });
    let ids = new
        .iter()
        .chain(old.iter().filter(|(id, _)| !has(&new, id)));
    let mut causes = Vec::new();
    let mut rest = Some(by.clone());
    for (id, _) in ids {
        let of = |rows: &[(String, Number)]| {
            let row = rows.iter().find(|(known, _)| known == id);
            row.map_or_else(Number::default, |(_, points)| points.clone())
        };
        let Some(difference) = of(&new).subtract(&of(&old)) else {
            continue;
        };
        if !difference.is_zero() {
            rest = rest.and_then(|rest| rest.subtract(&difference));
            causes.push(Cause {
                criterion: Some(id.clone()),
                by: difference,
            });
        }
    }
    let rest = rest.filter(|rest| !rest.is_zero());
    causes.extend(rest.map(|by| Cause {
        criterion: None,
        by,
    }));
    causes
}

fn has(rows: &[(String, Number)], id: &str) -> bool {
    rows.iter().any(|(known, _)| known == id)
}

/// What each row brings to the total: a deduction less than nothing.
fn brings(scheme: &Scheme, sheet: &ScoreSheet<'_>) -> Vec<(String, Number)> {
    let rows = scheme.criteria.iter().zip(&sheet.marks);
    rows.filter_map(|(row, mark)| {
        let points = mark.points()?;
        let points = match row.kind {
            CriterionKind::Deduction => points.negate(),
            _ => points.clone(),
        };
        Some((row.id.clone(), points))
    })
    .collect()
}
