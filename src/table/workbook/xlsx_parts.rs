//! What an Excel workbook (`.xlsx`) says of its sheets beside their cells: what is hidden, what is
//! merged. It is read where the crate `calamine` does not tell it; and what that crate would take
//! at its word is looked at before.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::limits::{LAST_COLUMN, LAST_ROW, MOST_SHEETS, Refusal};
use super::sheet::{Merged, Span, joined};
use crate::zipped::{Unzipped, attribute, relations_of};

/// So many styles of cells a workbook may have; Excel stops before.
const MOST_STYLES: usize = 100_000;

/// So long what is said of a style may be; Excel stops at 255 letters.
const LONGEST_STYLE: usize = 1_024;

/// What is said of a sheet beside its cells.
#[derive(Debug, Default)]
pub(crate) struct SheetParts {
    pub(crate) hidden_rows: Vec<Span>,
    pub(crate) hidden_columns: Vec<Span>,
    pub(crate) merged: Vec<Merged>,
}

/// What a workbook says beside the cells of its sheets.
#[derive(Debug, Default)]
pub(crate) struct Said {
    /// By the title of the sheet.
    pub(crate) sheets: BTreeMap<String, SheetParts>,
    /// Whether results of formulas are to be calculated anew by whoever opens it: those in the file
    /// are none then, or old ones.
    pub(crate) recalculates: bool,
}

/// Whether there are no more styles than can be: each holds its font and its format.
pub(crate) fn check(unzipped: &mut Unzipped<'_>) -> Result<(), Refusal> {
    for (folder, _) in places(unzipped) {
        if let Some(text) = unzipped.text(&format!("{folder}styles.xml")) {
            check_styles(&text)?;
        }
    }
    Ok(())
}

