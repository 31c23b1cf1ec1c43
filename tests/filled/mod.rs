//! Forms filled in as a person does it in a spreadsheet: some cells hold something afterwards, a
//! sheet is copied and renamed, and nothing else is touched.
//!
//! What is filled in is told in plain lines, which people can read beside a form:
//!
//! ```text
//! # Danh sách đề nghị
//! B11: CN-01 | Nguyễn Thị Hà | cá nhân
//! # Phiếu chấm điểm → CN-01
//! C4: CN-01
//! ```
//!
//! `#` names the sheet, and after an arrow how its copy is called. A line has the first of some
//! cells beside each other and what goes into each; one that is left empty stays as it was. What
//! looks like a number or a day is one, as when it is typed.

use std::io::{Cursor, Read as _, Write as _};

use jiff::civil::{Date, date};

/// A workbook that is being filled in, part by part as it stands in its file.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Filled {
    parts: Vec<(String, String)>,
}

/// Where the names of the sheets stand, in their order; the part of each has its number.
const BOOK: &str = "xl/workbook.xml";

impl Filled {
    /// A workbook as it was written.
    pub(crate) fn open(bytes: &[u8]) -> Self {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("it is an archive");
        let mut parts = Vec::new();
        for at in 0..archive.len() {
            let mut part = archive.by_index(at).expect("the part is there");
            let name = part.name().expect("it has a name").into_owned();
            let mut text = String::new();
            part.read_to_string(&mut text).expect("its parts are texts");
            parts.push((name, text));
        }
        Self { parts }
    }

    /// Does what some lines say.
    pub(crate) fn follow(&mut self, lines: &str) {
        let mut sheet = String::new();
        for line in lines.lines().filter(|line| !line.trim().is_empty()) {
            if let Some(name) = line.strip_prefix("# ") {
                sheet = match name.split_once(" → ") {
                    Some((from, name)) => {
                        self.copy(from, name);
                        name.to_owned()
                    }
                    None => name.to_owned(),
                };
                continue;
            }
            let (first, cells) = line
                .split_once(": ")
                .expect("a cell, and what goes into it");
            let (row, column) = address(first);
            for (at, text) in (column..).zip(cells.split('|')) {
                if !text.trim().is_empty() {
                    self.put(&sheet, (row, at), text.trim());
                }
            }
        }
    }

    /// Types something into a cell, by row and column from 0.
    pub(crate) fn put(&mut self, sheet: &str, at: (u32, u16), text: &str) {
        let number = typed(text);
        self.set(sheet, at, number.as_deref().ok_or(text));
    }

    /// Puts words into a cell, which stay words whatever they look like.
    pub(crate) fn write(&mut self, sheet: &str, at: (u32, u16), text: &str) {
        self.set(sheet, at, Err(text));
    }

    /// Puts a number into a cell, or words.
    fn set(&mut self, sheet: &str, at: (u32, u16), value: Result<&str, &str>) {
        let part = self.part(sheet);
        let start = format!("<c r=\"{}\"", name(at));
        let style = |part: &str, from: usize| {
            let tag = part[from..].split('>').next()?;
            let style = tag.split(" s=\"").nth(1)?.split('"').next()?;
            Some(format!(" s=\"{style}\""))
        };
        let (range, style) = match part.find(&start) {
            Some(from) => {
                let open = from + part[from..].find('>').expect("the tag is closed") + 1;
                let end = match part[from..open].ends_with("/>") {
                    true => open,
                    false => from + part[from..].find("</c>").expect("the cell is closed") + 4,
                };
                (from..end, style(part, from))
            }
            // Right of what the form has drawn, or below: there a cell looks like the one above.
            None => {
                let tag = format!("<row r=\"{}\"", at.0 + 1);
                let row = part.find(&tag).unwrap_or_else(|| {
                    let end = part.find("</sheetData>").expect("the sheet has cells");
                    part.insert_str(end, &format!("{tag}></row>"));
                    end
                });
                let end = row + part[row..].find("</row>").expect("the row is closed");
                let mut above = (0..at.0).rev().map(|row| name((row, at.1)));
                let above = above.find_map(|name| part.find(&format!("<c r=\"{name}\"")));
                (end..end, above.and_then(|above| style(part, above)))
            }
        };
        let style = style.unwrap_or_default();
        let cell = match value {
            Ok(number) => format!("{start}{style}><v>{number}</v></c>"),
            Err(text) => {
                let text = text.replace('&', "&amp;").replace('<', "&lt;");
                let text = format!("<is><t xml:space=\"preserve\">{text}</t></is>");
                format!("{start}{style} t=\"inlineStr\">{text}</c>")
            }
        };
        part.replace_range(range, &cell);
    }

