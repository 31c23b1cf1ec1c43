//! What the steps of the rules say against themselves: steps that nobody reaches, holes between
//! them, points outside the maximum, and better facts that get less.
//!
//! Each rule is looked through on each day on which one of its values changes. Only what is certain
//! is said: a rule that cannot be looked through is left alone.

mod classes;
mod conditions;
mod points;
mod reached;
mod shape;
mod words;

use std::cell::Cell;
use std::collections::BTreeSet;

use jiff::civil::Date;

use super::book::Rulebook;
use super::expr::{At, Program, Type};
use super::problem::RuleProblem;
use super::ranges::{Context, Interval, Ranges, bit};
use super::rule_id::{RuleId, rules};
use crate::diagnostic::{Diagnostics, Place};
use crate::document::RuleText;
use crate::locale::Text;
use crate::scheme::{CriterionKind, Dated, FactKind, Name, Scheme};
use words::{Words, of_interval};

/// Something found on one day; the same on every day is told without a day.
type Finding = (At, RuleProblem);

/// How many parts of rules are looked at in all, on all days.
const BUDGET: usize = 300_000;

/// A day on which figures change, and the figures of every value from it on.
struct Day<'s> {
    from: Option<Date>,
    figures: Vec<Option<&'s Dated>>,
}

/// One rule under examination.
struct Examined<'b> {
    book: &'b Rulebook,
    site: RuleId,
    text: &'b RuleText,
    program: &'b Program,
    /// Whether a hole between its steps was told already.
    hole_told: bool,
    /// Facts on whose range something else than their declaration may have a say.
    bounded: u64,
    /// How much work is left for all rules together.
    budget: &'b Cell<usize>,
}

/// Reports what the steps of every rule say against themselves.
pub(super) fn check(book: &Rulebook, diagnostics: &mut Diagnostics) {
    let scheme = &book.scheme;
    let days = days(scheme);
    let bounded = bounded(book);
    let budget = Cell::new(BUDGET);
    for (site, text) in rules(scheme) {
        let Some(Ok(program)) = book.program(site) else {
            continue;
        };
        let mut reads = book.reads(site).to_vec();
        if let RuleId::Class(_) = site {
            // A class is compared with those beside it.
            let classes = (0..scheme.classes.len()).map(RuleId::Class);
            reads.extend(classes.flat_map(|class| book.reads(class).to_vec()));
        }
        let values: Vec<usize> = reads
            .iter()
            .filter_map(|(_, name)| match name {
                Name::Value(at) => Some(*at),
                _ => None,
            })
            .collect();
        let changes = |day: &&Day<'_>| {
            let Some(from) = day.from.filter(|_| !values.is_empty()) else {
                return true;
            };
            let starts = |at: &usize| scheme.values[*at].dated.iter().any(|d| d.from == from);
            values.iter().any(starts) || scheme.in_force.from == Some(from)
        };
        let known = |day: &&Day<'_>| values.iter().all(|at| day.figures[*at].is_some());
        let mut days: Vec<&Day<'_>> = days.iter().filter(known).filter(changes).collect();
        if values.is_empty() {
            days.truncate(1);
        }
        let examined = Examined {
            book,
            site,
            text,
            program,
            hole_told: book.tells_hole(site),
            bounded,
            budget: &budget,
        };
        examined.report(&days, diagnostics);
    }
    if budget.get() == 0 {
        let place = Place::File(scheme.source.name().into());
        diagnostics.report(place, RuleProblem::TooMuchToLookThrough {});
    }
}

/// The days on which figures change while the scheme holds; at least one.
fn days(scheme: &Scheme) -> Vec<Day<'_>> {
    let mut from: BTreeSet<Date> = scheme.in_force.from.into_iter().collect();
    for value in &scheme.values {
        let dates = value.dated.iter().map(|dated| dated.from);
        from.extend(dates.filter(|date| scheme.in_force.on(*date)));
    }
    let on = |date: Date| scheme.values.iter().map(|value| value.on(date)).collect();
    let mut days: Vec<Day<'_>> = from
        .into_iter()
        .map(|date| Day {
            from: Some(date),
            figures: on(date),
        })
        .collect();
    if days.is_empty() {
        days.push(Day {
            from: None,
            figures: vec![None; scheme.values.len()],
        });
    }
    days
}

