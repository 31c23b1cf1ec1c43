//! Questions on a walk: where they hold, and where they do not.

use jiff::civil::Date;

use super::facts::Known;
use super::value::{Solved, Within};
use super::{Along, ChoiceKey, Key, Ranges, Value, WithFlag, WithNumber, bit};
use crate::number::Number;
use crate::rule::eval::is_given;
use crate::rule::expr::{Comparison, Expr, Operator, Relation, Type};
use crate::rule::function::native;
use crate::scheme::{FactEntry, FactValue, Name};

/// The day from which days are counted.
pub(super) const FIRST_DAY: Date = jiff::civil::date(1970, 1, 1);

/// What is known of a comparison.
pub(super) enum Decided {
    /// It always comes out so.
    Always(bool),
    /// It depends on where a variable lies.
    Parted(usize, Solved),
    /// Bounds do not decide it; the facts on which it depends, a bit each.
    Open(u64),
}

impl<'p> Ranges<'p> {
    /// Goes on with yes where it holds, and with no where it does not.
    pub(super) fn yes_no(&mut self, expr: &'p Expr, next: WithFlag<'_, 'p>) {
        if !self.visit() {
            return;
        }
        self.depth += 1;
        match expr {
            Expr::YesNo(flag) => next(self, *flag),
            Expr::Read(Name::Fact(fact)) => match self.known(*fact) {
                Some(FactEntry::Reported(FactValue::YesNo(flag))) => next(self, *flag),
                Some(_) => self.fails(),
                None if !self.may_be_given(*fact) => self.fails(),
                None => self.either(ChoiceKey::Fact(*fact), next),
            },
            Expr::Read(Name::Standard(at)) => match self.context.nominee {
                Some((row, _)) => match row.reached.met.get(*at) {
                    Some(Some(flag)) => next(self, *flag),
                    _ => self.fails(),
                },
                None => self.either(ChoiceKey::Standard(*at), next),
            },
            Expr::Local(slot) => {
                let value = self.locals.get(*slot).and_then(Option::as_ref);
                match value.and_then(Value::as_point).map(|flag| !flag.is_zero()) {
                    Some(flag) => next(self, flag),
                    None => self.both(u64::MAX, next),
                }
            }
            Expr::Not(inner) => self.yes_no(inner, &mut |me, flag| next(me, !flag)),
            Expr::All(parts) => self.every(parts, true, next),
            Expr::Any(parts) => self.every(parts, false, next),
            Expr::Compare(comparison) => self.comparison(comparison, next),
            Expr::AtLeast(what) => self.word(&what.of, &mut |me, word| {
                let better = &what.choices[..=what.level.min(what.choices.len() - 1)];
                let is_better = |word: &str| better.iter().any(|choice| **choice == *word);
                match word {
                    Known::Word(word) => next(me, is_better(word)),
                    Known::Any(facts) => me.both(facts, next),
                    Known::Choice(choice) => {
                        let words = me.words_of(choice, is_better);
                        me.parted(choice, words, next);
                    }
                }
            }),
            Expr::Contains(what) => {
                if !self.is_plain(&what.item) {
                    self.both(u64::MAX, next);
                } else if self.context.nominee.is_none() {
                    self.both(bit(what.list), next);
                } else {
                    match self.frame(|frame| expr.to_yes_no(frame)) {
                        Some(flag) => next(self, flag),
                        None => self.fails(),
                    }
                }
            }
            Expr::Given(name) => self.given(*name, next),
            Expr::If(branch) => self.choose(branch, &mut |me, side| me.yes_no(side, next)),
            Expr::Let(local) => self.local(local, &mut |me, body| me.yes_no(body, next)),
            Expr::Sequence(sequence) => {
                self.effect(&sequence.first, &mut |me| me.yes_no(&sequence.then, next));
            }
            _ => self.fails(),
        }
        self.depth -= 1;
    }

