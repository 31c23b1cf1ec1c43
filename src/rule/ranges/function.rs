//! Functions of the language.

use jiff::civil::Date;

use super::condition::{Decided, FIRST_DAY};
use super::value::Within;
use super::{Along, Next, Ranges, Value, WithNumber, bit};
use crate::number::Number;
use crate::rule::expr::{Argument, Call, Expr, Operator, Relation};
use crate::rule::function::{Body, Range};
use crate::scheme::{FactKind, Name};

/// How many whole numbers are looked at one by one where a number is rounded down: for one nominee,
/// and for all of them, where every scheme that is loaded pays for it.
const MOST_STEPS: i64 = 60;
const MOST_STEPS_OF_ALL: i64 = 24;

/// A function of numbers that are known.
type Pointwise<'f> = &'f dyn Fn(&[Number]) -> Option<Number>;

impl<'p> Ranges<'p> {
    /// A function: what it is in the rule language, or what is known of a native one.
    pub(super) fn call(&mut self, expr: &'p Expr, call: &'p Call, next: WithNumber<'_, 'p>) {
        let next = &mut |me: &mut Self, value: &Value| {
            if me.inside == 0 {
                me.standing = call.at;
            }
            next(me, value);
        };
        if let Some(body) = &call.body {
            return self.bound_to(&call.arguments, &mut |me| {
                me.inside += 1;
                me.number(body, &mut |me, value| {
                    me.inside -= 1;
                    next(me, value);
                    me.inside += 1;
                });
                me.inside -= 1;
            });
        }
        match (call.overload.body, &call.arguments[..]) {
            (Body::Days(function), [from, to]) => self.day(&from.value, &mut |me, from| {
                me.day(&to.value, &mut |me, to| {
                    if call.function.name == "days_between" {
                        return me.arithmetic(Operator::Subtract, to, from, next);
                    }
                    match day(from).zip(day(to)) {
                        Some((from, to)) => next(me, &Value::point(function(from, to).into())),
                        None => me.unknown(&[from.clone(), to.clone()], next),
                    }
                });
            }),
            (Body::History(_), [_, rest @ ..]) => {
                let plain = rest
                    .iter()
                    .all(|argument| argument.value.as_number().is_some());
                self.counted(expr, None, plain, next);
            }
            (Body::List(function, _), [list, rest @ ..]) => match &list.value {
                Expr::List(items) => {
                    let items: Vec<&Expr> = items.iter().collect();
                    let rest: Vec<&Expr> = rest.iter().map(|one| &one.value).collect();
                    self.all(&items, &[], &mut |me, values| {
                        me.all(&rest, &[], &mut |me, more| {
                            let more: Option<Vec<Number>> =
                                more.iter().map(|value| value.as_point().cloned()).collect();
                            let apply = |list: &[Number]| function(list, more.as_ref()?).ok();
                            me.of_numbers(call, values, &apply, next);
                        });
                    });
                }
                Expr::Read(Name::Fact(fact)) => self.of_fact(expr, call, *fact, next),
                _ => self.fails(),
            },
            (Body::Numbers(function), all) => {
                let all: Vec<&Expr> = all.iter().map(|one| &one.value).collect();
                self.all(&all, &[], &mut |me, values| {
                    let apply = |numbers: &[Number]| function(numbers).ok();
                    me.of_numbers(call, values, &apply, next);
                });
            }
            _ => self.fails(),
        }
    }

    /// The arguments that a body finds in locals.
    fn bound_to(&mut self, arguments: &'p [Argument], next: Next<'_, 'p>) {
        let Some((first, rest)) = arguments.split_first() else {
            return next(self);
        };
        match first.slot {
            None => self.bound_to(rest, next),
            Some(slot) => self.known_again(&first.value, &mut |me, value| {
                me.with_local(slot, value, &mut |me| me.bound_to(rest, next));
            }),
        }
    }

