//! From what the engine writes to the parts of a filled document: values are text and never markup,
//! and what turned out empty is left out.

use quick_xml::escape::minimal_escape;

use super::script::{FRAGMENT_END, FRAGMENT_START, Fragment, Frame, Script};
use crate::report::papers::markup::{PIECE, VALUE_END, VALUE_START};
use crate::report::papers::template::LONGEST;

/// Why a document cannot be put together.
pub(super) enum Failure {
    /// It is longer than allowed.
    TooLong,
    /// A table is not alone in this paragraph of a part.
    Insertion(usize, usize),
}

/// What is open while a document is put together.
struct Open {
    frame: Frame,
    /// Where it begins in the text.
    start: usize,
    is_visible: bool,
    pieces: Vec<usize>,
}

/// Puts the parts of a document together.
struct Assembly<'s, P> {
    script: &'s Script,
    piece: P,
    parts: Vec<String>,
    open: Vec<Open>,
    length: usize,
}

/// The parts of a document, of what the engine wrote. `piece` gives the XML of what is inserted by
/// its number, in a paragraph of a part.
pub(super) fn assemble(
    script: &Script,
    written: &str,
    piece: impl FnMut(usize, (usize, usize)) -> String,
) -> Result<Vec<String>, Failure> {
    let mut assembly = Assembly {
        script,
        piece,
        parts: Vec::new(),
        open: Vec::new(),
        length: 0,
    };
    let mut rest = written;
    while let Some(start) = rest.find([FRAGMENT_START, VALUE_START]) {
        let is_value = rest[start..].starts_with(VALUE_START);
        let end = if is_value { VALUE_END } else { FRAGMENT_END };
        let inside = start + VALUE_START.len_utf8();
        let Some(length) = rest[inside..].find(end) else {
            break;
        };
        let text = &rest[inside..inside + length];
        if is_value {
            assembly.value(text)?;
        } else {
            let number = text.parse().ok();
            let fragment = number.and_then(|at: usize| script.fragments.get(at));
            fragment.map_or(Ok(()), |it| assembly.fragment(it))?;
        }
        rest = &rest[inside + length + end.len_utf8()..];
    }
    Ok(assembly.parts)
}

impl<P: FnMut(usize, (usize, usize)) -> String> Assembly<'_, P> {
    fn push(&mut self, text: &str) -> Result<(), Failure> {
        self.length += text.len();
        if self.length > LONGEST {
            return Err(Failure::TooLong);
        }
        if let Some(part) = self.parts.last_mut() {
            part.push_str(text);
        }
        Ok(())
    }

    fn value(&mut self, text: &str) -> Result<(), Failure> {
        if let Some(number) = text.strip_prefix(PIECE) {
            let open = self.open.last_mut();
            if let (Some(open), Ok(number)) = (open, number.parse()) {
                open.pieces.push(number);
            }
            return Ok(());
        }
        let is_visible = !text.trim().is_empty();
        if let Some(open) = self.open.last_mut() {
            open.is_visible |= is_visible;
        }
        // What XML forbids.
        let text = text.replace(['\u{fffe}', '\u{ffff}'], " ");
        self.push(&minimal_escape(text))
    }

    fn fragment(&mut self, fragment: &Fragment) -> Result<(), Failure> {
        match fragment {
            Fragment::Xml(text, is_visible) => {
                if let Some(open) = self.open.last_mut() {
                    open.is_visible |= is_visible;
                }
                self.push(text)
            }
            Fragment::Part => {
                self.parts.push(String::new());
                Ok(())
            }
            Fragment::Open(frame) => {
                let start = self.parts.last().map_or(0, String::len);
                self.open.push(Open {
                    frame: *frame,
                    start,
                    is_visible: false,
                    pieces: Vec::new(),
                });
                Ok(())
            }
            Fragment::Close => self.close(),
        }
    }

    fn close(&mut self) -> Result<(), Failure> {
        let (Some(open), Some(part)) = (self.open.pop(), self.parts.last_mut()) else {
            return Ok(());
        };
        match open.frame {
            Frame::Paragraph(of, number) => match open.pieces.as_slice() {
                [] if open.is_visible => {}
                // A paragraph of which nothing is left, as a line of a text template.
                [] => part.truncate(open.start),
                [piece] if !open.is_visible => {
                    part.truncate(open.start);
                    let piece = (self.piece)(*piece, (of, number));
                    self.push(&piece)?;
                }
                _ => return Err(Failure::Insertion(of, number)),
            },
            Frame::Table => {
                if !part[open.start..].contains("<w:tr") {
                    part.truncate(open.start);
                }
            }
            Frame::Container => {
                let kept = &part[open.start..];
                if !kept.ends_with("</w:p>") && !kept.ends_with("<w:p/>") {
                    self.push("<w:p/>")?;
                }
            }
        }
        // What is seen in a text box is seen in the paragraph around it.
        if let Some(around) = self.open.last_mut() {
            around.is_visible |= open.is_visible;
        }
        debug_assert!(self.parts.len() <= self.script.sources.len());
        Ok(())
    }
}
