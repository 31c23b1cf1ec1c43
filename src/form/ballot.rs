//! The ballot for an award, and the sheet by which opinions are asked: paper to be written on.

use rust_xlsxwriter::{Format, FormatAlign, Worksheet, XlsxError};

use super::page::{self, Lies};
use super::style::{self, SIZE};
use crate::locale::Locale;
use crate::roster::forms::FormSheet;
use crate::scheme::{Award, Ballot, Paper, Scheme, Vote};

/// So many nominees stand on a ballot, on one page.
const LINES: u32 = 20;

/// The height of a nominee's line, in points.
const LINE: u32 = 26;

/// Where the table's headings stand.
const HEADER: u32 = 8;

/// What the sheet is called: a secret vote is cast by ballot, an open one is asked for on paper
/// only of those who are absent.
pub(super) fn name(vote: &Vote, locale: Locale) -> &'static str {
    match vote.ballot {
        Ballot::Secret => FormSheet::Ballot.name(locale),
        Ballot::Open => locale.of("Phiếu lấy ý kiến", "Opinion sheet"),
    }
}

/// Writes the ballot for an award.
pub(super) fn sheet(
    name: &str,
    (scheme, award, vote): (&Scheme, &Award, &Vote),
    locale: Locale,
) -> Result<Worksheet, XlsxError> {
    let mut sheet = page::sheet(name, Lies::Portrait, locale)?;
    let columns = columns(scheme, vote, locale);
    let widths: Vec<u16> = columns.iter().map(|(_, width)| *width).collect();
    let last = u16::try_from(widths.len() - 1).unwrap_or(u16::MAX);
    for (at, width) in (0_u16..).zip(&widths) {
        sheet.set_column_width(at, *width)?;
    }
    let is_secret = vote.ballot == Ballot::Secret;
    let mark = FormSheet::Ballot.mark(&scheme.id, locale);
    sheet.write_string_with_format(0, 0, mark, &style::mark())?;
    letterhead(&mut sheet, 1, (1, 2, last), award.paper, &widths, locale)?;
    let centre = |format: Format| format.set_align(FormatAlign::Center);
    let mut line = |row, text: &str, format: &Format, points| {
        page::across(&mut sheet, row, (0, last), text, format, (&widths, points))
    };
    let title = if is_secret {
        locale.of("PHIẾU BẦU", "BALLOT")
    } else {
        locale.of("PHIẾU LẤY Ý KIẾN", "OPINION SHEET")
    };
    line(4, title, &style::title(), 14)?;
    let about = locale.of(
        format!("Đề nghị tặng {}", award.title.get(locale)),
        format!("Proposed for: {}", award.title.get(locale)),
    );
    line(5, &about, &style::subtitle(), 12)?;
    line(6, scheme.title.get(locale), &centre(style::remark()), SIZE)?;
    let how = locale.of(
        "Đồng chí đánh dấu X vào một ô cho mỗi đối tượng.",
        "Mark one box with X for each nominee.",
    );
    line(7, how, &centre(style::line()), SIZE)?;
    for (at, (heading, _)) in (0_u16..).zip(&columns) {
        sheet.write_string_with_format(HEADER, at, heading, &style::heading())?;
    }
    let headings = columns.iter();
    let headings = headings.map(|(heading, width)| (heading.as_str(), width - 1));
    sheet.set_row_height(HEADER, page::tallest(headings, SIZE).max(34))?;
    for number in 1..=LINES {
        let row = HEADER + number;
        sheet.write_number_with_format(row, 0, number, &style::centred())?;
        for column in 1..=last {
            sheet.write_blank(row, column, &style::cell())?;
        }
        sheet.set_row_height(row, LINE)?;
    }
    foot(&mut sheet, HEADER + LINES + 1, is_secret, &widths, locale)?;
    sheet.set_print_fit_to_pages(1, 1);
    sheet.set_print_center_horizontally(true);
    Ok(sheet)
}

/// The columns with their widths; as many boxes as there are answers.
fn columns(scheme: &Scheme, vote: &Vote, locale: Locale) -> Vec<(String, u16)> {
    let mut columns = vec![
        (locale.of("STT", "No.").to_owned(), 6),
        (
            locale
                .of("Tên tập thể, cá nhân", "Name of the nominee")
                .to_owned(),
            28,
        ),
        (locale.of("Đơn vị", "Unit").to_owned(), 22),
        (locale.of("Tán thành", "Agree").to_owned(), 9),
        (locale.of("Không tán thành", "Disagree").to_owned(), 10),
        (locale.of("Không ý kiến", "No opinion").to_owned(), 9),
    ];
    if let Some(lower) = vote.downgrade.map(|lower| lower.to) {
        let lower = scheme.awards[lower].title.get(locale);
        let heading = locale.of(
            format!("Hạ xuống: {lower}"),
            format!("Downgrade to: {lower}"),
        );
        columns.push((heading, 17));
    }
    columns
}

/// The two heads of a paper: the body on the left, the Party or the State on the right.
pub(super) fn letterhead(
    sheet: &mut Worksheet,
    row: u32,
    (left, right, last): (u16, u16, u16),
    paper: Paper,
    widths: &[u16],
    locale: Locale,
) -> Result<(), XlsxError> {
    let bold = style::letters(12).set_bold().set_align(FormatAlign::Center);
    let body = locale.of("HỘI ĐỒNG ……………………", "COUNCIL ……………………");
    let (first, second) = match paper {
        Paper::Party => ("ĐẢNG CỘNG SẢN VIỆT NAM", ""),
        Paper::State => (
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
        ),
    };
    page::across(sheet, row, (right, last), first, &bold, (widths, 12))?;
    page::across(sheet, row, (0, left), body, &bold, (widths, 12))?;
    if !second.is_empty() {
        page::across(sheet, row + 1, (right, last), second, &bold, (widths, 12))?;
    }
    Ok(())
}

/// What stands below the table.
fn foot(
    sheet: &mut Worksheet,
    row: u32,
    is_secret: bool,
    widths: &[u16],
    locale: Locale,
) -> Result<(), XlsxError> {
    let last = u16::try_from(widths.len() - 1).unwrap_or(u16::MAX);
    let how = if is_secret {
        locale.of(
            "Phiếu kín: không ghi tên, không ký. Đối tượng không được đánh dấu hoặc được đánh dấu từ hai ô trở lên là không hợp lệ đối với đối tượng ấy.",
            "Secret: no name, no signature. A nominee with no box marked, or with several, is an invalid vote on that nominee.",
        )
    } else {
        locale.of(
            "Dùng để lấy ý kiến bằng văn bản của thành viên vắng mặt; người cho ý kiến ký, ghi rõ họ tên.",
            "For the written opinion of members who are absent; to be signed.",
        )
    };
    page::across(sheet, row, (0, last), how, &style::remark(), (widths, SIZE))?;
    if is_secret {
        return Ok(());
    }
    let format = style::line().set_bold().set_align(FormatAlign::Center);
    let signs = locale.of("NGƯỜI CHO Ý KIẾN", "SIGNED BY");
    page::across(sheet, row + 1, (2, last), signs, &format, (widths, SIZE))?;
    let format = style::remark().set_align(FormatAlign::Center);
    let how = locale.of("(ký, ghi rõ họ tên)", "(signature and name)");
    page::across(sheet, row + 2, (2, last), how, &format, (widths, SIZE))
}
