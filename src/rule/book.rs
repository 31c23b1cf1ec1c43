//! A scheme with its rules, compiled and checked.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::Date;
use rhai::ImmutableString;

use super::compile::Rule;
use super::engine::Interpreter;
use super::eval::Row;
use super::expr::{At, Program};
use super::failure::{span_at, span_in};
use super::input::{Computed, Input};
use super::library::Library;
use super::limits::Limits;
use super::lower::Unsupported;
use super::problem::RuleProblem;
use super::ranges::Steps;
use super::rule_id::{RuleId, rules};
use super::rules::Rules;
use crate::diagnostic::{Diagnostics, Place};
use crate::document::RuleText;
use crate::locale::Text;
use crate::period::Period;
use crate::scheme::{Name, Scheme};
use crate::source::{Source, Span};

/// A scheme whose rules are compiled and checked.
#[derive(Debug)]
pub struct Rulebook {
    /// The scheme.
    pub scheme: Scheme,
    pub(super) rules: Rules,
    pub(super) library: Library,
    pub(super) asks_history: bool,
    /// Engines that stand idle: building one costs as much as judging twenty nominees.
    pub(super) idle: Mutex<Vec<Interpreter>>,
    pub(super) limits: Limits,
    /// The columns of the row itself that some rule reads without asking, or by which something is
    /// parted: the day received, the unit, the field.
    pub(super) required: [bool; 3],
    /// The facts, by index, that are to be assigned to everybody: some rule would be at a loss.
    pub(super) assigned: Vec<usize>,
}

/// A rule in a list for people: where it stands and what it reads.
#[derive(Debug, Clone)]
pub struct RuleSummary {
    /// Where it stands.
    pub site: RuleId,
    /// Where it stands, in words.
    pub what: Text,
    /// The names it reads, in order of appearance.
    pub reads: Vec<String>,
    /// Why it is run by the interpreter, if it is, and where in which file.
    pub interpreted: Option<(Unsupported, Arc<Source>, Span)>,
}

/// A budget of work for whatever is judged while it is held.
pub struct Budget<'b> {
    book: &'b Rulebook,
}

impl Budget<'_> {
    /// Spends so much, beside what the interpreter does.
    pub fn spend(&self, work: u64) {
        self.book.limits.spend(work);
    }

    /// What is left.
    pub fn left(&self) -> u64 {
        self.book.limits.left()
    }

    /// Whether nothing is left.
    pub fn is_spent(&self) -> bool {
        self.left() == 0
    }
}

impl Drop for Budget<'_> {
    fn drop(&mut self) {
        self.book.limits.grant(u64::MAX);
    }
}

/// A pass over everybody that may have to be done again.
pub(crate) struct Pass<'b> {
    book: &'b Rulebook,
    before: BTreeMap<RuleId, u32>,
}

impl Pass<'_> {
    /// Whether no further rule had to be given up in it.
    pub(crate) fn is_settled(&self) -> bool {
        let before = self
            .before
            .values()
            .filter(|count| Limits::is_too_many(**count));
        self.book.limits.given_up().len() == before.count()
    }

    /// Makes as if it had not been done.
    pub(crate) fn undo(self) {
        self.book.limits.come_back(self.before);
    }
}

impl Rulebook {
    /// Whether a hole between the steps of the rule at a place was told already.
    pub(super) fn tells_hole(&self, site: RuleId) -> bool {
        self.rules.get(site).is_some_and(|rule| rule.hole_told)
    }

    /// Every rule that compiled, with its place.
    pub(super) fn compiled(&self) -> impl Iterator<Item = (RuleId, &Rule)> {
        self.rules.iter()
    }

    /// Of which names the rule at a place asks `given`.
    pub(super) fn asks(&self, site: RuleId) -> &BTreeSet<Name> {
        static NONE: BTreeSet<Name> = BTreeSet::new();
        self.rules.get(site).map_or(&NONE, |rule| &rule.asks)
    }

    /// Reports what the rules need of the day and the period and do not find there.
    pub fn check_period(&self, period: &Period, diagnostics: &mut Diagnostics) {
        let read: BTreeSet<Name> = self
            .rules
            .iter()
            .flat_map(|(_, rule)| &rule.reads)
            .map(|(_, name)| *name)
            .collect();
        for name in read {
            if let Name::Value(at) = name {
                let value = &self.scheme.values[at];
                if value.on(period.date).is_none() {
                    let place = Place::text(&self.scheme.source, value.span.clone());
                    let date = period.date.to_string();
                    let problem = RuleProblem::NotInForce {
                        value: value.id.clone(),
                        date,
                    };
                    diagnostics.report(place, problem);
                }
            }
        }
    }

