//! Facts that rules name and nobody declared: the lines that declare them, to be pasted.

use std::collections::BTreeSet;

use super::problem::RuleProblem;
use crate::diagnostic::{Diagnostics, Place};

/// Names that are neither declared nor nearly the name of anything, as rules use them.
#[derive(Debug, Default)]
pub(super) struct Undeclared {
    /// In the order of the rules, each once.
    names: Vec<String>,
    /// Where the first of them stands.
    first: Option<Place>,
    /// The rules that name any.
    rules: BTreeSet<String>,
}

impl Undeclared {
    /// Takes a name that a rule says at a place.
    pub(super) fn take(&mut self, name: &str, place: Place, rule: &str) {
        self.rules.insert(rule.to_owned());
        self.first.get_or_insert(place);
        if !self.names.iter().any(|known| known == name) {
            self.names.push(name.to_owned());
        }
    }

    /// Reports all of them together.
    pub(super) fn report(self, diagnostics: &mut Diagnostics) {
        let Some(first) = self.first else { return };
        let names = self.names.iter().map(|name| format!("`{name}`"));
        let blocks = self.names.iter().map(|name| {
            let label = name.replace('_', " ");
            let kind = kind(name, &self.rules);
            format!("[facts.{name}]\nlabel = \"{label}\"\n{kind}")
        });
        let problem = RuleProblem::FactsUndeclared {
            count: self.names.len(),
            names: names.collect::<Vec<_>>().join(", "),
            lines: blocks.collect::<Vec<_>>().join("\n"),
        };
        diagnostics.report(first, problem);
    }
}

/// The lines that say a fact's type, guessed from how rules use it.
fn kind(name: &str, rules: &BTreeSet<String>) -> String {
    let uses = || rules.iter().flat_map(|rule| uses(rule, name));
    let is_in = |functions: &[&str]| uses().any(|one| functions.contains(&one.function));
    let mut choices: Vec<&str> = Vec::new();
    for choice in uses().filter_map(|one| one.choice()) {
        if !choices.contains(&choice) {
            choices.push(choice);
        }
    }
    if !choices.is_empty() {
        let choices: Vec<String> = choices.iter().map(|it| format!("\"{it}\"")).collect();
        return format!("type = \"choice\"\nchoices = [{}]", choices.join(", "));
    }
    let kind = if is_in(&["years_between", "days_between"]) || uses().any(|it| it.is_by_day()) {
        "type = \"date\""
    } else if is_in(&[
        "len",
        "mean",
        "median",
        "sum",
        "trimmed_mean",
        "trimmed_sum",
        "count",
    ]) {
        "type = \"list\"\nof = \"number\""
    } else if uses().any(|one| one.is_condition()) {
        "type = \"yes-no\""
    } else if ["ty_le", "ti_le", "phan_tram"]
        .iter()
        .any(|it| name.starts_with(it))
    {
        "type = \"percent\"\nmax = 100"
    } else if name.starts_with("so_") {
        "type = \"integer\"\nmin = 0"
    } else {
        "type = \"number\"\nmin = 0"
    };
    kind.to_owned()
}

/// A name where a rule says it.
struct Use<'r> {
    before: &'r str,
    after: &'r str,
    /// The function in whose brackets it stands first.
    function: &'r str,
}

/// Each place where a rule says a word.
fn uses<'r>(rule: &'r str, name: &str) -> Vec<Use<'r>> {
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '_';
    let found = rule.match_indices(name).filter_map(|(at, _)| {
        let (before, after) = (&rule[..at], &rule[at + name.len()..]);
        if before.ends_with(is_part) || after.starts_with(is_part) {
            return None;
        }
        let (before, after) = (before.trim_end(), after.trim_start());
        let head = open_bracket(before).map_or("", |at| before[..at].trim_end());
        let start = head.trim_end_matches(is_part).len();
        Some(Use {
            before,
            after,
            function: &head[start..],
        })
    });
    found.collect()
}

/// Where the last bracket opens that is not closed.
fn open_bracket(text: &str) -> Option<usize> {
    let mut closed = 0_usize;
    text.char_indices().rev().find_map(|(at, letter)| {
        match letter {
            ')' => closed += 1,
            '(' if closed == 0 => return Some(at),
            '(' => closed -= 1,
            _ => {}
        }
        None
    })
}

impl<'r> Use<'r> {
    /// The word with which it is compared.
    fn choice(&self) -> Option<&'r str> {
        let mut signs = ["==", "!="].iter();
        let compared = signs.find_map(|sign| self.after.strip_prefix(sign));
        let compared = compared.or_else(|| {
            let rest = self.after.strip_prefix(',')?;
            (self.function == "at_least").then_some(rest)
        });
        compared?.trim_start().strip_prefix('"')?.split('"').next()
    }

    /// Whether it is compared with a day.
    fn is_by_day(&self) -> bool {
        let other = self
            .after
            .trim_start_matches(['<', '>', '=', '!'])
            .trim_start();
        let days = ["date", "deadline", "received", "period_start", "period_end"];
        other.len() < self.after.len() && days.iter().any(|day| other.starts_with(day))
    }

    /// Whether it is a condition by itself.
    fn is_condition(&self) -> bool {
        let is_open = self.before.is_empty() || self.before.ends_with(['!', '&', '|']);
        let is_open = is_open || self.before.ends_with("if");
        let is_closed = self.after.is_empty() || self.after.starts_with(['&', '|', '{', ')', ';']);
        let is_in_brackets = self.before.ends_with('(') && self.function.is_empty();
        (is_open || is_in_brackets)
            && is_closed
            && !(self.before.is_empty() && self.after.starts_with(')'))
    }
}
