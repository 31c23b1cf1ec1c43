//! The work of a run of the interpreter, counted in what operations cost.
//!
//! The language counts an operation as one, however long a list it copies or compares. Here each
//! variable that is read is charged for what it holds, and so is what makes a long value of short
//! ones: a rule within its work is also within its time.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use rhai::{Array, Dynamic, Engine, EvalAltResult, EvalContext, Map, NativeCallContext, Position};

use super::{Functions, MOST_ITEMS, Nominee};
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

    fn charge(&self, values: u64) -> Outcome<()> {
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

/// Charges a rule for making so many values, or for touching them.
fn charge(context: &NativeCallContext<'_>, values: u64) -> Outcome<()> {
    let tag = context.tag().and_then(Dynamic::read_lock::<Nominee>);
    tag.map_or(Ok(()), |nominee| nominee.meter.charge(values))
}

/// How much a value holds beyond a single small one.
fn size(value: &Dynamic) -> u64 {
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

fn length(text: &str) -> u64 {
    text.len().try_into().unwrap_or(u64::MAX)
}

/// Registers what the language's own packages would do without counting.
pub(super) fn register(engine: &mut Functions) {
    type Context<'c> = NativeCallContext<'c>;
    engine
        .register_fn(
            "pad",
            |context: Context<'_>, list: &mut Array, least: i64, item: Dynamic| -> Outcome<()> {
                let least = usize::try_from(least).unwrap_or_default();
                if least > MOST_ITEMS {
                    let what = "Size of array".into();
                    let limit = EvalAltResult::ErrorDataTooLarge(what, Position::NONE);
                    return Err(Box::new(limit));
                }
                let added = least.saturating_sub(list.len());
                charge(&context, (1 + size(&item)).saturating_mul(added as u64))?;
                list.resize(least.max(list.len()), item);
                Ok(())
            },
        )
        .register_fn("split", |context: Context<'_>, text: &str, at: &str| {
            charge(&context, length(text))?;
            let parts = text.split(at).map(|part| Dynamic::from(part.to_owned()));
            Ok::<Array, Box<EvalAltResult>>(parts.collect())
        })
        .register_fn("to_string", |context: Context<'_>, list: &mut Array| {
            text(&context, &Dynamic::from_array(list.clone()))
        })
        .register_fn("to_string", |context: Context<'_>, map: &mut Map| {
            text(&context, &Dynamic::from_map(map.clone()))
        });
}

fn text(context: &NativeCallContext<'_>, value: &Dynamic) -> Outcome<String> {
    // A number is written in about the time in which four are copied.
    charge(context, size(value).saturating_mul(4))?;
    Ok(written(value))
}

/// A list or map as text, in the language's own notation.
fn written(value: &Dynamic) -> String {
    if let Ok(list) = value.as_array_ref() {
        let items: Vec<_> = list.iter().map(written).collect();
        return format!("[{}]", items.join(", "));
    }
    if let Ok(map) = value.as_map_ref() {
        let items = map
            .iter()
            .map(|(key, item)| format!("\"{key}\": {}", written(item)));
        let items: Vec<_> = items.collect();
        return format!("#{{{}}}", items.join(", "));
    }
    if let Ok(text) = value.as_immutable_string_ref() {
        return format!("{:?}", text.as_str());
    }
    match Held::of(value) {
        Some(held) => held.number.to_string(),
        None => value.to_string(),
    }
}
