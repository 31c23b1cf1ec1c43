//! What is known of a nominee, and the numbers that come from papers.

use std::sync::Arc;

use jiff::civil::Date;

use crate::document::{RuleText, Scalar, Spanned};
use crate::locale::{Locale, Text};
use crate::number;
use crate::number::Number;
use crate::source::Span;

/// One thing that is known of a nominee (số liệu): a column of the nomination list.
#[derive(Debug, Clone)]
pub struct Fact {
    /// The name by which rules and columns call it.
    pub id: String,
    /// What people read above the column.
    pub label: Text,
    /// What its cells hold.
    pub kind: FactKind,
    /// The unit of measure.
    pub unit: Option<Text>,
    /// The least number allowed.
    pub min: Option<Number>,
    /// The greatest number allowed.
    pub max: Option<Number>,
    /// Which way is better, for the check that better never means fewer points.
    pub better: Option<Better>,
    /// Whether an empty cell makes the nominee incomplete.
    pub required: bool,
    /// What an empty cell counts as; `None`: nothing.
    pub empty: Option<FactValue>,
    /// Whether no two nominees may have it alike (K49).
    pub unique: bool,
    /// Where it comes from.
    pub from: FactFrom,
    /// Where it is declared.
    pub span: Span,
}

/// Where a fact of a nominee comes from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum FactFrom {
    /// From the nominee's own row.
    #[default]
    Nominee,
    /// From the row of its unit.
    Unit,
    /// The class of its unit in the ranking of another scheme, by that scheme's id (K28, K40).
    ClassIn(Spanned<String>),
    /// From the marks of a criterion, by its index: the one mark, which its rule calls `mark`.
    Mark(usize),
    /// From the marks of a criterion, by its index: all that count, which its rule calls `marks`.
    Marks(usize),
}

/// What the cells of a fact hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FactKind {
    /// A whole number.
    Integer,
    /// A number with decimals.
    Number,
    /// A number from 0 upward, whose cells may carry `%`.
    Percent,
    /// Yes or no.
    YesNo,
    /// One of these words, best first, each with its label.
    Choice(Vec<(Arc<str>, Text)>),
    /// Any words.
    Text,
    /// A calendar date.
    Date,
    /// Several of one kind.
    List(Box<FactKind>),
}

impl FactKind {
    /// Whether it is free text, or a list of such.
    pub fn is_free_text(&self) -> bool {
        match self {
            Self::Text => true,
            Self::List(kind) => kind.is_free_text(),
            _ => false,
        }
    }
}

/// Which way a fact is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Better {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
    /// The first of the choices is the best.
    First,
}

/// A value of a fact, as it was reported.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum FactValue {
    /// A whole number.
    Integer(i64),
    /// A number or percent.
    Number(Number),
    /// Yes or no.
    YesNo(bool),
    /// The word of a choice, or any words.
    Text(Arc<str>),
    /// A calendar date.
    Date(Date),
    /// Several of one kind.
    List(Vec<FactValue>),
}

/// What a cell says: something, nothing, or that it does not concern this nominee.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum FactEntry {
    /// An empty cell: not reported.
    #[default]
    Missing,
    /// `KAD`, `n/a`: not assigned to this nominee.
    NotAssigned,
    /// A value.
    Reported(FactValue),
}

/// What must hold of the facts of every nominee.
#[derive(Debug, Clone)]
pub struct Check {
    /// The rule that must give yes.
    pub rule: RuleText,
    /// What people read when it does not.
    pub title: Text,
    /// Where it is declared.
    pub span: Span,
}

/// A number that comes from a paper and holds from a date (K48).
#[derive(Debug, Clone)]
pub struct Value {
    /// The name by which rules call it.
    pub id: String,
    /// What people read.
    pub label: Text,
    /// The index of the choice fact by which it differs.
    pub by: Option<usize>,
    /// Its figures, the earliest date first; at least one.
    pub dated: Vec<Dated>,
    /// Where it is declared.
    pub span: Span,
}

/// The figures of a value from one date on.
#[derive(Debug, Clone)]
pub struct Dated {
    /// The first day on which they hold.
    pub from: Date,
    /// The figures.
    pub number: DatedNumber,
    /// The paper behind them.
    pub basis: Option<Text>,
}

