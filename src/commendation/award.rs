//! One award after the other: who is seated, who waits, who is left out.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::assign::{Assigned, Terms, assign};
use super::decided::{Ruling, Stood, line_decision};
use super::elsewhere::Elsewhere;
use super::field::{Case, Field};
use super::outlook::Outlook;
use super::quota::{Seats, seats};
use super::seating::{Candidate, Merit, Seating};
use super::tally::{drawn, free, mark_beyond, number_waiting, used};
use super::{Awaiting, AwardProposal, Contested, Missed, MissedReason, Seat, WaitsFor};
use crate::evaluation::Status;
use crate::ranking::Ranking;

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
        let one = &evaluated.judged[nominee];
        one.status() == Status::Ranked && one.is_reserved(at, kind)
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
    let waits = |candidate: &usize| case.waits(&field, field.candidates[*candidate].nominee);
    let waiting: Vec<usize> = (0..field.candidates.len()).filter(waits).collect();
    let outlook = Outlook::of(&field.candidates, &waiting, &terms);
    case.tell(&field, &assigned, &outlook, &mut proposal);
    proposal.drawn = drawn(&field.candidates);
    case.in_order(&mut proposal, &quotas, &field.candidates);
    proposal
}

impl Case<'_, '_> {
    /// Whether somebody waits for another award or for the vote.
    fn waits(&self, field: &Field, nominee: usize) -> bool {
        self.elsewhere.contested.contains(&nominee) || field.unvoted.contains_key(&nominee)
    }

    /// What became of each candidate.
    fn tell(
        &self,
        field: &Field,
        assigned: &Assigned,
        outlook: &Outlook,
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
            let waits_for = match seating {
                Seating::Seated(beyond) if !waits && outlook.keeps(at) => {
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
                Seating::LeftOut | Seating::Behind if outlook.never_seats(at) => {
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
        let id = self.evaluated.judged[nominee].id();
        let dossier = self.ranking.evaluation.dossier;
        if let Some((_, decision)) = line_decision(dossier, id, self.at) {
            proposal.decided.push(Ruling {
                nominee,
                decision,
                by_rules: Stood::Contested,
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

    pub(super) fn miss(&mut self, nominee: usize, reason: MissedReason) {
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
