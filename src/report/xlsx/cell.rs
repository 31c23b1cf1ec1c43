//! A cell of a table as a spreadsheet has it: a number with its digits, or text that is no formula.

use rust_xlsxwriter::{Format, FormatAlign, XlsxError};

use crate::locale::Locale;
use crate::number::Number;
use crate::text::{looks_like_a_formula, without_controls};
use crate::xlsx::Sheet;

/// The longest text of a cell.
const LONGEST: usize = 32_767;

/// The most digits that the numbers of a spreadsheet keep.
const EXACT_DIGITS: usize = 15;

/// Text that a cell takes, without anything that steers a screen; what is too long ends in the
/// number of characters that were cut, so that it is seen.
pub(super) fn text(text: &str, locale: Locale) -> String {
    let clean = without_controls(text);
    let units = |text: &str| text.encode_utf16().count();
    if units(&clean) <= LONGEST {
        return clean.into_owned();
    }
    let (mut kept, mut used) = (String::new(), 0);
    for letter in clean.chars() {
        used += letter.len_utf16();
        if used > LONGEST - 80 {
            break;
        }
        kept.push(letter);
    }
    let left = clean.chars().count() - kept.chars().count();
    let said: String = locale.of(
        format!("… (còn {left} ký tự, ô Excel không chứa hết)"),
        format!("… ({left} more characters than an Excel cell holds)"),
    );
    kept + said.as_str()
}

/// A number as a table has it, and how a spreadsheet shows it: `None` for what is no number, or has
/// more digits than a spreadsheet keeps.
pub(super) fn number(cell: &str) -> Option<(Number, String)> {
    let (about, signed) = match cell.strip_prefix('≈') {
        Some(rest) => ("\"≈\"", rest),
        None => ("", cell),
    };
    let plain = signed.strip_prefix('+').unwrap_or(signed);
    let digits = plain.strip_prefix('-').unwrap_or(plain);
    let is_number = digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let count = digits.bytes().filter(u8::is_ascii_digit).count();
    if !is_number || count > EXACT_DIGITS {
        return None;
    }
    let number = Number::parse(plain)?;
    let decimals = digits
        .split_once('.')
        .map_or(0, |(_, decimals)| decimals.len());
    let mut shown = format!("{about}0");
    if decimals > 0 {
        shown += &format!(".{}", "0".repeat(decimals));
    }
    if signed.starts_with('+') {
        shown = format!("+{shown};-{shown};{shown}");
    }
    Some((number, shown))
}

/// How a cell of a number looks: to the right, and as the language writes numbers, where the
/// spreadsheet lets a cell have a language.
pub(super) fn numeric(format: &Format, shown: &str, locale: Locale) -> Format {
    let language = locale.of("[$-42A]", "");
    let parts: Vec<_> = shown
        .split(';')
        .map(|part| format!("{language}{part}"))
        .collect();
    let format = format.clone().set_num_format(parts.join(";"));
    format.set_align(FormatAlign::Right).set_indent(1)
}

/// Writes a cell over some columns of a row.
///
/// # Errors
/// More than a sheet holds.
pub(super) fn write(
    sheet: &mut Sheet,
    (row, first, last): (u32, u16, u16),
    (cell, is_number): (&str, bool),
    format: &Format,
    locale: Locale,
) -> Result<(), XlsxError> {
    if first < last {
        sheet
            .worksheet
            .merge_range(row, first, row, last, "", format)?;
    }
    match number(cell).filter(|_| is_number) {
        Some((number, shown)) => {
            sheet.number((row, first), &number, &numeric(format, &shown, locale))
        }
        None => {
            let shown = text(cell, locale);
            let format = match (is_number, looks_like_a_formula(&shown)) {
                (true, _) => format.clone().set_align(FormatAlign::Right).set_indent(1),
                (_, true) => format.clone().set_quote_prefix(),
                _ => format.clone(),
            };
            sheet.text((row, first), &shown, &format)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_digits_and_signs() {
        let shown = |cell| number(cell).map(|(number, shown)| (number.to_string(), shown));
        let of = |number: &str, shown: &str| Some((number.to_owned(), shown.to_owned()));
        assert_eq!(shown("92.50"), of("92.5", "0.00"));
        assert_eq!(shown("+2.00"), of("2", "+0.00;-0.00;0.00"));
        assert_eq!(shown("≈9.33"), of("9.33", "\"≈\"0.00"));
        assert_eq!(shown("-3"), of("-3", "0"));
        for text in ["", "-", "(9.00)", "=1", "1.2345678901234567", "1e5", "đạt"] {
            assert_eq!(shown(text), None, "{text}");
        }
    }

    #[test]
    fn a_text_that_no_cell_holds_says_what_was_cut() {
        let long = "ề".repeat(40_000);
        let cell = text(&long, Locale::Vi);
        assert!(cell.encode_utf16().count() <= LONGEST);
        assert!(
            cell.contains("(còn 7313 ký tự"),
            "{}",
            &cell[cell.len() - 80..]
        );
        assert_eq!(text("a\u{202e}b", Locale::Vi), "ab");
    }
}
