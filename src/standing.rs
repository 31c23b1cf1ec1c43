//! What everybody has in the end: status, place, total, class, awards.

use std::collections::BTreeMap;

use crate::commendation::{Awaited, Proposal};
use crate::evaluation::Status;
use crate::number::Number;
use crate::ranking::ListKey;

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
pub fn standings(proposal: &Proposal<'_>) -> Vec<Vec<Stands>> {
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
