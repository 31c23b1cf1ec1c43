//! The native functions, over values that the interpreter and the evaluation share.

use jiff::civil::Date;

use super::row::{FunctionResult, Past};
use crate::locale::Text;
use crate::number::Number;

/// The most digits after the point that `round` may be asked for.
pub(in crate::rule) const MOST_DIGITS: i64 = 28;

fn fail<T>(vi: impl Into<String>, en: impl Into<String>) -> FunctionResult<T> {
    Err(Text::both(vi, en))
}

/// A number, or that it is too large.
fn checked(name: &str, number: Option<Number>) -> FunctionResult<Number> {
    match number {
        Some(number) => Ok(number),
        None => fail(
            format!("`{name}` ra một số quá lớn hoặc quá dài"),
            format!("`{name}` gives too large or too long a number"),
        ),
    }
}

fn empty<T>(name: &str) -> FunctionResult<T> {
    fail(
        format!("`{name}` cần danh sách có ít nhất một phần tử"),
        format!("`{name}` needs a list of at least one"),
    )
}

/// Rounded half away from zero (K45), to whole numbers where no digits are given; what is below 1
/// and above 0 in place of digits is a step, as 0.25.
pub(super) fn round(arguments: &[Number]) -> FunctionResult<Number> {
    let Some((number, digits)) = arguments.split_first() else {
        return empty("round");
    };
    let digits = digits.first().cloned().unwrap_or_default();
    if digits.is_positive() && digits < Number::ONE {
        return checked("round", number.to_step(&digits));
    }
    let valid = digits
        .to_i64()
        .filter(|it| (0..=MOST_DIGITS).contains(it))
        .and_then(|digits| u32::try_from(digits).ok());
    match valid {
        Some(digits) => Ok(number.round(digits)),
        None => fail(
            format!(
                "`round` cần 0 đến {MOST_DIGITS} chữ số, hoặc một bước nhỏ hơn 1 như 0.25, nhưng nhận được {digits}"
            ),
            format!(
                "`round` needs 0 to {MOST_DIGITS} digits, or a step below 1 such as 0.25, but was given {digits}"
            ),
        ),
    }
}

/// Rounded down.
pub(super) fn floor(arguments: &[Number]) -> FunctionResult<Number> {
    arguments
        .first()
        .map_or_else(|| empty("floor"), |x| Ok(x.floor()))
}

/// Rounded up.
pub(super) fn ceil(arguments: &[Number]) -> FunctionResult<Number> {
    arguments
        .first()
        .map_or_else(|| empty("ceil"), |x| Ok(x.ceil()))
}

/// A power to 12 significant digits: the one function that approximates. A negative base is
/// refused: the library below would give (−8)^0.5 a value.
pub(super) fn pow(arguments: &[Number]) -> FunctionResult<Number> {
    let [x, y] = arguments else {
        return empty("pow");
    };
    if x.is_negative() || (x.is_zero() && y.is_negative()) {
        return fail(
            format!("`pow` không tính được {x} lũy thừa {y}"),
            format!("`pow` cannot take {x} to the power {y}"),
        );
    }
    checked("pow", x.pow(y))
}

/// The least of a list.
pub(super) fn least(list: &[Number], _: &[Number]) -> FunctionResult<Number> {
    list.iter()
        .min()
        .map_or_else(|| empty("min"), |number| Ok(number.clone()))
}

/// The greatest of a list.
pub(super) fn greatest(list: &[Number], _: &[Number]) -> FunctionResult<Number> {
    list.iter()
        .max()
        .map_or_else(|| empty("max"), |number| Ok(number.clone()))
}

/// The sum of a list.
pub(super) fn sum(list: &[Number], _: &[Number]) -> FunctionResult<Number> {
    checked("sum", Number::sum(list))
}

fn mean_of(name: &str, list: &[Number]) -> FunctionResult<Number> {
    if list.is_empty() {
        return empty(name);
    }
    let sum = checked(name, Number::sum(list))?;
    checked(name, sum.divide(&Number::from(list.len())))
}

