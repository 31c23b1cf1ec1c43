//! The sheet of an emulation cluster (bảng chấm điểm, bảng số liệu của cụm): all its units beside each
//! other, criteria or facts in the rows; or of marks the other way round.
//!
//! As a table it is what the same words would be in `marks.csv`, a row a mark, or in
//! `nominations.csv`, a row a unit. Which it is, and which way it lies, is told by its headings
//! ([`head`]); the stage and who marked stand in lines above them ([`above`]).

mod above;
mod head;
mod lines;
mod text;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::sync::Arc;

use super::addresses::{listed, row_span, spans};
use super::doubts;
use super::layout::{self, Form};
use super::legacy_cells::refuse_legacy;
use super::limits::column_letters;
use super::list_sheet::report_hidden;
use super::sheet::{Merged, RawSheet};
use crate::diagnostic::{Diagnostics, Place};
use crate::table::cell::Cell;
use crate::table::forms::FormSheet;
use crate::table::kind::{Format, Kind};
use crate::table::known_names::KnownNames;
use crate::table::names::{Fixed, MARKS};
use crate::table::problem::SheetProblem;
use crate::table::rows::{Heading, Part, Parts, Row, RowKey, Table};
use crate::text::normalize;
use above::{Above, Said};
use head::{Column, Head, Lies};
use lines::Line;
pub(crate) use text::{is_likely, read};

/// A cluster sheet.
#[derive(Debug)]
pub(crate) struct ClusterSheet {
    /// The file and the sheet: `cum.xlsx:Bảng chấm điểm`.
    file: Arc<str>,
    form: Option<Form>,
    sheet: RawSheet,
    headings: Vec<Heading>,
    rows: Rows,
}

/// The rows of the table that it is.
#[derive(Debug)]
enum Rows {
    /// A cell is a row of the table: where its six cells stand.
    Marks(Vec<[Option<Said>; 6]>),
    /// A column is a row of the table, and a row a column: these rows, of these columns.
    Facts { rows: Vec<u32>, columns: Vec<u32> },
}

impl ClusterSheet {
    /// The headings of a sheet, where it is one of a cluster.
    pub(crate) fn head(sheet: &RawSheet, form: Option<&Form>, known: &KnownNames) -> Option<Head> {
        let of_facts = match form.map(|form| form.sheet) {
            None => None,
            Some(FormSheet::Cluster) => Some(false),
            Some(FormSheet::ClusterFacts) => Some(true),
            Some(_) => return None,
        };
        Head::find(sheet, &layout::rows(sheet), known, of_facts)
    }

    /// Whether lines above a row say the stage or who marked.
    pub(crate) fn names_markers(sheet: &RawSheet, rows: &layout::Rows, row: u32) -> bool {
        let above = Above::of(sheet, rows, row);
        above.stage.is_some() || above.marker.is_some()
    }

    /// Understands a sheet with such headings.
    pub(crate) fn understand(
        file: &Arc<str>,
        (form, head): (Option<Form>, Head),
        mut sheet: RawSheet,
        known: &KnownNames,
        diagnostics: &mut Diagnostics,
    ) -> Option<Self> {
        let place = || Place::File(Arc::clone(file));
        refuse_legacy(&mut sheet, file, diagnostics);
        if sheet.is_hidden {
            diagnostics.report(place(), SheetProblem::Hidden {});
        }
        let rows = layout::rows(&sheet);
        report_hidden(&sheet, &rows, &head.texts, head.row, file, diagnostics);
        // Over what is there for people anything may be merged.
        let is_read = |it: &Merged| {
            let is_one = it.columns.0 == it.columns.1 && head.names.contains(&it.columns.0);
            let mut columns = head.columns.iter();
            is_one || columns.any(|column| (it.columns.0..=it.columns.1).contains(&column.at))
        };
        sheet.merged.retain(is_read);
        let settled = layout::settle(&mut sheet, head.row, &BTreeSet::new());
        if settled.is_too_large {
            diagnostics.report(place(), SheetProblem::TooLarge {});
            return None;
        }
        if !settled.shared.is_empty() {
            let cells = listed(settled.shared.into_iter());
            diagnostics.report(place(), SheetProblem::MergedWords { cells });
        }
        let sections: BTreeSet<u32> = settled.sections.into_iter().collect();
        let found = lines::of(&sheet, &head, known, (&sections, form.is_some()));
        if !found.aside.is_empty() {
            let rows = listed(spans(&found.aside).into_iter().map(row_span));
            diagnostics.report(place(), SheetProblem::RowsAside { rows });
        }
        if !head.aside.is_empty() {
            let headings = head.aside.join(", ");
            diagnostics.report(place(), SheetProblem::ColumnsAside { headings });
        }
        let columns = once(&sheet, file, &head, diagnostics);
        let mut it = Self {
            file: Arc::clone(file),
            form,
            headings: Vec::new(),
            rows: Rows::Marks(Vec::new()),
            sheet,
        };
        match head.lies {
            Lies::Facts => it.take_facts(&head, &columns, &found.lines),
            Lies::Marks | Lies::Turned => {
                it.take_marks(&head, (&columns, &found.lines), known, diagnostics)?;
            }
        }
        it.report_stale(diagnostics);
        Some(it)
    }

