//! A text of comma-separated records, split where it stands: a cell is a piece of the text.
//!
//! What is a record and a cell is what the crate `csv` says, as a test keeps. Beyond it, a quote
//! without its partner is found: that crate takes it in silence, and a cell then swallows lines
//! of other people.

use super::grid::Cell;

/// Goes through a text record by record.
#[derive(Debug)]
pub(super) struct Records<'t> {
    text: &'t str,
    separator: u8,
    /// Where the next record is looked for, and on which line.
    at: usize,
    line: u64,
    cells: Vec<Cell<'t>>,
    /// The cells in which a doubled quote stands for one.
    doubled: Vec<usize>,
    fault: Option<QuoteFault>,
}

/// What is wrong with the quotes of a record.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum QuoteFault {
    /// Cell so-and-so, from 1, opens a quote that is not closed.
    Open(usize),
    /// In cell so-and-so letters follow the closing quote.
    Stray(usize, String),
}

impl<'t> Records<'t> {
    /// Begins at an offset, which stands on a line so-and-so, from 1.
    pub(super) fn new(text: &'t str, separator: u8, (at, line): (usize, u64)) -> Self {
        Self {
            text,
            separator,
            at,
            line,
            cells: Vec::new(),
            doubled: Vec::new(),
            fault: None,
        }
    }

    /// Goes to the next record that is no empty line; the number of the line on which it begins.
    pub(super) fn next(&mut self) -> Option<u64> {
        let bytes = self.text.as_bytes();
        self.cells.clear();
        self.doubled.clear();
        self.fault = None;
        while let Some(byte @ (b'\r' | b'\n')) = bytes.get(self.at) {
            self.line += u64::from(*byte == b'\n');
            self.at += 1;
        }
        if self.at >= bytes.len() {
            return None;
        }
        let number = self.line;
        loop {
            if bytes.get(self.at) == Some(&b'"') {
                self.fault = self.quoted();
                if self.fault.is_some() {
                    return Some(number);
                }
            } else {
                self.unquoted_cell();
            }
            match bytes.get(self.at) {
                Some(byte) if *byte == self.separator => self.at += 1,
                _ => return Some(number),
            }
        }
    }

    /// What is wrong with the record's quotes; then its cells say nothing.
    pub(super) fn fault(&self) -> Option<&QuoteFault> {
        self.fault.as_ref()
    }

    /// The cells of the record, as they stand between their quotes.
    pub(super) fn cells(&self) -> &[Cell<'t>] {
        &self.cells
    }

    /// So many cells of the record: empty ones are added, those beyond are left out.
    pub(super) fn cells_of(&mut self, count: usize) -> &[Cell<'t>] {
        self.cells.resize(count, Cell::Empty);
        &self.cells
    }

    /// The cells in which a doubled quote stands for one, and what they say.
    pub(super) fn unquoted(&self) -> Vec<(usize, String)> {
        let doubled = self.doubled.iter();
        let single = |at: &usize| match self.cells[*at] {
            Cell::Text(text) => (*at, text.replace("\"\"", "\"")),
            Cell::Empty | Cell::Typed(_) | Cell::Sheet(_) => (*at, String::new()),
        };
        doubled.map(single).collect()
    }

    /// Where the text goes on after the record, and on which line.
    pub(super) fn position(&self) -> (usize, u64) {
        (self.at, self.line)
    }

    fn push(&mut self, from: usize, to: usize) {
        let text = &self.text[from..to];
        self.cells.push(if text.is_empty() {
            Cell::Empty
        } else {
            Cell::Text(text)
        });
    }

    /// Takes a cell without quotes around it, which may hold any inside.
    fn unquoted_cell(&mut self) {
        let end = end_of_cell(self.text.as_bytes(), self.at, self.separator);
        self.push(self.at, end);
        self.at = end;
    }

