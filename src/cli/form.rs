//! `dvk form`: the blank forms, as a workbook that offices fill in.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use dvk::form;
use dvk::loading::Loaded;
use dvk::ranking;
use dvk::report;
use dvk::roster::Nomination;
use dvk::rule::Rulebook;
use dvk::source::Source;

use super::exit::Exit;
use super::input;
use super::language::say;
use super::output;
use super::rank::{are_sound, judge, whole};
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
    #[arg(
        long,
        value_enum,
        default_value_t = Layout::Unit,
        value_name = "unit|cluster|re-inspection",
        hide_possible_values = true,
        hide_default_value = true,
        help = say("unit (mặc định): danh sách đề nghị, phiếu chấm từng đối tượng, phiếu bầu; cluster: bảng chấm điểm và bảng số liệu của cả cụm thi đua, mỗi đơn vị một cột (đưa kèm danh sách đề nghị thì ghi sẵn tên các đơn vị); re-inspection: phiếu phúc tra, mỗi đối tượng phải phúc tra một phiếu (cần đưa kèm số liệu của kỳ xét)",
                   "unit (default): nomination list, a score sheet a nominee, ballots; cluster: marks and facts of a whole emulation cluster, a column a unit (with a nomination list, its units are named); re-inspection: a sheet for each nominee to be inspected again (with the data of the review)"),
    )]
    layout: Layout,
}

/// How the forms are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Layout {
    /// A sheet a nominee.
    Unit,
    /// A column a unit.
    Cluster,
    /// A sheet for each nominee who is inspected again.
    #[value(name = "re-inspection")]
    Reinspection,
}

/// The nominees that a scheme judges, by a name that no other bears, or by code.
fn units(loaded: &Loaded, scheme: usize) -> Vec<String> {
    let all = || loaded.roster.iter().flat_map(|roster| &roster.nominations);
    let mut bearers: BTreeMap<&str, usize> = BTreeMap::new();
    for nominee in all() {
        *bearers.entry(&nominee.name).or_default() += 1;
    }
    let own = all().filter(|it| it.scheme == scheme);
    let word = |it: &Nomination| match bearers.get(&*it.name) {
        Some(1) => it.name.to_string(),
        _ => it.id.to_string(),
    };
    own.map(word).collect()
}

/// The forms of the re-inspection, and how many there are; `None` where the data are at fault, which was reported.
fn reinspection(
    loaded: &Loaded,
    session: &Session,
) -> Result<Option<(Vec<u8>, usize)>, WorldError> {
    let (books, roster) = whole(&loaded.books, loaded.roster.as_ref())?;
    let proposal = judge(books, roster, &ranking::Options::default());
    if are_sound(&proposal, session).is_none() {
        return Ok(None);
    }
    let mut sheets: Vec<(&Rulebook, Vec<form::Reinspection>)> =
        books.iter().map(|book| (book, Vec::new())).collect();
    for it in report::reinspected(&proposal, &loaded.office, &session.report()) {
        let one = &proposal.ranking.evaluation.schemes[it.scheme].judged[it.nominee];
        sheets[it.scheme].1.push(form::Reinspection {
            id: one.id().to_owned(),
            name: one.name().to_owned(),
            rows: it.rows,
        });
    }
    sheets.retain(|(_, people)| !people.is_empty());
    for (book, people) in &sheets {
        if book.scheme.stages.is_empty() {
            let (title, count) = (book.scheme.title.get(session.locale), people.len());
            session.note(&session.of(
                format!("lưu ý: bộ tiêu chí {title} không có bước chấm nên không có phiếu cho {count} tập thể, cá nhân phải phúc tra; thêm một [[stage]] vào bộ tiêu chí để có phiếu, hoặc sửa số liệu trong danh sách đề nghị"),
                format!("note: {title}: without a [[stage]] there is no sheet for the {count} to be inspected again; add one to the scheme, or mend the facts in the nomination list"),
            ));
        }
    }
    sheets.retain(|(book, _)| !book.scheme.stages.is_empty());
    if sheets.is_empty() {
        return Err(WorldError::NobodyAgain);
    }
    let count = sheets.iter().map(|(_, people)| people.len()).sum();
    let workbook = form::reinspection_workbook(&sheets, session.locale)?;
    Ok(Some((workbook, count)))
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
    if loaded.roster.is_some() && arguments.layout == Layout::Unit {
        session.note(session.of(
            "lưu ý: biểu mẫu chỉ lập từ bộ tiêu chí; các tệp số liệu không được dùng đến",
            "note: forms are made of schemes alone; the data files are not used",
        ));
    }
    // Of several versions, the one on the day asked for; all of them where no day is.
    let holds = |book: &Rulebook| {
        let date = session.date;
        date.is_none_or(|date| book.scheme.in_force.on(date))
    };
    let books = loaded.books.iter().enumerate();
    let books: Vec<(usize, &Rulebook)> = books.filter(|(_, book)| holds(book)).collect();
    if books.is_empty() {
        return Err(WorldError::NoScheme);
    }
    let mut again = 0;
    let workbook = match arguments.layout {
        Layout::Reinspection => {
            let Some((workbook, count)) = reinspection(&loaded, session)? else {
                return Ok(Exit::Files);
            };
            again = count;
            workbook
        }
        Layout::Unit => {
            let books: Vec<&Rulebook> = books.iter().map(|(_, book)| *book).collect();
            form::workbook(&books, &loaded.office, session.locale)?
        }
        Layout::Cluster => {
            let books = books.iter().map(|(at, book)| (*book, units(&loaded, *at)));
            form::cluster_workbook(&books.collect::<Vec<_>>(), session.locale)?
        }
    };
    // What people filled in is not lost by making the forms once more.
    let there = Source::read(output).ok();
    if there.is_some_and(|there| there.starts_with(b"PK") && there != workbook) {
        let path = output.clone();
        return Err(WorldError::MayBeFilled { path });
    }
    output::write(session.output.as_deref(), None, |out| {
        out.write_all(&workbook)
    })?;
    let (file, count) = (output.display(), books.len());
    if again > 0 {
        session.note(&session.of(
            format!("Đã lập {again} phiếu phúc tra trong {file}. Mời xem trang “Hướng dẫn” trước."),
            format!("{again} re-inspection sheet(s) are in {file}. Read its sheet “Guide” first."),
        ));
        return Ok(Exit::Done);
    }
    session.note(&session.of(
        format!(
            "Đã lập biểu mẫu của {count} bộ tiêu chí trong {file}. Mời xem trang “Hướng dẫn” trước."
        ),
        format!("The forms of {count} scheme(s) are in {file}. Read its sheet “Guide” first."),
    ));
    Ok(Exit::Done)
}
