//! How cells look: Times New Roman, thin borders, grey where nobody writes.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// The letters of every sheet, as papers of Party and State have them.
pub(crate) const FONT: &str = "Times New Roman";

/// The size of the letters in tables, in points.
pub(crate) const SIZE: u32 = 11;

/// The size of the letters in the small lines above headings.
pub(crate) const SMALL: u32 = 9;

/// The grey of headings and groups.
pub(crate) const HEADING: Color = Color::RGB(0x00E7_EBF0);

/// The grey of cells that the program computes.
pub(crate) const COMPUTED: Color = Color::RGB(0x00EE_EEEE);

/// The grey of cells that take nothing.
pub(crate) const CLOSED: Color = Color::RGB(0x00BF_BFBF);

/// The colour of cells that lack something.
pub(crate) const LACKING: Color = Color::RGB(0x00FF_E5CC);

/// The format of cells nobody wrote to, by whose digits a spreadsheet measures columns; the height
/// of a row and the width of a column with it, in pixels.
pub(crate) fn usual() -> (Format, u32, u32) {
    let format = Format::new().set_font_name(FONT).set_font_size(SIZE);
    (format.set_font_family(1), 20, 64)
}

/// Letters of a size, wrapped, in the middle of their cell's height.
pub(crate) fn letters(size: u32) -> Format {
    Format::new()
        .set_font_name(FONT)
        .set_font_size(size)
        .set_font_family(1)
        .set_text_wrap()
        .set_align(FormatAlign::VerticalCenter)
}

/// The mark of a form, in its corner.
pub(crate) fn mark() -> Format {
    let grey = Color::RGB(0x007F_7F7F);
    let format = letters(SMALL).set_font_color(grey).set_italic();
    format.unset_text_wrap()
}

/// The title of a form.
pub(crate) fn title() -> Format {
    letters(14).set_bold().set_align(FormatAlign::Center)
}

/// A line below the title.
pub(crate) fn subtitle() -> Format {
    letters(12).set_bold().set_align(FormatAlign::Center)
}

/// A line for people.
pub(crate) fn line() -> Format {
    letters(SIZE)
}

/// A line for people in italics.
pub(crate) fn remark() -> Format {
    letters(SIZE).set_italic()
}

/// A cell outside the tables where something is written.
pub(crate) fn blank() -> Format {
    letters(SIZE).set_border_bottom(FormatBorder::Dotted)
}

/// A cell of a table.
pub(crate) fn cell() -> Format {
    letters(SIZE).set_border(FormatBorder::Thin)
}

/// A cell of a table, in its middle.
pub(crate) fn centred() -> Format {
    cell().set_align(FormatAlign::Center)
}

/// A heading of a table.
pub(crate) fn heading() -> Format {
    centred().set_bold().set_background_color(HEADING)
}

/// A cell that sums up others.
pub(crate) fn total() -> Format {
    cell().set_bold().set_background_color(HEADING)
}

/// The small line above a heading.
pub(crate) fn hint() -> Format {
    let format = letters(SMALL).set_border(FormatBorder::Thin);
    let format = format.set_align(FormatAlign::Center).set_italic();
    format.set_background_color(HEADING)
}

/// A format whose cells are words, whatever is typed into them.
pub(crate) fn words(format: Format) -> Format {
    format.set_num_format("@")
}
