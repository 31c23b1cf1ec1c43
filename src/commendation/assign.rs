//! Seats to people: those given by decision first, then those kept by reserves, then by order.
//!
//! A reserve (cơ cấu, K41) acts only where the order alone does not seat enough of its kind. Then
//! so many seats go to the best of the kind before the others are seated; nobody who fails a
//! condition is a candidate at all.

use super::quota::Seats;
use super::room::Room;
use super::seating::{Candidate, Lines, Seating, seat};
use crate::scheme::{Award, Reserve};

/// What seats are given by.
pub(super) struct Terms<'t> {
    /// The award.
    pub(super) award: &'t Award,
    /// Its quotas.
    pub(super) quotas: &'t [Seats],
    /// Nominees who have a seat by decision, whatever the rules say.
    pub(super) given: &'t [usize],
    /// Whether a nominee is of the kind of a reserve.
    pub(super) is_kind: &'t dyn Fn(usize, usize) -> bool,
}

/// Who has a seat, and by what; each list is by candidate.
#[derive(Debug)]
pub(super) struct Assigned {
    /// What became of each; nothing for those who were not asked for.
    pub(super) seating: Vec<Option<Seating>>,
    /// The reserve without which it would have no seat.
    pub(super) by_reserve: Vec<Option<usize>>,
    /// Whether it would have a seat, or stand at a line, without the reserves.
    pub(super) gave_way: Vec<bool>,
    /// Whether a decision about the line held for it.
    pub(super) decided: Vec<bool>,
}

/// Seats those of the candidates that are asked for.
pub(super) fn assign(
    candidates: &[Candidate],
    which: &dyn Fn(usize) -> bool,
    terms: &Terms<'_>,
) -> Assigned {
    let plain = in_order(candidates, which, terms, &[]);
    if is_composed(candidates, &plain, terms) {
        return plain;
    }
    let mut kept = in_order(candidates, which, terms, &terms.award.reserve);
    for at in 0..candidates.len() {
        let by_order = plain.seating[at].is_some_and(|one| !one.is_left_out());
        let seated = matches!(plain.seating[at], Some(Seating::Seated(_)));
        kept.by_reserve[at] = kept.by_reserve[at].filter(|_| !seated);
        let left_out = kept.seating[at].is_some_and(Seating::is_left_out);
        kept.gave_way[at] = by_order && left_out;
    }
    kept
}

/// Whether every reserve has as many of its kind as it wants.
fn is_composed(candidates: &[Candidate], assigned: &Assigned, terms: &Terms<'_>) -> bool {
    let reserves = terms.award.reserve.iter().enumerate();
    reserves.into_iter().all(|(kind, reserve)| {
        seated_of(kind, candidates, &assigned.seating, terms) >= reserve.at_least as usize
    })
}

/// How many of a kind have a seat.
fn seated_of(
    kind: usize,
    candidates: &[Candidate],
    seating: &[Option<Seating>],
    terms: &Terms<'_>,
) -> usize {
    let given = terms.given.iter().copied();
    let seated = candidates
        .iter()
        .zip(seating)
        .filter(|(_, seating)| matches!(seating, Some(Seating::Seated(_))))
        .map(|(candidate, _)| candidate.nominee);
    given
        .chain(seated)
        .filter(|nominee| (terms.is_kind)(*nominee, kind))
        .count()
}

/// One way through: what is given, what is kept, and the rest by order.
fn in_order(
    candidates: &[Candidate],
    which: &dyn Fn(usize) -> bool,
    terms: &Terms<'_>,
    reserves: &[Reserve],
) -> Assigned {
    let line = terms.award.line;
    let mut room = Room::of(terms.quotas);
    for nominee in terms.given {
        room.take(*nominee);
    }
    let mut lines = Lines::default();
    let mut assigned = Assigned {
        seating: vec![None; candidates.len()],
        by_reserve: vec![None; candidates.len()],
        gave_way: vec![false; candidates.len()],
        decided: vec![false; candidates.len()],
    };
    for (kind, reserve) in reserves.iter().enumerate() {
        let there = seated_of(kind, candidates, &assigned.seating, terms);
        let wanted = (reserve.at_least as usize).saturating_sub(there);
        let of_kind = |at: usize| {
            let open = which(at) && assigned.seating[at].is_none();
            open && (terms.is_kind)(candidates[at].nominee, kind)
        };
        // The seats that are kept are one more quota, for those of the kind alone.
        let mut quotas = terms.quotas.to_vec();
        quotas.push(kept(wanted, candidates));
        let mut left = std::mem::take(&mut room.left);
        left.push(vec![Some(wanted)]);
        let mut inner = Room {
            quotas: &quotas,
            left,
        };
        let round = seat(candidates, &of_kind, &mut inner, line, &mut lines);
        room.left = inner.left;
        room.left.pop();
        for (at, seating) in round {
            // Who is left out here still stands in the order of all.
            if !seating.is_left_out() {
                assigned.seating[at] = Some(seating);
                assigned.by_reserve[at] = Some(kind);
            }
        }
    }
    let rest = |at: usize| which(at) && assigned.seating[at].is_none();
    for (at, seating) in seat(candidates, &rest, &mut room, line, &mut lines) {
        assigned.seating[at] = Some(seating);
    }
    for at in lines.decided {
        assigned.decided[at] = true;
    }
    assigned
}

/// The seats kept for a kind, as a quota without parts.
fn kept(seats: usize, candidates: &[Candidate]) -> Seats {
    let everybody = candidates.iter().map(|one| one.nominee + 1).max();
    Seats {
        parts: vec![None],
        bases: vec![None],
        seats: vec![Some(seats)],
        part_of: vec![0; everybody.unwrap_or_default()],
    }
}
