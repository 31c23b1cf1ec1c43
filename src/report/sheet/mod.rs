//! The score sheet of one nominee: row by row what was given, why, and how it adds up.
//!
//! A [`Sheet`] is data in the words of one language. Machines get it as it is; people get it as
//! a page or as one flat table.

mod facts;
mod floors;
mod model;
mod page;
mod rows;
mod stages;
mod steps;
mod total;
mod verdict;

use super::context::Context;
use super::names;
use super::options::Options;
use super::page::{Page, Report, Table};
use super::remarks;
use crate::commendation::Proposal;
use crate::evaluation::{Reason, Status, traces};

pub(super) use facts::readings_late;
pub(super) use floors::missed_floors;
use model::Said;
pub(super) use model::{Reading, RowKind, Sheet, Why};
use stages::Stages;
pub(super) use steps::StepKind;

impl Report for Sheet {
    fn page(&self, options: &Options) -> Page {
        page::page(self, options)
    }

    fn flat(&self, options: &Options) -> Table {
        page::flat(self, options)
    }

    fn json(&self, options: &Options) -> String {
        super::json::made(self, options)
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
        Self::in_context(&Context::of(proposal, scheme, options), nominee)
    }

    /// The sheet of a nominee of a scheme.
    pub(super) fn in_context(view: &Context<'_>, nominee: usize) -> Self {
        let one = &view.sheet(nominee);
        let model = view.scheme();
        let nomination = &one.nomination;
        let locale = view.locale;
        let said = |reason: &Reason| {
            let (facts, basis) = verdict::gate(view, one, reason);
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
        let floors = floors::floors(view, one);
        let of_row = view
            .roster
            .found
            .of_row(&nomination.row.file, nomination.row.row);
        let told = traces(view.book, view.roster, one);
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
            unit_classes: facts::unit_classes(view, one),
            field: nomination
                .field
                .as_deref()
                .map(|field| names::field(field, locale).to_owned()),
            received: nomination.received.map(|day| locale.date(day)),
            withdrawn: facts::withdrawn(view, &nomination.id),
            status: one.status().word(),
            status_text: view.status(one.status()),
            provisional: one.is_provisional(),
            reasons: one.reasons().iter().map(said).chain(ruled).collect(),
            rows: rows::rows(view, one, &told),
            sum: total::lines(view, one),
            total: one.total().map(|total| view.exact(total)),
            stages: Stages::of(view, one),
            standards: rows::standards(view, one, &told),
            class: verdict::class(view, one, &floors),
            place: verdict::place(view, nominee),
            awards: verdict::awards(view, nominee),
            floors: floors.into_iter().map(|floor| floor.told).collect(),
            // A row may be doubted for its likeness to another's.
            remarks: match view.is_own {
                true => Vec::new(),
                false => remarks::objects(&of_row, locale),
            },
        }
    }
}
