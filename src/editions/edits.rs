//! What differs in the text of two editions: key by key, each at its place in both.

use std::collections::{BTreeMap, BTreeSet};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::commendation::Proposal;
use crate::locale::Locale;
use crate::scheme::Scheme;
use crate::source::Source;

/// A key that differs, or a part of the scheme that only one edition has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The scheme, by its id in the new edition, or in the old one where it is gone.
    pub scheme: String,
    /// What kind of part it lies in: `criterion`, `class` … ; empty at the head.
    pub part: String,
    /// Which of them, by its id or its number from 1; empty for a part that there is once.
    pub id: String,
    /// The key, as `max` or `quota.places`; empty for the part as a whole.
    pub key: String,
    /// As it was; `None` where it was not there.
    pub before: Option<Said>,
    /// As it is; `None` where it is gone.
    pub after: Option<Said>,
}

/// What an edition says, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The value as the file writes it; the title of a part as a whole.
    pub text: String,
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
}

/// The part, the id and the key of a value.
type Path = (String, String, String);

/// What an edition says of each key, in the order of its file.
struct Keys {
    order: Vec<Path>,
    said: BTreeMap<Path, (String, Said)>,
}

/// Everything that differs, scheme by scheme. A scheme is the same one by its id, or where each edition
/// has a single one.
pub(super) fn edits(before: &Proposal<'_>, after: &Proposal<'_>) -> Vec<Edit> {
    let [old, new] = [before, after].map(|proposal| {
        let schemes = proposal.ranking.evaluation.schemes.iter();
        schemes.map(|it| &it.book.scheme).collect::<Vec<&Scheme>>()
    });
    let is_single = old.len() == 1 && new.len() == 1;
    let mut edits = Vec::new();
    for scheme in &new {
        let same = old.iter().find(|it| it.id == scheme.id || is_single);
        match same {
            Some(old) => edits.extend(within(&scheme.id, old, scheme)),
            None => edits.push(whole(scheme, false)),
        }
    }
    let is_gone = |scheme: &&&Scheme| !is_single && new.iter().all(|it| it.id != scheme.id);
    edits.extend(old.iter().filter(is_gone).map(|scheme| whole(scheme, true)));
    edits
}

/// A scheme that one edition alone has.
fn whole(scheme: &Scheme, is_gone: bool) -> Edit {
    let said = Some(Said {
        text: scheme.title.get(Locale::Vi).to_owned(),
        file: scheme.source.name().to_owned(),
        line: 1,
    });
    let (before, after) = match is_gone {
        true => (said, None),
        false => (None, said),
    };
    Edit {
        scheme: scheme.id.clone(),
        part: String::new(),
        id: String::new(),
        key: String::new(),
        before,
        after,
    }
}

fn within(id: &str, old: &Scheme, new: &Scheme) -> Vec<Edit> {
    let [old, new] = [old, new].map(|scheme| keys(&scheme.source));
    let mut edits = Vec::new();
    // A part that only one of them has is one edit, at its head.
    let mut told: BTreeSet<(String, String)> = BTreeSet::new();
    let both = new.order.iter().chain(&old.order);
    let mut seen = BTreeSet::new();
    for path in both.filter(|path| seen.insert(*path)) {
        let (was, is) = (old.said.get(path), new.said.get(path));
        if was.map(|it| &it.0) == is.map(|it| &it.0) {
            continue;
        }
        let (part, which, key) = path;
        let has = |keys: &Keys| keys.order.iter().any(|it| it.0 == *part && it.1 == *which);
        let is_whole = !which.is_empty() && !(has(&old) && has(&new));
        if is_whole && !told.insert((part.clone(), which.clone())) {
            continue;
        }
        let said = |keys: &Keys, said: Option<&(String, Said)>| match is_whole {
            true => head(keys, part, which),
            false => said.map(|it| it.1.clone()),
        };
        edits.push(Edit {
            scheme: id.to_owned(),
            part: part.clone(),
            id: which.clone(),
            key: if is_whole { String::new() } else { key.clone() },
            before: said(&old, was),
            after: said(&new, is),
        });
    }
    edits
}

