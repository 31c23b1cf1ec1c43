//! Which rows of a sheet are titles, headings, and rows of the table; and what merged cells mean.

use std::collections::{BTreeMap, BTreeSet};
use std::mem::discriminant;
use std::ops::Range;
use std::sync::Arc;

use super::sheet::{Merged, RawCell, RawSheet, is_within, joined};
use crate::diagnostic::Place;
use crate::locale::Locale;
use crate::table::cell::{CellFault, Value};
use crate::table::forms::FormSheet;
use crate::table::head::{LOOKED_AT, kind_of};
use crate::table::kind::{Format, Kind};

/// The rows of a sheet that hold anything, in order: number of the row, and its cells.
pub(crate) type Rows = Vec<(u32, Range<usize>)>;

/// The headings of a table: one row of them, or one above the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Head {
    /// What the table is for, where the headings tell.
    pub(crate) kind: Option<Kind>,
    /// The row of headings above, which are merged over several columns, among the rows.
    pub(crate) upper: Option<usize>,
    /// Whether some headings stand in the row above alone.
    pub(crate) is_split: bool,
    /// The row of headings among the rows.
    pub(crate) row: usize,
}

/// The rows that hold anything.
pub(crate) fn rows(sheet: &RawSheet) -> Rows {
    let mut rows = Rows::new();
    for (at, cell) in sheet.cells.iter().enumerate() {
        match rows.last_mut() {
            Some((row, cells)) if *row == cell.row => cells.end = at + 1,
            _ => rows.push((cell.row, at..at + 1)),
        }
    }
    rows
}

/// What a cell says as a heading.
pub(crate) fn heading(sheet: &RawSheet, cell: &RawCell) -> String {
    match &cell.value {
        Value::Text(..) => {
            let words = sheet.words(&cell.value).unwrap_or_default();
            words.split_whitespace().collect::<Vec<_>>().join(" ")
        }
        Value::Number(number) => number.to_string(),
        Value::Percent(number) => format!("{number} %"),
        Value::Shown(shown) => shown.text.clone(),
        Value::Date(date) => date.to_string(),
        Value::YesNo(_) | Value::Fault(_) => String::new(),
    }
}

/// Where the headings of a sheet stand, by what they say.
pub(crate) fn head(sheet: &RawSheet, rows: &Rows) -> Option<Head> {
    let texts = |at: usize| -> Vec<String> {
        let cells = &sheet.cells[rows[at].1.clone()];
        cells.iter().map(|cell| heading(sheet, cell)).collect()
    };
    for at in 0..rows.len().min(LOOKED_AT) {
        let own = texts(at);
        let alone = kind_of(own.iter().map(String::as_str));
        if has_lower(sheet, rows, at) {
            let lower = texts(at + 1);
            let both = own.iter().chain(&lower).map(String::as_str);
            if let Some(kind) = kind_of(both).or(alone) {
                return Some(Head {
                    kind: Some(kind),
                    upper: Some(at),
                    is_split: true,
                    row: at + 1,
                });
            }
        }
        // A list of units has no heading of its own beside theirs: it must be the first table.
        let is_first = rows[..at].iter().all(|(_, cells)| cells.len() < 2);
        if let Some(kind) = alone.filter(|kind| *kind != Kind::Units || is_first) {
            let above = at.checked_sub(1);
            let above = above.filter(|above| {
                rows[*above].0 + 1 == rows[at].0 && wide(sheet, rows[*above].0).next().is_some()
            });
            return Some(Head {
                kind: Some(kind),
                upper: above,
                is_split: false,
                row: at,
            });
        }
    }
    None
}

/// The headings of a blank form, which stand in a row that is agreed on, unless somebody took away or
/// added a row above it.
pub(crate) fn head_of_form(sheet: &RawSheet, rows: &Rows, form: FormSheet) -> Option<Head> {
    let header = form.header_row()?;
    let kind = match form {
        FormSheet::Nominations => Kind::Nominations(Format::Workbook),
        FormSheet::Units => Kind::Units,
        FormSheet::Votes => Kind::Votes,
        FormSheet::Scores => Kind::Marks,
        FormSheet::Guide
        | FormSheet::Ballot
        | FormSheet::Lists
        | FormSheet::Cluster
        | FormSheet::ClusterFacts => return None,
    };
    let agreed = rows.iter().position(|(row, _)| *row == header);
    let is_head = |at: &usize| {
        let texts = sheet.cells[rows[*at].1.clone()].iter();
        let texts: Vec<String> = texts.map(|cell| heading(sheet, cell)).collect();
        let of_texts = kind_of(texts.iter().map(String::as_str));
        of_texts.is_some_and(|it| discriminant(&it) == discriminant(&kind))
    };
    let moved = || (0..rows.len().min(LOOKED_AT)).find(is_head);
    let row = agreed.filter(is_head).or_else(moved).or(agreed)?;
    Some(Head {
        kind: Some(kind),
        upper: None,
        is_split: false,
        row,
    })
}

/// Which form a sheet is, by what stands in its first cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Form {
    /// Which one.
    pub(crate) sheet: FormSheet,
    /// The scheme it is of, by id; of units several, parted by commas.
    pub(crate) scheme: String,
    /// The language of its headings.
    pub(crate) locale: Locale,
}

/// Which form a sheet is, if it is one.
pub(crate) fn form(sheet: &RawSheet) -> Option<Form> {
    let first = sheet.cells.first()?;
    let text = sheet.words(&first.value)?;
    let is_first = first.row == 0 && first.column == 0;
    let (form, scheme) = FormSheet::of_mark(text).filter(|_| is_first)?;
    let mut locales = Locale::ALL.into_iter();
    let locale = locales.find(|locale| form.mark(scheme, *locale) == text);
    Some(Form {
        sheet: form,
        scheme: scheme.to_owned(),
        locale: locale.unwrap_or_default(),
    })
}

