//! A rule run on one nominee, and the three kinds of nothing it may meet.

use std::sync::Arc;

use rhai::{Dynamic, Engine, EvalAltResult, ImmutableString, Scope};

use super::compile::is_closure;
use super::engine::Nominee;
use super::failure::{is_limit, running, span_at, span_in};
use super::site::Site;
use super::value::{as_number, kind, to_dynamic};
use super::{Known, RuleFailure, Rulebook};
use crate::locale::Text;
use crate::number::Decimal;
use crate::scheme::{DatedNumber, FactValue, Given, Name};

/// What a rule may know besides the nominee itself; each step adds to it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Reached<'a> {
    /// Cohort numbers by index; nothing where the cohort is empty.
    pub cohorts: &'a [Option<Decimal>],
    /// Points of the criteria by index; nothing where dropped.
    pub points: &'a [Option<Decimal>],
    /// Standards by criterion index; nothing where not asked.
    pub met: &'a [Option<bool>],
    /// Points of the groups by index; nothing where dropped.
    pub groups: &'a [Option<Decimal>],
    /// The total.
    pub total: Option<Decimal>,
    /// The class, by index; the outer nothing is a step before classes.
    pub class: Option<Option<usize>>,
}

/// What became of running a rule.
#[derive(Debug, Clone)]
pub enum Ran<T> {
    /// It gave a value.
    Gave(T),
    /// A fact it reads is not reported: its id. The nominee is incomplete.
    NotReported(Arc<str>),
    /// A fact it reads and does not ask about is not assigned: its id. It was not run.
    NotAssigned(Arc<str>),
    /// A cohort number it met is absent: its id.
    NoCohort(Arc<str>),
    /// It failed.
    Failed(RuleFailure),
}

impl<T> Ran<T> {
    fn map<U>(self, change: impl FnOnce(T) -> Result<U, RuleFailure>) -> Ran<U> {
        match self {
            Self::Gave(value) => match change(value) {
                Ok(value) => Ran::Gave(value),
                Err(failure) => Ran::Failed(failure),
            },
            Self::NotReported(name) => Ran::NotReported(name),
            Self::NotAssigned(name) => Ran::NotAssigned(name),
            Self::NoCohort(name) => Ran::NoCohort(name),
            Self::Failed(failure) => Ran::Failed(failure),
        }
    }
}

/// What stands behind a name for one nominee.
enum Reading {
    Value(Dynamic),
    Empty,
    NotAssigned,
    NoCohort,
}

/// Runs the rules of one scheme, one nominee after another.
///
/// It owns its engine, so that each thread has one of its own.
pub struct Runner<'a> {
    book: &'a Rulebook,
    engine: Engine,
    scope: Scope<'static>,
}

impl<'a> Runner<'a> {
    pub(super) fn new(book: &'a Rulebook, engine: Engine) -> Self {
        Self {
            book,
            engine,
            scope: Scope::new(),
        }
    }

    pub(super) fn into_engine(self) -> Engine {
        self.engine
    }

    /// Turns to a nominee: what native functions may ask of it.
    pub fn turn_to(&mut self, known: &Known<'_>) {
        if self.book.asks_history {
            let nominee = Nominee {
                year: known.period.date.year(),
                history: known.history.to_vec(),
            };
            // Every run clones the tag; shared, that copies no history.
            self.engine
                .set_default_tag(Dynamic::from(nominee).into_shared());
        }
    }

    /// Runs a rule that gives a number.
    pub fn number(&mut self, site: Site, known: &Known<'_>, reached: &Reached<'_>) -> Ran<Decimal> {
        let book = self.book;
        self.run(site, known, reached).map(|value| {
            as_number(&value).ok_or_else(|| wrong(book, site, "một số", "a number", &value))
        })
    }

    /// Runs a rule that gives yes or no.
    pub fn yes_no(&mut self, site: Site, known: &Known<'_>, reached: &Reached<'_>) -> Ran<bool> {
        let book = self.book;
        self.run(site, known, reached).map(|value| {
            value
                .as_bool()
                .map_err(|_| wrong(book, site, "có hoặc không", "yes or no", &value))
        })
    }

