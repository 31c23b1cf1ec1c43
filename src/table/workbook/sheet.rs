//! A sheet as it stands in its workbook, before anybody asks what it is for.

use crate::table::cell::{CellFault, Value};
use std::collections::BTreeMap;

use super::limits::{LAST_COLUMN, LAST_ROW};
use crate::number::Number;
use crate::table::cell::Cell;

/// A spreadsheet shows no more digits of a number than these, and neither are more meant: what
/// lies beyond them is noise of binary fractions.
const DIGITS: usize = 15;

/// A sheet as it stands in its workbook.
#[derive(Debug, Default)]
pub(crate) struct RawSheet {
    /// Its name on the tab.
    pub(crate) title: String,
    /// Whether the tab is hidden.
    pub(crate) is_hidden: bool,
    /// The letters of all texts, one after another.
    pub(crate) letters: String,
    /// What is not empty, by row and column once it is [settled](RawSheet::settle).
    pub(crate) cells: Vec<RawCell>,
    /// The hidden rows that are told, from 0, in order.
    pub(crate) hidden_rows: Vec<Span>,
    /// The hidden columns, from 0, in order.
    pub(crate) hidden_columns: Vec<Span>,
    /// Cells that were made one.
    pub(crate) merged: Vec<Merged>,
    /// How much memory is taken by what is shown instead of numbers, in bytes.
    pub(crate) beside: usize,
    /// Formulas whose results may be old, by row and column.
    pub(crate) stale: Vec<(u32, u32)>,
}

/// From which to which, both included.
pub(crate) type Span = (u32, u32);

/// A cell that is not empty.
#[derive(Debug, Clone)]
pub(crate) struct RawCell {
    /// From 0.
    pub(crate) row: u32,
    /// From 0.
    pub(crate) column: u32,
    pub(crate) value: Value,
}

/// Cells that were made one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Merged {
    pub(crate) rows: Span,
    pub(crate) columns: Span,
}

impl RawSheet {
    /// An empty sheet under its title.
    pub(crate) fn named(title: String) -> Self {
        Self {
            title,
            ..Self::default()
        }
    }

    /// How much memory its cells take, about.
    pub(crate) fn weight(&self) -> usize {
        self.cells.len() * size_of::<RawCell>() + self.letters.len() + self.beside
    }

    /// Puts words down, to be used by any number of cells.
    pub(crate) fn text(&mut self, text: &str) -> Value {
        let start = self.letters.len();
        self.letters.push_str(text);
        Value::Text(start, self.letters.len())
    }

    /// Puts down the result of a formula which the file says is to be calculated anew: nothing and 0
    /// are what stands there before anybody calculated.
    pub(crate) fn put_stale(&mut self, row: u32, column: u32, value: Option<Value>) {
        let is_zero = |value: &Value| value.number().is_some_and(Number::is_zero);
        let is_none = value.as_ref().is_none_or(is_zero);
        match value {
            Some(fault @ Value::Fault(_)) => self.put(row, column, fault),
            Some(value) if !is_none => {
                self.stale.push((row, column));
                self.put(row, column, value);
            }
            _ => self.put(row, column, Value::Fault(Box::new(CellFault::Formula))),
        }
    }

    /// Puts a cell down.
    pub(crate) fn put(&mut self, row: u32, column: u32, value: Value) {
        self.cells.push(RawCell { row, column, value });
    }

    /// Brings the cells into their order. A place that is taken twice keeps what came last, as
    /// in the programs that people have.
    pub(crate) fn settle(&mut self) {
        let place = |cell: &RawCell| (cell.row, cell.column);
        if !self.cells.is_sorted_by(|a, b| place(a) < place(b)) {
            let cells = std::mem::take(&mut self.cells);
            let cells: BTreeMap<_, _> = cells.into_iter().map(|it| (place(&it), it)).collect();
            self.cells = cells.into_values().collect();
        }
        let told: Vec<Span> = self.hidden_rows.drain(..).collect();
        for (first, last) in told {
            self.hidden_rows.extend(filled(&self.cells, first, last));
        }
        self.hidden_rows = joined(std::mem::take(&mut self.hidden_rows));
        self.hidden_columns = joined(std::mem::take(&mut self.hidden_columns));
        // No more is merged than a sheet has, whatever the file says.
        for merged in &mut self.merged {
            merged.rows.1 = merged.rows.1.min(LAST_ROW);
            merged.columns.1 = merged.columns.1.min(LAST_COLUMN);
        }
    }

    /// What stands at a row and a column, from 0, once the cells are [settled](RawSheet::settle).
    pub(crate) fn at(&self, row: u32, column: u32) -> Cell<'_> {
        let place = |cell: &RawCell| (cell.row, cell.column);
        let found = self.cells.binary_search_by_key(&(row, column), place);
        found.map_or(Cell::Empty, |at| self.cell(&self.cells[at].value))
    }

    /// A value as the cell of a table.
    pub(crate) fn cell<'c>(&'c self, value: &'c Value) -> Cell<'c> {
        match self.words(value) {
            Some("") => Cell::Empty,
            Some(words) => Cell::Text(words),
            None => Cell::Sheet(value),
        }
    }

    /// The words that a cell holds.
    pub(crate) fn words(&self, value: &Value) -> Option<&str> {
        match value {
            Value::Text(start, end) => Some(&self.letters[*start..*end]),
            _ => None,
        }
    }
}

