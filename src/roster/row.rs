//! The cells of a row, and what they say of a nominee.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;

use super::cell::Read;
use super::column_doubts::ColumnDoubts;
use super::columns::Columns;
use super::context::ReadContext;
use super::fault::Fault;
use super::field_names::Spellings;
use super::interner::Interner;
use super::nomination::{Nomination, RowAddress, Skipped, past};
use super::words::words;
use crate::diagnostic::{Diagnostics, Place};
use crate::rule::Input;
use crate::scheme::{FactEntry, Subject};
use crate::table::names::Fixed;
use crate::table::{Cell, Row, RowKey, Table};

/// Reads the rows of one file.
pub(super) struct RowReader<'a> {
    pub(super) shared: &'a ReadContext<'a>,
    pub(super) table: &'a dyn Table,
    pub(super) columns: &'a Columns,
}

/// What one row leaves behind for the next ones.
#[derive(Debug)]
pub(super) struct Kept {
    /// Words that many rows share.
    pub(super) words: Interner,
    /// Lists of facts that are no longer needed, whose memory is.
    pub(super) facts: Vec<Vec<FactEntry>>,
    /// The units that some row names.
    pub(super) units: BTreeSet<usize>,
    /// What is judged by the whole column.
    pub(super) doubts: ColumnDoubts,
    /// How fields are spelled.
    pub(super) fields: Spellings,
    /// Names that are no longer needed, whose memory is.
    names: Vec<String>,
    /// Nominees that are no longer needed: one is given back for each that comes, and its memory is
    /// at hand then.
    old: Vec<Nomination>,
    /// The name of the file, for this thread alone: counting who shares it costs.
    pub(super) file: Arc<str>,
}

/// A nominee as far as the row could be understood.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) key: RowKey,
    pub(super) id: Arc<str>,
    pub(super) name: String,
    pub(super) subject: Option<Subject>,
    pub(super) unit: Option<Arc<str>>,
    /// Its unit's row among the units.
    pub(super) unit_row: Option<usize>,
    pub(super) field: Option<Arc<str>>,
    pub(super) received: Option<Date>,
    pub(super) scheme: Option<usize>,
    pub(super) facts: Vec<FactEntry>,
    pub(super) row: RowAddress,
    /// Whether anything about it is wrong.
    pub(super) is_bad: bool,
}

impl Default for Kept {
    fn default() -> Self {
        Self {
            words: Interner::default(),
            facts: Vec::new(),
            units: BTreeSet::new(),
            doubts: ColumnDoubts::default(),
            fields: Spellings::new(),
            names: Vec::new(),
            old: Vec::new(),
            file: "".into(),
        }
    }
}

impl Kept {
    /// The rows to come stand in a file.
    pub(super) fn open(&mut self, file: &Arc<str>) {
        if *self.file != **file {
            self.file = (**file).into();
        }
    }

    /// Takes back nominees that are no longer needed.
    pub(super) fn take_back(&mut self, nominees: &mut Vec<Nomination>) {
        std::mem::swap(&mut self.old, nominees);
        nominees.clear();
    }

    /// Gives back an old nominee.
    pub(super) fn give_back(&mut self) {
        if let Some(old) = self.old.pop() {
            self.facts.push(old.facts);
            self.names.push(old.name);
        }
    }

    pub(super) fn name(&mut self, name: &str) -> String {
        let mut kept = self.names.pop().unwrap_or_default();
        kept.clear();
        kept.push_str(name);
        kept
    }
}

