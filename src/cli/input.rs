//! Files and folders into memory.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use dvk::loading::{File, FindLibrary};
use dvk::source::Source;
use dvk::table::is_foreign_table;
use jiff::civil::Date;

use super::language::say;
use super::sample;
use super::stdin;
use super::world::WorldError;

/// The endings of the files that are read from a folder.
const READ: [&str; 8] = ["toml", "csv", "tsv", "json", "xlsx", "xlsm", "xls", "ods"];

/// How large the files of a run may be together, in bytes: all of them are kept while they are read.
const LARGEST_TOGETHER: u64 = 1 << 30;

/// The files that a command is given, or the sample, and how functions are found beside them.
pub(super) fn given(
    sample: bool,
    paths: &[PathBuf],
    output: Option<&Path>,
) -> Result<(Vec<File>, &'static FindLibrary<'static>), WorldError> {
    if sample {
        Ok((sample::files(), &sample::library))
    } else {
        Ok((read_all(paths, output)?, &library))
    }
}

/// Every file given, and the own files of every folder given, sorted by name; each once. Nothing is
/// read where the result would be written over one of them.
pub(super) fn read_all(paths: &[PathBuf], output: Option<&Path>) -> Result<Vec<File>, WorldError> {
    let mut given = Vec::new();
    let mut seen = BTreeSet::new();
    for path in paths {
        // Standard input is read once, and never as a file that has its name.
        let files = match is_stdin(path) {
            true => vec![path.clone()],
            false => files_of(path)?,
        };
        for path in files {
            if seen.insert(same(&path)) {
                given.push(path);
            }
        }
    }
    match output.filter(|path| seen.contains(&same(path))) {
        Some(path) => Err(over_an_input(path)),
        None => {
            let mut files = within(LARGEST_TOGETHER, &given)?;
            let given: Vec<_> = paths.iter().map(|path| same(path)).collect();
            files.extend(
                paths
                    .iter()
                    .filter(|path| path.is_dir())
                    .flat_map(|path| beside(path, &given)),
            );
            Ok(files)
        }
    }
}

/// One file, over which the result is not written.
pub(super) fn read_one(path: &Path, output: Option<&Path>) -> Result<File, WorldError> {
    apart(path, output)?;
    read(path)
}

/// Files that are not larger together than allowed.
fn within(most: u64, paths: &[PathBuf]) -> Result<Vec<File>, WorldError> {
    let mut left = most;
    let mut files = Vec::new();
    for path in paths {
        let file = read(path)?;
        left = left.checked_sub(file.bytes.len() as u64).ok_or_else(|| {
            let path = path.clone();
            WorldError::AllTooLarge { path, most }
        })?;
        files.push(file);
    }
    Ok(files)
}

/// Schemes, periods and functions are never results: one that is there is not written over, whatever
/// link or spelling names it.
pub(super) fn keeps_schemes(output: Option<&Path>) -> Result<(), WorldError> {
    let there = output.filter(|path| {
        let target = std::fs::canonicalize(path);
        target.is_ok_and(|target| has_ending(&target, &["toml", "rhai"]))
    });
    there.map_or(Ok(()), |path| Err(over_an_input(path)))
}

/// Whether the result is not written over a file that it is made of.
pub(super) fn apart(path: &Path, output: Option<&Path>) -> Result<(), WorldError> {
    match output.filter(|output| same(output) == same(path)) {
        Some(output) => Err(over_an_input(output)),
        None => Ok(()),
    }
}

fn over_an_input(path: &Path) -> WorldError {
    let path = path.to_owned();
    WorldError::OutputIsInput { path }
}

