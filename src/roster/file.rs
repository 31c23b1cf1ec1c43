//! A file of a review period, and the table that it is.

use jiff::civil::Date;

use crate::diagnostic::Diagnostics;
use crate::progress::Progress;
use crate::table::{Kind, Sheet, Table, Worksheet};

/// A file of a review period, in memory.
#[derive(Debug, Clone, Copy)]
pub struct DataFile<'a> {
    /// The name by which people know it.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// What it is for, as [`classify`](crate::table::classify) tells.
    pub kind: Kind,
    /// The sheet it is, of a workbook; then the bytes are of no matter.
    pub sheet: Option<&'a Worksheet>,
}

impl<'a> DataFile<'a> {
    /// A file that is no workbook.
    pub fn new(name: &'a str, bytes: &'a [u8], kind: Kind) -> Self {
        Self {
            name,
            bytes,
            kind,
            sheet: None,
        }
    }

    /// A sheet of a workbook.
    pub fn of(sheet: &'a Worksheet) -> Self {
        Self {
            name: sheet.name(),
            bytes: &[],
            kind: sheet.kind(),
            sheet: Some(sheet),
        }
    }

    /// Whether it is a form on which nothing is filled in.
    pub(super) fn is_blank_form(&self) -> bool {
        self.sheet.is_some_and(Worksheet::is_blank_form)
    }

    /// The table that a file is: comma-separated text, or a sheet of a workbook.
    pub(super) fn table(&self, diagnostics: &mut Diagnostics) -> Option<Box<dyn Table + 'a>> {
        if let Some(sheet) = self.sheet {
            return Some(Box::new(sheet.table()));
        }
        let sheet = Sheet::open(self.name, self.bytes, diagnostics)?;
        Some(Box::new(sheet))
    }
}

/// What may be asked of reading.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// The day of the review, where no `period.toml` says it.
    pub date: Option<Date>,
    /// Leave out rows with faults, and list them.
    pub skip_bad: bool,
    /// Where it is counted how far reading has come.
    pub progress: Progress,
}
