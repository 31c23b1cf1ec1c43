//! The promises of cases: every name known, every value of its kind, one outcome each.

use super::checker::Checker;
use crate::document::{Keyed, Scalar, Spanned};
use crate::locale::Text;
use crate::scheme::document::{
    CaseDocument, CriterionCaseDocument, ExpectDocument, PastAwardDocument,
};
use crate::scheme::{
    BUILT_IN, Case, Cohort, Criterion, CriterionCase, CriterionKind, Expectation, Expected, Fact,
    FactEntry, FactKind, Marking, PastAward, Scheme, SchemeProblem,
};

/// The statuses that a case may expect.
const STATUSES: [&str; 6] = [
    "ranked",
    "refused",
    "held",
    "unclassified",
    "incomplete",
    "failed",
];

/// The names that a case may give.
#[derive(Clone, Copy)]
pub(super) struct Known<'a> {
    pub(super) facts: &'a [Fact],
    /// The facts of the row's own marks, which it calls `mark` and `marks`.
    pub(super) of_marks: &'a [Fact],
    pub(super) cohorts: &'a [Cohort],
    /// The rows whose marks a whole nominee has: `B1 = 8`, or `B1 = [8, 9]` of a panel.
    pub(super) rows: &'a [Criterion],
}

/// What a case gives, by name.
type GivenNames = Vec<(Spanned<String>, FactEntry)>;

