//! A plan run on one nominee: over short decimals first, over wide ones where those do not do.
//!
//! There is one evaluation for both kinds of numbers, and it tells a [`Sink`] what it does. A
//! ranking passes a sink that hears nothing, which costs nothing; an explanation passes one that
//! writes everything down.

use std::cmp::Ordering;

use jiff::civil::Date;

use super::{
    After, Arithmetic, AtLeast, Between, Call, Choose, Comparison, Constant, Day, Done, Function,
    IsWord, Let, Local, Number, OfList, Operator, Pick, Plan, Relation, Root, Table, Word, YesNo,
};
use crate::number::Decimal;
use crate::rule::engine::MOST_ITEMS;
use crate::rule::functions;
use crate::rule::scaled::Scaled;
use crate::rule::value::unsigned_zero;
use crate::rule::{Known, Reached};
use crate::scheme::{Dated, DatedNumber, FactValue, Given, Name, PastAward, Scheme};

/// Numbers that plans compute with. Nothing comes back where a result does not fit or where the
/// language would fail.
pub(crate) trait Numeric: Copy {
    /// A constant of the rule.
    fn constant(number: &Constant) -> Option<Self>;
    /// A whole number.
    fn whole(number: i64) -> Self;
    /// A decimal.
    fn decimal(number: Decimal) -> Option<Self>;
    /// The same number as a decimal.
    fn to_decimal(self) -> Decimal;
    /// Two numbers put together; division is by something that is not 0.
    fn combine(self, operator: Operator, other: Self) -> Option<Self>;
    /// Which is greater.
    fn compare(self, other: Self) -> Ordering;
    /// How a quotient compares with a number.
    fn compare_quotient(self, divisor: Self, number: Self) -> Option<Ordering>;
    /// The number with its sign changed.
    fn negate(self) -> Option<Self>;
    /// Rounded half away from zero.
    fn round(self, digits: u32) -> Self;
    /// Rounded down.
    fn floor(self) -> Self;
    /// Rounded up.
    fn ceil(self) -> Self;
    /// Whether it may be a whole number of the language.
    fn fits_whole(self) -> bool;
}

impl Numeric for Scaled {
    #[inline]
    fn constant(number: &Constant) -> Option<Self> {
        number.scaled
    }
    #[inline]
    fn whole(number: i64) -> Self {
        Self::whole(number)
    }
    #[inline]
    fn decimal(number: Decimal) -> Option<Self> {
        Self::from_decimal(number)
    }
    #[inline]
    fn to_decimal(self) -> Decimal {
        self.to_decimal()
    }
    #[inline]
    fn combine(self, operator: Operator, other: Self) -> Option<Self> {
        match operator {
            Operator::Add => self.add(other),
            Operator::Subtract => self.subtract(other),
            Operator::Multiply => self.multiply(other),
            Operator::Divide => self.divide(other),
        }
    }
    #[inline]
    fn compare(self, other: Self) -> Ordering {
        self.compare(other)
    }
    #[inline]
    fn compare_quotient(self, divisor: Self, number: Self) -> Option<Ordering> {
        self.compare_quotient(divisor, number)
    }
    #[inline]
    fn negate(self) -> Option<Self> {
        self.negate()
    }
    #[inline]
    fn round(self, digits: u32) -> Self {
        self.round(digits)
    }
    #[inline]
    fn floor(self) -> Self {
        self.floor()
    }
    #[inline]
    fn ceil(self) -> Self {
        self.ceil()
    }
    #[inline]
    fn fits_whole(self) -> bool {
        true
    }
}

impl Numeric for Decimal {
    fn constant(number: &Constant) -> Option<Self> {
        Some(number.decimal)
    }
    fn whole(number: i64) -> Self {
        Self::from(number)
    }
    fn decimal(number: Decimal) -> Option<Self> {
        Some(number)
    }
    fn to_decimal(self) -> Decimal {
        unsigned_zero(self)
    }
    fn combine(self, operator: Operator, other: Self) -> Option<Self> {
        match operator {
            Operator::Add => self.checked_add(other),
            Operator::Subtract => self.checked_sub(other),
            Operator::Multiply => self.checked_mul(other),
            // As the language's own division does, so that further results round alike.
            Operator::Divide => self.checked_div(other).map(|quotient| quotient.normalize()),
        }
    }
    fn compare(self, other: Self) -> Ordering {
        self.cmp(&other)
    }
    fn compare_quotient(self, divisor: Self, number: Self) -> Option<Ordering> {
        Some(self.checked_div(divisor)?.cmp(&number))
    }
    fn negate(self) -> Option<Self> {
        Some(-self)
    }
    fn round(self, digits: u32) -> Self {
        crate::number::round(self, digits)
    }
    fn floor(self) -> Self {
        Self::floor(&self)
    }
    fn ceil(self) -> Self {
        Self::ceil(&self)
    }
    fn fits_whole(self) -> bool {
        self.abs() <= Self::from(i64::MAX)
    }
}

