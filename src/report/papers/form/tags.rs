//! What is typed in a Word form: its paragraphs, and the placeholders in them. Word writes what is
//! typed in many pieces; here they are one text again.

use unicode_normalization::UnicodeNormalization as _;

use super::events::{Kind, Part};

/// A piece of a paragraph's text: an event, and where its text is in that of the paragraph.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece {
    pub(super) event: usize,
    pub(super) from: usize,
    pub(super) to: usize,
}

/// A paragraph of a form.
#[derive(Debug)]
pub(super) struct Paragraph {
    /// The event that starts it.
    pub(super) start: usize,
    pub(super) text: String,
    pub(super) pieces: Vec<Piece>,
    pub(super) tags: Vec<Tag>,
}

/// What a tag does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Role {
    /// Writes a value, or keeps one under a name.
    Value,
    /// Says something to whoever reads the form.
    Comment,
    /// Opens a block: `for` or `if`.
    Open(&'static str),
    /// Parts a block: `else` or `elif`.
    Middle,
    /// Closes a block.
    Close(&'static str),
    /// What nobody knows.
    Unknown(String),
}

/// A placeholder: `{{ … }}`, `{% … %}` or `{# … #}`.
#[derive(Debug)]
pub(super) struct Tag {
    pub(super) role: Role,
    /// Where it is in the paragraph's text.
    pub(super) from: usize,
    pub(super) to: usize,
    /// As a template has it: quotes straight, blanks plain.
    pub(super) code: String,
}

/// A sign that opens or closes a tag without the other one.
#[derive(Debug)]
pub(super) struct Stray {
    pub(super) sign: &'static str,
    pub(super) other: &'static str,
}

/// The words that tags may begin with, between `{%` and `%}`.
pub(super) const WORDS: [&str; 7] = ["for", "endfor", "if", "elif", "else", "endif", "set"];

const SIGNS: [(&str, &str); 3] = [("{{", "}}"), ("{%", "%}"), ("{#", "#}")];

/// The paragraphs of a part, in order, so far without tags.
pub(super) fn paragraphs(part: &Part) -> Vec<Paragraph> {
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for (at, event) in part.events.iter().enumerate() {
        let name = part.name(at);
        match event.kind {
            Kind::Start if name == "w:p" => {
                open.push(paragraphs.len());
                paragraphs.push(Paragraph {
                    start: at,
                    text: String::new(),
                    pieces: Vec::new(),
                    tags: Vec::new(),
                });
            }
            Kind::End if name == "w:p" => drop(open.pop()),
            Kind::Text | Kind::Empty => {
                let parent = part.name(event.parent);
                let text = match (event.kind, name) {
                    (Kind::Text, _) if parent == "w:t" => part.decoded(at),
                    (Kind::Empty, "w:tab" | "w:br" | "w:cr") if parent == "w:r" => " ".to_owned(),
                    _ => continue,
                };
                let Some(paragraph) = open.last().and_then(|it| paragraphs.get_mut(*it)) else {
                    continue;
                };
                let from = paragraph.text.len();
                paragraph.text.push_str(&text);
                let to = paragraph.text.len();
                paragraph.pieces.push(Piece {
                    event: at,
                    from,
                    to,
                });
            }
            _ => {}
        }
    }
    paragraphs
}

/// Quotes as Word makes them, straight again; blanks of any width plain; what nobody sees, nothing.
fn plain(c: char) -> Option<char> {
    match c {
        '“' | '”' | '„' | '‟' => Some('"'),
        '‘' | '’' | '‚' | '‛' => Some('\''),
        '\u{200b}'..='\u{200f}' | '\u{ad}' | '\u{feff}' | '\u{2060}' => None,
        '\u{e000}'..='\u{f8ff}' => None,
        c if c.is_whitespace() => Some(' '),
        c => Some(c),
    }
}

/// Finds the tags of a text; signs without their other are reported.
pub(super) fn tags(text: &str, strays: &mut Vec<Stray>) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(next) = text[at..].chars().next() {
        let rest = &text[at..];
        if let Some((open, close)) = SIGNS.iter().find(|(open, _)| rest.starts_with(open)) {
            match length(rest, close) {
                Some(length) => {
                    let code: String = rest[..length].chars().filter_map(plain).nfc().collect();
                    tags.push(Tag {
                        role: role(&code),
                        from: at,
                        to: at + length,
                        code,
                    });
                    at += length;
                }
                None => {
                    strays.push(Stray {
                        sign: open,
                        other: close,
                    });
                    at += open.len();
                }
            }
        } else if let Some((open, close)) = SIGNS.iter().find(|(_, close)| rest.starts_with(close))
        {
            strays.push(Stray {
                sign: close,
                other: open,
            });
            at += close.len();
        } else {
            at += next.len_utf8();
        }
    }
    tags
}

/// How long the tag is with which a text begins. A sign in quotes closes none.
fn length(text: &str, close: &str) -> Option<usize> {
    let mut quote = None;
    let mut chars = text.char_indices().skip(2);
    while let Some((at, c)) = chars.next() {
        match (quote, plain(c)) {
            (None, _) if text[at..].starts_with(close) => return Some(at + close.len()),
            (None, Some(mark @ ('"' | '\''))) if close != "#}" => quote = Some(mark),
            (Some(_), Some('\\')) => drop(chars.next()),
            (Some(open), Some(mark)) if open == mark => quote = None,
            _ => {}
        }
    }
    None
}

fn role(code: &str) -> Role {
    if code.starts_with("{{") {
        return Role::Value;
    }
    if code.starts_with("{#") {
        return Role::Comment;
    }
    let inside = code[2..].trim_start_matches(['-', '+']).trim_start();
    let end = inside.find(|c: char| !c.is_alphanumeric() && c != '_');
    match &inside[..end.unwrap_or(inside.len())] {
        "for" => Role::Open("for"),
        "if" => Role::Open("if"),
        "else" | "elif" => Role::Middle,
        "endfor" => Role::Close("for"),
        "endif" => Role::Close("if"),
        "set" if inside.contains('=') => Role::Value,
        word => Role::Unknown(word.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_found_as_word_writes_them() {
        let mut strays = Vec::new();
        let found = tags("a {{ “}}” }} {% for\u{a0}x in y %}{# ' #}", &mut strays);
        let codes: Vec<&str> = found.iter().map(|it| &*it.code).collect();
        assert_eq!(codes, ["{{ \"}}\" }}", "{% for x in y %}", "{# ' #}"]);
        assert!(strays.is_empty());
        assert!(tags("{{ a } }", &mut strays).is_empty());
        assert!(tags("a }}", &mut strays).is_empty());
        let signs: Vec<_> = strays.iter().map(|it| it.sign).collect();
        assert_eq!(signs, ["{{", "}}"]);
    }
}
