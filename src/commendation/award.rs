//! One award after the other: conditions, exclusions, and who is seated.

use std::collections::{BTreeMap, BTreeSet};

use super::quota::{Seats, seats};
use super::seating::{Candidate, Seating, seat};
use super::{AwardProposal, Contested, Missed, MissedReason, QuotaUse, Seat};
use crate::dossier::past;
use crate::evaluation::{SchemeEvaluation, Standing};
use crate::number::Decimal;
use crate::ranking::{List, Ranking};
use crate::scheme::Award;

/// Proposals for every award of a scheme.
pub(super) fn propose_all<J: Standing>(
    ranking: &Ranking<'_, J>,
    scheme: usize,
) -> Vec<AwardProposal> {
    let evaluated = &ranking.evaluation.schemes[scheme];
    let mut proposals: Vec<AwardProposal> = Vec::new();
    for at in 0..evaluated.book.scheme.awards.len() {
        let proposal = propose(ranking, scheme, at, &proposals);
        proposals.push(proposal);
    }
    proposals
}

fn propose<J: Standing>(
    ranking: &Ranking<'_, J>,
    scheme: usize,
    at: usize,
    earlier: &[AwardProposal],
) -> AwardProposal {
    let evaluated = &ranking.evaluation.schemes[scheme];
    let lists = &ranking.schemes[scheme];
    let award = &evaluated.book.scheme.awards[at];
    let dossier = ranking.evaluation.dossier;
    let quotas = seats(award, dossier, evaluated, scheme, earlier);
    let elsewhere = Elsewhere::new(award, earlier);
    let mut missed = Vec::new();
    let everybody = evaluated.judged.len();
    let mut waiting = vec![false; everybody];
    let mut candidates = Vec::new();
    for (list_at, list) in lists.iter().enumerate() {
        for place in &list.places {
            let nominee = place.nominee;
            let barred = barred(ranking, evaluated, at, nominee, &elsewhere);
            if let Some(reason) = barred {
                missed.push(Missed {
                    nominee,
                    reason,
                    behind: false,
                });
                continue;
            }
            if elsewhere.contested.contains(&nominee) {
                waiting[nominee] = true;
            }
            let sheet = &evaluated.judged[nominee];
            let mut order: Vec<Option<Decimal>> = Vec::new();
            sheet.order(at, &mut |key| order.push(Some(key)));
            order.push(sheet.total());
            sheet.ties(&mut |key| order.push(Some(key)));
            candidates.push(Candidate {
                nominee,
                list: list_at,
                place: place.rank,
                order,
            });
        }
    }
    let seating = seat(&candidates, &quotas, award.line);
    // Somebody who waits for another award may leave a seat: who would have it then waits too.
    let without: Vec<Candidate> = candidates
        .iter()
        .filter(|c| !waiting[c.nominee])
        .cloned()
        .collect();
    let seating_without = seat(&without, &quotas, award.line);
    let mut seated_without = vec![false; everybody];
    for (candidate, seating) in without.iter().zip(&seating_without) {
        seated_without[candidate.nominee] = !seating.is_left_out();
    }
    let mut proposal = AwardProposal {
        award: at,
        quotas: Vec::new(),
        proposed: Vec::new(),
        contested: Vec::new(),
        missed,
    };
    let mut lines = 0;
    for (candidate, seating) in candidates.iter().zip(&seating) {
        let nominee = candidate.nominee;
        let waits = waiting[nominee];
        match seating {
            Seating::Seated(beyond) if !waits => {
                proposal.proposed.push(Seat {
                    nominee,
                    beyond: *beyond,
                });
            }
            Seating::AtLine { line, seats } if !waits => {
                lines = lines.max(line + 1);
                let (line, seats) = (*line, Some(*seats));
                proposal.contested.push(Contested {
                    nominee,
                    line,
                    seats,
                });
            }
            Seating::LeftOut | Seating::Behind if !seated_without[nominee] => {
                proposal.missed.push(Missed {
                    nominee,
                    reason: MissedReason::Quota,
                    behind: *seating == Seating::Behind,
                });
            }
            _ => proposal.contested.push(Contested {
                nominee,
                line: usize::MAX,
                seats: None,
            }),
        }
    }
    for contested in &mut proposal.contested {
        if contested.line == usize::MAX {
            contested.line = lines;
        }
    }
    let free: Vec<Vec<bool>> = quotas.iter().map(|quota| free(quota, &proposal)).collect();
    for missed in &mut proposal.missed {
        let mut all = quotas.iter().zip(&free);
        missed.behind &= all.all(|(quota, free)| free[quota.part_of[missed.nominee]]);
    }
    in_order(&mut proposal, lists, &candidates, everybody);
    proposal.quotas = used(&quotas, &proposal);
    proposal
}

