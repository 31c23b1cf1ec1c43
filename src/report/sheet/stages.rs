//! The points of each stage side by side, row by row and in total, with the difference.

use serde::Serialize;

use crate::evaluation::{Mark, ScoreSheet, StageSheet};
use crate::number::Decimal;
use crate::report::Options;
use crate::report::context::Context;
use crate::report::page::{Column, Table};
use crate::report::words::Words;
use crate::scheme::CriterionKind;

/// The points of each stage side by side.
#[derive(Debug, Serialize)]
pub(in crate::report) struct Stages {
    /// The stages, in their order.
    stages: Vec<StageTold>,
    /// The rows in which stages differ, or that people mark.
    rows: Vec<RowTold>,
    /// What the totals hold beside these rows; nothing where that is nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    rest: Option<Rest>,
    totals: Vec<Option<String>>,
    /// By how much the first stage is above what counts.
    by: Option<String>,
}

#[derive(Debug, Serialize)]
struct StageTold {
    id: String,
    title: String,
    /// Whether it is the one that counts.
    counts: bool,
}

/// What the totals hold beside some rows: the other rows, ceilings, and what is made up for.
#[derive(Debug, Serialize)]
struct Rest {
    points: Vec<Option<String>>,
    by: Option<String>,
}

#[derive(Debug, Serialize)]
struct RowTold {
    id: String,
    no: String,
    title: String,
    /// What it comes to in each stage; what is taken off is positive.
    points: Vec<Option<String>>,
    by: Option<String>,
    /// The stages that come before it is marked: there it stands as it counts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    not_yet_in: Vec<String>,
    #[serde(skip)]
    is_deduction: bool,
}

impl Stages {
    pub(super) fn of(view: &Context<'_>, one: &ScoreSheet<'_>) -> Option<Self> {
        let scheme = view.scheme();
        if one.stages.len() < 2 {
            return None;
        }
        let apart = |first: Option<Decimal>, counts: Option<Decimal>| Some(first? - counts?);
        let exact = |points: Option<Decimal>| points.map(|points| view.exact(points));
        let mut rest: Vec<Option<Decimal>> = one.stages.iter().map(|stage| stage.total).collect();
        let mut rows = Vec::new();
        for (at, row) in scheme.criteria.iter().enumerate() {
            if !row.kind.has_points() {
                continue;
            }
            let marking = row.marking.as_ref();
            let is_later = |stage: &usize| marking.is_some_and(|it| it.is_later_than(*stage));
            let of = |sheet: &StageSheet| sheet.points.get(at).copied().flatten();
            let points: Vec<Option<Decimal>> = one.stages.iter().map(of).collect();
            if marking.is_none() && points.windows(2).all(|pair| pair[0] == pair[1]) {
                continue;
            }
            let is_deduction = row.kind == CriterionKind::Deduction;
            let signed = |points: Decimal| if is_deduction { -points } else { points };
            for (rest, points) in rest.iter_mut().zip(&points) {
                *rest = rest.map(|rest| rest - signed(points.unwrap_or_default()));
            }
            let by = apart(points[0], one.marks.get(at).and_then(Mark::points));
            rows.push(RowTold {
                id: row.id.clone(),
                no: row.no.clone().unwrap_or_else(|| row.id.clone()),
                title: view.text(&row.title).to_owned(),
                by: exact(by.map(signed)),
                points: points.into_iter().map(exact).collect(),
                not_yet_in: (0..scheme.stages.len())
                    .filter(is_later)
                    .map(|stage| scheme.stages[stage].id.clone())
                    .collect(),
                is_deduction,
            });
        }
        let counting = scheme.ranking.stage.and_then(|at| rest.get(at).copied());
        let by = apart(rest[0], counting.flatten());
        let is_there = rest.iter().flatten().any(|rest| !rest.is_zero());
        let rest = (is_there && !rows.is_empty()).then(|| Rest {
            by: exact(by),
            points: rest.into_iter().map(exact).collect(),
        });
        let stages = scheme.stages.iter().enumerate();
        Some(Self {
            stages: stages
                .map(|(at, stage)| StageTold {
                    id: stage.id.clone(),
                    title: view.text(&stage.title).to_owned(),
                    counts: scheme.ranking.stage == Some(at),
                })
                .collect(),
            rows,
            rest,
            totals: one.stages.iter().map(|stage| exact(stage.total)).collect(),
            by: exact(apart(one.stage_total(0), one.total())),
        })
    }

    /// What is to be known to read the table, a sentence each.
    pub(super) fn notes(&self, options: &Options) -> Vec<&'static str> {
        let words = Words::of(options.locale);
        let has_later = self.rows.iter().any(|row| !row.not_yet_in.is_empty());
        let later = has_later.then_some(words.later());
        std::iter::once(words.star()).chain(later).collect()
    }

    /// Whether there is anything to lay side by side.
    pub(super) fn is_told(&self) -> bool {
        let rows = self.rows.iter().flat_map(|row| &row.points);
        rows.chain(&self.totals).any(Option::is_some)
    }

    /// As a table: a column a stage, the one that counts marked.
    pub(super) fn table(&self, options: &Options) -> Table {
        let words = Words::of(options.locale);
        let mut columns = vec![Column::words(words.no()), Column::words(words.content())];
        columns.extend(self.stages.iter().map(|stage| {
            let counts = if stage.counts { " *" } else { "" };
            Column::number(format!("{}{counts}", stage.title))
        }));
        columns.push(Column::number(words.difference()));
        let mut table = Table::new(columns);
        let number = |number: &Option<String>| match number {
            Some(number) => options.locale.number(number),
            None => String::new(),
        };
        let signed = |by: &Option<String>| match by {
            Some(by) if by.starts_with('-') || is_nothing(by) => options.locale.number(by),
            Some(by) => format!("+{}", options.locale.number(by)),
            None => String::new(),
        };
        for row in &self.rows {
            let mut cells = vec![row.no.clone(), row.title.clone()];
            let taken_off = |points: &Option<String>| match points {
                Some(points) if row.is_deduction && !is_nothing(points) => {
                    options.locale.number(format!("-{points}"))
                }
                points => number(points),
            };
            let stages = self.stages.iter().zip(&row.points);
            cells.extend(stages.map(|(stage, points)| {
                let said = taken_off(points);
                if row.not_yet_in.contains(&stage.id) && !said.is_empty() {
                    format!("({said})")
                } else {
                    said
                }
            }));
            cells.push(signed(&row.by));
            table.row(cells);
        }
        if let Some(rest) = &self.rest {
            let mut cells = vec![String::new(), words.rest().to_owned()];
            cells.extend(rest.points.iter().map(number));
            cells.push(signed(&rest.by));
            table.row(cells);
        }
        let mut cells = vec![String::new(), words.total_line().to_owned()];
        cells.extend(self.totals.iter().map(number));
        cells.push(signed(&self.by));
        table.strong_row(cells);
        table
    }
}

/// Whether points are none at all.
fn is_nothing(points: &str) -> bool {
    points.chars().all(|c| matches!(c, '0' | '.'))
}
