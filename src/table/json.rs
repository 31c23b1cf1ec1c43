//! Nominations in JSON: a list of objects, as other programs write them.
//!
//! Numbers keep their digits, and a key that stands twice is a finding where `serde_json`'s own maps
//! would let the last one win in silence.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;

use super::encoding::source;
use super::listed::{Listed, ListedRow};
use super::problem::TableProblem;
use super::rows::{Heading, MOST_COLUMNS};
use crate::diagnostic::{Diagnostics, Place};
use crate::document::{Scalar, Spanned};
use crate::locale::Text;
use crate::number::Number;
use crate::source::Source;

/// The key under which a list of nominees may stand.
const NOMINATION: &str = "nomination";

/// An object as it was written, doubled keys and all.
struct Object<'t>(Vec<(String, &'t RawValue)>);

/// What is wrong with the text, and the offset where what was being read begins.
type Fault = (usize, serde_json::Error);

/// What has been read so far.
#[derive(Default)]
struct Columns {
    /// By key: the column, and the last row that has it.
    known: BTreeMap<String, (usize, u64)>,
    headings: Vec<Heading>,
}

/// A table from a file's bytes, if they are JSON of one of the two shapes.
pub(crate) fn open(name: &str, bytes: &[u8], diagnostics: &mut Diagnostics) -> Option<Listed> {
    let file: Arc<str> = name.into();
    let source = source(name, bytes, diagnostics)?;
    let text = source.text();
    if !text.trim_start().starts_with(['[', '{']) {
        diagnostics.report(Place::text(&source, 0..1), TableProblem::JsonShape {});
        return None;
    }
    let read = items(text, &file, diagnostics).and_then(|items| {
        let mut columns = Columns::default();
        let rows = items.iter().flatten().enumerate();
        let rows = rows.map(|(at, item)| row(text, item, at as u64 + 1, &file, &mut columns));
        let rows: Vec<ListedRow> = rows.collect::<Result<_, _>>()?;
        Ok(items.is_some().then_some((columns.headings, rows)))
    });
    match read {
        Ok(table) => table.map(|(headings, rows)| Listed::new(file, headings, rows, None)),
        Err((start, error)) => {
            report_syntax(&source, start, &error, diagnostics);
            None
        }
    }
}

/// The nominees of a text, each as it stands there; `None` if it has no list of them.
fn items<'t>(
    text: &'t str,
    file: &Arc<str>,
    diagnostics: &mut Diagnostics,
) -> Result<Option<Vec<&'t RawValue>>, Fault> {
    if text.trim_start().starts_with('[') {
        return parse(text, text).map(Some);
    }
    let Object(entries) = parse(text, text)?;
    let mut items = None;
    // Outside the list there are no rows to count.
    let place = || Place::File(Arc::clone(file));
    for (key, value) in entries {
        if key != NOMINATION {
            diagnostics.report(place(), TableProblem::JsonUnknownKey { key });
        } else if items.is_some() {
            diagnostics.report(place(), TableProblem::JsonKeyTwice { key });
        } else {
            items = Some(parse(text, value.get())?);
        }
    }
    if items.is_none() {
        diagnostics.report(place(), TableProblem::JsonShape {});
    }
    Ok(items)
}

/// Parses a piece of a text.
fn parse<'t, T: Deserialize<'t>>(text: &str, piece: &'t str) -> Result<T, Fault> {
    let start = piece.as_ptr().addr().wrapping_sub(text.as_ptr().addr());
    serde_json::from_str(piece).map_err(|error| (start, error))
}

