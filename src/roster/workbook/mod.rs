//! Workbooks (`.xlsx`, `.ods`, `.xls`): each sheet a table of addressed cells.
//!
//! A workbook comes from anywhere, and its formats let a small file stand for endless cells. So it
//! goes through three doors: what it says of its size is checked, and what it holds is measured
//! ([`unzipped`], [`parts`], [`biff`]); its cells are read ([`office`], [`ods`]) into sheets without
//! meaning ([`raw`]); and each sheet is told by its first cell, its headings or its name what it is for
//! ([`shape`]), and is a table then: a list ([`list_sheet`]) or the marks of one nominee
//! ([`score_sheet`]).

mod aside;
mod biff;
mod list_sheet;
mod ods;
mod office;
mod parts;
mod quiet;
mod raw;
mod score_sheet;
mod shape;
mod unzipped;
mod value;
mod worksheet;

pub use quiet::is_quiet;
pub(super) use raw::Value;
pub(super) use worksheet::Figure;
pub use worksheet::Worksheet;

use std::sync::Arc;

use self::raw::RawSheet;
use self::unzipped::Unzipped;
use super::forms::FormSheet;
use super::problem::SheetProblem;
use crate::diagnostic::{Diagnostics, Place};
use crate::locale::Locale;

/// The last row and column that a workbook may have, from 0: those of today's Excel.
const LAST_ROW: u32 = 1_048_575;
const LAST_COLUMN: u32 = 16_383;

/// So many cells a sheet may have.
const MOST_CELLS: usize = 4_000_000;

/// So much memory the cells of a workbook may take, in bytes. Longer lists come as `.csv`, which
/// is read row by row.
const MOST_MEMORY: usize = 400 << 20;

/// So many sheets a workbook may have.
const MOST_SHEETS: usize = 255;

/// The endings of workbooks.
pub(super) const ENDINGS: [&str; 4] = ["xlsx", "xlsm", "xls", "ods"];

/// Why a workbook is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Refusal {
    /// It is none, or damaged.
    Broken,
    /// It cannot be opened without a password.
    Password,
    /// It unpacks to more than is read.
    TooLarge,
}

/// Every sheet of a workbook that is of use. What is wrong with the workbook or worth telling of
/// its sheets is reported.
pub fn worksheets(name: &str, bytes: &[u8], diagnostics: &mut Diagnostics) -> Vec<Worksheet> {
    let sheets = match sheets(bytes) {
        Ok(sheets) => sheets,
        Err(refusal) => {
            let place = Place::File(name.into());
            match refusal {
                Refusal::Broken => diagnostics.report(place, SheetProblem::Broken {}),
                Refusal::Password => diagnostics.report(place, SheetProblem::Password {}),
                Refusal::TooLarge => diagnostics.report(place, SheetProblem::TooLarge {}),
            }
            return Vec::new();
        }
    };
    let is_empty = sheets.iter().all(|sheet| sheet.cells.is_empty());
    if is_empty {
        diagnostics.report(Place::File(name.into()), SheetProblem::Empty {});
    }
    let are_forms = sheets.iter().any(|sheet| shape::form(sheet).is_some());
    let is_paper = |sheet: &RawSheet| match shape::form(sheet) {
        Some(form) => form.sheet.header_row().is_none(),
        // The guide and the words of the lists that come with the forms bear no mark.
        None => are_forms && is_beside_forms(&sheet.title),
    };
    let filled = sheets
        .into_iter()
        .filter(|sheet| !sheet.cells.is_empty() && !is_paper(sheet));
    let known = filled.filter_map(|sheet| {
        let file: Arc<str> = format!("{name}:{}", sheet.title).into();
        Worksheet::understand(&file, sheet, diagnostics)
    });
    known.collect()
}

/// Whether a sheet that comes with blank forms holds nothing to be read.
fn is_beside_forms(title: &str) -> bool {
    let idle = [FormSheet::Guide, FormSheet::Lists];
    idle.iter().any(|form| {
        let mut names = Locale::ALL.into_iter().map(|locale| form.name(locale));
        names.any(|name| title.starts_with(name))
    })
}

/// The sheets of a workbook, told by its bytes which kind it is: endings are changed by hand.
fn sheets(bytes: &[u8]) -> Result<Vec<RawSheet>, Refusal> {
    let mut sheets = if bytes.starts_with(b"PK") {
        let mut unzipped = Unzipped::open(bytes)?;
        if unzipped.has("content.xml") {
            ods::read(&mut unzipped)?
        } else {
            parts::check(&mut unzipped)?;
            let beside = parts::beside(&mut unzipped)?;
            office::read_new(bytes, beside)?
        }
    } else if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        office::read_old(biff::open(bytes)?)?
    } else {
        return Err(Refusal::Broken);
    };
    if sheets.len() > MOST_SHEETS {
        return Err(Refusal::TooLarge);
    }
    sheets.iter_mut().for_each(RawSheet::settle);
    Ok(sheets)
}

/// Whether a number format shows a hundredfold with `%`: one in quotes is only a letter.
fn is_percent(format: &str) -> bool {
    let mut letters = format.chars();
    let mut is_quoted = false;
    while let Some(letter) = letters.next() {
        match letter {
            '"' => is_quoted = !is_quoted,
            '\\' | '_' | '*' if !is_quoted => {
                letters.next();
            }
            '%' if !is_quoted => return true,
            _ => {}
        }
    }
    false
}

/// The letters of a column, from 0: `A`, `Z`, `AA`.
pub(crate) fn column_letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut left = column;
    loop {
        let letter = u8::try_from(left % 26).unwrap_or_default();
        letters.push(char::from(b'A' + letter));
        match (left / 26).checked_sub(1) {
            Some(next) => left = next,
            None => break,
        }
    }
    letters.into_iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        for (column, letters) in [
            (0, "A"),
            (25, "Z"),
            (26, "AA"),
            (701, "ZZ"),
            (702, "AAA"),
            (LAST_COLUMN, "XFD"),
        ] {
            assert_eq!(column_letters(column), letters);
        }
    }

    #[test]
    fn a_percent_sign_in_quotes_is_a_letter() {
        assert!(is_percent("0%") && is_percent("0.00 %") && is_percent("[Red]0%;-0%"));
        assert!(!is_percent("0.0\"%\"") && !is_percent("0.0\\%") && !is_percent("General"));
    }
}