/// What a plan reads: one nominee at one step of its evaluation.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// The scheme.
    pub scheme: &'a Scheme,
    /// The nominee.
    pub known: &'a Known<'a>,
    /// What was reached so far.
    pub reached: &'a Reached<'a>,
    /// The figures of the values on the day of the review, by value.
    pub figures: &'a [Option<&'a Dated>],
    /// The nominee's facts.
    pub(super) facts: &'a [Given],
}

impl<'a> Row<'a> {
    /// One nominee at one step.
    #[inline]
    pub fn new(
        scheme: &'a Scheme,
        known: &'a Known<'a>,
        reached: &'a Reached<'a>,
        figures: &'a [Option<&'a Dated>],
    ) -> Self {
        Self {
            scheme,
            known,
            reached,
            figures,
            facts: known.facts,
        }
    }
}

/// Hears what an evaluation does.
pub trait Sink {
    /// Whether it listens at all.
    const LISTENS: bool;
    /// Two numbers were compared.
    fn compared(
        &mut self,
        left: (&Number, Decimal),
        relation: Relation,
        right: (&Number, Decimal),
        holds: bool,
    );
    /// A number was looked up in a table of steps; the row that was met, by index, and the
    /// thresholds and points of all rows.
    fn looked_up(
        &mut self,
        what: &Table,
        of: Decimal,
        rows: &[(Decimal, Decimal)],
        met: Option<usize>,
    );
    /// Something else than two numbers was asked.
    fn asked(&mut self, what: &YesNo, holds: bool);
    /// A branch was taken: the `then` side or the other; what the side not taken would have given,
    /// where that is a number or yes and no.
    fn took(&mut self, condition: &YesNo, then: bool, other: Option<Gave>);
    /// A local has a value now.
    fn bound(&mut self, slot: usize, value: &Local);
    /// A number was worked out; the last of all is what the rule gives.
    fn worked_out(&mut self, what: &Number, value: Decimal);
}

/// A sink that hears nothing.
#[derive(Debug, Default)]
pub(crate) struct NoSink;

impl Sink for NoSink {
    const LISTENS: bool = false;
    fn compared(&mut self, _: (&Number, Decimal), _: Relation, _: (&Number, Decimal), _: bool) {}
    fn looked_up(&mut self, _: &Table, _: Decimal, _: &[(Decimal, Decimal)], _: Option<usize>) {}
    fn asked(&mut self, _: &YesNo, _: bool) {}
    fn took(&mut self, _: &YesNo, _: bool, _: Option<Gave>) {}
    fn bound(&mut self, _: usize, _: &Local) {}
    fn worked_out(&mut self, _: &Number, _: Decimal) {}
}

/// A plan being run.
pub(crate) struct Frame<'f, N, S> {
    /// What it reads.
    pub(crate) row: Row<'f>,
    /// Its locals, by slot; yes is 1, no is 0.
    pub(crate) locals: &'f mut [N],
    /// Who listens.
    pub(crate) sink: &'f mut S,
}

/// What a plan gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gave {
    /// A number.
    Number(Decimal),
    /// Yes or no.
    YesNo(bool),
}

impl Plan {
    /// What it gives; nothing where the rule is to be run by the interpreter.
    pub(crate) fn run<N: Numeric, S: Sink>(
        &self,
        row: Row<'_>,
        locals: &mut [N],
        sink: &mut S,
    ) -> Option<Gave> {
        let frame = &mut Frame { row, locals, sink };
        match &self.root {
            Root::Number(number) => {
                let number = number.evaluate(frame)?;
                Some(Gave::Number(number.to_decimal()))
            }
            Root::YesNo(yes_no) => yes_no.evaluate(frame).map(Gave::YesNo),
        }
    }
}

