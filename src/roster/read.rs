//! The files of a review period in, a roster out.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::check::{Checker, Take, Together, Work};
use super::context::ReadContext;
use super::council::Council;
use super::file::{DataFile, Options};
use super::index::Index;
use super::names::quoted;
use super::nomination::{History, Nomination, RowAddress, Skipped, Withdrawn};
use super::problem::RosterProblem;
use super::uniqueness::Roll;
use super::units::Units;
use super::{
    Roster, collectives, decisions, history, marks, members, period, units, unmarked, votes,
};
use crate::diagnostic::{Diagnostics, Place};
use crate::parallel::deep;
use crate::period::Period;
use crate::progress::Progress;
use crate::rule::Rulebook;
use crate::table::Format;
use crate::table::Kind;
use crate::table::SheetProblem;
use crate::text::{cut, normalize_person};

/// What is known once every row was read.
#[derive(Debug)]
pub(crate) struct Closing {
    period: Period,
    /// Past awards by nominee id, ordered by year and award.
    history: History,
    withdrawn: Withdrawn,
    /// Rows that were left out at the user's wish because they have faults.
    pub(crate) skipped: Vec<Skipped>,
}

/// Reads the files of a review period against the schemes. Everything wrong is reported; nothing
/// may be ranked where there is an error. Nothing comes back where the day is not known or no
/// file lists nominations.
pub fn read(
    files: &[DataFile<'_>],
    books: &[Rulebook],
    options: Options,
    diagnostics: &mut Diagnostics,
) -> Option<Roster> {
    let mut nominations = Vec::new();
    let opened = Opened::new(files, books, options, diagnostics)?;
    let mut take = |(), together: Together<'_>| {
        for late in together.late.iter().rev() {
            together.nominations.remove(*late);
        }
        nominations.append(together.nominations);
    };
    let mut gone = opened.read(diagnostics, &|_, _| (), &mut take);
    let withdrawn = std::mem::take(&mut gone.withdrawn);
    let roll = std::mem::take(&mut gone.roll);
    let mut closing = opened.close(gone, diagnostics);
    if !withdrawn.is_empty() {
        let is_withdrawn = |nominee: &mut Nomination| withdrawn.contains_key(&nominee.id);
        let bad = nominations.extract_if(.., is_withdrawn);
        let bad = bad.map(Nomination::skip);
        closing.skipped.extend(bad.filter(|_| options.skip_bad));
    }
    nominations.sort_by(|a, b| a.id.cmp(&b.id));
    let mut bad = Vec::new();
    for (at, found) in collectives::check(books, &nominations) {
        bad.extend(Some(at).filter(|_| found.has_errors()));
        diagnostics.append(if options.skip_bad {
            found.leaving_out()
        } else {
            found
        });
    }
    for at in bad.into_iter().rev() {
        let row = nominations.remove(at).skip();
        closing
            .skipped
            .extend(Some(row).filter(|_| options.skip_bad));
    }
    let is_nominated = |id: &str| roll.is_nominated(id);
    let known: (&dyn Fn(&str) -> bool, bool) = (&is_nominated, diagnostics.has_errors());
    let index = Index::new(books, &closing.period, &nominations, known);
    let council = council(files, &index, diagnostics);
    fill_in(&council, books, &mut nominations);
    Some(Roster {
        council,
        ..closing.roster(nominations)
    })
}

/// Gives each nominee the marks of the stage that counts.
fn fill_in(council: &Council, books: &[Rulebook], nominations: &mut [Nomination]) {
    for nominee in nominations {
        let scheme = &books[nominee.scheme].scheme;
        if let Some(stage) = scheme.ranking.stage {
            council.marked(scheme, &nominee.id, stage, &mut nominee.facts);
        }
    }
}

impl Roster {
    /// The same period as if a person had marked nothing, in no stage and no scheme; names are
    /// compared as people compare them. `books` are those against which it was read.
    #[must_use]
    pub fn without_marker(&self, books: &[Rulebook], marker: &str) -> Self {
        let mut without = self.clone();
        let marker = normalize_person(marker);
        // Few people mark very often: each name is compared once.
        let mut is_own: BTreeMap<Arc<str>, bool> = BTreeMap::new();
        for marks in without.council.marks.values_mut() {
            marks.retain(|mark| {
                let is_known = is_own.get(&mark.marker).copied();
                !is_known.unwrap_or_else(|| {
                    let is_same = normalize_person(&mark.marker) == marker;
                    is_own.insert(Arc::clone(&mark.marker), is_same);
                    is_same
                })
            });
        }
        without.council.marks.retain(|_, marks| !marks.is_empty());
        fill_in(&without.council, books, &mut without.nominations);
        without
    }
}

impl Closing {
    /// The period with these nominees in it.
    pub(crate) fn roster(self, nominations: Vec<Nomination>) -> Roster {
        let mut skipped = self.skipped;
        let key = |row: &Skipped| (row.id.clone(), Arc::clone(&row.row.file), row.row.row);
        skipped.sort_by_cached_key(key);
        Roster {
            period: self.period,
            nominations,
            history: self.history,
            withdrawn: self.withdrawn,
            skipped,
            council: Council::default(),
            found: Diagnostics::new(),
        }
    }
}

