//! A form as one template: its tags, and signs in place of all that is between them.

use std::fmt::Write as _;
use std::sync::Arc;

use quick_xml::escape::minimal_escape;
use unicode_normalization::UnicodeNormalization as _;

use super::blocks::{At, Places, is_visible};
use super::events::{Kind, Part};
use super::tags::{Paragraph, Role};
use crate::diagnostic::Place;
use crate::source::{Source, Span};

/// Around the number of a fragment. Characters of the private area: tags have none of them.
pub(super) const FRAGMENT_START: char = '\u{e002}';
/// See [`FRAGMENT_START`].
pub(super) const FRAGMENT_END: char = '\u{e003}';

/// What may turn out empty, and then is no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Frame {
    /// A paragraph, in a part, by its number.
    Paragraph(usize, usize),
    /// A table, which needs rows.
    Table,
    /// A cell or another thing that needs a paragraph.
    Container,
}

/// What a form has between its tags.
#[derive(Debug)]
pub(super) enum Fragment {
    /// XML, and whether something in it is seen.
    Xml(String, bool),
    /// A part begins.
    Part,
    /// What may turn out empty begins.
    Open(Frame),
    /// It ends.
    Close,
}

/// A form as a template.
#[derive(Debug, Default)]
pub(super) struct Script {
    /// What the engine runs.
    pub(super) text: String,
    pub(super) fragments: Vec<Fragment>,
    literal: String,
    is_visible: bool,
    /// Where tags are in the text, and where in which source.
    tags: Vec<(usize, usize, Span)>,
    /// Each part with a line a paragraph, as people read it.
    pub(super) sources: Vec<Arc<Source>>,
    /// Where the lines of the paragraphs are, by part.
    lines: Vec<Vec<Span>>,
    /// The events at which the paragraphs start, by part.
    pub(super) starts: Vec<Vec<usize>>,
}

impl Script {
    /// The place of a span of the text that the engine runs: that of the tag it is in.
    pub(super) fn place(&self, span: &Span) -> Place {
        let at = self.tags.partition_point(|(from, ..)| *from <= span.start);
        let Some((from, part, shown)) = self.tags.get(at.saturating_sub(1)) else {
            return self.sources.first().map_or_else(
                || Place::File("".into()),
                |source| Place::text(source, 0..0),
            );
        };
        let start = (shown.start + span.start.saturating_sub(*from)).min(shown.end);
        let end = (start + span.len()).clamp(start, shown.end);
        Place::text(&self.sources[*part], start..end)
    }

    /// The place of a paragraph.
    pub(super) fn line(&self, part: usize, paragraph: usize) -> Place {
        Place::text(&self.sources[part], self.lines[part][paragraph].clone())
    }

    /// Makes a source of a part, a line a paragraph; gives where each tag is in it.
    pub(super) fn show(&mut self, name: &str, paragraphs: &[Paragraph]) -> Vec<Vec<Span>> {
        let mut text = String::new();
        let mut places = Vec::new();
        let mut lines = Vec::new();
        let literal = |text: &mut String, words: &str| {
            let plain = words.nfc().map(|c| if c.is_control() { ' ' } else { c });
            text.extend(plain);
        };
        for paragraph in paragraphs {
            let start = text.len();
            let mut from = 0;
            let mut own = Vec::new();
            for tag in &paragraph.tags {
                literal(&mut text, &paragraph.text[from..tag.from]);
                from = tag.to;
                let begin = text.len();
                text.push_str(&tag.code);
                own.push(begin..text.len());
            }
            literal(&mut text, &paragraph.text[from..]);
            lines.push(start..text.len());
            places.push(own);
            text.push('\n');
        }
        self.sources.push(Source::new(name, text));
        self.lines.push(lines);
        self.starts
            .push(paragraphs.iter().map(|it| it.start).collect());
        places
    }

    fn fragment(&mut self, fragment: Fragment) {
        let number = self.fragments.len();
        let written = write!(self.text, "{FRAGMENT_START}{number}{FRAGMENT_END}");
        written.expect("a string takes any text");
        self.fragments.push(fragment);
    }

    fn flush(&mut self) {
        if !self.literal.is_empty() {
            let text = std::mem::take(&mut self.literal);
            let is_visible = std::mem::take(&mut self.is_visible);
            self.fragment(Fragment::Xml(text, is_visible));
        }
    }

    fn mark(&mut self, fragment: Fragment) {
        self.flush();
        self.fragment(fragment);
    }

    fn tag(&mut self, part: usize, shown: &[Vec<Span>], paragraphs: &[Paragraph], at: At) {
        let tag = &paragraphs[at.0].tags[at.1];
        if tag.role == Role::Comment {
            return;
        }
        self.flush();
        // A line of its own: where the engine knows no more than the line, it is known.
        self.text.push('\n');
        self.tags
            .push((self.text.len(), part, shown[at.0][at.1].clone()));
        self.text.push_str(&tag.code);
    }

