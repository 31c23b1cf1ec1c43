//! Findings for programs: editors, services that show them beside the lines of a change, and
//! programs that count tests.

mod junit;
mod parts;
mod sarif;

pub use parts::Checked;

use serde::Serialize;
use serde_json::Value;

use self::parts::{explain, help};
use super::json::pretty;
use super::options::Options;
use super::page::Report as _;
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::locale::Locale;

/// A way to write findings down for programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FindingsFormat {
    /// An object with the schemes and the findings.
    Json,
    /// SARIF 2.1.0, which code-scanning services read.
    Sarif,
    /// JUnit's XML, which programs that run tests read.
    Junit,
}

/// A finding as an item of JSON.
#[derive(Serialize)]
struct Finding<'d> {
    severity: &'static str,
    code: &'static str,
    file: &'d str,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u64>,
    /// In letters as people see them.
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
    /// The place as it is printed.
    place: String,
    message: &'d str,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<String>,
    /// The command that explains the code.
    explain: String,
}

/// How many findings of a code in a file are counted and not listed.
#[derive(Serialize)]
struct More<'d> {
    file: &'d str,
    code: &'static str,
    count: usize,
}

#[derive(Serialize)]
struct Findings<'d> {
    schemes: Value,
    findings: Vec<Finding<'d>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    more: Vec<More<'d>>,
    /// How many the schemes allow.
    silenced: usize,
}

impl FindingsFormat {
    /// Every format of findings, and the word by which it is asked for.
    pub const ALL: [(&'static str, Self); 3] = [
        ("json", Self::Json),
        ("sarif", Self::Sarif),
        ("junit", Self::Junit),
    ];

    /// The format of that word.
    pub fn named(word: &str) -> Option<Self> {
        let mut all = Self::ALL.into_iter();
        all.find(|(name, _)| *name == word)
            .map(|(_, format)| format)
    }

    /// What was checked and found, as text in this format.
    pub fn write(self, checked: &Checked<'_>, options: &Options) -> String {
        match self {
            Self::Json => json(checked, options),
            Self::Sarif => sarif::write(checked.found, options.locale),
            Self::Junit => junit::write(checked, options.locale),
        }
    }
}

fn json(checked: &Checked<'_>, options: &Options) -> String {
    let finding = |it| Finding::of(it, options.locale);
    let found = checked.found;
    let more = found.beyond();
    let schemes = serde_json::from_str(&checked.schemes.json(options));
    pretty(&Findings {
        schemes: schemes.unwrap_or_default(),
        findings: found.sorted().into_iter().map(finding).collect(),
        more: more
            .map(|(file, code, count)| More { file, code, count })
            .collect(),
        silenced: found.silenced(),
    })
}

impl<'d> Finding<'d> {
    fn of(found: &'d Diagnostic, locale: Locale) -> Self {
        let (line, column) = match &found.place {
            Place::Text { source, span } => {
                let at = source.location(span.start);
                (Some(at.line as u64), Some(at.column))
            }
            Place::Cell { row, .. } | Place::Sheet { row, .. } => (Some(*row), None),
            Place::File(_) => (None, None),
        };
        Self {
            severity: severity(found.severity),
            code: found.code,
            file: found.place.file(),
            line,
            column,
            place: found.place.to_string(),
            message: found.message.get(locale),
            help: help(found, locale),
            explain: explain(found.code, locale),
        }
    }
}

/// A severity as programs know it.
fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Assumption => "assumed",
        Severity::LeftOut => "left-out",
    }
}
