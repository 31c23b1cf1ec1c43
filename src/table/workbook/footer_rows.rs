//! Rows of a sheet below its headings that name nobody: they number the columns, repeat the headings,
//! sum up, are ready and empty, or are notes and signatures.

use std::collections::BTreeSet;
use std::ops::Range;

use super::layout::{Rows, heading};
use super::sheet::{RawCell, RawSheet, Span, is_within, joined};
use crate::number::Number;
use crate::table::aside::{says_sum, signs};
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
    /// The rows in which cells are merged over that column and others.
    merged: Vec<Span>,
}

/// Rows that have nothing but what stands in the columns that number them.
#[derive(Debug, Default)]
pub(crate) struct OnlyNumbered {
    /// Their numbers alone: nobody misses them.
    pub(crate) idle: BTreeSet<u32>,
    /// Words, which head the rows below.
    pub(crate) sections: Vec<u32>,
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
        let key = key.map(|at| columns[at]);
        let merged = sheet.merged.iter().filter(|it| {
            let (first, last) = it.columns;
            first < last && key.is_some_and(|key| (first..=last).contains(&key))
        });
        Self {
            merged: joined(merged.map(|it| it.rows).collect()),
            sheet,
            rows,
            headings,
            columns,
            key,
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

    /// The rows below the table that say little and name nobody: dates, signatures. Only what an
    /// empty row, a line over the whole width or the words of a signature part from the table.
    pub(crate) fn notes_below(&self) -> Vec<u32> {
        const FEW: usize = 3;
        let Some(key) = self.key else {
            return Vec::new();
        };
        // A code stands in a cell of its own; a signature may be merged over that column.
        let names_somebody = |row: u32, cells: &Range<usize>| {
            let mut cells = self.cells(cells).iter();
            cells.any(|cell| cell.column == key) && !self.is_merged(row)
        };
        // No code says what stands above a signature: the names below it are no nominees either.
        let signs = |cell: &RawCell| cell.column == key && self.signs(cell);
        let is_long = |(_, cells): &(u32, Range<usize>)| cells.len() > FEW;
        let short = self.rows.iter().rposition(is_long).map_or(0, |at| at + 1);
        let mut short = self.rows[short..].iter().zip(short..);
        let signed = short.find(|((_, cells), _)| self.cells(cells).iter().any(signs));
        let mut from = signed.map_or(self.rows.len(), |(_, at)| at);
        while from > 0 {
            let (row, cells) = &self.rows[from - 1];
            if names_somebody(*row, cells) || cells.len() > FEW {
                break;
            }
            from -= 1;
        }
        let is_parted = |at: usize| {
            let (row, cells) = &self.rows[at];
            let before = at.checked_sub(1).map(|at| self.rows[at].0);
            let is_after_empty = before.is_none_or(|before| before + 1 != *row);
            let is_line = cells.len() == 1 && self.is_merged(*row);
            let mut cells = self.cells(cells).iter();
            is_after_empty || is_line || cells.any(|cell| self.signs(cell))
        };
        while from < self.rows.len() && !is_parted(from) {
            from += 1;
        }
        self.rows[from..].iter().map(|(row, _)| *row).collect()
    }

    /// The rows in which the headings stand once more, as below each break of a page, and those that
    /// only sum up the others.
    pub(crate) fn repeated_and_sums(&self) -> Vec<u32> {
        let is_aside =
            |(_, cells): &&(u32, Range<usize>)| self.repeats_headings(cells) || self.sums_up(cells);
        let aside = self.rows.iter().filter(is_aside);
        aside.map(|(row, _)| *row).collect()
    }

    /// Whether every word of a row stands below the same heading.
    fn repeats_headings(&self, cells: &Range<usize>) -> bool {
        let cells = self.cells(cells);
        let is_heading = |cell: &RawCell| {
            let at = self.columns.binary_search(&cell.column);
            let text = casefold(&heading(self.sheet, cell));
            at.is_ok_and(|at| casefold(&self.headings[at].text) == text)
        };
        cells.len() > 1 && cells.iter().all(is_heading)
    }

    /// Whether a row says that it sums up, and names nobody.
    fn sums_up(&self, cells: &Range<usize>) -> bool {
        let says_sum = |cell: &RawCell| says_sum(self.sheet.words(&cell.value).unwrap_or_default());
        let cells = self.cells(cells);
        let words: Vec<&RawCell> = cells
            .iter()
            .filter(|cell| matches!(cell.value, Value::Text(..)))
            .collect();
        matches!(&words[..], [only] if says_sum(only))
            && !cells
                .iter()
                .any(|cell| Some(cell.column) == self.key && !says_sum(cell))
    }

    /// Whether a cell bears what stands above or beside a signature.
    fn signs(&self, cell: &RawCell) -> bool {
        signs(self.sheet.words(&cell.value).unwrap_or_default())
    }

    fn cells(&self, cells: &Range<usize>) -> &'w [RawCell] {
        &self.sheet.cells[cells.clone()]
    }

    /// Whether the cell of a row in a column is merged with others of the row.
    fn is_merged(&self, row: u32) -> bool {
        is_within(&self.merged, row)
    }

    /// The rows that are numbered and empty otherwise: forms have them ready. Words in the column of
    /// the numbers are a line that heads others.
    pub(crate) fn only_numbered(&self) -> OnlyNumbered {
        let headings = self.headings.iter().zip(self.columns);
        let numbering = headings.filter(|(heading, _)| is_numbering(&casefold(&heading.text)));
        let numbering: Vec<u32> = numbering.map(|(_, column)| *column).collect();
        let mut found = OnlyNumbered::default();
        for (row, cells) in self.rows {
            let cells = self.cells(cells);
            if !cells.iter().all(|cell| numbering.contains(&cell.column)) {
                continue;
            }
            let is_number = |cell: &RawCell| {
                let words = self.sheet.words(&cell.value);
                words.is_none_or(|words| words.trim_matches(['.', ')', ' ']).parse::<u32>().is_ok())
            };
            if cells.iter().all(is_number) {
                found.idle.insert(*row);
            } else {
                found.sections.push(*row);
            }
        }
        found
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
