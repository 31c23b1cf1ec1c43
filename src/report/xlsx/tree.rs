//! The score sheets of a list held beside each other: the tree of criteria with everybody's points.

use crate::number::Number;
use crate::ranking::Place;
use crate::report::context::Context;
use crate::report::sheet::{RowKind, Sheet};

/// A row of the matrix.
pub(super) struct Row {
    key: String,
    /// Where its group stands among the rows; `None` at the top.
    pub(super) parent: Option<usize>,
    pub(super) kind: RowKind,
    pub(super) no: String,
    pub(super) title: String,
    pub(super) max: Option<String>,
    /// By nominee.
    pub(super) points: Vec<Option<String>>,
}

/// The rows of all score sheets, in the order of the tree; what ceilings and rounding do to a group
/// is one row.
pub(super) fn rows(view: &Context<'_>, places: &[Place]) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for (at, place) in places.iter().enumerate() {
        let sheet = Sheet::in_context(view, place.nominee);
        let mut parents: Vec<usize> = Vec::new();
        let mut before: Option<usize> = None;
        for row in sheet.rows {
            parents.truncate(row.depth);
            let parent = parents.last().copied();
            let adjusts = !matches!(
                row.kind,
                RowKind::Group | RowKind::Scored | RowKind::Bonus | RowKind::Deduction
            );
            let key = match adjusts {
                true => format!("{:?} {parent:?}", row.kind),
                false => format!("{} {}", row.kind == RowKind::Group, row.id),
            };
            let known = rows.iter().position(|known| known.key == key);
            let found = known.unwrap_or_else(|| {
                let place = before.map_or(0, |before| before + 1);
                let moved = |at: &mut usize| *at += usize::from(*at >= place);
                parents.iter_mut().for_each(moved);
                rows.iter_mut()
                    .filter_map(|row| row.parent.as_mut())
                    .for_each(moved);
                let title = match adjusts {
                    true => view.words.adjustment().to_owned(),
                    false => row.title.clone(),
                };
                rows.insert(
                    place,
                    Row {
                        key,
                        parent: parents.last().copied(),
                        kind: row.kind,
                        no: row.no.clone(),
                        title,
                        max: row.max.clone(),
                        points: vec![None; places.len()],
                    },
                );
                place
            });
            let own = &mut rows[found].points[at];
            *own = match (own.take(), row.points) {
                (Some(one), Some(other)) => added(&one, &other, view),
                (one, other) => other.or(one),
            };
            before = Some(found);
            if row.kind == RowKind::Group {
                parents.push(found);
            }
        }
    }
    rows
}

/// The sum of two printed figures.
fn added(one: &str, other: &str, view: &Context<'_>) -> Option<String> {
    let sum = Number::parse(one)?.add(&Number::parse(other)?)?;
    Some(view.exact(&sum))
}
