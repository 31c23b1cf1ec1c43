//! What a walk knows of facts, values and words.

use super::space::Interval;
use super::value::Value;
use super::{ChoiceKey, Walk, WithNumber, bit};
use crate::number::Decimal;
use crate::rule::plan::run::{Evaluate, Frame, NoSink};
use crate::rule::plan::{Number, OfList, Word};
use crate::scheme::{DatedNumber, FactKind, FactValue, Given, Name, Scheme};

/// What is known of a word.
#[derive(Debug, Clone, Copy)]
pub(super) enum Known<'p> {
    /// It is this one.
    Word(&'p str),
    /// It is one of a choice's that are left.
    Choice(usize),
    /// It may be any; the facts it depends on, a bit each.
    Any(u64),
}

impl<'p> Walk<'p> {
    /// The value of a fact of the nominee, where facts are known.
    pub(super) fn known(&self, fact: usize) -> Option<&'p Given> {
        let (row, varies) = self.setting.nominee?;
        (fact != varies).then(|| row.known.facts.get(fact))?
    }

    /// A part that is worked out as it is, of a nominee whose facts are known.
    pub(super) fn worked_out(&self, number: &Number) -> Option<Decimal> {
        let (row, varies) = self.setting.nominee?;
        let own = matches!(
            number,
            Number::OfList(list) if matches!(**list, OfList::Length(fact) | OfList::Of(fact, _) if fact == varies)
        );
        let mut locals: [Decimal; 0] = [];
        let mut sink = NoSink;
        let mut frame = Frame {
            row,
            locals: &mut locals,
            sink: &mut sink,
        };
        if own {
            return None;
        }
        Evaluate::evaluate(number, &mut frame)
    }

    /// A value of the scheme: its figure on the day, one for each choice where it differs.
    pub(super) fn figure(&mut self, at: usize, next: WithNumber<'_, 'p>) {
        let Some(Some(dated)) = self.setting.figures.get(at) else {
            return self.fails();
        };
        let figures = match &dated.number {
            DatedNumber::One(number) => return next(self, Value::point(number.to_wide())),
            DatedNumber::ByChoice(figures) => figures,
        };
        let scheme = self.setting.scheme;
        let Some(by) = scheme.values[at].by else {
            return self.fails();
        };
        let word = match self.known(by) {
            Some(Given::Reported(FactValue::Text(word))) => Some(&**word),
            Some(_) => return self.fails(),
            None => None,
        };
        if let Some(word) = word {
            let found = figures.iter().find(|(choice, _)| *choice == *word);
            return match found {
                Some((_, number)) => next(self, Value::point(number.to_wide())),
                None => self.fails(),
            };
        }
        if scheme.facts[by].choices().len() > 63 {
            // More words than there are bits: any of the figures may be the nominee's.
            self.unsure += 1;
            for (_, number) in figures {
                next(self, Value::point(number.to_wide()));
            }
            self.unsure -= 1;
            return;
        }
        let choice = self.choice(ChoiceKey::Fact(by));
        for (word, number) in figures {
            let words = scheme.facts[by].choices().iter();
            let place = words.take(64).position(|(known, _)| **known == **word);
            if let Some(place) = place {
                self.among(choice, 1 << place, &mut |me| {
                    next(me, Value::point(number.to_wide()));
                });
            }
        }
    }

    /// A word: one that is known, one of a choice, or any.
    pub(super) fn word(&mut self, word: &'p Word, next: &mut dyn FnMut(&mut Self, Known<'p>)) {
        if !self.visit() {
            return;
        }
        let nominee = self.setting.nominee.map(|(row, _)| row);
        match word {
            Word::Constant(word) => next(self, Known::Word(word)),
            Word::Fact(fact) => match self.known(*fact) {
                Some(Given::Reported(FactValue::Text(word))) => next(self, Known::Word(word)),
                Some(_) => self.fails(),
                None if !self.may_be_given(*fact) => self.fails(),
                None => {
                    let choices = self.setting.scheme.facts[*fact].choices();
                    if choices.is_empty() || choices.len() > 63 {
                        return next(self, Known::Any(bit(*fact)));
                    }
                    let choice = self.choice(ChoiceKey::Fact(*fact));
                    next(self, Known::Choice(choice));
                }
            },
            Word::Subject => match (nominee, self.setting.scheme.subject) {
                (Some(row), _) => next(self, Known::Word(row.known.subject.id())),
                (None, Some(subject)) => next(self, Known::Word(subject.id())),
                (None, None) => {
                    let choice = self.choice(ChoiceKey::Subject);
                    next(self, Known::Choice(choice));
                }
            },
            Word::Class => match nominee {
                Some(row) => match row.reached.class {
                    Some(Some(class)) => {
                        let class = self.setting.scheme.classes.get(class);
                        next(
                            self,
                            Known::Word(class.map_or("", |class| class.id.as_str())),
                        );
                    }
                    Some(None) => next(self, Known::Word("")),
                    None => self.fails(),
                },
                None if self.setting.scheme.classes.len() > 62 => next(self, Known::Any(0)),
                None => {
                    let choice = self.choice(ChoiceKey::Class);
                    next(self, Known::Choice(choice));
                }
            },
            Word::Unit | Word::Field => match nominee {
                Some(row) => {
                    let word = if matches!(word, Word::Unit) {
                        row.known.unit
                    } else {
                        row.known.field
                    };
                    match word {
                        Some(word) => next(self, Known::Word(word)),
                        None => self.fails(),
                    }
                }
                None => next(self, Known::Any(0)),
            },
            Word::Choose(choose) => self.branch(&choose.condition, choose.at, &mut |me, then| {
                let side = if then {
                    &choose.then
                } else {
                    &choose.otherwise
                };
                me.word(side, next);
            }),
            Word::Let(local) => self.local(local, &mut |me, body| me.word(body, next)),
            Word::After(after) => {
                self.done(&after.first, &mut |me| me.word(&after.then, next));
            }
            Word::Fails => self.fails(),
        }
    }

    /// Whether a fact may be there on this way: not where `given` has just said no.
    pub(super) fn may_be_given(&self, fact: usize) -> bool {
        let key = ChoiceKey::Given(Name::Fact(fact));
        let asked = self.choices.iter().find(|choice| choice.key == key);
        asked.is_none_or(|asked| asked.left & 1 != 0)
    }
}

/// The bounds that a fact is declared with.
pub(super) fn declared(scheme: &Scheme, fact: usize) -> Interval {
    let fact = &scheme.facts[fact];
    let min = match fact.kind {
        FactKind::Percent => Some(
            fact.min
                .clone()
                .unwrap_or_default()
                .max(crate::number::Number::ZERO),
        ),
        _ => fact.min.clone(),
    };
    let bounds = Interval::closed(
        min.as_ref().map(crate::number::Number::to_wide),
        fact.max.as_ref().map(crate::number::Number::to_wide),
    );
    match fact.kind {
        FactKind::Integer => bounds.whole(),
        FactKind::Number | FactKind::Percent => bounds,
        _ => Interval::default(),
    }
}