impl Checker<'_> {
    pub(super) fn cases_of_row(
        &mut self,
        documents: Vec<CriterionCaseDocument>,
        kind: CriterionKind,
        known: Known<'_>,
    ) -> Vec<CriterionCase> {
        let cases = documents.into_iter();
        cases
            .filter_map(|document| self.case_of_row(document, kind, known))
            .collect()
    }

    fn case_of_row(
        &mut self,
        document: CriterionCaseDocument,
        kind: CriterionKind,
        known: Known<'_>,
    ) -> Option<CriterionCase> {
        let given = self.given(document.given.unwrap_or_default(), known);
        let mut outcomes = Vec::new();
        if let Some(points) = document.points {
            outcomes.push(("points", Expected::Points(points.value), points.span));
        }
        if let Some(met) = document.met {
            outcomes.push(("met", Expected::Met(met.value), met.span));
        }
        if let Some(dropped) = document.dropped.filter(|dropped| dropped.value) {
            outcomes.push(("dropped", Expected::Dropped, dropped.span));
        }
        if let Some(fails) = document.fails.filter(|fails| fails.value) {
            outcomes.push(("fails", Expected::Fails, fails.span));
        }
        let one = <[_; 1]>::try_from(outcomes).ok();
        let Some([(key, expected, span)]) = one else {
            if document.unread.is_empty() {
                self.report(&document.span, SchemeProblem::CaseOutcome {});
            }
            return None;
        };
        let standard = kind == CriterionKind::Standard;
        let stray = matches!(
            (&expected, standard),
            (Expected::Points(_), true) | (Expected::Met(_), false)
        );
        if stray {
            let kind = kind.word();
            self.report(&span, SchemeProblem::CaseMeaning { key, kind });
            return None;
        }
        Some(CriterionCase {
            given,
            date: document.date,
            expected,
            span,
        })
    }

    /// What a case gives: every name known, every value of its kind and in its range.
    fn given(&mut self, pairs: Keyed<Spanned<Scalar>>, known: Known<'_>) -> GivenNames {
        let mut given = GivenNames::new();
        for (name, scalar) in pairs {
            let mut rows = known.rows.iter();
            let marking = rows
                .find(|row| row.id == name.value)
                .and_then(|row| row.marking.as_ref());
            if let Some(marking) = marking {
                self.marks_of_row(&name, &scalar, marking, known, &mut given);
            } else if let Some(value) = self.given_one(&name, &scalar, known) {
                given.push((name, value));
            }
        }
        given
    }

    /// The marks of a row of a whole nominee: its rule reads the one mark, or all of them.
    fn marks_of_row(
        &mut self,
        name: &Spanned<String>,
        scalar: &Spanned<Scalar>,
        marking: &Marking,
        known: Known<'_>,
        given: &mut GivenNames,
    ) {
        let several = match &scalar.value {
            Scalar::List(_) | Scalar::Text(_) => scalar.clone(),
            _ => Spanned {
                value: Scalar::List(vec![scalar.clone()]),
                span: scalar.span.clone(),
            },
        };
        let facts = [(marking.mark, scalar), (marking.marks, &several)];
        for (fact, scalar) in facts {
            let Some(fact) = fact.and_then(|at| known.facts.get(at)) else {
                continue;
            };
            let name = Spanned {
                value: fact.id.clone(),
                span: name.span.clone(),
            };
            if let Some(value) = self.given_one(&name, scalar, known) {
                given.push((name, value));
            }
        }
    }

    fn given_one(
        &mut self,
        name: &Spanned<String>,
        scalar: &Spanned<Scalar>,
        known: Known<'_>,
    ) -> Option<FactEntry> {
        let word = name.value.as_str();
        let mark = |fact: &&Fact| fact.id.rsplit('.').next() == Some(word);
        let fact = known.facts.iter().find(|fact| fact.id == word);
        let fact = fact.or_else(|| known.of_marks.iter().find(mark));
        let cohort = known.cohorts.iter().any(|cohort| cohort.id == word);
        if let Scalar::Text(text) = &scalar.value
            && (fact.is_some() || cohort)
        {
            if text.trim().is_empty() {
                return Some(FactEntry::Missing);
            }
            if FactEntry::says_not_assigned(text) {
                return Some(FactEntry::NotAssigned);
            }
        }
        let (kind, expected) = match word {
            _ if fact.is_some() => {
                let fact = fact.expect("asked just now");
                (fact.kind.clone(), fact.expected())
            }
            _ if cohort => (FactKind::Number, FactKind::Number.expected()),
            "received" | "deadline" | "period_start" | "period_end" => {
                (FactKind::Date, FactKind::Date.expected())
            }
            "unit" | "field" | "subject" => (FactKind::Text, FactKind::Text.expected()),
            _ => {
                let names = known.facts.iter().map(|fact| fact.id.as_str());
                let names = names.chain(known.cohorts.iter().map(|cohort| cohort.id.as_str()));
                let problem = SchemeProblem::CaseName {
                    id: word.to_owned(),
                };
                self.suggest(name, problem, names.chain(BUILT_IN));
                return None;
            }
        };
        let value = kind.accept(&scalar.value);
        let value = value.filter(|value| fact.is_none_or(|fact| fact.is_in_range(value)));
        if value.is_none() {
            let problem = SchemeProblem::CaseValue {
                id: name.value.clone(),
                required: expected,
                found: found(&scalar.value),
            };
            self.report(&scalar.span, problem);
        }
        value.map(FactEntry::Reported)
    }

    pub(super) fn cases(&mut self, documents: Vec<CaseDocument>, scheme: &Scheme) -> Vec<Case> {
        self.dashed_ids(documents.iter().filter_map(|case| case.id.as_ref()));
        let known = Known {
            facts: &scheme.facts,
            of_marks: &[],
            cohorts: &scheme.cohorts,
            rows: &scheme.criteria,
        };
        let mut cases: Vec<Case> = Vec::new();
        for document in documents {
            let mut given = self.given(document.given.unwrap_or_default(), known);
            let history = document.history.map(|past| self.history(past));
            let mut history: Option<Vec<PastAward>> = history;
            if let Some(like) = document.like {
                match cases
                    .iter()
                    .find(|case| case.id.as_ref() == Some(&like.value))
                {
                    None => self.report(&like.span, SchemeProblem::CaseLike { id: like.value }),
                    Some(model) => {
                        let inherited = model.given.iter().filter(|(name, _)| {
                            !given.iter().any(|(own, _)| own.value == name.value)
                        });
                        let inherited: Vec<_> = inherited.cloned().collect();
                        given.extend(inherited);
                        history = history.or_else(|| Some(model.history.clone()));
                    }
                }
            }
            let Some(expect) = document.expect else {
                continue;
            };
            cases.push(Case {
                id: document.id.map(|id| id.value),
                given,
                date: document.date,
                history: history.unwrap_or_default(),
                expect: self.expectation(expect, scheme),
                span: document.span,
            });
        }
        cases
    }

    fn history(&mut self, documents: Vec<PastAwardDocument>) -> Vec<PastAward> {
        let mut history = Vec::new();
        for past in documents {
            let Some(written) = past.year else { continue };
            let year = i16::try_from(written.value).ok();
            let Some(year) = year.filter(|year| (1..=9999).contains(year)) else {
                let (vi, en) = ("từ 1 đến 9999", "from 1 to 9999");
                self.out_of_range("year", &written.span, written.value, vi, en);
                continue;
            };
            history.extend(past.award.map(|award| PastAward { year, award }));
        }
        history
    }

    fn expectation(&mut self, document: ExpectDocument, scheme: &Scheme) -> Expectation {
        if let Some(status) = &document.status {
            self.find(status, STATUSES.into_iter(), |word| {
                SchemeProblem::CaseStatus { word }
            });
        }
        if let Some(class) = &document.class {
            let classes = scheme.classes.iter().map(|class| class.id.as_str());
            self.find(class, classes, |id| SchemeProblem::UnknownTarget { id });
        }
        let asked = document.status.is_some()
            || document.total.is_some()
            || document.class.is_some()
            || document.points.as_ref().is_some_and(|it| !it.is_empty())
            || document.groups.as_ref().is_some_and(|it| !it.is_empty());
        if !asked && document.unread.is_empty() {
            self.report(&document.span, SchemeProblem::CaseEmpty {});
        }
        let left_out = &scheme.left_out;
        let rows = scheme.criteria.iter().map(|row| row.id.as_str());
        let points = self.by_name(document.points.unwrap_or_default(), &rows, left_out);
        let groups = scheme.groups.iter().map(|group| group.id.as_str());
        let groups = self.by_name(document.groups.unwrap_or_default(), &groups, left_out);
        Expectation {
            status: document.status,
            total: document.total,
            class: document.class,
            points,
            groups,
        }
    }

    fn by_name<'n, T>(
        &mut self,
        pairs: Keyed<T>,
        names: &(impl Iterator<Item = &'n str> + Clone),
        left_out: &[String],
    ) -> Vec<(usize, T)> {
        let pairs = pairs.into_iter();
        let known = pairs.filter(|(name, _)| !left_out.contains(&name.value));
        let index = |(name, value): (Spanned<String>, T)| {
            let at = self.find(&name, names.clone(), |id| SchemeProblem::CaseName { id })?;
            Some((at, value))
        };
        known.filter_map(index).collect()
    }
}

/// A scalar in words.
fn found(scalar: &Scalar) -> Text {
    match scalar {
        Scalar::Text(text) => Text::both(format!("chữ `{text}`"), format!("the string `{text}`")),
        Scalar::Number(number) => {
            Text::both(format!("số `{number}`"), format!("the number `{number}`"))
        }
        Scalar::YesNo(flag) => Text::vi(format!("`{flag}`")),
        Scalar::Date(date) => Text::both(format!("ngày `{date}`"), format!("the date `{date}`")),
        Scalar::List(_) => Text::both("một danh sách", "a list"),
    }
}
