//! A table of criteria, as the paper has it: no data of a period, though it looks like the marks of a
//! cluster that nobody filled in.

use std::collections::BTreeMap;

use super::cluster::ClusterSheet;
use super::layout::{Rows, heading, rows};
use super::sheet::{RawCell, RawSheet};
use crate::number::Number;
use crate::table::CriteriaColumn as Column;
use crate::table::cell::Value;
use crate::table::head::{LOOKED_AT, kind_of};
use crate::text::unaccented;

/// Whether a sheet is one: it has criteria and their maxima, and beside them nothing but words.
pub(super) fn is_criteria_table(sheet: &RawSheet) -> bool {
    let rows = rows(sheet);
    (0..rows.len().min(LOOKED_AT)).any(|at| is_head(sheet, &rows, at))
}

fn is_head(sheet: &RawSheet, rows: &Rows, at: usize) -> bool {
    let (row, cells) = &rows[at];
    let cells = &sheet.cells[cells.clone()];
    let texts = || cells.iter().map(|cell| heading(sheet, cell));
    let mut columns: BTreeMap<u32, Column> = BTreeMap::new();
    for (cell, text) in cells.iter().zip(texts()) {
        let said = match Column::of(&text) {
            // Of several columns of points the first is what the row is worth.
            Column::Max if columns.values().any(|it| *it == Column::Max) => Column::Other,
            said => said,
        };
        columns.insert(cell.column, said);
    }
    let has = |wanted| columns.values().any(|it| *it == wanted);
    if !has(Column::Title)
        || !has(Column::Max)
        || kind_of(texts().collect::<Vec<_>>().iter().map(String::as_str)).is_some()
    {
        return false;
    }
    if ClusterSheet::names_markers(sheet, rows, *row) {
        return false;
    }
    let below = rows
        .get(at + 1)
        .map_or(&[][..], |(_, it)| &sheet.cells[it.start..]);
    let of = |column: u32| below.iter().filter(move |cell| cell.column == column);
    let mut alone = cells.iter().zip(texts());
    alone.all(|(cell, text)| {
        let has_numbers = of(cell.column).any(|cell| is_number(sheet, cell));
        match columns[&cell.column] {
            Column::No | Column::Title | Column::Max | Column::How => true,
            Column::Other if of(cell.column).next().is_none() => unaccented(&text) == "ghi chu",
            Column::Evidence | Column::Basis | Column::Mark | Column::Other => !has_numbers,
        }
    }) && below
        .iter()
        .all(|cell| columns.contains_key(&cell.column) || !is_number(sheet, cell))
}

fn is_number(sheet: &RawSheet, cell: &RawCell) -> bool {
    match cell.value.held() {
        Value::Number(_) | Value::Percent(_) => true,
        value => {
            let words = sheet.words(value).unwrap_or_default();
            Number::parse(words.trim().replace(',', ".")).is_some()
        }
    }
}
