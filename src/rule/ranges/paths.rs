//! Ways that part and go on: what is asked, what is remembered, and where a way ends.

use super::facts::declared;
use super::{
    Choice, ChoiceKey, DEEPEST, End, Interval, Key, MOST_VISITS, Next, Passed, Ranges, Seen, Value,
    Variable, WithFlag,
};
use crate::rule::expr::{Effect, Expr, If, Let, Type};
use crate::scheme::FactKind;

impl<'p> Ranges<'p> {
    /// Counts a part that is visited; false once the analysis has given up.
    pub(super) fn visit(&mut self) -> bool {
        self.visits += 1;
        let left = self.context.budget.get();
        self.context.budget.set(left.saturating_sub(1));
        if self.depth >= DEEPEST || left == 0 {
            self.visits = MOST_VISITS;
        }
        self.visits < MOST_VISITS
    }

    /// A way comes to an end of the rule; no value is a failure.
    pub(super) fn end(&mut self, value: Option<Value>) {
        let intervals = self.variables.iter().map(|one| one.interval.clone());
        self.ends.push(End {
            value,
            sure: self.unsure == 0,
            at: self.standing,
            rest: self.taken == 0,
            intervals: intervals.collect(),
            lefts: self.choices.iter().map(|choice| choice.left).collect(),
        });
    }

    pub(super) fn fails(&mut self) {
        self.end(None);
    }

    /// The bounds that a fact is declared with.
    pub(in crate::rule) fn declared(&self, fact: usize) -> Interval {
        declared(self.context.scheme, fact)
    }