/// The first row with several cells: the headings, where nothing tells them.
pub(crate) fn first_wide(rows: &Rows) -> Option<Head> {
    let row = rows.iter().position(|(_, cells)| cells.len() > 1)?;
    Some(Head {
        kind: None,
        upper: None,
        is_split: false,
        row,
    })
}

/// The cells of a row that are merged over several columns, and of this row alone.
pub(crate) fn wide(sheet: &RawSheet, row: u32) -> impl Iterator<Item = &Merged> {
    let merged = sheet.merged.iter();
    merged.filter(move |it| it.rows == (row, row) && it.columns.0 < it.columns.1)
}

/// Whether the row below holds the lower headings of one that has some merged over several
/// columns: then nothing stands there but below those.
pub(crate) fn has_lower(sheet: &RawSheet, rows: &Rows, at: usize) -> bool {
    let (row, _) = rows[at];
    let Some((below, cells)) = rows.get(at + 1) else {
        return false;
    };
    let wide = joined(wide(sheet, row).map(|it| it.columns).collect());
    let is_below = |cell: &RawCell| is_within(&wide, cell.column);
    *below == row + 1 && !wide.is_empty() && sheet.cells[cells.clone()].iter().all(is_below)
}

/// What stands in a row of headings above each column, and whether it is merged over several.
pub(crate) fn above(sheet: &RawSheet, rows: &Rows, upper: usize) -> BTreeMap<u32, (String, bool)> {
    let (row, cells) = &rows[upper];
    let mut above = BTreeMap::new();
    let wide: BTreeMap<u32, &Merged> = wide(sheet, *row).map(|it| (it.columns.0, it)).collect();
    for cell in &sheet.cells[cells.clone()] {
        let text = heading(sheet, cell);
        let merged = wide.get(&cell.column);
        let last = merged.map_or(cell.column, |it| it.columns.1);
        for column in cell.column..=last {
            above.insert(column, (text.clone(), merged.is_some()));
        }
    }
    above
}

/// What becomes of merged cells below the headings.
#[derive(Debug, Default)]
pub(crate) struct Settled {
    /// Words that stand for each row over which they are merged, such as `D7:D9`.
    pub(crate) shared: Vec<String>,
    /// Rows that only head those below them.
    pub(crate) sections: Vec<u32>,
    /// Whether more cells are merged than a table has: then nothing is settled.
    pub(crate) is_too_large: bool,
}

/// Over so many cells the merged ones of a sheet may be spread.
const MOST_MERGED: usize = 1 << 20;

/// Settles the merged cells below a row. Words that are merged over several rows stand for each of
/// them; what else is merged is no value, as nobody can tell whose it is. Some rows are left as
/// they are.
pub(crate) fn settle(sheet: &mut RawSheet, below: u32, but: &BTreeSet<u32>) -> Settled {
    let mut settled = Settled::default();
    let Some(last) = sheet.cells.last().map(|cell| cell.row) else {
        return settled;
    };
    let merged = std::mem::take(&mut sheet.merged);
    let mut more = Vec::new();
    for it in merged
        .iter()
        .filter(|it| it.rows.0 > below && it.rows.0 <= last && !but.contains(&it.rows.0))
    {
        let first = (it.rows.0, it.columns.0);
        let place = |cell: &RawCell| (cell.row, cell.column);
        let Ok(at) = sheet.cells.binary_search_by_key(&first, place) else {
            continue;
        };
        let address = address(it);
        let is_one_column = it.columns.0 == it.columns.1;
        let is_alone = {
            let mut of_row = sheet.cells.iter().skip(at + 1).take(1);
            let before = at.checked_sub(1).map(|at| &sheet.cells[at]);
            of_row.all(|cell| cell.row != first.0) && before.is_none_or(|cell| cell.row != first.0)
        };
        if !is_one_column && is_alone && it.rows.0 == it.rows.1 {
            settled.sections.push(first.0);
            continue;
        }
        let is_words = matches!(sheet.cells[at].value, Value::Text(..));
        let value = if is_words && is_one_column {
            settled.shared.push(address);
            sheet.cells[at].value.clone()
        } else {
            let fault = CellFault::Merged(address);
            sheet.cells[at].value = Value::Fault(Box::new(fault.clone()));
            Value::Fault(Box::new(fault))
        };
        for row in it.rows.0..=it.rows.1.min(last) {
            for column in it.columns.0..=it.columns.1.min(it.columns.0 + 255) {
                if (row, column) == first {
                    continue;
                }
                if more.len() == MOST_MERGED {
                    settled.is_too_large = true;
                    return settled;
                }
                more.push(RawCell {
                    row,
                    column,
                    value: value.clone(),
                });
            }
        }
    }
    if !more.is_empty() {
        sheet.cells.append(&mut more);
        sheet.settle();
    }
    settled
}

/// Where a cell stands, by its row and column from 0.
pub(crate) fn place(file: &Arc<str>, row: u32, column: u32) -> Place {
    Place::sheet(
        file,
        u64::from(row) + 1,
        super::limits::column_letters(column),
    )
}

/// Merged cells as spreadsheets name them.
fn address(merged: &Merged) -> String {
    let from = super::addresses::address(merged.rows.0, merged.columns.0);
    let to = super::addresses::address(merged.rows.1, merged.columns.1);
    format!("{from}:{to}")
}
