//! A plain list under a title: the functions of the rules, the rules of a scheme.

use serde_json::{Map, Value};

use super::page::{Block, Column, Page, Table};

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
        let columns = self.columns.iter().enumerate();
        let column = |(at, (_, heading)): (usize, &(&str, String))| {
            let mut cells = self.rows.iter().map(|row| row[at].as_str());
            let digits = |cell: &str| cell.bytes().all(|b| b.is_ascii_digit());
            if !self.rows.is_empty() && cells.all(digits) {
                Column::number(heading)
            } else {
                Column::words(heading)
            }
        };
        let mut table = Table::new(columns.map(column).collect());
        for row in &self.rows {
            table.row(row.clone());
        }
        table
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
