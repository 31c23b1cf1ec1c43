//! How sheets are printed: A4, margins, page numbers, and lines above the tables.

use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use super::measure::{height, lines, pixels};
use super::style;
use crate::locale::Locale;

/// Which way a page lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lies {
    /// Upright.
    Portrait,
    /// Along its wide side.
    Landscape,
}

/// A sheet for A4 with page numbers in its foot.
pub(super) fn sheet(name: &str, lies: Lies, locale: Locale) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    let (format, height, width) = style::usual();
    sheet.set_default_format(&format, height, width)?;
    sheet.set_name(name)?;
    // What no spreadsheet has computed yet is nothing.
    sheet.set_formula_result_default("");
    sheet.set_paper_size(9);
    // In inches: 20 mm above, 18 below, as papers have them; 25 left of an upright page.
    let left = match lies {
        Lies::Portrait => {
            sheet.set_portrait();
            0.98
        }
        Lies::Landscape => {
            sheet.set_landscape();
            0.59
        }
    };
    sheet.set_margins(left, 0.59, 0.79, 0.71, 0.3, 0.3);
    let font = style::FONT;
    let page = locale.of("Trang", "Page");
    sheet.set_footer(format!("&L&\"{font}\"&9&A&R&\"{font}\"&9{page} &P/&N"));
    sheet.set_screen_gridlines(false);
    Ok(sheet)
}

/// Words over the first `columns` columns of a row, with as many lines as they need.
pub(super) fn across(
    sheet: &mut Worksheet,
    row: u32,
    (first, last): (u16, u16),
    text: &str,
    format: &Format,
    (widths, points): (&[u16], u32),
) -> Result<(), XlsxError> {
    if first < last {
        sheet.merge_range(row, first, row, last, text, format)?;
    } else {
        sheet.write_string_with_format(row, first, text, format)?;
    }
    let room: u32 = (first..=last).map(|at| width(widths, at)).sum();
    let room = u16::try_from(room / 7).unwrap_or(u16::MAX);
    let lines = lines(text, room, points);
    sheet.set_row_height(row, height(lines, points))?;
    Ok(())
}

fn width(widths: &[u16], at: u16) -> u32 {
    widths.get(usize::from(at)).map_or(64, |it| pixels(*it))
}

/// The height that a row needs for some cells, each with its column's width, in points.
pub(super) fn tallest<'t>(cells: impl Iterator<Item = (&'t str, u16)>, points: u32) -> u32 {
    let lines = cells.map(|(text, width)| lines(text, width, points)).max();
    height(lines.unwrap_or(1), points)
}
