//! Lists that stand in facts, and the time between two days, on a walk.

use rust_decimal::prelude::ToPrimitive as _;

use super::condition::FIRST_DAY;
use super::value::Value;
use super::{Walk, WithNumber, bit};
use crate::number::Decimal;
use crate::rule::function::native;
use crate::rule::plan::{Function, Number, OfList, Operator, Word};
use crate::scheme::FactKind;

impl<'p> Walk<'p> {
    pub(super) fn of_list(
        &mut self,
        number: &'p Number,
        list: &'p OfList,
        next: WithNumber<'_, 'p>,
    ) {
        let zero = Some(Decimal::ZERO);
        match list {
            OfList::DaysBetween(from, to) => self.day(from, &mut |me, from| {
                me.day(to, &mut |me, to| {
                    me.arithmetic(Operator::Subtract, to, from, next);
                });
            }),
            OfList::YearsBetween(from, to) => self.day(from, &mut |me, from| {
                me.day(to, &mut |me, to| me.years(from, to, next));
            }),
            OfList::Length(fact) | OfList::CountWord(fact, _) | OfList::CountNumber(fact, _) => {
                let plain = match list {
                    OfList::Length(_) => true,
                    OfList::CountWord(_, word) => !matches!(word, Word::Choose(_)),
                    OfList::CountNumber(_, number) => number.as_constant().is_some(),
                    _ => false,
                };
                if self.setting.nominee.is_some() && plain {
                    return match self.worked_out(number) {
                        Some(number) => next(self, Value::point(number)),
                        None => self.fails(),
                    };
                }
                let facts = if plain { bit(*fact) } else { u64::MAX };
                next(self, Value::within(zero, None, facts));
            }
            OfList::Of(fact, function) => {
                if self.setting.nominee.is_some() {
                    return match self.worked_out(number) {
                        Some(number) => next(self, Value::point(number)),
                        None => self.fails(),
                    };
                }
                let wide = |end: &Option<crate::number::Number>| {
                    end.as_ref().map(crate::number::Number::to_wide)
                };
                let declared = &self.setting.scheme.facts[*fact];
                let percent =
                    matches!(&declared.kind, FactKind::List(of) if **of == FactKind::Percent);
                let min = if percent {
                    wide(&declared.min).or(zero)
                } else {
                    wide(&declared.min)
                };
                let summed = matches!(function, Function::Sum | Function::TrimmedSum(_));
                let (low, high) = if summed {
                    (min.filter(Decimal::is_zero), None)
                } else {
                    (min, wide(&declared.max))
                };
                next(self, Value::within(low, high, bit(*fact)));
            }
        }
    }

    fn years(&mut self, from: Value, to: Value, next: WithNumber<'_, 'p>) {
        let day = |value: Value| {
            let days = value.as_point()?.to_i64()?;
            FIRST_DAY
                .checked_add(jiff::Span::new().try_days(days).ok()?)
                .ok()
        };
        match (day(from), day(to)) {
            (Some(from), Some(to)) => {
                let years = native::years_between(from, to);
                next(self, Value::point(years.into()));
            }
            _ => self.unknown(&[from, to], next),
        }
    }
}
