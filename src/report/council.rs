//! What the council did, in words: votes, reserves, decisions.

use std::collections::BTreeMap;

use super::context::Context;
use super::words::{DecidedWords, VoteWords, Words};
use crate::commendation::{
    Awaited, Awaiting, AwardProposal, InTheWay, Missed, MissedReason, Ruling, Seat, Unvoted,
    VoteOutcome, Voted, WithoutDecision,
};
use crate::evaluation::{ByRules, Ruled, Status};
use crate::locale::Locale;
use crate::ranking::{Place, Settled};
use crate::scheme::{Fraction, Vote};

/// How many digits of a digest are in a note; the whole is in the table of the lot.
const SHORT: usize = 12;

/// A share that must agree: `from 80%`.
pub(super) fn share(share: &Fraction, above: bool, locale: Locale) -> String {
    let (words, share) = (Words::of(locale), locale.number(share));
    if above {
        words.above(&share)
    } else {
        words.at_least(&share)
    }
}

/// The vote that an award needs, in one sentence.
pub(super) fn vote_rule(vote: &Vote, locale: Locale) -> String {
    let quorum = vote.quorum.as_ref().map(|quorum| locale.number(quorum));
    Words::of(locale).vote_rule(&VoteWords {
        ballot: vote.ballot,
        of: vote.of,
        share: &share(&vote.share, vote.above, locale),
        quorum: quorum.as_deref(),
    })
}

