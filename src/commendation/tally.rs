//! What a proposal leaves of the quotas, and who stands beyond them.

use std::collections::{BTreeMap, BTreeSet};

use super::line::Candidate;
use super::proposal::{AwardProposal, QuotaUse, Seat, WaitsFor};
use super::quota::Seats;

/// Gives those who wait a line of their own after the others, one for each thing waited for.
pub(super) fn number_waiting(proposal: &mut AwardProposal) {
    let at_lines = proposal.contested.iter();
    let at_lines = at_lines.filter(|one| one.waits_for.is_none());
    let lines = at_lines.map(|one| one.line + 1).max().unwrap_or_default();
    for one in &mut proposal.contested {
        match one.waits_for {
            None => {}
            Some(WaitsFor::OtherAward) => one.line = lines,
            Some(WaitsFor::Vote) => one.line = lines + 1,
            Some(WaitsFor::Reason) => one.line = lines + 2,
            Some(WaitsFor::Line) => one.line = lines + 3,
        }
    }
}

/// For each part of a quota, whether it has a seat that nobody has and nobody contends for.
pub(super) fn free(quota: &Seats, proposal: &AwardProposal) -> Vec<bool> {
    let mut taken = vec![0; quota.seats.len()];
    for seat in &proposal.proposed {
        taken[quota.part_of[seat.nominee]] += 1;
    }
    for one in proposal.awaiting.iter().filter(|one| one.holds_seat) {
        taken[quota.part_of[one.nominee]] += 1;
    }
    // Of those at a line, no more are seated than the line has seats.
    let mut lines: BTreeMap<(usize, usize), (Option<usize>, usize)> = BTreeMap::new();
    for one in &proposal.contested {
        let key = (quota.part_of[one.nominee], one.line);
        lines.entry(key).or_insert((one.seats, 0)).1 += 1;
    }
    for ((part, _), (seats, people)) in lines {
        taken[part] += seats.unwrap_or(people).min(people);
    }
    let free = quota.seats.iter().zip(taken);
    free.map(|(seats, taken)| seats.is_none_or(|seats| taken < seats))
        .collect()
}

/// The seats of each part of each quota, and how many are taken.
pub(super) fn used(quotas: &[Seats], proposal: &AwardProposal) -> Vec<QuotaUse> {
    let mut uses = Vec::new();
    for (quota, seats) in quotas.iter().enumerate() {
        for (at, part) in seats.parts.iter().enumerate() {
            let Some(free) = seats.seats[at] else {
                continue;
            };
            let in_part = |seat: &&Seat| seats.part_of[seat.nominee] == at;
            uses.push(QuotaUse {
                is_provisional: false,
                quota,
                part: part.clone(),
                base: seats.bases[at].clone(),
                seats: free,
                taken: proposal.proposed.iter().filter(in_part).count(),
            });
        }
    }
    uses
}

/// A seat is beyond the quota where its part has fewer seats than are taken.
pub(super) fn mark_beyond(quotas: &[Seats], proposal: &mut AwardProposal) {
    let over = |nominee: usize, uses: &[QuotaUse]| {
        quotas.iter().enumerate().any(|(at, quota)| {
            let part = &quota.parts[quota.part_of[nominee]];
            let mut own = uses
                .iter()
                .filter(|one| one.quota == at && one.part == *part);
            own.any(|one| one.beyond() > 0)
        })
    };
    let decided: BTreeSet<usize> = proposal.decided.iter().map(|one| one.nominee).collect();
    let uses = std::mem::take(&mut proposal.quotas);
    for seat in &mut proposal.proposed {
        let may_be = seat.beyond || decided.contains(&seat.nominee);
        seat.beyond = may_be && over(seat.nominee, &uses);
    }
    proposal.quotas = uses;
}

/// Who of those equal to others of other lists is ordered by lot.
pub(super) fn drawn(candidates: &[Candidate]) -> BTreeSet<usize> {
    let lots = candidates.iter().filter(|one| one.order.lot.is_some());
    let mut by_keys: Vec<&Candidate> = lots.collect();
    by_keys.sort_by(|a, b| a.order.keys.cmp(&b.order.keys));
    let equals = by_keys.chunk_by(|a, b| a.order.keys == b.order.keys);
    let over_lists = equals.filter(|equals| equals.iter().any(|one| one.list != equals[0].list));
    over_lists.flatten().map(|one| one.nominee).collect()
}
