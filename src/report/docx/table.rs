//! Tables of a Word document: heads that are repeated on each page, rows that stay whole, columns
//! that share the width of the page by what is in them.

use super::text::{Align, Look, append, paragraph};
use crate::report::layout::{Measured, borders};
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

/// The lines of a table.
const BORDERS: &str = concat!(
    "<w:tblBorders>",
    r#"<w:top w:val="single" w:sz="2" w:space="0" w:color="000000"/>"#,
    r#"<w:left w:val="single" w:sz="2" w:space="0" w:color="000000"/>"#,
    r#"<w:bottom w:val="single" w:sz="2" w:space="0" w:color="000000"/>"#,
    r#"<w:right w:val="single" w:sz="2" w:space="0" w:color="000000"/>"#,
    r#"<w:insideH w:val="single" w:sz="2" w:space="0" w:color="000000"/>"#,
    r#"<w:insideV w:val="single" w:sz="2" w:space="0" w:color="000000"/>"#,
    "</w:tblBorders>",
);

/// Begins a table with these columns, lines, and room in its cells: above and below, left and right.
pub(super) fn begin_table(out: &mut String, widths: &[usize], borders: &str, room: [usize; 2]) {
    let width: usize = widths.iter().sum();
    let [above, beside] = room;
    append!(
        *out,
        "<w:tbl><w:tblPr><w:tblW w:w=\"{width}\" w:type=\"dxa\"/>{borders}\
         <w:tblLayout w:type=\"fixed\"/><w:tblCellMar>\
         <w:top w:w=\"{above}\" w:type=\"dxa\"/><w:left w:w=\"{beside}\" w:type=\"dxa\"/>\
         <w:bottom w:w=\"{above}\" w:type=\"dxa\"/><w:right w:w=\"{beside}\" w:type=\"dxa\"/>\
         </w:tblCellMar></w:tblPr><w:tblGrid>"
    );
    for width in widths {
        append!(*out, "<w:gridCol w:w=\"{width}\"/>");
    }
    *out += "</w:tblGrid>";
}

/// Begins a row, which stays on one page, and is repeated on each.
pub(super) fn begin_row(out: &mut String, is_whole: bool, is_head: bool) {
    let is_whole = if is_whole { "<w:cantSplit/>" } else { "" };
    let is_head = if is_head { "<w:tblHeader/>" } else { "" };
    append!(*out, "<w:tr><w:trPr>{is_whole}{is_head}</w:trPr>");
}

/// A table as wide as the page. Where it does not fit in the smallest font, columns that may fold
/// go into the last one, as on a narrow screen.
/// The last row may stay on the page of what follows.
pub(super) fn write(out: &mut String, table: Table, width: usize, keeps_next: bool) {
    let characters = |size: usize| width / (size * CHARACTER_WIDTH);
    let measured = Measured::of(table);
    let size = SIZES
        .into_iter()
        .find(|size| measured.fits(characters(*size)));
    let size = size.unwrap_or(SIZES[SIZES.len() - 1]);
    let measured = measured.fold(characters(size));
    let room = characters(size).saturating_sub(borders(&measured.table));
    let widths = widths(&shares(&measured, room), width);
    let table = &measured.table;
    let head = Row {
        cells: table.columns.iter().map(|it| it.heading.clone()).collect(),
        strong: true,
    };
    let look = |keeps_next| Look {
        size,
        keeps_next,
        ..Look::PLAIN
    };
    begin_table(out, &widths, BORDERS, [20, PADDING]);
    row(out, &head, table, &widths, look(false), true);
    for (at, it) in table.rows.iter().enumerate() {
        let keeps_next = keeps_next && at + 1 == table.rows.len();
        row(out, it, table, &widths, look(keeps_next), false);
    }
    *out += "</w:tbl>";
}

/// The room of each column, in characters: numbers have as much as they need, and words the more
/// the more is said under their heading, so that rows are not high.
fn shares(measured: &Measured, room: usize) -> Vec<usize> {
    let mut shares = measured.squeezed(room);
    let table = &measured.table;
    let said = |at: usize| -> usize {
        let cells = table.rows.iter().map(|row| row.cells[at].len());
        (cells.sum::<usize>() / table.rows.len().max(1) + 10).isqrt()
    };
    let words = (0..table.columns.len()).filter(|at| !table.columns[*at].number);
    let words: Vec<_> = words
        .map(|at| (at, said(at), measured.extents[at].natural))
        .collect();
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

fn row(out: &mut String, row: &Row, table: &Table, widths: &[usize], look: Look, is_head: bool) {
    let longest = row.cells.iter().map(|text| text.chars().count()).max();
    begin_row(out, longest.unwrap_or(0) <= MOST_OF_A_WHOLE_ROW, is_head);
    let shading = match is_head {
        true => r#"<w:shd w:val="clear" w:color="auto" w:fill="EDEDED"/>"#,
        false => "",
    };
    for ((text, column), width) in row.cells.iter().zip(&table.columns).zip(widths) {
        // Ordinals and boxes to be marked are in the middle.
        let is_short = *width <= SHORT_COLUMN || text == "☐";
        let align = match (is_head, column.number) {
            (true, _) => Align::Centre,
            (false, _) if is_short => Align::Centre,
            (false, true) => Align::Right,
            (false, false) => Align::Left,
        };
        append!(
            *out,
            "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{shading}\
             <w:vAlign w:val=\"center\"/></w:tcPr>"
        );
        let bold = row.strong;
        paragraph(
            out,
            text,
            Look {
                bold,
                align,
                ..look
            },
        );
        *out += "</w:tc>";
    }
    *out += "</w:tr>";
}