    /// Copies a sheet under a name, behind all others.
    pub(crate) fn copy(&mut self, from: &str, name: &str) {
        let number = self.names().len() + 1;
        let sheet = self.part(from).clone();
        let new = format!("xl/worksheets/sheet{number}.xml");
        let mut add = |part: &str, before: &str, text: String| {
            let (_, part) = self.named(part);
            let at = part.find(before).expect("the part has its end");
            part.insert_str(at, &text);
        };
        let id = format!("rIdCopy{number}");
        let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        add(
            BOOK,
            "</sheets>",
            format!("<sheet name=\"{name}\" sheetId=\"{number}\" r:id=\"{id}\"/>"),
        );
        add(
            "xl/_rels/workbook.xml.rels",
            "</Relationships>",
            format!(
                "<Relationship Id=\"{id}\" Type=\"{kind}/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>"
            ),
        );
        let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml";
        add(
            "[Content_Types].xml",
            "</Types>",
            format!("<Override PartName=\"/{new}\" ContentType=\"{kind}\"/>"),
        );
        self.parts.push((new, sheet));
    }

    /// Calls a sheet otherwise.
    pub(crate) fn rename(&mut self, from: &str, name: &str) {
        let (from, name) = (format!("name=\"{from}\""), format!("name=\"{name}\""));
        let (_, book) = self.named(BOOK);
        *book = book.replacen(&from, &name, 1);
    }

    /// Whether a form has drawn anything in a row, from 0.
    pub(crate) fn has_row(&mut self, sheet: &str, row: u32) -> bool {
        self.part(sheet)
            .contains(&format!("<row r=\"{}\"", row + 1))
    }

    /// How many rows a sheet has, those below its table too.
    pub(crate) fn rows(&mut self, sheet: &str) -> u32 {
        let rows = self.part(sheet).split("<row r=\"").skip(1);
        let rows = rows.filter_map(|rest| rest.split('"').next()?.parse().ok());
        rows.max().unwrap_or_default()
    }

    /// The first row below a table that is merged over the whole width, from 0.
    pub(crate) fn merged_across(&mut self, sheet: &str) -> u32 {
        let merged = self.part(sheet).split("<mergeCell ref=\"A").skip(1);
        let rows = merged.filter_map(|rest| rest.split(':').next()?.parse::<u32>().ok());
        let below = rows.filter(|row| *row > 9).min();
        below.expect("there are notes below the table") - 1
    }

    /// The workbook as it is saved.
    pub(crate) fn save(&self) -> Vec<u8> {
        let mut file = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default();
        for (name, text) in &self.parts {
            file.start_file(name, options).expect("a part can be begun");
            file.write_all(text.as_bytes())
                .expect("a part can be written");
        }
        file.finish().expect("the file can be closed").into_inner()
    }

    fn named(&mut self, name: &str) -> &mut (String, String) {
        let mut parts = self.parts.iter_mut();
        let part = parts.find(|(own, _)| own == name);
        part.unwrap_or_else(|| panic!("there is no {name}"))
    }

    /// The sheets in their order.
    fn names(&mut self) -> Vec<String> {
        let (_, book) = self.named(BOOK);
        let sheets = book.split("<sheet name=\"").skip(1);
        let names = sheets.filter_map(|rest| rest.split('"').next());
        names.map(|name| name.replace("&amp;", "&")).collect()
    }

    fn part(&mut self, sheet: &str) -> &mut String {
        let names = self.names();
        let at = names.iter().position(|name| name == sheet);
        let at = at.unwrap_or_else(|| panic!("there is no sheet {sheet} in {names:?}"));
        let (_, part) = self.named(&format!("xl/worksheets/sheet{}.xml", at + 1));
        part
    }
}

/// The number that a spreadsheet makes of what is typed.
fn typed(text: &str) -> Option<String> {
    let turned = |text: &str| {
        let mut parts = text.split('/').rev();
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        Some(format!("{year}-{month:0>2}-{day:0>2}"))
    };
    let day = turned(text).unwrap_or_else(|| text.to_owned());
    if let Ok(day) = day.parse::<Date>() {
        let since = day - date(1899, 12, 30);
        return Some(since.get_days().to_string());
    }
    let number = text.replacen(',', ".", 1);
    let digits = number.strip_prefix('-').unwrap_or(&number);
    let is_number = digits.starts_with(|first: char| first.is_ascii_digit())
        && digits.ends_with(|last: char| last.is_ascii_digit())
        && digits.bytes().all(|it| it.is_ascii_digit() || it == b'.')
        && digits.matches('.').count() < 2;
    is_number.then_some(number)
}

/// The name of a cell, by row and column from 0.
pub(crate) fn name((row, column): (u32, u16)) -> String {
    let letters = rust_xlsxwriter::utility::column_number_to_name(column);
    format!("{letters}{}", row + 1)
}

/// A cell by its name.
fn address(name: &str) -> (u32, u16) {
    let letters = name.trim_end_matches(|it: char| it.is_ascii_digit());
    let row: u32 = name[letters.len()..].parse().expect("a row has a number");
    let column = rust_xlsxwriter::utility::column_name_to_number(letters);
    (row - 1, column)
}
