//! Days that can hardly be meant: a year was typed into a cell that shows days, or slipped.

use jiff::civil::{Date, date};

use super::problem::RosterProblem;
use crate::locale::Text;

/// The day before the first one of a spreadsheet, which counts days.
const BEFORE_FIRST: Date = date(1899, 12, 30);

/// A day that can hardly be meant.
#[derive(Debug)]
pub(super) struct FarDay {
    found: Date,
    /// The number that was typed, where that is a year.
    year: Option<i64>,
}

/// The doubt about a day that lies more than a hundred years from the review.
pub(super) fn far_day(day: Date, review: Date) -> Option<FarDay> {
    const FAR: i16 = 100;
    if day.year().abs_diff(review.year()) <= FAR.unsigned_abs() {
        return None;
    }
    let number = day
        .since(BEFORE_FIRST)
        .ok()
        .map(|span| i64::from(span.get_days()));
    let year = number.filter(|year| (1_900..=2_100).contains(year));
    Some(FarDay { found: day, year })
}

impl FarDay {
    /// The doubt in words, of a cell called so.
    pub(super) fn problem(self, label: Text) -> RosterProblem {
        let Self { found, year } = self;
        let found = format!(
            "{:02}/{:02}/{:04}",
            found.day(),
            found.month(),
            found.year()
        );
        match year {
            Some(year) => RosterProblem::DayOfYear { label, found, year },
            None => RosterProblem::DayFar { label, found },
        }
    }
}
