//! One row, understood as a nominee.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;

use super::cell::Read;
use super::columns::Columns;
use super::context::Shared;
use super::fault::Fault;
use super::field_names::Spellings;
use super::interner::Interner;
use super::names::quoted;
use super::problem::DossierProblem;
use super::words::{day, words};
use super::{Nomination, RowAddress, Skipped};
use crate::diagnostic::{Diagnostics, Place, Severity, nearest};
use crate::locale::Locale;
use crate::scheme::{Given, Subject};
use crate::table::names::Fixed;
use crate::table::{Cell, Row, RowKey, Table};
use crate::text::casefold;
use crate::text::cut;

/// The words by which a row names its subject, as people compare them.
const SUBJECTS: [(&str, Subject); 10] = [
    ("collective", Subject::Collective),
    ("tập thể", Subject::Collective),
    ("tap the", Subject::Collective),
    ("individual", Subject::Individual),
    ("cá nhân", Subject::Individual),
    ("ca nhan", Subject::Individual),
    ("household", Subject::Household),
    ("hộ gia đình", Subject::Household),
    ("ho gia dinh", Subject::Household),
    ("hộ", Subject::Household),
];

/// Reads the rows of one file.
pub(super) struct RowReader<'a> {
    pub(super) shared: &'a Shared<'a>,
    pub(super) table: &'a dyn Table,
    pub(super) columns: &'a Columns,
}

/// What one row leaves behind for the next ones.
#[derive(Debug)]
pub(super) struct Kept {
    /// Words that many rows share.
    pub(super) words: Interner,
    /// Lists of facts that are no longer needed, whose memory is.
    pub(super) facts: Vec<Vec<Given>>,
    /// The units that some row names.
    pub(super) units: BTreeSet<usize>,
    /// How fields are spelled.
    fields: Spellings,
    /// Names that are no longer needed, whose memory is.
    names: Vec<String>,
    /// Nominees that are no longer needed: one is given back for each that comes, and its memory is
    /// at hand then.
    old: Vec<Nomination>,
    /// The name of the file, for this thread alone: counting who shares it costs.
    file: Arc<str>,
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
    pub(super) facts: Vec<Given>,
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
    fn give_back(&mut self) {
        if let Some(old) = self.old.pop() {
            self.facts.push(old.facts);
            self.names.push(old.name);
        }
    }

    fn name(&mut self, name: &str) -> String {
        let mut kept = self.names.pop().unwrap_or_default();
        kept.clear();
        kept.push_str(name);
        kept
    }
}

