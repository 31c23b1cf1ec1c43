//! The plain values that documents are made of.

use jiff::civil::Date;
use serde_json::{Value as Json, json};
use toml::Spanned as TomlSpanned;
use toml::de::DeValue;

use super::problem::DocumentProblem;
use super::read::{ReadValue, Reader, Spanned, get};
use crate::locale::Text;
use crate::number::Number;
use crate::source::Span;
use crate::text::{cut, office_day};

/// A rule as its author wrote it, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleText {
    /// The Rhai text.
    pub text: String,
    /// The whole string in the file, quotes included.
    pub span: Span,
    /// Where the first character of `text` is, if the file holds the text character by character;
    /// `None` if there are escapes in between, and a fault can then only be shown at the string.
    pub body: Option<usize>,
}

/// Any value a fact may have, as TOML writes it: in cases and in `nominations.toml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scalar {
    /// A string.
    Text(String),
    /// A number, exact.
    Number(Number),
    /// `true` or `false`.
    YesNo(bool),
    /// A calendar date.
    Date(Date),
    /// Several of them.
    List(Vec<Spanned<Scalar>>),
}

impl Scalar {
    /// It as its author wrote it, short enough for a message.
    pub(crate) fn shown(&self) -> String {
        match self {
            Self::Text(text) => cut(text),
            Self::Number(number) => number.to_string(),
            Self::YesNo(flag) => flag.to_string(),
            Self::Date(date) => date.to_string(),
            Self::List(items) => {
                let items = items.iter().map(|item| item.value.shown());
                cut(&items.collect::<Vec<_>>().join("; "))
            }
        }
    }
}

type Value<'a> = TomlSpanned<DeValue<'a>>;

/// The exact number of a TOML integer or float; `inf`, `nan` and lost digits are none.
fn number(value: &DeValue<'_>) -> Option<Number> {
    match value {
        DeValue::Integer(n) if n.radix() == 10 => Number::parse(n.as_str()),
        DeValue::Integer(n) => i64::from_str_radix(n.as_str(), n.radix())
            .ok()
            .map(Number::from),
        DeValue::Float(n) => Number::parse(n.as_str()),
        _ => None,
    }
}

/// A TOML date without time or offset.
fn date(value: &DeValue<'_>) -> Option<Date> {
    match value {
        DeValue::Datetime(at) if at.time.is_none() && at.offset.is_none() => {
            let day = at.date?;
            let year = i16::try_from(day.year).ok()?;
            Date::new(
                year,
                i8::try_from(day.month).ok()?,
                i8::try_from(day.day).ok()?,
            )
            .ok()
        }
        // A quoted date is what people write who come from spreadsheets.
        DeValue::String(text) => parse_date(text),
        _ => None,
    }
}

/// A date written `2025-12-31`, with all its digits.
pub(crate) fn parse_date(text: &str) -> Option<Date> {
    let shape = text.len() == 10
        && text.bytes().enumerate().all(|(at, b)| match at {
            4 | 7 => b == b'-',
            _ => b.is_ascii_digit(),
        });
    if shape { text.parse().ok() } else { None }
}

