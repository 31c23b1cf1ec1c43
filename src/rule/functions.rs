//! The functions a rule may call: one `pub fn` each, and one table that lists them all.
//!
//! To add one: its function here, its line in [`REFERENCE`] and in [`register`], and a test.

use jiff::civil::Date;
use rhai::{Array, Dynamic, Map};
use rust_decimal::{MathematicalOps as _, RoundingStrategy};

use super::engine::Functions;
use super::value::{Outcome, as_number, fail, kind, number, numbers};
use crate::number::{Decimal, round as round_number};
use crate::scheme::PastAward;

/// One function that rules may call.
#[derive(Debug, Clone, Copy)]
pub struct Function {
    /// Its name.
    pub name: &'static str,
    /// With how many arguments it may be called.
    pub arguments: &'static [usize],
    /// How it is called.
    pub usage: &'static str,
    /// What it gives, in Vietnamese.
    pub vi: &'static str,
    /// What it gives, in English.
    pub en: &'static str,
}

macro_rules! reference {
    ($( $name:ident $arguments:tt $usage:literal $vi:literal $en:literal; )*) => {
        /// Every function that rules may call, in the order of the reference.
        pub const REFERENCE: &[Function] = &[$( Function {
            name: stringify!($name), arguments: &$arguments, usage: $usage, vi: $vi, en: $en,
        } ),*];
    };
}

