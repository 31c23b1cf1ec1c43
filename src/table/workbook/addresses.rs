//! Rows and cells as messages name them.

use std::collections::BTreeSet;

use super::limits::column_letters;
use super::sheet::Span;

/// Rows one after another made one span.
pub(crate) fn spans(rows: &BTreeSet<u32>) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for row in rows {
        match spans.last_mut() {
            Some((_, last)) if *last + 1 == *row => *last = *row,
            _ => spans.push((*row, *row)),
        }
    }
    spans
}

/// Rows as spreadsheets number them.
pub(crate) fn row_span((first, last): Span) -> String {
    if first == last {
        (first + 1).to_string()
    } else {
        format!("{}–{}", first + 1, last + 1)
    }
}

/// A cell as spreadsheets name it, by its row and column from 0.
pub(crate) fn address(row: u32, column: u32) -> String {
    format!("{}{}", column_letters(column), row + 1)
}

/// Some addresses in a row; of many only the first.
pub(crate) fn listed(all: impl ExactSizeIterator<Item = String>) -> String {
    const SHOWN: usize = 12;
    let more = all.len().saturating_sub(SHOWN);
    let mut shown: Vec<String> = all.take(SHOWN).collect();
    if more > 0 {
        shown.push(format!("… (+{more})"));
    }
    shown.join(", ")
}
