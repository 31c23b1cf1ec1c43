//! A scheme drafted from the criteria table that an office has: its rows in their tree, their points, and
//! rules as far as the sentences of the table are understood. What is not is for people to mark. Nothing
//! is dropped: what was assumed or left stands beside each row.

mod bands;
mod columns;
mod head;
mod how;
mod manners;
mod marked;
mod numbering;
mod outline;
mod problem;
mod range;
mod result;
mod row;
mod sentence;
mod token;
mod understand;
mod units;
mod write;

pub use problem::DraftProblem;
pub use result::{Draft, DraftRow, Standing};
pub use write::{ASSUMED, OPEN};

use columns::Columns;
use head::Head;
use outline::Outline;
use row::Rows;

use crate::diagnostic::{Diagnostics, Place};
use crate::locale::Locale;
use crate::table::{Grid, TableProblem, grids};
use crate::text::cut;

/// So many rows a criteria table may have.
const MOST_ROWS: usize = 2_000;

/// A scheme drafted from the criteria table in a workbook (`.xlsx`, `.xls`, `.ods`), a Word document
/// (`.docx`) or a text (`.csv`, `.tsv`); its comments are in `locale`. `None` where there is no table, which is
/// reported, as is whatever is not read.
pub fn draft(
    name: &str,
    bytes: &[u8],
    locale: Locale,
    diagnostics: &mut Diagnostics,
) -> Option<Draft> {
    let fitness = |grid: &Grid| Columns::of(grid).map_or(0, |columns| columns.fitness());
    let read = grids(name, bytes, fitness, diagnostics);
    if diagnostics.has_errors() {
        return None;
    }
    let mut outline = Outline::default();
    let mut head = None;
    for grid in &read {
        let Some(columns) = Columns::of(grid) else {
            // The heads and signatures of a paper are tables too.
            if grid.lines.len() > 3 {
                diagnostics.report(
                    Place::File(grid.file.as_str().into()),
                    DraftProblem::Aside {},
                );
            }
            continue;
        };
        if grid.lines.len() > MOST_ROWS {
            let most = MOST_ROWS;
            diagnostics.report(
                Place::File(grid.file.as_str().into()),
                DraftProblem::Cut { most },
            );
            return None;
        }
        for line in &grid.lines[columns.first..] {
            let expected = columns.headings.len();
            let found = expected + columns.overflow(line);
            if found > expected {
                diagnostics.report(
                    line.place.clone(),
                    TableProblem::TooManyCells { found, expected },
                );
            }
        }
        let of = Outline::of(grid, &columns);
        outline.entries.extend(of.entries);
        outline.aside.extend(of.aside);
        outline.total = outline.total.take().or(of.total);
        head.get_or_insert_with(|| Head::of(name, grid, &columns));
    }
    if diagnostics.has_errors() {
        return None;
    }
    let Some(head) = head.filter(|_| !outline.entries.is_empty()) else {
        diagnostics.report(Place::File(name.into()), DraftProblem::NoTable {});
        return None;
    };
    for (place, text) in std::mem::take(&mut outline.aside) {
        let text = cut(&text);
        diagnostics.report(place, DraftProblem::RowAside { text });
    }
    let rows = Rows::of(outline);
    Some(Draft {
        toml: write::toml(&head, &rows, locale),
        notes: rows.notes.clone(),
        rows: rows.all.iter().map(row::Row::drafted).collect(),
    })
}
