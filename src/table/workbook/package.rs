//! An Excel workbook (`.xlsx`) unpacked once and packed anew: one part a sheet, under names that are
//! known, without what it claims of itself.
//!
//! Whoever reads it afterwards, for what lies beside the cells or for the cells, looks at this copy:
//! names in capitals, prefixes, or two parts of one name cannot show each another workbook.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use quick_xml::Reader;
use quick_xml::escape::escape;
use quick_xml::events::{BytesStart, Event};

use super::limits::{MOST_SHEETS, Refusal};
use crate::zipped::{Packed, Unzipped, attribute, relations_of, resolved};

/// So many texts a workbook may share between its cells.
const MOST_TEXTS: usize = 2_000_000;

/// So many bytes a text may have; Excel stops at 32,767 characters.
const LONGEST_TEXT: usize = 1 << 20;

/// What the kind of a relation of a workbook begins with.
const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The kinds of sheets that the reader of cells knows.
const SHEETS: [&str; 3] = ["worksheet", "chartsheet", "dialogsheet"];

/// A copy of a workbook with the parts that are read.
pub(crate) struct Package {
    /// The copy.
    pub(crate) bytes: Vec<u8>,
    /// The titles of sheets that hold macros and no table, and are not in it.
    pub(crate) macros: Vec<String>,
}

/// Packs a workbook anew.
pub(crate) fn repacked(unzipped: &mut Unzipped<'_>) -> Result<Package, Refusal> {
    let root = unzipped.part("_rels/.rels")?.ok_or(Refusal::Broken)?;
    let mut books = relations_of(&root).into_values();
    let book = books.rfind(|(kind, _)| kind.ends_with("/relationships/officeDocument"));
    let (_, book) = book.ok_or(Refusal::Broken)?;
    let place = resolved("", &book);
    let (folder, name) = place.rsplit_once('/').unwrap_or(("", &place));
    let relations = unzipped.part(&resolved(folder, &format!("_rels/{name}.rels")))?;
    let relations = relations_of(&relations.ok_or(Refusal::Broken)?);
    let workbook = unzipped.part(&place)?.ok_or(Refusal::Broken)?;
    let (mut book, tabs) = tabs(&workbook)?;
    drop(workbook);

    let mut packed = Packed::default();
    let mut told = String::from("<Relationships>");
    let mut parts = BTreeSet::new();
    let mut macros = Vec::new();
    for (at, tab) in tabs.into_iter().enumerate() {
        let related = tab.relation.and_then(|id| relations.get(&id));
        let known = related.and_then(|(kind, target)| {
            let kind = kind.rsplit('/').next()?;
            let known = SHEETS.into_iter().find(|known| *known == kind)?;
            Some((known, target))
        });
        let Some((kind, target)) = known else {
            macros.push(tab.title);
            continue;
        };
        let (id, own) = (format!("rId{at}"), format!("worksheets/sheet{at}.xml"));
        let name = ("name", Some(tab.title));
        element(
            &mut book,
            "sheet",
            &[name, ("state", tab.state), ("id", Some(id.clone()))],
        );
        relation(&mut told, &id, kind, &own);
        let part = resolved(folder, target);
        // One part for many sheets would be read as often.
        if !parts.insert(part.clone()) {
            return Err(Refusal::TooLarge);
        }
        // A chart has no cells.
        if kind == "worksheet"
            && let Some(text) = unzipped.part(&part)?
        {
            packed.add(&format!("xl/{own}"), &text)?;
        }
    }
    told.push_str("</Relationships>");
    book.push_str("</workbook>");
    packed.add("xl/_rels/workbook.xml.rels", &told)?;
    packed.add("xl/workbook.xml", &book)?;
    let mut root = String::from("<Relationships>");
    relation(&mut root, "rId1", "officeDocument", "xl/workbook.xml");
    root.push_str("</Relationships>");
    packed.add("_rels/.rels", &root)?;

    let mut named = |ending: &str, usual: &str| {
        let mut kinds = relations.values();
        let target = kinds.find(|(kind, _)| kind.ends_with(ending));
        let target = target.map_or(usual, |(_, target)| target);
        unzipped.part(&resolved(folder, target))
    };
    if let Some(texts) = named("/sharedStrings", "sharedStrings.xml")? {
        packed.add("xl/sharedStrings.xml", &unclaimed_texts(texts)?)?;
    }
    if let Some(styles) = named("/styles", "styles.xml")? {
        packed.add("xl/styles.xml", &styles)?;
    }
    let bytes = packed.finish()?;
    Ok(Package { bytes, macros })
}

