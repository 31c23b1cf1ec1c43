//! A report, free of any format: headings, notes, pairs, tables with typed columns, and what an
//! official paper has beside them.

use super::options::Options;
use crate::locale::Locale;
use crate::scheme::Form;

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
    /// What is at the head of an official paper.
    Letterhead(Letterhead),
    /// What kind of paper it is, and about what.
    PaperTitle(PaperTitle),
    /// A paragraph of a paper's text.
    Paragraph(String),
    /// A line in the middle.
    Centred(String),
    /// What is at the end of an official paper.
    Closing(Closing),
    /// What follows begins on a new page that lies this way.
    NewPage(Orientation),
    /// Small print at the end: by what a paper was made.
    Imprint(String),
}

/// How a page lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Orientation {
    /// The short side at the top.
    #[default]
    Portrait,
    /// The long side at the top: for wide tables.
    Landscape,
}

/// The head of an official paper: who issues it, its number, place and day.
#[derive(Debug, Clone, Default)]
pub(super) struct Letterhead {
    /// Whose form it has.
    pub(super) form: Form,
    /// The body above the issuer, if it is named.
    pub(super) superior: Option<String>,
    /// Who issues it.
    pub(super) issuer: String,
    /// Its number, as `Số: 156/QĐ-UBND`.
    pub(super) number: String,
    /// Place and day.
    pub(super) place_and_date: String,
}

impl Letterhead {
    /// What is on the left, line by line.
    pub(super) fn left(&self) -> Vec<&str> {
        let superior = self.superior.as_deref();
        let below = [self.issuer.as_str()].into_iter();
        let star = (self.form == Form::Party).then_some("*");
        let number = Some(self.number.as_str()).filter(|number| !number.is_empty());
        superior
            .into_iter()
            .chain(below)
            .chain(star)
            .chain(number)
            .collect()
    }
}

/// The title of an official paper.
#[derive(Debug, Clone, Default)]
pub(super) struct PaperTitle {
    /// What kind of paper it is: `TỜ TRÌNH`.
    pub(super) kind: String,
    /// What it is about, line by line.
    pub(super) about: Vec<String>,
    /// In brackets below: the paper that an annex belongs to.
    pub(super) note: Option<String>,
}

/// The end of an official paper: who gets it, and who signs.
#[derive(Debug, Clone, Default)]
pub(super) struct Closing {
    /// Whose form the paper has.
    pub(super) form: Form,
    /// What is above the recipients.
    pub(super) heading: String,
    /// Who gets it; empty where only people sign.
    pub(super) recipients: Vec<String>,
    /// Who signs, from left to right.
    pub(super) signatures: Vec<Signature>,
}

/// Room for a signature.
#[derive(Debug, Clone, Default)]
pub(super) struct Signature {
    /// For whom, and in which post, line by line.
    pub(super) post: Vec<String>,
    /// Below the post: `(ký, ghi rõ họ tên)`.
    pub(super) note: String,
    /// The name.
    pub(super) name: String,
}

/// A report about single nominees, in every format.
pub(super) trait Report {
    /// As a page.
    fn page(&self, options: &Options) -> Page;
    /// As one flat table.
    fn flat(&self, options: &Options) -> Table;
    /// For machines.
    fn json(&self, options: &Options) -> String;
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

    /// Adds all parts of another page.
    pub(super) fn append(&mut self, mut other: Self) {
        self.blocks.append(&mut other.blocks);
    }

    /// With a last line that says by what it was made, where that is to be said.
    pub(super) fn with_imprint(mut self, options: &Options) -> Self {
        self.blocks.extend(options.imprint().map(Block::Imprint));
        self
    }

    /// Adds a table unless it has no rows.
    pub(super) fn table(&mut self, table: Table) {
        if !table.rows.is_empty() {
            self.push(Block::Table(table));
        }
    }
}
