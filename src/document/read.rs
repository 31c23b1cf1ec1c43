//! The reader: a TOML table taken key by key, everything wrong reported at its place.

use std::sync::Arc;

use serde_json::{Value as Json, json};
use toml::Spanned as TomlSpanned;
use toml::de::{DeString, DeTable, DeValue};

use super::problem::DocumentProblem;
use super::syntax::{Fault, faults};
use crate::diagnostic::{Diagnostics, Place, nearest};
use crate::locale::Text;
use crate::number::Number;
use crate::source::{Source, Span};

/// A value and the span that it was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spanned<T> {
    /// What was read.
    pub value: T,
    /// Its span, quotes included.
    pub span: Span,
}

/// A table whose keys the author chose, in the order of the file.
pub type Keyed<T> = Vec<(Spanned<String>, T)>;

/// One key that a table may have: for reading, for help and for the JSON Schema.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// The key as it is written.
    pub name: &'static str,
    /// What it says, in English.
    pub en: &'static str,
    /// What it says, in Vietnamese.
    pub vi: &'static str,
    /// Whether it must be there.
    pub required: bool,
    /// The JSON Schema of its value; the flag asks for Vietnamese descriptions.
    pub schema: fn(bool) -> Json,
}

/// A type that can be read from a TOML value.
pub trait ReadValue: Sized {
    /// What is wanted, for the wrong-type finding: Vietnamese and English.
    fn expected() -> (String, String);
    /// What is wanted where there are several of them.
    fn expected_several() -> (String, String) {
        let (vi, en) = Self::expected();
        (
            format!("một danh sách, mỗi phần tử là {vi}"),
            format!("a list, each of it {en}"),
        )
    }
    /// The value, or nothing after everything wrong with it has been reported.
    fn read(value: &TomlSpanned<DeValue<'_>>, key: &str, reader: &mut Reader<'_>) -> Option<Self>;
    /// The JSON Schema of the value; the flag asks for Vietnamese descriptions.
    fn schema(vi: bool) -> Json;
}

/// Where the text is, and where findings go.
#[derive(Debug)]
pub struct Reader<'a> {
    /// The text.
    pub source: &'a Arc<Source>,
    /// The findings.
    pub diagnostics: &'a mut Diagnostics,
}

impl Reader<'_> {
    /// Reports a problem at a span of the text.
    pub fn report(&mut self, span: Span, problem: DocumentProblem) {
        self.diagnostics
            .report(Place::text(self.source, span), problem);
    }

    /// Reports that a value is not what `T` wants; there is no `T` then.
    pub fn wrong_type<T: ReadValue>(
        &mut self,
        value: &TomlSpanned<DeValue<'_>>,
        key: &str,
    ) -> Option<T> {
        let (vi, en) = T::expected();
        self.wrong(value, key, vi, en);
        None
    }

    /// Reports that a value is not what was wanted, in words.
    pub fn wrong(&mut self, value: &TomlSpanned<DeValue<'_>>, key: &str, vi: String, en: String) {
        let found = found(value.get_ref());
        self.report(
            value.span(),
            DocumentProblem::WrongType {
                key: key.to_owned(),
                expected: Text::both(vi, en),
                found: Text::both(found.0, found.1),
            },
        );
    }

    /// Reports every key of `table` that is none of `keys`, and every compulsory one that lacks.
    pub fn check_keys(
        &mut self,
        table: &DeTable<'_>,
        span: &Span,
        keys: &[Key],
        named: (&'static str, &'static str),
    ) {
        for (key, _) in table {
            let name = key.get_ref().as_ref();
            if keys.iter().any(|known| known.name == name) {
                continue;
            }
            let names: Vec<_> = keys.iter().map(|known| known.name).collect();
            self.unknown_key(name, key.span(), &names, named);
        }
        for key in keys.iter().filter(|key| key.required) {
            if get(table, key.name).is_none() {
                let problem = DocumentProblem::MissingKey {
                    key: key.name,
                    table: Text::both(named.0, named.1),
                };
                self.report(span.clone(), problem);
            }
        }
    }

    /// Reports a key that is none of `keys`.
    pub fn unknown_key(
        &mut self,
        key: &str,
        span: Span,
        keys: &[&str],
        named: (&'static str, &'static str),
    ) {
        let meant = nearest(key, keys.iter().copied());
        let problem = DocumentProblem::UnknownKey {
            key: key.to_owned(),
            table: Text::both(named.0, named.1),
            keys: keys.join(", "),
        };
        self.diagnostics
            .suggest(Place::text(self.source, span), problem, meant);
    }

    /// Whether a table has a key, readable or not.
    pub fn has(table: &DeTable<'_>, name: &str) -> bool {
        get(table, name).is_some()
    }

    /// Reads one key of a table, if it is there.
    pub fn key<T: ReadValue>(&mut self, table: &DeTable<'_>, name: &str) -> Option<T> {
        let value = get(table, name)?;
        T::read(value, name, self)
    }
}

