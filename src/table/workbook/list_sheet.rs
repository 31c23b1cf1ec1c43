//! A sheet that is a list: its headings, and its rows as a table.

use crate::table::encoding::legacy_file;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::sync::Arc;

use super::addresses::{listed, row_span, spans};
use super::doubts;
use super::layout;
use super::layout::{Form, Head, Rows};
use super::legacy_cells::refuse_legacy;
use super::limits::column_letters;
use super::sheet::{RawCell, RawSheet, Span, is_within, joined};
use super::unrecognised;
use crate::diagnostic::{Diagnostics, Place};
use crate::locale::Locale;
use crate::table::aside_rows::{AsideRows, Filled, LastRow, MOST_NOTES, RowRole};
use crate::table::cell::{Cell, Value};
use crate::table::forms::{FormSheet, is_for_people, lists};
use crate::table::kind::{Format, Kind};
use crate::table::problem::SheetProblem;
use crate::table::rows::{Heading, Part, Parts, Row, RowKey, Table};
use crate::table::titles::of_sheet;

/// A sheet whose rows are those of a table, such as a list of nominations.
#[derive(Debug)]
pub(crate) struct ListSheet {
    /// The file and the sheet: `ky-2025.xlsx:Danh sách`.
    file: Arc<str>,
    kind: Kind,
    /// The form that it is, where it is one.
    form: Option<Form>,
    pub(crate) sheet: RawSheet,
    headings: Vec<Heading>,
    /// Where each heading stands, from 0.
    pub(crate) columns: Vec<u32>,
    /// The rows of the table.
    pub(crate) rows: Rows,
}

impl ListSheet {
    /// What it is for.
    pub(crate) fn kind(&self) -> Kind {
        self.kind
    }

    /// The form that it is, where it is one.
    pub(crate) fn form(&self) -> Option<&Form> {
        self.form.as_ref()
    }

