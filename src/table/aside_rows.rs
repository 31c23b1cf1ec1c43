//! Rows of a list that name nobody: they number the columns, repeat the headings, sum up, head those
//! below, are ready and empty, or are notes and signatures. Every kind of file asks here.

use std::borrow::Cow;

use super::aside::{is_group, is_section, says_sum, signs};
use super::head::{is_key, is_name};
use super::kind::Kind;
use super::names::is_numbering;
use super::rows::Heading;
use crate::number::Number;
use crate::text::casefold;

/// A row with no more cells than this says little.
const FEW: usize = 3;

/// Notes and signatures are looked for among so many rows at the end of a list.
pub(crate) const MOST_NOTES: usize = 64;

/// A cell that is not empty.
#[derive(Debug, Clone)]
pub(crate) struct Filled<'r> {
    /// Below which heading, by index; below none where it is beyond them.
    pub(crate) heading: usize,
    /// What a person reads there.
    pub(crate) text: Cow<'r, str>,
    /// Whether it is words and no number, day or the like.
    pub(crate) is_words: bool,
}

/// One of the last rows of a list.
#[derive(Debug)]
pub(crate) struct LastRow<'r> {
    /// Its line or row: where it does not follow the one before, something empty lies between.
    pub(crate) number: u64,
    /// What is filled in it, in order.
    pub(crate) cells: Vec<Filled<'r>>,
    /// Whether the cell below the key is merged with others of the row.
    pub(crate) is_merged: bool,
}

/// What a row of a list is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RowRole {
    /// A row of the list.
    Listed,
    /// A numbered row that forms have ready: nobody misses it.
    Idle,
    /// A row that names nobody, and is to be reported.
    Aside,
}

/// The columns by which it is known that a row names nobody.
#[derive(Debug)]
pub(crate) struct AsideRows {
    /// The headings as people compare words.
    headings: Vec<String>,
    /// The column of the codes by which rows are told apart; without codes that of the names.
    key: Option<usize>,
    name: Option<usize>,
    /// The columns that number the rows.
    numbering: Vec<usize>,
}

impl AsideRows {
    /// Of a list of a kind below its headings.
    pub(crate) fn of(kind: Kind, headings: &[Heading]) -> Self {
        let at = |is: fn(Kind, &str) -> bool| headings.iter().position(|it| is(kind, &it.text));
        let name = at(is_name);
        let headings: Vec<String> = headings.iter().map(|it| casefold(&it.text)).collect();
        let numbers = headings.iter().enumerate();
        let numbers = numbers.filter(|(_, heading)| is_numbering(heading));
        Self {
            key: at(is_key).or(name),
            name,
            numbering: numbers.map(|(at, _)| at).collect(),
            headings,
        }
    }

    /// The column of the codes, or else that of the names.
    pub(crate) fn key(&self) -> Option<usize> {
        self.key
    }

    /// Whether a row must be looked at closely, by how many cells are filled, up to four, and what
    /// stands below the key: lists may be long.
    pub(crate) fn may_be_aside(&self, filled: usize, key: &str) -> bool {
        let heading = self.key.map_or("", |at| &self.headings[at]);
        let first = |text: &str| text.bytes().next().map(|it| it.to_ascii_lowercase());
        filled <= FEW || key.is_empty() || first(key) == first(heading) || says_sum(key)
    }

    /// What a row is by itself.
    pub(crate) fn role(&self, cells: &[Filled<'_>]) -> RowRole {
        if cells
            .iter()
            .all(|cell| self.numbering.contains(&cell.heading))
        {
            let is_number = |cell: &Filled<'_>| {
                !cell.is_words
                    || cell
                        .text
                        .trim_matches(['.', ')', ' '])
                        .parse::<u32>()
                        .is_ok()
            };
            return match cells.iter().all(is_number) {
                true => RowRole::Idle,
                false => RowRole::Aside,
            };
        }
        let is_aside = self.repeats_headings(cells)
            || self.sums_up(cells)
            || self.heads_others(cells)
            || self.is_signed(cells);
        match is_aside {
            true => RowRole::Aside,
            false => RowRole::Listed,
        }
    }

    /// Whether every word of a row stands below the same heading, as below each break of a page.
    fn repeats_headings(&self, cells: &[Filled<'_>]) -> bool {
        let is_heading = |cell: &Filled<'_>| {
            let heading = self.headings.get(cell.heading);
            heading.is_some_and(|heading| *heading == casefold(&cell.text))
        };
        cells.len() > 1 && cells.iter().all(is_heading)
    }

