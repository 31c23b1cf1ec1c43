//! Questions on a walk: where they hold, and where they do not.

use jiff::civil::Date;

use super::value::{Value, Within};
use super::{ChoiceKey, Key, Known, Walk, WithFlag, WithNumber, bit};
use crate::number::Decimal;
use crate::rule::function::native;
use crate::rule::plan::run::{Evaluate as _, Frame, NoSink};
use crate::rule::plan::{Day, Operator, Relation, Word, YesNo};
use crate::scheme::{FactValue, Given, Name};

/// The day from which days are counted.
pub(crate) const FIRST_DAY: Date = jiff::civil::date(1970, 1, 1);

impl<'p> Walk<'p> {
    /// Goes on with yes where it holds, and with no where it does not.
    pub(super) fn yes_no(&mut self, yes_no: &'p YesNo, next: WithFlag<'_, 'p>) {
        if !self.visit() {
            return;
        }
        self.depth += 1;
        match yes_no {
            YesNo::Constant(flag) => next(self, *flag),
            YesNo::Fact(fact) => match self.known(*fact) {
                Some(Given::Reported(FactValue::YesNo(flag))) => next(self, *flag),
                Some(_) => self.fails(),
                None if !self.may_be_given(*fact) => self.fails(),
                None => self.either(ChoiceKey::Fact(*fact), next),
            },
            YesNo::Standard(at) => match self.setting.nominee {
                Some((row, _)) => match row.reached.met.get(*at) {
                    Some(Some(flag)) => next(self, *flag),
                    _ => self.fails(),
                },
                None => self.either(ChoiceKey::Standard(*at), next),
            },
            YesNo::Local(slot) => match self.locals.get(*slot).copied().flatten() {
                Some(value) => match value.as_point() {
                    Some(flag) => next(self, !flag.is_zero()),
                    None => self.both(u64::MAX, next),
                },
                None => self.both(u64::MAX, next),
            },
            YesNo::Not(inner) => self.yes_no(inner, &mut |me, flag| next(me, !flag)),
            YesNo::All(parts) => self.every(parts, true, next),
            YesNo::Any(parts) => self.every(parts, false, next),
            YesNo::Compare(comparison) => {
                self.known_again(&comparison.left, &mut |me, left| {
                    me.known_again(&comparison.right, &mut |me, right| {
                        me.compare(left, comparison.relation, right, next);
                    });
                });
            }
            YesNo::CompareDays(days) => self.day(&days.0, &mut |me, left| {
                me.day(&days.2, &mut |me, right| {
                    me.compare(left, days.1, right, next);
                });
            }),
            YesNo::Same(both) => self.yes_no(&both.0, &mut |me, left| {
                me.yes_no(&both.1, &mut |me, right| next(me, left == right));
            }),
            YesNo::SameWord(both) => self.word(&both.0, &mut |me, left| {
                me.word(&both.1, &mut |me, right| match (left, right) {
                    (Known::Word(left), Known::Word(right)) => next(me, left == right),
                    (one, two) => {
                        let facts = me.depends(one) | me.depends(two);
                        me.both(facts, next);
                    }
                });
            }),
            YesNo::IsWord(is) => self.word(&is.of, &mut |me, word| match word {
                Known::Word(word) => next(me, *word == *is.word),
                Known::Any(facts) => me.both(facts, next),
                Known::Choice(choice) => {
                    let words = me.words_of(choice, |word| word == &*is.word);
                    me.among(choice, words, &mut |me| next(me, true));
                    me.among(choice, !words, &mut |me| next(me, false));
                }
            }),
            YesNo::AtLeast(what) => self.word(&what.of, &mut |me, word| {
                let better = &what.choices[..=what.level.min(what.choices.len() - 1)];
                match word {
                    Known::Word(word) => {
                        next(me, better.iter().any(|choice| **choice == *word));
                    }
                    Known::Any(facts) => me.both(facts, next),
                    Known::Choice(choice) => {
                        let words =
                            me.words_of(choice, |word| better.iter().any(|one| **one == *word));
                        me.among(choice, words, &mut |me| next(me, true));
                        me.among(choice, !words, &mut |me| next(me, false));
                    }
                }
            }),
            YesNo::HoldsWord(what) => {
                let plain = matches!(what.1, Word::Constant(_) | Word::Fact(_));
                self.holds(yes_no, plain, bit(what.0), next);
            }
            YesNo::HoldsNumber(what) => {
                let plain = what.1.as_constant().is_some();
                self.holds(yes_no, plain, bit(what.0), next);
            }
            YesNo::Between(between) => self.known_again(&between.of, &mut |me, of| {
                me.number(&between.low, &mut |me, low| {
                    me.number(&between.high, &mut |me, high| {
                        me.compare(of, Relation::AtLeast, low, &mut |me, reached| {
                            if reached {
                                me.compare(of, Relation::AtMost, high, next);
                            } else {
                                next(me, false);
                            }
                        });
                    });
                });
            }),
            YesNo::Given(name) => self.given(*name, next),
            YesNo::Choose(choose) => self.branch(&choose.condition, choose.at, &mut |me, then| {
                let side = if then {
                    &choose.then
                } else {
                    &choose.otherwise
                };
                me.yes_no(side, next);
            }),
            YesNo::Let(local) => self.local(local, &mut |me, body| me.yes_no(body, next)),
            YesNo::After(after) => {
                self.done(&after.first, &mut |me| me.yes_no(&after.then, next));
            }
            YesNo::Fails => self.fails(),
        }
        self.depth -= 1;
    }