    /// Runs a rule that gives a number, or yes and no as 1 and 0.
    pub fn key(&mut self, site: Site, known: &Known<'_>, reached: &Reached<'_>) -> Ran<Decimal> {
        let book = self.book;
        self.run(site, known, reached)
            .map(|value| match value.as_bool() {
                Ok(flag) => Ok(Decimal::from(u8::from(flag))),
                Err(_) => as_number(&value).ok_or_else(|| {
                    wrong(
                        book,
                        site,
                        "một số hoặc có/không",
                        "a number or yes-no",
                        &value,
                    )
                }),
            })
    }

    fn run(&mut self, site: Site, known: &Known<'_>, reached: &Reached<'_>) -> Ran<Dynamic> {
        let book = self.book;
        let rule = book.rule(site);
        if book.limits.is_given_up(site) {
            return Ran::Failed(given_up(book, site));
        }
        self.scope.clear();
        let mut not_assigned = None;
        for (word, name) in &rule.reads {
            let asked = rule.asks.contains(name);
            match read(book, site, *name, known, reached) {
                Reading::Value(value) => {
                    self.scope.push_dynamic(word.as_str(), value);
                }
                Reading::Empty => return Ran::NotReported(word.as_str().into()),
                Reading::NotAssigned if asked => {
                    self.scope.push(word.as_str(), ());
                }
                Reading::NotAssigned => not_assigned = not_assigned.or(Some(word)),
                Reading::NoCohort if asked => {
                    self.scope.push(word.as_str(), ());
                }
                // Left out of the scope: an absent cohort number counts when it is met.
                Reading::NoCohort => {}
            }
        }
        if let Some(word) = not_assigned {
            return Ran::NotAssigned(word.as_str().into());
        }
        match self
            .engine
            .eval_ast_with_scope::<Dynamic>(&mut self.scope, &rule.ast)
        {
            Ok(value) => Ran::Gave(value),
            Err(error) => {
                if let EvalAltResult::ErrorVariableNotFound(word, _) = error.unwrap_inner()
                    && let Some((word, Name::Cohort(_))) =
                        rule.reads.iter().find(|(read, _)| read == word)
                {
                    return Ran::NoCohort(word.as_str().into());
                }
                let failure = failure(book, site, &error);
                if failure.limit {
                    book.limits.hit(site);
                }
                Ran::Failed(failure)
            }
        }
    }
}

/// What stands behind a name.
fn read(
    book: &Rulebook,
    site: Site,
    name: Name,
    known: &Known<'_>,
    reached: &Reached<'_>,
) -> Reading {
    let scheme = &book.scheme;
    let optional = |value: Option<Dynamic>| value.map_or(Reading::Empty, Reading::Value);
    let or_dropped = |value: Option<Dynamic>| value.map_or(Reading::NotAssigned, Reading::Value);
    let text = |text: &str| Dynamic::from(ImmutableString::from(text));
    match name {
        Name::Max => {
            let (Site::Criterion(at) | Site::CriterionApplies(at)) = site else {
                return Reading::Empty;
            };
            optional(scheme.criteria[at].max.map(Dynamic::from_decimal))
        }
        Name::Date => Reading::Value(Dynamic::from(known.period.date)),
        Name::Deadline => optional(known.period.deadline.map(Dynamic::from)),
        Name::PeriodStart => optional(known.period.start.map(Dynamic::from)),
        Name::PeriodEnd => optional(known.period.end.map(Dynamic::from)),
        Name::Received => optional(known.received.map(Dynamic::from)),
        Name::Subject => Reading::Value(text(known.subject.id())),
        Name::Unit => optional(known.unit.map(|unit| text(unit))),
        Name::Field => optional(known.field.map(|field| text(field))),
        Name::Fact(at) => match &known.facts[at] {
            Given::Reported(value) => Reading::Value(tagged(book, at, value)),
            Given::NotAssigned => Reading::NotAssigned,
            // An optional empty cell is absent; the check made sure that rules ask about it.
            Given::Empty if !scheme.facts[at].required => Reading::NotAssigned,
            Given::Empty => Reading::Empty,
        },
        Name::Value(at) => value(book, at, known),
        Name::Cohort(at) => match reached.cohorts.get(at).copied().flatten() {
            Some(number) => Reading::Value(Dynamic::from_decimal(number)),
            None => Reading::NoCohort,
        },
        Name::Group(at) => or_dropped(reached.groups[at].map(Dynamic::from_decimal)),
        Name::Criterion(at) => or_dropped(reached.points[at].map(Dynamic::from_decimal)),
        Name::Standard(at) => or_dropped(reached.met[at].map(Dynamic::from_bool)),
        Name::Total => optional(reached.total.map(Dynamic::from_decimal)),
        Name::Class => {
            let class = reached
                .class
                .flatten()
                .map_or("", |at| scheme.classes[at].id.as_str());
            let mut value = text(class);
            value.set_tag(tag(scheme.facts.len()));
            Reading::Value(value)
        }
    }
}

