//! Cells whose letters are those of an old font. A sheet is judged as a whole, as a text file is: in
//! one that is in Unicode otherwise, a single word may be of another language.

use super::addresses::{address, listed};
use super::sheet::RawSheet;
use crate::diagnostic::{Diagnostics, Place};
use crate::table::cell::{CellFault, Value};
use crate::table::problem::SheetProblem;
use crate::text::{Legacy, has_foreign_letters_alone, legacy_encoding};
use std::sync::Arc;

/// Takes away the words that are letters of an old font; the first of them comes back. Words that may
/// be of another language are left, and reported.
pub(crate) fn refuse_legacy(
    sheet: &mut RawSheet,
    file: &Arc<str>,
    diagnostics: &mut Diagnostics,
) -> Option<Legacy> {
    let mut first = None;
    let mut doubtful: Vec<usize> = Vec::new();
    let mut doubt = None;
    for at in 0..sheet.cells.len() {
        let words = sheet.words(&sheet.cells[at].value).unwrap_or_default();
        if words.is_ascii() {
            continue;
        }
        let Some(found) = legacy_encoding(words) else {
            continue;
        };
        if has_foreign_letters_alone(&found.found) && found.words == 1 {
            doubtful.push(at);
            doubt = doubt.or(Some(found));
            continue;
        }
        refuse(sheet, at, found.encoding);
        first = first.or(Some(found));
    }
    if let (Some(found), Some(_)) = (&doubt, &first) {
        // Where other cells are in an old font beyond doubt, these are too.
        for at in doubtful {
            refuse(sheet, at, found.encoding);
        }
    } else if !doubtful.is_empty() {
        let shown = |at: &usize| {
            let cell = &sheet.cells[*at];
            let words = sheet.words(&cell.value).unwrap_or_default();
            let words: String = words.chars().take(30).collect();
            format!("{} `{words}`", address(cell.row, cell.column))
        };
        let cells = listed(doubtful.iter().map(shown));
        let place = Place::File(Arc::clone(file));
        diagnostics.report(place, SheetProblem::LegacyDoubt { cells });
    }
    first
}

fn refuse(sheet: &mut RawSheet, at: usize, encoding: &'static str) {
    let words = sheet.words(&sheet.cells[at].value).unwrap_or_default();
    let fault = CellFault::Legacy(encoding, words.to_owned());
    sheet.cells[at].value = Value::Fault(Box::new(fault));
}
