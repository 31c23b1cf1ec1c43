//! Words that many rows share, kept once.

use std::collections::BTreeSet;
use std::sync::Arc;

/// More different words than these are not shared: a column of them is no column of units.
const MOST_WORDS: usize = 4_096;

/// The words met so far, so that one met again is the same allocation.
#[derive(Debug, Default)]
pub(super) struct Interner(BTreeSet<Arc<str>>);

impl Interner {
    /// The word, to be kept.
    pub(super) fn keep(&mut self, word: &str) -> Arc<str> {
        if let Some(known) = self.0.get(word) {
            return Arc::clone(known);
        }
        let new: Arc<str> = word.into();
        if self.0.len() < MOST_WORDS {
            self.0.insert(Arc::clone(&new));
        }
        new
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_met_again_is_kept_once_and_no_word_becomes_another() {
        let mut words = Interner::default();
        let first = words.keep("Đảng ủy xã A");
        assert!(Arc::ptr_eq(&first, &words.keep("Đảng ủy xã A")));
        for number in 0..2 * MOST_WORDS {
            let word = format!("Đảng ủy số {number}");
            assert_eq!(*words.keep(&word), *word);
        }
    }
}
