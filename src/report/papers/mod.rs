//! Official papers: what leaves the office, with its head, number, signatures and recipients.
//!
//! A paper is a template over the values of a review; what the template writes becomes the blocks of
//! a page, and a page is written in every format that people read.

mod entry;
mod faults;
mod form;
mod head;
mod input;
mod markup;
mod placeholders;
mod reinspection;
mod synthesis;
mod tables;
mod template;
mod values;

use serde_json::Value as Json;

use self::head::Heads;
use self::markup::Pieces;
use super::options::Options;
use super::page::{Block, Page};
use crate::commendation::Proposal;
use crate::diagnostic::{Diagnostics, Rejected};
use crate::office::{Office, Paper};

pub use entry::{PAPERS, PaperEntry};
pub use faults::TemplateProblem;
pub use form::{FormProblem, WordForm};
pub(super) use form::{blank, fill};
pub use input::Input;
pub use synthesis::Before;

/// The ranking as a paper, by the template that is built in.
pub(super) fn ranking(proposal: &Proposal<'_>, office: &Office, options: &Options) -> Page {
    let input = Input::of(proposal, office);
    let page = page(PaperEntry::of(Paper::Ranking), &input, options);
    page.expect("tests write every template that is built in")
}

/// A paper as a page.
pub(super) fn page(
    entry: &PaperEntry,
    input: &Input<'_>,
    options: &Options,
) -> Result<Page, Rejected> {
    let heads = heads(entry, input, options);
    let (values, mut pieces) = prepared(entry, input, options);
    let mut found = Diagnostics::new();
    let built_in = entry.template(options.locale);
    let template = input.template.unwrap_or(&built_in);
    let text = template::render(template, &values, &mut found);
    match text.filter(|_| !found.has_errors()) {
        Some(text) => {
            let mut page = markup::page(&text, &mut pieces, &heads);
            if page.blocks.is_empty() {
                let nothing = options.locale.of(
                    "Chưa có kết quả nào để ghi vào văn bản này.",
                    "There is no result yet for this paper to tell.",
                );
                page.blocks.push(Block::Note(nothing.to_owned()));
            }
            Ok(page.with_imprint(options))
        }
        None => Err(Rejected(found)),
    }
}

/// The heads and ends of a paper.
fn heads<'p>(entry: &'p PaperEntry, input: &Input<'p>, options: &Options) -> Heads<'p> {
    let roster = input.proposal.ranking.evaluation.roster;
    let schemes = &input.proposal.ranking.evaluation.schemes;
    let awards = schemes.iter().flat_map(|it| &it.book.scheme.awards);
    Heads {
        office: input.office,
        entry,
        forms: awards
            .map(|award| (award.id.as_str(), award.paper))
            .collect(),
        year: roster.period.end.unwrap_or(roster.period.date).year(),
        locale: options.locale,
        is_form: false,
    }
}

/// What a template of a paper may name, and what it may insert.
fn prepared(entry: &PaperEntry, input: &Input<'_>, options: &Options) -> (Json, Pieces) {
    let mut pieces = Pieces::default();
    let heads = heads(entry, input, options);
    let mut values = values::values(input, &heads, options, &mut pieces);
    values["imprint"] = options.imprint().unwrap_or_default().into();
    (values, pieces)
}
