//! Who gets a seat: places from the top, until somebody is left out.
//!
//! The lists are merged by the award's order. Once somebody in a list is left out, nobody below in
//! that list is seated. Equals are taken together: proposed is who has a seat in whatever order
//! they are taken; for the others the award's `line` says what is done, or people have decided.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::room::Room;
use crate::number::Decimal;
use crate::ranking::Lot;
use crate::scheme::Line;

/// Somebody who meets an award's conditions.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    /// The nominee.
    pub(super) nominee: usize,
    /// The list it stands in.
    pub(super) list: usize,
    /// Its place among the equals of that list: candidates of one place have the same number.
    pub(super) place: usize,
    /// What the lists are merged by; higher first.
    pub(super) order: Merit,
    /// Whether people decided that it gets a seat where it stands equal at a line.
    pub(super) decided: Option<bool>,
}

/// What lists are merged by: the award's own order, the total, the chain of ties, and the lot.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Merit {
    /// Numbers; higher first.
    pub(super) keys: Vec<Option<Decimal>>,
    /// The lot, where one is drawn; lower first.
    pub(super) lot: Option<Reverse<Lot>>,
}

/// What became of a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seating {
    /// It has a seat; `true` where all equals at an overfull line have one.
    Seated(bool),
    /// It stands at a line, with so many seats for those there.
    AtLine { line: usize, seats: usize },
    /// No seat is left.
    LeftOut,
    /// Somebody above it in the same list has no seat, or waits for one.
    Behind,
}

impl Seating {
    /// Whether it has no seat and none to wait for.
    pub(super) fn is_left_out(self) -> bool {
        matches!(self, Self::LeftOut | Self::Behind)
    }
}

/// The lines at which equals stood, over several rounds of seating.
#[derive(Debug, Default)]
pub(super) struct Lines {
    count: usize,
    /// Candidates about whom people's decision held, by index.
    pub(super) decided: Vec<usize>,
}

/// Seats those of the candidates that are asked for, each with what became of it. They come list
/// by list, each list from the top.
pub(super) fn seat(
    candidates: &[Candidate],
    which: &dyn Fn(usize) -> bool,
    room: &mut Room<'_>,
    line: Line,
    lines: &mut Lines,
) -> Vec<(usize, Seating)> {
    let asked: Vec<usize> = (0..candidates.len()).filter(|at| which(*at)).collect();
    let mut seating = vec![Seating::Behind; candidates.len()];
    let mut lists: Vec<Vec<Vec<usize>>> = Vec::new();
    let by_place = |a: &usize, b: &usize| {
        let (a, b) = (&candidates[*a], &candidates[*b]);
        a.list == b.list && a.place == b.place
    };
    for equals in asked.chunk_by(by_place) {
        let list = candidates[equals[0]].list;
        lists.resize_with(lists.len().max(list + 1), Vec::new);
        lists[list].push(equals.to_vec());
    }
    let mut next = vec![0; lists.len()];
    while let Some(best) = heads(&lists, &next)
        .map(|head| merit(candidates, head))
        .max()
    {
        let mut block: Vec<usize> = Vec::new();
        for (list, at) in next.iter_mut().enumerate() {
            if let Some(head) = lists[list].get(*at)
                && merit(candidates, head) == best
            {
                block.extend(head);
                *at += 1;
            }
        }
        let outcome = of_block(&block, candidates, room, line, lines);
        for (candidate, outcome) in outcome {
            seating[candidate] = outcome;
            if !matches!(outcome, Seating::Seated(_)) {
                // Somebody is left out or waits: nobody below in this list is seated.
                let list = candidates[candidate].list;
                next[list] = lists[list].len();
            }
        }
    }
    asked.into_iter().map(|at| (at, seating[at])).collect()
}

fn heads<'l>(
    lists: &'l [Vec<Vec<usize>>],
    next: &'l [usize],
) -> impl Iterator<Item = &'l Vec<usize>> {
    lists
        .iter()
        .zip(next)
        .filter_map(|(list, at)| list.get(*at))
}

/// What the lists are merged by: the best of the equals at a head.
fn merit<'c>(candidates: &'c [Candidate], head: &[usize]) -> Option<&'c Merit> {
    head.iter().map(|at| &candidates[*at].order).max()
}