/// The mean of a list.
pub(super) fn mean(list: &[Number], _: &[Number]) -> FunctionResult<Number> {
    mean_of("mean", list)
}

/// The middle of a list, or the mean of the middle two.
pub(super) fn median(list: &[Number], _: &[Number]) -> FunctionResult<Number> {
    let mut list = list.to_vec();
    list.sort();
    let middle = list.len() / 2;
    match list.len() {
        0 => empty("median"),
        length if length % 2 == 1 => Ok(list[middle].clone()),
        _ => mean_of("median", &list[middle - 1..=middle]),
    }
}

fn trimmed(name: &str, list: &[Number], drop: &[Number]) -> FunctionResult<Vec<Number>> {
    let drop = drop.first().cloned().unwrap_or_default();
    let mut sorted = list.to_vec();
    sorted.sort();
    let left = drop.to_usize().and_then(|drop| {
        let end = sorted.len().checked_sub(drop)?;
        (drop < end).then(|| sorted[drop..end].to_vec())
    });
    match left {
        Some(left) => Ok(left),
        None => fail(
            format!(
                "`{name}` không còn số nào sau khi bỏ {drop} ở mỗi đầu của {}",
                list.len()
            ),
            format!(
                "`{name}` has nothing left after dropping {drop} at each end of {}",
                list.len()
            ),
        ),
    }
}

/// The mean without some at each end.
pub(super) fn trimmed_mean(list: &[Number], drop: &[Number]) -> FunctionResult<Number> {
    mean_of("trimmed_mean", &trimmed("trimmed_mean", list, drop)?)
}

/// The sum without some at each end.
pub(super) fn trimmed_sum(list: &[Number], drop: &[Number]) -> FunctionResult<Number> {
    let left = trimmed("trimmed_sum", list, drop)?;
    checked("trimmed_sum", Number::sum(&left))
}

/// A date written year-month-day.
pub(in crate::rule) fn date(text: &str) -> FunctionResult<Date> {
    match crate::document::parse_date(text) {
        Some(date) => Ok(date),
        None => fail(
            format!("`{text}` không phải là ngày; cần dạng 2025-12-31"),
            format!("`{text}` is no date; it must be like 2025-12-31"),
        ),
    }
}

/// Days from one date to another.
pub(in crate::rule) fn days_between(a: Date, b: Date) -> i64 {
    i64::from((b - a).get_days())
}

/// Whole years from one date to another; negative when the second is earlier.
pub(in crate::rule) fn years_between(a: Date, b: Date) -> i64 {
    let whole = |a: Date, b: Date| {
        let before = (b.month(), b.day()) < (a.month(), a.day());
        i64::from(b.year()) - i64::from(a.year()) - i64::from(before)
    };
    if a <= b { whole(a, b) } else { -whole(b, a) }
}

/// How often an award was given in the years before the year of the review.
pub(in crate::rule) fn past_awards(past: &Past<'_>, award: &str, years: &[i64]) -> i64 {
    let years = years.first().copied().unwrap_or_default();
    let this = i64::from(past.year);
    let counts = past.awards.iter().filter(|given| {
        let ago = this - i64::from(given.year);
        given.award == award && (1..=years).contains(&ago)
    });
    i64::try_from(counts.count()).unwrap_or(i64::MAX)
}

/// Years in a row with an award, ending with the year before the review.
pub(in crate::rule) fn consecutive_years(past: &Past<'_>, award: &str, _: &[i64]) -> i64 {
    let in_year = |year: i16| {
        let mut awards = past.awards.iter();
        awards.any(|given| given.year == year && given.award == award)
    };
    let mut years = 0_i64;
    let mut year = past.year.saturating_sub(1);
    while in_year(year) && year > i16::MIN {
        years += 1;
        year -= 1;
    }
    years
}
