//! The sink that writes a trace.

use std::sync::Arc;

use super::{Asked, Making, Question, Step, Term};
use crate::number::Decimal;
use crate::rule::plan::{Day, Gave, Local, Number, OfList, Relation, Sink, Table, Word, YesNo};
use crate::scheme::Name;

/// Writes down what an evaluation does.
#[derive(Debug, Default)]
pub(super) struct Recorder {
    pub(super) steps: Vec<Step>,
    /// Questions asked since the last branch.
    pub(super) open: Vec<Question>,
    /// What the locals are, by slot.
    locals: Vec<Option<Term>>,
    pub(super) made: Option<Term>,
}

impl Sink for Recorder {
    const LISTENS: bool = true;

    fn compared(
        &mut self,
        left: (&Number, Decimal),
        relation: Relation,
        right: (&Number, Decimal),
        holds: bool,
    ) {
        // A threshold stands on the right, whichever way the rule is written.
        let constant = |number: &Number| matches!(number, Number::Constant(_) | Number::Value(_));
        let turned = constant(left.0) && !constant(right.0);
        let (left, relation, right) = if turned {
            (right, relation.flipped(), left)
        } else {
            (left, relation, right)
        };
        let what = Asked::Numbers {
            left: self.number(left.0),
            value: left.1.normalize(),
            relation,
            right: self.number(right.0),
            threshold: right.1.normalize(),
        };
        self.open.push(Question { what, holds });
    }

    fn looked_up(
        &mut self,
        what: &Table,
        of: Decimal,
        rows: &[(Decimal, Decimal)],
        met: Option<usize>,
    ) {
        let of_term = self.number(&what.of);
        self.steps.push(Step::Table {
            of: of_term,
            value: of.normalize(),
            rows: rows.to_vec(),
            upward: what.upward,
            met,
        });
    }

    fn asked(&mut self, what: &YesNo, holds: bool) {
        let what = match what {
            YesNo::Fact(at) => Asked::Yes(Name::Fact(*at)),
            YesNo::Standard(at) => Asked::Yes(Name::Standard(*at)),
            YesNo::IsWord(is) => Asked::IsWord(word(&is.of), Arc::clone(&is.word)),
            YesNo::AtLeast(level) => match level.choices.get(level.level) {
                Some(choice) => Asked::AtLeast(word(&level.of), Arc::clone(choice)),
                None => return,
            },
            YesNo::HoldsWord(what) => Asked::Holds(what.0, word(&what.1)),
            YesNo::HoldsNumber(what) => Asked::Holds(what.0, self.number(&what.1)),
            YesNo::CompareDays(days) => Asked::Days(day(&days.0), days.1, day(&days.2)),
            YesNo::Given(name) => Asked::Given(*name),
            // The others are made of these, or were heard as comparisons.
            _ => return,
        };
        self.open.push(Question { what, holds });
    }

    fn took(&mut self, _: &YesNo, then: bool, other: Option<Gave>) {
        let asked = std::mem::take(&mut self.open);
        // A condition that was decided before has nothing to tell.
        if !asked.is_empty() {
            self.steps.push(Step::Branch {
                asked,
                held: then,
                other,
            });
        }
    }

    fn bound(&mut self, slot: usize, value: &Local) {
        let term = match value {
            Local::Number(number) => Some(self.number(number)),
            Local::YesNo(_) => None,
        };
        if self.locals.len() <= slot {
            self.locals.resize(slot + 1, None);
        }
        self.locals[slot] = term;
    }

    fn worked_out(&mut self, what: &Number, _: Decimal) {
        if !matches!(what, Number::Choose(_) | Number::Let(_) | Number::After(_)) {
            self.made = Some(self.number(what));
        }
    }
}

impl Recorder {
    /// What a number is called.
    fn number(&self, number: &Number) -> Term {
        let made = |how, parts: &[&Number]| {
            let parts = parts.iter().map(|part| self.number(part));
            Term::Made(how, parts.collect())
        };
        match number {
            Number::Constant(constant) => Term::Constant(constant.decimal.normalize()),
            Number::Fact(at) => Term::Named(Name::Fact(*at)),
            Number::Value(at) => Term::Named(Name::Value(*at)),
            Number::Cohort(at) => Term::Named(Name::Cohort(*at)),
            Number::Group(at) => Term::Named(Name::Group(*at)),
            Number::Criterion(at) => Term::Named(Name::Criterion(*at)),
            Number::Total => Term::Named(Name::Total),
            Number::Local(slot) => {
                let local = self.locals.get(*slot).cloned().flatten();
                local.unwrap_or(Term::Unnamed)
            }
            Number::Arithmetic(both) => made(
                Making::Arithmetic(both.operator),
                &[&both.left, &both.right],
            ),
            Number::Negate(inner, _) => made(Making::Negate, &[&**inner]),
            Number::Table(table) => made(Making::Table, &[&table.of]),
            Number::Call(call) => made(
                Making::Function(call.function.clone()),
                &call.arguments.iter().collect::<Vec<_>>(),
            ),
            Number::OfList(list) => self.of_list(list),
            // Its local was bound when it was worked out.
            Number::Let(local) => self.number(&local.body),
            Number::After(after) => self.number(&after.then),
            Number::Pick(_) | Number::Choose(_) | Number::Fails => Term::Unnamed,
        }
    }

    fn of_list(&self, list: &OfList) -> Term {
        let fact = |at: usize| Term::Named(Name::Fact(at));
        match list {
            OfList::Length(at) => Term::Made(Making::Length, vec![fact(*at)]),
            OfList::Of(at, function) => {
                Term::Made(Making::Function(function.clone()), vec![fact(*at)])
            }
            OfList::CountWord(at, what) => Term::Made(Making::Count, vec![fact(*at), word(what)]),
            OfList::CountNumber(at, what) => {
                Term::Made(Making::Count, vec![fact(*at), self.number(what)])
            }
            OfList::DaysBetween(from, to) => Term::Made(Making::Days, vec![day(from), day(to)]),
            OfList::YearsBetween(from, to) => Term::Made(Making::Years, vec![day(from), day(to)]),
        }
    }
}

/// What a word is called.
fn word(word: &Word) -> Term {
    match word {
        Word::Constant(word) => Term::Word(Arc::clone(word)),
        Word::Fact(at) => Term::Named(Name::Fact(*at)),
        Word::Unit => Term::Named(Name::Unit),
        Word::Field => Term::Named(Name::Field),
        Word::Subject => Term::Named(Name::Subject),
        Word::Class => Term::Named(Name::Class),
        Word::Choose(_) | Word::Let(_) | Word::After(_) | Word::Fails => Term::Unnamed,
    }
}

/// What a day is called.
fn day(day: &Day) -> Term {
    match day {
        Day::Constant(day) => Term::Day(*day),
        Day::Fact(at) => Term::Named(Name::Fact(*at)),
        Day::Named(name) => Term::Named(*name),
        Day::Choose(_) | Day::Let(_) | Day::After(_) | Day::Fails => Term::Unnamed,
    }
}
