//! What may still become of a seating while somebody waits for a vote or for another award.
//!
//! With one quota it is enough to look at two ends: everybody who waits is seated as the order has
//! it, or nobody is. Where quotas meet, or seats are kept for a kind, what happens between the ends
//! may be neither: one who waits may spare a reserve and take no seat. Then every way in which it
//! may come out is looked at, as long as there are few.

use super::assign::{Assigned, Terms, assign};
use super::seating::{Candidate, Seating};

/// With so many waiting, every way is looked at: 64 of them.
const FEW: usize = 6;

/// The other ways in which it may come out.
#[derive(Debug, Default)]
pub(super) struct Outlook {
    ways: Vec<Assigned>,
    /// Whether there are too many ways to be sure of any seat.
    is_open: bool,
}

impl Outlook {
    /// Looks at what happens without those who wait, given by candidate.
    pub(super) fn of(candidates: &[Candidate], waiting: &[usize], terms: &Terms<'_>) -> Self {
        if waiting.is_empty() {
            return Self::default();
        }
        let reserves = !terms.award.reserve.is_empty();
        let is_plain = !reserves && terms.quotas.len() < 2;
        if is_plain || waiting.len() > FEW {
            let nobody = |candidate: usize| waiting.binary_search(&candidate).is_err();
            return Self {
                ways: vec![assign(candidates, &nobody, terms)],
                is_open: reserves,
            };
        }
        // Each number is a way: its bits say who of those waiting is there. The last is everybody.
        let ways = 0..(1_usize << waiting.len()) - 1;
        let way = |way: usize| {
            let there = |candidate: usize| match waiting.binary_search(&candidate) {
                Ok(bit) => way >> bit & 1 == 1,
                Err(_) => true,
            };
            assign(candidates, &there, terms)
        };
        Self {
            ways: ways.map(way).collect(),
            is_open: false,
        }
    }

    /// Whether a candidate has its seat in every way.
    pub(super) fn keeps(&self, candidate: usize) -> bool {
        let seated = |way: &Assigned| matches!(way.seating[candidate], Some(Seating::Seated(_)));
        !self.is_open && self.ways.iter().all(seated)
    }

    /// Whether a candidate has no seat, nor stands at a line, in any way.
    pub(super) fn never_seats(&self, candidate: usize) -> bool {
        let out = |way: &Assigned| way.seating[candidate].is_none_or(Seating::is_left_out);
        !self.is_open && self.ways.iter().all(out)
    }
}
