//! What a rule asked, said as sentences that are true.

use super::{Terms, Words};
use crate::number::Number;
use crate::report::names::field;
use crate::rule::expr::Relation;
use crate::rule::trace::{Condition, Question, Term};
use crate::scheme::{DatedNumber, Name};

impl Terms<'_, '_> {
    /// A threshold: the number with its unit, and where it comes from.
    fn threshold(&self, of: &Term, right: &Term, number: &Number) -> String {
        let measured = self.measured(of, number);
        match right {
            Term::Constant(_) => measured,
            Term::Named(Name::Value(at)) => {
                let value = &self.scheme.values[*at];
                let dated = value.on(self.date);
                let basis = dated.and_then(|dated| dated.basis.as_ref());
                let basis = basis.map(|basis| basis.get(self.locale));
                let paper = self.words.by_paper(value.label.get(self.locale), basis);
                // A figure by choice is the nominee's own; the label says of what.
                debug_assert!(dated.is_none_or(|dated| match &dated.number {
                    DatedNumber::One(one) => one == number,
                    DatedNumber::ByChoice(_) => true,
                }));
                format!("{measured} ({paper})")
            }
            _ => format!("{measured} ({})", self.term(right)),
        }
    }

    /// What was asked and how it is, as one sentence that is true.
    pub(in crate::report) fn question(&self, question: &Question) -> String {
        let words = self.words;
        let holds = question.holds;
        match &question.what {
            Condition::Numbers {
                left,
                value,
                relation,
                right,
                threshold,
            } => {
                let (head, value) = (self.head(left), self.measured(left, value));
                let said = self.threshold(left, right, threshold);
                let is_level = matches!(right, Term::Constant(_) | Term::Named(Name::Value(_)));
                let head = match left {
                    Term::Named(_) => head,
                    // Where the formula ends and its value begins.
                    _ => format!("{head}:"),
                };
                let equality = matches!(relation, Relation::Equal | Relation::Different);
                if equality && sign(*relation, holds) == "=" && is_level {
                    let head = head.trim_end_matches(':');
                    return format!("{head}: {value}");
                }
                let said = if is_level && !equality {
                    words.level(&said)
                } else {
                    said
                };
                format!("{head} {value} {} {said}", sign(*relation, holds))
            }
            Condition::Yes(name) => {
                let answer = match (name, holds) {
                    (Name::Standard(_), true) => self.words.met(),
                    (Name::Standard(_), false) => self.words.not_met(),
                    (_, true) => self.words.yes(),
                    (_, false) => self.words.no_answer(),
                };
                words.is_word(&self.name(*name), answer)
            }
            Condition::IsWord(of, word) => {
                let (head, value) = (self.head(of), self.own(of));
                if holds {
                    words.is_word(&head, &value)
                } else {
                    words.is_not_word(&head, &value, &self.word(of, word))
                }
            }
            Condition::AtLeast(of, word) => {
                let say = if holds { Words::at_level } else { Words::below };
                say(words, &self.head(of), &self.own(of), &self.word(of, word))
            }
            Condition::Holds(fact, what) => {
                let what = match what {
                    Term::Word(word) => word.to_string(),
                    what => self.term(what),
                };
                let say = if holds {
                    Words::holds
                } else {
                    Words::holds_not
                };
                say(words, &self.name(Name::Fact(*fact)), &what)
            }
            Condition::Days(left, relation, right) => {
                let side = |term: &Term| match term {
                    Term::Named(_) => format!("{} {}", self.head(term), self.own(term)),
                    term => self.term(term),
                };
                format!("{} {} {}", side(left), sign(*relation, holds), side(right))
            }
            Condition::Given(name) => {
                let say = if holds {
                    Words::given
                } else {
                    Words::not_given
                };
                say(words, &self.name(*name))
            }
        }
    }

