//! What is wrong with what people decided, once it is held against the results.

use std::collections::BTreeSet;

use super::problem::CommendationProblem;
use super::proposal::Proposal;
use super::rulings::line_decision;
use crate::diagnostic::{Diagnostics, Place, Problem as _};
use crate::evaluation::Status;
use crate::locale::{Locale, Text};
use crate::ranking::Settled;
use crate::roster::{AboutDecision, Decision, RowAddress, VoteCount};

/// What is wrong with what people decided: decisions about what needed none, orders that do not
/// part all equals, more chosen than there are seats.
pub fn findings(proposal: &Proposal<'_>) -> Diagnostics {
    let mut findings = Diagnostics::new();
    let held = held(proposal);
    let decisions = &proposal.ranking.evaluation.roster.council.decisions;
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
    let votes = &evaluation.roster.council.votes;
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
                let roster = evaluation.roster;
                let members = own.contested.iter().filter(|one| one.line == line);
                let chosen = members.filter(|one| {
                    let id = evaluated.judged[one.nominee].id();
                    line_decision(roster, id, award).is_some_and(|(seated, _)| seated)
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
                "đối tượng này không thuộc nhóm đồng hạng cùng được xét suất cuối cùng",
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
    let nominee = decision.nominee.to_string();
    // Whoever was left out may be the one on whose account people decided.
    let skipped = &proposal.ranking.evaluation.roster.skipped;
    if skipped
        .iter()
        .any(|row| row.scheme.is_none_or(|it| it == scheme))
    {
        return CommendationProblem::NeedlessSkipped {
            nominee,
            about,
            why,
        };
    }
    CommendationProblem::Needless {
        nominee,
        about,
        why,
    }
}
