//! The columns of the files that have the same ones whatever the schemes: past awards, marks,
//! votes, decisions.

use crate::table::names::{Field, is_numbering};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::fault::Fault;
use super::file::DataFile;
use super::heading_names::listed;
use super::nomination::RowAddress;
use super::problem::{CouncilProblem, RosterProblem};
use super::words::words;
use crate::diagnostic::{Diagnostics, Place, Problem, nearest};
use crate::locale::Text;
use crate::number::Number;
use crate::scheme::{Fact, FactFrom, FactKind};
use crate::table::Kind;
use crate::table::{Cell, Heading, PlainHeading, Row, Table};
use crate::text::casefold;
use crate::text::unaccented;

/// A row of such a file.
pub(super) struct Line<'a> {
    sheet: &'a dyn Table,
    row: &'a Row<'a>,
    columns: &'a [Option<usize>],
}

/// Visits the rows of every file of a kind. A row whose shape is wrong is reported and left out.
pub(super) fn visit<const N: usize>(
    files: &[DataFile<'_>],
    kind: Kind,
    fields: &[Field; N],
    diagnostics: &mut Diagnostics,
    take: &mut dyn FnMut(&Line<'_>, &mut Diagnostics),
) {
    for file in files.iter().filter(|file| file.kind == kind) {
        let Some(sheet) = file.table(diagnostics) else {
            continue;
        };
        let sheet = &*sheet;
        let mut told = BTreeSet::new();
        let columns = columns(sheet.file(), sheet.headings(), fields, diagnostics);
        let Some(columns) = columns else { continue };
        sheet.visit(diagnostics, &mut |mut row, diagnostics| {
            let mut found = std::mem::take(&mut row.found);
            if !found.has_errors() {
                let line = Line {
                    sheet,
                    row: &row,
                    columns: &columns,
                };
                take(&line, &mut found);
            }
            // Rows may share a cell, as those of a score sheet do.
            diagnostics.append_once(found, &mut told);
        });
    }
}

/// Where each column stands, unless one is lacking that is needed.
fn columns<const N: usize>(
    file: &Arc<str>,
    headings: &[Heading],
    fields: &[Field; N],
    diagnostics: &mut Diagnostics,
) -> Option<[Option<usize>; N]> {
    let names = fields.iter().enumerate();
    let names = names.flat_map(|(at, field)| field.names().map(move |name| (name, at)));
    let names: BTreeMap<String, usize> = names.collect();
    let mut columns = [None; N];
    let mut near = [false; N];
    let mut unknown = Vec::new();
    for (at, heading) in headings.iter().enumerate() {
        let folded = casefold(&heading.text);
        let exact = heading
            .names()
            .iter()
            .find_map(|name| names.get(name).copied());
        let bare = unaccented(&heading.text);
        let plain = PlainHeading::of(&heading.text).name;
        let mut alike = names.iter().filter(|(name, _)| {
            let name = unaccented(name);
            name == bare || name == plain
        });
        if let Some(field) = exact.or_else(|| alike.next().map(|(_, at)| *at)) {
            if let Some(first) = columns[field].replace(at) {
                let problem = RosterProblem::ColumnTwice {
                    heading: heading.text.clone(),
                    first: headings[first].text.clone(),
                };
                diagnostics.report(heading.place.clone(), problem);
            }
            continue;
        }
        let meant = nearest(&folded, names.keys().map(String::as_str));
        let meant = meant.filter(|_| !is_numbering(&folded));
        let Some(meant) = meant.map(|meant| names[&meant]) else {
            unknown.extend(heading.unknown(at));
            continue;
        };
        near[meant] = true;
        let problem = RosterProblem::NearColumn {
            heading: heading.text.clone(),
            column: fields[meant].heading.to_owned(),
        };
        diagnostics.report(heading.place.clone(), problem);
    }
    if !unknown.is_empty() {
        let headings = unknown.join(", ");
        let problem = RosterProblem::UnknownColumns { headings };
        diagnostics.report(Place::File(Arc::clone(file)), problem);
    }
    let mut is_whole = true;
    for (at, field) in fields.iter().enumerate() {
        if !field.is_needed || columns[at].is_some() {
            continue;
        }
        is_whole = false;
        // One that is nearly there has been told.
        if !near[at] {
            let known = columns.iter().flatten().copied();
            let problem = RosterProblem::NoColumn {
                column: field.name,
                heading: field.heading,
                known: listed(headings, &known.collect()),
            };
            diagnostics.report(Place::File(Arc::clone(file)), problem);
        }
    }
    is_whole.then_some(columns)
}

impl<'a> Line<'a> {
    /// Where a cell stands; the row where there is no such column.
    pub(super) fn place(&self, field: usize) -> Place {
        self.sheet.place(self.row.key, self.columns[field])
    }

    /// Where the row stands.
    pub(super) fn row(&self) -> Place {
        self.sheet.place(self.row.key, None)
    }

    /// The scheme that the table says it is of, by id.
    pub(super) fn scheme(&self) -> Option<&str> {
        self.sheet.scheme()
    }

    /// Where the row stands, to be kept.
    pub(super) fn address(&self) -> RowAddress {
        RowAddress {
            file: Arc::clone(self.sheet.file()),
            row: self.row.key.number,
        }
    }

    /// A cell as it stands.
    pub(super) fn cell(&self, field: usize) -> Cell<'a> {
        self.columns[field].map_or(Cell::Empty, |column| self.row.cells[column])
    }

    /// The heading of a cell; nothing where there is no such column.
    pub(super) fn heading(&self, field: usize) -> &'a str {
        let heading = self.columns[field].map(|column| &self.sheet.headings()[column]);
        heading.map_or("", |heading| heading.text.as_str())
    }

    /// The words of a cell.
    ///
    /// # Errors
    /// What is wrong with the cell has been reported.
    pub(super) fn text(
        &self,
        field: usize,
        diagnostics: &mut Diagnostics,
    ) -> Result<Option<Cow<'a, str>>, ()> {
        words(self.cell(field), self.heading(field))
            .map_err(|fault| self.fault(field, fault, diagnostics))
    }

    /// The words of a cell that must have some; without them it is reported.
    pub(super) fn needed(
        &self,
        field: usize,
        diagnostics: &mut Diagnostics,
    ) -> Option<Cow<'a, str>> {
        let text = self.text(field, diagnostics).ok()?;
        if text.is_none() {
            let heading = self.heading(field).to_owned();
            self.report(field, CouncilProblem::EmptyCell { heading }, diagnostics);
        }
        text
    }

    /// Reports a problem at a cell.
    pub(super) fn report(
        &self,
        field: usize,
        problem: impl Problem,
        diagnostics: &mut Diagnostics,
    ) {
        diagnostics.report(self.place(field), problem);
    }

    /// Reports what is wrong with a cell.
    pub(super) fn fault(
        &self,
        field: usize,
        Fault { problem, meant }: Fault,
        diagnostics: &mut Diagnostics,
    ) {
        diagnostics.suggest(self.place(field), *problem, meant);
    }
}

/// A number as the cells of facts hold them, so that it is read with all that offices write.
pub(super) fn number(label: Text, kind: FactKind, max: Option<Number>) -> Fact {
    Fact {
        min: Some(Number::ZERO),
        max,
        ..plain(label, kind)
    }
}

/// The same of any kind of value, without bounds.
pub(super) fn plain(label: Text, kind: FactKind) -> Fact {
    Fact {
        id: String::new(),
        label,
        kind,
        unit: None,
        min: None,
        max: None,
        better: None,
        required: true,
        empty: None,
        unique: false,
        from: FactFrom::Nominee,
        span: 0..0,
    }
}
