//! The sheets of an emulation cluster: criteria or facts in rows, a column a unit.

use rust_xlsxwriter::{FormatAlign, Worksheet, XlsxError};

use super::column::Column;
use super::entry::{self, Cells, cell};
use super::frame;
use super::lists::Lists;
use super::score::rows::{mark_rule, title};
use super::tree::Sums;
use crate::locale::Locale;
use crate::roster::forms::{
    Fixed, FormSheet, cluster_fact_headings, cluster_headings, cluster_lines, score_headings,
    stage_word,
};
use crate::scheme::{Criterion, Scheme, SheetLine};
use crate::xlsx::style::{self, SIZE};
use crate::xlsx::{Lies, Sheet, tallest};

/// So many columns for units are drawn where nobody is known yet.
const UNITS: usize = 8;

/// The row of headings, and those of the stage and of who marked.
const HEADER: u32 = 6;
const STAGE: u32 = 3;
const MARKER: u32 = 4;

/// The columns of the marks before those of the units, and their widths.
const ID: u16 = 1;
const GROUP: u16 = 2;
const TITLE: u16 = 3;
const MAX: u16 = 4;
const WIDTHS: [u16; 5] = [6, 9, 18, 38, 9];
const FACT_WIDTHS: [u16; 4] = [6, 34, 14, 34];
const UNIT_WIDTH: u16 = 13;
const REASON_WIDTH: u16 = 15;

