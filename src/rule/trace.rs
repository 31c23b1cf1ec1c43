//! What a rule did on one nominee: which values it read, which thresholds it met and missed,
//! which branch gave the result. A trace is data that knows names, not sentences; whoever tells
//! of it has the labels, the units and the language.
//!
//! A trace is written by a sink of the very evaluation that a ranking runs. Rules without a plan
//! have none.

use std::sync::Arc;

use jiff::civil::Date;

use super::plan::{
    Day, Function, Gave, Local, Number, OfList, Operator, Relation, Sink, Table, Word, YesNo,
};
use super::{Known, Reached, Runner, Site};
use crate::number::Decimal;
use crate::scheme::Name;

/// What a rule did on one nominee.
#[derive(Debug, Clone)]
pub struct Trace {
    /// What it gave.
    pub gave: Gave,
    /// What it did, in order.
    pub steps: Vec<Step>,
    /// How the number that it gave was made; nothing for yes and no.
    pub made: Option<Term>,
}

/// One thing that a rule did.
#[derive(Debug, Clone)]
pub enum Step {
    /// It took one of two ways.
    Branch {
        /// What was asked, as far as it had to be.
        asked: Vec<Question>,
        /// Whether the condition held.
        held: bool,
        /// What the way not taken would have given.
        other: Option<Gave>,
    },
    /// It looked a number up in a table of steps.
    Table {
        /// What was looked up.
        of: Term,
        /// Its value.
        value: Decimal,
        /// Thresholds and points, in the declared order: the best first.
        rows: Vec<(Decimal, Decimal)>,
        /// Whether fewer is better (`at_most`).
        upward: bool,
        /// The row that was met, by index.
        met: Option<usize>,
    },
    /// It asked something, whose answer is the result or a part of it.
    Asked(Question),
}

/// Something that a rule asked.
#[derive(Debug, Clone)]
pub struct Question {
    /// What.
    pub what: Asked,
    /// Whether it is so.
    pub holds: bool,
}

/// What can be asked.
#[derive(Debug, Clone)]
pub enum Asked {
    /// Two numbers compared: what they are, and their values.
    Numbers {
        /// The left side.
        left: Term,
        /// Its value.
        value: Decimal,
        /// How they are compared.
        relation: Relation,
        /// The right side.
        right: Term,
        /// Its value.
        threshold: Decimal,
    },
    /// Whether a fact says yes, or a standard is met.
    Yes(Name),
    /// Whether a word is this one.
    IsWord(Term, Arc<str>),
    /// Whether a word stands at a level of its choices, or above it.
    AtLeast(Term, Arc<str>),
    /// Whether a list that stands in a fact holds a word.
    Holds(usize, Term),
    /// Two days compared.
    Days(Term, Relation, Term),
    /// Whether something is there.
    Given(Name),
}

/// What a value is called, or what it is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Term {
    /// A number that stands in the rule.
    Constant(Decimal),
    /// A word that stands in the rule.
    Word(Arc<str>),
    /// A day that stands in the rule.
    Day(Date),
    /// Something that has a name.
    Named(Name),
    /// Made of others.
    Made(Making, Vec<Term>),
    /// Chosen among others on the way, too long to be told.
    Unnamed,
}

/// How a value is made of others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Making {
    /// By arithmetic.
    Arithmetic(Operator),
    /// With the sign changed.
    Negate,
    /// By a function.
    Function(Function),
    /// How many a list holds.
    Length,
    /// How often something stands in a list.
    Count,
    /// Days from one day to another.
    Days,
    /// Whole years from one day to another.
    Years,
    /// By a table of steps.
    Table,
}

/// The nearest better result that was missed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NextMissed {
    /// The step that missed it, by index.
    pub step: usize,
    /// In a table, the row, by index.
    pub row: Option<usize>,
    /// What it would have given.
    pub gives: Decimal,
}

impl Trace {
    /// The nearest better result that was missed by a table or a branch; `less` where fewer points
    /// are better, as for deductions. `counts` says which question may part a better result from
    /// this one: what a nominee is by nature is no threshold that it missed.
    pub fn next_missed(
        &self,
        less: bool,
        counts: impl Fn(&Question) -> bool,
    ) -> Option<NextMissed> {
        let Gave::Number(gave) = self.gave else {
            return None;
        };
        let better = |points: Decimal| if less { points < gave } else { points > gave };
        let steps = self.steps.iter().enumerate();
        let missed = steps.filter_map(|(step, what)| match what {
            Step::Branch {
                asked,
                other: Some(Gave::Number(gives)),
                ..
            } if asked.last().is_some_and(&counts) => Some(NextMissed {
                step,
                row: None,
                gives: *gives,
            }),
            // A table gives the result only where it is the result.
            Step::Table { rows, met, .. } if self.gives_table() => {
                let row = met.unwrap_or(rows.len()).checked_sub(1)?;
                let (_, gives) = rows.get(row)?;
                Some(NextMissed {
                    step,
                    row: Some(row),
                    gives: *gives,
                })
            }
            _ => None,
        });
        let missed = missed.filter(|missed| better(missed.gives));
        missed.min_by_key(|missed| (missed.gives - gave).abs())
    }

    fn gives_table(&self) -> bool {
        matches!(&self.made, Some(Term::Made(Making::Table, _)))
    }
}

impl Runner<'_> {
    /// What a rule does on a nominee; nothing where it has no plan or gives nothing.
    pub fn trace(&mut self, site: Site, known: &Known<'_>, reached: &Reached<'_>) -> Option<Trace> {
        let mut recorder = Recorder::default();
        let gave = self.tell(site, known, reached, &mut recorder)?;
        let open = recorder.open.into_iter().map(Step::Asked);
        recorder.steps.extend(open);
        let made = recorder.made.filter(|_| matches!(gave, Gave::Number(_)));
        Some(Trace {
            gave,
            steps: recorder.steps,
            made,
        })
    }
}

/// Writes down what an evaluation does.
#[derive(Debug, Default)]
struct Recorder {
    steps: Vec<Step>,
    /// Questions asked since the last branch.
    open: Vec<Question>,
    /// What the locals are, by slot.
    locals: Vec<Option<Term>>,
    made: Option<Term>,
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
