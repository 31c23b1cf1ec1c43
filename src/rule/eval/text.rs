//! Texts and days.

use jiff::civil::Date;

use super::{Frame, Tracer, follow};
use crate::rule::expr::Expr;
use crate::scheme::{FactEntry, FactValue, Name};

impl Expr {
    /// The text that it gives.
    pub(in crate::rule) fn to_text<'w, 'f: 'w, T: Tracer>(
        &'w self,
        frame: &mut Frame<'f, T>,
    ) -> Option<&'w str> {
        let row = frame.row;
        match follow!(self, frame) {
            Self::Text(text) => Some(text),
            Self::Read(Name::Fact(at)) => match row.facts.get(*at)? {
                FactEntry::Reported(FactValue::Text(text)) => Some(text),
                _ => None,
            },
            Self::Read(Name::Unit) => row.known.unit.map(|unit| &**unit),
            Self::Read(Name::Field) => row.known.field.map(|field| &**field),
            Self::Read(Name::Subject) => Some(row.known.subject.id()),
            Self::Read(Name::Class) => match row.reached.class? {
                Some(class) => row.scheme.classes.get(class).map(|class| class.id.as_str()),
                None => Some(""),
            },
            _ => None,
        }
    }

    /// The day that it gives.
    pub(in crate::rule) fn to_day<T: Tracer>(&self, frame: &mut Frame<'_, T>) -> Option<Date> {
        let known = frame.row.known;
        match follow!(self, frame) {
            Self::Day(day) => Some(*day),
            Self::Read(Name::Fact(at)) => match frame.row.facts.get(*at)? {
                FactEntry::Reported(FactValue::Date(day)) => Some(*day),
                _ => None,
            },
            Self::Read(Name::Date) => Some(known.period.date),
            Self::Read(Name::Deadline) => known.period.deadline,
            Self::Read(Name::PeriodStart) => known.period.start,
            Self::Read(Name::PeriodEnd) => known.period.end,
            Self::Read(Name::Received) => known.received,
            _ => None,
        }
    }
}
