//! What is said of a function: how it is called, what it does, which range it has, how it reads.

use jiff::civil::Date;

use crate::locale::Text;
use crate::number::Number;
use crate::scheme::PastAward;

/// One function that rules may call.
#[derive(Debug)]
pub struct Function {
    /// Its name.
    pub name: &'static str,
    /// How it is called.
    pub usage: &'static str,
    /// What it gives, in Vietnamese.
    pub vi: &'static str,
    /// What it gives, in English.
    pub en: &'static str,
    /// The ways to call it.
    pub overloads: &'static [Overload],
    /// What is known of its result without its arguments being known exactly.
    pub range: Range,
}

/// One way to call a function.
#[derive(Debug)]
pub struct Overload {
    /// Its parameters; those of [`Body::Keys`] after the first are keys of one map.
    pub parameters: &'static [&'static str],
    /// What it does.
    pub body: Body,
    /// How an explanation says it, in Vietnamese and in English: `{0}` is an argument, `{0.}` one
    /// in brackets where it is itself made of others, `{0^}` a ceiling, and `{*}` all of them.
    /// Empty for what is not said as a formula.
    pub say: [&'static str; 2],
}

/// What a function does.
#[derive(Debug, Clone, Copy)]
pub enum Body {
    /// Numbers to a number, in the rule language over the parameters; `refuse(…)` where it fails.
    Rule(&'static str),
    /// As [`Body::Rule`], but put in place of its call without a trace of its own.
    Inline(&'static str),
    /// As [`Body::Rule`], the parameters after the first given as keys of a map.
    Keys(&'static str),
    /// Numbers to a number.
    Numbers(fn(&[Number]) -> FunctionResult<Number>),
    /// The numbers of a list, and further numbers, to a number; whether the result is whole where
    /// all of the list are.
    List(fn(&[Number], &[Number]) -> FunctionResult<Number>, bool),
    /// Two days to a whole number.
    Days(fn(Date, Date) -> i64),
    /// The nominee's past awards, the award, and whole numbers, to a whole number.
    History(fn(&Past<'_>, &str, &[i64]) -> i64),
    /// A form of the language, with a lowering and an evaluation of its own.
    Form,
}

/// What a native function gives, or why it fails.
pub type FunctionResult<T> = Result<T, Text>;

/// What a nominee was awarded before.
#[derive(Debug, Clone, Copy)]
pub struct Past<'a> {
    /// The year of the review.
    pub year: i16,
    /// The awards, ordered by year.
    pub awards: &'a [PastAward],
}

/// What is known of a function's result without its arguments being known exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Range {
    /// It never falls as one of its numbers rises.
    Rising,
    /// It is a whole number, not below 0.
    Count,
    /// Nothing.
    Any,
}

impl Function {
    /// Whether it asks about the nominee's past awards.
    pub(in crate::rule) fn asks_history(&self) -> bool {
        let mut overloads = self.overloads.iter();
        overloads.any(|overload| matches!(overload.body, Body::History(_)))
    }

    /// With how many arguments it may be called, rising.
    pub fn arguments(&self) -> Vec<usize> {
        let counts = self.overloads.iter().map(Overload::arguments);
        let mut counts: Vec<_> = counts.collect();
        counts.dedup();
        counts
    }
}

impl Overload {
    /// With how many arguments it is called.
    pub fn arguments(&self) -> usize {
        match self.body {
            Body::Keys(_) => 2,
            _ => self.parameters.len(),
        }
    }
}

impl Body {
    /// The function in the rule language, if it is said there.
    pub(in crate::rule) fn text(&self) -> Option<&'static str> {
        match self {
            Self::Rule(text) | Self::Inline(text) | Self::Keys(text) => Some(text),
            _ => None,
        }
    }
}
