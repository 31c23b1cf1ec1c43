//! One cell, understood as a fact: what it says is taken exactly, or not at all.
//!
//! A cell that may mean two things is refused; one that most likely means another is asked about.

use std::borrow::Cow;
use std::sync::Arc;

use jiff::civil::Date;

use super::plain::{self, Plain};
use super::problem::DossierProblem;
use super::spelling::{self, NumberFault, Spelled, may_be_not_assigned, may_be_several, shown};
use super::words::Words;
use crate::diagnostic::nearest;
use crate::document::Scalar;
use crate::locale::Text;
use crate::number::Number;
use crate::scheme::{Fact, FactKind, FactValue, Given};
use crate::table::Cell;
use crate::table::Value;
use crate::table::is_error_value;
use crate::text::casefold;
use crate::text::{clean, cut};

/// What is wrong with a cell, and what its author may have meant.
#[derive(Debug)]
pub(super) struct Fault {
    /// What is wrong.
    pub(super) problem: Box<DossierProblem>,
    /// A word that may have been meant.
    pub(super) meant: Option<String>,
}

/// What a cell says.
#[derive(Debug)]
pub(super) struct Read {
    /// What it says.
    pub(super) given: Given,
    /// Whether something else may be meant: a warning.
    pub(super) doubt: Option<Doubt>,
}

/// What else may be meant by a cell.
#[derive(Debug)]
pub(super) struct Doubt {
    what: DoubtOf,
    found: String,
    /// The number meant, or how many items were read.
    meant: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum DoubtOf {
    /// A part of one for a percentage.
    Percent,
    /// A decimal sign for one that parts thousands.
    Decimal,
    /// One item for several.
    List,
}

/// Reads the cells of one fact.
#[derive(Debug)]
pub(super) struct CellReader<'a> {
    fact: &'a Fact,
    plain: Plain,
    /// Every spelling of a choice as people compare it, with the choice's index.
    spellings: Vec<(String, usize)>,
}

/// A value, and whether something else may be meant.
type Valued = (FactValue, Option<Doubt>);

impl Doubt {
    /// Its code.
    pub(super) fn code(&self) -> &'static str {
        match self.what {
            DoubtOf::Percent => "cell-percent-doubt",
            DoubtOf::Decimal => "cell-decimal-doubt",
            DoubtOf::List => "cell-list-doubt",
        }
    }
}

impl From<DossierProblem> for Fault {
    fn from(problem: DossierProblem) -> Self {
        Self {
            problem: Box::new(problem),
            meant: None,
        }
    }
}

impl From<Given> for Read {
    fn from(given: Given) -> Self {
        let doubt = None;
        Self { given, doubt }
    }
}

/// The words of a cell that is to hold words: a code, a name, a unit. A typed number is its
/// digits. `label` is how messages call the cell.
///
/// # Errors
/// What is wrong with the cell.
pub(super) fn words<'a>(cell: Cell<'a>, label: &str) -> Result<Option<Cow<'a, str>>, Fault> {
    let text = match cell {
        Cell::Empty => return Ok(None),
        Cell::Text(text) => spelled(text)?,
        Cell::Typed(Scalar::Text(text)) => spelled(text)?,
        Cell::Typed(scalar @ Scalar::List(_)) => {
            let expected = FactKind::Text.expected();
            return Err(wrong(&Text::vi(label), &expected, shown(scalar)));
        }
        Cell::Typed(scalar) => shown(scalar).into(),
        Cell::Sheet(value) => value.words()?.into(),
    };
    Ok((!text.is_empty()).then_some(text))
}

/// The date in a cell that is to hold one. `label` is how messages call the cell.
///
/// # Errors
/// What is wrong with the cell.
pub(super) fn day(cell: Cell<'_>, label: &str) -> Result<Option<Date>, Fault> {
    let plain = match cell {
        Cell::Typed(Scalar::Date(date)) | Cell::Sheet(Value::Date(date)) => Some(*date),
        Cell::Text(text) => plain::date(text),
        _ => None,
    };
    if plain.is_some() {
        return Ok(plain);
    }
    let Some(text) = words(cell, label)? else {
        return Ok(None);
    };
    match spelling::date(&text) {
        Some(date) => Ok(Some(date)),
        None => {
            let expected = FactKind::Date.expected();
            Err(no_date(&Text::vi(label), &expected, &text))
        }
    }
}

