//! What is wrong with a template: where it is, in words of both languages, and with the names that
//! could be meant.

use minijinja::{Error, ErrorKind};
use serde_json::Value as Json;

use super::markup::PIECE_KEY;
use crate::diagnostic::{Diagnostics, Place, nearest, problems};
use crate::locale::Text;
use crate::source::Span;

/// The deepest nesting of a template.
pub(super) const MOST_DEPTH: usize = 64;

/// A template, and where its places are for whoever wrote it.
pub(super) struct Template<'t> {
    pub(super) name: &'t str,
    pub(super) text: &'t str,
    pub(super) place: &'t dyn Fn(Span) -> Place,
}

/// Makes the tag at a place do nothing; false where that cannot be. All others keep their places.
pub(super) fn leave_out(text: &mut String, at: usize) -> bool {
    let before = text.get(..text.len().min(at + 2)).unwrap_or_default();
    let Some(start) = ["{{", "{%"].iter().filter_map(|it| before.rfind(it)).max() else {
        return false;
    };
    let is_value = text[start..].starts_with("{{");
    let close = if is_value { "}}" } else { "%}" };
    let Some(end) = text[start..].find(close).map(|length| start + length + 2) else {
        return false;
    };
    let inside = text[start + 2..end - 2].trim_matches(['-', ' ']);
    let (word, rest) = inside.split_once(' ').unwrap_or((inside, ""));
    let idle = match word {
        _ if end <= at => return false,
        _ if is_value => String::new(),
        "if" | "elif" => format!("{{%{word} 0"),
        "for" => match rest.split_once(" in ") {
            Some((name, _)) => format!("{{%for {} in []", name.trim()),
            None => return false,
        },
        _ => return false,
    };
    let room = end - start;
    let closed = if is_value { 0 } else { 2 };
    if idle.len() + closed > room || text[start..end].starts_with(&idle) && !is_value {
        return false;
    }
    let blanks = " ".repeat(room - idle.len() - closed);
    text.replace_range(start..end, &format!("{idle}{blanks}{}", &"%}"[..closed]));
    true
}

/// Where an error is in a template.
pub(super) fn span(text: &str, error: &Error) -> Span {
    let found = error.range().filter(|range| !range.is_empty());
    if let Some(span) = found.filter(|span| text.get(span.clone()).is_some()) {
        return span;
    }
    let line = error.line().unwrap_or(1).saturating_sub(1);
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let length = text[start..].lines().next().map_or(0, str::len);
    start..start + length
}

/// Reports an error of the engine.
pub(super) fn report(
    template: &Template<'_>,
    span: Span,
    error: &Error,
    values: &Json,
    found: &mut Diagnostics,
) {
    let place = (template.place)(span.clone());
    if error.kind() == ErrorKind::UndefinedError {
        let name = template.text.get(span.clone()).unwrap_or_default();
        let name = name.trim_matches(['{', '}', '%', ' ']).to_owned();
        let before = template.text.get(..span.start).unwrap_or_default();
        let last = name.rsplit('.').next().unwrap_or(&name);
        let beside = names_beside(&name, before, values);
        let mut all = Vec::new();
        collect_names(values, &mut all);
        let meant = nearest(last, beside.iter().chain(&all).map(String::as_str));
        let names = if beside.is_empty() { all } else { beside };
        let names = names.join(", ");
        found.suggest(place, TemplateProblem::Name { name, names }, meant);
    } else {
        let why = Text::both(vietnamese(error), english(error));
        found.report(place, TemplateProblem::Syntax { why });
    }
}

/// The names that can be in place of the last one of `one.nme`: those of the same thing.
fn names_beside(name: &str, before: &str, values: &Json) -> Vec<String> {
    let thing = match name.rsplit_once('.') {
        Some((thing, _)) => resolved(thing, before, values, MOST_DEPTH),
        None => Some(values),
    };
    let map = thing.and_then(Json::as_object);
    map.map_or_else(Vec::new, |map| map.keys().cloned().collect())
}

/// What a path of names is, as far as that is known without running the template: a name that a loop
/// above gives is the first of its list.
fn resolved<'v>(path: &str, before: &str, values: &'v Json, depth: usize) -> Option<&'v Json> {
    // `awards[0]` is an award as any other is.
    let mut names = path.split('.').map(|name| {
        let (name, index) = name.split_once('[').unwrap_or((name, ""));
        (name.trim(), !index.is_empty())
    });
    let (first, is_one_of) = names.next()?;
    let given = format!("for {first} in ");
    let thing = match before.rfind(&given) {
        Some(at) if depth > 0 => {
            let list = &before[at + given.len()..];
            let end = list.find(['|', '%', '-', '}']).unwrap_or(list.len());
            let list = list[..end].trim();
            resolved(list, &before[..at], values, depth - 1)?.get(0)?
        }
        _ => values.get(first)?,
    };
    let one = |thing: &'v Json, is_one_of: bool| if is_one_of { thing.get(0) } else { Some(thing) };
    names.try_fold(one(thing, is_one_of)?, |thing, (name, is_one_of)| {
        one(thing.get(name)?, is_one_of)
    })
}

/// Every name that a template may use.
fn collect_names(values: &Json, names: &mut Vec<String>) {
    match values {
        Json::Object(map) if map.contains_key(PIECE_KEY) => {}
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
        Name { name: String, names: String }
            = "template-name", Error,
            "mẫu văn bản dùng `{name}`, nhưng không có tên ấy",
            "the template uses `{name}`, but there is no such name",
            help "các tên dùng được ở đây: {names}", "the names here are: {names}";
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
