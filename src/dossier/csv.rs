//! Comma-separated text, as offices write it: with commas, semicolons or tabs.

use std::sync::Arc;

use csv::{Position, ReaderBuilder, StringRecord};

use super::grid::{Cell, Heading, Row, RowKey, Table, no_header, source};
use super::problem::DossierProblem;
use crate::diagnostic::{Diagnostics, Place};
use crate::source::Source;

/// What parts the cells of a line; the first is taken where a header line has none of them.
const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];

/// A comma-separated text, its rows read as they are visited.
#[derive(Debug)]
pub(super) struct Sheet {
    file: Arc<str>,
    source: Arc<Source>,
    separator: u8,
    headings: Vec<Heading>,
    /// Where the rows begin.
    rows: Position,
}

/// What is wrong with the quotes of a line.
#[derive(Debug, PartialEq, Eq)]
enum QuoteFault {
    /// Cell so-and-so, from 1, opens a quote that is not closed.
    Open(usize),
    /// In cell so-and-so letters follow the closing quote.
    Stray(usize, String),
}

impl Sheet {
    /// A table from a file's bytes, if they are UTF-8 and begin with a line of headings.
    pub(super) fn open(name: &str, bytes: &[u8], diagnostics: &mut Diagnostics) -> Option<Self> {
        let file: Arc<str> = name.into();
        let source = source(name, bytes, diagnostics)?;
        let first = source.text().lines().find(|line| !line.trim().is_empty());
        let Some(first) = first else {
            no_header(&file, diagnostics);
            return None;
        };
        let mut sheet = Self {
            separator: separator(first),
            headings: Vec::new(),
            rows: Position::new(),
            file,
            source: Arc::clone(&source),
        };
        let mut record = StringRecord::new();
        let mut reader = reader(source.text(), sheet.separator);
        // The text is in memory and UTF-8: reading it cannot fail.
        while reader.read_record(&mut record).unwrap_or(false) {
            if is_empty(&record) {
                continue;
            }
            let (start, number) = sheet.start_of(&record);
            let end = reader.position().clone();
            let raw = &sheet.source.text()[start..offset(&end)];
            if let Some(fault) = quote_fault(raw, sheet.separator) {
                sheet.report(&fault, number, diagnostics);
                return None;
            }
            let width = width(&record);
            let place = |text: &str| Place::cell(&sheet.file, number, text);
            let heading = |text: &str| Heading {
                text: text.trim().to_owned(),
                place: place(text.trim()),
            };
            sheet.headings = record.iter().take(width).map(heading).collect();
            sheet.rows = end;
            return Some(sheet);
        }
        no_header(&sheet.file, diagnostics);
        None
    }

    /// Where a record's own letters begin, as offset and line: its position counts from before
    /// the empty lines that were skipped on the way to it, and from where the reader began.
    fn start_of(&self, record: &StringRecord) -> (usize, u64) {
        let position = record.position();
        let start = offset(&self.rows) + position.map_or(0, offset);
        let skipped = &self.source.text()[start..];
        let skipped = skipped.len() - skipped.trim_start_matches(['\r', '\n']).len();
        let lines = self.source.text()[start..start + skipped].matches('\n');
        let line = self.rows.line() - 1 + position.map_or(1, Position::line);
        (start + skipped, line + lines.count() as u64)
    }

    fn report(&self, fault: &QuoteFault, row: u64, diagnostics: &mut Diagnostics) {
        let (column, problem) = match fault {
            QuoteFault::Open(column) => (*column, DossierProblem::OpenQuote { column: *column }),
            QuoteFault::Stray(column, found) => (
                *column,
                DossierProblem::StrayQuote {
                    column: *column,
                    found: found.clone(),
                },
            ),
        };
        let heading = self.headings.get(column - 1);
        let heading = heading.map_or("", |heading| heading.text.as_str());
        diagnostics.report(Place::cell(&self.file, row, heading), problem);
    }
}

impl Table for Sheet {
    fn file(&self) -> &Arc<str> {
        &self.file
    }

    fn headings(&self) -> &[Heading] {
        &self.headings
    }