    /// What it is for.
    pub(crate) fn kind(&self) -> Kind {
        match self.rows {
            Rows::Marks(_) => Kind::Marks,
            Rows::Facts { .. } => Kind::Nominations(Format::Workbook),
        }
    }

    /// The form that it is, where it is one.
    pub(crate) fn form(&self) -> Option<&Form> {
        self.form.as_ref()
    }

    /// Whether nothing is filled in.
    pub(crate) fn is_empty(&self) -> bool {
        match &self.rows {
            Rows::Marks(marks) => marks.is_empty(),
            Rows::Facts { columns, .. } => columns.is_empty(),
        }
    }

    fn take_facts(&mut self, head: &Head, columns: &[Column], lines: &[Line]) {
        let file = &self.file;
        let place =
            |row: u32, column: u32| Place::sheet(file, u64::from(row) + 1, column_letters(column));
        let name = head.names.first().copied().unwrap_or_default();
        // What stands above the columns is the name, or the code where the name has a row.
        let has_name = lines.iter().any(|line| line.is_name);
        let above = if has_name { Fixed::Id } else { Fixed::Name };
        let locale = self
            .form
            .as_ref()
            .map(|form| form.locale)
            .unwrap_or_default();
        let heading = Heading::new(above.heading(locale), place(head.row, name));
        let own = lines.iter().map(|line| {
            let text = line.named.words(&self.sheet);
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            Heading::new(text, place(line.at, name))
        });
        self.headings = std::iter::once(heading).chain(own).collect();
        let rows: Vec<u32> = std::iter::once(head.row)
            .chain(lines.iter().map(|line| line.at))
            .collect();
        let is_filled = |column: &&Column| {
            let mut below = rows.iter();
            below.any(|row| self.sheet.at(*row, column.at) != Cell::Empty)
        };
        let columns = columns.iter().filter(is_filled).map(|it| it.at).collect();
        self.rows = Rows::Facts { rows, columns };
    }

    fn take_marks(
        &mut self,
        head: &Head,
        (columns, lines): (&[Column], &[Line]),
        known: &KnownNames,
        diagnostics: &mut Diagnostics,
    ) -> Option<()> {
        let is_named = head.above.stage.is_some() || head.stage.is_some() || known.is_one_stage;
        let lacks_stage = !is_named && columns.iter().any(|it| it.stage.is_none());
        let lacks_marker = head.above.marker.is_none() && head.marker.is_none();
        let lacking = [(lacks_stage, "Bước chấm"), (lacks_marker, "Người chấm")];
        let mut lacking = lacking
            .into_iter()
            .filter(|(lacks, _)| *lacks)
            .map(|(_, line)| line)
            .peekable();
        if lacking.peek().is_some() {
            for line in lacking {
                let place = Place::File(Arc::clone(&self.file));
                diagnostics.report(place, SheetProblem::ClusterLacks { line });
            }
            return None;
        }
        let by_column: BTreeMap<u32, (&Column, bool)> = columns
            .iter()
            .flat_map(|column| {
                let reasons = column.reasons.map(|at| (at, (column, true)));
                std::iter::once((column.at, (column, false))).chain(reasons)
            })
            .collect();
        let by_row: BTreeMap<u32, &Line> = lines.iter().map(|line| (line.at, line)).collect();
        let mut marks: Vec<[Option<Said>; 6]> = Vec::new();
        let mut last = None;
        for cell in &self.sheet.cells {
            let (Some(line), Some((column, _))) =
                (by_row.get(&cell.row), by_column.get(&cell.column))
            else {
                continue;
            };
            // The reason beside a mark belongs to it.
            if last == Some((line.at, column.at)) {
                continue;
            }
            last = Some((line.at, column.at));
            let (unit, criterion) = match head.lies {
                Lies::Turned => (line.named, column.named),
                _ => (column.named, line.named),
            };
            let of_row = |at: Option<u32>| at.map(|at| Said::at((line.at, at)));
            marks.push([
                Some(unit),
                Some(criterion),
                column.stage.or(of_row(head.stage)).or(head.above.stage),
                of_row(head.marker).or(head.above.marker),
                Some(Said::at((line.at, column.at))),
                column.reasons.map(|at| Said::at((line.at, at))),
            ]);
        }
        let locale = self
            .form
            .as_ref()
            .map(|form| form.locale)
            .unwrap_or_default();
        let place = layout::place(&self.file, head.row, 0);
        let headings = MARKS
            .iter()
            .map(|field| Heading::new(field.shown(locale), place.clone()));
        self.headings = headings.collect();
        self.rows = Rows::Marks(marks);
        Some(())
    }

