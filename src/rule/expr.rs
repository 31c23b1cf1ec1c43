//! A rule as data: one expression for everything that must understand a rule.
//!
//! An expression is what `lower` makes of a rule's syntax tree, its types checked. It is
//! evaluated (`eval`), traced (`trace`), and looked through by the lints and by the search for
//! what is missing to the next step.
//!
//! An expression never says how a rule fails. Whatever the language refuses (a division by zero, a
//! number too large, a fact that is not there) makes its evaluation stop with `None`, and the
//! rule is run once more by the interpreter, which words the failure.

use std::sync::Arc;

use jiff::civil::Date;

use super::function::{Function, Overload};
use crate::number::Number;
use crate::scheme::Name;

/// A rule as data.
#[derive(Debug, Clone)]
pub struct Program {
    /// What it computes.
    pub root: Expr,
    /// What it gives: [`Type::Number`] or [`Type::YesNo`].
    pub gives: Type,
    /// How many locals it needs at most.
    pub slots: usize,
    /// How many nodes it has at most, those of copies counted.
    pub nodes: usize,
}

/// The type of an expression. It is known while a rule is lowered and cannot be wrong afterwards:
/// wherever an expression stands, only one of its type stands there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    /// A number.
    Number,
    /// Yes or no.
    YesNo,
    /// A text: a choice, the unit, the class.
    Text,
    /// A day.
    Day,
}

/// A place in the text of a rule or of a function file; columns count characters, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct At {
    /// The text: 0 is the rule's own, others are the function files from 1.
    pub text: u16,
    /// The line, from 1; 0 where no place is known.
    pub line: u16,
    /// The column, from 1.
    pub column: u16,
}

/// A number that is written in the rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Constant {
    /// The number.
    pub number: Number,
    /// Where it is written; line 0 where it was computed from others.
    pub at: At,
}

/// A part of a rule.
#[derive(Debug, Clone)]
pub enum Expr {
    /// A number that is written in the rule, or `MAX`.
    Number(Constant),
    /// `true` or `false`.
    YesNo(bool),
    /// A text that is written in the rule.
    Text(Arc<str>),
    /// A day that is written in the rule.
    Day(Date),
    /// The items of a list; stands only as an argument of a [`Call`].
    List(Vec<Expr>),
    /// No value: what is evaluated for its failures alone ends with it. Stands only where the
    /// value is not used, as in [`Sequence::first`].
    Nothing,
    /// Something that has a name in the scheme; its type is that of the name. A fact that is a
    /// list stands only as an argument of a [`Call`].
    Read(Name),
    /// Whether something that has a name is reported, assigned, not dropped.
    Given(Name),
    /// A local, by slot: a number, or yes or no.
    Local(usize),
    /// The rule fails here.
    Fail,
    /// The contrary of a condition.
    Not(Box<Expr>),
    /// The number with its sign changed.
    Negate(Box<Expr>),
    /// Two numbers combined.
    Arithmetic(Box<Arithmetic>),
    /// Two values of one type compared.
    Compare(Box<Comparison>),
    /// All of some conditions, from the left; the rest is not evaluated after the first `false`.
    All(Vec<Expr>),
    /// Any of some conditions, from the left; the rest is not evaluated after the first `true`.
    Any(Vec<Expr>),
    /// Whether a list contains something.
    Contains(Box<Occurrence>),
    /// How often something is in a list.
    Count(Box<Occurrence>),
    /// How many items a fact that is a list has, by the fact's index.
    Length(usize),
    /// Whether a choice is at a level or better.
    AtLeast(Box<AtLeast>),
    /// One of two, by a condition.
    If(Box<If>),
    /// With a local.
    Let(Box<Let>),
    /// After something else was evaluated for its failures.
    Sequence(Box<Sequence>),
    /// Points by a table of steps.
    Table(Box<Table>),
    /// One of several numbers by its position.
    Pick(Box<Pick>),
    /// A function of the language.
    Call(Box<Call>),
}

