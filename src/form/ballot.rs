//! The ballot for an award, and the sheet by which opinions are asked: paper to be written on.

use rust_xlsxwriter::{Format, FormatAlign, Worksheet, XlsxError};

use super::frame;
use crate::locale::Locale;
use crate::roster::forms::FormSheet;
use crate::scheme::{Award, Ballot, Form, Scheme, Vote};
use crate::xlsx::style::{self, SIZE};
use crate::xlsx::{self, Lies, Sheet};

/// How many nominees a ballot has, on one page.
const LINES: u32 = 20;

/// The height of a nominee's line, in points.
const LINE: u32 = 26;

/// The row of the table's headings.
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
    let columns = columns(scheme, vote, locale);
    let widths: Vec<u16> = columns.iter().map(|(_, width)| *width).collect();
    let mut sheet = Sheet::new(name, Lies::Portrait, &widths, locale)?;
    let last = sheet.last();
    let is_secret = vote.ballot == Ballot::Secret;
    frame::mark(&mut sheet, FormSheet::Ballot, &scheme.id, locale)?;
    letterhead(&mut sheet, 1, (1, 2), award.paper, locale)?;
    let centre = |format: Format| format.set_align(FormatAlign::Center);
    let mut line = |row, text: &str, format: &Format, points| {
        sheet.across(row, (0, last), text, format, points)
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
        sheet.text((HEADER, at), heading, &style::heading())?;
    }
    let headings = columns.iter();
    let headings = headings.map(|(heading, width)| (heading.as_str(), width - 1));
    sheet.height(HEADER, xlsx::tallest(headings, SIZE).max(34))?;
    for number in 1..=LINES {
        let row = HEADER + number;
        sheet.blank_row(row, &style::cell())?;
        sheet.number((row, 0), &number.into(), &style::centred())?;
        sheet.height(row, LINE)?;
    }
    foot(&mut sheet, HEADER + LINES + 1, is_secret, locale)?;
    sheet.worksheet.set_print_fit_to_pages(1, 1);
    sheet.worksheet.set_print_center_horizontally(true);
    Ok(sheet.worksheet)
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
    if let Some(lower) = vote.downgrade.as_ref().map(|lower| lower.to) {
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
    sheet: &mut Sheet,
    row: u32,
    (left, right): (u16, u16),
    paper: Form,
    locale: Locale,
) -> Result<(), XlsxError> {
    let bold = style::letters(12).set_bold().set_align(FormatAlign::Center);
    let last = sheet.last();
    let body = locale.of("HỘI ĐỒNG ……………………", "COUNCIL ……………………");
    for (line, text) in (row..).zip(paper.letterhead(locale)) {
        sheet.across(line, (right, last), text, &bold, 12)?;
    }
    sheet.across(row, (0, left), body, &bold, 12)
}

/// What is below the table.
fn foot(sheet: &mut Sheet, row: u32, is_secret: bool, locale: Locale) -> Result<(), XlsxError> {
    let last = sheet.last();
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
    sheet.across(row, (0, last), how, &style::remark(), SIZE)?;
    if is_secret {
        return Ok(());
    }
    let format = style::line().set_bold().set_align(FormatAlign::Center);
    let signs = locale.of("NGƯỜI CHO Ý KIẾN", "SIGNED BY");
    sheet.across(row + 1, (2, last), signs, &format, SIZE)?;
    let format = style::remark().set_align(FormatAlign::Center);
    let how = locale.of("(ký, ghi rõ họ tên)", "(signature and name)");
    sheet.across(row + 2, (2, last), how, &format, SIZE)
}
