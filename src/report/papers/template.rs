//! The texts of papers: minijinja templates that are built in, or the office's own.
//!
//! What a template writes is lines: each is a paragraph, an item where it begins with `- `, or an
//! instruction where it begins with `@`. What a value brings along never is an instruction.

use std::io::{self, Write};
use std::sync::Arc;

use minijinja::{Environment, Error, ErrorKind, UndefinedBehavior, Value, filters};
use serde_json::Value as Json;

use super::markup::{DIRECTIVES, VALUE_END, VALUE_START};
use crate::diagnostic::{Diagnostics, Place, nearest, problems};
use crate::locale::Text;
use crate::source::{Source, Span};
use crate::text::without_controls;

/// The deepest nesting of a template.
const MOST_DEPTH: usize = 64;

/// The most instructions that a template may run: the submission of 10,000 nominees takes a tenth.
const MOST_STEPS: u64 = 10_000_000;

/// The longest text that a template may write, in bytes.
const LONGEST: usize = 64 << 20;

/// What would let a text double with each line of a template.
const JOINING: [char; 2] = ['~', '+'];

/// The text of a paper; everything wrong with the template is reported.
pub(super) fn render(
    source: &Arc<Source>,
    values: &Json,
    found: &mut Diagnostics,
) -> Option<String> {
    check_directives(source, found);
    if !check_operators(source, found) {
        return None;
    }
    let engine = engine();
    let mut text = Limited(Vec::new());
    let written = engine
        .template_from_named_str(source.name(), source.text())
        .and_then(|template| template.render_captured_to(value(values), &mut text));
    match written {
        Ok(_) => String::from_utf8(text.0).ok(),
        Err(error) => {
            report(source, &error, values, found);
            None
        }
    }
}

/// What a template sees of a value: numbers of JSON are not numbers to a foreign serializer.
fn value(json: &Json) -> Value {
    match json {
        Json::Null => Value::from(()),
        Json::Bool(flag) => Value::from(*flag),
        Json::Number(number) => number
            .as_i64()
            .map_or_else(|| Value::from(number.to_string()), Value::from),
        Json::String(text) => Value::from(text.as_str()),
        Json::Array(items) => items.iter().map(value).collect(),
        Json::Object(map) => {
            let pairs = map.iter().map(|(name, it)| (name.as_str(), value(it)));
            Value::from_pairs(pairs)
        }
    }
}

/// A text up to [`LONGEST`].
struct Limited(Vec<u8>);

