//! How many seats are surely left, and how many may be: what can be said of everybody at once, in
//! one time through the candidates, whatever is still open.
//!
//! Whoever has a seat when all seats that others may take are taken is seated in every case; who
//! has none when only those are taken that surely are is seated in no case; the others are open.

use std::collections::{BTreeMap, BTreeSet};

use super::contest::{Contest, SeatsByPart};
use super::equals::{Equals, Presence, guaranteed};
use super::free_seats::{FreeSeats, may_lose_at, most_seated};
use super::line::{by_decision, components};
use crate::scheme::Line;

/// What became of a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seating {
    /// It has a seat; `true` where all equals at an overfull line have one.
    Seated(bool),
    /// It stands equal at a line, by its number.
    AtLine(usize),
    /// It may have a seat or not.
    Open,
    /// No seat is left.
    LeftOut,
    /// Its part has a seat that goes to nobody, for the line stands above it.
    Behind,
}

impl Seating {
    /// Whether it has a seat whatever comes.
    pub(super) fn is_seated(self) -> bool {
        matches!(self, Self::Seated(_))
    }

    /// Whether it has no seat and none to wait for.
    pub(super) fn is_left_out(self) -> bool {
        matches!(self, Self::LeftOut | Self::Behind)
    }
}

/// What can be said of the candidates of an award; each list is by candidate.
#[derive(Debug, Clone)]
pub(super) struct Bounds {
    /// What became of each.
    pub(super) seating: Vec<Seating>,
    /// The reserve without which it would have no seat.
    pub(super) by_reserve: Vec<Option<usize>>,
    /// Whether it would have a seat, or could have one, without the reserves.
    pub(super) gave_way: Vec<bool>,
    /// Whether a decision about the line held for it.
    pub(super) decided: Vec<bool>,
    /// The seats at each line.
    pub(super) lines: Vec<LineSeats>,
}

/// The seats for those who stand equal at a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct LineSeats {
    /// How many of them can be seated together.
    pub(super) seats: usize,
    /// Whether every outcome seats the same number.
    pub(super) is_fixed: bool,
}

/// What is known before an award is seated.
pub(super) struct Known<'k> {
    /// Whether each candidate takes part.
    pub(super) presence: &'k [Presence],
    /// How many of each group may be absent.
    pub(super) absent: &'k [usize],
    /// The seats of each quota, part by part, at the least.
    pub(super) least: SeatsByPart,
    /// The same at the most.
    pub(super) most: SeatsByPart,
}

/// Seats the candidates of an award.
pub(super) fn bounds(contest: &Contest<'_>, known: &Known<'_>) -> Bounds {
    let plain = Round::run(contest, known, false);
    if contest.is_composed(|kind| plain.least_of(kind, known.presence)) {
        return plain;
    }
    let may_be_composed = contest.is_composed(|kind| plain.most_of(kind));
    let mut kept = Round::run(contest, known, true);
    for at in 0..contest.candidates.len() {
        let (by_order, by_kind) = (plain.seating[at], kept.seating[at]);
        if by_order.is_seated() {
            kept.by_reserve[at] = None;
        }
        kept.gave_way[at] = !by_order.is_left_out() && by_kind.is_left_out();
        let alike = by_order.is_seated() == by_kind.is_seated()
            && by_order.is_left_out() == by_kind.is_left_out();
        if may_be_composed && !alike {
            kept.seating[at] = Seating::Open;
        }
    }
    kept
}

impl Bounds {
    /// How many of a kind have a seat whatever comes.
    fn least_of(&self, kind: &[bool], presence: &[Presence]) -> usize {
        let (seated, members) = self.of_kind(kind, presence);
        let lines = members.iter().zip(&self.lines);
        let sure = lines.map(|((_, others), line)| match line.is_fixed {
            true => line.seats.saturating_sub(*others),
            false => 0,
        });
        seated + sure.sum::<usize>()
    }

