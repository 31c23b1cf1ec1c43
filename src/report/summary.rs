//! How many were nominated, ranked, proposed, and what people still have to decide.

use std::collections::BTreeSet;

use super::awards::open_lines;
use super::options::Options;
use super::words::Words;
use crate::commendation::{Awaited, Proposal};
use crate::evaluation::Status;
use crate::scheme::Settle;

/// The counts at the end of a ranking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Summary {
    /// Everybody nominated, the rows left out too.
    pub nominated: usize,
    /// Who is proposed for at least one award.
    pub proposed: usize,
    /// How many have each status, in the order of [`Status::ALL`].
    statuses: [usize; Status::ALL.len()],
    /// Rows left out because of faults.
    pub skipped: usize,
    /// Places whose equals people still have to part.
    pub open_ties: usize,
    /// Lines at which people choose who is proposed.
    pub contested: usize,
    /// Who awaits a vote, award by award.
    pub awaiting: usize,
    /// Who owes a reason in writing, award by award.
    pub reasons: usize,
    /// Awards whose proposals may change once those without a place have one.
    pub provisional_awards: usize,
    /// Schemes in which a lot must be drawn and no word was given for it.
    pub lots: usize,
    /// Who rests on numbers of others that are still to come.
    pub provisional: usize,
    /// Whom fewer people marked than others.
    pub few_marks: usize,
}

/// A sentence about how many there are of something.
type Sentence = fn(Words, usize) -> String;

impl Summary {
    /// Counts a proposal.
    pub fn of(proposal: &Proposal<'_>) -> Self {
        let evaluation = &proposal.ranking.evaluation;
        let mut summary = Self {
            skipped: evaluation.roster.skipped.len(),
            ..Self::default()
        };
        summary.nominated = summary.skipped;
        for one in evaluation.schemes.iter().flat_map(|scheme| &scheme.judged) {
            summary.nominated += 1;
            let few_marks = !one.few_marks().is_empty();
            summary.few_marks += usize::from(few_marks);
            summary.provisional += usize::from(one.is_provisional() && !few_marks);
            summary.statuses[one.status() as usize] += 1;
        }
        for list in proposal.ranking.schemes.iter().flatten() {
            let open = list.places.iter().filter(|place| place.open);
            summary.open_ties += open.map(|place| place.rank).collect::<BTreeSet<_>>().len();
        }
        for awards in &proposal.schemes {
            let seats = awards.iter().flat_map(|award| &award.proposed);
            summary.proposed += seats
                .map(|seat| seat.nominee)
                .collect::<BTreeSet<_>>()
                .len();
            summary.awaiting += awards
                .iter()
                .flat_map(|award| &award.awaiting)
                .filter(|one| matches!(one.why, Awaited::Vote(_)))
                .count();
            let awaiting = awards.iter().flat_map(|award| &award.awaiting);
            summary.reasons += awaiting.filter(|one| one.why == Awaited::Reason).count();
            let provisional = awards.iter().filter(|award| award.is_provisional());
            summary.provisional_awards += provisional.count();
            let contested = awards.iter().map(open_lines);
            summary.contested += contested.sum::<usize>();
        }
        let schemes = evaluation.schemes.iter().zip(&proposal.ranking.schemes);
        let schemes = schemes.filter(|(scheme, lists)| {
            let lot = scheme.book.scheme.ranking.last == Settle::Lot;
            let mut places = lists.iter().flat_map(|list| &list.places);
            lot && proposal.ranking.seed.is_none() && places.any(|place| place.open)
        });
        summary.lots = schemes.count();
        summary
    }

    /// Whether anything is left that people must decide or mend.
    pub fn is_open(&self) -> bool {
        !self.matters(&Options::default()).is_empty()
    }

    /// How many have a status.
    pub fn count(&self, status: Status) -> usize {
        self.statuses[status as usize]
    }

    /// How many were nominated, ranked and proposed, in one sentence.
    pub fn sentence(&self, options: &Options) -> String {
        let words = Words::of(options.locale);
        words.summary(
            self.nominated,
            self.count(Status::Ranked),
            self.count(Status::Refused),
            self.count(Status::Unclassified),
            self.proposed,
        )
    }

    /// How many warnings there are, if there are any.
    pub fn warnings(options: &Options) -> Option<String> {
        let words = Words::of(options.locale);
        (options.warnings > 0).then(|| words.warnings(options.warnings))
    }

    /// What people still have to decide, one sentence a matter; empty where nothing is.
    pub fn matters(&self, options: &Options) -> Vec<String> {
        let words = Words::of(options.locale);
        let open = |count: usize| (count > 0).then_some(count);
        let statuses = Status::ALL.into_iter();
        let of_status = |status| words.open_status(status, open(self.count(status))?);
        let others: [(Sentence, usize); 9] = [
            (Words::open_awaiting, self.awaiting),
            (Words::open_reasons, self.reasons),
            (Words::open_contested, self.contested),
            (Words::open_ties, self.open_ties),
            (Words::open_lots, self.lots),
            (Words::open_provisional, self.provisional),
            (Words::open_few_marks, self.few_marks),
            (Words::open_provisional_awards, self.provisional_awards),
            (Words::open_skipped, self.skipped),
        ];
        let others = others.into_iter();
        let others = others.filter_map(|(say, count)| Some(say(words, open(count)?)));
        statuses.filter_map(of_status).chain(others).collect()
    }
}