/// One figure, or one for each choice of a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DatedNumber {
    /// The same for everybody.
    One(Number),
    /// By the word of the choice.
    ByChoice(Vec<(String, Number)>),
}

impl Fact {
    /// The words of a choice fact, best first; empty for the other kinds.
    pub fn choices(&self) -> &[(Arc<str>, Text)] {
        match &self.kind {
            FactKind::List(_) => &[],
            kind => kind.choices(),
        }
    }
}

impl FactFrom {
    /// Whether it is the marks of a row, which no column holds.
    pub fn is_marks(&self) -> bool {
        matches!(self, Self::Mark(_) | Self::Marks(_))
    }

    /// The scheme by which the nominee's unit has the class that the fact is.
    pub fn class_in(&self) -> Option<&Spanned<String>> {
        match self {
            Self::ClassIn(scheme) => Some(scheme),
            _ => None,
        }
    }
}

impl FactKind {
    /// Whether it holds one number.
    pub fn is_number(&self) -> bool {
        matches!(self, Self::Integer | Self::Number | Self::Percent)
    }

    /// The words of a choice, or of a list of them, best first; empty for the other kinds.
    pub fn choices(&self) -> &[(Arc<str>, Text)] {
        match self {
            Self::Choice(choices) => choices,
            Self::List(of) => of.choices(),
            _ => &[],
        }
    }

    /// The word by which schemes name the kind.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Percent => "percent",
            Self::YesNo => "yes-no",
            Self::Choice(_) => "choice",
            Self::Text => "text",
            Self::Date => "date",
            Self::List(_) => "list",
        }
    }
}

impl Value {
    /// The figures that hold on a day; `None` before the first date.
    pub fn on(&self, date: Date) -> Option<&Dated> {
        self.dated.iter().rev().find(|dated| dated.from <= date)
    }
}

impl FactEntry {
    /// The value, if one was reported.
    pub fn value(&self) -> Option<&FactValue> {
        match self {
            Self::Reported(value) => Some(value),
            Self::Missing | Self::NotAssigned => None,
        }
    }
}

/// The spellings of "not assigned" in a cell (không giao chỉ tiêu).
const NOT_ASSIGNED: [&str; 3] = ["kad", "n/a", "không áp dụng"];

impl FactEntry {
    /// Whether a cell's words say "not assigned".
    pub fn says_not_assigned(text: &str) -> bool {
        NOT_ASSIGNED.contains(&text.trim().to_lowercase().as_str())
    }
}

impl FactKind {
    /// What a value must be, in words.
    pub fn expected(&self) -> Text {
        self.expected_within(None, None)
    }

    /// What a value must be, in words, its numbers within a range.
    fn expected_within(&self, min: Option<&Number>, max: Option<&Number>) -> Text {
        match self {
            Self::Integer => ranged("một số nguyên", "a whole number", min, max),
            Self::Number => ranged("một số", "a number", min, max),
            Self::Percent => {
                let none = Number::ZERO;
                let min = min.map_or(&none, |min| min.max(&none));
                let kind = ranged("một tỷ lệ phần trăm", "a percentage", Some(min), max);
                // An example that the range rules out would mislead.
                if number!(95) < *min || max.is_some_and(|max| *max < number!(95.5)) {
                    return kind;
                }
                Text::both(
                    format!("{}, như 95 hoặc 95,5 %", kind.get(Locale::Vi)),
                    format!("{}, like 95 or 95.5 %", kind.get(Locale::En)),
                )
            }
            Self::YesNo => Text::both("`có` hoặc `không`", "`yes` or `no`"),
            Self::Choice(choices) => {
                let words: Vec<_> = choices
                    .iter()
                    .map(|(word, _)| format!("`{word}`"))
                    .collect();
                let words = words.join(", ");
                Text::both(format!("một trong {words}"), format!("one of {words}"))
            }
            Self::Text => Text::both("chữ", "words"),
            Self::Date => Text::both(
                "một ngày như 31/12/2025 hoặc 2025-12-31",
                "a date like 31/12/2025 or 2025-12-31",
            ),
            Self::List(of) => {
                let of = of.expected_within(min, max);
                Text::both(
                    format!(
                        "một danh sách ngăn bằng dấu `;`, mỗi phần tử là {}",
                        of.get(Locale::Vi)
                    ),
                    format!("a list parted by `;`, each of them {}", of.get(Locale::En)),
                )
            }
        }
    }

