//! The day of the review and what it covers, from `period.toml` or from the command line.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::document::{MeetingDocument, MemberDocument, PeriodDocument};
use super::grid::{fold, source};
use super::problem::{CouncilProblem, DossierProblem};
use super::spelling::cut;
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
    source: &Arc<Source>,
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
    let members = members(source, document.member.unwrap_or_default(), diagnostics);
    let mut period = Period {
        name: document.name,
        start: document.start.map(|start| start.value),
        end: document.end.map(|end| end.value),
        deadline: document.deadline.map(|deadline| deadline.value),
        members,
        ..Period::on(date)
    };
    if let Some(document) = document.meeting {
        meeting(source, document, &mut period, diagnostics);
    }
    Some(period)
}

/// The meeting: no more come, or are summoned, than there are members.
fn meeting(
    source: &Arc<Source>,
    document: MeetingDocument,
    period: &mut Period,
    diagnostics: &mut Diagnostics,
) {
    period.meeting.members = document.members.map(|members| members.value);
    let members = period.council();
    let counts = [
        ("summoned", &document.summoned),
        ("present", &document.present),
    ];
    for (key, count) in counts {
        if let Some(count) = count
            && members > 0
            && count.value > members
        {
            let problem = CouncilProblem::MeetingOverMembers {
                key,
                found: count.value,
                members,
            };
            diagnostics.report(Place::text(source, count.span.clone()), problem);
        }
    }
    period.meeting = Meeting {
        date: document.date,
        place: document.place,
        chair: document.chair,
        secretary: document.secretary,
        members: period.meeting.members,
        summoned: document.summoned.map(|summoned| summoned.value),
        present: document.present.map(|present| present.value),
    };
}

/// The members, each once; one without a name has been reported.
fn members(
    source: &Arc<Source>,
    documents: Vec<MemberDocument>,
    diagnostics: &mut Diagnostics,
) -> Vec<Member> {
    let mut names = BTreeSet::new();
    let mut members = Vec::new();
    for document in documents {
        let Some(name) = document.name else { continue };
        if !names.insert(fold(&name.value)) {
            let place = Place::text(source, name.span);
            let name = cut(&name.value);
            diagnostics.report(place, CouncilProblem::MemberTwice { name });
            continue;
        }
        members.push(Member {
            name: name.value,
            unit: document.unit,
            interests: document.interests.unwrap_or_default(),
        });
    }
    members
}
