//! The keys of a text by the parts they lie in, for whoever compares two texts.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::source::Source;

/// What a text says, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The value as the file writes it.
    pub text: String,
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
}

/// The part, such as `criterion`, which of them by id or number, and the key.
pub(crate) type KeyPath = (String, String, String);

/// What a text says of each key, in its order.
pub(crate) struct Keys {
    /// The keys, in the order of the file.
    pub(crate) order: Vec<KeyPath>,
    /// The value of each whatever its spelling, and as it is written.
    pub(crate) said: BTreeMap<KeyPath, (String, Said)>,
}

impl Keys {
    /// Those of a text that can be read; none of one that cannot.
    pub(crate) fn of(source: &Source) -> Self {
        let mut keys = Self {
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
