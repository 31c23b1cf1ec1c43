//! One award after the other: conditions, exclusions, the vote, and who is seated.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::assign::{Assigned, Terms, assign};
use super::decided::{Ruling, Standing, line_decision, ruling_on};
use super::quota::{Seats, seats};
use super::seating::{Candidate, Merit, Seating};
use super::vote::{Unvoted, VoteOutcome, voted};
use super::{Awaiting, AwardProposal, Contested, Missed, MissedReason, QuotaUse, Seat, WaitsFor};
use crate::evaluation::SchemeEvaluation;
use crate::ranking::{List, Lot, Place, Ranking};
use crate::scheme::{Award, Settle};

/// One award of one scheme, and what it is proposed from.
struct Case<'r, 'a> {
    ranking: &'r Ranking<'a>,
    evaluated: &'r SchemeEvaluation<'a>,
    lists: &'r [List],
    award: &'r Award,
    at: usize,
    elsewhere: Elsewhere,
    /// Whether decisions to give or withhold the award are followed.
    decide: bool,
}

/// Who may be seated, and who has a seat already.
#[derive(Default)]
struct Field {
    candidates: Vec<Candidate>,
    /// By decision, whatever the rules say.
    given: Vec<usize>,
    /// By nominee: why there is no vote on it yet.
    unvoted: BTreeMap<usize, Unvoted>,
}

/// Who is proposed for the award at an index, after those that stand before it.
pub(super) fn propose(
    ranking: &Ranking<'_>,
    scheme: usize,
    at: usize,
    earlier: &[AwardProposal],
    decide: bool,
) -> AwardProposal {
    let evaluated = &ranking.evaluation.schemes[scheme];
    let award = &evaluated.book.scheme.awards[at];
    let case = Case {
        ranking,
        evaluated,
        lists: &ranking.schemes[scheme],
        award,
        at,
        elsewhere: Elsewhere::new(award, at, earlier),
        decide,
    };
    let quotas = seats(
        award,
        ranking.evaluation.dossier,
        evaluated,
        scheme,
        earlier,
    );
    let mut proposal = AwardProposal::nobody(at);
    let field = case.field(&mut proposal);
    let kinds = |nominee: usize, kind: usize| {
        let terms = evaluated.judged[nominee].awards.get(at);
        terms.is_some_and(|terms| terms.reserves[kind])
    };
    let terms = Terms {
        award,
        quotas: &quotas,
        given: &field.given,
        is_kind: &kinds,
    };
    let assigned = assign(&field.candidates, &|_| true, &terms);
    // Somebody who waits for another award or a vote may leave a seat: who would have it then
    // waits too.
    let waits = |candidate: usize| case.waits(&field, field.candidates[candidate].nominee);
    let somebody_waits = (0..field.candidates.len()).any(waits);
    let without =
        somebody_waits.then(|| assign(&field.candidates, &|candidate| !waits(candidate), &terms));
    case.tell(&field, &assigned, without.as_ref(), &mut proposal);
    proposal.drawn = drawn(&field.candidates);
    case.in_order(&mut proposal, &quotas, &field.candidates);
    proposal
}

impl Case<'_, '_> {
    /// Everybody ranked, parted into those who may be seated and those who may not.
    fn field(&self, proposal: &mut AwardProposal) -> Field {
        let dossier = self.ranking.evaluation.dossier;
        let mut field = Field::default();
        for (list, own) in self.lists.iter().enumerate() {
            for place in &own.places {
                let nominee = place.nominee;
                let id = &*self.evaluated.judged[nominee].nomination.id;
                let ruling = ruling_on(dossier, id, self.at).filter(|_| self.decide);
                if let Some((given, decision)) = ruling {
                    proposal.decided.push(Ruling {
                        nominee,
                        decision,
                        by_rules: Standing::Contested,
                    });
                    if given {
                        field.given.push(nominee);
                    } else {
                        proposal.miss(nominee, MissedReason::Decision);
                    }
                } else if let Some(reason) = self.barred(nominee) {
                    proposal.miss(nominee, reason);
                } else if let Some(unvoted) = self.vote(nominee, proposal) {
                    if let Some(why) = unvoted {
                        field.unvoted.insert(nominee, why);
                    }
                    field.candidates.push(self.candidate(list, place));
                }
            }
        }
        field
    }

