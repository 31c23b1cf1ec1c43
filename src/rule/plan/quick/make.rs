//! From a plan to the same plan made ready.

use std::cmp::Ordering;
use std::sync::Arc;

use super::super::run::{Evaluate, Numeric as _};
use super::super::{
    Arithmetic, Call, Choose, Comparison, Done, Function, Let, Local, Number, OfList, Operator,
    Relation, Table, Word, YesNo,
};
use super::ask::{Any, Asked, ByWord, Compared, Either, Holds, OneOf};
use super::measure::{Ladder, Mark, Marks, Quotient, Range, Stands};
use super::number::{Both, Bound, Clamp, Extreme, Length, Negated, Per, Product, Ramp, Total};
use super::{Part, Walked};
use crate::rule::scaled::Scaled;
use crate::scheme::Scheme;

/// A plan being made ready.
pub(super) struct Making<'s> {
    scheme: &'s Scheme,
    /// What is known of the locals, by slot, the innermost last.
    locals: Vec<(usize, Value)>,
    /// Whether a part of the plan was taken as it is: it may read any local.
    has_walked: bool,
    /// Whether a local was read that is held against constants alone.
    has_read_quotient: bool,
}

/// What is known of a local.
#[derive(Clone, Copy)]
enum Value {
    Constant(Scaled),
    /// It is not worked out.
    Quotient,
    Unknown,
}

/// Some `if` after the other that hold one number against constants, and what comes after them.
type Chain<'p> = (Vec<(Relation, Scaled, &'p Number)>, &'p Number);

impl<'s> Making<'s> {
    pub(super) fn new(scheme: &'s Scheme) -> Self {
        Self {
            scheme,
            locals: Vec::new(),
            has_walked: false,
            has_read_quotient: false,
        }
    }

    pub(super) fn number(&mut self, number: &Number) -> Part {
        match number {
            Number::Constant(constant) => match constant.scaled {
                Some(number) => Part::Constant(number),
                None => self.walked(number),
            },
            Number::Fact(at) => Part::Fact(*at),
            Number::Local(slot) => self.local(*slot),
            Number::Arithmetic(both) => self.arithmetic(both),
            Number::Negate(of, _) => Part::node(Negated(self.number(of))),
            Number::Table(table) => self.table(table).unwrap_or_else(|| self.walked(number)),
            Number::Call(call) => self.call(call).unwrap_or_else(|| self.walked(number)),
            Number::OfList(list) => match **list {
                OfList::Length(fact) => Part::node(Length(fact)),
                OfList::Of(fact, Function::Sum) => Part::node(Total { fact, mean: false }),
                OfList::Of(fact, Function::Mean) => Part::node(Total { fact, mean: true }),
                _ => self.walked(number),
            },
            Number::Choose(choose) => self.choose(number, choose),
            Number::Let(local) => self.with_local(local),
            Number::After(after) => match (&after.first, &after.then) {
                (Done::Nothing, then) => self.number(then),
                // Who asks for the word first, asks whether it is there.
                (Done::Word(Word::Fact(at)), then) if asks_first(then) == Some(*at) => {
                    self.number(then)
                }
                _ => self.walked(number),
            },
            Number::Value(_)
            | Number::Cohort(_)
            | Number::Group(_)
            | Number::Criterion(_)
            | Number::Total
            | Number::Pick(_)
            | Number::Fails => self.walked(number),
        }
    }

    pub(super) fn asked(&mut self, asked: &YesNo) -> Asked {
        match asked {
            YesNo::Constant(flag) => Asked::Constant(*flag),
            YesNo::Fact(at) => Asked::Flag(*at),
            YesNo::Not(inner) => self.asked(inner).not(),
            YesNo::All(parts) => self.any(parts, false),
            YesNo::Any(parts) => match one_of(parts) {
                Some((fact, words)) => Asked::Is(self.words(fact, words), true),
                None => self.any(parts, true),
            },
            YesNo::Compare(comparison) => self
                .compared(comparison)
                .unwrap_or_else(|| Asked::node(self.as_it_is(asked))),
            YesNo::IsWord(is) if matches!(is.of, Word::Fact(_)) => {
                let Word::Fact(fact) = is.of else {
                    return Asked::node(self.as_it_is(asked));
                };
                Asked::Is(self.words(fact, [&is.word]), true)
            }
            YesNo::AtLeast(what) => match what.of {
                Word::Fact(fact) => {
                    let better = what.choices.iter().take(what.level + 1);
                    Asked::Is(self.words(fact, better), true)
                }
                _ => Asked::node(self.as_it_is(asked)),
            },
            YesNo::HoldsWord(what) => match &what.1 {
                Word::Constant(word) => Asked::node(Holds {
                    fact: what.0,
                    word: Arc::clone(word),
                }),
                _ => Asked::node(self.as_it_is(asked)),
            },
            YesNo::Between(between) => {
                let range = |relation, end: &Number| Range::of(relation, constant(end)?);
                let low = range(Relation::AtLeast, &between.low);
                let high = range(Relation::AtMost, &between.high);
                match (low, high) {
                    (Some(low), Some(high)) => {
                        Asked::Lies(self.number(&between.of), low.and(high), true)
                    }
                    _ => Asked::node(self.as_it_is(asked)),
                }
            }
            YesNo::After(after) => match (&after.first, &after.then) {
                (Done::Nothing, then) => self.asked(then),
                (Done::Word(Word::Fact(at)), then) if asks_word(then) == Some(*at) => {
                    self.asked(then)
                }
                _ => Asked::node(self.as_it_is(asked)),
            },
            _ => Asked::node(self.as_it_is(asked)),
        }
    }