    /// The variable with this key, made with what `along` says if there is none yet.
    pub(super) fn variable(&mut self, key: Key<'p>, whole: bool, along: super::Along) -> usize {
        let known = |variable: &Variable<'_>| match (variable.key, key) {
            (Key::Fact(a), Key::Fact(b)) | (Key::Day(a), Key::Day(b)) => a == b,
            (Key::Named(a), Key::Named(b)) => a == b,
            (Key::Part(a), Key::Part(b)) => super::number::same(a, b),
            _ => false,
        };
        if let Some(at) = self.variables.iter().position(known) {
            // On another way it may run another way.
            let before = &mut self.variables[at].along;
            *before = before.and(along);
            return at;
        }
        let interval = match key {
            Key::Fact(fact) => self.declared(fact),
            _ => Interval::default(),
        };
        self.variables.push(Variable {
            key,
            interval,
            whole,
            along,
        });
        self.variables.len() - 1
    }

    /// Goes on where a variable lies within these bounds, if it may.
    pub(super) fn within(&mut self, variable: usize, bounds: &Interval, next: Next<'_, 'p>) {
        // What depends on several facts may be unable to lie there.
        let doubt = matches!(self.variables[variable].key, Key::Part(_));
        self.bound(variable, bounds, doubt, next);
    }

    pub(super) fn bound(
        &mut self,
        variable: usize,
        bounds: &Interval,
        doubt: bool,
        next: Next<'_, 'p>,
    ) {
        let old = self.variables[variable].interval.clone();
        let new = if self.variables[variable].whole {
            old.and(&bounds.clone().whole())
        } else {
            old.and(bounds)
        };
        if new.is_empty() {
            return;
        }
        let doubt = usize::from(doubt && new != old);
        self.unsure += doubt;
        self.variables[variable].interval = new;
        next(self);
        self.variables[variable].interval = old;
        self.unsure -= doubt;
    }

    /// Every word of a choice, a bit each.
    pub(super) fn all_of(&self, key: ChoiceKey) -> u64 {
        let scheme = self.context.scheme;
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

    pub(super) fn choice(&mut self, key: ChoiceKey) -> usize {
        if let Some(at) = self.choices.iter().position(|choice| choice.key == key) {
            return at;
        }
        let left = self.all_of(key);
        self.choices.push(Choice { key, left });
        self.choices.len() - 1
    }

    /// Goes on where a choice is one of these words, if it may.
    pub(super) fn among(&mut self, choice: usize, words: u64, next: Next<'_, 'p>) {
        let old = self.choices[choice].left;
        if old & words == 0 {
            return;
        }
        self.choices[choice].left = old & words;
        next(self);
        self.choices[choice].left = old;
    }

    /// Goes on with yes where a choice is one of these words, and with no where it is not.
    pub(super) fn parted(&mut self, choice: usize, words: u64, next: WithFlag<'_, 'p>) {
        self.among(choice, words, &mut |me| next(me, true));
        self.among(choice, !words, &mut |me| next(me, false));
    }

    /// Goes on both ways where bounds do not decide a question.
    pub(super) fn both(&mut self, facts: u64, next: WithFlag<'_, 'p>) {
        self.unclear |= facts;
        self.unsure += 1;
        next(self, true);
        next(self, false);
        self.unsure -= 1;
    }

    /// Goes on with the one side where a condition holds, with the other where it does not.
    pub(super) fn choose(&mut self, branch: &'p If, next: &mut dyn FnMut(&mut Self, &'p Expr)) {
        let (condition, at) = (&branch.condition, branch.at);
        if let Some((suspect, wanted)) = self.suspect
            && suspect == at
            && self.inside == 0
        {
            self.look_into(condition, wanted);
        }
        let own = self.inside == 0;
        self.yes_no(condition, &mut |me, holds| {
            me.depth += 1;
            if holds {
                if own {
                    me.seen.push(Seen::Then(at));
                }
                me.taken += usize::from(own);
                next(me, &branch.then);
                me.taken -= usize::from(own);
            } else if own {
                me.seen.push(Seen::Else(at));
                me.passed.push(Passed { condition, at });
                next(me, &branch.otherwise);
                me.passed.pop();
            } else {
                next(me, &branch.otherwise);
            }
            me.depth -= 1;
        });
    }

    /// Something with a local.
    pub(super) fn local(&mut self, local: &'p Let, next: &mut dyn FnMut(&mut Self, &'p Expr)) {
        if local.of == Type::YesNo {
            self.yes_no(&local.value, &mut |me, flag| {
                let value = Value::point(flag.into());
                me.with_local(local.slot, &value, &mut |me| next(me, &local.body));
            });
        } else {
            self.known_again(&local.value, &mut |me, value| {
                me.with_local(local.slot, value, &mut |me| next(me, &local.body));
            });
        }
    }

    pub(super) fn with_local(&mut self, slot: usize, value: &Value, next: Next<'_, 'p>) {
        let Some(place) = self.locals.get_mut(slot) else {
            return;
        };
        let old = place.replace(value.clone());
        next(self);
        self.locals[slot] = old;
    }

    /// Something of which only the failures count.
    pub(super) fn effect(&mut self, effect: &'p Effect, next: Next<'_, 'p>) {
        match effect.of {
            Some(Type::Number) => self.number(&effect.value, &mut |me, _| next(me)),
            Some(Type::YesNo) => self.yes_no(&effect.value, &mut |me, _| next(me)),
            Some(Type::Text) => self.word(&effect.value, &mut |me, _| next(me)),
            Some(Type::Day) => self.day(&effect.value, &mut |me, _| next(me)),
            None => self.nothing(&effect.value, next),
        }
    }

    fn nothing(&mut self, expr: &'p Expr, next: Next<'_, 'p>) {
        if !self.visit() {
            return;
        }
        match expr {
            Expr::Nothing => next(self),
            Expr::If(branch) => self.choose(branch, &mut |me, side| me.nothing(side, next)),
            Expr::Let(local) => self.local(local, &mut |me, body| me.nothing(body, next)),
            Expr::Sequence(sequence) => {
                self.effect(&sequence.first, &mut |me| me.nothing(&sequence.then, next));
            }
            _ => self.fails(),
        }
    }
}
