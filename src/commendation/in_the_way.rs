//! Who has no place yet, and whether it could have a seat that somebody else has now.

use std::collections::BTreeMap;

use super::candidates::Case;
use super::contest::Contest;
use super::proposal::{AwardProposal, InTheWay};
use super::quota::Seats;
use crate::evaluation::Status;
use crate::number::Number;
use crate::scheme::{Award, Base, QuotaSize};

/// Everybody without a place yet: suspended, incomplete, or with a rule that failed.
pub(super) fn in_the_way(
    case: &Case<'_, '_>,
    contest: &Contest<'_>,
    quotas: &[Seats],
    proposal: &AwardProposal,
) -> Vec<InTheWay> {
    let judged = &case.evaluated.judged;
    let is_open = |status: Status| match status {
        Status::Held | Status::Incomplete | Status::Failed => true,
        Status::Ranked | Status::Refused | Status::Unclassified => false,
    };
    let open = judged.iter().enumerate();
    let open: Vec<usize> = open
        .filter(|(_, sheet)| is_open(sheet.status()))
        .map(|(nominee, _)| nominee)
        .collect();
    if open.is_empty() {
        return Vec::new();
    }
    let lowest: Vec<BTreeMap<usize, Option<&Number>>> = quotas
        .iter()
        .map(|seats| lowest(case, seats, proposal))
        .collect();
    let could_take_seat = |nominee: usize| {
        let total = judged[nominee]
            .total()
            .filter(|_| contest.award.order.is_empty());
        let mut quotas = quotas.iter().zip(&lowest);
        !case.is_too_soon(contest.award, nominee)
            && quotas.any(|(seats, lowest)| {
                let part = seats.part_of[nominee];
                let limited = seats.seats[part].is_some_and(|seats| seats > 0);
                let below = lowest.get(&part);
                limited && below.is_some_and(|lowest| total.is_none() || total >= *lowest)
            })
    };
    open.into_iter()
        .map(|nominee| InTheWay {
            nominee,
            could_take_seat: could_take_seat(nominee),
        })
        .collect()
}

/// The lowest total of those who have or may have a seat of a quota, in each part where no seat is
/// free.
fn lowest<'c>(
    case: &'c Case<'_, '_>,
    seats: &Seats,
    proposal: &AwardProposal,
) -> BTreeMap<usize, Option<&'c Number>> {
    let proposed = proposal.proposed.iter().map(|one| one.nominee);
    let contested = proposal.contested.iter().map(|one| one.nominee);
    let awaiting = proposal.awaiting.iter().filter(|one| one.holds_seat);
    let holders = proposed
        .chain(contested)
        .chain(awaiting.map(|one| one.nominee));
    let mut lowest: BTreeMap<usize, (usize, Option<&Number>)> = BTreeMap::new();
    for nominee in holders {
        let total = case.evaluated.judged[nominee].total();
        let own = lowest.entry(seats.part_of[nominee]).or_insert((0, total));
        *own = (own.0 + 1, own.1.min(total));
    }
    let full = lowest
        .into_iter()
        .filter(|(part, (taken, _))| seats.seats[*part].is_some_and(|seats| *taken >= seats));
    full.map(|(part, (_, total))| (part, total)).collect()
}

/// Marks the shares of numbers that change once those in the way have a place.
pub(super) fn mark_provisional(
    award: &Award,
    quotas: &[Seats],
    earlier: &[AwardProposal],
    proposal: &mut AwardProposal,
) {
    let in_the_way = &proposal.in_the_way;
    for part in &mut proposal.quotas {
        let QuotaSize::Share { of, .. } = &award.quota[part.quota].size else {
            continue;
        };
        let seats = &quotas[part.quota];
        part.is_provisional = match of {
            Base::Nominated => false,
            Base::Award(award) => {
                let earlier = earlier.get(*award);
                earlier.is_some_and(AwardProposal::is_provisional)
            }
            // Whose part is not known may belong to any.
            Base::Ranked | Base::Fact(_) => in_the_way.iter().any(|one| {
                let own = &seats.parts[seats.part_of[one.nominee]];
                *own == part.part || own.as_deref() == Some("")
            }),
        };
    }
}
