//! Every way through a plan, with what must hold of the nominee for it to be taken.
//!
//! A walk goes through a plan as `run` does, but with facts that are not known: at each question
//! it goes both ways, and on each it remembers within which bounds the thing that was asked of
//! lies. A way whose bounds exclude each other is not gone. What a comparison cannot be told
//! from bounds over one thing at a time (two facts held against each other, say) goes both ways
//! without a bound, and the way is then not *sure*: it may be that no nominee ever goes it. So
//! what a walk never reaches is never reached by anybody; what it surely reaches, somebody may.
//!
//! The walk is written so that each part of a plan is told what to go on with, and goes on with it
//! once for each value it may have. It is bounded in steps and in depth; where it gave up,
//! nothing is said of the rule.

mod condition;
mod ends;
mod facts;
mod function;
mod list;
mod number;
pub(super) mod space;
pub(in crate::rule) mod value;
mod why;

use super::{At, Done, Let, Local, Number, Plan, Root, Row, YesNo};
use crate::number::Decimal;
use crate::scheme::{Dated, FactKind, Name, Scheme};
use facts::Known;
use facts::declared;
use space::Interval;
use value::Value;
pub(crate) use why::Cover;

/// How many parts of a plan a walk may visit, copies included.
const MOST_VISITS: usize = 4_000;

/// How deep a walk may go: each part goes on inside the last.
const DEEPEST: usize = 400;

/// What a walk is told of the world.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Setting<'p> {
    /// The scheme.
    pub(crate) scheme: &'p Scheme,
    /// The figures of the values on the day, by value.
    pub(crate) figures: &'p [Option<&'p Dated>],
    /// The nominee whose facts are known, and which one fact is to vary all the same.
    pub(crate) nominee: Option<(Row<'p>, usize)>,
}

/// Something that varies along a line: a fact, or a part that depends on several.
#[derive(Debug)]
struct Thing<'p> {
    key: Key<'p>,
    interval: Interval,
    whole: bool,
    /// The facts it depends on, a bit each.
    facts: u64,
}

/// By what a thing is known again.
#[derive(Debug, Clone, Copy)]
pub(super) enum Key<'p> {
    /// A part of a plan.
    Part(&'p Number),
    /// A fact that is a number.
    Fact(usize),
    /// A fact that is a day, as days from the beginning of 1970.
    Day(usize),
    /// A day of the review or of the dossier.
    Named(Name),
}

/// Something that is one of a few words, or yes or no: 1 is the bit of yes, 2 of no.
#[derive(Debug)]
struct Choice {
    key: ChoiceKey,
    left: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ChoiceKey {
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

/// What was seen on a walk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Seen {
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
pub(crate) struct End {
    /// What the plan gives there; nothing where it fails.
    pub(crate) value: Option<Value>,
    /// Whether somebody may surely come here.
    pub(crate) sure: bool,
    /// Where the result stands.
    pub(crate) at: At,
    /// Whether every branch was passed by on the way.
    pub(crate) rest: bool,
    /// Where the things lay, and what was left of the choices.
    things: (usize, usize),
    choices: (usize, usize),
}

/// A question that was answered with no on the way.
#[derive(Clone, Copy)]
pub(super) struct Passed<'p> {
    pub(super) condition: &'p YesNo,
    pub(super) at: At,
}

/// A walk through a plan.
pub(crate) struct Walk<'p> {
    setting: Setting<'p>,
    things: Vec<Thing<'p>>,
    choices: Vec<Choice>,
    locals: Vec<Option<Value>>,
    visits: usize,
    depth: usize,
    /// How many questions on the way could not be told from bounds.
    unsure: usize,
    /// How many branches were taken on the way.
    taken: usize,
    /// Where the number stands that was looked at last.
    standing: At,
    /// The facts on which a question depends that could not be told.
    pub(crate) unclear: u64,
    passed: Vec<Passed<'p>>,
    pub(crate) seen: Vec<Seen>,
    pub(crate) ends: Vec<End>,
    intervals: Vec<Interval>,
    lefts: Vec<u64>,
    /// The branch whose question is to be looked into, and what became of it.
    suspect: Option<(At, bool)>,
    pub(super) cover: Option<Cover>,
}

