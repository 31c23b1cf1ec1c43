//! The page of a ranking: scheme by scheme its lists, those without a place, and its awards.

use super::context::Context;
use super::options::Options;
use super::page::{Block, Page};
use super::summary::Summary;
use super::words::Words;
use super::{awards, lists, lot, remarks};
use crate::commendation::Proposal;

/// Everything a council reads, from the first list to what is left to decide.
pub(super) fn page(proposal: &Proposal<'_>, options: &Options) -> Page {
    let words = Words::of(options.locale);
    let period = &proposal.ranking.evaluation.roster.period;
    let mut page = Page::default();
    let title = period.name.as_deref().unwrap_or(words.ranking());
    page.push(Block::Title(title.to_owned()));
    let date = options.locale.date(period.date);
    page.push(Block::Note(words.review_date(&date)));
    for view in Context::all(proposal, options) {
        scheme(&view, &mut page);
    }
    let skipped = &proposal.ranking.evaluation.roster.skipped;
    let homeless = skipped.iter().filter(|row| row.scheme.is_none());
    let homeless: Vec<_> = homeless
        .map(|row| {
            let why = lists::skipped(words, row);
            format!("{} {}: {why}", row.id, row.name)
        })
        .collect();
    if !homeless.is_empty() {
        page.push(Block::Heading(words.skipped_without_scheme().to_owned()));
        page.push(Block::List(homeless));
    }
    let summary = Summary::of(proposal);
    page.push(Block::Heading(words.in_short().to_owned()));
    page.push(Block::Note(summary.sentence(options)));
    let matters = summary.matters(options);
    if matters.is_empty() {
        page.push(Block::Note(words.nothing_open().to_owned()));
    } else {
        page.push(Block::Note(words.to_decide().to_owned()));
        page.push(Block::List(matters));
    }
    let found = &proposal.ranking.evaluation.roster.found;
    remarks::tell(found, options.locale, &mut page);
    if let Some(said) = Summary::warnings(options) {
        page.push(Block::Note(said));
    }
    page
}

fn scheme(view: &Context<'_>, page: &mut Page) {
    let words = view.words;
    page.push(Block::Heading(view.text(&view.scheme().title).to_owned()));
    for list in view.lists.iter().filter(|list| !list.places.is_empty()) {
        let title = view.list_title(list);
        let title = if title.is_empty() {
            words.places().to_owned()
        } else {
            title
        };
        let count = words.people(list.places.len());
        page.push(Block::Subheading(format!("{title} ({count})")));
        page.table(lists::places(view, list));
    }
    let unranked = lists::unranked(view);
    if !unranked.rows.is_empty() {
        let count = words.people(unranked.rows.len());
        page.push(Block::Subheading(format!("{} ({count})", words.unranked())));
        page.table(unranked);
    }
    lot::lot(view, page);
    for proposal in view.awards {
        awards::award(view, proposal, page);
    }
}
