//! The stages of scoring side by side: what a nominee would come to in each (K18).

use super::decided::Rulings;
use super::whole::judge_again;
use super::{Judgement, Status};
use crate::cohort::Figures;
use crate::number::Decimal;
use crate::roster::Dossier;
use crate::rule::{Known, Rulebook, Runner};
use crate::scheme::Scheme;

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

/// A nominee in every stage of its scheme, in their order. What counts is the judgement itself;
/// the others are judged again with the marks of their own stage, while the cohort numbers are held
/// as they are.
pub(super) fn stages(
    runner: &mut Runner<'_>,
    book: &Rulebook,
    dossier: &Dossier,
    figures: &[Figures],
    one: &Judgement<'_>,
) -> Vec<StageSheet> {
    let scheme = &book.scheme;
    let nominee = &one.nomination;
    if !dossier.council.marks.contains_key(&nominee.id) {
        return alike(scheme, one);
    }
    let mut sheet = |at: usize| {
        if scheme.ranking.stage == Some(at) {
            return of(one);
        }
        let mut facts = nominee.facts.clone();
        dossier.council.marked(scheme, &nominee.id, at, &mut facts);
        let known = Known {
            facts: &facts,
            ..dossier.known(nominee)
        };
        let rulings = Rulings::on(dossier, scheme, &nominee.id, Some(at));
        of(&judge_again(
            runner, book, nominee, &known, figures, rulings,
        ))
    };
    (0..scheme.stages.len()).map(&mut sheet).collect()
}

/// A nominee whom nobody marked: it comes to the same in every stage.
pub(super) fn alike(scheme: &Scheme, one: &Judgement<'_>) -> Vec<StageSheet> {
    scheme.stages.iter().map(|_| of(one)).collect()
}

fn of(sheet: &Judgement<'_>) -> StageSheet {
    StageSheet {
        total: sheet.total().filter(|_| sheet.status != Status::Incomplete),
        points: sheet.marks.iter().map(super::Mark::points).collect(),
        met: sheet.marks.iter().map(super::Mark::met).collect(),
    }
}
