//! Words that many rows share, kept once where that costs little.

use std::sync::Arc;

/// How many words are remembered.
const SLOTS: usize = 512;

/// The words met lately. A word met again is the same allocation, unless another one has taken
/// its slot: what is remembered never grows, however many different words a file has.
#[derive(Debug)]
pub(super) struct Words {
    slots: Vec<Option<Arc<str>>>,
}

impl Default for Words {
    fn default() -> Self {
        Self {
            slots: vec![None; SLOTS],
        }
    }
}

impl Words {
    /// The word, to be kept.
    #[inline]
    pub(super) fn keep(&mut self, word: &str) -> Arc<str> {
        let slot = &mut self.slots[slot(word)];
        match slot {
            Some(kept) if **kept == *word => Arc::clone(kept),
            _ => Arc::clone(slot.insert(word.into())),
        }
    }
}

/// Some slot, the same for the same word.
#[inline]
fn slot(word: &str) -> usize {
    let mut mixed = word.len() as u64;
    let mut add = |bytes: [u8; 8]| {
        mixed =
            (mixed.rotate_left(5) ^ u64::from_le_bytes(bytes)).wrapping_mul(0x517C_C1B7_2722_0A95);
    };
    let (eights, rest) = word.as_bytes().as_chunks::<8>();
    for bytes in eights {
        add(*bytes);
    }
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    add(last);
    usize::try_from(mixed >> 32).unwrap_or_default() % SLOTS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_met_again_is_kept_once_and_no_word_becomes_another() {
        let mut words = Words::default();
        let first = words.keep("Đảng ủy xã A");
        assert!(Arc::ptr_eq(&first, &words.keep("Đảng ủy xã A")));
        for number in 0..10 * SLOTS {
            let word = format!("Đảng ủy số {number}");
            assert_eq!(*words.keep(&word), *word);
        }
        assert_eq!(*words.keep(""), *"");
    }
}