/// What a part as a whole is called, and where it begins.
fn head(keys: &Keys, part: &str, which: &str) -> Option<Said> {
    let own = keys.order.iter().filter(|it| it.0 == part && it.1 == which);
    let own: Vec<&Path> = own.collect();
    let first = &keys.said.get(*own.first()?)?.1;
    let named = |key: &str| own.iter().find(|path| path.2 == key);
    let title = named("title").or_else(|| named("label"));
    let text = title.and_then(|path| Some(keys.said.get(*path)?.1.text.clone()));
    Some(Said {
        text: text.unwrap_or_default(),
        ..first.clone()
    })
}

/// Every key of a file that was read without faults.
fn keys(source: &Source) -> Keys {
    let mut keys = Keys {
        order: Vec::new(),
        said: BTreeMap::new(),
    };
    let Ok(table) = DeTable::parse(source.text()) else {
        return keys;
    };
    for (name, value) in table.get_ref() {
        let part = name.get_ref().as_ref();
        match value.get_ref() {
            DeValue::Array(rows) if rows.iter().any(|row| row.get_ref().is_table()) => {
                for (at, row) in rows.iter().enumerate() {
                    if let DeValue::Table(table) = row.get_ref() {
                        let id = table.get("id").and_then(|id| id.get_ref().as_str());
                        let id = id.map_or_else(|| (at + 1).to_string(), str::to_owned);
                        keys.add_table(source, (part, &id), "", table);
                    }
                }
            }
            // Facts, values, cohorts: tables by their names.
            DeValue::Table(table) if table.iter().all(|(_, it)| it.get_ref().is_table()) => {
                for (id, row) in table {
                    if let DeValue::Table(table) = row.get_ref() {
                        keys.add_table(source, (part, id.get_ref()), "", table);
                    }
                }
            }
            DeValue::Table(table) => keys.add_table(source, (part, ""), "", table),
            _ => keys.add(source, ("", ""), part.to_owned(), value),
        }
    }
    keys
}

impl Keys {
    fn add_table(&mut self, source: &Source, part: (&str, &str), above: &str, table: &DeTable<'_>) {
        for (name, value) in table {
            let key = format!("{above}{}", name.get_ref());
            match value.get_ref() {
                DeValue::Table(inner) if !inner.is_empty() => {
                    self.add_table(source, part, &format!("{key}."), inner);
                }
                DeValue::Array(rows) if rows.iter().any(|row| row.get_ref().is_table()) => {
                    for (at, row) in rows.iter().enumerate() {
                        if let DeValue::Table(inner) = row.get_ref() {
                            self.add_table(source, part, &format!("{key}.{}.", at + 1), inner);
                        }
                    }
                }
                _ => self.add(source, part, key, value),
            }
        }
    }

    fn add(
        &mut self,
        source: &Source,
        (part, id): (&str, &str),
        key: String,
        value: &Spanned<DeValue<'_>>,
    ) {
        let span = value.span();
        let text = match value.get_ref() {
            DeValue::String(text) => text.trim().to_owned(),
            _ => source.text()[span.clone()].trim().to_owned(),
        };
        let path = (part.to_owned(), id.to_owned(), key);
        let said = Said {
            file: source.name().trim_start_matches("./").to_owned(),
            line: source.location(span.start).line,
            text,
        };
        self.order.push(path.clone());
        self.said.insert(path, (plain(value.get_ref()), said));
    }
}

/// A value whatever its spelling: spaces, quotes and line ends are no difference.
fn plain(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) => format!("{:?}", text.split_whitespace().collect::<Vec<_>>()),
        DeValue::Array(items) => {
            let items = items.iter().map(|item| plain(item.get_ref()));
            format!("[{}]", items.collect::<Vec<_>>().join(", "))
        }
        DeValue::Table(table) => {
            let mut keys: Vec<String> = table
                .iter()
                .map(|(name, value)| format!("{} = {}", name.get_ref(), plain(value.get_ref())))
                .collect();
            keys.sort();
            format!("{{{}}}", keys.join(", "))
        }
        DeValue::Integer(number) => number.to_string(),
        DeValue::Float(number) => number.to_string(),
        other => format!("{other:?}"),
    }
}
