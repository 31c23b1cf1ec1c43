//! A text of comma-separated records, split where it stands: a cell is a piece of the text.
//!
//! What is a record and a cell is what the crate `csv` says, as a test keeps. Beyond it, a quote
//! without its partner is found: that crate takes it in silence, and a cell then swallows lines
//! of other people.

use super::cell::Cell;

/// Goes through a text record by record.
#[derive(Debug)]
pub(crate) struct Records<'t> {
    text: &'t str,
    separator: u8,
    ends: Ends,
    /// Where the next record is looked for, and on which line.
    at: usize,
    line: u64,
    cells: Vec<Cell<'t>>,
    /// Whether the last cell was the last of its record.
    is_at_end: bool,
    /// The cells in which a doubled quote stands for one.
    doubled: Vec<usize>,
    fault: Option<QuoteFault>,
}

/// What is wrong with the quotes of a record.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum QuoteFault {
    /// Cell so-and-so, from 1, opens a quote that is not closed.
    Open(usize),
    /// In cell so-and-so letters follow the closing quote.
    Stray(usize, String),
}

impl<'t> Records<'t> {
    /// Begins at an offset, which stands on a line so-and-so, from 1.
    pub(crate) fn new(text: &'t str, separator: u8, (at, line): (usize, u64)) -> Self {
        Self {
            text,
            separator,
            ends: Ends::from(text.as_bytes(), separator, at),
            at,
            line,
            cells: Vec::new(),
            is_at_end: false,
            doubled: Vec::new(),
            fault: None,
        }
    }

    /// Goes to the next record that is no empty line; the number of the line on which it begins.
    pub(crate) fn next(&mut self) -> Option<u64> {
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
            self.unquoted_cells();
            if bytes.get(self.at) != Some(&b'"') || self.is_at_end {
                return Some(number);
            }
            self.fault = self.quoted();
            if self.fault.is_some() {
                return Some(number);
            }
            match bytes.get(self.at) {
                Some(byte) if *byte == self.separator => self.at += 1,
                _ => return Some(number),
            }
        }
    }

    /// What is wrong with the record's quotes; then its cells say nothing.
    pub(crate) fn fault(&self) -> Option<&QuoteFault> {
        self.fault.as_ref()
    }

    /// The cells of the record, as they stand between their quotes.
    pub(crate) fn cells(&self) -> &[Cell<'t>] {
        &self.cells
    }

    /// So many cells of the record: empty ones are added, those beyond are left out.
    pub(crate) fn cells_of(&mut self, count: usize) -> &[Cell<'t>] {
        self.cells.resize(count, Cell::Empty);
        &self.cells
    }

    /// The cells in which a doubled quote stands for one, and what they say.
    pub(crate) fn unquoted(&self) -> Vec<(usize, String)> {
        let doubled = self.doubled.iter();
        let single = |at: &usize| match self.cells[*at] {
            Cell::Text(text) => (*at, text.replace("\"\"", "\"")),
            Cell::Empty | Cell::Typed(_) | Cell::Sheet(_) => (*at, String::new()),
        };
        doubled.map(single).collect()
    }

    /// Where the text goes on after the record, and on which line.
    pub(crate) fn position(&self) -> (usize, u64) {
        (self.at, self.line)
    }

    /// Takes cells without quotes around them, which may hold any inside, up to one in quotes or to
    /// the end of the record.
    fn unquoted_cells(&mut self) {
        let (text, separator) = (self.text, self.separator);
        let bytes = text.as_bytes();
        let (mut at, mut ends) = (self.at, self.ends);
        let mut cells = std::mem::take(&mut self.cells);
        self.is_at_end = false;
        while bytes.get(at) != Some(&b'"') {
            let end = ends.next(bytes, separator, at);
            cells.push(if at == end {
                Cell::Empty
            } else {
                Cell::Text(&text[at..end])
            });
            if bytes.get(end) != Some(&separator) {
                at = end;
                self.is_at_end = true;
                break;
            }
            at = end + 1;
        }
        (self.at, self.ends, self.cells) = (at, ends, cells);
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
        let text = &self.text[start..end];
        self.cells.push(if text.is_empty() {
            Cell::Empty
        } else {
            Cell::Text(text)
        });
        self.line += lines(&bytes[start..end]);
        self.at = end + 1;
        self.ends = Ends::from(bytes, self.separator, self.at);
        None
    }
}

