//! The page of a ranking: scheme by scheme its lists, those without a place, and its awards.

use super::context::Context;
use super::options::Options;
use super::page::{Block, Page};
use super::summary::Summary;
use super::words::Words;
use super::{awards, lists, lot, remarks};
use crate::commendation::Proposal;
use crate::ranking::List;

/// Everything a council reads, from the first list to what is left to decide.
pub(super) fn page(proposal: &Proposal<'_>, options: &Options) -> Page {
    let mut page = head(proposal, options);
    for view in Context::all(proposal, options) {
        let title = view.text(&view.scheme().title);
        page.push(Block::Heading(title.to_owned()));
        for list in ranked_lists(&view) {
            page.append(places(&view, list));
        }
        page.append(unranked(&view));
        page.append(proposals(&view));
    }
    page.append(closing(proposal, options));
    page
}

/// The period, and its day.
pub(super) fn head(proposal: &Proposal<'_>, options: &Options) -> Page {
    let words = Words::of(options.locale);
    let mut page = Page::default();
    page.push(Block::Title(title(proposal, options).to_owned()));
    let date = proposal.ranking.evaluation.roster.period.date;
    let date = options.locale.date(date);
    page.push(Block::Note(words.review_date(&date)));
    page
}

/// What the whole is called: the period's name where it has one.
pub(super) fn title<'p>(proposal: &'p Proposal<'_>, options: &Options) -> &'p str {
    let period = &proposal.ranking.evaluation.roster.period;
    let name = period.name.as_deref();
    name.unwrap_or_else(|| Words::of(options.locale).ranking())
}

/// The lists of a scheme in which anybody has a place.
pub(super) fn ranked_lists<'p>(view: &Context<'p>) -> impl Iterator<Item = &'p List> {
    view.lists.iter().filter(|list| !list.places.is_empty())
}

/// What a list is called.
pub(super) fn list_name(view: &Context<'_>, list: &List) -> String {
    let title = view.list_title(list);
    match title.is_empty() {
        true => view.words.places().to_owned(),
        false => title,
    }
}

/// One list, under its name.
pub(super) fn places(view: &Context<'_>, list: &List) -> Page {
    let mut page = Page::default();
    let count = view.words.people(list.places.len());
    let title = list_name(view, list);
    page.push(Block::Subheading(format!("{title} ({count})")));
    page.table(lists::places(view, list));
    page
}

/// Those without a place, if there are any.
pub(super) fn unranked(view: &Context<'_>) -> Page {
    let mut page = Page::default();
    let words = view.words;
    let unranked = lists::unranked(view);
    if !unranked.rows.is_empty() {
        let count = words.people(unranked.rows.len());
        page.push(Block::Subheading(format!("{} ({count})", words.unranked())));
        page.table(unranked);
    }
    page
}

/// The lot, where one was drawn, and who is proposed for each award.
pub(super) fn proposals(view: &Context<'_>) -> Page {
    let mut page = Page::default();
    lot::lot(view, &mut page);
    for proposal in view.awards {
        awards::award(view, proposal, &mut page);
    }
    page
}

/// Rows of no scheme, how many there are of everything, what is left to decide, and what was found
/// in the files.
pub(super) fn closing(proposal: &Proposal<'_>, options: &Options) -> Page {
    let words = Words::of(options.locale);
    let mut page = Page::default();
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
