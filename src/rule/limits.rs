//! A rule that hits its limits again and again is given up, so that one bad rule cannot hold up
//! a hundred thousand nominees; and a budget of work for a command that tries many things.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use super::rule_id::RuleId;

/// How many nominees a rule may hit its limits on before it is given up.
const PATIENCE: u32 = 100;

/// How often each rule hit its limits, and the work that is left to all.
#[derive(Debug)]
pub(super) struct Limits {
    left: AtomicU64,
    hits: Mutex<BTreeMap<RuleId, u32>>,
    any_given_up: AtomicBool,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            left: AtomicU64::new(u64::MAX),
            hits: Mutex::default(),
            any_given_up: AtomicBool::new(false),
        }
    }
}

impl Limits {
    /// Grants all runs together so much work; [`u64::MAX`] is without bounds.
    pub(super) fn grant(&self, work: u64) {
        self.left.store(work, Ordering::Relaxed);
    }

    /// The work that is left.
    pub(super) fn left(&self) -> u64 {
        self.left.load(Ordering::Relaxed)
    }

    /// Spends work, where it is bounded.
    pub(super) fn spend(&self, work: u64) {
        let left = self.left();
        if left != u64::MAX {
            self.grant(left.saturating_sub(work));
        }
    }

    /// Whether a rule that hit its limits so often is given up.
    pub(super) fn is_too_many(hits: u32) -> bool {
        hits >= PATIENCE
    }

    /// Counts a hit.
    pub(super) fn hit(&self, site: RuleId) {
        let mut hits = self.hits.lock().unwrap_or_else(PoisonError::into_inner);
        let count = hits.entry(site).or_default();
        *count += 1;
        if *count >= PATIENCE {
            self.any_given_up.store(true, Ordering::Relaxed);
        }
    }

    /// Whether a rule has been given up.
    pub(super) fn is_given_up(&self, site: RuleId) -> bool {
        self.any_given_up.load(Ordering::Relaxed) && self.given_up().contains(&site)
    }

    /// The rules given up so far.
    pub(super) fn given_up(&self) -> Vec<RuleId> {
        let hits = self.hits.lock().unwrap_or_else(PoisonError::into_inner);
        hits.iter()
            .filter(|(_, count)| **count >= PATIENCE)
            .map(|(site, _)| *site)
            .collect()
    }

    /// The hits so far, to come back to.
    pub(super) fn so_far(&self) -> BTreeMap<RuleId, u32> {
        let hits = self.hits.lock().unwrap_or_else(PoisonError::into_inner);
        hits.clone()
    }

    /// Comes back to the hits that were counted once.
    pub(super) fn come_back(&self, hits: BTreeMap<RuleId, u32>) {
        let any = hits.values().any(|count| *count >= PATIENCE);
        self.any_given_up.store(any, Ordering::Relaxed);
        *self.hits.lock().unwrap_or_else(PoisonError::into_inner) = hits;
    }

    /// Forgets the hits of rules that are not given up: a pass over everybody counts anew.
    pub(super) fn start_pass(&self) {
        let mut hits = self.hits.lock().unwrap_or_else(PoisonError::into_inner);
        hits.retain(|_, count| *count >= PATIENCE);
    }
}