reference! {
    steps [2] "steps(x, [[90, 10], [75, 7]])"
        "điểm theo bậc, xét từ trên xuống: x từ 90 trở lên được 10, từ 75 đến dưới 90 được 7, thấp hơn được 0"
        "points by steps, from the top: x from 90 gives 10, from 75 to below 90 gives 7, less gives 0";
    at_most [2] "at_most(x, [[0, 5], [1, 4]])"
        "càng ít càng tốt: x không quá 0 được 5, không quá 1 được 4, nhiều hơn được 0"
        "fewer is better: x at most 0 gives 5, at most 1 gives 4, more gives 0";
    between [3] "between(x, lo, hi)"
        "đúng khi x nằm từ lo đến hi, tính cả hai đầu"
        "whether x lies from lo to hi, both included";
    percent [2] "percent(done, target)"
        "tỷ lệ phần trăm thực hiện so với chỉ tiêu, không chặn trên; chỉ tiêu bằng 0 thì báo lỗi"
        "percentage done of the target, not capped; a target of 0 fails";
    proportion [2] "proportion(done, target)"
        "phần thực hiện so với chỉ tiêu, nhiều nhất là 1; chỉ tiêu bằng 0 thì báo lỗi"
        "share done of the target, at most 1; a target of 0 fails";
    per [3] "per(count, each, cap)"
        "mỗi lần được each điểm, tối đa cap"
        "each points for every one, at most cap";
    ramp [2] "ramp(x, #{ from: 20000, base: 15, each: 1000, add: 0.5, cap: 25 })"
        "từ mốc from được base điểm; cứ đủ mỗi bước each cộng thêm add, tối đa cap; each âm là tính xuống"
        "base points at from, and add for every whole step of each beyond it, at most cap; a negative each goes downward";
    clamp [3] "clamp(x, lo, hi)"
        "x, nhưng không dưới lo và không quá hi"
        "x, but not below lo and not above hi";
    min [1, 2, 3] "min(a, b)"
        "số nhỏ nhất; cũng nhận một danh sách"
        "the least; takes a list too";
    max [1, 2, 3] "max(a, b)"
        "số lớn nhất; cũng nhận một danh sách"
        "the greatest; takes a list too";
    abs [1] "abs(x)"
        "giá trị tuyệt đối"
        "the absolute value";
    round [1, 2] "round(x, digits)"
        "làm tròn đến digits chữ số sau dấu phẩy, nửa thì làm tròn ra xa số 0; không ghi digits là 0"
        "rounded to digits after the comma, half away from zero; 0 digits if not given";
    floor [1] "floor(x)"
        "làm tròn xuống số nguyên"
        "rounded down to a whole number";
    ceil [1] "ceil(x)"
        "làm tròn lên số nguyên"
        "rounded up to a whole number";
    pow [2] "pow(x, y)"
        "x lũy thừa y, đến 12 chữ số; x không được âm"
        "x to the power y, to 12 digits; x may not be negative";
    sum [1] "sum(list)"
        "tổng các số trong danh sách"
        "the sum of a list of numbers";
    mean [1] "mean(list)"
        "trung bình cộng của danh sách; danh sách trống thì báo lỗi"
        "the mean of a list; an empty list fails";
    median [1] "median(list)"
        "trung vị của danh sách; số phần tử chẵn thì lấy trung bình hai số giữa"
        "the median of a list; of an even number the mean of the middle two";
    trimmed_mean [2] "trimmed_mean(list, drop)"
        "trung bình sau khi bỏ drop số cao nhất và drop số thấp nhất"
        "the mean without the drop highest and the drop lowest";
    trimmed_sum [2] "trimmed_sum(list, drop)"
        "tổng sau khi bỏ drop số cao nhất và drop số thấp nhất"
        "the sum without the drop highest and the drop lowest";
    count [2] "count(list, x)"
        "số lần x có trong danh sách"
        "how often x stands in the list";
    len [1] "len(list)"
        "số phần tử của danh sách"
        "how many a list holds";
    at_least [2] "at_least(choice, \"tot\")"
        "đúng khi lựa chọn (hoặc `class`) từ mức `tot` trở lên; mức tốt nhất đứng trước"
        "whether a choice (or `class`) is `tot` or better; the best stands first";
    date [1] "date(\"2025-12-31\")"
        "một ngày"
        "a date";
    days_between [2] "days_between(a, b)"
        "số ngày từ a đến b; âm khi b trước a"
        "days from a to b; negative when b is before a";
    years_between [2] "years_between(a, b)"
        "số năm tròn từ a đến b"
        "whole years from a to b";
    past_awards [2] "past_awards(\"bang-khen\", 3)"
        "số lần đã được khen hình thức này trong 3 năm trước năm xét"
        "how often this award was given in the 3 years before the year of the review";
    consecutive_years [1] "consecutive_years(\"giay-khen\")"
        "số năm liên tục được khen, tính đến năm trước năm xét"
        "years in a row with this award, ending with the year before the review";
    given [1] "given(fact)"
        "đúng khi số liệu có báo cáo và có giao chỉ tiêu"
        "whether the fact is reported and assigned";
    not_covered [1] "not_covered(\"why\")"
        "văn bản không quy định trường hợp này: báo lỗi với lời giải thích"
        "the paper is silent here: fails with that text";
}