/// Writes the sheet of a stage, with a column for each of some units.
pub(super) fn marks(
    name: &str,
    (scheme, stage): (&Scheme, usize),
    units: &[String],
    lists: &mut Lists,
    locale: Locale,
) -> Result<Worksheet, XlsxError> {
    let is_here = |row: &Criterion| {
        let mut stages = row.marking.iter().flat_map(|it| &it.stages);
        stages.any(|at| *at == stage)
    };
    let has_reasons = scheme
        .criteria
        .iter()
        .any(|row| is_here(row) && row.marking.as_ref().is_some_and(|it| it.reason));
    let mut own = vec![UNIT_WIDTH];
    own.extend(has_reasons.then_some(REASON_WIDTH));
    let count = if units.is_empty() { UNITS } else { units.len() };
    let widths: Vec<u16> = WIDTHS.into_iter().chain(own.repeat(count)).collect();
    let heading = locale.of(
        "BẢNG CHẤM ĐIỂM CỦA CỤM THI ĐUA",
        "MARKS OF AN EMULATION CLUSTER",
    );
    let mut sheet = above(
        (name, FormSheet::Cluster),
        (heading, scheme),
        &widths,
        locale,
    )?;
    let bold = style::line().set_bold();
    for (row, label) in [STAGE, MARKER].into_iter().zip(cluster_lines(locale)) {
        sheet.across(row, (0, GROUP), label, &bold, SIZE)?;
        sheet.blank((row, TITLE), &style::words(style::blank()))?;
    }
    sheet.text(
        (STAGE, TITLE),
        stage_word(scheme, stage, locale),
        &style::words(style::blank()),
    )?;
    let fixed = cluster_headings(locale);
    let [.., reason] = score_headings(locale);
    headings(&mut sheet, &fixed, |at| {
        let step = own.len();
        let is_unit = at % step == 0;
        if is_unit {
            units.get(at / step).map_or("", String::as_str)
        } else {
            reason
        }
    })?;
    let lines = scheme.sheet_lines();
    let row_of = |at: usize| HEADER + 1 + u32::try_from(at).unwrap_or(u32::MAX / 2);
    let columns = || (MAX + 1..=sheet_last(&widths)).step_by(own.len());
    let sums = |column: u16| Sums {
        scheme,
        lines: &lines,
        column: rust_xlsxwriter::utility::column_number_to_name(column),
        first: usize::try_from(row_of(0)).unwrap_or_default() + 1,
    };
    let (left, middle) = (style::cell(), style::centred());
    let shaded =
        |format: rust_xlsxwriter::Format| format.set_bold().set_background_color(style::HEADING);
    let small = style::words(style::centred()).set_font_size(style::SMALL);
    for (at, line) in lines.iter().enumerate() {
        let row = row_of(at);
        let SheetLine::Criterion(criterion, _) = *line else {
            sheet.blank_row(row, &shaded(left.clone()))?;
            let SheetLine::Group(group, _) = *line else {
                let text = locale.of("Tiêu chuẩn", "Standards");
                sheet.text((row, TITLE), text, &shaded(left.clone()))?;
                continue;
            };
            let it = &scheme.groups[group];
            sheet.text(
                (row, 0),
                it.no.as_deref().unwrap_or_default(),
                &shaded(middle.clone()),
            )?;
            sheet.text((row, ID), &it.id, &shaded(small.clone()))?;
            sheet.text((row, TITLE), it.title.get(locale), &shaded(left.clone()))?;
            if it.is_scored() {
                sheet.number((row, MAX), &it.max, &shaded(middle.clone()))?;
            }
            for column in columns() {
                if let Some(sum) = sums(column).group(group) {
                    sheet.formula((row, column), &sum, &shaded(middle.clone()))?;
                }
            }
            continue;
        };
        let it = &scheme.criteria[criterion];
        let text = title(it, locale);
        let group = it
            .group
            .map_or("", |group| scheme.groups[group].title.get(locale));
        sheet.text((row, 0), it.no.as_deref().unwrap_or_default(), &middle)?;
        sheet.text((row, ID), &it.id, &small)?;
        sheet.text(
            (row, GROUP),
            group,
            &left.clone().set_font_size(style::SMALL),
        )?;
        sheet.text((row, TITLE), &text, &left)?;
        match it.max.as_ref().filter(|_| it.kind.has_points()) {
            Some(max) => sheet.number((row, MAX), max, &middle)?,
            None => sheet.blank((row, MAX), &middle)?,
        }
        for column in columns() {
            for at in column..column + u16::try_from(own.len()).unwrap_or(1) {
                let format = if at == column {
                    middle.clone()
                } else {
                    style::words(left.clone())
                };
                let format = match (&it.marking, is_here(it)) {
                    (_, true) => format,
                    (None, false) => format.set_background_color(style::COMPUTED),
                    (Some(_), false) => format.set_background_color(style::CLOSED),
                };
                sheet.blank((row, at), &format)?;
            }
            let (rule, how) = match is_here(it) {
                true => mark_rule(scheme, it, &cell(row, column), lists, locale),
                false => {
                    let how = locale.of(
                        "Ở bảng này không chấm nội dung này.",
                        "Not marked on this sheet.",
                    );
                    (entry::nothing(), how.to_owned())
                }
            };
            let rule = entry::told(rule, it.no.as_deref().unwrap_or(&it.id), &how, locale)?;
            Cells::one(row, column).take(&mut sheet.worksheet, &rule)?;
        }
        let texts = [
            (text.as_str(), WIDTHS[3]),
            (group, WIDTHS[2]),
            (it.id.as_str(), WIDTHS[1]),
        ];
        sheet.height(row, tallest(texts.into_iter(), SIZE).max(20))?;
    }
    let mut end = row_of(lines.len());
    if scheme.is_scored() {
        sheet.blank_row(end, &shaded(left.clone()))?;
        sheet.text((end, TITLE), locale.of("Tổng cộng", "Total"), &shaded(left))?;
        for column in columns() {
            let sums = sums(column);
            let Some(count) = sums.count() else { continue };
            let parts = [
                ("+", sums.scored()),
                ("+", sums.bonus()),
                ("-", sums.deduction()),
            ];
            let parts = parts
                .into_iter()
                .filter_map(|(sign, sum)| Some(format!("{sign}{}", sum?)));
            let parts: String = parts.collect();
            let parts = parts.trim_start_matches('+');
            let total = format!("IF({count}=0,\"\",{parts})");
            sheet.formula((end, column), &total, &shaded(middle.clone()))?;
        }
        end += 1;
    }
    finish(sheet, end, MAX + 1, locale)
}