macro_rules! plain {
    ($type:ty, $vi:literal, $en:literal, $schema:tt, $read:expr) => {
        impl ReadValue for $type {
            fn expected() -> (String, String) {
                ($vi.into(), $en.into())
            }
            fn read(value: &Value<'_>, key: &str, reader: &mut Reader<'_>) -> Option<Self> {
                let read: fn(&DeValue<'_>) -> Option<$type> = $read;
                let found = read(value.get_ref());
                found.or_else(|| reader.wrong_type(value, key))
            }
            fn schema(_: bool) -> Json {
                json!($schema)
            }
        }
    };
}

plain!(String, "chữ đặt trong dấu nháy", "a string", { "type": "string" }, |v| v.as_str().map(str::to_owned));
plain!(bool, "`true` hoặc `false`", "`true` or `false`", { "type": "boolean" }, |v| v.as_bool());
plain!(Number, "một số như `12` hoặc `12.5`", "a number like `12` or `12.5`", { "type": "number" }, number);
plain!(u32, "một số nguyên không âm", "a whole number not below 0",
    { "type": "integer", "minimum": 0 },
    |v| v.as_integer().and_then(|n| u32::from_str_radix(n.as_str(), n.radix()).ok()));

impl ReadValue for Date {
    fn expected() -> (String, String) {
        (
            "một ngày như `2025-12-31`".into(),
            "a date like `2025-12-31`".into(),
        )
    }
    fn read(value: &Value<'_>, key: &str, reader: &mut Reader<'_>) -> Option<Self> {
        let inner = value.get_ref();
        if let Some(day) = inner.as_str().and_then(|text| office_day(text.trim())) {
            let mended = format!("{key} = {day}");
            reader.report(value.span(), DocumentProblem::DayWritten { mended });
            return None;
        }
        date(inner).or_else(|| reader.wrong_type(value, key))
    }
    fn schema(_: bool) -> Json {
        json!({ "type": "string", "format": "date" })
    }
}

impl ReadValue for Text {
    fn expected() -> (String, String) {
        (
            "chữ đặt trong dấu nháy, hoặc `{ vi = \"…\", en = \"…\" }`".into(),
            "a string or `{ vi = \"…\", en = \"…\" }`".into(),
        )
    }
    fn read(value: &Value<'_>, key: &str, reader: &mut Reader<'_>) -> Option<Self> {
        if let Some(vi) = value.get_ref().as_str() {
            return Some(Self::vi(vi.trim()));
        }
        let text = value.get_ref().as_table().and_then(|table| {
            let word = |name| get(table, name).and_then(|v| v.get_ref().as_str());
            let known = table.len() == 1 + usize::from(get(table, "en").is_some());
            match (word("vi")?, word("en")) {
                (vi, Some(en)) if known => Some(Self::both(vi.trim(), en.trim())),
                (vi, None) if known && get(table, "en").is_none() => Some(Self::vi(vi.trim())),
                _ => None,
            }
        });
        text.or_else(|| reader.wrong_type(value, key))
    }
    fn schema(_: bool) -> Json {
        json!({ "oneOf": [
            { "type": "string" },
            { "type": "object", "required": ["vi"], "additionalProperties": false,
              "properties": { "vi": { "type": "string" }, "en": { "type": "string" } } },
        ] })
    }
}

impl ReadValue for RuleText {
    fn expected() -> (String, String) {
        (
            "một quy tắc đặt trong dấu nháy".into(),
            "a rule (a string)".into(),
        )
    }
    fn read(value: &Value<'_>, key: &str, reader: &mut Reader<'_>) -> Option<Self> {
        let span = value.span();
        let Some(text) = value.get_ref().as_str() else {
            return reader.wrong_type(value, key);
        };
        let raw = &reader.source.text()[reader.source.clamp(span.clone())];
        Some(Self {
            text: text.to_owned(),
            body: body(raw, text).map(|at| span.start + at),
            span,
        })
    }
    fn schema(_: bool) -> Json {
        json!({ "type": "string" })
    }
}

/// Where in `raw`, a TOML string with its quotes, the characters of `text` begin.
fn body(raw: &str, text: &str) -> Option<usize> {
    let quotes = ["'''", "\"\"\"", "'", "\""]
        .into_iter()
        .find(|q| raw.starts_with(q))?;
    let mut at = quotes.len();
    if quotes.len() == 3 {
        let rest = &raw[at..];
        at += if rest.starts_with("\r\n") {
            2
        } else {
            usize::from(rest.starts_with('\n'))
        };
    }
    let inner = raw.get(at..raw.len().checked_sub(quotes.len())?)?;
    (inner == text).then_some(at)
}

impl ReadValue for Scalar {
    fn expected() -> (String, String) {
        (
            "chữ đặt trong dấu nháy, số, ngày, true, false hoặc danh sách".into(),
            "a string, number, date, true, false or list".into(),
        )
    }
    fn read(value: &Value<'_>, key: &str, reader: &mut Reader<'_>) -> Option<Self> {
        let inner = value.get_ref();
        let scalar = match inner {
            DeValue::String(text) => Some(Self::Text(text.to_string())),
            DeValue::Boolean(flag) => Some(Self::YesNo(*flag)),
            DeValue::Integer(_) | DeValue::Float(_) => number(inner).map(Self::Number),
            DeValue::Datetime(_) => date(inner).map(Self::Date),
            DeValue::Array(_) => return Vec::read(value, key, reader).map(Self::List),
            DeValue::Table(_) => None,
        };
        scalar.or_else(|| reader.wrong_type(value, key))
    }
    fn schema(_: bool) -> Json {
        json!({ "type": ["string", "number", "boolean", "array"] })
    }
}
