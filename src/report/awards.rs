//! Who is proposed for an award, who stands at the line, who is not proposed and why.

use std::collections::BTreeMap;

use super::lists::total;
use super::page::{Block, Column, Page, Table};
use super::view::View;
use crate::commendation::{AwardProposal, QuotaUse};
use crate::scheme::{Base, Percent, QuotaSize};

/// Adds what is proposed for one award.
pub(super) fn award(view: &View<'_>, proposal: &AwardProposal, page: &mut Page) {
    let award = &view.scheme().awards[proposal.award];
    let title = (view.words.proposal)(view.text(&award.title));
    page.push(Block::Subheading(title));
    let quotas = quotas(view, proposal);
    if !quotas.is_empty() {
        page.push(Block::List(quotas));
    }
    if proposal.proposed.is_empty() {
        page.push(Block::Note(view.words.nobody_proposed.to_owned()));
    }
    page.table(proposed(view, proposal));
    let lines = lines(proposal);
    for (line, (seats, people)) in &lines {
        let sentence = match seats {
            Some(seats) => (view.words.council_decides)(*seats, *people),
            None => view.words.waits_for_other.to_owned(),
        };
        page.push(Block::Note(sentence));
        page.table(contested(view, proposal, *line));
    }
    if !proposal.missed.is_empty() {
        page.push(Block::Note((view.words.not_proposed)(
            proposal.missed.len(),
        )));
        page.table(missed(view, proposal));
    }
}

/// The lines at which equals stand: seats, and how many people.
pub(super) fn lines(proposal: &AwardProposal) -> BTreeMap<usize, (Option<usize>, usize)> {
    let mut lines = BTreeMap::new();
    for one in &proposal.contested {
        let (_, people) = lines.entry(one.line).or_insert((one.seats, 0));
        *people += 1;
    }
    lines
}

/// The columns that tell a nominee of an award; `first` and `last` are the table's own.
fn columns(view: &View<'_>, first: Option<Column>, last: Column) -> Vec<Column> {
    let words = view.words;
    let own = [
        Column::words(words.id),
        Column::words(words.name),
        Column::words(words.unit).folding(),
        Column::words(view.list_heading()).folding(),
        Column::number(words.rank),
        Column::number(words.total),
    ];
    first.into_iter().chain(own).chain([last]).collect()
}

fn cells(view: &View<'_>, nominee: usize, first: Option<String>, last: String) -> Vec<String> {
    let one = &view.judged[nominee];
    let (list, rank) = view
        .standing(nominee)
        .map_or_else(Default::default, |(list, place)| {
            (view.list_values(list), place.rank.to_string())
        });
    let own = [
        one.nomination.id.to_string(),
        one.nomination.name.clone(),
        one.nomination.unit.as_deref().unwrap_or("").to_owned(),
        list,
        rank,
        total(view, one),
    ];
    first.into_iter().chain(own).chain([last]).collect()
}

fn proposed(view: &View<'_>, proposal: &AwardProposal) -> Table {
    let words = view.words;
    let first = Column::number(words.no);
    let mut table = Table::new(columns(view, Some(first), Column::words(words.notes)));
    for (at, seat) in proposal.proposed.iter().enumerate() {
        let mut notes = Vec::new();
        if seat.beyond {
            notes.push(words.beyond);
        }
        if view.judged[seat.nominee].provisional {
            notes.push(words.provisional);
        }
        let order = Some((at + 1).to_string());
        table.row(cells(view, seat.nominee, order, notes.join("; ")));
    }
    table.without_empty_columns()
}

fn contested(view: &View<'_>, proposal: &AwardProposal, line: usize) -> Table {
    let mut table = Table::new(columns(view, None, Column::words(view.words.notes)));
    for one in proposal.contested.iter().filter(|one| one.line == line) {
        table.row(cells(view, one.nominee, None, String::new()));
    }
    table.without_empty_columns()
}

fn missed(view: &View<'_>, proposal: &AwardProposal) -> Table {
    let mut table = Table::new(columns(view, None, Column::words(view.words.reason)));
    for one in &proposal.missed {
        let reason = view.missed(proposal.award, one);
        table.row(cells(view, one.nominee, None, reason));
    }
    table.without_empty_columns()
}

/// One sentence a quota: `Hạn mức theo Lĩnh vực (đã đề nghị/số suất): Kinh tế 2/2; …`.
fn quotas(view: &View<'_>, proposal: &AwardProposal) -> Vec<String> {
    let award = &view.scheme().awards[proposal.award];
    let sentence = |(at, quota): (usize, &crate::scheme::Quota)| {
        let uses: Vec<_> = proposal
            .quotas
            .iter()
            .filter(|part| part.quota == at)
            .map(|part| quota_part(view, quota, part))
            .collect();
        let by = quota.per.map(|by| view.part_name(by));
        (!uses.is_empty()).then(|| (view.words.quota)(by.as_deref(), &uses.join("; ")))
    };
    award
        .quota
        .iter()
        .enumerate()
        .filter_map(sentence)
        .collect()
}

fn quota_part(view: &View<'_>, quota: &crate::scheme::Quota, part: &QuotaUse) -> String {
    let mut text = format!("{}/{}", part.taken, part.seats);
    if part.beyond() > 0 {
        text = format!("{text}, {}", (view.words.beyond_by)(part.beyond()));
    }
    if let (Some(by), Some(value)) = (quota.per, &part.part) {
        text = format!("{} {text}", view.part_value(by, value));
    }
    if let (QuotaSize::Share { percent, of, .. }, Some(base)) = (&quota.size, part.base) {
        let of = match of {
            Base::Nominated => view.words.nominated.to_owned(),
            Base::Ranked => view.words.all_ranked.to_owned(),
            Base::Award(award) => view.text(&view.scheme().awards[*award].title).to_owned(),
            Base::Fact(fact) => view.text(&view.scheme().facts[*fact].label).to_owned(),
        };
        let percent = match percent {
            Percent::All(percent) => Some(*percent),
            Percent::ByChoice { shares, .. } => {
                let word = part.part.as_deref().unwrap_or_default();
                let named = shares
                    .iter()
                    .find(|(choice, _)| word.ends_with(choice.as_str()));
                named.map(|(_, percent)| *percent)
            }
        };
        let percent = percent.map_or_else(String::new, |percent| view.number(percent));
        let share = (view.words.share)(&percent, &view.number(base), &of);
        text = format!("{text} ({share})");
    }
    text
}
