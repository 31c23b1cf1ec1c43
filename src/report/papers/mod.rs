//! Official papers: what leaves the office, with its head, number, signatures and recipients.
//!
//! A paper is a template over the values of a review; what the template writes becomes the blocks of
//! a page, and a page is written in every format that people read.

mod entry;
mod head;
mod input;
mod markup;
mod reinspection;
mod synthesis;
mod tables;
mod template;
mod values;

use self::head::Heads;
use self::markup::Pieces;
use super::options::Options;
use super::page::{Block, Page};
use super::words::Words;
use crate::diagnostic::{Diagnostics, Rejected};
use crate::inputs::{PROGRAM, RESULT_FORMAT};

pub use entry::{PAPERS, PaperEntry};
pub use input::Input;
pub use template::TemplateProblem;

/// By which program, schemes and data a paper was made.
fn imprint(options: &Options) -> Option<String> {
    let inputs = options.inputs?;
    let words = Words::of(options.locale);
    Some(words.imprint(PROGRAM, RESULT_FORMAT, &inputs.schemes(), &inputs.data()))
}

/// A paper as a page.
pub(super) fn page(
    entry: &PaperEntry,
    input: &Input<'_>,
    options: &Options,
) -> Result<Page, Rejected> {
    let roster = input.proposal.ranking.evaluation.roster;
    let schemes = &input.proposal.ranking.evaluation.schemes;
    let awards = schemes.iter().flat_map(|it| &it.book.scheme.awards);
    let heads = Heads {
        office: input.office,
        entry,
        forms: awards
            .map(|award| (award.id.as_str(), award.paper))
            .collect(),
        year: roster.period.end.unwrap_or(roster.period.date).year(),
        locale: options.locale,
    };
    let mut pieces = Pieces::default();
    let values = values::values(input, &heads, options, &mut pieces);
    let mut found = Diagnostics::new();
    let built_in = entry.template(options.locale);
    let template = input.template.unwrap_or(&built_in);
    let text = template::render(template, &values, &mut found);
    match text.filter(|_| !found.has_errors()) {
        Some(text) => {
            let mut page = markup::page(&text, &mut pieces, &heads);
            page.blocks.extend(imprint(options).map(Block::Imprint));
            Ok(page)
        }
        None => Err(Rejected(found)),
    }
}