/// Seats one block of equals.
fn of_block(
    block: &[usize],
    candidates: &[Candidate],
    room: &mut Room<'_>,
    line: Line,
    lines: &mut Lines,
) -> Vec<(usize, Seating)> {
    let nominee = |at: usize| candidates[at].nominee;
    let (contend, out): (Vec<usize>, Vec<usize>) = block
        .iter()
        .copied()
        .partition(|at| room.has_seat(nominee(*at)));
    let rivals: Vec<usize> = contend.iter().map(|at| nominee(*at)).collect();
    let mut outcome: Vec<(usize, Seating)> =
        out.into_iter().map(|at| (at, Seating::LeftOut)).collect();
    let mut at_line: Vec<(usize, Vec<usize>)> = Vec::new();
    let mut sure = Vec::new();
    // Whether somebody may lose depends only on the parts it belongs to.
    let mut known: BTreeMap<Vec<usize>, Vec<usize>> = BTreeMap::new();
    for at in contend {
        let parts = (0..room.quotas.len())
            .map(|quota| room.part(quota, nominee(at)))
            .collect();
        let lost = known
            .entry(parts)
            .or_insert_with(|| room.may_lose_at(nominee(at), &rivals));
        let lost = lost.clone();
        if lost.is_empty() {
            sure.push(at);
        } else {
            at_line.push((at, lost));
        }
    }
    for at in sure {
        room.take(nominee(at));
        outcome.push((at, Seating::Seated(false)));
    }
    let mut contested = Vec::new();
    for component in components(&at_line, candidates, room) {
        let mut members: Vec<usize> = component.into_iter().map(|(at, _)| at).collect();
        if line == Line::Ask {
            members = by_decision(members, candidates, room, lines, &mut outcome);
        }
        let seats = free_seats(&members, candidates, room);
        for at in &members {
            let at_line = match line {
                Line::All => Seating::Seated(true),
                Line::None => Seating::LeftOut,
                Line::Ask => Seating::AtLine {
                    line: lines.count,
                    seats,
                },
            };
            outcome.push((*at, at_line));
        }
        if !members.is_empty() {
            lines.count += 1;
        }
        contested.extend(members);
    }
    // What is contested is reserved, whoever gets it in the end; then the line is closed.
    if line != Line::None {
        for at in contested {
            if room.has_seat(nominee(at)) || line == Line::All {
                room.take(nominee(at));
            }
        }
    }
    for (at, lost) in &at_line {
        for quota in lost {
            room.close(*quota, nominee(*at));
        }
    }
    outcome
}

/// Lets people's decision part those at a line, where it gives no more seats than there are; who
/// is then still to be decided about.
fn by_decision(
    members: Vec<usize>,
    candidates: &[Candidate],
    room: &mut Room<'_>,
    lines: &mut Lines,
    outcome: &mut Vec<(usize, Seating)>,
) -> Vec<usize> {
    let said = |said: bool| {
        let own = move |at: &usize| candidates[*at].decided == Some(said);
        members.iter().copied().filter(own).collect::<Vec<usize>>()
    };
    let (chosen, refused) = (said(true), said(false));
    let decides = !chosen.is_empty() || !refused.is_empty();
    if !decides || free_seats(&chosen, candidates, room) < chosen.len() {
        return members;
    }
    let mut seat = |at: usize, room: &mut Room<'_>| {
        room.take(candidates[at].nominee);
        outcome.push((at, Seating::Seated(false)));
    };
    for at in &chosen {
        seat(*at, room);
    }
    let open = members.iter().copied();
    let open: Vec<usize> = open
        .filter(|at| candidates[*at].decided.is_none())
        .collect();
    let seats = free_seats(&open, candidates, room);
    let all_fit = seats == open.len();
    if all_fit {
        for at in &open {
            seat(*at, room);
        }
    }
    outcome.extend(refused.iter().map(|at| (*at, Seating::LeftOut)));
    lines.decided.extend(chosen.into_iter().chain(refused));
    if all_fit {
        return Vec::new();
    }
    if seats == 0 {
        outcome.extend(open.iter().map(|at| (*at, Seating::LeftOut)));
        return Vec::new();
    }
    open
}

type AtLine = Vec<(usize, Vec<usize>)>;

/// Those at a line, parted into those who contend for the same seats.
fn components(at_line: &AtLine, candidates: &[Candidate], room: &Room<'_>) -> Vec<AtLine> {
    let mut components: Vec<(AtLine, BTreeSet<(usize, usize)>)> = Vec::new();
    for entry in at_line {
        let nominee = candidates[entry.0].nominee;
        let mut parts: BTreeSet<(usize, usize)> = entry
            .1
            .iter()
            .map(|quota| (*quota, room.part(*quota, nominee)))
            .collect();
        let mut members = vec![entry.clone()];
        let (same, others): (Vec<_>, Vec<_>) = components
            .into_iter()
            .partition(|(_, theirs)| !theirs.is_disjoint(&parts));
        for (theirs, their_parts) in same {
            members.splice(0..0, theirs);
            parts.extend(their_parts);
        }
        components = others;
        components.push((members, parts));
    }
    components.into_iter().map(|(members, _)| members).collect()
}

/// How many of those at a line can be seated together.
fn free_seats(members: &[usize], candidates: &[Candidate], room: &Room<'_>) -> usize {
    let mut trial = Room {
        quotas: room.quotas,
        left: room.left.clone(),
    };
    let mut seats = 0;
    for at in members {
        let nominee = candidates[*at].nominee;
        if trial.has_seat(nominee) {
            trial.take(nominee);
            seats += 1;
        }
    }
    seats
}