/// What follows a number.
pub(super) type WithNumber<'n, 'p> = &'n mut dyn FnMut(&mut Walk<'p>, Value);
/// What follows a yes or no.
pub(super) type WithFlag<'n, 'p> = &'n mut dyn FnMut(&mut Walk<'p>, bool);
/// What follows something of which only the failures count.
pub(super) type WithDone<'n, 'p> = &'n mut dyn FnMut(&mut Walk<'p>);

/// The bit of a fact among those that something depends on; facts may share one.
pub(crate) fn bit(fact: usize) -> u64 {
    1 << (fact % 64)
}

impl<'p> Walk<'p> {
    /// Goes every way through a plan.
    pub(crate) fn new(plan: &'p Plan, setting: Setting<'p>) -> Self {
        Self::looking_into(plan, setting, None)
    }

    fn looking_into(plan: &'p Plan, setting: Setting<'p>, suspect: Option<(At, bool)>) -> Self {
        let mut walk = Self {
            setting,
            things: Vec::new(),
            choices: Vec::new(),
            locals: vec![None; plan.slots],
            visits: 0,
            depth: 0,
            unsure: 0,
            taken: 0,
            standing: At::default(),
            unclear: 0,
            passed: Vec::new(),
            seen: Vec::new(),
            ends: Vec::new(),
            intervals: Vec::new(),
            lefts: Vec::new(),
            suspect,
            cover: None,
        };
        match &plan.root {
            Root::Number(number) => walk.number(number, &mut |me, value| me.end(Some(value))),
            Root::YesNo(yes_no) => walk.yes_no(yes_no, &mut |me, flag| {
                me.end(Some(Value::point(Decimal::from(u8::from(flag)))));
            }),
        }
        walk.seen.sort_unstable();
        walk.seen.dedup();
        walk
    }

    /// Whether every way was gone to its end.
    pub(crate) fn is_whole(&self) -> bool {
        self.visits < MOST_VISITS
    }

    /// Counts a part that is visited; no more where the walk has given up.
    fn visit(&mut self) -> bool {
        self.visits += 1;
        if self.depth >= DEEPEST {
            self.visits = MOST_VISITS;
        }
        self.visits < MOST_VISITS
    }

    /// The walk comes to an end of the plan; nothing given is a failure.
    fn end(&mut self, value: Option<Value>) {
        let things = (self.intervals.len(), self.things.len());
        self.intervals
            .extend(self.things.iter().map(|thing| thing.interval));
        let choices = (self.lefts.len(), self.choices.len());
        self.lefts
            .extend(self.choices.iter().map(|choice| choice.left));
        self.ends.push(End {
            value,
            sure: self.unsure == 0,
            at: self.standing,
            rest: self.taken == 0,
            things,
            choices,
        });
    }

    fn fails(&mut self) {
        self.end(None);
    }

    /// The bounds that a fact is declared with.
    pub(crate) fn declared(&self, fact: usize) -> Interval {
        declared(self.setting.scheme, fact)
    }

