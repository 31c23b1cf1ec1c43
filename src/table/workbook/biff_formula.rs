//! Whether a formula of an old workbook can have words for its result.

/// Whether a formula, given as its tokens, surely comes to a number or to yes or no: then empty words
/// in the place of its result mean that nobody calculated it.
pub(crate) fn is_never_words(tokens: &[u8]) -> bool {
    /// `SUM`, `AVERAGE`, `MIN`, `MAX`, `COUNT` and the like, by number.
    const OF_NUMBERS: [u16; 8] = [0, 4, 5, 6, 7, 27, 169, 183];
    let number_at = |at: usize| {
        let bytes = tokens.get(at..at + 2)?;
        Some(u16::from_le_bytes([bytes[0], bytes[1]]))
    };
    let mut last = false;
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        // References and functions come in three classes.
        let kind = if *token >= 0x20 {
            token & 0x1F | 0x20
        } else {
            *token
        };
        let (length, is_number) = match kind {
            0x08 => (1, false),
            0x03..=0x0E | 0x12..=0x14 => (1, true),
            0x0F..=0x11 | 0x15 | 0x16 => (1, last),
            0x19 => (
                4,
                last || tokens.get(at + 1).is_some_and(|flags| flags & 0x10 != 0),
            ),
            0x1D => (2, true),
            0x1E => (3, true),
            0x1F => (9, true),
            0x21 => (
                3,
                number_at(at + 1).is_some_and(|it| OF_NUMBERS.contains(&it)),
            ),
            0x22 => (
                4,
                number_at(at + 2).is_some_and(|it| OF_NUMBERS.contains(&it)),
            ),
            0x23 | 0x24 => (5, false),
            0x25 => (9, false),
            _ => return false,
        };
        last = is_number;
        at += length;
    }
    last
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_no_words_and_choices_may_be() {
        // 2+3; SUM(A1:B1); A1; IF(A1,"","x") as far as its string.
        assert!(is_never_words(&[0x1E, 2, 0, 0x1E, 3, 0, 0x03]));
        assert!(is_never_words(&[
            0x25, 0, 0, 0, 0, 0, 0, 1, 0, 0x19, 0x10, 0, 0
        ]));
        assert!(!is_never_words(&[0x44, 0, 0, 0, 0]));
        assert!(!is_never_words(&[0x44, 0, 0, 0, 0, 0x17, 0, 0]));
        assert!(!is_never_words(&[]));
    }
}
