//! Findings in SARIF 2.1.0 (OASIS): one run, a rule a code, a result a finding. Columns are in UTF-16
//! code units, as `columnKind` says.

use serde_json::{Value, json};

use super::parts::{explain, help, more};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Severity};
use crate::inputs::PROGRAM;
use crate::locale::Locale;
use crate::report::json::pretty;
use crate::source::{Source, Span};

pub(super) fn write(found: &Diagnostics, locale: Locale) -> String {
    let sorted = found.sorted();
    let mut codes: Vec<&str> = sorted.iter().map(|it| it.code).collect();
    codes.extend(found.beyond().map(|(_, code, _)| code));
    codes.sort_unstable();
    codes.dedup();
    let rules = codes
        .iter()
        .map(|code| json!({ "id": code, "help": { "text": explain(code, locale) } }));
    let result = |code: &str, level: &str, text: String, location: Value| {
        json!({
            "ruleId": code,
            "ruleIndex": codes.binary_search(&code).unwrap_or_default(),
            "level": level,
            "message": { "text": text },
            "locations": [location],
        })
    };
    let listed = sorted.iter().map(|it| {
        let mut text = it.message.get(locale).to_owned();
        if let Some(help) = help(it, locale) {
            text.push('\n');
            text.push_str(&help);
        }
        result(it.code, level(it.severity), text, location(it))
    });
    let counted = found.beyond().map(|(file, code, count)| {
        let same = sorted.iter().find(|it| it.code == code);
        let level = same.map_or("note", |it| level(it.severity));
        result(code, level, more(code, count, locale), artifact(file))
    });
    let results: Vec<Value> = listed.chain(counted).collect();
    pretty(&json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "dvk",
                "fullName": PROGRAM,
                "language": locale.of("vi", "en"),
                "rules": rules.collect::<Vec<_>>(),
            } },
            "columnKind": "utf16CodeUnits",
            "results": results,
        }],
    }))
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Assumption | Severity::LeftOut => "note",
    }
}

fn location(found: &Diagnostic) -> Value {
    let region = match &found.place {
        Place::Text { source, span } => region(source, span),
        Place::Cell { row, .. } | Place::Sheet { row, .. } => json!({ "startLine": row }),
        Place::File(_) => return artifact(found.place.file()),
    };
    let mut location = artifact(found.place.file());
    location["physicalLocation"]["region"] = region;
    if !matches!(found.place, Place::Text { .. }) {
        let name = found.place.to_string();
        location["logicalLocations"] = json!([{ "fullyQualifiedName": name }]);
    }
    location
}

/// A file as a whole.
fn artifact(file: &str) -> Value {
    json!({ "physicalLocation": { "artifactLocation": { "uri": uri(file) } } })
}

/// The first line of a span: the place is what matters.
fn region(source: &Source, span: &Span) -> Value {
    let text = source.text();
    let start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[span.start..].find('\n');
    let line_end = line_end.map_or(text.len(), |at| span.start + at);
    let column = |at: usize| text[start..at].encode_utf16().count() + 1;
    let line = source.line(span.start);
    json!({
        "startLine": line,
        "startColumn": column(span.start),
        "endLine": line,
        "endColumn": column(span.end.min(line_end)),
    })
}

/// A path as a reference of RFC 3986: relative as it was given, or `file:` and whole.
fn uri(file: &str) -> String {
    let path = file.replace('\\', "/");
    let mut uri = String::new();
    if path.starts_with('/') {
        uri.push_str("file://");
    } else if path.as_bytes().get(1) == Some(&b':') {
        uri.push_str("file:///");
    }
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_a_reference() {
        assert_eq!(
            uri("criteria/tập thể.toml"),
            "criteria/t%E1%BA%ADp%20th%E1%BB%83.toml"
        );
        assert_eq!(uri("/a/b.toml"), "file:///a/b.toml");
        assert_eq!(uri(r"C:\a\b.toml"), "file:///C%3A/a/b.toml");
    }

    #[test]
    fn columns_are_counted_in_utf16() {
        let source = Source::new("a.toml", "id = \"𝄞ộ\" x\n");
        let at = source.text().find('x').expect("it is there");
        let region = region(&source, &(at..at + 1));
        assert_eq!(
            (&region["startColumn"], &region["endColumn"]),
            (&json!(12), &json!(13))
        );
    }
}
