//! The work of a run of the interpreter, counted in what operations cost.
//!
//! The language counts an operation as one, however long a list it copies or compares. Here each
//! variable that is read is charged for what it holds, and so is what makes a long value of short
//! ones: a rule within its work is also within its time.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use rhai::{Dynamic, Engine, EvalAltResult, EvalContext, Position};

use crate::rule::dynamic::{Held, Outcome};

/// The most work of one run of a rule.
pub(in crate::rule) const MOST_WORK: u64 = 30_000;

/// Counts the work of a run.
#[derive(Debug, Default)]
pub(in crate::rule) struct Meter {
    operations: AtomicU64,
    values: AtomicU64,
    most: AtomicU64,
}

impl Meter {
    /// Starts a run that may do so much.
    pub(in crate::rule) fn start(&self, most: u64) {
        self.operations.store(0, Ordering::Relaxed);
        self.values.store(0, Ordering::Relaxed);
        self.most.store(most, Ordering::Relaxed);
    }

    /// The work of the run so far.
    pub(in crate::rule) fn work(&self) -> u64 {
        let values = self.values.load(Ordering::Relaxed);
        values.saturating_add(self.operations.load(Ordering::Relaxed))
    }

    fn is_over(&self) -> bool {
        self.work() > self.most.load(Ordering::Relaxed)
    }

    pub(super) fn charge(&self, values: u64) -> Outcome<()> {
        let before = self.values.load(Ordering::Relaxed);
        self.values
            .store(before.saturating_add(values), Ordering::Relaxed);
        if self.is_over() {
            let limit = EvalAltResult::ErrorTooManyOperations(Position::NONE);
            return Err(Box::new(limit));
        }
        Ok(())
    }
}

/// Lets an engine count its work.
pub(super) fn count(engine: &mut Engine) -> Arc<Meter> {
    let meter = Arc::new(Meter::default());
    let counted = Arc::clone(&meter);
    engine.on_progress(move |operations| {
        counted.operations.store(operations, Ordering::Relaxed);
        counted.is_over().then_some(Dynamic::UNIT)
    });
    let counted = Arc::clone(&meter);
    #[expect(deprecated, reason = "may change between versions, and ours is pinned")]
    engine.on_var(
        move |name, _, context: EvalContext<'_, '_, '_, '_, '_, '_>| {
            let held = context.scope().get(name).map_or(0, size);
            if held > 0 {
                counted.charge(held)?;
            }
            Ok(None)
        },
    );
    meter
}

/// How much a value holds beyond a single small one.
pub(super) fn size(value: &Dynamic) -> u64 {
    if value.is_int() || value.is_bool() || value.is_unit() {
        return 0;
    }
    if let Ok(list) = value.as_array_ref() {
        return list.iter().map(|item| 1 + size(item)).sum();
    }
    if let Ok(map) = value.as_map_ref() {
        return map.values().map(|item| 1 + size(item)).sum();
    }
    if let Ok(text) = value.as_immutable_string_ref() {
        return length(&text) / 64;
    }
    Held::of(value).map_or(0, |held| held.number.cost() - 1)
}

pub(super) fn length(text: &str) -> u64 {
    text.len().try_into().unwrap_or(u64::MAX)
}
