//! The compiled rules of a scheme by their places.

use super::compile::Rule;
use super::site::Site;
use crate::scheme::GateOutcome;

/// The compiled rules, in the order of their places.
#[derive(Debug, Default)]
pub(super) struct Rules {
    list: Vec<(Site, Rule)>,
    /// For each kind of place and its index, one more than where its rule stands in `list`; a
    /// search through a tree would cost more than most rules do.
    places: [Vec<u32>; KINDS],
}

/// How many kinds of places there are, the outcomes of a gate apart.
const KINDS: usize = 12;

/// The kind of a place, and its index among its kind.
fn kind(site: Site) -> Option<(usize, usize)> {
    Some(match site {
        Site::Applies => (0, 0),
        Site::Check(at) => (1, at),
        Site::Gate(at, GateOutcome::Refused) => (2, at),
        Site::Gate(at, GateOutcome::Held) => (3, at),
        Site::Gate(at, GateOutcome::Unclassified) => (4, at),
        Site::CohortWhen(at) => (5, at),
        Site::CohortOf(at) => (6, at),
        Site::CriterionApplies(at) => (7, at),
        Site::Criterion(at) => (8, at),
        Site::Class(at) => (9, at),
        Site::Tie(at) => (10, at),
        Site::AwardWhen(at) => (11, at),
        // Two indices: few, and looked for one by one.
        Site::AwardOrder(..) => return None,
    })
}

impl Rules {
    /// The rules in the order of their places.
    pub(super) fn new(mut list: Vec<(Site, Rule)>) -> Self {
        list.sort_by_key(|(site, _)| *site);
        let mut places: [Vec<u32>; KINDS] = Default::default();
        for ((site, _), here) in list.iter().zip(1_u32..) {
            if let Some((kind, at)) = kind(*site) {
                let row = &mut places[kind];
                row.resize(row.len().max(at + 1), 0);
                row[at] = here;
            }
        }
        Self { list, places }
    }

    /// The rule at a place.
    pub(super) fn get(&self, site: Site) -> Option<&Rule> {
        let Some((kind, at)) = kind(site) else {
            let mut list = self.list.iter();
            return list.find(|(place, _)| *place == site).map(|(_, rule)| rule);
        };
        let here = *self.places[kind].get(at)?;
        let here = usize::try_from(here).ok()?.checked_sub(1)?;
        self.list.get(here).map(|(_, rule)| rule)
    }

    /// Every rule with its place.
    pub(super) fn iter(&self) -> impl Iterator<Item = (Site, &Rule)> {
        self.list.iter().map(|(site, rule)| (*site, rule))
    }

    /// Every rule, to be changed.
    pub(super) fn rules_mut(&mut self) -> impl Iterator<Item = &mut Rule> {
        self.list.iter_mut().map(|(_, rule)| rule)
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.list.len()
    }
}