    /// What would have to be for the other answer: what it is about, and what it would have to be,
    /// alone and with what it is about.
    pub(in crate::report) fn wanted(
        &self,
        question: &Question,
    ) -> Option<(String, String, String)> {
        let holds = question.holds;
        let (head, needed, joint) = match &question.what {
            Condition::Numbers {
                left,
                relation,
                right,
                threshold,
                ..
            } => {
                let threshold = self.threshold(left, right, threshold);
                match sign(*relation, !holds) {
                    "=" => (self.head(left), threshold, ": "),
                    sign => (self.head(left), format!("{sign} {threshold}"), " "),
                }
            }
            Condition::IsWord(of, word) if !holds => {
                (self.head(of), format!("“{}”", self.word(of, word)), ": ")
            }
            Condition::AtLeast(of, word) if !holds => {
                let needed = self.words.or_better(&self.word(of, word));
                (self.head(of), needed, ": ")
            }
            Condition::Yes(name @ Name::Fact(_)) => {
                let answer = if holds {
                    self.words.no_answer()
                } else {
                    self.words.yes()
                };
                (self.name(*name), answer.to_owned(), ": ")
            }
            _ => return None,
        };
        let whole = format!("{head}{joint}{needed}");
        Some((head, needed, whole))
    }

    /// The same with the level that was prescribed, where it is met to the point.
    pub(in crate::report) fn demand(&self, question: &Question) -> String {
        let said = self.question(question);
        match &question.what {
            Condition::Numbers {
                left,
                relation: relation @ (Relation::Equal | Relation::Different),
                right: right @ (Term::Constant(_) | Term::Named(Name::Value(_))),
                threshold,
                ..
            } if sign(*relation, question.holds) == "=" => {
                let level = self.threshold(left, right, threshold);
                self.words.prescribed(&said, &level)
            }
            _ => said,
        }
    }

    /// The same where only how it is matters, and not what it is not.
    pub(in crate::report) fn answer(&self, question: &Question) -> String {
        match &question.what {
            Condition::IsWord(of, _) => self.words.is_word(&self.head(of), &self.own(of)),
            _ => self.question(question),
        }
    }

    /// The nominee's own value behind a name.
    fn own(&self, term: &Term) -> String {
        let Some((view, nominee)) = self.own else {
            return self.term(term);
        };
        let nomination = &nominee.nomination;
        let day = |day: Option<jiff::civil::Date>| day.map(|day| view.locale.date(day));
        let said = match term {
            Term::Named(Name::Fact(at)) => {
                let fact = &view.scheme().facts[*at];
                nomination
                    .facts
                    .get(*at)
                    .map(|given| view.given(fact, given))
            }
            Term::Named(Name::Unit) => nomination.unit.as_deref().map(str::to_owned),
            Term::Named(Name::Field) => nomination
                .field
                .as_deref()
                .map(|word| field(word, view.locale).to_owned()),
            Term::Named(Name::Subject) => Some(view.text(&nomination.subject.text()).to_owned()),
            Term::Named(Name::Class) => Some(view.class(nominee.class()).to_owned()),
            Term::Named(Name::Date) => day(Some(view.period.date)),
            Term::Named(Name::Deadline) => day(view.period.deadline),
            Term::Named(Name::PeriodStart) => day(view.period.start),
            Term::Named(Name::PeriodEnd) => day(view.period.end),
            Term::Named(Name::Received) => day(nomination.received),
            _ => None,
        };
        said.unwrap_or_else(|| self.term(term))
    }

    /// A word of a choice by its label.
    pub(in crate::report) fn word(&self, of: &Term, word: &str) -> String {
        match of {
            Term::Named(Name::Fact(at)) => {
                let mut choices = self.scheme.facts[*at].choices().iter();
                let known = choices.find(|(known, _)| **known == *word);
                known
                    .map_or(word, |(_, label)| label.get(self.locale))
                    .to_owned()
            }
            Term::Named(Name::Class) => {
                let mut classes = self.scheme.classes.iter();
                let known = classes.find(|class| class.id == word);
                known
                    .map_or(word, |class| class.title.get(self.locale))
                    .to_owned()
            }
            Term::Named(Name::Field) => field(word, self.locale).to_owned(),
            _ => word.to_owned(),
        }
    }
}

/// The sign of what is so: that of the relation, or of its contrary.
fn sign(relation: Relation, holds: bool) -> &'static str {
    let so = if holds { relation } else { relation.negated() };
    match so {
        Relation::Equal => "=",
        Relation::Different => "≠",
        Relation::Less => "<",
        Relation::AtMost => "≤",
        Relation::Greater => ">",
        Relation::AtLeast => "≥",
    }
}