/// What of some hidden rows holds anything: most programs hide a million empty ones below a table.
fn filled(cells: &[RawCell], first: u32, last: u32) -> Option<Span> {
    let from = cells.partition_point(|cell| cell.row < first);
    let to = cells.partition_point(|cell| cell.row <= last);
    let cells = &cells[from..to];
    Some((cells.first()?.row, cells.last()?.row))
}

/// Whether a number lies within one of some [joined] spans.
pub(crate) fn is_within(spans: &[Span], at: u32) -> bool {
    let before = spans.partition_point(|(first, _)| *first <= at);
    before > 0 && spans[before - 1].1 >= at
}

/// Spans one after another, those that touch made one.
pub(crate) fn joined(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut joined: Vec<Span> = Vec::new();
    for (first, last) in spans {
        match joined.last_mut() {
            Some((_, end)) if first <= end.saturating_add(1) => *end = last.max(*end),
            _ => joined.push((first, last)),
        }
    }
    joined
}

/// The number that a binary fraction shows, as a spreadsheet shows it.
pub(crate) fn number(float: f64) -> Value {
    exact(float).map_or_else(
        || Value::Fault(Box::new(CellFault::Number(float.to_string()))),
        Value::Number,
    )
}

/// The percentage that a binary fraction shows.
pub(crate) fn percent(float: f64) -> Value {
    let hundredfold = exact(float).and_then(|number| number.multiply(&Number::HUNDRED));
    hundredfold.map_or_else(
        || Value::Fault(Box::new(CellFault::Number(float.to_string()))),
        Value::Percent,
    )
}

fn exact(float: f64) -> Option<Number> {
    // No sheet shows the digits of what is larger or smaller.
    if float != 0.0 && !(1e-28..1e28).contains(&float.abs()) {
        return None;
    }
    let whole = float.trunc();
    if whole == float && float.abs() < 1e15 {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "it has fifteen digits at most"
        )]
        return Some(Number::from(whole as i64));
    }
    // The shortest digits that mean this fraction and no other; more than are shown are rounded.
    let text = float.to_string();
    let digits = text.trim_start_matches(['-', '0', '.']);
    if digits.bytes().filter(u8::is_ascii_digit).count() <= DIGITS {
        return Number::parse(text);
    }
    let rounded = format!("{float:.*e}", DIGITS - 1);
    let rounded: f64 = rounded.parse().ok()?;
    Number::parse(rounded.to_string())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(float: f64) -> String {
        match number(float) {
            Value::Number(number) => number.to_string(),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn a_number_is_what_the_sheet_shows() {
        for (float, expected) in [
            (0.1, "0.1"),
            (0.1 + 0.2, "0.3"),
            (27.0 / 30.0 * 100.0, "90"),
            (1.0 / 3.0, "0.333333333333333"),
            (12.0, "12"),
            (-9.5, "-9.5"),
            (1e15, "1000000000000000"),
            (1234.5678, "1234.5678"),
            (1e-7, "0.0000001"),
            (0.0, "0"),
            (-0.0, "0"),
            (90.000_000_000_000_01, "90"),
        ] {
            assert_eq!(shown(float), expected, "{float}");
        }
        for float in [f64::NAN, f64::INFINITY, 1e300, 1e-40] {
            assert!(matches!(number(float), Value::Fault(_)), "{float}");
        }
        assert_eq!(percent(0.95), Value::Percent(Number::from(95)));
        assert_eq!(percent(0.07), Value::Percent(Number::from(7)));
    }

    proptest! {
        #[test]
        fn a_decimal_of_fifteen_digits_comes_back(
            mantissa in -999_999_999_999_999_i64..=999_999_999_999_999,
            scale in 0_u32..=8,
        ) {
            let number = Number::of_parts(mantissa, scale).expect("it is short");
            let float: f64 = number.to_string().parse().expect("it is a number");
            prop_assert_eq!(shown(float), number.to_string());
        }
    }

    #[test]
    fn hidden_rows_are_told_where_they_hold_anything() {
        let mut sheet = RawSheet::default();
        for row in [9, 2, 4] {
            sheet.put(row, 0, Value::YesNo(true));
        }
        sheet.put(2, 0, Value::YesNo(false));
        sheet.hidden_rows = vec![(3, 4), (5, 6), (8, 1_000_000)];
        sheet.hidden_columns = vec![(2, 2), (1, 1)];
        sheet.settle();
        assert_eq!(sheet.cells.len(), 3);
        assert_eq!(sheet.cells[0].value, Value::YesNo(false));
        assert_eq!(sheet.hidden_rows, [(4, 4), (9, 9)]);
        assert_eq!(sheet.hidden_columns, [(1, 2)]);
    }
}
