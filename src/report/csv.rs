//! A table for spreadsheets: UTF-8 with its mark, parted and numbered as Excel in that language
//! expects it, and nothing in it that a spreadsheet would run as a formula.
//!
//! Rows are written cell by cell as they are told, and handed on some at a time: a table of a
//! million rows is never in memory as a whole.

use std::borrow::Cow;
use std::io::{self, Write};

use super::page::Table;
use crate::locale::Locale;
use crate::number::{Number, Rounding, write_count};

/// So many bytes are handed on together.
const TOGETHER: usize = 1 << 16;

/// A cell as it is written, the same in many rows.
pub(super) struct Ready(Vec<u8>);

/// Writes a table row by row.
pub(super) struct Writer<'o> {
    out: &'o mut dyn Write,
    /// In UTF-8: nobody looks at it as letters.
    text: Vec<u8>,
    separator: u8,
    point: char,
    /// How many cells the row has so far, and where it begins.
    cells: usize,
    start: usize,
}

impl<'o> Writer<'o> {
    /// A writer of a table in a language.
    pub(super) fn new(out: &'o mut dyn Write, locale: Locale) -> Self {
        // Excel takes a file without the mark for windows-1258.
        let mut text = Vec::with_capacity(TOGETHER + TOGETHER / 8);
        text.extend_from_slice("\u{feff}".as_bytes());
        Self {
            out,
            start: text.len(),
            text,
            // Vietnamese Excel takes the comma for the decimal sign, and parts cells by semicolons.
            separator: locale.of(b';', b','),
            point: locale.point(),
            cells: 0,
        }
    }

    /// Writes a cell of words.
    pub(super) fn cell(&mut self, words: &str) {
        self.part();
        if !words.is_empty() {
            write_cell(words, self.separator, &mut self.text);
        }
    }

    /// A cell of words to be written in many rows.
    pub(super) fn ready(&self, words: &str) -> Ready {
        let mut text = Vec::new();
        write_cell(words, self.separator, &mut text);
        Ready(text)
    }

    /// Writes a cell that was made ready.
    pub(super) fn put(&mut self, cell: &Ready) {
        self.part();
        self.text.extend_from_slice(&cell.0);
    }

    /// Writes an empty cell.
    pub(super) fn empty(&mut self) {
        self.part();
    }

    /// Writes a cell of points, with a scheme's digits; an empty one where there are none.
    pub(super) fn points(&mut self, points: Option<&Number>, round: Rounding) {
        self.part();
        if let Some(points) = points {
            points.write_rounded(round.digits, self.point, &mut self.text);
        }
    }

    /// Writes a cell of a whole number.
    pub(super) fn whole(&mut self, number: usize) {
        self.part();
        write_count(number, &mut self.text);
    }

    /// Ends the row.
    ///
    /// # Errors
    /// What came of handing rows on.
    pub(super) fn end(&mut self) -> io::Result<()> {
        // An empty line would be no row.
        if self.cells == 1 && self.text.len() == self.start {
            self.text.extend_from_slice(b"\"\"");
        }
        self.text.extend_from_slice(b"\r\n");
        self.cells = 0;
        if self.text.len() >= TOGETHER {
            self.finish()?;
        }
        self.start = self.text.len();
        Ok(())
    }

    /// Hands on what is left.
    ///
    /// # Errors
    /// What came of it.
    pub(super) fn finish(&mut self) -> io::Result<()> {
        self.out.write_all(&self.text)?;
        self.text.clear();
        Ok(())
    }

    #[inline]
    fn part(&mut self) {
        if self.cells > 0 {
            self.text.push(self.separator);
        }
        self.cells += 1;
    }
}

fn write_cell(words: &str, separator: u8, text: &mut Vec<u8>) {
    if begins_harmlessly(words) && !has_marks(words, separator) {
        text.extend_from_slice(words.as_bytes());
        return;
    }
    let words = guard(words);
    if !has_marks(&words, separator) {
        text.extend_from_slice(words.as_bytes());
        return;
    }
    text.push(b'"');
    for (at, piece) in words.split('"').enumerate() {
        if at > 0 {
            text.extend_from_slice(b"\"\"");
        }
        text.extend_from_slice(piece.as_bytes());
    }
    text.push(b'"');
}

/// Whether there is anything in a cell for which it needs quotes, or a control.
fn has_marks(words: &str, separator: u8) -> bool {
    let is_mark = |byte: u8| byte < b' ' || byte == b'"' || byte == separator;
    words
        .bytes()
        .fold(false, |found, byte| found | is_mark(byte))
}

