//! Rows of a sheet below its headings that name nobody: they number the columns, are ready and
//! empty, or are notes and signatures.

use std::collections::BTreeSet;
use std::ops::Range;

use super::layout::Rows;
use super::sheet::RawSheet;
use crate::number::Number;
use crate::table::cell::Value;
use crate::table::head::{is_key, is_name};
use crate::table::kind::Kind;
use crate::table::names::is_numbering;
use crate::table::rows::Heading;
use crate::text::casefold;

/// The rows as they stand in their sheet.
pub(crate) struct FooterRows<'w> {
    sheet: &'w RawSheet,
    rows: &'w Rows,
    headings: &'w [Heading],
    columns: &'w [u32],
    /// The column of the codes by which rows are told apart.
    key: Option<u32>,
}

impl<'w> FooterRows<'w> {
    /// The rows of a sheet of a kind, below headings that stand in columns.
    pub(crate) fn of(
        kind: Kind,
        (sheet, rows): (&'w RawSheet, &'w Rows),
        (headings, columns): (&'w [Heading], &'w [u32]),
    ) -> Self {
        let key = headings.iter().position(|it| is_key(kind, &it.text));
        // Without codes it is the names that tell rows apart.
        let key = key.or_else(|| headings.iter().position(|it| is_name(kind, &it.text)));
        Self {
            sheet,
            rows,
            headings,
            columns,
            key: key.map(|at| columns[at]),
        }
    }

    /// The row right below the headings, where it only numbers the columns: `1 2 3`, `(1) (2) (3)`.
    pub(crate) fn numbers_of_columns(&self) -> Option<u32> {
        let (row, cells) = self.rows.first()?;
        let number = |value: &Value| match value {
            Value::Number(number) => Some(number.clone()),
            value => {
                let words = self.sheet.words(value)?.trim();
                let bare = words.strip_prefix('(').and_then(|it| it.strip_suffix(')'));
                Number::parse(bare.unwrap_or(words))
            }
        };
        let cells = &self.sheet.cells[cells.clone()];
        let numbers: Option<Vec<Number>> = cells.iter().map(|cell| number(&cell.value)).collect();
        let numbers = numbers?;
        let counts = numbers
            .windows(2)
            .all(|pair| pair[1].subtract(&pair[0]) == Some(Number::ONE));
        let starts = numbers.first().is_some_and(|first| *first <= Number::ONE);
        (numbers.len() >= 3 && counts && starts && !self.has_codes_of_digits()).then_some(*row)
    }

    /// The rows below the table, after an empty one, that say little and name nobody: dates,
    /// signatures.
    pub(crate) fn notes_below(&self) -> Vec<u32> {
        const FEW: usize = 3;
        let Some(key) = self.key else {
            return Vec::new();
        };
        // A code stands in a cell of its own; a signature may be merged over that column.
        let is_merged = |row: u32| {
            let mut merged = self.sheet.merged.iter();
            merged.any(|it| {
                let (first, last) = it.columns;
                (it.rows.0..=it.rows.1).contains(&row)
                    && first < last
                    && (first..=last).contains(&key)
            })
        };
        let names_somebody = |row: u32, cells: &Range<usize>| {
            let mut cells = self.sheet.cells[cells.clone()].iter();
            cells.any(|cell| cell.column == key) && !is_merged(row)
        };
        let mut from = self.rows.len();
        while from > 0 {
            let (row, cells) = &self.rows[from - 1];
            if names_somebody(*row, cells) || cells.len() > FEW {
                break;
            }
            from -= 1;
        }
        // Only what an empty row parts from the table.
        let before = |at: usize| at.checked_sub(1).map(|at| self.rows[at].0);
        while from < self.rows.len()
            && before(from).is_some_and(|before| before + 1 == self.rows[from].0)
        {
            from += 1;
        }
        self.rows[from..].iter().map(|(row, _)| *row).collect()
    }

    /// The rows that are numbered and empty otherwise: forms have them ready.
    pub(crate) fn only_numbered(&self) -> BTreeSet<u32> {
        let headings = self.headings.iter().zip(self.columns);
        let numbering = headings.filter(|(heading, _)| is_numbering(&casefold(&heading.text)));
        let numbering: Vec<u32> = numbering.map(|(_, column)| *column).collect();
        let is_idle = |cells: &Range<usize>| {
            let mut cells = self.sheet.cells[cells.clone()].iter();
            cells.all(|cell| numbering.contains(&cell.column))
        };
        let idle = self.rows.iter().filter(|(_, cells)| is_idle(cells));
        idle.map(|(row, _)| *row).collect()
    }

    /// Whether the second row has a number for its code: then the first may be a row as well, and
    /// nobody can tell.
    fn has_codes_of_digits(&self) -> bool {
        let second = self.rows.get(1);
        second.is_some_and(|(_, cells)| {
            let mut cells = self.sheet.cells[cells.clone()].iter();
            cells
                .any(|cell| Some(cell.column) == self.key && matches!(cell.value, Value::Number(_)))
        })
    }
}
