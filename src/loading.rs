//! Files in, schemes and a dossier out; everything found wrong, all at once.

use std::str::from_utf8;
use std::sync::Arc;

use jiff::civil::Date;

use crate::cases;
use crate::diagnostic::{Diagnostics, Place, problems};
use crate::document::DocumentProblem;
use crate::evaluation::{Judged, judge_through};
use crate::parallel::deep;
use crate::period::Period;
use crate::progress::Progress;
use crate::roster::{self, DataFile, Dossier};
use crate::rule::{RuleProblem, Rulebook};
use crate::scheme::{Scheme, SchemeProblem, check, check_others};
use crate::source::{ReadError, Source};
use crate::table::{self, Kind, LongList, classify};

/// A file as it came: which ones are schemes is told by their content.
#[derive(Debug, Clone)]
pub struct File {
    /// The name by which people know it: its path as they gave it.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What a command is given: a file in memory, or a long list that is read where it stands.
#[derive(Debug)]
pub enum Input {
    /// A file as it came.
    File(File),
    /// A long list of nominations.
    Long(LongList),
}

/// What is given, wherever it is kept.
#[derive(Clone, Copy)]
enum Given<'a> {
    File(&'a File),
    Long(&'a LongList),
}

impl<'a> Given<'a> {
    fn long(self) -> Option<&'a LongList> {
        match self {
            Self::File(_) => None,
            Self::Long(list) => Some(list),
        }
    }
}

/// What may be asked of loading.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// The day of the review, where no `period.toml` says it.
    pub date: Option<Date>,
    /// Leave out rows with faults, and list them.
    pub skip_bad: bool,
    /// Where it is counted how far reading has come.
    pub progress: Progress,
}

/// What was loaded. Nothing may be ranked where `diagnostics` has errors.
#[derive(Debug)]
pub struct Loaded<D = Dossier> {
    /// The schemes in the order they were given.
    pub books: Vec<Rulebook>,
    /// The nominees; nothing when only schemes were given, or when they could not be read.
    pub dossier: Option<D>,
    /// How many cases were run.
    pub cases: usize,
    /// Everything found.
    pub diagnostics: Diagnostics,
}

/// Finds a function file by the name of the scheme that wants it and its own bare name.
pub type FindLibrary<'a> = dyn Fn(&str, &str) -> Option<File> + Sync + 'a;

/// Loads schemes and data.
pub fn load(files: &[File], library: &FindLibrary<'_>, options: &Options) -> Loaded {
    let read: &ReadData<Dossier> = &|files, books, options, diagnostics| {
        let dossier = roster::read(files, books, options, diagnostics)?;
        let mut judges = vec![false; books.len()];
        for nominee in &dossier.nominations {
            judges[nominee.scheme] = true;
        }
        check_periods(books, &judges, &dossier.period, files, diagnostics);
        Some(dossier)
    };
    let given: Vec<_> = files.iter().map(Given::File).collect();
    deep(|| load_here(&given, library, options, read))
}

/// Loads schemes and data as [`load`] does, and judges everybody while the nominees are read: very
/// many of them fit in little memory, as of each only that is kept which ranking, proposing and
/// the flat table ask for.
///
/// # Errors
/// What the operating system says of a list that is to be read where it stands, and turns out to be
/// fit only to be read as a whole.
pub fn load_judged(
    inputs: &[Input],
    library: &FindLibrary<'_>,
    options: &Options,
) -> Result<Loaded<Judged>, ReadError> {
    let read: &ReadData<Judged> = &|files, books, options, diagnostics| {
        let judged = judge_through(files, books, options, diagnostics)?;
        let judges = (0..books.len()).map(|at| judged.schemes.judges(at));
        let judges: Vec<bool> = judges.collect();
        check_periods(books, &judges, &judged.dossier.period, files, diagnostics);
        Some(judged)
    };
    let given = inputs.iter().map(|input| match input {
        Input::File(file) => Given::File(file),
        Input::Long(list) => Given::Long(list),
    });
    let mut given: Vec<_> = given.collect();
    let loaded = deep(|| load_here(&given, library, options, read));
    let long = || given.iter().filter_map(|given| given.long());
    if !long().any(LongList::is_unreadable) {
        return Ok(loaded);
    }
    // In memory it can be read after all, or it can be told what is wrong with it.
    let whole = |list: &LongList| {
        let name = list.name().to_owned();
        Source::read(list.path()).map(|bytes| File { name, bytes })
    };
    let whole = long().map(whole).collect::<Result<Vec<_>, _>>()?;
    let long = given.iter_mut().filter(|given| given.long().is_some());
    for (given, file) in long.zip(&whole) {
        *given = Given::File(file);
    }
    Ok(deep(|| load_here(&given, library, options, read)))
}

