//! How a row gives its points, and what a rule of it reads.

use super::sentence::{Placed, Token};
use crate::locale::Text;
use crate::number::Number;

/// What a fact holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FactType {
    Percent,
    Integer,
    Number,
    YesNo,
}

/// A fact that a rule reads.
#[derive(Debug, Clone)]
pub(super) struct NewFact {
    pub(super) kind: FactType,
    /// What it is called; empty: as the row is.
    pub(super) label: String,
    /// Whether it may not pass 100.
    pub(super) ends_at_hundred: bool,
}

/// In what manner a row gives its points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Sort {
    /// A share of the maximum.
    Share,
    /// By where a number lies.
    Ranges,
    ForEach,
    LessForEach,
    YesNo,
    /// People choose one of some levels.
    Levels,
    /// People say how many points.
    #[default]
    Marked,
}

/// How a row gives its points.
#[derive(Debug, Default)]
pub(super) struct How {
    pub(super) sort: Sort,
    /// The fact and the rule, in which `FACT` stands for it; `None`: people mark the row.
    pub(super) rule: Option<(NewFact, String)>,
    /// What people may mark.
    pub(super) levels: Vec<(Number, String)>,
    /// The most points that its sentence names.
    pub(super) most: Option<Number>,
    /// What becomes of the row where it does not apply.
    pub(super) otherwise: Option<&'static str>,
    /// What is assumed.
    pub(super) notes: Vec<Text>,
    /// What people have to look at.
    pub(super) open: Vec<Text>,
}

/// A row as far as its points need it.
pub(super) struct Asked<'r> {
    pub(super) title: &'r str,
    pub(super) how: &'r str,
    pub(super) max: Option<&'r Number>,
    pub(super) is_deduction: bool,
}

/// The words of a condition, without accents.
pub(super) fn words(when: &[Placed]) -> String {
    let word = |it: &Placed| match &it.token {
        Token::Word(word) => Some(word.clone()),
        Token::Number(number) => Some(number.to_string()),
        _ => None,
    };
    when.iter().filter_map(word).collect::<Vec<_>>().join(" ")
}

/// A text with a capital at its beginning.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.trim().chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

impl How {
    /// By a rule over one fact.
    pub(super) fn ruled(sort: Sort, kind: FactType, label: String, rule: &str) -> Self {
        let fact = NewFact {
            kind,
            label,
            ends_at_hundred: kind == FactType::Percent,
        };
        Self {
            sort,
            rule: Some((fact, rule.to_owned())),
            ..Self::default()
        }
    }
}

/// So many times a count.
pub(super) fn times(each: &Number, count: &str) -> String {
    match *each == Number::ONE {
        true => count.to_owned(),
        false => format!("{each} * {count}"),
    }
}

impl Asked<'_> {
    /// So many points for each, up to a ceiling.
    pub(super) fn per(&self, count: &str, each: &Number, cap: Option<&Number>) -> String {
        match (cap, self.max) {
            (Some(cap), Some(max)) if cap < max => format!("per({count}, {each}, {cap})"),
            (_, Some(_)) => format!("per({count}, {each}, MAX)"),
            (Some(cap), None) => format!("per({count}, {each}, {cap})"),
            (None, None) => times(each, count),
        }
    }
}
