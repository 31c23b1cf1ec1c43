//! Names that are nearly the same: alike but for accents and signs, or by a slip of the keyboard.

use std::collections::BTreeMap;

use crate::text::{is_syllable, normalize, unaccented};

/// Groups of more names than these are compared by their letters alone, and not pair by pair.
const MOST_PAIRED: usize = 300;

/// Names of fewer letters are too short for a slip to be told from another name.
const FEWEST_LETTERS: usize = 8;

/// A name, as it is compared.
#[derive(Debug)]
pub(super) struct Name<'n> {
    at: usize,
    text: &'n str,
    meant: String,
    /// Its letters and digits without accents and spaces.
    letters: String,
    /// The same in the order of the alphabet, and the digits alone: they tell at once that most
    /// names are no slips of each other.
    sorted: Vec<u8>,
    digits: Vec<u8>,
}

impl<'n> Name<'n> {
    /// A name, known by a number.
    pub(super) fn of(at: usize, text: &'n str) -> Self {
        let mut letters = unaccented(text);
        letters.retain(char::is_alphanumeric);
        let mut sorted = letters.clone().into_bytes();
        sorted.sort_unstable();
        let digits = letters.bytes().filter(u8::is_ascii_digit);
        Self {
            at,
            text,
            meant: normalize(text),
            digits: digits.collect(),
            sorted,
            letters,
        }
    }

    /// How many of its words are no syllables.
    fn odd_words(&self) -> usize {
        let words = unaccented(self.text);
        let words = words.split(|letter: char| !letter.is_alphabetic());
        words
            .filter(|word| !word.is_empty() && !is_syllable(word))
            .count()
    }
}

/// The pairs of names that are the same or nearly, each with the earliest that it is like: who is
/// first, who is later, and whether they are the same.
pub(super) fn pairs(names: &[Name<'_>]) -> Vec<(usize, usize, bool)> {
    let mut found = Vec::new();
    let mut same: BTreeMap<&str, usize> = BTreeMap::new();
    let mut alike: BTreeMap<&str, usize> = BTreeMap::new();
    let are_few = names.len() <= MOST_PAIRED;
    for (at, name) in names.iter().enumerate() {
        let first_same = *same.entry(&name.meant).or_insert(at);
        let first_alike = *alike.entry(&name.letters).or_insert(at);
        if first_same != at {
            found.push((names[first_same].at, name.at, true));
        } else if first_alike != at {
            found.push((names[first_alike].at, name.at, false));
        } else if are_few && let Some(near) = names[..at].iter().find(|other| is_slip(other, name))
        {
            found.push((near.at, name.at, false));
        }
    }
    found
}

/// Whether two names are not the same but nearly: alike but for accents, or by a slip.
pub(super) fn is_near(one: &str, other: &str) -> bool {
    let (one, other) = (Name::of(0, one), Name::of(1, other));
    one.meant != other.meant && (one.letters == other.letters || is_slip(&one, &other))
}

/// Whether one of two names is the other with a letter too many, too few, or out of its place. Two
/// names that both are Vietnamese through and through are two names: Hòa Phú and Hòa Phúc.
fn is_slip(one: &Name<'_>, other: &Name<'_>) -> bool {
    let (a, b) = (one.letters.len(), other.letters.len());
    let is_of_length = if a == b {
        one.sorted == other.sorted
    } else {
        a.abs_diff(b) == 1
    };
    is_of_length
        && a.min(b) >= FEWEST_LETTERS
        && one.digits == other.digits
        && strsim::osa_distance(&one.letters, &other.letters) == 1
        && one.odd_words() != other.odd_words()
}
