//! Results on stdout or in a file, talk on stderr.

use std::io::{self, IsTerminal as _, Write as _};
use std::path::Path;

use dvk::report::{FORMATS, Format};

use super::language::say;
use super::world::WorldError;
use super::writing::write_whole;
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
    // There is nobody to whom it could be reported that stderr cannot be written.
    let _ = writeln!(anstream::stderr(), "{}", text.trim_end());
}

/// Whether findings may carry colours.
pub(super) fn stderr_is_coloured() -> bool {
    io::stderr().is_terminal()
}

/// Whether results are printed on a terminal.
pub(super) fn is_terminal() -> bool {
    io::stdout().is_terminal()
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
