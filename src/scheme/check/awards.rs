//! The promises of gates, classes, ties, awards and quotas.

use super::checker::Checker;
use crate::document::{Keyed, Spanned};
use crate::locale::Text;
use crate::number::{Decimal, parse_exact, plain};
use crate::scheme::document::{
    AwardDocument, ClassDocument, GateDocument, QuotaDocument, SeatsDocument, ShareDocument,
    ThresholdDocument, TieDocument, VoteDocument,
};
use crate::scheme::{
    Award, Base, Class, Downgrade, Fact, FactKind, Gate, GateOutcome, MOST_POINTS, NeededFor,
    PartBy, Percent, Quota, QuotaSize, Reserve, Scheme, SchemeProblem, Threshold, Tie, Vote,
};

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
    pub(super) fn gates(&mut self, documents: Vec<GateDocument>) -> Vec<Gate> {
        let mut gates = Vec::new();
        for document in documents {
            let Some(id) = document.id else { continue };
            self.name(&id);
            let rules: Vec<_> = [
                (GateOutcome::Refused, document.refuse),
                (GateOutcome::Held, document.hold),
                (GateOutcome::Unclassified, document.unclassified),
            ]
            .into_iter()
            .filter_map(|(outcome, rule)| Some((outcome, rule?)))
            .collect();
            if rules.is_empty() && document.unread.is_empty() {
                self.needs(
                    "refuse",
                    &id.span,
                    "điều kiện phải có `refuse`, `hold` hoặc `unclassified`",
                    "a gate has `refuse`, `hold` or `unclassified`",
                );
            }
            gates.push(Gate {
                title: document.title.unwrap_or_else(|| Text::vi(&id.value)),
                basis: document.basis,
                rules,
                id: id.value,
                span: id.span,
            });
        }
        gates
    }

    pub(super) fn classes(&mut self, documents: Vec<ClassDocument>, scheme: &Scheme) -> Vec<Class> {
        self.dashed_ids(documents.iter().filter_map(|class| class.id.as_ref()));
        let scored = scheme.is_scored();
        let mut classes: Vec<Class> = Vec::new();
        for document in documents {
            let Some(id) = document.id else { continue };
            if !scored && document.from.is_some() {
                self.not_here(
                    "from",
                    &id.span,
                    "bộ tiêu chí không chấm điểm nên không có ngưỡng điểm",
                    "nothing is scored, so there is no threshold",
                );
            }
            let unread = document.unread.contains(&"from");
            let from = match document.from {
                Some(ThresholdDocument::Number(number)) => {
                    let known = self.class_threshold(&id, &number, &classes, scheme);
                    Some(Threshold::Number(known))
                }
                Some(ThresholdDocument::Rule(rule)) => Some(Threshold::Rule(rule)),
                None => unread.then(|| Threshold::Number(threshold_above(&classes))),
            };
            let needs = |at: usize| needs_class(scheme, at);
            // A class without a threshold takes everybody, unless a standard guards it.
            if scored
                && let Some(above) = classes.last()
                && above.from.is_none()
                && !needs(classes.len() - 1)
            {
                let problem = SchemeProblem::ClassUnreachable {
                    id: id.value.clone(),
                    why: Text::both(
                        format!(
                            "mức `{}` đứng trên không có ngưỡng nên nhận tất cả",
                            above.id
                        ),
                        format!(
                            "the class `{}` above it has no threshold and takes everybody",
                            above.id
                        ),
                    ),
                };
                self.report(&id.span, problem);
            }
            classes.push(Class {
                title: document.title.unwrap_or_else(|| Text::vi(&id.value)),
                from,
                basis: document.basis,
                id: id.value,
                span: id.span,
            });
        }
        classes
    }

    /// A threshold lies below the one above it, and within what can be reached.
    fn class_threshold(
        &mut self,
        id: &Spanned<String>,
        from: &Spanned<Decimal>,
        above: &[Class],
        scheme: &Scheme,
    ) -> Decimal {
        if self.not_beyond("from", from).is_none() {
            return threshold_above(above);
        }
        let previous = above
            .iter()
            .enumerate()
            .rev()
            .find_map(|(at, class)| match class.from {
                Some(Threshold::Number(number)) => Some((at, number)),
                _ => None,
            });
        if let Some((at, previous)) = previous
            && (from.value > previous || from.value == previous && !needs_class(scheme, at))
        {
            let problem = SchemeProblem::ClassOrder {
                id: id.value.clone(),
                from: plain(from.value),
                above: plain(previous),
            };
            self.report(&from.span, problem);
        }
        let reachable = scheme.greatest_total();
        if from.value > reachable && !self.sums_unknown {
            let reachable = plain(reachable);
            let problem = SchemeProblem::ClassUnreachable {
                id: id.value.clone(),
                why: Text::both(
                    format!("tổng điểm cao nhất chỉ là {reachable}"),
                    format!("the greatest total is only {reachable}"),
                ),
            };
            self.report(&from.span, problem);
        }
        from.value
    }

    pub(super) fn awards(&mut self, documents: Vec<AwardDocument>, facts: &[Fact]) -> Vec<Award> {
        let documents: Vec<_> = documents
            .into_iter()
            .filter(|award| award.id.is_some())
            .collect();
        let ids: Vec<Spanned<String>> = documents
            .iter()
            .filter_map(|award| award.id.clone())
            .collect();
        self.dashed_ids(ids.iter());
        let names: Vec<&str> = ids.iter().map(|id| id.value.as_str()).collect();
        let mut awards: Vec<Award> = Vec::new();
        for (at, (document, id)) in documents.into_iter().zip(&ids).enumerate() {
            self.award_with_effect(&document, &id.span);
            let mut not_with = Vec::new();
            for other in document.not_with.iter().flatten() {
                match names.iter().position(|name| *name == other.value) {
                    Some(found) if found == at => {
                        self.report(
                            &other.span,
                            SchemeProblem::AwardWithItself {
                                id: other.value.clone(),
                            },
                        );
                    }
                    Some(found) => not_with.push(found),
                    None => {
                        let problem = SchemeProblem::UnknownAward {
                            id: other.value.clone(),
                        };
                        self.suggest(other, problem, names.iter().copied());
                    }
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

    fn quota(
        &mut self,
        document: QuotaDocument,
        facts: &[Fact],
        earlier: &[&str],
    ) -> Option<Quota> {
        let per = document
            .per
            .as_ref()
            .and_then(|per| self.part_by(per, facts));
        // What could not be read has been told; what hangs on it is not known.
        if !document.unread.is_empty() {
            return None;
        }
        let size = match (document.seats, document.share) {
            (Some(SeatsDocument::All(seats)), None) => QuotaSize::Seats(seats),
            (Some(SeatsDocument::ByValue(seats)), None) => {
                if document.per.is_none() {
                    self.needs(
                        "per",
                        &document.span,
                        "số suất theo giá trị phải nói rõ theo số liệu nào",
                        "seats by value say by which fact",
                    );
                }
                self.values_exist(&seats, per, facts);
                QuotaSize::SeatsByValue(seats)
            }
            (None, Some(share)) => {
                let span = share.span();
                let percent = self.percent(share, facts)?;
                let Some(of) = &document.of else {
                    self.needs(
                        "of",
                        &span,
                        "tỷ lệ phải nói rõ của `nominated`, `ranked`, một số liệu hay một hình thức khen thưởng đứng trước",
                        "a share is of `nominated`, `ranked`, a fact or an award before it",
                    );
                    return None;
                };
                let of = self.base(of, facts, earlier)?;
                return Some(Quota {
                    per,
                    size: QuotaSize::Share {
                        percent,
                        of,
                        round: document.round.unwrap_or_default(),
                    },
                    span: document.span,
                });
            }
            _ => {
                self.report(&document.span, SchemeProblem::QuotaEmpty {});
                return None;
            }
        };
        if let Some(of) = &document.of {
            self.not_here("of", &of.span, "chỉ dùng với `share`", "only for `share`");
        }
        if document.round.is_some() {
            self.not_here(
                "round",
                &document.span,
                "chỉ dùng với `share`",
                "only for `share`",
            );
        }
        Some(Quota {
            per,
            size,
            span: document.span,
        })
    }

    /// A share in percent, or one by the word of a choice.
    fn percent(&mut self, share: ShareDocument, facts: &[Fact]) -> Option<Percent> {
        let (by, shares, span) = match share {
            ShareDocument::All(share) => return self.share(&share).map(Percent::All),
            ShareDocument::ByValue { by, shares, span } => (by, shares, span),
        };
        let Some(by) = by else {
            self.needs(
                "by",
                &span,
                "tỷ lệ theo giá trị phải nói rõ theo số liệu nào",
                "a share by value says by which fact",
            );
            return None;
        };
        let choice = |fact: &Fact| matches!(fact.kind, FactKind::Choice(_));
        let at = facts
            .iter()
            .position(|fact| fact.id == by.value && choice(fact));
        let Some(fact) = at else {
            let names = facts.iter().filter(|fact| choice(fact));
            let problem = SchemeProblem::UnknownFact {
                id: by.value.clone(),
            };
            self.suggest(&by, problem, names.map(|fact| fact.id.as_str()));
            return None;
        };
        let mut known = Vec::new();
        for (word, share) in &shares {
            self.is_choice(word, &facts[fact]);
            if let Some(percent) = self.share(share) {
                known.push((word.value.clone(), percent));
            }
        }
        Some(Percent::ByChoice {
            fact,
            shares: known,
        })
    }

    /// One share in percent.
    fn share(&mut self, share: &Spanned<String>) -> Option<Decimal> {
        let percent = share.value.trim().strip_suffix('%');
        let percent = percent.and_then(|text| parse_exact(text.trim()));
        let percent = percent.filter(|n| *n >= Decimal::ZERO && *n <= Decimal::ONE_HUNDRED);
        if percent.is_none() {
            let text = share.value.clone();
            self.report(&share.span, SchemeProblem::BadShare { text });
        }
        percent
    }

    /// The vote that an award needs.
    fn vote(&mut self, document: VoteDocument, at: usize, names: &[&str]) -> Option<Vote> {
        let (share, above) = match (&document.at_least, &document.more_than) {
            (Some(share), None) => (share.value, false),
            (None, Some(share)) => (share.value, true),
            (Some(_), Some(share)) => {
                let (vi, en) = ("đã có `at_least`", "there is `at_least` already");
                self.not_here("more_than", &share.span, vi, en);
                return None;
            }
            (None, None) => {
                if document.unread.is_empty() {
                    self.needs(
                        "at_least",
                        &document.span,
                        "biểu quyết phải có hoặc `at_least`, hoặc `more_than`",
                        "a vote has either `at_least` or `more_than`",
                    );
                }
                return None;
            }
        };
        let mut to = None;
        if let Some(other) = &document.downgrade_to {
            match names.iter().position(|name| *name == other.value) {
                // Whom the council votes down is seated where seats are still to be given.
                Some(found) if found > at => to = Some(found),
                Some(_) => {
                    let id = other.value.clone();
                    self.report(&other.span, SchemeProblem::DowngradeUpward { id });
                }
                None => {
                    let id = other.value.clone();
                    let problem = SchemeProblem::UnknownAward { id };
                    self.suggest(other, problem, names.iter().copied());
                }
            }
        }
        if let (None, Some(share)) = (&document.downgrade_to, &document.downgrade_at) {
            let (vi, en) = ("không có `downgrade_to`", "there is no `downgrade_to`");
            self.not_here("downgrade_at", &share.span, vi, en);
        }
        let downgrade_at = document.downgrade_at.map(|share| share.value);
        Some(Vote {
            share,
            above,
            of: document.of.unwrap_or_default(),
            quorum: document.quorum.map(|quorum| quorum.value),
            ballot: document.ballot.unwrap_or_default(),
            downgrade: to.map(|to| Downgrade {
                to,
                at: downgrade_at.unwrap_or(share),
                above: above && downgrade_at.is_none(),
            }),
        })
    }

    /// A word is one of a choice's.
    fn is_choice(&mut self, word: &Spanned<String>, fact: &Fact) {
        let words = || fact.choices().iter().map(|(choice, _)| &**choice);
        if words().all(|choice| choice != word.value) {
            let problem = SchemeProblem::UnknownChoice {
                id: word.value.clone(),
                fact: fact.id.clone(),
            };
            self.suggest(word, problem, words());
        }
    }

    /// Where the parts are the words of a choice, a value not among them is a slip.
    fn values_exist(&mut self, seats: &Keyed<u32>, per: Option<PartBy>, facts: &[Fact]) {
        let Some(PartBy::Fact(fact)) = per else {
            return;
        };
        let fact = &facts[fact];
        if !matches!(fact.kind, FactKind::Choice(_)) {
            return;
        }
        for (word, _) in seats {
            self.is_choice(word, fact);
        }
    }

    fn base(&mut self, of: &Spanned<String>, facts: &[Fact], earlier: &[&str]) -> Option<Base> {
        if let Some(award) = earlier.iter().position(|award| *award == of.value) {
            return Some(Base::Award(award));
        }
        match of.value.as_str() {
            "nominated" => return Some(Base::Nominated),
            "ranked" => return Some(Base::Ranked),
            _ => {}
        }
        let at = facts.iter().position(|fact| fact.id == of.value);
        let numeric = at.filter(|at| {
            matches!(
                facts[*at].kind,
                FactKind::Integer | FactKind::Number | FactKind::Percent
            )
        });
        if let Some(at) = at
            && numeric.is_none()
        {
            let problem = SchemeProblem::CaseValue {
                id: of.value.clone(),
                required: Text::both("số liệu kiểu số", "a fact of numbers"),
                found: facts[at].kind.expected(),
            };
            self.report(&of.span, problem);
        } else if at.is_none() {
            let names = facts
                .iter()
                .map(|fact| fact.id.as_str())
                .chain(["nominated", "ranked"])
                .chain(earlier.iter().copied());
            self.suggest(
                of,
                SchemeProblem::UnknownFact {
                    id: of.value.clone(),
                },
                names,
            );
        }
        numeric.map(Base::Fact)
    }
}

/// The threshold that stands in for one that could not be taken: that of the class above.
fn threshold_above(above: &[Class]) -> Decimal {
    let numbers = above.iter().rev().filter_map(|class| match class.from {
        Some(Threshold::Number(number)) => Some(number),
        _ => None,
    });
    numbers.take(1).next().unwrap_or(MOST_POINTS)
}

/// Whether a standard or floor guards a class.
fn needs_class(scheme: &Scheme, class: usize) -> bool {
    let guards = |needed: &[NeededFor]| needed.contains(&NeededFor::Class(class));
    scheme.criteria.iter().any(|row| guards(&row.needed_for))
        || scheme.groups.iter().any(|group| guards(&group.needed_for))
}