    fn report_stale(&self, diagnostics: &mut Diagnostics) {
        let read: BTreeSet<(u32, u32)> = match &self.rows {
            Rows::Marks(marks) => marks
                .iter()
                .flat_map(|mark| mark[4])
                .map(|it| (it.row, it.column))
                .collect(),
            Rows::Facts { .. } => BTreeSet::new(),
        };
        let is_read = |row: u32, column: u32| match &self.rows {
            Rows::Marks(_) => read.contains(&(row, column)),
            Rows::Facts { rows, columns } => rows.contains(&row) && columns.contains(&column),
        };
        doubts::report_stale(&self.sheet, is_read, &self.file, diagnostics);
    }

    fn at(&self, row: u32, column: u32) -> Place {
        layout::place(&self.file, row, column)
    }
}

/// The columns but for those that name again what one before them names.
fn once(
    sheet: &RawSheet,
    file: &Arc<str>,
    head: &Head,
    diagnostics: &mut Diagnostics,
) -> Vec<Column> {
    let mut first: BTreeMap<(String, String), Said> = BTreeMap::new();
    let mut columns = Vec::new();
    for column in &head.columns {
        let name = column.named.words(sheet);
        let stage = column.stage.map_or("", |stage| stage.words(sheet));
        let key = (normalize(name), normalize(stage));
        let before = first.get(&key).filter(|_| !key.0.is_empty()).copied();
        let Some(before) = before else {
            first.insert(key, column.named);
            columns.push(*column);
            continue;
        };
        let problem = SheetProblem::ClusterTwice {
            name: crate::text::cut(name),
            first: super::addresses::address(before.row, before.column),
        };
        diagnostics.report(layout::place(file, column.named.row, column.at), problem);
    }
    columns
}

impl Table for ClusterSheet {
    fn file(&self) -> &Arc<str> {
        &self.file
    }

    fn headings(&self) -> &[Heading] {
        &self.headings
    }

    fn scheme(&self) -> Option<&str> {
        self.form.as_ref().map(|form| form.scheme.as_str())
    }

    fn parts(&self) -> Parts<'_> {
        Part::of_rows(match &self.rows {
            Rows::Marks(marks) => marks.len(),
            Rows::Facts { columns, .. } => columns.len(),
        })
    }

    fn visit_part(
        &self,
        part: &Part<'_>,
        diagnostics: &mut Diagnostics,
        row: &mut dyn FnMut(Row<'_>, &mut Diagnostics),
    ) -> ControlFlow<()> {
        for ordinal in part.rows() {
            let (number, cells): (u32, Vec<Cell<'_>>) = match &self.rows {
                Rows::Marks(marks) => {
                    let mark = &marks[ordinal];
                    let cells = mark
                        .iter()
                        .map(|said| said.map_or(Cell::Empty, |it| it.cell(&self.sheet)));
                    (mark[4].map_or(0, |it| it.row), cells.collect())
                }
                Rows::Facts { rows, columns } => {
                    let column = columns[ordinal];
                    let cells = rows.iter().map(|row| self.sheet.at(*row, column));
                    (column, cells.collect())
                }
            };
            let key = RowKey {
                ordinal,
                number: u64::from(number) + 1,
            };
            let found = Diagnostics::new();
            let cells = &cells;
            row(Row { key, cells, found }, diagnostics);
        }
        ControlFlow::Continue(())
    }

    fn place(&self, row: RowKey, column: Option<usize>) -> Place {
        match (&self.rows, column) {
            (Rows::Marks(marks), column) => {
                let mark = &marks[row.ordinal];
                let said = column.and_then(|at| mark[at]).or(mark[4]);
                said.map_or(Place::File(Arc::clone(&self.file)), |it| {
                    self.at(it.row, it.column)
                })
            }
            (Rows::Facts { rows, columns }, column) => {
                let heading = column.map_or("", |at| self.headings[at].text.as_str());
                self.at(rows[column.unwrap_or(0)], columns[row.ordinal])
                    .under(heading)
            }
        }
    }
}