    /// How many of a kind may have a seat.
    fn most_of(&self, kind: &[bool]) -> usize {
        let seating = self.seating.iter().zip(kind);
        seating
            .filter(|(own, kind)| **kind && !own.is_left_out())
            .count()
    }

    /// How many of a kind are seated; and of each line, how many of it stand there, and how many
    /// others.
    fn of_kind(&self, kind: &[bool], presence: &[Presence]) -> (usize, Vec<(usize, usize)>) {
        let mut seated = 0;
        let mut members = vec![(0, 0); self.lines.len()];
        for ((seating, kind), presence) in self.seating.iter().zip(kind).zip(presence) {
            match seating {
                Seating::Seated(_) if *kind && *presence == Presence::Certain => seated += 1,
                Seating::AtLine(line) if *kind => members[*line].0 += 1,
                Seating::AtLine(line) => members[*line].1 += 1,
                _ => {}
            }
        }
        (seated, members)
    }
}

/// One time through the candidates.
struct Round<'r, 'a> {
    contest: &'r Contest<'a>,
    known: &'r Known<'r>,
    least: FreeSeats<'r>,
    most: FreeSeats<'r>,
    /// By quota, part and group: how many would have a seat of it if they took part.
    groups: BTreeMap<(usize, usize, usize), usize>,
    presence: Vec<Presence>,
    found: Bounds,
}

impl<'r, 'a> Round<'r, 'a> {
    fn run(contest: &'r Contest<'a>, known: &'r Known<'r>, reserves: bool) -> Bounds {
        let candidates = contest.candidates.len();
        let mut round = Round {
            contest,
            known,
            least: contest.free(known.least.clone()),
            most: contest.free(known.most.clone()),
            groups: BTreeMap::new(),
            presence: known.presence.to_vec(),
            found: Bounds {
                seating: vec![Seating::LeftOut; candidates],
                by_reserve: vec![None; candidates],
                gave_way: vec![false; candidates],
                decided: vec![false; candidates],
                lines: Vec::new(),
            },
        };
        for kind in (0..contest.kinds.len()).filter(|_| reserves) {
            round.keep(kind);
        }
        round.blocks(&|_| true);
        round.found
    }

    /// Seats the best of a kind in the seats kept for it.
    fn keep(&mut self, kind: usize) {
        let (of_kind, given) = &self.contest.kinds[kind];
        let wanted = self.contest.award.reserve[kind].at_least as usize;
        let sure = given + self.found.least_of(of_kind, self.known.presence);
        let may_be = given + self.found.most_of(of_kind);
        self.least.keep(wanted.saturating_sub(may_be));
        self.most.keep(wanted.saturating_sub(sure));
        let before = self.found.seating.clone();
        self.blocks(&|at| of_kind[at]);
        self.least.release();
        self.most.release();
        for (at, before) in before.into_iter().enumerate() {
            let found = self.found.seating[at];
            if found == before || found.is_left_out() {
                // A nominee left out here is still considered in the general order.
                self.found.seating[at] = before;
                continue;
            }
            self.found.by_reserve[at] = Some(kind);
            self.presence[at] = match self.presence[at] {
                Presence::Certain if found.is_seated() => Presence::Absent,
                _ => Presence::Open(None),
            };
        }
    }

    fn blocks(&mut self, which: &dyn Fn(usize) -> bool) {
        let contest = self.contest;
        for block in &contest.blocks {
            let own = block.iter().copied();
            let own = own.filter(|at| which(*at) && self.presence[*at] != Presence::Absent);
            let own: Vec<usize> = own.collect();
            self.block(own);
        }
    }

