//! The score sheet of one nominee: criteria in rows, two columns a stage.

pub(super) mod rows;
mod sums;

use rust_xlsxwriter::{DataValidation, FormatAlign, Worksheet, XlsxError};

use crate::form::again::{Reinspection, lines_with, stages_again};
use crate::form::entry::{self, Cells, cell};
use crate::form::frame;
use crate::form::lists::Lists;
use crate::locale::Locale;
use crate::roster::forms::{FormSheet, score_headings, scores, stage_word};
use crate::scheme::{Scheme, SheetLine};
use crate::xlsx::measure::{self, LANDSCAPE};
use crate::xlsx::style::{self, SIZE};
use crate::xlsx::{self, Lies, Sheet};

/// The widths of the columns before the stages, and of the two of a stage.
const WIDTHS: [u16; 6] = [7, 10, 40, 9, 24, 21];
const MARK_WIDTH: u16 = 9;
const REASON_WIDTH: u16 = 16;

/// The height of the lines above the table and of the signatures, in points.
const ABOVE_AND_BELOW: u32 = 230;

/// Whose score sheet it is.
#[derive(Clone, Copy)]
pub(super) enum Whose<'a> {
    /// Somebody's whose code is to be written; the range of the nominees' codes and names.
    Anybody(&'a str),
    /// Of somebody who is marked again, with the criteria of that alone.
    Again(&'a Reinspection),
}

/// Writes a score sheet of a scheme.
pub(super) fn sheet(
    name: &str,
    scheme: &Scheme,
    whose: Whose<'_>,
    lists: &mut Lists,
    locale: Locale,
) -> Result<Worksheet, XlsxError> {
    let (shown, lines) = match whose {
        Whose::Anybody(_) => ((0..scheme.stages.len()).collect(), scheme.sheet_lines()),
        Whose::Again(again) => (stages_again(scheme, again), lines_with(scheme, &again.rows)),
    };
    let stages = shown.iter();
    let widths = stages.flat_map(|_| [MARK_WIDTH, REASON_WIDTH]);
    let mut widths: Vec<u16> = WIDTHS.into_iter().chain(widths).collect();
    // Ids take one line where they can.
    let ids = scheme.criteria.iter().map(|row| row.id.len());
    let longest = ids.max().unwrap_or_default().clamp(6, 15);
    widths[usize::from(scores::ID)] = u16::try_from(longest).unwrap_or(15);
    let mut writer = Writer {
        sheet: Sheet::new(name, Lies::Landscape, &widths, locale)?,
        scheme,
        whose,
        stages: shown,
        lines,
        last: u16::try_from(widths.len() - 1).unwrap_or(u16::MAX),
        tall: 0,
        locale,
    };
    writer.head()?;
    for at in 0..writer.lines.len() {
        writer.line(at, lists)?;
    }
    let end = match whose {
        Whose::Anybody(_) => writer.sums()?,
        Whose::Again(_) => Writer::row(writer.lines.len()),
    };
    writer.foot(end)?;
    let pages = pages(&widths, writer.tall + ABOVE_AND_BELOW);
    let mut sheet = writer.sheet.worksheet;
    sheet.set_freeze_panes(scores::HEADER + 1, scores::TITLE + 1)?;
    sheet.set_repeat_rows(scores::MARKERS, scores::HEADER)?;
    sheet.set_print_fit_to_pages(1, pages);
    Ok(sheet)
}

/// On how many pages a sheet is printed: where little is left for the last one, it goes onto the
/// others; 0 as many as it takes.
fn pages(widths: &[u16], tall: u32) -> u16 {
    let scale = measure::spread(widths, widths.len(), LANDSCAPE).scale;
    let room = LANDSCAPE.height * 100 / scale;
    let (whole, left) = (tall / room, tall % room);
    let spills = whole > 0 && left * 6 < room * whole.min(3);
    if spills {
        u16::try_from(whole).unwrap_or(0)
    } else {
        0
    }
}

struct Writer<'a> {
    sheet: Sheet,
    scheme: &'a Scheme,
    whose: Whose<'a>,
    /// The stages that have columns.
    stages: Vec<usize>,
    lines: Vec<SheetLine>,
    /// The last column.
    last: u16,
    /// The height of the table so far, in points.
    tall: u32,
    locale: Locale,
}

