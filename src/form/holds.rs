//! What the cells of a column hold.

use rust_xlsxwriter::{Format, FormatAlign};

use crate::locale::Locale;
use crate::number::Number;
use crate::roster::forms::choice_word;
use crate::scheme::{Fact, FactKind};
use crate::xlsx::style;

/// The longest code that is taken without a question.
pub(super) const LONGEST_CODE: u32 = 40;
/// The longest name that is taken without a question.
pub(super) const LONGEST_NAME: u32 = 250;
/// The longest text that is taken without a question.
pub(super) const LONGEST_WORDS: u32 = 1000;

/// What the cells of a column hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Holds {
    /// A code, with the most characters that it may have.
    Code,
    /// Text, with the most characters that it may have.
    Words(u32),
    /// One of these words.
    OneOf(Vec<String>),
    /// Usually one of these words, but there may be others.
    Usually(Vec<String>),
    /// A whole number within bounds.
    Integer(Option<Number>, Option<Number>),
    /// A number within bounds.
    Number(Option<Number>, Option<Number>),
    /// A calendar date.
    Date,
    /// Several values in one cell.
    List,
}

impl Holds {
    pub(super) fn of(fact: &Fact, locale: Locale) -> Self {
        match &fact.kind {
            FactKind::Integer => Self::Integer(fact.min.clone(), fact.max.clone()),
            FactKind::Number => Self::Number(fact.min.clone(), fact.max.clone()),
            FactKind::Percent => {
                let least = fact.min.clone().unwrap_or_default().max(Number::ZERO);
                Self::Number(Some(least), fact.max.clone())
            }
            FactKind::YesNo => {
                let words = locale.of(["Có", "Không"], ["Yes", "No"]);
                Self::OneOf(words.map(str::to_owned).to_vec())
            }
            FactKind::Choice(choices) => {
                let words = (0..choices.len()).map(|at| choice_word(fact, at, locale).to_owned());
                Self::OneOf(words.collect())
            }
            FactKind::Text => Self::Words(LONGEST_WORDS),
            FactKind::Date => Self::Date,
            FactKind::List(_) => Self::List,
        }
    }

    /// A word for it.
    pub(super) fn word(&self, locale: Locale) -> &'static str {
        match self {
            Self::Code => locale.of("mã", "code"),
            Self::Words(_) => locale.of("chữ", "words"),
            Self::OneOf(_) | Self::Usually(_) => locale.of("chọn", "choose"),
            Self::Integer(..) | Self::Number(..) => locale.of("số", "number"),
            Self::Date => locale.of("ngày", "date"),
            Self::List => locale.of("nhiều mục, cách bằng “;”", "several, parted by “;”"),
        }
    }

    /// The format of its cells.
    pub(super) fn format(&self, format: Format, locale: Locale) -> Format {
        match self {
            Self::Code | Self::Words(_) | Self::Usually(_) | Self::List => style::words(format),
            Self::OneOf(_) => style::words(format).set_align(FormatAlign::Center),
            Self::Integer(..) | Self::Number(..) => format.set_align(FormatAlign::Center),
            Self::Date => format
                .set_num_format(locale.of("dd/mm/yyyy", "yyyy-mm-dd"))
                .set_align(FormatAlign::Center),
        }
    }

    /// The longest text that is taken without a question.
    pub(super) fn longest(&self) -> Option<u32> {
        match self {
            Self::Code => Some(LONGEST_CODE),
            Self::Words(longest) => Some(*longest),
            _ => None,
        }
    }
}
