//! How names are compared beyond the letter: people leave out accents and spaces, and write one
//! tone in two places.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::casefold::casefold;

/// The vowels of Vietnamese, each without a tone and with the five of them.
const VOWELS: [[char; 6]; 12] = [
    ['a', 'à', 'á', 'ả', 'ã', 'ạ'],
    ['ă', 'ằ', 'ắ', 'ẳ', 'ẵ', 'ặ'],
    ['â', 'ầ', 'ấ', 'ẩ', 'ẫ', 'ậ'],
    ['e', 'è', 'é', 'ẻ', 'ẽ', 'ẹ'],
    ['ê', 'ề', 'ế', 'ể', 'ễ', 'ệ'],
    ['i', 'ì', 'í', 'ỉ', 'ĩ', 'ị'],
    ['o', 'ò', 'ó', 'ỏ', 'õ', 'ọ'],
    ['ô', 'ồ', 'ố', 'ổ', 'ỗ', 'ộ'],
    ['ơ', 'ờ', 'ớ', 'ở', 'ỡ', 'ợ'],
    ['u', 'ù', 'ú', 'ủ', 'ũ', 'ụ'],
    ['ư', 'ừ', 'ứ', 'ử', 'ữ', 'ự'],
    ['y', 'ỳ', 'ý', 'ỷ', 'ỹ', 'ỵ'],
];

/// The letter under each of these vowels.
const BARE: [char; 12] = ['a', 'a', 'a', 'e', 'e', 'i', 'o', 'o', 'o', 'u', 'u', 'y'];

/// The tones as marks of their own, in the order of [`VOWELS`].
const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{309}', '\u{303}', '\u{323}'];

/// The small letters that have a place in [`VOWELS`], by the three pages of Unicode they stand on:
/// the place from 1, or 0.
const PLACES: [[u8; 256]; 3] = {
    let mut places = [[0; 256]; 3];
    let mut at = 0;
    while at < 6 * VOWELS.len() {
        let letter = VOWELS[at / 6][at % 6] as usize;
        places[page(letter)][letter & 0xFF] = at as u8 + 1;
        at += 1;
    }
    places
};

/// The page of a letter among those three, 0x00, 0x01 and 0x1E; another number elsewhere.
const fn page(letter: usize) -> usize {
    match letter >> 8 {
        0x1E => 2,
        page if page < 2 => page,
        _ => usize::MAX,
    }
}

/// A small letter of Vietnamese, taken apart: the letter without its tone, the letter without any
/// mark, and the tone. Nothing where it is another letter.
#[inline]
fn apart(letter: char) -> Option<(char, char, Option<char>)> {
    if letter.is_ascii() {
        return Some((letter, letter, None));
    }
    let code = letter as usize;
    match PLACES.get(page(code))?[code & 0xFF] {
        0 => (one_d(letter) == 'd').then_some(('d', 'd', None)),
        place => {
            let (vowel, tone) = ((usize::from(place) - 1) / 6, (usize::from(place) - 1) % 6);
            let mark = tone.checked_sub(1).map(|tone| TONES[tone]);
            Some((VOWELS[vowel][0], BARE[vowel], mark))
        }
    }
}

/// A text as people compare it, without accents: `Số hộ` is `so ho`.
pub(crate) fn unaccented(text: &str) -> String {
    let folded = casefold(text);
    if folded.is_ascii() {
        return folded;
    }
    let bare = folded.chars().map(|letter| Some(apart(letter)?.1));
    if let Some(bare) = bare.collect() {
        return bare;
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
        let tone = match put_word(word, &mut meant) {
            Some(tone) => tone,
            None => {
                meant.truncate(start);
                put_any_word(word, &mut meant)
            }
        };
        let is_empty = meant.len() == start;
        meant.extend(tone);
        if !is_empty {
            meant.push(' ');
        }
    }
    meant.truncate(meant.trim_end().len());
    meant
}

/// Puts a word without its tone, which comes back. Nothing where a letter is none of Vietnamese.
fn put_word(word: &str, meant: &mut String) -> Option<Option<char>> {
    let mut tone = None;
    for letter in word.chars() {
        let (letter, _, own) = apart(letter)?;
        meant.push(letter);
        tone = own.or(tone);
    }
    Some(tone)
}

/// The same of a word of any letters.
fn put_any_word(word: &str, meant: &mut String) -> Option<char> {
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
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn letters_are_taken_apart_as_unicode_says(word in "[a-zA-Zà-ỹÀ-Ỹđð0-9ǎñ\u{300}\u{301}]{0,12}") {
            let word = casefold(&word);
            let mut quick = String::new();
            let tone = put_word(&word, &mut quick);
            let mut careful = String::new();
            let known = put_any_word(&word, &mut careful);
            prop_assert!(tone.is_none() || (tone, &quick) == (Some(known), &careful), "{}", word);
            let bare: String = word
                .nfd()
                .filter(|letter| !is_combining_mark(*letter))
                .map(one_d)
                .collect();
            prop_assert_eq!(unaccented(&word), bare);
        }
    }

    #[test]
    fn every_small_letter_of_vietnamese_is_known() {
        for letter in VOWELS.iter().flatten().chain(&['đ', 'ð']) {
            let word = letter.to_string();
            let (mut quick, mut careful) = (String::new(), String::new());
            let tone = put_word(&word, &mut quick);
            let known = put_any_word(&word, &mut careful);
            assert_eq!((tone, quick), (Some(known), careful), "{letter}");
        }
    }

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
