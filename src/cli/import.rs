//! `dvk import`: what is read of the data, as it is understood.

use std::path::PathBuf;

use clap::Args;
use dvk::report::{self, Format};

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
        help = say("Bộ tiêu chí và số liệu (.xlsx, .xls, .ods, .csv, .tsv, .json, .toml): tệp, hoặc thư mục",
                   "Schemes and data (.xlsx, .xls, .ods, .csv, .tsv, .json, .toml): files, or folders"),
    )]
    paths: Vec<PathBuf>,
    #[arg(long, help = say("Chỉ cho xem sẽ đọc được gì, không ghi danh sách",
                           "Only show what would be read; write no list"))]
    dry_run: bool,
}

pub(super) fn run(arguments: &Arguments, session: &Session) -> Result<Exit, WorldError> {
    let is_list = session.output.is_some() && session.format() == Format::Csv;
    if !arguments.dry_run && !is_list {
        return Err(WorldError::ImportWhere);
    }
    let files = input::read_all(&arguments.paths, session.output.as_deref())?;
    let loaded = session.load(&files, &input::library, false);
    let has_errors = loaded.diagnostics.has_errors();
    // A list is written from sound data alone; looking at what is read may help to mend them.
    if has_errors && !arguments.dry_run {
        return Ok(Exit::Files);
    }
    let Some(roster) = &loaded.roster else {
        if has_errors {
            return Ok(Exit::Files);
        }
        return Err(if loaded.books.is_empty() {
            WorldError::NoScheme
        } else {
            WorldError::NoData
        });
    };
    let options = session.report();
    session.write(report::import_preview(
        &loaded.books,
        roster,
        session.format(),
        &options,
    ))?;
    Ok(if has_errors { Exit::Files } else { Exit::Done })
}
