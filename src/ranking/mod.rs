//! Evaluations in order, by list; equals parted by the declared chain, or named as equals.

mod lot;
mod order;
mod over;
mod settle;

use std::borrow::Cow;
use std::collections::BTreeMap;

pub use over::{Difference, Over, Stands, TieStep, over};

use self::order::Order;
use crate::evaluation::{Evaluation, SchemeEvaluation, Status};
use crate::roster::Roster;
use crate::scheme::{PartBy, Places, Scheme, Settle};

pub use lot::{Lot, lot_command};
pub use settle::Settled;

/// Everybody ranked, in each scheme's lists.
#[derive(Debug)]
pub struct Ranking<'a> {
    /// The verdicts behind it.
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
    pub broken_by: Option<u32>,
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
        .map(|scheme| lists(evaluation.roster, scheme, seed))
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

fn lists(roster: &Roster, evaluated: &SchemeEvaluation<'_>, seed: Option<&str>) -> Vec<List> {
    let scheme = &evaluated.book.scheme;
    let mut lists: BTreeMap<Vec<(usize, Cow<'_, str>)>, Vec<usize>> = BTreeMap::new();
    let ranked = evaluated.judged.iter().enumerate();
    let ranked = ranked.filter(|(_, one)| one.status() == Status::Ranked);
    if scheme.ranking.lists.is_empty() {
        let everybody: Vec<usize> = ranked.map(|(at, _)| at).collect();
        if !everybody.is_empty() {
            lists.insert(Vec::new(), everybody);
        }
    } else {
        for (at, one) in ranked {
            let key = scheme.ranking.lists.iter().map(|by| {
                let value = one.part(*by).unwrap_or_default();
                (part_order(scheme, *by, &value), value)
            });
            lists.entry(key.collect()).or_default().push(at);
        }
    }
    let list = |(key, nominees): (Vec<(usize, Cow<'_, str>)>, Vec<usize>)| {
        let parts = scheme.ranking.lists.iter().zip(key);
        let key = parts.map(|(by, (_, value))| ListKey {
            by: *by,
            name: part_name(scheme, *by),
            value: value.into_owned(),
        });
        List {
            key: key.collect(),
            places: places(roster, evaluated, &nominees, seed),
        }
    };
    lists.into_iter().map(list).collect()
}

fn places(
    roster: &Roster,
    evaluated: &SchemeEvaluation<'_>,
    nominees: &[usize],
    seed: Option<&str>,
) -> Vec<Place> {
    let ranking = &evaluated.book.scheme.ranking;
    let order = Order::of(&evaluated.judged, nominees, ranking.ties.len());
    let mut places: Vec<Place> = Vec::with_capacity(nominees.len());
    let mut better = 0;
    for equals in order.equals() {
        let next = |places: &[Place], better: usize| match ranking.places {
            Places::Dense => better + 1,
            // While people have to part them, equals share the place in every way of counting.
            Places::Gaps | Places::Unique => places.len() + 1,
        };
        let (judged, last) = (&evaluated.judged, ranking.last);
        let nominees = equals.nominees.iter().map(|one| one.nominee as usize);
        if let Some(settled) = settle::settle(roster, judged, last, seed, nominees.clone()) {
            for (at, (nominee, settled)) in settled.into_iter().enumerate() {
                places.push(Place {
                    rank: next(&places, better),
                    nominee,
                    shared: false,
                    open: false,
                    // The first stands below another; the others are parted by people or the lot.
                    broken_by: equals.parted_by.filter(|_| at == 0),
                    settled: Some(settled),
                });
                better += 1;
            }
            continue;
        }
        let rank = next(&places, better);
        better += 1;
        let shared = equals.nominees.len() > 1;
        let open = shared && ranking.last != Settle::Shared;
        let place = |nominee: usize| Place {
            rank,
            nominee,
            shared,
            open,
            broken_by: equals.parted_by,
            settled: None,
        };
        places.extend(nominees.map(place));
    }
    places
}
