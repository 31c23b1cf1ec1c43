//! From the bytes of a workbook to its sheets.

use std::sync::Arc;

use super::limits::{Budget, MOST_SHEETS, MOST_UNPACKED, Refusal};
use super::sheet::RawSheet;
use super::worksheet::Worksheet;
use super::{biff, cluster, excel, layout, ods, package, xlsx_parts};
use crate::diagnostic::{Diagnostics, Place};
use crate::locale::Locale;
use crate::table::forms::FormSheet;
use crate::table::known_names::KnownNames;
use crate::table::problem::SheetProblem;
use crate::zipped::Unzipped;

/// Every sheet of a workbook that is of use. What is wrong with the workbook or worth telling of
/// its sheets is reported. `names` is what the parts of the schemes are called: by it a list is told
/// from a note. A text that is laid out as a sheet is a workbook of one. What the workbook takes
/// comes off the `budget` of all that are read together.
pub fn worksheets(
    name: &str,
    bytes: &[u8],
    names: &KnownNames,
    budget: &mut Budget,
    diagnostics: &mut Diagnostics,
) -> Vec<Worksheet> {
    if is_text(name) {
        let sheet = cluster::read(name, bytes, diagnostics);
        let known =
            sheet.and_then(|sheet| Worksheet::understand(&name.into(), sheet, names, diagnostics));
        return known.into_iter().collect();
    }
    let Some(sheets) = raw_sheets(name, bytes, budget, diagnostics) else {
        return Vec::new();
    };
    let is_empty = sheets.iter().all(|sheet| sheet.cells.is_empty());
    if is_empty {
        diagnostics.report(Place::File(name.into()), SheetProblem::Empty {});
    }
    let are_forms = sheets.iter().any(|sheet| layout::form(sheet).is_some());
    let is_paper = |sheet: &RawSheet| match layout::form(sheet) {
        Some(form) => !form.sheet.is_read(),
        // The guide and the words of the lists that come with the forms bear no mark.
        None => are_forms && is_beside_forms(&sheet.title),
    };
    let filled = sheets
        .into_iter()
        .filter(|sheet| !sheet.cells.is_empty() && !is_paper(sheet));
    let known = filled.filter_map(|sheet| {
        let file: Arc<str> = format!("{name}:{}", sheet.title).into();
        Worksheet::understand(&file, sheet, names, diagnostics)
    });
    known.collect()
}

/// The sheets of a workbook as they are. What is wrong with the workbook is reported, and that sheets
/// with macros are not read.
pub(crate) fn raw_sheets(
    name: &str,
    bytes: &[u8],
    budget: &mut Budget,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<RawSheet>> {
    let is_first = *budget == Budget::default();
    match sheets(bytes, budget) {
        Ok(read) => {
            for title in read.macros {
                let place = Place::File(format!("{name}:{title}").into());
                diagnostics.report(place, SheetProblem::Macro {});
            }
            Some(read.sheets)
        }
        Err(refusal) => {
            let problem = match refusal {
                Refusal::TooLarge if !is_first && is_used_up(budget) => {
                    SheetProblem::AllTooLarge {}
                }
                refusal => SheetProblem::of(refusal),
            };
            diagnostics.report(Place::File(name.into()), problem);
            None
        }
    }
}

/// Whether other workbooks left less than one alone may take.
fn is_used_up(budget: &Budget) -> bool {
    budget.unpacked < MOST_UNPACKED || budget.memory < Budget::default().memory
}

/// Whether a file is a text by its ending.
fn is_text(name: &str) -> bool {
    let ending = name
        .rsplit_once('.')
        .map(|(_, ending)| ending.to_lowercase());
    matches!(ending.as_deref(), Some("csv" | "tsv"))
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
fn sheets(bytes: &[u8], budget: &mut Budget) -> Result<Sheets, Refusal> {
    let mut macros = Vec::new();
    let mut sheets = if bytes.starts_with(b"PK") {
        let mut unzipped = Unzipped::open(bytes, &mut budget.unpacked)?;
        if unzipped.has("content.xml") {
            ods::read(&mut unzipped, budget.memory)?
        } else {
            let package = package::repacked(&mut unzipped)?;
            drop(unzipped);
            macros = package.macros;
            let bytes = package.bytes;
            // What was unpacked and packed anew is unpacked a second time.
            let mut again = MOST_UNPACKED;
            let mut unzipped = Unzipped::open(&bytes, &mut again)?;
            xlsx_parts::check(&mut unzipped)?;
            excel::read_new(&bytes, xlsx_parts::beside(&mut unzipped)?, budget.memory)?
        }
    } else if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        excel::read_old(biff::open(bytes)?)?
    } else {
        return Err(Refusal::Broken);
    };
    if sheets.len() > MOST_SHEETS {
        return Err(Refusal::TooLarge);
    }
    let weight = sheets.iter().map(RawSheet::weight).sum();
    let left = budget.memory.checked_sub(weight);
    budget.memory = left.ok_or(Refusal::TooLarge)?;
    sheets.iter_mut().for_each(RawSheet::settle);
    Ok(Sheets { sheets, macros })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::zipped::Packed;

    #[test]
    fn workbooks_share_one_budget_and_the_one_is_named_that_passes_it() {
        let row = "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>Mã</text:p></table:table-cell></table:table-row>";
        let content = format!("<a><table:table table:name=\"A\">{row}</table:table></a>");
        let mut packed = Packed::default();
        packed
            .add("content.xml", &content)
            .expect("it can be packed");
        let book = packed.finish().expect("it can be packed");
        let all = Budget::default();
        let of_unpacked = Budget {
            unpacked: content.len() as u64 * 3 - 1,
            ..all.clone()
        };
        let mut alone = all.clone();
        sheets(&book, &mut alone).expect("it is sound");
        let of_memory = Budget {
            memory: (all.memory - alone.memory) * 3 - 1,
            ..all
        };
        for mut budget in [of_unpacked, of_memory] {
            let mut found = Diagnostics::new();
            for name in ["1.ods", "2.ods", "3.ods"] {
                worksheets(name, &book, &KnownNames::default(), &mut budget, &mut found);
            }
            let refused = found.sorted().into_iter();
            let refused = refused.filter(|it| it.code == "workbook-too-large");
            let refused: Vec<_> = refused
                .map(|it| (it.place.file(), it.message.get(Locale::En)))
                .collect();
            assert!(
                matches!(refused[..], [("3.ods", words)] if words.contains("up to this one")),
                "{refused:?}"
            );
        }
    }
}
