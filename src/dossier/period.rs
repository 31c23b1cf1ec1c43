//! The day of the review and what it covers, from `period.toml` or from the command line.

use super::document::{MeetingDocument, MemberDocument, PeriodDocument};
use super::grid::source;
use super::problem::DossierProblem;
use super::{DataFile, Kind, Options, Period};
use crate::diagnostic::{Diagnostics, Place};
use crate::document::parse;
use crate::period::{Meeting, Member};
use crate::source::Source;

/// The period that the files and the options speak of, if they name its day.
pub(super) fn read(
    files: &[DataFile<'_>],
    options: Options,
    diagnostics: &mut Diagnostics,
) -> Option<Period> {
    let mut periods = files.iter().filter(|file| file.kind == Kind::Period);
    let Some(file) = periods.next() else {
        let Some(date) = options.date else {
            let place = Place::File(files.first()?.name.into());
            diagnostics.report(place, DossierProblem::NoDate {});
            return None;
        };
        return Some(Period::on(date));
    };
    for other in periods {
        let first = file.name.to_owned();
        let place = Place::File(other.name.into());
        diagnostics.report(place, DossierProblem::PeriodTwice { first });
    }
    let source = source(file.name, file.bytes, diagnostics)?;
    let document: PeriodDocument = parse(&source, diagnostics)?;
    check(&source, document, options, diagnostics)
}

fn check(
    source: &std::sync::Arc<Source>,
    document: PeriodDocument,
    options: Options,
    diagnostics: &mut Diagnostics,
) -> Option<Period> {
    if let (Some(found), Some(given)) = (&document.date, options.date)
        && found.value != given
    {
        let problem = DossierProblem::DateDiffers {
            given: given.to_string(),
            found: found.value.to_string(),
        };
        diagnostics.report(Place::text(source, found.span.clone()), problem);
    }
    if let (Some(start), Some(end)) = (&document.start, &document.end)
        && end.value < start.value
    {
        let problem = DossierProblem::Reversed {
            start: start.value.to_string(),
            end: end.value.to_string(),
        };
        diagnostics.report(Place::text(source, end.span.clone()), problem);
    }
    let Some(date) = document.date.map(|date| date.value).or(options.date) else {
        let place = Place::File(source.name().into());
        diagnostics.report(place, DossierProblem::NoDate {});
        return None;
    };
    Some(Period {
        name: document.name,
        start: document.start.map(|start| start.value),
        end: document.end.map(|end| end.value),
        deadline: document.deadline.map(|deadline| deadline.value),
        meeting: document.meeting.map(meeting).unwrap_or_default(),
        members: members(document.member.unwrap_or_default()),
        ..Period::on(date)
    })
}

fn meeting(document: MeetingDocument) -> Meeting {
    Meeting {
        date: document.date,
        place: document.place,
        chair: document.chair,
        secretary: document.secretary,
        members: document.members,
        summoned: document.summoned,
        present: document.present,
    }
}

/// The members; one without a name has been reported.
fn members(documents: Vec<MemberDocument>) -> Vec<Member> {
    let member = |document: MemberDocument| {
        Some(Member {
            name: document.name?,
            unit: document.unit,
            interests: document.interests.unwrap_or_default(),
        })
    };
    documents.into_iter().filter_map(member).collect()
}
