//! What is known at the ends of the ways.

use super::{Along, ChoiceKey, End, Interval, Key, Ranges, Value};
use crate::number::Number;

impl Ranges<'_> {
    /// The place of a fact among the variables.
    fn place(&self, fact: usize) -> Option<usize> {
        let wanted = |key: &Key<'_>| matches!(key, Key::Fact(at) | Key::Day(at) if *at == fact);
        self.variables.iter().position(|one| wanted(&one.key))
    }

    /// Within which bounds a fact lies at an end.
    pub(in crate::rule) fn interval(&self, end: &End, fact: usize) -> Interval {
        let place = self.place(fact);
        let interval = place.and_then(|place| end.intervals.get(place));
        interval.map_or_else(|| self.declared(fact), Interval::clone)
    }

    /// Which of its words a fact may be at an end, a bit each.
    pub(in crate::rule) fn left(&self, end: &End, fact: usize) -> u64 {
        let key = ChoiceKey::Fact(fact);
        let place = self.choices.iter().position(|choice| choice.key == key);
        let left = place.and_then(|place| end.lefts.get(place));
        left.map_or_else(|| self.all_of(key), |left| *left)
    }

    /// The facts of numbers or days that were read, and whether they are whole.
    pub(in crate::rule) fn facts(&self) -> impl Iterator<Item = (usize, bool)> {
        self.variables.iter().filter_map(|one| match one.key {
            Key::Fact(fact) | Key::Day(fact) => Some((fact, one.whole)),
            _ => None,
        })
    }

    /// The facts of words, or of yes and no, that were read.
    pub(in crate::rule) fn choice_facts(&self) -> impl Iterator<Item = usize> {
        self.choices.iter().filter_map(|choice| match choice.key {
            ChoiceKey::Fact(fact) => Some(fact),
            _ => None,
        })
    }

    /// The fact that a variable is.
    pub(super) fn fact_of(&self, variable: usize) -> Option<usize> {
        match self.variables.get(variable)?.key {
            Key::Fact(fact) | Key::Day(fact) => Some(fact),
            _ => None,
        }
    }

    /// Whether the same nominee may come to both ends but for one fact.
    pub(in crate::rule) fn are_alike(&self, one: &End, other: &End, but: usize) -> bool {
        let own = self.place(but);
        let variables = one.intervals.iter().zip(&other.intervals).enumerate();
        let mut apart = variables.filter(|(at, (a, b))| {
            // What is made of the fact is another for another fact.
            let along = self.variables[*at].along.facts();
            own != Some(*at) && along & super::bit(but) == 0 && a.and(b).is_empty()
        });
        let key = ChoiceKey::Fact(but);
        let mut choices = self.choices.iter().zip(one.lefts.iter().zip(&other.lefts));
        apart.next().is_none() && choices.all(|(choice, (a, b))| choice.key == key || a & b != 0)
    }

    /// Whether what an end gives depends on nothing but this fact.
    pub(in crate::rule) fn is_over(&self, end: &End, fact: usize) -> bool {
        match &end.value {
            Some(Value::Quotient(quotient)) => self.fact_of(quotient.variable) == Some(fact),
            Some(value) => value.as_point().is_some(),
            None => false,
        }
    }

    /// Whether what an end gives runs over one fact.
    pub(in crate::rule) fn is_line(&self, end: &End) -> bool {
        matches!(&end.value, Some(Value::Quotient(one)) if self.fact_of(one.variable).is_some())
    }

    /// On which facts it depends what an end gives.
    pub(in crate::rule) fn along(&self, end: &End) -> Along {
        end.value
            .as_ref()
            .map_or_else(Along::default, |value| self.bounds(value).along)
    }

    /// Whether what an end gives rises along this fact; `None` if it does not run along it, or
    /// both rises and falls.
    pub(in crate::rule) fn rises_along(&self, end: &End, fact: usize) -> Option<bool> {
        let along = self.along(end);
        let (rises, falls) = (
            along.rises & super::bit(fact) != 0,
            along.falls & super::bit(fact) != 0,
        );
        (rises != falls).then_some(rises)
    }

    /// The bounds of what an end gives, where the facts lie as they do there; `None` if the rule
    /// fails.
    pub(in crate::rule) fn given_at(&self, end: &End) -> Option<(Option<Number>, Option<Number>)> {
        match end.value.as_ref()? {
            Value::Within(bounds) => Some((bounds.low.clone(), bounds.high.clone())),
            Value::Quotient(quotient) => {
                let interval = end.intervals.get(quotient.variable)?;
                let whole = self.variables.get(quotient.variable)?.whole;
                Some(quotient.over(interval, whole))
            }
        }
    }
}
