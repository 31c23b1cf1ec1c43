//! Values as the interpreter holds them, and back.
//!
//! The language has whole numbers of 64 bits and decimals of 28 digits, and asks about the kind of
//! a number in a `switch` and an index. So a number is held as one of those as long as it fits
//! exactly, and as a [`Number`] of ours beyond that: all operators and functions take any of them.

use jiff::civil::Date;
use rhai::{Dynamic, EvalAltResult, ImmutableString, Position};

use crate::locale::Text;
use crate::number::{Decimal, Number};
use crate::scheme::FactValue;

/// What a native function gives back to the rule language.
pub(super) type Outcome<T> = Result<T, Box<EvalAltResult>>;

/// A whole number beyond 64 bits.
#[derive(Debug, Clone)]
pub(super) struct Large(pub(super) Number);

/// A number of any kind, and whether the language holds it as a whole number.
#[derive(Debug, Clone)]
pub(super) struct Held {
    pub(super) number: Number,
    pub(super) is_whole: bool,
}

impl From<i64> for Held {
    fn from(number: i64) -> Self {
        let (number, is_whole) = (number.into(), true);
        Self { number, is_whole }
    }
}

impl From<Large> for Held {
    fn from(number: Large) -> Self {
        let (number, is_whole) = (number.0, true);
        Self { number, is_whole }
    }
}

impl From<Decimal> for Held {
    fn from(number: Decimal) -> Self {
        let (number, is_whole) = (number.into(), false);
        Self { number, is_whole }
    }
}

impl From<Number> for Held {
    fn from(number: Number) -> Self {
        let is_whole = false;
        Self { number, is_whole }
    }
}

impl Held {
    /// The number in a value, if it is one.
    pub(super) fn of(value: &Dynamic) -> Option<Self> {
        if let Ok(number) = value.as_int() {
            return Some(number.into());
        }
        if let Ok(number) = value.as_decimal() {
            return Some(number.into());
        }
        if let Some(number) = value.read_lock::<Number>() {
            return Some(number.clone().into());
        }
        let large = value.read_lock::<Large>()?;
        Some(large.clone().into())
    }

    /// As the language holds it.
    pub(super) fn into_dynamic(self) -> Dynamic {
        if self.is_whole {
            return match self.number.to_i64() {
                Some(whole) => Dynamic::from_int(whole),
                None => Dynamic::from(Large(self.number)),
            };
        }
        match self.number.to_exact_decimal() {
            Some(decimal) => Dynamic::from_decimal(decimal),
            None => {
                fractions::meet();
                Dynamic::from(self.number)
            }
        }
    }
}

/// Whether a run of the interpreter met a number that the language cannot hold itself. A `switch`
/// of the language takes such a number for none of its labels.
pub(super) mod fractions {
    use std::cell::Cell;

    thread_local! {
        static MET: Cell<bool> = const { Cell::new(false) };
    }

    /// Before a run.
    pub(in crate::rule) fn forget() {
        MET.set(false);
    }

    pub(super) fn meet() {
        MET.set(true);
    }

    /// After a run: whether there was one.
    pub(in crate::rule) fn were_met() -> bool {
        MET.get()
    }
}

/// A failure in both languages, carried through the rule language.
pub(super) fn fail<T>(vi: impl Into<String>, en: impl Into<String>) -> Outcome<T> {
    fail_with(Text::both(vi, en))
}

/// A failure in these words, carried through the rule language.
pub(super) fn fail_with<T>(text: Text) -> Outcome<T> {
    let text = Dynamic::from(text);
    Err(Box::new(EvalAltResult::ErrorRuntime(text, Position::NONE)))
}

/// A number that is no whole number for the language.
pub(super) fn decimal(number: impl Into<Number>) -> Dynamic {
    Held::from(number.into()).into_dynamic()
}

/// A fact's value as rules see it: whole numbers whole, all other numbers decimals.
pub(super) fn to_dynamic(value: &FactValue) -> Dynamic {
    match value {
        FactValue::Integer(number) => Dynamic::from_int(*number),
        FactValue::Number(number) => decimal(number.clone()),
        FactValue::YesNo(flag) => Dynamic::from_bool(*flag),
        FactValue::Text(text) => Dynamic::from(ImmutableString::from(&**text)),
        FactValue::Date(date) => Dynamic::from(*date),
        FactValue::List(items) => Dynamic::from_array(items.iter().map(to_dynamic).collect()),
    }
}

/// The number in an argument; anything else fails, naming the function.
pub(super) fn number(function: &str, value: &Dynamic) -> Outcome<Held> {
    match Held::of(value) {
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

/// What a value is, in words.
pub(super) fn kind(value: &Dynamic) -> (&'static str, &'static str) {
    if value.is_unit() {
        ("giá trị trống", "nothing")
    } else if Held::of(value).is_some() {
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
