//! How many were nominated, ranked and proposed, part by part.

use std::collections::{BTreeMap, BTreeSet};

use crate::evaluation::{Status, Verdict};
use crate::number::Number;
use crate::report::context::Context;
use crate::report::names;
use crate::report::page::{Columns, Table};
use crate::report::papers::tables::share;
use crate::report::terms::capital;
use crate::report::words::Words;
use crate::roster::forms::FIELDS;
use crate::scheme::Subject;
use crate::text::unaccented;

/// Somebody nominated.
pub(super) struct One<'v> {
    /// Its scheme; `None` for a row left out of which not even that is known.
    view: Option<&'v Context<'v>>,
    /// What came of it; `None` for a row left out.
    verdict: Option<&'v Verdict>,
    is_proposed: bool,
}

/// Everybody nominated, the rows left out at the end.
pub(super) fn everybody<'v>(views: &'v [Context<'v>]) -> Vec<One<'v>> {
    let mut all = Vec::new();
    for view in views {
        let seats = view.awards.iter().flat_map(|award| &award.proposed);
        let proposed: BTreeSet<usize> = seats.map(|seat| seat.nominee).collect();
        let judged = view.judged.iter().enumerate();
        all.extend(judged.map(|(at, verdict)| One {
            view: Some(view),
            verdict: Some(verdict),
            is_proposed: proposed.contains(&at),
        }));
    }
    let skipped = |view| One {
        view,
        verdict: None,
        is_proposed: false,
    };
    for view in views {
        all.extend(view.skipped.iter().map(|_| skipped(Some(view))));
    }
    let roster = views.first().map(|view| view.roster);
    let unknown = roster.into_iter().flat_map(|roster| &roster.skipped);
    let unknown = unknown.filter(|row| row.scheme.is_none());
    all.extend(unknown.map(|_| skipped(None)));
    all
}

/// What nominees are counted by.
#[derive(Clone, Copy)]
pub(super) enum By {
    Scheme,
    Subject,
    Field,
    Unit,
}

impl By {
    fn heading(self, words: Words) -> &'static str {
        match self {
            Self::Scheme => words.scheme(),
            Self::Subject => words.kind_of_nominee(),
            Self::Field => words.field(),
            Self::Unit => words.unit(),
        }
    }

    /// The part that somebody belongs to: its place among the parts, and its name.
    fn part(self, one: &One<'_>, words: Words) -> (usize, String) {
        const LAST: usize = usize::MAX;
        let unknown = || (LAST, words.part_unknown().to_owned());
        match (self, one.view, one.verdict) {
            (Self::Scheme, Some(view), _) => {
                (view.index, view.text(&view.scheme().title).to_owned())
            }
            (Self::Subject, Some(view), Some(verdict)) => {
                let subject = verdict.subject();
                let order = [Subject::Collective, Subject::Individual, Subject::Household];
                let at = order.iter().position(|it| *it == subject);
                let name = capital(view.text(&subject.text()));
                (at.unwrap_or(LAST), name)
            }
            (Self::Field, Some(view), Some(verdict)) => {
                let Some(field) = verdict.field() else {
                    return unknown();
                };
                let at = FIELDS.iter().position(|(id, ..)| *id == field);
                let name = names::field(field, view.locale).to_owned();
                (at.unwrap_or(FIELDS.len()), name)
            }
            (Self::Unit, Some(_), Some(verdict)) => match verdict.unit() {
                Some(unit) => (0, unit.to_owned()),
                None => unknown(),
            },
            _ => unknown(),
        }
    }
}

#[derive(Default)]
struct Count {
    statuses: [usize; Status::ALL.len()],
    skipped: usize,
    proposed: usize,
}

impl Count {
    fn add(&mut self, one: &One<'_>) {
        match one.verdict {
            Some(verdict) => self.statuses[verdict.status() as usize] += 1,
            None => self.skipped += 1,
        }
        self.proposed += usize::from(one.is_proposed);
    }

    fn nominated(&self) -> usize {
        self.statuses.iter().sum::<usize>() + self.skipped
    }
}

/// The counts of each part, and of all together.
pub(super) fn table(all: &[One<'_>], by: By, words: Words) -> Table {
    let mut parts: BTreeMap<(usize, String, String), Count> = BTreeMap::new();
    let mut sum = Count::default();
    for one in all {
        let (at, name) = by.part(one, words);
        let key = (at, unaccented(&name), name);
        parts.entry(key).or_default().add(one);
        sum.add(one);
    }
    let rows = parts
        .iter()
        .map(|((.., name), count)| (name.as_str(), count, false));
    let rows = rows.chain([(words.sum_of_group(), &sum, true)]);
    let mut columns = Columns::of(rows)
        .words(by.heading(words), |(name, ..)| name)
        .number(words.nominated_count(), |(_, count, _)| count.nominated());
    // A column in which nobody is counted says nothing.
    for status in Status::ALL {
        let of = |count: &Count| count.statuses[status as usize];
        if of(&sum) > 0 || status == Status::Ranked {
            columns = columns.number(capital(words.status_of(status)), |(_, it, _)| of(it));
        }
    }
    if sum.skipped > 0 {
        columns = columns.number(capital(words.skipped()), |(_, it, _)| it.skipped);
    }
    columns
        .number(words.proposed_count(), |(_, it, _)| it.proposed)
        .number(words.proposed_share(), |(_, it, _)| {
            share(&Number::from(it.proposed), &Number::from(it.nominated()))
        })
        .strong(|(.., is_sum)| is_sum)
        .table()
}

/// How many are proposed for each award, by kind of nominee, below the name of each scheme.
pub(super) fn awards(views: &[Context<'_>], words: Words) -> Table {
    let mut rows = Vec::new();
    for view in views.iter().filter(|view| !view.awards.is_empty()) {
        rows.push((view, None));
        rows.extend(view.awards.iter().map(|proposal| (view, Some(proposal))));
    }
    let mut columns = Columns::of(&rows).words(words.award(), |(view, proposal)| {
        view.text(match proposal {
            Some(proposal) => &view.scheme().awards[proposal.award].title,
            None => &view.scheme().title,
        })
    });
    for subject in [Subject::Collective, Subject::Individual, Subject::Household] {
        let heading = views
            .first()
            .map(|view| capital(view.text(&subject.text())));
        columns = columns.number(heading.unwrap_or_default(), |(view, proposal)| {
            let seats = proposal.as_ref()?.proposed.iter();
            let of_kind = |nominee: usize| view.judged[nominee].subject() == subject;
            let count = seats.filter(|seat| of_kind(seat.nominee)).count();
            (count > 0).then_some(count)
        });
    }
    columns
        .number(words.sum_of_group(), |(_, proposal)| {
            Some(proposal.as_ref()?.proposed.len())
        })
        .words(words.notes(), |(_, proposal)| {
            let is_provisional = proposal.as_ref()?.is_provisional();
            is_provisional.then_some(words.provisional_names())
        })
        .strong(|(_, proposal)| proposal.is_none())
        .without_empty()
}
