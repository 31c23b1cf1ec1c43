//! The command line: one file a command. Nothing is computed here; files are read, results are
//! written, and the exit code says how it went.

mod check;
mod compare;
mod completions;
mod draft;
mod exit;
mod explain;
mod form;
mod functions;
mod help;
mod import;
mod init;
mod input;
mod language;
mod markers;
mod options;
mod output;
mod pager;
mod progress;
mod rank;
mod report;
mod sample;
mod schema;
mod session;
mod signals;
mod stdin;
mod usage;
mod world;
mod writing;

use std::process::ExitCode;
use std::time::Instant;

use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand};
use dvk::locale::Locale;

use exit::Exit;
use language::say;
use options::Options;
use output::Asked;
use session::Session;
use world::WorldError;

#[derive(Parser, Debug)]
#[command(
    name = "dvk",
    version = version(),
    about = say(
        "Chấm điểm, xếp hạng và đề nghị khen thưởng trong phong trào thi đua “Dân vận khéo”",
        "Scores, ranks and proposes for commendation in the “Dân vận khéo” emulation movement",
    ),
    override_usage = say("dvk [TÙY CHỌN] LỆNH …", "dvk [OPTIONS] COMMAND …"),
    after_help = say(
        "Xem thử: dvk rank --sample. Lấy thư mục mẫu: dvk init THƯ-MỤC.\n\
         Đã có bảng tiêu chí bằng Word, Excel: dvk draft BẢNG -o TỆP.toml, rồi check, form, rank, report.\n\
         Xem cách dùng từng lệnh: dvk help LỆNH; xem hướng dẫn: dvk help CHỦ-ĐỀ.\n\n\
         Mã kết thúc: 0 xong; 1 tệp hoặc số liệu có lỗi; 2 dòng lệnh chưa đúng; 3 xong, còn việc để Hội đồng quyết định.\n\
         Biến môi trường: DVK_LANG (vi, en), NO_COLOR, DVK_PAGER hoặc PAGER, COLUMNS (độ rộng của bảng).",
        "To look: dvk rank --sample. A starter folder: dvk init DIR.\n\
         With a criteria table in Word or Excel: dvk draft TABLE -o FILE.toml, then check, form, rank, report.\n\
         How to use a command: dvk help COMMAND; the manual: dvk help TOPIC.\n\n\
         Exit codes: 0 done; 1 faults in files or data; 2 wrong use; 3 done, and people must decide.\n\
         Environment: DVK_LANG (vi, en), NO_COLOR, DVK_PAGER or PAGER, COLUMNS (the width of tables).",
    ),
    arg_required_else_help = true
)]
struct Cli {
    #[command(flatten)]
    options: Options,
    #[command(subcommand)]
    command: Command,
}

/// The version, the commit where the build names it, and the number of the results' format.
fn version() -> String {
    let commit = option_env!("DVK_COMMIT").map(|commit| format!(", commit {commit}"));
    format!(
        "{} ({} {}{})",
        env!("CARGO_PKG_VERSION"),
        say("dạng kết quả số", "format of results"),
        dvk::inputs::RESULT_FORMAT,
        commit.unwrap_or_default()
    )
}

#[derive(Subcommand, Debug)]
enum Command {
    #[command(about = say("Tạo thư mục mẫu để bắt đầu", "Write a starter folder"),
              override_usage = say("dvk init THƯ-MỤC", "dvk init DIR"))]
    Init(init::Arguments),
    #[command(about = say("Lập dự thảo bộ tiêu chí từ bảng tiêu chí sẵn có (Excel, Word, CSV)", "Draft a scheme from a criteria table (Excel, Word, CSV)"),
              override_usage = say("dvk draft [TÙY CHỌN] BẢNG -o TỆP.toml", "dvk draft [OPTIONS] TABLE -o FILE.toml"))]
    Draft(draft::Arguments),
    #[command(about = say("Kiểm tra bộ tiêu chí, không cần số liệu", "Check schemes, without data"),
              override_usage = say("dvk check [TÙY CHỌN] BỘ-TIÊU-CHÍ…", "dvk check [OPTIONS] SCHEME…"))]
    Check(check::Arguments),
    #[command(about = say("Chấm điểm, xếp hạng, đề nghị khen thưởng", "Judge, rank and propose"),
              override_usage = say("dvk rank [TÙY CHỌN] BỘ-TIÊU-CHÍ… SỐ-LIỆU…", "dvk rank [OPTIONS] SCHEME… DATA…"))]
    Rank(rank::Arguments),
    #[command(about = say("In phiếu chấm điểm của một đối tượng, kèm lý do", "Print a nominee’s score sheet, with reasons"),
              override_usage = say("dvk explain [TÙY CHỌN] BỘ-TIÊU-CHÍ… SỐ-LIỆU… MÃ", "dvk explain [OPTIONS] SCHEME… DATA… ID"))]
    Explain(explain::Arguments),
    #[command(about = say("Lập văn bản: kết quả xếp hạng, tờ trình, biên bản, phiếu, thông báo", "Write official papers: ranking, submission, minutes, ballots, letters"),
              override_usage = say("dvk report [TÙY CHỌN] BỘ-TIÊU-CHÍ… SỐ-LIỆU… --paper VĂN-BẢN -o TỆP.docx\n          dvk report [TÙY CHỌN] BỘ-TIÊU-CHÍ… SỐ-LIỆU… --all -o THƯ-MỤC\n          dvk report --list",
                                   "dvk report [OPTIONS] SCHEME… DATA… --paper PAPER -o FILE.docx\n       dvk report [OPTIONS] SCHEME… DATA… --all -o FOLDER\n       dvk report --list"))]
    Report(report::Arguments),
    #[command(about = say("Lập biểu mẫu Excel để các đơn vị ghi: danh sách đề nghị, phiếu chấm, phiếu bầu", "Write the blank forms as an Excel workbook: nomination list, score sheet, ballot"),
              override_usage = say("dvk form [TÙY CHỌN] BỘ-TIÊU-CHÍ… -o TỆP.xlsx", "dvk form [OPTIONS] SCHEME… -o FILE.xlsx"))]
    Form(form::Arguments),
    #[command(about = say("Đối chiếu những người chấm và xem kết quả nếu không tính điểm của từng người",
                          "Compare the markers, and see the result without each"),
              override_usage = say("dvk markers [TÙY CHỌN] BỘ-TIÊU-CHÍ… SỐ-LIỆU…", "dvk markers [OPTIONS] SCHEME… DATA…"))]
    Markers(options::Judging),
    #[command(about = say("So sánh hai bản tiêu chí trên cùng số liệu", "Compare two editions of the criteria on the same data"),
              override_usage = say("dvk compare [TÙY CHỌN] BẢN-CŨ BẢN-MỚI SỐ-LIỆU…", "dvk compare [OPTIONS] OLD NEW DATA…"))]
    Compare(compare::Arguments),
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
    #[command(about = say("Hướng dẫn: các lệnh, các chủ đề", "The manual: commands and topics"),
              override_usage = say("dvk help [LỆNH | CHỦ-ĐỀ]", "dvk help [COMMAND | TOPIC]"))]
    Help(help::Arguments),
}

