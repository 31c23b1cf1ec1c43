//! One award, ready to be seated: who may have a seat, in which order, and how many there are.

use super::free_seats::FreeSeats;
use super::line::Candidate;
use super::proposal::AwardProposal;
use super::quota::Seats;
use crate::scheme::Award;

/// One award, ready to be seated.
pub(super) struct Contest<'a> {
    /// The award.
    pub(super) award: &'a Award,
    /// Its index.
    pub(super) at: usize,
    /// Who meets its conditions, list by list, each list from the top.
    pub(super) candidates: Vec<Candidate>,
    /// The candidates in the order in which they are seated, equals together.
    pub(super) blocks: Vec<Vec<usize>>,
    /// Nominees who have a seat by decision, whatever the rules say.
    pub(super) given: Vec<usize>,
    /// For each reserve: which candidates are of its kind, and how many of those given are.
    pub(super) kinds: Vec<(Vec<bool>, usize)>,
    /// Its quotas.
    pub(super) quotas: Vec<Seats>,
}

impl Contest<'_> {
    /// The seats of a quota, part by part, where so many were proposed for the award whose seats
    /// it is a share of; `None` has no limit.
    pub(super) fn seats(&self, proposed: &dyn Fn(usize, &Seats) -> Vec<usize>) -> SeatsByPart {
        let quotas = self.quotas.iter().zip(&self.award.quota);
        let seats = quotas.map(|(seats, quota)| match seats.share_of {
            None => seats.seats.clone(),
            Some(award) => seats.sized(quota, &proposed(award, seats)),
        });
        seats.collect()
    }

    /// The seats that are free once those given by decision are taken.
    pub(super) fn free(&self, seats: SeatsByPart) -> FreeSeats<'_> {
        let mut free = FreeSeats::of(&self.quotas, seats);
        for nominee in &self.given {
            free.take(*nominee);
        }
        free
    }

    /// Whether every reserve has as many of its kind as it wants; `seated` counts the candidates of
    /// a kind that have a seat.
    pub(super) fn is_composed(&self, seated: impl Fn(&[bool]) -> usize) -> bool {
        let mut reserves = self.award.reserve.iter().zip(&self.kinds);
        reserves.all(|(reserve, (kind, given))| given + seated(kind) >= reserve.at_least as usize)
    }
}

/// The seats of each quota, part by part; `None` has no limit.
pub(super) type SeatsByPart = Vec<Vec<Option<usize>>>;

/// How many are proposed for an earlier award, by part: at the least and at the most.
pub(super) fn proposed_by_part(earlier: &AwardProposal, seats: &Seats) -> (Vec<usize>, Vec<usize>) {
    let mut least = vec![0; seats.parts.len()];
    for seat in &earlier.proposed {
        least[seats.part_of[seat.nominee]] += 1;
    }
    let mut most = least.clone();
    for one in earlier.awaiting.iter().filter(|one| one.holds_seat) {
        most[seats.part_of[one.nominee]] += 1;
    }
    for members in earlier.contested.chunk_by(|a, b| a.line == b.line) {
        let part = |at: usize| seats.part_of[members[at].nominee];
        match members[0].seats {
            Some(seats) if (1..members.len()).all(|at| part(at) == part(0)) => {
                least[part(0)] += seats;
                most[part(0)] += seats;
            }
            _ => (0..members.len()).for_each(|at| most[part(at)] += 1),
        }
    }
    (least, most)
}
