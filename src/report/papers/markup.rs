//! From the text that a template writes to the blocks of a page.

use serde_json::{Value as Json, json};

use super::head::Heads;
use crate::report::page::{Block, Orientation, Page, PaperTitle, Table};

/// Around what a value brings along, so that it is never taken for an instruction. Characters of the
/// private area: values have none of them.
pub(super) const VALUE_START: char = '\u{e000}';
/// See [`VALUE_START`].
pub(super) const VALUE_END: char = '\u{e001}';

/// Before the number of what is inserted, inside of these. No value has it either.
pub(super) const PIECE: char = '\u{e004}';
/// By this key values know the number of what is inserted from any other number.
pub(super) const PIECE_KEY: &str = "\u{e004}";

/// The instructions that a line may begin with, after `@`.
pub(super) const DIRECTIVES: [&str; 12] = [
    "letterhead",
    "title",
    "about",
    "note",
    "heading",
    "subheading",
    "centre",
    "insert",
    "closing",
    "portrait",
    "landscape",
    "sign",
];

/// What templates may insert, by number.
#[derive(Default)]
pub(super) struct Pieces(Vec<Vec<Block>>);

impl Pieces {
    /// Keeps blocks, and gives the number by which a template inserts them.
    pub(super) fn keep(&mut self, blocks: Vec<Block>) -> Json {
        self.0.push(blocks);
        json!({ PIECE_KEY: self.0.len() - 1 })
    }

    /// Keeps a table, unless it has no rows.
    pub(super) fn keep_table(&mut self, table: Table) -> Json {
        let has_rows = !table.rows.is_empty();
        let table = has_rows.then_some(Block::Table(table));
        self.keep(table.into_iter().collect())
    }

    /// What is kept under a number.
    pub(super) fn get(&self, number: usize) -> &[Block] {
        self.0.get(number).map_or(&[], Vec::as_slice)
    }

    fn take(&mut self, number: &str) -> Vec<Block> {
        let at = number.parse().ok();
        let piece = at.and_then(|at: usize| self.0.get_mut(at));
        piece.map(std::mem::take).unwrap_or_default()
    }
}

/// The page that a text describes.
pub(super) fn page(text: &str, pieces: &mut Pieces, heads: &Heads<'_>) -> Page {
    let mut page = Page::default();
    let mut items: Vec<String> = Vec::new();
    for line in text.lines() {
        let line = line.trim();
        if let Some(item) = line.strip_prefix("- ") {
            items.push(plain(item));
            continue;
        }
        if !items.is_empty() {
            page.push(Block::List(std::mem::take(&mut items)));
        }
        if let Some(directive) = line.strip_prefix('@') {
            let (word, rest) = directive.split_once(' ').unwrap_or((directive, ""));
            follow(word, &plain(rest), pieces, heads, &mut page);
        } else if !line.is_empty() {
            page.push(Block::Paragraph(plain(line)));
        }
    }
    if !items.is_empty() {
        page.push(Block::List(items));
    }
    page
}

/// Text without the signs around values.
fn plain(text: &str) -> String {
    text.replace([VALUE_START, VALUE_END, PIECE], "")
        .trim()
        .to_owned()
}

fn follow(word: &str, rest: &str, pieces: &mut Pieces, heads: &Heads<'_>, page: &mut Page) {
    let award = Some(rest).filter(|rest| !rest.is_empty());
    match word {
        "letterhead" => page.blocks.extend(heads.beginning(award)),
        "closing" => page.blocks.extend(heads.end(award)),
        "sign" => page.push(Block::Closing(heads.signed_by(rest))),
        "title" => page.push(Block::PaperTitle(PaperTitle {
            kind: rest.to_owned(),
            ..PaperTitle::default()
        })),
        "about" | "note" => {
            if let Some(Block::PaperTitle(title)) = page.blocks.last_mut() {
                match word {
                    "about" => title.about.push(rest.to_owned()),
                    _ => title.note = Some(rest.to_owned()),
                }
            } else {
                page.push(Block::Centred(rest.to_owned()));
            }
        }
        "heading" => page.push(Block::Heading(rest.to_owned())),
        "subheading" => page.push(Block::Subheading(rest.to_owned())),
        "centre" => page.push(Block::Centred(rest.to_owned())),
        "insert" if heads.is_form => page.push(Block::Paragraph(rest.to_owned())),
        "insert" => page.blocks.extend(pieces.take(rest)),
        "portrait" => page.push(Block::NewPage(Orientation::Portrait)),
        "landscape" => page.push(Block::NewPage(Orientation::Landscape)),
        // Others are reported before.
        _ => {}
    }
}