/// One nominee. What is no object still counts, so that the numbers of the others are right.
fn row(
    text: &str,
    item: &RawValue,
    number: u64,
    file: &Arc<str>,
    columns: &mut Columns,
) -> Result<ListedRow, Fault> {
    let mut row = ListedRow {
        number,
        cells: Vec::new(),
        span: 0..0,
        found: Diagnostics::new(),
    };
    if let Some((vi, en)) = not_object(item.get()) {
        let problem = TableProblem::JsonNotObject {
            found: Text::both(vi, en),
        };
        row.found.report(Place::cell(file, number, ""), problem);
        return Ok(row);
    }
    let Object(entries) = parse(text, item.get())?;
    for (key, value) in entries {
        let value: Value = parse(text, value.get())?;
        let place = || Place::cell(file, number, key.as_str());
        if columns.headings.len() == MOST_COLUMNS && !columns.known.contains_key(&key) {
            let most = MOST_COLUMNS;
            let problem = TableProblem::RowTooLarge { most };
            row.found.report(Place::cell(file, number, ""), problem);
            break;
        }
        let (column, last) = columns.known.entry(key.clone()).or_insert_with(|| {
            columns.headings.push(Heading::new(key.clone(), place()));
            (columns.headings.len() - 1, 0)
        });
        if std::mem::replace(last, number) == number {
            row.found
                .report(place(), TableProblem::JsonKeyTwice { key: key.clone() });
            continue;
        }
        // A null is an empty cell.
        if value.is_null() {
            continue;
        }
        match scalar(value) {
            Some(scalar) => row.cells.push((*column, scalar, 0..0)),
            None => row
                .found
                .report(place(), TableProblem::JsonValue { key: key.clone() }),
        }
    }
    Ok(row)
}

/// What a value is that is no object, in both languages.
fn not_object(value: &str) -> Option<(&'static str, &'static str)> {
    Some(match value.as_bytes().first()? {
        b'{' => return None,
        b'[' => ("một danh sách", "a list"),
        b'n' => ("`null`", "`null`"),
        b't' => ("`true`", "`true`"),
        b'f' => ("`false`", "`false`"),
        b'"' => ("một chuỗi", "a string"),
        _ => ("một số", "a number"),
    })
}

impl<'de> Deserialize<'de> for Object<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries;

        impl<'de> Visitor<'de> for Entries {
            type Value = Object<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object<'de>, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Object(entries))
            }
        }

        deserializer.deserialize_map(Entries)
    }
}

/// The value of a cell; nested objects and numbers that are not exact are none.
fn scalar(value: Value) -> Option<Scalar> {
    match value {
        Value::String(text) => Some(Scalar::Text(text)),
        Value::Bool(flag) => Some(Scalar::YesNo(flag)),
        Value::Number(number) => Number::parse(number.as_str()).map(Scalar::Number),
        Value::Array(items) => {
            let item = |value| scalar(value).map(|value| Spanned { value, span: 0..0 });
            items
                .into_iter()
                .map(item)
                .collect::<Option<_>>()
                .map(Scalar::List)
        }
        Value::Null | Value::Object(_) => None,
    }
}

fn report_syntax(
    source: &Arc<Source>,
    start: usize,
    error: &serde_json::Error,
    diagnostics: &mut Diagnostics,
) {
    let text = source.text().get(start..).unwrap_or_default();
    let lines = text.split_inclusive('\n');
    let line: usize = lines.take(error.line().max(1) - 1).map(str::len).sum();
    let at = start + line + error.column().saturating_sub(1);
    let message = error.to_string();
    let en = message.split(" at line ").next().unwrap_or_default();
    let why = Text::both(translate(en), en);
    let problem = TableProblem::JsonSyntax { why };
    diagnostics.report(Place::text(source, at..at + 1), problem);
}