fn relation(told: &mut String, id: &str, kind: &str, target: &str) {
    let kind = format!("{RELATION}/{kind}");
    let added = write!(
        told,
        r#"<Relationship Id="{id}" Type="{kind}" Target="{target}"/>"#
    );
    added.expect("a string takes any text");
}

/// A tab of a workbook.
struct Tab {
    title: String,
    /// Whether it is hidden, and how.
    state: Option<String>,
    /// The id of the relation to its sheet.
    relation: Option<String>,
}

/// The beginning of a workbook anew, without its sheets, and its tabs.
fn tabs(text: &str) -> Result<(String, Vec<Tab>), Refusal> {
    let mut book = String::from("<workbook>");
    let mut tabs = Vec::new();
    let mut titles = BTreeSet::new();
    let mut xml = Reader::from_str(text);
    loop {
        match xml.read_event().map_err(|_| Refusal::Broken)? {
            Event::Start(e) | Event::Empty(e) => match e.local_name().as_ref() {
                "sheet" => {
                    let title = attribute(&e, "name").unwrap_or_default();
                    // Nobody could tell which of two is meant.
                    if !titles.insert(title.clone()) {
                        return Err(Refusal::Broken);
                    }
                    if titles.len() > MOST_SHEETS {
                        return Err(Refusal::TooLarge);
                    }
                    tabs.push(Tab {
                        title,
                        state: attribute(&e, "state"),
                        relation: attribute(&e, "id"),
                    });
                }
                "workbookPr" => copied(&mut book, &e, "workbookPr", "date1904"),
                "calcPr" => copied(&mut book, &e, "calcPr", "fullCalcOnLoad"),
                _ => {}
            },
            Event::Eof => return Ok((book, tabs)),
            _ => {}
        }
    }
}

/// Copies one attribute of an element, where it is there.
fn copied(into: &mut String, e: &BytesStart<'_>, name: &str, key: &str) {
    if let Some(value) = attribute(e, key) {
        element(into, name, &[(key, Some(value))]);
    }
}

fn element(into: &mut String, name: &str, attributes: &[(&str, Option<String>)]) {
    into.push('<');
    into.push_str(name);
    for (key, value) in attributes {
        if let Some(value) = value {
            let added = write!(into, r#" {key}="{}""#, escape(value));
            added.expect("a string takes any text");
        }
    }
    into.push_str("/>");
}

/// The texts that cells share, without what is claimed of their number: memory would be taken for it.
fn unclaimed_texts(text: String) -> Result<String, Refusal> {
    let mut xml = Reader::from_str(&text);
    let mut begin = None;
    let (mut texts, mut start) = (0_usize, 0);
    loop {
        let event = xml.read_event().map_err(|_| Refusal::Broken)?;
        let at = usize::try_from(xml.buffer_position()).unwrap_or(usize::MAX);
        match event {
            Event::Start(e) if e.local_name().as_ref() == "sst" => {
                begin.get_or_insert(at);
            }
            Event::Start(e) | Event::Empty(e) if e.local_name().as_ref() == "si" => {
                texts += 1;
                start = at;
            }
            Event::Text(_) | Event::CData(_) | Event::GeneralRef(_)
                if at.saturating_sub(start) > LONGEST_TEXT =>
            {
                return Err(Refusal::TooLarge);
            }
            Event::Eof => break,
            _ => {}
        }
        if texts > MOST_TEXTS {
            return Err(Refusal::TooLarge);
        }
    }
    let Some(begin) = begin else {
        return Ok("<sst></sst>".to_owned());
    };
    let mut unclaimed = text;
    unclaimed.replace_range(..begin, "<sst>");
    Ok(unclaimed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_kept_and_claims_are_not() {
        let text =
            r#"<a b="1"/><x:sst uniqueCount="9" count="9"><x:si><x:t>a</x:t></x:si></x:sst>"#;
        let kept = unclaimed_texts(text.to_owned());
        assert_eq!(
            kept,
            Ok("<sst><x:si><x:t>a</x:t></x:si></x:sst>".to_owned())
        );
        let many = format!("<sst>{}</sst>", "<si/>".repeat(MOST_TEXTS + 1));
        assert_eq!(unclaimed_texts(many), Err(Refusal::TooLarge));
        let long = format!(
            "<sst><si><t>{}</t></si></sst>",
            "a".repeat(LONGEST_TEXT + 9)
        );
        assert_eq!(unclaimed_texts(long), Err(Refusal::TooLarge));
    }
}
