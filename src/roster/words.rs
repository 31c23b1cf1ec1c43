//! The words in a cell, whatever kind of file it stands in.

use std::borrow::Cow;

use jiff::civil::Date;

use super::assumed::with_strokes;
use super::fault::{Fault, no_date, wrong};
use super::problem::RosterProblem;
use super::spelling::date;
use crate::document::Scalar;
use crate::locale::Text;
use crate::scheme::FactKind;
use crate::table::{Cell, Value, garbled, is_error_value};
use crate::text::{clean, cut};

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
            return Err(wrong(&Text::vi(label), &expected, scalar.shown()));
        }
        Cell::Typed(scalar) => scalar.shown().into(),
        Cell::Sheet(value) => sheet_words(value)?.into(),
    };
    Ok((!text.is_empty()).then_some(text))
}

/// The date in a cell that is to hold one, and the words that are taken for it where they are not those
/// that are asked for. `label` is how messages call the cell.
///
/// # Errors
/// What is wrong with the cell.
pub(super) fn day(cell: Cell<'_>, label: &str) -> Result<Option<(Date, Option<String>)>, Fault> {
    if let Cell::Typed(Scalar::Date(date)) | Cell::Sheet(Value::Date(date)) = cell {
        return Ok(Some((*date, None)));
    }
    let Some(text) = words(cell, label)? else {
        return Ok(None);
    };
    if let Some(date) = date(&text) {
        return Ok(Some((date, None)));
    }
    let strokes = with_strokes(&text);
    let strokes = strokes.as_deref().unwrap_or(&text);
    match date(strokes) {
        Some(date) => Ok(Some((date, Some(text.into_owned())))),
        None => {
            let expected = FactKind::Date.expected();
            Err(no_date(&Text::vi(label), &expected, strokes))
        }
    }
}

/// What a cell of a workbook says as words, such as a code or a name.
///
/// # Errors
/// It says nothing that could be read.
pub(super) fn sheet_words(value: &Value) -> Result<String, Fault> {
    Ok(match value {
        Value::Fault(fault) => return Err((&**fault).into()),
        Value::Percent(number) => format!("{number} %"),
        Value::Number(number) => number.to_string(),
        // A code such as `TT-07` may be a 7 with a format.
        Value::Shown(shown) => spelled(&shown.text)?.into_owned(),
        Value::YesNo(flag) => flag.to_string(),
        Value::Date(date) => date.to_string(),
        // Words of a sheet are given as such.
        Value::Text(..) => String::new(),
    })
}

/// The words of a cell, or the letter in it that nobody sees.
pub(super) fn spelled(text: &str) -> Result<Cow<'_, str>, Fault> {
    let text = clean(text).map_err(|letter| {
        let code = format!("U+{:04X}", u32::from(letter));
        Fault::from(RosterProblem::Control { code })
    })?;
    if is_error_value(&text) {
        let found = text.into_owned();
        return Err(RosterProblem::ErrorValue { found }.into());
    }
    if let Some(word) = garbled(&text) {
        let found = cut(word);
        return Err(RosterProblem::Garbled { found }.into());
    }
    Ok(text)
}
