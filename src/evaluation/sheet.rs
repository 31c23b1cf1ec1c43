//! The score sheet: a verdict and the whole way to it, recorded by the very function that judges.

use std::ops::Deref;

use super::nominee::Nominee;
use super::outcome::{Departed, Mark};
use super::points::{GroupSum, Sums};
use super::sink::Sink;
use super::verdict::Verdict;
use crate::number::Number;
use crate::scheme::Class;

/// One nominee, judged, with every row. What the verdict says is read from here too.
#[derive(Debug)]
pub struct ScoreSheet<'a> {
    /// The nominee.
    pub nomination: Nominee<'a>,
    /// What came of it.
    pub verdict: Verdict,
    /// The rows, by criterion; empty where nothing could be computed.
    pub marks: Vec<Mark>,
    /// The groups, by group; empty where nothing could be computed.
    pub groups: Vec<GroupSum>,
    /// The way to the total; `None` for schemes without points, and where a rule failed.
    pub sums: Option<Sums>,
    /// Thresholds of the classes on this nominee's terms; `None` where a class has none.
    pub thresholds: Vec<Option<Number>>,
    /// The cohort numbers of its own parts, by cohort; `None` where the cohort is empty.
    pub cohorts: Vec<Option<Number>>,
    /// Rows in which a mark stands in place of what the rule computed, by criterion.
    pub departed: Vec<Departed>,
    /// What it comes to in each stage of scoring, in their order; empty where there are none.
    pub stages: Vec<StageSheet>,
}

/// What a nominee comes to in one stage.
#[derive(Debug, Clone)]
pub struct StageSheet {
    /// The total; `None` where something is not marked or a rule failed.
    pub total: Option<Number>,
    /// The points of the rows, by criterion; `None` for standards and for what is not marked.
    pub points: Vec<Option<Number>>,
    /// Whether standards are met, by criterion.
    pub met: Vec<Option<bool>>,
}

impl ScoreSheet<'_> {
    /// The total by which a class is given; `None` if nothing is scored or a rule failed.
    pub fn total_on(&self, class: &Class) -> Option<&Number> {
        self.sums.as_ref().map(|sums| sums.on(class.on))
    }
}

impl Deref for ScoreSheet<'_> {
    type Target = Verdict;

    fn deref(&self) -> &Verdict {
        &self.verdict
    }
}

/// Keeps all that judging tells.
#[derive(Debug, Default)]
pub(super) struct Recorder {
    pub(super) marks: Vec<Mark>,
    pub(super) groups: Vec<GroupSum>,
    pub(super) sums: Option<Sums>,
    pub(super) thresholds: Vec<Option<Number>>,
    pub(super) cohorts: Vec<Option<Number>>,
    pub(super) departed: Vec<Departed>,
}

impl Sink for Recorder {
    fn cohort(&mut self, figure: Option<&Number>) {
        self.cohorts.push(figure.cloned());
    }

    fn mark(&mut self, mark: &Mark) {
        self.marks.push(mark.clone());
    }

    fn departed(&mut self, departed: &Departed) {
        self.departed.push(departed.clone());
    }

    fn group(&mut self, sum: &GroupSum) {
        self.groups.push(sum.clone());
    }

    fn sums(&mut self, sums: &Sums) {
        self.sums = Some(sums.clone());
    }

    fn threshold(&mut self, from: Option<&Number>) {
        self.thresholds.push(from.cloned());
    }
}

impl Recorder {
    /// The sheet of a nominee about whom this was told.
    pub(super) fn sheet(self, nomination: Nominee<'_>, verdict: Verdict) -> ScoreSheet<'_> {
        ScoreSheet {
            nomination,
            verdict,
            marks: self.marks,
            groups: self.groups,
            sums: self.sums,
            thresholds: self.thresholds,
            cohorts: self.cohorts,
            departed: self.departed,
            stages: Vec::new(),
        }
    }
}
