//! How names are compared beyond the letter: people leave out accents and spaces, and write one
//! tone in two places.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::casefold::casefold;

/// The five tones as marks of their own.
const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];

/// A text as people compare it, without accents: `Số hộ` is `so ho`.
pub(crate) fn unaccented(text: &str) -> String {
    let folded = casefold(text);
    if folded.is_ascii() {
        return folded;
    }
    let letters = folded.nfd().filter(|letter| !is_combining_mark(*letter));
    letters.map(one_d).collect()
}

/// A text as it is meant, however it is spelled: spaces and signs aside, the two letters that look
/// like Đ made one, and the tone of each word behind it, as `hoà` and `hòa` are one word.
pub(crate) fn normalize(text: &str) -> String {
    let folded = casefold(text);
    let mut meant = String::with_capacity(folded.len());
    for word in folded.split(|letter: char| !letter.is_alphanumeric() && !is_combining_mark(letter))
    {
        let start = meant.len();
        let tone = put_word(word, &mut meant);
        let is_empty = meant.len() == start;
        meant.extend(tone);
        if !is_empty {
            meant.push(' ');
        }
    }
    meant.truncate(meant.trim_end().len());
    meant
}

/// Puts a word without its tone, which is returned.
fn put_word(word: &str, meant: &mut String) -> Option<char> {
    let mut tone = None;
    let letters = word.nfd().filter(|letter| {
        let is_tone = is_tone(*letter);
        if is_tone {
            tone = Some(*letter);
        }
        !is_tone
    });
    let letters: String = letters.map(one_d).nfc().collect();
    meant.push_str(&letters);
    tone
}

/// Vietnamese and Icelandic write letters that look alike.
fn one_d(letter: char) -> char {
    match letter {
        'đ' | 'ð' => 'd',
        letter => letter,
    }
}

/// Whether a mark is one of the five tones.
fn is_tone(letter: char) -> bool {
    TONES.contains(&letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_are_left_out() {
        assert_eq!(unaccented(" Số  HỘ đạt "), "so ho dat");
        assert_eq!(unaccented("id"), "id");
    }

    #[test]
    fn one_word_has_one_spelling() {
        for (a, b) in [
            ("Xã Hoà Tiến", "xã  Hòa Tiến"),
            ("Thuỷ Lợi", "Thủy lợi"),
            ("Ðông Hà", "Đông Hà"),
            ("Hội Nông dân – xã A", "hội nông dân, xã A"),
        ] {
            assert_eq!(normalize(a), normalize(b));
        }
        for (a, b) in [
            ("Hòa Tiến", "Hòa Tiên"),
            ("Hòa", "Hóa"),
            ("Thôn 1", "Thôn 11"),
        ] {
            assert_ne!(normalize(a), normalize(b));
        }
    }
}
