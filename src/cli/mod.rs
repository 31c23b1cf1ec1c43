//! The command line: one file a command. Nothing is computed here; files are read, results are
//! written, and the exit code says how it went.

mod check;
mod completions;
mod explain;
mod form;
mod functions;
mod help;
mod import;
mod init;
mod input;
mod language;
mod markers;
mod output;
mod progress;
mod rank;
mod sample;
mod schema;
mod usage;
mod world;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, FromArgMatches as _, Parser, Subcommand};
use dvk::diagnostic::{Diagnostics, render};
use dvk::loading::{File, FindLibrary, Keep, Loaded, load};
use dvk::locale::Locale;
use dvk::progress::Progress;
use dvk::report::{self, Format};
use jiff::civil::Date;

use language::say;

/// How a command went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Exit {
    /// Done.
    Done = 0,
    /// There are problems in the files given, or with reading and writing them.
    Files = 1,
    /// Wrong use of the command line.
    Use = 2,
    /// Done, but people must decide.
    Decide = 3,
}

#[derive(Parser, Debug)]
#[command(
    name = "dvk",
    version,
    about = say(
        "Chấm điểm, xếp hạng và đề nghị khen thưởng trong phong trào thi đua “Dân vận khéo”",
        "Scores, ranks and proposes for commendation in the “Dân vận khéo” emulation movement",
    ),
    override_usage = say("dvk [TÙY CHỌN] LỆNH …", "dvk [OPTIONS] COMMAND …"),
    after_help = say(
        "Bắt đầu: dvk rank --sample, hoặc dvk init THƯ-MỤC.\n\
         Xem cách dùng từng lệnh: dvk LỆNH --help.",
        "To begin: dvk rank --sample, or dvk init DIR.\n\
         How to use a command: dvk COMMAND --help.",
    ),
    arg_required_else_help = true
)]
struct Cli {
    #[command(flatten)]
    options: Options,
    #[command(subcommand)]
    command: Command,
}

#[derive(Args, Debug)]
struct Options {
    #[arg(
        long, display_order = 101, global = true, value_name = "vi|en",
        value_parser = language::parse,
        help = say("Ngôn ngữ: vi hoặc en (cũng có thể đặt biến môi trường DVK_LANG)",
                   "Language: vi or en (also by the environment variable DVK_LANG)"),
    )]
    lang: Option<Locale>,
    #[arg(
        long, display_order = 102, global = true,
        value_name = say("DẠNG", "FORMAT"),
        value_parser = output::parse_format,
        help = output::format_help(),
    )]
    format: Option<Format>,
    #[arg(
        short, long, display_order = 103, global = true,
        value_name = say("TỆP", "FILE"),
        help = say("Ghi kết quả vào tệp này thay cho màn hình; tệp được ghi trọn vẹn hoặc giữ nguyên như cũ",
                   "Write the result into this file; it is written whole or not at all"),
    )]
    output: Option<PathBuf>,
    #[arg(
        long, display_order = 104, global = true,
        value_name = say("NGÀY", "DATE"),
        value_parser = input::parse_date,
        help = say("Ngày xét khi không có tệp period.toml, như 2025-12-31 hoặc 31/12/2025",
                   "The day of the review where there is no period.toml, like 2025-12-31"),
    )]
    date: Option<Date>,
}

