//! What reading every row of the nominees needs, whatever file it stands in.

use std::collections::BTreeMap;

use super::cell::CellReader;
use super::field_names::FieldNames;
use super::nomination::History;
use super::units::Units;
use crate::period::Period;
use crate::rule::{RuleId, Rulebook};
use crate::scheme::{Name, Scheme, Subject};

/// What reading every row needs, whatever file it stands in.
#[derive(Debug)]
pub(super) struct ReadContext<'a> {
    pub(super) books: &'a [Rulebook],
    pub(super) period: &'a Period,
    pub(super) history: &'a History,
    pub(super) units: &'a Units,
    pub(super) fields: FieldNames<'a>,
    /// By scheme: the facts that its `applies` reads, by index.
    pub(super) asked: Vec<Vec<usize>>,
    /// By scheme and fact.
    pub(super) readers: Vec<Vec<CellReader<'a>>>,
    /// By scheme: the facts that no two may have alike.
    own: Vec<Vec<usize>>,
    /// By subject: the schemes in force that judge it.
    candidates: BTreeMap<Subject, Vec<usize>>,
    /// The subject of all schemes, if they have one and the same.
    pub(super) only_subject: Option<Subject>,
}

impl<'a> ReadContext<'a> {
    pub(super) fn new(
        books: &'a [Rulebook],
        period: &'a Period,
        (history, units): (&'a History, &'a Units),
    ) -> Self {
        let schemes = || books.iter().map(|book| &book.scheme);
        let subject = schemes().next().and_then(|scheme| scheme.subject);
        let own = |scheme: &Scheme| {
            let facts = scheme.facts.iter().enumerate();
            let own = facts.filter(|(_, fact)| fact.unique);
            own.map(|(at, _)| at).collect()
        };
        let candidates = |subject| {
            let fits = |scheme: &Scheme| {
                scheme.subject.is_none_or(|judges| judges == subject)
                    && scheme.in_force.on(period.date)
            };
            let fitting = schemes().enumerate().filter(|(_, scheme)| fits(scheme));
            (subject, fitting.map(|(at, _)| at).collect())
        };
        Self {
            own: schemes().map(own).collect(),
            candidates: [Subject::Collective, Subject::Individual, Subject::Household]
                .map(candidates)
                .into(),
            books,
            period,
            history,
            units,
            fields: FieldNames::new(books),
            asked: books.iter().map(facts_for_applies).collect(),
            readers: schemes()
                .map(|scheme| {
                    let readers = scheme.facts.iter().map(CellReader::new);
                    readers.map(|reader| reader.on(period.date)).collect()
                })
                .collect(),
            only_subject: subject.filter(|_| schemes().all(|scheme| scheme.subject == subject)),
        }
    }

    /// The facts of a scheme that no two may have alike.
    pub(super) fn own(&self, scheme: usize) -> &[usize] {
        &self.own[scheme]
    }

    /// The schemes in force that judge a subject.
    pub(super) fn candidates(&self, subject: Subject) -> &[usize] {
        self.candidates.get(&subject).map_or(&[], Vec::as_slice)
    }
}

/// The facts that a scheme's `applies` reads, or that a value it reads differs by.
fn facts_for_applies(book: &Rulebook) -> Vec<usize> {
    let reads = book.reads(RuleId::Applies).iter();
    let facts = reads.filter_map(|(_, name)| match *name {
        Name::Fact(at) => Some(at),
        Name::Value(at) => book.scheme.values[at].by,
        _ => None,
    });
    let mut facts: Vec<usize> = facts.collect();
    facts.sort_unstable();
    facts.dedup();
    facts
}