/// Two numbers combined.
#[derive(Debug, Clone)]
pub struct Arithmetic {
    /// How.
    pub operator: Operator,
    /// The left side.
    pub left: Expr,
    /// The right side.
    pub right: Expr,
}

/// How two numbers are combined. All four are exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// Left plus right.
    Add,
    /// Left minus right.
    Subtract,
    /// Left times right.
    Multiply,
    /// Left by right; by 0 the rule fails.
    Divide,
}

/// Two values of one type compared.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// The type of both sides.
    pub of: Type,
    /// The left side.
    pub left: Expr,
    /// How they are compared; texts and yes-no only by [`Relation::Equal`] (their contrary is
    /// [`Expr::Not`]).
    pub relation: Relation,
    /// The right side.
    pub right: Expr,
    /// Where the operator is written.
    pub at: At,
}

/// How two values are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// The same.
    Equal,
    /// Not the same.
    Different,
    /// Less.
    Less,
    /// Less or the same.
    AtMost,
    /// More.
    Greater,
    /// More or the same.
    AtLeast,
}

/// Something that is looked for in a list.
#[derive(Debug, Clone)]
pub struct Occurrence {
    /// The fact that is the list, by index.
    pub list: usize,
    /// The type of its items: number or text.
    pub of: Type,
    /// What is looked for.
    pub item: Expr,
}

/// Whether a choice is at a level or better.
#[derive(Debug, Clone)]
pub struct AtLeast {
    /// The choice: a fact, or the class.
    pub of: Expr,
    /// Its choices, best first.
    pub choices: Vec<Arc<str>>,
    /// The level, by its index among them.
    pub level: usize,
    /// Where the call is written.
    pub at: At,
}

/// One of two, by a condition; both sides have one type.
#[derive(Debug, Clone)]
pub struct If {
    /// The condition.
    pub condition: Expr,
    /// The value where it holds.
    pub then: Expr,
    /// The value where it does not.
    pub otherwise: Expr,
    /// Where the `if` or the arm of a `switch` is written.
    pub at: At,
}

/// With a local.
#[derive(Debug, Clone)]
pub struct Let {
    /// The local's slot.
    pub slot: usize,
    /// Its type: number, or yes or no.
    pub of: Type,
    /// Its value, evaluated first.
    pub value: Expr,
    /// What uses it.
    pub body: Expr,
}

/// Something after something else was evaluated, whose value is not used but which may fail.
#[derive(Debug, Clone)]
pub struct Sequence {
    /// What is evaluated for its failures; its type is told by the expression itself.
    pub first: Effect,
    /// What follows, whose value counts.
    pub then: Expr,
}

/// Something that is evaluated for its failures alone.
#[derive(Debug, Clone)]
pub struct Effect {
    /// The type of its value, which is not used; `None` where it has none.
    pub of: Option<Type>,
    /// What is evaluated.
    pub value: Expr,
}

/// Points by a table of steps: `steps` or `at_most`. 0 where no row is met.
#[derive(Debug, Clone)]
pub struct Table {
    /// What is looked up.
    pub of: Expr,
    /// Threshold and points, in the declared order: the best first.
    pub rows: Vec<(Expr, Expr)>,
    /// Whether fewer is better: the first row is met whose threshold is not below the number
    /// (`at_most`); otherwise the first whose threshold is not above it (`steps`).
    pub upward: bool,
    /// Whether every row is constant, and so known to be in order. Otherwise all rows are
    /// evaluated, and the rule fails where their thresholds are out of order.
    pub is_constant: bool,
    /// Where the call is written.
    pub at: At,
}

/// One of several numbers by its position, counted from 0, from the end where it is negative. All
/// of them are evaluated.
#[derive(Debug, Clone)]
pub struct Pick {
    /// The position.
    pub index: Expr,
    /// The numbers.
    pub items: Vec<Expr>,
}

