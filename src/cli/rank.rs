//! `dvk rank`: judge, rank, propose, print.

use std::path::PathBuf;

use clap::Args;
use dvk::commendation::{Proposal, findings, propose};
use dvk::evaluation::evaluate;
use dvk::loading::{self, Keep};
use dvk::ranking::{self, rank_with};
use dvk::report::{self, Format, Summary};
use dvk::roster::Dossier;
use dvk::rule::Rulebook;
use unicode_normalization::UnicodeNormalization as _;

use super::language::say;
use super::world::WorldError;
use super::{Exit, Session, input};

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
    #[arg(long, help = say("Chạy thử trên số liệu mẫu có sẵn trong chương trình",
                           "Run on the sample inside the program"))]
    sample: bool,
    #[arg(long, help = say("Bỏ qua các dòng số liệu có lỗi và liệt kê chúng trong kết quả",
                           "Leave out rows with faults, and list them in the result"))]
    skip_bad: bool,
    #[arg(
        long,
        value_name = say("TỪ-KHÓA", "WORD"),
        help = say("Từ khóa bốc thăm do Hội đồng thống nhất trước, dùng khi bộ tiêu chí ghi last = \"lot\"",
                   "The word by which lots are drawn, agreed on beforehand, for schemes with last = \"lot\""),
    )]
    seed: Option<String>,
    #[arg(
        long,
        value_name = say("SỐ-NGƯỜI", "COUNT"),
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "10",
        value_parser = input::parse_count,
        help = say("Liệt kê các đối tượng có điểm bước đầu (tự chấm) cao hơn điểm được tính nhiều nhất, mỗi bộ tiêu chí 10 đối tượng hoặc số được nêu",
                   "List those whose first stage (self-score) is furthest above what counts: 10 of each scheme, or the number given"),
    )]
    inflated: Option<usize>,
}

/// The word for lots as it was agreed on.
pub(super) fn lots(seed: Option<&String>) -> ranking::Options {
    ranking::Options {
        // Files are read in NFC; some systems hand over arguments in the other spelling.
        seed: seed.map(|seed| seed.nfc().collect()),
    }
}

pub(super) fn run(arguments: &Arguments, session: &Session) -> Result<Exit, WorldError> {
    let asked = lots(arguments.seed.as_ref());
    let format = session.format();
    // The flat table asks for little of each nominee, and may be of very many.
    let keep = if format == Format::Csv && arguments.inflated.is_none() {
        Keep::Verdicts
    } else {
        Keep::Facts
    };
    let options = loading::Options {
        keep,
        ..session.loading(arguments.skip_bad)
    };
    let (files, library) = session.given(arguments.sample, &arguments.paths)?;
    let mut loaded = session.load_by(&files, library, &options);
    drop(files);
    if loaded.diagnostics.has_errors() {
        return Ok(Exit::Files);
    }
    let verdicts = loaded.verdicts.take();
    let (books, dossier) = whole(&loaded.books, loaded.dossier.as_ref())?;
    let evaluation = match verdicts {
        Some(verdicts) => verdicts.evaluation(books, dossier),
        None => evaluate(books, dossier),
    };
    let proposal = propose(rank_with(evaluation, &asked));
    if !are_sound(&proposal, session) {
        return Ok(Exit::Files);
    }
    if let Some(most) = arguments.inflated {
        let told = report::inflated(&proposal, most, format, &session.report());
        session.write(&told)?;
        return Ok(Exit::Done);
    }
    session.write_by(|out| report::write_ranking(&proposal, format, &session.report(), out))?;
    let summary = Summary::of(&proposal);
    let in_words = matches!(session.format(), Format::Table | Format::Markdown);
    if !in_words || session.output.is_some() {
        let options = session.report();
        session.say(&summary.sentence(&options));
        for matter in summary.matters(&options) {
            session.say(&format!("- {matter}"));
        }
    }
    // The sample is there to be looked at: nobody has to decide anything about it.
    Ok(if summary.is_open() && !arguments.sample {
        Exit::Decide
    } else {
        Exit::Done
    })
}

/// Both halves of what a ranking needs.
pub(super) fn whole<D>(
    books: &[Rulebook],
    dossier: Option<D>,
) -> Result<(&[Rulebook], D), WorldError> {
    if books.is_empty() {
        return Err(WorldError::NoScheme);
    }
    Ok((books, dossier.ok_or(WorldError::NoData)?))
}

/// Whether what people decided fits what was to be decided; where it does not, that is told, and
/// votes that nobody asked for too.
pub(super) fn are_sound(proposal: &Proposal<'_>, session: &Session) -> bool {
    let found = findings(proposal);
    session.tell(&found);
    !found.has_errors()
}

/// From schemes and nominees to proposals.
pub(super) fn judge<'a>(
    books: &'a [Rulebook],
    dossier: &'a Dossier,
    asked: &ranking::Options,
) -> Proposal<'a> {
    propose(rank_with(evaluate(books, dossier), asked))
}
