//! The files of a review period in, a dossier out.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::check::Checker;
use super::index::Index;
use super::problem::DossierProblem;
use super::roll::Roll;
use super::shared::Shared;
use super::{
    Council, Dossier, History, Kind, Nomination, Period, RowAddress, Skipped, decisions, history,
    marks, members, period, units, votes,
};
use crate::diagnostic::{Diagnostics, Place};
use crate::parallel::deep;
use crate::rule::{Known, Rulebook};

/// A file of a review period, in memory.
#[derive(Debug, Clone, Copy)]
pub struct DataFile<'a> {
    /// The name by which people know it.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// What it is for, as [`classify`](super::classify) tells.
    pub kind: Kind,
}

/// What may be asked of reading.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// The day of the review, where no `period.toml` says it.
    pub date: Option<Date>,
    /// Leave out rows with faults, and list them.
    pub skip_bad: bool,
}

/// Some of the nominees, in the order of their rows, and what rules may know beside them.
#[derive(Debug)]
pub struct Chunk<'a> {
    /// The period.
    pub period: &'a Period,
    /// Past awards by nominee id, also of those who are not nominated.
    pub history: &'a History,
    /// The nominees; rows with faults are left out. Who is to be kept as a whole is taken from
    /// here; the memory of those who stay is used for the next ones.
    pub nominations: &'a mut Vec<Nomination>,
    /// Whether nothing found so far forbids to rank anybody.
    pub is_sound: bool,
}

/// Takes the nominees, some at a time.
pub type TakeChunk<'a> = dyn FnMut(Chunk<'_>) + Send + 'a;

/// What is known once every row was read.
#[derive(Debug, Clone)]
pub struct Closing {
    /// The period.
    pub period: Period,
    /// Past awards by nominee id, ordered by year and award.
    pub history: History,
    /// Rows that were left out at the user's wish because they have faults.
    pub skipped: Vec<Skipped>,
    /// Nominees that were given on before a later row was found to have the same id, or the same
    /// in a fact that is each one's own: they have faults too, by id and with the place of the row.
    pub withdrawn: BTreeMap<Arc<str>, RowAddress>,
}

impl Chunk<'_> {
    /// What rules may know of a nominee before any point is given.
    pub fn known<'a>(&'a self, nominee: &'a Nomination) -> Known<'a> {
        nominee.known(self.period, self.history)
    }
}

/// Reads the files of a review period against the schemes. Everything wrong is reported; nothing
/// may be ranked where there is an error. Nothing comes back where the day is not known or no
/// file lists nominations.
pub fn read(
    files: &[DataFile<'_>],
    books: &[Rulebook],
    options: Options,
    diagnostics: &mut Diagnostics,
) -> Option<Dossier> {
    let mut nominations = Vec::new();
    let mut take = |chunk: Chunk<'_>| nominations.append(chunk.nominations);
    let (closing, roll) = through(files, books, options, diagnostics, &mut take)?;
    let Closing {
        period,
        history,
        mut skipped,
        withdrawn,
    } = closing;
    let is_withdrawn = |nominee: &Nomination| withdrawn.contains_key(&nominee.id);
    if !withdrawn.is_empty() {
        let bad = nominations.extract_if(.., |nominee| is_withdrawn(nominee));
        let bad = bad.map(Nomination::skip);
        skipped.extend(bad.filter(|_| options.skip_bad));
    }
    nominations.sort_by(|a, b| a.id.cmp(&b.id));
    skipped.sort_by(|a, b| (&a.id, &a.row.file, a.row.row).cmp(&(&b.id, &b.row.file, b.row.row)));
    let is_nominated = |id: &str| roll.is_nominated(id);
    let index = Index::new(books, &period, &nominations, &is_nominated);
    let council = council(files, &index, diagnostics);
    Some(Dossier {
        period,
        nominations,
        history,
        skipped,
        council,
    })
}

/// What people marked, counted and decided about the nominees.
fn council(files: &[DataFile<'_>], index: &Index<'_>, diagnostics: &mut Diagnostics) -> Council {
    let period = files.iter().find(|file| file.kind == Kind::Period);
    let period = period.map_or("period.toml", |file| file.name);
    members::check_interests(period, index, diagnostics);
    Council {
        marks: marks::read(files, index, diagnostics),
        votes: votes::read(files, period, index, diagnostics),
        decisions: decisions::read(files, index, diagnostics),
    }
}

/// Reads the files as [`read`] does, and gives the nominees on some at a time, so that not all of
/// their facts need be in memory at once. Faults of the files are reported as they are found:
/// what was made of the nominees is worth nothing where there is an error in the end, and those
/// withdrawn in the end are to be left out. Marks, votes and decisions are not read this way:
/// what they name must be known as a whole.
pub fn read_through(
    files: &[DataFile<'_>],
    books: &[Rulebook],
    options: Options,
    diagnostics: &mut Diagnostics,
    take: &mut TakeChunk<'_>,
) -> Option<Closing> {
    through(files, books, options, diagnostics, take).map(|(closing, _)| closing)
}

/// Reads all files but those of the council, and tells whose codes were met.
fn through(
    files: &[DataFile<'_>],
    books: &[Rulebook],
    options: Options,
    diagnostics: &mut Diagnostics,
    take: &mut TakeChunk<'_>,
) -> Option<(Closing, Roll)> {
    for file in files.iter().filter(|file| file.kind == Kind::NotYet) {
        let place = Place::File(file.name.into());
        diagnostics.report(place, DossierProblem::NotYet {});
    }
    let lists = files.iter().filter_map(|file| match file.kind {
        Kind::Nominations(format) => Some((file, format)),
        _ => None,
    });
    let lists: Vec<_> = lists.collect();
    if lists.is_empty() {
        let place = Place::File(files.first()?.name.into());
        diagnostics.report(place, DossierProblem::NoNominations {});
    }
    let period = period::read(files, options, diagnostics);
    let history = history::read(files, books, diagnostics);
    let units = units::read(files, books, diagnostics);
    let period = period.filter(|_| !lists.is_empty())?;
    let first = lists[0].0.name;
    let shared = Shared::new(books, &period, (&history.awards, &units));
    // Rules are run on the way, and they may nest deeper than a thread's usual stack.
    let (skipped, withdrawn, strangers, roll) = deep(|| {
        let mut take = |chunk: Chunk<'_>| take(chunk);
        let mut checker = Checker::new(&shared, options.skip_bad, &mut take);
        for (file, format) in lists {
            checker.read(file, format, diagnostics);
        }
        let strangers = history.strangers(|id| checker.is_nominated(id));
        let (named, judging) = (&checker.kept.units, &checker.judging);
        units.close(named, judging, books, first, diagnostics);
        let Checker {
            skipped,
            withdrawn,
            roll,
            ..
        } = checker;
        (skipped, withdrawn, strangers, roll)
    });
    let history = history.without(strangers, diagnostics);
    let closing = Closing {
        period,
        history,
        skipped,
        withdrawn,
    };
    Some((closing, roll))
}

#[cfg(test)]
mod council_tests;
#[cfg(test)]
mod tests;
