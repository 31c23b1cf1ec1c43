//! Nominations in JSON: a list of objects, as other programs write them.
//!
//! The text is taken object by object; numbers keep their digits, and a key that stands twice is
//! a finding where `serde_json`'s own maps would let the last one win in silence.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::encoding::source;
use super::listed::{Listed, ListedRow};
use super::rows::Heading;
use crate::diagnostic::{Diagnostics, Place};
use crate::document::{Scalar, Spanned};
use crate::locale::Text;
use crate::number::Number;
use crate::source::Source;
use crate::table::problem::TableProblem;

/// The key under which `serde_json` hands over a number with all its digits, unless it is small.
const NUMBER: &str = "$serde_json::private::Number";

/// The key under which a list of nominees may stand.
const NOMINATION: &str = "nomination";

/// What has been read so far.
struct Collector<'a> {
    file: &'a Arc<str>,
    columns: BTreeMap<String, usize>,
    headings: Vec<Heading>,
    rows: Vec<ListedRow>,
    /// Whether there is a list at all.
    has_list: bool,
    diagnostics: &'a mut Diagnostics,
}

/// A table from a file's bytes, if they are JSON of one of the two shapes.
pub(crate) fn open(name: &str, bytes: &[u8], diagnostics: &mut Diagnostics) -> Option<Listed> {
    let file: Arc<str> = name.into();
    let source = source(name, bytes, diagnostics)?;
    if !source.text().trim_start().starts_with(['[', '{']) {
        diagnostics.report(Place::text(&source, 0..1), TableProblem::JsonShape {});
        return None;
    }
    let mut collector = Collector {
        file: &file,
        columns: BTreeMap::new(),
        headings: Vec::new(),
        rows: Vec::new(),
        has_list: true,
        diagnostics,
    };
    let mut deserializer = serde_json::Deserializer::from_str(source.text());
    let read = Whole(&mut collector).deserialize(&mut deserializer);
    let Collector {
        headings,
        rows,
        has_list,
        ..
    } = collector;
    match read.and_then(|()| deserializer.end()) {
        Ok(()) => has_list.then(|| Listed::new(file, headings, rows, None)),
        Err(error) => {
            report_syntax(&source, &error, diagnostics);
            None
        }
    }
}

impl Collector<'_> {
    fn number(&self) -> u64 {
        self.rows.len() as u64 + 1
    }

    fn column(&mut self, key: &str) -> usize {
        if let Some(column) = self.columns.get(key) {
            return *column;
        }
        let column = self.headings.len();
        let place = Place::cell(self.file, self.number(), key);
        self.headings.push(Heading::new(key.to_owned(), place));
        self.columns.insert(key.to_owned(), column);
        column
    }

    /// A row that is no object still counts, so that the numbers of the others are right.
    fn not_object(&mut self, vi: &'static str, en: &'static str) {
        let mut row = self.row();
        let problem = TableProblem::JsonNotObject {
            found: Text::both(vi, en),
        };
        row.found
            .report(Place::cell(self.file, row.number, ""), problem);
        self.rows.push(row);
    }

    fn row(&self) -> ListedRow {
        ListedRow {
            number: self.number(),
            cells: Vec::new(),
            span: 0..0,
            found: Diagnostics::new(),
        }
    }
}

/// The whole text: a list, or an object with one.
struct Whole<'c, 'a>(&'c mut Collector<'a>);

/// The list of nominees.
struct Items<'c, 'a>(&'c mut Collector<'a>);

/// One nominee.
struct Item<'c, 'a>(&'c mut Collector<'a>);

macro_rules! seed {
    ($name:ident) => {
        impl<'de> DeserializeSeed<'de> for $name<'_, '_> {
            type Value = ();
            fn deserialize<D: serde::Deserializer<'de>>(
                self,
                deserializer: D,
            ) -> Result<(), D::Error> {
                deserializer.deserialize_any(self)
            }
        }
    };
}

seed!(Whole);
seed!(Items);
seed!(Item);

impl<'de> Visitor<'de> for Whole<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of objects, or an object with the key `nomination`")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<(), A::Error> {
        Items(self.0).visit_seq(items)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut seen = false;
        while let Some(key) = map.next_key::<String>()? {
            // Outside the list there are no rows to count.
            let place = Place::File(Arc::clone(self.0.file));
            if key != NOMINATION {
                map.next_value::<IgnoredAny>()?;
                let problem = TableProblem::JsonUnknownKey { key };
                self.0.diagnostics.report(place, problem);
            } else if seen {
                map.next_value::<IgnoredAny>()?;
                let problem = TableProblem::JsonKeyTwice { key };
                self.0.diagnostics.report(place, problem);
            } else {
                seen = true;
                map.next_value_seed(Items(self.0))?;
            }
        }
        if !seen {
            self.0.has_list = false;
            let place = Place::File(Arc::clone(self.0.file));
            self.0.diagnostics.report(place, TableProblem::JsonShape {});
        }
        Ok(())
    }
}

impl<'de> Visitor<'de> for Items<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of objects")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        while items.next_element_seed(Item(self.0))?.is_some() {}
        Ok(())
    }
}

impl<'de> Visitor<'de> for Item<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut row = self.0.row();
        while let Some(key) = map.next_key::<std::borrow::Cow<'de, str>>()? {
            if key == NUMBER {
                map.next_value::<IgnoredAny>()?;
                self.0.not_object("một số", "a number");
                return Ok(());
            }
            let value: Value = map.next_value()?;
            let column = self.0.column(&key);
            let place = || Place::cell(self.0.file, row.number, key.as_ref());
            if row.cells.iter().any(|(at, _, _)| *at == column) {
                let key = key.to_string();
                row.found
                    .report(place(), TableProblem::JsonKeyTwice { key });
                continue;
            }
            // A null is an empty cell.
            if value.is_null() {
                continue;
            }
            match scalar(value) {
                Some(scalar) => row.cells.push((column, scalar, 0..0)),
                None => {
                    let key = key.to_string();
                    row.found.report(place(), TableProblem::JsonValue { key });
                }
            }
        }
        self.0.rows.push(row);
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {}
        self.0.not_object("một danh sách", "a list");
        Ok(())
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<(), E> {
        self.0.not_object("`null`", "`null`");
        Ok(())
    }

    fn visit_bool<E: serde::de::Error>(self, flag: bool) -> Result<(), E> {
        let word = if flag { "`true`" } else { "`false`" };
        self.0.not_object(word, word);
        Ok(())
    }

    fn visit_u64<E: serde::de::Error>(self, _: u64) -> Result<(), E> {
        self.0.not_object("một số", "a number");
        Ok(())
    }

    fn visit_i64<E: serde::de::Error>(self, _: i64) -> Result<(), E> {
        self.0.not_object("một số", "a number");
        Ok(())
    }

    fn visit_str<E: serde::de::Error>(self, _: &str) -> Result<(), E> {
        self.0.not_object("một chuỗi", "a string");
        Ok(())
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

fn report_syntax(source: &Arc<Source>, error: &serde_json::Error, diagnostics: &mut Diagnostics) {
    let text = source.text();
    let lines = text.split_inclusive('\n');
    let line: usize = lines.take(error.line().max(1) - 1).map(str::len).sum();
    let at = line + error.column().saturating_sub(1);
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
