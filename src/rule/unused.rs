//! What is declared and no rule uses, and rules that can change nothing: a typing slip looks just
//! like it.

use std::collections::BTreeSet;

use super::book::Rulebook;
use super::findings::definition;
use super::problem::RuleProblem;
use super::rule_id::{RuleId, rules};
use crate::diagnostic::{Diagnostics, Place};
use crate::document::RuleText;
use crate::locale::Text;
use crate::scheme::{CriterionKind, Name, SchemeProblem};
use crate::source::Span;

impl Rulebook {
    /// Whether every rule compiled: where one did not, what it reads is not known.
    fn is_whole(&self) -> bool {
        self.compiled().count() == rules(&self.scheme).len()
    }

    /// Reports facts, values and cohort numbers that no rule reads, and rules without effect.
    pub(super) fn report_unused(&self, diagnostics: &mut Diagnostics) {
        self.report_totals(diagnostics);
        if !self.is_whole() {
            return;
        }
        let scheme = &self.scheme;
        let read = self.names_read();
        let mut report = |span: &Span, problem: RuleProblem| {
            diagnostics.report(Place::text(&scheme.source, span.clone()), problem);
        };
        for (at, fact) in scheme.facts.iter().enumerate() {
            if !read.contains(&Name::Fact(at)) && !fact.unique {
                let fact_id = fact.id.clone();
                report(&fact.span, RuleProblem::UnusedFact { fact: fact_id });
            }
        }
        for (at, value) in scheme.values.iter().enumerate() {
            if !read.contains(&Name::Value(at)) {
                let id = value.id.clone();
                report(&value.span, RuleProblem::UnusedValue { value: id });
            }
        }
        for (at, cohort) in scheme.cohorts.iter().enumerate() {
            if !read.contains(&Name::Cohort(at)) {
                let id = cohort.id.clone();
                report(&cohort.span, RuleProblem::UnusedCohort { cohort: id });
            }
        }
        self.report_ties(diagnostics);
        self.report_otherwise(diagnostics);
    }

    /// Every name that some rule or some part of the scheme uses.
    fn names_read(&self) -> BTreeSet<Name> {
        let scheme = &self.scheme;
        let mut read: BTreeSet<Name> = BTreeSet::new();
        for (_, name) in self.compiled().flat_map(|(_, rule)| &rule.reads) {
            read.insert(*name);
            if let Name::Value(at) = name {
                read.extend(scheme.values[*at].by.map(Name::Fact));
            }
        }
        read.extend(scheme.facts_used_elsewhere().map(Name::Fact));
        read
    }

    /// A scheme without points has no total that a rule could read.
    fn report_totals(&self, diagnostics: &mut Diagnostics) {
        if self.scheme.is_scored() {
            return;
        }
        for (site, text) in rules(&self.scheme) {
            if self
                .reads(site)
                .iter()
                .any(|(_, name)| *name == Name::Total)
            {
                let span = word_in(text, "total");
                let place = Place::text(&self.scheme.source, span);
                let what = site.text(&self.scheme);
                diagnostics.report(place, RuleProblem::TotalWithoutPoints { what });
            }
        }
    }

    /// A step of the tie chain parts nobody where it reads nothing that differs between equals, or
    /// asks what an earlier step asked.
    fn report_ties(&self, diagnostics: &mut Diagnostics) {
        let scheme = &self.scheme;
        let words = |text: &RuleText| text.text.split_whitespace().collect::<Vec<_>>().join(" ");
        let ties = &scheme.ranking.ties;
        let mut before = BTreeSet::new();
        for (at, tie) in ties.iter().enumerate() {
            let is_first = before.insert(words(&tie.by));
            let same_for_all = |name: &Name| {
                let period = matches!(
                    name,
                    Name::Date | Name::Deadline | Name::PeriodStart | Name::PeriodEnd
                );
                let figure = matches!(name, Name::Value(at) if scheme.values[*at].by.is_none());
                period || figure || *name == Name::Total
            };
            let reads = self.reads(RuleId::Tie(at));
            let history = ["past_awards", "consecutive_years"];
            let asks_history = history.iter().any(|call| tie.by.text.contains(call));
            let why = if !asks_history && reads.iter().all(|(_, name)| same_for_all(name)) {
                Text::both(
                    "những ai bằng điểm đều như nhau ở đây",
                    "those with equal totals are all alike in it",
                )
            } else if !is_first {
                Text::both(
                    "một bước trước đã hỏi điều này",
                    "an earlier step asks the same",
                )
            } else {
                continue;
            };
            let place = Place::text(&scheme.source, tie.by.span.clone());
            diagnostics.report(place, SchemeProblem::NoEffect { key: "ties", why });
        }
    }

