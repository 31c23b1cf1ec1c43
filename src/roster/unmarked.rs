//! Rows that nobody marked and that count as their scheme says (`unmarked`): nothing of that is
//! silent.

use super::council::{Council, Marked};
use super::index::Index;
use super::names::quoted;
use super::problem::CouncilProblem;
use crate::diagnostic::{Diagnostics, Place};
use crate::locale::Text;

/// So many nominees are named.
const NAMED: usize = 5;

/// Reports each row that nobody marked, with the nominees and what it counts as.
pub(super) fn report(council: &Council, index: &Index<'_>, file: &str, found: &mut Diagnostics) {
    for (at, scheme) in index.schemes().enumerate() {
        let Some(stage) = scheme.ranking.stage else {
            continue;
        };
        for row in 0..scheme.criteria.len() {
            let nominees = index.nominations().iter().filter(|it| it.scheme == at);
            let mut counts = None;
            let unmarked = nominees.filter(|one| {
                let counted = council.unmarked(scheme, &one.id, row, stage);
                let is_unmarked = counted.is_some();
                counts = counts.take().or(counted);
                is_unmarked
            });
            let unmarked: Vec<&str> = unmarked.map(|one| &*one.id).collect();
            if let Some(counts) = counts {
                let problem = CouncilProblem::RowUnmarked {
                    criterion: scheme.criteria[row].title.clone(),
                    counts: said(&counts),
                    count: unmarked.len(),
                    nominees: quoted(unmarked.iter().take(NAMED).copied())
                        + if unmarked.len() > NAMED { ", …" } else { "" },
                };
                found.report(Place::File(file.into()), problem);
            }
        }
    }
}

fn said(counts: &Marked) -> Text {
    match counts {
        Marked::Points(points) => Text::each(|locale| {
            let points = locale.number(points);
            locale.of(format!("{points} điểm"), format!("{points} points"))
        }),
        Marked::Met(true) => Text::both("đạt", "met"),
        Marked::Met(false) => Text::both("không đạt", "not met"),
    }
}
