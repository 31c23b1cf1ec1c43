//! `dvk draft`: a scheme from the criteria table that an office has.

use std::path::{Path, PathBuf};

use clap::Args;
use dvk::diagnostic::Diagnostics;
use dvk::draft::{self, Draft, DraftRow, Standing};
use dvk::report::{self, Format, Listing};

use super::exit::Exit;
use super::input;
use super::language::say;
use super::output;
use super::session::Session;
use super::world::WorldError;

#[derive(Args, Debug)]
pub(super) struct Arguments {
    #[arg(
        value_name = say("BẢNG", "TABLE"),
        help = say("Bảng tiêu chí của đơn vị: tệp Excel, Word (.docx) hoặc .csv, có cột nội dung và cột điểm tối đa",
                   "The criteria table of an office: an Excel workbook, a Word document (.docx) or .csv, with a column of contents and one of maximum points"),
    )]
    table: PathBuf,
}

pub(super) fn run(arguments: &Arguments, session: &Session) -> Result<Exit, WorldError> {
    session.ignores("draft", &["--format", "--date"]);
    let output = session.output.as_deref();
    let is_toml = |path: &Path| {
        path.extension()
            .is_some_and(|it| it.eq_ignore_ascii_case("toml"))
    };
    if let Some(path) = output.filter(|path| !is_toml(path)) {
        let path = path.to_owned();
        return Err(WorldError::DraftOnlyToml { path });
    }
    if let Some(path) = output.filter(|path| path.exists()) {
        let path = path.to_owned();
        return Err(WorldError::MayBeFilled { path });
    }
    let file = input::read_one(&arguments.table, output)?;
    let mut found = Diagnostics::new();
    let drafted = draft::draft(&file.name, &file.bytes, session.locale, &mut found);
    let found = session.as_grave(found);
    session.tell(&found);
    let Some(drafted) = drafted.filter(|_| !found.has_errors()) else {
        return Ok(Exit::Files);
    };
    output::write(session.output.as_deref(), None, |out| {
        out.write_all(drafted.toml.as_bytes())
    })?;
    let table = report::listing(
        &listing(session, &drafted),
        Format::Table,
        &session.report(),
    )
    .expect("a table is written into memory");
    session.note(String::from_utf8_lossy(&table).trim_end());
    session.note(&closing(session, &drafted));
    Ok(Exit::Done)
}

/// What became of each row.
fn listing(session: &Session, drafted: &Draft) -> Listing {
    let columns = [
        ("no", "Mục", "No."),
        ("title", "Nội dung", "Contents"),
        ("max", "Điểm", "Points"),
        ("kind", "Hiểu là", "Read as"),
        ("standing", "Mức hiểu", "How far"),
        ("notes", "Cần biết", "Notes"),
    ];
    let row = |row: &DraftRow| {
        let max = row.max.as_ref().map(|max| session.locale.number(max));
        let notes: Vec<&str> = row.notes.iter().map(|it| it.get(session.locale)).collect();
        vec![
            row.no.clone(),
            row.title.clone(),
            max.unwrap_or_default(),
            row.kind.get(session.locale).to_owned(),
            standing(session, row.standing).to_owned(),
            notes.join("; "),
        ]
    };
    Listing {
        title: session
            .of("Bảng tiêu chí được hiểu như sau", "How the table was read")
            .to_owned(),
        columns: columns
            .map(|(key, vi, en)| (key, session.of(vi, en).to_owned()))
            .to_vec(),
        rows: drafted.rows.iter().map(row).collect(),
    }
}

fn standing(session: &Session, standing: Standing) -> &'static str {
    match standing {
        Standing::Understood => session.of("hiểu trọn", "understood"),
        Standing::Assumed => session.of("có chỗ tự hiểu", "something assumed"),
        Standing::Open => session.of("cần xem lại", "to be looked at"),
    }
}

/// How much was understood, and what to do next.
fn closing(session: &Session, drafted: &Draft) -> String {
    let of = |standing| {
        drafted
            .rows
            .iter()
            .filter(|row| row.standing == standing)
            .count()
    };
    let [known, assumed, open] = [Standing::Understood, Standing::Assumed, Standing::Open].map(of);
    let mut lines: Vec<String> = drafted
        .notes
        .iter()
        .map(|note| note.get(session.locale).to_owned())
        .collect();
    lines.push(session.of(
        format!("{} dòng: {known} dòng hiểu trọn, {assumed} dòng có chỗ tự hiểu, {open} dòng cần xem lại.", drafted.rows.len()),
        format!("{} rows: {known} understood, {assumed} with something assumed, {open} to be looked at.", drafted.rows.len()),
    ));
    if let Some(path) = &session.output {
        let path = path.display();
        lines.push(session.of(
            format!("Đã ghi dự thảo vào {path}. Đối chiếu từng dòng với văn bản rồi chạy: dvk check {path}"),
            format!("The draft is in {path}. Hold each row against the paper, then run: dvk check {path}"),
        ));
    }
    lines.join("\n")
}
