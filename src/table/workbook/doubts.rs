//! What is doubtful about the cells of a table as a whole, whatever they are for: results of formulas
//! that may be old, and days whose month may be meant.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use super::addresses::{address, listed};
use super::sheet::{RawCell, RawSheet};
use crate::diagnostic::{Diagnostics, Place};
use crate::table::cell::Value;
use crate::table::problem::SheetProblem;
use crate::table::rows::Heading;
use crate::text::day_month_year;

/// Reports the formulas among the cells that are read whose results may be old.
pub(crate) fn report_stale(
    sheet: &RawSheet,
    is_read: impl Fn(u32, u32) -> bool,
    file: &Arc<str>,
    diagnostics: &mut Diagnostics,
) {
    let stale = sheet.stale.iter();
    let stale = stale.filter(|(row, column)| is_read(*row, *column));
    let cells: Vec<String> = stale.map(|(row, column)| address(*row, *column)).collect();
    if !cells.is_empty() {
        let cells = listed(cells.into_iter());
        let place = Place::File(Arc::clone(file));
        diagnostics.report(place, SheetProblem::Recalculates { cells });
    }
}

/// The days of a column: what a program took for a day, and what stayed words.
#[derive(Default)]
struct Days {
    real: BTreeSet<Date>,
    written: BTreeSet<String>,
    /// Whether a real one has a day above 12, or a written one none.
    is_mixed: bool,
}

/// Reports each column whose real dates all have a day that may be a month, while its written dates
/// have none: an Excel that was set to month/day/year took the ones it could for days.
pub(crate) fn report_swapped_days<'c>(
    sheet: &RawSheet,
    cells: impl Iterator<Item = &'c RawCell>,
    (headings, columns): (&[Heading], &[u32]),
    diagnostics: &mut Diagnostics,
) {
    // One day in many rows says as much as once.
    const LEAST: usize = 3;
    let mut by_column: BTreeMap<u32, Days> = BTreeMap::new();
    for cell in cells {
        if let Value::Date(date) = cell.value {
            let days = by_column.entry(cell.column).or_default();
            days.is_mixed |= date.day() > 12;
            days.real.insert(date);
        } else if let Some(words) = sheet.words(&cell.value)
            && let Some((day, month, year)) = day_month_year(words.trim())
            && Date::new(year, month, day).is_ok()
        {
            let days = by_column.entry(cell.column).or_default();
            days.is_mixed |= day <= 12;
            days.written.insert(words.trim().to_owned());
        }
    }
    for (column, days) in by_column {
        let (Some(real), Some(written)) = (days.real.first(), days.written.first()) else {
            continue;
        };
        if days.is_mixed || days.real.len() + days.written.len() < LEAST {
            continue;
        }
        if let Ok(at) = columns.binary_search(&column) {
            let problem = SheetProblem::DaysSwapped {
                real: format!("{:02}/{:02}/{}", real.day(), real.month(), real.year()),
                written: written.clone(),
            };
            diagnostics.report(headings[at].place.clone(), problem);
        }
    }
}