/// Whether standard input is meant.
fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// What is the same for every name of a file.
fn same(path: &Path) -> PathBuf {
    std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

/// A file itself, or the own files of a folder, sorted by name.
fn files_of(path: &Path) -> Result<Vec<PathBuf>, WorldError> {
    if !path.is_dir() {
        // Function files come by their schemes; `criteria/*` in a shell names them too.
        let library = has_ending(path, &["rhai"]);
        return Ok(if library {
            Vec::new()
        } else {
            vec![path.to_owned()]
        });
    }
    let unreadable = |error| WorldError::Read {
        path: path.to_owned(),
        error,
    };
    let mut files = Vec::new();
    for entry in std::fs::read_dir(path).map_err(unreadable)? {
        let file = entry.map_err(unreadable)?.path();
        let hidden = file.file_name().is_some_and(is_hidden);
        if hidden || !file.is_file() {
            continue;
        }
        if has_ending(&file, &READ) {
            files.push(file);
        }
    }
    if files.is_empty() {
        let path = path.to_owned();
        return Err(WorldError::EmptyFolder { path });
    }
    files.sort();
    Ok(files)
}

/// What lies in a folder and is not read though it may hold a list: tables in other formats, and
/// subfolders with files that would be read. What is given itself, or from inside, is read.
fn beside(folder: &Path, given: &[PathBuf]) -> Vec<File> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let paths = entries.map(|entry| entry.path());
    let mut paths: Vec<PathBuf> = paths
        .filter(|path| !path.file_name().is_some_and(is_hidden))
        .collect();
    paths.sort();
    let may_hold = |path: &Path| {
        let name = path.display().to_string();
        if path.is_dir() {
            let inside = std::fs::read_dir(path).into_iter().flatten().flatten();
            let mut inside = inside.map(|entry| entry.path());
            return inside
                .any(|file| file.is_file() && has_ending(&file, &READ[1..]))
                .then(|| format!("{name}/"));
        }
        let is_table = path.is_file() && {
            let is_text = has_ending(path, &["txt"]);
            let bytes = if is_text {
                Source::read(path).ok()?
            } else {
                Vec::new()
            };
            is_foreign_table(&name, &bytes)
        };
        is_table.then_some(name)
    };
    let is_given = |path: &Path| {
        let path = same(path);
        given.iter().any(|given| given.starts_with(&path))
    };
    paths
        .iter()
        .filter(|path| !is_given(path))
        .filter_map(|path| may_hold(path))
        .map(File::beside)
        .collect()
}

/// Finds a function file beside its scheme. Only a bare name is looked for.
pub(super) fn library(scheme: &str, name: &str) -> Option<File> {
    let bare = Path::new(name).file_name() == Some(OsStr::new(name));
    let path = Path::new(scheme).parent()?.join(name);
    bare.then(|| read(&path).ok()).flatten()
}

fn read(path: &Path) -> Result<File, WorldError> {
    if is_stdin(path) {
        return stdin::read();
    }
    Ok(File {
        name: path.display().to_string(),
        bytes: Source::read(path)?,
    })
}

/// Editors and offices leave files like `.~lock.x.csv#` and `~$x.csv` behind.
fn is_hidden(name: &OsStr) -> bool {
    name.to_string_lossy().starts_with(['.', '~'])
}

/// Whether a file has one of these endings, in capitals or not.
fn has_ending(path: &Path, endings: &[&str]) -> bool {
    let ending = path.extension().and_then(OsStr::to_str).unwrap_or("");
    endings
        .iter()
        .any(|known| known.eq_ignore_ascii_case(ending))
}

/// A date on the command line: `2025-12-31` or `31/12/2025`.
pub(super) fn parse_date(text: &str) -> Result<Date, &'static str> {
    let parts: Vec<_> = text.split('/').collect();
    let date = match parts[..] {
        [day, month, year] => match (day.parse(), month.parse(), year.parse()) {
            (Ok(day), Ok(month), Ok(year)) => Date::new(year, month, day).ok(),
            _ => None,
        },
        _ => text
            .parse()
            .ok()
            .filter(|_| text.len() == "2025-12-31".len()),
    };
    date.ok_or_else(|| {
        say(
            "cần một ngày có thật, như 2025-12-31 hoặc 31/12/2025",
            "a real date is needed, like 2025-12-31 or 31/12/2025",
        )
    })
}

/// A count on the command line.
pub(super) fn parse_count(text: &str) -> Result<usize, &'static str> {
    let count = text.parse().ok().filter(|count| *count > 0);
    count.ok_or_else(|| {
        say(
            "cần một số nguyên từ 1 trở lên",
            "a whole number from 1 upward is needed",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_both_spellings() {
        let date = Date::new(2025, 12, 31).expect("it is a date");
        assert_eq!(parse_date("2025-12-31"), Ok(date));
        assert_eq!(parse_date("31/12/2025"), Ok(date));
        for bad in ["2025-02-30", "12/31/2025", "2025", "", "2025-12-31T08:00"] {
            assert!(parse_date(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn files_are_read_as_far_as_they_are_not_too_large_together() {
        let paths = ["Cargo.toml", "README.md"].map(PathBuf::from);
        let lengths = paths.each_ref().map(|path| {
            let known = std::fs::metadata(path).expect("it is there");
            known.len()
        });
        let most = lengths.iter().sum();
        assert_eq!(within(most, &paths).expect("both are read").len(), 2);
        match within(most - 1, &paths) {
            Err(WorldError::AllTooLarge { path, .. }) => assert_eq!(path, paths[1]),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_library_stands_beside_its_scheme() {
        assert!(library("Cargo.toml", "../x.rhai").is_none());
        assert!(library("Cargo.toml", "Cargo.toml").is_some());
    }
}