/// Vietnamese for the messages of the JSON parser.
fn translate(en: &str) -> String {
    const FORMS: &[(&str, &str)] = &[
        (
            "EOF while parsing a list",
            "tệp hết khi danh sách chưa đóng `]`",
        ),
        (
            "EOF while parsing an object",
            "tệp hết khi đối tượng chưa đóng `}`",
        ),
        (
            "EOF while parsing a string",
            "tệp hết khi chuỗi chưa đóng dấu nháy",
        ),
        ("EOF", "tệp hết giữa chừng"),
        ("expected `:`", "sau khóa phải có dấu `:`"),
        ("expected `,` or `]`", "chỗ này phải là dấu `,` hoặc `]`"),
        ("expected `,` or `}`", "chỗ này phải là dấu `,` hoặc `}`"),
        ("expected ident", "chỗ này phải là true, false hoặc null"),
        ("expected value", "chỗ này phải có một giá trị"),
        ("expected `\"`", "chỗ này phải là dấu nháy kép"),
        ("invalid escape", "dấu `\\` không hợp lệ trong chuỗi"),
        ("invalid number", "số viết sai"),
        ("number out of range", "số quá lớn"),
        (
            "control character",
            "ký tự điều khiển hoặc xuống dòng trong chuỗi",
        ),
        (
            "key must be a string",
            "khóa phải là chuỗi trong dấu nháy kép",
        ),
        ("trailing comma", "thừa dấu phẩy cuối"),
        ("trailing characters", "sau phần đã đóng còn có chữ"),
        ("surrogate", "mã ký tự \\u không hợp lệ"),
        ("hex escape", "mã ký tự \\u không hợp lệ"),
        ("unicode code point", "mã ký tự \\u không hợp lệ"),
        ("recursion limit", "lồng nhau quá sâu"),
        (
            "invalid type",
            "chỗ này phải là một danh sách các đối tượng",
        ),
    ];
    let form = FORMS.iter().find(|(form, _)| en.contains(form));
    form.map_or(en, |(_, vi)| *vi).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number;
    use crate::table::cell::Cell;
    use crate::table::rows::Table as _;
    use crate::table::testing::codes;

    fn rows(text: &str) -> (Vec<Vec<Option<Scalar>>>, Vec<String>) {
        let mut diagnostics = Diagnostics::new();
        let mut rows = Vec::new();
        if let Some(table) = open("a.json", text.as_bytes(), &mut diagnostics) {
            table.visit(&mut diagnostics, &mut |row, diagnostics| {
                let cell = |cell: &Cell<'_>| match cell {
                    Cell::Typed(scalar) => Some((*scalar).clone()),
                    _ => None,
                };
                rows.push(row.cells.iter().map(cell).collect());
                diagnostics.append(row.found);
            });
        }
        (rows, codes(&diagnostics))
    }

    #[test]
    fn both_shapes_are_read_and_numbers_keep_every_digit() {
        let item = r#"{"id": "a", "x": 9007199254740993.25, "y": null, "z": [1, "b"]}"#;
        for text in [format!("[{item}]"), format!("{{\"nomination\": [{item}]}}")] {
            let (rows, codes) = rows(&text);
            assert!(codes.is_empty(), "{codes:?}");
            assert_eq!(
                rows[0][1],
                Some(Scalar::Number(number!(9007199254740993.25)))
            );
            assert_eq!(rows[0][2], None);
            assert!(matches!(&rows[0][3], Some(Scalar::List(items)) if items.len() == 2));
        }
    }

    #[test]
    fn an_object_may_not_say_a_thing_twice() {
        let (_, codes) = rows(r#"[{"id": "a", "x": 1, "x": 2}]"#);
        assert_eq!(codes, ["a.json:1 x json-key-twice"]);
    }

    #[test]
    fn what_is_no_nominee_is_found_and_the_others_keep_their_numbers() {
        let (rows, codes) = rows(r#"[1.5, "a", [], null, true, -1, {"id": {"b": 1}}, {"n": 1e3}]"#);
        assert_eq!(rows.len(), 8, "{codes:?}");
        let mut expected: Vec<_> = (1..=6)
            .map(|row| format!("a.json:{row} json-not-object"))
            .collect();
        expected.extend([
            "a.json:7 id json-value".into(),
            "a.json:8 n json-value".into(),
        ]);
        assert_eq!(codes, expected);
    }

    #[test]
    fn syntax_is_shown_at_its_letters() {
        assert_eq!(rows("[\n  {\"tên\": 1,}\n]").1, ["a.json:2:13 json-syntax"]);
        assert_eq!(rows("[{}] x").1, ["a.json:1:6 json-syntax"]);
        assert_eq!(rows("12").1, ["a.json:1:1 json-shape"]);
        assert_eq!(rows("{\"nominations\": []}").1.len(), 2);
        assert_eq!(rows("{\"nomination\": 1}").1, ["a.json:1:16 json-syntax"]);
    }
}