/// Something that can be evaluated.
pub(super) trait Evaluate<N> {
    /// What it gives.
    type Value;
    /// Its value; nothing where the rule is to be run by the interpreter.
    fn evaluate<S: Sink>(&self, frame: &mut Frame<'_, N, S>) -> Option<Self::Value>;
    /// A value as a sink hears it; nothing where it is neither a number nor yes or no.
    fn told(_: Self::Value) -> Option<Gave> {
        None
    }
}

impl<T> Choose<T> {
    /// The side that holds.
    #[inline(always)]
    fn side<N: Numeric, S: Sink>(&self, frame: &mut Frame<'_, N, S>) -> Option<&T>
    where
        T: Evaluate<N>,
    {
        let then = match &self.condition {
            YesNo::Compare(comparison) if !S::LISTENS => comparison.evaluate(frame)?,
            condition => condition.evaluate(frame)?,
        };
        if S::LISTENS {
            // Locals of the side not taken have slots of their own, or are bound again.
            let side = if then { &self.otherwise } else { &self.then };
            let mut unheard = Frame {
                row: frame.row,
                locals: &mut *frame.locals,
                sink: &mut NoSink,
            };
            let other = side.evaluate(&mut unheard).and_then(T::told);
            frame.sink.took(&self.condition, then, other);
        }
        Some(if then { &self.then } else { &self.otherwise })
    }
}

impl<T> Let<T> {
    /// What uses the local, with the local worked out.
    #[inline(always)]
    fn bound<N: Numeric, S: Sink>(&self, frame: &mut Frame<'_, N, S>) -> Option<&T> {
        let value = match &self.value {
            Local::Number(number) => number.get(frame)?,
            Local::YesNo(yes_no) => N::whole(i64::from(yes_no.evaluate(frame)?)),
        };
        *frame.locals.get_mut(self.slot)? = value;
        if S::LISTENS {
            frame.sink.bound(self.slot, &self.value);
        }
        Some(&self.body)
    }
}

impl<T> After<T> {
    /// What follows, with what comes first looked at.
    #[inline(always)]
    fn followed<N: Numeric, S: Sink>(&self, frame: &mut Frame<'_, N, S>) -> Option<&T> {
        self.first.evaluate(frame)?;
        Some(&self.then)
    }
}

/// Follows branches and locals to the part that gives the value.
macro_rules! follow {
    ($start:expr, $frame:expr) => {{
        let mut node = $start;
        loop {
            node = match node {
                Self::Choose(choose) => choose.side($frame)?,
                Self::Let(local) => local.bound($frame)?,
                Self::After(after) => after.followed($frame)?,
                end => break end,
            };
        }
    }};
}

impl<N: Numeric> Evaluate<N> for Done {
    type Value = ();
    fn evaluate<S: Sink>(&self, frame: &mut Frame<'_, N, S>) -> Option<()> {
        match follow!(self, frame) {
            Self::Nothing => Some(()),
            Self::Number(number) => number.evaluate(frame).map(drop),
            Self::YesNo(yes_no) => yes_no.evaluate(frame).map(drop),
            Self::Word(word) => word.evaluate(frame).map(drop),
            Self::Day(day) => day.evaluate(frame).map(drop),
            Self::Choose(_) | Self::Let(_) | Self::After(_) | Self::Fails => None,
        }
    }
}

impl<N: Numeric> Evaluate<N> for Number {
    type Value = N;
    fn evaluate<S: Sink>(&self, frame: &mut Frame<'_, N, S>) -> Option<N> {
        if !S::LISTENS {
            return follow!(self, frame).part(frame);
        }
        let number = match self {
            Self::Choose(choose) => choose.side(frame)?.evaluate(frame),
            Self::Let(local) => local.bound(frame)?.evaluate(frame),
            Self::After(after) => after.followed(frame)?.evaluate(frame),
            part => part.part(frame),
        }?;
        frame.sink.worked_out(self, number.to_decimal());
        Some(number)
    }
    fn told(value: N) -> Option<Gave> {
        Some(Gave::Number(value.to_decimal()))
    }
}

#[inline(never)]
fn negated<N: Numeric, S: Sink>(
    number: &Number,
    whole: bool,
    frame: &mut Frame<'_, N, S>,
) -> Option<N> {
    let number = number.get(frame)?.negate()?;
    (!whole || number.fits_whole()).then_some(number)
}

impl<N: Numeric> Evaluate<N> for Pick {
    type Value = N;
    #[inline(never)]
    fn evaluate<S: Sink>(&self, frame: &mut Frame<'_, N, S>) -> Option<N> {
        let index = self.index.evaluate(frame)?.to_decimal();
        let index = i64::try_from(index).ok()?;
        let length = i64::try_from(self.items.len()).ok()?;
        let index = if index < 0 { index + length } else { index };
        // The language makes the whole list before it takes one of it.
        let mut found = None;
        for (item, at) in self.items.iter().zip(0_i64..) {
            let item = item.evaluate(frame)?;
            if at == index {
                found = Some(item);
            }
        }
        found
    }
}

impl Number {
    /// Its value over wide decimals, unheard.
    pub(crate) fn value(&self, frame: &mut Frame<'_, Decimal, NoSink>) -> Option<Decimal> {
        self.evaluate(frame)
    }

