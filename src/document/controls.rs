//! Characters that nobody sees have no place in what people write: a terminal obeys them, they turn
//! the order of what is beside them, and a workbook that holds one is repaired on opening.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::problem::DocumentProblem;
use super::read::Reader;
use crate::source::Span;
use crate::text::turns;

/// Whether a character is a control character, but for those that end lines and indent, or turns
/// the direction of writing.
fn is_control(character: char) -> bool {
    turns(character) || character.is_control() && !matches!(character, '\n' | '\r' | '\t')
}

impl Reader<'_> {
    /// Reports every key and string of a table that holds a control character.
    pub(super) fn refuse_controls(&mut self, table: &DeTable<'_>) {
        for (key, value) in table {
            self.text_without_controls(key.get_ref(), key.span());
            self.value_without_controls(value);
        }
    }

    fn value_without_controls(&mut self, value: &Spanned<DeValue<'_>>) {
        match value.get_ref() {
            DeValue::String(text) => self.text_without_controls(text, value.span()),
            DeValue::Array(items) => {
                for item in items {
                    self.value_without_controls(item);
                }
            }
            DeValue::Table(table) => self.refuse_controls(table),
            _ => {}
        }
    }

    fn text_without_controls(&mut self, text: &str, span: Span) {
        if let Some(found) = text.chars().find(|character| is_control(*character)) {
            let found = format!("U+{:04X}", u32::from(found));
            self.report(span, DocumentProblem::ControlCharacter { found });
        }
    }
}
