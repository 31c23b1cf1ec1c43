//! The texts of papers: minijinja templates that are built in, or the office's own.
//!
//! What a template writes is lines: each is a paragraph, an item where it begins with `- `, or an
//! instruction where it begins with `@`. What a value brings along never is an instruction.

use std::io::{self, Write};
use std::sync::Arc;

use minijinja::{Environment, Error, ErrorKind, UndefinedBehavior, Value, filters};
use serde_json::Value as Json;

use super::faults::{MOST_DEPTH, Template, TemplateProblem, leave_out, report, span};
use super::markup::{DIRECTIVES, PIECE, PIECE_KEY, VALUE_END, VALUE_START};
use crate::diagnostic::{Diagnostics, Place, nearest};
use crate::source::Source;
use crate::text::without_controls;

/// The most instructions that a template may run: the submission of 10,000 nominees takes a tenth.
const MOST_STEPS: u64 = 10_000_000;

/// The longest text that a template may write, in bytes.
pub(super) const LONGEST: usize = 64 << 20;

/// So many faults of a template are reported at once.
const MOST_FAULTS: usize = 20;

/// What would let a text double with each line of a template.
const JOINING: [char; 2] = ['~', '+'];

/// The text of a paper; everything wrong with the template is reported.
pub(super) fn render(
    source: &Arc<Source>,
    values: &Json,
    found: &mut Diagnostics,
) -> Option<String> {
    check_directives(source, found);
    let template = Template {
        name: source.name(),
        text: source.text(),
        place: &|span| Place::text(source, span),
    };
    run(&template, values, found)
}

/// What a template writes. After a fault it is run without the tag at fault, so that others are
/// found as well.
pub(super) fn run(
    template: &Template<'_>,
    values: &Json,
    found: &mut Diagnostics,
) -> Option<String> {
    if !check_operators(template, found) {
        return None;
    }
    let engine = engine();
    let sound = value(values);
    let mut tried = template.text.to_owned();
    for faults in 0..MOST_FAULTS {
        let mut text = Limited(Vec::new());
        let written = engine
            .template_from_named_str(template.name, &tried)
            .and_then(|it| it.render_captured_to(sound.clone(), &mut text).map(drop));
        let error = match written {
            Ok(_) if faults == 0 => return String::from_utf8(text.0).ok(),
            Ok(_) => return None,
            Err(error) => error,
        };
        let span = span(&tried, &error);
        let at = span.start;
        report(template, span, &error, values, found);
        let ends = [ErrorKind::OutOfFuel, ErrorKind::WriteFailure];
        if ends.contains(&error.kind()) || !leave_out(&mut tried, at) {
            return None;
        }
    }
    None
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
        Json::Object(map) if map.contains_key(PIECE_KEY) => {
            Value::from_safe_string(map[PIECE_KEY].to_string())
        }
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
        let text = value.to_string();
        let text = without_controls(&text).replace(['\n', VALUE_START, VALUE_END, PIECE], " ");
        // Nothing else is marked as safe.
        if value.is_safe() {
            return Ok(write!(out, "{VALUE_START}{PIECE}{text}{VALUE_END}")?);
        }
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
fn check_operators(template: &Template<'_>, found: &mut Diagnostics) -> bool {
    let text = template.text;
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
            found.report((template.place)(span), TemplateProblem::Joining { sign });
            is_sound = false;
        }
        from = end;
    }
    is_sound
}
