//! Sums that a spreadsheet computes anew.

use rust_xlsxwriter::{Format, Formula, XlsxError, column_number_to_name};

use super::cell;
use super::grid::Placed;
use crate::locale::Locale;
use crate::number::Number;
use crate::report::page::Table;
use crate::xlsx::{Sheet, style};

/// A sum of some rows of a column, with its result, so that whoever does not compute reads it too.
///
/// # Errors
/// More than a sheet holds.
pub(super) fn formula(
    sheet: &mut Sheet,
    (row, column): (u32, u16),
    parts: &[u32],
    points: &str,
    format: &Format,
    locale: Locale,
) -> Result<(), XlsxError> {
    let cell = |row: u32| format!("{}{}", column_number_to_name(column), row + 1);
    let runs = parts.chunk_by(|one, next| one + 1 == *next);
    let runs = runs.map(|run| match run {
        [only] => cell(*only),
        _ => format!("{}:{}", cell(run[0]), cell(run[run.len() - 1])),
    });
    let sum = Formula::new(format!("=SUM({})", runs.collect::<Vec<_>>().join(",")));
    let shown = cell::number(points).map_or_else(|| "0".to_owned(), |(_, shown)| shown);
    let format = cell::numeric(format, &shown, locale);
    let number = Number::parse(points).unwrap_or_default();
    let sum = sum.set_result(number.shown());
    sheet
        .worksheet
        .write_formula_with_format(row, column, sum, &format)?;
    Ok(())
}

/// The last row of a table as the sum of those above it.
///
/// # Errors
/// More than a sheet holds.
pub(super) fn last_row(
    sheet: &mut Sheet,
    placed: &Placed,
    table: &Table,
    locale: Locale,
) -> Result<(), XlsxError> {
    let Some(row) = table.rows.last() else {
        return Ok(());
    };
    let parts: Vec<u32> = (placed.head + 1..placed.last).collect();
    let cells = row.cells.iter().zip(&placed.spans).zip(&table.columns);
    for ((cell, (column, _)), _) in cells.filter(|(_, column)| column.number) {
        formula(
            sheet,
            (placed.last, *column),
            &parts,
            cell,
            &style::total(),
            locale,
        )?;
    }
    Ok(())
}