    /// The thing with this key, which lies within these bounds too.
    fn thing(&mut self, key: Key<'p>, whole: bool, facts: u64) -> usize {
        let known = |thing: &Thing<'_>| match (thing.key, key) {
            (Key::Fact(a), Key::Fact(b)) | (Key::Day(a), Key::Day(b)) => a == b,
            (Key::Named(a), Key::Named(b)) => a == b,
            (Key::Part(a), Key::Part(b)) => number::same(a, b),
            _ => false,
        };
        if let Some(at) = self.things.iter().position(known) {
            return at;
        }
        let interval = match key {
            Key::Fact(fact) => self.declared(fact),
            _ => Interval::default(),
        };
        self.things.push(Thing {
            key,
            interval,
            whole,
            facts,
        });
        self.things.len() - 1
    }

    /// Goes on where a thing lies within these bounds, if it may.
    fn within(&mut self, thing: usize, bounds: Interval, next: WithDone<'_, 'p>) {
        // What depends on several facts may be unable to lie there.
        let doubt = matches!(self.things[thing].key, Key::Part(_));
        self.bound(thing, bounds, doubt, next);
    }

    fn bound(&mut self, thing: usize, bounds: Interval, doubt: bool, next: WithDone<'_, 'p>) {
        let old = self.things[thing].interval;
        let bounds = if self.things[thing].whole {
            bounds.whole()
        } else {
            bounds
        };
        let new = old.and(bounds);
        if new.is_empty() {
            return;
        }
        let doubt = usize::from(doubt && new != old);
        self.unsure += doubt;
        self.things[thing].interval = new;
        next(self);
        self.things[thing].interval = old;
        self.unsure -= doubt;
    }

    /// Every word of a choice, a bit each.
    fn all_of(&self, key: ChoiceKey) -> u64 {
        let scheme = self.setting.scheme;
        let many = match key {
            ChoiceKey::Fact(fact) => match &scheme.facts[fact].kind {
                FactKind::Choice(choices) => choices.len(),
                _ => 2,
            },
            ChoiceKey::Subject => 3,
            ChoiceKey::Class => scheme.classes.len() + 1,
            ChoiceKey::Given(_) | ChoiceKey::Standard(_) => 2,
        };
        if many >= 64 {
            u64::MAX
        } else {
            (1 << many) - 1
        }
    }

    fn choice(&mut self, key: ChoiceKey) -> usize {
        if let Some(at) = self.choices.iter().position(|choice| choice.key == key) {
            return at;
        }
        let left = self.all_of(key);
        self.choices.push(Choice { key, left });
        self.choices.len() - 1
    }

    /// Goes on where a choice is one of these words, if it may.
    fn among(&mut self, choice: usize, words: u64, next: WithDone<'_, 'p>) {
        let old = self.choices[choice].left;
        if old & words == 0 {
            return;
        }
        self.choices[choice].left = old & words;
        next(self);
        self.choices[choice].left = old;
    }

    /// Goes on both ways where a question cannot be told from bounds.
    fn both(&mut self, facts: u64, next: WithFlag<'_, 'p>) {
        self.unclear |= facts;
        self.unsure += 1;
        next(self, true);
        next(self, false);
        self.unsure -= 1;
    }

    /// Goes the one way where a condition holds, and the other where it does not.
    fn branch(&mut self, condition: &'p YesNo, at: At, next: WithFlag<'_, 'p>) {
        if let Some((suspect, wanted)) = self.suspect
            && suspect == at
        {
            self.look_into(condition, wanted);
        }
        self.yes_no(condition, &mut |me, holds| {
            me.depth += 1;
            if holds {
                me.seen.push(Seen::Then(at));
                me.taken += 1;
                next(me, true);
                me.taken -= 1;
            } else {
                me.seen.push(Seen::Else(at));
                me.passed.push(Passed { condition, at });
                next(me, false);
                me.passed.pop();
            }
            me.depth -= 1;
        });
    }

    /// Something with a local.
    fn local<T>(&mut self, local: &'p Let<T>, next: &mut dyn FnMut(&mut Self, &'p T)) {
        match &local.value {
            Local::Number(number) => self.known_again(number, &mut |me, value| {
                me.with_local(local.slot, value, &mut |me| next(me, &local.body));
            }),
            Local::YesNo(yes_no) => self.yes_no(yes_no, &mut |me, flag| {
                let value = Value::point(Decimal::from(u8::from(flag)));
                me.with_local(local.slot, value, &mut |me| next(me, &local.body));
            }),
        }
    }

    fn with_local(&mut self, slot: usize, value: Value, next: WithDone<'_, 'p>) {
        let Some(place) = self.locals.get_mut(slot) else {
            return;
        };
        let old = place.replace(value);
        next(self);
        self.locals[slot] = old;
    }

    /// Something of which only the failures count.
    fn done(&mut self, done: &'p Done, next: WithDone<'_, 'p>) {
        if !self.visit() {
            return;
        }
        match done {
            Done::Nothing => next(self),
            Done::Number(number) => self.number(number, &mut |me, _| next(me)),
            Done::YesNo(yes_no) => self.yes_no(yes_no, &mut |me, _| next(me)),
            Done::Word(word) => self.word(word, &mut |me, _| next(me)),
            Done::Day(day) => self.day(day, &mut |me, _| next(me)),
            Done::Choose(choose) => self.branch(&choose.condition, choose.at, &mut |me, then| {
                let side = if then {
                    &choose.then
                } else {
                    &choose.otherwise
                };
                me.done(side, next);
            }),
            Done::Let(local) => self.local(local, &mut |me, body| me.done(body, next)),
            Done::After(after) => {
                self.done(&after.first, &mut |me| me.done(&after.then, next));
            }
            Done::Fails => self.fails(),
        }
    }
}