    /// The words among `deadline`, `period_start` and `period_end` that some rule reads.
    pub fn reads_of_period(&self) -> Vec<&'static str> {
        [
            (Name::Deadline, "deadline"),
            (Name::PeriodStart, "period_start"),
            (Name::PeriodEnd, "period_end"),
        ]
        .into_iter()
        .filter_map(|(name, word)| self.needs_of_row(name).then_some(word))
        .collect()
    }

    /// The compiled rule at a place.
    pub(super) fn rule(&self, site: RuleId) -> &Rule {
        self.rules
            .get(site)
            .expect("a book with a rule that does not compile judges nobody")
    }

    /// Whether there is a rule at a place.
    pub fn has(&self, site: RuleId) -> bool {
        self.rules.get(site).is_some()
    }

    /// The text of a rule.
    pub(super) fn text(&self, site: RuleId) -> &RuleText {
        site.rule(&self.scheme)
            .expect("only rules of the scheme are compiled")
    }

    /// What a rule reads: names in order of appearance.
    pub fn reads(&self, site: RuleId) -> &[(String, Name)] {
        self.rules.get(site).map_or(&[], |rule| &rule.reads)
    }

    /// Does a pass over everybody again until no further rule had to be given up in it, so that
    /// a rule is given up for all or for none, whatever the order in which they came.
    pub fn settled<T>(&self, mut pass: impl FnMut() -> T) -> T {
        loop {
            let before = self.limits.given_up();
            self.limits.start_pass();
            let result = pass();
            if self.limits.given_up() == before {
                return result;
            }
        }
    }

    /// Gives all that is done until the budget is dropped so much work together. For work that is
    /// done on one thread, in an order that does not vary.
    pub fn budget(&self, work: u64) -> Budget<'_> {
        self.limits.grant(work);
        Budget { book: self }
    }

    /// The work of judging a nominee, without what the interpreter does.
    pub fn work(&self) -> u64 {
        let rows = self.scheme.criteria.len() + self.scheme.groups.len();
        let rules = self.rules.iter().map(|(_, rule)| rule.work());
        10 * (1 + rows as u64) + rules.sum::<u64>()
    }

    /// The same of one rule.
    pub fn work_of(&self, site: RuleId) -> u64 {
        10 + self.rules.get(site).map_or(0, Rule::work)
    }

    /// Begins a pass over everybody, after which [`Pass::is_settled`] says whether it holds for
    /// all.
    pub(crate) fn pass(&self) -> Pass<'_> {
        let before = self.limits.so_far();
        self.limits.start_pass();
        Pass { book: self, before }
    }

    /// An engine that stands idle, or a new one.
    pub(super) fn idle_engine(&self) -> Interpreter {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let engine = idle.pop();
        engine.unwrap_or_else(|| Interpreter::new(choice_sets(&self.scheme)))
    }

    /// How many locals its plans need at most.
    pub(super) fn slots(&self) -> usize {
        let programs = self
            .rules
            .iter()
            .filter_map(|(_, rule)| rule.program.as_ref().ok());
        programs
            .map(|program| program.slots)
            .max()
            .unwrap_or_default()
    }

    /// The rule at a place as its author wrote it.
    pub fn rule_text(&self, id: RuleId) -> Option<&str> {
        id.rule(&self.scheme).map(|rule| rule.text.trim())
    }

    /// The rule at a place as data, or why it is none.
    pub fn program(&self, site: RuleId) -> Option<Result<&Program, &Unsupported>> {
        let program = self.rules.get(site)?.program.as_ref();
        Some(
            program
                .map(|program| &**program)
                .map_err(|(reason, _)| reason),
        )
    }

    /// The steps of the rule at a place over one fact, a number or a day, of a nominee whose other
    /// facts stand as they are reported: where the rule's result would change, and to what. Nothing
    /// where the rule is no expression.
    pub fn steps_of(
        &self,
        site: RuleId,
        fact: usize,
        known: &Input<'_>,
        reached: &Computed<'_>,
    ) -> Option<Steps> {
        let program = self.program(site)?.ok()?;
        let date = known.period.date;
        let figures: Vec<_> = self.scheme.values.iter().map(|v| v.on(date)).collect();
        let row = Row::new(&self.scheme, known, reached, &figures);
        Some(program.steps_of(row, fact))
    }

    /// The steps of the rule at a place over one fact, a number or a day, whatever the others are,
    /// with the figures that hold on a day. Nothing where the rule is no expression.
    pub fn steps(&self, site: RuleId, fact: usize, date: Date) -> Option<Steps> {
        let program = self.program(site)?.ok()?;
        let figures: Vec<_> = self.scheme.values.iter().map(|v| v.on(date)).collect();
        Some(program.steps(&self.scheme, &figures, fact))
    }

    /// The same book with every rule run by the interpreter: the yardstick of expressions.
    #[must_use]
    pub fn interpreter_only(mut self) -> Self {
        self.rules.forget_expressions();
        self
    }

    /// The facts, by index, of which a rule would not know what to make if they were not assigned.
    pub(super) fn at_a_loss(&self, (site, rule): (RuleId, &Rule)) -> Vec<usize> {
        if site.is_covered(&self.scheme) {
            return Vec::new();
        }
        let names = rule.reads.iter().map(|(_, name)| *name);
        let facts = names.filter_map(|name| self.fact_behind(name));
        facts
            .filter(|fact| !rule.asks.contains(&Name::Fact(*fact)))
            .collect()
    }

    /// The fact that a name is, or by which its figures differ, by index.
    fn fact_behind(&self, name: Name) -> Option<usize> {
        match name {
            Name::Fact(at) => Some(at),
            Name::Value(at) => self.scheme.values[at].by,
            _ => None,
        }
    }

    /// Whether a fact, by index, may be not assigned to a nominee without any rule being at a loss.
    pub fn may_be_not_assigned(&self, fact: usize) -> bool {
        !self.assigned.contains(&fact)
    }

    /// The criteria that read a fact, both by index, in the order of the file.
    pub fn criteria_reading(&self, fact: usize) -> impl Iterator<Item = usize> {
        let reads = move |site| {
            let mut names = self.reads(site).iter();
            names.any(|(_, name)| self.fact_behind(*name) == Some(fact))
        };
        (0..self.scheme.criteria.len())
            .filter(move |at| reads(RuleId::Criterion(*at)) || reads(RuleId::CriterionApplies(*at)))
    }

    /// Whether some rule reads this column of the row itself without asking `given` of it.
    pub fn needs_of_row(&self, name: Name) -> bool {
        self.rules.iter().any(|(_, rule)| {
            !rule.asks.contains(&name) && rule.reads.iter().any(|(_, read)| *read == name)
        })
    }

    /// The columns of the row itself without which a nominee is incomplete.
    pub fn required_of_row(&self) -> impl Iterator<Item = Name> {
        let names = [Name::Received, Name::Unit, Name::Field];
        let required = names.into_iter().zip(self.required);
        required.filter_map(|(name, required)| required.then_some(name))
    }

    /// The places of the rules that stand after the points.
    pub fn rules_after_points(&self) -> Vec<RuleId> {
        let late = |site: &RuleId| {
            matches!(
                site,
                RuleId::Class(_)
                    | RuleId::Tie(_)
                    | RuleId::AwardWhen(_)
                    | RuleId::AwardOrder(..)
                    | RuleId::AwardReserve(..)
            )
        };
        self.rules
            .iter()
            .map(|(site, _)| site)
            .filter(late)
            .collect()
    }

    /// Why the rule at a place is run by the interpreter, and where.
    fn interpreted(
        &self,
        site: RuleId,
        text: &RuleText,
    ) -> Option<(Unsupported, Arc<Source>, Span)> {
        let (reason, at) = self.rules.get(site)?.program.as_ref().err()?;
        let (source, span) = self.place(text, *at);
        Some((reason.clone(), source, span))
    }

    /// Where a place of a rule lies: in the scheme's file, or in a function file.
    pub(super) fn place(&self, text: &RuleText, at: At) -> (Arc<Source>, Span) {
        match self.library.text(at.text) {
            Some(source) => (Arc::clone(source), span_in(source, at.position())),
            None => (
                Arc::clone(&self.scheme.source),
                span_at(text, at.position()),
            ),
        }
    }

    /// Every rule, with what it reads, in the order of evaluation.
    pub fn rules(&self) -> Vec<RuleSummary> {
        let summary = |(site, text): (RuleId, &RuleText)| RuleSummary {
            site,
            what: site.text(&self.scheme),
            reads: self
                .reads(site)
                .iter()
                .map(|(word, _)| word.clone())
                .collect(),
            interpreted: self.interpreted(site, text),
        };
        rules(&self.scheme).into_iter().map(summary).collect()
    }
}

/// The ordered words of each choice fact, by fact, and of the classes at the end.
pub(super) fn choice_sets(scheme: &Scheme) -> Vec<Vec<ImmutableString>> {
    let facts = scheme.facts.iter().map(|fact| {
        fact.choices()
            .iter()
            .map(|(word, _)| ImmutableString::from(&**word))
            .collect()
    });
    let classes = scheme
        .classes
        .iter()
        .map(|class| ImmutableString::from(class.id.as_str()));
    facts.chain(std::iter::once(classes.collect())).collect()
}
