//! The compiled rules of a scheme by their places.

use std::sync::Arc;

use super::compile::Rule;
use super::expr::{At, Program};
use super::lower::Unsupported;
use super::rule_id::RuleId;
use crate::scheme::GateOutcome;

/// The compiled rules, in the order of their places.
#[derive(Debug, Default)]
pub(super) struct Rules {
    list: Vec<(RuleId, Rule)>,
    /// Where the rules of one kind of place stand in `list`, by their index among their kind: a
    /// search through a tree would cost more than most rules do.
    criteria: Vec<Here>,
    applies: Vec<Here>,
    gates: Vec<[Here; 3]>,
    ties: Vec<Here>,
    classes: Vec<Here>,
    awards: Vec<Here>,
    /// By criterion: what is run for everybody, one row after the other.
    rows: Vec<Option<Row>>,
}

/// The rule of a row that applies to everybody, made ready.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) program: Arc<Program>,
    /// Whether it reads anything that may be absent where all facts are reported.
    pub(super) reads_more: bool,
}

/// Where a rule stands in the list; nothing where there is none.
type Here = Option<u32>;

impl Rules {
    /// The rules in the order of their places.
    pub(super) fn new(mut list: Vec<(RuleId, Rule)>) -> Self {
        list.sort_by_key(|(site, _)| *site);
        let mut rules = Self::default();
        for ((site, _), here) in list.iter().zip(0_u32..) {
            match *site {
                RuleId::Criterion(at) => put(&mut rules.criteria, at, Some(here)),
                RuleId::CriterionApplies(at) => put(&mut rules.applies, at, Some(here)),
                RuleId::Tie(at) => put(&mut rules.ties, at, Some(here)),
                RuleId::Class(at) => put(&mut rules.classes, at, Some(here)),
                RuleId::AwardWhen(at) => put(&mut rules.awards, at, Some(here)),
                RuleId::Gate(at, outcome) => {
                    let mut three = rules.gates.get(at).copied().unwrap_or_default();
                    three[place(outcome)] = Some(here);
                    put(&mut rules.gates, at, three);
                }
                _ => {}
            }
        }
        rules.list = list;
        let rows = rules.criteria.iter().enumerate();
        let rows = rows.map(|(at, here)| {
            let applies = rules.applies.get(at).copied().flatten();
            let (_, rule) = rules.list.get((*here)? as usize)?;
            let program = rule.program.as_ref().ok();
            let program = program.filter(|_| applies.is_none())?;
            Some(Row {
                program: Arc::clone(program),
                reads_more: rule.reads_more,
            })
        });
        rules.rows = rows.collect();
        rules
    }

    /// The rule at a place.
    #[inline(always)]
    pub(super) fn get(&self, site: RuleId) -> Option<&Rule> {
        let here = match site {
            RuleId::Criterion(at) => *self.criteria.get(at)?,
            RuleId::CriterionApplies(at) => *self.applies.get(at)?,
            RuleId::Gate(at, outcome) => self.gates.get(at)?[place(outcome)],
            RuleId::Tie(at) => *self.ties.get(at)?,
            RuleId::Class(at) => *self.classes.get(at)?,
            RuleId::AwardWhen(at) => *self.awards.get(at)?,
            // Few, or asked once a nominee at the most.
            _ => return self.search(site),
        };
        self.list.get(here? as usize).map(|(_, rule)| rule)
    }

    fn search(&self, site: RuleId) -> Option<&Rule> {
        let at = self.list.binary_search_by_key(&site, |(site, _)| *site);
        self.list.get(at.ok()?).map(|(_, rule)| rule)
    }

    /// The rules of the rows, made ready, by criterion.
    #[inline]
    pub(super) fn rows(&self) -> &[Option<Row>] {
        &self.rows
    }

    /// Every rule with its place.
    pub(super) fn iter(&self) -> impl Iterator<Item = (RuleId, &Rule)> {
        self.list.iter().map(|(site, rule)| (*site, rule))
    }

    /// Leaves every rule to the interpreter.
    pub(super) fn forget_expressions(&mut self) {
        for (_, rule) in &mut self.list {
            rule.program = Err((Unsupported::Unknown, At::default()));
        }
        self.rows.iter_mut().for_each(|row| *row = None);
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
