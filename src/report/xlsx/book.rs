//! The sheets of a workbook as they are made, and the whole as one file.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

use super::grid;
use crate::locale::Locale;
use crate::report::options::Options;
use crate::report::page::Block;
use crate::xlsx::{Sheet, SheetNames, style};

/// A workbook as it is made.
pub(super) struct Book {
    pub(super) locale: Locale,
    names: SheetNames,
    sheets: Vec<Worksheet>,
}

impl Book {
    pub(super) fn new(locale: Locale) -> Self {
        Self {
            locale,
            names: SheetNames::default(),
            sheets: Vec::new(),
        }
    }

    /// A name for a sheet, as like the words as spreadsheets allow.
    pub(super) fn name(&mut self, words: &str) -> String {
        self.names.give(words)
    }

    /// Adds a sheet of blocks, one below the other.
    ///
    /// # Errors
    /// More than a sheet holds.
    pub(super) fn blocks(&mut self, words: &str, blocks: &[Block]) -> Result<(), XlsxError> {
        let name = self.name(words);
        let (sheet, _) = grid::sheet(&name, blocks, self.locale)?;
        self.add(sheet);
        Ok(())
    }

    /// Adds a sheet.
    pub(super) fn add(&mut self, sheet: Sheet) {
        self.sheets.push(sheet.worksheet);
    }

    /// All sheets as one file.
    ///
    /// # Errors
    /// More than a workbook holds.
    pub(super) fn save(self, title: &str, options: &Options) -> Result<Vec<u8>, XlsxError> {
        let mut workbook = Workbook::new();
        let (format, height, width) = style::usual();
        workbook.set_default_format(&format, height, width)?;
        // A fixed day: the same report gives the same bytes.
        let day = ExcelDateTime::from_ymd(2021, 7, 9)?;
        let title: String = title.chars().take(200).collect();
        let properties = DocProperties::new()
            .set_title(title)
            .set_author("dvk")
            .set_creation_datetime(&day)
            .set_comment(options.imprint().unwrap_or_default());
        workbook.set_properties(&properties);
        for sheet in self.sheets {
            workbook.push_worksheet(sheet);
        }
        workbook.save_to_buffer()
    }
}