    /// Takes a cell in quotes, or tells what is wrong with them.
    fn quoted(&mut self) -> Option<QuoteFault> {
        let bytes = self.text.as_bytes();
        let column = self.cells.len() + 1;
        let start = self.at + 1;
        let mut end = start;
        let mut has_doubled = false;
        loop {
            let Some(quote) = bytes[end..].iter().position(|byte| *byte == b'"') else {
                return Some(QuoteFault::Open(column));
            };
            end += quote;
            if bytes.get(end + 1) != Some(&b'"') {
                break;
            }
            has_doubled = true;
            end += 2;
        }
        let after = &self.text[end + 1..];
        let separator = char::from(self.separator);
        if !after.is_empty() && !after.starts_with([separator, '\r', '\n']) {
            let found = after.split([separator, '\r', '\n']).next();
            let found = found.unwrap_or_default().trim();
            return Some(QuoteFault::Stray(column, found.chars().take(20).collect()));
        }
        if has_doubled {
            self.doubled.push(self.cells.len());
        }
        self.push(start, end);
        self.line += lines(&bytes[start..end]);
        self.at = end + 1;
        None
    }
}

/// Where a cell without quotes ends that begins at an offset. Eight bytes are looked at together.
fn end_of_cell(bytes: &[u8], from: usize, separator: u8) -> usize {
    let each = |byte: u8| u64::from_le_bytes([byte; 8]);
    let (ones, high) = (each(1), each(0x80));
    // The highest bit of the first byte that is the one looked for; what is set beyond that says
    // nothing.
    let is = |eight: u64, wanted: u64| {
        let differs = eight ^ wanted;
        differs.wrapping_sub(ones) & !differs
    };
    let (separators, line, returned) = (each(separator), each(b'\n'), each(b'\r'));
    let (eights, rest) = bytes[from..].as_chunks::<8>();
    for (at, eight) in eights.iter().enumerate() {
        let eight = u64::from_le_bytes(*eight);
        let ends = (is(eight, separators) | is(eight, line) | is(eight, returned)) & high;
        if ends != 0 {
            return from + at * 8 + ends.trailing_zeros() as usize / 8;
        }
    }
    let ends = |byte: &u8| *byte == separator || matches!(byte, b'\n' | b'\r');
    let found = rest.iter().position(ends);
    bytes.len() - rest.len() + found.unwrap_or(rest.len())
}

/// How many lines end in some bytes.
fn lines(bytes: &[u8]) -> u64 {
    bytes.iter().map(|byte| u64::from(*byte == b'\n')).sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The records as the crate `csv` sees them, with the line of each: its own count is from
    /// before the empty lines on the way to it.
    fn by_the_crate(text: &str) -> Vec<(u64, Vec<String>)> {
        let reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let record = |record: csv::StringRecord| {
            let position = record.position().expect("it was read from a text");
            let start = usize::try_from(position.byte()).expect("a small number");
            let empty = text.bytes().skip(start);
            let empty = empty.take_while(|byte| matches!(byte, b'\r' | b'\n'));
            let line = position.line() + empty.filter(|byte| *byte == b'\n').count() as u64;
            (line, record.iter().map(str::to_owned).collect())
        };
        reader
            .into_records()
            .filter_map(Result::ok)
            .map(record)
            .collect()
    }

    /// The records as they are split here, with the line of each, up to the first fault.
    fn split(text: &str) -> (Vec<(u64, Vec<String>)>, bool) {
        let mut records = Records::new(text, b',', (0, 1));
        let mut all = Vec::new();
        while let Some(line) = records.next() {
            if records.fault().is_some() {
                return (all, true);
            }
            let cell = |cell: &Cell<'_>| match cell {
                Cell::Text(text) => (*text).to_owned(),
                _ => String::new(),
            };
            let mut cells: Vec<_> = records.cells().iter().map(cell).collect();
            for (at, text) in records.unquoted() {
                cells[at] = text;
            }
            all.push((line, cells));
        }
        (all, false)
    }

    proptest! {
        #[test]
        fn records_are_those_of_the_crate(text in "[ab\", \r\nề]{0,40}") {
            let (mine, is_faulty) = split(&text);
            let known = by_the_crate(&text);
            prop_assert_eq!(&known[..mine.len()], &mine[..], "{:?}", text);
            prop_assert!(is_faulty || known.len() == mine.len(), "{:?}", text);
        }
    }
}
