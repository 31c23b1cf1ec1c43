//! The cells of Excel workbooks, by the crate `calamine`. Nothing else names it.
//!
//! What it is given has been looked at before: sizes, counts, and whatever it would take memory
//! for. Its reader of old workbooks trusts that records are as long as they should be and panics
//! where they are not (one mangled file in three hundred makes it do so), and there is no call that
//! asks beforehand. So a panic is caught here, and is a workbook that cannot be read.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{
    CellErrorType, Data, DataRef, ExcelDateTime, Reader as _, SheetType, SheetVisible, Xls, Xlsx,
    XlsxFormulaMetadata,
};
use jiff::civil::Date;

use super::biff::{self, Old};
use super::limits::{LAST_COLUMN, LAST_ROW, MOST_CELLS, Refusal};
use super::number_format::NumberFormat;
use super::sheet::{Merged, RawCell, RawSheet, number};
use super::shown::{beside, with_shown};
use super::xlsx_parts::Said;
use crate::table::cell::is_error_value;
use crate::table::cell::{CellFault, Value};

/// Does some reading in which a panic is no more than a file that cannot be read.
fn guarded<T>(read: impl FnOnce() -> Result<T, Refusal>) -> Result<T, Refusal> {
    super::panic_guard::quietly(|| catch_unwind(AssertUnwindSafe(read)))
        .unwrap_or(Err(Refusal::Broken))
}

/// The sheets of a workbook of today's kind, and what else is said of them; their cells take no more
/// memory than there is room.
pub(crate) fn read_new(
    bytes: &[u8],
    said: Said,
    mut room: usize,
) -> Result<Vec<RawSheet>, Refusal> {
    guarded(|| {
        let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|_| Refusal::Broken)?;
        let mut beside = said.sheets;
        let mut sheets = Vec::new();
        let tabs = book.sheets_metadata().to_owned();
        for tab in tabs
            .into_iter()
            .filter(|tab| tab.typ == SheetType::WorkSheet)
        {
            let mut sheet = RawSheet::named(tab.name.clone());
            sheet.is_hidden = tab.visible != SheetVisible::Visible;
            if let Some(known) = beside.remove(&tab.name) {
                sheet.hidden_rows = known.hidden_rows;
                sheet.hidden_columns = known.hidden_columns;
                sheet.merged = known.merged;
            }
            cells(&mut book, &mut sheet, room, said.recalculates)?;
            formats(&mut book, &mut sheet)?;
            room = room.checked_sub(sheet.weight()).ok_or(Refusal::TooLarge)?;
            sheets.push(sheet);
        }
        Ok(sheets)
    })
}

fn cells(
    book: &mut Xlsx<Cursor<&[u8]>>,
    sheet: &mut RawSheet,
    room: usize,
    recalculates: bool,
) -> Result<(), Refusal> {
    let title = sheet.title.clone();
    let mut reader = book
        .worksheet_cells_reader(&title)
        .map_err(|_| Refusal::Broken)?;
    // By where it stands in memory: a shared text is kept once.
    let mut shared: BTreeMap<usize, Value> = BTreeMap::new();
    while let Some(cell) = reader
        .next_cell_with_formula_metadata()
        .map_err(|_| Refusal::Broken)?
    {
        let (row, column) = cell.pos;
        let is_stale = recalculates && cell.formula.as_ref().is_some_and(computes);
        let value = match cell.value {
            DataRef::Empty if cell.formula.as_ref().is_some_and(computes) => {
                Some(fault(CellFault::Formula))
            }
            DataRef::Empty => None,
            DataRef::SharedString(text) => {
                let value = shared.entry(text.as_ptr() as usize);
                let value =
                    value.or_insert_with(|| words(text, sheet).unwrap_or(Value::Text(0, 0)));
                Some(value.clone()).filter(|value| *value != Value::Text(0, 0))
            }
            DataRef::String(text) => words(&text, sheet),
            DataRef::Int(number) => Some(Value::Number(number.into())),
            DataRef::Float(float) => Some(number(float)),
            DataRef::Bool(flag) => Some(Value::YesNo(flag)),
            DataRef::DateTime(at) => Some(day(at)),
            DataRef::DateTimeIso(text) => Some(iso_day(&text)),
            DataRef::DurationIso(_) => Some(fault(CellFault::Time)),
            DataRef::Error(error) => Some(failed(&error)),
        };
        if value.is_none() && !is_stale {
            continue;
        }
        if row > LAST_ROW || column > LAST_COLUMN || sheet.cells.len() >= MOST_CELLS {
            return Err(Refusal::TooLarge);
        }
        match value {
            Some(value) if !is_stale => sheet.put(row, column, value),
            value => sheet.put_stale(row, column, value),
        }
        if sheet.weight() > room {
            return Err(Refusal::TooLarge);
        }
    }
    Ok(())
}

/// Whether a formula gives this cell a value of its own.
fn computes(formula: &XlsxFormulaMetadata) -> bool {
    match formula {
        XlsxFormulaMetadata::Normal { formula } => !formula.is_empty(),
        _ => true,
    }
}

