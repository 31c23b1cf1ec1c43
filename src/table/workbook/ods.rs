//! OpenDocument sheets (`.ods`).
//!
//! The crate `calamine` reads these too, but a table that repeats one cell a billion times is laid
//! out in memory there, and what is hidden, merged or shown as a percentage is not told. The format
//! says all of it in one stream of elements, so that it is read here.

use std::collections::BTreeSet;

use jiff::civil::Date;
use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};

use super::limits::{LAST_COLUMN, LAST_ROW, Refusal};
use super::sheet::{Merged, RawSheet, number, percent};
use super::shown::{beside, with_shown};
use crate::table::cell::is_error_value;
use crate::table::cell::{CellFault, Value};
use crate::zipped::Unzipped;

/// The sheets of a workbook, whose cells take no more memory than there is room.
pub(crate) fn read(unzipped: &mut Unzipped<'_>, room: usize) -> Result<Vec<RawSheet>, Refusal> {
    let manifest = unzipped.part("META-INF/manifest.xml")?;
    if manifest.is_some_and(|text| text.contains("encryption-data")) {
        return Err(Refusal::Password);
    }
    let content = unzipped.part("content.xml")?.ok_or(Refusal::Broken)?;
    let mut reading = Reading {
        xml: Reader::from_str(&content),
        hidden_styles: BTreeSet::new(),
        sheets: Vec::new(),
        room,
    };
    reading.xml.config_mut().expand_empty_elements = true;
    reading.content()?;
    Ok(reading.sheets)
}

struct Reading<'x> {
    xml: Reader<&'x [u8]>,
    /// The styles of tables that are not shown, and of rows and columns without height or width.
    hidden_styles: BTreeSet<String>,
    sheets: Vec<RawSheet>,
    /// How much memory cells may still take.
    room: usize,
}

/// A cell as it is told, before it is known how often it stands there.
struct ParsedCell {
    value: Option<Value>,
    repeated: u32,
    rows: u32,
    columns: u32,
}

