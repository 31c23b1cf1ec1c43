//! The score sheet as data: what machines get as it is.

use crate::report::remarks::RemarkResult;
use serde::Serialize;

use super::stages::Stages;
use super::steps::Step;
use crate::report::stages::StageMarks;

/// The score sheet of one nominee.
#[derive(Debug, Serialize)]
pub(in crate::report) struct Sheet {
    /// The scheme's id, title and papers.
    pub(in crate::report) scheme: String,
    pub(in crate::report) title: String,
    pub(in crate::report) basis: Vec<String>,
    /// The nominee.
    pub(in crate::report) id: String,
    pub(in crate::report) name: String,
    pub(in crate::report) subject: String,
    pub(in crate::report) unit: Option<String>,
    /// The class that its unit got in the same period, by each scheme that the nominee's asks for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(in crate::report) unit_classes: Vec<UnitClassReport>,
    pub(in crate::report) field: Option<String>,
    pub(in crate::report) received: Option<String>,
    /// Earlier awards that were withdrawn and count no more.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(in crate::report) withdrawn: Vec<WithdrawnReport>,
    /// The word of the contract, and the same for people.
    pub(in crate::report) status: &'static str,
    #[serde(skip)]
    pub(in crate::report) status_text: &'static str,
    /// Whether it rests on a cohort from which somebody is missing.
    pub(in crate::report) provisional: bool,
    /// Why it is not ranked.
    pub(in crate::report) reasons: Vec<Said>,
    /// Groups and rows with points, in the order of the tree.
    pub(in crate::report) rows: Vec<Row>,
    /// From the rows to the total; the parts add up to it.
    pub(in crate::report) sum: Vec<Line>,
    /// The total.
    pub(in crate::report) total: Option<String>,
    /// The points of each stage side by side; `None` if there is but one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) stages: Option<Stages>,
    /// Standards without points.
    pub(in crate::report) standards: Vec<Standard>,
    /// Floors, reached or not.
    pub(in crate::report) floors: Vec<Floor>,
    /// The class, its threshold and the next one.
    pub(in crate::report) class: Option<Class>,
    /// The place.
    pub(in crate::report) place: Option<Place>,
    /// What became of it for each award.
    pub(in crate::report) awards: Vec<Award>,
    /// What was assumed, doubted and left out in its row; only where anything was.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(in crate::report) remarks: Vec<RemarkResult>,
}

/// An earlier award that was withdrawn.
#[derive(Debug, Serialize)]
pub(in crate::report) struct WithdrawnReport {
    pub(super) award: String,
    pub(super) year: i16,
    pub(super) revoked: String,
    #[serde(skip)]
    pub(super) text: String,
}

/// The class of the nominee's unit, which no file says.
#[derive(Debug, Serialize)]
pub(in crate::report) struct UnitClassReport {
    /// The fact that it is, and the scheme by which the unit has it.
    pub(in crate::report) fact: String,
    pub(in crate::report) scheme: String,
    /// The code of the collective that the unit is.
    pub(in crate::report) collective: Option<String>,
    /// `None` if there is none, or none yet.
    pub(in crate::report) class: Option<String>,
    pub(in crate::report) text: String,
}

/// A reason in words.
#[derive(Debug, Serialize)]
pub(in crate::report) struct Said {
    pub(in crate::report) kind: &'static str,
    pub(in crate::report) id: String,
    pub(in crate::report) message: String,
    /// What a gate read, and the paper behind it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(in crate::report) facts: Vec<Reading>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) basis: Option<String>,
}

/// What a row of the sheet is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::report) enum RowKind {
    /// A group; its points are the sum of what follows inside it.
    Group,
    /// A row inside the scale.
    Scored,
    /// A row above the scale.
    Bonus,
    /// A row that takes off.
    Deduction,
    /// What a ceiling, a rescaling or rounding does to the group above.
    Adjustment,
    /// What a ceiling or rounding does to the bonus in the group above.
    BonusAdjustment,
    /// The same of the deduction; as deductions are, what it takes off is positive.
    DeductionAdjustment,
}

/// A row of the sheet.
#[derive(Debug, Serialize)]
pub(in crate::report) struct Row {
    pub(in crate::report) kind: RowKind,
    /// Its depth in the tree; 0 at the top.
    pub(in crate::report) depth: usize,
    pub(in crate::report) no: String,
    pub(in crate::report) id: String,
    pub(in crate::report) title: String,
    pub(in crate::report) max: Option<String>,
    pub(in crate::report) points: Option<String>,
    /// Whether no decimal says the points exactly.
    #[serde(skip)]
    pub(in crate::report) is_endless: bool,
    #[serde(flatten)]
    pub(in crate::report) why: Why,
}