/// Registers every function of [`REFERENCE`] that needs nothing but its arguments.
pub(super) fn register(engine: &mut Functions) {
    engine
        .register_fn("steps", |x: Dynamic, rows: Array| steps(&x, &rows))
        .register_fn("at_most", |x: Dynamic, rows: Array| at_most(&x, &rows))
        .register_fn("between", |x: Dynamic, lo: Dynamic, hi: Dynamic| {
            between(&x, &lo, &hi)
        })
        .register_fn("percent", |done: Dynamic, target: Dynamic| {
            percent(&done, &target)
        })
        .register_fn("proportion", |done: Dynamic, target: Dynamic| {
            proportion(&done, &target)
        })
        .register_fn("per", |n: Dynamic, each: Dynamic, cap: Dynamic| {
            per(&n, &each, &cap)
        })
        .register_fn("ramp", |x: Dynamic, by: Map| ramp(&x, &by))
        .register_fn("clamp", |x: Dynamic, lo: Dynamic, hi: Dynamic| {
            clamp(&x, &lo, &hi)
        })
        .register_fn("min", |list: Array| least("min", &list))
        .register_fn("min", |a: Dynamic, b: Dynamic| least("min", &[a, b]))
        .register_fn("min", |a: Dynamic, b: Dynamic, c: Dynamic| {
            least("min", &[a, b, c])
        })
        .register_fn("max", |list: Array| greatest("max", &list))
        .register_fn("max", |a: Dynamic, b: Dynamic| greatest("max", &[a, b]))
        .register_fn("max", |a: Dynamic, b: Dynamic, c: Dynamic| {
            greatest("max", &[a, b, c])
        })
        .register_fn("abs", |x: Dynamic| abs(&x))
        .register_fn("round", |x: Dynamic| round(&x, 0))
        .register_fn("round", |x: Dynamic, digits: i64| round(&x, digits))
        .register_fn("floor", |x: Dynamic| floor(&x))
        .register_fn("ceil", |x: Dynamic| ceil(&x))
        .register_fn("pow", |x: Dynamic, y: Dynamic| pow(&x, &y))
        .register_fn("sum", |list: Array| sum(&list))
        .register_fn("mean", |list: Array| mean(&list))
        .register_fn("median", |list: Array| median(&list))
        .register_fn("trimmed_mean", |list: Array, drop: i64| {
            trimmed_mean(&list, drop)
        })
        .register_fn("trimmed_sum", |list: Array, drop: i64| {
            trimmed_sum(&list, drop)
        })
        .register_fn("count", |list: Array, x: Dynamic| count(&list, &x))
        .register_fn("date", |text: &str| date(text))
        .register_fn("days_between", |a: Date, b: Date| days_between(a, b))
        .register_fn("years_between", |a: Date, b: Date| years_between(a, b))
        .register_fn("given", |x: Dynamic| given(&x))
        .register_fn("not_covered", |why: &str| not_covered(why));
}

/// The rows `[threshold, points]` of a step table, in the declared order.
fn rows(function: &str, table: &Array, upward: bool) -> Outcome<Vec<(Decimal, Decimal)>> {
    let mut rows: Vec<(Decimal, Decimal)> = Vec::with_capacity(table.len());
    for row in table {
        let pair = row.as_array_ref().ok().filter(|pair| pair.len() == 2);
        let Some(pair) = pair else {
            return fail(
                format!("mỗi bậc của `{function}` phải là [mốc, điểm]"),
                format!("each row of `{function}` must be [threshold, points]"),
            );
        };
        let row = (number(function, &pair[0])?, number(function, &pair[1])?);
        if let Some((last, _)) = rows.last()
            && (if upward {
                row.0 <= *last
            } else {
                row.0 >= *last
            })
        {
            let (vi, en) = if upward {
                ("tăng dần", "upward")
            } else {
                ("giảm dần", "downward")
            };
            return fail(
                format!("các mốc của `{function}` phải {vi}"),
                format!("the thresholds of `{function}` must go {en}"),
            );
        }
        rows.push(row);
    }
    Ok(rows)
}

/// Points by half-open steps from the top; 0 below the last (K3).
pub(super) fn steps(x: &Dynamic, table: &Array) -> Outcome<Decimal> {
    let x = number("steps", x)?;
    let rows = rows("steps", table, false)?;
    Ok(rows
        .iter()
        .find(|(from, _)| x >= *from)
        .map_or(Decimal::ZERO, |(_, points)| *points))
}

/// Points where fewer is better; 0 above the last row (K4).
pub(super) fn at_most(x: &Dynamic, table: &Array) -> Outcome<Decimal> {
    let x = number("at_most", x)?;
    let rows = rows("at_most", table, true)?;
    Ok(rows
        .iter()
        .find(|(to, _)| x <= *to)
        .map_or(Decimal::ZERO, |(_, points)| *points))
}

/// Whether a number lies between two others, both included.
pub(super) fn between(x: &Dynamic, lo: &Dynamic, hi: &Dynamic) -> Outcome<bool> {
    let (x, lo, hi) = (
        number("between", x)?,
        number("between", lo)?,
        number("between", hi)?,
    );
    Ok(lo <= x && x <= hi)
}

