//! A report as one page for a browser: nothing is fetched, and nothing in a name can run.
//!
//! Text is escaped by one function, [`escape::escape`]; style and script are files of the program whose digests
//! the page itself demands, so that a browser runs nothing else.

mod blocks;
mod document;
mod escape;
mod guide;
mod pictures;
mod pieces;
mod ranking;
mod svg;

use std::io::{self, Write};

use super::options::Options;
use super::page::{Block, Page};
use super::words::Words;
pub(super) use guide::guides;
pub(super) use ranking::ranking;

use self::document::Document;

/// Writes a page.
///
/// # Errors
/// What came of writing.
pub(super) fn page(page: &Page, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let title = page.blocks.iter().find_map(|block| match block {
        Block::Title(text) | Block::Heading(text) | Block::Subheading(text) => Some(text.as_str()),
        Block::PaperTitle(title) => Some(title.kind.as_str()),
        _ => None,
    });
    let blocks = blocks::write(&page.blocks, 1, options.locale);
    let document = Document {
        title: title.unwrap_or_else(|| Words::of(options.locale).result()),
        main: &format!("<main>\n{blocks}</main>\n"),
        data: None,
        locale: options.locale,
    };
    document.write(out)
}
