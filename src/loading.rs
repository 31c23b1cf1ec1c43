//! Files in, schemes and a roster out; everything found wrong, all at once.

use std::collections::BTreeMap;
use std::str::from_utf8;
use std::sync::Arc;

use jiff::civil::Date;

use crate::cases;
use crate::diagnostic::{Diagnostics, Place, problems};
use crate::document::DocumentProblem;
use crate::evaluation::{Verdicts, judge_while_reading};
use crate::inputs::Inputs;
use crate::lints;
use crate::office::{self, Office, OfficeProblem};
use crate::parallel::deep;
use crate::period::Period;
use crate::progress::Progress;
use crate::roster::{self, DataFile, Roster};
use crate::rule::{RuleProblem, Rulebook, check_functions};
use crate::scheme::{Scheme, SchemeProblem, check, check_others};
use crate::source::Source;
use crate::table::{self, Kind, classify};

/// A file as it came: which ones are schemes is told by their content.
#[derive(Debug, Clone)]
pub struct File {
    /// The name by which people know it: its path as they gave it.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl File {
    /// What lies in a folder beside the files that are read, such as a table in another format: its name
    /// alone, to be told that it is not read.
    pub fn beside(name: String) -> Self {
        let bytes = Vec::new();
        Self { name, bytes }
    }

    fn is_beside(&self) -> bool {
        let is_folder = self.name.ends_with(['/', '\\']);
        self.bytes.is_empty() && (is_folder || table::is_foreign(&self.name))
    }
}

/// Reports what lies in each folder beside the files that are read.
fn report_beside(beside: &[&File], diagnostics: &mut Diagnostics) {
    let mut by_folder: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for file in beside {
        let name = file.name.trim_end_matches(['/', '\\']);
        let start = name.rfind(['/', '\\']).map_or(0, |at| at + 1);
        let names = by_folder.entry(&file.name[..start]).or_default();
        names.push(format!("`{}`", &name[start..]));
    }
    for (folder, names) in by_folder {
        let folder = if folder.is_empty() { "." } else { folder };
        let files = names.join(", ");
        let place = Place::File(folder.into());
        diagnostics.report(place, LoadingProblem::Beside { files });
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
    /// What is kept of each nominee.
    pub keep: Keep,
}

/// What is kept of each nominee. Results do not depend on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Keep {
    /// Everything that was read, so that score sheets can be made.
    #[default]
    Facts,
    /// The verdict alone: everybody is judged while it is read, in little memory.
    Verdicts,
}

/// What was loaded. Nothing may be ranked where `diagnostics` has errors.
#[derive(Debug)]
pub struct Loaded {
    /// The schemes in the order they were given.
    pub books: Vec<Rulebook>,
    /// The nominees; `None` when only schemes were given, or when they could not be read. Nobody
    /// is in it where verdicts alone were asked for.
    pub roster: Option<Roster>,
    /// The verdicts, where they alone were asked for.
    pub verdicts: Option<Verdicts>,
    /// What the office says of itself on its papers.
    pub office: Office,
    /// How many cases were run.
    pub cases: usize,
    /// Everything found.
    pub diagnostics: Diagnostics,
}

/// Finds a function file by the name of the scheme that wants it and its own bare name.
pub type FindLibrary<'a> = dyn Fn(&str, &str) -> Option<File> + Sync + 'a;

/// By which schemes and data a result is made. What the office says of itself bears on none.
pub fn inputs(files: &[File], library: &FindLibrary<'_>, books: &[Rulebook]) -> Inputs {
    let functions = books.iter().flat_map(|book| {
        let names = book.scheme.functions.iter();
        names.filter_map(|name| library(book.scheme.source.name(), &name.value))
    });
    let functions: Vec<File> = functions.collect();
    let read = files.iter().filter(|file| !file.is_beside());
    let (schemes, data): (Vec<&File>, Vec<&File>) = read.partition(|file| is_scheme(file));
    let schemes = schemes.into_iter().chain(&functions);
    let data = data.into_iter().filter(|file| !is_papers(file));
    Inputs::of(
        schemes.map(|file| file.bytes.as_slice()),
        data.map(|file| file.bytes.as_slice()),
    )
}

/// Loads schemes and data.
pub fn load(files: &[File], library: &FindLibrary<'_>, options: &Options) -> Loaded {
    deep(|| load_here(files, library, options))
}

fn load_here(files: &[File], library: &FindLibrary<'_>, options: &Options) -> Loaded {
    let mut diagnostics = Diagnostics::new();
    let mut books = Vec::new();
    let mut data = Vec::new();
    let mut count = 0;
    let (beside, files): (Vec<&File>, Vec<&File>) = files.iter().partition(|it| it.is_beside());
    report_beside(&beside, &mut diagnostics);
    for file in files.iter().copied() {
        if !is_scheme(file) {
            data.push(file);
            continue;
        }
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
        check_functions(&books, &mut diagnostics);
    }
    lints::apply(&books, &mut diagnostics);
    // Data are read against sound schemes only: half a scheme would find fault with good cells, and
    // none with all.
    let mut office = Office::default();
    let (roster, verdicts) = if data.is_empty() || books.is_empty() || diagnostics.has_errors() {
        (None, None)
    } else {
        let mut found = Diagnostics::new();
        let (papers, data) = data.into_iter().partition(|file| is_papers(file));
        office = read_papers(papers, &books, &mut found);
        let (mut roster, verdicts) = read_data(&data, &books, options, &mut found);
        if let Some(roster) = &mut roster {
            roster.found = found.clone();
        }
        diagnostics.append(found);
        (roster, verdicts)
    };
    Loaded {
        books,
        roster,
        verdicts,
        office,
        cases: count,
        diagnostics,
    }
}