#[derive(Subcommand, Debug)]
enum Command {
    #[command(about = say("Tạo thư mục mẫu để bắt đầu", "Write a starter folder"),
              override_usage = say("dvk init THƯ-MỤC", "dvk init DIR"))]
    Init(init::Arguments),
    #[command(about = say("Kiểm tra bộ tiêu chí, không cần số liệu", "Check schemes, without data"),
              override_usage = say("dvk check [TÙY CHỌN] BỘ-TIÊU-CHÍ…", "dvk check [OPTIONS] SCHEME…"))]
    Check(check::Arguments),
    #[command(about = say("Chấm điểm, xếp hạng, đề nghị khen thưởng", "Judge, rank and propose"),
              override_usage = say("dvk rank [TÙY CHỌN] BỘ-TIÊU-CHÍ… SỐ-LIỆU…", "dvk rank [OPTIONS] SCHEME… DATA…"))]
    Rank(rank::Arguments),
    #[command(about = say("In phiếu chấm điểm của một đối tượng, kèm lý do", "Print a nominee’s score sheet, with reasons"),
              override_usage = say("dvk explain [TÙY CHỌN] BỘ-TIÊU-CHÍ… SỐ-LIỆU… MÃ", "dvk explain [OPTIONS] SCHEME… DATA… ID"))]
    Explain(explain::Arguments),
    #[command(about = say("Lập biểu mẫu Excel để các đơn vị ghi: danh sách đề nghị, phiếu chấm, phiếu bầu", "Write the blank forms as an Excel workbook: nomination list, score sheet, ballot"),
              override_usage = say("dvk form [TÙY CHỌN] BỘ-TIÊU-CHÍ… -o TỆP.xlsx", "dvk form [OPTIONS] SCHEME… -o FILE.xlsx"))]
    Form(form::Arguments),
    #[command(about = say("Đối chiếu những người chấm và xem kết quả nếu không tính điểm của từng người",
                          "Compare the markers, and see the result without each"),
              override_usage = say("dvk markers [TÙY CHỌN] BỘ-TIÊU-CHÍ… SỐ-LIỆU…", "dvk markers [OPTIONS] SCHEME… DATA…"))]
    Markers(markers::Arguments),
    #[command(about = say("Xem sẽ đọc được gì từ số liệu, hoặc ghi thành một danh sách sạch", "Show what is read of the data, or write it as one clean list"),
              override_usage = say("dvk import [TÙY CHỌN] BỘ-TIÊU-CHÍ… SỐ-LIỆU… --dry-run\n          dvk import [TÙY CHỌN] BỘ-TIÊU-CHÍ… SỐ-LIỆU… -o TỆP.csv",
                                   "dvk import [OPTIONS] SCHEME… DATA… --dry-run\n       dvk import [OPTIONS] SCHEME… DATA… -o FILE.csv"))]
    Import(import::Arguments),
    #[command(about = say("Liệt kê các hàm dùng được trong quy tắc", "List the functions that rules may call"),
              override_usage = say("dvk functions [TÙY CHỌN]", "dvk functions [OPTIONS]"))]
    Functions,
    #[command(about = say("In JSON Schema của bộ tiêu chí cho trình soạn thảo", "Print the JSON Schema of a scheme for editors"),
              override_usage = say("dvk schema [TÙY CHỌN]", "dvk schema [OPTIONS]"))]
    Schema,
    #[command(about = say("In tệp tự hoàn thành lệnh cho bash, zsh, fish…", "Print shell completions"),
              override_usage = say("dvk completions TRÌNH-LỆNH", "dvk completions SHELL"))]
    Completions(completions::Arguments),
}

/// What every command is given: the language, and what was asked of its result.
#[derive(Debug)]
struct Session {
    locale: Locale,
    format: Option<Format>,
    output: Option<PathBuf>,
    date: Option<Date>,
}

/// Whether the main thread's own stack holds rules as deep as they may be, which spares a thread
/// and its memory. Debug builds have larger frames; other systems have smaller stacks.
pub(crate) fn has_deep_stack() -> bool {
    #[cfg(all(unix, not(debug_assertions)))]
    {
        const DEEP: u64 = 8_000_000;
        let limit = rustix::process::getrlimit(rustix::process::Resource::Stack);
        limit.current.is_none_or(|bytes| bytes >= DEEP)
    }
    #[cfg(not(all(unix, not(debug_assertions))))]
    {
        false
    }
}

/// A workbook that makes its reader panic is a finding in words; nothing else is told of it.
fn be_quiet_about_workbooks() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !dvk::table::is_quiet() {
            usual(panic);
        }
    }));
}

/// Reads the command line and does what it says.
pub(crate) fn run() -> ExitCode {
    be_quiet_about_workbooks();
    let arguments: Vec<_> = std::env::args_os().collect();
    let spoken = language::choose(&arguments, std::env::var_os("DVK_LANG").as_deref());
    language::speak(spoken);
    let command = help::localise(<Cli as clap::CommandFactory>::command(), spoken);
    let parsed = command
        .try_get_matches_from(arguments)
        .and_then(|matches| Cli::from_arg_matches(&matches));
    let exit = match parsed {
        Ok(cli) => dispatch(cli, spoken),
        Err(error) => usage::tell(&error, spoken),
    };
    ExitCode::from(exit as u8)
}

