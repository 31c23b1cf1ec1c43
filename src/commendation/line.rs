//! Equals at a line: candidates in the order in which they are seated, those who contend for the
//! same seats, and what people decided about them.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use super::free_seats::FreeSeats;
use super::vote::Voted;
use crate::number::Number;
use crate::ranking::Lot;

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
    /// Whether it owes a reason in writing for a standard that it does not meet.
    pub(super) owes_reason: bool,
    /// The vote on it; `None` where the award needs none.
    pub(super) vote: Option<Voted>,
}

/// What lists are merged by: the award's own order, the total, the chain of ties, and the lot.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Merit {
    /// Numbers; higher first.
    pub(super) keys: Vec<Option<Number>>,
    /// The lot, where one is drawn; lower first.
    pub(super) lot: Option<Reverse<Lot>>,
}

/// The candidates, who come list by list and each list from the top, in the order in which they are
/// seated: the lists are merged by merit, equals are taken together.
pub(super) fn blocks(candidates: &[Candidate]) -> Vec<Vec<usize>> {
    let all: Vec<usize> = (0..candidates.len()).collect();
    let of = |at: usize| (candidates[at].list, candidates[at].place);
    let mut lists: BTreeMap<usize, Vec<&[usize]>> = BTreeMap::new();
    for equals in all.chunk_by(|a, b| of(*a) == of(*b)) {
        lists.entry(of(equals[0]).0).or_default().push(equals);
    }
    let lists: Vec<Vec<&[usize]>> = lists.into_values().collect();
    let merit = |equals: &[usize]| equals.iter().map(|at| &candidates[*at].order).max();
    let mut heads = BinaryHeap::new();
    for (list, own) in lists.iter().enumerate() {
        heads.push((own.first().and_then(|own| merit(own)), Reverse(list), 0));
    }
    let mut blocks = Vec::new();
    while let Some(first) = heads.pop() {
        let mut taken = vec![first];
        while heads.peek().is_some_and(|head| head.0 == taken[0].0) {
            taken.extend(heads.pop());
        }
        let mut block = Vec::new();
        for (_, Reverse(list), at) in taken {
            block.extend_from_slice(lists[list][at]);
            if let Some(next) = lists[list].get(at + 1) {
                heads.push((merit(next), Reverse(list), at + 1));
            }
        }
        blocks.push(block);
    }
    blocks
}

/// Those at a line, by index among the equals, parted into those who contend for the same seats.
/// `lost` says at which quotas each may go without.
pub(super) fn components(
    seats: &FreeSeats<'_>,
    equals: &[usize],
    lost: &[Vec<usize>],
) -> Vec<Vec<usize>> {
    let mut groups = Groups((0..equals.len()).collect());
    let mut first: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (at, quotas) in lost.iter().enumerate() {
        for quota in quotas {
            let part = seats.part(*quota, equals[at]);
            let same = *first.entry((*quota, part)).or_insert(at);
            groups.join(at, same);
        }
    }
    let mut components: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in (0..equals.len()).filter(|at| !lost[*at].is_empty()) {
        components.entry(groups.find(at)).or_default().push(at);
    }
    components.into_values().collect()
}

/// Disjoint sets, each named by its least member.
struct Groups(Vec<usize>);

impl Groups {
    fn find(&mut self, mut at: usize) -> usize {
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.find(a), self.find(b));
        self.0[a.max(b)] = a.min(b);
    }
}

/// What people decided about those at a line.
pub(super) struct Parted {
    /// Who has a seat by it.
    pub(super) seated: Vec<usize>,
    /// Who has none.
    pub(super) refused: Vec<usize>,
    /// Who is still to be decided about.
    pub(super) open: Vec<usize>,
    /// About whom a decision held.
    pub(super) decided: Vec<usize>,
}

/// Lets people's decision part candidates at a line, where it gives no more seats than there are.
pub(super) fn by_decision(
    members: &[usize],
    candidates: &[Candidate],
    seats: &FreeSeats<'_>,
) -> Parted {
    let said = |said: Option<bool>| {
        let own = members.iter().copied();
        own.filter(move |at| candidates[*at].decided == said)
    };
    let nominees =
        |who: &[usize]| -> Vec<usize> { who.iter().map(|at| candidates[*at].nominee).collect() };
    let chosen: Vec<usize> = said(Some(true)).collect();
    let refused: Vec<usize> = said(Some(false)).collect();
    let decides = !chosen.is_empty() || !refused.is_empty();
    if !decides || seats.seats_for(nominees(&chosen).into_iter()) < chosen.len() {
        return Parted {
            seated: Vec::new(),
            refused: Vec::new(),
            open: members.to_vec(),
            decided: Vec::new(),
        };
    }
    let mut parted = Parted {
        decided: chosen.iter().chain(&refused).copied().collect(),
        open: said(None).collect(),
        seated: chosen,
        refused,
    };
    let mut after = seats.clone();
    for nominee in nominees(&parted.seated) {
        after.take(nominee);
    }
    let free = after.seats_for(nominees(&parted.open).into_iter());
    if free == parted.open.len() {
        parted.seated.append(&mut parted.open);
    } else if free == 0 {
        parted.refused.append(&mut parted.open);
    }
    parted
}