    /// Whether a list that stands in a fact holds something.
    fn holds(&mut self, question: &YesNo, plain: bool, facts: u64, next: WithFlag<'_, 'p>) {
        if !plain {
            return self.both(u64::MAX, next);
        }
        let Some((row, _)) = self.setting.nominee else {
            return self.both(facts, next);
        };
        let mut locals: [Decimal; 0] = [];
        let mut frame = Frame {
            row,
            locals: &mut locals,
            sink: &mut NoSink,
        };
        match question.evaluate(&mut frame) {
            Some(flag) => next(self, flag),
            None => self.fails(),
        }
    }

    fn either(&mut self, key: ChoiceKey, next: WithFlag<'_, 'p>) {
        let choice = self.choice(key);
        self.among(choice, 1, &mut |me| next(me, true));
        self.among(choice, 2, &mut |me| next(me, false));
    }

    fn given(&mut self, name: Name, next: WithFlag<'_, 'p>) {
        if let Some((row, varies)) = self.setting.nominee {
            // The fact that varies is thought of as reported.
            let flag = name == Name::Fact(varies) || super::super::run::is_given(row, name);
            return next(self, flag);
        }
        if let Name::Value(at) = name {
            let there = self.setting.figures.get(at).is_some_and(Option::is_some);
            if self.setting.scheme.values[at].by.is_none() {
                return next(self, there);
            }
        }
        self.either(ChoiceKey::Given(name), next);
    }

    /// All of them where `all`, otherwise any, from the left.
    fn every(&mut self, parts: &'p [YesNo], all: bool, next: WithFlag<'_, 'p>) {
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
        let scheme = self.setting.scheme;
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
        left: Value,
        relation: Relation,
        right: Value,
        next: WithFlag<'_, 'p>,
    ) {
        let (line, relation, number) = match (left, right) {
            (Value::Line(one), Value::Line(two)) => match one.and(Operator::Subtract, two) {
                Some(Value::Line(line)) => (line, relation, Decimal::ZERO),
                Some(point) => {
                    let order = point.as_point().map(|point| point.cmp(&Decimal::ZERO));
                    return match order {
                        Some(order) => next(self, relation.holds(order)),
                        None => self.both(u64::MAX, next),
                    };
                }
                None => return self.by_bounds(left, relation, right, next),
            },
            (Value::Line(line), right) => match right.as_point() {
                Some(number) => (line, relation, number),
                None => return self.by_bounds(left, relation, right, next),
            },
            (left, Value::Line(line)) => match left.as_point() {
                Some(number) => (line, relation.flipped(), number),
                None => return self.by_bounds(left, relation, right, next),
            },
            (left, right) => return self.by_bounds(left, relation, right, next),
        };
        let Some(solved) = line.solve(relation, number) else {
            return self.by_bounds(left, relation, right, next);
        };
        for (bounds, holds) in [(solved.yes, true), (solved.no, false)] {
            for bounds in bounds.into_iter().flatten() {
                self.within(line.thing, bounds, &mut |me| next(me, holds));
            }
        }
    }

    /// Two numbers compared by their bounds alone.
    fn by_bounds(&mut self, left: Value, relation: Relation, right: Value, next: WithFlag<'_, 'p>) {
        let (one, two) = (self.bounds(left), self.bounds(right));
        if let (Some(a), Some(b)) = (left.as_point(), right.as_point()) {
            return next(self, relation.holds(a.cmp(&b)));
        }
        let above = |a: Within, b: Within| a.low.zip(b.high).is_some_and(|(a, b)| a > b);
        let not_below = |a: Within, b: Within| a.low.zip(b.high).is_some_and(|(a, b)| a >= b);
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
            Some(flag) => next(self, flag),
            None => self.both(one.facts | two.facts, next),
        }
    }

    /// A day, as days from the beginning of 1970.
    pub(super) fn day(&mut self, day: &'p Day, next: WithNumber<'_, 'p>) {
        if !self.visit() {
            return;
        }
        let number = |day: Date| Value::point(native::days_between(FIRST_DAY, day).into());
        match day {
            Day::Constant(day) => next(self, number(*day)),
            Day::Fact(fact) => match self.known(*fact) {
                Some(Given::Reported(FactValue::Date(day))) => next(self, number(*day)),
                Some(_) => self.fails(),
                None if !self.may_be_given(*fact) => self.fails(),
                None => {
                    let thing = self.thing(Key::Day(*fact), true, bit(*fact));
                    next(self, Value::thing(thing));
                }
            },
            Day::Named(name) => match self.setting.nominee {
                Some((row, _)) => {
                    let period = row.known.period;
                    let day = match name {
                        Name::Date => Some(period.date),
                        Name::Deadline => period.deadline,
                        Name::PeriodStart => period.start,
                        Name::PeriodEnd => period.end,
                        Name::Received => row.known.received,
                        _ => None,
                    };
                    match day {
                        Some(day) => next(self, number(day)),
                        None => self.fails(),
                    }
                }
                None => {
                    let thing = self.thing(Key::Named(*name), true, 0);
                    next(self, Value::thing(thing));
                }
            },
            Day::Choose(choose) => self.branch(&choose.condition, choose.at, &mut |me, then| {
                let side = if then {
                    &choose.then
                } else {
                    &choose.otherwise
                };
                me.day(side, next);
            }),
            Day::Let(local) => self.local(local, &mut |me, body| me.day(body, next)),
            Day::After(after) => {
                self.done(&after.first, &mut |me| me.day(&after.then, next));
            }
            Day::Fails => self.fails(),
        }
    }
}
