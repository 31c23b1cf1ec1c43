//! How names are compared beyond the letter: people leave out accents and spaces, and write one
//! tone in two places.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::casefold::casefold;
use super::clean::is_hidden;

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

/// The words of a text without accents and signs, joined: `Tờ trình` with `-` is `to-trinh`.
pub(crate) fn joined_words(text: &str, joint: &str) -> String {
    let bare = unaccented(text);
    let words = bare.split(|letter: char| !letter.is_ascii_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join(joint)
}

/// A text as it is meant, however it is spelled: spaces and signs aside, letters that nobody sees left
/// out, the two letters that look like Đ made one, and the tone of each word behind it, as `hoà` and
/// `hòa` are one word. A plus, and a minus at the end, tell `A+` and `A-` from `A`.
pub(crate) fn normalize(text: &str) -> String {
    let mut folded = casefold(text);
    folded.retain(|letter| !is_hidden(letter));
    let mut meant = String::with_capacity(folded.len());
    let is_of_word =
        |letter: char| letter.is_alphanumeric() || letter == '+' || is_combining_mark(letter);
    for word in folded.split(|letter: char| !is_of_word(letter)) {
        let start = meant.len();
        let tone = put_word(word, &mut meant);
        let is_empty = meant.len() == start;
        meant.extend(tone);
        if !is_empty {
            meant.push(' ');
        }
    }
    meant.truncate(meant.trim_end().len());
    if folded.ends_with(|letter| "-−–".contains(letter)) && !folded.ends_with(" -") {
        meant.push('-');
    }
    meant
}

/// Titles that stand before the names of people.
static TITLES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let titles = [
        "đ/c",
        "đc",
        "đồng chí",
        "ông",
        "bà",
        "anh",
        "chị",
        "cô",
        "thầy",
        "mr",
        "mrs",
        "ms",
        "ts",
        "ths",
        "gs",
        "pgs",
        "bs",
    ];
    titles.into_iter().map(normalize).collect()
});

/// The name of a person as it is meant: [`normalize`]d, without titles before it.
pub(crate) fn normalize_person(name: &str) -> String {
    let meant = normalize(name);
    let mut bare = meant.as_str();
    let without = |name: &str, title: &String| {
        let rest = name.strip_prefix(title.as_str())?.strip_prefix(' ')?;
        // A name has two words at least.
        rest.contains(' ').then_some(name.len() - rest.len())
    };
    while let Some(at) = TITLES.iter().find_map(|title| without(bare, title)) {
        bare = &bare[at..];
    }
    bare.to_owned()
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
    let letters: String = letters
        .map(|it| if it == 'ð' { 'đ' } else { it })
        .nfc()
        .collect();
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
            ("Dung", "Đung"),
            ("Loại A", "Loại A+"),
            ("Loại A", "Loại A-"),
        ] {
            assert_ne!(normalize(a), normalize(b));
        }
    }

    #[test]
    fn titles_are_no_part_of_a_name() {
        for name in [
            "Đ/c Trần Văn An",
            "Ông Trần Văn An.",
            "đồng chí TS. Trần Văn  An",
            "Tra\u{300}n\u{200b} Văn An",
        ] {
            let meant = normalize_person(name);
            if name.starts_with("Tra") {
                assert_eq!(meant, normalize_person("Tràn Văn An"));
            } else {
                assert_eq!(meant, normalize_person("Trần Văn An"), "{name}");
            }
        }
        assert_ne!(normalize_person("Bà Nà"), normalize_person("Nà"));
    }
}