/// Percentage done of a target, uncapped, multiplied first so that 27 of 30 is exactly 90 (K5).
pub(super) fn percent(done: &Dynamic, target: &Dynamic) -> Outcome<Decimal> {
    let (done, target) = done_and_target("percent", done, target)?;
    let hundredfold = done.checked_mul(Decimal::ONE_HUNDRED);
    checked(
        "percent",
        hundredfold.and_then(|done| done.checked_div(target)),
    )
}

/// Share done of a target, at most 1 (K5).
pub(super) fn proportion(done: &Dynamic, target: &Dynamic) -> Outcome<Decimal> {
    let (done, target) = done_and_target("proportion", done, target)?;
    if done >= target {
        return Ok(Decimal::ONE);
    }
    checked("proportion", done.checked_div(target))
}

fn done_and_target(name: &str, done: &Dynamic, target: &Dynamic) -> Outcome<(Decimal, Decimal)> {
    let (done, target) = (number(name, done)?, number(name, target)?);
    if target <= Decimal::ZERO || done < Decimal::ZERO {
        return fail(
            format!(
                "`{name}` cần chỉ tiêu lớn hơn 0 và kết quả không âm, nhưng nhận được {done} trên {target}"
            ),
            format!(
                "`{name}` needs a target above 0 and a result not below 0, but was given {done} of {target}"
            ),
        );
    }
    Ok((done, target))
}

fn checked(name: &str, number: Option<Decimal>) -> Outcome<Decimal> {
    match number {
        Some(number) => Ok(number),
        None => fail(
            format!("`{name}` ra một số quá lớn"),
            format!("`{name}` gives too large a number"),
        ),
    }
}

/// So many points for each, at most a cap (K6).
pub(super) fn per(count: &Dynamic, each: &Dynamic, cap: &Dynamic) -> Outcome<Decimal> {
    let (count, each, cap) = (
        number("per", count)?,
        number("per", each)?,
        number("per", cap)?,
    );
    if count < Decimal::ZERO {
        return fail(
            format!("`per` cần số lần không âm, nhưng nhận được {count}"),
            format!("`per` needs a count not below 0, but was given {count}"),
        );
    }
    Ok(checked("per", count.checked_mul(each))?.min(cap))
}

/// A base at a threshold and an increment for every whole step beyond it, capped (K7, K8).
pub(super) fn ramp(x: &Dynamic, by: &Map) -> Outcome<Decimal> {
    const KEYS: [&str; 5] = ["from", "base", "each", "add", "cap"];
    if let Some(stray) = by.keys().find(|key| !KEYS.contains(&key.as_str())) {
        return fail(
            format!("`ramp` không có khóa `{stray}`; chỉ có from, base, each, add, cap"),
            format!("`ramp` has no key `{stray}`; there are from, base, each, add, cap"),
        );
    }
    let key = |name: &str| match by.get(name) {
        Some(value) => number("ramp", value),
        None => fail(
            format!("`ramp` thiếu khóa `{name}`"),
            format!("`ramp` lacks the key `{name}`"),
        ),
    };
    let x = number("ramp", x)?;
    let (from, base, each, add) = (key("from")?, key("base")?, key("each")?, key("add")?);
    if each.is_zero() {
        return fail(
            "`each` của `ramp` phải khác 0",
            "`each` of `ramp` must not be 0",
        );
    }
    let beyond = x.checked_sub(from);
    let steps = checked("ramp", beyond.and_then(|beyond| beyond.checked_div(each)))?
        .floor()
        .max(Decimal::ZERO);
    let points = checked(
        "ramp",
        steps
            .checked_mul(add)
            .and_then(|more| base.checked_add(more)),
    )?;
    if !by.contains_key("cap") {
        return Ok(points);
    }
    let cap = key("cap")?;
    Ok(if add.is_sign_negative() {
        points.max(cap)
    } else {
        points.min(cap)
    })
}

