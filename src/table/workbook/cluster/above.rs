//! The lines above the table of a cluster sheet: which stage it is of, who marked, and whom.

use crate::table::PlainHeading;
use crate::table::cell::Cell;
use crate::table::head::LOOKED_AT;
use crate::table::names::{MARKS, marks};
use crate::table::workbook::layout::Rows;
use crate::table::workbook::sheet::{RawCell, RawSheet};

/// What a line says: its cell, and from which byte on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) row: u32,
    pub(super) column: u32,
    from: usize,
}

/// The lines above a table.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Above {
    pub(super) stage: Option<Said>,
    pub(super) marker: Option<Said>,
    /// The one unit of a sheet whose columns are stages.
    pub(super) unit: Option<Said>,
}

/// What else may stand before who marked, and before whom.
const MARKER: [&str; 2] = ["marked by", "nguoi cham diem"];
const UNIT: [&str; 6] = [
    "don vi",
    "ten don vi",
    "don vi duoc cham",
    "ma doi tuong",
    "unit",
    "nominee",
];

impl Above {
    /// Reads the lines above a row.
    pub(super) fn of(sheet: &RawSheet, rows: &Rows, head: u32) -> Self {
        let mut above = Self::default();
        for (row, cells) in rows.iter().take(LOOKED_AT).take_while(|it| it.0 < head) {
            for cell in &sheet.cells[cells.clone()] {
                let words = sheet.words(&cell.value).unwrap_or_default();
                let (label, said) = words.split_once(':').unwrap_or((words, ""));
                let name = PlainHeading::of(label).name;
                let line = if MARKS[marks::STAGE].is_called(&name) {
                    &mut above.stage
                } else if MARKS[marks::MARKER].is_called(&name) || MARKER.contains(&&*name) {
                    &mut above.marker
                } else if UNIT.contains(&&*name) {
                    &mut above.unit
                } else {
                    continue;
                };
                let here = Said {
                    row: *row,
                    column: cell.column,
                    from: words.len() - said.len(),
                };
                line.get_or_insert_with(|| match said.trim() {
                    "" => beside(sheet, *row, cell.column),
                    _ => here,
                });
            }
        }
        above
    }
}

impl Said {
    /// A whole cell.
    pub(super) fn at((row, column): (u32, u32)) -> Self {
        let from = 0;
        Self { row, column, from }
    }

    /// The cell as it stands in a table.
    pub(super) fn cell(self, sheet: &RawSheet) -> Cell<'_> {
        match sheet.at(self.row, self.column) {
            Cell::Text(words) if self.from > 0 => {
                Cell::Text(words.get(self.from..).unwrap_or_default().trim())
            }
            cell => cell,
        }
    }

    /// What it says in words.
    pub(super) fn words(self, sheet: &RawSheet) -> &str {
        match self.cell(sheet) {
            Cell::Text(words) => words,
            _ => "",
        }
    }
}

/// Where the words stand that a label in a cell of its own is before: the next cell that holds any,
/// or else the one right of the label.
fn beside(sheet: &RawSheet, row: u32, label: u32) -> Said {
    let merged = sheet.merged.iter();
    let mut merged = merged.filter(|it| it.rows.0 == row && it.columns.0 == label);
    let first = merged.next().map_or(label, |it| it.columns.1) + 1;
    let from = sheet
        .cells
        .partition_point(|cell| (cell.row, cell.column) < (row, first));
    let next = sheet.cells.get(from).filter(|cell| cell.row == row);
    let is_label = |cell: &&RawCell| {
        let words = sheet.words(&cell.value).unwrap_or_default();
        words.trim_end().ends_with(':')
    };
    let next = next.filter(|cell| !is_label(cell));
    Said::at((row, next.map_or(first, |cell| cell.column)))
}
