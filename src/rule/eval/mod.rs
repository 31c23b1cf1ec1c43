//! An expression evaluated on one nominee.
//!
//! There is one evaluation, and it tells a [`Tracer`] what it does. A ranking passes [`NoTrace`],
//! which compiles away; an explanation passes one that records everything. Every function here
//! gives `None` where the rule is to be run by the interpreter: it fails there, in words.

mod call;
mod list;
mod number;
mod table;
mod text;
mod yes_no;

pub(super) use yes_no::is_given;

use super::expr::{Effect, Expr, If, Let, Program, Relation, Table, Type};
use super::input::{Computed, Input};
use crate::number::Number;
use crate::scheme::{Dated, FactEntry, Scheme};

/// What a rule gives, or what a local holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A number.
    Number(Number),
    /// Yes or no.
    YesNo(bool),
}

/// What an expression reads: one nominee at one step of its evaluation.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// The scheme.
    pub scheme: &'a Scheme,
    /// The nominee.
    pub known: &'a Input<'a>,
    /// What was reached so far.
    pub reached: &'a Computed<'a>,
    /// The figures of the values on the day of the review, by value.
    pub figures: &'a [Option<&'a Dated>],
    /// The nominee's facts.
    pub(super) facts: &'a [FactEntry],
}

impl<'a> Row<'a> {
    /// One nominee at one step.
    #[inline]
    pub fn new(
        scheme: &'a Scheme,
        known: &'a Input<'a>,
        reached: &'a Computed<'a>,
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

/// Is told what an evaluation does.
pub trait Tracer {
    /// Whether it listens at all.
    const LISTENS: bool;
    /// Two numbers were compared.
    fn compared(
        &mut self,
        left: (&Expr, &Number),
        relation: Relation,
        right: (&Expr, &Number),
        holds: bool,
    );
    /// A number was looked up in a table of steps; the row that was met, by index, and the
    /// thresholds and points of all rows.
    fn looked_up(
        &mut self,
        table: &Table,
        of: &Number,
        rows: &[(Number, Number)],
        met: Option<usize>,
    );
    /// A condition was evaluated that does not compare two numbers.
    fn asked(&mut self, condition: &Expr, holds: bool);
    /// A branch was taken: the `then` side or the other; what the side not taken would have given,
    /// where that is a number or yes and no.
    fn branched(&mut self, condition: &Expr, then: bool, other: Option<Value>);
    /// A local has a value now.
    fn bound(&mut self, slot: usize, value: &Expr);
    /// A number was computed; the last of all is what the rule gives.
    fn computed(&mut self, what: &Expr, value: &Number);
}

/// A tracer that does not listen.
#[derive(Debug, Default)]
pub struct NoTrace;

impl Tracer for NoTrace {
    const LISTENS: bool = false;
    fn compared(&mut self, _: (&Expr, &Number), _: Relation, _: (&Expr, &Number), _: bool) {}
    fn looked_up(&mut self, _: &Table, _: &Number, _: &[(Number, Number)], _: Option<usize>) {}
    fn asked(&mut self, _: &Expr, _: bool) {}
    fn branched(&mut self, _: &Expr, _: bool, _: Option<Value>) {}
    fn bound(&mut self, _: usize, _: &Expr) {}
    fn computed(&mut self, _: &Expr, _: &Number) {}
}

/// An expression being evaluated.
pub(super) struct Frame<'f, T> {
    /// What it reads.
    pub(super) row: Row<'f>,
    /// Its locals, by slot.
    pub(super) locals: &'f mut [Value],
    /// Who is told.
    pub(super) tracer: &'f mut T,
}

/// Evaluates a number or a condition on a row. `locals` has a place for each slot of the program
/// that the expression is from.
#[inline]
pub fn eval<T: Tracer>(
    expr: &Expr,
    of: Type,
    row: Row<'_>,
    locals: &mut [Value],
    tracer: &mut T,
) -> Option<Value> {
    let frame = &mut Frame {
        row,
        locals,
        tracer,
    };
    match of {
        Type::Number => expr.to_number(frame).map(Value::Number),
        Type::YesNo => expr.to_yes_no(frame).map(Value::YesNo),
        Type::Text | Type::Day => None,
    }
}

impl Program {
    /// What it gives; `None` where the rule is to be run by the interpreter.
    #[inline]
    pub(super) fn run<T: Tracer>(
        &self,
        row: Row<'_>,
        locals: &mut [Value],
        tracer: &mut T,
    ) -> Option<Value> {
        eval(&self.root, self.gives, row, locals, tracer)
    }
}

/// Follows branches and locals to the expression that gives the value.
macro_rules! follow {
    ($start:expr, $frame:expr) => {{
        let mut expr: &Expr = $start;
        loop {
            expr = match expr {
                Expr::If(branch) => branch.side($frame)?,
                Expr::Let(local) => local.bound($frame)?,
                Expr::Sequence(sequence) => {
                    sequence.first.run($frame)?;
                    &sequence.then
                }
                end => break end,
            };
        }
    }};
}
use follow;

impl If {
    /// The side whose value counts.
    #[inline]
    fn side<T: Tracer>(&self, frame: &mut Frame<'_, T>) -> Option<&Expr> {
        let then = self.condition.to_yes_no(frame)?;
        let (taken, other) = if then {
            (&self.then, &self.otherwise)
        } else {
            (&self.otherwise, &self.then)
        };
        if T::LISTENS {
            let other = unheard(other, frame);
            frame.tracer.branched(&self.condition, then, other);
        }
        Some(taken)
    }
}

/// What a side that is not taken would have given, where that is a number or yes and no. Its
/// locals have slots of their own, or are bound again.
fn unheard<T>(side: &Expr, frame: &mut Frame<'_, T>) -> Option<Value> {
    let frame = &mut Frame {
        row: frame.row,
        locals: &mut *frame.locals,
        tracer: &mut NoTrace,
    };
    let number = side.to_number(frame).map(Value::Number);
    number.or_else(|| side.to_yes_no(frame).map(Value::YesNo))
}

impl Let {
    /// What uses the local, with the local evaluated.
    #[inline]
    fn bound<T: Tracer>(&self, frame: &mut Frame<'_, T>) -> Option<&Expr> {
        let value = match self.of {
            Type::Number => Value::Number(self.value.to_number(frame)?),
            _ => Value::YesNo(self.value.to_yes_no(frame)?),
        };
        *frame.locals.get_mut(self.slot)? = value;
        if T::LISTENS {
            frame.tracer.bound(self.slot, &self.value);
        }
        Some(&self.body)
    }
}

impl Effect {
    /// Evaluates it for its failures.
    fn run<T: Tracer>(&self, frame: &mut Frame<'_, T>) -> Option<()> {
        match self.of {
            Some(Type::Number) => self.value.to_number(frame).map(drop),
            Some(Type::YesNo) => self.value.to_yes_no(frame).map(drop),
            Some(Type::Text) => self.value.to_text(frame).map(drop),
            Some(Type::Day) => self.value.to_day(frame).map(drop),
            None => match follow!(&self.value, frame) {
                Expr::Nothing => Some(()),
                _ => None,
            },
        }
    }
}
