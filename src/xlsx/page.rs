//! How sheets are printed: A4, margins, page numbers, and lines above the tables.

use rust_xlsxwriter::{ConditionalFormatFormula, Format, Formula, Worksheet, XlsxError};

use super::measure::{height, lines, pixels};
use super::style;
use crate::locale::Locale;
use crate::number::Number;

/// Which way a page lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lies {
    /// Upright.
    Portrait,
    /// Along its wide side.
    Landscape,
}

/// A sheet for A4 with page numbers in its foot, and what is written on it.
pub(crate) struct Sheet {
    /// The sheet as the workbook has it.
    pub(crate) worksheet: Worksheet,
    widths: Vec<u16>,
}

impl Sheet {
    /// An empty sheet with columns of these widths.
    pub(crate) fn new(
        name: &str,
        lies: Lies,
        widths: &[u16],
        locale: Locale,
    ) -> Result<Self, XlsxError> {
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
        for (at, width) in (0_u16..).zip(widths) {
            sheet.set_column_width(at, *width)?;
        }
        Ok(Self {
            worksheet: sheet,
            widths: widths.to_vec(),
        })
    }

    /// The last column.
    pub(crate) fn last(&self) -> u16 {
        u16::try_from(self.widths.len().saturating_sub(1)).unwrap_or(u16::MAX)
    }

    /// The width of a column.
    pub(crate) fn width(&self, column: u16) -> u16 {
        self.widths.get(usize::from(column)).copied().unwrap_or(8)
    }

    /// Writes words into a cell.
    pub(crate) fn text(
        &mut self,
        (row, column): (u32, u16),
        text: &str,
        format: &Format,
    ) -> Result<(), XlsxError> {
        let written = self
            .worksheet
            .write_string_with_format(row, column, text, format);
        written.map(|_| ())
    }

    /// Draws an empty cell.
    pub(crate) fn blank(
        &mut self,
        (row, column): (u32, u16),
        format: &Format,
    ) -> Result<(), XlsxError> {
        self.worksheet.write_blank(row, column, format).map(|_| ())
    }

    /// Draws all cells of a row empty.
    pub(crate) fn blank_row(&mut self, row: u32, format: &Format) -> Result<(), XlsxError> {
        (0..=self.last()).try_for_each(|column| self.blank((row, column), format))
    }

    /// Writes a number into a cell.
    pub(crate) fn number(
        &mut self,
        (row, column): (u32, u16),
        number: &Number,
        format: &Format,
    ) -> Result<(), XlsxError> {
        // A workbook has no other numbers.
        let number: f64 = number.to_string().parse().unwrap_or_default();
        let written = self
            .worksheet
            .write_number_with_format(row, column, number, format);
        written.map(|_| ())
    }

    /// Writes a formula, without its sign, into a cell.
    pub(crate) fn formula(
        &mut self,
        (row, column): (u32, u16),
        formula: &str,
        format: &Format,
    ) -> Result<(), XlsxError> {
        let formula = Formula::new(format!("={formula}"));
        let written = self
            .worksheet
            .write_formula_with_format(row, column, formula, format);
        written.map(|_| ())
    }

    /// Gives a row its height, in points.
    pub(crate) fn height(&mut self, row: u32, points: u32) -> Result<(), XlsxError> {
        self.worksheet.set_row_height(row, points).map(|_| ())
    }

    /// Text over some columns of a row, at a font size in points, with as many lines as they
    /// need.
    pub(crate) fn across(
        &mut self,
        row: u32,
        (first, last): (u16, u16),
        text: &str,
        format: &Format,
        points: u32,
    ) -> Result<(), XlsxError> {
        if first < last {
            let sheet = &mut self.worksheet;
            sheet.merge_range(row, first, row, last, text, format)?;
        } else {
            self.text((row, first), text, format)?;
        }
        let room: u32 = (first..=last).map(|at| pixels(self.width(at))).sum();
        let room = u16::try_from(room / 7).unwrap_or(u16::MAX);
        let lines = lines(text, room, points);
        self.height(row, height(lines, points))
    }

    /// Colours cells of a column in which a condition holds, said of the first of them.
    pub(crate) fn lacking(
        &mut self,
        column: u16,
        (first, last): (u32, u32),
        condition: &str,
    ) -> Result<(), XlsxError> {
        let format = Format::new().set_background_color(style::LACKING);
        let shown = ConditionalFormatFormula::new()
            .set_rule(format!("={condition}").as_str())
            .set_format(format);
        let sheet = &mut self.worksheet;
        let written = sheet.add_conditional_format(first, column, last, column, &shown);
        written.map(|_| ())
    }
}

/// The height that a row needs for some cells, each with its column's width, in points.
pub(crate) fn tallest<'t>(cells: impl Iterator<Item = (&'t str, u16)>, points: u32) -> u32 {
    let lines = cells.map(|(text, width)| lines(text, width, points)).max();
    height(lines.unwrap_or(1), points)
}