/// What people marked, counted and decided about the nominees.
fn council(files: &[DataFile<'_>], index: &Index<'_>, diagnostics: &mut Diagnostics) -> Council {
    let period = files.iter().find(|file| file.kind == Kind::Period);
    let period = period.map_or("period.toml", |file| file.name);
    members::check(period, index, diagnostics);
    let council = Council {
        marks: marks::read(files, index, diagnostics),
        votes: votes::read(files, period, index, diagnostics),
        decisions: decisions::read(files, index, diagnostics),
    };
    let mut marks = files.iter().filter(|file| file.kind == Kind::Marks);
    let file = marks.next().map_or(period, |file| file.name);
    unmarked::report(&council, index, file, diagnostics);
    council
}

/// Every form on which anything is filled in is of a scheme that is given.
fn check_forms(files: &[DataFile<'_>], books: &[Rulebook], diagnostics: &mut Diagnostics) {
    for sheet in files.iter().filter_map(|file| file.sheet) {
        let is_given = |id: &str| books.iter().any(|book| book.scheme.id == id);
        let mut schemes = sheet.schemes().peekable();
        if schemes.peek().is_none() || schemes.any(is_given) {
            continue;
        }
        let schemes: Vec<&str> = sheet.schemes().collect();
        let problem = SheetProblem::FormOfOtherScheme {
            scheme: cut(&schemes.join(", ")),
            given: quoted(books.iter().map(|book| book.scheme.id.as_str())),
        };
        diagnostics.report(sheet.mark(), problem);
    }
}

/// What must be known before the first nominee is read: the period, the past awards and the units.
pub(crate) struct Opened<'f> {
    lists: Vec<(&'f DataFile<'f>, Format)>,
    books: &'f [Rulebook],
    skip_bad: bool,
    progress: Progress,
    pub(crate) period: Period,
    history: history::History,
    units: Units,
}

/// Who is not among the nominees in the end.
pub(crate) struct Gone {
    skipped: Vec<Skipped>,
    /// Nominees that were given on before a later row was found to have the same id, or the same
    /// in a fact that is each one's own: they have faults too, by id and with the place of the row.
    pub(crate) withdrawn: BTreeMap<Arc<str>, RowAddress>,
    strangers: Vec<Arc<str>>,
    roll: Roll,
}

impl<'f> Opened<'f> {
    /// Reads everything but the nominees; nothing comes back where the day is not known or no
    /// file lists nominations.
    pub(crate) fn new(
        files: &'f [DataFile<'f>],
        books: &'f [Rulebook],
        options: Options,
        diagnostics: &mut Diagnostics,
    ) -> Option<Self> {
        let lists = files.iter().filter_map(|file| match file.kind {
            Kind::Nominations(format) => Some((file, format)),
            _ => None,
        });
        let mut lists: Vec<_> = lists.collect();
        // A blank form is no list, unless there is no other: then nobody is nominated on it.
        if lists.iter().any(|(file, _)| !file.is_blank_form()) {
            lists.retain(|(file, _)| !file.is_blank_form());
        }
        if lists.is_empty() {
            let place = Place::File(files.first()?.name.into());
            diagnostics.report(place, RosterProblem::NoNominations {});
        }
        check_forms(files, books, diagnostics);
        let period = period::read(files, options, diagnostics);
        let date = period.as_ref().map(|period| period.date);
        let history = history::read(files, books, date, diagnostics);
        let units = units::read(files, books, diagnostics);
        let period = period.filter(|_| !lists.is_empty())?;
        Some(Self {
            lists,
            books,
            skip_bad: options.skip_bad,
            progress: options.progress,
            period,
            history,
            units,
        })
    }

    /// Past awards by nominee id, also of those who are not nominated.
    pub(crate) fn history(&self) -> &History {
        &self.history.awards
    }

    /// Reads the nominees, does some work on those that are read together, and gives them on.
    pub(crate) fn read<D: Send>(
        &self,
        diagnostics: &mut Diagnostics,
        work: &Work<'_, D>,
        take: &mut Take<'_, D>,
    ) -> Gone {
        let shared = ReadContext::new(
            self.books,
            &self.period,
            (&self.history.awards, &self.units),
        );
        // Rules are run on the way, and they may nest deeper than a thread's usual stack.
        deep(|| {
            let mut take = |done: D, together: Together<'_>| {
                self.progress.add(together.nominations.len());
                take(done, together);
            };
            let mut checker = Checker::new(&shared, self.skip_bad, work, &mut take);
            for (file, format) in &self.lists {
                checker.read(file, *format, diagnostics);
            }
            checker.beside.close(self.books, diagnostics);
            let strangers = self.history.strangers(|id| checker.is_nominated(id));
            if let Some((first, _)) = self.lists.first() {
                let (named, judging) = (&checker.units, &checker.judging);
                self.units
                    .close(named, judging, self.books, first.name, diagnostics);
            }
            Gone {
                skipped: checker.skipped,
                withdrawn: checker.withdrawn,
                strangers,
                roll: checker.roll,
            }
        })
    }

    /// What is known once every row was read.
    pub(crate) fn close(self, gone: Gone, diagnostics: &mut Diagnostics) -> Closing {
        let (history, withdrawn) = self.history.without(gone.strangers, diagnostics);
        Closing {
            period: self.period,
            history,
            withdrawn,
            skipped: gone.skipped,
        }
    }
}

#[cfg(test)]
mod council_tests;
#[cfg(test)]
mod tests;
