//! Equals who contend for seats while not everything is known: how many of them are seated at least.

use std::collections::BTreeMap;

use super::free_seats::FreeSeats;

/// Whether somebody takes part in the seating.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Presence {
    /// It does.
    Certain,
    /// It does not.
    Absent,
    /// It is not known yet. Of those with the same number, if there is one, only so many may be
    /// absent.
    Open(Option<usize>),
}

/// Equals who contend for seats; the lists run side by side.
pub(super) struct Equals {
    /// Which candidates.
    pub(super) candidates: Vec<usize>,
    /// Which nominees they are.
    pub(super) nominees: Vec<usize>,
    /// The quotas at which each may go without a seat.
    pub(super) lost: Vec<Vec<usize>>,
    /// Whether each takes part.
    pub(super) presence: Vec<Presence>,
}

impl Equals {
    /// Some of them.
    pub(super) fn only(&self, which: impl Fn(usize) -> bool) -> Self {
        let own: Vec<usize> = (0..self.nominees.len()).filter(|at| which(*at)).collect();
        Self {
            candidates: own.iter().map(|at| self.candidates[*at]).collect(),
            nominees: own.iter().map(|at| self.nominees[*at]).collect(),
            lost: own.iter().map(|at| self.lost[*at].clone()).collect(),
            presence: own.iter().map(|at| self.presence[*at]).collect(),
        }
    }

    fn is_certain(&self, at: usize) -> bool {
        self.presence[at] == Presence::Certain
    }

    /// Whether one may go without a seat at these quotas only.
    fn loses_only_at(&self, at: usize, quotas: &[usize]) -> bool {
        self.lost[at].iter().all(|quota| quotas.contains(quota))
    }
}

/// How many seats of each quota and part the equals surely take, as far as there are any, though
/// it is open who of them does. `least` are the seats left at the least.
///
/// Whoever may lose at one quota only has a seat, or the part is full. Where all who contend for a
/// part of another quota belong to one part of this, that part of the other is full, or they all
/// have seats, or this part is full.
pub(super) fn guaranteed(least: &FreeSeats<'_>, equals: &Equals) -> Vec<(usize, usize, usize)> {
    let mut all = Vec::new();
    for quota in 0..least.quotas() {
        let mut most: BTreeMap<usize, usize> = BTreeMap::new();
        let others = (0..least.quotas()).filter(|other| *other != quota);
        for seats in std::iter::once(alone(least, equals, quota))
            .chain(others.map(|other| within(least, equals, quota, other)))
        {
            for (part, seats) in seats {
                let most = most.entry(part).or_default();
                *most = seats.max(*most);
            }
        }
        all.extend(most.into_iter().map(|(part, seats)| (quota, part, seats)));
    }
    all
}

/// Those who may lose at this quota only, by part.
fn alone(least: &FreeSeats<'_>, equals: &Equals, quota: usize) -> BTreeMap<usize, usize> {
    let mut seats = BTreeMap::new();
    for (at, nominee) in equals.nominees.iter().enumerate() {
        if equals.is_certain(at) && equals.loses_only_at(at, &[quota]) {
            *seats.entry(least.part(quota, *nominee)).or_default() += 1;
        }
    }
    seats
}

/// The same where parts of another quota lie within parts of this.
fn within(
    least: &FreeSeats<'_>,
    equals: &Equals,
    quota: usize,
    other: usize,
) -> BTreeMap<usize, usize> {
    let mut parts: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, nominee) in equals.nominees.iter().enumerate() {
        parts
            .entry(least.part(other, *nominee))
            .or_default()
            .push(at);
    }
    let own = |at: usize| least.part(quota, equals.nominees[at]);
    let mut seats = BTreeMap::new();
    for members in parts.into_values() {
        let is_within = members
            .iter()
            .all(|at| equals.is_certain(*at) && own(*at) == own(members[0]));
        if is_within {
            let count = members
                .iter()
                .filter(|at| equals.loses_only_at(**at, &[quota, other]));
            let left = least.left(other, equals.nominees[members[0]]);
            let count = left.map_or(usize::MAX, |left| left).min(count.count());
            *seats.entry(own(members[0])).or_default() += count;
        } else {
            let alone = members
                .iter()
                .filter(|at| equals.is_certain(**at) && equals.loses_only_at(**at, &[quota]));
            for at in alone {
                *seats.entry(own(*at)).or_default() += 1;
            }
        }
    }
    seats
}
