//! How far reading has come, for whoever waits: a counter that somebody else looks at.

use std::sync::atomic::{AtomicU64, Ordering};

/// Where the rows that were read are counted; by default nowhere. Results do not depend on it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Progress(Option<&'static AtomicU64>);

impl Progress {
    /// Counts rows of nominations here while they are read, each as often as it is read.
    pub fn counted_in(counter: &'static AtomicU64) -> Self {
        Self(Some(counter))
    }

    /// So many more rows were read.
    pub(crate) fn add(self, rows: usize) {
        if let Some(counter) = self.0 {
            // Nobody orders anything by it: an old number only is an old number.
            counter.fetch_add(rows as u64, Ordering::Relaxed);
        }
    }
}
