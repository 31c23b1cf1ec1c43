//! A sheet whose headings are those of no table as a whole, and yet some of them are known: most
//! likely a column lacks, or is called otherwise.

use std::collections::BTreeSet;

use super::layout::{Rows, heading};
use super::sheet::RawSheet;
use crate::table::PlainHeading;
use crate::table::head::{LOOKED_AT, is_called};
use crate::table::names::{DECISIONS, Field, Fixed, HISTORY, Layout, MARKS, VOTES};
use crate::table::problem::SheetProblem;

/// So many headings must be known, or the sheet is a note.
const LEAST: usize = 2;

/// What is known of the headings of such a sheet, and which compulsory ones are missing; `None` for a
/// sheet that has hardly any heading that is known. `facts` are what columns of facts may be called.
pub(super) fn problem(
    sheet: &RawSheet,
    rows: &Rows,
    facts: &BTreeSet<String>,
) -> Option<SheetProblem> {
    let mut best: Option<(Vec<String>, String)> = None;
    for (_, cells) in rows.iter().take(LOOKED_AT) {
        let texts = sheet.cells[cells.clone()].iter();
        let texts: Vec<String> = texts.map(|cell| heading(sheet, cell)).collect();
        let councils: [&[Field]; 4] = [&VOTES, &DECISIONS, &MARKS, &HISTORY];
        let of_council = councils.into_iter().map(|fields| of_fields(&texts, fields));
        for (known, missing) in std::iter::once(of_list(&texts, facts)).chain(of_council) {
            let most = best.as_ref().map_or(LEAST - 1, |(known, _)| known.len());
            if known.len() > most && !missing.is_empty() {
                best = Some((known, missing));
            }
        }
    }
    let (known, missing) = best?;
    Some(SheetProblem::Unrecognised {
        known: known.join(", "),
        missing,
    })
}

/// What a list of nominees has of these, and what it lacks.
fn of_list(texts: &[String], facts: &BTreeSet<String>) -> (Vec<String>, String) {
    let layout = Layout::Nominations {
        needs_subject: false,
    };
    let is_fixed = |text: &String| {
        let mut fixed = Fixed::ALL.iter();
        fixed.any(|(fixed, _, _)| is_called(layout, text, *fixed))
    };
    let is_known = |text: &&String| is_fixed(text) || facts.contains(&PlainHeading::of(text).name);
    let known = texts.iter().filter(is_known).map(|text| quoted(text));
    let mut names = texts.iter();
    let missing = match names.any(|text| is_called(layout, text, Fixed::Name)) {
        true => String::new(),
        false => "`Tên`".to_owned(),
    };
    (known.collect(), missing)
}

fn of_fields(texts: &[String], fields: &[Field]) -> (Vec<String>, String) {
    let is_of = |field: &Field, text: &str| {
        field.is_called(text) || field.is_called(&PlainHeading::of(text).name)
    };
    let known = texts
        .iter()
        .filter(|text| fields.iter().any(|field| is_of(field, text)));
    let lacks = |field: &&Field| field.is_needed && !texts.iter().any(|text| is_of(field, text));
    let missing = fields
        .iter()
        .filter(lacks)
        .map(|field| quoted(field.heading));
    (
        known.map(|text| quoted(text)).collect(),
        missing.collect::<Vec<_>>().join(", "),
    )
}

fn quoted(text: &str) -> String {
    format!("`{text}`")
}
