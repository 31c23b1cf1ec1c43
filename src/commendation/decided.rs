//! What people decided about lines and awards, held against what the rules alone would give.

use std::collections::BTreeSet;

use super::award::propose;
use super::problem::CommendationProblem;
use super::{AwardProposal, MissedReason, Proposal};
use crate::diagnostic::{Diagnostics, Place, Problem as _};
use crate::evaluation::{Status, decisions_on};
use crate::locale::{Locale, Text};
use crate::ranking::{Ranking, Settled};
use crate::roster::{AboutDecision, Decided, Decision, Dossier, RowAddress, VoteCount};

/// A decision about an award that took the place of what the rules give.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ruling {
    /// The nominee.
    pub nominee: usize,
    /// The decision, by its index among the council's.
    pub decision: usize,
    /// What the rules alone give.
    pub by_rules: Stood,
}

/// How somebody stands for an award.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stood {
    /// It is proposed.
    Proposed,
    /// It stands equal at a line, or waits.
    Contested,
    /// There is no vote on it yet.
    Awaiting,
    /// It is not proposed.
    Missed(MissedReason),
}

impl Stood {
    /// The word of the JSON contract.
    pub fn word(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Contested => "contested",
            Self::Awaiting => "awaiting",
            Self::Missed(reason) => reason.word(),
        }
    }
}

/// Proposals for every award of a scheme.
pub(super) fn propose_all(ranking: &Ranking<'_>, scheme: usize) -> Vec<AwardProposal> {
    let by_rules = in_turn(ranking, scheme, false);
    let decisions = ranking.evaluation.dossier.council.decisions.iter();
    let mut abouts = decisions.map(|decision| decision.about);
    if !abouts.any(|about| matches!(about, AboutDecision::Award(_))) {
        return by_rules;
    }
    let mut proposals = in_turn(ranking, scheme, true);
    let decisions = &ranking.evaluation.dossier.council.decisions;
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
                Decided::Yes => standing != Stood::Proposed,
                Decided::No | Decided::Order(_) => !matches!(standing, Stood::Missed(_)),
            }
        });
    }
    proposals
}

fn in_turn(ranking: &Ranking<'_>, scheme: usize, decide: bool) -> Vec<AwardProposal> {
    let awards = ranking.evaluation.schemes[scheme].book.scheme.awards.len();
    let mut proposals: Vec<AwardProposal> = Vec::new();
    for at in 0..awards {
        let proposal = propose(ranking, scheme, at, &proposals, decide);
        proposals.push(proposal);
    }
    proposals
}

/// How somebody stands in a proposal; nothing for those who have no place.
fn standing(proposal: &AwardProposal, nominee: usize) -> Option<Stood> {
    if proposal.proposed.iter().any(|one| one.nominee == nominee) {
        return Some(Stood::Proposed);
    }
    if proposal.contested.iter().any(|one| one.nominee == nominee) {
        return Some(Stood::Contested);
    }
    if proposal.awaiting.iter().any(|one| one.nominee == nominee) {
        return Some(Stood::Awaiting);
    }
    let mut missed = proposal.missed.iter();
    let missed = missed.find(|one| one.nominee == nominee)?;
    Some(Stood::Missed(missed.reason))
}

/// Whether the award at an index is given to a nominee or withheld, and by which decision.
pub(super) fn ruling_on(dossier: &Dossier, id: &str, award: usize) -> Option<(bool, usize)> {
    decided_about(dossier, id, AboutDecision::Award(award))
}

/// Whether a nominee gets a seat at an award's line, and by which decision.
pub(super) fn line_decision(dossier: &Dossier, id: &str, award: usize) -> Option<(bool, usize)> {
    decided_about(dossier, id, AboutDecision::Line(award))
}

fn decided_about(dossier: &Dossier, id: &str, about: AboutDecision) -> Option<(bool, usize)> {
    decisions_on(dossier, id).find_map(|(at, decision)| match decision.decided {
        Decided::Yes if decision.about == about => Some((true, at)),
        Decided::No if decision.about == about => Some((false, at)),
        _ => None,
    })
}