    /// Whether a row says that it sums up, and names nobody.
    fn sums_up(&self, cells: &[Filled<'_>]) -> bool {
        let mut words = cells.iter().filter(|cell| cell.is_words);
        let mut keys = cells.iter().filter(|cell| Some(cell.heading) == self.key);
        words.next().is_some_and(|only| says_sum(&only.text))
            && words.next().is_none()
            && keys.all(|cell| says_sum(&cell.text))
    }

    /// Whether all that a row says heads those below it: `II. Khối xã, phường`.
    fn heads_others(&self, cells: &[Filled<'_>]) -> bool {
        match cells {
            [only] if only.is_words && self.headings.len() > 1 => {
                // People live in places that are called `Khối phố 3`.
                let is_code = Some(only.heading) == self.key && self.key != self.name;
                is_section(&only.text) || is_code && is_group(&only.text)
            }
            _ => false,
        }
    }

    /// Whether a row says little, names nobody and bears the words of a signature.
    fn is_signed(&self, cells: &[Filled<'_>]) -> bool {
        let names = |cell: &Filled<'_>| [self.key, self.name].contains(&Some(cell.heading));
        self.key.is_some()
            && cells.len() <= FEW
            && !cells.iter().any(names)
            && cells.iter().any(|cell| signs(&cell.text))
    }

    /// Whether the row right below the headings only numbers the columns: `1 2 3`, `(1) (2) (3)`.
    pub(crate) fn numbers_columns(&self, first: &[Filled<'_>], second: &[Filled<'_>]) -> bool {
        let number = |cell: &Filled<'_>| {
            let words = cell.text.trim();
            let bare = words.strip_prefix('(').and_then(|it| it.strip_suffix(')'));
            Number::parse(bare.unwrap_or(words))
        };
        let Some(numbers) = first.iter().map(number).collect::<Option<Vec<Number>>>() else {
            return false;
        };
        let mut pairs = numbers.windows(2);
        let counts = pairs.all(|pair| pair[1].subtract(&pair[0]) == Some(Number::ONE));
        let starts = numbers.first().is_some_and(|first| *first <= Number::ONE);
        // Where codes are numbers the first may be a row as well, and nobody can tell.
        let mut keys = second.iter().filter(|cell| Some(cell.heading) == self.key);
        numbers.len() >= FEW && counts && starts && keys.all(|cell| cell.is_words)
    }

    /// How many of the last rows are listed before those that say little and name nobody: dates,
    /// signatures. Only what an empty row, a line over the whole width or the words of a signature
    /// part from the table.
    pub(crate) fn before_notes(&self, rows: &[LastRow<'_>]) -> usize {
        if self.key.is_none() {
            return rows.len();
        }
        let is_key = |cell: &Filled<'_>| Some(cell.heading) == self.key;
        // A code stands in a cell of its own; a signature may be merged over that column.
        let names_somebody = |row: &LastRow<'_>| row.cells.iter().any(is_key) && !row.is_merged;
        // No code says what stands above a signature: the names below it are no nominees either.
        let is_signed = |row: &LastRow<'_>| {
            let mut cells = row.cells.iter();
            cells.any(|cell| is_key(cell) && signs(&cell.text))
        };
        let is_long = |row: &LastRow<'_>| row.cells.len() > FEW;
        let short = rows.iter().rposition(is_long).map_or(0, |at| at + 1);
        let signed = rows[short..].iter().position(is_signed);
        let mut from = signed.map_or(rows.len(), |at| short + at);
        // A numbered row that is ready and empty belongs to the table.
        let is_ready = |row: &LastRow<'_>| self.role(&row.cells) == RowRole::Idle;
        let is_note = |row: &LastRow<'_>| !names_somebody(row) && !is_long(row) && !is_ready(row);
        while from > 0 && is_note(&rows[from - 1]) {
            from -= 1;
        }
        let is_parted = |at: usize| {
            let row = &rows[at];
            let before = at.checked_sub(1).map(|at| rows[at].number);
            let is_after_empty = before.is_none_or(|before| before + 1 != row.number);
            let is_line = row.cells.len() == 1 && row.is_merged;
            is_after_empty || is_line || row.cells.iter().any(|cell| signs(&cell.text))
        };
        while from < rows.len() && !is_parted(from) {
            from += 1;
        }
        from
    }
}
