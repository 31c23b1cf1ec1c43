//! A table of addressed cells, whatever kind of file it came from.
//!
//! A reader gives its headings at once and its rows one after another, so that a large file is
//! never in memory twice. Whatever else is asked about a cell later, its place can be told.

use std::borrow::Cow;
use std::ops::{ControlFlow, Range};
use std::sync::Arc;

use unicode_normalization::{UnicodeNormalization as _, is_nfc};

use super::heading::is_numbering;
use super::long::Stretch;
use super::problem::DossierProblem;
use super::workbook::Value;
use crate::diagnostic::{Diagnostics, Place};
use crate::document::Scalar;
use crate::source::{Source, Span, composed};

/// What a cell holds before anybody asks what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cell<'a> {
    /// Nothing.
    Empty,
    /// Words, as a table without types has them.
    Text(&'a str),
    /// A value whose type the file says.
    Typed(&'a Scalar),
    /// What a workbook holds that is no words.
    Sheet(&'a Value),
}

/// The top of a column.
#[derive(Debug, Clone)]
pub(super) struct Heading {
    /// As its author wrote it.
    pub(super) text: String,
    /// What is merged over it and others, which may be a part of its name.
    pub(super) above: Option<String>,
    /// Where it stands.
    pub(super) place: Place,
}

impl Heading {
    /// A heading with nothing above it.
    pub(super) fn new(text: String, place: Place) -> Self {
        let above = None;
        Self { text, above, place }
    }

    /// What it is called among columns that are not read; nothing where nobody misses it.
    pub(super) fn unknown(&self, at: usize) -> Option<String> {
        if is_numbering(&fold(&self.text)) {
            return None;
        }
        Some(match &self.place {
            _ if !self.text.is_empty() => format!("`{}`", self.text),
            Place::Sheet { column, .. } => format!("({column})"),
            _ => format!("({})", at + 1),
        })
    }

    /// What it may be the name of, as people compare names, the closest first.
    pub(super) fn names(&self) -> Vec<String> {
        let own = fold(&self.text);
        let Some(above) = &self.above else {
            return vec![own];
        };
        let above = fold(above);
        let joined = [" ", ": ", " - "].map(|between| format!("{above}{between}{own}"));
        let in_brackets = format!("{above} ({own})");
        joined.into_iter().chain([in_brackets, own]).collect()
    }
}

/// Some rows of a table, one after the other.
#[derive(Debug)]
pub(super) enum Part<'t> {
    /// Of a list in memory, by index.
    Rows(Range<usize>),
    /// Of a text, and the line on which they begin, from 1.
    Text(&'t str, u64),
    /// Of a text that is read where it stands, and the line.
    Stretch(Stretch<'t>, u64),
}

/// A table's rows in parts.
pub(super) type Parts<'t> = Box<dyn Iterator<Item = Part<'t>> + Send + 't>;

/// About so many rows are in a part: so few that their facts are still in the processor's cache
/// when the rules are asked about them. In tests every list has several parts.
pub(super) const ROWS_TOGETHER: usize = if cfg!(test) { 2 } else { 1 << 8 };

impl<'t> Part<'t> {
    /// The parts of a list of so many rows in memory.
    pub(super) fn of_rows(rows: usize) -> Parts<'t> {
        let starts = (0..rows).step_by(ROWS_TOGETHER);
        Box::new(starts.map(move |from| Part::Rows(from..rows.min(from + ROWS_TOGETHER))))
    }

    /// Its rows, where it is one of a list in memory.
    pub(super) fn rows(&self) -> Range<usize> {
        match self {
            Self::Rows(rows) => rows.clone(),
            Self::Text(..) | Self::Stretch(..) => 0..0,
        }
    }
}

/// Which row it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct RowKey {
    /// Its index among the rows of a list in memory; 0 in a text.
    pub(super) ordinal: usize,
    /// As its reader sees it: the line in the file, or the number in a list, from 1.
    pub(super) number: u64,
}

/// One row.
#[derive(Debug)]
pub(super) struct Row<'a> {
    /// Which row it is.
    pub(super) key: RowKey,
    /// Its cells, one a heading.
    pub(super) cells: &'a [Cell<'a>],
    /// What its reader found wrong with its shape.
    pub(super) found: Diagnostics,
}

