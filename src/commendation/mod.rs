//! From the places of all rankings to proposals: conditions, exclusions, votes, quotas, reserves,
//! equals at the line, and what people decided.
//!
//! Somebody is proposed if it has a seat however what is still open comes out (votes not yet held,
//! equals whom people are to part), missed if it has one in no case, and else waits.

mod award;
mod bounds;
mod candidates;
mod contest;
mod earlier_awards;
mod equals;
mod findings;
mod free_seats;
mod in_the_way;
mod line;
mod problem;
mod proposal;
mod quota;
mod rulings;
mod scheme;
mod tally;
mod vote;
mod ways;

pub use findings::findings;
pub use problem::CommendationProblem;
pub use proposal::{
    Awaited, Awaiting, AwardProposal, Contested, InTheWay, Missed, MissedReason, Proposal,
    QuotaUse, Ruling, Seat, WaitsFor, WithoutDecision,
};
pub use quota::BETWEEN;
pub use vote::{Unvoted, VoteOutcome, Voted};

use crate::ranking::Ranking;

/// Proposes, award by award, in the order of the file.
pub fn propose(ranking: Ranking<'_>) -> Proposal<'_> {
    let schemes = 0..ranking.schemes.len();
    let schemes = schemes.map(|scheme| scheme::propose_all(&ranking, scheme));
    let schemes = schemes.collect();
    Proposal { ranking, schemes }
}