impl Command {
    /// Whether its result has a format.
    fn is_report(&self) -> bool {
        let is_one_file = !matches!(self, Self::Report(report) if report.all);
        is_one_file
            && matches!(
                self,
                Self::Check(_)
                    | Self::Report(_)
                    | Self::Rank(_)
                    | Self::Explain(_)
                    | Self::Markers(_)
                    | Self::Compare(_)
                    | Self::Import(_)
                    | Self::Functions
            )
    }
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

/// A workbook that makes its reader panic is reported as a finding; nothing else is said of it.
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
    signals::survive_limits();
    let started = progress::now();
    let arguments: Vec<_> = std::env::args_os().collect();
    let environment = std::env::var_os("DVK_LANG");
    let spoken = language::choose(&arguments, environment.as_deref());
    language::speak(spoken);
    if let Some(unknown) = environment.as_deref().and_then(language::unknown) {
        output::talk(&unknown);
    }
    // Help and wrong use come before the options are known.
    let choice = language::last(&arguments, "--color").map(output::parse_color);
    if let Some(Ok(choice)) = choice {
        choice.write_global();
    }
    let command = help::localise(Cli::command(), spoken);
    let parsed = command
        .try_get_matches_from(arguments)
        .and_then(|matches| Cli::from_arg_matches(&matches));
    let exit = match parsed {
        Ok(cli) => dispatch(cli, spoken, started),
        Err(error) => usage::tell(&error, spoken),
    };
    ExitCode::from(exit as u8)
}

fn dispatch(cli: Cli, spoken: Locale, started: Instant) -> Exit {
    let options = cli.options;
    let (format, findings) = match options.format {
        Some(Asked::Result(format)) => (Some(format), None),
        Some(Asked::Findings(format)) => (None, Some(format)),
        None => (None, None),
    };
    let session = Session {
        locale: options.lang.unwrap_or(spoken),
        format,
        findings,
        output: options.output.filter(|path| path.as_os_str() != "-"),
        date: options.date,
        strict: options.strict,
        quiet: options.quiet,
        is_verbose: options.verbose,
        is_paged: !options.no_pager,
    };
    let fits = match (findings, &cli.command) {
        (Some(_), Command::Check(arguments)) if !arguments.explain => Ok(()),
        (Some(_), _) => Err(WorldError::FindingsOnly),
        _ if cli.command.is_report() => session.destination_fits(),
        _ => Ok(()),
    };
    let done = fits
        .and_then(|()| match cli.command {
            Command::Draft(_) => Ok(()),
            _ => input::keeps_schemes(session.output.as_deref()),
        })
        .and_then(|()| match cli.command {
            Command::Init(arguments) => init::run(&arguments, &session),
            Command::Check(arguments) => check::run(&arguments, &session),
            Command::Draft(arguments) => draft::run(&arguments, &session),
            Command::Rank(arguments) => rank::run(&arguments, &session),
            Command::Explain(arguments) => explain::run(&arguments, &session),
            Command::Report(arguments) => report::run(&arguments, &session),
            Command::Form(arguments) => form::run(&arguments, &session),
            Command::Compare(arguments) => compare::run(&arguments, &session),
            Command::Markers(arguments) => markers::run(&arguments, &session),
            Command::Import(arguments) => import::run(&arguments, &session),
            Command::Functions => functions::run(&session),
            Command::Schema => schema::run(&session),
            Command::Completions(arguments) => {
                completions::run(&arguments, Cli::command(), &session)
            }
            Command::Help(arguments) => help::run(&arguments, &Cli::command(), &session),
        });
    if session.is_verbose {
        let passed = started.elapsed().as_millis();
        session.say(&session.of(
            format!("Thời gian xử lý: {passed} mili giây"),
            format!("It took {passed} ms"),
        ));
    }
    done.unwrap_or_else(|error| {
        let told = session.locale.of(
            format!("lỗi: {}", error.text(Locale::Vi)),
            format!("error: {}", error.text(Locale::En)),
        );
        // A file's name may hold anything.
        session.say(&dvk::diagnostic::without_controls(&told));
        error.exit()
    })
}
