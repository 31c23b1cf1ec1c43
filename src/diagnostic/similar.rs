//! Did you mean …?

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// More slips than these and it is another word.
const MOST_SLIPS: usize = 3;

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
    }
}
