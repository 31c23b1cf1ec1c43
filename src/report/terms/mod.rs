//! How the names, formulas and questions of rules are said in the field's words.

mod question;

use super::context::Context;
use super::words::Words;
use crate::number::{Decimal, round};
use crate::rule::plan::{Function, Operator};
use crate::rule::trace::{Making, Term};
use crate::scheme::{Fact, FactFrom, FactKind, Name};

/// A number may go on for ever; so many digits are shown.
const DIGITS: u32 = 4;

/// How a term stands among others: what binds least is put in brackets.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Binding {
    Words,
    Sum,
    Product,
    Atom,
}

/// The terms of one scheme's rules, told about one nominee.
pub(super) struct Terms<'v, 'p> {
    view: &'v Context<'p>,
    nominee: &'v crate::evaluation::ScoreSheet<'p>,
    /// The maximum of the row that is told.
    max: Option<Decimal>,
    pub(super) words: Words,
}

impl<'v, 'p> Terms<'v, 'p> {
    /// The terms of a row with this maximum.
    pub(super) fn of(
        view: &'v Context<'p>,
        nominee: &'v crate::evaluation::ScoreSheet<'p>,
        max: Option<Decimal>,
    ) -> Self {
        Self {
            view,
            nominee,
            max,
            words: Words::of(view.locale),
        }
    }

    fn digits(&self, number: Decimal) -> String {
        self.view.number(round(number, DIGITS))
    }

    fn fact(&self, term: &Term) -> Option<&'p Fact> {
        match term {
            Term::Named(Name::Fact(at)) => self.view.scheme().facts.get(*at),
            _ => None,
        }
    }

    /// A number with the unit of what it is held against.
    pub(super) fn measured(&self, of: &Term, number: Decimal) -> String {
        let digits = self.digits(number);
        match of {
            Term::Made(Making::Function(Function::Percent), _) => return format!("{digits}%"),
            Term::Made(Making::Days, _) => return self.words.in_days(&digits),
            Term::Made(Making::Years, _) => return self.words.in_years(&digits),
            _ => {}
        }
        let Some(fact) = self.fact(of) else {
            return digits;
        };
        match &fact.unit {
            Some(unit) => format!("{digits} {}", self.view.text(unit)),
            None if fact.kind == FactKind::Percent => format!("{digits}%"),
            None => digits,
        }
    }

    /// What people call a name.
    pub(super) fn name(&self, name: Name) -> String {
        let scheme = self.view.scheme();
        let words = self.view.words;
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
            Name::Fact(at) => self.view.text(&scheme.facts[at].label),
            Name::Value(at) => self.view.text(&scheme.values[at].label),
            Name::Cohort(at) => match &scheme.cohorts[at].label {
                Some(label) => self.view.text(label),
                None => &scheme.cohorts[at].id,
            },
            Name::Group(at) => self.view.text(&scheme.groups[at].title),
            Name::Criterion(at) | Name::Standard(at) => self.view.text(&scheme.criteria[at].title),
        };
        said.to_owned()
    }

    /// A term as it stands at the head of a line.
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
            Term::Constant(number) => self.digits(*number),
            Term::Word(word) => format!("“{word}”"),
            Term::Day(day) => self.view.locale.date(*day),
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
        let all = || {
            let parts: Vec<_> = parts.iter().map(|part| self.term(part)).collect();
            parts.join("; ")
        };
        let said = match how {
            Making::Arithmetic(operator) => return self.arithmetic(*operator, parts),
            Making::Negate => {
                let inner = parts.first().map(|part| self.bound(part, Binding::Atom));
                return (format!("-{}", inner.unwrap_or_default()), Binding::Product);
            }
            Making::Length => words.length(&part(0)),
            Making::Count => words.count(&part(0), &part(1)),
            Making::Days => words.days(&part(0), &part(1)),
            Making::Years => words.years(&part(0), &part(1)),
            Making::Table => words.table(&part(0)),
            Making::Function(function) => match function {
                Function::Percent => words.percent(&part(0), &part(1)),
                Function::Proportion => words.proportion(&part(0), &part(1)),
                Function::Per => {
                    let product = self.arithmetic(Operator::Multiply, &parts[..2.min(parts.len())]);
                    words.capped(&product.0, &self.ceiling(parts.get(2)))
                }
                Function::Ramp => {
                    let ramp = self.ramp(parts);
                    match parts.get(5) {
                        Some(cap) => words.capped(&ramp, &self.ceiling(Some(cap))),
                        None => ramp,
                    }
                }
                Function::Clamp => words.clamp(&part(0), &part(1), &part(2)),
                Function::Min => words.least(&all()),
                Function::Max => words.greatest(&all()),
                Function::Abs => words.absolute(&part(0)),
                Function::Round(digits) => words.rounded(&part(0), *digits),
                Function::Floor => words.rounded_down(&part(0)),
                Function::Ceil => words.rounded_up(&part(0)),
                Function::Pow => format!("{}^{}", self.atom(parts, 0), self.atom(parts, 1)),
                Function::Sum => words.sum_of(&all()),
                Function::Mean => words.mean_of(&all()),
                Function::Median => words.median_of(&all()),
                Function::TrimmedMean(drop) => words.trimmed_mean(&all(), *drop),
                Function::TrimmedSum(drop) => words.trimmed_sum(&all(), *drop),
                Function::PastAwards(award) => words.past_awards(&self.award(award), &part(0)),
                Function::ConsecutiveYears(award) => words.consecutive(&self.award(award)),
            },
        };
        (said, Binding::Words)
    }

    /// So much up to a number, and so much more for each further step.
    fn ramp(&self, parts: &[Term]) -> String {
        let [what, from, base, each, add, ..] = parts else {
            return String::new();
        };
        let measured = |term: &Term| match term {
            Term::Constant(number) => self.measured(what, number.abs()),
            term => self.term(term),
        };
        let down = matches!(each, Term::Constant(number) if *number < Decimal::ZERO);
        let say = if down { Words::ramp_down } else { Words::ramp };
        let (base, add) = (self.term(base), self.term(add));
        say(
            self.words,
            &self.term(what),
            &measured(from),
            &base,
            &measured(each),
            &add,
        )
    }

    /// A ceiling; the row's own maximum is called so.
    fn ceiling(&self, cap: Option<&Term>) -> String {
        match cap {
            Some(Term::Constant(number)) if self.max == Some(*number) => {
                format!("{} {}", self.words.maximum(), self.digits(*number))
            }
            Some(cap) => self.term(cap),
            None => String::new(),
        }
    }

    fn award(&self, award: &str) -> String {
        let mut awards = self.view.scheme().awards.iter();
        let known = awards.find(|known| known.id == award);
        let title = known.map_or(award, |known| self.view.text(&known.title));
        format!("“{title}”")
    }

    fn atom(&self, parts: &[Term], at: usize) -> String {
        let part = parts.get(at).map(|part| self.bound(part, Binding::Atom));
        part.unwrap_or_default()
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
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}