impl Context<'_> {
    /// The vote and the reserves of an award, a sentence each.
    pub(super) fn composition(&self, proposal: &AwardProposal) -> Vec<String> {
        let award = &self.scheme().awards[proposal.award];
        let vote = award.vote.iter().map(|vote| vote_rule(vote, self.locale));
        let reserves = award.reserve.iter().enumerate();
        let reserves = reserves.map(|(kind, reserve)| {
            let of_kind = proposal
                .proposed
                .iter()
                .filter(|seat| self.judged[seat.nominee].is_reserved(proposal.award, kind));
            let title = self.reserve(proposal.award, kind);
            self.words.reserve(reserve.at_least, title, of_kind.count())
        });
        vote.chain(reserves).collect()
    }

    /// What a reserve is called: its title, or its rule.
    pub(super) fn reserve(&self, award: usize, kind: usize) -> &str {
        let reserve = &self.scheme().awards[award].reserve[kind];
        let title = reserve.title.as_ref().map(|title| self.text(title));
        title.unwrap_or_else(|| reserve.when.text.trim())
    }

    /// The vote on a nominee, where there is one.
    pub(super) fn voted(&self, award: usize, nominee: usize) -> Option<&Voted> {
        let votes = &self.awards.get(award)?.votes;
        votes.iter().find(|voted| voted.nominee == nominee)
    }

    /// Why the vote keeps somebody from being proposed.
    pub(super) fn voted_down(&self, award: usize, nominee: usize) -> String {
        let words = self.words;
        let awards = &self.scheme().awards;
        let (Some(voted), Some(vote)) = (self.voted(award, nominee), &awards[award].vote) else {
            return String::new();
        };
        let of = voted.of.unwrap_or_default();
        match voted.outcome {
            VoteOutcome::Downgraded(lower) => {
                let lower = self.text(&awards[lower].title);
                words.missed_downgraded(voted.downgrade, of, lower)
            }
            _ => words.missed_vote(
                voted.agree,
                of,
                &share(&vote.share, vote.above, self.locale),
            ),
        }
    }

    /// Why a vote, a decision or a reserve keeps somebody from being proposed, if one does.
    pub(super) fn missed_by_people(&self, award: usize, missed: &Missed) -> Option<String> {
        let words = self.words;
        match missed.reason {
            MissedReason::Vote => Some(self.voted_down(award, missed.nominee)),
            MissedReason::Decision => Some(words.missed_decision().to_owned()),
            MissedReason::Quota if missed.gave_way => Some(words.missed_gave_way().to_owned()),
            _ => None,
        }
    }

    /// What there is to say about a seat.
    pub(super) fn seat_notes(&self, proposal: &AwardProposal, seat: &Seat) -> Vec<String> {
        let words = self.words;
        let mut notes = Vec::new();
        if seat.beyond {
            notes.push(words.beyond().to_owned());
        }
        if let Some(kind) = seat.reserve {
            notes.push(words.by_reserve(self.reserve(proposal.award, kind)));
        }
        if seat.downgraded {
            let from = self.awards.iter().find(|other| {
                let mut votes = other.votes.iter();
                let down = VoteOutcome::Downgraded(proposal.award);
                votes.any(|voted| voted.nominee == seat.nominee && voted.outcome == down)
            });
            if let Some(from) = from {
                let from = self.text(&self.scheme().awards[from.award].title);
                notes.push(words.downgraded_from(from));
            }
        }
        let voted = self.voted(proposal.award, seat.nominee);
        if let Some((voted, of)) = voted.and_then(|voted| Some((voted, voted.of?))) {
            notes.push(words.voted(voted.agree, of));
        }
        if proposal.is_provisional() {
            notes.push(words.provisional_seat().to_owned());
        }
        if self.judged[seat.nominee].is_provisional() {
            notes.push(words.provisional().to_owned());
        }
        notes.extend(self.rulings(proposal, seat.nominee));
        notes
    }

    /// Who has no place yet, and whether it could have somebody else's seat; `None` if there is
    /// nobody: then the proposal is not provisional.
    pub(super) fn in_the_way(&self, proposal: &AwardProposal) -> Option<String> {
        let one = |one: &InTheWay| {
            let sheet = &self.judged[one.nominee];
            let who = format!("{} ({})", sheet.id(), self.status(sheet.status()));
            format!("{who}, {}", self.takes_seat(*one))
        };
        let all: Vec<String> = proposal.in_the_way.iter().map(one).collect();
        (!all.is_empty()).then(|| self.words.provisional_award(&all.join("; ")))
    }

    /// Whether somebody without a place yet could have a seat.
    pub(super) fn takes_seat(&self, one: InTheWay) -> &'static str {
        if one.could_take_seat {
            self.words.could_take_seat()
        } else {
            self.words.takes_no_seat()
        }
    }

    /// Why somebody awaits a vote or a reason, and whether a seat is kept for it.
    pub(super) fn awaits(&self, one: &Awaiting) -> String {
        let words = self.words;
        let why = match one.why {
            Awaited::Vote(Unvoted::NotYet) => words.not_yet_voted().to_owned(),
            Awaited::Vote(Unvoted::NoQuorum { present, of }) => words.no_quorum(present, of),
            Awaited::Vote(Unvoted::UnknownCouncil) => words.unknown_council().to_owned(),
            Awaited::Reason => {
                let rows = self.judged[one.nominee].needs_reason().iter();
                let titles = rows.map(|row| self.text(&self.scheme().criteria[*row].title));
                words.owes_reason(&titles.collect::<Vec<_>>().join(", "))
            }
        };
        if one.holds_seat {
            format!("{why}; {}", words.holds_seat())
        } else {
            why
        }
    }

    /// What votes, reserves and decisions did at the awards, by nominee; none of those with whom
    /// they did nothing.
    pub(super) fn told_of_awards(&self) -> BTreeMap<usize, Vec<String>> {
        let mut told: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        for proposal in self.awards {
            let title = self.text(&self.scheme().awards[proposal.award].title);
            let mut tell = |nominee: usize, said: Vec<String>| {
                let said = said.into_iter().map(|said| format!("{title}: {said}"));
                told.entry(nominee).or_default().extend(said);
            };
            let plain = proposal.votes.is_empty() && proposal.decided.is_empty();
            for seat in &proposal.proposed {
                if !plain || seat.reserve.is_some() || seat.downgraded {
                    let notes = self.seat_notes(proposal, seat).into_iter();
                    // Said of the place already.
                    let notes = notes.filter(|note| note != self.words.provisional());
                    tell(seat.nominee, notes.collect());
                }
            }
            for one in &proposal.awaiting {
                tell(one.nominee, vec![self.awaits(one)]);
            }
            for one in &proposal.in_the_way {
                tell(one.nominee, vec![self.takes_seat(*one).to_owned()]);
            }
            for one in &proposal.missed {
                let own = self.missed_by_people(proposal.award, one);
                let own = own.into_iter().chain(self.rulings(proposal, one.nominee));
                let said: Vec<String> = own.collect();
                if !said.is_empty() {
                    tell(one.nominee, said);
                }
            }
        }
        told
    }

    /// A decision by its index, and what the rules alone give.
    fn decided(&self, decision: usize, by_rules: &str) -> String {
        let decision = &self.roster.council.decisions[decision];
        // Who decided may mark, and why may be about others.
        let (by, reason) = match self.is_own {
            true => ("", ""),
            false => (&*decision.by, &*decision.reason),
        };
        self.words.decided(&DecidedWords {
            paper: &decision.paper,
            by,
            reason,
            by_rules,
        })
    }

    /// What people decided about a nominee at an award.
    pub(super) fn rulings(&self, proposal: &AwardProposal, nominee: usize) -> Vec<String> {
        let own = proposal.decided.iter();
        let own = own.filter(|ruling| ruling.nominee == nominee);
        own.map(|ruling| self.ruling(ruling)).collect()
    }

    fn ruling(&self, ruling: &Ruling) -> String {
        let words = self.words;
        let by_rules = match ruling.by_rules {
            WithoutDecision::Proposed => words.proposed(),
            WithoutDecision::Contested => words.is_contested(),
            WithoutDecision::Awaiting(Awaited::Vote(_)) => words.is_awaiting(),
            WithoutDecision::Awaiting(Awaited::Reason) => words.is_awaiting_reason(),
            WithoutDecision::Missed(_) => words.is_missed(),
        };
        self.decided(ruling.decision, by_rules)
    }

    /// What people decided about a nominee's gates and standards.
    pub(super) fn ruled(&self, nominee: usize) -> Vec<String> {
        let words = self.words;
        let said = |ruled: &Ruled| {
            let what = match ruled.by_rules {
                ByRules::Held => words.by_rules_held(),
                ByRules::Refused => words.status_of(Status::Refused),
                ByRules::NeedsReason => words.unmet_reason(),
                ByRules::Closed => words.by_rules_closed(),
            };
            let reasons = self.reasons(&ruled.reasons);
            let by_rules = if reasons.is_empty() {
                what.to_owned()
            } else {
                format!("{what}, {reasons}")
            };
            self.decided(ruled.decision, &by_rules)
        };
        self.judged[nominee].decided().iter().map(said).collect()
    }

    /// What parted a place from its equals after the whole chain of ties.
    pub(super) fn settled(&self, place: &Place) -> Option<String> {
        match place.settled.as_ref()? {
            Settled::Council(decision) => Some(self.decided(*decision, self.words.shared())),
            Settled::Lot(lot) => Some(self.words.settled_lot(&lot.digest()[..SHORT])),
        }
    }
}