    /// What it is worked out from, branches and locals aside.
    #[inline(always)]
    fn part<N: Numeric, S: Sink>(&self, frame: &mut Frame<'_, N, S>) -> Option<N> {
        match self {
            Self::Constant(_) | Self::Fact(_) | Self::Local(_) => self.leaf(frame),
            Self::Arithmetic(both) => both.evaluate(frame),
            Self::Table(table) => table.evaluate(frame),
            Self::Call(call) => call.evaluate(frame),
            Self::OfList(list) => list.evaluate(frame),
            Self::Pick(pick) => pick.evaluate(frame),
            Self::Negate(number, whole) => negated(number, *whole, frame),
            Self::Value(_)
            | Self::Cohort(_)
            | Self::Group(_)
            | Self::Criterion(_)
            | Self::Total => self.reached(frame),
            Self::Choose(_) | Self::Let(_) | Self::After(_) | Self::Fails => None,
        }
    }

    /// Its value: most numbers are facts and constants, which need no call.
    #[inline(always)]
    fn get<N: Numeric, S: Sink>(&self, frame: &mut Frame<'_, N, S>) -> Option<N> {
        match self {
            Self::Constant(_) | Self::Fact(_) | Self::Local(_) if !S::LISTENS => self.leaf(frame),
            _ => self.evaluate(frame),
        }
    }

    /// A constant, a fact or a local.
    #[inline(always)]
    fn leaf<N: Numeric, S: Sink>(&self, frame: &mut Frame<'_, N, S>) -> Option<N> {
        match self {
            Self::Constant(constant) => N::constant(constant),
            Self::Fact(at) => match frame.row.facts.get(*at)? {
                Given::Reported(FactValue::Integer(number)) => Some(N::whole(*number)),
                Given::Reported(FactValue::Number(number)) => N::decimal(*number),
                _ => None,
            },
            Self::Local(slot) => frame.locals.get(*slot).copied(),
            _ => None,
        }
    }

    /// A number of the scheme, or one that was reached on the way.
    #[inline(never)]
    fn reached<N: Numeric, S: Sink>(&self, frame: &mut Frame<'_, N, S>) -> Option<N> {
        let reached = frame.row.reached;
        let number = match self {
            Self::Value(at) => figure(frame.row, *at)?,
            Self::Cohort(at) => (*reached.cohorts.get(*at)?)?,
            Self::Group(at) => (*reached.groups.get(*at)?)?,
            Self::Criterion(at) => (*reached.points.get(*at)?)?,
            Self::Total => reached.total?,
            _ => return None,
        };
        N::decimal(number)
    }

    /// Whether it is a quotient, which is held against others without being worked out.
    #[inline]
    fn is_quotient(&self) -> bool {
        match self {
            Self::Arithmetic(both) => both.operator == Operator::Divide,
            Self::Call(call) => call.function == Function::Percent,
            _ => false,
        }
    }
}

/// The figure of a value, by the nominee's own choice where it differs.
fn figure(row: Row<'_>, at: usize) -> Option<Decimal> {
    let dated = (*row.figures.get(at)?)?;
    match &dated.number {
        DatedNumber::One(number) => Some(*number),
        DatedNumber::ByChoice(numbers) => {
            let by = row.scheme.values.get(at)?.by?;
            let Given::Reported(FactValue::Text(word)) = row.facts.get(by)? else {
                return None;
            };
            let found = numbers.iter().find(|(choice, _)| **choice == **word);
            found.map(|(_, number)| *number)
        }
    }
}

impl<N: Numeric> Evaluate<N> for Arithmetic {
    type Value = N;
    #[inline(never)]
    fn evaluate<S: Sink>(&self, frame: &mut Frame<'_, N, S>) -> Option<N> {
        let left = self.left.get(frame)?;
        let right = self.right.get(frame)?;
        let result = left.combine(self.operator, right)?;
        (!self.whole || result.fits_whole()).then_some(result)
    }
}

/// Numbers held against others. A quotient is not worked out for that where it is simple.
enum Held<N> {
    Number(N),
    Quotient(N, N),
}

impl<N: Numeric> Held<N> {
    fn of<S: Sink>(number: &Number, frame: &mut Frame<'_, N, S>) -> Option<Self> {
        match number {
            Number::Arithmetic(both) if both.operator == Operator::Divide => {
                let left = both.left.get(frame)?;
                let right = both.right.get(frame)?;
                if right.compare(N::whole(0)).is_eq() {
                    return None;
                }
                Some(Self::Quotient(left, right))
            }
            Number::Call(call) if call.function == Function::Percent => {
                let (done, target) = call.done_and_target(frame)?;
                let hundredfold = done.combine(Operator::Multiply, N::whole(100))?;
                Some(Self::Quotient(hundredfold, target))
            }
            _ => number.get(frame).map(Self::Number),
        }
    }