impl<'a> CellReader<'a> {
    /// A reader for a fact.
    pub(super) fn new(fact: &'a Fact) -> Self {
        let spellings = |(at, (word, label)): (usize, &'a (Arc<str>, Text))| {
            let wordings = std::iter::once(&**word).chain(label.wordings());
            wordings.map(move |wording| (casefold(wording), at))
        };
        let choices = fact.choices().iter().enumerate();
        Self {
            fact,
            plain: Plain::of(fact),
            spellings: choices.flat_map(spellings).collect(),
        }
    }

    /// What the cells of the fact hold.
    pub(super) fn kind(&self) -> &'a FactKind {
        &self.fact.kind
    }

    /// A percentage whose cell says that it is one, as `0,5 %` does.
    ///
    /// # Errors
    /// It lies outside what is allowed.
    pub(super) fn percentage(&self, number: &Number) -> Result<Read, Fault> {
        let value = FactValue::Number(number.clone());
        if number.is_negative() || !self.fact.is_in_range(&value) {
            return Err(self.out_of_range(format!("{number} %")));
        }
        Ok(Given::Reported(value).into())
    }

    /// Puts what a cell says of the fact in the place of what another row said, where it is spelled
    /// plainly. `words` remembers those that many rows share.
    #[inline]
    pub(super) fn plainly(&self, cell: &Cell<'_>, given: &mut Given, words: &mut Words) -> bool {
        match cell {
            Cell::Text(text) => self.plain.put(text, given, words),
            Cell::Empty => {
                *given = Given::Empty;
                true
            }
            Cell::Typed(_) | Cell::Sheet(_) => false,
        }
    }

    /// What a cell says of the fact, however it is spelled.
    ///
    /// # Errors
    /// What is wrong with the cell.
    pub(super) fn read(&self, cell: Cell<'_>) -> Result<Read, Fault> {
        let (value, doubt) = match cell {
            Cell::Empty => return Ok(Given::Empty.into()),
            Cell::Text(text) => {
                let text = spelled(text)?;
                if text.is_empty() {
                    return Ok(Given::Empty.into());
                }
                if says_not_assigned(&text) {
                    return Ok(Given::NotAssigned.into());
                }
                self.value(&self.fact.kind, &text)?
            }
            // A written cell in a typed file is no stricter than in one without types.
            Cell::Typed(Scalar::Text(text)) => return self.read(Cell::Text(text)),
            Cell::Typed(scalar) => self.typed(scalar)?,
            Cell::Sheet(value) => return value.read(self),
        };
        if !self.fact.is_in_range(&value) {
            let found = match cell {
                Cell::Text(text) => cut(text.trim()),
                Cell::Typed(scalar) => shown(scalar),
                Cell::Empty | Cell::Sheet(_) => String::new(),
            };
            return Err(self.out_of_range(found));
        }
        let given = Given::Reported(value);
        Ok(Read { given, doubt })
    }

    /// The value that some words stand for.
    fn value(&self, kind: &FactKind, text: &str) -> Result<Valued, Fault> {
        let value = match kind {
            FactKind::Integer => FactValue::Integer(self.integer(text)?),
            FactKind::Number => return self.number(text),
            FactKind::Percent => return self.percent(text),
            FactKind::YesNo => match spelling::yes_no(text) {
                Some(flag) => FactValue::YesNo(flag),
                None => return Err(self.wrong(text)),
            },
            FactKind::Choice(choices) => FactValue::Text(self.choice(choices, text)?),
            FactKind::Text => FactValue::Text(text.into()),
            FactKind::Date => match spelling::date(text) {
                Some(date) => FactValue::Date(date),
                None => return Err(no_date(&self.fact.label, &self.fact.expected(), text)),
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
                for item in items {
                    values.push(match &item.value {
                        Scalar::Text(text) => self.value(of, &spelled(text)?)?.0,
                        item => of.accept(item).ok_or_else(|| self.wrong(&shown(item)))?,
                    });
                }
                FactValue::List(values)
            }
            (kind, scalar) => match kind.accept(scalar) {
                Some(value) => value,
                None => return Err(self.wrong(&shown(scalar))),
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
        let doubt = meant.map(|meant| Doubt {
            what: DoubtOf::Decimal,
            found: text.to_owned(),
            meant: meant.to_string(),
        });
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
        Some(Doubt {
            what: DoubtOf::Percent,
            found: found.to_owned(),
            meant: meant.to_string(),
        })
    }

    /// A doubt about a cell of the fact, in words.
    pub(super) fn asked(&self, doubt: Doubt) -> DossierProblem {
        let label = self.label();
        let Doubt { what, found, meant } = doubt;
        match what {
            DoubtOf::Percent => DossierProblem::PercentDoubt {
                label,
                found,
                meant,
            },
            DoubtOf::Decimal => DossierProblem::DecimalDoubt {
                label,
                found,
                meant,
            },
            DoubtOf::List => DossierProblem::ListDoubt {
                label,
                found: cut(&found.replace('\n', " ")),
                count: meant,
            },
        }
    }

    fn choice(&self, choices: &[(Arc<str>, Text)], text: &str) -> Result<Arc<str>, Fault> {
        if let Some((word, _)) = choices.iter().find(|(word, _)| **word == *text) {
            return Ok(Arc::clone(word));
        }
        let folded = casefold(text);
        let mut found: Vec<usize> = Vec::new();
        for (spelling, at) in &self.spellings {
            if *spelling == folded && !found.contains(at) {
                found.push(*at);
            }
        }
        match found.as_slice() {
            [one] => Ok(Arc::clone(&choices[*one].0)),
            [] => Err(self.unknown_choice(choices, text, &folded)),
            several => {
                let several = several.iter().map(|at| &choices[*at]);
                let problem = DossierProblem::AmbiguousChoice {
                    label: self.label(),
                    found: cut(text),
                    choices: list_words(several),
                };
                Err(problem.into())
            }
        }
    }

    fn unknown_choice(&self, choices: &[(Arc<str>, Text)], text: &str, folded: &str) -> Fault {
        let problem = DossierProblem::UnknownChoice {
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
            doubt = doubt.or(Some(Doubt {
                what: DoubtOf::List,
                found: text.to_owned(),
                meant: values.len().to_string(),
            }));
        }
        Ok((FactValue::List(values), doubt))
    }

    fn no_number(&self, fault: NumberFault, text: &str) -> Fault {
        match fault {
            NumberFault::Thousands => thousands(text),
            NumberFault::BothSeparators => {
                let found = cut(text);
                DossierProblem::BothSeparators { found }.into()
            }
            NumberFault::NotANumber => self.wrong(text),
        }
    }

    fn label(&self) -> Text {
        self.fact.label.clone()
    }

    fn wrong(&self, found: &str) -> Fault {
        wrong(&self.fact.label, &self.fact.expected(), cut(found))
    }

    fn out_of_range(&self, found: String) -> Fault {
        let problem = DossierProblem::OutOfRange {
            label: self.label(),
            expected: self.fact.expected(),
            found,
        };
        problem.into()
    }
}

/// The words of a cell, or the letter in it that nobody sees.
fn spelled(text: &str) -> Result<Cow<'_, str>, Fault> {
    let text = clean(text).map_err(|letter| {
        let code = format!("U+{:04X}", u32::from(letter));
        Fault::from(DossierProblem::Control { code })
    })?;
    if is_error_value(&text) {
        let found = text.into_owned();
        return Err(DossierProblem::ErrorValue { found }.into());
    }
    Ok(text)
}

