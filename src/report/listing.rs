//! A plain list under a title: the functions of the rules, the rules of a scheme.

use serde_json::{Map, Value};

use super::page::{Block, Columns, Page, Table};

/// A list with named columns, for any format.
#[derive(Debug, Clone, Default)]
pub struct Listing {
    /// What the list is.
    pub title: String,
    /// The columns: the key that machines read, and the heading that people read.
    pub columns: Vec<(&'static str, String)>,
    /// The rows; one cell a column.
    pub rows: Vec<Vec<String>>,
}

impl Listing {
    pub(super) fn page(&self) -> Page {
        let mut page = Page::default();
        page.push(Block::Heading(self.title.clone()));
        page.table(self.table());
        page
    }

    pub(super) fn table(&self) -> Table {
        let mut columns = Columns::of(&self.rows);
        for (at, (_, heading)) in self.columns.iter().enumerate() {
            let mut cells = self.rows.iter().map(|row| row[at].as_str());
            let digits = |cell: &str| cell.bytes().all(|b| b.is_ascii_digit());
            let is_number = !self.rows.is_empty() && cells.all(digits);
            let cell = |row: &Vec<String>| row[at].clone();
            columns = if is_number {
                columns.number(heading, cell)
            } else {
                columns.words(heading, cell)
            };
        }
        columns.table()
    }

    pub(super) fn objects(&self) -> Vec<Map<String, Value>> {
        let object = |row: &Vec<String>| {
            let keys = self.columns.iter().map(|(key, _)| (*key).to_owned());
            keys.zip(row.iter().map(|cell| cell.as_str().into()))
                .collect()
        };
        self.rows.iter().map(object).collect()
    }
}
