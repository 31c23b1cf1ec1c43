//! The report at the end of a year (báo cáo tổng hợp): how many were nominated, ranked and proposed,
//! what they came to, which criteria are weak and which models are worth being copied.

mod before;
mod counts;
mod points;

use serde_json::{Value as Json, json};

pub use self::before::Before;
use self::counts::By;
use super::markup::Pieces;
use crate::evaluation::Status;
use crate::report::context::Context;
use crate::report::summary::Summary;
use crate::report::words::Words;

/// What the template may name.
pub(super) fn values(
    views: &[Context<'_>],
    summary: &Summary,
    describe: &[String],
    before: Option<&Before>,
    words: Words,
    pieces: &mut Pieces,
) -> Json {
    let all = counts::everybody(views);
    let count = |status| (words.status_of(status), summary.count(status));
    let mut parts: Vec<_> = Status::ALL.into_iter().map(count).collect();
    parts.push((words.skipped(), summary.skipped));
    let parts = parts.into_iter().filter(|(_, count)| *count > 0);
    let parts = parts.map(|(name, count)| format!("{count} {name}"));
    json!({
        "statuses": parts.collect::<Vec<_>>().join("; "),
        "by_scheme": pieces.keep_table(counts::table(&all, By::Scheme, words)),
        "by_kind": pieces.keep_table(counts::table(&all, By::Subject, words)),
        "by_field": pieces.keep_table(counts::table(&all, By::Field, words)),
        "by_unit": pieces.keep_table(counts::table(&all, By::Unit, words)),
        "awards": pieces.keep_table(counts::awards(views, words)),
        "points": pieces.keep_table(points::lists(views, words)),
        "classes": pieces.keep_table(points::classes(views, words)),
        "schemes": views.iter().map(|view| points::criteria(view, pieces)).collect::<Vec<_>>(),
        "before": before.map(|before| before::values(views, before, words, pieces)),
        "models": pieces.keep_table(points::models(views, describe, words)),
    })
}
