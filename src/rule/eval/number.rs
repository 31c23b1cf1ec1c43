//! Numbers.

use super::{Frame, Row, Tracer, Value, follow};
use crate::number::Number;
use crate::rule::expr::{Arithmetic, Expr, Pick};
use crate::scheme::{DatedNumber, FactEntry, FactValue, Name};

impl Expr {
    /// The number that it gives.
    #[inline]
    pub(in crate::rule) fn to_number<T: Tracer>(&self, frame: &mut Frame<'_, T>) -> Option<Number> {
        match self {
            Self::Number(constant) if !T::LISTENS => Some(constant.number.clone()),
            Self::Read(Name::Fact(at)) if !T::LISTENS => fact(frame.row, *at),
            _ if !T::LISTENS => follow!(self, frame).part(frame),
            _ => self.heard(frame),
        }
    }

    /// The same, and the tracer is told of each part.
    #[inline(never)]
    fn heard<T: Tracer>(&self, frame: &mut Frame<'_, T>) -> Option<Number> {
        let number = match self {
            Self::If(branch) => branch.side(frame)?.to_number(frame),
            Self::Let(local) => local.bound(frame)?.to_number(frame),
            Self::Sequence(sequence) => {
                sequence.first.run(frame)?;
                sequence.then.to_number(frame)
            }
            part => part.part(frame),
        }?;
        frame.tracer.computed(self, &number);
        Some(number)
    }

    /// What it is computed from, branches and locals aside.
    #[inline]
    fn part<T: Tracer>(&self, frame: &mut Frame<'_, T>) -> Option<Number> {
        match self {
            Self::Number(constant) => Some(constant.number.clone()),
            Self::Read(Name::Fact(at)) => fact(frame.row, *at),
            Self::Read(name) => read(frame.row, *name),
            Self::Local(slot) => match frame.locals.get(*slot)? {
                Value::Number(number) => Some(number.clone()),
                Value::YesNo(_) => None,
            },
            Self::Arithmetic(both) => both.number(frame),
            Self::Table(table) => table.number(frame),
            Self::Call(call) => call.number(frame),
            Self::Negate(inner) => Some(inner.to_number(frame)?.negate()),
            Self::Count(_) | Self::Length(_) | Self::Pick(_) => self.of_list(frame),
            _ => None,
        }
    }
}

impl Arithmetic {
    #[inline(never)]
    fn number<T: Tracer>(&self, frame: &mut Frame<'_, T>) -> Option<Number> {
        let left = self.left.to_number(frame)?;
        // What is written in the rule is looked at where it is.
        if let (Expr::Number(right), false) = (&self.right, T::LISTENS) {
            return self.operator.apply(&left, &right.number);
        }
        let right = self.right.to_number(frame)?;
        self.operator.apply(&left, &right)
    }
}

impl Pick {
    pub(super) fn number<T: Tracer>(&self, frame: &mut Frame<'_, T>) -> Option<Number> {
        let index = self.index.to_number(frame)?.to_i64()?;
        let length = i64::try_from(self.items.len()).ok()?;
        let index = if index < 0 { index + length } else { index };
        // The language makes the whole list before it takes one of it.
        let mut found = None;
        for (item, at) in self.items.iter().zip(0_i64..) {
            let item = item.to_number(frame)?;
            if at == index {
                found = Some(item);
            }
        }
        found
    }
}

/// A fact that is a number.
#[inline]
fn fact(row: Row<'_>, at: usize) -> Option<Number> {
    match row.facts.get(at)? {
        FactEntry::Reported(value) => of_value(value),
        _ => None,
    }
}

/// The number in a fact's value.
#[inline]
pub(super) fn of_value(value: &FactValue) -> Option<Number> {
    match value {
        FactValue::Integer(number) => Some(Number::from(*number)),
        FactValue::Number(number) => Some(number.clone()),
        _ => None,
    }
}

/// A number of the scheme, or one that was reached on the way.
#[inline(never)]
fn read(row: Row<'_>, name: Name) -> Option<Number> {
    let reached = row.reached;
    match name {
        Name::Value(at) => figure(row, at),
        Name::Cohort(at) => reached.cohorts.get(at)?.clone(),
        Name::Group(at) => reached.groups.get(at)?.clone(),
        Name::Criterion(at) => reached.points.get(at)?.clone(),
        Name::Total => reached.total.cloned(),
        _ => None,
    }
}

/// The figure of a value, by the nominee's own choice where it differs.
pub(in crate::rule) fn figure(row: Row<'_>, at: usize) -> Option<Number> {
    let dated = (*row.figures.get(at)?)?;
    match &dated.number {
        DatedNumber::One(number) => Some(number.clone()),
        DatedNumber::ByChoice(numbers) => {
            let by = row.scheme.values.get(at)?.by?;
            let FactEntry::Reported(FactValue::Text(word)) = row.facts.get(by)? else {
                return None;
            };
            let found = numbers.iter().find(|(choice, _)| **choice == **word);
            found.map(|(_, number)| number.clone())
        }
    }
}
