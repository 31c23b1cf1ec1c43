//! `dvk explain`: the score sheet of one nominee.

use std::path::PathBuf;

use clap::Args;
use dvk::commendation::Proposal;
use dvk::diagnostic::nearest;
use dvk::report;
use unicode_normalization::UnicodeNormalization as _;

use super::language::say;
use super::rank::{judge, whole};
use super::world::WorldError;
use super::{Exit, Session, input, sample};

#[derive(Args, Debug)]
pub(super) struct Arguments {
    #[arg(
        required = true,
        value_name = say("TỆP-HOẶC-THƯ-MỤC… MÃ", "FILE-OR-DIR… ID"),
        help = say("Bộ tiêu chí và số liệu, sau cùng là mã của đối tượng",
                   "Schemes and data, and the nominee’s code last"),
    )]
    arguments: Vec<PathBuf>,
    #[arg(long, help = say("Dùng số liệu mẫu có sẵn trong chương trình; chỉ cần ghi mã",
                           "Use the sample inside the program; only the code is needed"))]
    sample: bool,
    #[arg(long, help = say("Bỏ qua các dòng số liệu có lỗi", "Leave out rows with faults"))]
    skip_bad: bool,
}

pub(super) fn run(arguments: &Arguments, session: &Session) -> Result<Exit, WorldError> {
    let Some((id, paths)) = arguments.arguments.split_last() else {
        return Err(WorldError::NoNominee);
    };
    match (arguments.sample, paths.is_empty()) {
        (true, false) => return Err(WorldError::SampleAndFiles),
        (false, true) => return Err(WorldError::NoNominee),
        _ => {}
    }
    let loaded = if arguments.sample {
        session.load(&sample::files(), &sample::library, arguments.skip_bad)
    } else {
        let files = session.read(paths)?;
        session.load(&files, &input::library, arguments.skip_bad)
    };
    if loaded.diagnostics.has_errors() {
        return Ok(Exit::Files);
    }
    let (books, dossier) = whole(&loaded.books, loaded.dossier.as_ref())?;
    // Files are read in NFC; some systems hand over arguments in the other spelling.
    let id: String = id.to_string_lossy().nfc().collect();
    let proposal = judge(books, dossier);
    let (scheme, nominee) = find(&proposal, &id)?;
    let sheet = report::sheet(
        &proposal,
        scheme,
        nominee,
        session.format(),
        &session.report(),
    );
    session.write(&sheet)?;
    Ok(Exit::Done)
}

/// Where the nominee with this code was judged.
fn find(proposal: &Proposal<'_>, id: &str) -> Result<(usize, usize), WorldError> {
    let evaluation = &proposal.ranking.evaluation;
    for (scheme_at, scheme) in evaluation.schemes.iter().enumerate() {
        let mut judged = scheme.judged.iter();
        if let Some(at) = judged.position(|one| &*one.nomination.id == id) {
            return Ok((scheme_at, at));
        }
    }
    let id = id.to_owned();
    if evaluation.dossier.skipped.iter().any(|row| row.id == id) {
        return Err(WorldError::SkippedNominee { id });
    }
    let known = evaluation.dossier.nominations.iter();
    let meant = nearest(&id, known.map(|one| &*one.id));
    Err(WorldError::UnknownNominee { id, meant })
}
