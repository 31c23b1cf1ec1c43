//! `dvk markers`: those who mark, held beside each other.

use dvk::markers::compare;
use dvk::report;

use super::exit::Exit;
use super::input;
use super::options::Judging;
use super::rank::{are_sound, whole};
use super::session::Session;
use super::world::WorldError;

pub(super) fn run(arguments: &Judging, session: &Session) -> Result<Exit, WorldError> {
    let (files, library) = input::given(
        arguments.sample,
        &arguments.paths,
        session.output.as_deref(),
    )?;
    let loaded = session.load(&files, library, arguments.choices.skip_bad);
    if loaded.diagnostics.has_errors() {
        return Ok(Exit::Files);
    }
    let (books, roster) = whole(&loaded.books, loaded.roster.as_ref())?;
    let compared = compare(books, roster, &arguments.choices.lots());
    if are_sound(&compared.proposal, session).is_none() {
        return Ok(Exit::Files);
    }
    let told = report::markers(
        &compared,
        session.format(),
        &session.report_of(&files, library, books),
    );
    session.write(told)?;
    Ok(Exit::Done)
}
