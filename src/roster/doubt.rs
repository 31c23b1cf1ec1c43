//! What else may be meant by a cell, and what it was taken for.

use super::days::FarDay;
use super::problem::RosterProblem;
use crate::diagnostic::Severity;
use crate::locale::Text;
use crate::number::Number;
use crate::table::{Shown, Value};
use crate::text::cut;

/// What else may be meant by a cell.
#[derive(Debug)]
pub(super) enum Doubt {
    /// Other words or another number.
    Value(ValueDoubt),
    /// A day.
    Day(FarDay),
    /// What is shown of a number.
    Shown(ShownDoubt),
    /// Nothing is written, which counts as this.
    Empty(Text),
}

/// What is shown of a number, and the number that is held and taken.
#[derive(Debug)]
pub(super) struct ShownDoubt {
    pub(super) shown: Text,
    pub(super) held: Text,
}

impl ShownDoubt {
    /// What is shown of a number.
    pub(super) fn of(shown: &Shown) -> Self {
        let sign = match shown.value {
            Value::Percent(_) => " %",
            _ => "",
        };
        let number = shown.value.number().map(Number::to_string);
        let number = number.unwrap_or_default();
        Self {
            shown: match shown.text.as_str() {
                "" => Text::both("trống", "nothing"),
                text => Text::vi(format!("`{}`", cut(text))),
            },
            held: Text::each(|locale| locale.number(&number) + sign),
        }
    }

    /// That what is shown is another number.
    pub(super) fn refused(self, label: Text) -> RosterProblem {
        let Self { shown, held } = self;
        RosterProblem::ShownOtherwise { label, shown, held }
    }
}

/// What else may be meant by words or a number.
#[derive(Debug)]
pub(super) struct ValueDoubt {
    what: DoubtOf,
    found: String,
    /// The number meant, or how many items were read.
    meant: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum DoubtOf {
    /// A part of one for a percentage.
    Percent,
    /// A decimal sign for one that parts thousands.
    Decimal,
    /// One item for several.
    List,
    /// Nothing: it is not written as asked for, and is taken for that.
    Assumed,
}

impl Doubt {
    /// Its code.
    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::Day(_) => "cell-day-doubt",
            Self::Shown(_) => "cell-shown-doubt",
            Self::Empty(_) => "cell-empty-counts",
            Self::Value(value) => match value.what {
                DoubtOf::Percent => "cell-percent-doubt",
                DoubtOf::Decimal => "cell-decimal-doubt",
                DoubtOf::List => "cell-list-doubt",
                DoubtOf::Assumed => "cell-assumed",
            },
        }
    }

    /// How grave it is.
    pub(super) fn severity(&self) -> Severity {
        match self.is_of(DoubtOf::Assumed) || matches!(self, Self::Empty(_)) {
            true => Severity::Assumption,
            false => Severity::Warning,
        }
    }

    /// Whether a part of one may be meant by a percentage.
    pub(super) fn is_of_percentage(&self) -> bool {
        self.is_of(DoubtOf::Percent)
    }

    fn is_of(&self, what: DoubtOf) -> bool {
        matches!(self, Self::Value(value) if value.what == what)
    }

    /// What some words are taken for.
    pub(super) fn assumed(found: &str, meant: impl Into<String>) -> Self {
        Self::Value(ValueDoubt {
            what: DoubtOf::Assumed,
            found: cut(found),
            meant: meant.into(),
        })
    }

    /// A decimal sign that may part thousands: then the number is another.
    pub(super) fn decimal(found: String, meant: String) -> Self {
        let what = DoubtOf::Decimal;
        Self::Value(ValueDoubt { what, found, meant })
    }

    /// A percentage that may be a part of one: then it is another.
    pub(super) fn percent(found: String, meant: String) -> Self {
        let what = DoubtOf::Percent;
        Self::Value(ValueDoubt { what, found, meant })
    }

    /// So many items of a list, which may be more.
    pub(super) fn list(found: String, count: usize) -> Self {
        let (what, meant) = (DoubtOf::List, count.to_string());
        Self::Value(ValueDoubt { what, found, meant })
    }

    /// The doubt in words, about a cell that is called so.
    pub(super) fn asked(self, label: Text) -> RosterProblem {
        let ValueDoubt { what, found, meant } = match self {
            Self::Day(day) => return day.problem(label),
            Self::Empty(value) => return RosterProblem::EmptyCounts { label, value },
            Self::Shown(ShownDoubt { shown, held }) => {
                return RosterProblem::ShownDoubt { label, shown, held };
            }
            Self::Value(value) => value,
        };
        match what {
            DoubtOf::Percent => RosterProblem::PercentDoubt {
                label,
                found: Text::each(|locale| locale.number(&found)),
                meant: Text::each(|locale| locale.number(&meant)),
            },
            DoubtOf::Assumed => RosterProblem::CellAssumed {
                label,
                found,
                meant,
            },
            DoubtOf::Decimal => RosterProblem::DecimalDoubt {
                label,
                found,
                meant,
            },
            DoubtOf::List => RosterProblem::ListDoubt {
                label,
                found: cut(&found.replace('\n', " ")),
                count: meant,
            },
        }
    }
}
