//! The day of the review and what it covers, from `period.toml` or from the command line; and the
//! numbers of the council, which a count of the votes may say as well.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::document::{MeetingDocument, MemberDocument, PeriodDocument};
use super::fault::Fault;
use super::file::{DataFile, Options};
use super::problem::{CouncilProblem, RosterProblem};
use super::votes;
use crate::diagnostic::{Diagnostics, Place};
use crate::document::parse;
use crate::locale::Text;
use crate::period::Period;
use crate::period::{Meeting, Member};
use crate::source::Source;
use crate::table::Figure;
use crate::table::Kind;
use crate::table::source;
use crate::text::{cut, normalize_person};

/// The period that the files and the options speak of, if they name its day.
pub(super) fn read(
    files: &[DataFile<'_>],
    options: Options,
    diagnostics: &mut Diagnostics,
) -> Option<Period> {
    let mut period = of_file(files, options, diagnostics)?;
    let told = files.iter().find(|file| file.kind == Kind::Period);
    let told = told.map_or("period.toml", |file| file.name);
    let mut figures = Figures::of(&period, told);
    for sheet in files.iter().filter_map(|file| file.sheet) {
        for figure in sheet.figures() {
            figures.take(&figure, diagnostics);
        }
    }
    figures.check(&mut period, diagnostics);
    Some(period)
}

/// The period by its own file, or by the day that the options say.
fn of_file(
    files: &[DataFile<'_>],
    options: Options,
    diagnostics: &mut Diagnostics,
) -> Option<Period> {
    let mut periods = files.iter().filter(|file| file.kind == Kind::Period);
    let Some(file) = periods.next() else {
        let Some(date) = options.date else {
            let place = Place::File(files.first()?.name.into());
            diagnostics.report(place, RosterProblem::NoDate {});
            return None;
        };
        return Some(Period::on(date));
    };
    for other in periods {
        let first = file.name.to_owned();
        let place = Place::File(other.name.into());
        diagnostics.report(place, RosterProblem::PeriodTwice { first });
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
        let problem = RosterProblem::DateDiffers {
            given: given.to_string(),
            found: found.value.to_string(),
        };
        diagnostics.report(Place::text(source, found.span.clone()), problem);
    }
    if let (Some(start), Some(end)) = (&document.start, &document.end)
        && end.value < start.value
    {
        let problem = RosterProblem::Reversed {
            start: start.value.to_string(),
            end: end.value.to_string(),
        };
        diagnostics.report(Place::text(source, end.span.clone()), problem);
    }
    let Some(date) = document.date.map(|date| date.value).or(options.date) else {
        let place = Place::File(source.name().into());
        diagnostics.report(place, RosterProblem::NoDate {});
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

/// The numbers of the council by everybody who says them.
struct Figures {
    /// By key: the number, and where it was said first.
    said: BTreeMap<&'static str, (u32, Said)>,
    period: String,
}

/// Who said a number of the council.
enum Said {
    /// The period's own file.
    Period,
    /// A count of the votes: the cell, and what stands before it.
    Sheet(Place, &'static str),
}

impl Figures {
    /// What the period says itself.
    fn of(period: &Period, file: &str) -> Self {
        let Meeting {
            members,
            summoned,
            present,
            ..
        } = period.meeting;
        let own = [
            ("members", members),
            ("summoned", summoned),
            ("present", present),
        ];
        let said = own.into_iter();
        let said = said.filter_map(|(key, number)| Some((key, (number?, Said::Period))));
        Self {
            said: said.collect(),
            period: file.to_owned(),
        }
    }

    /// What a count of the votes says: the same as others, or what nobody said.
    fn take(&mut self, figure: &Figure<'_>, diagnostics: &mut Diagnostics) {
        let label = Text::vi(figure.label);
        let found = match votes::people(label, figure.cell) {
            Ok(found) => found,
            Err(Fault { problem, meant }) => {
                diagnostics.suggest(figure.place.clone(), *problem, meant);
                return;
            }
        };
        let Some(found) = found else { return };
        match self.said.get(figure.key) {
            None => {
                let said = Said::Sheet(figure.place.clone(), figure.label);
                self.said.insert(figure.key, (found, said));
            }
            Some((other, said)) if *other != found => {
                let first = match said {
                    Said::Period => self.period.clone(),
                    Said::Sheet(place, _) => place.to_string(),
                };
                let problem = CouncilProblem::MeetingDiffers {
                    label: figure.label,
                    found,
                    other: *other,
                    first,
                };
                diagnostics.report(figure.place.clone(), problem);
            }
            Some(_) => {}
        }
    }

    /// Tells the period what is said. No more come, or are summoned, than there are members: of
    /// what the period says alone this has been told.
    fn check(self, period: &mut Period, diagnostics: &mut Diagnostics) {
        let number = |key| self.said.get(key).map(|(number, _)| *number);
        period.meeting.members = number("members");
        period.meeting.summoned = number("summoned");
        period.meeting.present = number("present");
        let members = period.council();
        for own in ["summoned", "present"] {
            let Some((found, said)) = self.said.get(own) else {
                continue;
            };
            let of_members = self.said.get("members").map(|(_, said)| said);
            let (place, key) = match (said, of_members) {
                (Said::Sheet(place, label), _) => (place, *label),
                (Said::Period, Some(Said::Sheet(place, _))) => (place, own),
                (Said::Period, _) => continue,
            };
            if members > 0 && *found > members {
                let found = *found;
                let problem = CouncilProblem::MeetingOverMembers {
                    key,
                    found,
                    members,
                };
                diagnostics.report(place.clone(), problem);
            }
        }
    }
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
        if !names.insert(normalize_person(&name.value)) {
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