    fn comparison(&mut self, what: &'p Comparison, next: WithFlag<'_, 'p>) {
        let relation = what.relation;
        match what.of {
            Type::Number => self.known_again(&what.left, &mut |me, left| {
                me.known_again(&what.right, &mut |me, right| {
                    me.compare(left, relation, right, next);
                });
            }),
            Type::Day => self.day(&what.left, &mut |me, left| {
                me.day(&what.right, &mut |me, right| {
                    me.compare(left, relation, right, next);
                });
            }),
            Type::YesNo => self.yes_no(&what.left, &mut |me, left| {
                me.yes_no(&what.right, &mut |me, right| next(me, left == right));
            }),
            Type::Text => self.word(&what.left, &mut |me, left| {
                me.word(&what.right, &mut |me, right| match (left, right) {
                    (Known::Word(left), Known::Word(right)) => next(me, left == right),
                    (Known::Choice(choice), Known::Word(word))
                    | (Known::Word(word), Known::Choice(choice)) => {
                        let words = me.words_of(choice, |one| one == word);
                        me.parted(choice, words, next);
                    }
                    (one, two) => {
                        let facts = me.depends(one) | me.depends(two);
                        me.both(facts, next);
                    }
                });
            }),
        }
    }

    fn either(&mut self, key: ChoiceKey, next: WithFlag<'_, 'p>) {
        let choice = self.choice(key);
        self.parted(choice, 1, next);
    }

    fn given(&mut self, name: Name, next: WithFlag<'_, 'p>) {
        if let Some((row, varies)) = self.context.nominee {
            // The fact that varies is thought of as reported.
            let flag = name == Name::Fact(varies) || is_given(row, name);
            return next(self, flag);
        }
        if let Name::Value(at) = name {
            let there = self.context.figures.get(at).is_some_and(Option::is_some);
            if self.context.scheme.values[at].by.is_none() {
                return next(self, there);
            }
        }
        self.either(ChoiceKey::Given(name), next);
    }

    /// All of them where `all`, otherwise any, from the left.
    fn every(&mut self, parts: &'p [Expr], all: bool, next: WithFlag<'_, 'p>) {
        let Some((first, rest)) = parts.split_first() else {
            return next(self, all);
        };
        self.yes_no(first, &mut |me, flag| {
            if flag == all {
                me.every(rest, all, next);
            } else {
                next(me, flag);
            }
        });
    }

    /// The facts that a word depends on.
    fn depends(&self, word: Known<'_>) -> u64 {
        match word {
            Known::Word(_) => 0,
            Known::Any(facts) => facts,
            Known::Choice(choice) => match self.choices[choice].key {
                ChoiceKey::Fact(fact) => bit(fact),
                _ => 0,
            },
        }
    }

    /// The bits of those words of a choice that are wanted.
    fn words_of(&self, choice: usize, wanted: impl Fn(&str) -> bool) -> u64 {
        let scheme = self.context.scheme;
        let bits = |words: &mut dyn Iterator<Item = &str>| {
            let mut bits = 0;
            for (place, word) in words.take(64).enumerate() {
                bits |= u64::from(wanted(word)) << place;
            }
            bits
        };
        match self.choices[choice].key {
            ChoiceKey::Fact(fact) => {
                bits(&mut scheme.facts[fact].choices().iter().map(|(word, _)| &**word))
            }
            ChoiceKey::Subject => bits(&mut crate::scheme::Subject::IDS.into_iter()),
            ChoiceKey::Class => {
                let classes = scheme.classes.iter().map(|class| class.id.as_str());
                bits(&mut classes.chain(std::iter::once("")))
            }
            ChoiceKey::Given(_) | ChoiceKey::Standard(_) => 0,
        }
    }

    /// Two numbers compared: on each way with the bounds that follow.
    pub(super) fn compare(
        &mut self,
        left: &Value,
        relation: Relation,
        right: &Value,
        next: WithFlag<'_, 'p>,
    ) {
        match self.decide(left, relation, right) {
            Decided::Always(flag) => next(self, flag),
            Decided::Parted(variable, solved) => {
                for (stretches, holds) in [(solved.yes, true), (solved.no, false)] {
                    for stretch in stretches {
                        self.within(variable, &stretch, &mut |me| next(me, holds));
                    }
                }
            }
            Decided::Open(facts) => self.both(facts, next),
        }
    }

