//! One row, understood as a nominee.

use super::days::far_day;
use super::nomination::RowAddress;
use super::problem::RosterProblem;
use super::row::{Draft, Kept, RowReader};
use super::words::day;
use crate::diagnostic::{Diagnostics, nearest};
use crate::locale::{Locale, Text};
use crate::scheme::Subject;
use crate::table::names::Fixed;
use crate::table::{Cell, Row};
use crate::text::casefold;
use crate::text::cut;
use std::sync::Arc;

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

impl RowReader<'_> {
    /// A nominee from a row, with everything found wrong about it.
    pub(super) fn read(&self, row: Row<'_>, kept: &mut Kept) -> (Draft, Diagnostics) {
        let mut row = row;
        let mut found = std::mem::take(&mut row.found);
        kept.give_back();
        let text = |fixed, found: &mut Diagnostics| self.words(&row, fixed, found);
        let (mut id, name) = (text(Fixed::Id, &mut found), text(Fixed::Name, &mut found));
        let has_codes = self.columns.of(Fixed::Id).is_some();
        if !has_codes && let Ok(Some(name)) = &name {
            id = Ok(Some(code(name).into()));
        }
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
        let has_no_id = is_row && has_codes && id == Ok(None);
        let has_no_name = is_row && name == Ok(None);
        let id = id.unwrap_or_default().unwrap_or_default();
        let name = name.unwrap_or_default().unwrap_or_default();
        if has_no_id && self.columns.of(Fixed::Id).is_some() {
            found.report(place(Fixed::Id), RosterProblem::NoId {});
        }
        if has_no_name {
            found.report(place(Fixed::Name), RosterProblem::NoName {});
        }
        let received = self.cell(&row, Fixed::Received);
        let label = self.label(Fixed::Received);
        let received = day(received, label)
            .map_err(|fault| self.report(&row, Fixed::Received, fault, &mut found))
            .unwrap_or_default();
        if let Some((date, Some(words))) = &received {
            let problem = RosterProblem::CellAssumed {
                label: Text::vi(label),
                found: words.clone(),
                meant: Locale::Vi.date(*date),
            };
            found.report(place(Fixed::Received), problem);
        }
        let received = received.map(|(date, _)| date);
        if let Some(received) = received
            && let Some(doubt) = far_day(received, self.shared.period.date)
        {
            let label = Text::both(
                Fixed::Received.heading(Locale::Vi),
                Fixed::Received.heading(Locale::En),
            );
            let problem = doubt.problem(label);
            found.report(self.place(&row, self.columns.of(Fixed::Received)), problem);
        }
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
                found.report(place(), RosterProblem::NoSubject { id });
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
            let problem = RosterProblem::BadSubject { found: cut(text) };
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

    /// Where a scheme goes by fields, one that nobody knows is most likely misspelled.
    fn check_field(&self, row: &Row<'_>, draft: &Draft, scheme: usize, found: &mut Diagnostics) {
        let Some(field) = draft.field.as_deref() else {
            return;
        };
        if let Some((problem, meant)) = self.shared.fields.doubt(scheme, field) {
            let place = self.place(row, self.columns.of(Fixed::Field));
            found.suggest(place, problem, meant);
        }
    }
}

/// The code of somebody who has none: the words of the name, as people compare them.
fn code(name: &str) -> String {
    let folded = casefold(name);
    let words = folded.split(|letter: char| !letter.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join("-")
}
