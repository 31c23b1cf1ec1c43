//! The stages of scoring side by side: what a nominee would come to in each (K18).
//!
//! What counts is the verdict itself; for the other stages the nominee is judged again with the
//! marks of that stage, while the cohort numbers are held as they are.

use super::judge::judge;
use super::nominee::Nominee;
use super::outcome::Mark;
use super::reason::Status;
use super::scratch::{Around, Scratch};
use super::sheet::{Recorder, ScoreSheet, StageSheet};
use super::verdict::Verdict;
use crate::number::Number;
use crate::roster::Nomination;
use crate::rule::{Rulebook, Runner};

/// Judges one nominee, in all its stages.
pub(super) fn verdict(
    runner: &mut Runner<'_>,
    book: &Rulebook,
    nominee: &Nomination,
    around: &Around<'_>,
    scratch: &mut Scratch,
) -> Verdict {
    let mut verdict = judge(runner, book, nominee, around, scratch, &mut ());
    if !book.scheme.stages.is_empty() {
        let own = total(&verdict);
        let mut stage = |at: usize| {
            if !is_other(book, nominee, around, at) {
                return own.clone();
            }
            let (nominee, around) = in_stage(book, nominee, around, at);
            total(&judge(runner, book, &nominee, &around, scratch, &mut ()))
        };
        let stages = 0..book.scheme.stages.len();
        verdict.more_mut().stages = stages.map(&mut stage).collect();
    }
    verdict
}

/// Judges one nominee again for its score sheet, in all its stages.
pub(super) fn sheet<'a>(
    runner: &mut Runner<'_>,
    book: &Rulebook,
    nominee: Nominee<'a>,
    around: &Around<'_>,
    scratch: &mut Scratch,
) -> ScoreSheet<'a> {
    let mut recorder = Recorder::default();
    let verdict = judge(runner, book, &nominee, around, scratch, &mut recorder);
    let own = of(&verdict, &recorder.marks);
    let mut stage = |at: usize| {
        if !is_other(book, &nominee, around, at) {
            return own.clone();
        }
        let (nominee, around) = in_stage(book, &nominee, around, at);
        let mut recorder = Recorder::default();
        let verdict = judge(runner, book, &nominee, &around, scratch, &mut recorder);
        of(&verdict, &recorder.marks)
    };
    let stages = 0..book.scheme.stages.len();
    let stages = stages.map(&mut stage).collect();
    ScoreSheet {
        stages,
        ..recorder.sheet(nominee, verdict)
    }
}

/// Whether a nominee may come to something else in a stage: somebody marked it, and it is not the
/// stage that counts.
fn is_other(book: &Rulebook, nominee: &Nomination, around: &Around<'_>, at: usize) -> bool {
    let is_marked = around.council.marks.contains_key(&nominee.id);
    is_marked && book.scheme.ranking.stage != Some(at)
}

/// The nominee with the marks of a stage.
fn in_stage<'a>(
    book: &Rulebook,
    nominee: &Nomination,
    around: &Around<'a>,
    at: usize,
) -> (Nomination, Around<'a>) {
    let mut marked = nominee.clone();
    let council = around.council;
    council.marked(&book.scheme, &nominee.id, at, &mut marked.facts);
    let around = Around {
        stage: Some(at),
        ..*around
    };
    (marked, around)
}

fn total(verdict: &Verdict) -> Option<Number> {
    verdict
        .total()
        .cloned()
        .filter(|_| verdict.status() != Status::Incomplete)
}

fn of(verdict: &Verdict, marks: &[Mark]) -> StageSheet {
    StageSheet {
        total: total(verdict),
        points: marks.iter().map(|mark| mark.points().cloned()).collect(),
        met: marks.iter().map(Mark::met).collect(),
    }
}
