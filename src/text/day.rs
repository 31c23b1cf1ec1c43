//! Days as people write them.

use jiff::civil::Date;

/// The day that offices write so, day first, whatever parts its numbers: `31/12/2025`, `1-1-2026`.
pub(crate) fn office_day(text: &str) -> Option<Date> {
    let mark = text.chars().find(|letter| !letter.is_ascii_digit())?;
    let (day, month, year) = match mark {
        '/' | '-' | '.' => day_month_year(&text.replace(mark, "/"))?,
        _ => return None,
    };
    Date::new(year, month, day).ok()
}

/// The three numbers of `31/12/2025`, whether or not there is such a day.
pub(crate) fn day_month_year(text: &str) -> Option<(i8, i8, i16)> {
    let mut parts = text.split('/');
    let mut part = |least: usize, most: usize| {
        let part = parts.next()?;
        let digits = part.bytes().all(|byte| byte.is_ascii_digit());
        (digits && (least..=most).contains(&part.len())).then_some(part)
    };
    let (day, month, year) = (part(1, 2)?, part(1, 2)?, part(4, 4)?);
    if parts.next().is_some() {
        return None;
    }
    Some((day.parse().ok()?, month.parse().ok()?, year.parse().ok()?))
}