    /// The value of a typed scalar of TOML or JSON, if it is one of this kind.
    pub fn accept(&self, scalar: &Scalar) -> Option<FactValue> {
        match (self, scalar) {
            (Self::Integer, Scalar::Number(n)) => n.to_i64().map(FactValue::Integer),
            (Self::Number, Scalar::Number(n)) => Some(FactValue::Number(n.clone())),
            (Self::Percent, Scalar::Number(n)) if !n.is_negative() => {
                Some(FactValue::Number(n.clone()))
            }
            (Self::YesNo, Scalar::YesNo(flag)) => Some(FactValue::YesNo(*flag)),
            (Self::Choice(choices), Scalar::Text(text)) => {
                let known = choices.iter().find(|(word, _)| **word == *text.trim());
                known.map(|(word, _)| FactValue::Text(Arc::clone(word)))
            }
            (Self::Text, Scalar::Text(text)) => Some(FactValue::Text(text.trim().into())),
            (Self::Date, Scalar::Date(date)) => Some(FactValue::Date(*date)),
            (Self::List(of), Scalar::List(items)) => items
                .iter()
                .map(|item| of.accept(&item.value))
                .collect::<Option<_>>()
                .map(FactValue::List),
            _ => None,
        }
    }
}

impl Fact {
    /// Whether every number in a value lies within the declared range.
    pub fn is_in_range(&self, value: &FactValue) -> bool {
        let within = |number: &Number| {
            self.min.as_ref().is_none_or(|min| min <= number)
                && self.max.as_ref().is_none_or(|max| number <= max)
        };
        match value {
            FactValue::Integer(number) => within(&Number::from(*number)),
            FactValue::Number(number) => within(number),
            FactValue::List(items) => items.iter().all(|item| self.is_in_range(item)),
            FactValue::YesNo(_) | FactValue::Text(_) | FactValue::Date(_) => true,
        }
    }

    /// A value as people read it.
    pub fn said(&self, value: &FactValue, locale: Locale) -> String {
        match value {
            FactValue::Integer(number) => number.to_string(),
            FactValue::Number(number) => locale.number(number.shown()),
            FactValue::YesNo(true) => locale.of("có", "yes").to_owned(),
            FactValue::YesNo(false) => locale.of("không", "no").to_owned(),
            FactValue::Date(day) => locale.date(*day),
            FactValue::Text(text) => {
                let mut choices = self.choices().iter();
                let label = choices.find(|(known, _)| *known == *text);
                label
                    .map_or(&**text, |(_, label)| label.get(locale))
                    .to_owned()
            }
            FactValue::List(items) if items.is_empty() => {
                locale.of("danh sách trống", "an empty list").to_owned()
            }
            FactValue::List(items) => {
                let items = items.iter().map(|item| self.said(item, locale));
                items.collect::<Vec<_>>().join(", ")
            }
        }
    }

    /// What a value must be, in words, range included.
    pub fn expected(&self) -> Text {
        self.kind
            .expected_within(self.min.as_ref(), self.max.as_ref())
    }
}

/// A description, and the range that its numbers must lie in.
fn ranged(vi: &str, en: &str, min: Option<&Number>, max: Option<&Number>) -> Text {
    match (min, max) {
        (None, None) => Text::both(vi, en),
        (Some(min), Some(max)) => Text::both(
            format!("{vi} từ {min} đến {max}"),
            format!("{en} from {min} to {max}"),
        ),
        (Some(min), None) => Text::both(
            format!("{vi} từ {min} trở lên"),
            format!("{en} not below {min}"),
        ),
        (None, Some(max)) => Text::both(
            format!("{vi} không quá {max}"),
            format!("{en} not above {max}"),
        ),
    }
}
