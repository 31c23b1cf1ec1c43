//! Which of the given schemes judges a nominee.

use super::problem::RosterProblem;
use super::row::{Draft, Kept, RowReader};
use crate::diagnostic::{Diagnostics, nearest};
use crate::locale::Text;
use crate::rule::RuleId;
use crate::scheme::{FactEntry, Name, Scheme, Subject};
use crate::table::Row;
use crate::table::names::Fixed;

/// A scheme whose `applies` gave no answer, and why.
struct Undecided {
    scheme: usize,
    facts: Vec<FactEntry>,
    found: Diagnostics,
}

impl RowReader<'_> {
    /// The scheme that judges a nominee, by the row's own word or by what the schemes say.
    pub(super) fn assign(
        &self,
        row: &Row<'_>,
        draft: &Draft,
        named: Option<&str>,
        kept: &mut Kept,
        found: &mut Diagnostics,
    ) -> Option<usize> {
        match (named, draft.subject) {
            (Some(named), subject) => self.named(row, named, subject, found),
            (None, Some(subject)) => self.applying(row, draft, subject, kept, found),
            (None, None) => None,
        }
    }

    /// The version of the named scheme that is in force.
    fn named(
        &self,
        row: &Row<'_>,
        named: &str,
        subject: Option<Subject>,
        found: &mut Diagnostics,
    ) -> Option<usize> {
        let schemes = || self.shared.books.iter().map(|book| &book.scheme);
        let place = || self.place(row, self.columns.of(Fixed::Scheme));
        let date = self.shared.period.date;
        if !schemes().any(|scheme| scheme.id == named) {
            let ids = schemes().map(|scheme| scheme.id.as_str());
            let problem = RosterProblem::UnknownScheme {
                found: named.to_owned(),
                schemes: listed(schemes()),
            };
            found.suggest(place(), problem, nearest(named, ids));
            return None;
        }
        let chosen = schemes().position(|it| it.id == named && it.in_force.on(date));
        let Some(chosen) = chosen else {
            let problem = RosterProblem::SchemeNotInForce {
                scheme: named.to_owned(),
                date,
            };
            found.report(place(), problem);
            return None;
        };
        if let (Some(subject), Some(judges)) = (subject, self.shared.books[chosen].scheme.subject)
            && subject != judges
        {
            let problem = RosterProblem::SchemeOfOtherSubject {
                scheme: named.to_owned(),
                judges: judges.text(),
                found: subject.text(),
            };
            found.report(place(), problem);
        }
        Some(chosen)
    }

    /// The one scheme of the subject, in force on the day, whose `applies` holds.
    fn applying(
        &self,
        row: &Row<'_>,
        draft: &Draft,
        subject: Subject,
        kept: &mut Kept,
        found: &mut Diagnostics,
    ) -> Option<usize> {
        let books = &self.shared.books;
        let date = self.shared.period.date;
        let candidates = self.shared.candidates(subject);
        if let [only] = candidates
            && books[*only].scheme.applies.is_none()
        {
            return Some(*only);
        }
        if candidates.is_empty() {
            let problem = RosterProblem::NoSchemeOfSubject {
                id: called(draft),
                subject: subject.text(),
                date,
            };
            found.report(self.place(row, None), problem);
            return None;
        }
        let mut holding = Vec::new();
        let mut undecided = Vec::new();
        let mut failed = false;
        for scheme in candidates {
            if books[*scheme].scheme.applies.is_none() {
                holding.push(*scheme);
                continue;
            }
            let mut faults = Diagnostics::new();
            let asked = &self.shared.asked[*scheme];
            let facts = self.facts(
                row,
                (*scheme, draft.unit_row),
                Some(asked),
                kept,
                &mut faults,
            );
            let known = draft.known(self.shared, subject, &facts);
            match books[*scheme].applies(&known) {
                Ok(Some(applies)) => {
                    if applies {
                        holding.push(*scheme);
                    }
                    kept.facts.push(facts);
                }
                Ok(None) => undecided.push(Undecided {
                    scheme: *scheme,
                    facts,
                    found: faults,
                }),
                Err(failure) => {
                    failed = true;
                    let problem = RosterProblem::AppliesFails {
                        scheme: books[*scheme].scheme.id.clone(),
                        message: failure.message.clone(),
                    };
                    found.report(self.place(row, None), problem);
                }
            }
        }
        match holding.as_slice() {
            [one] => Some(*one),
            [] if failed => None,
            [] if undecided.is_empty() => {
                let problem = RosterProblem::NoSchemeApplies {
                    id: called(draft),
                    schemes: listed(candidates.iter().map(|at| &books[*at].scheme)),
                };
                found.report(self.place(row, None), problem);
                None
            }
            [] => {
                self.report_undecided(row, draft, undecided, found);
                None
            }
            several => {
                let problem = RosterProblem::SeveralSchemes {
                    id: called(draft),
                    schemes: listed(several.iter().map(|at| &books[*at].scheme)),
                };
                found.report(self.place(row, None), problem);
                None
            }
        }
    }

    /// Says which cells keep the schemes from answering: the bad ones, or else the empty ones.
    fn report_undecided(
        &self,
        row: &Row<'_>,
        draft: &Draft,
        mut undecided: Vec<Undecided>,
        found: &mut Diagnostics,
    ) {
        if let Some(bad) = undecided.iter().position(|one| one.found.has_errors()) {
            found.append(undecided.swap_remove(bad).found);
            return;
        }
        let mut place = None;
        let mut labels: Vec<Text> = Vec::new();
        let mut add = |label: Text, column: Option<usize>| {
            place = place.or(column);
            if !labels.contains(&label) {
                labels.push(label);
            }
        };
        for one in &undecided {
            let book = &self.shared.books[one.scheme];
            let scheme = &book.scheme;
            for fact in &self.shared.asked[one.scheme] {
                if one.facts[*fact].value().is_none() {
                    let label = scheme.facts[*fact].label.clone();
                    add(label, self.columns.fact(one.scheme, *fact));
                }
            }
            let own = [
                (Fixed::Unit, Name::Unit, draft.unit.is_none()),
                (Fixed::Field, Name::Field, draft.field.is_none()),
                (Fixed::Received, Name::Received, draft.received.is_none()),
            ];
            let reads = book.reads(RuleId::Applies);
            for (fixed, own, is_empty) in own {
                let name = Fixed::ALL.iter().find(|(known, _, _)| *known == fixed);
                if let Some((_, en, vi)) = name
                    && is_empty
                    && reads.iter().any(|(_, read)| *read == own)
                {
                    add(Text::both(*vi, *en), self.columns.of(fixed));
                }
            }
        }
        let facts = |locale| {
            let labels = labels
                .iter()
                .map(|label| format!("`{}`", label.get(locale)));
            labels.collect::<Vec<_>>().join(", ")
        };
        let schemes = undecided.iter().map(|one| one.scheme);
        let problem = RosterProblem::SchemeUndecided {
            id: called(draft),
            schemes: listed(schemes.map(|at| &self.shared.books[at].scheme)),
            facts: Text::each(facts),
        };
        found.report(self.place(row, place), problem);
    }
}

/// The nominee's code, or the name where the row has no code.
fn called(draft: &Draft) -> String {
    if draft.id.is_empty() {
        draft.name.clone()
    } else {
        draft.id.to_string()
    }
}

fn listed<'a>(schemes: impl Iterator<Item = &'a Scheme>) -> String {
    let ids = schemes.map(|scheme| format!("`{}`", scheme.id));
    ids.collect::<Vec<_>>().join(", ")
}