    /// Some numbers, each with every value it may have.
    fn all(
        &mut self,
        numbers: &[&'p Expr],
        got: &[Value],
        next: &mut dyn FnMut(&mut Self, &[Value]),
    ) {
        match numbers.get(got.len()) {
            None => next(self, got),
            Some(number) => self.number(number, &mut |me, value| {
                let mut more = got.to_vec();
                more.push(value.clone());
                me.all(numbers, &more, next);
            }),
        }
    }

    /// How many there are of something, in a fact that is a list or among the past awards.
    pub(super) fn counted(
        &mut self,
        expr: &'p Expr,
        list: Option<usize>,
        plain: bool,
        next: WithNumber<'_, 'p>,
    ) {
        if self.context.nominee.is_some() && plain {
            return match self.frame(|frame| expr.to_number(frame)) {
                Some(number) => next(self, &Value::point(number)),
                None => self.fails(),
            };
        }
        let facts = match list {
            Some(list) if plain => bit(list),
            _ if plain => 0,
            _ => u64::MAX,
        };
        let along = Along::somehow(facts);
        next(self, &Value::within(Some(Number::ZERO), None, along));
    }

    /// A function of the numbers in a fact that is a list.
    fn of_fact(&mut self, expr: &'p Expr, call: &Call, fact: usize, next: WithNumber<'_, 'p>) {
        if self.context.nominee.is_some() {
            return self.counted(expr, Some(fact), true, next);
        }
        let declared = &self.context.scheme.facts[fact];
        let percent = matches!(&declared.kind, FactKind::List(of) if **of == FactKind::Percent);
        let min = declared.min.clone();
        let min = min.or(percent.then_some(Number::ZERO));
        let (low, high) = if call.function.name.ends_with("sum") {
            (min.filter(Number::is_zero), None)
        } else {
            (min, declared.max.clone())
        };
        next(self, &Value::within(low, high, Along::somehow(bit(fact))));
    }

    /// A native function of numbers.
    fn of_numbers(
        &mut self,
        call: &Call,
        values: &[Value],
        apply: Pointwise<'_>,
        next: WithNumber<'_, 'p>,
    ) {
        let points: Option<Vec<Number>> = values
            .iter()
            .map(|value| value.as_point().cloned())
            .collect();
        if let Some(points) = points {
            return match apply(&points) {
                Some(number) => next(self, &Value::point(number)),
                None => self.fails(),
            };
        }
        match (call.function.name, values) {
            ("sum" | "mean", values) => {
                let zero = Value::point(Number::ZERO);
                self.summed(&zero, values, &mut |me, sum| {
                    if call.function.name == "sum" {
                        return next(me, sum);
                    }
                    let many = Value::point(values.len().into());
                    me.arithmetic(Operator::Divide, sum, &many, next);
                });
            }
            ("min" | "max", [first, rest @ ..]) => {
                self.extreme(first, rest, call.function.name == "min", next);
            }
            ("floor", [x]) => self.floor(x, next),
            _ if call.function.range == Range::Rising => self.rising(values, apply, next),
            _ => self.unknown(values, next),
        }
    }

    fn summed(&mut self, sum: &Value, values: &[Value], next: WithNumber<'_, 'p>) {
        match values.split_first() {
            None => next(self, sum),
            Some((first, rest)) => self.arithmetic(Operator::Add, sum, first, &mut |me, sum| {
                me.summed(sum, rest, next);
            }),
        }
    }

    /// The first of the least, or of the greatest.
    fn extreme(&mut self, best: &Value, rest: &[Value], least: bool, next: WithNumber<'_, 'p>) {
        let Some((first, rest)) = rest.split_first() else {
            return next(self, best);
        };
        let relation = if least {
            Relation::Less
        } else {
            Relation::Greater
        };
        if let Decided::Open(_) = self.decide(first, relation, best) {
            // Whichever it is, it lies on this side of both.
            let (one, two) = (self.bounds(first), self.bounds(best));
            let both =
                |a: &Option<Number>, b: &Option<Number>, how: fn(Number, Number) -> Number| {
                    a.clone().zip(b.clone()).map(|(a, b)| how(a, b))
                };
            let (low, high) = if least {
                let high = one.high.iter().chain(&two.high).min().cloned();
                (both(&one.low, &two.low, Ord::min), high)
            } else {
                let low = one.low.iter().chain(&two.low).max().cloned();
                (low, both(&one.high, &two.high, Ord::max))
            };
            let value = Value::within(low, high, one.along.and(two.along));
            return self.extreme(&value, rest, least, next);
        }
        self.compare(first, relation, best, &mut |me, better| {
            me.extreme(if better { first } else { best }, rest, least, next);
        });
    }

    /// A number rounded down: each of the whole numbers it may be, where they are few.
    fn floor(&mut self, x: &Value, next: WithNumber<'_, 'p>) {
        if let Value::Quotient(one) = x
            && self.variables[one.variable].whole
            && one.keeps_whole()
        {
            return next(self, x);
        }
        let Value::Quotient(_) = x else {
            let apply = |numbers: &[Number]| numbers.first().map(Number::floor);
            return self.rising(std::slice::from_ref(x), &apply, next);
        };
        let bounds = self.bounds(x);
        let whole = |end: &Option<Number>| end.as_ref().and_then(|end| end.floor().to_i64());
        let most = match self.context.nominee {
            Some(_) => MOST_STEPS,
            None => MOST_STEPS_OF_ALL,
        };
        let first = match (whole(&bounds.low), whole(&bounds.high)) {
            (Some(low), _) => low,
            (None, Some(high)) => high.saturating_sub(most - 1).max(0).min(high),
            (None, None) => 0,
        };
        let least = Value::point(Number::whole(first));
        self.compare(x, Relation::Less, &least, &mut |me, below| {
            if below {
                // Whatever is less is looked at together.
                let high = Number::whole(first).subtract(&Number::ONE);
                next(me, &Value::within(None, high, bounds.along));
            } else {
                me.floor_from(x, first, most, next);
            }
        });
    }

    fn floor_from(&mut self, x: &Value, step: i64, left: i64, next: WithNumber<'_, 'p>) {
        let here = Number::whole(step);
        if left == 0 {
            let bounds = self.bounds(x);
            return next(self, &Value::within(Some(here), bounds.high, bounds.along));
        }
        let one_more = Value::point(Number::whole(step.saturating_add(1)));
        self.compare(x, Relation::Less, &one_more, &mut |me, is_here| {
            if is_here {
                next(me, &Value::point(here.clone()));
            } else {
                me.floor_from(x, step.saturating_add(1), left - 1, next);
            }
        });
    }

    /// A function that never falls where its numbers rise: its bounds are those of theirs.
    fn rising(&mut self, values: &[Value], apply: Pointwise<'_>, next: WithNumber<'_, 'p>) {
        let bounds: Vec<Within> = values.iter().map(|value| self.bounds(value)).collect();
        let along = bounds
            .iter()
            .fold(Along::default(), |along, bounds| along.and(bounds.along));
        let all = |end: fn(&Within) -> Option<Number>| {
            let numbers: Option<Vec<Number>> = bounds.iter().map(end).collect();
            apply(&numbers?)
        };
        let low = all(|bounds| bounds.low.clone());
        let high = all(|bounds| bounds.high.clone());
        next(self, &Value::within(low, high, along));
    }

    /// A function of whose bounds nothing is known.
    fn unknown(&mut self, values: &[Value], next: WithNumber<'_, 'p>) {
        let facts = values
            .iter()
            .fold(0, |facts, value| facts | self.bounds(value).along.facts());
        next(self, &Value::within(None, None, Along::somehow(facts)));
    }
}

/// A day by its number.
fn day(value: &Value) -> Option<Date> {
    let days = value.as_point()?.to_i64()?;
    let span = jiff::Span::new().try_days(days).ok()?;
    FIRST_DAY.checked_add(span).ok()
}
