//! What stands behind the names that a rule reads, and what is absent.

use std::sync::Arc;

use jiff::civil::Date;
use rhai::{Dynamic, ImmutableString};

use super::book::Rulebook;
use super::compile::Rule;
use super::dynamic::{decimal, to_dynamic};
use super::input::{Computed, Input, RuleOutcome};
use super::rule_id::RuleId;
use crate::number::Number;
use crate::scheme::{DatedNumber, FactEntry, FactValue, Name};

/// Whether something stands behind a name for one nominee.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Presence {
    Present,
    Empty,
    NotAssigned,
    NoCohort,
}

/// Why a rule is not run.
#[derive(Debug)]
pub(super) enum Absent {
    NotReported(Arc<str>),
    NotAssigned(Arc<str>),
}

impl Absent {
    #[cold]
    pub(super) fn of<T>(self) -> RuleOutcome<T> {
        match self {
            Self::NotReported(name) => RuleOutcome::NotReported(name),
            Self::NotAssigned(name) => RuleOutcome::NotAssigned(name),
        }
    }
}

/// What a rule reads and does not ask about, and that is not there.
pub(super) fn absent(
    book: &Rulebook,
    rule: &Rule,
    site: RuleId,
    known: &Input<'_>,
    reached: &Computed<'_>,
) -> Option<Absent> {
    let mut not_assigned = None;
    for (word, name) in &rule.reads {
        match presence(book, site, *name, known, reached) {
            Presence::Empty => return Some(Absent::NotReported(word.as_str().into())),
            Presence::NotAssigned if !rule.asks.contains(name) => {
                not_assigned = not_assigned.or(Some(word));
            }
            _ => {}
        }
    }
    not_assigned.map(|word| Absent::NotAssigned(word.as_str().into()))
}

/// Whether something stands behind a name.
pub(super) fn presence(
    book: &Rulebook,
    site: RuleId,
    name: Name,
    known: &Input<'_>,
    reached: &Computed<'_>,
) -> Presence {
    let scheme = &book.scheme;
    let or_empty = |there: bool| {
        if there {
            Presence::Present
        } else {
            Presence::Empty
        }
    };
    let or_dropped = |there: bool| {
        if there {
            Presence::Present
        } else {
            Presence::NotAssigned
        }
    };
    match name {
        Name::Max => or_empty(site.maximum(&book.scheme).is_some()),
        Name::Date | Name::Subject | Name::Class => Presence::Present,
        Name::Deadline => or_empty(known.period.deadline.is_some()),
        Name::PeriodStart => or_empty(known.period.start.is_some()),
        Name::PeriodEnd => or_empty(known.period.end.is_some()),
        Name::Received => or_empty(known.received.is_some()),
        Name::Unit => or_empty(known.unit.is_some()),
        Name::Field => or_empty(known.field.is_some()),
        Name::Total => or_empty(reached.total.is_some()),
        Name::Fact(at) => fact(book, at, known),
        Name::Value(at) => {
            let value = &scheme.values[at];
            match (value.on(known.period.date), value.by) {
                (None, _) => Presence::Empty,
                (Some(_), None) => Presence::Present,
                (Some(_), Some(by)) => match fact(book, by, known) {
                    Presence::Present => or_dropped(figure(book, at, known).is_some()),
                    other => other,
                },
            }
        }
        Name::Cohort(at) => match reached.cohorts.get(at).and_then(Option::as_ref) {
            Some(_) => Presence::Present,
            None => Presence::NoCohort,
        },
        Name::Group(at) => or_dropped(reached.groups[at].is_some()),
        Name::Criterion(at) => or_dropped(reached.points[at].is_some()),
        Name::Standard(at) => or_dropped(reached.met[at].is_some()),
    }
}

fn fact(book: &Rulebook, at: usize, known: &Input<'_>) -> Presence {
    match &known.facts[at] {
        FactEntry::Reported(_) => Presence::Present,
        FactEntry::NotAssigned => Presence::NotAssigned,
        // An optional empty cell is absent; the check made sure that rules ask about it.
        FactEntry::Missing if !book.scheme.facts[at].required => Presence::NotAssigned,
        FactEntry::Missing => Presence::Empty,
    }
}

/// The value behind a name that has one.
pub(super) fn value_of(
    book: &Rulebook,
    site: RuleId,
    name: Name,
    known: &Input<'_>,
    reached: &Computed<'_>,
) -> Dynamic {
    let number = |number: Option<&Number>| number.cloned().map_or(Dynamic::UNIT, decimal);
    let day = |day: Option<Date>| day.map_or(Dynamic::UNIT, Dynamic::from);
    let text = |text: &str| Dynamic::from(ImmutableString::from(text));
    let word = |word: Option<&Arc<str>>| word.map_or(Dynamic::UNIT, |word| text(word));
    match name {
        Name::Max => number(site.maximum(&book.scheme)),
        Name::Date => Dynamic::from(known.period.date),
        Name::Deadline => day(known.period.deadline),
        Name::PeriodStart => day(known.period.start),
        Name::PeriodEnd => day(known.period.end),
        Name::Received => day(known.received),
        Name::Subject => text(known.subject.id()),
        Name::Unit => word(known.unit),
        Name::Field => word(known.field),
        Name::Fact(at) => match &known.facts[at] {
            FactEntry::Reported(value) => tagged(book, at, value),
            FactEntry::NotAssigned | FactEntry::Missing => Dynamic::UNIT,
        },
        Name::Value(at) => figure(book, at, known).map_or(Dynamic::UNIT, decimal),
        Name::Cohort(at) => number(reached.cohorts.get(at).and_then(Option::as_ref)),
        Name::Group(at) => number(reached.groups[at].as_ref()),
        Name::Criterion(at) => number(reached.points[at].as_ref()),
        Name::Standard(at) => reached.met[at].map_or(Dynamic::UNIT, Dynamic::from_bool),
        Name::Total => number(reached.total),
        Name::Class => {
            let class = reached
                .class
                .flatten()
                .map_or("", |at| book.scheme.classes[at].id.as_str());
            let mut value = text(class);
            value.set_tag(tag(book.scheme.facts.len()));
            value
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
fn figure(book: &Rulebook, at: usize, known: &Input<'_>) -> Option<Number> {
    let value = &book.scheme.values[at];
    match &value.on(known.period.date)?.number {
        DatedNumber::One(number) => Some(number.clone()),
        DatedNumber::ByChoice(numbers) => {
            let FactEntry::Reported(FactValue::Text(word)) = &known.facts[value.by?] else {
                return None;
            };
            let mut numbers = numbers.iter();
            let found = numbers.find(|(choice, _)| **choice == **word);
            found.map(|(_, number)| number.clone())
        }
    }
}