/// What is made of the files that are no schemes.
type ReadData<D> =
    dyn Fn(&[DataFile<'_>], &[Rulebook], roster::Options, &mut Diagnostics) -> Option<D> + Sync;

fn load_here<D>(
    files: &[Given<'_>],
    library: &FindLibrary<'_>,
    options: &Options,
    read: &ReadData<D>,
) -> Loaded<D> {
    let mut diagnostics = Diagnostics::new();
    let mut books = Vec::new();
    let mut data = Vec::new();
    let mut count = 0;
    for given in files {
        let file = match given {
            Given::File(file) if is_scheme(file) => file,
            _ => {
                data.push(*given);
                continue;
            }
        };
        let mut found = Diagnostics::new();
        if let Some(book) = load_book(file, library, &mut found) {
            if !found.has_errors() {
                count += cases::run(&book, &mut found);
            }
            books.push(book);
        }
        diagnostics.append(found);
    }
    check_versions(&books, &mut diagnostics);
    // A scheme that could not be read at all is not missing too.
    if books.len() + data.len() == files.len() {
        let schemes: Vec<&Scheme> = books.iter().map(|book| &book.scheme).collect();
        check_others(&schemes, &mut diagnostics);
    }
    // Data are read against sound schemes only: half a scheme would find fault with good cells, and
    // none with all.
    let dossier = if data.is_empty() || books.is_empty() || diagnostics.has_errors() {
        None
    } else {
        read_data(&data, &books, options, &mut diagnostics, read)
    };
    Loaded {
        books,
        dossier,
        cases: count,
        diagnostics,
    }
}

/// Whether a file is a scheme: a TOML text that is no business of a review period.
fn is_scheme(file: &File) -> bool {
    file.name.ends_with(".toml") && classify(&file.name, &file.bytes).is_none()
}

/// A file's text, or the finding that it is none.
fn text(file: &File, diagnostics: &mut Diagnostics) -> Option<Arc<Source>> {
    match from_utf8(&file.bytes) {
        Ok(text) => Some(Source::new(&file.name, text)),
        Err(error) => {
            let before = &file.bytes[..error.valid_up_to()];
            let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
            let place = Place::File(file.name.as_str().into());
            diagnostics.report(place, DocumentProblem::NotUtf8 { line });
            None
        }
    }
}

fn load_book(
    file: &File,
    library: &FindLibrary<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Rulebook> {
    let source = text(file, diagnostics)?;
    let scheme = check(&source, diagnostics)?;
    let mut libraries = Vec::new();
    for name in &scheme.functions {
        match library(source.name(), &name.value) {
            Some(file) => libraries.extend(text(&file, diagnostics)),
            None => {
                let place = Place::text(&source, name.span.clone());
                let problem = RuleProblem::NoLibrary {
                    name: name.value.clone(),
                };
                diagnostics.report(place, problem);
            }
        }
    }
    Some(Rulebook::new(scheme, &libraries, diagnostics))
}

/// The same id on disjoint days is two versions; on common days nobody could tell which holds.
fn check_versions(books: &[Rulebook], diagnostics: &mut Diagnostics) {
    for (at, book) in books.iter().enumerate() {
        let scheme = &book.scheme;
        let earlier = books[..at].iter().map(|book| &book.scheme);
        let mut same = earlier.filter(|other| other.id == scheme.id);
        if let Some(other) = same.find(|other| other.in_force.overlaps(scheme.in_force)) {
            let problem = SchemeProblem::Versions {
                id: scheme.id.clone(),
                other: other.source.name().to_owned(),
            };
            diagnostics.report(Place::File(scheme.source.name().into()), problem);
        }
    }
}

/// Reads everything that is no scheme.
fn read_data<D>(
    given: &[Given<'_>],
    books: &[Rulebook],
    options: &Options,
    diagnostics: &mut Diagnostics,
    read: &ReadData<D>,
) -> Option<D> {
    let mut known = Vec::new();
    let mut sheets = Vec::new();
    // Where nominees are compared with each other, a list is read twice, and must not change.
    let is_read_once = books.iter().all(|book| book.scheme.cohorts.is_empty());
    for given in given {
        let file = match given {
            Given::File(file) => file,
            Given::Long(list) if is_read_once => {
                known.push(DataFile::long(list));
                continue;
            }
            Given::Long(list) => {
                list.give_up();
                return None;
            }
        };
        match classify(&file.name, &file.bytes) {
            Some(Kind::Workbook) => {
                sheets.extend(table::worksheets(&file.name, &file.bytes, diagnostics));
            }
            Some(kind) => known.push(DataFile::new(&file.name, &file.bytes, kind)),
            None => {
                let place = Place::File(file.name.as_str().into());
                diagnostics.report(place, LoadingProblem::UnknownFile {});
            }
        }
    }
    known.extend(sheets.iter().map(DataFile::of));
    let options = roster::Options {
        date: options.date,
        skip_bad: options.skip_bad,
        progress: options.progress,
    };
    read(&known, books, options, diagnostics)
}

/// Holds the period against every scheme that judges somebody: one that judges nobody here asks
/// nothing of it.
fn check_periods(
    books: &[Rulebook],
    judges: &[bool],
    period: &Period,
    files: &[DataFile<'_>],
    diagnostics: &mut Diagnostics,
) {
    for (book, _) in books.iter().zip(judges).filter(|(_, judges)| **judges) {
        check_period(book, period, files, diagnostics);
        check_taken(&book.scheme, books, period, diagnostics);
    }
}

/// The schemes whose classes a scheme takes are in force on the day of the review.
fn check_taken(
    scheme: &Scheme,
    books: &[Rulebook],
    period: &Period,
    diagnostics: &mut Diagnostics,
) {
    let asked = scheme.facts.iter().filter_map(|fact| fact.from.class_in());
    for asked in asked {
        let mut versions = books.iter().map(|book| &book.scheme);
        let in_force = |it: &Scheme| it.id == asked.value && it.in_force.on(period.date);
        if !versions.any(in_force) {
            let place = Place::text(&scheme.source, asked.span.clone());
            let problem = SchemeProblem::ClassInNotInForce {
                id: asked.value.clone(),
                date: period.date,
            };
            diagnostics.report(place, problem);
        }
    }
}

/// What the rules of a scheme read of the period is there.
fn check_period(
    book: &Rulebook,
    period: &Period,
    files: &[DataFile<'_>],
    diagnostics: &mut Diagnostics,
) {
    book.check_period(period, diagnostics);
    let file = files.iter().find(|file| file.kind == Kind::Period);
    let name = file.map_or("period.toml", |file| file.name);
    for key in book.reads_of_period() {
        let there = match key {
            "deadline" => period.deadline.is_some(),
            "period_start" => period.start.is_some(),
            _ => period.end.is_some(),
        };
        if !there {
            let scheme = book.scheme.id.clone();
            let key = key.trim_start_matches("period_");
            let problem = LoadingProblem::PeriodLacks { key, scheme };
            diagnostics.report(Place::File(name.into()), problem);
        }
    }
}

problems! {
    /// What can be wrong between the files.
    pub enum LoadingProblem {
        UnknownFile {}
            = "file-unknown", Error,
            "không biết tệp này chứa gì: không phải bộ tiêu chí, kỳ xét hay danh sách đề nghị",
            "it is not clear what this file holds: neither a scheme nor a period nor a list of nominations";
        PeriodLacks { key: &'static str, scheme: String }
            = "period-lacks", Error,
            "kỳ xét chưa ghi `{key}` mà quy tắc của bộ tiêu chí `{scheme}` cần đến",
            "the period has no `{key}`, which rules of the scheme `{scheme}` need",
            help "thêm dòng `{key} = 2025-11-20` vào period.toml",
                 "add a line `{key} = 2025-11-20` to period.toml";
    }
}
