//! Native charts beside the tables whose figures they show.

use rust_xlsxwriter::{
    Chart, ChartFont, ChartFormat, ChartLegendPosition, ChartLine, ChartSolidFill, Color, XlsxError,
};

use super::grid::Placed;
use crate::xlsx::{Sheet, style};

/// The colours of series: calm, and apart from each other in grey too.
const COLOURS: [u32; 8] = [
    0x001F_5F8B,
    0x004E_9A9B,
    0x00A7_C4A0,
    0x00E3_B45B,
    0x00C8_6B4A,
    0x008A_6FA3,
    0x007A_8793,
    0x00B9_C1C9,
];

/// What a chart shows: the first column of a table names its rows, each of `series` is a column.
pub(super) struct Columns<'t> {
    /// The sheet of the table.
    pub(super) sheet: &'t str,
    /// Where the table stands.
    pub(super) placed: &'t Placed,
    /// How many rows of it are shown.
    pub(super) rows: u32,
    /// Its columns.
    pub(super) series: std::ops::Range<usize>,
    /// What the chart is called, and its axes.
    pub(super) title: &'t str,
    pub(super) across: &'t str,
    pub(super) up: &'t str,
}

/// Draws columns one on the other, at a row of a sheet.
///
/// # Errors
/// More than a sheet holds.
pub(super) fn columns(sheet: &mut Sheet, row: u32, shown: &Columns<'_>) -> Result<(), XlsxError> {
    let mut chart = Chart::new(rust_xlsxwriter::ChartType::ColumnStacked);
    let (first, last) = (shown.placed.head + 1, shown.placed.head + shown.rows);
    let names = shown.placed.spans[0].0;
    let mut font = ChartFont::new();
    font.set_name(style::FONT).set_size(11);
    for (at, column) in shown.series.clone().enumerate() {
        let column = shown.placed.spans[column].0;
        let colour = Color::RGB(COLOURS[at % COLOURS.len()]);
        chart
            .add_series()
            .set_name((shown.sheet, shown.placed.head, column))
            .set_categories((shown.sheet, first, names, last, names))
            .set_values((shown.sheet, first, column, last, column))
            .set_gap(60)
            .set_format(ChartFormat::new().set_solid_fill(ChartSolidFill::new().set_color(colour)));
    }
    let mut bold = font.clone();
    bold.set_bold().set_size(12);
    chart.title().set_name(shown.title).set_font(&bold);
    chart
        .x_axis()
        .set_name(shown.across)
        .set_name_font(&font)
        .set_font(&font);
    let mut line = ChartLine::new();
    line.set_color(Color::RGB(0x00DD_DDDD));
    chart
        .y_axis()
        .set_name(shown.up)
        .set_name_font(&font)
        .set_font(&font)
        .set_major_gridlines_line(&line)
        .set_num_format("0");
    match shown.series.len() {
        1 => chart.legend().set_hidden(),
        _ => chart
            .legend()
            .set_position(ChartLegendPosition::Bottom)
            .set_font(&font),
    };
    chart
        .set_width(620)
        .set_height(HEIGHT)
        .set_alt_text(shown.title);
    sheet
        .worksheet
        .insert_chart_with_offset(row, 0, &chart, 4, 6)?;
    Ok(())
}

/// The height of a chart in pixels, and how many rows it takes.
const HEIGHT: u32 = 240;
pub(super) const ROWS: usize = 13;
