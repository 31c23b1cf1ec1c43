//! Functions of lists, and of the time between two days, on a plan being run.

use super::{Evaluate, Frame, Numeric, Row, Sink};
use crate::rule::engine::MOST_ITEMS;
use crate::rule::function::native;
use crate::rule::plan::{Function, OfList, Operator};
use crate::scheme::{FactValue, Given};

/// A function of a list of numbers.
pub(in crate::rule::plan) fn of_all<N: Numeric>(
    function: &Function,
    mut numbers: Vec<N>,
) -> Option<N> {
    let add = |numbers: &[N]| {
        let mut sum = N::whole(0);
        for number in numbers {
            sum = sum.combine(Operator::Add, *number)?;
        }
        Some(sum)
    };
    let mean = |numbers: &[N]| {
        let count = N::whole(i64::try_from(numbers.len()).ok()?);
        if numbers.is_empty() {
            return None;
        }
        add(numbers)?.combine(Operator::Divide, count)
    };
    if *function == Function::Sum {
        return add(&numbers);
    }
    if *function == Function::Mean {
        return mean(&numbers);
    }
    numbers.sort_by(|a, b| a.compare(*b));
    let middle = numbers.len() / 2;
    let trimmed = |drop: usize| {
        let end = numbers.len().checked_sub(drop)?;
        (drop < end).then(|| &numbers[drop..end])
    };
    match function {
        Function::Min => numbers.first().copied(),
        Function::Max => numbers.last().copied(),
        Function::Median if numbers.len() % 2 == 1 => numbers.get(middle).copied(),
        Function::Median if numbers.len() >= 2 => mean(&numbers[middle - 1..=middle]),
        Function::TrimmedMean(drop) => mean(trimmed(*drop)?),
        Function::TrimmedSum(drop) => add(trimmed(*drop)?),
        _ => None,
    }
}

/// The items of a list that stands in a fact; the interpreter refuses to touch very long ones.
pub(in crate::rule::plan) fn items<'a>(row: Row<'a>, fact: usize) -> Option<&'a [FactValue]> {
    match row.facts.get(fact)? {
        Given::Reported(FactValue::List(items)) if items.len() <= MOST_ITEMS => Some(items),
        _ => None,
    }
}

fn item_number<N: Numeric>(item: &FactValue) -> Option<N> {
    match item {
        FactValue::Integer(number) => Some(N::whole(*number)),
        FactValue::Number(number) => N::decimal(number.to_wide()),
        _ => None,
    }
}

/// How often a word stands in a list of words.
pub(super) fn count_word(items: &[FactValue], word: &str) -> Option<i64> {
    let mut found = 0;
    for item in items {
        let FactValue::Text(text) = item else {
            return None;
        };
        found += i64::from(**text == *word);
    }
    Some(found)
}

/// How often a number stands in a list of numbers.
pub(super) fn count_number<N: Numeric>(items: &[FactValue], number: N) -> Option<i64> {
    let mut found = 0;
    for item in items {
        found += i64::from(item_number::<N>(item)?.compare(number).is_eq());
    }
    Some(found)
}

impl<N: Numeric> Evaluate<N> for OfList {
    type Value = N;
    #[inline(never)]
    fn evaluate<S: Sink>(&self, frame: &mut Frame<'_, N, S>) -> Option<N> {
        let whole = |number: i64| Some(N::whole(number));
        match self {
            Self::Length(fact) => whole(i64::try_from(items(frame.row, *fact)?.len()).ok()?),
            Self::Of(fact, function) => {
                let items = items(frame.row, *fact)?;
                if let Function::Sum | Function::Mean = function {
                    let mut sum = N::whole(0);
                    for item in items {
                        sum = sum.combine(Operator::Add, item_number(item)?)?;
                    }
                    if *function == Function::Sum {
                        return Some(sum);
                    }
                    let many = i64::try_from(items.len()).ok().filter(|many| *many > 0)?;
                    return sum.combine(Operator::Divide, N::whole(many));
                }
                let numbers = items.iter().map(item_number::<N>);
                of_all(function, numbers.collect::<Option<_>>()?)
            }
            Self::CountWord(fact, word) => {
                let items = items(frame.row, *fact)?;
                whole(count_word(items, word.evaluate(frame)?)?)
            }
            Self::CountNumber(fact, number) => {
                let items = items(frame.row, *fact)?;
                whole(count_number(items, number.evaluate(frame)?)?)
            }
            Self::DaysBetween(from, to) => {
                let (from, to) = (from.evaluate(frame)?, to.evaluate(frame)?);
                whole(native::days_between(from, to))
            }
            Self::YearsBetween(from, to) => {
                let (from, to) = (from.evaluate(frame)?, to.evaluate(frame)?);
                whole(native::years_between(from, to))
            }
        }
    }
}
