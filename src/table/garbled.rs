//! Letters that were lost or changed because a text was once opened in a wrong encoding: `ThÃ´n` was
//! `Thôn` in UTF-8, read as the encoding of Western Europe or of old Vietnamese Windows.

use encoding_rs::{Encoding, WINDOWS_1252, WINDOWS_1258};

/// What stands for a letter that was lost.
const LOST: char = '\u{fffd}';

/// The first word whose letters are damaged.
pub(crate) fn garbled(text: &str) -> Option<&str> {
    let mut words = accented_words(text);
    words.find(|word| word.contains(LOST) || is_misread(word))
}

/// Whether the accents of a text are damaged more often than not.
pub(crate) fn is_garbled(text: &str) -> bool {
    let (mut bad, mut good) = (0_usize, 0_usize);
    for word in accented_words(text) {
        match word.contains(LOST) || is_misread(word) {
            true => bad += 1,
            false => good += 1,
        }
    }
    bad > good
}

/// The words that have letters beyond ASCII. Most of a file has none, and is passed over byte by byte.
fn accented_words(mut text: &str) -> impl Iterator<Item = &str> {
    let is_between = |letter: char| letter.is_whitespace() || matches!(letter, ',' | ';' | '"');
    let next = move || {
        let at = text.bytes().position(|byte| !byte.is_ascii())?;
        // What stands between words here is one byte.
        let start = text[..at].rfind(is_between).map_or(0, |it| it + 1);
        let end = text[at..].find(is_between);
        let end = end.map_or(text.len(), |it| at + it);
        let word = &text[start..end];
        let mut rest = text[end..].chars();
        rest.next();
        text = rest.as_str();
        Some(word)
    };
    std::iter::from_fn(next).filter(|word| !word.is_ascii())
}

/// Whether the letters of a word are bytes of UTF-8 that spell other letters.
fn is_misread(word: &str) -> bool {
    // The bytes with which letters of Vietnamese begin in UTF-8, as those encodings show them.
    let mut before = ' ';
    let may_be = word.chars().any(|letter| {
        let begins = matches!(before, 'Ã' | 'Ă' | 'Ä' | 'Æ' | 'á');
        before = letter;
        begins && !letter.is_ascii()
    });
    if !may_be {
        return false;
    }
    let spells = |encoding: &'static Encoding| {
        let (bytes, _, has_strange) = encoding.encode(word);
        let meant = std::str::from_utf8(&bytes).ok().filter(|_| !has_strange);
        meant.is_some_and(|meant| {
            let mut letters = meant.chars().filter(|letter| !letter.is_ascii());
            letters.next().is_some() && meant.chars().any(|it| !it.is_ascii() && it.is_alphabetic())
        })
    };
    spells(WINDOWS_1252) || spells(WINDOWS_1258)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damaged_words_are_told_from_sound_ones() {
        for bad in [
            "ThÃ´n 1",
            "Xã HÃ²a",
            "Tá»• dÃ¢n phá»‘",
            "Th\u{fffd}n",
            "ThĂ´n",
        ] {
            assert!(garbled(bad).is_some(), "{bad}");
        }
        for sound in [
            "Thôn Đông",
            "Xã Hòa Tiến",
            "«Hoa sữa má»",
            "ÁI MỘ",
            "Ksor Ñeng",
            "Ãn Độ",
            "Số 2ª",
            "Tân Ấp–Á",
        ] {
            assert_eq!(garbled(sound), None, "{sound}");
        }
        assert!(is_garbled("Mã;ThÃ´n;XÃ£"));
        assert!(!is_garbled("Mã,Tên,Th\u{fffd}n"));
    }
}
