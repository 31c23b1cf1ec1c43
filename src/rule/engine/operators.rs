//! The operators: exact arithmetic, and no comparison of two different types.

use std::cmp::Ordering;

use jiff::civil::Date;
use rhai::{Array, Dynamic, Map, NativeCallContext};

use super::registry::Functions;
use crate::number::{Decimal, Number};
use crate::rule::dynamic::{Held, Large, Outcome, fail};
use crate::rule::expr::{Operator, Relation};

const RELATIONS: [(&str, Relation); 6] = [
    ("==", Relation::Equal),
    ("!=", Relation::Different),
    ("<", Relation::Less),
    ("<=", Relation::AtMost),
    (">", Relation::Greater),
    (">=", Relation::AtLeast),
];

const OPERATORS: [(&str, Operator); 4] = [
    ("+", Operator::Add),
    ("-", Operator::Subtract),
    ("*", Operator::Multiply),
    ("/", Operator::Divide),
];

/// Two numbers of any kind combined: whole numbers stay whole, but a quotient never is.
fn combine(sign: &str, operator: Operator, a: &Held, b: &Held) -> Outcome<Dynamic> {
    let (one, two) = (&a.number, &b.number);
    match operator.apply(one, two) {
        Some(number) => {
            let is_whole = a.is_whole && b.is_whole && operator != Operator::Divide;
            Ok(Held { number, is_whole }.into_dynamic())
        }
        None if operator == Operator::Divide && two.is_zero() => fail(
            format!("chia cho 0: {one} / 0"),
            format!("division by zero: {one} / 0"),
        ),
        None => fail(
            format!("phép tính `{sign}` ra số quá lớn hoặc quá dài (hơn 400 chữ số)"),
            format!("`{sign}` gives too large or too long a number (more than 400 digits)"),
        ),
    }
}

/// Arithmetic over every pair of the kinds of numbers, and comparisons wherever one of them is
/// ours.
pub(super) fn numbers(engine: &mut Functions) {
    macro_rules! pairs {
        ($($a:ty: $($b:ty),*;)*) => { $( $(
            for (sign, operator) in OPERATORS {
                engine.register_fn(sign, move |a: $a, b: $b| {
                    combine(sign, operator, &a.into(), &b.into())
                });
            }
        )* )* };
    }
    pairs! {
        i64: i64, Decimal, Number, Large;
        Decimal: i64, Decimal, Number, Large;
        Number: i64, Decimal, Number, Large;
        Large: i64, Decimal, Number, Large;
    }
    fn order(a: impl Into<Held>, b: impl Into<Held>) -> Ordering {
        a.into().number.cmp(&b.into().number)
    }
    macro_rules! compared {
        ($($a:ty: $($b:ty),*;)*) => { $( $(
            for (sign, relation) in RELATIONS {
                engine.register_fn(sign, move |a: $a, b: $b| relation.holds(order(a, b)));
            }
        )* )* };
    }
    compared! {
        i64: Number, Large;
        Decimal: Number, Large;
        Number: i64, Decimal, Number, Large;
        Large: i64, Decimal, Number, Large;
    }
    macro_rules! signs {
        ($($a:ty),*) => { $(
            engine.register_fn("-", |a: $a| {
                let held = Held::from(a);
                let number = held.number.negate();
                Held { number, ..held }.into_dynamic()
            });
            engine.register_fn("+", |a: $a| Held::from(a).into_dynamic());
        )* };
    }
    signs!(i64, Decimal, Number, Large);
    // The language's own `+=` would compute in its own numbers.
    for (sign, operator) in [("+=", "+"), ("-=", "-"), ("*=", "*")] {
        engine.register_fn(
            sign,
            move |context: NativeCallContext<'_>, a: &mut Dynamic, b: Dynamic| -> Outcome<()> {
                let (mut one, mut two) = (a.clone(), b);
                *a = context.call_native_fn_raw(operator, true, &mut [&mut one, &mut two])?;
                Ok(())
            },
        );
    }
    // A number is written the same whatever kind the language holds it as.
    engine
        .register_fn("to_string", |a: &mut Decimal| Number::from(*a).to_string())
        .register_fn("to_string", |a: &mut Number| a.to_string())
        .register_fn("to_string", |a: &mut Large| a.0.to_string());
}

/// Comparing two different types is an error for every pair of types that a rule can meet.
pub(super) fn comparisons(engine: &mut Functions) {
    macro_rules! refuse {
        ($($a:ty, $vi_a:literal, $en_a:literal => $($b:ty, $vi_b:literal, $en_b:literal);+ .)*) => {
            $( $( for (a, b) in [
                (concat!($vi_a, " với ", $vi_b), concat!($en_a, " with ", $en_b)),
            ] {
                for (operator, _) in RELATIONS {
                    engine.register_fn(operator, move |_: $a, _: $b| mixed(a, b));
                    engine.register_fn(operator, move |_: $b, _: $a| mixed(a, b));
                }
            } )+ )*
        };
    }
    fn mixed(vi: &str, en: &str) -> Outcome<bool> {
        fail(
            format!("so sánh hai kiểu khác nhau: {vi}"),
            format!("two different types compared: {en}"),
        )
    }
    refuse! {
        (), "giá trị trống", "nothing" =>
            i64, "số", "a number"; Decimal, "số", "a number"; Number, "số", "a number";
            Large, "số", "a number"; bool, "có/không", "yes-no";
            &str, "chữ", "words"; char, "chữ", "words"; Date, "ngày", "a date"; Array, "danh sách", "a list";
            Map, "bảng", "a map" .
        bool, "có/không", "yes-no" =>
            i64, "số", "a number"; Decimal, "số", "a number"; Number, "số", "a number";
            Large, "số", "a number"; &str, "chữ", "words";
            char, "chữ", "words"; Date, "ngày", "a date"; Array, "danh sách", "a list"; Map, "bảng", "a map" .
        &str, "chữ", "words" =>
            i64, "số", "a number"; Decimal, "số", "a number"; Number, "số", "a number";
            Large, "số", "a number"; Date, "ngày", "a date";
            Array, "danh sách", "a list"; Map, "bảng", "a map" .
        char, "chữ", "words" =>
            i64, "số", "a number"; Decimal, "số", "a number"; Number, "số", "a number";
            Large, "số", "a number"; Date, "ngày", "a date";
            Array, "danh sách", "a list"; Map, "bảng", "a map" .
        Date, "ngày", "a date" =>
            i64, "số", "a number"; Decimal, "số", "a number"; Number, "số", "a number";
            Large, "số", "a number"; Array, "danh sách", "a list";
            Map, "bảng", "a map" .
        Array, "danh sách", "a list" =>
            i64, "số", "a number"; Decimal, "số", "a number"; Number, "số", "a number";
            Large, "số", "a number"; Map, "bảng", "a map" .
        Map, "bảng", "a map" =>
            i64, "số", "a number"; Decimal, "số", "a number"; Number, "số", "a number";
            Large, "số", "a number" .
    }
    for (operator, relation) in RELATIONS {
        engine.register_fn(operator, |_: (), _: ()| {
            mixed(
                "giá trị trống với giá trị trống; hãy hỏi `given(…)`",
                "nothing with nothing; ask `given(…)`",
            )
        });
        engine.register_fn(operator, move |a: Date, b: Date| relation.holds(a.cmp(&b)));
    }
}
