//! Comma-separated text, as offices write it: with commas, semicolons or tabs.

use std::borrow::Cow;
use std::ops::ControlFlow;
use std::sync::Arc;

use csv::StringRecord;
use memchr::{memchr, memchr_iter, memrchr, memrchr_iter};

use super::aside_rows::{AsideRows, Filled, LastRow, MOST_NOTES, RowRole};
use super::cell::Cell;
use super::encoding;
use super::head;
use super::head::Start;
use super::records::{RecordFault, Records};
use super::rows::MOST_COLUMNS;
use super::rows::{Heading, Part, Parts, Row, RowKey, Table};
use crate::diagnostic::{Diagnostics, Place};
use crate::table::problem::TableProblem;
use crate::text::without_guard;

/// A comma-separated text, its rows read as they are visited.
#[derive(Debug)]
pub(crate) struct Sheet<'t> {
    file: Arc<str>,
    text: Cow<'t, str>,
    separator: u8,
    headings: Vec<Heading>,
    /// What tells rows that name nobody, where it is known what the table is for.
    aside: Option<AsideRows>,
    /// Where the rows begin, and on which line.
    rows: (usize, u64),
    /// The line of a row that numbers the columns, and that from which on nothing is a row but notes.
    numbers: Option<u64>,
    notes: Option<u64>,
}

impl<'t> Sheet<'t> {
    /// A table from a file's bytes, if they are a text with a line of headings.
    pub(crate) fn open(name: &str, bytes: &'t [u8], diagnostics: &mut Diagnostics) -> Option<Self> {
        let file: Arc<str> = name.into();
        let text = encoding::text(name, bytes, diagnostics)?;
        let Some(Start { separator, at }) = head::start(&text) else {
            no_header(&file, diagnostics);
            return None;
        };
        let mut records = Records::new(&text, separator, at);
        while let Some(number) = records.next() {
            if let Some(fault) = records.fault() {
                report(fault, &file, number, &[], diagnostics);
                return None;
            }
            let width = width(records.cells());
            if width == 0 {
                continue;
            }
            let texts = records.cells().iter().take(width);
            let texts = texts.map(|text| text.trim().to_owned());
            let heading = |text: String| {
                let place = Place::cell(&file, number, text.as_str());
                Heading::new(text, place)
            };
            let headings: Vec<Heading> = texts.map(heading).collect();
            let kind = head::kind_of(headings.iter().map(|it| it.text.as_str()));
            let rows = records.position();
            let mut sheet = Self {
                aside: kind.map(|kind| AsideRows::of(kind, &headings)),
                numbers: None,
                notes: None,
                file,
                text,
                separator,
                headings,
                rows,
            };
            sheet.numbers = sheet.row_of_numbers();
            sheet.notes = sheet.first_of_notes();
            return Some(sheet);
        }
        no_header(&file, diagnostics);
        None
    }
}

impl Table for Sheet<'_> {
    fn file(&self) -> &Arc<str> {
        &self.file
    }

    fn headings(&self) -> &[Heading] {
        &self.headings
    }

    fn parts(&self) -> Parts<'_> {
        let (at, line) = self.rows;
        Box::new(Cuts {
            text: &self.text[at..],
            separator: self.separator,
            line,
        })
    }

    fn visit_part(
        &self,
        part: &Part<'_>,
        diagnostics: &mut Diagnostics,
        row: &mut dyn FnMut(Row<'_>, &mut Diagnostics),
    ) -> ControlFlow<()> {
        match part {
            Part::Text(text, line) => self.visit_text(text, *line, diagnostics, row),
            Part::Rows(_) => ControlFlow::Continue(()),
        }
    }

    fn place(&self, row: RowKey, column: Option<usize>) -> Place {
        let heading = column.map_or("", |column| self.headings[column].text.as_str());
        Place::cell(&self.file, row.number, heading)
    }
}

