//! The points of each stage side by side, row by row and in total, with the difference.

use serde::Serialize;

use crate::evaluation::{Judgement, Mark, Standing as _};
use crate::number::Decimal;
use crate::report::Options;
use crate::report::page::{Column, Table};
use crate::report::view::View;
use crate::report::words::{StageWords, Words};

/// The points of each stage side by side.
#[derive(Debug, Serialize)]
pub(in crate::report) struct Stages {
    /// The stages, in their order.
    stages: Vec<StageTold>,
    /// The rows in which stages differ, or that people mark.
    rows: Vec<RowTold>,
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

#[derive(Debug, Serialize)]
struct RowTold {
    id: String,
    no: String,
    title: String,
    points: Vec<Option<String>>,
    by: Option<String>,
}

impl Stages {
    pub(super) fn of(view: &View<'_>, one: &Judgement<'_>) -> Option<Self> {
        let scheme = view.scheme();
        if one.stages.is_empty() {
            return None;
        }
        let apart = |first: Option<Decimal>, counts: Option<Decimal>| {
            Some(view.exact(first? - counts?)).filter(|_| one.stages.len() > 1)
        };
        let rows = scheme.criteria.iter().enumerate().filter_map(|(at, row)| {
            if !row.kind.has_points() {
                return None;
            }
            let of = |points: &[Option<Decimal>]| points.get(at).copied().flatten();
            let points: Vec<_> = one.stages.iter().map(|stage| of(&stage.points)).collect();
            let differs = points.windows(2).any(|pair| pair[0] != pair[1]);
            (differs || row.marking.is_some()).then(|| RowTold {
                id: row.id.clone(),
                no: row.no.clone().unwrap_or_else(|| row.id.clone()),
                title: view.text(&row.title).to_owned(),
                by: apart(points[0], one.marks.get(at).and_then(Mark::points)),
                points: points
                    .iter()
                    .map(|points| points.map(|points| view.exact(points)))
                    .collect(),
            })
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
            rows: rows.collect(),
            totals: one
                .stages
                .iter()
                .map(|stage| stage.total.map(|total| view.exact(total)))
                .collect(),
            by: apart(one.stage_total(0), one.total()),
        })
    }

    /// As a table: a column a stage, the one that counts marked.
    pub(super) fn table(&self, options: &Options) -> Table {
        let words = Words::of(options.locale);
        let of_stages = StageWords::of(options.locale);
        let mut columns = vec![Column::words(words.no), Column::words(words.content)];
        columns.extend(self.stages.iter().map(|stage| {
            let counts = if stage.counts { " *" } else { "" };
            Column::number(format!("{}{counts}", stage.title))
        }));
        columns.push(Column::number(of_stages.difference));
        let mut table = Table::new(columns);
        let number = |number: &Option<String>| match number {
            Some(number) => options.locale.number(number),
            None => String::new(),
        };
        let signed = |by: &Option<String>| match by {
            Some(by) if by.starts_with('-') || by.chars().all(|c| matches!(c, '0' | '.')) => {
                options.locale.number(by)
            }
            Some(by) => format!("+{}", options.locale.number(by)),
            None => String::new(),
        };
        for row in &self.rows {
            let mut cells = vec![row.no.clone(), row.title.clone()];
            cells.extend(row.points.iter().map(number));
            cells.push(signed(&row.by));
            table.row(cells);
        }
        let mut cells = vec![String::new(), words.total_line.to_owned()];
        cells.extend(self.totals.iter().map(number));
        cells.push(signed(&self.by));
        table.strong_row(cells);
        table
    }
}
