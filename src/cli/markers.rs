//! `dvk markers`: those who mark, held beside each other.

use std::path::PathBuf;

use clap::Args;
use dvk::markers::compare;
use dvk::report;

use super::language::say;
use super::rank::{are_sound, lots, whole};
use super::world::WorldError;
use super::{Exit, Session};

#[derive(Args, Debug)]
pub(super) struct Arguments {
    #[arg(
        required_unless_present = "sample",
        conflicts_with = "sample",
        value_name = say("TỆP-HOẶC-THƯ-MỤC", "FILE-OR-DIR"),
        help = say("Bộ tiêu chí và số liệu: tệp, hoặc thư mục (chỉ các tệp nằm ngay trong đó)",
                   "Schemes and data: files, or folders (their own files, not subfolders)"),
    )]
    paths: Vec<PathBuf>,
    #[arg(long, help = say("Dùng số liệu mẫu có sẵn trong chương trình",
                           "Use the sample inside the program"))]
    sample: bool,
    #[arg(long, help = say("Bỏ qua các dòng số liệu có lỗi", "Leave out rows with faults"))]
    skip_bad: bool,
    #[arg(
        long,
        value_name = say("TỪ-KHÓA", "WORD"),
        help = say("Từ khóa bốc thăm do Hội đồng thống nhất trước, dùng khi bộ tiêu chí ghi last = \"lot\"",
                   "The word by which lots are drawn, agreed on beforehand, for schemes with last = \"lot\""),
    )]
    seed: Option<String>,
}

pub(super) fn run(arguments: &Arguments, session: &Session) -> Result<Exit, WorldError> {
    let (files, library) = session.given(arguments.sample, &arguments.paths)?;
    let loaded = session.load(&files, library, arguments.skip_bad);
    if loaded.diagnostics.has_errors() {
        return Ok(Exit::Files);
    }
    let (books, dossier) = whole(&loaded.books, loaded.dossier.as_ref())?;
    let compared = compare(books, dossier, &lots(arguments.seed.as_ref()));
    if !are_sound(&compared.proposal, session) {
        return Ok(Exit::Files);
    }
    let told = report::markers(&compared, session.format(), &session.report());
    session.write(&told)?;
    Ok(Exit::Done)
}