    fn block(&mut self, block: Vec<usize>) {
        let contest = self.contest;
        let nominee = |at: usize| contest.candidates[at].nominee;
        let (contend, out): (Vec<usize>, Vec<usize>) = block
            .into_iter()
            .partition(|at| self.most.has_seat(nominee(*at)));
        for at in out {
            self.find(at, Seating::Behind);
        }
        let nominees: Vec<usize> = contend.iter().map(|at| nominee(*at)).collect();
        let lost = may_lose_at(&self.least, &self.most, &nominees, &|_| true);
        let equals = Equals {
            presence: contend.iter().map(|at| self.presence[*at]).collect(),
            candidates: contend,
            nominees,
            lost,
        };
        match contest.award.line {
            Line::All => self.take_all(&equals),
            Line::None => self.take_none(&equals),
            Line::Ask => self.ask(&equals),
        }
    }

    /// What became of a candidate; what a reserve gave it, the order of all does not take away.
    fn find(&mut self, at: usize, seating: Seating) {
        let before = self.found.seating[at];
        self.found.seating[at] = match (before, seating) {
            (Seating::Seated(_), _) => before,
            (_, Seating::Seated(_)) => seating,
            _ if before.is_left_out() => seating,
            _ if seating.is_left_out() => before,
            _ => Seating::Open,
        };
    }

    /// All equals at a line are seated, whatever the quota.
    fn take_all(&mut self, equals: &Equals) {
        // Where each has no seat for sure.
        let lacks = equals.nominees.iter().map(|nominee| {
            let quotas = 0..self.least.quotas();
            let lacks = quotas.filter(|quota| self.least.left(*quota, *nominee) == Some(0));
            lacks.collect::<Vec<usize>>()
        });
        let lacks: Vec<Vec<usize>> = lacks.collect();
        for (at, nominee) in equals.nominees.iter().enumerate() {
            let seating = if lacks[at].is_empty() {
                Seating::Seated(!equals.lost[at].is_empty())
            } else {
                Seating::Open
            };
            self.find(equals.candidates[at], seating);
            self.least.take(*nominee);
            self.take_if_there(*nominee, equals.presence[at], &lacks[at]);
        }
    }

    /// No equals at a line are seated, and nobody below them.
    fn take_none(&mut self, equals: &Equals) {
        let counts = |at: usize| equals.presence[at] == Presence::Certain;
        let surely = may_lose_at(&self.most, &self.least, &equals.nominees, &counts);
        for (at, nominee) in equals.nominees.iter().enumerate() {
            let seating = match (equals.lost[at].is_empty(), surely[at].is_empty()) {
                (true, _) => Seating::Seated(false),
                (false, true) => Seating::Open,
                (false, false) => Seating::LeftOut,
            };
            self.find(equals.candidates[at], seating);
            if !seating.is_left_out() {
                self.take_if_there(*nominee, equals.presence[at], &equals.lost[at]);
                self.least.take(*nominee);
            }
        }
        for (at, nominee) in equals.nominees.iter().enumerate() {
            for quota in &equals.lost[at] {
                self.least.close(*quota, *nominee);
            }
            for quota in surely[at].iter().filter(|_| counts(at)) {
                self.most.close(*quota, *nominee);
            }
        }
    }

    /// People decide about equals at a line.
    fn ask(&mut self, equals: &Equals) {
        let is_sure: Vec<bool> = equals.lost.iter().map(Vec::is_empty).collect();
        for (at, nominee) in equals
            .nominees
            .iter()
            .enumerate()
            .filter(|(at, _)| is_sure[*at])
        {
            self.find(equals.candidates[at], Seating::Seated(false));
            self.least.take(*nominee);
            self.take_if_there(*nominee, equals.presence[at], &[]);
        }
        let mut open = equals.only(|at| !is_sure[at]);
        let mut closed = Vec::new();
        for component in components(&self.least, &open.nominees, &open.lost) {
            closed.extend(self.line(&mut open, &component));
        }
        let open = open.only(|at| !open.lost[at].is_empty());
        let taken = most_seated(&self.most, &open.nominees);
        for (quota, part, seats) in guaranteed(&self.least, &open) {
            self.most.take_of(quota, part, seats);
        }
        for (at, nominee) in open.nominees.iter().enumerate() {
            if open.presence[at] != Presence::Certain {
                self.take_if_there(*nominee, open.presence[at], &open.lost[at]);
            }
        }
        for (quota, part, seats) in taken {
            self.least.take_of(quota, part, seats);
        }
        for (quota, nominee) in closed {
            self.least.close(quota, nominee);
            self.most.close(quota, nominee);
        }
    }