    /// Understands a sheet that is not empty, `facts` being what columns of facts may be called, and tells what is worth telling of it; one that is
    /// nothing known is told so.
    pub(crate) fn understand(
        file: &Arc<str>,
        mut sheet: RawSheet,
        facts: &BTreeSet<String>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Self> {
        let place = || Place::File(Arc::clone(file));
        let form = layout::form(&sheet);
        let legacy = refuse_legacy(&mut sheet, file, diagnostics);
        let rows = layout::rows(&sheet);
        let told = match &form {
            Some(form) => layout::head_of_form(&sheet, &rows, form.sheet),
            None => layout::head(&sheet, &rows),
        };
        let named = of_sheet(&sheet.title).filter(|_| form.is_none());
        let head = told.or_else(|| layout::first_wide(&rows).filter(|_| named.is_some()));
        let known = head.and_then(|head| Some((head, head.kind.or(named)?)));
        let Some((head, kind)) = known else {
            match legacy {
                Some(found) => diagnostics.report(place(), legacy_file(&found)),
                None => {
                    let problem = unrecognised::problem(&sheet, &rows, facts);
                    let problem = problem.unwrap_or(SheetProblem::Unknown {});
                    diagnostics.report(place(), problem);
                }
            }
            return None;
        };
        let kind = match kind {
            Kind::Nominations(_) => Kind::Nominations(Format::Workbook),
            kind => kind,
        };
        if sheet.is_hidden {
            diagnostics.report(place(), SheetProblem::Hidden {});
        }
        let texts = texts(&sheet, &rows, head);
        let last_head = rows[head.row].0;
        report_hidden(&sheet, &rows, &texts, last_head, file, diagnostics);
        let from = rows.partition_point(|(row, _)| *row <= last_head);
        let mut worksheet = Self {
            file: Arc::clone(file),
            kind,
            form,
            headings: Vec::new(),
            columns: Vec::new(),
            rows: rows[from..].to_vec(),
            sheet,
        };
        worksheet.take_headings(&texts, last_head);
        let (mut left_out, idle) = worksheet.rows_that_name_nobody();
        let settled = layout::settle(&mut worksheet.sheet, last_head, &left_out);
        if settled.is_too_large {
            diagnostics.report(place(), SheetProblem::TooLarge {});
            return None;
        }
        left_out.extend(&settled.sections);
        if !settled.shared.is_empty() {
            let cells = listed(settled.shared.into_iter());
            diagnostics.report(place(), SheetProblem::MergedWords { cells });
        }
        // What merged cells say stands in more rows and columns now.
        worksheet.rows = layout::rows(&worksheet.sheet);
        worksheet
            .rows
            .retain(|(row, _)| *row > last_head && !left_out.contains(row) && !idle.contains(row));
        worksheet.headings.clear();
        worksheet.columns.clear();
        worksheet.take_headings(&texts, last_head);
        // What people wrote around their counts, or in the columns that check them, is no row.
        let columns = &worksheet.columns;
        let cells = &worksheet.sheet.cells;
        worksheet.rows.retain(|(_, of_row)| {
            let mut of_row = cells[of_row.clone()].iter();
            of_row.any(|cell| columns.binary_search(&cell.column).is_ok())
        });
        worksheet.report_doubts(diagnostics);
        let end = worksheet.own_end(last_head);
        left_out.retain(|row| *row < end);
        if !left_out.is_empty() {
            let rows = listed(spans(&left_out).into_iter().map(row_span));
            diagnostics.report(place(), SheetProblem::RowsAside { rows });
        }
        Some(worksheet)
    }

    /// The rows that name nobody and are reported, and those of which nothing is to be said.
    fn rows_that_name_nobody(&self) -> (BTreeSet<u32>, BTreeSet<u32>) {
        let aside = AsideRows::of(self.kind, &self.headings);
        let (mut left_out, mut idle) = (BTreeSet::new(), BTreeSet::new());
        for (at, (row, _)) in self.rows.iter().enumerate() {
            match aside.role(&self.filled(at)) {
                RowRole::Listed => {}
                RowRole::Idle => drop(idle.insert(*row)),
                RowRole::Aside => drop(left_out.insert(*row)),
            }
        }
        if let [(first, _), ..] = &self.rows[..] {
            let second = self.rows.get(1).map(|_| self.filled(1));
            if aside.numbers_columns(&self.filled(0), &second.unwrap_or_default()) {
                left_out.insert(*first);
            }
        }
        let key = aside.key().map(|key| self.columns[key]);
        let merged = self.sheet.merged.iter().filter(|it| {
            let (first, last) = it.columns;
            first < last && key.is_some_and(|key| (first..=last).contains(&key))
        });
        let merged = joined(merged.map(|it| it.rows).collect());
        let from = self.rows.len().saturating_sub(MOST_NOTES);
        let last = (from..self.rows.len()).map(|at| LastRow {
            number: u64::from(self.rows[at].0),
            cells: self.filled(at),
            is_merged: is_within(&merged, self.rows[at].0),
        });
        let notes = from + aside.before_notes(&last.collect::<Vec<_>>());
        left_out.extend(self.rows[notes..].iter().map(|(row, _)| *row));
        (left_out, idle)
    }

    /// The row from which on what names nobody is the form's own: below the last count of the votes, or
    /// where people sign a list.
    fn own_end(&self, last_head: u32) -> u32 {
        match self.form.as_ref().map(|form| form.sheet) {
            Some(FormSheet::Votes) => self.rows.last().map_or(last_head, |(row, _)| *row),
            Some(FormSheet::Nominations | FormSheet::Units) => {
                let says = |cell: &RawCell, line: &str| layout::heading(&self.sheet, cell) == line;
                let mut cells = self.sheet.cells.iter().rev();
                let signed = cells.find(|cell| {
                    let mut all = Locale::ALL.into_iter();
                    all.any(|locale| says(cell, lists::foot(locale)[0][0]))
                });
                signed.map_or(u32::MAX, |cell| cell.row)
            }
            _ => u32::MAX,
        }
    }

    /// What is filled in a row, by its index.
    fn filled(&self, at: usize) -> Vec<Filled<'_>> {
        let cells = self.sheet.cells[self.rows[at].1.clone()].iter();
        let filled = cells.map(|cell| Filled {
            heading: self
                .columns
                .binary_search(&cell.column)
                .unwrap_or(usize::MAX),
            text: layout::heading(&self.sheet, cell).into(),
            is_words: matches!(cell.value, Value::Text(..)),
        });
        filled.collect()
    }

    /// Reports what is doubtful about the cells of the table.
    fn report_doubts(&self, diagnostics: &mut Diagnostics) {
        let is_read = |row: u32, column: u32| {
            let is_row = self.rows.binary_search_by_key(&row, |(row, _)| *row);
            is_row.is_ok() && self.columns.binary_search(&column).is_ok()
        };
        doubts::report_stale(&self.sheet, is_read, &self.file, diagnostics);
        let cells = self.rows.iter();
        let cells = cells.flat_map(|(_, cells)| &self.sheet.cells[cells.clone()]);
        let headed = (&self.headings[..], &self.columns[..]);
        doubts::report_swapped_days(&self.sheet, cells, headed, diagnostics);
    }

    /// The headings of every column that has one, or anything below.
    fn take_headings(&mut self, texts: &BTreeMap<u32, (String, Option<String>)>, row: u32) {
        let mut columns: BTreeSet<u32> = texts.keys().copied().collect();
        for (_, cells) in &self.rows {
            columns.extend(
                self.sheet.cells[cells.clone()]
                    .iter()
                    .map(|cell| cell.column),
            );
        }
        let form = self.form.as_ref().map(|form| form.sheet);
        for column in columns {
            let (text, above) = texts.get(&column).cloned().unwrap_or_default();
            if form.is_some_and(|form| is_for_people(form, &text)) {
                continue;
            }
            self.headings.push(Heading {
                text,
                above,
                place: Place::sheet(&self.file, u64::from(row) + 1, column_letters(column)),
            });
            self.columns.push(column);
        }
    }
}

