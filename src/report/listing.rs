//! A plain list under a title: the functions of the rules, the rules of a scheme.

use serde_json::{Map, Value};

use super::json::pretty;
use super::options::Options;
use super::page::{Block, Columns, Page, Report, Table};

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

impl Report for Listing {
    fn page(&self, options: &Options) -> Page {
        let mut page = Page::default();
        page.push(Block::Heading(self.title.clone()));
        page.table(self.flat(options));
        page
    }

    fn flat(&self, _: &Options) -> Table {
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

    fn json(&self, _: &Options) -> String {
        let object = |row: &Vec<String>| {
            let keys = self.columns.iter().map(|(key, _)| (*key).to_owned());
            let cells = row.iter().map(|cell| Value::from(cell.as_str()));
            keys.zip(cells).collect::<Map<_, _>>()
        };
        pretty(&self.rows.iter().map(object).collect::<Vec<_>>())
    }
}
