//! The rows of [`FUNCTIONS`] as functions of the interpreter. Those that are said in the rule
//! language call their scripts (`function::prelude`), which come with the rules that call them.

use jiff::civil::Date;
use rhai::{Array, Dynamic, Map, NativeCallContext};

use super::registry::{Functions, Nominee};
use crate::locale::{Locale, Text};
use crate::number::{Decimal, Number};
use crate::rule::dynamic::{Held, Outcome, decimal, fail, fail_with, kind, number};
use crate::rule::function::{Body, FUNCTIONS, FunctionResult, Past, native, script};

/// Registers every function that needs nothing but its arguments and the nominee.
pub(super) fn register(engine: &mut Functions) {
    for function in &FUNCTIONS {
        for overload in function.overloads {
            native_function(engine, function.name, overload.body, overload.arguments());
        }
    }
    engine
        .register_fn("steps", |x: Dynamic, rows: Array| {
            steps("steps", &x, &rows, false)
        })
        .register_fn("at_most", |x: Dynamic, rows: Array| {
            steps("at_most", &x, &rows, true)
        })
        .register_fn("count", |list: Array, x: Dynamic| count(&list, &x))
        .register_fn("date", |text: &str| given(native::date(text)))
        .register_fn("given", |x: Dynamic| !x.is_unit())
        .register_fn("not_covered", |why: &str| -> Outcome<Dynamic> {
            fail(
                format!("văn bản không quy định trường hợp này: {why}"),
                format!("the paper does not cover this case: {why}"),
            )
        })
        .register_fn("refuse", |vi: &str, en: &str, list: Array| {
            refuse(vi, en, &list)
        })
        .register_fn("keys_given", |name: &str, by: Map| keys_given(name, &by));
}

fn given<T>(given: FunctionResult<T>) -> Outcome<T> {
    given.or_else(fail_with)
}

/// A native function with one number of arguments.
fn native_function(engine: &mut Functions, name: &'static str, body: Body, arguments: usize) {
    match (body, arguments) {
        (Body::Numbers(run), 1) => {
            engine.register_fn(name, move |a: Dynamic| of_numbers(name, run, &[a]));
        }
        (Body::Numbers(run), 2) => {
            engine.register_fn(name, move |a: Dynamic, b: Dynamic| {
                of_numbers(name, run, &[a, b])
            });
        }
        (Body::Numbers(run), 3) => {
            engine.register_fn(name, move |a: Dynamic, b: Dynamic, c: Dynamic| {
                of_numbers(name, run, &[a, b, c])
            });
        }
        (Body::List(run, keeps_whole), 1) => {
            engine.register_fn(name, move |list: Array| {
                of_list(name, run, keeps_whole, &list, &[])
            });
        }
        (Body::List(run, keeps_whole), 2) => {
            engine.register_fn(name, move |list: Array, a: Dynamic| {
                of_list(name, run, keeps_whole, &list, &[a])
            });
        }
        (Body::Days(run), 2) => {
            engine.register_fn(name, move |a: Date, b: Date| run(a, b));
        }
        (Body::History(run), 1) => {
            engine.register_fn(name, move |context: NativeCallContext<'_>, award: &str| {
                of_history(&context, run, award, &[])
            });
        }
        (Body::History(run), 2) => {
            engine.register_fn(
                name,
                move |context: NativeCallContext<'_>, award: &str, a: Dynamic| {
                    let whole = number(name, &a)?.number;
                    match whole.to_i64() {
                        Some(whole) => of_history(&context, run, award, &[whole]),
                        None => fail(
                            format!("`{name}` cần một số nguyên, nhưng nhận được {whole}"),
                            format!("`{name}` needs a whole number, but was given {whole}"),
                        ),
                    }
                },
            );
        }
        (Body::Form, _) => {}
        (_, arguments) => script(engine, name, arguments),
    }
}