    /// Those who contend for the same seats; gives back what is closed after them. Who is no longer
    /// open has no quota left at which it could lose.
    fn line(&mut self, open: &mut Equals, component: &[usize]) -> Vec<(usize, usize)> {
        let is_known = |at: usize| {
            let same = |quota: &usize| {
                let nominee = open.nominees[at];
                self.least.left(*quota, nominee) == self.most.left(*quota, nominee)
            };
            open.presence[at] == Presence::Certain && open.lost[at].iter().all(same)
        };
        let members: Vec<usize> = component.iter().map(|at| open.candidates[*at]).collect();
        if !component.iter().all(|at| is_known(*at)) {
            members.iter().for_each(|at| self.find(*at, Seating::Open));
            let decisions = members
                .iter()
                .map(|at| self.contest.candidates[*at].decided);
            if decisions.flatten().next().is_some() {
                // Who of them takes part in what is left, people may have decided.
                component
                    .iter()
                    .for_each(|at| open.presence[*at] = Presence::Open(None));
            }
            return Vec::new();
        }
        let parted = by_decision(&members, &self.contest.candidates, &self.least);
        for at in &parted.decided {
            self.found.decided[*at] = true;
        }
        for at in &parted.seated {
            self.find(*at, Seating::Seated(false));
            self.least.take(self.contest.candidates[*at].nominee);
            self.most.take(self.contest.candidates[*at].nominee);
        }
        for at in &parted.refused {
            self.find(*at, Seating::LeftOut);
        }
        let line = self.found.lines.len();
        for at in &parted.open {
            self.find(*at, Seating::AtLine(line));
        }
        if !parted.open.is_empty() {
            let nominees = parted
                .open
                .iter()
                .map(|at| self.contest.candidates[*at].nominee);
            let one = |at: &usize| {
                (open.lost[*at].len() == 1).then(|| {
                    (
                        open.lost[*at][0],
                        self.least.part(open.lost[*at][0], open.nominees[*at]),
                    )
                })
            };
            let first = one(&component[0]);
            self.found.lines.push(LineSeats {
                seats: self.least.seats_for(nominees),
                is_fixed: first.is_some() && component.iter().all(|at| one(at) == first),
            });
        }
        let still_open: BTreeSet<usize> = parted.open.iter().copied().collect();
        let mut closed = Vec::new();
        for at in component {
            if !parted.refused.is_empty() {
                closed.extend(
                    open.lost[*at]
                        .iter()
                        .map(|quota| (*quota, open.nominees[*at])),
                );
            }
            if !still_open.contains(&open.candidates[*at]) {
                open.lost[*at].clear();
            }
        }
        closed
    }

    /// Takes the seats that somebody has if it takes part: of each quota, unless it may go without
    /// one at another.
    fn take_if_there(&mut self, nominee: usize, presence: Presence, lost: &[usize]) {
        for quota in 0..self.most.quotas() {
            if lost.iter().all(|lost| *lost == quota) {
                self.count(quota, nominee, presence);
            }
        }
    }

    /// Counts a nominee who takes part, unless the nominee is among those of a group who may be
    /// absent: the group counts for its size less the number of the absent.
    fn count(&mut self, quota: usize, nominee: usize, presence: Presence) {
        let part = self.most.part(quota, nominee);
        let takes = match presence {
            Presence::Certain => true,
            Presence::Open(Some(group)) => {
                let there = self.groups.entry((quota, part, group)).or_default();
                *there += 1;
                *there > self.known.absent[group]
            }
            Presence::Open(None) | Presence::Absent => false,
        };
        if takes {
            self.most.take_of(quota, part, 1);
        }
    }
}
