//! The guide: what each sheet is for, and every column of the lists with an example. The examples
//! are here and not in the lists, so that an empty list comes back empty.

use rust_xlsxwriter::{FormatAlign, Worksheet, XlsxError};

use super::column::Column;
use crate::locale::Locale;
use crate::roster::forms::FormSheet;
use crate::xlsx::style::{self, SIZE};
use crate::xlsx::{self, Lies, Sheet};

/// The widths of the columns: heading, required, how, example, used for.
const WIDTHS: [u16; 5] = [28, 9, 46, 22, 42];

/// A list that the guide explains.
pub(super) struct Explained<'a> {
    /// The name of its sheet.
    pub(super) name: &'a str,
    /// Its columns.
    pub(super) columns: &'a [Column],
}

/// Writes the guide. `sheets` are the other sheets, each with what it is for.
pub(super) fn sheet(
    sheets: &[(String, String)],
    lists: &[Explained<'_>],
    locale: Locale,
) -> Result<Worksheet, XlsxError> {
    let name = FormSheet::Guide.name(locale);
    let mut sheet = Sheet::new(name, Lies::Landscape, &WIDTHS, locale)?;
    let last = sheet.last();
    let mut row = 0;
    let title = locale.of("HƯỚNG DẪN GHI CÁC BIỂU MẪU", "HOW TO FILL IN THE FORMS");
    sheet.across(row, (0, last), title, &style::title(), 14)?;
    let lines = locale.of(
        [
            "Trang này chỉ để đọc; mọi ví dụ ở đây không được tính là số liệu.",
            "Ghi vào các trang khác của tệp này rồi lưu lại và gửi đi. Không đổi tên cột, không xóa dòng chữ nhỏ “Mẫu DVK-…” ở góc trên: chương trình nhận biết biểu mẫu bằng những chỗ ấy.",
            "Ô để trống nghĩa là chưa có số liệu; số 0 là số không; KAD nghĩa là không được giao nội dung ấy (chỉ ghi ở những cột cho phép).",
        ],
        [
            "This sheet is only to be read; none of its examples is taken for data.",
            "Fill in the other sheets of this file, save it and send it. Leave the headings and the small line “Form DVK-…” in the upper corner as they are: the forms are known by them.",
            "An empty cell is something not reported yet; 0 is zero; n/a is something not assigned to this nominee (where the column allows it).",
        ],
    );
    for text in lines {
        row += 1;
        sheet.across(row, (0, last), text, &style::line(), SIZE)?;
    }
    row += 2;
    sheet.text((row, 0), locale.of("Trang", "Sheet"), &style::heading())?;
    let wide = locale.of("Dùng để", "Is for");
    sheet.across(row, (1, last), wide, &style::heading(), SIZE)?;
    for (name, text) in sheets {
        row += 1;
        sheet.text((row, 0), name, &style::cell().set_bold())?;
        sheet.across(row, (1, last), text, &style::cell(), SIZE)?;
    }
    for list in lists {
        row = table(&mut sheet, row + 2, list, locale)?;
    }
    sheet.worksheet.set_print_fit_to_pages(1, 0);
    Ok(sheet.worksheet)
}

/// The columns of a list, a row each; the last row.
fn table(
    sheet: &mut Sheet,
    row: u32,
    list: &Explained<'_>,
    locale: Locale,
) -> Result<u32, XlsxError> {
    let title = locale.of(
        format!("Các cột của trang “{}”", list.name),
        format!("The columns of the sheet “{}”", list.name),
    );
    let bold = style::line().set_bold();
    sheet.across(row, (0, 4), &title, &bold, SIZE)?;
    let headings = locale.of(
        [
            "Cột",
            "Bắt buộc",
            "Cách ghi",
            "Ví dụ",
            "Dùng cho tiêu chí, minh chứng",
        ],
        ["Column", "Required", "How", "Example", "Used for, evidence"],
    );
    let mut row = row + 1;
    for (at, heading) in (0_u16..).zip(headings) {
        sheet.text((row, at), heading, &style::heading())?;
    }
    sheet.height(row, 34)?;
    let example = style::words(style::cell().set_italic()).set_align(FormatAlign::Center);
    for column in list.columns {
        row += 1;
        let required = match column.required {
            true => locale.of("có", "yes"),
            false => locale.of("không", "no"),
        };
        let used = column.use_in_words(locale);
        let (cell, middle) = (style::cell(), style::centred());
        let cells = [
            (column.heading.as_str(), &cell),
            (required, &middle),
            (&column.how, &cell),
            (&column.example, &example),
            (&used, &cell),
        ];
        for (at, (text, format)) in (0_u16..).zip(cells) {
            sheet.text((row, at), text, format)?;
        }
        let texts = cells.map(|(text, _)| text);
        let height = xlsx::tallest(texts.into_iter().zip(WIDTHS), SIZE);
        sheet.height(row, height)?;
    }
    Ok(row)
}
