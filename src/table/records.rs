//! Comma-separated records, read by the crate `csv`.
//!
//! Beyond that crate, a quote without its partner is found: it is taken in silence there, and a
//! cell then swallows lines of other people.

use std::io::{self, Read};

use csv::{Reader, ReaderBuilder, StringRecord};
use memchr::{memchr, memchr_iter};

use super::rows::MOST_COLUMNS;

/// So many bytes a record may have: a million cells of commas take memory as words do.
const LONGEST_RECORD: usize = 1 << 20;

/// Goes through a text record by record.
pub(crate) struct Records<'t> {
    text: &'t str,
    separator: u8,
    reader: Reader<Window<'t>>,
    record: StringRecord,
    /// Where the reader's text begins.
    start: usize,
    /// Where the text goes on, and on which line.
    at: usize,
    line: u64,
    fault: Option<RecordFault>,
}

/// What is left of a text, of which no more is given than a record may have.
struct Window<'t> {
    text: &'t [u8],
    left: usize,
}

impl Read for Window<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 && !self.text.is_empty() {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let most = buffer.len().min(self.left);
        let read = self.text.read(&mut buffer[..most])?;
        self.left -= read;
        Ok(read)
    }
}

/// What is wrong with a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum RecordFault {
    /// It is longer, or has more cells, than a record may.
    TooLarge,
    /// Cell so-and-so, from 1, opens a quote that is not closed.
    Open(usize),
    /// In cell so-and-so characters follow the closing quote.
    Stray(usize, String),
}

impl<'t> Records<'t> {
    /// Begins at an offset, which stands on a line so-and-so, from 1.
    pub(crate) fn new(text: &'t str, separator: u8, (at, line): (usize, u64)) -> Self {
        let reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(separator)
            .from_reader(Window {
                text: text.as_bytes().get(at..).unwrap_or_default(),
                left: 0,
            });
        Self {
            text,
            separator,
            reader,
            record: StringRecord::new(),
            start: at,
            at,
            line,
            fault: None,
        }
    }

    /// Goes to the next record that is no empty line; the number of the line on which it begins.
    pub(crate) fn next(&mut self) -> Option<u64> {
        let bytes = self.text.as_bytes();
        while let Some(byte @ (b'\r' | b'\n')) = bytes.get(self.at) {
            self.line += u64::from(*byte == b'\n');
            self.at += 1;
        }
        let number = self.line;
        self.reader.get_mut().left = LONGEST_RECORD;
        // Of a text in memory neither reading nor UTF-8 can fail, but where a record does not end.
        match self.reader.read_record(&mut self.record) {
            Ok(true) => {}
            Ok(false) => return None,
            Err(_) => {
                self.record.clear();
                self.fault = Some(RecordFault::TooLarge);
                self.at = bytes.len();
                return Some(number);
            }
        }
        let read = usize::try_from(self.reader.position().byte()).unwrap_or(usize::MAX);
        let end = self.start.saturating_add(read).min(bytes.len());
        let record = self.text.get(self.at..end).unwrap_or_default();
        self.fault = match self.record.len() > MOST_COLUMNS {
            true => Some(RecordFault::TooLarge),
            false => quote_fault(record, self.separator),
        };
        self.line += memchr_iter(b'\n', record.as_bytes()).count() as u64;
        self.at = end;
        Some(number)
    }

    /// What is wrong with the record; then its cells say nothing.
    pub(crate) fn fault(&self) -> Option<&RecordFault> {
        self.fault.as_ref()
    }

    /// The cells of the record.
    pub(crate) fn cells(&self) -> &StringRecord {
        &self.record
    }

    /// Where the text goes on after the record, and on which line.
    pub(crate) fn position(&self) -> (usize, u64) {
        (self.at, self.line)
    }
}

/// What is wrong with the quotes of a record, as it stands in its text.
fn quote_fault(record: &str, separator: u8) -> Option<RecordFault> {
    memchr(b'"', record.as_bytes())?;
    let ends = [char::from(separator), '\r', '\n'];
    let mut rest = record;
    for column in 1.. {
        if let Some(quoted) = rest.strip_prefix('"') {
            let Some(end) = closing_quote(quoted) else {
                return Some(RecordFault::Open(column));
            };
            rest = &quoted[end + 1..];
            if !rest.is_empty() && !rest.starts_with(ends) {
                let found = rest.split(ends).next().unwrap_or_default().trim();
                return Some(RecordFault::Stray(column, found.chars().take(20).collect()));
            }
        }
        let end = rest.find(ends)?;
        if !rest[end..].starts_with(ends[0]) {
            return None;
        }
        rest = &rest[end + 1..];
    }
    None
}

/// Where the quote stands that closes a cell; two of them are one in it.
fn closing_quote(quoted: &str) -> Option<usize> {
    let mut at = 0;
    loop {
        at += memchr(b'"', quoted.get(at..)?.as_bytes())?;
        if !quoted[at + 1..].starts_with('"') {
            return Some(at);
        }
        at += 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines and cells of the records up to the first fault, and that.
    fn split(text: &str) -> (Vec<(u64, Vec<String>)>, Option<RecordFault>) {
        let mut records = Records::new(text, b',', (0, 1));
        let mut all = Vec::new();
        while let Some(line) = records.next() {
            if records.fault.is_some() {
                return (all, records.fault);
            }
            all.push((line, records.cells().iter().map(str::to_owned).collect()));
        }
        (all, None)
    }

    #[test]
    fn a_record_has_the_line_on_which_it_begins() {
        let (records, fault) = split("\n\r\na,\"b\n\"\"c\"\r\n\n\nd,e \"f\"");
        let lines: Vec<u64> = records.iter().map(|(line, _)| *line).collect();
        assert_eq!((lines, fault), (vec![3, 7], None));
        assert_eq!(records[0].1, ["a", "b\n\"c"]);
        assert_eq!(records[1].1, ["d", "e \"f\""]);
    }

    #[test]
    fn no_record_is_larger_than_a_spreadsheet_holds() {
        let most = ",".repeat(MOST_COLUMNS - 1);
        assert_eq!(split(&format!("a\n{most}\nb")).0.len(), 3);
        for large in [
            ",".repeat(MOST_COLUMNS),
            "\0".repeat(LONGEST_RECORD + (1 << 17)),
            format!("\"{}\"", "a\n".repeat(LONGEST_RECORD)),
            ",".repeat(64 << 20),
        ] {
            let (records, fault) = split(&format!("a,b\n{large}\nc,d\n"));
            assert_eq!((records.len(), fault), (1, Some(RecordFault::TooLarge)));
        }
    }

    #[test]
    fn a_quote_that_swallows_lines_is_found() {
        for (text, fault) in [
            ("a,\"b\nc,d\n", RecordFault::Open(2)),
            ("\"", RecordFault::Open(1)),
            ("a,\"b\nc,\"d\"\n", RecordFault::Stray(2, "d\"".into())),
            ("\"a\" b,c", RecordFault::Stray(1, "b".into())),
        ] {
            let (records, found) = split(text);
            assert_eq!((records.len(), found), (0, Some(fault)), "{text:?}");
        }
    }
}