fn dispatch(cli: Cli, spoken: Locale) -> Exit {
    let session = Session {
        locale: cli.options.lang.unwrap_or(spoken),
        format: cli.options.format,
        output: cli.options.output,
        date: cli.options.date,
    };
    let done = session
        .ending_is_known(&cli.command)
        .and_then(|()| match cli.command {
            Command::Init(arguments) => init::run(&arguments, &session),
            Command::Check(arguments) => check::run(&arguments, &session),
            Command::Rank(arguments) => rank::run(&arguments, &session),
            Command::Explain(arguments) => explain::run(&arguments, &session),
            Command::Form(arguments) => form::run(&arguments, &session),
            Command::Markers(arguments) => markers::run(&arguments, &session),
            Command::Import(arguments) => import::run(&arguments, &session),
            Command::Functions => functions::run(&session),
            Command::Schema => schema::run(&session),
            Command::Completions(arguments) => completions::run(&arguments, &session),
        });
    done.unwrap_or_else(|error| {
        session.say(&session.locale.of(
            format!("lỗi: {}", error.text(Locale::Vi)),
            format!("error: {}", error.text(Locale::En)),
        ));
        error.exit()
    })
}

impl Session {
    /// The Vietnamese or the English of two.
    fn of<T>(&self, vi: T, en: T) -> T {
        self.locale.of(vi, en)
    }

    /// The format asked for, or the one of the output's ending, or tables.
    fn format(&self) -> Format {
        let ending = self.output.as_ref().and_then(|path| path.extension());
        let of_ending = || Format::of_ending(ending?.to_str()?);
        self.format.or_else(of_ending).unwrap_or(Format::Table)
    }

    /// A file called `.xlsx` with something else in it would not open: whoever names an ending that
    /// no result has is asked for another, or for the format.
    fn ending_is_known(&self, command: &Command) -> Result<(), world::WorldError> {
        let is_report = matches!(
            command,
            Command::Check(_)
                | Command::Rank(_)
                | Command::Explain(_)
                | Command::Markers(_)
                | Command::Import(_)
                | Command::Functions
        );
        let path = self
            .output
            .as_ref()
            .filter(|_| is_report && self.format.is_none());
        let ending = path.and_then(|path| path.extension());
        let ending = ending.map(|ending| ending.to_string_lossy().into_owned());
        match ending.filter(|ending| Format::of_ending(ending).is_none()) {
            Some(ending) => Err(world::WorldError::UnknownEnding { ending }),
            None => Ok(()),
        }
    }

    /// The language, and the width of what the result is written to.
    fn report(&self) -> report::Options {
        report::Options {
            locale: self.locale,
            width: Some(output::width(self.output.is_some())),
        }
    }

    /// What is asked of loading.
    fn loading(&self, skip_bad: bool) -> dvk::loading::Options {
        dvk::loading::Options {
            date: self.date,
            skip_bad,
            progress: Progress::counted_in(&progress::ROWS),
            keep: Keep::Facts,
        }
    }

    /// Loads files and tells every finding; `Err` of nothing where nothing may be computed.
    fn load(&self, files: &[File], library: &FindLibrary<'_>, skip_bad: bool) -> Loaded {
        self.load_by(files, library, &self.loading(skip_bad))
    }

    fn load_by(
        &self,
        files: &[File],
        library: &FindLibrary<'_>,
        options: &dvk::loading::Options,
    ) -> Loaded {
        let loaded = progress::watched(|| load(files, library, options));
        self.tell(&loaded.diagnostics);
        loaded
    }

    /// Tells findings on stderr, and how many there are.
    fn tell(&self, diagnostics: &Diagnostics) {
        let (errors, warnings) = (diagnostics.errors(), diagnostics.warnings());
        if errors + warnings == 0 {
            return;
        }
        let findings = render(diagnostics, self.locale, output::stderr_is_coloured());
        let count = self.of(
            format!("Có {errors} lỗi và {warnings} cảnh báo."),
            format!("{errors} error(s) and {warnings} warning(s)."),
        );
        self.say(&format!("{findings}{count}"));
    }

    /// Talk, which goes to stderr.
    #[expect(clippy::unused_self, reason = "it is the session that speaks")]
    fn say(&self, text: &str) {
        output::talk(text);
    }

    /// Says which of the common options mean nothing to a command, so that none is dropped in
    /// silence.
    fn ignores(&self, command: &str, options: &[&str]) {
        let given = [
            ("--format", self.format.is_some()),
            ("--output", self.output.is_some()),
            ("--date", self.date.is_some()),
        ];
        for (option, _) in given
            .iter()
            .filter(|(option, given)| *given && options.contains(option))
        {
            self.say(&self.of(
                format!("lưu ý: `{option}` không có tác dụng với lệnh `{command}`"),
                format!("note: `{option}` means nothing to `{command}`"),
            ));
        }
    }
}
