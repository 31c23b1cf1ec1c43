//! How many seats there are: each quota's parts, and the numbers that shares are taken of.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::evaluation::{SchemeEvaluation, Status};
use crate::number::{self, Number};
use crate::roster::Roster;
use crate::scheme::{Award, Base, FactFrom, PartBy, Percent, Quota, QuotaSize, RoundShare, Scheme};

/// What stands between the two values of a part that has two.
pub const BETWEEN: &str = " · ";

/// A quota with its parts and their seats.
#[derive(Debug, Clone)]
pub(super) struct Seats {
    /// The value of each part; `None` where the quota is one for all.
    pub(super) parts: Vec<Option<String>>,
    /// What each part's share is taken of.
    pub(super) bases: Vec<Option<Number>>,
    /// The seats of each part; `None` has no limit.
    pub(super) seats: Vec<Option<usize>>,
    /// The part of each judgement, by its index.
    pub(super) part_of: Vec<usize>,
    /// The award whose seats it is a share of, by its index: then its own follow from those.
    pub(super) share_of: Option<usize>,
    /// The parts whose people belong to units without the class that seats go by.
    lacks_class: Vec<bool>,
}

impl Seats {
    /// How many of some nominees belong to each part.
    pub(super) fn count(&self, nominees: impl Iterator<Item = usize>) -> Vec<usize> {
        let mut count = vec![0; self.parts.len()];
        nominees.for_each(|nominee| count[self.part_of[nominee]] += 1);
        count
    }

    /// The seats of each part where so many of it are proposed for the award it is a share of.
    pub(super) fn sized(&self, quota: &Quota, proposed: &[usize]) -> Vec<Option<usize>> {
        let bases: Vec<_> = proposed.iter().map(|one| Number::from(*one)).collect();
        self.sizes(quota, bases.iter().map(Some))
    }

    fn sizes<'b>(
        &self,
        quota: &Quota,
        bases: impl Iterator<Item = Option<&'b Number>>,
    ) -> Vec<Option<usize>> {
        let parts = self.parts.iter().zip(&self.lacks_class).zip(bases);
        parts
            .map(|((part, lacks_class), base)| {
                if *lacks_class {
                    return Some(0);
                }
                size(&quota.size, part.as_deref(), base)
            })
            .collect()
    }

    /// Fixes the share of another award's seats.
    pub(super) fn settle(&mut self, quota: &Quota, proposed: &[usize]) {
        self.bases = proposed
            .iter()
            .map(|one| Some(Number::from(*one)))
            .collect();
        self.seats = self.sized(quota, proposed);
    }
}

/// The quotas of an award of the scheme at an index.
pub(super) fn seats(
    award: &Award,
    roster: &Roster,
    evaluated: &SchemeEvaluation<'_>,
    scheme: usize,
) -> Vec<Seats> {
    let skipped = roster.skipped.iter();
    let skipped = skipped.filter(|row| row.scheme == Some(scheme)).count();
    award
        .quota
        .iter()
        .map(|quota| of_quota(quota, evaluated, skipped))
        .collect()
}

fn of_quota(quota: &Quota, evaluated: &SchemeEvaluation<'_>, skipped: usize) -> Seats {
    let values = evaluated.judged.iter().map(|sheet| {
        let own = quota.per.map(|by| sheet.part(by).unwrap_or_default());
        // A share that differs by the word of a fact has a part a word.
        let QuotaSize::Share {
            percent: Percent::ByChoice { fact, .. },
            ..
        } = &quota.size
        else {
            return own;
        };
        let word = sheet.part(PartBy::Fact(*fact)).unwrap_or_default();
        Some(match own {
            None => word,
            Some(own) => Cow::Owned(format!("{own}{BETWEEN}{word}")),
        })
    });
    let values: Vec<Option<Cow<'_, str>>> = values.collect();
    let mut numbered: BTreeMap<Option<&str>, usize> = BTreeMap::new();
    for value in &values {
        numbered.entry(value.as_deref()).or_default();
    }
    for (at, number) in numbered.values_mut().enumerate() {
        *number = at;
    }
    let part_of = values.iter().map(|value| numbered[&value.as_deref()]);
    let part_of: Vec<usize> = part_of.collect();
    let parts = numbered.into_keys().map(|part| part.map(str::to_owned));
    let parts: Vec<Option<String>> = parts.collect();
    let scheme = &evaluated.book.scheme;
    let mut seats = Seats {
        bases: bases(quota, evaluated, skipped, &part_of, parts.len()),
        seats: Vec::new(),
        lacks_class: parts
            .iter()
            .map(|part| lacks_class(quota, scheme, part.as_deref()))
            .collect(),
        share_of: match quota.size {
            QuotaSize::Share {
                of: Base::Award(award),
                ..
            } => Some(award),
            _ => None,
        },
        parts,
        part_of,
    };
    seats.seats = seats.sizes(quota, seats.bases.iter().map(Option::as_ref));
    seats
}

