//! What is told, free of any format: headings, notes, pairs, and tables with typed columns.

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

/// A table; every row has as many cells as there are columns.
#[derive(Debug, Default)]
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
    /// What stands above it.
    pub(super) heading: String,
    /// Whether it holds numbers, which stand to the right.
    pub(super) number: bool,
    /// Whether its cells may move, under their heading's name, into the last column where the
    /// screen is narrow.
    pub(super) folds: bool,
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

    /// A column of numbers.
    pub(super) fn number(heading: impl Into<String>) -> Self {
        Self {
            number: true,
            ..Self::words(heading)
        }
    }

    /// The same column, which may fold into the last one.
    pub(super) fn folding(self) -> Self {
        Self {
            folds: true,
            ..self
        }
    }
}

impl Table {
    /// A table with these columns and no rows.
    pub(super) fn new(columns: Vec<Column>) -> Self {
        Self {
            columns,
            rows: Vec::new(),
        }
    }

    /// Adds a row.
    pub(super) fn row(&mut self, cells: Vec<String>) {
        self.push(cells, false);
    }

    /// Adds a row that heads or sums up others.
    pub(super) fn strong_row(&mut self, cells: Vec<String>) {
        self.push(cells, true);
    }

    fn push(&mut self, cells: Vec<String>, strong: bool) {
        debug_assert_eq!(cells.len(), self.columns.len(), "a cell for each column");
        self.rows.push(Row { cells, strong });
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
