//! Eight letters together as one whole number, which the processor compares or converts at once.
//!
//! Going letter by letter, it must guess at each where a text ends, and guesses wrong too often.

/// Each byte 0x01, and each byte its highest bit.
const ONES: u64 = u64::MAX / 0xFF;
const HIGHS: u64 = ONES * 0x80;

/// The most letters that are taken together.
const TOGETHER: usize = 8;

/// One to eight bytes, the first the lowest, with noughts above them.
#[inline]
fn together(text: &[u8]) -> Option<u64> {
    let last = text.len().checked_sub(1)?;
    if let (Some(first), Some(end)) = (text.first_chunk(), text.last_chunk()) {
        let (first, end) = (u32::from_le_bytes(*first), u32::from_le_bytes(*end));
        let is_short = last < TOGETHER;
        // Where both say the same byte, they say the same of it.
        return is_short.then(|| u64::from(first) | u64::from(end) << (8 * (last - 3)));
    }
    let at = |at: usize| u64::from(text[at]) << (8 * at);
    Some(at(0) | at(last / 2) | at(last))
}

/// The bytes that are 0, each by its highest bit.
#[inline]
fn noughts(bytes: u64) -> u64 {
    // What is added to seven bits carries nothing on to the next byte.
    const LOWS: u64 = ONES * 0x7F;
    !(((bytes & LOWS) + LOWS) | bytes) & HIGHS
}

/// The digits of a number of at most eight letters, with at most one comma or point between two of
/// them: the number without that sign, and how many digits stand behind and before it.
#[inline]
pub(super) fn digits(text: &[u8]) -> Option<(u32, u8, u8)> {
    let bytes = together(text)?;
    // A comma and a point differ by one bit.
    let marks = noughts((bytes & (ONES * 0xFD)) ^ (ONES * 0x2C));
    let (digits, count, whole) = if marks == 0 {
        (bytes, text.len(), text.len())
    } else {
        let before = ((marks & marks.wrapping_neg()) >> 7) - 1;
        let digits = (bytes & before) | (bytes >> 8 & !before);
        let (count, whole) = (text.len() - 1, marks.trailing_zeros() as usize / 8);
        if whole == 0 || whole == count {
            return None;
        }
        (digits, count, whole)
    };
    // The last digit comes to the top, and noughts stand before the first.
    let up = 64 - 8 * count;
    let values = (digits << up) ^ ((ONES * 0x30) << up);
    if (values.wrapping_add(ONES * (0x80 - 10)) | values) & HIGHS != 0 {
        return None;
    }
    // Neighbours are joined: digits to numbers of two, those to four, and those to all eight.
    let twos = (values.wrapping_mul((10 << 8) + 1) >> 8) & 0x00FF_00FF_00FF_00FF;
    let fours = (twos.wrapping_mul((100 << 16) + 1) >> 16) & 0x0000_FFFF_0000_FFFF;
    let all = fours.wrapping_mul((10_000 << 32) + 1) >> 32;
    // Eight digits are far from the end of their types, and so are their numbers.
    Some((all as u32, (count - whole) as u8, whole as u8))
}

/// What tells words apart at a glance: how long a word is, and its first and last letters.
#[derive(Debug, Clone, Copy)]
pub(super) struct Key {
    length: usize,
    first: u64,
    last: u64,
}

impl Key {
    /// That of a word.
    #[inline]
    pub(super) fn of(word: &str) -> Self {
        let bytes = word.as_bytes();
        let length = bytes.len();
        let (first, last) = match (bytes.first_chunk(), bytes.last_chunk()) {
            (Some(first), Some(last)) => (u64::from_le_bytes(*first), u64::from_le_bytes(*last)),
            _ => (together(bytes).unwrap_or_default(), 0),
        };
        Self {
            length,
            first,
            last,
        }
    }

    /// Whether both are the same, told without a branch: nobody can foresee which word comes next.
    #[inline]
    pub(super) fn is(self, other: Self) -> bool {
        let differs = (self.first ^ other.first) | (self.last ^ other.last);
        differs | (self.length ^ other.length) as u64 == 0
    }

    /// Whether it says all of its word, so that no other word has it.
    #[inline]
    pub(super) fn is_whole(self) -> bool {
        self.length <= 2 * TOGETHER
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The same by going through the letters.
    fn by_letters(text: &str) -> Option<(u32, u8, u8)> {
        let (whole, decimals) = match text.split_once(['.', ',']) {
            Some((_, "")) => return None,
            Some(parts) => parts,
            None => (text, ""),
        };
        let is_number = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
        let is_one = !whole.is_empty() && is_number(whole) && is_number(decimals);
        let number = format!("{whole}{decimals}").parse().ok();
        let number = number.filter(|_| is_one && text.len() <= TOGETHER)?;
        Some((number, decimals.len() as u8, whole.len() as u8))
    }

    proptest! {
        #[test]
        fn digits_are_those_that_stand_there(
            number in "[0-9]{0,9}[.,]?[0-9]{0,9}",
            other in "[0-9.,/:;+ -]{0,9}",
            any in ".{0,4}",
        ) {
            for text in [number, other, any] {
                prop_assert_eq!(digits(text.as_bytes()), by_letters(&text), "{:?}", text);
            }
        }

        #[test]
        fn words_with_one_key_are_one_word(words in proptest::collection::vec("[abề]{0,6}", 2..40)) {
            for (one, other) in words.iter().zip(&words[1..]) {
                let is_same = Key::of(one).is(Key::of(other));
                if Key::of(one).is_whole() {
                    prop_assert_eq!(is_same, one == other, "{} {}", one, other);
                } else {
                    prop_assert!(is_same || one != other);
                }
            }
        }
    }

    #[test]
    fn long_words_may_share_a_key() {
        let words = ["12345678a12345678", "12345678b12345678"].map(Key::of);
        assert!(words[0].is(words[1]) && !words[0].is_whole());
        assert!(Key::of("1234567812345678").is_whole());
    }
}
