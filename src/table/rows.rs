//! A table of addressed cells, whatever kind of file it came from.
//!
//! A reader gives its headings at once and its rows one after another, so that a large file is
//! never in memory twice. Whatever else is asked about a cell later, its place can be told.

use super::cell::Cell;
use crate::text::casefold;
use std::ops::{ControlFlow, Range};
use std::sync::Arc;

use super::names::is_numbering;
use crate::diagnostic::{Diagnostics, Place};

/// So many columns a table may have: as many as a spreadsheet.
pub(crate) const MOST_COLUMNS: usize = 16_384;

/// The top of a column.
#[derive(Debug, Clone)]
pub(crate) struct Heading {
    /// As its author wrote it.
    pub(crate) text: String,
    /// What is merged over it and others, which may be a part of its name.
    pub(crate) above: Option<String>,
    /// Where it stands.
    pub(crate) place: Place,
}

impl Heading {
    /// A heading with nothing above it.
    pub(crate) fn new(text: String, place: Place) -> Self {
        let above = None;
        Self { text, above, place }
    }

    /// What it is called among columns that are not read; nothing where nobody misses it.
    pub(crate) fn unknown(&self, at: usize) -> Option<String> {
        if is_numbering(&casefold(&self.text)) {
            return None;
        }
        Some(match &self.place {
            _ if !self.text.is_empty() => format!("`{}`", self.text),
            Place::Sheet { column, .. } => format!("({column})"),
            _ => format!("({})", at + 1),
        })
    }

    /// What it may be the name of, as people compare names, the closest first.
    pub(crate) fn names(&self) -> Vec<String> {
        let own = casefold(&self.text);
        let Some(above) = &self.above else {
            return vec![own];
        };
        let above = casefold(above);
        let joined = [" ", ": ", " - "].map(|between| format!("{above}{between}{own}"));
        let in_brackets = format!("{above} ({own})");
        joined.into_iter().chain([in_brackets, own]).collect()
    }
}

/// Some rows of a table, one after the other.
#[derive(Debug)]
pub(crate) enum Part<'t> {
    /// Of a list in memory, by index.
    Rows(Range<usize>),
    /// Of a text, and the line on which they begin, from 1.
    Text(&'t str, u64),
}

/// A table's rows in parts.
pub(crate) type Parts<'t> = Box<dyn Iterator<Item = Part<'t>> + Send + 't>;

/// About so many rows are in a part: so few that their facts are still in the processor's cache
/// when the rules are asked about them. In tests every list has several parts.
pub(crate) const ROWS_TOGETHER: usize = if cfg!(test) { 2 } else { 1 << 8 };

impl<'t> Part<'t> {
    /// The parts of a list of so many rows in memory.
    pub(crate) fn of_rows(rows: usize) -> Parts<'t> {
        let starts = (0..rows).step_by(ROWS_TOGETHER);
        Box::new(starts.map(move |from| Part::Rows(from..rows.min(from + ROWS_TOGETHER))))
    }

    /// Its rows, where it is one of a list in memory.
    pub(crate) fn rows(&self) -> Range<usize> {
        match self {
            Self::Rows(rows) => rows.clone(),
            Self::Text(..) => 0..0,
        }
    }
}

/// Which row it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct RowKey {
    /// Its index among the rows of a list in memory; 0 in a text.
    pub(crate) ordinal: usize,
    /// As its reader sees it: the line in the file, or the number in a list, from 1.
    pub(crate) number: u64,
}

/// One row.
#[derive(Debug)]
pub(crate) struct Row<'a> {
    /// Which row it is.
    pub(crate) key: RowKey,
    /// Its cells, one a heading.
    pub(crate) cells: &'a [Cell<'a>],
    /// What its reader found wrong with its shape.
    pub(crate) found: Diagnostics,
}

/// A table of addressed cells.
pub(crate) trait Table: Sync {
    /// The file's name.
    fn file(&self) -> &Arc<str>;
    /// The tops of the columns.
    fn headings(&self) -> &[Heading];
    /// Its rows in parts that may be visited each by itself, in their order.
    fn parts(&self) -> Parts<'_>;
    /// Visits every row of a part that is not empty. What makes the file unreadable from some place
    /// on is reported, and nothing is to be visited after it.
    fn visit_part(
        &self,
        part: &Part<'_>,
        diagnostics: &mut Diagnostics,
        row: &mut dyn FnMut(Row<'_>, &mut Diagnostics),
    ) -> ControlFlow<()>;
    /// Visits every row that is not empty, up to where the file is unreadable.
    fn visit(&self, diagnostics: &mut Diagnostics, row: &mut dyn FnMut(Row<'_>, &mut Diagnostics)) {
        let mut parts = self.parts();
        // What made it end was reported.
        let _ = parts.try_for_each(|part| self.visit_part(&part, diagnostics, row));
    }
    /// Where a cell stands, or its whole row.
    fn place(&self, row: RowKey, column: Option<usize>) -> Place;
    /// The scheme that the table says it is of, by id, as a filled form does.
    fn scheme(&self) -> Option<&str> {
        None
    }
}

impl<T: Table + ?Sized> Table for &T {
    fn file(&self) -> &Arc<str> {
        (**self).file()
    }

    fn headings(&self) -> &[Heading] {
        (**self).headings()
    }

    fn parts(&self) -> Parts<'_> {
        (**self).parts()
    }

    fn visit_part(
        &self,
        part: &Part<'_>,
        diagnostics: &mut Diagnostics,
        row: &mut dyn FnMut(Row<'_>, &mut Diagnostics),
    ) -> ControlFlow<()> {
        (**self).visit_part(part, diagnostics, row)
    }

    fn place(&self, row: RowKey, column: Option<usize>) -> Place {
        (**self).place(row, column)
    }

    fn scheme(&self) -> Option<&str> {
        (**self).scheme()
    }
}