/// Makes of each number what its format shows.
fn formats(book: &mut Xlsx<Cursor<&[u8]>>, sheet: &mut RawSheet) -> Result<(), Refusal> {
    sheet.settle();
    let title = sheet.title.clone();
    let mut reader = book
        .worksheet_cells_reader(&title)
        .map_err(|_| Refusal::Broken)?;
    let format = |style: &calamine::Style| {
        let format = style.number_format.as_ref()?;
        NumberFormat::of(&format.format_code)
    };
    let formats: Vec<Option<NumberFormat>> = reader.styles().iter().map(format).collect();
    if formats.iter().all(Option::is_none) {
        return Ok(());
    }
    while let Some((row, column, style)) = reader.next_style_id().map_err(|_| Refusal::Broken)? {
        let Some(Some(format)) = formats.get(style) else {
            continue;
        };
        let place = |cell: &RawCell| (cell.row, cell.column);
        let at = sheet.cells.binary_search_by_key(&(row, column), place);
        if let Ok(at) = at {
            let value = sheet.cells[at].value.clone();
            sheet.cells[at].value = formatted(value, Some(format));
            sheet.beside += beside(&sheet.cells[at].value);
        }
    }
    Ok(())
}

/// What a format makes of a number.
fn formatted(value: Value, format: Option<&NumberFormat>) -> Value {
    let (Value::Number(number), Some(format)) = (&value, format) else {
        return value;
    };
    let shown = format.show(number);
    let hundredfold = || number.multiply(&crate::number::Number::HUNDRED);
    let value = match format.is_percent {
        true => match hundredfold() {
            Some(number) => Value::Percent(number),
            None => return fault(CellFault::Number(number.to_string())),
        },
        false => value,
    };
    match shown {
        Some(shown) => with_shown(value, &shown),
        None => value,
    }
}

/// The sheets of an old workbook.
pub(crate) fn read_old(old: Old) -> Result<Vec<RawSheet>, Refusal> {
    guarded(|| {
        let mut book: Xls<_> =
            Xls::new(Cursor::new(&old.file[..])).map_err(|error| match error {
                calamine::XlsError::Password => Refusal::Password,
                _ => Refusal::Broken,
            })?;
        let tabs = book.sheets_metadata().to_owned();
        let titles = tabs.iter().map(|tab| tab.name.as_str());
        let mut known_sheets = biff::by_title(old.sheets, titles)?;
        let mut sheets = Vec::new();
        for tab in tabs
            .into_iter()
            .filter(|tab| tab.typ == SheetType::WorkSheet)
        {
            let mut sheet = RawSheet::named(tab.name.clone());
            sheet.is_hidden = tab.visible != SheetVisible::Visible;
            let merged = book
                .merge_cells_by_sheet_name(&tab.name)
                .unwrap_or_default();
            sheet.merged = merged
                .iter()
                .map(|it| Merged {
                    rows: (it.start.0, it.end.0),
                    columns: (it.start.1, it.end.1),
                })
                .collect();
            let mut known = known_sheets.remove(&tab.name).unwrap_or_default();
            sheet.hidden_rows = known.hidden_rows;
            sheet.hidden_columns = known.hidden_columns;
            let range = book
                .worksheet_range(&tab.name)
                .map_err(|_| Refusal::Broken)?;
            let (top, left) = range.start().unwrap_or_default();
            for (row, column, data) in range.used_cells() {
                let (Ok(row), Ok(column)) = (u32::try_from(row), u32::try_from(column)) else {
                    return Err(Refusal::TooLarge);
                };
                let (row, column) = (top + row, left + column);
                let format = known.formats.get(&(row, column));
                let format = format.and_then(|format| old.formats.get(format));
                let value = old_value(data, &mut sheet).map(|value| formatted(value, format));
                sheet.beside += value.as_ref().map_or(0, beside);
                if known.uncalculated.remove(&(row, column)) {
                    sheet.put_stale(row, column, value);
                } else if let Some(value) = value {
                    sheet.put(row, column, value);
                }
            }
            for (row, column) in known.uncalculated {
                sheet.put_stale(row, column, None);
            }
            sheets.push(sheet);
        }
        Ok(sheets)
    })
}

fn old_value(data: &Data, sheet: &mut RawSheet) -> Option<Value> {
    Some(match data {
        Data::Empty => return None,
        Data::String(text) => return words(text, sheet),
        Data::Int(number) => Value::Number((*number).into()),
        Data::Float(float) => number(*float),
        Data::Bool(flag) => Value::YesNo(*flag),
        Data::DateTime(at) => day(*at),
        Data::DateTimeIso(text) => iso_day(text),
        Data::DurationIso(_) => fault(CellFault::Time),
        Data::Error(error) => failed(error),
    })
}

fn words(text: &str, sheet: &mut RawSheet) -> Option<Value> {
    if is_error_value(text) {
        return Some(fault(CellFault::Error(text.to_owned())));
    }
    (!text.is_empty()).then(|| sheet.text(text))
}

fn fault(fault: CellFault) -> Value {
    Value::Fault(Box::new(fault))
}

fn failed(error: &CellErrorType) -> Value {
    fault(CellFault::Error(error.to_string()))
}

/// The day of a moment; a time of the day is none.
fn day(at: ExcelDateTime) -> Value {
    let serial = at.as_f64();
    if at.is_duration() || !(1.0..2_958_466.0).contains(&serial) {
        return fault(CellFault::Time);
    }
    let (year, month, day, ..) = at.to_ymd_hms_milli();
    let date = || {
        let year = i16::try_from(year).ok()?;
        let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        Date::new(year, month, day).ok()
    };
    date().map_or_else(|| fault(CellFault::Time), Value::Date)
}

fn iso_day(text: &str) -> Value {
    let day = text.get(..10).and_then(|day| day.parse().ok());
    day.map_or_else(|| fault(CellFault::Time), Value::Date)
}
