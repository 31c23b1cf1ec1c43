//! The promises of ties, awards and votes.

use super::checker::{Checker, report_keys};
use crate::document::Spanned;
use crate::locale::Text;
use crate::scheme::document::{AwardDocument, ClassDocument, TieDocument, VoteDocument};
use crate::scheme::{Award, Downgrade, Fact, NeededFor, Quota, Reserve, SchemeProblem, Tie, Vote};

/// The classes and awards that `needed_for` may name.
pub(super) struct Targets {
    names: Vec<(String, NeededFor)>,
}

impl Targets {
    pub(super) fn new(classes: &[ClassDocument], awards: &[AwardDocument]) -> Self {
        let id = |id: &Option<Spanned<String>>| id.as_ref().map(|id| id.value.clone());
        let with_id = classes.iter().filter(|class| class.id.is_some());
        let classes = with_id
            .enumerate()
            .filter_map(|(at, class)| Some((id(&class.id)?, NeededFor::Class(at))));
        let with_id = awards.iter().filter(|award| award.id.is_some());
        let awards = with_id
            .enumerate()
            .filter_map(|(at, award)| Some((id(&award.id)?, NeededFor::Award(at))));
        Self {
            names: classes.chain(awards).collect(),
        }
    }

    pub(super) fn find(&self, word: &str) -> Vec<NeededFor> {
        self.names
            .iter()
            .filter(|(name, _)| name == word)
            .map(|(_, target)| *target)
            .collect()
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(|(name, _)| name.as_str())
    }
}

/// The steps of a tie chain.
pub(super) fn ties(documents: Option<Vec<TieDocument>>) -> Vec<Tie> {
    let tie = |document: TieDocument| {
        Some(Tie {
            by: document.0.by?,
            title: document.0.title,
        })
    };
    documents.into_iter().flatten().filter_map(tie).collect()
}

impl Checker<'_> {
    pub(super) fn awards(&mut self, documents: Vec<AwardDocument>, facts: &[Fact]) -> Vec<Award> {
        let documents = documents.into_iter();
        let documents: Vec<_> = documents.filter(|award| award.id.is_some()).collect();
        let ids = documents.iter().filter_map(|award| award.id.clone());
        let ids: Vec<Spanned<String>> = ids.collect();
        self.dashed_ids(ids.iter());
        let names: Vec<&str> = ids.iter().map(|id| id.value.as_str()).collect();
        let mut awards: Vec<Award> = Vec::new();
        for (at, (document, id)) in documents.into_iter().zip(&ids).enumerate() {
            self.award_with_effect(&document, &id.span);
            let mut not_with = Vec::new();
            for other in document.not_with.iter().flatten() {
                let names = names.iter().copied();
                match self.find(other, names, |id| SchemeProblem::UnknownAward { id }) {
                    Some(found) if found == at => {
                        let id = other.value.clone();
                        self.report(&other.span, SchemeProblem::AwardWithItself { id });
                    }
                    found => not_with.extend(found),
                }
            }
            let quota = document.quota.into_iter().flatten();
            let quota = quota.filter_map(|quota| self.quota(quota, facts, &names[..at]));
            let quota: Vec<Quota> = quota.collect();
            let reserve = document.reserve.into_iter().flatten();
            let reserve = reserve.filter_map(|reserve| {
                Some(Reserve {
                    at_least: reserve.at_least?,
                    when: reserve.when?,
                    title: reserve.title,
                })
            });
            let reserve: Vec<Reserve> = reserve.collect();
            let vote = document.vote.and_then(|vote| self.vote(vote, at, &names));
            awards.push(Award {
                title: document.title.unwrap_or_else(|| Text::vi(&id.value)),
                paper: document.paper.unwrap_or_default(),
                basis: document.basis,
                when: document.when,
                again_after: document.again_after,
                not_with,
                quota,
                reserve,
                vote,
                order: ties(document.order),
                line: document.line.unwrap_or_default(),
                id: id.value.clone(),
                span: id.span.clone(),
            });
        }
        // One exclusion declared is an exclusion both ways.
        for at in 0..awards.len() {
            for other in awards[at].not_with.clone() {
                if !awards[other].not_with.contains(&at) {
                    awards[other].not_with.push(at);
                }
            }
        }
        awards
    }

    /// The vote that an award needs.
    fn vote(&mut self, document: VoteDocument, at: usize, names: &[&str]) -> Option<Vote> {
        let (share, above) = match (&document.at_least, &document.more_than) {
            (Some(share), None) => (share.value.clone(), false),
            (None, Some(share)) => (share.value.clone(), true),
            (Some(_), Some(share)) => {
                let (vi, en) = ("đã có `at_least`", "there is `at_least` already");
                self.not_here("more_than", &share.span, vi, en);
                return None;
            }
            (None, None) => {
                report_keys! { self;
                    needs "at_least" at document.span, if document.unread.is_empty() =>
                        "biểu quyết phải có hoặc `at_least`, hoặc `more_than`", "a vote has either `at_least` or `more_than`";
                }
                return None;
            }
        };
        let mut to = None;
        if let Some(other) = &document.downgrade_to {
            let names = names.iter().copied();
            match self.find(other, names, |id| SchemeProblem::UnknownAward { id }) {
                // Whom the council votes down is seated where seats are still to be given.
                Some(found) if found <= at => {
                    let id = other.value.clone();
                    self.report(&other.span, SchemeProblem::DowngradeUpward { id });
                }
                found => to = found,
            }
        }
        report_keys! { self;
            not_here "downgrade_at" at document.downgrade_at, if document.downgrade_to.is_none() =>
                "không có `downgrade_to`", "there is no `downgrade_to`";
        }
        let downgrade_at = document.downgrade_at.map(|share| share.value);
        let downgrade = to.map(|to| Downgrade {
            to,
            above: above && downgrade_at.is_none(),
            at: downgrade_at.unwrap_or_else(|| share.clone()),
        });
        Some(Vote {
            share,
            above,
            of: document.of.unwrap_or_default(),
            quorum: document.quorum.map(|quorum| quorum.value),
            ballot: document.ballot.unwrap_or_default(),
            downgrade,
        })
    }
}
