//! The score sheet of one nominee: row by row what was given, why, and how it adds up.
//!
//! A [`Sheet`] is data in the words of one language. Machines get it as it is; people get it as
//! a page or as one flat table.

mod facts;
mod floors;
mod page;
mod rows;
mod stages;
mod steps;
mod total;
mod verdict;

#[cfg(test)]
mod tests;

use serde::Serialize;

use super::context::Context;
use super::page::{Page, Table};
use super::stages::StageMarks;
use super::{Options, Report, names};
use crate::commendation::Proposal;
use crate::evaluation::{Reason, Status, traces};

pub(super) use facts::readings_late;
use stages::Stages;
use steps::Step;
pub(super) use steps::StepKind;

/// The score sheet of one nominee.
#[derive(Debug, Serialize)]
pub(super) struct Sheet {
    /// The scheme's id, title and papers.
    pub(super) scheme: String,
    pub(super) title: String,
    pub(super) basis: Vec<String>,
    /// The nominee.
    pub(super) id: String,
    pub(super) name: String,
    pub(super) subject: String,
    pub(super) unit: Option<String>,
    /// The class that its unit got in the same period, by each scheme that the nominee's asks for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) unit_classes: Vec<UnitClassTold>,
    pub(super) field: Option<String>,
    pub(super) received: Option<String>,
    /// The word of the contract, and the same for people.
    pub(super) status: &'static str,
    #[serde(skip)]
    pub(super) status_text: &'static str,
    /// Whether it rests on a cohort from which somebody is missing.
    pub(super) provisional: bool,
    /// Why it is not ranked.
    pub(super) reasons: Vec<Said>,
    /// Groups and rows with points, in the order of the tree.
    pub(super) rows: Vec<Row>,
    /// From the rows to the total; the parts add up to it.
    pub(super) sum: Vec<Line>,
    /// The total.
    pub(super) total: Option<String>,
    /// The points of each stage side by side; `None` if there is but one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) stages: Option<Stages>,
    /// Standards without points.
    pub(super) standards: Vec<Standard>,
    /// Floors, reached or not.
    pub(super) floors: Vec<Floor>,
    /// The class, its threshold and the next one.
    pub(super) class: Option<Class>,
    /// The place.
    pub(super) place: Option<Place>,
    /// What became of it for each award.
    pub(super) awards: Vec<Award>,
}

/// The class of the nominee's unit, which no file says.
#[derive(Debug, Serialize)]
pub(super) struct UnitClassTold {
    /// The fact that it is, and the scheme by which the unit has it.
    pub(super) fact: String,
    pub(super) scheme: String,
    /// The code of the collective that the unit is.
    pub(super) collective: Option<String>,
    /// `None` if there is none, or none yet.
    pub(super) class: Option<String>,
    pub(super) text: String,
}

/// A reason in words.
#[derive(Debug, Serialize)]
pub(super) struct Said {
    pub(super) kind: &'static str,
    pub(super) id: String,
    pub(super) message: String,
    /// What a gate read, and the paper behind it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) facts: Vec<Reading>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) basis: Option<String>,
}

/// What a row of the sheet is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum RowKind {
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
pub(super) struct Row {
    pub(super) kind: RowKind,
    /// How deep it stands in the tree; 0 at the top.
    pub(super) depth: usize,
    pub(super) no: String,
    pub(super) id: String,
    pub(super) title: String,
    pub(super) max: Option<String>,
    pub(super) points: Option<String>,
    pub(super) basis: Option<String>,
    pub(super) facts: Vec<Reading>,
    /// What the rule did with them.
    pub(super) steps: Vec<Step>,
    /// What the rule computed, where a mark stands in its place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) computed: Option<String>,
    /// What people marked, stage by stage.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) marks: Vec<StageMarks>,
    pub(super) remarks: Vec<String>,
}

/// A fact or figure that a row's rule reads.
#[derive(Debug, Serialize)]
pub(super) struct Reading {
    pub(super) id: String,
    pub(super) label: String,
    pub(super) value: String,
    /// The paper behind a figure that holds from a day on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) basis: Option<String>,
}

/// A line of the sum.
#[derive(Debug, Serialize)]
pub(super) struct Line {
    pub(super) kind: LineKind,
    pub(super) text: String,
    pub(super) points: String,
}

/// Whether a line is added or is the sum so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum LineKind {
    /// Added to what stands above.
    Part,
    /// The sum of all parts above.
    Sum,
}

/// A standard without points.
#[derive(Debug, Serialize)]
pub(super) struct Standard {
    pub(super) no: String,
    pub(super) id: String,
    pub(super) title: String,
    /// `None` if it was not asked.
    pub(super) met: Option<bool>,
    pub(super) basis: Option<String>,
    pub(super) facts: Vec<Reading>,
    /// What the rule did with them.
    pub(super) steps: Vec<Step>,
    /// What the rule computed, where a mark stands in its place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) computed: Option<String>,
    /// What people marked, stage by stage.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) marks: Vec<StageMarks>,
    pub(super) remarks: Vec<String>,
}