impl Sheet<'_> {
    /// Visits the rows of a piece of the text that begins on some line.
    fn visit_text(
        &self,
        text: &str,
        line: u64,
        diagnostics: &mut Diagnostics,
        row: &mut dyn FnMut(Row<'_>, &mut Diagnostics),
    ) -> ControlFlow<()> {
        let expected = self.headings.len();
        let mut records = Records::new(text, self.separator, (0, line));
        while let Some(number) = records.next() {
            if let Some(fault) = records.fault() {
                // Nobody can tell where the row was meant to end, so nothing after it is read.
                report(fault, &self.file, number, &self.headings, diagnostics);
                return ControlFlow::Break(());
            }
            let width = width(records.cells());
            if width == 0 {
                continue;
            }
            match self.role(number, records.cells()) {
                RowRole::Listed => {}
                RowRole::Idle => continue,
                RowRole::Aside => {
                    let place = Place::cell(&self.file, number, "");
                    diagnostics.report(place, TableProblem::RowAside {});
                    continue;
                }
            }
            let mut found = diagnostics.fresh();
            let written = records.cells().len();
            if width > expected || written < expected {
                let problem = if width > expected {
                    let found = width;
                    TableProblem::TooManyCells { found, expected }
                } else {
                    let found = written;
                    TableProblem::TooFewCells { found, expected }
                };
                found.report(Place::cell(&self.file, number, ""), problem);
            }
            let key = RowKey { ordinal: 0, number };
            let mut cells: Vec<Cell<'_>> = records.cells().iter().map(cell).collect();
            cells.resize(expected, Cell::Empty);
            let cells = &cells;
            row(Row { key, cells, found }, diagnostics);
        }
        ControlFlow::Continue(())
    }
}

impl Sheet<'_> {
    /// What the row on a line is.
    fn role(&self, line: u64, cells: &StringRecord) -> RowRole {
        if self.notes.is_some_and(|notes| notes <= line) || self.numbers == Some(line) {
            return RowRole::Aside;
        }
        let Some(aside) = &self.aside else {
            return RowRole::Listed;
        };
        let key = aside.key().and_then(|key| cells.get(key)).unwrap_or("");
        let few = cells.iter().filter(|text| !text.trim().is_empty()).take(4);
        match aside.may_be_aside(few.count(), key.trim()) {
            true => aside.role(&filled(cells)),
            false => RowRole::Listed,
        }
    }

    /// The line right below the headings, where it only numbers the columns.
    fn row_of_numbers(&self) -> Option<u64> {
        let mut records = Records::new(&self.text, self.separator, self.rows);
        let mut next = || {
            loop {
                let line = records.next().filter(|_| records.fault().is_none())?;
                let cells = filled(records.cells());
                if !cells.is_empty() {
                    return Some((line, cells.into_iter().map(owned).collect::<Vec<_>>()));
                }
            }
        };
        let (line, first) = next()?;
        let (_, second) = next().unwrap_or_default();
        let aside = self.aside.as_ref()?;
        aside.numbers_columns(&first, &second).then_some(line)
    }

    /// The line from which on nothing stands but notes and signatures.
    fn first_of_notes(&self) -> Option<u64> {
        let aside = self.aside.as_ref()?;
        let (start, line) = self.rows;
        let rows = &self.text[start..];
        let mut ends = memrchr_iter(b'\n', rows.trim_end().as_bytes());
        let from = ends.nth(MOST_NOTES).map_or(0, |end| end + 1);
        let before = &rows.as_bytes()[..from];
        // Inside a quote nobody can tell where a row begins.
        if !memchr_iter(b'"', before).count().is_multiple_of(2) {
            return None;
        }
        let line = line + memchr_iter(b'\n', before).count() as u64;
        let mut records = Records::new(rows, self.separator, (from, line));
        let mut last = Vec::new();
        while let Some(number) = records.next() {
            if records.fault().is_some() {
                return None;
            }
            let cells = filled(records.cells());
            if !cells.is_empty() {
                let cells = cells.into_iter().map(owned).collect();
                last.push(LastRow {
                    number,
                    cells,
                    is_merged: false,
                });
            }
        }
        last.get(aside.before_notes(&last)).map(|row| row.number)
    }
}

