//! What is proposed for an award: who is seated, who waits, who is left out.

use std::cmp::Reverse;

use super::bounds::{Bounds, Known, Seating, bounds};
use super::candidates::Case;
use super::contest::{Contest, proposed_by_part};
use super::earlier_awards::EarlierAwards;
use super::equals::Presence;
use super::in_the_way::{in_the_way, mark_provisional};
use super::line::{Candidate, Merit};
use super::proposal::{
    Awaited, Awaiting, AwardProposal, Contested, Missed, MissedReason, Ruling, Seat, WaitsFor,
    WithoutDecision,
};
use super::quota::Seats;
use super::rulings::line_decision;
use super::tally::{drawn, free, mark_beyond, number_waiting, used};
use super::vote::VoteOutcome;
use super::ways::Outcome;
use crate::scheme::Line;

/// Who is proposed for an award, after those that stand before it. `ways` are all the ways in which
/// what is open may come out, where they are few.
pub(super) fn propose(
    case: &Case<'_, '_>,
    contest: &Contest<'_>,
    mut proposal: AwardProposal,
    earlier: &[AwardProposal],
    ways: Option<&[Vec<Outcome>]>,
) -> AwardProposal {
    let elsewhere = EarlierAwards::new(contest.award, contest.at, case.awards(), earlier);
    let presence: Vec<Presence> = contest
        .candidates
        .iter()
        .map(|candidate| presence(candidate, &elsewhere))
        .collect();
    let by_part = |award: usize, seats: &Seats| match earlier.get(award) {
        Some(earlier) => proposed_by_part(earlier, seats),
        None => (vec![0; seats.parts.len()], vec![0; seats.parts.len()]),
    };
    let bounds = bounds(
        contest,
        &Known {
            presence: &presence,
            absent: &elsewhere.most,
            least: contest.seats(&|award, seats| by_part(award, seats).0),
            most: contest.seats(&|award, seats| by_part(award, seats).1),
        },
    );
    let mut quotas = contest.quotas.clone();
    for (at, (seats, quota)) in quotas.iter_mut().zip(&contest.award.quota).enumerate() {
        if let Some(award) = seats.share_of {
            let ways = ways.into_iter().flatten();
            let ways = ways.filter_map(|way| way[contest.at].bases[at].clone());
            let least = |a: Vec<usize>, b: Vec<usize>| {
                a.into_iter().zip(b).map(|(a, b)| a.min(b)).collect()
            };
            let least = ways.reduce(least);
            seats.settle(quota, &least.unwrap_or_else(|| by_part(award, seats).0));
        }
    }
    let told = Assessment {
        contest,
        fates: fates(contest, &presence, &bounds, ways),
        elsewhere: &elsewhere,
        presence,
        bounds,
        ways,
    };
    told.tell(case, &mut proposal);
    proposal.drawn = drawn(&contest.candidates);
    case.in_order(&mut proposal, &quotas, &contest.candidates);
    proposal.in_the_way = in_the_way(case, contest, &quotas, &proposal);
    mark_provisional(contest.award, &quotas, earlier, &mut proposal);
    proposal
}

/// Whether a candidate takes part.
fn presence(candidate: &Candidate, elsewhere: &EarlierAwards) -> Presence {
    let nominee = candidate.nominee;
    if elsewhere.proposed.contains_key(&nominee) {
        return Presence::Absent;
    }
    let passes = elsewhere.downgraded.contains(&nominee);
    let vote = candidate.vote.map(|voted| voted.outcome);
    match vote.filter(|_| !passes) {
        None | Some(VoteOutcome::Passed) if candidate.owes_reason => Presence::Open(None),
        None | Some(VoteOutcome::Passed) => match elsewhere.open.get(&nominee) {
            Some(group) => Presence::Open(*group),
            None => Presence::Certain,
        },
        Some(VoteOutcome::Unvoted(_)) => Presence::Open(None),
        Some(VoteOutcome::Failed | VoteOutcome::Downgraded(_)) => {
            if elsewhere.may_be_downgraded.contains(&nominee) {
                Presence::Open(None)
            } else {
                Presence::Absent
            }
        }
    }
}

