//! How the names, formulas and questions of rules are said in the field's words.

mod function;
mod question;

use std::sync::Arc;

use jiff::civil::Date;

use super::context::Context;
use super::words::Words;
use crate::evaluation::ScoreSheet;
use crate::locale::{Locale, Text};
use crate::number::Number;
use crate::rule::expr::Operator;
use crate::rule::trace::{Making, Term};
use crate::scheme::{DatedNumber, Fact, FactFrom, FactKind, Name, Scheme};

/// How many digits are shown of a number that goes on for ever.
const DIGITS: u32 = 4;

/// How tightly a term binds: what binds least is put in brackets.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Binding {
    Words,
    Sum,
    Product,
    Atom,
}

/// The terms of one scheme's rules, rendered for one nominee or for whoever reads the rules.
pub(super) struct Terms<'v, 'p> {
    scheme: &'v Scheme,
    pub(super) locale: Locale,
    /// The day whose values hold.
    date: Date,
    /// Whose own values are said.
    own: Option<(&'v Context<'p>, &'v ScoreSheet<'p>)>,
    /// The maximum of the row that is rendered.
    max: Option<Number>,
    pub(super) words: Words,
}

impl<'v, 'p> Terms<'v, 'p> {
    /// The terms of a row with this maximum, for one nominee.
    pub(super) fn of(
        view: &'v Context<'p>,
        nominee: &'v ScoreSheet<'p>,
        max: Option<Number>,
    ) -> Self {
        Self {
            own: Some((view, nominee)),
            ..Self::in_general(view.scheme(), view.period.date, max, view.locale)
        }
    }

    /// The terms of a row with this maximum, whoever is judged.
    pub(super) fn in_general(
        scheme: &'v Scheme,
        date: Date,
        max: Option<Number>,
        locale: Locale,
    ) -> Self {
        Self {
            scheme,
            locale,
            date,
            own: None,
            max,
            words: Words::of(locale),
        }
    }

    /// A number as people read it.
    pub(super) fn digits(&self, number: &Number) -> String {
        let shown = self.locale.number(number.round(DIGITS).shown());
        if number.is_endless() {
            format!("≈{shown}")
        } else {
            shown
        }
    }