/// What is filled in a record.
fn filled(cells: &StringRecord) -> Vec<Filled<'_>> {
    let cells = cells.iter().map(str::trim).enumerate();
    let filled = cells.filter(|(_, text)| !text.is_empty());
    let filled = filled.map(|(heading, text)| Filled {
        heading,
        text: Cow::Borrowed(text),
        is_words: text.parse::<f64>().is_err(),
    });
    filled.collect()
}

/// A cell that outlives its record.
fn owned(cell: Filled<'_>) -> Filled<'static> {
    Filled {
        heading: cell.heading,
        text: Cow::Owned(cell.text.into_owned()),
        is_words: cell.is_words,
    }
}

/// Cuts a text into parts that end where records do.
struct Cuts<'t> {
    /// What is left of it.
    text: &'t str,
    separator: u8,
    /// The line on which that begins.
    line: u64,
}

/// About so many bytes are in a part. In tests every text has several parts.
const BYTES_TOGETHER: usize = if cfg!(test) { 8 } else { 48 << 10 };

impl<'t> Iterator for Cuts<'t> {
    type Item = Part<'t>;

    fn next(&mut self) -> Option<Part<'t>> {
        let left = self.text.len();
        if left == 0 {
            return None;
        }
        let mut looked_at = BYTES_TOGETHER;
        let end = loop {
            let window = &self.text.as_bytes()[..left.min(looked_at)];
            match end_of_records(window, looked_at >= left, self.separator) {
                Some(end) => break end,
                None => looked_at *= 2,
            }
        };
        let (part, rest) = self.text.split_at(end);
        // What is a mark at the beginning of a text is a character elsewhere.
        let (part, rest) = match rest.starts_with('\u{feff}') {
            true => (self.text, ""),
            false => (part, rest),
        };
        let line = self.line;
        self.line += memchr_iter(b'\n', part.as_bytes()).count() as u64;
        self.text = rest;
        Some(Part::Text(part, line))
    }
}

/// Where to cut a text whose beginning is seen, `is_all` of it perhaps: at the end of a record, as
/// late as it can be told; nothing where more must be seen for that.
fn end_of_records(seen: &[u8], is_all: bool, separator: u8) -> Option<usize> {
    if is_all && seen.len() <= BYTES_TOGETHER {
        return Some(seen.len());
    }
    let mut end = None;
    if memchr(b'"', seen).is_none() {
        // Where nothing is in quotes, a record ends with its line.
        end = memrchr(b'\n', seen).map(|end| end + 1);
    } else {
        // The last letter may be seen in part.
        let text = match std::str::from_utf8(seen) {
            Ok(text) => text,
            Err(error) => std::str::from_utf8(&seen[..error.valid_up_to()]).unwrap_or_default(),
        };
        let mut records = Records::new(text, separator, (0, 1));
        while records.next().is_some() {
            let at = records.position().0;
            // What is wrong with a quote is told with all that stands behind it.
            if records.fault().is_some() || at >= text.len() {
                break;
            }
            end = Some(at);
        }
    }
    end.or_else(|| is_all.then_some(seen.len()))
}

/// Reports what is wrong with a record.
pub(crate) fn report(
    fault: &RecordFault,
    file: &Arc<str>,
    row: u64,
    headings: &[Heading],
    diagnostics: &mut Diagnostics,
) {
    let (column, problem) = match fault {
        RecordFault::TooLarge => {
            let most = MOST_COLUMNS;
            let problem = TableProblem::RowTooLarge { most };
            diagnostics.report(Place::cell(file, row, ""), problem);
            return;
        }
        RecordFault::Open(column) => (*column, TableProblem::OpenQuote { column: *column }),
        RecordFault::Stray(column, found) => (
            *column,
            TableProblem::StrayQuote {
                column: *column,
                found: found.clone(),
            },
        ),
    };
    let heading = headings.get(column - 1);
    let heading = heading.map_or("", |heading| heading.text.as_str());
    diagnostics.report(Place::cell(file, row, heading), problem);
}

