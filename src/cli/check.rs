//! `dvk check`: everything that can be known of schemes without data.

use std::path::PathBuf;

use clap::Args;
use dvk::diagnostic::{Diagnostics, Severity};
use dvk::draft::{ASSUMED, OPEN};
use dvk::loading::File;
use dvk::locale::Locale;
use dvk::report::{self, Checked, FindingsFormat, Listing};
use dvk::rule::{RuleSummary, Rulebook};

use super::exit::Exit;
use super::input;
use super::language::say;
use super::session::Session;
use super::world::WorldError;

#[derive(Args, Debug)]
pub(super) struct Arguments {
    #[arg(
        required = true,
        value_name = say("TỆP-HOẶC-THƯ-MỤC", "FILE-OR-DIR"),
        help = say("Bộ tiêu chí: tệp .toml, hoặc thư mục chứa các tệp ấy",
                   "Schemes: .toml files, or folders with them"),
    )]
    paths: Vec<PathBuf>,
    #[arg(long, help = say("Liệt kê mọi quy tắc cùng những số liệu mà quy tắc ấy đọc",
                           "List every rule with what it reads"))]
    pub(super) explain: bool,
}

pub(super) fn run(arguments: &Arguments, session: &Session) -> Result<Exit, WorldError> {
    let files = input::read_all(&arguments.paths, session.output.as_deref())?;
    let format = match session.format() {
        report::Format::Json if !arguments.explain => Some(FindingsFormat::Json),
        _ => session.findings,
    };
    let loaded = match format {
        Some(_) => session.load_untold(&files, &input::library, &session.loading(false)),
        None => session.load(&files, &input::library, false),
    };
    if loaded.books.is_empty() && !loaded.diagnostics.has_errors() {
        return Err(WorldError::NoScheme);
    }
    left_open(&files, session);
    let listing = if arguments.explain {
        rules(session, &loaded.books)
    } else {
        checked(session, &loaded.books, &loaded.diagnostics)
    };
    let silenced = loaded.diagnostics.silenced();
    if silenced > 0 && format.is_none() {
        session.note(&session.of(
            format!("{silenced} điều đã được bỏ qua theo [lints]."),
            format!("{silenced} finding(s) allowed by [lints]."),
        ));
    }
    session.write(match format {
        Some(format) => {
            let checked = Checked {
                schemes: &listing,
                books: &loaded.books,
                found: &loaded.diagnostics,
            };
            Ok(format.write(&checked, &session.report()).into_bytes())
        }
        None => report::listing(&listing, session.format(), &session.report()),
    })?;
    Ok(if loaded.diagnostics.has_errors() {
        Exit::Files
    } else {
        Exit::Done
    })
}

/// Says where a draft still waits for somebody to look: the marks that `dvk draft` left in comments.
fn left_open(files: &[File], session: &Session) {
    for file in files.iter().filter(|file| file.name.ends_with(".toml")) {
        let text = String::from_utf8_lossy(&file.bytes);
        let lines = |marks: [&str; 2]| -> Vec<String> {
            let lines = text.lines().enumerate();
            let marked = lines.filter(|(_, line)| {
                let comment = line.trim_start().strip_prefix('#');
                let comment = comment.map_or("", str::trim_start);
                marks.iter().any(|mark| comment.starts_with(mark))
            });
            marked.map(|(at, _)| (at + 1).to_string()).collect()
        };
        let (open, assumed) = (lines(OPEN), lines(ASSUMED));
        if open.is_empty() && assumed.is_empty() {
            continue;
        }
        let name = &file.name;
        let part = |lines: &[String], [vi, en]: [&str; 2]| {
            let (count, listed) = (lines.len(), lines.join(", "));
            (count > 0).then(|| {
                session.of(
                    format!("{count} chỗ {vi} (dòng {listed})"),
                    format!("{count} {en} (line {listed})"),
                )
            })
        };
        let parts = [part(&open, OPEN), part(&assumed, ASSUMED)];
        let parts = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
        session.note(&session.of(
            format!(
                "lưu ý: {name} là dự thảo, còn {parts}; xem và sửa xong thì xóa dòng ghi chú ấy"
            ),
            format!(
                "note: {name} is a draft with {parts}; take each comment away once it is settled"
            ),
        ));
    }
}