/// Writes the sheet of the facts of a scheme: the columns of its list in rows.
pub(super) fn facts(
    name: &str,
    scheme: &Scheme,
    columns: &[Column],
    lists: &mut Lists,
    locale: Locale,
) -> Result<Worksheet, XlsxError> {
    let widths: Vec<u16> = FACT_WIDTHS
        .into_iter()
        .chain([UNIT_WIDTH].repeat(UNITS))
        .collect();
    let heading = locale.of(
        "BẢNG SỐ LIỆU CỦA CỤM THI ĐUA",
        "FACTS OF AN EMULATION CLUSTER",
    );
    let mut sheet = above(
        (name, FormSheet::ClusterFacts),
        (heading, scheme),
        &widths,
        locale,
    )?;
    headings(&mut sheet, &cluster_fact_headings(locale), |_| "")?;
    let first = u16::try_from(FACT_WIDTHS.len()).unwrap_or_default();
    let (left, middle) = (style::cell(), style::centred());
    let name = Fixed::Name.heading(locale);
    let mut row = HEADER;
    for column in columns.iter().filter(|column| column.heading != name) {
        row += 1;
        let star = if column.required { "* " } else { "" };
        let number = (row - HEADER).to_string();
        let texts = [
            (number.as_str(), &middle),
            (&column.heading, &left),
            (&format!("{star}{}", column.hint), &middle),
            (&column.how, &left),
        ];
        for (at, (text, format)) in (0_u16..).zip(texts) {
            sheet.text((row, at), text, format)?;
        }
        let format = column.holds.format(style::cell(), locale);
        let last = sheet.last();
        for at in first..=last {
            sheet.blank((row, at), &format)?;
        }
        let cells = Cells {
            first: (row, first),
            last: (row, last),
        };
        let rule = entry::of_column(column, cells, lists, locale)?;
        cells.take(&mut sheet.worksheet, &rule)?;
        let texts = [
            (column.heading.as_str(), FACT_WIDTHS[1]),
            (column.how.as_str(), FACT_WIDTHS[3]),
        ];
        sheet.height(row, tallest(texts.into_iter(), SIZE).max(20))?;
    }
    finish(sheet, row + 1, first, locale)
}

fn sheet_last(widths: &[u16]) -> u16 {
    u16::try_from(widths.len().saturating_sub(1)).unwrap_or(u16::MAX)
}

/// A sheet with the lines above its table.
fn above(
    (name, form): (&str, FormSheet),
    (heading, scheme): (&str, &Scheme),
    widths: &[u16],
    locale: Locale,
) -> Result<Sheet, XlsxError> {
    let mut sheet = Sheet::new(name, Lies::Landscape, widths, locale)?;
    let whole = (0, sheet.last());
    frame::mark(&mut sheet, form, &scheme.id, locale)?;
    sheet.across(1, whole, heading, &style::title(), 14)?;
    sheet.across(2, whole, scheme.title.get(locale), &style::subtitle(), 12)?;
    let how = locale.of(
        "Mỗi đơn vị một cột: ghi mã hoặc tên đơn vị vào dòng tiêu đề. Ô xám không ghi. Chọn một ô để xem cách ghi.",
        "A column a unit: write its code or name into the row of headings. Leave grey cells empty. Choose a cell to see how it is filled in.",
    );
    sheet.across(HEADER - 1, whole, how, &style::remark(), SIZE)?;
    Ok(sheet)
}

/// The headings: those of every such sheet, and one of each further column by its index.
fn headings<'t>(
    sheet: &mut Sheet,
    fixed: &[&'t str],
    further: impl Fn(usize) -> &'t str,
) -> Result<(), XlsxError> {
    let more = usize::from(sheet.last() + 1).saturating_sub(fixed.len());
    let texts: Vec<&str> = fixed
        .iter()
        .copied()
        .chain((0..more).map(further))
        .collect();
    for (at, text) in (0_u16..).zip(&texts) {
        let format = style::words(style::heading());
        if text.is_empty() {
            sheet.blank((HEADER, at), &format)?;
        } else {
            sheet.text((HEADER, at), text, &format)?;
        }
    }
    let cells = (0_u16..)
        .zip(texts)
        .map(|(at, text)| (text, sheet.width(at)));
    let height = tallest(cells.collect::<Vec<_>>().into_iter(), SIZE);
    sheet.height(HEADER, height.max(34))
}

/// The signatures below the table, and how the sheet is printed.
fn finish(mut sheet: Sheet, row: u32, kept: u16, locale: Locale) -> Result<Worksheet, XlsxError> {
    let right = (sheet.last().min(kept), sheet.last());
    let day = locale.of("…………, ngày …… tháng …… năm ………", "…………………, date ……………………");
    let signs = locale.of("NGƯỜI LẬP BẢNG", "PREPARED BY");
    let how = locale.of("(ký, ghi rõ họ tên)", "(signature and name)");
    let centred = |format: rust_xlsxwriter::Format| format.set_align(FormatAlign::Center);
    sheet.across(row + 1, right, day, &centred(style::remark()), SIZE)?;
    sheet.across(
        row + 2,
        right,
        signs,
        &centred(style::line().set_bold()),
        SIZE,
    )?;
    sheet.across(row + 3, right, how, &centred(style::remark()), SIZE)?;
    let mut sheet = sheet.worksheet;
    sheet.set_freeze_panes(HEADER + 1, kept)?;
    sheet.set_repeat_rows(HEADER, HEADER)?;
    sheet.set_print_fit_to_pages(1, 0);
    Ok(sheet)
}
