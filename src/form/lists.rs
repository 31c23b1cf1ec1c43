//! The words of drop-down lists, on a hidden sheet of their own: a list inside a cell's own rule
//! holds few characters, and no comma.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::locale::Locale;
use crate::number::Number;
use crate::roster::forms::FormSheet;
use crate::xlsx::quoted;
use crate::xlsx::style;
use crate::xlsx::{Lies, Sheet};

/// An entry of a drop-down list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Entry {
    /// Words.
    Words(String),
    /// A number.
    Number(Number),
}

/// The lists of a workbook; lists alike are one.
#[derive(Debug)]
pub(super) struct Lists {
    name: &'static str,
    locale: Locale,
    lists: Vec<Vec<Entry>>,
}

impl Lists {
    /// No lists yet.
    pub(super) fn new(locale: Locale) -> Self {
        Self {
            name: FormSheet::Lists.name(locale),
            locale,
            lists: Vec::new(),
        }
    }

    /// The range of a list, as formulas say it.
    pub(super) fn range(&mut self, list: Vec<Entry>) -> String {
        let length = list.len().max(1);
        let known = self.lists.iter().position(|other| *other == list);
        let at = known.unwrap_or_else(|| {
            self.lists.push(list);
            self.lists.len() - 1
        });
        let column = u16::try_from(at).unwrap_or(u16::MAX);
        let column = rust_xlsxwriter::utility::column_number_to_name(column);
        format!("{}!${column}$1:${column}${length}", quoted(self.name))
    }

    /// The sheet with all of them; `None` if there are none.
    pub(super) fn sheet(&self) -> Result<Option<Worksheet>, XlsxError> {
        if self.lists.is_empty() {
            return Ok(None);
        }
        let mut sheet = Sheet::new(self.name, Lies::Portrait, &[], self.locale)?;
        let format = style::letters(style::SIZE).unset_text_wrap();
        for (column, list) in (0_u16..).zip(&self.lists) {
            for (row, entry) in (0_u32..).zip(list) {
                match entry {
                    Entry::Words(words) => {
                        sheet.text((row, column), words, &format)?;
                    }
                    Entry::Number(number) => {
                        sheet.number((row, column), number, &format)?;
                    }
                }
            }
        }
        sheet.worksheet.set_hidden(true);
        Ok(Some(sheet.worksheet))
    }
}

/// Words as entries.
pub(super) fn words<'w>(words: impl IntoIterator<Item = &'w String>) -> Vec<Entry> {
    words.into_iter().cloned().map(Entry::Words).collect()
}