    /// Puts the vote on the proposal. Nothing for those who are voted down; for the others why
    /// there is no vote yet, if there is none.
    fn vote(&self, nominee: usize, proposal: &mut AwardProposal) -> Option<Option<Unvoted>> {
        let downgraded = self.elsewhere.downgraded.contains(&nominee);
        let Some(vote) = self.award.vote.as_ref().filter(|_| !downgraded) else {
            return Some(None);
        };
        let dossier = self.ranking.evaluation.dossier;
        let id = &self.evaluated.judged[nominee].nomination.id;
        let voted = voted(vote, dossier, self.at, nominee, id);
        proposal.votes.push(voted);
        match voted.outcome {
            VoteOutcome::Passed => Some(None),
            VoteOutcome::Unvoted(why) => Some(Some(why)),
            VoteOutcome::Failed | VoteOutcome::Downgraded(_) => {
                proposal.miss(nominee, MissedReason::Vote);
                None
            }
        }
    }

    fn candidate(&self, list: usize, place: &Place) -> Candidate {
        let nominee = place.nominee;
        let sheet = &self.evaluated.judged[nominee];
        let id = &sheet.nomination.id;
        let order = sheet.awards[self.at].order.iter().copied().map(Some);
        let merit = std::iter::once(sheet.total()).chain(sheet.ties.iter().copied().map(Some));
        let last = self.evaluated.book.scheme.ranking.last;
        let seed = self.ranking.seed.as_deref();
        let seed = seed.filter(|_| last == Settle::Lot);
        Candidate {
            nominee,
            list,
            place: place.rank,
            order: Merit {
                keys: order.chain(merit).collect(),
                lot: seed.map(|seed| Reverse(Lot::draw(seed, id))),
            },
            decided: line_decision(self.ranking.evaluation.dossier, id, self.at)
                .map(|(seated, _)| seated),
        }
    }

    /// Whether somebody waits for another award or for the vote.
    fn waits(&self, field: &Field, nominee: usize) -> bool {
        self.elsewhere.contested.contains(&nominee) || field.unvoted.contains_key(&nominee)
    }

    /// What became of each candidate.
    fn tell(
        &self,
        field: &Field,
        assigned: &Assigned,
        without: Option<&Assigned>,
        proposal: &mut AwardProposal,
    ) {
        for nominee in &field.given {
            proposal.proposed.push(self.seat(*nominee, false, None));
        }
        let unvoted_lines: BTreeSet<usize> = field
            .candidates
            .iter()
            .zip(&assigned.seating)
            .filter(|(candidate, _)| field.unvoted.contains_key(&candidate.nominee))
            .filter_map(|(_, seating)| line_of(*seating))
            .collect();
        for (at, candidate) in field.candidates.iter().enumerate() {
            let nominee = candidate.nominee;
            let seating = assigned.seating[at].unwrap_or(Seating::Behind);
            if let Some(why) = field.unvoted.get(&nominee) {
                proposal.awaiting.push(Awaiting {
                    nominee,
                    why: *why,
                    holds_seat: !seating.is_left_out(),
                });
                continue;
            }
            let waits = self.waits(field, nominee);
            if assigned.decided[at] && !waits {
                self.decide_line(nominee, proposal);
            }
            let out_without = || {
                let alone = without.map_or(assigned.seating[at], |without| without.seating[at]);
                alone.is_none_or(Seating::is_left_out)
            };
            let waits_for = match seating {
                Seating::Seated(beyond) if !waits => {
                    let seat = self.seat(nominee, beyond, assigned.by_reserve[at]);
                    proposal.proposed.push(seat);
                    continue;
                }
                Seating::AtLine { line, .. } if !waits && unvoted_lines.contains(&line) => {
                    WaitsFor::Vote
                }
                Seating::AtLine { line, seats } if !waits => {
                    proposal.contested.push(Contested {
                        nominee,
                        line,
                        seats: Some(seats),
                        waits_for: None,
                    });
                    continue;
                }
                Seating::LeftOut | Seating::Behind if out_without() => {
                    proposal.missed.push(Missed {
                        nominee,
                        reason: MissedReason::Quota,
                        behind: seating == Seating::Behind,
                        gave_way: assigned.gave_way[at],
                    });
                    continue;
                }
                _ if !waits && !field.unvoted.is_empty() => WaitsFor::Vote,
                _ => WaitsFor::OtherAward,
            };
            proposal.contested.push(Contested {
                nominee,
                line: usize::MAX,
                seats: None,
                waits_for: Some(waits_for),
            });
        }
    }

