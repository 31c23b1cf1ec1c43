//! What a walk knows of facts, values and words.

use super::{ChoiceKey, Interval, Ranges, Value, WithNumber, bit};
use crate::number::Number;
use crate::rule::eval::{Frame, NoTrace};
use crate::rule::expr::Expr;
use crate::scheme::{DatedNumber, FactEntry, FactKind, FactValue, Name, Scheme};

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

impl<'p> Ranges<'p> {
    /// The value of a fact of the nominee, where facts are known.
    pub(super) fn known(&self, fact: usize) -> Option<&'p FactEntry> {
        let (row, varies) = self.context.nominee?;
        (fact != varies).then(|| row.known.facts.get(fact))?
    }

    /// Whether a part is worked out without the fact that varies: a constant, or a known fact.
    pub(super) fn is_plain(&self, expr: &Expr) -> bool {
        match expr {
            Expr::Number(_) | Expr::Text(_) => true,
            Expr::Read(Name::Fact(fact)) => self
                .context
                .nominee
                .is_none_or(|(_, varies)| varies != *fact),
            _ => false,
        }
    }

    /// Evaluates a part of the rule without locals for the nominee that is known.
    pub(super) fn frame<T>(
        &self,
        part: impl FnOnce(&mut Frame<'_, NoTrace>) -> Option<T>,
    ) -> Option<T> {
        let (row, _) = self.context.nominee?;
        part(&mut Frame {
            row,
            locals: &mut [],
            tracer: &mut NoTrace,
        })
    }

    /// A value of the scheme: its figure on the day, one for each choice where it differs.
    pub(super) fn figure(&mut self, at: usize, next: WithNumber<'_, 'p>) {
        let Some(Some(dated)) = self.context.figures.get(at) else {
            return self.fails();
        };
        let figures = match &dated.number {
            DatedNumber::One(number) => return next(self, &Value::point(number.clone())),
            DatedNumber::ByChoice(figures) => figures,
        };
        let scheme = self.context.scheme;
        let Some(by) = scheme.values[at].by else {
            return self.fails();
        };
        let word = match self.known(by) {
            Some(FactEntry::Reported(FactValue::Text(word))) => Some(&**word),
            Some(_) => return self.fails(),
            None => None,
        };
        if let Some(word) = word {
            let found = figures.iter().find(|(choice, _)| *choice == *word);
            return match found {
                Some((_, number)) => next(self, &Value::point(number.clone())),
                None => self.fails(),
            };
        }
        if scheme.facts[by].choices().len() > 63 {
            // More words than there are bits: any of the figures may be the nominee's.
            self.unsure += 1;
            for (_, number) in figures {
                next(self, &Value::point(number.clone()));
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
                    next(me, &Value::point(number.clone()));
                });
            }
        }
    }

    /// A word: one that is known, one of a choice, or any.
    pub(super) fn word(&mut self, expr: &'p Expr, next: &mut dyn FnMut(&mut Self, Known<'p>)) {
        if !self.visit() {
            return;
        }
        let nominee = self.context.nominee.map(|(row, _)| row);
        let scheme = self.context.scheme;
        match expr {
            Expr::Text(word) => next(self, Known::Word(word)),
            Expr::Read(Name::Fact(fact)) => match self.known(*fact) {
                Some(FactEntry::Reported(FactValue::Text(word))) => next(self, Known::Word(word)),
                Some(_) => self.fails(),
                None if !self.may_be_given(*fact) => self.fails(),
                None => {
                    let choices = scheme.facts[*fact].choices();
                    if choices.is_empty() || choices.len() > 63 {
                        return next(self, Known::Any(bit(*fact)));
                    }
                    let choice = self.choice(ChoiceKey::Fact(*fact));
                    next(self, Known::Choice(choice));
                }
            },
            Expr::Read(Name::Subject) => match (nominee, scheme.subject) {
                (Some(row), _) => next(self, Known::Word(row.known.subject.id())),
                (None, Some(subject)) => next(self, Known::Word(subject.id())),
                (None, None) => {
                    let choice = self.choice(ChoiceKey::Subject);
                    next(self, Known::Choice(choice));
                }
            },
            Expr::Read(Name::Class) => match nominee.map(|row| row.reached.class) {
                Some(Some(class)) => {
                    let class = class.and_then(|class| scheme.classes.get(class));
                    next(self, Known::Word(class.map_or("", |class| &class.id)));
                }
                Some(None) => self.fails(),
                None if scheme.classes.len() > 62 => next(self, Known::Any(0)),
                None => {
                    let choice = self.choice(ChoiceKey::Class);
                    next(self, Known::Choice(choice));
                }
            },
            Expr::Read(name @ (Name::Unit | Name::Field)) => match nominee {
                Some(row) => {
                    let word = match name {
                        Name::Unit => row.known.unit,
                        _ => row.known.field,
                    };
                    match word {
                        Some(word) => next(self, Known::Word(word)),
                        None => self.fails(),
                    }
                }
                None => next(self, Known::Any(0)),
            },
            Expr::If(branch) => self.choose(branch, &mut |me, side| me.word(side, next)),
            Expr::Let(local) => self.local(local, &mut |me, body| me.word(body, next)),
            Expr::Sequence(sequence) => {
                self.effect(&sequence.first, &mut |me| me.word(&sequence.then, next));
            }
            _ => self.fails(),
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
        FactKind::Percent => Some(fact.min.clone().unwrap_or_default().max(Number::ZERO)),
        _ => fact.min.clone(),
    };
    let bounds = Interval::closed(min, fact.max.clone());
    match fact.kind {
        FactKind::Integer => bounds.whole(),
        FactKind::Number | FactKind::Percent => bounds,
        _ => Interval::default(),
    }
}
