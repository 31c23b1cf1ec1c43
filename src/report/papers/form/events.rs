//! A part of a Word document as a flat list of events: what is not touched is written as it was read.

use quick_xml::Reader;
use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::{BytesStart, Event as Xml};

/// The deepest nesting of elements that is read; Word's own documents have about thirty.
const MOST_DEPTH: usize = 200;

/// What an event is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Start,
    End,
    Empty,
    /// Text, of which a character may be written as a reference.
    Text,
    /// A comment, a processing instruction, a declaration.
    Other,
}

/// A piece of a part.
#[derive(Debug, Clone, Copy)]
pub(super) struct Event {
    pub(super) kind: Kind,
    /// The bytes that it takes in the part.
    span: (usize, usize),
    /// The element that it is in: its start.
    pub(super) parent: usize,
    /// The end of the element that starts here, the start of the one that ends here, or itself.
    pub(super) pair: usize,
}

/// A part of a Word document.
#[derive(Debug)]
pub(super) struct Part {
    text: String,
    pub(super) events: Vec<Event>,
}

/// The namespace of the elements of Word, as it is usually written and in the strict form.
const WORD: [&str; 2] = [
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
];

/// Whether Word's own elements are called `w:…` below an element, and nothing else is: another prefix
/// would hide a field from whoever looks for `w:fldSimple`.
fn has_known_names(element: &BytesStart<'_>) -> bool {
    element.attributes().all(|attribute| {
        let Ok(attribute) = attribute else {
            return false;
        };
        let key = attribute.key.as_ref();
        if key != "xmlns" && !key.starts_with("xmlns:") {
            return true;
        }
        let named = unescape(&attribute.value);
        named.is_ok_and(|named| WORD.contains(&&*named) == (key == "xmlns:w"))
    })
}

impl Part {
    /// Reads a part; `None` where it is no XML, or none that Word would write.
    pub(super) fn read(text: String) -> Option<Self> {
        let mut events: Vec<Event> = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        let mut reader = Reader::from_str(&text);
        let mut from = 0;
        loop {
            let event = reader.read_event().ok()?;
            let to = usize::try_from(reader.buffer_position()).ok()?;
            if let Xml::Start(element) | Xml::Empty(element) = &event {
                has_known_names(element).then_some(())?;
            }
            let at = events.len();
            let mut pair = at;
            let kind = match event {
                Xml::Eof => break,
                Xml::Start(_) if open.len() < MOST_DEPTH => Kind::Start,
                Xml::End(_) => {
                    pair = open.pop()?;
                    events[pair].pair = at;
                    Kind::End
                }
                Xml::Empty(_) => Kind::Empty,
                Xml::Text(_) => Kind::Text,
                Xml::GeneralRef(name) => {
                    let known = resolve_predefined_entity(&name).is_some();
                    (known || name.resolve_char_ref().ok()?.is_some()).then_some(Kind::Text)?
                }
                Xml::Comment(_) | Xml::Decl(_) | Xml::PI(_) => Kind::Other,
                // Word writes no text like this, and it would be looked at nowhere.
                Xml::CData(_) => return None,
                // Whoever declares entities means no good; nor does who nests so deep.
                Xml::DocType(_) | Xml::Start(_) => return None,
            };
            events.push(Event {
                kind,
                span: (from, to),
                parent: open.last().copied().unwrap_or(0),
                pair,
            });
            if kind == Kind::Start {
                open.push(at);
            }
            from = to;
        }
        open.is_empty().then_some(Self { text, events })
    }

    /// An event as it is in the part.
    pub(super) fn raw(&self, at: usize) -> &str {
        let (from, to) = self.events[at].span;
        &self.text[from..to]
    }

    /// The bytes of some events.
    pub(super) fn raw_between(&self, first: usize, last: usize) -> &str {
        &self.text[self.events[first].span.0..self.events[last].span.1]
    }

    /// The name of the element that starts, ends or stands at an event; empty for others.
    pub(super) fn name(&self, at: usize) -> &str {
        let kind = self.events[at].kind;
        if !matches!(kind, Kind::Start | Kind::End | Kind::Empty) {
            return "";
        }
        let raw = self.raw(at).trim_start_matches(['<', '/']);
        let end = raw.find(|c: char| c.is_whitespace() || matches!(c, '/' | '>'));
        &raw[..end.unwrap_or(raw.len())]
    }

    /// The text of an event, without references.
    pub(super) fn decoded(&self, at: usize) -> String {
        let raw = self.raw(at);
        match unescape(raw) {
            Ok(text) => text.into_owned(),
            Err(_) => raw.to_owned(),
        }
    }

    /// The elements that an event is in, from the innermost, each by its start.
    pub(super) fn around(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        let outer = |at: &usize| (*at > 0).then(|| self.events[*at].parent);
        std::iter::successors(Some(self.events[at].parent), outer)
            .filter(|at| self.events[*at].kind == Kind::Start)
    }

    /// The innermost element of a name that an event is in.
    pub(super) fn inside(&self, at: usize, name: &str) -> Option<usize> {
        self.around(at).find(|it| self.name(*it) == name)
    }

    /// The value of an attribute of an element.
    pub(super) fn attribute(&self, at: usize, name: &str) -> Option<&str> {
        let raw = self.raw(at);
        let from = raw.find(&format!(" {name}=\""))? + name.len() + 3;
        let length = raw[from..].find('"')?;
        Some(&raw[from..from + length])
    }
}
