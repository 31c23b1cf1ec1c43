//! From rows to nominees: what must hold of each, and of all of them together.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::cell::in_both;
use super::columns::{Columns, Fixed};
use super::csv::Sheet;
use super::grid::{Table, fold, source};
use super::kind::Format;
use super::problem::DossierProblem;
use super::row::{Draft, RowReader, Shared};
use super::spelling::cut;
use super::words::Words;
use super::{DataFile, document, json};
use crate::diagnostic::{Diagnostics, Place};
use crate::parallel::chunked;
use crate::rule::FactFinding;
use crate::scheme::FactValue;

/// Everybody found so far, in all files.
pub(super) struct Checker<'a> {
    shared: &'a Shared<'a>,
    /// Whether rows with faults are left out, and no reason to stop.
    skip_bad: bool,
    drafts: Vec<Draft>,
    words: Words,
    /// Who has which code first.
    ids: BTreeMap<Arc<str>, usize>,
    /// Who has which value first, by scheme and fact that no two may have alike.
    unique: BTreeMap<(usize, usize, FactValue), usize>,
}

impl<'a> Checker<'a> {
    pub(super) fn new(shared: &'a Shared<'a>, skip_bad: bool) -> Self {
        Self {
            shared,
            skip_bad,
            drafts: Vec::new(),
            words: Words::default(),
            ids: BTreeMap::new(),
            unique: BTreeMap::new(),
        }
    }

    /// Whether somebody has that code.
    pub(super) fn is_nominated(&self, id: &str) -> bool {
        self.ids.contains_key(id)
    }

    /// Everybody, in the order of the files.
    pub(super) fn finish(self) -> Vec<Draft> {
        self.drafts
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
        let needs_subject = shared.only_subject.is_none();
        let (file, headings) = (table.file(), table.headings());
        let columns = Columns::understand(file, headings, &schemes, needs_subject, diagnostics);
        let Some(columns) = columns else { return };
        let reader = RowReader {
            shared,
            table,
            columns: &columns,
        };
        let start = self.drafts.len();
        table.visit(diagnostics, &mut |row, diagnostics| {
            let (draft, mut found) = reader.read(row, &mut self.words);
            self.add(draft, &reader, &mut found);
            diagnostics.append(self.settled(found));
        });
        if self.drafts.len() == start {
            let place = Place::File(Arc::clone(file));
            diagnostics.report(place, DossierProblem::NoRows {});
        }
        self.ask_rules(start, &reader, diagnostics);
        for (at, scheme) in schemes.iter().enumerate() {
            if self.drafts[start..].iter().any(|it| it.scheme == Some(at)) {
                columns.warn_of_missing(file, at, scheme, diagnostics);
            }
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

    /// Adds a nominee, unless its code or what must be its own is another's already. Then both
    /// are bad: nobody here can tell which of them is right.
    fn add(&mut self, mut draft: Draft, reader: &RowReader<'_>, found: &mut Diagnostics) {
        let at = self.drafts.len();
        let place = |column| reader.table.place(draft.key, column);
        let mut others = Vec::new();
        if !draft.id.is_empty()
            && let Some(first) = self.ids.get(&draft.id)
        {
            let problem = DossierProblem::IdTwice {
                id: draft.id.to_string(),
                first: address(&self.drafts[*first]),
            };
            found.report(place(reader.columns.of(Fixed::Id)), problem);
            others.push(*first);
        } else if !draft.id.is_empty() {
            self.ids.insert(Arc::clone(&draft.id), at);
        }
        for (fact_at, value) in self.own_values(&draft) {
            let Some(scheme) = draft.scheme else { break };
            let key = (scheme, fact_at, alike(value));
            let Some(first) = self.unique.get(&key) else {
                self.unique.insert(key, at);
                continue;
            };
            let fact = &self.shared.books[scheme].scheme.facts[fact_at];
            let (label_vi, label_en) = in_both(&fact.label);
            let problem = DossierProblem::FactTwice {
                label_vi,
                label_en,
                found: shown(value),
                id: self.drafts[*first].id.to_string(),
                first: address(&self.drafts[*first]),
            };
            found.report(place(reader.columns.fact(scheme, fact_at)), problem);
            others.push(*first);
        }
        for other in &others {
            self.drafts[*other].is_bad = true;
        }
        draft.is_bad |= !others.is_empty();
        self.drafts.push(draft);
    }

    /// What a nominee reports of the facts that no two may have alike.
    fn own_values<'d>(&self, draft: &'d Draft) -> Vec<(usize, &'d FactValue)> {
        let Some(scheme) = draft.scheme else {
            return Vec::new();
        };
        let facts = self.shared.books[scheme].scheme.facts.iter().enumerate();
        let own = facts.filter(|(_, fact)| fact.unique);
        own.filter_map(|(at, _)| Some((at, draft.facts[at].value()?)))
            .collect()
    }

    /// Asks the rules what is wrong with the facts of those read from one file.
    fn ask_rules(&mut self, start: usize, reader: &RowReader<'_>, diagnostics: &mut Diagnostics) {
        let shared = self.shared;
        let ask = |draft: &Draft| match (draft.scheme, draft.subject) {
            (Some(scheme), Some(subject)) => {
                let known = shared.known(draft, subject, &draft.facts);
                shared.books[scheme].fact_findings(&known)
            }
            _ => Vec::new(),
        };
        let findings = chunked(&self.drafts[start..], |slice| {
            slice.iter().map(ask).collect()
        });
        for (at, findings) in findings.into_iter().enumerate() {
            let mut found = Diagnostics::new();
            let draft = &mut self.drafts[start + at];
            for finding in findings {
                report_finding(&finding, draft, reader, &mut found);
            }
            draft.is_bad |= found.has_errors();
            diagnostics.append(self.settled(found));
        }
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

fn address(draft: &Draft) -> String {
    format!("{}:{}", draft.row.file, draft.row.row)
}

/// A value as it is compared with those of others: words without regard to case and spaces.
fn alike(value: &FactValue) -> FactValue {
    match value {
        FactValue::Text(text) => FactValue::Text(fold(text).into()),
        FactValue::List(items) => FactValue::List(items.iter().map(alike).collect()),
        other => other.clone(),
    }
}

fn shown(value: &FactValue) -> String {
    match value {
        FactValue::Integer(number) => number.to_string(),
        FactValue::Number(number) => crate::number::plain(*number),
        FactValue::YesNo(flag) => flag.to_string(),
        FactValue::Text(text) => cut(text),
        FactValue::Date(date) => date.to_string(),
        FactValue::List(items) => {
            let items: Vec<_> = items.iter().map(shown).collect();
            cut(&items.join("; "))
        }
    }
}
