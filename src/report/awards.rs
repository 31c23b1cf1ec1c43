//! Who is proposed for an award, who is at the line, who is not proposed and why.

use std::collections::{BTreeMap, BTreeSet};

use super::context::Context;
use super::lists::total;
use super::page::{Block, Columns, Page, Table};
use crate::commendation::{Awaited, Awaiting, AwardProposal, BETWEEN, QuotaUse, WaitsFor};
use crate::scheme::{Base, PartBy, Percent, Quota, QuotaSize};

/// Adds what is proposed for one award.
pub(super) fn award(view: &Context<'_>, proposal: &AwardProposal, page: &mut Page) {
    let award = &view.scheme().awards[proposal.award];
    let title = view.words.proposal(view.text(&award.title));
    page.push(Block::Subheading(title));
    let mut quotas = quotas(view, proposal);
    quotas.extend(view.composition(proposal));
    if !quotas.is_empty() {
        page.push(Block::List(quotas));
    }
    if let Some(said) = view.in_the_way(proposal) {
        page.push(Block::Note(said));
    }
    if proposal.proposed.is_empty() {
        page.push(Block::Note(view.words.nobody_proposed().to_owned()));
    }
    page.table(proposed(view, proposal));
    for (line, sentence) in lines(view, proposal) {
        page.push(Block::Note(sentence));
        page.table(contested(view, proposal, line));
    }
    for (said, own) in waiting(view, proposal) {
        page.push(Block::Note(said));
        page.table(awaiting(view, &own));
    }
    if !proposal.missed.is_empty() {
        page.push(Block::Note(view.words.not_proposed(proposal.missed.len())));
        page.table(missed(view, proposal));
    }
}

/// What is not settled of an award, a sentence each: a paper with its names says so.
pub(super) fn open(view: &Context<'_>, proposal: &AwardProposal) -> Vec<String> {
    let lines = lines(view, proposal).into_iter();
    let lines = lines.map(|(_, sentence)| format!("{sentence}."));
    let waiting = waiting(view, proposal).into_iter();
    let waiting = waiting.map(|(said, _)| format!("{}.", said.trim_end_matches(':')));
    let in_the_way = view.in_the_way(proposal).into_iter();
    in_the_way.chain(lines).chain(waiting).collect()
}

/// The lines at which there are equals, and what is said of each.
fn lines(view: &Context<'_>, proposal: &AwardProposal) -> Vec<(usize, String)> {
    let mut lines = BTreeMap::new();
    for one in &proposal.contested {
        let (_, people) = lines.entry(one.line).or_insert((one.seats, 0));
        *people += 1;
    }
    let sentence = |(line, (seats, people))| match seats {
        Some(seats) => (line, at_line(view, seats, people)),
        None => (line, waits_for(view, proposal, line).to_owned()),
    };
    lines.into_iter().map(sentence).collect()
}

/// Those who await a vote, and those who await a reason, under what is said of them.
fn waiting<'p>(
    view: &Context<'_>,
    proposal: &'p AwardProposal,
) -> Vec<(String, Vec<&'p Awaiting>)> {
    let (votes, reasons): (Vec<_>, Vec<_>) = proposal
        .awaiting
        .iter()
        .partition(|one| matches!(one.why, Awaited::Vote(_)));
    let mut waiting = Vec::new();
    if !votes.is_empty() {
        waiting.push((view.words.awaiting(votes.len()), votes));
    }
    if !reasons.is_empty() {
        waiting.push((view.words.awaiting_reason(reasons.len()), reasons));
    }
    waiting
}

/// At how many lines people must decide; who waits for a vote is counted with the votes.
pub(super) fn open_lines(proposal: &AwardProposal) -> usize {
    let contested = proposal.contested.iter();
    let open =
        contested.filter(|one| !matches!(one.waits_for, Some(WaitsFor::Vote | WaitsFor::Reason)));
    open.map(|one| one.line).collect::<BTreeSet<_>>().len()
}

/// Who parts those at a line, and for how many seats.
pub(super) fn at_line(view: &Context<'_>, seats: usize, people: usize) -> String {
    if view.needs_lot() {
        view.words.lot_decides(seats, people)
    } else {
        view.words.council_decides(seats, people)
    }
}