    fn fact(&self, term: &Term) -> Option<&'v Fact> {
        match term {
            Term::Named(Name::Fact(at)) => self.scheme.facts.get(*at),
            _ => None,
        }
    }

    /// A number with the unit of what it is compared with.
    pub(super) fn measured(&self, of: &Term, number: &Number) -> String {
        let digits = self.digits(number);
        if let Term::Made(Making::Function(called), _) = of {
            match called.function.name {
                "percent" => return format!("{digits}%"),
                "days_between" => return self.words.in_days(&digits),
                "years_between" => return self.words.in_years(&digits),
                _ => {}
            }
        }
        let Some(fact) = self.fact(of) else {
            return digits;
        };
        match &fact.unit {
            Some(unit) => format!("{digits} {}", unit.get(self.locale)),
            None if fact.kind == FactKind::Percent => format!("{digits}%"),
            None => digits,
        }
    }

    /// A threshold in a sentence: its number with the unit, and the label of a value that has one.
    pub(super) fn level(&self, of: &Term, level: &Term) -> (String, Option<&'v str>) {
        match level {
            Term::Constant(number) => (self.measured(of, number), None),
            Term::Named(Name::Value(at)) => {
                let value = &self.scheme.values[*at];
                let label = value.label.get(self.locale);
                match value.on(self.date).map(|dated| &dated.number) {
                    Some(DatedNumber::One(number)) => (self.measured(of, number), Some(label)),
                    _ => (format!("“{label}”"), None),
                }
            }
            level => (self.term(level), None),
        }
    }

    /// The words of a choice fact, best first.
    pub(super) fn choices(&self, fact: usize) -> &'v [(Arc<str>, Text)] {
        self.scheme.facts[fact].choices()
    }

    /// What people call a name.
    pub(super) fn name(&self, name: Name) -> String {
        let (scheme, words) = (self.scheme, self.words);
        let said = match name {
            Name::Max => self.words.maximum(),
            Name::Date => words.review_day(),
            Name::Deadline => words.deadline(),
            Name::Received => words.received(),
            Name::PeriodStart => words.period_start(),
            Name::PeriodEnd => words.period_end(),
            Name::Subject => words.subject(),
            Name::Unit => words.unit(),
            Name::Field => words.field(),
            Name::Total => words.total(),
            Name::Class => words.class(),
            // A row that people mark speaks of its own marks.
            Name::Fact(at) if matches!(scheme.facts[at].from, FactFrom::Mark(_)) => {
                words.mark_of_row()
            }
            Name::Fact(at) if matches!(scheme.facts[at].from, FactFrom::Marks(_)) => {
                words.marks_of_row()
            }
            Name::Fact(at) => scheme.facts[at].label.get(self.locale),
            Name::Value(at) => scheme.values[at].label.get(self.locale),
            Name::Cohort(at) => match &scheme.cohorts[at].label {
                Some(label) => label.get(self.locale),
                None => &scheme.cohorts[at].id,
            },
            Name::Group(at) => scheme.groups[at].title.get(self.locale),
            Name::Criterion(at) | Name::Standard(at) => scheme.criteria[at].title.get(self.locale),
        };
        said.to_owned()
    }

    /// A term at the head of a line.
    pub(super) fn head(&self, term: &Term) -> String {
        match term {
            Term::Named(name) => self.name(*name),
            _ => capital(&self.term(term)),
        }
    }

    /// A term inside a sentence.
    pub(super) fn term(&self, term: &Term) -> String {
        self.bound(term, Binding::Words)
    }

    fn bound(&self, term: &Term, least: Binding) -> String {
        let (said, binding) = self.said(term);
        if binding < least {
            format!("({said})")
        } else {
            said
        }
    }

    fn said(&self, term: &Term) -> (String, Binding) {
        let said = match term {
            Term::Constant(number) => self.digits(number),
            Term::Word(word) => format!("“{word}”"),
            Term::Day(day) => self.locale.date(*day),
            Term::Named(name) => format!("“{}”", self.name(*name)),
            Term::Unnamed => self.words.unnamed().to_owned(),
            Term::Made(how, parts) => return self.made(how, parts),
        };
        (said, Binding::Atom)
    }

    fn made(&self, how: &Making, parts: &[Term]) -> (String, Binding) {
        let words = self.words;
        let part = |at: usize| {
            parts
                .get(at)
                .map_or_else(String::new, |part| self.term(part))
        };
        let said = match how {
            Making::Arithmetic(operator) => return self.arithmetic(*operator, parts),
            Making::Negate => {
                let inner = parts.first().map(|part| self.bound(part, Binding::Atom));
                return (format!("-{}", inner.unwrap_or_default()), Binding::Product);
            }
            Making::Length => words.length(&part(0)),
            Making::Count => words.count(&part(0), &part(1)),
            Making::Table => words.table(&part(0)),
            Making::Function(called) => self.function(*called, parts),
        };
        (said, Binding::Words)
    }

    fn arithmetic(&self, operator: Operator, parts: &[Term]) -> (String, Binding) {
        let (sign, left, right) = match operator {
            Operator::Add => ("+", Binding::Sum, Binding::Sum),
            Operator::Subtract => ("−", Binding::Sum, Binding::Product),
            Operator::Multiply => ("×", Binding::Product, Binding::Product),
            Operator::Divide => ("÷", Binding::Product, Binding::Atom),
        };
        let side = |at: usize, least| {
            let part = parts.get(at).map(|part| self.bound(part, least));
            part.unwrap_or_default()
        };
        let said = format!("{} {sign} {}", side(0, left), side(1, right));
        (said, left)
    }
}

/// The same with a capital first letter.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}
