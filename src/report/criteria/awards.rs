//! How places are given, and awards proposed.

use super::Book;
use crate::report::council;
use crate::report::names::part_label;
use crate::report::page::{Block, Page};
use crate::rule::RuleId;
use crate::scheme::{
    Award, Base, Line, PartBy, Percent, Quota, QuotaSize, RoundShare, Settle, Tie, Vote,
};

impl Book<'_> {
    /// How places are given.
    pub(super) fn ranking(&self, page: &mut Page) {
        let (ranking, words) = (&self.scheme.ranking, self.words);
        page.push(Block::Subheading(words.ranking_title().to_owned()));
        let mut said = Vec::new();
        if !ranking.lists.is_empty() {
            let parts: Vec<_> = ranking.lists.iter().map(|by| self.part(*by)).collect();
            said.push(words.ranked_in(&parts.join("; ")));
        }
        if let Some(stage) = ranking.stage {
            said.push(words.stage_counts(self.text(&self.scheme.stages[stage].title)));
        }
        if !ranking.ties.is_empty() {
            said.push(words.equals_by(&self.steps(&ranking.ties, RuleId::Tie)));
        }
        let last = match ranking.last {
            Settle::Shared => words.last_shared(),
            Settle::Council => words.last_council(),
            Settle::Lot => words.last_lot(),
        };
        said.push(last.to_owned());
        page.push(Block::List(said));
    }

    /// Every award with its conditions, its quota and its vote.
    pub(super) fn awards(&self, page: &mut Page) {
        for (at, award) in self.scheme.awards.iter().enumerate() {
            let title = format!("{}: {}", self.words.awards_title(), self.text(&award.title));
            page.push(Block::Subheading(title));
            page.push(Block::List(self.award(at, award)));
        }
    }

    fn steps(&self, ties: &[Tie], id: impl Fn(usize) -> RuleId) -> String {
        let step = |(at, tie): (usize, &Tie)| match &tie.title {
            Some(title) => self.text(title).to_owned(),
            None => self.condition(id(at)),
        };
        let steps: Vec<_> = ties.iter().enumerate().map(step).collect();
        steps.join("; ")
    }

    fn award(&self, at: usize, award: &Award) -> Vec<String> {
        let (scheme, words) = (self.scheme, self.words);
        let mut said = Vec::new();
        if award.when.is_some() {
            said.push(words.award_when(&self.condition(RuleId::AwardWhen(at))));
        }
        said.extend(award.again_after.map(|years| words.award_again(years)));
        if !award.not_with.is_empty() {
            let others = award.not_with.iter();
            let others: Vec<_> = others
                .map(|other| self.text(&scheme.awards[*other].title))
                .collect();
            said.push(words.award_not_with(&others.join("; ")));
        }
        said.extend(award.quota.iter().map(|quota| self.quota(quota)));
        for (kind, reserve) in award.reserve.iter().enumerate() {
            let title = match &reserve.title {
                Some(title) => self.text(title).to_owned(),
                None => self.condition(RuleId::AwardReserve(at, kind)),
            };
            said.push(words.reserve_seats(reserve.at_least, &title));
        }
        if !award.order.is_empty() {
            let steps = self.steps(&award.order, |step| RuleId::AwardOrder(at, step));
            said.push(words.award_order(&steps));
        }
        said.extend(award.vote.iter().flat_map(|vote| self.vote(vote)));
        let line = match award.line {
            Line::All => words.line_all(),
            Line::None => words.line_none(),
            Line::Ask => words.line_ask(),
        };
        if !award.quota.is_empty() {
            said.push(line.to_owned());
        }
        said.extend(
            award
                .basis
                .as_ref()
                .map(|basis| format!("{}: {}", words.basis(), self.text(basis))),
        );
        said
    }

    fn quota(&self, quota: &Quota) -> String {
        let (scheme, words) = (self.scheme, self.words);
        let per = quota.per.map(|by| words.per_part(self.part(by)));
        let per = per.unwrap_or_default();
        let part = |word: &str| match quota.per {
            Some(by) => part_label(scheme, by, word, self.locale),
            None => word.to_owned(),
        };
        match &quota.size {
            QuotaSize::Seats(seats) => words.quota_seats(&seats.to_string(), &per),
            QuotaSize::SeatsByValue(seats) => {
                let each = seats.iter();
                let each: Vec<_> = each
                    .map(|(value, seats)| words.part_seats(&part(&value.value), *seats))
                    .collect();
                words.quota_each(&each.join("; "))
            }
            QuotaSize::Share { percent, of, round } => {
                let share = match percent {
                    Percent::All(share) => self.locale.number(share),
                    Percent::ByChoice { fact, shares } => {
                        let by = PartBy::Fact(*fact);
                        let each = shares.iter().map(|(word, share)| {
                            let part = part_label(scheme, by, word, self.locale);
                            words.part_share(&part, &self.locale.number(share))
                        });
                        each.collect::<Vec<_>>().join("; ")
                    }
                };
                let of = match of {
                    Base::Nominated => words.base_nominated().to_owned(),
                    Base::Ranked => words.base_ranked().to_owned(),
                    Base::Fact(fact) => words.base_fact(self.text(&scheme.facts[*fact].label)),
                    Base::Award(award) => words.base_award(self.text(&scheme.awards[*award].title)),
                };
                let round = match round {
                    RoundShare::Down => words.rounded_down(),
                    RoundShare::Up => words.rounded_up(),
                };
                words.quota_share(&share, &of, &per, round)
            }
        }
    }

    fn vote(&self, vote: &Vote) -> Vec<String> {
        let words = self.words;
        let rule = council::vote_rule(vote, self.locale);
        let downgrade = vote.downgrade.as_ref().map(|lower| {
            let award = self.text(&self.scheme.awards[lower.to].title);
            let share = council::share(&lower.at, lower.above, self.locale);
            words.downgrade_to(award, &share)
        });
        std::iter::once(format!("{rule}."))
            .chain(downgrade)
            .collect()
    }
}