/// So many bytes are looked at together.
const TOGETHER: usize = 64;

/// Where cells without quotes may end, found for many bytes together.
#[derive(Debug, Clone, Copy)]
struct Ends {
    /// Where the bytes begin.
    from: usize,
    /// A bit for each of them at which a cell may end, those passed by aside.
    marks: u64,
}

impl Ends {
    /// Those from an offset on.
    fn from(bytes: &[u8], separator: u8, from: usize) -> Self {
        let marks = marks_from(bytes, separator, from);
        Self { from, marks }
    }

    /// The first at an offset or behind it; the end of the text is one too. Offsets only grow.
    #[inline]
    fn next(&mut self, bytes: &[u8], separator: u8, at: usize) -> usize {
        loop {
            while self.marks == 0 {
                self.from += TOGETHER;
                self.marks = marks_from(bytes, separator, self.from);
            }
            let end = self.from + self.marks.trailing_zeros() as usize;
            self.marks &= self.marks - 1;
            if end >= at {
                return end;
            }
        }
    }
}

/// A bit for each byte from an offset on that is a separator or part of an end of line; behind the
/// end of the text stand ends of lines.
fn marks_from(bytes: &[u8], separator: u8, from: usize) -> u64 {
    let rest = bytes.get(from..).unwrap_or_default();
    if let Some(together) = rest.first_chunk() {
        return marks(together, separator);
    }
    let mut together = [b'\n'; TOGETHER];
    together[..rest.len()].copy_from_slice(rest);
    marks(&together, separator)
}

/// A bit for each byte that is a separator or part of an end of line.
#[inline]
fn marks(together: &[u8; TOGETHER], separator: u8) -> u64 {
    // Written so that the processor compares many bytes at once.
    let flags = together.map(|byte| {
        u8::from(byte == separator) | u8::from(byte == b'\n') | u8::from(byte == b'\r')
    });
    let (eights, _) = flags.as_chunks::<8>();
    let eights = eights.iter().rev();
    eights.fold(0, |marks, flags| marks << 8 | packed(*flags))
}

/// Eight flags as eight bits, the first the lowest.
#[inline]
fn packed(flags: [u8; 8]) -> u64 {
    // The factor brings flag `n`, which stands at bit 8 n, to bit 56 + n, and no two sums meet.
    const TO_THE_TOP: u64 = 0x0102_0408_1020_4080;
    u64::from_le_bytes(flags).wrapping_mul(TO_THE_TOP) >> 56
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
        fn ends_of_cells_are_found_wherever_they_stand(
            text in "[ab,\r\n]{0,200}",
            from in 0_usize..200,
        ) {
            let bytes = text.as_bytes();
            let from = from.min(bytes.len());
            let mut ends = Ends::from(bytes, b',', from);
            let known = (from..bytes.len()).filter(|at| b",\r\n".contains(&bytes[*at]));
            for end in known.chain([bytes.len()]) {
                prop_assert_eq!(ends.next(bytes, b',', from), end);
            }
        }

        #[test]
        fn records_are_those_of_the_crate(text in "[ab\", \r\nề]{0,150}") {
            let (mine, is_faulty) = split(&text);
            let known = by_the_crate(&text);
            prop_assert_eq!(&known[..mine.len()], &mine[..], "{:?}", text);
            prop_assert!(is_faulty || known.len() == mine.len(), "{:?}", text);
        }
    }
}
