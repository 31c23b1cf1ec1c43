//! A sheet in the making, free of any format, and the file of each format that it becomes.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use jiff::civil::Date;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    Text(String),
    Number(f64),
    /// A whole number whose thousands are shown apart.
    Grouped(i32),
    /// A number, the code of its format, and what is seen of it, with a point before decimals.
    Shown(f64, &'static str, String),
    /// A part of one that is shown as a percentage.
    Percent(f64),
    Day(Date),
    YesNo(bool),
}

impl Value {
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// What a person sees.
    fn shown(&self, has_comma: bool) -> String {
        let number = |number: f64| {
            let text = number.to_string();
            if has_comma {
                text.replace('.', ",")
            } else {
                text
            }
        };
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(it) => number(*it),
            Self::Shown(_, _, text) if has_comma => text.replace('.', ","),
            Self::Shown(_, _, text) => text.clone(),
            Self::Grouped(it) if *it >= 1_000 => {
                let point = if has_comma { '.' } else { ',' };
                format!("{}{point}{:03}", it / 1_000, it % 1_000)
            }
            Self::Grouped(it) => it.to_string(),
            Self::Percent(it) => format!("{}%", number(hundredfold(*it))),
            Self::Day(day) => day.strftime("%d/%m/%Y").to_string(),
            Self::YesNo(flag) => flag.to_string().to_uppercase(),
        }
    }
}

#[expect(clippy::float_arithmetic, reason = "workbooks hold binary fractions")]
fn hundredfold(part: f64) -> f64 {
    (part * 1000.0).round() / 10.0
}

/// A row and a column, from 0.
pub(crate) type At = (u32, u16);

/// A sheet.
#[derive(Debug, Default)]
pub(crate) struct Sheet {
    pub(crate) cells: BTreeMap<At, Value>,
    /// From where to where; the first cell holds what they say.
    pub(crate) merged: Vec<(At, At)>,
    pub(crate) hidden_rows: Vec<u32>,
    pub(crate) hidden_columns: Vec<u16>,
}

/// The kinds of files a sheet may become.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Xlsx,
    Xls,
    Ods,
    /// With commas and points, or with semicolons and decimal commas.
    Csv(bool),
}

impl Kind {
    pub(crate) const ALL: [Self; 5] = [
        Self::Xlsx,
        Self::Xls,
        Self::Ods,
        Self::Csv(false),
        Self::Csv(true),
    ];

    pub(crate) fn is_workbook(self) -> bool {
        !matches!(self, Self::Csv(_))
    }

    /// The name of the file and its bytes.
    pub(crate) fn file(self, sheet: &Sheet) -> (&'static str, Vec<u8>) {
        match self {
            Self::Xlsx => ("ds.xlsx", xlsx(sheet)),
            Self::Xls => ("ds.xls", super::biff::workbook(sheet)),
            Self::Ods => ("ds.ods", ods(sheet)),
            Self::Csv(has_comma) => ("ds.csv", csv(sheet, has_comma)),
        }
    }
}

/// The name of the only sheet.
pub(crate) const TITLE: &str = "Tổng hợp";

fn xlsx(sheet: &Sheet) -> Vec<u8> {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    page.set_name(TITLE).expect("a good name");
    let plain = Format::new();
    for ((top, left), (bottom, right)) in &sheet.merged {
        let merged = page.merge_range(*top, *left, *bottom, *right, "", &plain);
        merged.expect("cells can be merged");
    }
    let percent = Format::new().set_num_format("0.0%");
    let grouped = Format::new().set_num_format("#,##0.00");
    let day = Format::new().set_num_format("dd/mm/yyyy");
    for ((row, column), value) in &sheet.cells {
        let (row, column) = (*row, *column);
        let written = match value {
            Value::Text(text) => page.write(row, column, text),
            Value::Number(number) => page.write(row, column, *number),
            Value::Grouped(number) => page.write_with_format(row, column, *number, &grouped),
            Value::Percent(part) => page.write_with_format(row, column, *part, &percent),
            Value::Shown(held, code, _) => {
                let format = Format::new().set_num_format(*code);
                page.write_with_format(row, column, *held, &format)
            }
            Value::Day(date) => {
                let (month, of_month) = (date.month().unsigned_abs(), date.day().unsigned_abs());
                let date = ExcelDateTime::from_ymd(date.year().unsigned_abs(), month, of_month);
                page.write_with_format(row, column, date.expect("a day"), &day)
            }
            Value::YesNo(flag) => page.write(row, column, *flag),
        };
        written.expect("a cell can be written");
    }
    for row in &sheet.hidden_rows {
        page.set_row_hidden(*row).expect("a row can be hidden");
    }
    for column in &sheet.hidden_columns {
        page.set_column_hidden(*column)
            .expect("a column can be hidden");
    }
    book.save_to_buffer().expect("a workbook can be written")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
}