    /// Adds a part.
    pub(super) fn add(
        &mut self,
        number: usize,
        part: &Part,
        paragraphs: &[Paragraph],
        places: &Places,
        shown: &[Vec<Span>],
    ) {
        self.mark(Fragment::Part);
        let tags = |script: &mut Self, all: Option<&Vec<At>>| {
            for at in all.into_iter().flatten() {
                script.tag(number, shown, paragraphs, *at);
            }
        };
        let mut next = 0;
        // The paragraph of each piece of text that has tags.
        let with_tags = paragraphs
            .iter()
            .enumerate()
            .filter(|(_, it)| !it.tags.is_empty());
        let mut pieces: Vec<(usize, usize, usize)> = with_tags
            .flat_map(|(at, it)| {
                it.pieces
                    .iter()
                    .enumerate()
                    .map(move |(piece, of)| (of.event, at, piece))
            })
            .collect();
        pieces.sort_unstable();
        let mut at = 0;
        while let Some(event) = part.events.get(at) {
            tags(self, places.before.get(&at));
            if places.emptied.contains(&at) {
                at = event.pair;
                tags(self, places.after.get(&at));
                at += 1;
                continue;
            }
            let name = part.name(at);
            let frame = match name {
                "w:p" => {
                    let start = at.min(event.pair);
                    let index = paragraphs.binary_search_by_key(&start, |it| it.start);
                    let index = index.ok().filter(|it| !paragraphs[*it].tags.is_empty());
                    index.map(|index| Frame::Paragraph(number, index))
                }
                "w:tbl" => Some(Frame::Table),
                "w:tc" | "w:hdr" | "w:ftr" | "w:txbxContent" | "w:footnote" | "w:endnote" => {
                    Some(Frame::Container)
                }
                _ => None,
            };
            match event.kind {
                Kind::Start => {
                    // A container has to look at what is in it, not at itself.
                    if let Some(frame) = frame.filter(|it| *it != Frame::Container) {
                        self.mark(Fragment::Open(frame));
                    }
                    self.start(part, at, &pieces);
                    if let Some(Frame::Container) = frame {
                        self.mark(Fragment::Open(Frame::Container));
                    }
                }
                Kind::End => {
                    if frame == Some(Frame::Container) {
                        self.mark(Fragment::Close);
                    }
                    self.literal.push_str(part.raw(at));
                    if frame.is_some_and(|it| it != Frame::Container) {
                        self.mark(Fragment::Close);
                    }
                }
                _ => {
                    while pieces.get(next).is_some_and(|it| it.0 < at) {
                        next += 1;
                    }
                    match pieces.get(next).filter(|it| it.0 == at) {
                        Some((_, paragraph, piece)) => {
                            let of = &paragraphs[*paragraph];
                            self.piece(part, of, *piece, |script, tag| {
                                let at = (*paragraph, tag);
                                if places.moved.contains(&at) {
                                    return;
                                }
                                if places.between_runs.contains(&at) {
                                    script.literal.push_str("</w:t></w:r>");
                                    script.tag(number, shown, paragraphs, at);
                                    let run = run_again(part, of.pieces[*piece].event);
                                    script.literal.push_str(&run);
                                } else {
                                    script.tag(number, shown, paragraphs, at);
                                }
                            });
                        }
                        None => self.start(part, at, &pieces),
                    }
                }
            }
            tags(self, places.after.get(&at));
            at += 1;
        }
        self.flush();
    }

    /// An element or another event as it is, without the numbers by which Word knows paragraphs.
    fn start(&mut self, part: &Part, at: usize, pieces: &[(usize, usize, usize)]) {
        let raw = part.raw(at);
        match part.name(at) {
            "w:p" | "w:tr" => {
                let mut raw = raw.to_owned();
                for mark in [" w14:paraId=\"", " w14:textId=\""] {
                    if let Some(from) = raw.find(mark) {
                        let rest = from + mark.len();
                        let length = raw[rest..].find('"').map_or(0, |at| at + 1);
                        raw.replace_range(from..rest + length, "");
                    }
                }
                self.literal.push_str(&raw);
            }
            "w:t" => {
                let is_cut = pieces.binary_search_by_key(&(at + 1), |it| it.0).is_ok();
                let text = if is_cut {
                    r#"<w:t xml:space="preserve">"#
                } else {
                    raw
                };
                self.literal.push_str(text);
            }
            _ => {
                self.is_visible |= is_visible(part, at);
                self.literal.push_str(raw);
            }
        }
    }

    /// A piece of text: what is typed as it is, and its tags.
    fn piece(
        &mut self,
        part: &Part,
        of: &Paragraph,
        index: usize,
        mut tag: impl FnMut(&mut Self, usize),
    ) {
        let piece = of.pieces[index];
        let is_text = part.events[piece.event].kind == Kind::Text;
        let mut from = piece.from;
        let mut is_touched = false;
        for (number, it) in of.tags.iter().enumerate() {
            if it.to <= piece.from || it.from >= piece.to {
                continue;
            }
            is_touched = true;
            if is_text && from < it.from {
                self.words(&of.text[from..it.from]);
            }
            if it.from >= piece.from {
                tag(self, number);
            }
            from = it.to;
        }
        if !is_touched {
            self.is_visible |= is_text && !of.text[piece.from..piece.to].trim().is_empty();
            self.literal.push_str(part.raw(piece.event));
        } else if is_text && from < piece.to {
            self.words(&of.text[from..piece.to]);
        }
    }

    fn words(&mut self, words: &str) {
        self.is_visible |= !words.trim().is_empty();
        self.literal.push_str(&minimal_escape(words));
    }
}

/// How the run that a text is in begins again.
fn run_again(part: &Part, text: usize) -> String {
    let mut again = String::from("<w:r>");
    if let Some(run) = part.inside(text, "w:r") {
        let mut inside = run + 1..part.events[run].pair;
        let properties = |at: &usize| part.name(*at) == "w:rPr" && part.events[*at].parent == run;
        if let Some(at) = inside.find(properties) {
            again.push_str(part.raw_between(at, part.events[at].pair));
        }
    }
    again + r#"<w:t xml:space="preserve">"#
}
