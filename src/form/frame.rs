//! What is around the table of a form: by what it is known, and of a list whose paper it is above, and
//! who signs below.

use rust_xlsxwriter::{Format, FormatAlign, XlsxError};

use super::column::Column;
use crate::locale::Locale;
use crate::office::Office;
use crate::roster::forms::{FormSheet, lists};
use crate::scheme::Form;
use crate::xlsx::Sheet;
use crate::xlsx::measure::pixels;
use crate::xlsx::style::{self, SIZE};

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
    /// Whose form it has, where the office does not say.
    pub(super) paper: Form,
}

/// What is to be filled in by hand.
const BLANK: &str = "………………………";

/// The rows that the signatures take with the room for them, and the empty row before them.
pub(super) const FOOT: u32 = 4;

/// Writes the lines above a table over some columns; `mark` is the form's own.
pub(super) fn above(
    sheet: &mut Sheet,
    head: &Head<'_>,
    (first, last): (u16, u16),
    office: &Office,
    locale: Locale,
) -> Result<(), XlsxError> {
    mark(sheet, head.form, head.scheme, locale)?;
    let general = office.general();
    let form = general.form.unwrap_or(head.paper);
    let superior = general.superior.as_ref().map(|it| it.to_uppercase());
    // The list is the unit's own: the office knows what is above both, and not who fills it in.
    let left = [
        superior.as_deref().unwrap_or(BLANK),
        locale.of("ĐƠN VỊ: ………………………", "UNIT: ………………………"),
        if form == Form::Party { "*" } else { "" },
    ];
    let place = general.place.as_deref().unwrap_or("……………");
    let day = locale.of(
        format!("{place}, ngày …… tháng …… năm ………"),
        format!("{place}, date ……………………"),
    );
    let mut right = form.letterhead(locale).to_vec();
    right.resize(2, "");
    right.push(&day);
    let middle = middle(sheet, first, last);
    let plain = || style::letters(12).set_align(FormatAlign::Center);
    for (at, (left, right)) in left.into_iter().zip(right).enumerate() {
        let left_format = if at == 0 { plain() } else { plain().set_bold() };
        let right_format = match at {
            2 => plain().set_italic(),
            _ => plain().set_bold(),
        };
        let row = 1 + u32::try_from(at).unwrap_or_default();
        sheet.across(row, (first, middle), left, &left_format, 12)?;
        sheet.across(row, (middle + 1, last), right, &right_format, 12)?;
    }
    let to = general.issuer.as_deref().unwrap_or(BLANK);
    let to = locale.of(format!("Kính gửi: {to}"), format!("To: {to}"));
    let how = locale.of(
        "Mỗi đối tượng (đơn vị) ghi một dòng; thiếu dòng thì chèn thêm vào giữa bảng. Cột có dấu * là bắt buộc. Chọn một ô để xem cách ghi; xem thêm trang “Hướng dẫn”. Không sửa dòng tiêu đề.",
        "One row each; insert more inside the table. Columns with * are required. Choose a cell to see how it is filled in; see the sheet “Guide”. Leave the headings as they are.",
    );
    let lines: [(&str, &Format, u32); 4] = [
        (head.title, &style::title(), 14),
        (head.subtitle, &style::subtitle(), 12),
        (&to, &plain(), 12),
        (how, &style::remark(), SIZE),
    ];
    (4..)
        .zip(lines)
        .try_for_each(|(row, (text, format, points))| {
            sheet.across(row, (first, last), text, format, points)
        })
}

/// Writes the lines below a table, after an empty row. Nothing is merged there, and cells are as those
/// of the table: lists may become longer, and a spreadsheet pastes nothing over merged cells.
pub(super) fn below(
    sheet: &mut Sheet,
    row: u32,
    (first, last): (u16, u16),
    columns: &[Column],
    locale: Locale,
) -> Result<(), XlsxError> {
    let middle = middle(sheet, first, last);
    let formats = [style::line().set_bold(), style::remark()];
    for ((at, texts), format) in (row + 1..).zip(lists::foot(locale)).zip(formats) {
        let format = format.unset_text_wrap();
        let across = |column: u16| {
            let holds = columns.get(usize::from(column).wrapping_sub(1));
            let format = format.clone();
            let format = holds.map_or(format.clone(), |it| it.holds.format(format, locale));
            format.set_align(FormatAlign::CenterAcross)
        };
        for column in first..=last {
            sheet.blank((at, column), &across(column))?;
        }
        for (column, text) in [first, middle + 1].into_iter().zip(texts) {
            sheet.text((at, column), text, &across(column))?;
        }
    }
    Ok(())
}

/// Writes by what a form is known into its corner: people read its number, and not the scheme's id.
pub(super) fn mark(
    sheet: &mut Sheet,
    form: FormSheet,
    scheme: &str,
    locale: Locale,
) -> Result<(), XlsxError> {
    let shown = format!(";;;\"{}\"", form.number(locale));
    let format = style::mark().set_num_format(shown);
    sheet.text((0, 0), &form.mark(scheme, locale), &format)
}

/// The column that ends the left half.
fn middle(sheet: &Sheet, first: u16, last: u16) -> u16 {
    let whole: u32 = (first..=last).map(|at| pixels(sheet.width(at))).sum();
    let mut used = 0;
    let is_left = |at: &u16| {
        used += pixels(sheet.width(*at));
        used * 2 <= whole
    };
    let left = (first..last).take_while(is_left).last();
    left.unwrap_or(first)
}