/// What is wrong with what people decided: decisions about what needed none, orders that do not
/// part all equals, more chosen than there are seats.
pub fn findings(proposal: &Proposal<'_>) -> Diagnostics {
    let mut findings = Diagnostics::new();
    let held = held(proposal);
    let decisions = &proposal.ranking.evaluation.dossier.council.decisions;
    // Several rows may be one fault together: it is told at the first of them.
    let mut told = BTreeSet::new();
    for (at, decision) in decisions.iter().enumerate() {
        if !held.contains(&at)
            && let Some(problem) = problem(proposal, decision)
            && told.insert(problem.message().get(Locale::En).to_owned())
        {
            findings.report(place(&decision.row), problem);
        }
    }
    needless_votes(proposal, &mut findings);
    findings
}

/// Warns of votes that nobody asked for: most likely they were cast on somebody else.
fn needless_votes(proposal: &Proposal<'_>, findings: &mut Diagnostics) {
    let evaluation = &proposal.ranking.evaluation;
    let votes = &evaluation.dossier.council.votes;
    // Most periods have none, and there may be very many nominees.
    if votes.is_empty() {
        return;
    }
    for (scheme, awards) in evaluation.schemes.iter().zip(&proposal.schemes) {
        for (nominee, one) in scheme.judged.iter().enumerate() {
            let is_counted = |vote: &&VoteCount| {
                let mut of_award = awards.iter().filter(|award| award.award == vote.award);
                of_award.any(|award| award.votes.iter().any(|voted| voted.nominee == nominee))
            };
            let votes = votes.get(one.id()).into_iter().flatten();
            for vote in votes.filter(|vote| !is_counted(vote)) {
                let Some(award) = scheme.book.scheme.awards.get(vote.award) else {
                    continue;
                };
                let problem = CommendationProblem::VoteNeedless {
                    nominee: one.id().to_string(),
                    award: award.title.clone(),
                };
                findings.report(place(&vote.row), problem);
            }
        }
    }
}

/// The row that somebody wrote.
fn place(row: &RowAddress) -> Place {
    Place::cell(&row.file, row.row, "")
}

/// The decisions that took the place of what the rules give.
fn held(proposal: &Proposal<'_>) -> BTreeSet<usize> {
    let schemes = proposal.ranking.evaluation.schemes.iter();
    let sheets = schemes.flat_map(|scheme| &scheme.judged);
    let on_sheets = sheets.flat_map(|sheet| sheet.decided().iter().map(|one| one.decision));
    let lists = proposal.ranking.schemes.iter().flatten();
    let places = lists.flat_map(|list| &list.places);
    let of_places = places.filter_map(|place| match place.settled {
        Some(Settled::Council(decision)) => Some(decision),
        _ => None,
    });
    let awards = proposal.schemes.iter().flatten();
    let of_awards = awards.flat_map(|award| award.decided.iter().map(|one| one.decision));
    on_sheets.chain(of_places).chain(of_awards).collect()
}