/// A table of addressed cells.
pub(super) trait Table: Sync {
    /// The file's name.
    fn file(&self) -> &Arc<str>;
    /// The tops of the columns.
    fn headings(&self) -> &[Heading];
    /// Its rows in parts that may be visited each by itself, in their order.
    fn parts(&self) -> Parts<'_>;
    /// Visits every row of a part that is not empty. What makes the file unreadable from some place
    /// on is reported, and nothing is to be visited after it.
    fn visit_part(
        &self,
        part: &Part<'_>,
        diagnostics: &mut Diagnostics,
        row: &mut dyn FnMut(Row<'_>, &mut Diagnostics),
    ) -> ControlFlow<()>;
    /// Visits every row that is not empty, up to where the file is unreadable.
    fn visit(&self, diagnostics: &mut Diagnostics, row: &mut dyn FnMut(Row<'_>, &mut Diagnostics)) {
        let mut parts = self.parts();
        // What made it end was reported.
        let _ = parts.try_for_each(|part| self.visit_part(&part, diagnostics, row));
    }
    /// Where a cell stands, or its whole row.
    fn place(&self, row: RowKey, column: Option<usize>) -> Place;
    /// The scheme that the table says it is of, by id, as a filled form does.
    fn scheme(&self) -> Option<&str> {
        None
    }
}

impl<T: Table + ?Sized> Table for &T {
    fn file(&self) -> &Arc<str> {
        (**self).file()
    }

    fn headings(&self) -> &[Heading] {
        (**self).headings()
    }

    fn parts(&self) -> Parts<'_> {
        (**self).parts()
    }

    fn visit_part(
        &self,
        part: &Part<'_>,
        diagnostics: &mut Diagnostics,
        row: &mut dyn FnMut(Row<'_>, &mut Diagnostics),
    ) -> ControlFlow<()> {
        (**self).visit_part(part, diagnostics, row)
    }

    fn place(&self, row: RowKey, column: Option<usize>) -> Place {
        (**self).place(row, column)
    }

    fn scheme(&self) -> Option<&str> {
        (**self).scheme()
    }
}

/// A table whose rows name their own columns (TOML, JSON), in memory as a whole.
#[derive(Debug)]
pub(super) struct Listed {
    file: Arc<str>,
    headings: Vec<Heading>,
    rows: Vec<ListedRow>,
    source: Option<Arc<Source>>,
}

/// One row of a [`Listed`] table.
#[derive(Debug)]
pub(super) struct ListedRow {
    /// As its reader sees it, from 1.
    pub(super) number: u64,
    /// What it says, by column.
    pub(super) cells: Vec<(usize, Scalar, Span)>,
    /// The letters of the whole row.
    pub(super) span: Span,
    /// What is wrong with its shape.
    pub(super) found: Diagnostics,
}

impl Listed {
    /// A table; with a `source`, places are its letters, without one they are row and column.
    pub(super) fn new(
        file: Arc<str>,
        headings: Vec<Heading>,
        mut rows: Vec<ListedRow>,
        source: Option<Arc<Source>>,
    ) -> Self {
        for (_, scalar, _) in rows.iter_mut().flat_map(|row| &mut row.cells) {
            compose(scalar);
        }
        Self {
            file,
            headings,
            rows,
            source,
        }
    }
}

/// Brings the words of a value to NFC: an escape in a string may spell them otherwise.
fn compose(scalar: &mut Scalar) {
    match scalar {
        Scalar::Text(text) if !is_nfc(text) => *text = text.nfc().collect(),
        Scalar::List(items) => items.iter_mut().for_each(|item| compose(&mut item.value)),
        _ => {}
    }
}

impl Table for Listed {
    fn file(&self) -> &Arc<str> {
        &self.file
    }

    fn headings(&self) -> &[Heading] {
        &self.headings
    }

    fn parts(&self) -> Parts<'_> {
        Part::of_rows(self.rows.len())
    }

    fn visit_part(
        &self,
        part: &Part<'_>,
        diagnostics: &mut Diagnostics,
        row: &mut dyn FnMut(Row<'_>, &mut Diagnostics),
    ) -> ControlFlow<()> {
        for ordinal in part.rows() {
            let listed = &self.rows[ordinal];
            let mut cells = vec![Cell::Empty; self.headings.len()];
            for (column, scalar, _) in &listed.cells {
                cells[*column] = Cell::Typed(scalar);
            }
            let key = RowKey {
                ordinal,
                number: listed.number,
            };
            let (cells, found) = (&cells, listed.found.clone());
            row(Row { key, cells, found }, diagnostics);
        }
        ControlFlow::Continue(())
    }

    fn place(&self, row: RowKey, column: Option<usize>) -> Place {
        let Some(source) = &self.source else {
            let heading = column.map_or("", |column| self.headings[column].text.as_str());
            return Place::cell(&self.file, row.number, heading);
        };
        let listed = &self.rows[row.ordinal];
        let cell = listed.cells.iter().find(|(at, _, _)| Some(*at) == column);
        let span = cell.map_or(&listed.span, |(_, _, span)| span);
        Place::text(source, span.clone())
    }
}

/// A text as people compare it: lower case, single spaces (no-break spaces too), none around.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

/// Adds a text to another as people compare it.
pub(super) fn fold_into(text: &str, folded: &mut String) {
    let start = folded.len();
    let mut is_after_space = false;
    for letter in text.chars() {
        if letter.is_whitespace() {
            is_after_space = true;
            continue;
        }
        if is_after_space && folded.len() > start {
            folded.push(' ');
        }
        is_after_space = false;
        if letter.is_ascii() {
            folded.push(letter.to_ascii_lowercase());
        } else if is_small(letter) {
            folded.push(letter);
        } else {
            folded.extend(letter.to_lowercase());
        }
    }
}

/// Whether a letter is a small one of Vietnamese, which needs not be looked up.
#[inline]
fn is_small(letter: char) -> bool {
    match letter {
        'à'..='ý' | 'ă' | 'đ' | 'ĩ' | 'ũ' | 'ơ' | 'ư' => true,
        'Ạ'..='ỹ' => u32::from(letter) % 2 == 1,
        _ => false,
    }
}

/// The text of a file with places in it, in NFC; bytes that are no UTF-8 are a finding.
pub(super) fn source(
    name: &str,
    bytes: &[u8],
    diagnostics: &mut Diagnostics,
) -> Option<Arc<Source>> {
    text(name, bytes, diagnostics).map(|text| Source::new(name, text))
}

/// The text of a file, in NFC, not copied where that is what stands in it; bytes that are no
/// UTF-8 are a finding.
pub(super) fn text<'t>(
    name: &str,
    bytes: &'t [u8],
    diagnostics: &mut Diagnostics,
) -> Option<Cow<'t, str>> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(composed(text)),
        Err(error) => {
            let before = &bytes[..error.valid_up_to()];
            let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
            let problem = crate::document::DocumentProblem::NotUtf8 { line };
            diagnostics.report(Place::File(name.into()), problem);
            None
        }
    }
}

/// Reports that a file is of no use as a list of nominees.
pub(super) fn no_header(file: &Arc<str>, diagnostics: &mut Diagnostics) {
    diagnostics.report(Place::File(Arc::clone(file)), DossierProblem::NoHeader {});
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_letters_are_their_own_small_letters() {
        let small: Vec<char> = ('\0'..=char::MAX)
            .filter(|letter| is_small(*letter))
            .collect();
        for letter in &small {
            assert_eq!(letter.to_lowercase().collect::<Vec<_>>(), [*letter]);
        }
        for letter in "ăâđêôơưáàảãạếềểễệốồổỗộớờởỡợứừửữựíìỉĩịýỳỷỹỵ".chars()
        {
            assert!(small.contains(&letter), "{letter}");
        }
        assert_eq!(fold(" Đảng\u{a0} ỦY  Ơ "), "đảng ủy ơ");
    }
}
