//! Days as people write them.

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
