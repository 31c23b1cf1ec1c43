//! The old format of Excel (`.xls`), as far as these tests need it: one sheet of cells.

use std::io::{Cursor, Write as _};

use jiff::civil::date;

use super::sheet::{Sheet, TITLE, Value};

/// A workbook of a sheet.
pub(crate) fn workbook(sheet: &Sheet) -> Vec<u8> {
    let mut book = Stream::default();
    book.begins(0x0005);
    book.record(0x0042, &[0xB0, 0x04]);
    let mut format = 164_u16.to_le_bytes().to_vec();
    format.extend(text("dd/mm/yyyy"));
    book.record(0x041E, &format);
    let codes = codes(sheet);
    for (number, code) in (165_u16..).zip(&codes) {
        let mut format = number.to_le_bytes().to_vec();
        format.extend(text(code));
        book.record(0x041E, &format);
    }
    let own = (165_u16..).take(codes.len());
    for format in [0_u16, 10, 164].into_iter().chain(own) {
        let mut style = vec![0; 20];
        style[2..4].copy_from_slice(&format.to_le_bytes());
        book.record(0x00E0, &style);
    }
    let units: Vec<u16> = TITLE.encode_utf16().collect();
    let name = [u8::try_from(units.len()).expect("a short name"), 1];
    // Its place, its state and kind, its name.
    let length = 4 + 2 + 2 + units.len() * 2;
    let start = book.0.len() + 4 + length + 4;
    let mut tab = u32::try_from(start)
        .expect("a small file")
        .to_le_bytes()
        .to_vec();
    tab.extend([0, 0]);
    tab.extend(name);
    tab.extend(units.iter().flat_map(|unit| unit.to_le_bytes()));
    book.record(0x0085, &tab);
    book.record(0x000A, &[]);
    book.sheet(sheet, &codes);
    let mut file =
        cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new()))
            .expect("a file can be made");
    let mut stream = file
        .create_stream("/Workbook")
        .expect("a stream can be made");
    stream.write_all(&book.0).expect("it can be written");
    // Short streams are kept elsewhere in such a file.
    stream
        .write_all(&vec![0; 4_096_usize.saturating_sub(book.0.len())])
        .expect("it can be written");
    stream.flush().expect("it can be written");
    drop(stream);
    file.into_inner().into_inner()
}

/// The codes of formats that its cells have.
fn codes(sheet: &Sheet) -> Vec<&'static str> {
    let mut codes = Vec::new();
    for value in sheet.cells.values() {
        if let Value::Shown(_, code, _) = value
            && !codes.contains(code)
        {
            codes.push(*code);
        }
    }
    codes
}

/// A text with its length before it.
fn text(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut bytes = u16::try_from(units.len())
        .expect("a short text")
        .to_le_bytes()
        .to_vec();
    bytes.push(1);
    bytes.extend(units.iter().flat_map(|unit| unit.to_le_bytes()));
    bytes
}

#[derive(Default)]
struct Stream(Vec<u8>);

impl Stream {
    fn record(&mut self, kind: u16, data: &[u8]) {
        let length = u16::try_from(data.len()).expect("a short record");
        self.0.extend(kind.to_le_bytes());
        self.0.extend(length.to_le_bytes());
        self.0.extend(data);
    }

    fn begins(&mut self, what: u16) {
        let mut data = vec![0; 16];
        data[..2].copy_from_slice(&0x0600_u16.to_le_bytes());
        data[2..4].copy_from_slice(&what.to_le_bytes());
        self.record(0x0809, &data);
    }

    fn sheet(&mut self, sheet: &Sheet, codes: &[&str]) {
        self.begins(0x0010);
        for column in &sheet.hidden_columns {
            let column = column.to_le_bytes();
            let mut data = vec![column[0], column[1], column[0], column[1], 0, 9, 0, 0, 1, 0];
            data.extend([0, 0]);
            self.record(0x007D, &data);
        }
        for row in &sheet.hidden_rows {
            let mut data = vec![0; 16];
            data[..2].copy_from_slice(&u16::try_from(*row).expect("few rows").to_le_bytes());
            data[6..8].copy_from_slice(&300_u16.to_le_bytes());
            data[12] = 0x20;
            self.record(0x0208, &data);
        }
        for ((row, column), value) in &sheet.cells {
            let (style, kind, rest) = cell(value, codes);
            let mut data = u16::try_from(*row)
                .expect("few rows")
                .to_le_bytes()
                .to_vec();
            data.extend(column.to_le_bytes());
            data.extend(style.to_le_bytes());
            data.extend(rest);
            self.record(kind, &data);
        }
        let mut merged = u16::try_from(sheet.merged.len())
            .expect("few")
            .to_le_bytes()
            .to_vec();
        for ((top, left), (bottom, right)) in &sheet.merged {
            let row = |row: &u32| u16::try_from(*row).expect("few rows");
            let ends = [row(top), row(bottom), *left, *right];
            merged.extend(ends.iter().flat_map(|end| end.to_le_bytes()));
        }
        self.record(0x00E5, &merged);
        self.record(0x000A, &[]);
    }
}

/// The style of a cell, the kind of its record, and what it holds.
fn cell(value: &Value, codes: &[&str]) -> (u16, u16, Vec<u8>) {
    let number = |style, number: f64| (style, 0x0203, number.to_le_bytes().to_vec());
    match value {
        Value::Text(words) => (0, 0x0204, text(words)),
        Value::Number(it) => number(0, *it),
        Value::Grouped(it) => number(0, f64::from(*it)),
        Value::Percent(it) => number(1, *it),
        Value::Shown(held, code, _) => {
            let at = codes
                .iter()
                .position(|it| it == code)
                .expect("it has a style");
            number(3 + u16::try_from(at).expect("few formats"), *held)
        }
        Value::Day(day) => {
            let since = *day - date(1899, 12, 30);
            number(2, f64::from(since.get_days()))
        }
        Value::YesNo(flag) => (0, 0x0205, vec![u8::from(*flag), 0]),
    }
}
