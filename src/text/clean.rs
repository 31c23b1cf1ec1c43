//! A text without what nobody sees.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization as _, is_nfc};

/// The words of a cell without the spaces around them, no-break spaces made plain, in NFC.
///
/// # Errors
/// The first letter that nobody sees: two codes that look alike must be alike.
#[inline]
pub(crate) fn clean(text: &str) -> Result<Cow<'_, str>, char> {
    if is_plain(text) {
        return Ok(Cow::Borrowed(bare(text)));
    }
    if let Some(letter) = text.chars().find(|letter| is_hidden(*letter)) {
        return Err(letter);
    }
    let text = text.trim();
    let plain = |letter: char| match letter {
        '\u{a0}' | '\u{202f}' | '\t' => ' ',
        letter => letter,
    };
    if !is_nfc(text) {
        return Ok(text.nfc().map(plain).collect());
    }
    if text.chars().any(|letter| plain(letter) != letter) {
        return Ok(text.chars().map(plain).collect());
    }
    Ok(Cow::Borrowed(text))
}

/// A text without the spaces around it, which few have.
#[inline]
fn bare(text: &str) -> &str {
    let bytes = text.as_bytes();
    if bytes.first() == Some(&b' ') || bytes.last() == Some(&b' ') {
        text.trim_matches(' ')
    } else {
        text
    }
}

/// Whether a text has only printable ASCII and Vietnamese letters, which need no cleaning.
#[inline]
fn is_plain(text: &str) -> bool {
    let is_plain = |letter| matches!(letter, ' '..='~' | 'À'..='\u{2ff}' | '\u{1e00}'..='\u{1eff}');
    text.chars().all(is_plain)
}

/// Controls, and marks without a shape.
pub(super) fn is_hidden(letter: char) -> bool {
    match letter {
        '\t' | '\n' | '\r' => false,
        '\u{ad}' | '\u{feff}' => true,
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => true,
        letter => letter.is_control(),
    }
}

/// A text without what steers a terminal or turns the reading direction: the ends of lines stay.
pub fn without_controls(text: &str) -> Cow<'_, str> {
    let steers = |letter: char| turns(letter) || (letter.is_control() && letter != '\n');
    if !text.chars().any(steers) {
        return Cow::Borrowed(text);
    }
    let plain = |letter: char| if steers(letter) { ' ' } else { letter };
    let kept = text.chars().filter(|letter| !turns(*letter));
    kept.map(plain).collect()
}

/// Whether a character turns the direction in which a text is read.
pub(crate) fn turns(letter: char) -> bool {
    matches!(
        letter,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
    )
}

/// Words short enough for a message.
pub(crate) fn cut(text: &str) -> String {
    let mut short: String = text.chars().take(60).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

/// Whether a letter is a space that is no plain one, or is not seen at all, as Word and pages leave them.
pub(crate) fn is_unseen(letter: char) -> bool {
    is_hidden(letter) || letter.is_whitespace() && !matches!(letter, ' ' | '\t' | '\n' | '\r')
}