    /// A part of the plan as it is.
    fn as_it_is<T: Evaluate<Scaled> + Clone>(&mut self, part: &T) -> Walked<T> {
        self.has_walked = true;
        Walked(part.clone())
    }

    fn walked(&mut self, number: &Number) -> Part {
        Part::node(self.as_it_is(number))
    }

    fn local(&mut self, slot: usize) -> Part {
        let known = self.locals.iter().rev().find(|(at, _)| *at == slot);
        match known.map(|(_, value)| *value) {
            Some(Value::Constant(number)) => return Part::Constant(number),
            Some(Value::Quotient) => self.has_read_quotient = true,
            Some(Value::Unknown) | None => {}
        }
        Part::Local(slot)
    }

    fn arithmetic(&mut self, both: &Arithmetic) -> Part {
        let (left, right) = (self.number(&both.left), self.number(&both.right));
        if let (Part::Constant(one), Part::Constant(two)) = (&left, &right)
            && let Some(result) = one.combine(both.operator, *two)
        {
            return Part::Constant(result);
        }
        if let (Operator::Divide, Part::Constant(by)) = (both.operator, &right)
            && let Some(inverse) = by.inverse()
        {
            return Part::node(Product(left, Part::Constant(inverse)));
        }
        match both.operator {
            Operator::Multiply => Part::node(Product(left, right)),
            operator => Part::node(Both {
                left,
                operator,
                right,
            }),
        }
    }

    fn table(&mut self, table: &Table) -> Option<Part> {
        if !table.ordered {
            return None;
        }
        let relation = if table.upward {
            Relation::AtMost
        } else {
            Relation::AtLeast
        };
        let rows = table.rows.iter();
        let rows = rows.map(|(mark, gives)| Some((relation, constant(mark)?, gives)));
        let nought = Part::Constant(Scaled::whole(0));
        self.steps(&table.of, &rows.collect::<Option<Vec<_>>>()?, nought)
    }

    /// A number or a quotient held against constants; nothing where that cannot be.
    fn steps(
        &mut self,
        of: &Number,
        rows: &[(Relation, Scaled, &Number)],
        otherwise: Part,
    ) -> Option<Part> {
        if let Some((one, other, percent)) = sides(of) {
            let mut steps = Vec::with_capacity(rows.len());
            for (relation, mark, gives) in rows {
                steps.push((Mark::of(*relation, *mark)?, self.number(gives)));
            }
            return Some(Part::node(Marks {
                of: self.quotient(one, other, percent),
                steps,
                otherwise,
            }));
        }
        let mut steps = Vec::with_capacity(rows.len());
        for (relation, mark, gives) in rows {
            steps.push((Range::of(*relation, *mark)?, self.number(gives)));
        }
        Some(Part::node(Ladder {
            of: self.number(of),
            steps,
            otherwise,
        }))
    }

    fn quotient(&mut self, one: &Number, other: &Number, percent: bool) -> Quotient {
        let (one, other) = (self.number(one), self.number(other));
        if percent {
            Quotient::Percent(one, other)
        } else {
            Quotient::Of(one, other)
        }
    }

    fn call(&mut self, call: &Call) -> Option<Part> {
        let part = match (&call.function, &call.arguments[..]) {
            (Function::Min, [one, other]) => self.extreme(one, other, Ordering::Less),
            (Function::Max, [one, other]) => self.extreme(one, other, Ordering::Greater),
            (Function::Per, [count, each, cap]) => Part::node(Per {
                count: self.number(count),
                each: self.number(each),
                cap: self.number(cap),
            }),
            (Function::Clamp, [of, low, high]) => Part::node(Clamp {
                of: self.number(of),
                low: self.number(low),
                high: self.number(high),
            }),
            (Function::Ramp, [of, from, base, each, add, cap @ ..]) => {
                let each = constant(each).filter(|each| Scaled::whole(0).steps_of(*each).is_some());
                let cap = match cap {
                    [] => None,
                    [cap, ..] => Some(constant(cap)?),
                };
                Part::node(Ramp {
                    from: constant(from)?,
                    base: constant(base)?,
                    each: each?,
                    add: constant(add)?,
                    cap,
                    of: self.number(of),
                })
            }
            _ => return None,
        };
        Some(part)
    }