    #[inline]
    fn compare(&self, other: N) -> Option<Ordering> {
        match self {
            Self::Number(number) => Some(number.compare(other)),
            Self::Quotient(top, bottom) => top.compare_quotient(*bottom, other),
        }
    }

    /// The number itself, for whoever listens.
    fn to_decimal(&self) -> Option<Decimal> {
        match self {
            Self::Number(number) => Some(number.to_decimal()),
            Self::Quotient(top, bottom) => {
                let quotient = top.to_decimal().checked_div(bottom.to_decimal())?;
                Some(quotient.normalize())
            }
        }
    }
}

impl<N: Numeric> Evaluate<N> for Table {
    type Value = N;
    #[inline(never)]
    fn evaluate<S: Sink>(&self, frame: &mut Frame<'_, N, S>) -> Option<N> {
        let of = Held::of(&self.of, frame)?;
        if S::LISTENS || !self.ordered {
            return self.all_rows(&of, frame);
        }
        // The rows are constants here, so none of them can fail.
        for (threshold, points) in &self.rows {
            let order = of.compare(threshold.get(frame)?)?;
            if self.meets(order) {
                return points.get(frame);
            }
        }
        Some(N::whole(0))
    }
}

impl Table {
    fn meets(&self, order: Ordering) -> bool {
        if self.upward {
            order.is_le()
        } else {
            order.is_ge()
        }
    }

    /// Every row is worked out before the number is held against any, and their order is looked at.
    fn all_rows<N: Numeric, S: Sink>(
        &self,
        of: &Held<N>,
        frame: &mut Frame<'_, N, S>,
    ) -> Option<N> {
        let mut rows: Vec<(N, N)> = Vec::with_capacity(self.rows.len());
        for (threshold, points) in &self.rows {
            let row = (threshold.evaluate(frame)?, points.evaluate(frame)?);
            if let Some((last, _)) = rows.last() {
                let order = row.0.compare(*last);
                if !(if self.upward {
                    order.is_gt()
                } else {
                    order.is_lt()
                }) {
                    return None;
                }
            }
            rows.push(row);
        }
        let mut met = None;
        for (at, (threshold, _)) in rows.iter().enumerate() {
            if self.meets(of.compare(*threshold)?) {
                met = Some(at);
                break;
            }
        }
        if S::LISTENS {
            let wide = rows.iter().map(|(t, p)| (t.to_decimal(), p.to_decimal()));
            let wide: Vec<_> = wide.collect();
            frame.sink.looked_up(self, of.to_decimal()?, &wide, met);
        }
        Some(met.map_or(N::whole(0), |at| rows[at].1))
    }
}

impl Call {
    fn argument<N: Numeric, S: Sink>(&self, at: usize, frame: &mut Frame<'_, N, S>) -> Option<N> {
        self.arguments.get(at)?.get(frame)
    }

    /// What was done and its target, as `percent` and `proportion` take them.
    fn done_and_target<N: Numeric, S: Sink>(&self, frame: &mut Frame<'_, N, S>) -> Option<(N, N)> {
        let (done, target) = (self.argument(0, frame)?, self.argument(1, frame)?);
        let zero = N::whole(0);
        (target.compare(zero).is_gt() && done.compare(zero).is_ge()).then_some((done, target))
    }

    fn all<N: Numeric, S: Sink>(&self, frame: &mut Frame<'_, N, S>) -> Option<Vec<N>> {
        let numbers = self.arguments.iter().map(|number| number.evaluate(frame));
        numbers.collect()
    }

