//! Did you mean …?

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// More slips than these and it is another word.
const MOST_SLIPS: usize = 3;

/// So many names are compared with a word that have about its letters.
const MOST_COMPARED: usize = 200;

/// The name most like `word`, if one is near enough that a slip of the keyboard explains it.
pub fn nearest<'a>(word: &str, names: impl IntoIterator<Item = &'a str>) -> Option<String> {
    // The work grows with the product of the lengths; no name is longer than this.
    let letters = word.chars().count();
    if letters > 64 {
        return None;
    }
    let folded = plain(word);
    names
        .into_iter()
        .filter(|name| *name != word && name.len() <= 256)
        // No slips bridge such a difference, and counting characters costs far less than comparing.
        .filter(|name| name.chars().count().abs_diff(letters) <= MOST_SLIPS)
        .map(|name| (strsim::osa_distance(&folded, &plain(name)), name))
        .filter(|(distance, name)| alike(*distance, word, name))
        .min()
        .map(|(_, name)| name.to_owned())
}

/// Names among which the nearest is looked for again and again, as by each row of a file.
#[derive(Debug, Default)]
pub struct SimilarNames {
    /// By how many letters they have.
    by_length: BTreeMap<usize, Vec<Known>>,
}

/// A name as it is compared.
#[derive(Debug)]
struct Known {
    name: String,
    plain: String,
    letters: u64,
}

impl SimilarNames {
    /// These names, each looked at once.
    pub fn of<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let mut by_length: BTreeMap<usize, Vec<Known>> = BTreeMap::new();
        for name in names.into_iter().filter(|name| name.len() <= 256) {
            let plain = plain(name);
            let known = Known {
                name: name.to_owned(),
                letters: letters(&plain),
                plain,
            };
            let length = name.chars().count();
            by_length.entry(length).or_default().push(known);
        }
        Self { by_length }
    }

    /// The name most like `word`, as [`nearest`] finds it; where very many names are like it, the
    /// nearest of the first.
    pub fn nearest(&self, word: &str) -> Option<&str> {
        let length = word.chars().count();
        if length > 64 {
            return None;
        }
        let folded = plain(word);
        let of_word = letters(&folded);
        let near = length.saturating_sub(MOST_SLIPS)..=length + MOST_SLIPS;
        let names = self.by_length.range(near).flat_map(|(_, names)| names);
        // A slip takes one letter away and brings one at most.
        let may_be = |it: &&Known| {
            (it.letters ^ of_word).count_ones() as usize <= 2 * MOST_SLIPS && it.name != word
        };
        names
            .filter(may_be)
            .take(MOST_COMPARED)
            .map(|it| (strsim::osa_distance(&folded, &it.plain), &*it.name))
            .filter(|(distance, name)| alike(*distance, word, name))
            .min()
            .map(|(_, name)| name)
    }
}

/// Which letters a word has, each as one of 64 bits.
fn letters(word: &str) -> u64 {
    word.chars()
        .fold(0, |all, letter| all | 1 << (u32::from(letter) % 64))
}

/// How many slips of the keyboard lie between two words, capitals and marks aside.
pub fn slips(a: &str, b: &str) -> usize {
    strsim::osa_distance(&plain(a), &plain(b))
}

/// A word in small letters without marks: `Số_Hộ` is `so_ho`.
fn plain(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let marks_apart = word.nfd().filter(|letter| !is_combining_mark(*letter));
    let lower = marks_apart.collect::<String>().to_lowercase();
    lower.replace('đ', "d")
}

/// Whether two names may be so many slips apart: one in three characters, at least one.
pub fn alike(distance: usize, a: &str, b: &str) -> bool {
    let letters = a.chars().count().min(b.chars().count());
    distance <= (letters / 3).clamp(1, MOST_SLIPS) && distance < letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_found_and_strangers_are_not() {
        let names = ["ho_tham_gia", "tong_so_ho", "A1"];
        assert_eq!(
            nearest("ho_tham_gja", names).as_deref(),
            Some("ho_tham_gia")
        );
        assert_eq!(nearest("Tong_So_Ho", names).as_deref(), Some("tong_so_ho"));
        assert_eq!(nearest("Tổng_số_hộ", names).as_deref(), Some("tong_so_ho"));
        assert_eq!(nearest("kinh_phi", names), None);
        let known = SimilarNames::of(names);
        for word in [
            "ho_tham_gja",
            "Tong_So_Ho",
            "Tổng_số_hộ",
            "kinh_phi",
            "B1",
            "A1",
        ] {
            assert_eq!(known.nearest(word).map(str::to_owned), nearest(word, names));
        }
    }
}
