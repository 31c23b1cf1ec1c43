//! The seats still free while people are seated, and who among equals may go without one.

use std::collections::BTreeMap;

use super::quota::Seats;

/// The seats still free: of each quota, part by part; `None` has no limit.
///
/// Behind the award's own quotas there may be one more, without parts: the seats that a reserve
/// keeps.
#[derive(Debug, Clone)]
pub(super) struct FreeSeats<'a> {
    quotas: &'a [Seats],
    left: Vec<Vec<Option<usize>>>,
}

impl<'a> FreeSeats<'a> {
    /// So many seats of each quota, part by part.
    pub(super) fn of(quotas: &'a [Seats], seats: Vec<Vec<Option<usize>>>) -> Self {
        Self {
            quotas,
            left: seats,
        }
    }

    /// How many quotas must hold.
    pub(super) fn quotas(&self) -> usize {
        self.left.len()
    }

    /// The part of a quota to which a nominee belongs.
    pub(super) fn part(&self, quota: usize, nominee: usize) -> usize {
        self.quotas.get(quota).map_or(0, |own| own.part_of[nominee])
    }

    /// The seats left of a nominee's part; `None` has no limit.
    pub(super) fn left(&self, quota: usize, nominee: usize) -> Option<usize> {
        self.left[quota][self.part(quota, nominee)]
    }

    /// Whether each quota has a seat for a nominee.
    pub(super) fn has_seat(&self, nominee: usize) -> bool {
        (0..self.quotas()).all(|quota| self.left(quota, nominee) != Some(0))
    }

    /// Takes a seat of each quota.
    pub(super) fn take(&mut self, nominee: usize) {
        for quota in 0..self.quotas() {
            self.take_of(quota, self.part(quota, nominee), 1);
        }
    }

    /// Takes so many seats of a part, as far as there are any.
    pub(super) fn take_of(&mut self, quota: usize, part: usize, seats: usize) {
        if let Some(left) = &mut self.left[quota][part] {
            *left = left.saturating_sub(seats);
        }
    }

    /// After a line nobody of this part is seated.
    pub(super) fn close(&mut self, quota: usize, nominee: usize) {
        let part = self.part(quota, nominee);
        self.left[quota][part] = Some(0);
    }

    /// Adds the seats that a reserve keeps, as one more quota.
    pub(super) fn keep(&mut self, seats: usize) {
        self.left.push(vec![Some(seats)]);
    }

    /// Takes that quota away again.
    pub(super) fn release(&mut self) {
        self.left.pop();
    }

    /// How many of these can be seated together, taken as they come.
    pub(super) fn seats_for(&self, nominees: impl Iterator<Item = usize>) -> usize {
        let mut taken: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        let mut seats = 0;
        for nominee in nominees {
            let parts: Vec<(usize, usize)> = (0..self.quotas())
                .map(|quota| (quota, self.part(quota, nominee)))
                .collect();
            let is_free = |at: &(usize, usize)| {
                let taken = taken.get(at).copied().unwrap_or_default();
                self.left[at.0][at.1].is_none_or(|left| taken < left)
            };
            if parts.iter().all(is_free) {
                seats += 1;
                for at in parts {
                    *taken.entry(at).or_default() += 1;
                }
            }
        }
        seats
    }
}

/// For each of some equals, the quotas at which the others may take every seat before it. `own` are
/// the seats of which it may find none, `others` limit how many of the others are seated; the two
/// are the same where the seats are known. Only those that `count` may take a seat from another.
///
/// With one other quota this is exact; with more, each is an upper bound of its own: at worst
/// people are asked once too often.
pub(super) fn may_lose_at(
    own: &FreeSeats<'_>,
    others: &FreeSeats<'_>,
    equals: &[usize],
    counts: &dyn Fn(usize) -> bool,
) -> Vec<Vec<usize>> {
    let quotas = own.quotas();
    let mut lost = vec![Vec::new(); equals.len()];
    for quota in 0..quotas {
        let crowd = Crowd::of(others, quota, equals, counts);
        for (at, nominee) in equals.iter().enumerate() {
            let left = own.left(quota, *nominee);
            if left.is_some_and(|left| crowd.rivals(others, *nominee, counts(at)) >= left) {
                lost[at].push(quota);
            }
        }
    }
    lost
}

/// How many seats of each quota and part equals take at the most.
pub(super) fn most_seated(seats: &FreeSeats<'_>, equals: &[usize]) -> Vec<(usize, usize, usize)> {
    let mut all = Vec::new();
    for quota in 0..seats.quotas() {
        let crowd = Crowd::of(seats, quota, equals, &|_| true);
        for (part, contend) in &crowd.in_part {
            let others = (0..seats.quotas()).filter(|other| *other != quota);
            let let_in = others.map(|other| crowd.seated.get(&(other, *part)).copied());
            let most = let_in
                .map(Option::unwrap_or_default)
                .fold(*contend, usize::min);
            all.push((quota, *part, most));
        }
    }
    all
}

/// The equals that contend for the parts of one quota, counted as the other quotas part them.
struct Crowd {
    quota: usize,
    /// How many contend for each part.
    in_part: BTreeMap<usize, usize>,
    /// How many of them belong to a part of another quota, by that quota, the own part, the other.
    shared: BTreeMap<(usize, usize, usize), usize>,
    /// How many of them each other quota lets in, by that quota and the own part.
    seated: BTreeMap<(usize, usize), usize>,
}

impl Crowd {
    fn of(
        seats: &FreeSeats<'_>,
        quota: usize,
        equals: &[usize],
        counts: &dyn Fn(usize) -> bool,
    ) -> Self {
        let mut crowd = Self {
            quota,
            in_part: BTreeMap::new(),
            shared: BTreeMap::new(),
            seated: BTreeMap::new(),
        };
        let counted = equals.iter().enumerate();
        for (_, nominee) in counted.filter(|(at, _)| counts(*at)) {
            let part = seats.part(quota, *nominee);
            *crowd.in_part.entry(part).or_default() += 1;
            for other in (0..seats.quotas()).filter(|other| *other != quota) {
                let shared = crowd
                    .shared
                    .entry((other, part, seats.part(other, *nominee)));
                let shared = shared.or_default();
                *shared += 1;
                if seats
                    .left(other, *nominee)
                    .is_none_or(|left| *shared <= left)
                {
                    *crowd.seated.entry((other, part)).or_default() += 1;
                }
            }
        }
        crowd
    }

    /// How many others may be seated in the part of a nominee, which itself is one of those counted
    /// or not.
    fn rivals(&self, seats: &FreeSeats<'_>, nominee: usize, is_counted: bool) -> usize {
        let part = seats.part(self.quota, nominee);
        let itself = usize::from(is_counted);
        let all = self.in_part.get(&part).copied().unwrap_or_default();
        let mut rivals = all.saturating_sub(itself);
        for other in (0..seats.quotas()).filter(|other| *other != self.quota) {
            let seated = self.seated.get(&(other, part)).copied().unwrap_or_default();
            let shared = self.shared.get(&(other, part, seats.part(other, nominee)));
            let shared = shared.copied().unwrap_or_default();
            let makes_room = seats.left(other, nominee).is_none_or(|left| shared <= left);
            let without = seated.saturating_sub(itself * usize::from(makes_room));
            rivals = rivals.min(without);
        }
        rivals
    }
}
