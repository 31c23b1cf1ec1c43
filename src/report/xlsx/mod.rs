//! A report as an Excel workbook that is printed as it is: A4, repeated heads, page numbers.
//!
//! A page becomes a sheet of its blocks; a ranking has a sheet a list, one for the proposals and the
//! matrix of points. Text is never a formula, and numbers are numbers, which the spreadsheet shows as
//! its own language writes them. The same report gives the same bytes.

mod book;
mod cell;
mod charts;
mod columns;
mod grid;
mod matrix;
mod ranking;
mod sum;
mod tree;

use std::io::{self, Write};

use rust_xlsxwriter::XlsxError;

use self::book::Book;
use super::options::Options;
use super::page::{Block, Page};
use super::words::Words;
use crate::commendation::Proposal;

/// Writes a page as a workbook of a sheet for each page that begins anew.
///
/// # Errors
/// What came of writing, and a page with more than a spreadsheet holds.
pub(super) fn page(page: &Page, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let title = named(&page.blocks).unwrap_or_else(|| Words::of(options.locale).result());
    let written = || -> Result<Vec<u8>, XlsxError> {
        let mut book = Book::new(options.locale);
        let parts = page
            .blocks
            .split(|block| matches!(block, Block::NewPage(_)));
        for part in parts.filter(|part| !part.is_empty()) {
            book.blocks(named(part).unwrap_or(title), part)?;
        }
        book.save(title, options)
    };
    out.write_all(&written().map_err(io::Error::other)?)
}

/// What the first of some blocks that has a name calls them.
fn named(blocks: &[Block]) -> Option<&str> {
    blocks.iter().find_map(|block| match block {
        Block::Title(text) | Block::Heading(text) | Block::Subheading(text) => Some(text.as_str()),
        Block::PaperTitle(title) => Some(title.kind.as_str()),
        _ => None,
    })
}

/// Writes everybody's places and proposals.
///
/// # Errors
/// What came of writing, and a ranking with more than a spreadsheet holds.
pub(super) fn ranking(
    proposal: &Proposal<'_>,
    options: &Options,
    out: &mut dyn Write,
) -> io::Result<()> {
    let written = ranking::workbook(proposal, options);
    out.write_all(&written.map_err(io::Error::other)?)
}