impl Write for Limited {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > LONGEST {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What runs a template: a name that is not there is an error, and a value is one line of text. A
/// template of a stranger can neither run nor write without end.
fn engine() -> Environment<'static> {
    let mut engine = Environment::empty();
    engine.add_filter("upper", filters::upper);
    engine.add_filter("lower", filters::lower);
    engine.add_filter("length", filters::length);
    engine.add_filter("default", filters::default);
    engine.set_fuel(Some(MOST_STEPS));
    engine.set_undefined_behavior(UndefinedBehavior::Strict);
    engine.set_debug(true);
    engine.set_recursion_limit(MOST_DEPTH);
    engine.set_formatter(|out, _, value| {
        if value.is_undefined() {
            return Err(Error::from(ErrorKind::UndefinedError));
        }
        if value.as_object().is_some() {
            return Err(Error::new(ErrorKind::InvalidOperation, "a list is no text"));
        }
        let text = without_controls(&value.to_string());
        let text = text.replace(['\n', VALUE_START, VALUE_END], " ");
        Ok(write!(out, "{VALUE_START}{text}{VALUE_END}")?)
    });
    engine
}

/// Reports every instruction that there is not.
fn check_directives(source: &Arc<Source>, found: &mut Diagnostics) {
    let mut start = 0;
    for line in source.text().split_inclusive('\n') {
        let text = line.trim_start();
        let at = start + line.len() - text.len();
        start += line.len();
        let Some(word) = text.strip_prefix('@') else {
            continue;
        };
        let word: String = word.chars().take_while(|c| c.is_alphanumeric()).collect();
        if !DIRECTIVES.contains(&word.as_str()) {
            let span = at..at + 1 + word.len();
            let meant = nearest(&word, DIRECTIVES.iter().copied());
            let keys = DIRECTIVES.map(|known| format!("@{known}")).join(", ");
            let problem = TemplateProblem::Instruction { word, keys };
            found.suggest(
                Place::text(source, span),
                problem,
                meant.map(|it| format!("@{it}")),
            );
        }
    }
}

/// Whether a template joins no texts; where it does, that is reported.
fn check_operators(source: &Arc<Source>, found: &mut Diagnostics) -> bool {
    let text = source.text();
    let mut is_sound = true;
    let mut from = 0;
    while let Some(open) = text[from..].find('{').map(|at| from + at) {
        let close = match text.as_bytes().get(open + 1) {
            Some(b'{') => "}}",
            Some(b'%') => "%}",
            _ => {
                from = open + 1;
                continue;
            }
        };
        let inside = open + 2;
        let end = text[inside..]
            .find(close)
            .map_or(text.len(), |at| inside + at);
        // A sign at either end of a tag only trims blanks.
        let tag = text[inside..end]
            .strip_prefix('+')
            .unwrap_or(&text[inside..end]);
        let start = end - tag.len();
        let tag = tag.strip_suffix('+').unwrap_or(tag);
        if let Some(at) = tag.find(JOINING) {
            let span = start + at..start + at + 1;
            let sign = text[span.clone()].to_owned();
            found.report(Place::text(source, span), TemplateProblem::Joining { sign });
            is_sound = false;
        }
        from = end;
    }
    is_sound
}

fn report(source: &Arc<Source>, error: &Error, values: &Json, found: &mut Diagnostics) {
    let whole_line = || -> Span {
        let line = error.line().unwrap_or(1).saturating_sub(1);
        let lines = source.text().split_inclusive('\n');
        let start: usize = lines.take(line).map(str::len).sum();
        let length = source.text()[start..].lines().next().map_or(0, str::len);
        start..start + length
    };
    let span = error.range().filter(|range| !range.is_empty());
    let span = source.clamp(span.unwrap_or_else(whole_line));
    let place = Place::text(source, span.clone());
    if error.kind() == ErrorKind::UndefinedError {
        let name = source.text()[span].to_owned();
        let last = name.rsplit('.').next().unwrap_or(&name);
        let mut names = Vec::new();
        collect_names(values, &mut names);
        let meant = nearest(last, names.iter().map(String::as_str));
        found.suggest(place, TemplateProblem::Name { name }, meant);
    } else {
        let why = Text::both(vietnamese(error), english(error));
        found.report(place, TemplateProblem::Syntax { why });
    }
}

/// Every name that a template may use.
fn collect_names(values: &Json, names: &mut Vec<String>) {
    match values {
        Json::Object(map) => {
            for (name, value) in map {
                if !names.contains(name) {
                    names.push(name.clone());
                }
                collect_names(value, names);
            }
        }
        // The first of a list has the names of all.
        Json::Array(items) => items.iter().take(1).for_each(|it| collect_names(it, names)),
        _ => {}
    }
}

fn english(error: &Error) -> String {
    let detail = error.detail().unwrap_or_default();
    match detail.is_empty() {
        true => error.kind().to_string(),
        false => format!("{}: {detail}", error.kind()),
    }
}

fn vietnamese(error: &Error) -> String {
    let detail = error.detail().unwrap_or_default();
    let what = match error.kind() {
        ErrorKind::SyntaxError => "sai cú pháp",
        ErrorKind::UnknownFilter => "không có phép biến đổi này",
        ErrorKind::UnknownTest => "không có phép kiểm tra này",
        ErrorKind::UnknownFunction | ErrorKind::UnknownMethod => "không có hàm này",
        ErrorKind::InvalidOperation => "phép tính không thực hiện được",
        ErrorKind::OutOfFuel => "mẫu phải chạy quá nhiều bước",
        ErrorKind::WriteFailure => "văn bản lập ra quá dài",
        ErrorKind::TooManyArguments | ErrorKind::MissingArgument => "sai số tham số",
        _ => "không lập được phần này",
    };
    format!("{what} ({detail})")
}

problems! {
    /// What can be wrong with the text of a paper.
    pub enum TemplateProblem {
        Syntax { why: Text }
            = "template-syntax", Error,
            "mẫu văn bản: {why}",
            "the template: {why}";
        Name { name: String }
            = "template-name", Error,
            "mẫu văn bản dùng `{name}`, nhưng không có tên ấy",
            "the template uses `{name}`, but there is no such name";
        Joining { sign: String }
            = "template-joining", Error,
            "mẫu văn bản không dùng được dấu `{sign}` trong `{{{{ }}}}` và `{{% %}}`",
            "a template cannot use `{sign}` inside `{{{{ }}}}` and `{{% %}}`",
            help "hãy viết các phần cạnh nhau, như `{{{{ one.name }}}} {{{{ one.unit }}}}`",
                 "write the parts beside each other, like `{{{{ one.name }}}} {{{{ one.unit }}}}`";
        Instruction { word: String, keys: String }
            = "template-instruction", Error,
            "mẫu văn bản ghi `@{word}`, nhưng không có lệnh ấy",
            "the template has `@{word}`, but there is no such instruction",
            help "các lệnh dùng được: {keys}", "the instructions are: {keys}";
    }
}
