//! What was assumed, doubted and left out when the data were read: one list, at the foot of results
//! and at the top of what is read.

use serde::Serialize;

use super::page::{Block, Columns, Page, Table};
use super::words::Words;
use crate::diagnostic::{Diagnostics, Remark, Severity};
use crate::locale::Locale;

/// The list, kind by kind, each under its heading with how many there are; no part where there is
/// nothing to say.
pub(super) fn tell(found: &Diagnostics, locale: Locale, page: &mut Page) {
    let remarks = found.remarks();
    if remarks.is_empty() {
        return;
    }
    let words = Words::of(locale);
    page.push(Block::Heading(words.remarks().to_owned()));
    for severity in [Severity::Assumption, Severity::Warning, Severity::LeftOut] {
        let same: Vec<&Remark> = remarks
            .iter()
            .filter(|it| it.severity == severity)
            .collect();
        if same.is_empty() {
            continue;
        }
        let count = same.iter().map(|it| it.count).sum();
        page.push(Block::Note(words.remarks_of(severity, count)));
        page.push(Block::Table(table(&same, locale, words)));
    }
}

fn table(remarks: &[&Remark], locale: Locale, words: Words) -> Table {
    Columns::of(remarks.iter().copied())
        .words(words.content(), |it| it.message.get(locale))
        .number(words.how_many(), |it| it.count)
        .words(words.places_of_remark(), |it| places(it).join(", "))
        .table()
}

/// The first places; of more, how many there are.
fn places(remark: &Remark) -> Vec<String> {
    let mut places: Vec<String> = remark.places.iter().map(ToString::to_string).collect();
    let more = remark.count.saturating_sub(places.len());
    if more > 0 {
        places.push(format!("… (+{more})"));
    }
    places
}

/// The list for machines.
pub(super) fn objects(found: &Diagnostics, locale: Locale) -> Vec<RemarkResult> {
    let remarks = found.remarks().into_iter();
    let object = |remark: Remark| RemarkResult {
        kind: match remark.severity {
            Severity::Assumption => "assumed",
            Severity::Warning | Severity::Error => "doubted",
            Severity::LeftOut => "left-out",
        },
        code: remark.code,
        message: remark.message.get(locale).to_owned(),
        count: remark.count,
        places: remark.places.iter().map(ToString::to_string).collect(),
    };
    remarks.map(object).collect()
}

/// A line of the list for machines.
#[derive(Debug, Serialize)]
pub(super) struct RemarkResult {
    kind: &'static str,
    code: &'static str,
    message: String,
    count: usize,
    /// The first places.
    places: Vec<String>,
}

impl RemarkResult {
    /// As a line for people.
    pub(super) fn line(&self) -> String {
        format!("{} ({})", self.message, self.places.join(", "))
    }
}