/// In which of the ways somebody has a seat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Always,
    Sometimes,
    Never,
}

fn fates(
    contest: &Contest<'_>,
    presence: &[Presence],
    bounds: &Bounds,
    ways: Option<&[Vec<Outcome>]>,
) -> Vec<Fate> {
    let fate = |at: usize| {
        let Some(ways) = ways else {
            return match bounds.seating[at] {
                _ if presence[at] == Presence::Absent => Fate::Never,
                Seating::Seated(_) if presence[at] == Presence::Certain => Fate::Always,
                Seating::LeftOut | Seating::Behind => Fate::Never,
                _ => Fate::Sometimes,
            };
        };
        let seated = ways.iter().filter(|way| way[contest.at].seated[at]).count();
        match seated {
            0 => Fate::Never,
            all if all == ways.len() => Fate::Always,
            _ => Fate::Sometimes,
        }
    };
    (0..contest.candidates.len()).map(fate).collect()
}

/// What can be said of the candidates of an award.
struct Assessment<'t> {
    contest: &'t Contest<'t>,
    elsewhere: &'t EarlierAwards,
    presence: Vec<Presence>,
    bounds: Bounds,
    fates: Vec<Fate>,
    ways: Option<&'t [Vec<Outcome>]>,
}

impl Assessment<'_> {
    fn tell(&self, case: &Case<'_, '_>, proposal: &mut AwardProposal) {
        for nominee in &self.contest.given {
            proposal.proposed.push(self.seat(*nominee, false, None));
        }
        let waits_for = self.waits_for();
        let lines = self.lines();
        for (at, candidate) in self.contest.candidates.iter().enumerate() {
            let nominee = candidate.nominee;
            if let Some(other) = self.elsewhere.proposed.get(&nominee) {
                proposal.miss(nominee, MissedReason::OtherAward(*other));
                continue;
            }
            let passes = self.elsewhere.downgraded.contains(&nominee);
            let vote = candidate.vote.filter(|_| !passes);
            proposal.votes.extend(vote);
            if self.is_decided(at) && self.presence[at] == Presence::Certain {
                self.decide_line(case, nominee, proposal);
            }
            if let Some(why) = self.awaited(at) {
                proposal.awaiting.push(Awaiting {
                    nominee,
                    why,
                    holds_seat: self.fates[at] != Fate::Never,
                });
                continue;
            }
            match (self.fates[at], self.bounds.seating[at]) {
                (Fate::Always, seating) => {
                    let all = self.contest.award.line == Line::All;
                    let beyond =
                        matches!(seating, Seating::Seated(true)) || all && !seating.is_seated();
                    proposal
                        .proposed
                        .push(self.seat(nominee, beyond, self.by_reserve(at)));
                }
                (Fate::Never, _) => proposal.missed.push(self.miss(at)),
                (Fate::Sometimes, Seating::AtLine(line)) => {
                    let (seats, is_fixed) = lines[line];
                    proposal.contested.push(Contested {
                        nominee,
                        line,
                        seats: Some(seats),
                        is_fixed,
                        waits_for: None,
                    });
                }
                (Fate::Sometimes, _) => {
                    let waits_elsewhere = self.elsewhere.open.contains_key(&nominee);
                    proposal.contested.push(Contested {
                        nominee,
                        line: usize::MAX,
                        seats: None,
                        is_fixed: false,
                        waits_for: Some(if waits_elsewhere {
                            WaitsFor::OtherAward
                        } else {
                            waits_for
                        }),
                    });
                }
            }
        }
    }

    /// What a candidate awaits before it can be proposed.
    fn awaited(&self, at: usize) -> Option<Awaited> {
        let candidate = &self.contest.candidates[at];
        if candidate.owes_reason && self.presence[at] != Presence::Absent {
            return Some(Awaited::Reason);
        }
        if self.elsewhere.downgraded.contains(&candidate.nominee) {
            return None;
        }
        match candidate.vote?.outcome {
            VoteOutcome::Unvoted(why) => Some(Awaited::Vote(why)),
            _ => None,
        }
    }

    /// What those wait for whose seat hangs on others.
    fn waits_for(&self) -> WaitsFor {
        let mut all = 0..self.fates.len();
        let awaited = |at: usize| self.awaited(at).filter(|_| self.fates[at] != Fate::Never);
        let votes = |at: usize| {
            let nominee = self.contest.candidates[at].nominee;
            let unvoted = matches!(awaited(at), Some(Awaited::Vote(_)));
            unvoted || self.elsewhere.may_be_downgraded.contains(&nominee)
        };
        if all.clone().any(votes) {
            WaitsFor::Vote
        } else if all.clone().any(|at| awaited(at).is_some()) {
            WaitsFor::Reason
        } else if all.any(|at| matches!(self.presence[at], Presence::Open(_))) {
            WaitsFor::OtherAward
        } else {
            WaitsFor::Line
        }
    }

    /// How many seats there are at each line, and whether that number is the same in every outcome.
    fn lines(&self) -> Vec<(usize, bool)> {
        let Some(ways) = self.ways else {
            let lines = self.bounds.lines.iter();
            return lines.map(|line| (line.seats, line.is_fixed)).collect();
        };
        let mut lines = vec![(0, usize::MAX); self.bounds.lines.len()];
        for way in ways {
            let mut seats = vec![0; lines.len()];
            for (at, seating) in self.bounds.seating.iter().enumerate() {
                if let Seating::AtLine(line) = seating
                    && self.fates[at] == Fate::Sometimes
                    && way[self.contest.at].seated[at]
                {
                    seats[*line] += 1;
                }
            }
            for ((most, least), seats) in lines.iter_mut().zip(seats) {
                *most = seats.max(*most);
                *least = seats.min(*least);
            }
        }
        lines
            .into_iter()
            .map(|(most, least)| (most, most == least))
            .collect()
    }

    /// Something that is known of a candidate in one of the ways.
    fn in_a_way<T>(&self, look: impl Fn(&Outcome) -> Option<T>) -> Option<Option<T>> {
        let ways = self.ways?;
        Some(ways.iter().find_map(|way| look(&way[self.contest.at])))
    }

    fn is_decided(&self, at: usize) -> bool {
        let decided = self.in_a_way(|way| way.decided[at].then_some(()));
        decided.map_or(self.bounds.decided[at], |decided| decided.is_some())
    }

    fn by_reserve(&self, at: usize) -> Option<usize> {
        let by_reserve = self.in_a_way(|way| way.by_reserve[at]);
        by_reserve.unwrap_or(self.bounds.by_reserve[at])
    }

    /// Why a candidate has no seat.
    fn miss(&self, at: usize) -> Missed {
        let vote = self.contest.candidates[at].vote.map(|voted| voted.outcome);
        let down = matches!(vote, Some(VoteOutcome::Failed | VoteOutcome::Downgraded(_)));
        let excluded = self.ways.and_then(|ways| {
            let excluded = |way: &Vec<Outcome>| way[self.contest.at].excluded[at];
            let all = ways.iter().all(|way| excluded(way).is_some());
            ways.iter().find_map(excluded).filter(|_| all)
        });
        let gave_way = self.in_a_way(|way| way.gave_way[at].then_some(()));
        Missed {
            nominee: self.contest.candidates[at].nominee,
            reason: match excluded {
                Some(other) => MissedReason::OtherAward(other),
                None if down && self.presence[at] == Presence::Absent => MissedReason::Vote,
                None => MissedReason::Quota,
            },
            behind: self.bounds.seating[at] == Seating::Behind,
            gave_way: gave_way.map_or(self.bounds.gave_way[at], |gave_way| gave_way.is_some()),
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
    fn decide_line(&self, case: &Case<'_, '_>, nominee: usize, proposal: &mut AwardProposal) {
        let id = case.evaluated.judged[nominee].id();
        let roster = case.ranking.evaluation.roster;
        if let Some((_, decision)) = line_decision(roster, id, self.contest.at) {
            proposal.decided.push(Ruling {
                nominee,
                decision,
                by_rules: WithoutDecision::Contested,
            });
        }
    }
}

impl Case<'_, '_> {
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
        let places = self.lists().iter().flat_map(|list| &list.places);
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
}