/// What awards that exclude this one have done with their nominees.
struct Elsewhere {
    proposed: BTreeMap<usize, usize>,
    contested: BTreeSet<usize>,
}

impl Elsewhere {
    fn new(award: &Award, earlier: &[AwardProposal]) -> Self {
        let mut elsewhere = Self {
            proposed: BTreeMap::new(),
            contested: BTreeSet::new(),
        };
        for other in award
            .not_with
            .iter()
            .filter_map(|other| earlier.get(*other))
        {
            for seat in &other.proposed {
                elsewhere
                    .proposed
                    .entry(seat.nominee)
                    .or_insert(other.award);
            }
            elsewhere
                .contested
                .extend(other.contested.iter().map(|contested| contested.nominee));
        }
        elsewhere
    }
}

/// Why a nominee cannot be seated at all: the first that holds.
fn barred<J: Standing>(
    ranking: &Ranking<'_, J>,
    evaluated: &SchemeEvaluation<'_, J>,
    at: usize,
    nominee: usize,
    elsewhere: &Elsewhere,
) -> Option<MissedReason> {
    let sheet = &evaluated.judged[nominee];
    let award = &evaluated.book.scheme.awards[at];
    if !sheet.meets(at) {
        return Some(MissedReason::Condition);
    }
    let dossier = ranking.evaluation.dossier;
    if let Some(years) = award.again_after {
        let this = i64::from(dossier.period.date.year());
        let too_soon = past(&dossier.history, sheet.id()).iter().any(|past| {
            let ago = this - i64::from(past.year);
            past.award == award.id && ago >= 0 && ago < i64::from(years)
        });
        if too_soon {
            return Some(MissedReason::Again);
        }
    }
    elsewhere
        .proposed
        .get(&nominee)
        .map(|other| MissedReason::OtherAward(*other))
}

/// Proposed in order of seating; contested by line; missed list by list.
fn in_order(
    proposal: &mut AwardProposal,
    lists: &[List],
    candidates: &[Candidate],
    everybody: usize,
) {
    let mut order: Vec<Option<&Vec<Option<Decimal>>>> = vec![None; everybody];
    for candidate in candidates {
        order[candidate.nominee] = Some(&candidate.order);
    }
    proposal
        .proposed
        .sort_by_key(|seat| std::cmp::Reverse(order[seat.nominee]));
    proposal.contested.sort_by_key(|contested| contested.line);
    let mut at = vec![usize::MAX; everybody];
    let places = lists.iter().flat_map(|list| &list.places);
    for (here, place) in places.enumerate() {
        at[place.nominee] = here;
    }
    proposal.missed.sort_by_key(|missed| at[missed.nominee]);
}

/// For each part of a quota, whether it has a seat that nobody has and nobody contends for.
fn free(quota: &Seats, proposal: &AwardProposal) -> Vec<bool> {
    let mut taken = vec![0; quota.seats.len()];
    for seat in &proposal.proposed {
        taken[quota.part_of[seat.nominee]] += 1;
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

fn used(quotas: &[Seats], proposal: &AwardProposal) -> Vec<QuotaUse> {
    let mut uses = Vec::new();
    for (quota, seats) in quotas.iter().enumerate() {
        for (at, part) in seats.parts.iter().enumerate() {
            let Some(free) = seats.seats[at] else {
                continue;
            };
            let in_part = |seat: &&Seat| seats.part_of[seat.nominee] == at;
            uses.push(QuotaUse {
                quota,
                part: part.clone(),
                base: seats.bases[at],
                seats: free,
                taken: proposal.proposed.iter().filter(in_part).count(),
            });
        }
    }
    uses
}
