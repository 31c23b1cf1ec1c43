//! What a part of an office file says of the other parts that it needs.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};

/// A relation: what it is for, and where it leads.
#[derive(Debug)]
pub(crate) struct Relation {
    pub(crate) id: String,
    pub(crate) kind: String,
    pub(crate) target: String,
    /// Whether the target is outside of the file.
    pub(crate) is_external: bool,
    /// Whether it is written so that every program reads the same: no attribute twice or in a
    /// namespace.
    pub(crate) is_plain: bool,
}

/// The relations in a text, in its order.
pub(crate) fn all_relations(text: &str) -> Vec<Relation> {
    let mut xml = Reader::from_str(text);
    let mut relations = Vec::new();
    while let Ok(event) = xml.read_event() {
        match event {
            Event::Start(e) | Event::Empty(e) if e.local_name().as_ref() == "Relationship" => {
                let [id, kind, target, mode] = ["Id", "Type", "Target", "TargetMode"]
                    .map(|name| attribute(&e, name).unwrap_or_default());
                let is_plain = |key: &str| !key.contains(':') || key.starts_with("xmlns:");
                relations.push(Relation {
                    id,
                    kind,
                    target,
                    is_external: !mode.is_empty() && mode != "Internal",
                    is_plain: e
                        .attributes()
                        .all(|it| it.is_ok_and(|it| is_plain(it.key.as_ref()))),
                });
            }
            Event::Eof => break,
            _ => {}
        }
    }
    relations
}

/// The relations in a text, by id: kind and target of each.
pub(crate) fn relations_of(text: &str) -> BTreeMap<String, (String, String)> {
    let all = all_relations(text).into_iter();
    all.map(|it| (it.id, (it.kind, it.target))).collect()
}

/// The name of a part as another in a folder names it.
pub(crate) fn resolved(folder: &str, target: &str) -> String {
    let mut steps: Vec<&str> = match target.strip_prefix(['/', '\\']) {
        Some(_) => Vec::new(),
        None => folder.split('/').collect(),
    };
    for step in target.split(['/', '\\']) {
        match step {
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.retain(|step| !step.is_empty() && *step != ".");
    steps.join("/")
}

/// The value of an attribute by its name, whatever namespace it is of.
pub(crate) fn attribute(e: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = e.attributes();
    let mut attributes = attributes.with_checks(false).flatten();
    let found = attributes.find(|it| it.key.local_name().as_ref() == name)?;
    unescape(&found.value)
        .ok()
        .map(std::borrow::Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_named_from_a_folder_or_from_the_top() {
        for (folder, target, name) in [
            ("xl", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl", "/other/a.xml", "other/a.xml"),
            ("xl", "..\\a.xml", "a.xml"),
            ("", "./xl/workbook.xml", "xl/workbook.xml"),
            ("", "../../a.xml", "a.xml"),
        ] {
            assert_eq!(resolved(folder, target), name);
        }
    }
}
