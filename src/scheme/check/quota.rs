//! The promises of quotas: seats, shares, and of what.

use super::checker::{Checker, report_keys};
use crate::document::{Keyed, Spanned};
use crate::locale::Text;
use crate::scheme::document::{QuotaDocument, SeatsDocument, ShareDocument};
use crate::scheme::{
    Base, Fact, FactKind, Fraction, PartBy, Percent, Quota, QuotaSize, SchemeProblem,
};

impl Checker<'_> {
    pub(super) fn quota(
        &mut self,
        document: QuotaDocument,
        facts: &[Fact],
        earlier: &[&str],
    ) -> Option<Quota> {
        let per = document
            .per
            .as_ref()
            .and_then(|per| self.part_by(per, facts));
        // What could not be read has been reported; what depends on it is not known.
        if !document.unread.is_empty() {
            return None;
        }
        let size = match (document.seats, document.share) {
            (Some(SeatsDocument::All(seats)), None) => QuotaSize::Seats(seats),
            (Some(SeatsDocument::ByValue(seats)), None) => {
                report_keys! { self;
                    needs "per" at document.span, if document.per.is_none() =>
                        "số suất theo giá trị phải nói rõ theo số liệu nào", "seats by value say by which fact";
                }
                self.values_exist(&seats, per, facts);
                QuotaSize::SeatsByValue(seats)
            }
            (None, Some(share)) => {
                let span = share.span();
                let percent = self.percent(share, facts)?;
                let Some(of) = &document.of else {
                    let (vi, en) = (
                        "tỷ lệ phải nói rõ của `nominated`, `ranked`, một số liệu hay một hình thức khen thưởng đứng trước",
                        "a share is of `nominated`, `ranked`, a fact or an award before it",
                    );
                    self.needs("of", &span, vi, en);
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
        report_keys! { self;
            not_here "of" at document.of => "chỉ dùng với `share`", "only for `share`";
            not_here "round" at document.span, if document.round.is_some() => "chỉ dùng với `share`", "only for `share`";
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
            let (vi, en) = (
                "tỷ lệ theo giá trị phải nói rõ theo số liệu nào",
                "a share by value says by which fact",
            );
            self.needs("by", &span, vi, en);
            return None;
        };
        let choice = |fact: &Fact| matches!(fact.kind, FactKind::Choice(_));
        let choices = || facts.iter().enumerate().filter(|(_, fact)| choice(fact));
        let names = choices().map(|(_, fact)| fact.id.as_str());
        let at = self.find(&by, names, |id| SchemeProblem::UnknownFact { id })?;
        let (fact, _) = choices().nth(at)?;
        let mut known = Vec::new();
        for (word, share) in &shares {
            self.is_choice(word, &facts[fact]);
            if let Some(share) = self.share(share) {
                known.push((word.value.clone(), share));
            }
        }
        Some(Percent::ByChoice {
            fact,
            shares: known,
        })
    }

    /// One share.
    fn share(&mut self, share: &Spanned<String>) -> Option<Fraction> {
        let fraction = Fraction::parse(&share.value);
        if fraction.is_none() {
            let text = share.value.clone();
            self.report(&share.span, SchemeProblem::BadShare { text });
        }
        fraction
    }

    /// A word is one of a choice's.
    pub(super) fn is_choice(&mut self, word: &Spanned<String>, fact: &Fact) {
        let words = fact.choices().iter().map(|(choice, _)| &**choice);
        if words.clone().all(|choice| choice != word.value) {
            let problem = SchemeProblem::UnknownChoice {
                id: word.value.clone(),
                fact: fact.id.clone(),
            };
            self.suggest(word, problem, words);
        }
    }

    /// Where the parts are the words of a choice, a value not among them is a slip.
    fn values_exist(&mut self, seats: &Keyed<u32>, per: Option<PartBy>, facts: &[Fact]) {
        let Some(PartBy::Fact(fact)) = per else {
            return;
        };
        let is_choice = matches!(facts[fact].kind, FactKind::Choice(_));
        for (word, _) in seats.iter().filter(|_| is_choice) {
            self.is_choice(word, &facts[fact]);
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
        let names = facts.iter().map(|fact| fact.id.as_str());
        let names = names.chain(["nominated", "ranked"]);
        let names = names.chain(earlier.iter().copied());
        let at = self.find(of, names, |id| SchemeProblem::UnknownFact { id })?;
        let kind = &facts[at].kind;
        if !kind.is_number() {
            let problem = SchemeProblem::CaseValue {
                id: of.value.clone(),
                required: Text::both("số liệu kiểu số", "a fact of numbers"),
                found: kind.expected(),
            };
            self.report(&of.span, problem);
            return None;
        }
        Some(Base::Fact(at))
    }
}
