//! What each row says of one thing that no two may have alike, in few bytes a row.

use std::collections::VecDeque;
use std::hash::BuildHasher as _;
use std::ops::Range;
use std::sync::LazyLock;

use foldhash::quality::RandomState;

/// What rows say, one text after another.
#[derive(Debug, Default)]
pub(super) struct Sayings(String);

/// Where one of [`Sayings`] stands, and its hash.
#[derive(Debug, Clone)]
pub(super) struct Said {
    letters: Range<usize>,
    hash: u32,
}

impl Sayings {
    /// Puts down what is written to the end of a text.
    pub(super) fn put(&mut self, write: impl FnOnce(&mut String)) -> Said {
        let start = self.0.len();
        write(&mut self.0);
        let letters = start..self.0.len();
        let hash = hash(&self.0[start..]);
        Said { letters, hash }
    }

    /// What was put down.
    pub(super) fn text(&self, said: &Said) -> &str {
        &self.0[said.letters.clone()]
    }

    /// Makes room for others.
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }
}

/// The texts of the rows so far, each row known by its number from 0, and which row was first to
/// have each text.
///
/// Rows are put down several at a time and looked for afterwards: the table is far larger than
/// the processor's cache, and so the slots of all of them are fetched together.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// The texts, one after another.
    letters: String,
    /// Where the text of each row ends among the letters.
    ends: Vec<usize>,
    /// By hash, with open addressing: the row that was first, if the slot is taken.
    slots: Vec<u64>,
    taken: usize,
    /// The rows that were put down and not looked for yet, with their hashes.
    waiting: VecDeque<(usize, u32)>,
    /// Of no meaning: what was read of a slot to have it fetched.
    fetched: u32,
}

/// A place in the table: the hash, and below it the row, from 1; 0 where the place is free. One
/// number, so that a table of free places costs the system nothing.
#[derive(Debug, Clone, Copy)]
struct Slot(u64);

impl Slot {
    fn new(hash: u32, row: u32) -> Self {
        Self(u64::from(hash) << 32 | u64::from(row))
    }

    fn hash(self) -> u32 {
        (self.0 >> 32) as u32
    }

    fn row(self) -> u32 {
        self.0 as u32
    }
}

/// The table's first size.
const FIRST: usize = 64;

impl Seen {
    /// Puts down what a row says. Rows come in order, and those left out say nothing.
    pub(super) fn put(&mut self, row: usize, said: &Said, all: &Sayings) {
        self.ends.resize(row, self.letters.len());
        self.letters.push_str(all.text(said));
        self.ends.push(self.letters.len());
        self.waiting.push_back((row, said.hash));
    }

    /// Has the slots of all that wait fetched, one beside the other; to be asked for afterwards,
    /// each is then at hand.
    pub(super) fn fetch(&mut self) {
        let last = self.slots.len().wrapping_sub(1);
        let slots = self.waiting.iter();
        let slots = slots.filter_map(|(_, hash)| self.slots.get(*hash as usize & last));
        self.fetched = slots.fold(0, |fetched, slot| fetched ^ Slot(*slot).row());
    }

    /// The first row that said the same as this one, if there is one. Rows are asked for in the
    /// order in which they were put down.
    pub(super) fn first(&mut self, row: usize) -> Option<usize> {
        let (_, hash) = *self
            .waiting
            .front()
            .filter(|(waiting, _)| *waiting == row)?;
        self.waiting.pop_front();
        // A fuller table costs more to go through than to fetch.
        if (self.taken + 1) * 2 > self.slots.len() {
            self.grow();
        }
        let at = self.slot(hash, self.text(row));
        match Slot(self.slots[at]).row() {
            0 => {
                let row = u32::try_from(row + 1).expect("no file has so many rows");
                self.slots[at] = Slot::new(hash, row).0;
                self.taken += 1;
                None
            }
            first => Some(first as usize - 1),
        }
    }

    /// Whether some row said this.
    pub(super) fn has(&self, text: &str) -> bool {
        !self.slots.is_empty() && self.slots[self.slot(hash(text), text)] != 0
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
            let slot = Slot(self.slots[at]);
            let is_it = slot.hash() == hash
                && slot.row() != 0
                && self.text(slot.row() as usize - 1) == text;
            if slot.row() == 0 || is_it {
                return at;
            }
            at = (at + 1) & last;
        }
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(FIRST);
        let old = std::mem::replace(&mut self.slots, vec![0; size]);
        for slot in old.into_iter().filter(|slot| *slot != 0) {
            let mut at = Slot(slot).hash() as usize & (size - 1);
            while self.slots[at] != 0 {
                at = (at + 1) & (size - 1);
            }
            self.slots[at] = slot;
        }
    }
}

/// The lower half of a text's hash. It is another one in each run, so that nobody can make up a list
/// whose rows all have the same; nothing that is told depends on it.
fn hash(text: &str) -> u32 {
    static HASHES: LazyLock<RandomState> = LazyLock::new(RandomState::default);
    let lower = HASHES.hash_one(text) & u64::from(u32::MAX);
    u32::try_from(lower).expect("it is half as long")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    fn put(seen: &mut Seen, row: usize, text: &str) {
        let mut all = Sayings::default();
        all.put(|letters| letters.push_str("trước"));
        let said = all.put(|letters| letters.push_str(text));
        seen.put(row, &said, &all);
    }

    proptest! {
        #[test]
        fn the_first_is_found(
            texts in proptest::collection::vec(proptest::option::of("[ab]{0,3}"), 0..200),
            together in 1_usize..20,
        ) {
            let mut seen = Seen::default();
            let mut known: BTreeMap<&str, usize> = BTreeMap::new();
            let rows: Vec<_> = texts.iter().enumerate().collect();
            for rows in rows.chunks(together) {
                for (row, text) in rows {
                    if let Some(text) = text {
                        put(&mut seen, *row, text);
                    }
                }
                for (row, text) in rows {
                    let first = text.as_ref().and_then(|text| known.get(text.as_str()).copied());
                    prop_assert_eq!(seen.first(*row), first);
                    if let Some(text) = text {
                        known.entry(text).or_insert(*row);
                        prop_assert!(seen.has(text));
                    }
                }
            }
            prop_assert!(!seen.has("c"));
            for (row, text) in texts.iter().enumerate() {
                prop_assert_eq!(seen.text(row), text.as_deref().unwrap_or_default());
            }
        }
    }

    #[test]
    fn a_hundred_thousand_are_told_apart() {
        let mut seen = Seen::default();
        let mut first = |row, text: &str| {
            put(&mut seen, row, text);
            seen.first(row)
        };
        for row in 0..100_000 {
            assert_eq!(first(row, &format!("TT-{row}")), None);
        }
        assert_eq!(first(100_000, "TT-77"), Some(77));
        assert!(seen.has("TT-99999") && !seen.has("TT-"));
    }
}
