//! The nomination list and the list of units: a row a nominee, or a unit.

use rust_xlsxwriter::{Format, FormatAlign, Note, Worksheet, XlsxError};

use super::column::Column;
use super::entry::{self, Cells};
use super::holds::Holds;
use super::lists::Lists;
use crate::locale::Locale;
use crate::roster::forms::FormSheet;
use crate::xlsx::measure::{self, LANDSCAPE, PORTRAIT, Spread, spread};
use crate::xlsx::style;
use crate::xlsx::{self, Lies, Sheet};

/// What a list bears above its table.
pub(super) struct Head<'a> {
    /// The name of the sheet.
    pub(super) name: &'a str,
    /// Which form it is.
    pub(super) form: FormSheet,
    /// The schemes it is of, by id.
    pub(super) scheme: &'a str,
    /// What it is called on paper.
    pub(super) title: &'a str,
    /// What it is about: the scheme's title.
    pub(super) subtitle: &'a str,
}

/// So many empty rows at the least are drawn; more may be filled in.
const LEAST_ROWS: u32 = 30;

/// So many rows take what is checked and offered.
pub(super) const MOST_ROWS: u32 = 1000;

/// The height of an empty row, in points.
const ROW: u32 = 24;

/// Writes a list with its columns; nothing is filled in.
pub(super) fn sheet(
    head: &Head<'_>,
    columns: &[Column],
    lists: &mut Lists,
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
    above(&mut sheet, head, &spread, locale)?;
    let header = head.form.header_row().unwrap_or_default();
    let (hints, headings) = headings(&mut sheet, header, columns, locale)?;
    let over: u32 = 150;
    let repeated = hints + headings;
    let rows = measure::rows(
        paper,
        spread.scale,
        over + repeated,
        repeated,
        ROW,
        LEAST_ROWS,
    );
    for (at, column) in (0_u16..).zip(columns) {
        let plain = of_holds(&column.holds, style::letters(style::SIZE), locale);
        sheet.worksheet.set_column_format(at, &plain)?;
        let format = of_holds(&column.holds, style::cell(), locale);
        for row in 1..=rows {
            sheet.blank((header + row, at), &format)?;
        }
        let cells = Cells::column(at, header + 1, header + MOST_ROWS);
        let rule = entry::of_column(column, cells, lists, locale)?;
        cells.take(&mut sheet.worksheet, &rule)?;
    }
    for row in 1..=rows {
        sheet.height(header + row, ROW)?;
    }
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

/// The widths of the columns; a table far narrower than an upright page is made wider.
fn widths(columns: &[Column]) -> Vec<u16> {
    let widths: Vec<u16> = columns.iter().map(|column| column.width).collect();
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
        FormSheet::Units => 1,
        _ => 2,
    }
}

/// The lines above the table.
fn above(
    sheet: &mut Sheet,
    head: &Head<'_>,
    spread: &Spread,
    locale: Locale,
) -> Result<(), XlsxError> {
    // What goes over several pages is titled on the first, beside what is repeated on all.
    let end = spread.breaks.first().copied();
    let end = end.and_then(|end| u16::try_from(end).ok());
    let end = end.unwrap_or(sheet.last() + 1);
    let first = if spread.breaks.is_empty() {
        0
    } else {
        kept(head.form)
    };
    let over = (first, end.saturating_sub(1));
    let mark = head.form.mark(head.scheme, locale);
    sheet.text((0, 0), &mark, &style::mark())?;
    let mut line =
        |row, text: &str, format: &Format, points| sheet.across(row, over, text, format, points);
    line(1, head.title, &style::title(), 14)?;
    line(2, head.subtitle, &style::subtitle(), 12)?;
    let by = locale.of(
        "Đơn vị lập danh sách: ……………………………………      Ngày …… tháng …… năm ………",
        "Drawn up by: ……………………………………      Date: ……………………",
    );
    line(
        3,
        by,
        &style::line().set_align(FormatAlign::Center),
        style::SIZE,
    )?;
    let how = locale.of(
        "Mỗi đối tượng (đơn vị) ghi một dòng. Cột có dấu * là bắt buộc. Chọn một ô để xem cách ghi; xem thêm trang “Hướng dẫn”. Không sửa dòng tiêu đề.",
        "One row each. Columns with * are required. Choose a cell to see how it is filled in; see the sheet “Guide”. Leave the headings as they are.",
    );
    line(4, how, &style::remark(), style::SIZE)
}

/// The headings with the small lines above them; the heights of both, in points.
fn headings(
    sheet: &mut Sheet,
    header: u32,
    columns: &[Column],
    locale: Locale,
) -> Result<(u32, u32), XlsxError> {
    let hint = |column: &Column| {
        let star = if column.required { "* " } else { "" };
        format!("{star}{}", column.hint)
    };
    for (at, column) in (0_u16..).zip(columns) {
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
    Ok((hints, headings))
}

/// A cell's format by what it holds.
pub(super) fn of_holds(holds: &Holds, format: Format, locale: Locale) -> Format {
    match holds {
        Holds::Code | Holds::Words(_) | Holds::Usually(_) | Holds::List => style::words(format),
        Holds::OneOf(_) => style::words(format).set_align(FormatAlign::Center),
        Holds::Integer(..) | Holds::Number(..) => format.set_align(FormatAlign::Center),
        Holds::Date => format
            .set_num_format(locale.of("dd/mm/yyyy", "yyyy-mm-dd"))
            .set_align(FormatAlign::Center),
    }
}