/// Whether a file is a scheme: a TOML text that is no business of a review period.
fn is_scheme(file: &File) -> bool {
    file.name.ends_with(".toml") && classify(&file.name, &file.bytes).is_none()
}

/// Whether a file is what the office says of itself on its papers.
fn is_papers(file: &File) -> bool {
    classify(&file.name, &file.bytes) == Some(Kind::Papers)
}

/// What the office says of itself; nothing where no file does.
fn read_papers(files: Vec<&File>, books: &[Rulebook], found: &mut Diagnostics) -> Office {
    let mut files = files.into_iter();
    let Some(file) = files.next() else {
        return Office::default();
    };
    for other in files {
        let first = file.name.clone();
        let place = Place::File(other.name.as_str().into());
        found.report(place, OfficeProblem::Twice { first });
    }
    let schemes: Vec<&Scheme> = books.iter().map(|book| &book.scheme).collect();
    let source = text(file, found);
    let office = source.and_then(|source| office::read(&source, &schemes, found));
    office.unwrap_or_default()
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
    let mut earlier: BTreeMap<&str, Vec<&Scheme>> = BTreeMap::new();
    for book in books {
        let scheme = &book.scheme;
        let same = earlier.entry(&scheme.id).or_default();
        if let Some(other) = same
            .iter()
            .find(|other| other.in_force.overlaps(scheme.in_force))
        {
            let problem = SchemeProblem::Versions {
                id: scheme.id.clone(),
                other: other.source.name().to_owned(),
            };
            diagnostics.report(Place::File(scheme.source.name().into()), problem);
        }
        same.push(scheme);
    }
}

/// Reads everything that is no scheme.
fn read_data(
    data: &[&File],
    books: &[Rulebook],
    options: &Options,
    diagnostics: &mut Diagnostics,
) -> (Option<Roster>, Option<Verdicts>) {
    let mut known = Vec::new();
    let mut sheets = Vec::new();
    let names = roster::known_names(books);
    let mut budget = table::Budget::default();
    for file in data {
        match classify(&file.name, &file.bytes) {
            Some(Kind::Workbook) => {
                let found =
                    table::worksheets(&file.name, &file.bytes, &names, &mut budget, diagnostics);
                sheets.extend(found);
            }
            Some(kind) => known.push(DataFile::new(&file.name, &file.bytes, kind)),
            None => {
                let place = Place::File(file.name.as_str().into());
                if table::is_foreign(&file.name) {
                    diagnostics.report(place, LoadingProblem::ForeignFile {});
                } else {
                    diagnostics.report(place, LoadingProblem::UnknownFile {});
                }
            }
        }
    }
    known.extend(sheets.iter().map(DataFile::of));
    let (keep, options) = (
        options.keep,
        roster::Options {
            date: options.date,
            skip_bad: options.skip_bad,
            progress: options.progress,
        },
    );
    let (roster, verdicts) = match keep {
        Keep::Facts => (roster::read(&known, books, options, diagnostics), None),
        Keep::Verdicts => judge_while_reading(&known, books, options, diagnostics).unzip(),
    };
    if let Some(roster) = &roster {
        let mut judges = vec![false; books.len()];
        for nominee in &roster.nominations {
            judges[nominee.scheme] = true;
        }
        if let Some(verdicts) = &verdicts {
            judges = (0..books.len()).map(|at| verdicts.judges(at)).collect();
        }
        check_periods(books, &judges, &roster.period, &known, diagnostics);
    }
    (roster, verdicts)
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
        ForeignFile {}
            = "file-unknown", Error,
            "tệp có định dạng không đọc được",
            "the file is in a format that is not read",
            help "hãy mở tệp và lưu lại thành .xlsx, hoặc .csv (UTF-8)", "open it and save it as .xlsx, or as .csv (UTF-8)";
        Beside { files: String }
            = "file-beside", LeftOut,
            "các tệp và thư mục con này không được đọc: {files}",
            "these files and subfolders are not read: {files}",
            help "danh sách nào cần xét thì lưu thành .xlsx hoặc .csv, đặt ngay trong thư mục này", "save any list that is to be judged as .xlsx or .csv in this folder itself";
        PeriodLacks { key: &'static str, scheme: String }
            = "period-lacks", Error,
            "kỳ xét chưa ghi `{key}` mà quy tắc của bộ tiêu chí `{scheme}` cần đến",
            "the period has no `{key}`, which rules of the scheme `{scheme}` need",
            help "thêm dòng `{key} = 2025-11-20` vào period.toml",
                 "add a line `{key} = 2025-11-20` to period.toml";
    }
}
