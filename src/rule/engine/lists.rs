//! Operations on lists and maps that cost their length, counted and charged.
//!
//! The language counts a comparison of two lists as one operation, whatever they hold. Here each
//! is charged for what it touches, so that a rule within its operations is also within its time.

use std::sync::atomic::Ordering;

use rhai::{Array, Dynamic, EvalAltResult, Map, NativeCallContext, Position};

use super::{Functions, MOST_WORK, Nominee};
use crate::rule::dynamic::{Held, Outcome};

/// Charges a rule for touching so many values.
pub(super) fn charge(context: &NativeCallContext<'_>, values: usize) -> Outcome<()> {
    let nominee = Nominee::of(context);
    let values = u64::try_from(values).unwrap_or(u64::MAX);
    let before = nominee.work.fetch_add(values, Ordering::Relaxed);
    if before.saturating_add(values) <= MOST_WORK {
        return Ok(());
    }
    let limit = EvalAltResult::ErrorTooManyOperations(Position::NONE);
    Err(Box::new(limit))
}

/// How many values a value holds, itself counted; a text counts by its length.
fn size(value: &Dynamic) -> usize {
    if let Ok(list) = value.as_array_ref() {
        return size_of_list(&list);
    }
    if let Ok(map) = value.as_map_ref() {
        return size_of_map(&map);
    }
    if let Ok(text) = value.as_immutable_string_ref() {
        return 1 + text.len() / 64;
    }
    1 + Held::of(value).map_or(0, |held| {
        usize::try_from(held.number.cost()).unwrap_or(usize::MAX)
    })
}

fn size_of_list(list: &Array) -> usize {
    1 + list.iter().map(size).sum::<usize>()
}

fn size_of_map(map: &Map) -> usize {
    1 + map.values().map(size).sum::<usize>()
}

/// Registers what the language's own packages would do without counting.
pub(super) fn register(engine: &mut Functions) {
    engine
        .register_fn(
            "==",
            |context: NativeCallContext<'_>, a: Array, b: Array| lists_equal(&context, &a, &b),
        )
        .register_fn(
            "!=",
            |context: NativeCallContext<'_>, a: Array, b: Array| {
                lists_equal(&context, &a, &b).map(|same| !same)
            },
        )
        .register_fn("==", |context: NativeCallContext<'_>, a: Map, b: Map| {
            maps_equal(&context, &a, &b)
        })
        .register_fn("!=", |context: NativeCallContext<'_>, a: Map, b: Map| {
            maps_equal(&context, &a, &b).map(|same| !same)
        })
        .register_fn(
            "contains",
            |context: NativeCallContext<'_>, list: Array, x: Dynamic| {
                Ok::<_, Box<EvalAltResult>>(position(&context, &list, &x)?.is_some())
            },
        )
        .register_fn(
            "index_of",
            |context: NativeCallContext<'_>, list: Array, x: Dynamic| {
                let found = position(&context, &list, &x)?;
                Ok::<_, Box<EvalAltResult>>(index(found))
            },
        )
        .register_fn(
            "index_of",
            |context: NativeCallContext<'_>, mut list: Array, x: Dynamic, from: i64| {
                let length = list.len();
                let from = match usize::try_from(from) {
                    Ok(from) => from.min(length),
                    Err(_) => length
                        .saturating_sub(usize::try_from(from.unsigned_abs()).unwrap_or(length)),
                };
                let rest = list.split_off(from);
                let found = position(&context, &rest, &x)?;
                Ok::<_, Box<EvalAltResult>>(index(found.map(|at| at + from)))
            },
        )
        .register_fn(
            "dedup",
            |context: NativeCallContext<'_>, list: &mut Array| dedup(&context, list),
        );
    for name in ["to_string", "to_debug"] {
        engine
            .register_fn(name, |context: NativeCallContext<'_>, list: &mut Array| {
                let whole = Dynamic::from_array(list.clone());
                charge(&context, size(&whole))?;
                Ok::<_, Box<EvalAltResult>>(written(&whole))
            })
            .register_fn(name, |context: NativeCallContext<'_>, map: &mut Map| {
                let whole = Dynamic::from_map(map.clone());
                charge(&context, size(&whole))?;
                Ok::<_, Box<EvalAltResult>>(written(&whole))
            });
    }
}

/// Whether two values are the same, as the language's own `==` says: values of two different
/// types are refused there, so they are here.
fn equal(context: &NativeCallContext<'_>, a: &Dynamic, b: &Dynamic) -> Outcome<bool> {
    context
        .call_native_fn_raw("==", true, &mut [&mut a.clone(), &mut b.clone()])?
        .as_bool()
        .map_err(|_| Box::new(EvalAltResult::ErrorTooManyOperations(Position::NONE)))
}

fn lists_equal(context: &NativeCallContext<'_>, a: &Array, b: &Array) -> Outcome<bool> {
    charge(context, size_of_list(a).saturating_add(size_of_list(b)))?;
    if a.len() != b.len() {
        return Ok(false);
    }
    for (one, two) in a.iter().zip(b) {
        if !equal(context, one, two)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn maps_equal(context: &NativeCallContext<'_>, a: &Map, b: &Map) -> Outcome<bool> {
    charge(context, size_of_map(a).saturating_add(size_of_map(b)))?;
    if a.len() != b.len() {
        return Ok(false);
    }
    for (key, one) in a {
        match b.get(key) {
            Some(two) if equal(context, one, two)? => {}
            _ => return Ok(false),
        }
    }
    Ok(true)
}

/// Where a value is in a list.
fn position(context: &NativeCallContext<'_>, list: &Array, x: &Dynamic) -> Outcome<Option<usize>> {
    charge(context, size_of_list(list))?;
    for (at, item) in list.iter().enumerate() {
        if equal(context, item, x)? {
            return Ok(Some(at));
        }
    }
    Ok(None)
}

/// A place in a list as the language counts it; -1 for none.
fn index(found: Option<usize>) -> i64 {
    found.and_then(|at| i64::try_from(at).ok()).unwrap_or(-1)
}

/// Leaves one of several equal neighbours.
fn dedup(context: &NativeCallContext<'_>, list: &mut Array) -> Outcome<()> {
    charge(context, size_of_list(list).saturating_mul(2))?;
    let mut left: Array = Vec::with_capacity(list.len());
    for item in std::mem::take(list) {
        let again = match left.last() {
            Some(last) => equal(context, last, &item)?,
            None => false,
        };
        if !again {
            left.push(item);
        }
    }
    *list = left;
    Ok(())
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
