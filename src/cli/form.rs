//! `dvk form`: the blank forms, as a workbook that offices fill in.

use std::path::PathBuf;

use clap::Args;
use dvk::form;
use dvk::rule::Rulebook;

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
        help = say("Bộ tiêu chí: tệp .toml, hoặc thư mục chứa các tệp ấy; nhiều bộ thì chung một tệp Excel",
                   "Schemes: .toml files, or folders with them; the forms of all stand in one workbook"),
    )]
    paths: Vec<PathBuf>,
}

pub(super) fn run(arguments: &Arguments, session: &Session) -> Result<Exit, WorldError> {
    session.ignores("form", &["--format"]);
    let output = session.output.as_ref().ok_or(WorldError::NoWorkbook)?;
    let is_workbook = output
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("xlsx"));
    if !is_workbook {
        return Err(WorldError::NoWorkbook);
    }
    let files = input::read_all(&arguments.paths, session.output.as_deref())?;
    let loaded = session.load(&files, &input::library, false);
    if loaded.diagnostics.has_errors() {
        return Ok(Exit::Files);
    }
    if loaded.roster.is_some() {
        session.say(session.of(
            "lưu ý: biểu mẫu chỉ lập từ bộ tiêu chí; các tệp số liệu không được dùng đến",
            "note: forms are made of schemes alone; the data files are not used",
        ));
    }
    // Of several versions, the one on the day asked for; all of them where no day is.
    let holds = |book: &&Rulebook| {
        let date = session.date;
        date.is_none_or(|date| book.scheme.in_force.on(date))
    };
    let books: Vec<&Rulebook> = loaded.books.iter().filter(holds).collect();
    if books.is_empty() {
        return Err(WorldError::NoScheme);
    }
    let workbook = form::workbook(&books, session.locale)?;
    session.write_by(|out| out.write_all(&workbook))?;
    let (file, count) = (output.display(), books.len());
    session.say(&session.of(
        format!(
            "Đã lập biểu mẫu của {count} bộ tiêu chí trong {file}. Mời xem trang “Hướng dẫn” trước."
        ),
        format!("The forms of {count} scheme(s) are in {file}. Read its sheet “Guide” first."),
    ));
    Ok(Exit::Done)
}
