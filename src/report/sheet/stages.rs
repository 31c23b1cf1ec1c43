//! The points of each stage side by side, row by row and in total, with the difference.

use serde::Serialize;

use crate::evaluation::{Mark, ScoreSheet, StageSheet};
use crate::number::Number;
use crate::report::context::Context;
use crate::report::options::Options;
use crate::report::page::{Columns, Table};
use crate::report::words::Words;
use crate::scheme::CriterionKind;

/// The points of each stage side by side.
#[derive(Debug, Serialize)]
pub(in crate::report) struct Stages {
    /// The stages, in their order.
    stages: Vec<StageReport>,
    /// The rows in which stages differ, or that people mark.
    rows: Vec<RowReport>,
    /// What the totals hold beside these rows; `None` if that is nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    rest: Option<Rest>,
    totals: Vec<Option<String>>,
    /// By how much the first stage is above what counts.
    by: Option<String>,
}

#[derive(Debug, Serialize)]
struct StageReport {
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
struct RowReport {
    id: String,
    no: String,
    title: String,
    /// What it comes to in each stage; what is taken off is positive.
    points: Vec<Option<String>>,
    by: Option<String>,
    /// The stages that come before it is marked: there it is as it counts.
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
        let apart = |first: Option<&Number>, counts: Option<&Number>| Some(first? - counts?);
        let exact = |points: Option<Number>| points.map(|points| view.exact(&points));
        let mut rest: Vec<Option<Number>> =
            one.stages.iter().map(|stage| stage.total.clone()).collect();
        let mut rows = Vec::new();
        for (at, row) in scheme.criteria.iter().enumerate() {
            if !row.kind.has_points() {
                continue;
            }
            let marking = row.marking.as_ref();
            let is_later = |stage: &usize| marking.is_some_and(|it| it.is_later_than(*stage));
            let of = |sheet: &StageSheet| sheet.points.get(at).cloned().flatten();
            let points: Vec<Option<Number>> = one.stages.iter().map(of).collect();
            if marking.is_none() && points.windows(2).all(|pair| pair[0] == pair[1]) {
                continue;
            }
            let is_deduction = row.kind == CriterionKind::Deduction;
            let signed = |points: Number| if is_deduction { -points } else { points };
            for (rest, points) in rest.iter_mut().zip(&points) {
                *rest = (rest.take()).map(|rest| rest - signed(points.clone().unwrap_or_default()));
            }
            let by = apart(points[0].as_ref(), one.marks.get(at).and_then(Mark::points));
            rows.push(RowReport {
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
        let counting = scheme.ranking.stage.and_then(|at| rest.get(at)?.as_ref());
        let by = apart(rest[0].as_ref(), counting);
        let is_there = rest.iter().flatten().any(|rest| !rest.is_zero());
        let rest = (is_there && !rows.is_empty()).then(|| Rest {
            by: exact(by),
            points: rest.into_iter().map(exact).collect(),
        });
        let stages = scheme.stages.iter().enumerate();
        Some(Self {
            stages: stages
                .map(|(at, stage)| StageReport {
                    id: stage.id.clone(),
                    title: view.text(&stage.title).to_owned(),
                    counts: scheme.ranking.stage == Some(at),
                })
                .collect(),
            rows,
            rest,
            totals: one
                .stages
                .iter()
                .map(|stage| exact(stage.total.clone()))
                .collect(),
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
        let rows = self
            .rows
            .iter()
            .map(|row| (Some(row), &*row.title, &row.points, &row.by));
        let rest = self
            .rest
            .iter()
            .map(|rest| (None, words.rest(), &rest.points, &rest.by));
        let total = [(None, words.total_line(), &self.totals, &self.by)];
        let is_total = |title: &str| std::ptr::eq(title, words.total_line());
        let mut columns = Columns::of(rows.chain(rest).chain(total))
            .words(words.no(), |(row, ..)| Some(&row?.no))
            .words(words.content(), |(_, title, ..)| title)
            .strong(|(row, title, ..)| row.is_none() && is_total(title));
        for (at, stage) in self.stages.iter().enumerate() {
            let counts = if stage.counts { " *" } else { "" };
            let points = |(row, _, points, _): (Option<&RowReport>, _, &Vec<Option<String>>, _)| {
                let points = points.get(at)?.as_ref()?;
                let is_taken_off = row.is_some_and(|row| row.is_deduction) && !is_nothing(points);
                let said = format!("{}{points}", if is_taken_off { "-" } else { "" });
                let is_later = row.is_some_and(|row| row.not_yet_in.contains(&stage.id));
                Some(if is_later { format!("({said})") } else { said })
            };
            columns = columns.number(format!("{}{counts}", stage.title), points);
        }
        columns
            .number(words.difference(), |(.., by)| {
                let by = by.as_ref()?;
                let is_more = !by.starts_with('-') && !is_nothing(by);
                Some(format!("{}{}", if is_more { "+" } else { "" }, by))
            })
            .table()
    }
}

impl Stages {
    /// The rows of the table for a flat one: number, title, and all else as one note.
    pub(super) fn flat(&self, options: &Options) -> Vec<(&str, String, String)> {
        let table = self.table(options).printed(options.locale);
        let numbers = self.rows.iter().map(|row| row.no.as_str());
        let numbers = numbers.chain(std::iter::repeat(""));
        let rows = table.rows.iter().zip(numbers);
        let told = rows.map(|(row, no)| {
            let columns = table.columns.iter().zip(&row.cells).skip(2);
            let said = columns.filter(|(_, cell)| !cell.is_empty());
            let said = said.map(|(column, cell)| format!("{}: {cell}", column.heading));
            (
                no,
                row.cells[1].clone(),
                said.collect::<Vec<_>>().join("; "),
            )
        });
        told.collect()
    }
}

/// Whether points are none at all.
fn is_nothing(points: &str) -> bool {
    points.chars().all(|c| matches!(c, '0' | '.'))
}