/// A number kept within two others.
pub(super) fn clamp(x: &Dynamic, lo: &Dynamic, hi: &Dynamic) -> Outcome<Dynamic> {
    let (low, high) = (number("clamp", lo)?, number("clamp", hi)?);
    if low > high {
        return fail(
            "`clamp` cần lo không lớn hơn hi",
            "`clamp` needs lo not above hi",
        );
    }
    let inner = number("clamp", x)?;
    Ok(if inner < low {
        lo
    } else if inner > high {
        hi
    } else {
        x
    }
    .clone())
}

/// The least of some numbers, as it was given.
pub(super) fn least(name: &str, list: &[Dynamic]) -> Outcome<Dynamic> {
    extreme(name, list, |a, b| a < b)
}

/// The greatest of some numbers, as it was given.
pub(super) fn greatest(name: &str, list: &[Dynamic]) -> Outcome<Dynamic> {
    extreme(name, list, |a, b| a > b)
}

fn extreme(name: &str, list: &[Dynamic], beats: fn(Decimal, Decimal) -> bool) -> Outcome<Dynamic> {
    let mut best: Option<(Decimal, &Dynamic)> = None;
    for item in list {
        let here = number(name, item)?;
        if best.is_none_or(|(there, _)| beats(here, there)) {
            best = Some((here, item));
        }
    }
    match best {
        Some((_, item)) => Ok(item.clone()),
        None => empty(name),
    }
}

fn empty<T>(name: &str) -> Outcome<T> {
    fail(
        format!("`{name}` cần danh sách có ít nhất một phần tử"),
        format!("`{name}` needs a list of at least one"),
    )
}

/// The absolute value, of the same kind of number.
pub(super) fn abs(x: &Dynamic) -> Outcome<Dynamic> {
    if let Ok(whole) = x.as_int() {
        return match whole.checked_abs() {
            Some(whole) => Ok(Dynamic::from_int(whole)),
            None => checked("abs", None).map(Dynamic::from_decimal),
        };
    }
    number("abs", x).map(|x| Dynamic::from_decimal(x.abs()))
}

/// Rounded half away from zero (K45).
pub(super) fn round(x: &Dynamic, digits: i64) -> Outcome<Decimal> {
    let Some(digits) = u32::try_from(digits).ok().filter(|digits| *digits <= 28) else {
        return fail(
            format!("`round` cần 0 đến 28 chữ số, nhưng nhận được {digits}"),
            format!("`round` needs 0 to 28 digits, but was given {digits}"),
        );
    };
    Ok(round_number(number("round", x)?, digits))
}

/// Rounded down.
pub(super) fn floor(x: &Dynamic) -> Outcome<Decimal> {
    Ok(number("floor", x)?.floor())
}

/// Rounded up.
pub(super) fn ceil(x: &Dynamic) -> Outcome<Decimal> {
    Ok(number("ceil", x)?.ceil())
}

/// A power to 12 significant digits. A negative base is refused: the library below would give
/// (−8)^0.5 a value.
pub(super) fn pow(x: &Dynamic, y: &Dynamic) -> Outcome<Decimal> {
    power(number("pow", x)?, number("pow", y)?)
}

/// A number to the power of another.
pub(super) fn power(x: Decimal, y: Decimal) -> Outcome<Decimal> {
    if x < Decimal::ZERO || (x.is_zero() && y < Decimal::ZERO) {
        return fail(
            format!("`pow` không tính được {x} lũy thừa {y}"),
            format!("`pow` cannot take {x} to the power {y}"),
        );
    }
    let power = checked("pow", x.checked_powd(y))?;
    let rounded = power.round_sf_with_strategy(12, RoundingStrategy::MidpointAwayFromZero);
    checked("pow", rounded.map(|power| power.normalize()))
}

/// The sum of a list; whole numbers stay whole.
pub(super) fn sum(list: &Array) -> Outcome<Dynamic> {
    let whole = list
        .iter()
        .try_fold(0_i64, |sum, item| sum.checked_add(item.as_int().ok()?));
    if let Some(whole) = whole {
        return Ok(Dynamic::from_int(whole));
    }
    add("sum", &numbers("sum", list)?).map(Dynamic::from_decimal)
}