    fn extreme(&mut self, one: &Number, other: &Number, beats: Ordering) -> Part {
        Part::node(Extreme {
            one: self.number(one),
            other: self.number(other),
            beats,
        })
    }

    fn choose(&mut self, number: &Number, choose: &Choose<Number>) -> Part {
        if let Some(of) = held(choose) {
            let (rows, rest) = chain(number, of);
            if !rows.is_empty() {
                let rest = self.number(rest);
                if let Some(part) = self.steps(of, &rows, rest) {
                    return part;
                }
            }
        }
        if let Some((fact, rows, rest)) = words(number) {
            let words = rows.into_iter().map(|(word, gives)| {
                let word = self.word(fact, word);
                (word, self.number(gives))
            });
            return Part::node(ByWord {
                fact,
                words: words.collect(),
                otherwise: self.number(rest),
            });
        }
        Part::node(Either {
            condition: self.asked(&choose.condition),
            then: self.number(&choose.then),
            otherwise: self.number(&choose.otherwise),
        })
    }

    fn with_local(&mut self, local: &Let<Number>) -> Part {
        let Local::Number(value) = &local.value else {
            let flag = match &local.value {
                Local::YesNo(flag) => self.asked(flag),
                Local::Number(_) => Asked::Constant(false),
            };
            let [then, otherwise] = [1, 0].map(|flag| Part::Constant(Scaled::whole(flag)));
            let value = Part::node(Either {
                condition: flag,
                then,
                otherwise,
            });
            return self.bound(local, value);
        };
        if let Some(part) = self.local_quotient(local, value) {
            return part;
        }
        let value = self.number(value);
        if matches!(local.body, Number::Local(slot) if slot == local.slot) {
            return value;
        }
        self.bound(local, value)
    }

    fn bound(&mut self, local: &Let<Number>, value: Part) -> Part {
        let known = match &value {
            Part::Constant(number) => Value::Constant(*number),
            _ => Value::Unknown,
        };
        let had_walked = std::mem::replace(&mut self.has_walked, false);
        self.locals.push((local.slot, known));
        let body = self.number(&local.body);
        self.locals.pop();
        let may_be_read = self.has_walked;
        self.has_walked |= had_walked;
        if !may_be_read && matches!(known, Value::Constant(_)) {
            return body;
        }
        Part::node(Bound {
            slot: local.slot,
            value,
            body,
        })
    }

    /// A local that is a quotient, where nothing is done with it but holding it against constants:
    /// most quotients do not end, and then short numbers do not do.
    fn local_quotient(&mut self, local: &Let<Number>, value: &Number) -> Option<Part> {
        sides(value)?;
        let name = Number::Local(local.slot);
        let (rows, rest) = chain(&local.body, &name);
        if rows.is_empty() {
            return None;
        }
        let before = (self.has_walked, self.has_read_quotient);
        (self.has_walked, self.has_read_quotient) = (false, false);
        self.locals.push((local.slot, Value::Quotient));
        let rest = self.number(rest);
        let part = self.steps(value, &rows, rest);
        self.locals.pop();
        let is_read = self.has_walked || self.has_read_quotient;
        (self.has_walked, self.has_read_quotient) = before;
        part.filter(|_| !is_read)
    }

    fn compared(&mut self, comparison: &Comparison) -> Option<Asked> {
        let (left, right) = (&comparison.left, &comparison.right);
        let relation = comparison.relation;
        if let Some((one, other, percent)) = sides(left) {
            let mark = Mark::of(relation, constant(right)?)?;
            let quotient = self.quotient(one, other, percent);
            return Some(Asked::node(Stands(quotient, mark)));
        }
        let (left, right) = (self.number(left), self.number(right));
        let (of, relation, mark) = match (left, right) {
            (of, Part::Constant(mark)) => (of, relation, mark),
            (Part::Constant(mark), of) => (of, relation.flipped(), mark),
            (left, right) => {
                return Some(Asked::node(Compared {
                    left,
                    relation,
                    right,
                }));
            }
        };
        let (relation, so) = match relation {
            Relation::Different => (Relation::Equal, false),
            relation => (relation, true),
        };
        Some(match Range::of(relation, mark) {
            Some(range) => Asked::Lies(of, range, so),
            None => Asked::node(Compared {
                left: of,
                relation: if so { relation } else { Relation::Different },
                right: Part::Constant(mark),
            }),
        })
    }

