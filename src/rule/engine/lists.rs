//! What the language's own packages would do with lists, maps and texts without counting.

use rhai::{Array, Dynamic, EvalAltResult, Map, NativeCallContext, Position};

use super::meter::{length, size};
use super::registry::{Functions, MOST_ITEMS, Nominee};
use crate::rule::dynamic::{Held, Outcome};

/// Charges a rule for making so many values, or for touching them.
fn charge(context: &NativeCallContext<'_>, values: u64) -> Outcome<()> {
    let tag = context.tag().and_then(Dynamic::read_lock::<Nominee>);
    tag.map_or(Ok(()), |nominee| nominee.meter.charge(values))
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
