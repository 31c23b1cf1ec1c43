//! What stands around a nominee while it is judged, and the memory it is judged in.

use super::late_names::LateNames;
use super::outcome::{Departed, Mark};
use super::points::{GroupSum, Sums};
use super::sink::Sink;
use super::sums::Children;
use crate::cohort::Figures;
use crate::number::Number;
use crate::period::Period;
use crate::roster::{Council, History, Roster};
use crate::rule::eval::Value;
use crate::scheme::{CriterionKind, Scheme};

/// What a nominee is judged by, beside its own facts and the scheme.
#[derive(Debug, Clone, Copy)]
pub struct Around<'a> {
    /// The period.
    pub period: &'a Period,
    /// Past awards by nominee id.
    pub history: &'a History,
    /// What people marked, counted and decided.
    pub council: &'a Council,
    /// The cohort numbers, by cohort.
    pub figures: &'a [Figures],
    /// The stage whose marks the facts hold, by index.
    pub stage: Option<usize>,
}

impl<'a> Around<'a> {
    /// What stands around the nominees of a scheme, in the stage that counts.
    pub fn of(roster: &'a Roster, scheme: &Scheme, figures: &'a [Figures]) -> Self {
        Self {
            period: &roster.period,
            history: &roster.history,
            council: &roster.council,
            figures,
            stage: scheme.ranking.stage,
        }
    }
}

/// Memory to work in, used for one nominee after another, and what is known of the scheme.
#[derive(Debug)]
pub struct Scratch {
    /// Whether the scheme has any floor or standard.
    pub(super) has_needs: bool,
    pub(super) has_standards: bool,
    /// The facts by which lists and quotas are parted or measured, by index.
    pub(super) facts: Vec<usize>,
    pub(super) gave: Vec<Option<Value>>,
    pub(super) cohorts: Vec<Option<Number>>,
    pub(super) marks: Vec<Mark>,
    pub(super) departed: Vec<Departed>,
    pub(super) children: Vec<Children>,
    pub(super) groups: Vec<GroupSum>,
    pub(super) sums: Option<Sums>,
    pub(super) thresholds: Vec<Option<Number>>,
    pub(super) ties: Vec<Number>,
    pub(super) late: LateNames,
}

impl Scratch {
    /// Memory for the nominees of a scheme.
    pub fn new(scheme: &Scheme) -> Self {
        let mut rows = scheme.criteria.iter();
        let has_standards = rows.any(|row| row.kind == CriterionKind::Standard);
        let rows = scheme.criteria.iter().any(|row| row.floor.is_some());
        let mut groups = scheme.groups.iter();
        let groups = groups.any(|group| group.floor.is_some() || group.each.is_some());
        let mut facts: Vec<usize> = scheme.facts_used_elsewhere().collect();
        facts.sort_unstable();
        facts.dedup();
        Self {
            has_needs: has_standards || rows || groups,
            has_standards,
            facts,
            gave: Vec::new(),
            cohorts: Vec::new(),
            marks: Vec::new(),
            departed: Vec::new(),
            children: Vec::new(),
            groups: Vec::new(),
            sums: None,
            thresholds: Vec::new(),
            ties: Vec::new(),
            late: LateNames::default(),
        }
    }

    /// Forgets the nominee before.
    pub(super) fn clear(&mut self) {
        self.cohorts.clear();
        self.marks.clear();
        self.departed.clear();
        self.groups.clear();
        self.sums = None;
        self.thresholds.clear();
        self.ties.clear();
    }

    pub(super) fn tell<S: Sink>(&self, sink: &mut S) {
        self.cohorts
            .iter()
            .for_each(|figure| sink.cohort(figure.as_ref()));
        self.marks.iter().for_each(|mark| sink.mark(mark));
        self.departed.iter().for_each(|row| sink.departed(row));
        self.groups.iter().for_each(|sum| sink.group(sum));
        self.sums.iter().for_each(|sums| sink.sums(sums));
        self.thresholds
            .iter()
            .for_each(|from| sink.threshold(from.as_ref()));
    }
}