/// The facts of which checks, gates and conditions of application have a say, a bit each.
fn bounded(book: &Rulebook) -> u64 {
    let mut bounded = 0;
    for (site, rule) in book.compiled() {
        let says = matches!(
            site,
            RuleId::Applies | RuleId::Check(_) | RuleId::Gate(..) | RuleId::CriterionApplies(_)
        );
        for (_, name) in rule.reads.iter().filter(|_| says) {
            if let Name::Fact(fact) = name {
                bounded |= bit(*fact);
            }
        }
    }
    bounded
}

impl Examined<'_> {
    fn report(&self, days: &[&Day<'_>], diagnostics: &mut Diagnostics) {
        let mut found: Vec<(Finding, Vec<Date>)> = Vec::new();
        for day in days {
            for finding in self.findings(&day.figures) {
                let dates = day.from.into_iter();
                match found.iter_mut().find(|(before, _)| *before == finding) {
                    Some((_, all)) => all.extend(dates),
                    None => found.push((finding, dates.collect())),
                }
            }
        }
        for ((at, problem), dates) in found {
            let date = match dates.first() {
                Some(first) if dates.len() < days.len() => Text::both(
                    format!(" (theo mốc từ ngày {first})"),
                    format!(" (with the figures from {first} on)"),
                ),
                _ => Text::default(),
            };
            let (source, span) = self.book.place(self.text, at);
            diagnostics.report(Place::text(&source, span), problem.on(date));
        }
    }

    /// What is found on a day.
    fn findings(&self, figures: &[Option<&Dated>]) -> Vec<Finding> {
        let scheme = &self.book.scheme;
        let context = Context {
            scheme,
            figures,
            budget: self.budget,
            nominee: None,
        };
        let ranges = Ranges::of(self.program, context);
        let mut findings = Vec::new();
        if !ranges.is_whole() {
            return findings;
        }
        self.never_reached(&ranges, context, &mut findings);
        match self.site {
            RuleId::Class(at) => self.class(at, context, &ranges, &mut findings),
            _ if self.program.gives == Type::YesNo => self.one_sided(&ranges, &mut findings),
            _ => {}
        }
        if let RuleId::Criterion(at) = self.site
            && let row = &scheme.criteria[at]
            && row.kind != CriterionKind::Standard
        {
            self.outside(&ranges, row, &mut findings);
            self.best(&ranges, row, &mut findings);
            if !self.hole_told && ranges.ends.len() > 2 {
                self.holes(&ranges, &mut findings);
            }
            let read = self.book.reads(self.site).iter();
            let facts = read.filter_map(|(_, name)| match name {
                Name::Fact(at) => Some(*at),
                Name::Value(at) => scheme.values[*at].by,
                _ => None,
            });
            for fact in facts.collect::<BTreeSet<_>>() {
                if let Some(better) = scheme.facts[fact].better {
                    self.loses(&ranges, row, (fact, better), &mut findings);
                }
            }
        }
        findings
    }

    /// Takes some work from what is left; false if there is not so much.
    fn spend(&self, work: usize) -> bool {
        let left = self.budget.get().checked_sub(work);
        self.budget.set(left.unwrap_or_default());
        left.is_some()
    }

    /// The rule in words.
    fn what(&self) -> Text {
        self.site.text(&self.book.scheme)
    }

    /// Where a fact lies, in words.
    fn stretch(&self, fact: usize, interval: &Interval) -> Text {
        let fact = &self.book.scheme.facts[fact];
        let words = Words {
            id: &fact.id,
            whole: matches!(fact.kind, FactKind::Integer | FactKind::Date),
            date: fact.kind == FactKind::Date,
        };
        of_interval(interval, &words)
    }

    fn words_of(&self, fact: usize) -> Vec<String> {
        match &self.book.scheme.facts[fact].kind {
            FactKind::YesNo => vec!["true".to_owned(), "false".to_owned()],
            FactKind::Choice(choices) => choices.iter().map(|(word, _)| word.to_string()).collect(),
            _ => Vec::new(),
        }
    }
}
