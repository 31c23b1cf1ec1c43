//! The encodings of the typewriter fonts (`.VnTime`, `VNI-Times`): letters that are Vietnamese only
//! in such a font, and rubbish everywhere else.
//!
//! They are recognised word by word: a word with letters that Vietnamese does not have, which read
//! as one of those encodings is a Vietnamese syllable. Nothing is converted here.

use super::normalize::unaccented;

/// What `A1` to `FE` are in TCVN3, without their accents; a blank is nothing.
const TCVN3: &str = "aaeooudaaeooud      aaaaa aaaa       aaaaaae eeeeeeeeeii   iiio oooooooooooooou uuuuuuuuuyyyyy";

/// An encoding that was recognised, and a word by which.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Legacy {
    pub(crate) encoding: &'static str,
    pub(crate) found: String,
    /// How many words are in it.
    pub(crate) words: usize,
}

/// The old encoding whose letters a text has.
pub(crate) fn legacy_encoding(text: &str) -> Option<Legacy> {
    if !text.chars().any(is_strange) {
        return None;
    }
    let (mut tcvn3, mut vni, mut others) = (Vec::new(), Vec::new(), 0_usize);
    for word in text.split(|letter: char| {
        letter.is_whitespace() || (letter.is_ascii() && !letter.is_ascii_alphabetic())
    }) {
        if !word.chars().any(is_strange) || !word.contains(|it: char| it.is_ascii_alphabetic()) {
            // A Vietnamese letter beyond the first 256 is Unicode at work.
            others += usize::from(word.chars().any(|letter| letter > '\u{ff}'));
            continue;
        }
        let is_tcvn3 =
            !word.starts_with('µ') && from_tcvn3(word).is_some_and(|it| is_syllable(&it));
        let is_vni = from_vni(word).is_some_and(|it| is_syllable(&it));
        if is_tcvn3 {
            tcvn3.push(word);
        }
        if is_vni {
            vni.push(word);
        }
        others += usize::from(!is_tcvn3 && !is_vni);
    }
    let (encoding, words) = if tcvn3.len() > vni.len() {
        ("TCVN3 (ABC)", tcvn3)
    } else {
        ("VNI", vni)
    };
    let is_it = !words.is_empty() && others == 0 || words.len() >= 3 && words.len() > others;
    is_it.then(|| Legacy {
        encoding,
        found: words[0].to_owned(),
        words: words.len(),
    })
}

/// Whether the letters of a word that Vietnamese does not have are such as other languages write: `Ñeng`,
/// `Peña`, `Søn`.
pub(crate) fn has_foreign_letters_alone(word: &str) -> bool {
    let mut strange = word.chars().filter(|letter| is_strange(*letter));
    strange.all(|letter| "ñøöüåäëïîçûœæ".contains(letter.to_lowercase().next().unwrap_or(letter)))
}

/// Whether a text is Vietnamese in Unicode: it has letters of its own, and hardly any word with
/// accents is no syllable.
pub(crate) fn is_vietnamese(text: &str) -> bool {
    let (mut syllables, mut others) = (0_usize, 0_usize);
    for word in text.split(|letter: char| !letter.is_alphabetic()) {
        if word.is_ascii() {
            continue;
        }
        let is_ours = word
            .chars()
            .all(|letter| letter.is_ascii() || is_ours(letter));
        if is_ours && is_syllable(&unaccented(word)) {
            syllables += 1;
        } else {
            others += 1;
        }
    }
    syllables > others * 9
}

/// Whether a letter beyond ASCII is one of Vietnamese.
fn is_ours(letter: char) -> bool {
    let letter = letter.to_lowercase().next().unwrap_or(letter);
    "àáâãèéêìíòóôõùúýăđĩũơư".contains(letter) || ('\u{1ea0}'..='\u{1ef9}').contains(&letter)
}

/// Whether a letter is among the first 256, beyond ASCII, and not one of Vietnamese.
fn is_strange(letter: char) -> bool {
    ('\u{a1}'..='\u{ff}').contains(&letter) && !is_ours(letter)
}

