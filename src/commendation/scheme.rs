//! The proposals for the awards of a scheme, in turn, and what decisions changed of them.

use super::award::propose;
use super::candidates::Case;
use super::proposal::{AwardProposal, WithoutDecision};
use super::ways::ways;
use crate::ranking::Ranking;
use crate::roster::{AboutDecision, Decided};

/// Proposals for every award of a scheme.
pub(super) fn propose_all(ranking: &Ranking<'_>, scheme: usize) -> Vec<AwardProposal> {
    let by_rules = in_turn(ranking, scheme, false);
    let decisions = ranking.evaluation.roster.council.decisions.iter();
    let mut abouts = decisions.map(|decision| decision.about);
    if !abouts.any(|about| matches!(about, AboutDecision::Award(_))) {
        return by_rules;
    }
    let mut proposals = in_turn(ranking, scheme, true);
    let decisions = &ranking.evaluation.roster.council.decisions;
    for (proposal, by_rules) in proposals.iter_mut().zip(&by_rules) {
        proposal.decided.retain_mut(|ruling| {
            let decision = &decisions[ruling.decision];
            if !matches!(decision.about, AboutDecision::Award(_)) {
                return true;
            }
            let Some(standing) = standing(by_rules, ruling.nominee) else {
                return false;
            };
            ruling.by_rules = standing;
            // What the rules give without it needed no decision.
            match decision.decided {
                Decided::Yes => standing != WithoutDecision::Proposed,
                Decided::No | Decided::Order(_) => !matches!(standing, WithoutDecision::Missed(_)),
            }
        });
    }
    proposals
}

/// Award by award, in the order of the file.
fn in_turn(ranking: &Ranking<'_>, scheme: usize, decide: bool) -> Vec<AwardProposal> {
    let case = Case {
        ranking,
        evaluated: &ranking.evaluation.schemes[scheme],
        scheme,
        decide,
    };
    let awards = 0..case.awards().len();
    let (contests, proposals): (Vec<_>, Vec<_>) = awards.map(|at| case.contest(at)).unzip();
    let ways = ways(&contests);
    let mut earlier = Vec::new();
    for (contest, proposal) in contests.iter().zip(proposals) {
        let proposal = propose(&case, contest, proposal, &earlier, ways.as_deref());
        earlier.push(proposal);
    }
    earlier
}

/// How somebody stands in a proposal; `None` for those who have no place.
fn standing(proposal: &AwardProposal, nominee: usize) -> Option<WithoutDecision> {
    if proposal.proposed.iter().any(|one| one.nominee == nominee) {
        return Some(WithoutDecision::Proposed);
    }
    if proposal.contested.iter().any(|one| one.nominee == nominee) {
        return Some(WithoutDecision::Contested);
    }
    let mut awaiting = proposal.awaiting.iter();
    if let Some(one) = awaiting.find(|one| one.nominee == nominee) {
        return Some(WithoutDecision::Awaiting(one.why));
    }
    let mut missed = proposal.missed.iter();
    let missed = missed.find(|one| one.nominee == nominee)?;
    Some(WithoutDecision::Missed(missed.reason))
}