/// So many bytes a scheme or a list written by hand has at most.
const LONG: usize = 1 << 20;

/// Reads a whole text as a `T`; syntax errors and everything wrong in it are reported.
pub fn parse<T: ReadValue>(source: &Arc<Source>, diagnostics: &mut Diagnostics) -> Option<T> {
    let (table, errors) = match source.text() {
        // Of a long text the first fault is enough: it may have as many as bytes.
        text if text.len() > LONG => match DeTable::parse(text) {
            Ok(table) => (table, Vec::new()),
            Err(error) => (TomlSpanned::new(0..0, DeTable::new()), vec![error]),
        },
        text => DeTable::parse_recoverable(text),
    };
    let mut reader = Reader {
        source,
        diagnostics,
    };
    let told: Vec<(Span, String)> = errors
        .iter()
        .map(|error| {
            let message = error.message().replace('\n', ", ");
            (error.span().unwrap_or(0..0), message)
        })
        .collect();
    for Fault { span, text } in faults(source, &told) {
        reader.report(span, DocumentProblem::Syntax { why: text });
    }
    if !errors.is_empty() {
        return None;
    }
    reader.refuse_controls(table.get_ref());
    let whole = TomlSpanned::new(0..0, DeValue::Table(table.into_inner()));
    T::read(&whole, "", &mut reader)
}

/// The value under a key.
pub(super) fn get<'a, 'i>(
    table: &'a DeTable<'i>,
    name: &str,
) -> Option<&'a TomlSpanned<DeValue<'i>>> {
    table
        .iter()
        .find(|(key, _)| key.get_ref().as_ref() == name)
        .map(|(_, value)| value)
}

/// What a value is, in words, with the value itself where it is short.
pub(super) fn found(value: &DeValue<'_>) -> (String, String) {
    let short = |text: &str| {
        let cut: String = text.chars().take(40).collect();
        if cut.len() < text.len() {
            format!("{cut}…")
        } else {
            cut
        }
    };
    match value {
        DeValue::String(text) => {
            let is_plain = Number::parse(&**text).is_some() || matches!(&**text, "true" | "false");
            let text = short(text);
            let vi = if is_plain {
                "chữ trong dấu nháy"
            } else {
                "chữ"
            };
            (format!("{vi} `{text}`"), format!("the string `{text}`"))
        }
        DeValue::Integer(number) => (format!("số `{number}`"), format!("the number `{number}`")),
        DeValue::Float(number) => (format!("số `{number}`"), format!("the number `{number}`")),
        DeValue::Boolean(flag) => (format!("`{flag}`"), format!("`{flag}`")),
        DeValue::Datetime(date) => (
            format!("ngày giờ `{date}`"),
            format!("the date or time `{date}`"),
        ),
        DeValue::Array(_) => ("một danh sách".into(), "a list".into()),
        DeValue::Table(_) => ("một bảng".into(), "a table".into()),
    }
}

impl<T: ReadValue> ReadValue for Spanned<T> {
    fn expected() -> (String, String) {
        T::expected()
    }
    fn expected_several() -> (String, String) {
        T::expected_several()
    }
    fn read(value: &TomlSpanned<DeValue<'_>>, key: &str, reader: &mut Reader<'_>) -> Option<Self> {
        let span = value.span();
        T::read(value, key, reader).map(|value| Self { value, span })
    }
    fn schema(vi: bool) -> Json {
        T::schema(vi)
    }
}

impl<T: ReadValue> ReadValue for Vec<T> {
    fn expected() -> (String, String) {
        T::expected_several()
    }
    fn read(value: &TomlSpanned<DeValue<'_>>, key: &str, reader: &mut Reader<'_>) -> Option<Self> {
        let Some(items) = value.get_ref().as_array() else {
            return reader.wrong_type(value, key);
        };
        Some(
            items
                .iter()
                .filter_map(|item| T::read(item, key, reader))
                .collect(),
        )
    }
    fn schema(vi: bool) -> Json {
        json!({ "type": "array", "items": T::schema(vi) })
    }
}

/// A table whose keys the author chose.
impl<T: ReadValue> ReadValue for Keyed<T> {
    fn expected() -> (String, String) {
        ("một bảng".into(), "a table".into())
    }
    fn read(value: &TomlSpanned<DeValue<'_>>, key: &str, reader: &mut Reader<'_>) -> Option<Self> {
        let Some(table) = value.get_ref().as_table() else {
            return reader.wrong_type(value, key);
        };
        let read = |(name, value): (&TomlSpanned<DeString<'_>>, &TomlSpanned<DeValue<'_>>)| {
            let value = T::read(value, name.get_ref(), reader)?;
            let name = Spanned {
                value: name.get_ref().to_string(),
                span: name.span(),
            };
            Some((name, value))
        };
        Some(table.iter().filter_map(read).collect())
    }
    fn schema(vi: bool) -> Json {
        json!({ "type": "object", "additionalProperties": T::schema(vi) })
    }
}