    /// What is known of a comparison.
    pub(super) fn decide(&self, left: &Value, relation: Relation, right: &Value) -> Decided {
        let parted = match (left, right) {
            (Value::Quotient(one), Value::Quotient(two)) => {
                match one.and(Operator::Subtract, two) {
                    Some(Value::Quotient(apart)) => {
                        let solved = apart.solve(relation, &Number::ZERO);
                        solved.map(|solved| (one.variable, solved))
                    }
                    Some(apart) => {
                        return self.by_bounds(&apart, relation, &Value::point(Number::ZERO));
                    }
                    None => None,
                }
            }
            (Value::Quotient(one), other) => {
                let solved = other.as_point().map(|number| one.solve(relation, number));
                solved.flatten().map(|solved| (one.variable, solved))
            }
            (other, Value::Quotient(one)) => {
                let relation = relation.flipped();
                let solved = other.as_point().map(|number| one.solve(relation, number));
                solved.flatten().map(|solved| (one.variable, solved))
            }
            _ => None,
        };
        match parted {
            Some((variable, solved)) => Decided::Parted(variable, solved),
            None => self.by_bounds(left, relation, right),
        }
    }

    /// Two numbers compared by their bounds alone.
    fn by_bounds(&self, left: &Value, relation: Relation, right: &Value) -> Decided {
        if let (Some(a), Some(b)) = (left.as_point(), right.as_point()) {
            return Decided::Always(relation.holds(a.cmp(b)));
        }
        let (one, two) = (&self.bounds(left), &self.bounds(right));
        let ends = |a: &Within, b: &Within| Some(a.low.as_ref()?.cmp(b.high.as_ref()?));
        let above = |a, b| ends(a, b).is_some_and(std::cmp::Ordering::is_gt);
        let not_below = |a, b| ends(a, b).is_some_and(std::cmp::Ordering::is_ge);
        let sure = match relation {
            Relation::Less if above(two, one) => Some(true),
            Relation::Less if not_below(one, two) => Some(false),
            Relation::AtMost if not_below(two, one) => Some(true),
            Relation::AtMost if above(one, two) => Some(false),
            Relation::Greater if above(one, two) => Some(true),
            Relation::Greater if not_below(two, one) => Some(false),
            Relation::AtLeast if not_below(one, two) => Some(true),
            Relation::AtLeast if above(two, one) => Some(false),
            Relation::Equal if above(one, two) || above(two, one) => Some(false),
            Relation::Different if above(one, two) || above(two, one) => Some(true),
            _ => None,
        };
        match sure {
            Some(flag) => Decided::Always(flag),
            None => Decided::Open(one.along.facts() | two.along.facts()),
        }
    }

    /// A day, as days from the beginning of 1970.
    pub(super) fn day(&mut self, expr: &'p Expr, next: WithNumber<'_, 'p>) {
        if !self.visit() {
            return;
        }
        let number = |day: Date| Value::point(native::days_between(FIRST_DAY, day).into());
        match expr {
            Expr::Day(day) => next(self, &number(*day)),
            Expr::Read(Name::Fact(fact)) if self.known(*fact).is_none() => {
                if !self.may_be_given(*fact) {
                    return self.fails();
                }
                let along = Along {
                    rises: bit(*fact),
                    falls: 0,
                };
                let variable = self.variable(Key::Day(*fact), true, along);
                next(self, &Value::variable(variable));
            }
            Expr::Read(name) if self.context.nominee.is_none() => {
                let variable = self.variable(Key::Named(*name), true, Along::default());
                next(self, &Value::variable(variable));
            }
            Expr::Read(_) => match self.frame(|frame| expr.to_day(frame)) {
                Some(day) => next(self, &number(day)),
                None => self.fails(),
            },
            Expr::If(branch) => self.choose(branch, &mut |me, side| me.day(side, next)),
            Expr::Let(local) => self.local(local, &mut |me, body| me.day(body, next)),
            Expr::Sequence(sequence) => {
                self.effect(&sequence.first, &mut |me| me.day(&sequence.then, next));
            }
            _ => self.fails(),
        }
    }
}
