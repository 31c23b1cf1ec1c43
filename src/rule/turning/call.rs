//! Where functions turn.

use super::{Follower, Form, Pieces};
use crate::number::{Decimal, dec};
use crate::rule::plan::{Call, Constant, Function, Number, Operator};

/// A ramp is followed for so many steps.
const MOST_STEPS: i64 = 200;

impl Follower<'_> {
    /// What a function may give.
    pub(super) fn call(&mut self, call: &Call) -> Pieces {
        let all: Vec<Pieces> = call
            .arguments
            .iter()
            .map(|part| self.number(part))
            .collect();
        // Where the fact has no part in it, it is what it is.
        let values = all.iter().map(|pieces| match pieces.as_deref() {
            Some([form]) => form.value(),
            _ => None,
        });
        if let Some(values) = values.collect::<Option<Vec<Decimal>>>() {
            let numbers = values.into_iter().map(Constant::new).map(Number::Constant);
            let call = Call {
                function: call.function.clone(),
                arguments: numbers.collect(),
                at: call.at,
            };
            return self.exactly(&Number::Call(Box::new(call)));
        }
        let constant = |number: Decimal| Some(vec![Form::constant(number)]);
        match (&call.function, all.as_slice()) {
            (Function::Percent, [done, target]) => {
                self.meet(target, &constant(Decimal::ZERO));
                self.meet(done, &constant(Decimal::ZERO));
                let hundredfold = self.combine(done, Operator::Multiply, &constant(dec!(100)));
                self.combine(&hundredfold, Operator::Divide, target)
            }
            (Function::Proportion, [done, target]) => {
                self.meet(target, &constant(Decimal::ZERO));
                self.meet(done, &constant(Decimal::ZERO));
                self.meet(done, target);
                let share = self.combine(done, Operator::Divide, target);
                self.union(vec![share, constant(Decimal::ONE)])
            }
            (Function::Per, [count, each, cap]) => {
                let points = self.combine(count, Operator::Multiply, each);
                self.meet(count, &constant(Decimal::ZERO));
                self.meet(&points, cap);
                self.union(vec![points, cap.clone()])
            }
            (Function::Min | Function::Max | Function::Clamp, all) => {
                self.meet_all(all);
                self.union(all.to_vec())
            }
            (Function::Abs, [x]) => {
                self.meet(x, &constant(Decimal::ZERO));
                let other = self.combine(&constant(Decimal::ZERO), Operator::Subtract, x);
                self.union(vec![x.clone(), other])
            }
            (Function::Sum, all) => {
                let mut sum = constant(Decimal::ZERO);
                for part in all {
                    sum = self.combine(&sum, Operator::Add, part);
                }
                sum
            }
            (Function::Ramp, [x, from, base, each, add, rest @ ..]) => {
                self.ramp(x, [from, base, each, add], rest.first())
            }
            _ => self.unknown(),
        }
    }

    /// A ramp turns at each of its steps; between them it is told as if it were a line.
    fn ramp(&mut self, x: &Pieces, of: [&Pieces; 4], cap: Option<&Pieces>) -> Pieces {
        let value = |pieces: &Pieces| match pieces.as_deref() {
            Some([form]) => form.value(),
            _ => None,
        };
        let [from, base, each, add] = of.map(value);
        let (Some(from), Some(base), Some(each), Some(add)) = (from, base, each, add) else {
            return self.unknown();
        };
        let cap = cap.map(value);
        for step in 0..=MOST_STEPS {
            let step = Decimal::from(step);
            let after = |first: Decimal, steps: Decimal, each: Decimal| {
                first.checked_add(steps.checked_mul(each)?)
            };
            let threshold = after(from, step, each);
            let points = after(base, step - Decimal::ONE, add);
            let (Some(threshold), Some(points)) = (threshold, points) else {
                return self.unknown();
            };
            self.meet(x, &Some(vec![Form::constant(threshold)]));
            if let Some(Some(cap)) = cap
                && (if add < Decimal::ZERO {
                    points < cap
                } else {
                    points > cap
                })
            {
                break;
            }
            if step == Decimal::from(MOST_STEPS) {
                self.turning.is_whole = false;
            }
        }
        let constant = |number: Decimal| Some(vec![Form::constant(number)]);
        let beyond = self.combine(x, Operator::Subtract, &constant(from));
        let steps = self.combine(&beyond, Operator::Divide, &constant(each));
        let more = self.combine(&steps, Operator::Multiply, &constant(add));
        let line = self.combine(&constant(base), Operator::Add, &more);
        let mut parts = vec![line, constant(base)];
        parts.extend(cap.flatten().map(constant));
        self.union(parts)
    }
}
