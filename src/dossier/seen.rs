//! What each row says of one thing that no two may have alike, in few bytes a row.

use std::hash::{DefaultHasher, Hasher as _};

/// The texts of the rows so far, each row known by its number from 0, and which row was first to
/// have each text.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// The texts, one after another.
    letters: String,
    /// Where the text of each row ends among the letters.
    ends: Vec<usize>,
    /// By hash, with open addressing: the row that was first, if the slot is taken.
    slots: Vec<Slot>,
    taken: usize,
}

/// A place in the table.
#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    hash: u32,
    /// The row, from 1; 0 where the slot is free.
    row: u32,
}

/// The table's first size.
const FIRST: usize = 64;

impl Seen {
    /// Keeps what a row says; the first row that said the same, if there is one. Rows come in
    /// order, and those left out say nothing.
    pub(super) fn add(&mut self, row: usize, text: &str) -> Option<usize> {
        self.ends.resize(row, self.letters.len());
        self.letters.push_str(text);
        self.ends.push(self.letters.len());
        if (self.taken + 1) * 4 > self.slots.len() * 3 {
            self.grow();
        }
        let hash = hash(text);
        let at = self.slot(hash, text);
        match self.slots[at].row {
            0 => {
                let row = u32::try_from(row + 1).expect("no file has so many rows");
                self.slots[at] = Slot { hash, row };
                self.taken += 1;
                None
            }
            first => Some(first as usize - 1),
        }
    }

    /// Whether some row said this.
    pub(super) fn has(&self, text: &str) -> bool {
        !self.slots.is_empty() && self.slots[self.slot(hash(text), text)].row != 0
    }

    /// What a row said; nothing where it was left out.
    pub(super) fn text(&self, row: usize) -> &str {
        let end = |row: usize| self.ends.get(row).copied().unwrap_or(self.letters.len());
        let start = row.checked_sub(1).map_or(0, end);
        &self.letters[start..end(row)]
    }

    /// The slot where a text stands, or the free one where it would stand.
    fn slot(&self, hash: u32, text: &str) -> usize {
        let last = self.slots.len() - 1;
        let mut at = hash as usize & last;
        loop {
            let slot = self.slots[at];
            let is_it =
                slot.hash == hash && slot.row != 0 && self.text(slot.row as usize - 1) == text;
            if slot.row == 0 || is_it {
                return at;
            }
            at = (at + 1) & last;
        }
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(FIRST);
        let old = std::mem::replace(&mut self.slots, vec![Slot::default(); size]);
        for slot in old.into_iter().filter(|slot| slot.row != 0) {
            let mut at = slot.hash as usize & (size - 1);
            while self.slots[at].row != 0 {
                at = (at + 1) & (size - 1);
            }
            self.slots[at] = slot;
        }
    }
}

/// The lower half of a text's hash, the same in every run.
fn hash(text: &str) -> u32 {
    let mut hasher = DefaultHasher::new();
    hasher.write(text.as_bytes());
    u32::try_from(hasher.finish() & u64::from(u32::MAX)).expect("it is half as long")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_first_is_found(texts in proptest::collection::vec(proptest::option::of("[ab]{0,3}"), 0..200)) {
            let mut seen = Seen::default();
            let mut known: BTreeMap<&str, usize> = BTreeMap::new();
            for (row, text) in texts.iter().enumerate() {
                let Some(text) = text else { continue };
                prop_assert_eq!(seen.has(text), known.contains_key(text.as_str()));
                prop_assert_eq!(seen.add(row, text), known.get(text.as_str()).copied());
                known.entry(text).or_insert(row);
            }
            for (row, text) in texts.iter().enumerate() {
                prop_assert_eq!(seen.text(row), text.as_deref().unwrap_or_default());
            }
        }
    }

    #[test]
    fn a_hundred_thousand_are_told_apart() {
        let mut seen = Seen::default();
        for row in 0..100_000 {
            assert_eq!(seen.add(row, &format!("TT-{row}")), None);
        }
        assert_eq!(seen.add(100_000, "TT-77"), Some(77));
        assert!(seen.has("TT-99999") && !seen.has("TT-"));
    }
}
