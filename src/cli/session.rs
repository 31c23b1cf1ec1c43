//! What a command works with: the common options, loading, and what is said about it.

use std::io;
use std::path::PathBuf;

use dvk::diagnostic::{Diagnostics, Severity, render};
use dvk::loading::{File, FindLibrary, Keep, Loaded, load};
use dvk::locale::Locale;
use dvk::progress::Progress;
use dvk::report::{self, FindingsFormat, Format};
use dvk::rule::Rulebook;
use jiff::civil::Date;

use super::pager::Pager;
use super::world::WorldError;
use super::writing::is_edited;
use super::{output, progress};

/// Endings by which office programs and viewers know their own files.
const OFFICE: [&str; 8] = ["doc", "docx", "odt", "xls", "xlsx", "ods", "pdf", "rtf"];

/// What every command is given: the language, and what was asked of its result.
#[derive(Debug)]
pub(super) struct Session {
    pub(super) locale: Locale,
    pub(super) format: Option<Format>,
    /// A format that only findings have.
    pub(super) findings: Option<FindingsFormat>,
    pub(super) output: Option<PathBuf>,
    pub(super) date: Option<Date>,
    pub(super) strict: bool,
    pub(super) quiet: bool,
    pub(super) is_verbose: bool,
    pub(super) is_paged: bool,
}

impl Session {
    /// Writes a result to where it was asked for.
    pub(super) fn write(&self, result: io::Result<Vec<u8>>) -> Result<(), WorldError> {
        self.write_by(|out| out.write_all(&result?))
    }

    /// Lets a result be written to where it was asked for, and names the file.
    pub(super) fn write_by(
        &self,
        write: impl FnOnce(&mut dyn io::Write) -> io::Result<()>,
    ) -> Result<(), WorldError> {
        if let Some(path) = self.output.as_ref().filter(|path| is_edited(path)) {
            let path = path.clone();
            return Err(WorldError::MayBeFilled { path });
        }
        let pager = self.is_paged.then(Pager::chosen).flatten();
        output::write(self.output.as_deref(), pager.as_ref(), write)?;
        if let Some(path) = &self.output {
            let path = path.display();
            self.note(&self.of(format!("Đã ghi {path}."), format!("{path} was written.")));
        }
        Ok(())
    }

    /// The Vietnamese or the English of two.
    pub(super) fn of<T>(&self, vi: T, en: T) -> T {
        self.locale.of(vi, en)
    }

    /// The format asked for, or the one of the output's ending, or tables.
    pub(super) fn format(&self) -> Format {
        let ending = self.output.as_ref().and_then(|path| path.extension());
        let of_ending = || Format::of_ending(ending?.to_str()?);
        self.format.or_else(of_ending).unwrap_or(Format::Table)
    }

    /// A file called `.xlsx` with something else in it would not open: whoever names an ending that
    /// no result has is asked for another, or for the format; and an ending and a format that do not
    /// fit each other are refused where programs go by the ending. A terminal shows only text.
    pub(super) fn destination_fits(&self) -> Result<(), WorldError> {
        let format = self.format();
        let Some(path) = &self.output else {
            return match format.entry().is_binary && output::is_terminal() {
                true => Err(WorldError::BinaryOnTerminal { format }),
                false => Ok(()),
            };
        };
        let Some(ending) = path.extension() else {
            return Ok(());
        };
        let ending = ending.to_string_lossy().to_lowercase();
        match (Format::of_ending(&ending), self.format) {
            (None, None) => Err(WorldError::UnknownEnding { ending }),
            (of_ending, Some(asked)) if of_ending != Some(asked) => {
                let of_ending = of_ending.map(Format::entry);
                let is_taken = of_ending.is_some_and(|entry| entry.is_binary)
                    || OFFICE.contains(&ending.as_str());
                match is_taken || asked.entry().is_binary {
                    true => Err(WorldError::OtherEnding { ending, asked }),
                    false => Ok(()),
                }
            }
            _ => Ok(()),
        }
    }

    /// The language, and the width of what the result is written to.
    pub(super) fn report(&self) -> report::Options {
        report::Options {
            locale: self.locale,
            width: Some(output::width(self.output.is_some())),
            is_own: false,
            inputs: None,
            warnings: 0,
        }
    }

    /// The same, for a result that says by which schemes and data it was made.
    pub(super) fn report_of(
        &self,
        files: &[File],
        library: &FindLibrary<'_>,
        books: &[Rulebook],
    ) -> report::Options {
        let inputs = dvk::loading::inputs(files, library, books);
        if self.is_verbose {
            let (schemes, data) = (inputs.schemes(), inputs.data());
            self.say(&self.of(
                format!("SHA-256 của bộ tiêu chí: {schemes}\nSHA-256 của số liệu: {data}"),
                format!("SHA-256 of the schemes: {schemes}\nSHA-256 of the data: {data}"),
            ));
        }
        report::Options {
            inputs: Some(inputs),
            ..self.report()
        }
    }

