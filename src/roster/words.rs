//! Words that many rows share, kept once where that costs little.

use std::sync::Arc;

/// How many words are remembered.
const SLOTS: usize = 512;

/// The words met lately. A word met again is the same allocation, unless another one has taken
/// its slot: what is remembered never grows, however many different words a file has.
#[derive(Debug)]
pub(super) struct Words {
    slots: Vec<Option<Arc<str>>>,
    /// Words of schemes that no cell has any more, by where they stand in memory.
    idle: Vec<Vec<Arc<str>>>,
}

/// How many words of schemes are put by.
const IDLE: usize = 64;

impl Default for Words {
    fn default() -> Self {
        Self {
            slots: vec![None; SLOTS],
            idle: vec![Vec::new(); IDLE],
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

    /// The word that is spelled so, where it is remembered. Only clean words are kept, so that
    /// what is spelled like one of them is clean too.
    #[inline]
    pub(super) fn known(&self, spelled: &str) -> Option<Arc<str>> {
        let kept = self.slots[slot(spelled)].as_ref();
        // What a failed formula leaves may stand in a list of words, but is no word by itself.
        let is_word = !spelled.starts_with('#');
        kept.filter(|kept| is_word && ***kept == *spelled).cloned()
    }

    /// A word of a scheme for one more cell. All threads count together who shares it, and each
    /// waits for the others then: what was put by here is taken first.
    #[inline]
    pub(super) fn share(&mut self, word: &Arc<str>) -> Arc<str> {
        let idle = &mut self.idle[idle_slot(word)];
        match idle.pop_if(|idle| Arc::ptr_eq(idle, word)) {
            Some(idle) => idle,
            None => Arc::clone(word),
        }
    }

    /// Puts a word of a scheme by that a cell has no more.
    #[inline]
    pub(super) fn put_by(&mut self, word: Arc<str>) {
        let idle = &mut self.idle[idle_slot(&word)];
        if idle.last().is_none_or(|idle| Arc::ptr_eq(idle, &word)) {
            idle.push(word);
        }
    }
}

/// Some slot, the same for the same place in memory; allocations lie sixteen bytes apart or more.
#[inline]
fn idle_slot(word: &Arc<str>) -> usize {
    (Arc::as_ptr(word).addr() / 16) % IDLE
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
    fn a_word_put_by_is_taken_again_and_no_other() {
        let (one, other): (Arc<str>, Arc<str>) = ("một".into(), "hai".into());
        let mut words = Words::default();
        for _ in 0..3 {
            let shared = [&one, &other, &one].map(|word| words.share(word));
            assert_eq!(
                shared.clone().map(|word| word.to_string()),
                ["một", "hai", "một"]
            );
            assert!(Arc::ptr_eq(&shared[0], &one) && Arc::ptr_eq(&shared[1], &other));
            shared.into_iter().for_each(|word| words.put_by(word));
        }
        // The one here, and two put by.
        assert!(Arc::strong_count(&one) <= 3);
    }

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
        words.keep("#N/A");
        assert!(words.known("Đảng ủy số 9").is_none() && words.known("#N/A").is_none());
        assert!(words.known("Đảng ủy số 5119").is_some());
    }
}
