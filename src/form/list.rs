//! The nomination list and the list of units: a row a nominee, or a unit.

use rust_xlsxwriter::{Note, Worksheet, XlsxError};

use super::column::Column;
use super::entry::{self, Cells};
use super::frame::{self, Head};
use super::lists::Lists;
use crate::locale::Locale;
use crate::office::Office;
use crate::roster::forms::{FormSheet, lists};
use crate::xlsx::measure::{self, LANDSCAPE, PORTRAIT, spread};
use crate::xlsx::style;
use crate::xlsx::{self, Lies, Sheet};

/// So many empty rows at the least are drawn, or those of one page where columns take several; more
/// may be put between them.
const LEAST_ROWS: u32 = 25;

/// Codes and names are looked up in so many rows.
pub(super) const MOST_ROWS: u32 = 1000;

/// The lines above a table take so much of the first page, in points.
const ABOVE: u32 = 180;

/// The width of the column that numbers the rows.
const NUMBER: u16 = 5;

/// So many rows are drawn whatever is above them.
const FEWEST_ROWS: u32 = 6;

/// The height of an empty row, in points.
const ROW: u32 = 24;

/// Writes a list with its columns; nothing is filled in but the numbers of the rows.
pub(super) fn sheet(
    head: &Head<'_>,
    columns: &[Column],
    lists: &mut Lists,
    office: &Office,
    locale: Locale,
) -> Result<Worksheet, XlsxError> {
    let widths = widths(columns);
    let whole: u32 = widths.iter().map(|width| measure::pixels(*width)).sum();
    let (lies, paper) = if whole <= PORTRAIT.width {
        (Lies::Portrait, PORTRAIT)
    } else {
        (Lies::Landscape, LANDSCAPE)
    };
    let kept = kept(head.form);
    let spread = spread(&widths, usize::from(kept), paper);
    let mut sheet = Sheet::new(head.name, lies, &widths, locale)?;
    // What goes over several pages is titled on the first, beside what is repeated on all.
    let over = match spread.breaks.first() {
        None => (0, sheet.last()),
        Some(end) => (kept, u16::try_from(*end).unwrap_or(u16::MAX) - 1),
    };
    frame::above(&mut sheet, head, over, office, locale)?;
    let header = head.form.header_row().unwrap_or_default();
    let repeated = headings(&mut sheet, header, columns, locale)?;
    let least = if spread.breaks.is_empty() {
        LEAST_ROWS + frame::FOOT
    } else {
        1
    };
    let rows = measure::rows(paper, spread.scale, ABOVE + repeated, repeated, ROW, least);
    let rows = rows.saturating_sub(frame::FOOT).max(FEWEST_ROWS);
    let last = header + rows;
    for row in 1..=rows {
        sheet.height(header + row, ROW)?;
        sheet.number((header + row, 0), &row.into(), &style::centred())?;
    }
    for (at, column) in (1_u16..).zip(columns) {
        let plain = column.holds.format(style::letters(style::SIZE), locale);
        sheet.worksheet.set_column_format(at, &plain)?;
        let format = column.holds.format(style::cell(), locale);
        for row in header + 1..=last {
            sheet.blank((row, at), &format)?;
        }
        let cells = Cells::column(at, header + 1, last);
        let rule = entry::of_column(column, cells, lists, locale)?;
        cells.take(&mut sheet.worksheet, &rule)?;
    }
    frame::below(&mut sheet, last + 1, over, columns, locale)?;
    let mut sheet = sheet.worksheet;
    sheet.set_freeze_panes(header + 1, kept)?;
    sheet.set_repeat_rows(header - 1, header)?;
    if spread.breaks.is_empty() {
        sheet.set_print_fit_to_pages(1, 0);
    } else {
        sheet.set_repeat_columns(0, kept - 1)?;
        sheet.set_print_scale(u16::try_from(spread.scale).unwrap_or(100));
        sheet.set_vertical_page_breaks(&spread.breaks)?;
        sheet.set_page_order(true);
    }
    Ok(sheet)
}

/// The widths of the columns, that of the numbers first; a table far narrower than an upright page
/// is made wider.
fn widths(columns: &[Column]) -> Vec<u16> {
    let widths = columns.iter().map(|column| column.width);
    let widths: Vec<u16> = std::iter::once(NUMBER).chain(widths).collect();
    let whole: u32 = widths.iter().map(|width| measure::pixels(*width)).sum();
    let wanted = PORTRAIT.width * 9 / 10;
    let wider = |width: u16| {
        let wider = u32::from(width) * wanted / whole.max(1);
        u16::try_from(wider).map_or(width, |wider| wider.clamp(width, width * 2))
    };
    if whole < wanted {
        widths.into_iter().map(wider).collect()
    } else {
        widths
    }
}

/// How many columns identify the row, and stay in sight.
fn kept(form: FormSheet) -> u16 {
    match form {
        FormSheet::Units => 2,
        _ => 3,
    }
}

/// The headings with the small lines above them; the height of both, in points.
fn headings(
    sheet: &mut Sheet,
    header: u32,
    columns: &[Column],
    locale: Locale,
) -> Result<u32, XlsxError> {
    let hint = |column: &Column| {
        let star = if column.required { "* " } else { "" };
        format!("{star}{}", column.hint)
    };
    let number = lists::number(locale);
    sheet.text((header - 1, 0), "", &style::hint())?;
    sheet.text((header, 0), number, &style::heading())?;
    for (at, column) in (1_u16..).zip(columns) {
        sheet.text((header - 1, at), &hint(column), &style::hint())?;
        sheet.text((header, at), &column.heading, &style::heading())?;
        let note = column.note(locale);
        let tall = measure::lines(&note, 42, style::SMALL) * 18 + 16;
        let note = Note::new(note).add_author_prefix(false);
        let note = note
            .set_font_name(style::FONT)
            .set_width(330)
            .set_height(tall);
        sheet.worksheet.insert_note(header, at, &note)?;
    }
    let hints: Vec<String> = columns.iter().map(hint).collect();
    let cells = hints.iter().zip(columns);
    let hints = xlsx::tallest(
        cells.map(|(hint, column)| (hint.as_str(), column.width)),
        style::SMALL,
    );
    let cells = columns.iter();
    let headings = xlsx::tallest(
        // Bold letters take a little more.
        cells.map(|column| (column.heading.as_str(), column.width - column.width / 10)),
        style::SIZE,
    );
    sheet.height(header - 1, hints)?;
    sheet.height(header, headings)?;
    Ok(hints + headings)
}