/// Reports that a file is of no use as a list of nominees.
pub(crate) fn no_header(file: &Arc<str>, diagnostics: &mut Diagnostics) {
    diagnostics.report(Place::File(Arc::clone(file)), TableProblem::NoHeader {});
}

/// A cell of a text.
fn cell(text: &str) -> Cell<'_> {
    match text {
        "" => Cell::Empty,
        text => Cell::Text(without_guard(text)),
    }
}

/// How many cells a line has, the empty ones at its end aside.
fn width(cells: &StringRecord) -> usize {
    let filled = |at: &usize| cells.get(*at).is_some_and(|text| !text.trim().is_empty());
    (0..cells.len()).rfind(filled).map_or(0, |last| last + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::testing::codes;

    fn rows(text: &str) -> (Vec<(u64, Vec<String>)>, Vec<String>) {
        let mut diagnostics = Diagnostics::new();
        let mut rows = Vec::new();
        if let Some(sheet) = Sheet::open("a.csv", text.as_bytes(), &mut diagnostics) {
            sheet.visit(&mut diagnostics, &mut |row, diagnostics| {
                let cell = |cell: &Cell<'_>| match cell {
                    Cell::Text(text) => (*text).to_owned(),
                    _ => String::new(),
                };
                rows.push((row.key.number, row.cells.iter().map(cell).collect()));
                diagnostics.append(row.found);
            });
        }
        (rows, codes(&diagnostics))
    }

    #[test]
    fn the_separator_is_found_by_the_header() {
        for text in ["id,name\na,b", "id;name\na;b", "id\tname\na\tb"] {
            assert_eq!(rows(text).0, [(2, vec!["a".into(), "b".into()])], "{text}");
        }
    }

    #[test]
    fn a_row_has_the_number_of_the_line_on_which_it_begins() {
        let text = "\n\nid,name\r\n\r\n\r\na,\"b\r\nc\"\r\n,\n\nd,e\n";
        let (found, codes) = rows(text);
        let numbers: Vec<_> = found.iter().map(|(number, _)| *number).collect();
        assert_eq!(numbers, [6, 10]);
        assert!(codes.is_empty());
    }

    #[test]
    fn ragged_rows_are_found_and_empty_cells_at_the_end_forgiven() {
        let (found, codes) = rows("id,name,,\na,b,,,,\nc\nd,e,f\n");
        assert_eq!(found.len(), 3);
        assert_eq!(codes, ["a.csv:3 row-too-short", "a.csv:4 row-too-long"]);
    }

    #[test]
    fn a_quote_without_its_partner_ends_the_reading() {
        let (found, codes) = rows("id,name\na,b\nc,\"d\ne,f\n");
        assert_eq!(found.len(), 1);
        assert_eq!(codes, ["a.csv:3 name csv-open-quote"]);
        let (_, codes) = rows("id,name\na,\"b\nc,\"d\"\n");
        assert_eq!(codes, ["a.csv:2 name csv-stray-quote"]);
        let (found, codes) = rows("id,name\na,\"b \"\"c\"\" d\"\ne,f \"g\"\n");
        assert_eq!((found.len(), codes.len()), (2, 0));
        assert_eq!(found[0].1[1], "b \"c\" d");
    }

    #[test]
    fn bytes_that_are_no_text_are_named_with_their_line() {
        let mut diagnostics = Diagnostics::new();
        assert!(Sheet::open("a.csv", b"id,name\na,\xff", &mut diagnostics).is_none());
        assert_eq!(codes(&diagnostics), ["a.csv not-utf8"]);
        let (_, codes) = rows(" \n\n");
        assert_eq!(codes, ["a.csv csv-no-header"]);
    }

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_first_heading() {
        let mut diagnostics = Diagnostics::new();
        let sheet = Sheet::open("a.csv", "\u{feff}id,name\n".as_bytes(), &mut diagnostics);
        assert_eq!(sheet.expect("a header").headings()[0].text, "id");
    }
}
