//! The score sheet of one nominee, criteria in rows and stages in columns, as a table of marks:
//! each mark on it is the row that it would be in `marks.csv`.
//!
//! Many of these rows share a cell: the nominee's code, the title of a stage, the name of who
//! marked. What is wrong with it is told once, which is up to those who read the rows.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::{ControlFlow, Range};
use std::sync::Arc;

use super::addresses::listed;
use super::doubts;
use super::layout;
use super::layout::Form;
use super::legacy_cells::refuse_legacy;
use super::list_sheet::{report_hidden, texts};
use super::sheet::RawSheet;
use crate::diagnostic::{Diagnostics, Place};
use crate::locale::Locale;
use crate::table::cell::Cell;
use crate::table::forms::{are_alike, score_headings, scores};
use crate::table::head::LOOKED_AT;
use crate::table::names::MARKS;
use crate::table::problem::SheetProblem;
use crate::table::rows::{Heading, Part, Parts, Row, RowKey, Table};

/// A score sheet with the marks on it.
#[derive(Debug)]
pub(crate) struct ScoreSheet {
    /// The file and the sheet: `cham.xlsx:Phiếu chấm điểm`.
    file: Arc<str>,
    form: Form,
    sheet: RawSheet,
    /// Those of `marks.csv`.
    headings: Vec<Heading>,
    /// The marks, by row and then by stage.
    marks: Vec<Mark>,
}

/// The columns of a stage, from 0.
#[derive(Debug, Clone, Copy)]
struct Stage {
    marks: u32,
    /// Where its reasons stand, if they have a column.
    reasons: Option<u32>,
}

/// A mark, or a reason without one: its row, and the columns of its stage.
#[derive(Debug, Clone, Copy)]
struct Mark {
    row: u32,
    stage: Stage,
}

impl ScoreSheet {
    /// Understands a sheet that says it is such a form.
    pub(crate) fn understand(
        file: &Arc<str>,
        form: Form,
        mut sheet: RawSheet,
        diagnostics: &mut Diagnostics,
    ) -> Option<Self> {
        refuse_legacy(&mut sheet, file, diagnostics);
        let rows = layout::rows(&sheet);
        let head = layout::head_of_form(&sheet, &rows, form.sheet);
        let id = usize::from(scores::ID);
        let is_in_place = says(&sheet, scores::ID, id..id + 1);
        let Some(head) = head.filter(|_| is_in_place) else {
            let place = layout::place(file, scores::HEADER, scores::ID.into());
            let heading = score_headings(form.locale)[id];
            diagnostics.report(place, SheetProblem::FormMoved { heading });
            return None;
        };
        if sheet.is_hidden {
            diagnostics.report(Place::File(Arc::clone(file)), SheetProblem::Hidden {});
        }
        let texts = texts(&sheet, &rows, head);
        report_hidden(&sheet, &rows, &texts, scores::HEADER, file, diagnostics);
        let settled = layout::settle(&mut sheet, scores::HEADER, &BTreeSet::new());
        if !settled.shared.is_empty() {
            let cells = listed(settled.shared.into_iter());
            let place = Place::File(Arc::clone(file));
            diagnostics.report(place, SheetProblem::MergedWords { cells });
        }
        let headings = MARKS.iter().zip([
            scores::NOMINEE,
            (scores::HEADER, scores::ID),
            (scores::HEADER, scores::marks(0)),
            (scores::MARKERS, scores::marks(0)),
            (scores::HEADER, scores::marks(0)),
            (scores::HEADER, scores::marks(0) + 1),
        ]);
        let headings = headings.map(|(field, (row, column))| {
            let place = layout::place(file, row, column.into());
            Heading::new(field.shown(form.locale), place)
        });
        let marks = marks_on(&sheet);
        // They stand by row, and in each by column.
        let is_read = |row: u32, column: u32| {
            let place = |mark: &Mark| (mark.row, mark.stage.marks);
            marks.binary_search_by_key(&(row, column), place).is_ok()
        };
        doubts::report_stale(&sheet, is_read, file, diagnostics);
        Some(Self {
            file: Arc::clone(file),
            headings: headings.collect(),
            marks,
            form,
            sheet,
        })
    }

    /// Whether a sheet has the headings of such a form, though it does not say that it is one: its
    /// marks must not be passed by as something unknown.
    pub(crate) fn is_likely(sheet: &RawSheet) -> bool {
        let columns = [scores::ID, scores::TITLE, scores::MAX];
        let rows = layout::rows(sheet);
        let mut rows = rows.iter().take(LOOKED_AT);
        rows.any(|(row, _)| {
            Locale::ALL.into_iter().any(|locale| {
                let headings = score_headings(locale);
                columns.iter().all(|column| {
                    let heading = headings[usize::from(*column)];
                    let found = sheet.at(*row, (*column).into());
                    matches!(found, Cell::Text(found) if are_alike(found, heading))
                })
            })
        })
    }

    /// The form that it is.
    pub(crate) fn form(&self) -> &Form {
        &self.form
    }