/// A function that is said in the rule language: it calls its script.
fn script(engine: &mut Functions, name: &'static str, arguments: usize) {
    fn run(
        context: &NativeCallContext<'_>,
        name: &str,
        arguments: &mut [Dynamic],
    ) -> Outcome<Dynamic> {
        // The script may not look at each of them.
        for argument in arguments.iter().filter(|argument| !argument.is_map()) {
            number(name, argument)?;
        }
        let mut arguments: Vec<&mut Dynamic> = arguments.iter_mut().collect();
        context.call_fn_raw(script::of(name), false, false, &mut arguments)
    }
    type Context<'c> = NativeCallContext<'c>;
    // The packages have some of them for these types, which would come before any value.
    macro_rules! one {
        ($($a:ty),*) => { $(
            engine.register_fn(name, move |context: Context<'_>, a: $a| {
                run(&context, name, &mut [Dynamic::from(a)])
            });
        )* };
    }
    macro_rules! two {
        ($($a:ty, $b:ty);*) => { $(
            engine.register_fn(name, move |context: Context<'_>, a: $a, b: $b| {
                run(&context, name, &mut [Dynamic::from(a), Dynamic::from(b)])
            });
        )* };
    }
    match arguments {
        1 => {
            one!(Dynamic, i64, Decimal);
        }
        2 => {
            two!(Dynamic, Dynamic; i64, i64; i64, Decimal; Decimal, i64; Decimal, Decimal);
        }
        _ => {
            engine.register_fn(
                name,
                move |context: Context<'_>, a: Dynamic, b: Dynamic, c: Dynamic| {
                    run(&context, name, &mut [a, b, c])
                },
            );
        }
    }
}

fn all(name: &str, values: &[Dynamic]) -> Outcome<(Vec<Number>, bool)> {
    let held = values.iter().map(|value| number(name, value));
    let held: Vec<Held> = held.collect::<Result<_, _>>()?;
    let is_whole = held.iter().all(|held| held.is_whole);
    Ok((held.into_iter().map(|held| held.number).collect(), is_whole))
}

fn of_numbers(
    name: &str,
    run: fn(&[Number]) -> FunctionResult<Number>,
    values: &[Dynamic],
) -> Outcome<Dynamic> {
    let (numbers, _) = all(name, values)?;
    Ok(decimal(given(run(&numbers))?))
}

fn of_list(
    name: &str,
    run: fn(&[Number], &[Number]) -> FunctionResult<Number>,
    keeps_whole: bool,
    list: &[Dynamic],
    rest: &[Dynamic],
) -> Outcome<Dynamic> {
    let (list, is_whole) = all(name, list)?;
    let (rest, _) = all(name, rest)?;
    let number = given(run(&list, &rest))?;
    let is_whole = keeps_whole && is_whole;
    Ok(Held { number, is_whole }.into_dynamic())
}