impl<'x> Reading<'x> {
    fn next(&mut self) -> Result<Event<'x>, Refusal> {
        self.xml.read_event().map_err(|_| Refusal::Broken)
    }

    fn content(&mut self) -> Result<(), Refusal> {
        let mut style = None;
        loop {
            match self.next()? {
                Event::Start(e) => match e.name().0 {
                    "style:style" => style = attribute(&e, "style:name"),
                    "style:table-properties" => {
                        let is_hidden =
                            attribute(&e, "table:display").is_some_and(|it| it == "false");
                        self.hidden_styles
                            .extend(style.clone().filter(|_| is_hidden));
                    }
                    "style:table-row-properties" | "style:table-column-properties" => {
                        let sizes = ["style:row-height", "style:column-width"];
                        let is_flat = sizes.iter().any(|size| is_nothing(&e, size));
                        self.hidden_styles.extend(style.clone().filter(|_| is_flat));
                    }
                    "table:table" => {
                        let style = attribute(&e, "table:style-name").unwrap_or_default();
                        let mut sheet =
                            RawSheet::named(attribute(&e, "table:name").unwrap_or_default());
                        sheet.is_hidden = self.hidden_styles.contains(&style);
                        self.table(&mut sheet)?;
                        self.sheets.push(sheet);
                    }
                    // Changes that were made before, and data of other files.
                    "table:tracked-changes" | "table:dde-links" => self.skip(&e)?,
                    _ => {}
                },
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    /// Goes past an element and all that stands in it.
    fn skip(&mut self, start: &BytesStart<'_>) -> Result<(), Refusal> {
        let end = self.xml.read_to_end(start.name());
        end.map(|_| ()).map_err(|_| Refusal::Broken)
    }

    /// Whether a row or a column is hidden, or has no height or width, which hides it as well.
    fn is_hidden(&self, e: &BytesStart<'_>) -> bool {
        let style = attribute(e, "table:style-name");
        attribute(e, "table:visibility").is_some_and(|it| it != "visible")
            || style.is_some_and(|style| self.hidden_styles.contains(&style))
    }

    fn table(&mut self, sheet: &mut RawSheet) -> Result<(), Refusal> {
        let (mut row, mut column) = (0_u32, 0_u32);
        loop {
            match self.next()? {
                Event::Start(e) => match e.name().0 {
                    "table:table-column" => {
                        let count = count(&e, "table:number-columns-repeated");
                        if self.is_hidden(&e) && column <= LAST_COLUMN {
                            let last = column.saturating_add(count - 1).min(LAST_COLUMN);
                            sheet.hidden_columns.push((column, last));
                        }
                        column = column.saturating_add(count);
                    }
                    "table:table-row" => {
                        let count = count(&e, "table:number-rows-repeated");
                        if self.is_hidden(&e) && row <= LAST_ROW {
                            let last = row.saturating_add(count - 1).min(LAST_ROW);
                            sheet.hidden_rows.push((row, last));
                        }
                        self.row(sheet, row, count)?;
                        row = row.saturating_add(count);
                    }
                    // Pictures and notes hold tables and texts of their own.
                    "table:shapes" | "office:forms" => self.skip(&e)?,
                    "table:table" => return Err(Refusal::Broken),
                    _ => {}
                },
                Event::End(e) if e.name().0 == "table:table" => return Ok(()),
                Event::Eof => return Err(Refusal::Broken),
                _ => {}
            }
        }
    }

    /// A row that stands there so many times.
    fn row(&mut self, sheet: &mut RawSheet, row: u32, times: u32) -> Result<(), Refusal> {
        let mut column = 0_u32;
        let from = sheet.cells.len();
        loop {
            match self.next()? {
                Event::Start(e) => match e.name().0 {
                    "table:table-cell" | "table:covered-table-cell" => {
                        let is_covered = e.name().0 == "table:covered-table-cell";
                        let told = self.cell(sheet, &e)?;
                        if !is_covered && (told.rows > 1 || told.columns > 1) {
                            sheet.merged.push(Merged {
                                rows: (row, row.saturating_add(told.rows - 1)),
                                columns: (column, column.saturating_add(told.columns - 1)),
                            });
                        }
                        // What lies beneath a merged cell is not shown, and is not meant.
                        let value = told.value.filter(|_| !is_covered);
                        if let Some(value) = value {
                            let last = column.checked_add(told.repeated - 1);
                            let last = last.filter(|last| *last <= LAST_COLUMN);
                            let last = last.ok_or(Refusal::TooLarge)?;
                            self.take(told.repeated, beside(&value))?;
                            sheet.beside += beside(&value) * told.repeated as usize;
                            for column in column..=last {
                                sheet.put(row, column, value.clone());
                            }
                        }
                        column = column.saturating_add(told.repeated);
                    }
                    _ => self.skip(&e)?,
                },
                Event::End(e) if e.name().0 == "table:table-row" => break,
                Event::Eof => return Err(Refusal::Broken),
                _ => {}
            }
        }
        let cells = sheet.cells.len() - from;
        if cells == 0 {
            return Ok(());
        }
        if row
            .checked_add(times - 1)
            .is_none_or(|last| last > LAST_ROW)
        {
            return Err(Refusal::TooLarge);
        }
        for again in 1..times {
            for at in from..from + cells {
                let cell = &sheet.cells[at];
                let (column, value) = (cell.column, cell.value.clone());
                self.take(1, beside(&value))?;
                sheet.beside += beside(&value);
                sheet.put(row + again, column, value);
            }
        }
        Ok(())
    }

    /// Takes memory for so many cells, and for so many bytes beside each.
    fn take(&mut self, cells: u32, beside: usize) -> Result<(), Refusal> {
        let each = size_of::<super::sheet::RawCell>().checked_add(beside);
        let taken = each.and_then(|each| each.checked_mul(cells as usize));
        let left = taken.and_then(|taken| self.room.checked_sub(taken));
        self.room = left.ok_or(Refusal::TooLarge)?;
        Ok(())
    }

    fn cell(&mut self, sheet: &mut RawSheet, e: &BytesStart<'_>) -> Result<ParsedCell, Refusal> {
        let (mut kind, mut other_kind) = (None, None);
        let (mut float, mut day, mut flag, mut string) = (None, None, None, None);
        let mut has_formula = false;
        let (mut repeated, mut rows, mut columns) = (1, 1, 1);
        for attribute in e.attributes().with_checks(false) {
            let attribute = attribute.map_err(|_| Refusal::Broken)?;
            let value = unescape(&attribute.value).map_err(|_| Refusal::Broken)?;
            let count = || value.parse().unwrap_or(1_u32).max(1);
            match attribute.key.0 {
                "office:value-type" => kind = Some(value.into_owned()),
                "calcext:value-type" => other_kind = Some(value.into_owned()),
                "office:value" => float = value.parse::<f64>().ok(),
                "office:date-value" => day = value.get(..10).and_then(|day| day.parse().ok()),
                "office:boolean-value" => flag = Some(value == "true"),
                "office:string-value" => string = Some(value.into_owned()),
                "table:formula" => has_formula = true,
                "table:number-columns-repeated" => repeated = count(),
                "table:number-rows-spanned" => rows = count(),
                "table:number-columns-spanned" => columns = count(),
                _ => {}
            }
        }
        let (text, is_shown) = self.text(e.name().0)?;
        // A format may show other words than the value.
        let words = string.unwrap_or(text);
        // A cell without any paragraph was not written by a program that shows it.
        let as_shown = |value: Value| match is_shown {
            true => with_shown(value, &words),
            false => value,
        };
        let value = match (kind.as_deref(), other_kind.as_deref()) {
            (_, Some("error")) => Some(fault(CellFault::Error(words))),
            (Some("float" | "currency"), _) => {
                Some(as_shown(number(float.ok_or(Refusal::Broken)?)))
            }
            (Some("percentage"), _) => Some(as_shown(percent(float.ok_or(Refusal::Broken)?))),
            (Some("boolean"), _) => Some(Value::YesNo(flag == Some(true))),
            (Some("date"), _) => {
                let day: Option<Date> = day;
                Some(day.map_or_else(|| fault(CellFault::Time), Value::Date))
            }
            (Some("time"), _) => Some(fault(CellFault::Time)),
            (None, _) if words.is_empty() && has_formula => Some(fault(CellFault::Formula)),
            _ if is_error_value(&words) => Some(fault(CellFault::Error(words))),
            _ if words.is_empty() => None,
            _ => {
                self.room = self
                    .room
                    .checked_sub(words.len())
                    .ok_or(Refusal::TooLarge)?;
                Some(sheet.text(&words))
            }
        };
        Ok(ParsedCell {
            value,
            repeated,
            rows,
            columns,
        })
    }

    /// The words of a cell, up to its end: one line a paragraph; and whether there is any.
    fn text(&mut self, end: &str) -> Result<(String, bool), Refusal> {
        let mut text = String::new();
        let mut is_first = true;
        loop {
            match self.next()? {
                Event::Text(it) => text.push_str(&it.xml10_content()),
                Event::CData(it) => text.push_str(&it.xml10_content()),
                Event::GeneralRef(it) => {
                    let entity = format!("&{};", &*it);
                    text.push_str(&unescape(&entity).map_err(|_| Refusal::Broken)?);
                }
                Event::Start(e) => match e.name().0 {
                    "text:p" | "text:h" if std::mem::take(&mut is_first) => {}
                    "text:p" | "text:h" => text.push('\n'),
                    // However many spaces there are said to be, one parts words as well.
                    "text:s" | "text:tab" => text.push(' '),
                    "text:line-break" => text.push('\n'),
                    // Notes, pictures, and tables within a cell are no part of its words.
                    "office:annotation" | "table:table" => self.skip(&e)?,
                    name if name.starts_with("draw:") => self.skip(&e)?,
                    _ => {}
                },
                Event::End(e) if e.name().0 == end => return Ok((text, !is_first)),
                Event::Eof => return Err(Refusal::Broken),
                _ => {}
            }
        }
    }
}

fn fault(fault: CellFault) -> Value {
    Value::Fault(Box::new(fault))
}

/// The value of an attribute, where there is one that can be read.
fn attribute(e: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = e.try_get_attribute(name).ok()??;
    unescape(&attribute.value)
        .ok()
        .map(std::borrow::Cow::into_owned)
}

/// How often something stands there, or how many cells it covers: once, where nothing is said.
fn count(e: &BytesStart<'_>, name: &str) -> u32 {
    let count = attribute(e, name).and_then(|text| text.parse().ok());
    count.unwrap_or(1).max(1)
}

/// Whether a length such as `0cm` is none.
fn is_nothing(e: &BytesStart<'_>, name: &str) -> bool {
    attribute(e, name).is_some_and(|length| {
        let number = length
            .trim()
            .trim_end_matches(|it: char| it.is_alphabetic() || it == '%');
        number.parse::<f64>().is_ok_and(|number| number <= 0.0)
    })
}