/// A floor (điểm liệt).
#[derive(Debug, Serialize)]
pub(super) struct Floor {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) points: String,
    pub(super) needed: String,
    pub(super) reached: bool,
    /// What it guards; empty: below it is refused.
    pub(super) guards: Vec<String>,
}

/// The class and the way to the next one.
#[derive(Debug, Serialize)]
pub(super) struct Class {
    /// The class's id, and its title.
    pub(super) id: Option<String>,
    pub(super) title: Option<String>,
    /// The least total of each class, best first.
    pub(super) thresholds: Vec<Threshold>,
    /// What is missing to the next better class; nothing at the top.
    pub(super) next: Option<Next>,
}

/// From how many points a class begins.
#[derive(Debug, Serialize)]
pub(super) struct Threshold {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) from: Option<String>,
    pub(super) reached: bool,
    /// The paper behind the class, and what a rule read that gives the threshold.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) basis: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) facts: Vec<Reading>,
}

/// What is missing to the next better class.
#[derive(Debug, Serialize)]
pub(super) struct Next {
    pub(super) id: String,
    pub(super) title: String,
    /// `None` if the points are enough.
    pub(super) lacking: Option<String>,
    /// Standards and floors that close the class.
    pub(super) closed_by: Vec<String>,
}

/// The place in the list.
#[derive(Debug, Serialize)]
pub(super) struct Place {
    pub(super) list: String,
    pub(super) rank: usize,
    pub(super) of: usize,
    pub(super) remarks: Vec<String>,
}

/// What became of the nominee for one award.
#[derive(Debug, Serialize)]
pub(super) struct Award {
    pub(super) award: String,
    pub(super) title: String,
    /// The paper behind it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) basis: Option<String>,
    pub(super) result: &'static str,
    pub(super) reason: Option<&'static str>,
    pub(super) text: String,
}

impl Report for Sheet {
    fn page(&self, options: &Options) -> Page {
        page::page(self, options)
    }

    fn flat(&self, options: &Options) -> Table {
        page::flat(self, options)
    }

    fn json(&self) -> String {
        super::json::pretty(self)
    }
}

impl Sheet {
    /// The sheet of the judgement at `nominee` of the scheme at `scheme`.
    pub(super) fn of(
        proposal: &Proposal<'_>,
        scheme: usize,
        nominee: usize,
        options: &Options,
    ) -> Self {
        let view = Context::of(proposal, scheme, options);
        let one = &view.sheet(nominee);
        let model = view.scheme();
        let nomination = &one.nomination;
        let locale = options.locale;
        let said = |reason: &Reason| {
            let (facts, basis) = verdict::gate(&view, one, reason);
            Said {
                kind: reason.kind.word(),
                id: reason.id.clone(),
                message: view.reason(reason),
                facts,
                basis,
            }
        };
        // Whoever is ranked has what was decided beside its place.
        let ruled = view.ruled(nominee).into_iter();
        let ruled = ruled.filter(|_| one.status() != Status::Ranked);
        let ruled = ruled.map(|message| Said {
            kind: "decision",
            id: String::new(),
            message,
            facts: Vec::new(),
            basis: None,
        });
        let floors = floors::floors(&view, one);
        let told = traces(view.book, view.dossier, one);
        Self {
            scheme: model.id.clone(),
            title: view.text(&model.title).to_owned(),
            basis: model
                .basis
                .iter()
                .map(|text| view.text(text).to_owned())
                .collect(),
            id: nomination.id.to_string(),
            name: nomination.name.clone(),
            subject: view.text(&nomination.subject.text()).to_owned(),
            unit: nomination.unit.as_deref().map(str::to_owned),
            unit_classes: facts::unit_classes(&view, one),
            field: nomination
                .field
                .as_deref()
                .map(|field| names::field(field, locale).to_owned()),
            received: nomination.received.map(|day| locale.date(day)),
            status: one.status().word(),
            status_text: view.status(one.status()),
            provisional: one.is_provisional(),
            reasons: one.reasons().iter().map(said).chain(ruled).collect(),
            rows: rows::rows(&view, one, &told),
            sum: total::lines(&view, one),
            total: one.total().map(|total| view.exact(total)),
            stages: Stages::of(&view, one),
            standards: rows::standards(&view, one, &told),
            class: verdict::class(&view, one, &floors),
            place: verdict::place(&view, nominee),
            awards: verdict::awards(&view, nominee),
            floors: floors.into_iter().map(|floor| floor.told).collect(),
        }
    }
}
