//! The stages of scoring side by side: what a nominee would come to in each (K18).

use super::whole::judge_again;
use super::{Judgement, SchemeEvaluation, Status};
use crate::dossier::Dossier;
use crate::number::Decimal;
use crate::parallel::deep;
use crate::rule::Known;

/// What a nominee comes to in one stage.
#[derive(Debug, Clone)]
pub struct StageSheet {
    /// The total; nothing where something is not marked or a rule failed.
    pub total: Option<Decimal>,
    /// The points of the rows, by criterion; nothing for standards and for what is not marked.
    pub points: Vec<Option<Decimal>>,
    /// Whether standards are met, by criterion.
    pub met: Vec<Option<bool>>,
}

/// A nominee in every stage of its scheme, in their order; empty where there are none. What counts
/// is the judgement itself; the others are judged again with the marks of their own stage, while
/// the cohort numbers are held as they are.
pub fn stages(
    evaluated: &SchemeEvaluation<'_>,
    dossier: &Dossier,
    nominee: usize,
) -> Vec<StageSheet> {
    let scheme = &evaluated.book.scheme;
    let one = &evaluated.judged[nominee];
    let counting = scheme.ranking.stage;
    let sheet = |at: usize| {
        if counting == Some(at) {
            return of(one);
        }
        let mut facts = one.nomination.facts.to_vec();
        let council = &dossier.council;
        council.marked(scheme, &one.nomination.id, at, &mut facts);
        let known = Known {
            facts: &facts,
            ..dossier.known(&one.nomination)
        };
        evaluated.book.with_runner(|runner| {
            let (book, figures) = (evaluated.book, &evaluated.cohorts);
            of(&judge_again(runner, book, &one.nomination, &known, figures))
        })
    };
    deep(|| (0..scheme.stages.len()).map(sheet).collect())
}

fn of(sheet: &Judgement<'_>) -> StageSheet {
    StageSheet {
        total: sheet.total().filter(|_| sheet.status != Status::Incomplete),
        points: sheet.marks.iter().map(super::Mark::points).collect(),
        met: sheet.marks.iter().map(super::Mark::met).collect(),
    }
}
