//! What may be asked for: a class, a place in the list, an award.

use crate::commendation::{Proposal, propose};
use crate::evaluation::missing::{Goal, Missing, missing};
use crate::evaluation::{Evaluation, Verdict};
use crate::ranking::{Options, rank_with};

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// The class at an index, or a better one.
    Class(usize),
    /// This place in the nominee's list, or a better one.
    Place(usize),
    /// To be proposed for the award at an index.
    Award(usize),
}

/// The work of ranking and proposing one nominee, beside that of judging.
const WORK_OF_EACH: u64 = 50;

impl Wanted {
    /// What a nominee is missing. Places and awards are those of everybody ranked and proposed
    /// anew, with the one verdict in place of the nominee's own.
    pub(super) fn missing(
        self,
        proposal: &Proposal<'_>,
        (scheme, nominee): (usize, usize),
    ) -> Missing {
        let ranking = &proposal.ranking;
        let roster = ranking.evaluation.roster;
        let evaluated = &ranking.evaluation.schemes[scheme];
        if let Self::Class(class) = self {
            return missing(evaluated, roster, nominee, Goal::Class(class));
        }
        let own = &evaluated.judged[nominee];
        let stands = self.is_reached(proposal, (scheme, nominee));
        let options = Options {
            seed: ranking.seed.clone(),
        };
        let mut others = ranking.evaluation.clone();
        let mut is_reached = |verdict: &Verdict| {
            if alike(own, verdict) {
                return stands;
            }
            let none = Evaluation {
                roster,
                schemes: Vec::new(),
            };
            let mut evaluation = std::mem::replace(&mut others, none);
            evaluation.schemes[scheme].judged[nominee] = verdict.clone();
            let proposal = propose(rank_with(evaluation, &options));
            let is_reached = self.is_reached(&proposal, (scheme, nominee));
            others = proposal.ranking.evaluation;
            is_reached
        };
        let goal = Goal::Other {
            is_reached: &mut is_reached,
            work: WORK_OF_EACH * roster.nominations.len() as u64,
        };
        missing(evaluated, roster, nominee, goal)
    }

    fn is_reached(self, proposal: &Proposal<'_>, (scheme, nominee): (usize, usize)) -> bool {
        match self {
            Self::Class(class) => {
                let one = &proposal.ranking.evaluation.schemes[scheme].judged[nominee];
                one.class().is_some_and(|own| own <= class)
            }
            Self::Place(rank) => {
                let lists = proposal.ranking.schemes[scheme].iter();
                let mut places = lists.flat_map(|list| &list.places);
                places.any(|place| place.nominee == nominee && place.rank <= rank)
            }
            Self::Award(award) => {
                let mut awards = proposal.schemes[scheme].iter();
                let award = awards.find(|proposal| proposal.award == award);
                let mut seats = award.iter().flat_map(|award| &award.proposed);
                seats.any(|seat| seat.nominee == nominee)
            }
        }
    }
}

/// Whether two verdicts rank alike and meet the same terms.
fn alike(one: &Verdict, other: &Verdict) -> bool {
    let kind = |verdict: &Verdict| (verdict.status(), verdict.class());
    kind(one) == kind(other)
        && one.total() == other.total()
        && one.ties().eq(other.ties())
        && one.awards() == other.awards()
}
