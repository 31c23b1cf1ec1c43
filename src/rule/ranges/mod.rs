//! Symbolic execution of rules: every way through a rule, with what must hold of the nominee for
//! it to be taken, and what the rule gives there.
//!
//! The analysis goes through a rule as its evaluation does, but with facts that are not known: at
//! each question it goes both ways, and on each it remembers within which bounds the variable
//! that was asked of lies. A way whose bounds exclude each other is not gone. A comparison that
//! bounds over one variable at a time do not decide (two facts compared, say) goes both ways
//! without a bound, and the way is then not *sure*: it may be that no nominee ever goes it. So
//! what is never reached here is never reached by anybody; what is surely reached, somebody may.
//!
//! The lints know nothing of the nominee; `--missing` knows all facts but one.
//!
//! It is written in continuation-passing style: each part of a rule is given what follows it, and
//! goes on with that once for each value it may have. It is bounded in steps and in depth; if it
//! gave up, nothing is said of the rule.

mod condition;
mod ends;
mod facts;
mod function;
mod number;
mod paths;
mod space;
mod steps;
mod value;
mod why;

use std::cell::Cell;

use super::eval::Row;
use super::expr::{At, Expr, Operator, Program, Type};
use crate::number::Number;
use crate::scheme::{Dated, Name, Scheme};
pub use space::{Cut, Interval};
pub use steps::{Gives, Step, Steps};
pub use value::Quotient;
pub(super) use value::{Along, Value};
pub(super) use why::Cover;

/// How many parts of a rule are visited, copies included.
const MOST_VISITS: usize = 4_000;

/// How deep the analysis goes: each part goes on inside the last.
const DEEPEST: usize = 400;

/// What is known beside the rule.
#[derive(Debug, Clone, Copy)]
pub(super) struct Context<'p> {
    /// The scheme.
    pub(super) scheme: &'p Scheme,
    /// The figures of the values on the day, by value.
    pub(super) figures: &'p [Option<&'p Dated>],
    /// How many parts of rules may still be visited in all.
    pub(super) budget: &'p Cell<usize>,
    /// The nominee whose facts are known, and which one fact is to vary all the same.
    pub(super) nominee: Option<(Row<'p>, usize)>,
}

/// Something that varies along a line: a fact, or a part that depends on several.
#[derive(Debug)]
struct Variable<'p> {
    key: Key<'p>,
    interval: Interval,
    whole: bool,
    along: Along,
}

/// By what a variable is known again.
#[derive(Debug, Clone, Copy)]
enum Key<'p> {
    /// A part of a rule.
    Part(&'p Expr),
    /// A fact that is a number.
    Fact(usize),
    /// A fact that is a day, as days from the beginning of 1970.
    Day(usize),
    /// A day of the review or of the nomination.
    Named(Name),
}

/// Something that is one of a few words, or yes or no: 1 is the bit of yes, 2 of no.
#[derive(Debug)]
struct Choice {
    key: ChoiceKey,
    left: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ChoiceKey {
    /// A yes-no fact, or one of words.
    Fact(usize),
    /// Whether something is there.
    Given(Name),
    /// Whether a standard is met.
    Standard(usize),
    /// The subject.
    Subject,
    /// The class, and last that none was reached.
    Class,
}

/// What was met on some way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Seen {
    /// A branch was taken.
    Then(At),
    /// A branch was passed by.
    Else(At),
    /// There is a row of a table.
    Row(At),
    /// A row of a table was met.
    Met(At),
}

/// An end of a way.
#[derive(Debug)]
pub(super) struct End {
    /// What the rule gives there; `None` if it fails.
    pub(super) value: Option<Value>,
    /// Whether somebody may surely come here.
    pub(super) sure: bool,
    /// Where the result stands.
    pub(super) at: At,
    /// Whether every branch was passed by on the way.
    pub(super) rest: bool,
    /// Where the variables lie; those met later lie anywhere.
    intervals: Vec<Interval>,
    /// What is left of the choices.
    lefts: Vec<u64>,
}

/// A question that was answered with no on the way.
#[derive(Clone, Copy)]
struct Passed<'p> {
    condition: &'p Expr,
    at: At,
}

