//! Evaluations in order, by list; equals parted by the declared chain, or named as equals.

mod order;
mod over;

use std::borrow::Cow;
use std::collections::BTreeMap;

pub use over::{Difference, Over, Stands, TieStep, over};

use self::order::Order;
use crate::evaluation::{Evaluation, Judgement, SchemeEvaluation, Standing, Status};
use crate::scheme::{PartBy, Places, Scheme, Settle};

/// Everybody ranked, in each scheme's lists.
#[derive(Debug)]
pub struct Ranking<'a, J = Judgement<'a>> {
    /// The score sheets behind it.
    pub evaluation: Evaluation<'a, J>,
    /// The lists of each scheme, in the order the schemes were given.
    pub schemes: Vec<Vec<List>>,
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
}

/// Puts everybody in order, list by list. The order of rows never matters: equals stand by id.
pub fn rank<J: Standing>(evaluation: Evaluation<'_, J>) -> Ranking<'_, J> {
    let schemes = evaluation.schemes.iter().map(lists).collect();
    Ranking {
        evaluation,
        schemes,
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

fn lists<J: Standing>(evaluated: &SchemeEvaluation<'_, J>) -> Vec<List> {
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
            places: places(evaluated, &nominees),
        }
    };
    lists.into_iter().map(list).collect()
}

fn places<J: Standing>(evaluated: &SchemeEvaluation<'_, J>, nominees: &[usize]) -> Vec<Place> {
    let ranking = &evaluated.book.scheme.ranking;
    let order = Order::of(&evaluated.judged, nominees, ranking.ties.len());
    let mut places: Vec<Place> = Vec::with_capacity(nominees.len());
    for (better, equals) in order.equals().enumerate() {
        let rank = match ranking.places {
            Places::Dense => better + 1,
            // While people have to part them, equals share the place in every way of counting.
            Places::Gaps | Places::Unique => places.len() + 1,
        };
        let shared = equals.nominees.len() > 1;
        let open = shared && ranking.last != Settle::Shared;
        let place = |nominee: usize| Place {
            rank,
            nominee,
            shared,
            open,
            broken_by: equals.parted_by,
        };
        places.extend(
            equals
                .nominees
                .iter()
                .map(|one| place(one.nominee as usize)),
        );
    }
    places
}