/// Whether seats go by the class of the unit, and the units of this part have none: who has no
/// class must not fare better than who has the lowest.
fn lacks_class(quota: &Quota, scheme: &Scheme, part: Option<&str>) -> bool {
    let part = part.unwrap_or_default();
    let (own, word) = match (quota.per, quota.share_by()) {
        (Some(_), Some(_)) => part.rsplit_once(BETWEEN).unwrap_or((part, part)),
        _ => (part, part),
    };
    let lacks = |fact: Option<usize>, word: &str| {
        let fact = fact.map(|fact| &scheme.facts[fact]);
        word.is_empty() && fact.is_some_and(|fact| fact.from.class_in().is_some())
    };
    lacks(quota.per_fact(), own) || lacks(quota.share_by(), word)
}

/// What the share of each part is taken of; `None` for plain seats.
///
/// `nominated` is every row of the scheme, also those `skipped` because of faults. Their part is
/// not known, so where the quota has parts only the rows that were understood count.
fn bases(
    quota: &Quota,
    evaluated: &SchemeEvaluation<'_>,
    skipped: usize,
    part_of: &[usize],
    parts: usize,
) -> Vec<Option<Number>> {
    let QuotaSize::Share { of, .. } = &quota.size else {
        return vec![None; parts];
    };
    let mut bases = vec![Number::ZERO; parts];
    let scheme = &evaluated.book.scheme;
    // What is said of a unit is said once, however many of its people are nominated.
    let mut units = BTreeSet::new();
    for (sheet, part) in evaluated.judged.iter().zip(part_of) {
        let more = match of {
            Base::Nominated => Number::ONE,
            // Without a part, all lists together; with one, that part.
            Base::Ranked if sheet.status() == Status::Ranked => Number::ONE,
            Base::Ranked | Base::Award(_) => Number::ZERO,
            Base::Fact(fact) => {
                let of_unit = scheme.facts[*fact].from == FactFrom::Unit;
                let unit = sheet.unit().filter(|_| of_unit);
                match unit {
                    Some(unit) if !units.insert((*part, unit)) => Number::ZERO,
                    _ => sheet.number(*fact).unwrap_or_default(),
                }
            }
        };
        bases[*part] += more;
    }
    if *of == Base::Nominated && quota.per.is_none() && parts == 1 {
        bases[0] += Number::from(skipped);
    }
    bases.into_iter().map(Some).collect()
}

/// The seats of a part: 4.95 seats are 4, unless the paper rounds up (K39, K45).
fn size(size: &QuotaSize, part: Option<&str>, base: Option<&Number>) -> Option<usize> {
    match size {
        QuotaSize::Seats(seats) => Some(*seats as usize),
        QuotaSize::SeatsByValue(seats) => {
            let named = seats
                .iter()
                .find(|(value, _)| Some(value.value.as_str()) == part);
            named.map(|(_, seats)| *seats as usize)
        }
        QuotaSize::Share { percent, round, .. } => {
            let share = match percent {
                Percent::All(share) => share,
                Percent::ByChoice { shares, .. } => {
                    let word = part.unwrap_or_default();
                    let word = word.rsplit(BETWEEN).next().unwrap_or(word);
                    &shares.iter().find(|(choice, _)| choice == word)?.1
                }
            };
            let share = share.of(base.unwrap_or(&number::ZERO).max(&number::ZERO));
            let seats = match round {
                RoundShare::Down => share.floor(),
                RoundShare::Up => share.ceil(),
            };
            Some(seats.to_usize().unwrap_or(usize::MAX))
        }
    }
}