    /// The first of the greatest, or of the least.
    fn extreme<N: Numeric, S: Sink>(
        &self,
        frame: &mut Frame<'_, N, S>,
        beats: Ordering,
    ) -> Option<N> {
        let (first, rest) = self.arguments.split_first()?;
        let mut best = first.get(frame)?;
        for number in rest {
            let number = number.get(frame)?;
            if number.compare(best) == beats {
                best = number;
            }
        }
        Some(best)
    }
}

impl<N: Numeric> Evaluate<N> for Call {
    type Value = N;
    #[inline(never)]
    fn evaluate<S: Sink>(&self, frame: &mut Frame<'_, N, S>) -> Option<N> {
        match &self.function {
            Function::Min => self.extreme(frame, Ordering::Less),
            Function::Max => self.extreme(frame, Ordering::Greater),
            Function::Percent => {
                let (done, target) = self.done_and_target(frame)?;
                let hundredfold = done.combine(Operator::Multiply, N::whole(100))?;
                hundredfold.combine(Operator::Divide, target)
            }
            Function::Proportion => {
                let (done, target) = self.done_and_target(frame)?;
                if done.compare(target).is_ge() {
                    Some(N::whole(1))
                } else {
                    done.combine(Operator::Divide, target)
                }
            }
            Function::Per => {
                let (count, each) = (self.argument(0, frame)?, self.argument(1, frame)?);
                let cap = self.argument(2, frame)?;
                if count.compare(N::whole(0)).is_lt() {
                    return None;
                }
                let points = count.combine(Operator::Multiply, each)?;
                Some(if points.compare(cap).is_gt() {
                    cap
                } else {
                    points
                })
            }
            Function::Clamp => {
                let x = self.argument(0, frame)?;
                let (low, high) = (self.argument(1, frame)?, self.argument(2, frame)?);
                if low.compare(high).is_gt() {
                    return None;
                }
                Some(if x.compare(low).is_lt() {
                    low
                } else if x.compare(high).is_gt() {
                    high
                } else {
                    x
                })
            }
            Function::Round(digits) => Some(self.argument(0, frame)?.round(*digits)),
            Function::Floor => Some(self.argument(0, frame)?.floor()),
            Function::Ceil => Some(self.argument(0, frame)?.ceil()),
            Function::Abs => {
                let number = self.argument(0, frame)?;
                if number.compare(N::whole(0)).is_lt() {
                    // The least whole number has no opposite.
                    number.negate().filter(|number| number.fits_whole())
                } else {
                    Some(number)
                }
            }
            Function::Ramp => self.ramp(frame),
            Function::Pow => {
                let (x, y) = (self.argument(0, frame)?, self.argument(1, frame)?);
                N::decimal(functions::power(x.to_decimal(), y.to_decimal()).ok()?)
            }
            Function::PastAwards(award) => {
                let years = i64::try_from(self.argument(0, frame)?.to_decimal()).ok()?;
                let (year, history) = past(frame.row);
                Some(N::whole(functions::past_awards(
                    year, history, award, years,
                )))
            }
            Function::ConsecutiveYears(award) => {
                let (year, history) = past(frame.row);
                Some(N::whole(functions::consecutive_years(year, history, award)))
            }
            function => of_all(function, self.all(frame)?),
        }
    }
}

impl Call {
    fn ramp<N: Numeric, S: Sink>(&self, frame: &mut Frame<'_, N, S>) -> Option<N> {
        let x = self.argument(0, frame)?;
        let (from, base) = (self.argument(1, frame)?, self.argument(2, frame)?);
        let (each, add) = (self.argument(3, frame)?, self.argument(4, frame)?);
        let zero = N::whole(0);
        if each.compare(zero).is_eq() {
            return None;
        }
        let beyond = x.combine(Operator::Subtract, from)?;
        let steps = beyond.combine(Operator::Divide, each)?.floor();
        let steps = if steps.compare(zero).is_lt() {
            zero
        } else {
            steps
        };
        let more = steps.combine(Operator::Multiply, add)?;
        let points = base.combine(Operator::Add, more)?;
        if self.arguments.len() < 6 {
            return Some(points);
        }
        let cap = self.argument(5, frame)?;
        let beyond = if add.compare(zero).is_lt() {
            points.compare(cap).is_lt()
        } else {
            points.compare(cap).is_gt()
        };
        Some(if beyond { cap } else { points })
    }
}

/// The year of the review and what was awarded before.
fn past<'a>(row: Row<'a>) -> (i16, &'a [PastAward]) {
    (row.known.period.date.year(), row.known.history)
}

/// A function of a list of numbers.
pub(super) fn of_all<N: Numeric>(function: &Function, mut numbers: Vec<N>) -> Option<N> {
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
pub(super) fn items<'a>(row: Row<'a>, fact: usize) -> Option<&'a [FactValue]> {
    match row.facts.get(fact)? {
        Given::Reported(FactValue::List(items)) if items.len() <= MOST_ITEMS => Some(items),
        _ => None,
    }
}

fn item_number<N: Numeric>(item: &FactValue) -> Option<N> {
    match item {
        FactValue::Integer(number) => Some(N::whole(*number)),
        FactValue::Number(number) => N::decimal(*number),
        _ => None,
    }
}

