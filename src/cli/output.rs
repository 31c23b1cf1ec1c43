//! Results on stdout or in a file, talk on stderr.

use std::io::{self, IsTerminal as _, Write as _};
use std::path::Path;

use anstream::{AutoStream, ColorChoice};
use dvk::report::{FORMATS, FindingsFormat, Format};

use super::language::say;
use super::pager::Pager;
use super::world::WorldError;
use super::writing::write_whole;
use dvk::locale::Locale;

/// The width of tables where nothing says how wide the reader's page is.
const USUAL_WIDTH: usize = 120;

/// Lets a result be written into a file, or else printed: through a pager if there is one.
pub(super) fn write(
    output: Option<&Path>,
    pager: Option<&Pager>,
    tell: impl FnOnce(&mut dyn io::Write) -> io::Result<()>,
) -> Result<(), WorldError> {
    let Some(path) = output else {
        let Some(pager) = pager else {
            return print(tell);
        };
        let mut text = Vec::new();
        let shown = tell(&mut text).and_then(|()| pager.show(&text));
        return match shown.map_err(|error| WorldError::Print { error })? {
            true => Ok(()),
            false => print(|out| out.write_all(&text)),
        };
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

/// Whether findings may carry colours: as `--color` says, or NO_COLOR and its like, or the terminal.
pub(super) fn stderr_is_coloured() -> bool {
    AutoStream::choice(&io::stderr()) != ColorChoice::Never
}

/// Whether somebody reads stderr as it is written.
pub(super) fn talks_to_a_person() -> bool {
    io::stderr().is_terminal()
}

/// When to use colours, on the command line.
pub(super) fn parse_color(word: &str) -> Result<ColorChoice, &'static str> {
    match word {
        "auto" => Ok(ColorChoice::Auto),
        "always" => Ok(ColorChoice::Always),
        "never" => Ok(ColorChoice::Never),
        _ => Err(say(
            "chọn một trong auto, always, never",
            "choose one of auto, always, never",
        )),
    }
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

/// A format as it is asked for.
#[derive(Debug, Clone, Copy)]
pub(super) enum Asked {
    /// That of a result.
    Result(Format),
    /// One that only findings have.
    Findings(FindingsFormat),
}

/// A format on the command line.
pub(super) fn parse_format(word: &str) -> Result<Asked, String> {
    let of_result = Format::named(word).map(Asked::Result);
    let asked = of_result.or_else(|| FindingsFormat::named(word).map(Asked::Findings));
    asked.ok_or_else(|| {
        let words = FORMATS.iter().map(|entry| entry.word);
        let words: Vec<_> = words.chain(findings_alone()).collect();
        format!(
            "{} {}",
            say("chọn một trong", "choose one of"),
            words.join(", ")
        )
    })
}

/// The formats that only findings have.
fn findings_alone() -> impl Iterator<Item = &'static str> {
    let words = FindingsFormat::ALL.into_iter().map(|(word, _)| word);
    words.filter(|word| Format::named(word).is_none())
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
    let alone: Vec<_> = findings_alone().collect();
    format!(
        "{}: {}; {}: {}",
        say(
            "Dạng kết quả; không ghi thì theo đuôi tệp của --output",
            "The result's format; by default that of --output's ending"
        ),
        formats.join(", "),
        say("riêng lệnh check", "of check alone"),
        alone.join(", "),
    )
}
