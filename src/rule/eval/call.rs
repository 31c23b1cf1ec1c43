//! Functions.

use super::{Frame, NoTrace, Tracer, Value};
use crate::number::Number;
use crate::rule::expr::Call;
use crate::rule::function::{Body, Past};

/// The most numbers that a native function takes beside a list.
const MOST_ARGUMENTS: usize = 3;

impl Call {
    #[inline(never)]
    pub(super) fn number<T: Tracer>(&self, frame: &mut Frame<'_, T>) -> Option<Number> {
        let Some(body) = &self.body else {
            return self.native(frame);
        };
        for argument in &self.arguments {
            if let Some(slot) = argument.slot {
                let value = argument.value.to_number(frame)?;
                *frame.locals.get_mut(slot)? = Value::Number(value);
            }
        }
        // What a function does inside is no step of the rule.
        body.to_number(&mut Frame {
            row: frame.row,
            locals: &mut *frame.locals,
            tracer: &mut NoTrace,
        })
    }

    fn native<T: Tracer>(&self, frame: &mut Frame<'_, T>) -> Option<Number> {
        match self.overload.body {
            Body::Numbers(function) => {
                let (numbers, many) = self.numbers(0, frame)?;
                function(&numbers[..many]).ok()
            }
            Body::List(function, _) => {
                let list = self.arguments.first()?.value.numbers(frame)?;
                let (numbers, many) = self.numbers(1, frame)?;
                function(&list, &numbers[..many]).ok()
            }
            Body::Days(function) => {
                let [from, to] = &self.arguments[..] else {
                    return None;
                };
                let from = from.value.to_day(frame)?;
                Some(function(from, to.value.to_day(frame)?).into())
            }
            Body::History(function) => {
                let (numbers, many) = self.numbers(1, frame)?;
                let whole = numbers[..many].iter().map(Number::to_i64);
                let whole: Vec<i64> = whole.collect::<Option<_>>()?;
                let award = self.arguments.first()?.value.to_text(frame)?;
                let known = frame.row.known;
                let past = Past {
                    year: known.period.date.year(),
                    awards: known.history,
                };
                Some(function(&past, award, &whole).into())
            }
            Body::Rule(_) | Body::Inline(_) | Body::Keys(_) | Body::Form => None,
        }
    }

    /// The arguments that are numbers, from an index on.
    fn numbers<T: Tracer>(
        &self,
        from: usize,
        frame: &mut Frame<'_, T>,
    ) -> Option<([Number; MOST_ARGUMENTS], usize)> {
        let mut numbers = [const { Number::ZERO }; MOST_ARGUMENTS];
        let arguments = self.arguments.get(from..)?;
        for (argument, number) in arguments.iter().zip(&mut numbers) {
            *number = argument.value.to_number(frame)?;
        }
        (arguments.len() <= MOST_ARGUMENTS).then_some((numbers, arguments.len()))
    }
}
