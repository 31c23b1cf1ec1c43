//! How people spell numbers, dates, yes and no.

use crate::text::day_month_year;
use std::borrow::Cow;

use jiff::civil::Date;
use memchr::{memchr, memchr2};

use crate::document::parse_date;
use crate::number::Number;

/// The longest spelling of "not assigned" is far shorter than this.
const LONGEST_NOT_ASSIGNED: usize = 32;

/// A number as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Spelled {
    /// The number, its one comma or point before the decimals.
    pub(super) value: Number,
    /// The whole number it would be if that comma or point parted thousands, where it may.
    pub(super) thousands: Option<String>,
}

/// Why some words are no clear number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NumberFault {
    /// Thousands are parted, or seem to be.
    Thousands,
    /// Both a comma and a point.
    BothSeparators,
    /// No number at all, or one with more digits than are kept exactly.
    NotANumber,
}

/// Whether a clean text may say that something is not assigned to this nominee. Few texts may,
/// and asking closely costs.
#[inline]
pub(super) fn may_be_not_assigned(text: &str) -> bool {
    let first = text.as_bytes().first();
    text.len() <= LONGEST_NOT_ASSIGNED && matches!(first, Some(b'k' | b'K' | b'n' | b'N'))
}

/// Whether the words of a list are perhaps more items than those between its semicolons: people
/// part them by commas and lines too.
#[inline]
pub(super) fn may_be_several(text: &str) -> bool {
    let bytes = text.as_bytes();
    match memchr2(b',', b'\n', bytes) {
        Some(at) if bytes[at] == b',' => {
            memchr(b'\n', bytes).is_some() || memchr(b';', bytes).is_none()
        }
        found => found.is_some(),
    }
}

/// The number that some words spell, with a decimal comma or point.
///
/// # Errors
/// Why they are no clear number.
pub(super) fn number(text: &str) -> Result<Spelled, NumberFault> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let mut marks = digits.bytes().filter(|byte| !byte.is_ascii_digit());
    let value = match (marks.next(), marks.next()) {
        (None, _) | (Some(b'.'), None) => Number::parse(text),
        (Some(b','), None) => Number::parse(text.replace(',', ".")),
        _ => return Err(several_marks(digits)),
    };
    let value = value.ok_or(NumberFault::NotANumber)?;
    let thousands = digits.split_once(['.', ',']).and_then(|(whole, decimals)| {
        let may = whole.len() <= 3 && decimals.len() == 3 && !whole.starts_with('0');
        may.then(|| text.replace(['.', ','], ""))
    });
    Ok(Spelled { value, thousands })
}

/// Why words with several marks among their digits are no number.
fn several_marks(digits: &str) -> NumberFault {
    let numeric = |byte: u8| byte.is_ascii_digit() || matches!(byte, b' ' | b'.' | b',');
    let ends = [digits.bytes().next(), digits.bytes().last()];
    let between = ends
        .iter()
        .all(|end| end.is_some_and(|byte| byte.is_ascii_digit()));
    if !between || !digits.bytes().all(numeric) {
        NumberFault::NotANumber
    } else if digits.contains('.') && digits.contains(',') {
        NumberFault::BothSeparators
    } else {
        NumberFault::Thousands
    }
}

/// Yes or no, in either language, with or without accents.
pub(super) fn yes_no(text: &str) -> Option<bool> {
    match text {
        "1" => return Some(true),
        "0" => return Some(false),
        _ => {}
    }
    // Most cells are in lower case already.
    let lower = if text.chars().any(char::is_uppercase) {
        Cow::Owned(text.to_lowercase())
    } else {
        Cow::Borrowed(text)
    };
    match lower.as_ref() {
        "có" | "co" | "yes" | "true" => Some(true),
        "không" | "khong" | "no" | "false" => Some(false),
        _ => None,
    }
}

/// A date as people (`31/12/2025`) or programs (`2025-12-31`) write it.
pub(super) fn date(text: &str) -> Option<Date> {
    if let Some(date) = parse_date(text) {
        return Some(date);
    }
    let (day, month, year) = day_month_year(text)?;
    Date::new(year, month, day).ok()
}

/// Whether some words have the shape of a date, whether or not there is such a day.
pub(super) fn looks_like_a_date(text: &str) -> bool {
    let shape = |(at, byte): (usize, u8)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    };
    let iso = text.len() == 10 && text.bytes().enumerate().all(shape);
    iso || day_month_year(text).is_some()
}