impl Writer<'_> {
    /// The lines above the table, and its headings.
    fn head(&mut self) -> Result<(), XlsxError> {
        let locale = self.locale;
        let whole = (0, self.last);
        frame::mark(&mut self.sheet, FormSheet::Scores, &self.scheme.id, locale)?;
        let title = match self.whose {
            Whose::Anybody(_) => locale.of("PHIẾU CHẤM ĐIỂM", "SCORE SHEET"),
            Whose::Again(_) => locale.of("PHIẾU PHÚC TRA", "RE-INSPECTION SHEET"),
        };
        self.sheet.across(1, whole, title, &style::title(), 14)?;
        let title = self.scheme.title.get(locale);
        self.sheet.across(2, whole, title, &style::subtitle(), 12)?;
        let labels = [
            (scores::NOMINEE, locale.of("Mã đối tượng:", "Nominee’s id:")),
            (scores::NAME, locale.of("Tên đối tượng:", "Nominee’s name:")),
        ];
        for ((row, column), label) in labels {
            self.sheet
                .across(row, (0, column - 1), label, &style::line().set_bold(), SIZE)?;
            self.sheet.height(row, 20)?;
        }
        let code = style::words(style::blank());
        match self.whose {
            Whose::Anybody(names) => {
                self.sheet.blank(scores::NOMINEE, &code)?;
                let nominee = cell(scores::NOMINEE.0, scores::NOMINEE.1);
                let found = format!("IFERROR(VLOOKUP({nominee},{names},2,FALSE),\"\")");
                self.sheet.formula(scores::NAME, &found, &style::blank())?;
            }
            Whose::Again(again) => {
                self.sheet.text(scores::NOMINEE, &again.id, &code)?;
                self.sheet.text(scores::NAME, &again.name, &code)?;
            }
        }
        let rule = DataValidation::new().allow_any_value();
        let rule = entry::told(
            rule,
            locale.of("Mã đối tượng", "Nominee’s id"),
            locale.of(
                "Ghi mã trong danh sách đề nghị. Mỗi đối tượng một phiếu: sao chép trang này khi cần thêm phiếu.",
                "The id in the nomination list. One sheet a nominee: copy this sheet for more.",
            ),
            locale,
        )?;
        Cells::one(scores::NOMINEE.0, scores::NOMINEE.1).take(&mut self.sheet.worksheet, &rule)?;
        let how = locale.of(
            "Ô trắng: ghi điểm, hoặc Đạt/Không đạt. Ô xám nhạt: chương trình tính từ số liệu, để trống; chỉ ghi khi chấm khác kết quả tính và phải nêu lý do. Ô xám đậm: bước ấy không chấm. Không sửa cột “Mã” và dòng tiêu đề.",
            "White cells: points, or met and not met. Light grey: computed from facts, leave it empty; a mark there departs from the result and needs a reason. Dark grey: not marked in that stage. Leave the column “Id” and the headings as they are.",
        );
        self.sheet.across(5, whole, how, &style::remark(), SIZE)?;
        let marker = match self.whose {
            Whose::Anybody(_) => locale.of("Người chấm (ghi họ tên):", "Marked by (name):"),
            Whose::Again(_) => locale.of("Đoàn phúc tra (ghi tên):", "Re-inspected by (name):"),
        };
        let format = style::line().set_bold().set_align(FormatAlign::Right);
        self.sheet.across(
            scores::MARKERS,
            (0, scores::EVIDENCE),
            marker,
            &format,
            SIZE,
        )?;
        self.sheet.height(scores::MARKERS, 24)?;
        let headings = score_headings(locale);
        let (fixed, reason) = headings.split_at(usize::from(scores::EVIDENCE) + 1);
        for (at, heading) in (0_u16..).zip(fixed) {
            self.heading(at, heading)?;
        }
        for (at, stage) in self.stages.clone().into_iter().enumerate() {
            let column = scores::marks(at);
            let format = style::words(style::centred());
            let row = scores::MARKERS;
            self.sheet
                .worksheet
                .merge_range(row, column, row, column + 1, "", &format)?;
            self.heading(column, stage_word(self.scheme, stage, locale))?;
            self.heading(column + 1, reason.first().copied().unwrap_or_default())?;
        }
        let stages = self.stages.iter();
        let stages = stages.map(|at| stage_word(self.scheme, *at, locale));
        let narrow = stages.map(|stage| (stage, MARK_WIDTH - 1));
        let cells = (0_u16..).zip(fixed);
        let cells = cells.map(|(at, heading)| (*heading, self.sheet.width(at)));
        let tallest = xlsx::tallest(cells.chain(narrow), SIZE);
        self.height(scores::HEADER, tallest.max(34))?;
        Ok(())
    }

    fn heading(&mut self, column: u16, text: &str) -> Result<(), XlsxError> {
        let format = style::heading();
        self.sheet.text((scores::HEADER, column), text, &format)?;
        Ok(())
    }

    /// Gives a row of the table its height, in points.
    fn height(&mut self, row: u32, points: u32) -> Result<(), XlsxError> {
        self.sheet.height(row, points)?;
        self.tall += points;
        Ok(())
    }

    /// The row of a line.
    fn row(at: usize) -> u32 {
        scores::HEADER + 1 + u32::try_from(at).unwrap_or(u32::MAX / 2)
    }

    /// Where the markers sign.
    fn foot(&mut self, row: u32) -> Result<(), XlsxError> {
        let locale = self.locale;
        let day = locale.of("…………, ngày …… tháng …… năm ………", "…………………, date ……………………");
        let format = style::remark().set_align(FormatAlign::Center);
        let right = (scores::BASIS, self.last);
        self.sheet.across(row + 1, right, day, &format, SIZE)?;
        let format = style::line().set_bold().set_align(FormatAlign::Center);
        let signs = match self.whose {
            Whose::Anybody(_) => locale.of("NGƯỜI CHẤM", "MARKED BY"),
            Whose::Again(_) => locale.of("ĐOÀN PHÚC TRA", "RE-INSPECTED BY"),
        };
        self.sheet.across(row + 2, right, signs, &format, SIZE)?;
        let format = style::remark().set_align(FormatAlign::Center);
        let how = locale.of("(ký, ghi rõ họ tên)", "(signature and name)");
        self.sheet.across(row + 3, right, how, &format, SIZE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_stages_are_read_on_one_page() {
        let stages = [MARK_WIDTH, REASON_WIDTH].repeat(3);
        let widths: Vec<u16> = WIDTHS.into_iter().chain(stages).collect();
        let spread = measure::spread(&widths, 2, LANDSCAPE);
        assert!(spread.breaks.is_empty() && spread.scale > 65, "{spread:?}");
    }

    #[test]
    fn a_last_page_with_little_on_it_is_spared() {
        let room = LANDSCAPE.height;
        assert_eq!(pages(&[50], room - 1), 0);
        assert_eq!(pages(&[50], room + 40), 1);
        assert_eq!(pages(&[50], room + 200), 0);
        assert_eq!(pages(&[50], 2 * room + 100), 2);
    }
}