/// How often a word stands in a list of words.
fn count_word(items: &[FactValue], word: &str) -> Option<i64> {
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
fn count_number<N: Numeric>(items: &[FactValue], number: N) -> Option<i64> {
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
                whole(functions::days_between(from, to))
            }
            Self::YearsBetween(from, to) => {
                let (from, to) = (from.evaluate(frame)?, to.evaluate(frame)?);
                whole(functions::years_between(from, to))
            }
        }
    }
}

impl<N: Numeric> Evaluate<N> for YesNo {
    type Value = bool;
    fn evaluate<S: Sink>(&self, frame: &mut Frame<'_, N, S>) -> Option<bool> {
        if !S::LISTENS {
            return follow!(self, frame).part(frame);
        }
        let holds = match self {
            Self::Choose(choose) => choose.side(frame)?.evaluate(frame),
            Self::Let(local) => local.bound(frame)?.evaluate(frame),
            Self::After(after) => after.followed(frame)?.evaluate(frame),
            part => part.part(frame),
        }?;
        frame.sink.asked(self, holds);
        Some(holds)
    }
    fn told(value: bool) -> Option<Gave> {
        Some(Gave::YesNo(value))
    }
}

impl YesNo {
    /// Whether it is so, unheard.
    pub(crate) fn value(&self, frame: &mut Frame<'_, Decimal, NoSink>) -> Option<bool> {
        self.evaluate(frame)
    }

    /// What is asked, branches and locals aside.
    #[inline(always)]
    fn part<N: Numeric, S: Sink>(&self, frame: &mut Frame<'_, N, S>) -> Option<bool> {
        match self {
            Self::Compare(comparison) => comparison.evaluate(frame),
            Self::Constant(flag) => Some(*flag),
            Self::Fact(at) => match frame.row.facts.get(*at)? {
                Given::Reported(FactValue::YesNo(flag)) => Some(*flag),
                _ => None,
            },
            Self::IsWord(is) => match &is.of {
                Word::Fact(at) => match frame.row.facts.get(*at)? {
                    Given::Reported(FactValue::Text(word)) => Some(**word == *is.word),
                    _ => None,
                },
                _ => is.evaluate(frame),
            },
            Self::Not(inner) => not(inner, frame),
            Self::All(parts) => any(parts, frame, false),
            Self::Any(parts) => any(parts, frame, true),
            Self::Standard(at) => *frame.row.reached.met.get(*at)?,
            Self::Local(slot) => {
                let local = frame.locals.get(*slot)?;
                Some(local.compare(N::whole(0)).is_ne())
            }
            Self::AtLeast(what) => what.evaluate(frame),
            Self::Between(between) => between.evaluate(frame),
            Self::Given(name) => Some(is_given(frame.row, *name)),
            Self::CompareDays(_)
            | Self::Same(_)
            | Self::SameWord(_)
            | Self::HoldsWord(_)
            | Self::HoldsNumber(_) => self.of_two(frame),
            Self::Choose(_) | Self::Let(_) | Self::After(_) | Self::Fails => None,
        }
    }
}

#[inline(never)]
fn not<N: Numeric, S: Sink>(inner: &YesNo, frame: &mut Frame<'_, N, S>) -> Option<bool> {
    inner.evaluate(frame).map(|flag| !flag)
}

/// Whether any of some parts is this, from the left; otherwise all of them are not.
#[inline(never)]
fn any<N: Numeric, S: Sink>(
    parts: &[YesNo],
    frame: &mut Frame<'_, N, S>,
    this: bool,
) -> Option<bool> {
    for part in parts {
        if part.evaluate(frame)? == this {
            return Some(this);
        }
    }
    Some(!this)
}

impl YesNo {
    /// Two things held against each other that are no two numbers.
    #[inline(never)]
    fn of_two<N: Numeric, S: Sink>(&self, frame: &mut Frame<'_, N, S>) -> Option<bool> {
        match self {
            Self::CompareDays(days) => {
                let (left, right) = (days.0.evaluate(frame)?, days.2.evaluate(frame)?);
                Some(days.1.holds(left.cmp(&right)))
            }
            Self::Same(both) => Some(both.0.evaluate(frame)? == both.1.evaluate(frame)?),
            Self::SameWord(both) => {
                let left = both.0.evaluate(frame)?;
                Some(left == both.1.evaluate(frame)?)
            }
            Self::HoldsWord(what) => {
                let items = items(frame.row, what.0)?;
                let word = what.1.evaluate(frame)?;
                Some(count_word(items, word)? > 0)
            }
            Self::HoldsNumber(what) => {
                let items = items(frame.row, what.0)?;
                let number = what.1.evaluate(frame)?;
                Some(count_number(items, number)? > 0)
            }
            _ => None,
        }
    }
}