/// What those who wait at a line of their own wait for.
fn waits_for(view: &Context<'_>, proposal: &AwardProposal, line: usize) -> &'static str {
    let own = proposal.contested.iter().find(|one| one.line == line);
    waits(view, own.and_then(|one| one.waits_for))
}

/// What somebody waits for, in words.
pub(super) fn waits(view: &Context<'_>, waits_for: Option<WaitsFor>) -> &'static str {
    match waits_for {
        Some(WaitsFor::Vote) => view.words.waits_for_vote(),
        Some(WaitsFor::Reason) => view.words.waits_for_reason(),
        Some(WaitsFor::Line) => view.words.waits_for_line(),
        Some(WaitsFor::OtherAward) | None => view.words.waits_for_other(),
    }
}

/// Nominees of an award, each with what is said of it, under the heading.
fn nominees(
    view: &Context<'_>,
    is_numbered: bool,
    heading: &str,
    said: impl Iterator<Item = (usize, String)>,
) -> Table {
    let words = view.words;
    let rows: Vec<_> = said.zip(1..).collect();
    let of = |nominee: usize| &view.judged[nominee];
    let is_by_unit = view.list_heading() == words.unit();
    Columns::of(&rows)
        .number(words.no(), |(_, at)| is_numbered.then_some(*at))
        .words(words.id(), |((at, _), _)| of(*at).id())
        .words(words.name(), |((at, _), _)| of(*at).name())
        .words(words.unit(), |((at, _), _)| {
            of(*at).unit().filter(|_| !is_by_unit)
        })
        .folding()
        .words(view.list_heading(), |((at, _), _)| {
            Some(view.list_values(view.standing(*at)?.0))
        })
        .folding()
        .number(words.rank(), |((at, _), _)| {
            Some(view.standing(*at)?.1.rank)
        })
        .number(words.total(), |((at, _), _)| total(view, of(*at)))
        .words(heading, |((_, said), _)| said)
        .without_empty()
}

fn proposed(view: &Context<'_>, proposal: &AwardProposal) -> Table {
    let seats = proposal.proposed.iter();
    let said = seats.map(|seat| (seat.nominee, view.seat_notes(proposal, seat).join("; ")));
    nominees(view, true, view.words.notes(), said)
}

fn contested(view: &Context<'_>, proposal: &AwardProposal, line: usize) -> Table {
    let at_line = proposal.contested.iter().filter(|one| one.line == line);
    let said = at_line.map(|one| (one.nominee, String::new()));
    nominees(view, false, view.words.notes(), said)
}

fn awaiting(view: &Context<'_>, awaiting: &[&Awaiting]) -> Table {
    let said = awaiting.iter().map(|one| (one.nominee, view.awaits(one)));
    nominees(view, false, view.words.notes(), said)
}

fn missed(view: &Context<'_>, proposal: &AwardProposal) -> Table {
    let said = proposal.missed.iter().map(|one| {
        let mut said = vec![view.missed(proposal.award, one)];
        said.extend(view.rulings(proposal, one.nominee));
        (one.nominee, said.join("; "))
    });
    nominees(view, false, view.words.reason(), said)
}

/// One sentence a quota: `Chỉ tiêu theo lĩnh vực (đã đề nghị/được giao): Kinh tế 2/2; …`.
pub(super) fn quotas(view: &Context<'_>, proposal: &AwardProposal) -> Vec<String> {
    let award = &view.scheme().awards[proposal.award];
    let sentence = |(at, quota): (usize, &Quota)| {
        let uses: Vec<_> = proposal
            .quotas
            .iter()
            .filter(|part| part.quota == at)
            .map(|part| quota_part(view, quota, part))
            .collect();
        let by = quota.per.map(|by| view.part_name(by));
        (!uses.is_empty()).then(|| view.words.quota(by.as_deref(), &uses.join("; ")))
    };
    award
        .quota
        .iter()
        .enumerate()
        .filter_map(sentence)
        .collect()
}

/// The value of what parts the quota, and the word of the fact by which its share differs.
fn pieces<'p>(quota: &Quota, part: &'p QuotaUse) -> (Option<&'p str>, Option<(usize, &'p str)>) {
    let whole = part.part.as_deref();
    let QuotaSize::Share {
        percent: Percent::ByChoice { fact, .. },
        ..
    } = &quota.size
    else {
        return (whole, None);
    };
    let split = whole.and_then(|whole| whole.rsplit_once(BETWEEN));
    match split.filter(|_| quota.per.is_some()) {
        Some((own, word)) => (Some(own), Some((*fact, word))),
        None => (None, whole.map(|word| (*fact, word))),
    }
}

fn quota_part(view: &Context<'_>, quota: &Quota, part: &QuotaUse) -> String {
    let mut text = format!("{}/{}", part.taken, part.seats);
    if part.beyond() > 0 {
        text = format!("{text}, {}", view.words.beyond_by(part.beyond()));
    }
    let (value, word) = pieces(quota, part);
    let by = quota.per.zip(value);
    let value = by.map(|(by, value)| view.part_value(by, value));
    let word = word.map(|(fact, word)| view.part_value(PartBy::Fact(fact), word));
    let names: Vec<_> = value.into_iter().chain(word).collect();
    if !names.is_empty() {
        text = format!("{} {text}", names.join(BETWEEN));
    }
    if let (QuotaSize::Share { percent, of, .. }, Some(base)) = (&quota.size, &part.base) {
        let of = match of {
            Base::Nominated => view.words.nominated().to_owned(),
            Base::Ranked => view.words.all_ranked().to_owned(),
            Base::Award(award) => view.text(&view.scheme().awards[*award].title).to_owned(),
            Base::Fact(fact) => view.text(&view.scheme().facts[*fact].label).to_owned(),
        };
        let share = match percent {
            Percent::All(share) => Some(share),
            Percent::ByChoice { shares, .. } => {
                let word = pieces(quota, part).1.map_or("", |(_, word)| word);
                let named = shares.iter().find(|(choice, _)| choice == word);
                named.map(|(_, share)| share)
            }
        };
        // Units without a class have no share.
        if let Some(share) = share {
            let share = view.locale.number(share);
            let share = view.words.share(&share, &view.number(base), &of);
            text = format!("{text} ({share})");
        }
        if part.is_provisional {
            text = format!("{text}, {}", view.words.provisional());
        }
    }
    text
}
