//! `dvk compare`: two editions of the criteria on the same nominees.

use std::path::{Path, PathBuf};

use clap::Args;
use dvk::commendation::findings;
use dvk::diagnostic::Diagnostics;
use dvk::editions::{self, Editions, Loss};
use dvk::loading::Loaded;
use dvk::report;

use super::exit::Exit;
use super::input;
use super::language::say;
use super::options::Choices;
use super::rank::{judge, whole};
use super::session::Session;
use super::world::WorldError;

#[derive(Args, Debug)]
pub(super) struct Arguments {
    #[arg(
        value_name = say("BẢN-CŨ", "OLD"),
        help = say("Bộ tiêu chí đang dùng: tệp .toml, hoặc thư mục", "The criteria in use: a .toml file, or a folder"),
    )]
    old: PathBuf,
    #[arg(
        value_name = say("BẢN-MỚI", "NEW"),
        help = say("Bộ tiêu chí sửa đổi: tệp .toml, hoặc thư mục", "The criteria as revised: a .toml file, or a folder"),
    )]
    new: PathBuf,
    #[arg(
        required = true,
        value_name = say("SỐ-LIỆU", "DATA"),
        help = say("Số liệu dùng cho cả hai bản: tệp, hoặc thư mục", "The data for both: files, or folders"),
    )]
    data: Vec<PathBuf>,
    #[arg(
        long,
        value_name = say("MẤT-GÌ", "LOSS"),
        value_parser = parse_loss,
        value_delimiter = ',',
        help = say("Kết thúc với mã 3 nếu có đối tượng bị: points-fall (giảm điểm), class-falls (hạ xếp loại), place-falls (tụt hạng), award-lost (mất đề nghị khen thưởng)",
                   "Exit with 3 if anybody has: points-fall, class-falls, place-falls, award-lost"),
    )]
    forbid: Vec<Loss>,
    #[command(flatten)]
    choices: Choices,
}

fn parse_loss(word: &str) -> Result<Loss, String> {
    let known = Loss::WORDS.iter().find(|(known, _)| *known == word);
    known.map(|(_, loss)| *loss).ok_or_else(|| {
        let words = Loss::WORDS.map(|(word, _)| word);
        let choose = say("chọn một trong", "choose one of");
        format!("{choose} {}", words.join(", "))
    })
}

pub(super) fn run(arguments: &Arguments, session: &Session) -> Result<Exit, WorldError> {
    let old = load(&arguments.old, arguments, session, None)?;
    let new = load(&arguments.new, arguments, session, Some(&old.diagnostics))?;
    if old.diagnostics.has_errors() || new.diagnostics.has_errors() {
        return Ok(Exit::Files);
    }
    let lots = arguments.choices.lots();
    let (books, roster) = whole(&old.books, old.roster.as_ref())?;
    let before = judge(books, roster, &lots);
    let (books, roster) = whole(&new.books, new.roster.as_ref())?;
    let after = judge(books, roster, &lots);
    // Decisions of the period are about the result in force.
    if tell(&findings(&before), None, session) {
        return Ok(Exit::Files);
    }
    let compared = editions::compare(&before, &after);
    let told = report::editions(&compared, session.format(), &session.report());
    session.write(told)?;
    Ok(forbidden(&compared, &arguments.forbid, session))
}

/// Loads an edition with the data; what was found with the other one already is not said again.
fn load(
    scheme: &Path,
    arguments: &Arguments,
    session: &Session,
    told: Option<&Diagnostics>,
) -> Result<Loaded, WorldError> {
    let mut paths = vec![scheme.to_owned()];
    paths.extend(arguments.data.iter().cloned());
    let files = input::read_all(&paths, session.output.as_deref())?;
    let options = session.loading(arguments.choices.skip_bad);
    let loaded = session.load_untold(&files, &input::library, &options);
    tell(&loaded.diagnostics, told, session);
    Ok(loaded)
}

/// Reports findings; whether any forbids going on.
fn tell(found: &Diagnostics, told: Option<&Diagnostics>, session: &Session) -> bool {
    match told {
        Some(told) => session.tell(&found.not_in(told)),
        None => session.tell(found),
    }
    found.has_errors()
}

/// Names those who lose in a way that is forbidden.
fn forbidden(compared: &Editions<'_>, losses: &[Loss], session: &Session) -> Exit {
    let mut exit = Exit::Done;
    for (word, loss) in Loss::WORDS.iter().filter(|(_, loss)| losses.contains(loss)) {
        let moves = compared.moves.iter();
        let who: Vec<&str> = moves
            .filter(|it| it.is(*loss, compared))
            .map(|it| it.id.as_str())
            .collect();
        if !who.is_empty() {
            let (count, who) = (who.len(), who.join(", "));
            session.say(&session.of(
                format!("`{word}` không được phép, nhưng có {count} đối tượng: {who}"),
                format!("`{word}` is forbidden, and holds of {count}: {who}"),
            ));
            exit = Exit::Decide;
        }
    }
    exit
}
