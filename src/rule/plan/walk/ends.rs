//! What is known at the ends of a walk's ways.

use super::space::Interval;
use super::value::Value;
use super::{ChoiceKey, End, Key, Walk};
use crate::number::Decimal;

impl Walk<'_> {
    /// Within which bounds a fact lies at an end.
    pub(crate) fn interval(&self, end: &End, fact: usize) -> Interval {
        let wanted = |key: &Key<'_>| matches!(key, Key::Fact(at) | Key::Day(at) if *at == fact);
        let place = self.things.iter().position(|thing| wanted(&thing.key));
        match place.filter(|place| *place < end.things.1) {
            Some(place) => self.intervals[end.things.0 + place],
            None => self.declared(fact),
        }
    }

    /// Which of its words a fact may be at an end, a bit each.
    pub(crate) fn left(&self, end: &End, fact: usize) -> u64 {
        let key = ChoiceKey::Fact(fact);
        let place = self.choices.iter().position(|choice| choice.key == key);
        match place.filter(|place| *place < end.choices.1) {
            Some(place) => self.lefts[end.choices.0 + place],
            None => self.all_of(key),
        }
    }

    /// The facts of numbers or days that were read, and whether they are whole.
    pub(crate) fn facts(&self) -> impl Iterator<Item = (usize, bool)> {
        self.things.iter().filter_map(|thing| match thing.key {
            Key::Fact(fact) | Key::Day(fact) => Some((fact, thing.whole)),
            _ => None,
        })
    }

    /// The facts of words, or of yes and no, that were read.
    pub(crate) fn choice_facts(&self) -> impl Iterator<Item = usize> {
        self.choices.iter().filter_map(|choice| match choice.key {
            ChoiceKey::Fact(fact) => Some(fact),
            _ => None,
        })
    }

    /// The fact that a thing is.
    pub(crate) fn fact_of(&self, thing: usize) -> Option<usize> {
        match self.things.get(thing)?.key {
            Key::Fact(fact) | Key::Day(fact) => Some(fact),
            _ => None,
        }
    }

    /// Whether what an end gives is a line over one thing.
    pub(crate) fn is_line(&self, end: &End) -> bool {
        matches!(end.value, Some(Value::Line(line)) if self.fact_of(line.thing).is_some())
    }

    /// Whether what an end gives rises along this fact; nothing where it does not run along it.
    pub(crate) fn rises_along(&self, end: &End, fact: usize) -> Option<bool> {
        match end.value? {
            Value::Line(line) if self.fact_of(line.thing) == Some(fact) => {
                Some(line.times.is_sign_positive())
            }
            _ => None,
        }
    }

    /// The bounds of what an end gives, where the facts lie as they do there; nothing where the
    /// plan fails.
    pub(crate) fn given_at(&self, end: &End) -> Option<(Option<Decimal>, Option<Decimal>)> {
        match end.value? {
            Value::Within(bounds) => Some((bounds.low, bounds.high)),
            Value::Line(line) => {
                let interval = self.intervals.get(end.things.0 + line.thing)?;
                let low = interval.low().and_then(|(at, _)| line.at(at));
                let whole = self.things.get(line.thing)?.whole;
                let high = interval.high(whole).and_then(|(at, _)| line.at(at));
                Some(if line.times.is_sign_negative() {
                    (high, low)
                } else {
                    (low, high)
                })
            }
        }
    }
}
