//! Everybody of a scheme judged: the cohort numbers over all of them first, then each by itself.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::nominee::Nominee;
use super::scratch::{Around, Scratch};
use super::shares::shares;
use super::sheet::ScoreSheet;
use super::stages;
use super::verdict::Verdict;
use crate::cohort::{Figures, Share, own_part};
use crate::number::Number;
use crate::parallel::chunked;
use crate::roster::{Nomination, Roster};
use crate::rule::{Input, Rulebook, Runner};
use crate::scheme::Cohort;

/// What one nominee brings to each cohort number of its scheme, and its part of each.
pub(super) struct Brings {
    pub(super) id: Arc<str>,
    shares: Vec<(Option<String>, Share)>,
}

impl Brings {
    /// What a nominee brings.
    pub(super) fn of(
        runner: &mut Runner<'_>,
        book: &Rulebook,
        nominee: &Nomination,
        known: &Input<'_>,
    ) -> Self {
        let cohorts = book.scheme.cohorts.iter();
        let parts = cohorts.map(|cohort| own_part(cohort, known).map(Cow::into_owned));
        Self {
            id: Arc::clone(&nominee.id),
            shares: parts.zip(shares(runner, book, known)).collect(),
        }
    }
}

/// The cohort numbers of a scheme over what everybody brings; they come by id.
pub(super) fn figures(book: &Rulebook, everybody: &[Brings]) -> Vec<Figures> {
    let collect = |(at, cohort): (usize, &Cohort)| {
        let shares = everybody.iter().map(|one| {
            let (part, share) = &one.shares[at];
            (&one.id, part.as_deref().map(Cow::Borrowed), share)
        });
        Figures::collect(cohort, shares)
    };
    let cohorts = book.scheme.cohorts.iter().enumerate();
    cohorts.map(collect).collect()
}

/// The cohort numbers of a scheme, and the verdicts on its nominees by id.
pub(super) type JudgedScheme = (Vec<Figures>, Vec<Verdict>);

/// Judges all nominees of a scheme, which come by id.
pub(super) fn judge_all(
    book: &Rulebook,
    roster: &Roster,
    nominees: &[Nominee<'_>],
) -> JudgedScheme {
    let scheme = &book.scheme;
    let brings = if scheme.cohorts.is_empty() {
        Vec::new()
    } else {
        chunked(nominees, |slice| {
            book.with_runner(|runner| {
                let brings = |one: &Nominee<'_>| Brings::of(runner, book, one, &roster.known(one));
                slice.iter().map(brings).collect()
            })
        })
    };
    let figures = figures(book, &brings);
    let around = Around::of(roster, scheme, &figures);
    let judged = chunked(nominees, |slice| {
        book.with_runner(|runner| {
            let mut scratch = Scratch::new(scheme);
            let judge =
                |one: &Nominee<'_>| stages::verdict(runner, book, one, &around, &mut scratch);
            slice.iter().map(judge).collect()
        })
    });
    (figures, judged)
}

/// Judges the one nominee of a case; cohort numbers that the case names are taken from it, the
/// others are those of the nominee alone.
pub fn judge_case<'a>(
    book: &Rulebook,
    roster: &'a Roster,
    given: &BTreeMap<usize, Option<Number>>,
) -> ScoreSheet<'a> {
    let nominee = &roster.nominations[0];
    book.with_runner(|runner| {
        let known = roster.known(nominee);
        let alone = Brings::of(runner, book, nominee, &known);
        let mut figures = figures(book, &[alone]);
        for (at, figure) in given {
            figures[*at] = Figures::fixed(figure.clone());
        }
        let around = Around::of(roster, &book.scheme, &figures);
        let mut scratch = Scratch::new(&book.scheme);
        stages::sheet(runner, book, nominee.into(), &around, &mut scratch)
    })
}
