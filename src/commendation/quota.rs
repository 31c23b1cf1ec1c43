//! How many seats there are: each quota's parts, and the numbers that shares are taken of.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::AwardProposal;
use crate::evaluation::{SchemeEvaluation, Status};
use crate::number::Decimal;
use crate::roster::Dossier;
use crate::scheme::{Award, Base, PartBy, Percent, Quota, QuotaSize, RoundShare, Scheme};

/// What stands between the two values of a part that has two.
pub const BETWEEN: &str = " · ";

/// A quota with its parts and their seats.
#[derive(Debug, Clone)]
pub(super) struct Seats {
    /// The value of each part; nothing where the quota is one for all.
    pub(super) parts: Vec<Option<String>>,
    /// What each part's share is taken of.
    pub(super) bases: Vec<Option<Decimal>>,
    /// The seats of each part; nothing is no limit.
    pub(super) seats: Vec<Option<usize>>,
    /// The part of each judgement, by its index.
    pub(super) part_of: Vec<usize>,
}

/// The seats of every quota of an award of the scheme at an index.
pub(super) fn seats(
    award: &Award,
    dossier: &Dossier,
    evaluated: &SchemeEvaluation<'_>,
    scheme: usize,
    earlier: &[AwardProposal],
) -> Vec<Seats> {
    let skipped = dossier.skipped.iter();
    let skipped = skipped.filter(|row| row.scheme == Some(scheme)).count();
    award
        .quota
        .iter()
        .map(|quota| of_quota(quota, evaluated, skipped, earlier))
        .collect()
}

fn of_quota(
    quota: &Quota,
    evaluated: &SchemeEvaluation<'_>,
    skipped: usize,
    earlier: &[AwardProposal],
) -> Seats {
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
    let bases = parts
        .iter()
        .enumerate()
        .map(|(at, _)| base(quota, evaluated, skipped, &part_of, at, earlier));
    let bases: Vec<Option<Decimal>> = bases.collect();
    let scheme = &evaluated.book.scheme;
    let seats = parts.iter().zip(&bases).map(|(part, base)| {
        if lacks_class(quota, scheme, part.as_deref()) {
            return Some(0);
        }
        size(&quota.size, part.as_deref(), *base)
    });
    let seats = seats.collect();
    Seats {
        parts,
        bases,
        seats,
        part_of,
    }
}

/// Whether seats go by the class of the unit, and the units of this part have none: who has no
/// class must not fare better than who has the lowest.
fn lacks_class(quota: &Quota, scheme: &Scheme, part: Option<&str>) -> bool {
    let Some(fact) = quota.goes_by() else {
        return false;
    };
    let word = part.unwrap_or_default();
    let word = word.rsplit(BETWEEN).next().unwrap_or(word);
    word.is_empty() && scheme.facts[fact].from.class_in().is_some()
}

/// What the share of a part is taken of; nothing for plain seats.
///
/// `nominated` is every row of the scheme, also those `skipped` because of faults. Their part is
/// not known, so where the quota has parts only the rows that were understood count.
fn base(
    quota: &Quota,
    evaluated: &SchemeEvaluation<'_>,
    skipped: usize,
    part_of: &[usize],
    part: usize,
    earlier: &[AwardProposal],
) -> Option<Decimal> {
    let QuotaSize::Share { of, .. } = &quota.size else {
        return None;
    };
    let sheets = evaluated
        .judged
        .iter()
        .zip(part_of)
        .filter(|(_, of)| **of == part);
    let sheets = sheets.map(|(sheet, _)| sheet);
    Some(match of {
        Base::Nominated if quota.per.is_none() => Decimal::from(sheets.count() + skipped),
        Base::Nominated => Decimal::from(sheets.count()),
        // Without a part, all lists together; with one, that part.
        Base::Ranked => Decimal::from(
            sheets
                .filter(|sheet| sheet.status() == Status::Ranked)
                .count(),
        ),
        Base::Award(award) => {
            let proposed = earlier.iter().filter(|other| other.award == *award);
            let seats = proposed.flat_map(|other| &other.proposed);
            Decimal::from(seats.filter(|seat| part_of[seat.nominee] == part).count())
        }
        Base::Fact(fact) => {
            let numbers = sheets.filter_map(|sheet| sheet.number(*fact));
            numbers.fold(Decimal::ZERO, Decimal::saturating_add)
        }
    })
}

/// The seats of a part: 4.95 seats are 4, unless the paper rounds up (K39, K45).
fn size(size: &QuotaSize, part: Option<&str>, base: Option<Decimal>) -> Option<usize> {
    match size {
        QuotaSize::Seats(seats) => Some(*seats as usize),
        QuotaSize::SeatsByValue(seats) => {
            let named = seats
                .iter()
                .find(|(value, _)| Some(value.value.as_str()) == part);
            named.map(|(_, seats)| *seats as usize)
        }
        QuotaSize::Share { percent, round, .. } => {
            let percent = match percent {
                Percent::All(percent) => *percent,
                Percent::ByChoice { shares, .. } => {
                    let word = part.unwrap_or_default();
                    let word = word.rsplit(BETWEEN).next().unwrap_or(word);
                    let named = shares.iter().find(|(choice, _)| choice == word);
                    named?.1
                }
            };
            let whole = base.unwrap_or_default().max(Decimal::ZERO);
            let share = whole.saturating_mul(percent) / Decimal::ONE_HUNDRED;
            let seats = match round {
                RoundShare::Down => share.floor(),
                RoundShare::Up => share.ceil(),
            };
            Some(usize::try_from(seats).unwrap_or(usize::MAX))
        }
    }
}