/// What stands above each column: its heading, and the one that is merged over it and others.
pub(crate) fn texts(
    sheet: &RawSheet,
    rows: &Rows,
    head: Head,
) -> BTreeMap<u32, (String, Option<String>)> {
    let upper = head.upper.map(|upper| layout::above(sheet, rows, upper));
    let upper = upper.unwrap_or_default();
    let mut texts = BTreeMap::new();
    for (column, (text, is_wide)) in &upper {
        if head.is_split && !is_wide {
            texts.insert(*column, (text.clone(), None));
        }
    }
    for cell in &sheet.cells[rows[head.row].1.clone()] {
        let above = upper
            .get(&cell.column)
            .filter(|(text, is_wide)| *is_wide && !text.is_empty());
        let above = above.map(|(text, _)| text.clone());
        texts.insert(cell.column, (layout::heading(sheet, cell), above));
    }
    texts.retain(|_, (text, _)| !text.is_empty());
    texts
}

/// Tells of hidden rows and columns that hold anything of the table: they are read all the same.
pub(crate) fn report_hidden(
    sheet: &RawSheet,
    rows: &Rows,
    texts: &BTreeMap<u32, (String, Option<String>)>,
    head: u32,
    file: &Arc<str>,
    diagnostics: &mut Diagnostics,
) {
    let place = || Place::File(Arc::clone(file));
    let hidden = sheet.hidden_rows.iter().filter(|(_, last)| *last > head);
    let hidden: Vec<Span> = hidden
        .map(|(first, last)| ((*first).max(head + 1), *last))
        .collect();
    if !hidden.is_empty() {
        let rows = listed(hidden.into_iter().map(row_span));
        diagnostics.report(place(), SheetProblem::HiddenRows { rows });
    }
    let below = rows.partition_point(|(row, _)| *row <= head);
    let below = rows[below..].iter();
    let below = below.flat_map(|(_, cells)| &sheet.cells[cells.clone()]);
    let below = below.map(|cell| cell.column);
    let filled: BTreeSet<u32> = texts.keys().copied().chain(below).collect();
    let used = |(first, last): Span| filled.range(first..=last).next().is_some();
    let columns = sheet
        .hidden_columns
        .iter()
        .copied()
        .filter(|span| used(*span));
    let columns: Vec<String> = columns
        .map(|(first, last)| {
            let (first, last) = (column_letters(first), column_letters(last));
            if first == last {
                first
            } else {
                format!("{first}:{last}")
            }
        })
        .collect();
    if !columns.is_empty() {
        let columns = listed(columns.into_iter());
        diagnostics.report(place(), SheetProblem::HiddenColumns { columns });
    }
}

impl Table for ListSheet {
    fn file(&self) -> &Arc<str> {
        &self.file
    }

    fn headings(&self) -> &[Heading] {
        &self.headings
    }

    fn scheme(&self) -> Option<&str> {
        let form = self.form.as_ref()?;
        // What is known of units may be asked by several schemes.
        (form.sheet != FormSheet::Units).then_some(form.scheme.as_str())
    }

    fn parts(&self) -> Parts<'_> {
        Part::of_rows(self.rows.len())
    }

    fn visit_part(
        &self,
        part: &Part<'_>,
        diagnostics: &mut Diagnostics,
        row: &mut dyn FnMut(Row<'_>, &mut Diagnostics),
    ) -> ControlFlow<()> {
        let mut cells = vec![Cell::Empty; self.columns.len()];
        for ordinal in part.rows() {
            let (number, of_row) = &self.rows[ordinal];
            cells.fill(Cell::Empty);
            let mut at = 0;
            for cell in &self.sheet.cells[of_row.clone()] {
                while self
                    .columns
                    .get(at)
                    .is_some_and(|column| *column < cell.column)
                {
                    at += 1;
                }
                if self.columns.get(at) == Some(&cell.column) {
                    cells[at] = self.sheet.cell(&cell.value);
                }
            }
            let key = RowKey {
                ordinal,
                number: u64::from(*number) + 1,
            };
            let found = Diagnostics::new();
            row(
                Row {
                    key,
                    cells: &cells,
                    found,
                },
                diagnostics,
            );
        }
        ControlFlow::Continue(())
    }

    fn place(&self, row: RowKey, column: Option<usize>) -> Place {
        match column {
            Some(column) => {
                let letters = column_letters(self.columns[column]);
                let heading = &self.headings[column].text;
                Place::sheet(&self.file, row.number, letters).under(heading)
            }
            None => Place::cell(&self.file, row.number, ""),
        }
    }
}
