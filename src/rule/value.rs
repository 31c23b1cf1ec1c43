//! Values as rules see them, and back.

use jiff::civil::Date;
use rhai::{Array, Dynamic, EvalAltResult, ImmutableString, Position};

use crate::locale::Text;
use crate::number::Decimal;
use crate::scheme::FactValue;

/// What a native function gives back to the rule language.
pub(super) type Outcome<T> = Result<T, Box<EvalAltResult>>;

/// A failure that carries its wording in both languages through the rule language.
pub(super) fn fail<T>(vi: impl Into<String>, en: impl Into<String>) -> Outcome<T> {
    let text = Dynamic::from(Text::both(vi, en));
    Err(Box::new(EvalAltResult::ErrorRuntime(text, Position::NONE)))
}

/// A fact's value as rules see it: whole numbers whole, all other numbers decimals.
pub(super) fn to_dynamic(value: &FactValue) -> Dynamic {
    match value {
        FactValue::Integer(number) => Dynamic::from_int(*number),
        FactValue::Number(number) => Dynamic::from_decimal(number.to_wide()),
        FactValue::YesNo(flag) => Dynamic::from_bool(*flag),
        FactValue::Text(text) => Dynamic::from(ImmutableString::from(&**text)),
        FactValue::Date(date) => Dynamic::from(*date),
        FactValue::List(items) => Dynamic::from_array(items.iter().map(to_dynamic).collect()),
    }
}

/// The number in a value, if it is one; nothing has no sign.
pub(super) fn as_number(value: &Dynamic) -> Option<Decimal> {
    value
        .as_decimal()
        .ok()
        .map(unsigned_zero)
        .or_else(|| value.as_int().ok().map(Decimal::from))
}

/// The number, a zero without the sign that changing signs and rounding may leave on it.
pub(super) fn unsigned_zero(number: Decimal) -> Decimal {
    if number.is_zero() {
        number.abs()
    } else {
        number
    }
}

/// The number in an argument; anything else fails, naming the function.
pub(super) fn number(function: &str, value: &Dynamic) -> Outcome<Decimal> {
    match as_number(value) {
        Some(number) => Ok(number),
        None => {
            let (vi, en) = kind(value);
            fail(
                format!("`{function}` cần một số, nhưng nhận được {vi}"),
                format!("`{function}` needs a number, but was given {en}"),
            )
        }
    }
}

/// The numbers in a list; anything else fails, naming the function.
pub(super) fn numbers(function: &str, list: &Array) -> Outcome<Vec<Decimal>> {
    list.iter().map(|item| number(function, item)).collect()
}

/// What a value is, in words.
pub(super) fn kind(value: &Dynamic) -> (&'static str, &'static str) {
    if value.is_unit() {
        ("giá trị trống", "nothing")
    } else if value.is_int() || value.is_decimal() {
        ("số", "a number")
    } else if value.is_bool() {
        ("có/không", "yes or no")
    } else if value.is_string() || value.is_char() {
        ("chữ", "words")
    } else if value.is_array() {
        ("danh sách", "a list")
    } else if value.is_map() {
        ("bảng", "a map")
    } else if value.is::<Date>() {
        ("ngày", "a date")
    } else {
        ("giá trị khác", "something else")
    }
}