    fn any(&mut self, parts: &[YesNo], this: bool) -> Asked {
        let of = parts.iter().map(|part| self.asked(part)).collect();
        Asked::node(Any { of, this })
    }

    fn words<'w>(&self, fact: usize, words: impl IntoIterator<Item = &'w Arc<str>>) -> OneOf {
        let words = words.into_iter().map(|word| self.word(fact, word));
        OneOf {
            fact,
            words: words.collect(),
        }
    }

    /// A word that a fact may say: the scheme's own letters, which mostly are those of the fact.
    fn word(&self, fact: usize, word: &Arc<str>) -> Arc<str> {
        let choices = self
            .scheme
            .facts
            .get(fact)
            .map_or(&[][..], |fact| fact.choices());
        let known = choices.iter().find(|(choice, _)| choice == word);
        Arc::clone(known.map_or(word, |(choice, _)| choice))
    }
}

/// The number, where it stands in the rule.
fn constant(number: &Number) -> Option<Scaled> {
    match number {
        Number::Constant(constant) => constant.scaled,
        _ => None,
    }
}

/// Both sides of a number that is a quotient, and whether it is a percentage.
fn sides(number: &Number) -> Option<(&Number, &Number, bool)> {
    match number {
        Number::Arithmetic(both) if both.operator == Operator::Divide => {
            Some((&both.left, &both.right, false))
        }
        Number::Call(call) if call.function == Function::Percent => match &call.arguments[..] {
            [done, target] => Some((done, target, true)),
            _ => None,
        },
        _ => None,
    }
}

/// The fact or local that a branch holds against a constant.
fn held(choose: &Choose<Number>) -> Option<&Number> {
    match &choose.condition {
        YesNo::Compare(comparison) => match comparison.left {
            Number::Fact(_) | Number::Local(_) => {
                constant(&comparison.right)?;
                Some(&comparison.left)
            }
            _ => None,
        },
        _ => None,
    }
}

/// Whether two numbers are the same fact or local.
fn is_same(one: &Number, other: &Number) -> bool {
    match (one, other) {
        (Number::Fact(one), Number::Fact(other)) | (Number::Local(one), Number::Local(other)) => {
            one == other
        }
        _ => false,
    }
}

/// All the `if` in a row that hold one fact or local against constants.
fn chain<'p>(start: &'p Number, of: &Number) -> Chain<'p> {
    let (mut rows, mut number) = (Vec::new(), start);
    while let Number::Choose(choose) = number
        && let YesNo::Compare(comparison) = &choose.condition
        && is_same(&comparison.left, of)
        && let Some(mark) = constant(&comparison.right)
    {
        if comparison.relation == Relation::Different {
            break;
        }
        rows.push((comparison.relation, mark, &choose.then));
        number = &choose.otherwise;
    }
    (rows, number)
}

/// All the `if` in a row that hold the word of one fact against others.
type Words<'p> = (usize, Vec<(&'p Arc<str>, &'p Number)>, &'p Number);

fn words(start: &Number) -> Option<Words<'_>> {
    let fact = asks_first(start)?;
    let (mut rows, mut number) = (Vec::new(), start);
    while let Number::Choose(choose) = number
        && let YesNo::IsWord(is) = &choose.condition
        && matches!(is.of, Word::Fact(at) if at == fact)
    {
        rows.push((&is.word, &choose.then));
        number = &choose.otherwise;
    }
    (!rows.is_empty()).then_some((fact, rows, number))
}

/// The fact whose word a number asks for before anything else.
fn asks_first(number: &Number) -> Option<usize> {
    match number {
        Number::Choose(choose) => asks_word(&choose.condition),
        _ => None,
    }
}

fn asks_word(asked: &YesNo) -> Option<usize> {
    match asked {
        YesNo::IsWord(is) => match is.of {
            Word::Fact(at) => Some(at),
            _ => None,
        },
        YesNo::Any(parts) | YesNo::All(parts) => asks_word(parts.first()?),
        _ => None,
    }
}

/// Where all of some questions are whether one fact is a word: the fact, and the words.
fn one_of(parts: &[YesNo]) -> Option<(usize, Vec<&Arc<str>>)> {
    let fact = asks_word(parts.first()?)?;
    let words = parts.iter().map(|part| match part {
        YesNo::IsWord(is) if matches!(is.of, Word::Fact(at) if at == fact) => Some(&is.word),
        _ => None,
    });
    Some((fact, words.collect::<Option<_>>()?))
}
