//! One cell, understood as a fact: what it says is taken exactly, or not at all.
//!
//! A cell that may mean two things is refused; one that most likely means another is asked about.

use std::sync::Arc;

use jiff::civil::Date;

use super::assumed;
use super::days::far_day;
use super::doubt::{Doubt, ShownDoubt};
use super::fault::{Fault, no_date, thousands, wrong};
use super::problem::RosterProblem;
use super::spelling::{self, NumberFault, Spelled, may_be_not_assigned, may_be_several};
use super::words::{sheet_words, spelled};
use crate::diagnostic::nearest;
use crate::document::Scalar;
use crate::locale::{Locale, Text};
use crate::number::Number;
use crate::scheme::{Fact, FactEntry, FactKind, FactValue};
use crate::table::{Cell, Difference, Shown, Value};
use crate::text::casefold;
use crate::text::cut;

/// What a cell says.
#[derive(Debug)]
pub(super) struct Read {
    /// What it says.
    pub(super) given: FactEntry,
    /// Whether something else may be meant: a warning.
    pub(super) doubt: Option<Doubt>,
}

/// Reads the cells of one fact.
#[derive(Debug)]
pub(super) struct CellReader<'a> {
    fact: &'a Fact,
    /// The day of the review, where it is known.
    review: Option<Date>,
    /// Every spelling of a choice as people compare it, with the choice's index.
    spellings: Vec<(String, usize)>,
}

/// A value, and whether something else may be meant.
type Valued = (FactValue, Option<Doubt>);

impl From<FactEntry> for Read {
    fn from(given: FactEntry) -> Self {
        let doubt = None;
        Self { given, doubt }
    }
}

impl<'a> CellReader<'a> {
    /// A reader for a fact.
    pub(super) fn new(fact: &'a Fact) -> Self {
        let spellings = |(at, (word, label)): (usize, &'a (Arc<str>, Text))| {
            let wordings = std::iter::once(&**word).chain(label.wordings());
            wordings.map(move |wording| (casefold(wording), at))
        };
        let choices = fact.kind.choices().iter().enumerate();
        Self {
            fact,
            review: None,
            spellings: choices.flat_map(spellings).collect(),
        }
    }

    /// The same, to ask about days that lie far from the review.
    pub(super) fn on(mut self, review: Date) -> Self {
        self.review = Some(review);
        self
    }