/// A function of the language.
#[derive(Debug, Clone)]
pub struct Call {
    /// Which.
    pub function: &'static Function,
    /// Which way to call it.
    pub overload: &'static Overload,
    /// Its arguments, in the order of its parameters, those of a map among them: numbers, and
    /// first, where the body takes them so, a list or an award; or two days.
    pub arguments: Vec<Argument>,
    /// What the function is in the rule language, its parameters replaced by the arguments: a
    /// constant or a local stands there itself, any other argument as the local of its slot.
    /// `None` for a function that is native.
    pub body: Option<Expr>,
    /// Where the call is written.
    pub at: At,
}

/// An argument of a call.
#[derive(Debug, Clone)]
pub struct Argument {
    /// The argument.
    pub value: Expr,
    /// The local that the body finds it in, if the body does not hold it itself.
    pub slot: Option<usize>,
}

impl At {
    /// The same place as the language counts it.
    pub(super) fn position(self) -> rhai::Position {
        match self.line {
            0 => rhai::Position::NONE,
            line => rhai::Position::new(line, self.column),
        }
    }
}

impl Expr {
    /// A number that was computed from what is written in the rule.
    pub fn number(number: Number) -> Self {
        Self::Number(Constant {
            number,
            at: At::default(),
        })
    }

    /// The number, if it is constant.
    pub fn as_number(&self) -> Option<&Number> {
        match self {
            Self::Number(constant) => Some(&constant.number),
            _ => None,
        }
    }

    /// Whether it can never fail and costs nothing: a constant or a local.
    pub(super) fn is_atom(&self) -> bool {
        matches!(
            self,
            Self::Number(_) | Self::YesNo(_) | Self::Text(_) | Self::Day(_) | Self::Local(_)
        )
    }
}

impl Effect {
    /// Nothing at all.
    pub(super) fn nothing() -> Self {
        Self {
            of: None,
            value: Expr::Nothing,
        }
    }

    /// The effect as an expression without a value, as the sides of an [`If`] without one are.
    pub(super) fn into_expr(self) -> Expr {
        if self.of.is_none() {
            return self.value;
        }
        Expr::Sequence(Box::new(Sequence {
            first: self,
            then: Expr::Nothing,
        }))
    }

    /// Whether there is nothing to evaluate.
    pub(super) fn is_nothing(&self) -> bool {
        matches!(self.value, Expr::Nothing)
    }

    /// Both, one after the other.
    pub(super) fn then(self, then: Self) -> Self {
        if self.is_nothing() {
            return then;
        }
        if then.is_nothing() {
            return self;
        }
        let (of, value) = (then.of, then.value);
        let value = Expr::Sequence(Box::new(Sequence {
            first: self,
            then: value,
        }));
        Self { of, value }
    }
}

impl Operator {
    /// Two numbers combined; `None` for a division by 0 and for what would be too long.
    #[inline]
    pub fn apply(self, left: &Number, right: &Number) -> Option<Number> {
        match self {
            Self::Add => left.add(right),
            Self::Subtract => left.subtract(right),
            Self::Multiply => left.multiply(right),
            Self::Divide => left.divide(right),
        }
    }
}

impl Relation {
    /// Whether an order fulfils it.
    #[inline]
    pub fn holds(self, order: std::cmp::Ordering) -> bool {
        match self {
            Self::Equal => order.is_eq(),
            Self::Different => order.is_ne(),
            Self::Less => order.is_lt(),
            Self::AtMost => order.is_le(),
            Self::Greater => order.is_gt(),
            Self::AtLeast => order.is_ge(),
        }
    }

    /// The relation with its sides exchanged.
    pub fn flipped(self) -> Self {
        match self {
            Self::Equal | Self::Different => self,
            Self::Less => Self::Greater,
            Self::AtMost => Self::AtLeast,
            Self::Greater => Self::Less,
            Self::AtLeast => Self::AtMost,
        }
    }

    /// The relation that holds where this one does not.
    pub fn negated(self) -> Self {
        match self {
            Self::Equal => Self::Different,
            Self::Different => Self::Equal,
            Self::Less => Self::AtLeast,
            Self::AtMost => Self::Greater,
            Self::Greater => Self::AtMost,
            Self::AtLeast => Self::Less,
        }
    }
}