/// Whether a cell is said not to concern this nominee.
fn says_not_assigned(text: &str) -> bool {
    may_be_not_assigned(text) && Given::says_not_assigned(text)
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

fn thousands(text: &str) -> Fault {
    let found = cut(text);
    DossierProblem::Thousands { found }.into()
}

/// The fault that `found` is not what was wanted.
pub(super) fn wrong(label: &Text, expected: &Text, found: String) -> Fault {
    let problem = DossierProblem::WrongCell {
        label: label.clone(),
        expected: expected.clone(),
        found,
    };
    problem.into()
}

/// The fault that some words are no date, or one that no calendar has.
fn no_date(label: &Text, expected: &Text, text: &str) -> Fault {
    if spelling::looks_like_a_date(text) {
        let found = text.to_owned();
        DossierProblem::NoSuchDay { found }.into()
    } else {
        wrong(label, expected, cut(text))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::diagnostic::Problem as _;
    use crate::number;
    use crate::roster::testing::scheme;

    const FACTS: &str = r#"
        [facts.whole]
        type = "integer"
        min = -5
        [facts.number]
        type = "number"
        max = 2000
        [facts.share]
        type = "percent"
        [facts.small]
        type = "percent"
        max = 50
        [facts.flag]
        type = "yes-no"
        [facts.choice]
        type = "choice"
        choices = { xa = "Xã, phường", co-quan = { vi = "Cơ quan", en = "Office" }, khac = "Đơn vị khác", khac-2 = "Đơn vị Khác" }
        [facts.words]
        type = "text"
        [facts.day]
        type = "date"
        [facts.numbers]
        type = "list"
        of = "number"
        [facts.names]
        type = "list"
        of = "text"
    "#;

    /// What a cell says; a fault as its code and what was meant; a doubt after a question mark.
    fn read(fact: &str, cell: Cell<'_>) -> String {
        let scheme = scheme(FACTS);
        let fact = scheme.facts.iter().find(|known| known.id == fact);
        let reader = CellReader::new(fact.expect("a fact of the scheme"));
        let mut given = Given::Empty;
        let read = match reader.plainly(&cell, &mut given, &mut Words::default()) {
            true => Ok(given.into()),
            false => reader.read(cell),
        };
        let read = match read {
            Ok(read) => read,
            Err(fault) => {
                let code = fault.problem.code();
                return fault
                    .meant
                    .map_or(code.to_owned(), |meant| format!("{code} {meant}"));
            }
        };
        let value = match read.given {
            Given::Empty => "empty".to_owned(),
            Given::NotAssigned => "not assigned".to_owned(),
            Given::Reported(value) => show(&value),
        };
        let doubt = read.doubt.map(|doubt| format!(" ? {}", doubt.code()));
        value + doubt.unwrap_or_default().as_str()
    }

    fn show(value: &FactValue) -> String {
        match value {
            FactValue::Integer(number) => number.to_string(),
            FactValue::Number(number) => number.to_string(),
            FactValue::YesNo(flag) => flag.to_string(),
            FactValue::Text(text) => text.to_string(),
            FactValue::Date(date) => date.to_string(),
            FactValue::List(items) => items.iter().map(show).collect::<Vec<_>>().join("|"),
        }
    }

    /// Cells as people and programs write them, and as nobody should.
    fn odd_cell() -> impl Strategy<Value = String> {
        prop_oneof![
            "-?[0-9]{0,4}[.,]?[0-9]{0,4} ?%?",
            "-?[0-9]{15,20}[.,]?[0-9]{0,12}",
            "[0-9]{1,4}[-/][0-9]{1,2}[-/][0-9]{1,4}",
            "(-?[0-9]{1,3}[.,]?[0-9]{0,4} ?;? ?){1,4}",
            "[kKnN][aAhô/]{1,3}[dDg]?",
            "(xa|co-quan|khac|có|không|Không áp dụng|KAD|yes|1|0| |;|\u{a0}|Hòa|Ho\u{300}a){0,3}",
            "[a-zà-ỹ;, \u{200b}\u{a0}\t]{0,8}",
            any::<String>(),
        ]
    }

    proptest! {
        #[test]
        fn what_is_plain_says_what_careful_reading_says(text in odd_cell()) {
            let scheme = scheme(FACTS);
            for fact in &scheme.facts {
                let reader = CellReader::new(fact);
                let Some(given) = reader.plain.read(&text, &mut Words::default()) else {
                    continue;
                };
                let careful = reader.read(Cell::Text(&text));
                let careful = careful.map(|read| (read.given, read.doubt.is_none()));
                let plain = (given, true);
                let is_same = careful.as_ref().is_ok_and(|careful| *careful == plain);
                prop_assert!(is_same, "{}: {text:?} {plain:?} {careful:?}", fact.id);
                // Equal numbers may still have other decimals.
                prop_assert_eq!(format!("{:?}", careful.ok()), format!("{:?}", Some(plain)));
            }
        }
    }

    fn each(fact: &str, cells: &[(&str, &str)]) {
        for (cell, expected) in cells {
            assert_eq!(read(fact, Cell::Text(cell)), *expected, "{fact}: {cell:?}");
        }
    }

    #[test]
    fn nothing_comes_in_three_kinds() {
        for fact in [
            "whole", "number", "share", "flag", "choice", "words", "day", "numbers",
        ] {
            each(fact, &[("", "empty"), (" \u{a0} ", "empty")]);
            for cell in ["KAD", " n/a ", "Không áp dụng"] {
                each(fact, &[(cell, "not assigned")]);
            }
        }
        each("whole", &[("0", "0")]);
    }

    #[test]
    fn what_a_spreadsheet_writes_for_a_failed_formula_is_no_words() {
        let facts = [
            "whole", "number", "share", "flag", "choice", "words", "day", "numbers",
        ];
        for fact in facts {
            for cell in [
                "#N/A",
                " #DIV/0! ",
                "#REF!",
                "#VALUE!",
                "#NAME?",
                "#NUM!",
                "#NULL!",
            ] {
                each(fact, &[(cell, "cell-error")]);
            }
        }
        for cell in ["#1", "# N/A", "N/A!", "#div"] {
            each("words", &[(cell, cell)]);
        }
        let code = words(Cell::Text("#N/A"), "Mã").map_err(|fault| fault.problem.code());
        assert_eq!(code, Err("cell-error"));
    }

    #[test]
    fn whole_numbers_are_taken_only_where_they_are_clear() {
        for (cell, number) in [
            ("12", "12"),
            (" 12\u{a0}", "12"),
            ("-3", "-3"),
            ("12.0", "12"),
        ] {
            each("whole", &[(cell, number)]);
        }
        for cell in [
            "1.234",
            "1,234",
            "12.000",
            "1.234.567",
            "1 234 567",
            "1\u{a0}234 567",
        ] {
            each("whole", &[(cell, "cell-thousands")]);
        }
        for cell in [
            "9,5",
            "mười",
            "1e3",
            "99999999999999999999",
            "12 hộ",
            "-",
            "٣",
            "=A1",
        ] {
            each("whole", &[(cell, "cell-wrong")]);
        }
        each(
            "whole",
            &[("1.234,5", "cell-separators"), ("-6", "cell-range")],
        );
        each("whole", &[("1 234", "cell-thousands")]);
    }

    #[test]
    fn decimals_have_a_comma_or_a_point() {
        for (cell, number) in [("9,5", "9.5"), ("9.5", "9.5"), ("-0,25", "-0.25")] {
            each("number", &[(cell, number)]);
        }
        each("number", &[("0.125", "0.125"), ("2000", "2000")]);
        for cell in ["1.234", "1,234"] {
            each("number", &[(cell, "1.234 ? cell-decimal-doubt")]);
        }
        for cell in ["1.234,5", "1,234.5"] {
            each("number", &[(cell, "cell-separators")]);
        }
        for cell in ["5.", ",5", "nan", "1e5"] {
            each("number", &[(cell, "cell-wrong")]);
        }
        each(
            "number",
            &[("1,2,3", "cell-thousands"), ("2000,01", "cell-range")],
        );
        // 2001 and 95 % would be out of range, so that nobody meant them.
        each(
            "number",
            &[("2,001", "2.001"), ("2,000", "2 ? cell-decimal-doubt")],
        );
        each(
            "small",
            &[("0,95", "0.95"), ("0,5", "0.5 ? cell-percent-doubt")],
        );
    }

    #[test]
    fn percents_may_carry_their_sign_and_small_ones_are_asked_about() {
        for (cell, number) in [("95", "95"), ("95 %", "95"), ("95%", "95"), ("120", "120")] {
            each("share", &[(cell, number)]);
        }
        each(
            "share",
            &[("95,5\u{a0}%", "95.5"), ("0", "0"), ("1.01", "1.01")],
        );
        each(
            "share",
            &[("0,95", "0.95 ? cell-percent-doubt"), ("0,95 %", "0.95")],
        );
        each("share", &[("1", "1 ? cell-percent-doubt")]);
        for cell in ["-1", "%", "95 %%"] {
            each("share", &[(cell, "cell-wrong")]);
        }
        let half = Scalar::Number(number!(0.5));
        assert_eq!(
            read("share", Cell::Typed(&half)),
            "0.5 ? cell-percent-doubt"
        );
    }

    #[test]
    fn yes_and_no_have_their_words() {
        for yes in ["có", "CÓ", "co", "yes", "Yes", "1", "TRUE"] {
            each("flag", &[(yes, "true")]);
        }
        for no in ["không", "Không", "khong", "no", "0", "false"] {
            each("flag", &[(no, "false")]);
        }
        for other in ["x", "2", "có lẽ"] {
            each("flag", &[(other, "cell-wrong")]);
        }
        let typed = [
            (Scalar::YesNo(true), "true"),
            (Scalar::Number(number!(0)), "false"),
            (Scalar::Number(number!(2)), "cell-wrong"),
        ];
        for (scalar, expected) in typed {
            assert_eq!(read("flag", Cell::Typed(&scalar)), expected);
        }
    }

    #[test]
    fn choices_are_known_by_word_or_label_and_never_guessed() {
        for cell in ["xa", "XA", "Xã, phường", "xã,  PHƯỜNG"] {
            each("choice", &[(cell, "xa")]);
        }
        each("choice", &[("office", "co-quan"), ("khac", "khac")]);
        each("choice", &[("đơn vị khác", "cell-choice-ambiguous")]);
        each(
            "choice",
            &[
                ("co-quam", "cell-choice co-quan"),
                ("nhà máy", "cell-choice"),
            ],
        );
        each("choice", &[("cơ quam", "cell-choice co-quan")]);
        let label = Scalar::Text("Cơ quan".into());
        assert_eq!(read("choice", Cell::Typed(&label)), "co-quan");
    }

    #[test]
    fn dates_are_days_of_the_calendar() {
        each(
            "day",
            &[("2025-12-31", "2025-12-31"), ("31/12/2025", "2025-12-31")],
        );
        each("day", &[("1/2/2025", "2025-02-01")]);
        for cell in ["31/02/2025", "12/31/2025", "2025-02-30"] {
            each("day", &[(cell, "cell-no-such-day")]);
        }
        for cell in ["31/12/25", "2025/12/31", "45000", "2025-1-2", "1/2/3/2025"] {
            each("day", &[(cell, "cell-wrong")]);
        }
    }

    #[test]
    fn lists_stand_in_one_cell() {
        each("numbers", &[("9,5; 8;", "9.5|8"), ("7", "7")]);
        for cell in ["9,5; x", "1;;2", ";"] {
            each("numbers", &[(cell, "cell-wrong")]);
        }
        each("names", &[("Mặt trận; Hội Phụ nữ", "Mặt trận|Hội Phụ nữ")]);
    }

    #[test]
    fn letters_that_nobody_sees_are_refused_and_both_spellings_are_one() {
        for cell in ["a\u{200b}b", "a\u{7}", "a\u{85}b", "a\u{ad}"] {
            each("words", &[(cell, "cell-control")]);
        }
        each("words", &[("Ho\u{300}a", "Hòa"), ("a\u{a0}b", "a b")]);
        each("words", &[("  Hòa Vang ", "Hòa Vang")]);
    }
}