    /// `otherwise` has no effect on a row that applies to all and whose rule is never at a loss.
    fn report_otherwise(&self, diagnostics: &mut Diagnostics) {
        let scheme = &self.scheme;
        for (at, row) in scheme.criteria.iter().enumerate() {
            let said = matches!(row.kind, CriterionKind::Scored | CriterionKind::Standard)
                && row.otherwise.is_some();
            if !said || row.applies.is_some() || row.marking.is_some() {
                continue;
            }
            let asks = self.asks(RuleId::Criterion(at));
            let may_lack = self.reads(RuleId::Criterion(at)).iter().any(|(_, name)| {
                let name = match name {
                    Name::Value(value) => scheme.values[*value].by.map(Name::Fact),
                    Name::Fact(_) | Name::Cohort(_) => Some(*name),
                    _ => None,
                };
                name.is_some_and(|name| !asks.contains(&name))
            });
            if may_lack {
                continue;
            }
            let why = Text::both(
                "tiêu chí áp dụng cho tất cả, và quy tắc luôn tính được",
                "the row applies to everybody, and its rule always has what it reads",
            );
            let place = Place::text(&scheme.source, row.span.clone());
            let key = "otherwise";
            diagnostics.report(place, SchemeProblem::NoEffect { key, why });
        }
    }
}

/// Reports shared functions that no rule of any of the schemes calls.
pub(crate) fn check_functions(books: &[Rulebook], diagnostics: &mut Diagnostics) {
    let mut called: BTreeSet<(&str, &str)> = BTreeSet::new();
    for book in books {
        called.extend(book.functions_called());
    }
    let mut told: BTreeSet<(&str, &str)> = BTreeSet::new();
    // What calls a function may stand in what could not be read.
    if books
        .iter()
        .any(|book| !book.is_whole() || !book.library.is_whole())
    {
        return;
    }
    for library in books.iter().map(|book| &book.library) {
        for name in library.names() {
            let Some(source) = library.source(name) else {
                continue;
            };
            let key = (source.name(), name);
            if called.contains(&key) || !told.insert(key) {
                continue;
            }
            let span = definition(source.text(), name).unwrap_or(0..0);
            let name = name.to_owned();
            let problem = RuleProblem::UnusedFunction { name };
            diagnostics.report(Place::text(source, span), problem);
        }
    }
}

impl Rulebook {
    /// The shared functions that its rules reach, each with its file.
    fn functions_called(&self) -> BTreeSet<(&str, &str)> {
        let library = &self.library;
        let rules = self.compiled().flat_map(|(_, rule)| &rule.calls);
        let mut open: Vec<&str> = rules.map(String::as_str).collect();
        let mut called = BTreeSet::new();
        while let Some(name) = open.pop() {
            if let Some(source) = library.source(name)
                && called.insert((source.name(), name))
            {
                open.extend(library.calls_of(name));
            }
        }
        called
    }
}

/// Where a rule says a word first; the whole rule where its place in the file is not known.
fn word_in(rule: &RuleText, word: &str) -> Span {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    let whole = |at: &usize| {
        let before = rule.text[..*at].chars().next_back();
        let after = rule.text[at + word.len()..].chars().next();
        !before.is_some_and(part) && !after.is_some_and(part)
    };
    let mut found = rule.text.match_indices(word).map(|(at, _)| at);
    let at = found.find(whole).zip(rule.body);
    at.map_or_else(
        || rule.span.clone(),
        |(at, body)| body + at..body + at + word.len(),
    )
}
