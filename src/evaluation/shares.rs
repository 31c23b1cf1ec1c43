//! What a nominee brings to the cohort numbers of its scheme.

use super::early::{Early, early};
use super::reason::Status;
use crate::cohort::{Share, part_is_empty, share};
use crate::rule::{Input, Rulebook, Runner};

/// What a nominee brings to each cohort number of its scheme.
pub(super) fn shares(runner: &mut Runner<'_>, book: &Rulebook, known: &Input<'_>) -> Vec<Share> {
    runner.turn_to(known);
    let early = early(runner, book, known);
    let cohorts = 0..book.scheme.cohorts.len();
    cohorts
        .map(|at| own_share(runner, book, known, &early, at))
        .collect()
}

pub(super) fn own_share(
    runner: &mut Runner<'_>,
    book: &Rulebook,
    known: &Input<'_>,
    early: &Early,
    at: usize,
) -> Share {
    let cohort = &book.scheme.cohorts[at];
    let spoken = !early.spoke.is_empty();
    // Whom a gate refuses is refused, not incomplete: it is still compared with, in its own part.
    let refused = early.gates == Some(Status::Refused);
    let incomplete = early.is_incomplete() && (!refused || part_is_empty(cohort, known));
    share(runner, at, cohort, known, spoken, incomplete)
}
