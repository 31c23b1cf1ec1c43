//! What the council did, for machines: votes, reserves, lots, decisions.

use std::num::NonZero;

use serde::Serialize;

use crate::commendation::{AwardProposal, VoteOutcome, Voted};
use crate::ranking::{Place, Settled};
use crate::report::context::Context;
use crate::roster::{AboutDecision, Decided, Decision};

/// Somebody without a place yet, on whom a proposal hangs.
#[derive(Serialize)]
pub(super) struct InTheWayResult<'p> {
    id: &'p str,
    status: &'static str,
    could_take_seat: bool,
}

/// Who has no place yet.
pub(super) fn in_the_way<'p>(
    view: &Context<'p>,
    proposal: &AwardProposal,
) -> Vec<InTheWayResult<'p>> {
    let all = proposal.in_the_way.iter();
    all.map(|one| InTheWayResult {
        id: view.judged[one.nominee].id(),
        status: view.judged[one.nominee].status().word(),
        could_take_seat: one.could_take_seat,
    })
    .collect()
}

/// Somebody on whom there is no vote yet, or who owes a reason in writing.
#[derive(Serialize)]
pub(super) struct AwaitingResult<'p> {
    id: &'p str,
    reason: &'static str,
    holds_seat: bool,
}

/// The vote on somebody.
#[derive(Serialize)]
pub(super) struct VoteResult<'p> {
    id: &'p str,
    outcome: &'static str,
    agree: u32,
    of: Option<u32>,
    share: String,
    /// Only where reaching the share exactly is not enough.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    more_than: bool,
    /// How many voted for the lower award; only where somebody did.
    #[serde(skip_serializing_if = "Option::is_none")]
    downgrade: Option<NonZero<u32>>,
    /// The award voted for instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    downgraded_to: Option<&'p str>,
}

/// Somebody seated by a reserve.
#[derive(Serialize)]
pub(super) struct ReserveResult<'p> {
    id: &'p str,
    reserve: String,
}

/// What people decided.
#[derive(Serialize)]
pub(super) struct DecidedResult<'p> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'p str>,
    about: &'static str,
    /// The standard or the award that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<&'p str>,
    decision: String,
    reason: &'p str,
    by: &'p str,
    paper: &'p str,
    by_rules: &'static str,
}

/// The lot.
#[derive(Serialize)]
pub(super) struct LotResult<'p> {
    seed: &'p str,
    digests: Vec<DigestResult<'p>>,
}

#[derive(Serialize)]
struct DigestResult<'p> {
    id: &'p str,
    digest: String,
    check: String,
}

pub(super) fn awaiting<'p>(
    view: &Context<'p>,
    proposal: &AwardProposal,
) -> Vec<AwaitingResult<'p>> {
    let awaiting = proposal.awaiting.iter();
    awaiting
        .map(|one| AwaitingResult {
            id: view.judged[one.nominee].id(),
            reason: one.why.word(),
            holds_seat: one.holds_seat,
        })
        .collect()
}

/// Every vote that was counted.
pub(super) fn votes<'p>(view: &Context<'p>, proposal: &AwardProposal) -> Vec<VoteResult<'p>> {
    let scheme = view.scheme();
    let Some(vote) = &scheme.awards[proposal.award].vote else {
        return Vec::new();
    };
    let result = |voted: &Voted| VoteResult {
        id: view.judged[voted.nominee].id(),
        outcome: voted.outcome.word(),
        agree: voted.agree,
        of: voted.of,
        share: vote.share.to_string(),
        more_than: vote.above,
        downgrade: NonZero::new(voted.downgrade),
        downgraded_to: match voted.outcome {
            VoteOutcome::Downgraded(lower) => Some(scheme.awards[lower].id.as_str()),
            _ => None,
        },
    };
    let counted = proposal.votes.iter().filter(|voted| voted.counted);
    counted.map(result).collect()
}

pub(super) fn by_reserve<'p>(
    view: &Context<'p>,
    proposal: &AwardProposal,
) -> Vec<ReserveResult<'p>> {
    let seats = proposal.proposed.iter();
    let seats = seats.filter_map(|seat| {
        Some(ReserveResult {
            id: view.judged[seat.nominee].id(),
            reserve: view.reserve(proposal.award, seat.reserve?).to_owned(),
        })
    });
    seats.collect()
}

/// What people decided about an award.
pub(super) fn at_award<'p>(view: &Context<'p>, proposal: &AwardProposal) -> Vec<DecidedResult<'p>> {
    let rulings = proposal.decided.iter();
    let result = |ruling: &crate::commendation::Ruling| {
        let id = view.judged[ruling.nominee].id();
        decided(view, Some(id), ruling.decision, ruling.by_rules.word())
    };
    rulings.map(result).collect()
}

/// What people decided about a nominee itself: its gates and standards, its place.
pub(super) fn on_nominee<'p>(
    view: &Context<'p>,
    nominee: usize,
    place: Option<&Place>,
) -> Vec<DecidedResult<'p>> {
    let ruled = view.judged[nominee].decided().iter();
    let ruled = ruled.map(|one| decided(view, None, one.decision, one.by_rules.word()));
    let settled = place.and_then(|place| match place.settled {
        Some(Settled::Council(decision)) => Some(decided(view, None, decision, "tied")),
        _ => None,
    });
    ruled.chain(settled).collect()
}

fn decided<'p>(
    view: &Context<'p>,
    id: Option<&'p str>,
    decision: usize,
    by_rules: &'static str,
) -> DecidedResult<'p> {
    let scheme = view.scheme();
    let said: &'p Decision = &view.roster.council.decisions[decision];
    let (about, of) = match said.about {
        AboutDecision::Tie => ("tie", None),
        AboutDecision::Hold => ("hold", None),
        AboutDecision::Line(at) => ("line", Some(scheme.awards[at].id.as_str())),
        AboutDecision::Award(at) => ("award", Some(scheme.awards[at].id.as_str())),
        AboutDecision::Standard(at) => ("standard", Some(scheme.criteria[at].id.as_str())),
    };
    DecidedResult {
        id,
        about,
        of,
        decision: match said.decided {
            Decided::Order(order) => order.to_string(),
            Decided::Yes => "yes".to_owned(),
            Decided::No => "no".to_owned(),
        },
        reason: &said.reason,
        by: &said.by,
        paper: &said.paper,
        by_rules,
    }
}

/// The lot; `None` if it settled nothing.
pub(super) fn lot<'p>(view: &Context<'p>) -> Option<LotResult<'p>> {
    let lots = view.lots();
    let seed = view.seed.filter(|_| !lots.is_empty())?;
    let digest = |(nominee, lot): &(usize, crate::ranking::Lot)| DigestResult {
        id: view.judged[*nominee].id(),
        digest: lot.digest().to_owned(),
        check: view.lot_command(*nominee),
    };
    Some(LotResult {
        seed,
        digests: lots.iter().map(digest).collect(),
    })
}
