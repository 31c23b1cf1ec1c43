//! The floors of a nominee's rows and groups, reached or not.

use super::rows::guards;
use crate::evaluation::{Outcome, ScoreSheet};
use crate::number::{self, Number};
use crate::report::context::Context;
use crate::scheme::{CriterionKind, Floor, NeededFor};

/// A floor as rendered, with what it guards.
pub(super) struct Guard<'p> {
    /// What the sheet says of it.
    pub(super) told: super::model::Floor,
    /// What it guards; empty: everything.
    pub(super) needed_for: &'p [NeededFor],
}

/// Every floor of the scheme that concerns this nominee, in the order of the file.
pub(super) fn floors<'p>(view: &Context<'p>, one: &ScoreSheet<'_>) -> Vec<Guard<'p>> {
    let scheme = view.scheme();
    let mut all = Vec::new();
    let mut tell =
        |id: &str, title: &str, floor: &Floor, points: &Number, max: &Number, needed_for| {
            let needed = view.number(&floor.points(max));
            let needed = if floor.above {
                view.words.above(&needed)
            } else {
                view.words.at_least(&needed)
            };
            let guards = guards(view, needed_for);
            all.push(Guard {
                told: super::model::Floor {
                    id: id.to_owned(),
                    title: title.to_owned(),
                    points: view.exact(points),
                    needed,
                    reached: floor.is_reached(points, max),
                    guards: if guards.is_empty() {
                        Vec::new()
                    } else {
                        vec![guards]
                    },
                },
                needed_for,
            });
        };
    for (at, (group, sum)) in scheme.groups.iter().zip(&one.groups).enumerate() {
        if sum.dropped {
            continue;
        }
        let title = view.text(&group.title);
        if let Some(floor) = &group.floor {
            tell(
                &group.id,
                title,
                floor,
                &sum.points,
                &sum.max,
                &group.needed_for[..],
            );
        }
        let Some(each) = &group.each else { continue };
        for (row, mark) in scheme.criteria.iter().zip(&one.marks) {
            let inside = row.kind == CriterionKind::Scored && scheme.lies_in(row.group, at);
            if let (true, Outcome::Points(points)) = (inside, &mark.outcome) {
                let max = row.max.as_ref().unwrap_or(&number::ZERO);
                let title = view.text(&row.title);
                tell(&row.id, title, each, points, max, &group.needed_for[..]);
            }
        }
    }
    for (row, mark) in scheme.criteria.iter().zip(&one.marks) {
        if let (Some(floor), Outcome::Points(points)) = (&row.floor, &mark.outcome) {
            let max = row.max.as_ref().unwrap_or(&number::ZERO);
            let title = view.text(&row.title);
            tell(&row.id, title, floor, points, max, &row.needed_for[..]);
        }
    }
    all
}

/// The floors that somebody misses, by id, each in words.
pub(in crate::report) fn missed_floors(
    view: &Context<'_>,
    one: &ScoreSheet<'_>,
) -> Vec<(String, String)> {
    let missed = floors(view, one).into_iter().map(|guard| guard.told);
    let missed = missed.filter(|floor| !floor.reached);
    let said = |floor: super::model::Floor| {
        let points = view.locale.number(&floor.points);
        let said = view
            .words
            .misses_floor(&floor.title, &points, &floor.needed);
        (floor.id, said)
    };
    missed.map(said).collect()
}