impl RowReader<'_> {
    /// A nominee from a row, with everything found wrong about it.
    pub(super) fn read(&self, row: Row<'_>, kept: &mut Kept) -> (Draft, Diagnostics) {
        let mut row = row;
        let mut found = std::mem::take(&mut row.found);
        kept.give_back();
        let text = |fixed, found: &mut Diagnostics| self.words(&row, fixed, found);
        let (id, name) = (text(Fixed::Id, &mut found), text(Fixed::Name, &mut found));
        let mut shared = |fixed, found: &mut Diagnostics| {
            let words = text(fixed, found).unwrap_or_default();
            words.map(|words| kept.words.keep(&words))
        };
        let unit = shared(Fixed::Unit, &mut found);
        let field = shared(Fixed::Field, &mut found);
        let field = field.map(|field| {
            let names = &self.shared.fields;
            names.meant(field, &mut kept.fields, &mut kept.words)
        });
        let named = text(Fixed::Scheme, &mut found).unwrap_or_default();
        let subject = text(Fixed::Subject, &mut found).unwrap_or_default();
        let place = |fixed| self.place(&row, self.columns.of(fixed));
        // What is no row at all lacks nothing in particular.
        let is_row = !found.has_errors() || row.cells.iter().any(|it| !matches!(it, Cell::Empty));
        let has_no_id = is_row && id == Ok(None);
        let has_no_name = is_row && name == Ok(None);
        let id = id.unwrap_or_default().unwrap_or_default();
        let name = name.unwrap_or_default().unwrap_or_default();
        if has_no_id {
            found.report(place(Fixed::Id), DossierProblem::NoId {});
        }
        if has_no_name {
            found.report(place(Fixed::Name), DossierProblem::NoName {});
        }
        let received = self.cell(&row, Fixed::Received);
        let received = day(received, self.label(Fixed::Received))
            .map_err(|fault| self.report(&row, Fixed::Received, fault, &mut found))
            .unwrap_or_default();
        let mut draft = Draft {
            key: row.key,
            subject: self.subject(&row, &id, subject.as_deref(), &mut found),
            id: id.as_ref().into(),
            name: kept.name(&name),
            unit_row: unit.as_deref().and_then(|it| self.shared.units.find(it)),
            unit,
            field,
            received,
            scheme: None,
            facts: Vec::new(),
            row: RowAddress {
                file: Arc::clone(&kept.file),
                row: row.key.number,
            },
            is_bad: false,
        };
        let named = named.as_deref().or_else(|| self.scheme_of_form());
        draft.scheme = self.assign(&row, &draft, named, kept, &mut found);
        kept.units.extend(draft.unit_row);
        if let Some(scheme) = draft.scheme {
            let of = (scheme, draft.unit_row);
            draft.facts = self.facts(&row, of, None, kept, &mut found);
            self.check_unit(&row, &draft, scheme, &mut found);
            self.check_field(&row, &draft, scheme, &mut found);
        }
        draft.is_bad = found.has_errors();
        (draft, found)
    }

    /// The scheme that the table says it is of, if it is given: that it is not is told of the table
    /// as a whole.
    fn scheme_of_form(&self) -> Option<&str> {
        let is_given = |id: &&str| self.shared.books.iter().any(|book| book.scheme.id == *id);
        self.table.scheme().filter(is_given)
    }

    fn subject(
        &self,
        row: &Row<'_>,
        id: &str,
        text: Option<&str>,
        found: &mut Diagnostics,
    ) -> Option<Subject> {
        let place = || self.place(row, self.columns.of(Fixed::Subject));
        let Some(text) = text else {
            if self.shared.only_subject.is_none() && !found.has_errors() {
                let id = id.to_owned();
                found.report(place(), DossierProblem::NoSubject { id });
            }
            return self.shared.only_subject;
        };
        let named = |name: &str| SUBJECTS.iter().find(|(word, _)| *word == name);
        if let Some((_, subject)) = named(text) {
            return Some(*subject);
        }
        let folded = casefold(text);
        let known = named(&folded);
        if known.is_none() {
            // The slip is looked for without marks; the word is shown with them.
            let near = nearest(&folded, SUBJECTS.map(|(word, _)| word));
            let near = near.and_then(|word| named(&word));
            let meant = near.map(|(word, subject)| match word.contains(' ') {
                true => subject.text().get(Locale::Vi).to_owned(),
                false => (*word).to_owned(),
            });
            let problem = DossierProblem::BadSubject { found: cut(text) };
            found.suggest(place(), problem, meant);
        }
        known.map(|(_, subject)| *subject)
    }

    /// The nominee's unit is known where its scheme asks for facts about it.
    fn check_unit(&self, row: &Row<'_>, draft: &Draft, scheme: usize, found: &mut Diagnostics) {
        if draft.unit_row.is_some() {
            return;
        }
        let scheme = (scheme, &self.shared.books[scheme].scheme);
        let fault = self
            .shared
            .units
            .fault(scheme, &draft.id, draft.unit.as_deref());
        if let Some((problem, meant)) = fault {
            let place = self.place(row, self.columns.of(Fixed::Unit));
            found.suggest(place, problem, meant);
        }
    }

    /// Where fields have seats of their own, one without any is most likely misspelled.
    fn check_field(&self, row: &Row<'_>, draft: &Draft, scheme: usize, found: &mut Diagnostics) {
        let Some(field) = draft.field.as_deref() else {
            return;
        };
        let Some(named) = self.shared.fields.without(scheme, field) else {
            return;
        };
        let problem = DossierProblem::FieldWithoutSeats {
            found: cut(field),
            scheme: self.shared.books[scheme].scheme.id.clone(),
            fields: quoted(named.iter().copied()),
        };
        let place = self.place(row, self.columns.of(Fixed::Field));
        found.suggest(place, problem, nearest(field, named.iter().copied()));
    }

    /// The facts of a scheme, all of them or only some; the others are left empty.
    pub(super) fn facts(
        &self,
        row: &Row<'_>,
        (scheme, unit_row): (usize, Option<usize>),
        only: Option<&[usize]>,
        kept: &mut Kept,
        found: &mut Diagnostics,
    ) -> Vec<Given> {
        let readers = &self.shared.readers[scheme];
        let columns = self.columns.facts(scheme);
        let mut facts = kept.facts.pop().unwrap_or_default();
        facts.reserve_exact(readers.len().saturating_sub(facts.len()));
        // What other rows said stands there still, and is written over.
        facts.resize(readers.len(), Given::Empty);
        let readers = readers.iter().zip(columns).zip(&mut facts);
        for (fact, ((reader, column), given)) in readers.enumerate() {
            let column = column.filter(|_| only.is_none_or(|only| only.contains(&fact)));
            let Some(column) = column else {
                *given = Given::Empty;
                continue;
            };
            let cell = &row.cells[column];
            *given = match reader.read(*cell) {
                Ok(Read { given, doubt }) => {
                    if let Some(doubt) = doubt {
                        // One may stand in every tenth row of a long list.
                        let file = &kept.file;
                        if !found.only_counts(file, doubt.code(), Severity::Warning) {
                            let problem = reader.asked(doubt);
                            found.report(self.place(row, Some(column)), problem);
                        }
                    }
                    given
                }
                Err(Fault { problem, meant }) => {
                    found.suggest(self.place(row, Some(column)), *problem, meant);
                    Given::Empty
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
    fn cell<'c>(&self, row: &Row<'c>, fixed: Fixed) -> Cell<'c> {
        let column = self.columns.of(fixed);
        column.map_or(Cell::Empty, |column| row.cells[column])
    }

    /// What messages call the cells of a fixed column.
    fn label(&self, fixed: Fixed) -> &str {
        let column = self.columns.of(fixed);
        column.map_or("", |column| &self.table.headings()[column].text)
    }

    /// The words in a cell, by its fixed column. A cell that could not be read is reported so, and
    /// not as an empty one too.
    fn words<'c>(
        &self,
        row: &Row<'c>,
        fixed: Fixed,
        found: &mut Diagnostics,
    ) -> Result<Option<Cow<'c, str>>, ()> {
        words(self.cell(row, fixed), self.label(fixed))
            .map_err(|fault| self.report(row, fixed, fault, found))
    }

    /// Reports what is wrong with a cell; nothing is known from it.
    fn report(
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