impl<N: Numeric> Evaluate<N> for IsWord {
    type Value = bool;
    #[inline(never)]
    fn evaluate<S: Sink>(&self, frame: &mut Frame<'_, N, S>) -> Option<bool> {
        let word = self.of.evaluate(frame)?;
        Some(word == &*self.word)
    }
}

impl<N: Numeric> Evaluate<N> for AtLeast {
    type Value = bool;
    #[inline(never)]
    fn evaluate<S: Sink>(&self, frame: &mut Frame<'_, N, S>) -> Option<bool> {
        let word = self.of.evaluate(frame)?;
        let mut better = self.choices.iter().take(self.level + 1);
        Some(better.any(|choice| **choice == *word))
    }
}

impl<N: Numeric> Evaluate<N> for Between {
    type Value = bool;
    #[inline(never)]
    fn evaluate<S: Sink>(&self, frame: &mut Frame<'_, N, S>) -> Option<bool> {
        let of = self.of.get(frame)?;
        let low = self.low.get(frame)?;
        let high = self.high.get(frame)?;
        let (above, below) = (low.compare(of).is_le(), of.compare(high).is_le());
        if S::LISTENS {
            let number = (&self.of, of.to_decimal());
            let (least, most) = (low.to_decimal(), high.to_decimal());
            let sink = &mut *frame.sink;
            sink.compared(number, Relation::AtLeast, (&self.low, least), above);
            sink.compared(number, Relation::AtMost, (&self.high, most), below);
        }
        Some(above && below)
    }
}

impl<N: Numeric> Evaluate<N> for Comparison {
    type Value = bool;
    #[inline]
    fn evaluate<S: Sink>(&self, frame: &mut Frame<'_, N, S>) -> Option<bool> {
        if !S::LISTENS && !self.left.is_quotient() {
            let left = self.left.get(frame)?;
            let right = self.right.get(frame)?;
            return Some(self.relation.holds(left.compare(right)));
        }
        self.held(frame)
    }
}

impl Comparison {
    /// The comparison of a quotient, or one that somebody listens to.
    #[inline(never)]
    fn held<N: Numeric, S: Sink>(&self, frame: &mut Frame<'_, N, S>) -> Option<bool> {
        let left = Held::of(&self.left, frame)?;
        let right = self.right.get(frame)?;
        let holds = self.relation.holds(left.compare(right)?);
        if S::LISTENS {
            let left = (&self.left, left.to_decimal()?);
            let right = (&self.right, right.to_decimal());
            frame.sink.compared(left, self.relation, right, holds);
        }
        Some(holds)
    }
}

/// Whether something is there: neither empty nor not assigned nor dropped.
pub(super) fn is_given(row: Row<'_>, name: Name) -> bool {
    let there = |list: &[Option<Decimal>], at: usize| list.get(at).is_some_and(Option::is_some);
    let reached = row.reached;
    match name {
        Name::Fact(at) => matches!(row.facts.get(at), Some(Given::Reported(_))),
        Name::Value(at) => figure(row, at).is_some(),
        Name::Cohort(at) => there(reached.cohorts, at),
        Name::Group(at) => there(reached.groups, at),
        Name::Criterion(at) => there(reached.points, at),
        Name::Standard(at) => reached.met.get(at).is_some_and(Option::is_some),
        // What a row or the period lacks keeps the rule from being run at all.
        _ => true,
    }
}

impl Word {
    /// The word; nothing where the rule is to be run by the interpreter.
    pub(super) fn evaluate<'w, 'f: 'w, N: Numeric, S: Sink>(
        &'w self,
        frame: &mut Frame<'f, N, S>,
    ) -> Option<&'w str> {
        let row = frame.row;
        match self {
            Self::Constant(word) => Some(word),
            Self::Fact(at) => match row.facts.get(*at)? {
                Given::Reported(FactValue::Text(word)) => Some(word),
                _ => None,
            },
            Self::Unit => row.known.unit.map(|unit| &**unit),
            Self::Field => row.known.field.map(|field| &**field),
            Self::Subject => Some(row.known.subject.id()),
            Self::Class => match row.reached.class? {
                Some(class) => row.scheme.classes.get(class).map(|class| class.id.as_str()),
                None => Some(""),
            },
            Self::Choose(choose) => {
                let then = choose.condition.evaluate(frame)?;
                let side = if then {
                    &choose.then
                } else {
                    &choose.otherwise
                };
                side.evaluate(frame)
            }
            Self::Let(local) => local.bound(frame)?.evaluate(frame),
            Self::After(after) => after.followed(frame)?.evaluate(frame),
            Self::Fails => None,
        }
    }
}

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