    /// Whether nobody marked anything on it.
    pub(crate) fn is_empty(&self) -> bool {
        self.marks.is_empty()
    }

    /// Where the cells of a mark stand, in the order of `marks.csv`; nothing where there is no
    /// column of reasons.
    fn cells(mark: Mark) -> [Option<(u32, u32)>; 6] {
        let (row, column) = scores::NOMINEE;
        [
            Some((row, column.into())),
            Some((mark.row, scores::ID.into())),
            Some((scores::HEADER, mark.stage.marks)),
            Some((scores::MARKERS, mark.stage.marks)),
            Some((mark.row, mark.stage.marks)),
            mark.stage.reasons.map(|reasons| (mark.row, reasons)),
        ]
    }
}

/// Everything that stands beside a criterion in the columns of a stage. What has no id in its row
/// is a group, a sum or a line for people.
fn marks_on(sheet: &RawSheet) -> Vec<Mark> {
    let mut columns: BTreeMap<u32, Stage> = BTreeMap::new();
    for stage in stages(sheet) {
        let own = [Some(stage.marks), stage.reasons];
        columns.extend(own.into_iter().flatten().map(|column| (column, stage)));
    }
    let mut marks: Vec<Mark> = Vec::new();
    for (row, cells) in layout::rows(sheet) {
        if row <= scores::HEADER || sheet.at(row, scores::ID.into()) == Cell::Empty {
            continue;
        }
        let mut last = None;
        for cell in &sheet.cells[cells] {
            let stage = columns.get(&cell.column).copied();
            // The reason beside a mark belongs to it.
            if let Some(stage) = stage.filter(|stage| last != Some(stage.marks)) {
                last = Some(stage.marks);
                marks.push(Mark { row, stage });
            }
        }
    }
    marks
}

/// The stages: every column right of those for people, with that of its reasons. Whether there is
/// such a stage is for the scheme to say, so that nothing which somebody wrote there is passed by.
fn stages(sheet: &RawSheet) -> Vec<Stage> {
    let cells = sheet.cells.iter().filter(|cell| cell.row >= scores::HEADER);
    let columns: BTreeSet<u32> = cells.map(|cell| cell.column).collect();
    let first = u32::from(scores::marks(0));
    let mut stages: Vec<Stage> = Vec::new();
    for column in columns.range(first..) {
        let Ok(at) = u16::try_from(*column) else {
            continue;
        };
        if says(sheet, at, 0..6) {
            continue;
        }
        let is_headed = sheet.at(scores::HEADER, *column) != Cell::Empty;
        let is_reasons = !is_headed || says(sheet, at, 6..7);
        let before = stages.last_mut().filter(|stage| {
            let is_beside = stage.marks + 1 == *column;
            is_beside && stage.reasons.is_none() && is_reasons
        });
        match before {
            Some(stage) => stage.reasons = Some(*column),
            None => stages.push(Stage {
                marks: *column,
                reasons: None,
            }),
        }
    }
    stages
}

/// Whether the heading of a column is one of some of [`score_headings`], in either language.
fn says(sheet: &RawSheet, column: u16, which: Range<usize>) -> bool {
    let Cell::Text(heading) = sheet.at(scores::HEADER, column.into()) else {
        return false;
    };
    Locale::ALL.into_iter().any(|locale| {
        let headings = score_headings(locale);
        let mut known = headings[which.clone()].iter();
        known.any(|known| are_alike(known, heading))
    })
}

impl Table for ScoreSheet {
    fn file(&self) -> &Arc<str> {
        &self.file
    }

    fn headings(&self) -> &[Heading] {
        &self.headings
    }

    fn scheme(&self) -> Option<&str> {
        Some(&self.form.scheme)
    }

    fn parts(&self) -> Parts<'_> {
        Part::of_rows(self.marks.len())
    }

    fn visit_part(
        &self,
        part: &Part<'_>,
        diagnostics: &mut Diagnostics,
        row: &mut dyn FnMut(Row<'_>, &mut Diagnostics),
    ) -> ControlFlow<()> {
        for ordinal in part.rows() {
            let mark = &self.marks[ordinal];
            let cells = Self::cells(*mark).map(|at| match at {
                Some((row, column)) => self.sheet.at(row, column),
                None => Cell::Empty,
            });
            let key = RowKey {
                ordinal,
                number: u64::from(mark.row) + 1,
            };
            let found = Diagnostics::new();
            let cells = &cells;
            row(Row { key, cells, found }, diagnostics);
        }
        ControlFlow::Continue(())
    }

    fn place(&self, row: RowKey, column: Option<usize>) -> Place {
        let mark = self.marks[row.ordinal];
        // Without a column of reasons, they lack beside the mark.
        let beside = (mark.row, mark.stage.marks + 1);
        match column {
            Some(column) => {
                let (row, column) = Self::cells(mark)[column].unwrap_or(beside);
                layout::place(&self.file, row, column)
            }
            None => Place::cell(&self.file, row.number, ""),
        }
    }
}
