//! Who may be seated for an award: conditions, decisions, the vote.

use std::cmp::Reverse;

use super::contest::Contest;
use super::line::{Candidate, Merit, blocks};
use super::proposal::{AwardProposal, MissedReason, Ruling, WithoutDecision};
use super::quota::seats;
use super::rulings::{line_decision, ruling_on};
use super::vote::voted;
use crate::evaluation::{SchemeEvaluation, Status};
use crate::number::Number;
use crate::ranking::{List, Lot, Place, Ranking};
use crate::roster::past;
use crate::scheme::{Award, Settle};

/// The awards of one scheme, and what they are proposed from.
pub(super) struct Case<'r, 'a> {
    pub(super) ranking: &'r Ranking<'a>,
    pub(super) evaluated: &'r SchemeEvaluation<'a>,
    pub(super) scheme: usize,
    /// Whether decisions to give or withhold an award are followed.
    pub(super) decide: bool,
}

impl<'r, 'a> Case<'r, 'a> {
    /// The lists of the scheme.
    pub(super) fn lists(&self) -> &'r [List] {
        &self.ranking.schemes[self.scheme]
    }

    /// The awards of the scheme.
    pub(super) fn awards(&self) -> &'r [Award] {
        &self.evaluated.book.scheme.awards
    }

    /// An award ready to be seated, and the proposal of those for whom there is nothing to seat.
    pub(super) fn contest(&self, at: usize) -> (Contest<'r>, AwardProposal) {
        let award = &self.awards()[at];
        let roster = self.ranking.evaluation.roster;
        let mut proposal = AwardProposal::nobody(at);
        let mut given = Vec::new();
        let mut candidates = Vec::new();
        for (list, own) in self.lists().iter().enumerate() {
            for place in &own.places {
                let nominee = place.nominee;
                let id = self.evaluated.judged[nominee].id();
                let ruling = ruling_on(roster, id, at).filter(|_| self.decide);
                if let Some((is_given, decision)) = ruling {
                    proposal.decided.push(Ruling {
                        nominee,
                        decision,
                        by_rules: WithoutDecision::Contested,
                    });
                    if is_given {
                        given.push(nominee);
                    } else {
                        proposal.miss(nominee, MissedReason::Decision);
                    }
                } else if let Some(reason) = self.barred(award, at, nominee) {
                    proposal.miss(nominee, reason);
                } else {
                    candidates.push(self.candidate(award, at, list, place));
                }
            }
        }
        let is_kind = |nominee: usize, kind: usize| {
            let sheet = &self.evaluated.judged[nominee];
            sheet.status() == Status::Ranked && sheet.is_reserved(at, kind)
        };
        let kinds = (0..award.reserve.len()).map(|kind| {
            let of_kind = candidates.iter().map(|one| is_kind(one.nominee, kind));
            let given = given.iter().filter(|nominee| is_kind(**nominee, kind));
            (of_kind.collect(), given.count())
        });
        let contest = Contest {
            award,
            at,
            kinds: kinds.collect(),
            blocks: blocks(&candidates),
            candidates,
            given,
            quotas: seats(award, roster, self.evaluated, self.scheme),
        };
        (contest, proposal)
    }

    fn candidate(&self, award: &Award, at: usize, list: usize, place: &Place) -> Candidate {
        let nominee = place.nominee;
        let sheet = &self.evaluated.judged[nominee];
        let id = sheet.id();
        let mut keys: Vec<Option<Number>> = Vec::new();
        keys.extend(sheet.order(at).iter().cloned().map(Some));
        keys.push(sheet.total().cloned());
        keys.extend(sheet.ties().cloned().map(Some));
        let last = self.evaluated.book.scheme.ranking.last;
        let seed = self.ranking.seed.as_deref();
        let seed = seed.filter(|_| last == Settle::Lot);
        let roster = self.ranking.evaluation.roster;
        let vote = award.vote.as_ref();
        Candidate {
            nominee,
            list,
            place: place.rank,
            order: Merit {
                keys,
                lot: seed.map(|seed| Reverse(Lot::draw(seed, id))),
            },
            decided: line_decision(roster, id, at).map(|(seated, _)| seated),
            owes_reason: !sheet.needs_reason().is_empty(),
            vote: vote.map(|vote| voted(vote, roster, at, nominee, id)),
        }
    }

    /// Why a nominee cannot be seated at all, whatever other awards do: the first that holds.
    fn barred(&self, award: &Award, at: usize, nominee: usize) -> Option<MissedReason> {
        let sheet = &self.evaluated.judged[nominee];
        if !sheet.meets(at) {
            return Some(MissedReason::Condition);
        }
        self.is_too_soon(award, nominee)
            .then_some(MissedReason::Again)
    }

    /// Whether a nominee was given the same award too few years ago.
    pub(super) fn is_too_soon(&self, award: &Award, nominee: usize) -> bool {
        let roster = self.ranking.evaluation.roster;
        let Some(years) = award.again_after else {
            return false;
        };
        let this = i64::from(roster.period.date.year());
        let id = self.evaluated.judged[nominee].id();
        past(&roster.history, id).iter().any(|past| {
            let ago = this - i64::from(past.year);
            past.award == award.id && ago >= 0 && ago < i64::from(years)
        })
    }
}
