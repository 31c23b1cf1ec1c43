//! Lists that stand in facts, and what is asked of them.

use super::number::of_value;
use super::{Frame, Row, Tracer};
use crate::number::Number;
use crate::rule::engine::MOST_ITEMS;
use crate::rule::expr::{Expr, Occurrence, Type};
use crate::scheme::{FactEntry, FactValue, Name};

/// The items of a fact that is a list; the interpreter refuses to touch very long ones.
pub(super) fn items(row: Row<'_>, fact: usize) -> Option<&[FactValue]> {
    match row.facts.get(fact)? {
        FactEntry::Reported(FactValue::List(items)) if items.len() <= MOST_ITEMS => Some(items),
        _ => None,
    }
}

impl Expr {
    /// A number that is taken from a list.
    #[inline(never)]
    pub(super) fn of_list<T: Tracer>(&self, frame: &mut Frame<'_, T>) -> Option<Number> {
        match self {
            Self::Length(fact) => Some(Number::from(items(frame.row, *fact)?.len())),
            Self::Count(occurrence) => occurrence.count(frame).map(Number::from),
            Self::Pick(pick) => pick.number(frame),
            _ => None,
        }
    }

    /// The numbers of a list.
    pub(super) fn numbers<T: Tracer>(&self, frame: &mut Frame<'_, T>) -> Option<Vec<Number>> {
        match self {
            Self::List(items) => {
                let numbers = items.iter().map(|item| item.to_number(frame));
                numbers.collect()
            }
            Self::Read(Name::Fact(fact)) => items(frame.row, *fact)?.iter().map(of_value).collect(),
            _ => None,
        }
    }
}

impl Occurrence {
    /// How often it is in the list.
    pub(super) fn count<T: Tracer>(&self, frame: &mut Frame<'_, T>) -> Option<usize> {
        let items = items(frame.row, self.list)?;
        let mut found = 0;
        if self.of == Type::Text {
            let wanted = self.item.to_text(frame)?;
            for item in items {
                let FactValue::Text(text) = item else {
                    return None;
                };
                found += usize::from(**text == *wanted);
            }
        } else {
            let wanted = self.item.to_number(frame)?;
            for item in items {
                found += usize::from(of_value(item)? == wanted);
            }
        }
        Some(found)
    }
}