    fn visit(&self, diagnostics: &mut Diagnostics, row: &mut dyn FnMut(Row<'_>, &mut Diagnostics)) {
        let text = self.source.text();
        let from = offset(&self.rows);
        let expected = self.headings.len();
        let mut reader = reader(&text[from..], self.separator);
        let mut record = StringRecord::new();
        let mut ordinal = 0;
        while reader.read_record(&mut record).unwrap_or(false) {
            let (start, number) = self.start_of(&record);
            let raw = &text[start..from + offset(reader.position())];
            if let Some(fault) = quote_fault(raw, self.separator) {
                // Nobody can tell where the row was meant to end, so nothing after it is read.
                self.report(&fault, number, diagnostics);
                return;
            }
            if is_empty(&record) {
                continue;
            }
            let mut found = Diagnostics::new();
            let width = width(&record);
            let problem = if width > expected {
                let found = width;
                Some(DossierProblem::TooManyCells { found, expected })
            } else if record.len() < expected {
                let found = record.len();
                Some(DossierProblem::TooFewCells { found, expected })
            } else {
                None
            };
            if let Some(problem) = problem {
                found.report(Place::cell(&self.file, number, ""), problem);
            }
            let mut cells = vec![Cell::Empty; expected];
            for (cell, letters) in cells.iter_mut().zip(&record) {
                if !letters.is_empty() {
                    *cell = Cell::Text(letters);
                }
            }
            let key = RowKey { ordinal, number };
            row(Row { key, cells, found }, diagnostics);
            ordinal += 1;
        }
    }

    fn place(&self, row: RowKey, column: Option<usize>) -> Place {
        let heading = column.map_or("", |column| self.headings[column].text.as_str());
        Place::cell(&self.file, row.number, heading)
    }
}

fn reader(text: &str, separator: u8) -> csv::Reader<&[u8]> {
    ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes())
}

/// A position as an index into the text.
fn offset(position: &Position) -> usize {
    usize::try_from(position.byte()).expect("a text in memory is no longer than memory")
}

/// Whether a line says nothing.
fn is_empty(record: &StringRecord) -> bool {
    record.iter().all(|cell| cell.trim().is_empty())
}

/// How many cells a line has, the empty ones at its end aside.
fn width(record: &StringRecord) -> usize {
    let filled = record.iter().enumerate();
    let filled = filled.filter(|(_, cell)| !cell.trim().is_empty());
    filled.last().map_or(0, |(last, _)| last + 1)
}

/// What parts the cells, by the header line: whichever stands there most often outside quotes.
fn separator(header: &str) -> u8 {
    let mut counts = [0_usize; SEPARATORS.len()];
    let mut quoted = false;
    for byte in header.bytes() {
        quoted ^= byte == b'"';
        if !quoted && let Some(at) = SEPARATORS.iter().position(|known| *known == byte) {
            counts[at] += 1;
        }
    }
    let most = counts.iter().max().copied().unwrap_or_default();
    let first = counts.iter().position(|count| *count == most);
    SEPARATORS[first.unwrap_or_default()]
}

/// What is wrong with the quotes of one record's letters. The csv reader takes both faults in
/// silence, and a cell then swallows lines of other people.
fn quote_fault(raw: &str, separator: u8) -> Option<QuoteFault> {
    if !raw.contains('"') {
        return None;
    }
    let bytes = raw.trim_end_matches(['\r', '\n']).as_bytes();
    let mut column = 1;
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] != b'"' {
            // A cell without quotes around it may hold any inside.
            at += bytes[at..].iter().position(|byte| *byte == separator)? + 1;
            column += 1;
            continue;
        }
        at += 1;
        loop {
            let Some(closing) = bytes[at..].iter().position(|byte| *byte == b'"') else {
                return Some(QuoteFault::Open(column));
            };
            at += closing + 1;
            if bytes.get(at) != Some(&b'"') {
                break;
            }
            at += 1;
        }
        match bytes.get(at) {
            None => return None,
            Some(byte) if *byte == separator => {
                at += 1;
                column += 1;
            }
            Some(_) => {
                let found = raw[at..].lines().next().unwrap_or_default();
                let found = found
                    .split(char::from(separator))
                    .next()
                    .unwrap_or_default();
                let found = found.trim().chars().take(20).collect();
                return Some(QuoteFault::Stray(column, found));
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::testing::codes;

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
        assert_eq!(separator("\"a,b,c\";d"), b';');
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
