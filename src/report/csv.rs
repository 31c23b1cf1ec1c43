//! A table for spreadsheets: UTF-8 with its mark, parted and numbered as Excel in that language
//! expects it, and nothing in it that a spreadsheet would run as a formula.
//!
//! Rows are written cell by cell and handed on some at a time: a table of a million rows is never in
//! memory as a whole.

use std::borrow::Cow;
use std::io::{self, Write};

use csv::{Terminator, WriterBuilder};

use super::options::Options;
use super::page::Table;
use crate::locale::Locale;
use crate::number::{Number, Rounding, write_count};
use crate::text::looks_like_a_formula;

/// How many bytes are handed on together.
const TOGETHER: usize = 1 << 16;

/// Writes a table row by row.
pub(super) struct Writer<'o> {
    out: csv::Writer<&'o mut dyn Write>,
    point: char,
    /// The digits of the number that is written.
    number: Vec<u8>,
}

impl<'o> Writer<'o> {
    /// A writer of a table in a language.
    ///
    /// # Errors
    /// What came of writing.
    pub(super) fn new(out: &'o mut dyn Write, locale: Locale) -> io::Result<Self> {
        // Excel takes a file without the mark for windows-1258.
        out.write_all("\u{feff}".as_bytes())?;
        let out = WriterBuilder::new()
            // Vietnamese Excel takes the comma for the decimal sign, and parts cells by semicolons.
            .delimiter(locale.of(b';', b','))
            .terminator(Terminator::CRLF)
            .buffer_capacity(TOGETHER)
            .from_writer(out);
        Ok(Self {
            out,
            point: locale.point(),
            number: Vec::new(),
        })
    }

    /// Writes a cell of text.
    ///
    /// # Errors
    /// What came of writing.
    pub(super) fn cell(&mut self, text: &str) -> io::Result<()> {
        Ok(self.out.write_field(&*guard_all(text))?)
    }

    /// Writes a cell of points, with a scheme's digits.
    ///
    /// # Errors
    /// What came of writing.
    pub(super) fn points(&mut self, points: &Number, round: Rounding) -> io::Result<()> {
        self.number.clear();
        points.write_rounded(round.digits, self.point, &mut self.number);
        Ok(self.out.write_field(&self.number)?)
    }

    /// Writes a cell of a whole number.
    ///
    /// # Errors
    /// What came of writing.
    pub(super) fn whole(&mut self, number: usize) -> io::Result<()> {
        self.number.clear();
        write_count(number, &mut self.number);
        Ok(self.out.write_field(&self.number)?)
    }

    /// Ends the row.
    ///
    /// # Errors
    /// What came of writing.
    pub(super) fn end(&mut self) -> io::Result<()> {
        Ok(self.out.write_record(None::<&[u8]>)?)
    }

    /// Ends the table with a comment of by what it was made, and hands on what is left.
    ///
    /// # Errors
    /// What came of writing.
    pub(super) fn finish(mut self, columns: usize, options: &Options) -> io::Result<()> {
        if let Some(imprint) = options.imprint() {
            self.cell(&format!("# {imprint}"))?;
            // A row as wide as the others, as programs that read tables ask for.
            (1..columns).try_for_each(|_| self.cell(""))?;
            self.end()?;
        }
        self.out.flush()
    }
}

/// Writes a table that is in memory.
///
/// # Errors
/// What came of writing.
pub(super) fn write(table: &Table, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let table = table.printed(options.locale);
    let mut writer = Writer::new(out, options.locale)?;
    let headings = table.columns.iter();
    headings
        .map(|column| &column.heading)
        .try_for_each(|heading| writer.cell(heading))?;
    writer.end()?;
    for row in &table.rows {
        row.cells.iter().try_for_each(|cell| writer.cell(cell))?;
        writer.end()?;
    }
    writer.finish(table.columns.len(), options)
}

/// Where one or another spreadsheet parts cells and rows.
const SEPARATORS: [char; 5] = [',', ';', '\t', '\n', '\r'];

/// A cell that no spreadsheet takes for a formula, nor what follows a separator in it: set to another
/// language, a spreadsheet parts it there, quotes or not.
fn guard_all(cell: &str) -> Cow<'_, str> {
    let whole = guard(cell);
    if !whole.contains(SEPARATORS) {
        return whole;
    }
    let mut guarded = String::with_capacity(whole.len());
    for (at, piece) in whole.split_inclusive(SEPARATORS).enumerate() {
        let text = piece.strip_suffix(SEPARATORS).unwrap_or(piece);
        let is_formula = !text.starts_with([' ', '\u{a0}']) && looks_like_a_formula(text);
        if at > 0 && is_formula && !is_number(text) {
            guarded.push('\'');
        }
        guarded.push_str(piece);
    }
    guarded.into()
}

/// A cell that no spreadsheet takes for a formula: a leading apostrophe makes it text. Plain
/// numbers below zero stay numbers.
fn guard(cell: &str) -> Cow<'_, str> {
    let clean = if cell.contains('\0') {
        Cow::Owned(cell.replace('\0', ""))
    } else {
        Cow::Borrowed(cell)
    };
    if looks_like_a_formula(&clean) && !is_number(&clean) {
        format!("'{clean}").into()
    } else {
        clean
    }
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

    fn text(table: &Table, locale: Locale) -> String {
        let mut bytes = Vec::new();
        let options = Options {
            locale,
            ..Options::default()
        };
        write(table, &options, &mut bytes).expect("memory takes everything");
        String::from_utf8(bytes).expect("the cells are UTF-8")
    }

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
            "'=1",
        ] {
            assert!(guard(formula).starts_with('\''), "{formula:?}");
        }
        for (cell, guarded) in [
            ("Thôn A,=cmd", "Thôn A,'=cmd"),
            ("Thôn A;@b\n+c", "Thôn A;'@b\n'+c"),
            ("a,-5;b - c, - d", "a,-5;b - c, - d"),
            ("-2,5,5", "'-2,5,5"),
            ("-2,5", "-2,5"),
        ] {
            assert_eq!(guard_all(cell), guarded);
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
        }
    }

    #[test]
    fn each_language_opens_rightly_in_its_excel() {
        let table = Columns::of([()])
            .words("Tên", |()| "Thôn A; \"khéo\"")
            .number("Điểm", |()| "92.50")
            .table();
        assert_eq!(
            text(&table, Locale::Vi),
            "\u{feff}Tên;Điểm\r\n\"Thôn A; \"\"khéo\"\"\";92,50\r\n"
        );
        assert_eq!(
            text(&table, Locale::En),
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
                let text = text(&table, locale);
                let reader = csv::ReaderBuilder::new()
                    .delimiter(separator)
                    .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
                let read: Vec<Vec<String>> = reader
                    .into_deserialize()
                    .collect::<Result<_, _>>()
                    .expect("it is sound");
                let guarded = rows.iter().map(|row| row.iter().map(|cell| guard_all(cell).into_owned()));
                let guarded: Vec<Vec<String>> = guarded.map(Iterator::collect).collect();
                prop_assert_eq!(read, guarded);
            }
        }
    }
}