#[expect(clippy::unnecessary_wraps, reason = "beside others that may fail")]
fn of_history(
    context: &NativeCallContext<'_>,
    run: fn(&Past<'_>, &str, &[i64]) -> i64,
    award: &str,
    rest: &[i64],
) -> Outcome<i64> {
    let nominee = Nominee::of(context);
    let past = Past {
        year: nominee.year,
        awards: &nominee.history,
    };
    Ok(run(&past, award, rest))
}

/// Points by half-open steps from the top (K3), or where fewer is better (K4); 0 beyond them.
fn steps(function: &str, x: &Dynamic, table: &Array, upward: bool) -> Outcome<Dynamic> {
    let x = number(function, x)?.number;
    let mut rows: Vec<(Number, Number)> = Vec::with_capacity(table.len());
    for row in table {
        let pair = row.as_array_ref().ok().filter(|pair| pair.len() == 2);
        let Some(pair) = pair else {
            return fail(
                format!("mỗi bậc của `{function}` phải là [mốc, điểm]"),
                format!("each row of `{function}` must be [threshold, points]"),
            );
        };
        let threshold = number(function, &pair[0])?.number;
        let points = number(function, &pair[1])?.number;
        let is_next = rows.last().is_none_or(|(last, _)| {
            if upward {
                threshold > *last
            } else {
                threshold < *last
            }
        });
        if !is_next {
            let way = if upward {
                ("tăng dần", "upward")
            } else {
                ("giảm dần", "downward")
            };
            return fail(
                format!("các mốc của `{function}` phải {}", way.0),
                format!("the thresholds of `{function}` must go {}", way.1),
            );
        }
        rows.push((threshold, points));
    }
    let met = rows.into_iter().find(|(threshold, _)| {
        if upward {
            x <= *threshold
        } else {
            x >= *threshold
        }
    });
    Ok(decimal(met.map_or(Number::ZERO, |(_, points)| points)))
}

/// How often a value is in a list; values of another type are a fault, never a silent no.
fn count(list: &Array, x: &Dynamic) -> Outcome<i64> {
    let mut found = 0;
    for item in list {
        found += i64::from(same("count", item, x)?);
    }
    Ok(found)
}

fn same(name: &str, a: &Dynamic, b: &Dynamic) -> Outcome<bool> {
    if let (Some(a), Some(b)) = (Held::of(a), Held::of(b)) {
        return Ok(a.number == b.number);
    }
    if let (Ok(a), Ok(b)) = (a.as_bool(), b.as_bool()) {
        return Ok(a == b);
    }
    if a.is_string() && b.is_string() {
        let text = |value: &Dynamic| value.clone().into_immutable_string().unwrap_or_default();
        return Ok(text(a) == text(b));
    }
    if let (Some(a), Some(b)) = (a.clone().try_cast::<Date>(), b.clone().try_cast::<Date>()) {
        return Ok(a == b);
    }
    let ((vi_a, en_a), (vi_b, en_b)) = (kind(a), kind(b));
    fail(
        format!("`{name}` không so sánh được {vi_a} với {vi_b}"),
        format!("`{name}` cannot compare {en_a} with {en_b}"),
    )
}

/// The failure of a function of the prelude, its arguments put in place of `{0}` and `{1}`.
fn refuse(vi: &str, en: &str, arguments: &Array) -> Outcome<Dynamic> {
    let arguments = arguments.iter().map(|value| match Held::of(value) {
        Some(held) => held.number.to_string(),
        None => value.to_string(),
    });
    let arguments: Vec<String> = arguments.collect();
    let filled = |text: &str| {
        let arguments = arguments.iter().enumerate();
        arguments.fold(text.to_owned(), |text, (at, argument)| {
            text.replace(&format!("{{{at}}}"), argument)
        })
    };
    fail_with(Text::each(|locale| {
        filled(match locale {
            Locale::Vi => vi,
            Locale::En => en,
        })
    }))
}

/// How many keys a function that takes a map is given, all of which it knows.
fn keys_given(name: &str, by: &Map) -> Outcome<i64> {
    let function = FUNCTIONS.iter().find(|function| function.name == name);
    let overloads = function.map_or(&[][..], |function| function.overloads);
    let known = |key: &str| {
        let mut overloads = overloads.iter();
        overloads.any(|overload| overload.parameters.iter().skip(1).any(|name| *name == key))
    };
    if let Some(stray) = by.keys().find(|key| !known(key)) {
        return fail(
            format!("`{name}` không có khóa `{stray}`"),
            format!("`{name}` has no key `{stray}`"),
        );
    }
    let least = overloads
        .iter()
        .min_by_key(|overload| overload.parameters.len());
    let needed = least.map_or(&[][..], |overload| overload.parameters);
    if let Some(lacking) = needed.iter().skip(1).find(|key| !by.contains_key(**key)) {
        return fail(
            format!("`{name}` thiếu khóa `{lacking}`"),
            format!("`{name}` lacks the key `{lacking}`"),
        );
    }
    Ok(i64::try_from(by.len()).unwrap_or(i64::MAX))
}
