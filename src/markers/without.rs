//! What the result would be without the marks of one person.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::commendation::{Awaited, Proposal};
use crate::evaluation::Status;
use crate::number::Number;
use crate::ranking::ListKey;

/// What would change without the marks of one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Without {
    /// The person, as the name was written first.
    pub marker: Arc<str>,
    /// Whose place, class or award would be another, by scheme and nominee.
    pub changes: Vec<Change>,
}

/// A nominee whose place, class or award would be another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The scheme, by index.
    pub scheme: usize,
    /// The nominee, by index among the scheme's judgements.
    pub nominee: usize,
    /// As it is.
    pub before: Stands,
    /// As it would be.
    pub after: Stands,
}

/// The standing of a nominee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stands {
    /// What became of it.
    pub status: Status,
    /// Its list, and its place in it; `None` if it has none.
    pub place: Option<(Vec<ListKey>, usize)>,
    /// The total, if there is one.
    pub total: Option<Number>,
    /// The class, by index.
    pub class: Option<usize>,
    /// What it has of each award, by index.
    pub awards: BTreeMap<usize, Seat>,
}

/// What somebody has of an award.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seat {
    /// It is proposed.
    Proposed,
    /// People must choose whether it is.
    Contested,
    /// The vote on it is awaited.
    Awaiting(Awaited),
}

impl Seat {
    /// The word that machines read.
    pub fn word(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Contested => "contested",
            Self::Awaiting(_) => "awaiting",
        }
    }
}

/// The standing of everybody, by scheme and nominee.
pub(super) fn standings(proposal: &Proposal<'_>) -> Vec<Vec<Stands>> {
    let ranking = &proposal.ranking;
    let schemes = ranking.evaluation.schemes.iter();
    let mut standings: Vec<Vec<Stands>> = schemes
        .map(|scheme| {
            let judged = scheme.judged.iter().map(|sheet| Stands {
                status: sheet.status(),
                place: None,
                total: sheet.total().cloned(),
                class: sheet.class(),
                awards: BTreeMap::new(),
            });
            judged.collect()
        })
        .collect();
    for (stands, lists) in standings.iter_mut().zip(&ranking.schemes) {
        for list in lists {
            for place in &list.places {
                stands[place.nominee].place = Some((list.key.clone(), place.rank));
            }
        }
    }
    for (stands, awards) in standings.iter_mut().zip(&proposal.schemes) {
        for award in awards {
            let proposed = award.proposed.iter().map(|it| (it.nominee, Seat::Proposed));
            let contested = award.contested.iter();
            let contested = contested.map(|it| (it.nominee, Seat::Contested));
            let awaiting = award
                .awaiting
                .iter()
                .map(|it| (it.nominee, Seat::Awaiting(it.why)));
            for (nominee, seat) in proposed.chain(contested).chain(awaiting) {
                stands[nominee].awards.insert(award.award, seat);
            }
        }
    }
    standings
}

/// Whoever's standing changes: a total that changes nothing is no change.
pub(super) fn changes(before: &[Vec<Stands>], after: &[Vec<Stands>]) -> Vec<Change> {
    let schemes = before.iter().zip(after).enumerate();
    let changes = schemes.flat_map(|(scheme, (before, after))| {
        let nominees = before.iter().zip(after).enumerate();
        let changed = nominees.filter(|(_, (before, after))| {
            (before.status, &before.place, before.class, &before.awards)
                != (after.status, &after.place, after.class, &after.awards)
        });
        changed.map(move |(nominee, (before, after))| Change {
            scheme,
            nominee,
            before: before.clone(),
            after: after.clone(),
        })
    });
    changes.collect()
}