fn add(name: &str, list: &[Decimal]) -> Outcome<Decimal> {
    checked(
        name,
        list.iter()
            .try_fold(Decimal::ZERO, |sum, n| sum.checked_add(*n)),
    )
}

fn mean_of(name: &str, list: &[Decimal]) -> Outcome<Decimal> {
    if list.is_empty() {
        return empty(name);
    }
    checked(
        name,
        add(name, list)?.checked_div(Decimal::from(list.len())),
    )
}

/// The mean of a list.
pub(super) fn mean(list: &Array) -> Outcome<Decimal> {
    mean_of("mean", &numbers("mean", list)?)
}

/// The middle of a list, or the mean of the middle two.
pub(super) fn median(list: &Array) -> Outcome<Decimal> {
    let mut list = numbers("median", list)?;
    list.sort();
    let middle = list.len() / 2;
    match list.len() {
        0 => empty("median"),
        n if n % 2 == 1 => Ok(list[middle]),
        _ => mean_of("median", &list[middle - 1..=middle]),
    }
}

fn trimmed(name: &str, list: &Array, drop: i64) -> Outcome<Vec<Decimal>> {
    let mut numbers = numbers(name, list)?;
    numbers.sort();
    let left = usize::try_from(drop).ok().and_then(|drop| {
        let end = numbers.len().checked_sub(drop)?;
        (drop < end).then(|| numbers[drop..end].to_vec())
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

/// The mean without so many at each end.
pub(super) fn trimmed_mean(list: &Array, drop: i64) -> Outcome<Decimal> {
    mean_of("trimmed_mean", &trimmed("trimmed_mean", list, drop)?)
}

/// The sum without so many at each end.
pub(super) fn trimmed_sum(list: &Array, drop: i64) -> Outcome<Decimal> {
    add("trimmed_sum", &trimmed("trimmed_sum", list, drop)?)
}

/// How often a value stands in a list; values of another type are a fault, never a silent no.
pub(super) fn count(list: &Array, x: &Dynamic) -> Outcome<i64> {
    let mut found = 0;
    for item in list {
        found += i64::from(same("count", item, x)?);
    }
    Ok(found)
}

fn same(name: &str, a: &Dynamic, b: &Dynamic) -> Outcome<bool> {
    if let (Some(a), Some(b)) = (as_number(a), as_number(b)) {
        return Ok(a == b);
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

/// A date written year-month-day.
pub(super) fn date(text: &str) -> Outcome<Date> {
    match crate::document::parse_date(text) {
        Some(date) => Ok(date),
        None => fail(
            format!("`{text}` không phải là ngày; cần dạng 2025-12-31"),
            format!("`{text}` is no date; it must be like 2025-12-31"),
        ),
    }
}

/// Days from one date to another.
pub(super) fn days_between(a: Date, b: Date) -> i64 {
    i64::from((b - a).get_days())
}

/// Whole years from one date to another; negative when the second is earlier.
pub(super) fn years_between(a: Date, b: Date) -> i64 {
    let whole = |a: Date, b: Date| {
        let before = (b.month(), b.day()) < (a.month(), a.day());
        i64::from(b.year()) - i64::from(a.year()) - i64::from(before)
    };
    if a <= b { whole(a, b) } else { -whole(b, a) }
}

/// How often an award was given in so many years before the year of the review.
pub(super) fn past_awards(year: i16, history: &[PastAward], award: &str, years: i64) -> i64 {
    let this = i64::from(year);
    let counts = |past: &&PastAward| {
        let ago = this - i64::from(past.year);
        past.award == award && (1..=years).contains(&ago)
    };
    i64::try_from(history.iter().filter(counts).count()).unwrap_or(i64::MAX)
}

/// Years in a row with an award, ending with the year before the review.
pub(super) fn consecutive_years(year: i16, history: &[PastAward], award: &str) -> i64 {
    let in_year = |year: i16| {
        let mut past = history.iter();
        past.any(|past| past.year == year && past.award == award)
    };
    let mut years = 0_i64;
    let mut year = year.saturating_sub(1);
    while in_year(year) && year > i16::MIN {
        years += 1;
        year -= 1;
    }
    years
}

/// Whether a fact is there: neither empty nor not assigned.
pub(super) fn given(x: &Dynamic) -> bool {
    !x.is_unit()
}

/// The paper is silent here.
pub(super) fn not_covered(why: &str) -> Outcome<Dynamic> {
    fail(
        format!("văn bản không quy định trường hợp này: {why}"),
        format!("the paper does not cover this case: {why}"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::dec;

    fn eval(rule: &str) -> Result<String, String> {
        let engine = super::super::engine::engine(Vec::new());
        match engine.eval::<Dynamic>(rule) {
            Ok(value) => Ok(value.to_string()),
            Err(error) => Err(error.to_string()),
        }
    }

    #[test]
    fn twenty_seven_of_thirty_is_exactly_ninety() {
        assert_eq!(percent(&27.into(), &30.into()).ok(), Some(dec!(90)));
        assert_eq!(
            eval("steps(percent(27, 30), [[90, 10], [75, 7]])").as_deref(),
            Ok("10")
        );
    }

    #[test]
    fn steps_are_half_open_from_the_top() {
        for (x, points) in [("90", "10"), ("89.99", "7"), ("75", "7"), ("74.9", "0")] {
            assert_eq!(
                eval(&format!("steps({x}, [[90, 10], [75, 7]])")).as_deref(),
                Ok(points)
            );
        }
        for (x, points) in [("0", "5"), ("1", "4"), ("2", "0")] {
            assert_eq!(
                eval(&format!("at_most({x}, [[0, 5], [1, 4]])")).as_deref(),
                Ok(points)
            );
        }
        assert!(eval("steps(1, [[75, 7], [90, 10]])").is_err());
    }

    #[test]
    fn a_ramp_counts_whole_steps_both_ways() {
        let people = "from: 20000, base: 15, each: 1000, add: 0.5, cap: 25";
        for (x, points) in [
            ("19000", "15"),
            ("20999", "15.0"),
            ("21000", "15.5"),
            ("90000", "25"),
        ] {
            assert_eq!(
                eval(&format!("ramp({x}, #{{ {people} }})")).map(|p| p.replace(".0", "")),
                Ok(points.replace(".0", ""))
            );
        }
        let poor = "from: 4.5, base: 3, each: -1, add: 1, cap: 5";
        for (x, points) in [("5", "3"), ("4.5", "3"), ("3.5", "4"), ("0", "5")] {
            assert_eq!(
                eval(&format!("ramp({x}, #{{ {poor} }})")).as_deref(),
                Ok(points)
            );
        }
    }

    #[test]
    fn trimming_drops_from_each_end() {
        assert_eq!(
            eval("trimmed_mean([10, 1, 7, 8, 9], 1)").as_deref(),
            Ok("8")
        );
        assert!(eval("trimmed_mean([1, 2], 1)").is_err());
        assert_eq!(eval("median([1, 2, 4, 9])").as_deref(), Ok("3"));
    }

    #[test]
    fn powers_have_twelve_digits_and_no_negative_base() {
        assert_eq!(eval("pow(4, 0.5)").as_deref(), Ok("2"));
        assert!(eval("pow(0 - 8, 0.5)").is_err());
    }

    #[test]
    fn years_are_whole() {
        let day = |text| date(text).expect("a date");
        assert_eq!(years_between(day("2020-03-01"), day("2025-02-28")), 4);
        assert_eq!(years_between(day("2020-03-01"), day("2025-03-01")), 5);
        assert_eq!(years_between(day("2025-03-01"), day("2020-03-02")), -4);
        assert_eq!(days_between(day("2025-12-31"), day("2025-12-01")), -30);
    }
}
