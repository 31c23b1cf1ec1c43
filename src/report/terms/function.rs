//! How a function of a rule is said: by the words of its row in the table of functions.

use super::{Binding, Terms};
use crate::report::words::Words;
use crate::rule::function::Body;
use crate::rule::trace::{FunctionCall, Term};

impl Terms<'_, '_> {
    /// A function and what it is called with: the items of a list one by one, then the rest.
    pub(super) fn function(&self, called: FunctionCall, parts: &[Term]) -> String {
        if called.function.name == "ramp" {
            let ramp = self.ramp(parts);
            return match parts.get(5) {
                Some(cap) => self.words.capped(&ramp, &self.ceiling(Some(cap))),
                None => ramp,
            };
        }
        if let ("round", [what, Term::Constant(step)]) = (called.function.name, parts)
            && !step.is_whole()
        {
            let what = self.term(what);
            return self.words.rounded_by(&what, &self.digits(step));
        }
        let [vi, en] = called.overload.say;
        let is_list = matches!(called.overload.body, Body::List(..));
        let beside = called.overload.parameters.len() - usize::from(is_list);
        let items = parts.len().saturating_sub(beside);
        let argument = |at: usize| match (is_list, at.checked_sub(1)) {
            (true, Some(at)) => parts.get(items + at),
            _ => parts.get(at),
        };
        let mut said = String::new();
        let mut rest = self.locale.of(vi, en);
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}').unwrap_or((after, ""));
            said += before;
            rest = after;
            let part = name
                .trim_end_matches(['.', '^'])
                .parse()
                .ok()
                .and_then(argument);
            said += &match (name, part) {
                ("*", _) => {
                    let all = if is_list { &parts[..items] } else { parts };
                    let all: Vec<_> = all.iter().map(|part| self.term(part)).collect();
                    all.join("; ")
                }
                (name, part) if name.ends_with('^') => self.ceiling(part),
                (name, Some(part)) if name.ends_with('.') => self.bound(part, Binding::Product),
                (_, Some(Term::Word(award)))
                    if matches!(called.overload.body, Body::History(_)) =>
                {
                    self.award(award)
                }
                (_, Some(part)) => self.term(part),
                (_, None) => String::new(),
            };
        }
        said + rest
    }

    /// So much up to a number, and so much more for each further step.
    fn ramp(&self, parts: &[Term]) -> String {
        let [what, from, base, each, add, ..] = parts else {
            return String::new();
        };
        let measured = |term: &Term| match term {
            Term::Constant(number) => self.measured(what, &number.abs()),
            term => self.term(term),
        };
        let down = matches!(each, Term::Constant(number) if number.is_negative());
        let say = if down { Words::ramp_down } else { Words::ramp };
        let (base, add) = (self.term(base), self.term(add));
        say(
            self.words,
            &self.term(what),
            &measured(from),
            &base,
            &measured(each),
            &add,
        )
    }

    /// A ceiling; the row's own maximum is called so.
    fn ceiling(&self, cap: Option<&Term>) -> String {
        match cap {
            Some(Term::Constant(number)) if self.max.as_ref() == Some(number) => {
                format!("{} {}", self.words.maximum(), self.digits(number))
            }
            Some(cap) => self.term(cap),
            None => String::new(),
        }
    }

    fn award(&self, award: &str) -> String {
        let mut awards = self.scheme.awards.iter();
        let known = awards.find(|known| known.id == award);
        let title = known.map_or(award, |known| known.title.get(self.locale));
        format!("“{title}”")
    }
}