/// The ways through a rule.
pub(super) struct Ranges<'p> {
    context: Context<'p>,
    variables: Vec<Variable<'p>>,
    choices: Vec<Choice>,
    locals: Vec<Option<Value>>,
    visits: usize,
    depth: usize,
    /// How many questions on the way could not be decided from bounds.
    unsure: usize,
    /// How many branches were taken on the way.
    taken: usize,
    /// In how many functions of the language the analysis is; what they ask is no step of the rule.
    inside: usize,
    /// Where the number stands that was looked at last.
    standing: At,
    /// The facts on which a question depends that could not be decided.
    pub(super) unclear: u64,
    passed: Vec<Passed<'p>>,
    pub(super) seen: Vec<Seen>,
    pub(super) ends: Vec<End>,
    /// The branch whose question is to be looked into, and what became of it.
    suspect: Option<(At, bool)>,
    cover: Option<Cover>,
}

/// What follows a number.
type WithNumber<'n, 'p> = &'n mut dyn FnMut(&mut Ranges<'p>, &Value);
/// What follows a yes or no.
type WithFlag<'n, 'p> = &'n mut dyn FnMut(&mut Ranges<'p>, bool);
/// What follows something of which only the failures count.
type Next<'n, 'p> = &'n mut dyn FnMut(&mut Ranges<'p>);

/// The bit of a fact among those that something depends on; facts may share one.
pub(super) fn bit(fact: usize) -> u64 {
    1 << (fact % 64)
}

impl<'p> Ranges<'p> {
    /// Goes every way through a rule.
    pub(super) fn of(rule: &'p Program, context: Context<'p>) -> Self {
        Self::looking_into(rule, context, None)
    }

    fn looking_into(rule: &'p Program, context: Context<'p>, suspect: Option<(At, bool)>) -> Self {
        let mut ranges = Self::new(rule.slots, context);
        ranges.suspect = suspect;
        ranges.root(rule, &mut |me, value| me.end(Some(value.clone())));
        ranges.finished()
    }

    /// Goes every way through two rules that give numbers, one after the other, for the same
    /// nominee; what it gives is the first without the second.
    pub(super) fn between(one: Side<'p>, other: Side<'p>, context: Context<'p>) -> Self {
        let slots = [one, other].map(|side| match side {
            Side::Rule(rule) => rule.slots,
            Side::Number(_) => 0,
        });
        let mut ranges = Self::new(slots[0].max(slots[1]), context);
        ranges.side(one, &mut |me, left| {
            me.side(other, &mut |me, right| {
                me.arithmetic(Operator::Subtract, left, right, &mut |me, apart| {
                    me.end(Some(apart.clone()));
                });
            });
        });
        ranges.finished()
    }

    fn new(slots: usize, context: Context<'p>) -> Self {
        Self {
            context,
            variables: Vec::new(),
            choices: Vec::new(),
            locals: vec![None; slots],
            visits: 0,
            depth: 0,
            unsure: 0,
            taken: 0,
            inside: 0,
            standing: At::default(),
            unclear: 0,
            passed: Vec::new(),
            seen: Vec::new(),
            ends: Vec::new(),
            suspect: None,
            cover: None,
        }
    }

    fn finished(mut self) -> Self {
        self.seen.sort_unstable();
        self.seen.dedup();
        self
    }

    fn root(&mut self, rule: &'p Program, next: WithNumber<'_, 'p>) {
        if rule.gives == Type::YesNo {
            self.yes_no(&rule.root, &mut |me, flag| {
                next(me, &Value::point(flag.into()));
            });
        } else {
            self.number(&rule.root, next);
        }
    }

    fn side(&mut self, side: Side<'p>, next: WithNumber<'_, 'p>) {
        match side {
            Side::Rule(rule) => self.root(rule, next),
            Side::Number(number) => next(self, &Value::point(number.clone())),
        }
    }

    /// Whether every way was gone to its end.
    pub(super) fn is_whole(&self) -> bool {
        self.visits < MOST_VISITS
    }
}

/// One of two numbers that are compared for the same nominee.
#[derive(Debug, Clone, Copy)]
pub(super) enum Side<'p> {
    /// What a rule gives.
    Rule(&'p Program),
    /// A number.
    Number(&'p Number),
}
