//! A report, free of any format: headings, notes, pairs, and tables with typed columns.

use super::options::Options;
use crate::locale::Locale;

/// A text with tables, from top to bottom.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// Its parts.
    pub(super) blocks: Vec<Block>,
}

/// One part of a page.
#[derive(Debug)]
pub(super) enum Block {
    /// The name of the whole.
    Title(String),
    /// The name of a part.
    Heading(String),
    /// The name of a part of a part.
    Subheading(String),
    /// What is known, under its names.
    Pairs(Vec<(String, String)>),
    /// A sentence.
    Note(String),
    /// Several sentences of one kind.
    List(Vec<String>),
    /// A command for a terminal, to be taken to the letter.
    Command(String),
    /// A table.
    Table(Table),
}

/// A report about single nominees, in every format.
pub(super) trait Report {
    /// As a page.
    fn page(&self, options: &Options) -> Page;
    /// As one flat table.
    fn flat(&self, options: &Options) -> Table;
    /// For machines.
    fn json(&self) -> String;
}

/// A table; every row has as many cells as there are columns.
#[derive(Debug, Default, Clone)]
pub(super) struct Table {
    /// The columns.
    pub(super) columns: Vec<Column>,
    /// The rows.
    pub(super) rows: Vec<Row>,
}

/// A row of a table.
#[derive(Debug, Default, Clone)]
pub(super) struct Row {
    /// One a column; may have several lines.
    pub(super) cells: Vec<String>,
    /// Whether it heads or sums up others.
    pub(super) strong: bool,
}

/// A column of a table.
#[derive(Debug, Clone)]
pub(super) struct Column {
    /// Its heading.
    pub(super) heading: String,
    /// Whether it holds numbers, written as machines write them, with a decimal point: a format
    /// aligns them to the right and writes them as its readers do, see [`Table::printed`]. A word
    /// may take the place of a number.
    pub(super) number: bool,
    /// Whether its cells may move, under their heading's name, into the last column where the
    /// screen is narrow.
    pub(super) folds: bool,
}

/// What a cell may be made of; empty if there is none.
pub(super) trait Cell {
    /// The cell as text.
    fn text(self) -> String;
}

impl Cell for String {
    fn text(self) -> String {
        self
    }
}

impl<C: Cell> Cell for Option<C> {
    fn text(self) -> String {
        self.map_or_else(String::new, C::text)
    }
}

macro_rules! cells {
    ($($type:ty),*) => {
        $(impl Cell for $type {
            fn text(self) -> String {
                self.to_string()
            }
        })*
    };
}
cells!(
    &str,
    &String,
    &std::sync::Arc<str>,
    &Box<str>,
    usize,
    u32,
    u64,
    i16,
    i32
);

/// A table made of a list of columns, each with its heading and what it says of a row.
pub(super) struct Columns<R> {
    rows: Vec<R>,
    table: Table,
}

impl<R: Copy> Columns<R> {
    /// A table of these rows, so far without columns.
    pub(super) fn of(rows: impl IntoIterator<Item = R>) -> Self {
        let rows: Vec<R> = rows.into_iter().collect();
        let table = Table {
            columns: Vec::new(),
            rows: rows.iter().map(|_| Row::default()).collect(),
        };
        Self { rows, table }
    }

    /// Adds a column of words.
    pub(super) fn words<C: Cell>(
        mut self,
        heading: impl Into<String>,
        mut cell: impl FnMut(R) -> C,
    ) -> Self {
        self.table.columns.push(Column::words(heading));
        for (row, of) in self.table.rows.iter_mut().zip(&self.rows) {
            row.cells.push(cell(*of).text());
        }
        self
    }

    /// Adds a column of numbers.
    pub(super) fn number<C: Cell>(
        self,
        heading: impl Into<String>,
        cell: impl FnMut(R) -> C,
    ) -> Self {
        self.words(heading, cell).numeric()
    }

    /// The column added last holds numbers.
    pub(super) fn numeric(mut self) -> Self {
        self.last().number = true;
        self
    }

    /// The column added last may fold into the last one of the table.
    pub(super) fn folding(mut self) -> Self {
        self.last().folds = true;
        self
    }

    fn last(&mut self) -> &mut Column {
        let last = self.table.columns.last_mut();
        last.expect("a column was added before")
    }

    /// Marks the rows that head or sum up others.
    pub(super) fn strong(mut self, is_strong: impl Fn(R) -> bool) -> Self {
        for (row, of) in self.table.rows.iter_mut().zip(&self.rows) {
            row.strong = is_strong(*of);
        }
        self
    }

    /// The table.
    pub(super) fn table(self) -> Table {
        self.table
    }

    /// The table without the columns in which no row says anything.
    pub(super) fn without_empty(self) -> Table {
        self.table.without_empty_columns()
    }
}

impl Column {
    /// A column of words.
    pub(super) fn words(heading: impl Into<String>) -> Self {
        Self {
            heading: heading.into(),
            number: false,
            folds: false,
        }
    }
}

impl Table {
    /// The table as people read it: its numbers as the language writes them.
    pub(super) fn printed(&self, locale: Locale) -> Self {
        let part = |c: char| c.is_ascii_digit() || matches!(c, '.' | '+' | '-' | '(' | ')' | '≈');
        let mut printed = self.clone();
        for row in &mut printed.rows {
            let cells = row.cells.iter_mut().zip(&self.columns);
            let numbers = cells.filter(|(cell, column)| column.number && cell.chars().all(part));
            numbers.for_each(|(cell, _)| *cell = locale.number(&*cell));
        }
        printed
    }

    /// The same table without the columns in which no row says anything.
    pub(super) fn without_empty_columns(mut self) -> Self {
        for at in (0..self.columns.len()).rev() {
            if self.rows.iter().all(|row| row.cells[at].is_empty()) {
                self.remove_column(at);
            }
        }
        self
    }

    /// Takes a column out.
    pub(super) fn remove_column(&mut self, at: usize) {
        self.columns.remove(at);
        for row in &mut self.rows {
            row.cells.remove(at);
        }
    }
}

impl Page {
    /// Adds a part.
    pub(super) fn push(&mut self, block: Block) {
        self.blocks.push(block);
    }

    /// Adds a table unless it has no rows.
    pub(super) fn table(&mut self, table: Table) {
        if !table.rows.is_empty() {
            self.push(Block::Table(table));
        }
    }
}