fn check_styles(text: &str) -> Result<(), Refusal> {
    let mut xml = Reader::from_str(text);
    // Formats of cells and styles with a name are counted each for themselves.
    let mut styles = [0_usize; 2];
    let mut is_named = false;
    loop {
        match xml.read_event().map_err(|_| Refusal::Broken)? {
            Event::Start(e) | Event::Empty(e) => {
                match e.local_name().as_ref() {
                    "xf" => styles[usize::from(is_named)] += 1,
                    "cellXfs" => is_named = false,
                    "cellStyleXfs" => is_named = true,
                    _ => {}
                }
                if styles.iter().any(|styles| *styles > MOST_STYLES) {
                    return Err(Refusal::TooManyStyles);
                }
                for attribute in e.attributes().with_checks(false) {
                    let attribute = attribute.map_err(|_| Refusal::Broken)?;
                    if attribute.value.len() > LONGEST_STYLE {
                        return Err(Refusal::TooLarge);
                    }
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(())
}

/// The folder and the name of the workbook itself, by every relation that may name it.
fn places(unzipped: &mut Unzipped<'_>) -> Vec<(String, String)> {
    let related = relations(unzipped, "_rels/.rels");
    let books = related
        .into_values()
        .filter(|(kind, _)| kind.ends_with("/officeDocument"));
    let place = |(_, target): (String, String)| {
        let target = target.trim_start_matches('/');
        let split = target.rfind('/').map_or(0, |at| at + 1);
        (target[..split].to_owned(), target[split..].to_owned())
    };
    let mut places: Vec<_> = books.map(place).collect();
    places.push(("xl/".to_owned(), "workbook.xml".to_owned()));
    places.dedup();
    places
}

/// What is said beside the cells of each sheet, by its title. Where the workbook does not say in
/// which part a sheet stands, nothing is known: it is no more than worth telling.
pub(crate) fn beside(unzipped: &mut Unzipped<'_>) -> Result<Said, Refusal> {
    let mut said = Said::default();
    let Some((folder, book)) = places(unzipped).into_iter().next() else {
        return Ok(said);
    };
    let mut parts = BTreeSet::new();
    let relations = relations(unzipped, &format!("{folder}_rels/{book}.rels"));
    let text = unzipped.text(&format!("{folder}{book}"));
    let text = text.unwrap_or_default();
    let mut xml = Reader::from_str(&text);
    while let Ok(event) = xml.read_event() {
        match event {
            Event::Start(e) | Event::Empty(e) if e.local_name().as_ref() == "sheet" => {
                let title = attribute(&e, "name").unwrap_or_default();
                let relation = attribute(&e, "id").and_then(|id| relations.get(&id));
                let Some((_, target)) = relation else {
                    continue;
                };
                let part = match target.strip_prefix('/') {
                    Some(part) => part.to_owned(),
                    None => format!("{folder}{target}"),
                };
                // One part for many sheets would be read as often.
                if !parts.insert(part.clone()) || parts.len() > MOST_SHEETS {
                    return Err(Refusal::TooLarge);
                }
                if let Some(text) = unzipped.text(&part) {
                    said.sheets.insert(title, of_sheet(&text));
                }
            }
            Event::Start(e) | Event::Empty(e) if e.local_name().as_ref() == "calcPr" => {
                said.recalculates = is_set(&e, "fullCalcOnLoad");
            }
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(said)
}

/// The relations of a part, by id: kind and target of each.
fn relations(unzipped: &mut Unzipped<'_>, part: &str) -> BTreeMap<String, (String, String)> {
    relations_of(&unzipped.text(part).unwrap_or_default())
}

fn of_sheet(text: &str) -> SheetParts {
    let mut beside = SheetParts::default();
    // Most sheets hide nothing, and then their many cells need not be looked at once more.
    let signs = ["hidden", "zeroHeight", " ht=\"0", "idth=\"0"];
    // Programs write attributes without spaces and with double quotes; others may as well.
    let spellings = [" =", "\t=", "\n=", "\r=", "= ", "='"];
    let mut all = signs.iter().chain(&spellings);
    let hides = all.any(|sign| text.contains(sign));
    let after = text.rfind("sheetData>").unwrap_or(0);
    let text = if hides { text } else { &text[after..] };
    let text = if hides {
        text
    } else {
        text.find('<').map_or("", |at| &text[at..])
    };
    let mut xml = Reader::from_str(text);
    xml.config_mut().check_end_names = false;
    xml.config_mut().allow_unmatched_ends = true;
    let mut row = 0_u32;
    // Rows that say nothing of themselves are as this says.
    let (mut are_hidden, mut are_narrow) = (false, false);
    let mut described = Vec::new();
    while let Ok(event) = xml.read_event() {
        let (Event::Start(e) | Event::Empty(e)) = event else {
            if matches!(event, Event::Eof) {
                break;
            }
            continue;
        };
        match e.local_name().as_ref() {
            "row" => {
                let number = attribute(&e, "r").and_then(|it| it.parse::<u32>().ok());
                row = number.unwrap_or(row.saturating_add(1));
                let says_height =
                    attribute(&e, "ht").is_some() || attribute(&e, "hidden").is_some();
                let is_hidden = is_hidden(&e, "ht") || are_hidden && !says_height;
                if is_hidden && (1..=LAST_ROW + 1).contains(&row) {
                    beside.hidden_rows.push((row - 1, row - 1));
                }
            }
            "sheetFormatPr" => {
                are_hidden = is_set(&e, "zeroHeight");
                are_narrow = is_hidden(&e, "defaultColWidth");
            }
            "col" => {
                let at = |name| attribute(&e, name).and_then(|it| it.parse::<u32>().ok());
                if let (Some(first @ 1..), Some(last)) = (at("min"), at("max")) {
                    let span = (first - 1, last.min(LAST_COLUMN + 1).saturating_sub(1));
                    described.push(span);
                    let is_hidden = is_hidden(&e, "width") && span.0 <= span.1;
                    beside.hidden_columns.extend(is_hidden.then_some(span));
                }
            }
            "mergeCell" => {
                let merged = attribute(&e, "ref");
                beside
                    .merged
                    .extend(merged.and_then(|it| self::merged(&it)));
            }
            _ => {}
        }
    }
    if are_narrow {
        let mut next = 0;
        for (first, last) in joined(described) {
            beside
                .hidden_columns
                .extend((next < first).then(|| (next, first - 1)));
            next = last + 1;
        }
        let rest = next <= LAST_COLUMN;
        beside
            .hidden_columns
            .extend(rest.then_some((next, LAST_COLUMN)));
    }
    beside
}

/// Whether a row or a column is hidden, or has no height or width, which hides it as well.
fn is_hidden(e: &BytesStart<'_>, size: &str) -> bool {
    let size = attribute(e, size).and_then(|size| size.trim().parse::<f64>().ok());
    is_set(e, "hidden") || size.is_some_and(|size| size <= 0.0)
}

fn is_set(e: &BytesStart<'_>, name: &str) -> bool {
    attribute(e, name).is_some_and(|it| it == "1" || it == "true")
}

/// The cells of `B2:C4`.
fn merged(text: &str) -> Option<Merged> {
    let (from, to) = text.split_once(':')?;
    let ((row, column), (last_row, last_column)) = (cell(from)?, cell(to)?);
    (row <= last_row && column <= last_column).then_some(Merged {
        rows: (row, last_row),
        columns: (column, last_column),
    })
}

/// The row and the column of `B2`, from 0.
fn cell(text: &str) -> Option<(u32, u32)> {
    let text = text.replace('$', "");
    let split = text.find(|letter: char| letter.is_ascii_digit())?;
    let (letters, digits) = text.split_at(split);
    let mut column = 0_u32;
    for letter in letters.bytes() {
        let letter = letter
            .to_ascii_uppercase()
            .checked_sub(b'A')
            .filter(|it| *it < 26)?;
        column = column.checked_mul(26)?.checked_add(u32::from(letter) + 1)?;
    }
    let row = digits.parse::<u32>().ok()?.checked_sub(1)?;
    Some((row, column.checked_sub(1)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_known_by_their_letters() {
        assert_eq!(cell("A1"), Some((0, 0)));
        assert_eq!(cell("$AB$12"), Some((11, 27)));
        for none in ["", "A", "1", "A0", "É1", "A1B", "ZZZZZZZZZZ1"] {
            assert_eq!(cell(none), None, "{none}");
        }
    }

    #[test]
    fn what_is_hidden_and_merged_is_found() {
        let sheet = r#"<worksheet><cols><col min="2" max="3" hidden="1"/></cols><sheetData>
            <row r="2" hidden="1"><c r="A2"/></row><row><c/></row></sheetData>
            <mergeCells><mergeCell ref="A1:C1"/></mergeCells></worksheet>"#;
        let known = of_sheet(sheet);
        assert_eq!(known.hidden_rows, [(1, 1)]);
        assert_eq!(known.hidden_columns, [(1, 2)]);
        let of = Merged {
            rows: (0, 0),
            columns: (0, 2),
        };
        assert_eq!(known.merged, [of]);
        let flat = sheet.replace("max=\"3\" hidden=\"1\"", "max=\"3\" width=\"0\"");
        let known = of_sheet(&flat.replace("hidden=\"1\"", "ht=\"0\""));
        assert_eq!(known.hidden_rows, [(1, 1)]);
        assert_eq!(known.hidden_columns, [(1, 2)]);
        let known = of_sheet(&sheet.replace("hidden=\"1\"", ""));
        assert_eq!(known.merged, [of]);
    }
}
