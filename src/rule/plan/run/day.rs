//! Days on a plan being run.

use jiff::civil::Date;

use super::{Evaluate, Frame, Numeric, Sink, follow};
use crate::rule::plan::Day;
use crate::scheme::{FactValue, Given, Name};

impl<N: Numeric> Evaluate<N> for Day {
    type Value = Date;
    fn evaluate<S: Sink>(&self, frame: &mut Frame<'_, N, S>) -> Option<Date> {
        let known = frame.row.known;
        match follow!(self, frame) {
            Self::Constant(day) => Some(*day),
            Self::Fact(at) => match frame.row.facts.get(*at)? {
                Given::Reported(FactValue::Date(day)) => Some(*day),
                _ => None,
            },
            Self::Named(name) => match name {
                Name::Date => Some(known.period.date),
                Name::Deadline => known.period.deadline,
                Name::PeriodStart => known.period.start,
                Name::PeriodEnd => known.period.end,
                Name::Received => known.received,
                _ => None,
            },
            Self::Choose(_) | Self::Let(_) | Self::After(_) | Self::Fails => None,
        }
    }
}
