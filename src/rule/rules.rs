//! The compiled rules of a scheme by their places.

use super::compile::Rule;
use super::site::Site;
use crate::scheme::GateOutcome;

/// The compiled rules, in the order of their places.
#[derive(Debug, Default)]
pub(super) struct Rules {
    list: Vec<(Site, Rule)>,
    /// Where the rules of one kind of place stand in `list`, by their index among their kind: a
    /// search through a tree would cost more than most rules do.
    criteria: Vec<Here>,
    applies: Vec<Here>,
    gates: Vec<[Here; 3]>,
    ties: Vec<Here>,
    classes: Vec<Here>,
    awards: Vec<Here>,
}

/// Where a rule stands in the list; nothing where there is none.
type Here = Option<u32>;

impl Rules {
    /// The rules in the order of their places.
    pub(super) fn new(mut list: Vec<(Site, Rule)>) -> Self {
        list.sort_by_key(|(site, _)| *site);
        let mut rules = Self::default();
        for ((site, _), here) in list.iter().zip(0_u32..) {
            match *site {
                Site::Criterion(at) => put(&mut rules.criteria, at, Some(here)),
                Site::CriterionApplies(at) => put(&mut rules.applies, at, Some(here)),
                Site::Tie(at) => put(&mut rules.ties, at, Some(here)),
                Site::Class(at) => put(&mut rules.classes, at, Some(here)),
                Site::AwardWhen(at) => put(&mut rules.awards, at, Some(here)),
                Site::Gate(at, outcome) => {
                    let mut three = rules.gates.get(at).copied().unwrap_or_default();
                    three[place(outcome)] = Some(here);
                    put(&mut rules.gates, at, three);
                }
                _ => {}
            }
        }
        rules.list = list;
        rules
    }

    /// The rule at a place.
    #[inline(always)]
    pub(super) fn get(&self, site: Site) -> Option<&Rule> {
        let here = match site {
            Site::Criterion(at) => *self.criteria.get(at)?,
            Site::CriterionApplies(at) => *self.applies.get(at)?,
            Site::Gate(at, outcome) => self.gates.get(at)?[place(outcome)],
            Site::Tie(at) => *self.ties.get(at)?,
            Site::Class(at) => *self.classes.get(at)?,
            Site::AwardWhen(at) => *self.awards.get(at)?,
            // Few, or asked once a nominee at the most.
            _ => return self.search(site),
        };
        self.list.get(here? as usize).map(|(_, rule)| rule)
    }

    fn search(&self, site: Site) -> Option<&Rule> {
        let at = self.list.binary_search_by_key(&site, |(site, _)| *site);
        self.list.get(at.ok()?).map(|(_, rule)| rule)
    }

    /// The rule of a row, by criterion.
    #[inline(always)]
    pub(super) fn of_row(&self, at: usize) -> Option<&Rule> {
        let here = (*self.criteria.get(at)?)?;
        self.list.get(here as usize).map(|(_, rule)| rule)
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

fn place(outcome: GateOutcome) -> usize {
    match outcome {
        GateOutcome::Refused => 0,
        GateOutcome::Held => 1,
        GateOutcome::Unclassified => 2,
    }
}

fn put<T: Clone + Default>(row: &mut Vec<T>, at: usize, here: T) {
    if row.len() <= at {
        row.resize(at + 1, T::default());
    }
    row[at] = here;
}
