//! A cluster sheet that was saved as comma-separated text: laid out as it was in its workbook.

use std::sync::Arc;

use super::ClusterSheet;
use crate::diagnostic::{Diagnostics, Place};
use crate::table::csv::report;
use crate::table::encoding;
use crate::table::forms::FormSheet;
use crate::table::head::LOOKED_AT;
use crate::table::known_names::KnownNames;
use crate::table::problem::SheetProblem;
use crate::table::records::{RecordFault, Records};
use crate::table::workbook::criteria_table::is_criteria_table;
use crate::table::workbook::layout::{self, Form};
use crate::table::workbook::limits::MOST_CELLS;
use crate::table::workbook::sheet::RawSheet;
use crate::text::without_guard;

/// What may part the cells.
const SEPARATORS: [u8; 3] = [b';', b',', b'\t'];

/// Whether a text is laid out as such a sheet: what no other kind of table is taken for.
pub(crate) fn is_likely(text: &str) -> bool {
    separator(text).is_some()
}

fn separator(text: &str) -> Option<u8> {
    let mut all = SEPARATORS.into_iter();
    all.find(|separator| {
        let mut sheet = RawSheet::default();
        // Where a quote stays open, or the text is seen in part, enough was seen before.
        let _ = lay_out(&mut sheet, text, *separator, LOOKED_AT);
        let form = layout::form(&sheet);
        let is_form =
            |form: &Form| matches!(form.sheet, FormSheet::Cluster | FormSheet::ClusterFacts);
        form.as_ref().is_some_and(is_form)
            || is_criteria_table(&sheet)
            || ClusterSheet::head(&sheet, form.as_ref(), &KnownNames::default()).is_some()
    })
}

/// The sheet that a text is.
pub(crate) fn read(name: &str, bytes: &[u8], diagnostics: &mut Diagnostics) -> Option<RawSheet> {
    let text = encoding::text(name, bytes, diagnostics)?;
    let file: Arc<str> = name.into();
    let separator = separator(&text).unwrap_or(b',');
    let mut sheet = RawSheet::default();
    match lay_out(&mut sheet, &text, separator, usize::MAX) {
        Ok(true) => Some(sheet),
        Ok(false) => {
            diagnostics.report(Place::File(file), SheetProblem::TooLarge {});
            None
        }
        Err((fault, line)) => {
            report(&fault, &file, line, &[], diagnostics);
            None
        }
    }
}

/// Puts the cells of some records down, a row a line; whether they are not too many.
fn lay_out(
    sheet: &mut RawSheet,
    text: &str,
    separator: u8,
    most: usize,
) -> Result<bool, (RecordFault, u64)> {
    let text = text.trim_start_matches('\u{feff}');
    let mut records = Records::new(text, separator, (0, 1));
    for _ in 0..most {
        let Some(line) = records.next() else { break };
        if let Some(fault) = records.fault() {
            return Err((fault.clone(), line));
        }
        let row = u32::try_from(line - 1).unwrap_or(u32::MAX);
        for (column, cell) in (0..).zip(records.cells()) {
            let cell = without_guard(cell.trim());
            if !cell.is_empty() {
                let value = sheet.text(cell);
                sheet.put(row, column, value);
            }
        }
        if sheet.cells.len() > MOST_CELLS {
            return Ok(false);
        }
    }
    Ok(true)
}
