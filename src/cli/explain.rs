//! `dvk explain`: the score sheet of one nominee.

use std::path::{Path, PathBuf};

use clap::Args;
use dvk::commendation::Proposal;
use dvk::diagnostic::nearest;
use dvk::locale::{Locale, Text};
use dvk::report::{self, Wanted};
use unicode_normalization::UnicodeNormalization as _;

use super::exit::Exit;
use super::input;
use super::language::say;
use super::options::Choices;
use super::rank::{are_sound, judge, whole};
use super::session::Session;
use super::world::WorldError;

#[derive(Args, Debug)]
pub(super) struct Arguments {
    #[arg(
        required = true,
        value_name = say("TỆP-HOẶC-THƯ-MỤC… MÃ", "FILE-OR-DIR… ID"),
        help = say("Bộ tiêu chí và số liệu, sau cùng là mã của đối tượng",
                   "Schemes and data, and the nominee’s code last"),
    )]
    arguments: Vec<PathBuf>,
    #[arg(
        long,
        value_name = say("MỨC|HẠNG|KHEN-THƯỞNG", "CLASS|PLACE|AWARD"),
        num_args = 0..=1,
        conflicts_with = "over",
        help = say("Còn thiếu gì để được xếp loại cao hơn một mức; hoặc được mức xếp loại, hạng \
                    (một số), hình thức khen thưởng được nêu",
                   "What is missing to the next class; or to the class, the place (a number) or the \
                    award named"),
    )]
    missing: Option<Option<String>>,
    #[arg(
        long,
        value_name = say("MÃ-KHÁC", "OTHER-ID"),
        help = say("Vì sao đứng trên hoặc đứng dưới đối tượng khác",
                   "Why it stands above or below another nominee"),
    )]
    over: Option<String>,
    #[arg(
        long,
        conflicts_with_all = ["missing", "over"],
        help = say("Bản gửi cho chính đối tượng: không có tên, điểm của đối tượng khác và của người chấm",
                   "For the nominee itself: no name or mark of another nominee, nor of who marked what"),
    )]
    own: bool,
    #[arg(long, help = say("Dùng số liệu mẫu có sẵn trong chương trình; chỉ cần ghi mã",
                           "Use the sample inside the program; only the code is needed"))]
    sample: bool,
    #[command(flatten)]
    choices: Choices,
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
    let told = explain(arguments, (paths, id), session);
    told.map_err(|error| match error {
        // Who has no such code and names a file or a folder last has forgotten the code.
        WorldError::NoScheme | WorldError::NoData | WorldError::UnknownNominee { .. }
            if id.exists() =>
        {
            WorldError::NoNominee
        }
        error => error,
    })
}

fn explain(
    arguments: &Arguments,
    (paths, id): (&[PathBuf], &Path),
    session: &Session,
) -> Result<Exit, WorldError> {
    let (files, library) = input::given(arguments.sample, paths, session.output.as_deref())?;
    let loaded = session.load(&files, library, arguments.choices.skip_bad);
    if loaded.diagnostics.has_errors() {
        return Ok(Exit::Files);
    }
    let (books, roster) = whole(&loaded.books, loaded.roster.as_ref())?;
    // Files are read in NFC; some systems hand over arguments in the other spelling.
    let id: String = id.to_string_lossy().nfc().collect();
    let proposal = judge(books, roster, &arguments.choices.lots());
    // A place on a score sheet is as wrong as one in a ranking.
    if are_sound(&proposal, session).is_none() {
        return Ok(Exit::Files);
    }
    let (scheme, nominee) = find(&proposal, &id)?;
    let (format, mut options) = (
        session.format(),
        session.report_of(&files, library, &loaded.books),
    );
    options.is_own = arguments.own;
    let told = if let Some(wanted) = &arguments.missing {
        let wanted = wanted.as_deref();
        let wanted = wanted.map(|wanted| named(&proposal, scheme, wanted));
        let wanted = wanted.transpose()?;
        report::missing(&proposal, (scheme, nominee), wanted, format, &options)
    } else if let Some(other) = &arguments.over {
        let other: String = other.nfc().collect();
        let other = find(&proposal, &other)?;
        report::compare(&proposal, (scheme, nominee), other, format, &options)
    } else {
        report::sheet(&proposal, scheme, nominee, format, &options)
    };
    session.write(told)?;
    Ok(Exit::Done)
}

/// A class or an award of a scheme by its id or its title, or a place by its number.
fn named(proposal: &Proposal<'_>, scheme: usize, word: &str) -> Result<Wanted, WorldError> {
    let word: String = word.nfc().collect();
    let scheme = &proposal.ranking.evaluation.schemes[scheme].book.scheme;
    let same = |text: &str| text.to_lowercase() == word.to_lowercase();
    let is_meant = |id: &str, title: &Text| {
        let titles = [Locale::Vi, Locale::En].map(|locale| title.get(locale));
        same(id) || titles.into_iter().any(same)
    };
    let mut classes = scheme.classes.iter();
    let mut awards = scheme.awards.iter();
    let class = classes.position(|class| is_meant(&class.id, &class.title));
    let award = awards.position(|award| is_meant(&award.id, &award.title));
    let place = word.parse().ok().filter(|place| *place > 0);
    let found = class.map(Wanted::Class).or(award.map(Wanted::Award));
    found.or(place.map(Wanted::Place)).ok_or_else(|| {
        let classes = scheme.classes.iter().map(|class| class.id.clone());
        let awards = scheme.awards.iter().map(|award| award.id.clone());
        WorldError::UnknownGoal {
            goal: word.clone(),
            known: classes.chain(awards).collect(),
        }
    })
}

/// Where the nominee with this code or name was judged.
pub(super) fn find(proposal: &Proposal<'_>, word: &str) -> Result<(usize, usize), WorldError> {
    let evaluation = &proposal.ranking.evaluation;
    let id = match &evaluation.roster.called(word)[..] {
        [] => word.to_owned(),
        [one] => one.id.to_string(),
        [first, ..] if *first.id == *word => word.to_owned(),
        several => {
            return Err(WorldError::SeveralNominees {
                word: word.to_owned(),
                known: several.iter().map(|one| one.id.to_string()).collect(),
            });
        }
    };
    for (scheme_at, scheme) in evaluation.schemes.iter().enumerate() {
        let mut judged = scheme.judged.iter();
        if let Some(at) = judged.position(|one| one.id() == id) {
            return Ok((scheme_at, at));
        }
    }
    if evaluation.roster.skipped.iter().any(|row| row.id == id) {
        return Err(WorldError::SkippedNominee { id });
    }
    let known = || evaluation.roster.nominations.iter();
    let meant = nearest(&id, known().map(|one| &*one.id));
    let meant = meant.or_else(|| nearest(&id, known().map(|one| &*one.name)));
    Err(WorldError::UnknownNominee { id, meant })
}