/// How a row or standard came to what it is.
#[derive(Debug, Default, Serialize)]
pub(in crate::report) struct Why {
    pub(in crate::report) basis: Option<String>,
    pub(in crate::report) facts: Vec<Reading>,
    /// What the rule did with them.
    pub(in crate::report) steps: Vec<Step>,
    /// What the rule computed, if a mark takes its place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) computed: Option<String>,
    /// What people marked, stage by stage.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(in crate::report) marks: Vec<StageMarks>,
    pub(in crate::report) remarks: Vec<String>,
}

/// A fact or figure that a row's rule reads.
#[derive(Debug, Serialize)]
pub(in crate::report) struct Reading {
    pub(in crate::report) id: String,
    pub(in crate::report) label: String,
    pub(in crate::report) value: String,
    /// The paper behind a figure that holds from a day on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) basis: Option<String>,
}

/// A line of the sum.
#[derive(Debug, Serialize)]
pub(in crate::report) struct Line {
    pub(in crate::report) kind: LineKind,
    pub(in crate::report) text: String,
    pub(in crate::report) points: String,
}

/// Whether a line is added or is the sum so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::report) enum LineKind {
    /// Added to what is above.
    Part,
    /// The sum of all parts above.
    Sum,
}

/// A standard without points.
#[derive(Debug, Serialize)]
pub(in crate::report) struct Standard {
    pub(in crate::report) no: String,
    pub(in crate::report) id: String,
    pub(in crate::report) title: String,
    /// `None` if it was not asked.
    pub(in crate::report) met: Option<bool>,
    #[serde(flatten)]
    pub(in crate::report) why: Why,
}

/// A floor (điểm liệt).
#[derive(Debug, Serialize)]
pub(in crate::report) struct Floor {
    pub(in crate::report) id: String,
    pub(in crate::report) title: String,
    pub(in crate::report) points: String,
    pub(in crate::report) needed: String,
    pub(in crate::report) reached: bool,
    /// What it guards; empty: below it is refused.
    pub(in crate::report) guards: Vec<String>,
}

/// The class and the way to the next one.
#[derive(Debug, Serialize)]
pub(in crate::report) struct Class {
    /// The class's id, and its title.
    pub(in crate::report) id: Option<String>,
    pub(in crate::report) title: Option<String>,
    /// The least total of each class, best first.
    pub(in crate::report) thresholds: Vec<Threshold>,
    /// The total without any bonus, if a class is given by it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) without_bonus: Option<String>,
    /// What is missing to the next better class; `None` at the top.
    pub(in crate::report) next: Option<Next>,
}

/// From how many points a class begins.
#[derive(Debug, Serialize)]
pub(in crate::report) struct Threshold {
    pub(in crate::report) id: String,
    pub(in crate::report) title: String,
    pub(in crate::report) from: Option<String>,
    pub(in crate::report) reached: bool,
    /// Whether it is given by the total without any bonus.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(in crate::report) is_without_bonus: bool,
    /// The paper behind the class, and what a rule read that gives the threshold.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) basis: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(in crate::report) facts: Vec<Reading>,
}

/// What is missing to the next better class.
#[derive(Debug, Serialize)]
pub(in crate::report) struct Next {
    pub(in crate::report) id: String,
    pub(in crate::report) title: String,
    /// `None` if the points are enough.
    pub(in crate::report) lacking: Option<String>,
    /// Standards and floors that close the class.
    pub(in crate::report) closed_by: Vec<String>,
}

/// The place in the list.
#[derive(Debug, Serialize)]
pub(in crate::report) struct Place {
    pub(in crate::report) list: String,
    pub(in crate::report) rank: usize,
    pub(in crate::report) of: usize,
    pub(in crate::report) remarks: Vec<String>,
}

/// What became of the nominee for one award.
#[derive(Debug, Serialize)]
pub(in crate::report) struct Award {
    pub(in crate::report) award: String,
    pub(in crate::report) title: String,
    /// The paper behind it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) basis: Option<String>,
    pub(in crate::report) result: &'static str,
    pub(in crate::report) reason: Option<&'static str>,
    pub(in crate::report) text: String,
}
