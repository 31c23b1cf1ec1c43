//! Who may be seated for an award: conditions, exclusions, the vote.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::decided::{Ruling, Stood, line_decision, ruling_on};
use super::elsewhere::Elsewhere;
use super::seating::{Candidate, Merit};
use super::vote::{Unvoted, VoteOutcome, voted};
use super::{AwardProposal, MissedReason};
use crate::evaluation::SchemeEvaluation;
use crate::number::Decimal;
use crate::ranking::{List, Lot, Place, Ranking};
use crate::roster::past;
use crate::scheme::{Award, Settle};

/// One award of one scheme, and what it is proposed from.
pub(super) struct Case<'r, 'a> {
    pub(super) ranking: &'r Ranking<'a>,
    pub(super) evaluated: &'r SchemeEvaluation<'a>,
    pub(super) lists: &'r [List],
    pub(super) award: &'r Award,
    pub(super) at: usize,
    pub(super) elsewhere: Elsewhere,
    /// Whether decisions to give or withhold the award are followed.
    pub(super) decide: bool,
}

/// Who may be seated, and who has a seat already.
#[derive(Default)]
pub(super) struct Field {
    pub(super) candidates: Vec<Candidate>,
    /// By decision, whatever the rules say.
    pub(super) given: Vec<usize>,
    /// By nominee: why there is no vote on it yet.
    pub(super) unvoted: BTreeMap<usize, Unvoted>,
}

impl Case<'_, '_> {
    /// Everybody ranked, parted into those who may be seated and those who may not.
    pub(super) fn field(&self, proposal: &mut AwardProposal) -> Field {
        let dossier = self.ranking.evaluation.dossier;
        let mut field = Field::default();
        for (list, own) in self.lists.iter().enumerate() {
            for place in &own.places {
                let nominee = place.nominee;
                let id = self.evaluated.judged[nominee].id();
                let ruling = ruling_on(dossier, id, self.at).filter(|_| self.decide);
                if let Some((given, decision)) = ruling {
                    proposal.decided.push(Ruling {
                        nominee,
                        decision,
                        by_rules: Stood::Contested,
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
        let id = self.evaluated.judged[nominee].id();
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
        let id = sheet.id();
        let mut keys: Vec<Option<Decimal>> = Vec::new();
        keys.extend(sheet.order(self.at).iter().copied().map(Some));
        keys.push(sheet.total());
        keys.extend(sheet.ties().map(Some));
        let last = self.evaluated.book.scheme.ranking.last;
        let seed = self.ranking.seed.as_deref();
        let seed = seed.filter(|_| last == Settle::Lot);
        Candidate {
            nominee,
            list,
            place: place.rank,
            order: Merit {
                keys,
                lot: seed.map(|seed| Reverse(Lot::draw(seed, id))),
            },
            decided: line_decision(self.ranking.evaluation.dossier, id, self.at)
                .map(|(seated, _)| seated),
        }
    }

    /// Why a nominee cannot be seated at all: the first that holds.
    fn barred(&self, nominee: usize) -> Option<MissedReason> {
        let sheet = &self.evaluated.judged[nominee];
        if !sheet.meets(self.at) {
            return Some(MissedReason::Condition);
        }
        let dossier = self.ranking.evaluation.dossier;
        if let Some(years) = self.award.again_after {
            let this = i64::from(dossier.period.date.year());
            let too_soon = past(&dossier.history, sheet.id()).iter().any(|past| {
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
