//! Short texts as whole numbers: the processor compares and converts all their letters at once.

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
    let before = (marks & marks.wrapping_neg()) >> 7;
    let before = before.wrapping_sub(1);
    let has_mark = marks != 0;
    let digits = (bytes & before) | (bytes >> 8 & !before);
    let count = text.len() - usize::from(has_mark);
    let whole = (marks.trailing_zeros() as usize / 8).min(count);
    let scale = count - whole;
    // The last digit comes to the top, and noughts stand before the first.
    let up = 64_usize.checked_sub(8 * count).filter(|up| *up < 64)?;
    let values = (digits << up) ^ ((ONES * 0x30) << up);
    let are_digits = (values.wrapping_add(ONES * (0x80 - 10)) | values) & HIGHS == 0;
    if !are_digits || whole == 0 || (has_mark && scale == 0) {
        return None;
    }
    // Neighbours are joined: digits to numbers of two, those to four, and those to all eight.
    let twos = (values.wrapping_mul((10 << 8) + 1) >> 8) & 0x00FF_00FF_00FF_00FF;
    let fours = (twos.wrapping_mul((100 << 16) + 1) >> 16) & 0x0000_FFFF_0000_FFFF;
    let all = fours.wrapping_mul((10_000 << 32) + 1) >> 32;
    // Eight digits are far from the end of their types, and so are their numbers.
    Some((all as u32, scale as u8, whole as u8))
}

/// What tells words apart at a glance: how long a word is, and its first and last letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
                let (key, same) = (Key::of(one), Key::of(other));
                if key.is_whole() {
                    prop_assert_eq!(key == same, one == other, "{} {}", one, other);
                } else {
                    prop_assert!(key == same || one != other);
                }
            }
        }
    }

    #[test]
    fn long_words_may_share_a_key() {
        let words = ["12345678a12345678", "12345678b12345678"].map(Key::of);
        assert!(words[0] == words[1] && !words[0].is_whole());
        assert!(Key::of("1234567812345678").is_whole());
    }
}
