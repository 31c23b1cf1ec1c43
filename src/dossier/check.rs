//! From rows to nominees: what must hold of each, and of all of them together.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::beside::Beside;
use super::cell::in_both;
use super::columns::Columns;
use super::csv::Sheet;
use super::grid::{Table, source};
use super::kind::Format;
use super::layout::Layout;
use super::problem::DossierProblem;
use super::roll::Roll;
use super::row::{Draft, Kept, RowReader};
use super::shared::Shared;
use super::{Chunk, DataFile, Nomination, RowAddress, Skipped, TakeChunk, document, json};
use crate::diagnostic::{Diagnostics, Place};
use crate::parallel::chunked;
use crate::rule::FactFinding;

/// How many rows are understood before the rules are asked about them and they are given on: so
/// few that their facts are still in the processor's cache then. In tests every list has several
/// chunks.
const CHUNK: usize = if cfg!(test) { 2 } else { 1 << 8 };

/// Everybody found so far, in all files.
pub(super) struct Checker<'a> {
    shared: &'a Shared<'a>,
    /// Whether rows with faults are left out, and no reason to stop.
    skip_bad: bool,
    pub(super) kept: Kept,
    pub(super) roll: Roll,
    pub(super) beside: Beside,
    /// By scheme: whether it judges somebody.
    pub(super) judging: Vec<bool>,
    /// Those read lately, who are neither on the roll nor given on yet.
    drafts: Vec<Draft>,
    /// Empty, its memory used for one chunk after another.
    nominations: Vec<Nomination>,
    pub(super) skipped: Vec<Skipped>,
    pub(super) withdrawn: BTreeMap<Arc<str>, RowAddress>,
    take: &'a mut TakeChunk<'a>,
}

impl<'a> Checker<'a> {
    pub(super) fn new(shared: &'a Shared<'a>, skip_bad: bool, take: &'a mut TakeChunk<'a>) -> Self {
        Self {
            shared,
            skip_bad,
            kept: Kept::default(),
            roll: Roll::default(),
            beside: Beside::default(),
            judging: vec![false; shared.books.len()],
            drafts: Vec::new(),
            nominations: Vec::new(),
            skipped: Vec::new(),
            withdrawn: BTreeMap::new(),
            take,
        }
    }

    /// Whether somebody has that code.
    pub(super) fn is_nominated(&self, id: &str) -> bool {
        self.roll.is_nominated(id)
    }

    /// Reads one list of nominations.
    pub(super) fn read(
        &mut self,
        file: &DataFile<'_>,
        format: Format,
        diagnostics: &mut Diagnostics,
    ) {
        let DataFile { name, bytes, .. } = file;
        match format {
            Format::Csv => {
                if let Some(sheet) = Sheet::open(name, bytes, diagnostics) {
                    self.table(&sheet, diagnostics);
                }
            }
            Format::Workbook => {
                if let Some(sheet) = file.sheet {
                    self.table(sheet.table(), diagnostics);
                }
            }
            Format::Json => {
                if let Some(list) = json::open(name, bytes, diagnostics) {
                    self.table(&list, diagnostics);
                }
            }
            Format::Toml => {
                let source = source(name, bytes, diagnostics);
                let list = source.and_then(|source| document::open(&source, diagnostics));
                if let Some(list) = list {
                    self.table(&list, diagnostics);
                }
            }
        }
    }

    fn table(&mut self, table: &dyn Table, diagnostics: &mut Diagnostics) {
        let shared = self.shared;
        let schemes: Vec<_> = shared.books.iter().map(|book| &book.scheme).collect();
        let layout = Layout::Nominations {
            needs_subject: shared.only_subject.is_none(),
        };
        let (file, headings) = (table.file(), table.headings());
        let columns = Columns::understand(file, headings, &schemes, layout, diagnostics);
        let Some(columns) = columns else { return };
        let reader = RowReader {
            shared,
            table,
            columns: &columns,
        };
        self.roll.open(file);
        let start = self.roll.len();
        let mut judges = vec![false; schemes.len()];
        table.visit(diagnostics, &mut |row, diagnostics| {
            let (draft, found) = reader.read(row, &mut self.kept);
            if let Some(scheme) = draft.scheme {
                judges[scheme] = true;
            }
            self.drafts.push(draft);
            diagnostics.append(self.settled(found));
            if self.drafts.len() >= CHUNK {
                self.give(&reader, diagnostics);
            }
        });
        self.give(&reader, diagnostics);
        if self.roll.len() == start {
            let place = Place::File(Arc::clone(file));
            diagnostics.report(place, DossierProblem::NoRows {});
        }
        for (at, scheme) in schemes.iter().enumerate().filter(|(at, _)| judges[*at]) {
            columns.warn_of_missing(file, (at, scheme), layout, diagnostics);
            self.judging[at] = true;
        }
    }

