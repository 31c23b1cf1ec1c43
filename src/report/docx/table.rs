//! Tables of a Word document: heads that are repeated on each page, rows that stay whole, columns
//! that share the width of the page by what is in them.

use docx_rs::{
    AlignmentType, Shading, ShdType, TableCell, TableCellMargins, TableLayoutType, TableRow,
    VAlignType, WidthType,
};

use super::pack::REPEATED;
use super::text::{Look, paragraph};
use crate::report::layout::{fits, fold, natural, squeezed};
use crate::report::page::{Row, Table};

/// Font sizes of a table, in points: the first in which it fits is taken.
const SIZES: [usize; 4] = [12, 11, 10, 9];

/// The mean width of a character, in twentieths of a point, for each point of the font size.
const CHARACTER_WIDTH: usize = 10;

/// Left and right of what is in a cell, in twentieths of a point.
const PADDING: usize = 70;

/// The width up to which a column is taken to hold ordinals, in twentieths of a point.
const SHORT_COLUMN: usize = 720;

/// A row with more characters in a cell may be broken: it may be higher than a page.
const MOST_OF_A_WHOLE_ROW: usize = 1_500;

/// A table as wide as the page. Where it does not fit in the smallest font, columns that may fold
/// go into the last one, as on a narrow screen.
/// The last row may stay on the page of what follows.
pub(super) fn write(table: &Table, width: usize, keeps_next: bool) -> docx_rs::Table {
    let characters = |size: usize| width / (size * CHARACTER_WIDTH);
    let size = SIZES
        .into_iter()
        .find(|size| fits(table, characters(*size)));
    let size = size.unwrap_or(SIZES[SIZES.len() - 1]);
    let table = &fold(table, characters(size));
    let gaps = 3 * table.columns.len() + 1;
    let shares = shares(table, characters(size).saturating_sub(gaps));
    let widths = widths(&shares, width);
    let head = Row {
        cells: table.columns.iter().map(|it| it.heading.clone()).collect(),
        strong: true,
    };
    let look = |keeps_next| Look {
        size,
        keeps_next,
        ..Look::PLAIN
    };
    let mut rows = vec![row(&head, table, &widths, look(false), true)];
    let below = table.rows.iter().enumerate();
    rows.extend(below.map(|(at, it)| {
        let keeps_next = keeps_next && at + 1 == table.rows.len();
        row(it, table, &widths, look(keeps_next), false)
    }));
    docx_rs::Table::new(rows)
        .set_grid(widths)
        .width(width, WidthType::Dxa)
        .layout(TableLayoutType::Fixed)
        .margins(TableCellMargins::new().margin(20, PADDING, 20, PADDING))
}

/// The room of each column, in characters: numbers have as much as they need, and words the more
/// the more is said under their heading, so that rows are not high.
fn shares(table: &Table, room: usize) -> Vec<usize> {
    let mut shares = squeezed(table, room);
    let said = |at: usize| -> usize {
        let cells = table.rows.iter().map(|row| row.cells[at].len());
        (cells.sum::<usize>() / table.rows.len().max(1) + 10).isqrt()
    };
    let words = (0..table.columns.len()).filter(|at| !table.columns[*at].number);
    let words: Vec<_> = words.map(|at| (at, said(at), natural(table, at))).collect();
    for _ in shares.iter().sum()..room {
        let wanting = words.iter().filter(|(at, _, most)| shares[*at] < *most);
        let next = wanting.min_by_key(|(at, said, _)| (shares[*at] * 1_000 / said, *at));
        let Some((at, ..)) = next else { break };
        shares[*at] += 1;
    }
    shares
}

/// Shares in characters as shares of the page, which they fill.
fn widths(shares: &[usize], width: usize) -> Vec<usize> {
    let all: usize = shares.iter().map(|share| share + 3).sum();
    let mut widths: Vec<usize> = shares
        .iter()
        .map(|share| (share + 3) * width / all.max(1))
        .collect();
    let rest = width.saturating_sub(widths.iter().sum());
    if let Some(last) = widths.last_mut() {
        *last += rest;
    }
    widths
}

fn row(row: &Row, table: &Table, widths: &[usize], look: Look, is_head: bool) -> TableRow {
    let cells = row.cells.iter().zip(&table.columns).zip(widths);
    let cells = cells.map(|((text, column), width)| {
        // Ordinals and boxes to be marked are in the middle.
        let is_short = *width <= SHORT_COLUMN || text == "☐";
        let align = match (is_head, column.number) {
            (true, _) => AlignmentType::Center,
            (false, _) if is_short => AlignmentType::Center,
            (false, true) => AlignmentType::Right,
            (false, false) => AlignmentType::Left,
        };
        let look = Look {
            bold: row.strong,
            align,
            ..look
        };
        let mut cell = TableCell::new()
            .width(*width, WidthType::Dxa)
            .vertical_align(VAlignType::Center);
        if is_head {
            let grey = Shading::new().shd_type(ShdType::Clear).fill("EDEDED");
            cell = cell.shading(grey);
        }
        cell.add_paragraph(paragraph(text, look))
    });
    let longest = row.cells.iter().map(|text| text.chars().count()).max();
    let mut drawn = TableRow::new(cells.collect());
    if longest.unwrap_or(0) <= MOST_OF_A_WHOLE_ROW {
        drawn = drawn.cant_split();
    }
    if is_head {
        drawn = drawn.row_height(REPEATED);
    }
    drawn
}