/// Why a decision could not hold.
fn problem(proposal: &Proposal<'_>, decision: &Decision) -> Option<CommendationProblem> {
    let evaluation = &proposal.ranking.evaluation;
    let mut found = evaluation
        .schemes
        .iter()
        .enumerate()
        .filter_map(|(at, own)| {
            let id = &decision.nominee;
            let nominee = own.judged.binary_search_by(|one| one.id().cmp(id));
            Some((at, nominee.ok()?))
        });
    // Whom nobody nominated, the file's reader has told already.
    let (scheme, nominee) = found.next()?;
    let evaluated = &evaluation.schemes[scheme];
    let status = evaluated.judged[nominee].status();
    if matches!(status, Status::Incomplete | Status::Failed) {
        // What is missing or fails is said already, and what is then to be decided is not known.
        return None;
    }
    match decision.about {
        AboutDecision::Tie => {
            let lists = proposal.ranking.schemes[scheme].iter();
            let mut places = lists.map(|list| &list.places);
            let places = places.find(|all| all.iter().any(|one| one.nominee == nominee));
            let own = places.and_then(|all| all.iter().find(|one| one.nominee == nominee));
            if let (Some(places), Some(own)) = (places, own)
                && own.open
            {
                let equals = places.iter().filter(|one| one.rank == own.rank);
                let names = equals.map(|one| evaluated.judged[one.nominee].id());
                let names: Vec<String> = names.map(|id| format!("`{id}`")).collect();
                let equals = names.join(", ");
                return Some(CommendationProblem::TieOrder { equals });
            }
        }
        AboutDecision::Line(award) => {
            let own = &proposal.schemes[scheme].get(award)?;
            let mut contested = own.contested.iter();
            let stands = contested.find(|one| one.nominee == nominee);
            if let Some((line, seats)) = stands.and_then(|one| Some((one.line, one.seats?))) {
                let dossier = evaluation.dossier;
                let members = own.contested.iter().filter(|one| one.line == line);
                let chosen = members.filter(|one| {
                    let id = evaluated.judged[one.nominee].id();
                    line_decision(dossier, id, award).is_some_and(|(seated, _)| seated)
                });
                return Some(CommendationProblem::LineSeats {
                    award: evaluated.book.scheme.awards[award].id.clone(),
                    seats,
                    found: chosen.count(),
                });
            }
        }
        AboutDecision::Hold | AboutDecision::Standard(_) | AboutDecision::Award(_) => {}
    }
    Some(needless(proposal, scheme, decision, status))
}

fn needless(
    proposal: &Proposal<'_>,
    scheme: usize,
    decision: &Decision,
    status: Status,
) -> CommendationProblem {
    let model = &proposal.ranking.evaluation.schemes[scheme].book.scheme;
    let award = |at: usize| model.awards.get(at).map_or("", |award| &award.id);
    let (about, why) = match decision.about {
        AboutDecision::Tie => (
            Text::both("thứ hạng", "the place"),
            Text::both(
                "không có ai đồng hạng phải phân định với đối tượng này",
                "nobody stands equal with it who is to be parted from it",
            ),
        ),
        AboutDecision::Line(at) => (
            Text::both(
                format!("suất cuối cùng của `{}`", award(at)),
                format!("the line of `{}`", award(at)),
            ),
            Text::both(
                "đối tượng này không thuộc nhóm đồng hạng tranh suất cuối cùng",
                "it does not stand among equals at the line",
            ),
        ),
        AboutDecision::Hold => (
            Text::both("việc tạm dừng xét", "the suspension"),
            Text::both("đối tượng này không bị tạm dừng xét", "it is not held"),
        ),
        AboutDecision::Standard(at) => {
            let row = model.criteria.get(at);
            let title = row.map(|row| &row.title);
            let title = |locale| title.map_or("", |title| title.get(locale));
            (
                Text::both(
                    format!("tiêu chuẩn “{}”", title(Locale::Vi)),
                    format!("the standard “{}”", title(Locale::En)),
                ),
                Text::both(
                    "theo quy tắc, tiêu chuẩn này đã cho kết quả như vậy",
                    "the rules say the same of this standard",
                ),
            )
        }
        AboutDecision::Award(at) => (
            Text::both(
                format!("hình thức `{}`", award(at)),
                format!("the award `{}`", award(at)),
            ),
            Text::both(
                "theo quy tắc, kết quả xét đã như vậy",
                "the rules give the same",
            ),
        ),
    };
    let late = !matches!(
        decision.about,
        AboutDecision::Hold | AboutDecision::Standard(_)
    );
    let why = if late && status != Status::Ranked {
        Text::both("đối tượng này không được xếp hạng", "it is not ranked")
    } else {
        why
    };
    CommendationProblem::Needless {
        nominee: decision.nominee.to_string(),
        about,
        why,
    }
}
