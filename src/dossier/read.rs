//! The files of a review period in, a dossier out.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::check::Checker;
use super::problem::DossierProblem;
use super::row::Shared;
use super::{Dossier, Kind, history, period};
use crate::diagnostic::{Diagnostics, Place};
use crate::parallel::deep;
use crate::rule::Rulebook;

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

/// Reads the files of a review period against the schemes. Everything wrong is reported; nothing
/// may be ranked where there is an error. Nothing comes back where the day is not known or no
/// file lists nominations.
pub fn read(
    files: &[DataFile<'_>],
    books: &[Rulebook],
    options: Options,
    diagnostics: &mut Diagnostics,
) -> Option<Dossier> {
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
    let period = period.filter(|_| !lists.is_empty())?;
    let shared = Shared::new(books, &period, &history.awards);
    // Rules are run on the way, and they may nest deeper than a thread's usual stack.
    let (drafts, strangers) = deep(|| {
        let mut checker = Checker::new(&shared, options.skip_bad);
        for (file, format) in lists {
            checker.read(file, format, diagnostics);
        }
        let strangers = history.strangers(|id| checker.is_nominated(id));
        (checker.finish(), strangers)
    });
    let mut nominations = Vec::with_capacity(drafts.len());
    let mut skipped = Vec::new();
    for draft in drafts {
        match draft.finish() {
            Ok(nomination) => nominations.push(nomination),
            Err(row) if options.skip_bad => skipped.push(row),
            Err(_) => {}
        }
    }
    nominations.sort_by(|a, b| a.id.cmp(&b.id));
    skipped.sort_by(|a, b| (&a.id, &a.row.file, a.row.row).cmp(&(&b.id, &b.row.file, b.row.row)));
    let history: BTreeMap<_, _> = history.without(strangers, diagnostics);
    Some(Dossier {
        period,
        nominations,
        history,
        skipped,
    })
}

#[cfg(test)]
mod tests;