    fn seat(&self, nominee: usize, beyond: bool, reserve: Option<usize>) -> Seat {
        Seat {
            nominee,
            beyond,
            reserve,
            downgraded: self.elsewhere.downgraded.contains(&nominee),
        }
    }

    /// Marks that people decided about a nominee at the line.
    fn decide_line(&self, nominee: usize, proposal: &mut AwardProposal) {
        let id = &self.evaluated.judged[nominee].nomination.id;
        let dossier = self.ranking.evaluation.dossier;
        if let Some((_, decision)) = line_decision(dossier, id, self.at) {
            proposal.decided.push(Ruling {
                nominee,
                decision,
                by_rules: Standing::Contested,
            });
        }
    }

    /// Proposed in order of seating; contested by line; the others list by list. What waits has a
    /// line of its own, and what is left of the quotas is counted.
    fn in_order(&self, proposal: &mut AwardProposal, quotas: &[Seats], candidates: &[Candidate]) {
        number_waiting(proposal);
        let free: Vec<Vec<bool>> = quotas.iter().map(|quota| free(quota, proposal)).collect();
        for missed in &mut proposal.missed {
            let mut all = quotas.iter().zip(&free);
            missed.behind &= all.all(|(quota, free)| free[quota.part_of[missed.nominee]]);
        }
        let everybody = self.evaluated.judged.len();
        let mut order: Vec<Option<&Merit>> = vec![None; everybody];
        for candidate in candidates {
            order[candidate.nominee] = Some(&candidate.order);
        }
        let mut at = vec![usize::MAX; everybody];
        let places = self.lists.iter().flat_map(|list| &list.places);
        for (here, place) in places.enumerate() {
            at[place.nominee] = here;
        }
        // Who is given a seat by decision stands after those seated by merit.
        proposal
            .proposed
            .sort_by_key(|seat| (Reverse(order[seat.nominee]), at[seat.nominee]));
        proposal.contested.sort_by_key(|contested| contested.line);
        proposal.missed.sort_by_key(|missed| at[missed.nominee]);
        proposal.quotas = used(quotas, proposal);
        mark_beyond(quotas, proposal);
    }

    /// Why a nominee cannot be seated at all: the first that holds.
    fn barred(&self, nominee: usize) -> Option<MissedReason> {
        let sheet = &self.evaluated.judged[nominee];
        if !sheet.awards[self.at].meets {
            return Some(MissedReason::Condition);
        }
        let dossier = self.ranking.evaluation.dossier;
        if let Some(years) = self.award.again_after {
            let this = i64::from(dossier.period.date.year());
            let known = dossier.known(sheet.nomination);
            let too_soon = known.history.iter().any(|past| {
                let ago = this - i64::from(past.year);
                past.award == self.award.id && ago >= 0 && ago < i64::from(years)
            });
            if too_soon {
                return Some(MissedReason::Again);
            }
        }
        let proposed = &self.elsewhere.proposed;
        proposed
            .get(&nominee)
            .map(|other| MissedReason::OtherAward(*other))
    }
}

