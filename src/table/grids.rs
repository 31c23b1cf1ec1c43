//! A file of an office as the tables that stand in it, cell by cell, whatever they are for.

use super::cell::{CellFault, Value};
use super::grid::{Grid, Line, Room, plain};
use super::head::SEPARATORS;
use super::problem::SheetProblem;
use super::records::{RecordFault, Records};
use super::workbook::{Budget, column_letters, raw_sheets};
use super::{csv, encoding, word};
use crate::diagnostic::{Diagnostics, Place};
use crate::text::cut;

/// The tables of a workbook, a Word document or a comma-separated text. What parts the cells of a text
/// is told by `fitness`, which says of a table how well it is understood.
pub(crate) fn grids(
    name: &str,
    bytes: &[u8],
    fitness: impl Fn(&Grid) -> usize,
    diagnostics: &mut Diagnostics,
) -> Vec<Grid> {
    let is_zipped = bytes.starts_with(b"PK");
    let is_old = bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]);
    if is_zipped && let Some(read) = word::tables(name, bytes) {
        return read.unwrap_or_else(|refusal| {
            diagnostics.report(Place::File(name.into()), SheetProblem::of(refusal));
            Vec::new()
        });
    }
    if is_zipped || is_old {
        return of_workbook(name, bytes, diagnostics);
    }
    let Some(text) = encoding::text(name, bytes, diagnostics) else {
        return Vec::new();
    };
    let read = SEPARATORS.map(|separator| of_text(name, &text, separator));
    let best = read.into_iter().rev().max_by_key(|(grid, _)| fitness(grid));
    let grids = best.into_iter().map(|(grid, fault)| {
        // Nobody can tell where the row was meant to end, so nothing after it is read.
        if let Some((fault, row)) = fault {
            csv::report(&fault, &name.into(), row, &[], diagnostics);
        }
        grid
    });
    grids.collect()
}

/// The rows of a text, and the fault at which they end.
fn of_text(name: &str, text: &str, separator: u8) -> (Grid, Option<(RecordFault, u64)>) {
    let mut grid = Grid {
        file: name.to_owned(),
        ..Grid::default()
    };
    let mut records = Records::new(text, separator, (0, 1));
    while let Some(number) = records.next() {
        if let Some(fault) = records.fault() {
            return (grid, Some((fault.clone(), number)));
        }
        let cells: Vec<String> = records.cells().iter().map(plain).collect();
        if cells.iter().any(|cell| !cell.is_empty()) {
            let place = Place::cell(&name.into(), number, "");
            grid.lines.push(Line { place, cells });
        }
    }
    (grid, None)
}

fn of_workbook(name: &str, bytes: &[u8], diagnostics: &mut Diagnostics) -> Vec<Grid> {
    let sheets = raw_sheets(name, bytes, &mut Budget::default(), diagnostics);
    let mut room = Room::default();
    let mut grids = Vec::new();
    for sheet in sheets.into_iter().flatten() {
        let file = format!("{name}:{}", sheet.title);
        if sheet.is_hidden {
            diagnostics.report(Place::File(file.as_str().into()), SheetProblem::Hidden {});
        }
        let mut lines: Vec<(u32, Line)> = Vec::new();
        for cell in &sheet.cells {
            let text = match sheet.words(&cell.value) {
                Some(words) => plain(words),
                None => shown(&cell.value),
            };
            if text.is_empty() {
                continue;
            }
            let column = cell.column as usize;
            if lines.last().is_none_or(|(row, _)| *row != cell.row) {
                let place = Place::Sheet {
                    file: file.as_str().into(),
                    row: u64::from(cell.row) + 1,
                    column: column_letters(cell.column),
                    heading: String::new(),
                };
                let cells = Vec::new();
                lines.push((cell.row, Line { place, cells }));
            }
            if let Some((_, line)) = lines.last_mut() {
                let width = line.cells.len().max(column + 1);
                if !room.take(width - line.cells.len()) {
                    diagnostics.report(Place::File(name.into()), SheetProblem::TooLarge {});
                    return Vec::new();
                }
                line.cells.resize(width, String::new());
                line.cells[column] = text;
            }
        }
        let lines = lines.into_iter().map(|(_, line)| line).collect();
        grids.push(Grid { file, lines });
    }
    grids
}

fn shown(value: &Value) -> String {
    match value {
        Value::Number(number) => number.to_string(),
        Value::Percent(number) => format!("{number}%"),
        Value::YesNo(yes) => yes.to_string(),
        Value::Date(date) => date.to_string(),
        Value::Shown(shown) => plain(&shown.text),
        Value::Text(..) => String::new(),
        Value::Fault(fault) => match &**fault {
            CellFault::Error(text) | CellFault::Number(text) | CellFault::Legacy(_, text) => {
                cut(text)
            }
            CellFault::Formula | CellFault::Time | CellFault::Merged(_) => "…".to_owned(),
        },
    }
}