/// A fact's value; the word of a choice carries the number of its set for `at_least`.
fn tagged(book: &Rulebook, at: usize, value: &FactValue) -> Dynamic {
    let mut dynamic = to_dynamic(value);
    if matches!(value, FactValue::Text(_)) && !book.scheme.facts[at].choices().is_empty() {
        dynamic.set_tag(tag(at));
    }
    dynamic
}

fn tag(set: usize) -> i32 {
    i32::try_from(set + 1).unwrap_or(0)
}

/// The figure of a value on the day of the review, by the nominee's own choice where it differs.
fn value(book: &Rulebook, at: usize, known: &Known<'_>) -> Reading {
    let value = &book.scheme.values[at];
    let Some(dated) = value.on(known.period.date) else {
        return Reading::Empty;
    };
    match (&dated.number, value.by.map(|by| &known.facts[by])) {
        (DatedNumber::One(number), _) => Reading::Value(Dynamic::from_decimal(*number)),
        (DatedNumber::ByChoice(numbers), Some(Given::Reported(FactValue::Text(word)))) => {
            let found = numbers.iter().find(|(choice, _)| **choice == **word);
            found.map_or(Reading::NotAssigned, |(_, n)| {
                Reading::Value(Dynamic::from_decimal(*n))
            })
        }
        (DatedNumber::ByChoice(_), Some(Given::NotAssigned)) => Reading::NotAssigned,
        (DatedNumber::ByChoice(_), _)
            if value.by.is_some_and(|by| !book.scheme.facts[by].required) =>
        {
            Reading::NotAssigned
        }
        (DatedNumber::ByChoice(_), _) => Reading::Empty,
    }
}

/// A rule that gave something else than its place wants.
fn wrong(book: &Rulebook, site: Site, vi: &str, en: &str, value: &Dynamic) -> RuleFailure {
    let (found_vi, found_en) = kind(value);
    RuleFailure {
        message: Text::both(
            format!("quy tắc phải cho {vi}, nhưng cho {found_vi}"),
            format!("the rule must give {en}, but gives {found_en}"),
        ),
        at: Some((
            Arc::clone(&book.scheme.source),
            book.text(site).span.clone(),
        )),
        limit: false,
    }
}

/// A rule that hit its limits on too many nominees.
fn given_up(book: &Rulebook, site: Site) -> RuleFailure {
    RuleFailure {
        message: Text::both(
            "quy tắc bị dừng vì quá giới hạn ở nhiều đối tượng",
            "the rule was given up: it hit its limits on too many nominees",
        ),
        at: Some((
            Arc::clone(&book.scheme.source),
            book.text(site).span.clone(),
        )),
        limit: true,
    }
}

fn failure(book: &Rulebook, site: Site, error: &EvalAltResult) -> RuleFailure {
    let position = error.unwrap_inner().position();
    // The innermost shared function is where the place lies; the language names the rule's source.
    let mut inner = error;
    let mut source = None;
    while let EvalAltResult::ErrorInFunctionCall(name, _, next, _) = inner {
        if !is_closure(name) {
            source = book.library.source(name);
        }
        inner = next;
    }
    let at = match source {
        Some(source) => (Arc::clone(source), span_in(source, position)),
        None => (
            Arc::clone(&book.scheme.source),
            span_at(book.text(site), position),
        ),
    };
    RuleFailure {
        message: running(error),
        at: Some(at),
        limit: is_limit(error),
    }
}
