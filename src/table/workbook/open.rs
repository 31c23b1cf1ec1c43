//! From the bytes of a workbook to its sheets.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::limits::{MOST_SHEETS, Refusal};
use super::sheet::RawSheet;
use super::unzipped::Unzipped;
use super::worksheet::Worksheet;
use super::{biff, excel, layout, ods, package, xlsx_parts};
use crate::diagnostic::{Diagnostics, Place};
use crate::locale::Locale;
use crate::table::forms::FormSheet;
use crate::table::problem::SheetProblem;

/// Every sheet of a workbook that is of use. What is wrong with the workbook or worth telling of
/// its sheets is reported. `facts` is what columns of facts may be called, without accents: by it a
/// list is told from a note.
pub fn worksheets(
    name: &str,
    bytes: &[u8],
    facts: &BTreeSet<String>,
    diagnostics: &mut Diagnostics,
) -> Vec<Worksheet> {
    let sheets = match sheets(bytes) {
        Ok(read) => {
            for title in read.macros {
                let place = Place::File(format!("{name}:{title}").into());
                diagnostics.report(place, SheetProblem::Macro {});
            }
            read.sheets
        }
        Err(refusal) => {
            let place = Place::File(name.into());
            match refusal {
                Refusal::Broken => diagnostics.report(place, SheetProblem::Broken {}),
                Refusal::Password => diagnostics.report(place, SheetProblem::Password {}),
                Refusal::TooLarge => diagnostics.report(place, SheetProblem::TooLarge {}),
                Refusal::TooManyStyles => diagnostics.report(place, SheetProblem::TooManyStyles {}),
            }
            return Vec::new();
        }
    };
    let is_empty = sheets.iter().all(|sheet| sheet.cells.is_empty());
    if is_empty {
        diagnostics.report(Place::File(name.into()), SheetProblem::Empty {});
    }
    let are_forms = sheets.iter().any(|sheet| layout::form(sheet).is_some());
    let is_paper = |sheet: &RawSheet| match layout::form(sheet) {
        Some(form) => form.sheet.header_row().is_none(),
        // The guide and the words of the lists that come with the forms bear no mark.
        None => are_forms && is_beside_forms(&sheet.title),
    };
    let filled = sheets
        .into_iter()
        .filter(|sheet| !sheet.cells.is_empty() && !is_paper(sheet));
    let known = filled.filter_map(|sheet| {
        let file: Arc<str> = format!("{name}:{}", sheet.title).into();
        Worksheet::understand(&file, sheet, facts, diagnostics)
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

/// What a workbook holds.
struct Sheets {
    sheets: Vec<RawSheet>,
    /// The titles of sheets that hold macros and no table.
    macros: Vec<String>,
}

/// The sheets of a workbook, told by its bytes which kind it is: endings are changed by hand.
fn sheets(bytes: &[u8]) -> Result<Sheets, Refusal> {
    let mut macros = Vec::new();
    let mut sheets = if bytes.starts_with(b"PK") {
        let mut unzipped = Unzipped::open(bytes)?;
        if unzipped.has("content.xml") {
            ods::read(&mut unzipped)?
        } else {
            let package = package::repacked(&mut unzipped)?;
            drop(unzipped);
            macros = package.macros;
            let bytes = package.bytes;
            let mut unzipped = Unzipped::open(&bytes)?;
            xlsx_parts::check(&mut unzipped)?;
            excel::read_new(&bytes, xlsx_parts::beside(&mut unzipped)?)?
        }
    } else if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        excel::read_old(biff::open(bytes)?)?
    } else {
        return Err(Refusal::Broken);
    };
    if sheets.len() > MOST_SHEETS {
        return Err(Refusal::TooLarge);
    }
    sheets.iter_mut().for_each(RawSheet::settle);
    Ok(Sheets { sheets, macros })
}