    /// What is asked of loading.
    pub(super) fn loading(&self, skip_bad: bool) -> dvk::loading::Options {
        dvk::loading::Options {
            date: self.date,
            skip_bad,
            progress: Progress::counted_in(&progress::ROWS),
            keep: Keep::Facts,
        }
    }

    /// Loads files and reports every finding.
    pub(super) fn load(&self, files: &[File], library: &FindLibrary<'_>, skip_bad: bool) -> Loaded {
        self.load_by(files, library, &self.loading(skip_bad))
    }

    pub(super) fn load_by(
        &self,
        files: &[File],
        library: &FindLibrary<'_>,
        options: &dvk::loading::Options,
    ) -> Loaded {
        let loaded = self.load_untold(files, library, options);
        self.tell(&loaded.diagnostics);
        loaded
    }

    /// Loads files whose findings are reported otherwise than on stderr.
    pub(super) fn load_untold(
        &self,
        files: &[File],
        library: &FindLibrary<'_>,
        options: &dvk::loading::Options,
    ) -> Loaded {
        let mut loaded = progress::watched(|| load(files, library, options));
        if self.is_verbose {
            for File { name, bytes } in files {
                let length = bytes.len();
                self.say(&self.of(
                    format!("Đã đọc {name} ({length} byte)"),
                    format!("{name} was read ({length} bytes)"),
                ));
            }
        }
        loaded.diagnostics = self.as_grave(loaded.diagnostics);
        loaded
    }

    /// Findings as grave as they are under the user's wish.
    pub(super) fn as_grave(&self, found: Diagnostics) -> Diagnostics {
        match self.strict {
            true => found.into_errors(),
            false => found,
        }
    }

    /// Tells findings on stderr, and how many there are.
    pub(super) fn tell(&self, diagnostics: &Diagnostics) {
        if diagnostics.is_empty() {
            return;
        }
        let shown = match self.quiet {
            true => &diagnostics.only_errors(),
            false => diagnostics,
        };
        let findings = render(shown, self.locale, output::stderr_is_coloured());
        let count = self.counted(diagnostics);
        let sorted = shown.sorted();
        let first = sorted.first().filter(|_| output::talks_to_a_person());
        let more = first.map_or_else(String::new, |first| {
            let word = dvk::manual::codes::topic(self.locale);
            let more = self.of("Giải thích thêm", "More about a code");
            format!("\n{more}: dvk help {word} {}", first.code)
        });
        self.say(&format!("{findings}{count}{more}"));
    }

    /// How many findings there are of each severity.
    fn counted(&self, diagnostics: &Diagnostics) -> String {
        let remarks = diagnostics.remarks();
        let of = |severity| {
            let same = remarks.iter().filter(|it| it.severity == severity);
            same.map(|it| it.count).sum::<usize>()
        };
        let counts = [
            (diagnostics.errors(), "lỗi", "error(s)"),
            (of(Severity::Warning), "cảnh báo", "warning(s)"),
            (of(Severity::Assumption), "chỗ tự hiểu", "assumed"),
            (of(Severity::LeftOut), "phần không đọc", "left out"),
        ];
        let counts = counts.into_iter().filter(|(count, ..)| *count > 0);
        let counts: Vec<String> = counts
            .map(|(count, vi, en)| format!("{count} {}", self.of(vi, en)))
            .collect();
        let counts = counts.join(", ");
        match diagnostics.has_errors() {
            true => self.of(format!("Có {counts}."), format!("{counts}.")),
            false => self.of(
                format!("Không có lỗi; có {counts}."),
                format!("No errors; {counts}."),
            ),
        }
    }

    /// Talk, which goes to stderr.
    #[expect(clippy::unused_self, reason = "it is the session that speaks")]
    pub(super) fn say(&self, text: &str) {
        output::talk(text);
    }

    /// Talk that nobody misses who has asked for quiet.
    pub(super) fn note(&self, text: &str) {
        if !self.quiet {
            self.say(text);
        }
    }

    /// Says which of the common options mean nothing to a command, so that none is dropped in
    /// silence.
    pub(super) fn ignores(&self, command: &str, options: &[&str]) {
        let given = [
            ("--format", self.format.is_some()),
            ("--output", self.output.is_some()),
            ("--date", self.date.is_some()),
            ("--strict", self.strict),
        ];
        for (option, _) in given
            .iter()
            .filter(|(option, given)| *given && options.contains(option))
        {
            self.note(&self.of(
                format!("lưu ý: `{option}` không có tác dụng với lệnh `{command}`"),
                format!("note: `{option}` means nothing to `{command}`"),
            ));
        }
    }
}
