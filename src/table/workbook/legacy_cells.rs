//! Cells whose letters are those of an old font. A sheet is judged as a whole, as a text file is: in
//! one that is in Unicode otherwise, a single word may be of another language.

use super::addresses::{address, listed};
use super::sheet::RawSheet;
use crate::diagnostic::{Diagnostics, Place};
use crate::table::cell::{CellFault, Value};
use crate::table::problem::SheetProblem;
use crate::text::{Legacy, cut, has_foreign_letters_alone, legacy_encoding};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Texts of more bytes are looked at once, however many cells share them.
const LONG: usize = 64;

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
    // What is known of long texts, which many cells may share.
    let mut known: BTreeMap<(usize, usize), Option<Legacy>> = BTreeMap::new();
    for at in 0..sheet.cells.len() {
        let Value::Text(start, end) = sheet.cells[at].value else {
            continue;
        };
        let judged = || {
            let words = sheet.words(&sheet.cells[at].value);
            words.filter(|it| !it.is_ascii()).and_then(legacy_encoding)
        };
        let found = match end - start > LONG {
            true => known.entry((start, end)).or_insert_with(judged).clone(),
            false => judged(),
        };
        let Some(found) = found else {
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
    let fault = CellFault::Legacy(encoding, cut(words));
    sheet.cells[at].value = Value::Fault(Box::new(fault));
}
