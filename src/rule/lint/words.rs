//! Where facts lie, in words.

use jiff::Span;
use jiff::civil::date;

use crate::locale::Text;
use crate::number::Number;
use crate::rule::ranges::{Cut, Interval};

/// How a fact is spoken of.
pub(super) struct Words<'w> {
    /// Its name.
    pub(super) id: &'w str,
    /// Whether it is always whole.
    pub(super) whole: bool,
    /// Whether it is a day.
    pub(super) date: bool,
}

/// `so_ho` từ 50 đến 74.
pub(super) fn of_interval(interval: &Interval, words: &Words<'_>) -> Text {
    let id = words.id;
    let print = |at: &Number| {
        if words.date
            && let Some(days) = at.to_i64()
            && let Ok(days) = Span::new().try_days(days)
            && let Ok(day) = date(1970, 1, 1).checked_add(days)
        {
            return day.to_string();
        }
        at.to_string()
    };
    // Among whole numbers an end just before one is an end with the one below.
    let to = interval
        .to
        .as_ref()
        .map(|to| match to.at.subtract(&Number::ONE) {
            Some(below) if words.whole && !to.after => Cut::after(below),
            _ => to.clone(),
        });
    let (vi, en) = match (&interval.from, &to) {
        (None, None) => ("có giá trị bất kỳ".to_owned(), "is any number".to_owned()),
        (Some(from), Some(to)) if from.at == to.at => {
            let at = print(&from.at);
            (format!("bằng {at}"), format!("is {at}"))
        }
        (Some(from), Some(to)) => {
            let (low, high) = (print(&from.at), print(&to.at));
            match (from.after, to.after) {
                (false, true) => (
                    format!("từ {low} đến {high}"),
                    format!("is {low} to {high}"),
                ),
                (false, false) => (
                    format!("từ {low} đến dưới {high}"),
                    format!("is {low} to below {high}"),
                ),
                (true, true) => (
                    format!("trên {low} đến {high}"),
                    format!("is above {low} and up to {high}"),
                ),
                (true, false) => (
                    format!("trên {low} và dưới {high}"),
                    format!("is above {low} and below {high}"),
                ),
            }
        }
        (Some(from), None) => {
            let low = print(&from.at);
            if from.after {
                (format!("trên {low}"), format!("is above {low}"))
            } else {
                (format!("từ {low} trở lên"), format!("is {low} or more"))
            }
        }
        (None, Some(to)) => {
            let high = print(&to.at);
            if to.after {
                (format!("không quá {high}"), format!("is {high} or less"))
            } else {
                (format!("dưới {high}"), format!("is below {high}"))
            }
        }
    };
    Text::both(format!("`{id}` {vi}"), format!("`{id}` {en}"))
}

/// `loai` là `I`.
pub(super) fn of_choice(id: &str, words: &str) -> Text {
    Text::both(
        format!("`{id}` là `{words}`"),
        format!("`{id}` is `{words}`"),
    )
}