/// Writes a table that is in memory.
pub(super) fn write(table: &Table, locale: Locale) -> String {
    let mut bytes = Vec::new();
    write_into(table, locale, &mut bytes).expect("memory takes everything");
    String::from_utf8(bytes).expect("the cells are UTF-8")
}

fn write_into(table: &Table, locale: Locale, bytes: &mut Vec<u8>) -> io::Result<()> {
    let table = table.printed(locale);
    let mut writer = Writer::new(bytes, locale);
    for column in &table.columns {
        writer.cell(&column.heading);
    }
    writer.end()?;
    for row in &table.rows {
        for cell in &row.cells {
            writer.cell(cell);
        }
        writer.end()?;
    }
    writer.finish()
}

/// A cell that no spreadsheet takes for a formula: a leading apostrophe makes it words. Plain
/// numbers below zero stay numbers.
fn guard(cell: &str) -> Cow<'_, str> {
    let clean = if cell.contains('\0') {
        Cow::Owned(cell.replace('\0', ""))
    } else {
        Cow::Borrowed(cell)
    };
    let formula = clean
        .trim_start_matches([' ', '\u{a0}', '\u{3000}', '\n', '\u{feff}'])
        .starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    if formula && !is_number(&clean) {
        format!("'{clean}").into()
    } else {
        clean
    }
}

/// Whether a cell begins with a letter or a digit, as nearly every cell does: its first byte tells.
fn begins_harmlessly(cell: &str) -> bool {
    let first = cell.bytes().next().unwrap_or(b'0');
    first.is_ascii_alphanumeric() || matches!(first, 0xC3..=0xE1)
}

fn is_number(cell: &str) -> bool {
    let digits = cell.strip_prefix('-').unwrap_or(cell);
    let (whole, fraction) = digits.split_once([',', '.']).unwrap_or((digits, "0"));
    let plain = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    plain(whole) && plain(fraction)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::page::Columns;
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for formula in [
            "=1+1",
            "+84905123456",
            "-2+3",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            " =1",
            "\0=1",
            "\u{a0}=1",
            "\u{3000}=1",
            "\u{feff}=1",
            "＝1+1",
            "－1+1",
            "-",
            "-2,5,5",
        ] {
            assert!(guard(formula).starts_with('\''), "{formula:?}");
            assert!(!begins_harmlessly(formula), "{formula:?}");
        }
        for harmless in [
            "-2,5",
            "-2.5",
            "-3",
            "92,50",
            "TT-01",
            "Hòa Vang",
            "",
            "Đà Nẵng",
            "Ấp",
        ] {
            assert_eq!(guard(harmless), harmless);
            assert!(begins_harmlessly(harmless) || harmless.starts_with('-'));
        }
    }

    #[test]
    fn each_language_opens_rightly_in_its_excel() {
        let table = Columns::of([()])
            .words("Tên", |()| "Thôn A; \"khéo\"")
            .number("Điểm", |()| "92.50")
            .table();
        assert_eq!(
            write(&table, Locale::Vi),
            "\u{feff}Tên;Điểm\r\n\"Thôn A; \"\"khéo\"\"\";92,50\r\n"
        );
        assert_eq!(
            write(&table, Locale::En),
            "\u{feff}Tên,Điểm\r\n\"Thôn A; \"\"khéo\"\"\",92.50\r\n"
        );
    }

    proptest! {
        #[test]
        fn a_reader_gets_back_what_was_written(
            rows in proptest::collection::vec(proptest::collection::vec("[a;,\" \r\nề]{0,5}", 3), 1..6),
        ) {
            let table = Columns::of(&rows)
                .words("x", |row| &row[0])
                .words("y", |row| &row[1])
                .words("z", |row| &row[2])
                .table();
            for (locale, separator) in [(Locale::Vi, b';'), (Locale::En, b',')] {
                let text = write(&table, locale);
                let reader = csv::ReaderBuilder::new()
                    .delimiter(separator)
                    .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
                let read: Vec<Vec<String>> = reader
                    .into_deserialize()
                    .collect::<Result<_, _>>()
                    .expect("it is sound");
                let guarded = rows.iter().map(|row| row.iter().map(|cell| guard(cell).into_owned()));
                let guarded: Vec<Vec<String>> = guarded.map(Iterator::collect).collect();
                prop_assert_eq!(read, guarded);
            }
        }
    }
}