    /// What the cells of the fact hold.
    fn kind(&self) -> &'a FactKind {
        &self.fact.kind
    }

    /// Whether the fact is a percentage.
    pub(super) fn is_percentage(&self) -> bool {
        *self.kind() == FactKind::Percent
    }

    /// Whether "nothing came up" can only mean that there is no figure.
    fn may_be_nothing(&self) -> bool {
        matches!(
            self.kind(),
            FactKind::Integer | FactKind::Number | FactKind::Percent | FactKind::Date
        )
    }

    /// A percentage whose cell says that it is one, as `0,5 %` does.
    ///
    /// # Errors
    /// It lies outside what is allowed.
    fn percentage(&self, number: &Number) -> Result<Read, Fault> {
        let value = FactValue::Number(number.clone());
        if number.is_negative() || !self.fact.is_in_range(&value) {
            return Err(self.out_of_range(format!("{number} %")));
        }
        Ok(FactEntry::Reported(value).into())
    }

    /// What a cell says of the fact, however it is spelled.
    ///
    /// # Errors
    /// What is wrong with the cell.
    pub(super) fn read(&self, cell: Cell<'_>) -> Result<Read, Fault> {
        let (value, doubt) = match cell {
            Cell::Empty => return Ok(self.empty()),
            Cell::Text(text) => {
                let text = spelled(text)?;
                if text.is_empty() {
                    return Ok(self.empty());
                }
                // The words of a scheme outweigh general ones.
                if says_not_assigned(&text) && !self.is_choice(&text) {
                    return Ok(FactEntry::NotAssigned.into());
                }
                if self.may_be_nothing() && assumed::is_nothing(&text) {
                    let given = FactEntry::NotAssigned;
                    let doubt = Some(Doubt::assumed(&text, "KAD"));
                    return Ok(Read { given, doubt });
                }
                if let Some(doubt) = self.empty_list(&text) {
                    let given = FactEntry::Reported(FactValue::List(Vec::new()));
                    return Ok(Read { given, doubt });
                }
                self.value(&self.fact.kind, &text)?
            }
            // A written cell in a typed file is no stricter than in one without types.
            Cell::Typed(Scalar::Text(text)) => return self.read(Cell::Text(text)),
            Cell::Typed(scalar) => self.typed(scalar)?,
            Cell::Sheet(value) => return self.sheet(value),
        };
        if !self.fact.is_in_range(&value) {
            let found = match cell {
                Cell::Text(text) => cut(text.trim()),
                Cell::Typed(scalar) => scalar.shown(),
                Cell::Empty | Cell::Sheet(_) => String::new(),
            };
            return Err(self.out_of_range(found));
        }
        let doubt = match (&value, self.review) {
            (FactValue::Date(day), Some(review)) => far_day(*day, review).map(Doubt::Day).or(doubt),
            _ => doubt,
        };
        let given = FactEntry::Reported(value);
        Ok(Read { given, doubt })
    }

    /// Whether some words say that a list has no item, and what they were taken for.
    fn empty_list(&self, text: &str) -> Option<Option<Doubt>> {
        let FactKind::List(_) = self.kind() else {
            return None;
        };
        if text == "[]" {
            return Some(None);
        }
        let is_none = assumed::is_nothing(text) || casefold(text) == "không có";
        (is_none && !self.is_choice(text)).then(|| Some(Doubt::assumed(text, "[]")))
    }

    /// What an empty cell says of the fact.
    fn empty(&self) -> Read {
        match &self.fact.empty {
            None => FactEntry::Missing.into(),
            Some(value) => Read {
                given: FactEntry::Reported(value.clone()),
                doubt: Some(Doubt::Empty(Text::each(|locale| {
                    self.fact.said(value, locale)
                }))),
            },
        }
    }

    /// Whether some words are a choice of the fact.
    fn is_choice(&self, text: &str) -> bool {
        let folded = casefold(text);
        self.spellings
            .iter()
            .any(|(spelling, _)| *spelling == folded)
    }

    /// What a cell of a workbook says of the fact: numbers, days and faults are typed there; words
    /// are read as those of any other file.
    fn sheet(&self, value: &Value) -> Result<Read, Fault> {
        let scalar = match (value, self.kind()) {
            (
                Value::Shown(shown),
                FactKind::Integer | FactKind::Number | FactKind::Percent | FactKind::YesNo,
            ) => return self.shown(shown),
            (Value::Percent(number), FactKind::Percent) => return self.percentage(number),
            (
                Value::Number(number),
                FactKind::Integer | FactKind::Number | FactKind::Percent | FactKind::YesNo,
            ) => Scalar::Number(number.clone()),
            (Value::YesNo(flag), FactKind::YesNo) => Scalar::YesNo(*flag),
            (Value::Date(date), FactKind::Date | FactKind::Number | FactKind::Integer) => {
                Scalar::Date(*date)
            }
            // Choices, words and lists may be written in digits, and then are what is shown.
            _ => return self.read(Cell::Text(&sheet_words(value)?)),
        };
        self.read(Cell::Typed(&scalar))
    }

    /// What a number says that is shown as something else.
    fn shown(&self, shown: &Shown) -> Result<Read, Fault> {
        let doubt = ShownDoubt::of(shown);
        if shown.difference == Difference::Otherwise {
            return Err(doubt.refused(self.label()).into());
        }
        let mut read = self.sheet(&shown.value)?;
        if shown.difference != Difference::Worded {
            read.doubt = read.doubt.or(Some(Doubt::Shown(doubt)));
        }
        Ok(read)
    }

    /// The value that some words stand for.
    fn value(&self, kind: &FactKind, text: &str) -> Result<Valued, Fault> {
        let value = match kind {
            FactKind::Integer => FactValue::Integer(self.integer(text)?),
            FactKind::Number => return self.number(text),
            FactKind::Percent => return self.percent(text),
            FactKind::YesNo => match spelling::yes_no(text) {
                Some(flag) => FactValue::YesNo(flag),
                None if assumed::is_tick(text) => {
                    let doubt = Doubt::assumed(text, "có");
                    return Ok((FactValue::YesNo(true), Some(doubt)));
                }
                None => return Err(self.wrong(text)),
            },
            FactKind::Choice(choices) => return self.choice(choices, text),
            FactKind::Text => FactValue::Text(text.into()),
            FactKind::Date => match spelling::date(text) {
                Some(date) => FactValue::Date(date),
                None => {
                    let strokes = assumed::with_strokes(text);
                    let strokes = strokes.as_deref().unwrap_or(text);
                    let Some(date) = spelling::date(strokes) else {
                        return Err(no_date(&self.fact.label, &self.fact.expected(), strokes));
                    };
                    let doubt = Doubt::assumed(text, Locale::Vi.date(date));
                    return Ok((FactValue::Date(date), Some(doubt)));
                }
            },
            FactKind::List(of) => return self.list(of, text),
        };
        Ok((value, None))
    }

    /// The value of a typed scalar that is no words.
    fn typed(&self, scalar: &Scalar) -> Result<Valued, Fault> {
        let value = match (&self.fact.kind, scalar) {
            (FactKind::YesNo, Scalar::Number(number))
                if number.is_zero() || *number == Number::ONE =>
            {
                FactValue::YesNo(!number.is_zero())
            }
            (FactKind::List(of), Scalar::List(items)) => {
                let mut values = Vec::with_capacity(items.len());
                let mut doubt = None;
                for item in items {
                    values.push(match &item.value {
                        Scalar::Text(text) => {
                            let (value, of_item) = self.value(of, &spelled(text)?)?;
                            doubt = doubt.or(of_item);
                            value
                        }
                        item => of.accept(item).ok_or_else(|| self.wrong(&item.shown()))?,
                    });
                }
                return Ok((FactValue::List(values), doubt));
            }
            (kind, scalar) => match kind.accept(scalar) {
                Some(value) => value,
                None => return Err(self.wrong(&scalar.shown())),
            },
        };
        let doubt = match (&self.fact.kind, &value) {
            (FactKind::Percent, FactValue::Number(number)) => {
                self.percent_doubt(number, &number.to_string())
            }
            _ => None,
        };
        Ok((value, doubt))
    }

    fn integer(&self, text: &str) -> Result<i64, Fault> {
        if let Ok(number) = text.parse() {
            return Ok(number);
        }
        match spelling::number(text) {
            Ok(Spelled {
                thousands: Some(_), ..
            }) => Err(thousands(text)),
            // A spreadsheet may write a whole number as `12.0`.
            Ok(number) => match FactKind::Integer.accept(&Scalar::Number(number.value)) {
                Some(FactValue::Integer(number)) => Ok(number),
                _ => Err(self.wrong(text)),
            },
            Err(fault) => Err(self.no_number(fault, text)),
        }
    }

    fn number(&self, text: &str) -> Result<Valued, Fault> {
        let number = spelling::number(text).map_err(|fault| self.no_number(fault, text))?;
        // What the range rules out was not meant.
        let meant = number.thousands.as_deref().and_then(Number::parse);
        let meant = meant.filter(|meant| self.fact.is_in_range(&FactValue::Number(meant.clone())));
        let doubt = meant.map(|meant| Doubt::decimal(text.to_owned(), meant.to_string()));
        Ok((FactValue::Number(number.value), doubt))
    }

    fn percent(&self, text: &str) -> Result<Valued, Fault> {
        let bare = text.strip_suffix('%').map(str::trim_end);
        let number = spelling::number(bare.unwrap_or(text));
        let number = number.map_err(|fault| self.no_number(fault, text))?.value;
        if number < Number::ZERO {
            return Err(self.wrong(text));
        }
        // Whoever writes `0,5 %` means it.
        let doubt = match bare {
            None => self.percent_doubt(&number, text),
            Some(_) => None,
        };
        Ok((FactValue::Number(number), doubt))
    }

    fn percent_doubt(&self, number: &Number, found: &str) -> Option<Doubt> {
        if !number.is_positive() || Number::ONE < *number {
            return None;
        }
        let meant = number.multiply(&Number::HUNDRED)?;
        if !self.fact.is_in_range(&FactValue::Number(meant.clone())) {
            return None;
        }
        Some(Doubt::percent(found.to_owned(), meant.to_string()))
    }

    /// A doubt about a cell of the fact, in words.
    pub(super) fn asked(&self, doubt: Doubt) -> RosterProblem {
        doubt.asked(self.label())
    }

    fn choice(&self, choices: &[(Arc<str>, Text)], text: &str) -> Result<Valued, Fault> {
        let of = |at: usize| FactValue::Text(Arc::clone(&choices[at].0));
        if let Some(at) = choices.iter().position(|(word, _)| **word == *text) {
            return Ok((of(at), None));
        }
        let folded = casefold(text);
        let mut found: Vec<usize> = Vec::new();
        for (spelling, at) in &self.spellings {
            if *spelling == folded && !found.contains(at) {
                found.push(*at);
            }
        }
        match found.as_slice() {
            [one] => Ok((of(*one), None)),
            [] => {
                let label: Vec<&str> = self.fact.label.wordings().collect();
                let Some(at) = assumed::choice(text, &label, &self.spellings) else {
                    return Err(self.unknown_choice(choices, text, &folded));
                };
                Ok((of(at), Some(Doubt::assumed(text, &*choices[at].0))))
            }
            several => {
                let several = several.iter().map(|at| &choices[*at]);
                let problem = RosterProblem::AmbiguousChoice {
                    label: self.label(),
                    found: cut(text),
                    choices: list_words(several),
                };
                Err(problem.into())
            }
        }
    }

    fn unknown_choice(&self, choices: &[(Arc<str>, Text)], text: &str, folded: &str) -> Fault {
        let problem = RosterProblem::UnknownChoice {
            label: self.label(),
            found: cut(text),
            choices: list_words(choices),
        };
        let spellings = self.spellings.iter().map(|(spelling, _)| spelling.as_str());
        let near = nearest(folded, spellings);
        let near = near.and_then(|near| {
            let spelled = |(spelling, _): &&(String, usize)| *spelling == near;
            self.spellings.iter().find(spelled)
        });
        let meant = near.map(|(_, at)| choices[*at].0.to_string());
        let problem = Box::new(problem);
        Fault { problem, meant }
    }

    fn list(&self, of: &FactKind, text: &str) -> Result<Valued, Fault> {
        let mut values = Vec::new();
        let mut doubt = None;
        for part in text.strip_suffix(';').unwrap_or(text).split(';') {
            let part = part.trim();
            if part.is_empty() {
                return Err(self.wrong(text));
            }
            let (value, part_doubt) = self.value(of, part)?;
            doubt = doubt.or(part_doubt);
            values.push(value);
        }
        if *of == FactKind::Text && may_be_several(text) {
            doubt = doubt.or(Some(Doubt::list(text.to_owned(), values.len())));
        }
        Ok((FactValue::List(values), doubt))
    }

    fn no_number(&self, fault: NumberFault, text: &str) -> Fault {
        match fault {
            NumberFault::Thousands => thousands(text),
            NumberFault::BothSeparators => {
                let found = cut(text);
                RosterProblem::BothSeparators { found }.into()
            }
            NumberFault::NotANumber => self.wrong(text),
        }
    }

    /// What the fact is called.
    pub(super) fn label(&self) -> Text {
        self.fact.label.clone()
    }

    fn wrong(&self, found: &str) -> Fault {
        wrong(&self.fact.label, &self.fact.expected(), cut(found))
    }

    fn out_of_range(&self, found: String) -> Fault {
        let problem = RosterProblem::OutOfRange {
            label: self.label(),
            expected: self.fact.expected(),
            found,
        };
        problem.into()
    }
}

/// Whether a cell is said not to concern this nominee.
fn says_not_assigned(text: &str) -> bool {
    may_be_not_assigned(text) && FactEntry::says_not_assigned(text)
}

/// Choices by word and label.
fn list_words<'a>(choices: impl IntoIterator<Item = &'a (Arc<str>, Text)>) -> Text {
    let choices: Vec<_> = choices.into_iter().collect();
    Text::each(|locale| {
        let words = choices.iter().map(|(word, label)| match label.get(locale) {
            label if label.is_empty() || *label == **word => format!("`{word}`"),
            label => format!("`{word}` ({label})"),
        });
        words.collect::<Vec<_>>().join(", ")
    })
}

#[cfg(test)]
mod tests;