impl RowReader<'_> {
    /// The facts of a scheme, all of them or only some; the others are left empty.
    pub(super) fn facts(
        &self,
        row: &Row<'_>,
        (scheme, unit_row): (usize, Option<usize>),
        only: Option<&[usize]>,
        kept: &mut Kept,
        found: &mut Diagnostics,
    ) -> Vec<FactEntry> {
        let readers = &self.shared.readers[scheme];
        let columns = self.columns.facts(scheme);
        let mut facts = kept.facts.pop().unwrap_or_default();
        facts.reserve_exact(readers.len().saturating_sub(facts.len()));
        // What other rows said stands there still, and is written over.
        facts.resize(readers.len(), FactEntry::Missing);
        let readers = readers.iter().zip(columns).zip(&mut facts);
        for (fact, ((reader, column), given)) in readers.enumerate() {
            let column = column.filter(|_| only.is_none_or(|only| only.contains(&fact)));
            let Some(column) = column else {
                *given = FactEntry::Missing;
                continue;
            };
            let cell = &row.cells[column];
            *given = match reader.read(*cell) {
                Ok(Read { given, doubt }) => {
                    // What is read to choose a scheme is read again with the others.
                    let doubt = match only {
                        None => kept.doubts.take((row.key, column), &given, reader, doubt),
                        Some(_) => None,
                    };
                    if let Some(doubt) = doubt {
                        // One may stand in every tenth row of a long list.
                        let file = &kept.file;
                        if !found.only_counts(file, doubt.code(), doubt.severity()) {
                            let problem = reader.asked(doubt);
                            found.report(self.place(row, Some(column)), problem);
                        }
                    }
                    given
                }
                Err(Fault { problem, meant }) => {
                    found.suggest(self.place(row, Some(column)), *problem, meant);
                    FactEntry::Missing
                }
            };
        }
        if let Some(unit) = unit_row {
            self.shared.units.fill(unit, scheme, &mut facts);
        }
        facts
    }

    /// Where a cell of a row stands, or the row.
    pub(super) fn place(&self, row: &Row<'_>, column: Option<usize>) -> Place {
        self.table.place(row.key, column)
    }

    /// A cell by its fixed column.
    pub(super) fn cell<'c>(&self, row: &Row<'c>, fixed: Fixed) -> Cell<'c> {
        let column = self.columns.of(fixed);
        column.map_or(Cell::Empty, |column| row.cells[column])
    }

    /// What messages call the cells of a fixed column.
    pub(super) fn label(&self, fixed: Fixed) -> &str {
        let column = self.columns.of(fixed);
        column.map_or("", |column| &self.table.headings()[column].text)
    }

    /// The words in a cell, by its fixed column. A cell that could not be read is reported so, and
    /// not as an empty one too.
    pub(super) fn words<'c>(
        &self,
        row: &Row<'c>,
        fixed: Fixed,
        found: &mut Diagnostics,
    ) -> Result<Option<Cow<'c, str>>, ()> {
        words(self.cell(row, fixed), self.label(fixed))
            .map_err(|fault| self.report(row, fixed, fault, found))
    }

    /// Reports what is wrong with a cell; nothing is known from it.
    pub(super) fn report(
        &self,
        row: &Row<'_>,
        fixed: Fixed,
        Fault { problem, meant }: Fault,
        found: &mut Diagnostics,
    ) {
        found.suggest(self.place(row, self.columns.of(fixed)), *problem, meant);
    }
}

impl Draft {
    /// What rules may know of it with these facts.
    pub(super) fn known<'k>(
        &'k self,
        shared: &'k ReadContext<'_>,
        subject: Subject,
        facts: &'k [FactEntry],
    ) -> Input<'k> {
        Input {
            period: shared.period,
            subject,
            unit: self.unit.as_ref(),
            field: self.field.as_ref(),
            received: self.received,
            facts,
            history: past(shared.history, &self.id),
        }
    }

    /// The nominee, where everything about it is right.
    pub(super) fn nomination(self, subject: Subject, scheme: usize) -> Nomination {
        Nomination {
            id: self.id,
            name: self.name,
            subject,
            unit: self.unit,
            field: self.field,
            received: self.received,
            scheme,
            facts: self.facts,
            row: self.row,
        }
    }

    /// The row, left out.
    pub(super) fn skip(&self) -> Skipped {
        Skipped {
            id: self.id.to_string(),
            name: self.name.clone(),
            scheme: self.scheme,
            row: self.row.clone(),
        }
    }
}
