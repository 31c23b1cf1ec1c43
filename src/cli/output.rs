//! Results on stdout or in a file, talk on stderr.

use std::fs;
use std::io::{self, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

use dvk::report::{FORMATS, Format};

use super::language::say;
use super::world::WorldError;
use dvk::locale::Locale;

/// The width of tables where nothing says how wide the reader's page is.
const USUAL_WIDTH: usize = 120;

/// Lets a result be written into a file, or else printed.
pub(super) fn write(
    output: Option<&Path>,
    tell: impl FnOnce(&mut dyn io::Write) -> io::Result<()>,
) -> Result<(), WorldError> {
    let Some(path) = output else {
        return print(tell);
    };
    write_whole(path, tell).map_err(|error| WorldError::Write {
        path: path.to_owned(),
        error,
    })
}

fn print(tell: impl FnOnce(&mut dyn io::Write) -> io::Result<()>) -> Result<(), WorldError> {
    let mut stdout = io::stdout().lock();
    let written = tell(&mut stdout).and_then(|()| stdout.flush());
    match written {
        // The reader has read enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written.map_err(|error| WorldError::Print { error }),
    }
}

/// Talk: findings, notes, errors. Colours are kept where a terminal shows them.
pub(super) fn talk(text: &str) {
    // Nobody is left to be told that stderr cannot be written.
    let _ = writeln!(anstream::stderr(), "{}", text.trim_end());
}

/// Whether findings may carry colours.
pub(super) fn stderr_is_coloured() -> bool {
    io::stderr().is_terminal()
}

/// How wide a table may be.
pub(super) fn width(in_a_file: bool) -> usize {
    let terminal = if in_a_file {
        None
    } else {
        terminal_size::terminal_size_of(io::stdout())
    };
    let columns = || {
        let columns = std::env::var("COLUMNS").ok()?;
        columns.parse().ok().filter(|columns| *columns > 0)
    };
    let terminal = terminal.map(|(width, _)| usize::from(width.0));
    terminal.or_else(columns).unwrap_or(USUAL_WIDTH)
}

/// A format on the command line.
pub(super) fn parse_format(word: &str) -> Result<Format, String> {
    Format::named(word).ok_or_else(|| {
        let words: Vec<_> = FORMATS.iter().map(|entry| entry.word).collect();
        format!(
            "{} {}",
            say("chọn một trong", "choose one of"),
            words.join(", ")
        )
    })
}

/// The help of `--format`, from the table of formats.
pub(super) fn format_help() -> String {
    let locale = if say("vi", "en") == "vi" {
        Locale::Vi
    } else {
        Locale::En
    };
    let formats = FORMATS.iter();
    let formats: Vec<_> = formats
        .map(|entry| format!("{} ({})", entry.word, entry.about().get(locale)))
        .collect();
    format!(
        "{}: {}",
        say(
            "Dạng kết quả; không ghi thì theo đuôi tệp của --output",
            "The result's format; by default that of --output's ending"
        ),
        formats.join(", ")
    )
}

/// Writes a file whole or not at all: beside it under another name first, then into its place.
fn write_whole(
    path: &Path,
    tell: impl FnOnce(&mut dyn io::Write) -> io::Result<()>,
) -> io::Result<()> {
    // A link stays a link: what it points to is replaced.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if let Ok(known) = fs::metadata(&target) {
        if known.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        if !known.is_file() {
            // A device or a pipe is written to; a file renamed over it would destroy it.
            return tell(&mut fs::OpenOptions::new().write(true).open(&target)?);
        }
    }
    let (beside, mut file) = open_beside(&target)?;
    let written = tell(&mut file)
        .and_then(|()| file.sync_all())
        .and_then(|()| keep_permissions(&target, &file))
        .and_then(|()| fs::rename(&beside, &target));
    if written.is_err() {
        // The first error is the one to tell.
        let _ = fs::remove_file(&beside);
    }
    written
}

fn open_beside(target: &Path) -> io::Result<(PathBuf, fs::File)> {
    let name = target.file_name().ok_or(io::ErrorKind::InvalidInput)?;
    let name = name.to_string_lossy();
    let mut taken = io::Error::from(io::ErrorKind::AlreadyExists);
    for attempt in 0..16 {
        let beside = target.with_file_name(format!(".{name}.{}-{attempt}.tmp", std::process::id()));
        match fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&beside)
        {
            Ok(file) => return Ok((beside, file)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => taken = error,
            Err(error) => return Err(error),
        }
    }
    Err(taken)
}

fn keep_permissions(target: &Path, file: &fs::File) -> io::Result<()> {
    match fs::metadata(target) {
        Ok(known) => file.set_permissions(known.permissions()),
        Err(_) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_nothing_is_left_beside_it() {
        let folder = std::env::temp_dir().join(format!("dvk-output-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("the folder can be made");
        let path = folder.join("kết quả.csv");
        write_whole(&path, |out| out.write_all(b"one")).expect("it can be written");
        write_whole(&path, |out| out.write_all(b"two")).expect("it can be replaced");
        assert_eq!(fs::read(&path).expect("it is there"), b"two");
        let left = fs::read_dir(&folder).expect("the folder is there").count();
        assert!(
            write_whole(&folder, |out| out.write_all(b"x")).is_err(),
            "a folder is no file"
        );
        fs::remove_dir_all(&folder).expect("the folder can be removed");
        assert_eq!(left, 1);
    }
}
