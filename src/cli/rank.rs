//! `dvk rank`: judge, rank, propose, print.

use clap::Args;
use dvk::commendation::{Proposal, findings, propose};
use dvk::evaluation::evaluate;
use dvk::loading::{self, Keep};
use dvk::ranking::{self, rank_with};
use dvk::report::{self, Format, Summary};
use dvk::roster::Roster;
use dvk::rule::Rulebook;

use super::exit::Exit;
use super::input;
use super::language::say;
use super::options::Judging;
use super::session::Session;
use super::world::WorldError;

#[derive(Args, Debug)]
pub(super) struct Arguments {
    #[command(flatten)]
    judging: Judging,
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

pub(super) fn run(arguments: &Arguments, session: &Session) -> Result<Exit, WorldError> {
    let judging = &arguments.judging;
    let asked = judging.choices.lots();
    let format = session.format();
    // The flat table asks for little of each nominee, and may be of very many.
    let keep = if format == Format::Csv && arguments.inflated.is_none() {
        Keep::Verdicts
    } else {
        Keep::Facts
    };
    let options = loading::Options {
        keep,
        ..session.loading(judging.choices.skip_bad)
    };
    let (files, library) = input::given(judging.sample, &judging.paths, session.output.as_deref())?;
    let mut loaded = session.load_by(&files, library, &options);
    let shown = session.report_of(&files, library, &loaded.books);
    drop(files);
    if loaded.diagnostics.has_errors() {
        return Ok(Exit::Files);
    }
    let verdicts = loaded.verdicts.take();
    let (books, roster) = whole(&loaded.books, loaded.roster.as_ref())?;
    let evaluation = match verdicts {
        Some(verdicts) => verdicts.evaluation(books, roster),
        None => evaluate(books, roster),
    };
    let proposal = propose(rank_with(evaluation, &asked));
    let Some(warnings) = are_sound(&proposal, session) else {
        return Ok(Exit::Files);
    };
    let options = report::Options {
        warnings: loaded.diagnostics.warnings() + warnings,
        ..shown
    };
    if let Some(most) = arguments.inflated {
        let told = report::inflated(&proposal, most, format, &options);
        session.write(told)?;
        return Ok(Exit::Done);
    }
    session
        .write_by(|out| report::write_ranking(&proposal, &loaded.office, format, &options, out))?;
    let summary = Summary::of(&proposal);
    let in_words = matches!(session.format(), Format::Table | Format::Markdown);
    if !in_words || session.output.is_some() {
        session.note(&summary.sentence(&options));
        for matter in summary.matters(&options) {
            session.note(&format!("- {matter}"));
        }
        if let Some(said) = Summary::warnings(&options) {
            session.note(&said);
        }
    }
    // The sample is there to be looked at: nobody has to decide anything about it.
    Ok(if summary.is_open() && !judging.sample {
        Exit::Decide
    } else {
        Exit::Done
    })
}

/// Both halves of what a ranking needs.
pub(super) fn whole<D>(
    books: &[Rulebook],
    roster: Option<D>,
) -> Result<(&[Rulebook], D), WorldError> {
    if books.is_empty() {
        return Err(WorldError::NoScheme);
    }
    Ok((books, roster.ok_or(WorldError::NoData)?))
}

/// Whether what people decided fits what was to be decided; if it does not, that is reported, and
/// votes that nobody asked for too. Gives how many warnings there are, and `None` where something
/// does not fit.
pub(super) fn are_sound(proposal: &Proposal<'_>, session: &Session) -> Option<usize> {
    let found = session.as_grave(findings(proposal));
    session.tell(&found);
    (!found.has_errors()).then(|| found.warnings())
}

/// From schemes and nominees to proposals.
pub(super) fn judge<'a>(
    books: &'a [Rulebook],
    roster: &'a Roster,
    asked: &ranking::Options,
) -> Proposal<'a> {
    propose(rank_with(evaluate(books, roster), asked))
}