fn ods(sheet: &Sheet) -> Vec<u8> {
    let (rows, columns) = sheet.size();
    let mut table = String::new();
    for column in 0..columns {
        let is_hidden = sheet.hidden_columns.contains(&column);
        let hidden = if is_hidden {
            " table:visibility=\"collapse\""
        } else {
            ""
        };
        write!(table, "<table:table-column{hidden}/>").expect("a string takes any text");
    }
    for row in 0..rows {
        let is_hidden = sheet.hidden_rows.contains(&row);
        let hidden = if is_hidden {
            " table:visibility=\"collapse\""
        } else {
            ""
        };
        write!(table, "<table:table-row{hidden}>").expect("a string takes any text");
        for column in 0..columns {
            table.push_str(&ods_cell(sheet, (row, column)));
        }
        table.push_str("</table:table-row>");
    }
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content><office:body><office:spreadsheet>\
         <table:table table:name=\"{TITLE}\">{table}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    let mut file = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    file.start_file("content.xml", options)
        .expect("a part can be begun");
    file.write_all(content.as_bytes())
        .expect("a part can be written");
    file.finish().expect("the file can be closed").into_inner()
}

fn ods_cell(sheet: &Sheet, at: At) -> String {
    let is_in = |((top, left), (bottom, right)): &&(At, At)| {
        (*top..=*bottom).contains(&at.0) && (*left..=*right).contains(&at.1)
    };
    let merged = sheet.merged.iter().find(is_in);
    if merged.is_some_and(|(first, _)| *first != at) {
        return "<table:covered-table-cell/>".to_owned();
    }
    let span = merged.map_or(String::new(), |((top, left), (bottom, right))| {
        let (rows, columns) = (bottom - top + 1, right - left + 1);
        format!(" table:number-rows-spanned=\"{rows}\" table:number-columns-spanned=\"{columns}\"")
    });
    let Some(value) = sheet.cells.get(&at) else {
        return format!("<table:table-cell{span}/>");
    };
    let kind = match value {
        Value::Text(_) => "office:value-type=\"string\"".to_owned(),
        Value::Number(number) => format!("office:value-type=\"float\" office:value=\"{number}\""),
        Value::Grouped(number) => format!("office:value-type=\"float\" office:value=\"{number}\""),
        Value::Shown(held, code, _) if code.contains('%') => {
            format!("office:value-type=\"percentage\" office:value=\"{held}\"")
        }
        Value::Shown(held, ..) => format!("office:value-type=\"float\" office:value=\"{held}\""),
        Value::Percent(part) => format!("office:value-type=\"percentage\" office:value=\"{part}\""),
        Value::Day(day) => format!("office:value-type=\"date\" office:date-value=\"{day}\""),
        Value::YesNo(flag) => {
            format!("office:value-type=\"boolean\" office:boolean-value=\"{flag}\"")
        }
    };
    let shown = escaped(&value.shown(true));
    format!("<table:table-cell {kind}{span}><text:p>{shown}</text:p></table:table-cell>")
}

fn csv(sheet: &Sheet, has_comma: bool) -> Vec<u8> {
    let (rows, columns) = sheet.size();
    let separator = if has_comma { b';' } else { b',' };
    let mut out = csv::WriterBuilder::new()
        .delimiter(separator)
        .from_writer(Vec::new());
    for row in 0..rows {
        let cells = (0..columns).map(|column| {
            let value = sheet.cells.get(&(row, column));
            value.map_or(String::new(), |value| value.shown(has_comma))
        });
        out.write_record(cells).expect("a row can be written");
    }
    out.into_inner().expect("the file can be closed")
}

impl Sheet {
    pub(crate) fn put(&mut self, row: u32, column: u16, value: Value) {
        self.cells.insert((row, column), value);
    }

    /// How many rows and columns it has.
    fn size(&self) -> (u32, u16) {
        let rows = self.cells.keys().map(|(row, _)| row + 1).max();
        let columns = self.cells.keys().map(|(_, column)| column + 1).max();
        let merged = self.merged.iter().map(|(_, (_, right))| right + 1).max();
        (rows.unwrap_or(0), columns.max(merged).unwrap_or(0))
    }
}