    /// What was found about rows, as grave as it is under the user's wish.
    fn settled(&self, found: Diagnostics) -> Diagnostics {
        if self.skip_bad {
            found.into_warnings()
        } else {
            found
        }
    }

    /// Puts those read lately on the roll. Where the code of one, or what must be its own, is
    /// another's already, both are bad: nobody here can tell which of them is right.
    fn enrol(&mut self, reader: &RowReader<'_>, diagnostics: &mut Diagnostics) {
        let start = self.roll.len();
        for draft in &self.drafts {
            self.roll.put(draft, self.shared);
        }
        self.roll.fetch();
        for at in 0..self.drafts.len() {
            let mut found = Diagnostics::new();
            let others = self
                .roll
                .others(start + at, &self.drafts[at], reader, &mut found);
            if others.is_empty() {
                continue;
            }
            self.drafts[at].is_bad = true;
            for other in others {
                match other.checked_sub(start) {
                    Some(at) => self.drafts[at].is_bad = true,
                    None => {
                        let id = self.roll.id(other).into();
                        self.withdrawn.insert(id, self.roll.address(other));
                    }
                }
            }
            diagnostics.append(self.settled(found));
        }
    }

    /// Asks the rules what is wrong with the facts of those read lately, and gives the others on.
    fn give(&mut self, reader: &RowReader<'_>, diagnostics: &mut Diagnostics) {
        self.enrol(reader, diagnostics);
        let shared = self.shared;
        let mut drafts = std::mem::take(&mut self.drafts);
        let ask = |draft: &Draft| match (draft.scheme, draft.subject) {
            (Some(scheme), Some(subject)) => {
                let known = shared.known(draft, subject, &draft.facts);
                shared.books[scheme].fact_findings(&known)
            }
            _ => Vec::new(),
        };
        let findings = chunked(&drafts, |slice| slice.iter().map(ask).collect());
        for (draft, findings) in drafts.iter_mut().zip(findings) {
            let mut found = Diagnostics::new();
            for finding in findings {
                report_finding(&finding, draft, reader, &mut found);
            }
            draft.is_bad |= found.has_errors();
            diagnostics.append(self.settled(found));
        }
        if self.beside.is_at_work() {
            drafts
                .iter()
                .for_each(|draft| self.beside.take(draft, reader));
        }
        let mut nominations = std::mem::take(&mut self.nominations);
        for draft in drafts.drain(..) {
            match draft.finish() {
                Ok(nomination) => nominations.push(nomination),
                Err(row) if self.skip_bad => self.skipped.push(row),
                Err(_) => {}
            }
        }
        self.drafts = drafts;
        (self.take)(Chunk {
            period: shared.period,
            history: shared.history,
            nominations: &mut nominations,
            is_sound: !diagnostics.has_errors(),
        });
        for nominee in nominations.drain(..) {
            self.kept.facts.push(nominee.facts);
            self.kept.names.push(nominee.name);
        }
        self.nominations = nominations;
    }
}

/// Reports what the rules found at the cell it is about.
fn report_finding(
    finding: &FactFinding,
    draft: &Draft,
    reader: &RowReader<'_>,
    found: &mut Diagnostics,
) {
    let Some(scheme_at) = draft.scheme else {
        return;
    };
    let scheme = &reader.shared.books[scheme_at].scheme;
    let place = |fact: Option<usize>| {
        let column = fact.and_then(|fact| reader.columns.fact(scheme_at, fact));
        reader.table.place(draft.key, column)
    };
    let problem = match finding {
        FactFinding::CheckFails { check, failure, .. } => {
            let (title_vi, title_en) = in_both(&scheme.checks[*check].title);
            match failure {
                None => DossierProblem::CheckFails { title_vi, title_en },
                Some(failure) => {
                    let (message_vi, message_en) = in_both(&failure.message);
                    DossierProblem::CheckCannotRun {
                        title_vi,
                        title_en,
                        message_vi,
                        message_en,
                    }
                }
            }
        }
        FactFinding::NotAssigned { fact, rule } => {
            let (label_vi, label_en) = in_both(&scheme.facts[*fact].label);
            let (rule_vi, rule_en) = in_both(rule);
            DossierProblem::NotAssignedRead {
                label_vi,
                label_en,
                rule_vi,
                rule_en,
            }
        }
    };
    let fact = match finding {
        FactFinding::CheckFails { facts, .. } => facts.first().copied(),
        FactFinding::NotAssigned { fact, .. } => Some(*fact),
    };
    found.report(place(fact), problem);
}
