//! Conditions.

use super::number::figure;
use super::{Frame, Row, Tracer, Value, follow};
use crate::rule::expr::{AtLeast, Comparison, Expr, Type};
use crate::scheme::{FactEntry, FactValue, Name};

impl Expr {
    /// Whether it holds.
    #[inline]
    pub(in crate::rule) fn to_yes_no<T: Tracer>(&self, frame: &mut Frame<'_, T>) -> Option<bool> {
        if !T::LISTENS {
            return follow!(self, frame).condition(frame);
        }
        let holds = match self {
            Self::If(branch) => branch.side(frame)?.to_yes_no(frame),
            Self::Let(local) => local.bound(frame)?.to_yes_no(frame),
            Self::Sequence(sequence) => {
                sequence.first.run(frame)?;
                sequence.then.to_yes_no(frame)
            }
            part => part.condition(frame),
        }?;
        frame.tracer.asked(self, holds);
        Some(holds)
    }

    /// What is asked, branches and locals aside.
    #[inline]
    fn condition<T: Tracer>(&self, frame: &mut Frame<'_, T>) -> Option<bool> {
        match self {
            Self::Compare(comparison) => comparison.holds(frame),
            Self::YesNo(flag) => Some(*flag),
            Self::Read(Name::Fact(at)) => match frame.row.facts.get(*at)? {
                FactEntry::Reported(FactValue::YesNo(flag)) => Some(*flag),
                _ => None,
            },
            Self::Not(inner) => inner.to_yes_no(frame).map(|holds| !holds),
            Self::All(parts) => first(parts, frame, false),
            Self::Any(parts) => first(parts, frame, true),
            Self::Read(Name::Standard(at)) => *frame.row.reached.met.get(*at)?,
            Self::Local(slot) => match frame.locals.get(*slot)? {
                Value::YesNo(flag) => Some(*flag),
                Value::Number(_) => None,
            },
            Self::AtLeast(what) => what.holds(frame),
            Self::Given(name) => Some(is_given(frame.row, *name)),
            Self::Contains(occurrence) => Some(occurrence.count(frame)? > 0),
            _ => None,
        }
    }
}

/// Whether any of some conditions is this, from the left; otherwise all of them are not.
#[inline(never)]
fn first<T: Tracer>(parts: &[Expr], frame: &mut Frame<'_, T>, this: bool) -> Option<bool> {
    for part in parts {
        if part.to_yes_no(frame)? == this {
            return Some(this);
        }
    }
    Some(!this)
}

impl Comparison {
    #[inline]
    fn holds<T: Tracer>(&self, frame: &mut Frame<'_, T>) -> Option<bool> {
        if self.of != Type::Number {
            return self.of_others(frame);
        }
        let left = self.left.to_number(frame)?;
        if let (Expr::Number(right), false) = (&self.right, T::LISTENS) {
            return Some(self.relation.holds(left.cmp(&right.number)));
        }
        let right = self.right.to_number(frame)?;
        let holds = self.relation.holds(left.cmp(&right));
        if T::LISTENS {
            let (left, right) = ((&self.left, &left), (&self.right, &right));
            frame.tracer.compared(left, self.relation, right, holds);
        }
        Some(holds)
    }

    /// Two texts, days or conditions.
    #[inline(never)]
    fn of_others<T: Tracer>(&self, frame: &mut Frame<'_, T>) -> Option<bool> {
        let order = match self.of {
            Type::Number => return None,
            Type::Text => {
                let left = self.left.to_text(frame)?;
                left.cmp(self.right.to_text(frame)?)
            }
            Type::Day => {
                let left = self.left.to_day(frame)?;
                left.cmp(&self.right.to_day(frame)?)
            }
            Type::YesNo => {
                let left = self.left.to_yes_no(frame)?;
                left.cmp(&self.right.to_yes_no(frame)?)
            }
        };
        Some(self.relation.holds(order))
    }
}

impl AtLeast {
    #[inline(never)]
    fn holds<T: Tracer>(&self, frame: &mut Frame<'_, T>) -> Option<bool> {
        let text = self.of.to_text(frame)?;
        let mut better = self.choices.iter().take(self.level + 1);
        Some(better.any(|choice| **choice == *text))
    }
}

/// Whether something is there: neither empty nor not assigned nor dropped.
pub(in crate::rule) fn is_given(row: Row<'_>, name: Name) -> bool {
    let reached = row.reached;
    match name {
        Name::Fact(at) => matches!(row.facts.get(at), Some(FactEntry::Reported(_))),
        Name::Value(at) => figure(row, at).is_some(),
        Name::Cohort(at) => reached.cohorts.get(at).is_some_and(Option::is_some),
        Name::Group(at) => reached.groups.get(at).is_some_and(Option::is_some),
        Name::Criterion(at) => reached.points.get(at).is_some_and(Option::is_some),
        Name::Standard(at) => reached.met.get(at).is_some_and(Option::is_some),
        // What a row or the period lacks keeps the rule from being run at all.
        _ => true,
    }
}