/// What other awards have done with the nominees of this one.
struct Elsewhere {
    /// Proposed for an award that excludes this one.
    proposed: BTreeMap<usize, usize>,
    /// Not yet decided about at an award that excludes this one.
    contested: BTreeSet<usize>,
    /// Voted down to this award from a higher one.
    downgraded: BTreeSet<usize>,
}

impl Elsewhere {
    fn new(award: &Award, at: usize, earlier: &[AwardProposal]) -> Self {
        let mut elsewhere = Self {
            proposed: BTreeMap::new(),
            contested: BTreeSet::new(),
            downgraded: BTreeSet::new(),
        };
        let excluding = award.not_with.iter();
        for other in excluding.filter_map(|other| earlier.get(*other)) {
            for seat in &other.proposed {
                let proposed = &mut elsewhere.proposed;
                proposed.entry(seat.nominee).or_insert(other.award);
            }
            let contested = other.contested.iter().map(|one| one.nominee);
            let awaiting = other.awaiting.iter().map(|one| one.nominee);
            elsewhere.contested.extend(contested.chain(awaiting));
        }
        let votes = earlier.iter().flat_map(|other| &other.votes);
        let down = votes.filter(|voted| voted.outcome == VoteOutcome::Downgraded(at));
        elsewhere.downgraded.extend(down.map(|voted| voted.nominee));
        elsewhere
    }
}

impl AwardProposal {
    /// A proposal of nobody yet.
    fn nobody(award: usize) -> Self {
        Self {
            award,
            quotas: Vec::new(),
            proposed: Vec::new(),
            contested: Vec::new(),
            awaiting: Vec::new(),
            missed: Vec::new(),
            votes: Vec::new(),
            decided: Vec::new(),
            drawn: BTreeSet::new(),
        }
    }

    fn miss(&mut self, nominee: usize, reason: MissedReason) {
        self.missed.push(Missed {
            nominee,
            reason,
            behind: false,
            gave_way: false,
        });
    }
}

/// The line at which somebody stands.
fn line_of(seating: Option<Seating>) -> Option<usize> {
    match seating? {
        Seating::AtLine { line, .. } => Some(line),
        Seating::Seated(_) | Seating::LeftOut | Seating::Behind => None,
    }
}

/// Gives those who wait a line of their own after the others, one for each thing waited for.
fn number_waiting(proposal: &mut AwardProposal) {
    let at_lines = proposal.contested.iter();
    let at_lines = at_lines.filter(|one| one.waits_for.is_none());
    let lines = at_lines.map(|one| one.line + 1).max().unwrap_or_default();
    for one in &mut proposal.contested {
        match one.waits_for {
            None => {}
            Some(WaitsFor::OtherAward) => one.line = lines,
            Some(WaitsFor::Vote) => one.line = lines + 1,
        }
    }
}

/// Who of those equal to others of other lists is ordered by lot.
fn drawn(candidates: &[Candidate]) -> BTreeSet<usize> {
    let lots = candidates.iter().filter(|one| one.order.lot.is_some());
    let mut by_keys: Vec<&Candidate> = lots.collect();
    by_keys.sort_by(|a, b| a.order.keys.cmp(&b.order.keys));
    let equals = by_keys.chunk_by(|a, b| a.order.keys == b.order.keys);
    let over_lists = equals.filter(|equals| equals.iter().any(|one| one.list != equals[0].list));
    over_lists.flatten().map(|one| one.nominee).collect()
}

/// A seat is beyond the quota where its part has fewer seats than are taken.
fn mark_beyond(quotas: &[Seats], proposal: &mut AwardProposal) {
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

/// For each part of a quota, whether it has a seat that nobody has and nobody contends for.
fn free(quota: &Seats, proposal: &AwardProposal) -> Vec<bool> {
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
