//! Evaluations in order, by list; equals parted by the declared chain, or named as equals.

mod lot;
mod over;
mod settle;

use std::collections::BTreeMap;

pub use over::{Difference, Over, Standing, TieStep, over};

use crate::cohort::part;
use crate::dossier::Dossier;
use crate::evaluation::{Evaluation, Judgement, SchemeEvaluation, Status};
use crate::number::Decimal;
use crate::scheme::{PartBy, Places, Scheme, Settle};

pub use lot::{Lot, lot_command};
pub use settle::Settled;

/// Everybody ranked, in each scheme's lists.
#[derive(Debug)]
pub struct Ranking<'a> {
    /// The score sheets behind it.
    pub evaluation: Evaluation<'a>,
    /// The lists of each scheme, in the order the schemes were given.
    pub schemes: Vec<Vec<List>>,
    /// The word by which lots were drawn; nothing where none was given.
    pub seed: Option<String>,
}

/// What may be asked of a ranking.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The word by which lots are drawn where a scheme has `last = "lot"` (bốc thăm); the council
    /// agrees on it before it sees any result.
    pub seed: Option<String>,
}

/// One ranking: the nominees of a scheme that are alike in what parts the lists.
#[derive(Debug, Clone)]
pub struct List {
    /// What they are alike in; empty where a scheme has one list.
    pub key: Vec<ListKey>,
    /// The places, best first; equals by id.
    pub places: Vec<Place>,
}

/// One thing that the nominees of a list are alike in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListKey {
    /// What parts the lists.
    pub by: PartBy,
    /// Its name in the file: `field`, `unit`, or the fact's id.
    pub name: String,
    /// The value they share; empty where none is reported.
    pub value: String,
}

/// A place in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// One plus the number strictly better (or as the scheme counts places).
    pub rank: usize,
    /// The nominee, by index among the scheme's judgements.
    pub nominee: usize,
    /// Whether somebody else stands on the same place.
    pub shared: bool,
    /// Whether people still have to part those on this place.
    pub open: bool,
    /// The step of the tie chain that set this place apart from the next above.
    pub broken_by: Option<usize>,
    /// What parted it from its equals, where the whole chain of ties did not.
    pub settled: Option<Settled>,
}

/// Puts everybody in order, list by list. The order of rows never matters: equals stand by id.
pub fn rank(evaluation: Evaluation<'_>) -> Ranking<'_> {
    rank_with(evaluation, &Options::default())
}

/// The same with what may be asked of a ranking: a word by which lots are drawn.
pub fn rank_with<'a>(evaluation: Evaluation<'a>, options: &Options) -> Ranking<'a> {
    let seed = options.seed.as_deref();
    let schemes = evaluation
        .schemes
        .iter()
        .map(|scheme| lists(evaluation.dossier, scheme, seed))
        .collect();
    Ranking {
        evaluation,
        schemes,
        seed: options.seed.clone(),
    }
}

/// What parts the lists of a scheme, by name.
fn part_name(scheme: &Scheme, by: PartBy) -> String {
    match by {
        PartBy::Field => "field".to_owned(),
        PartBy::Unit => "unit".to_owned(),
        PartBy::Subject => "subject".to_owned(),
        PartBy::Fact(at) => scheme.facts[at].id.clone(),
    }
}

/// Where a value stands among its kind: the words of a choice in their declared order.
fn part_order(scheme: &Scheme, by: PartBy, value: &str) -> usize {
    let PartBy::Fact(at) = by else { return 0 };
    let choices = scheme.facts[at].choices();
    choices
        .iter()
        .position(|(word, _)| **word == *value)
        .unwrap_or(choices.len())
}

fn lists(dossier: &Dossier, evaluated: &SchemeEvaluation<'_>, seed: Option<&str>) -> Vec<List> {
    let scheme = &evaluated.book.scheme;
    let mut lists: BTreeMap<Vec<(usize, String)>, Vec<usize>> = BTreeMap::new();
    for (at, sheet) in evaluated.judged.iter().enumerate() {
        if sheet.status != Status::Ranked {
            continue;
        }
        let known = dossier.known(sheet.nomination);
        let key = scheme.ranking.lists.iter().map(|by| {
            let value = part(*by, &known).unwrap_or_default().into_owned();
            (part_order(scheme, *by, &value), value)
        });
        lists.entry(key.collect()).or_default().push(at);
    }
    let list = |(key, nominees): (Vec<(usize, String)>, Vec<usize>)| {
        let parts = scheme.ranking.lists.iter().zip(key);
        let key = parts.map(|(by, (_, value))| ListKey {
            by: *by,
            name: part_name(scheme, *by),
            value,
        });
        List {
            key: key.collect(),
            places: places(dossier, evaluated, nominees, seed),
        }
    };
    lists.into_iter().map(list).collect()
}

/// What decides the order in a list: the total, then the chain of ties; higher first.
pub(crate) fn merit<'s>(sheet: &'s Judgement<'_>) -> (Option<Decimal>, &'s [Decimal]) {
    (sheet.total(), &sheet.ties)
}

fn places(
    dossier: &Dossier,
    evaluated: &SchemeEvaluation<'_>,
    mut nominees: Vec<usize>,
    seed: Option<&str>,
) -> Vec<Place> {
    let ranking = &evaluated.book.scheme.ranking;
    let sheet = |at: &usize| &evaluated.judged[*at];
    nominees.sort_by(|a, b| {
        let (one, other) = (sheet(a), sheet(b));
        merit(other)
            .cmp(&merit(one))
            .then_with(|| one.nomination.id.cmp(&other.nomination.id))
    });
    let mut places: Vec<Place> = Vec::with_capacity(nominees.len());
    let equal = |a: &usize, b: &usize| merit(sheet(a)) == merit(sheet(b));
    for equals in nominees.chunk_by(equal) {
        let next = |places: &[Place]| match ranking.places {
            Places::Dense => places.last().map_or(1, |above| above.rank + 1),
            // While people have to part them, equals share the place in every way of counting.
            Places::Gaps | Places::Unique => places.len() + 1,
        };
        let rank = next(&places);
        let above = places.last().map(|place| place.nominee);
        let broken_by = above.and_then(|above| broken_by(sheet(&above), sheet(&equals[0])));
        let (judged, last) = (&evaluated.judged, ranking.last);
        if let Some(settled) = settle::settle(dossier, judged, last, seed, equals) {
            for (at, (nominee, settled)) in settled.into_iter().enumerate() {
                places.push(Place {
                    rank: next(&places),
                    nominee,
                    shared: false,
                    open: false,
                    // The first stands below another; the others are parted by people or the lot.
                    broken_by: broken_by.filter(|_| at == 0),
                    settled: Some(settled),
                });
            }
            continue;
        }
        let shared = equals.len() > 1;
        let open = shared && ranking.last != Settle::Shared;
        let place = |nominee: &usize| Place {
            rank,
            nominee: *nominee,
            shared,
            open,
            broken_by,
            settled: None,
        };
        places.extend(equals.iter().map(place));
    }
    places
}

/// The step of the tie chain that set two apart; nothing where the total did.
fn broken_by(above: &Judgement<'_>, below: &Judgement<'_>) -> Option<usize> {
    if above.total() != below.total() {
        return None;
    }
    above.ties.iter().zip(&below.ties).position(|(a, b)| a != b)
}