/// How much was checked, scheme by scheme.
fn checked(session: &Session, books: &[Rulebook], found: &Diagnostics) -> Listing {
    let columns = [
        ("scheme", "Bộ tiêu chí", "Scheme"),
        ("criteria", "Tiêu chí", "Criteria"),
        ("rules", "Quy tắc", "Rules"),
        ("cases", "Trường hợp mẫu", "Cases"),
        ("result", "Kết quả", "Result"),
    ];
    let row = |book: &Rulebook| {
        let scheme = &book.scheme;
        let cases = scheme.criteria.iter().map(|row| row.cases.len());
        let cases = cases.sum::<usize>() + scheme.cases.len();
        vec![
            scheme.id.clone(),
            scheme.criteria.len().to_string(),
            book.rules().len().to_string(),
            cases.to_string(),
            result(session, found, scheme.source.name()),
        ]
    };
    Listing {
        title: session.of("Đã kiểm tra", "Checked").to_owned(),
        columns: columns
            .map(|(key, vi, en)| (key, session.of(vi, en).to_owned()))
            .to_vec(),
        rows: books.iter().map(row).collect(),
    }
}

/// Whether a file is fine.
fn result(session: &Session, found: &Diagnostics, file: &str) -> String {
    let here = found.sorted();
    let here = here.iter().filter(|one| one.place.file() == file);
    let (mut errors, mut warnings) = (0_usize, 0_usize);
    for one in here {
        *match one.severity {
            Severity::Error => &mut errors,
            Severity::Warning | Severity::Assumption | Severity::LeftOut => &mut warnings,
        } += 1;
    }
    match (errors, warnings) {
        (0, 0) => session.of("không có lỗi", "fine").to_owned(),
        (0, n) => session.of(format!("{n} cảnh báo"), format!("{n} warning(s)")),
        (n, _) => session.of(format!("{n} lỗi"), format!("{n} error(s)")),
    }
}

/// Whether a rule is understood, or why it is left to the interpreter, and where.
fn understood(session: &Session, rule: &RuleSummary) -> String {
    let Some((reason, source, span)) = &rule.interpreted else {
        return session
            .of("giải thích được từng bước", "by its plan")
            .to_owned();
    };
    let location = source.location(span.start);
    let (file, line, column) = (source.name(), location.line, location.column);
    let reason = reason.text();
    session.of(
        format!(
            "chạy bằng trình thông dịch: {} ({file}:{line}:{column})",
            reason.get(Locale::Vi)
        ),
        format!(
            "by the interpreter: {} ({file}:{line}:{column})",
            reason.get(Locale::En)
        ),
    )
}

/// Every rule of the schemes, with what it reads.
fn rules(session: &Session, books: &[Rulebook]) -> Listing {
    let row = |book: &Rulebook, rule: &RuleSummary| {
        vec![
            book.scheme.id.clone(),
            rule.what.get(session.locale).to_owned(),
            rule.reads.join(", "),
            understood(session, rule),
        ]
    };
    let rows = books.iter().flat_map(|book| {
        let rules = book.rules();
        rules.iter().map(|rule| row(book, rule)).collect::<Vec<_>>()
    });
    Listing {
        title: session.of("Các quy tắc", "Rules").to_owned(),
        columns: vec![
            ("scheme", session.of("Bộ tiêu chí", "Scheme").to_owned()),
            ("rule", session.of("Quy tắc", "Rule").to_owned()),
            ("reads", session.of("Số liệu được đọc", "Reads").to_owned()),
            ("plan", session.of("Cách tính", "How it is run").to_owned()),
        ],
        rows: rows.collect(),
    }
}
