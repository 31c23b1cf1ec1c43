//! A table whose rows name their own columns.

use std::ops::ControlFlow;
use std::sync::Arc;

use unicode_normalization::{UnicodeNormalization as _, is_nfc};

use super::cell::Cell;
use super::rows::{Heading, Part, Parts, Row, RowKey, Table};
use crate::diagnostic::{Diagnostics, Place};
use crate::document::Scalar;
use crate::source::{Source, Span};

/// A table whose rows name their own columns (TOML, JSON), in memory as a whole.
#[derive(Debug)]
pub(crate) struct Listed {
    file: Arc<str>,
    headings: Vec<Heading>,
    rows: Vec<ListedRow>,
    source: Option<Arc<Source>>,
}

/// One row of a [`Listed`] table.
#[derive(Debug)]
pub(crate) struct ListedRow {
    /// As its reader sees it, from 1.
    pub(crate) number: u64,
    /// What it says, by column.
    pub(crate) cells: Vec<(usize, Scalar, Span)>,
    /// The letters of the whole row.
    pub(crate) span: Span,
    /// What is wrong with its shape.
    pub(crate) found: Diagnostics,
}

impl Listed {
    /// A table; with a `source`, places are its letters, without one they are row and column.
    pub(crate) fn new(
        file: Arc<str>,
        headings: Vec<Heading>,
        mut rows: Vec<ListedRow>,
        source: Option<Arc<Source>>,
    ) -> Self {
        for (_, scalar, _) in rows.iter_mut().flat_map(|row| &mut row.cells) {
            compose(scalar);
        }
        Self {
            file,
            headings,
            rows,
            source,
        }
    }
}

/// Brings the words of a value to NFC: an escape in a string may spell them otherwise.
fn compose(scalar: &mut Scalar) {
    match scalar {
        Scalar::Text(text) if !is_nfc(text) => *text = text.nfc().collect(),
        Scalar::List(items) => items.iter_mut().for_each(|item| compose(&mut item.value)),
        _ => {}
    }
}

impl Table for Listed {
    fn file(&self) -> &Arc<str> {
        &self.file
    }

    fn headings(&self) -> &[Heading] {
        &self.headings
    }

    fn parts(&self) -> Parts<'_> {
        Part::of_rows(self.rows.len())
    }

    fn visit_part(
        &self,
        part: &Part<'_>,
        diagnostics: &mut Diagnostics,
        row: &mut dyn FnMut(Row<'_>, &mut Diagnostics),
    ) -> ControlFlow<()> {
        for ordinal in part.rows() {
            let listed = &self.rows[ordinal];
            let mut cells = vec![Cell::Empty; self.headings.len()];
            for (column, scalar, _) in &listed.cells {
                cells[*column] = Cell::Typed(scalar);
            }
            let key = RowKey {
                ordinal,
                number: listed.number,
            };
            let (cells, found) = (&cells, listed.found.clone());
            row(Row { key, cells, found }, diagnostics);
        }
        ControlFlow::Continue(())
    }

    fn place(&self, row: RowKey, column: Option<usize>) -> Place {
        let Some(source) = &self.source else {
            let heading = column.map_or("", |column| self.headings[column].text.as_str());
            return Place::cell(&self.file, row.number, heading);
        };
        let listed = &self.rows[row.ordinal];
        let cell = listed.cells.iter().find(|(at, _, _)| Some(*at) == column);
        let span = cell.map_or(&listed.span, |(_, _, span)| span);
        Place::text(source, span.clone())
    }
}