/// A word of TCVN3 without its accents.
fn from_tcvn3(word: &str) -> Option<String> {
    let letter = |letter: char| match u32::from(letter) {
        0..=0x7F => Some(letter),
        code @ 0xA1..=0xFE => {
            let at = usize::try_from(code - 0xA1).ok()?;
            let letter = TCVN3.as_bytes().get(at).copied().map(char::from);
            letter.filter(|letter| *letter != ' ')
        }
        _ => None,
    };
    word.chars().map(letter).collect()
}

/// A word of VNI without its accents: a vowel is followed by its marks.
fn from_vni(word: &str) -> Option<String> {
    let mut bare = String::new();
    let mut takes_mark = false;
    for letter in word.chars() {
        let lower = letter.to_lowercase().next().unwrap_or(letter);
        let (plain, takes) = match lower {
            'a' | 'e' | 'o' | 'u' | 'y' => (lower, true),
            'ô' => ('o', true),
            'ö' => ('u', true),
            'ñ' => ('d', false),
            'ù' | 'ø' | 'û' | 'õ' | 'ï' | 'â' | 'á' | 'à' | 'å' | 'ã' | 'ä' | 'ê' | 'é' | 'è'
            | 'ú' | 'ü' | 'ë'
                if takes_mark =>
            {
                takes_mark = false;
                continue;
            }
            'í' | 'ì' | 'æ' | 'ó' | 'ò' => ('i', false),
            'î' => ('y', false),
            letter if letter.is_ascii() => (letter, false),
            _ => return None,
        };
        bare.push(plain);
        takes_mark = takes;
    }
    Some(bare)
}

/// Whether a word without accents is built as a Vietnamese syllable is.
pub(crate) fn is_syllable(word: &str) -> bool {
    const BEFORE: [&str; 28] = [
        "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d", "g", "h",
        "k", "l", "m", "n", "p", "q", "r", "s", "t", "v", "x", "",
    ];
    const AFTER: [&str; 9] = ["", "c", "ch", "m", "n", "ng", "nh", "p", "t"];
    let word = word.to_lowercase();
    BEFORE.iter().any(|before| {
        let Some(rest) = word.strip_prefix(before) else {
            return false;
        };
        let vowels = rest.find(|letter: char| !"aeiouy".contains(letter));
        let vowels = vowels.unwrap_or(rest.len());
        // In `gi` and `qu` a vowel may stand for itself.
        let has_vowel = (1..=3).contains(&vowels) || vowels == 0 && *before == "gi";
        has_vowel && AFTER.contains(&&rest[vowels..])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_old_fonts_are_recognised() {
        let encoding = |text: &str| legacy_encoding(text).map(|found| found.encoding);
        for text in [
            "NguyÔn ThÞ H\u{ad}¬ng",
            "§¶ng bé x· Hoµ TiÕn",
            "TrÇn V¨n An",
            "d©n vËn khÐo",
        ] {
            assert_eq!(encoding(text), Some("TCVN3 (ABC)"), "{text}");
        }
        for text in [
            "Nguyeãn Thò Höông",
            "Ñaûng boä xaõ Hoøa Tieán",
            "daân vaän kheùo",
        ] {
            assert_eq!(encoding(text), Some("VNI"), "{text}");
        }
    }

    #[test]
    fn letters_of_unicode_are_left_alone() {
        for text in [
            "Nguyễn Thị Hương",
            "xã Hoà Tiến",
            "120 m², 5 µm, ½, §1, 20 °C",
            "Müller, Noël, Café",
            "Xã đạt chuẩn®, phường © 2025",
            "«Dân vận khéo»",
            "µm",
            "",
        ] {
            assert_eq!(legacy_encoding(text), None, "{text}");
        }
    }

    #[test]
    fn vietnamese_is_told_from_other_languages() {
        assert!(is_vietnamese("Mã;Tên\nTT-01;Thôn Phú Túc, xã Hòa Phú\n"));
        assert!(!is_vietnamese("Größe;Übersicht\n"));
        assert!(!is_vietnamese("plain"));
    }

    #[test]
    fn the_table_of_tcvn3_is_whole() {
        assert_eq!(TCVN3.len(), 0xFE - 0xA1 + 1);
        assert_eq!(from_tcvn3("ThÞ").as_deref(), Some("Thi"));
        assert_eq!(from_tcvn3("§×nh").as_deref(), Some("dinh"));
    }
}
