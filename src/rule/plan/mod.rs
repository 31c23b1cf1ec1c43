//! A rule as data: what it reads, asks, compares and gives, each part with its type.
//!
//! A plan is what `lower` makes of a rule's syntax tree. It is the one thing behind everything
//! that must understand a rule: type errors when a scheme is loaded (`check`), the steps of a
//! criterion and what is wrong with them (`steps`), the trace of a result and what is missing to
//! the next one, and fast evaluation (`run`).
//!
//! A plan never says how a rule fails. Whatever the language would refuse (a division by zero, a
//! number too large, a fact that is not there) makes its evaluation stop without a result, and
//! the rule is run once more by the language's own interpreter, which words the failure. So a
//! plan must be right only where it gives a result, and there it gives the interpreter's, to the
//! last digit.

mod lower;
mod run;
pub mod steps;
mod typed;
pub(super) mod walk;

use std::sync::Arc;

pub use lower::Reason;
pub(super) use lower::lower;
pub(super) use run::{Frame, NoSink};
pub use run::{Gave, Row, Sink};

pub use super::expr::{At, Operator, Relation};
use crate::number::Decimal;
use crate::scheme::Name;

/// A rule as data.
#[derive(Debug, Clone)]
pub struct Plan {
    /// What it gives.
    pub root: Root,
    /// How many locals it needs at most.
    pub slots: usize,
}

/// What a plan gives.
#[derive(Debug, Clone)]
pub enum Root {
    /// A number.
    Number(Number),
    /// Yes or no.
    YesNo(YesNo),
}

/// A number that stands in the rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Constant {
    /// As a decimal.
    pub decimal: Decimal,
    /// Where it stands; line 0 where it was worked out from others.
    pub at: At,
}

/// Something that gives a number.
#[derive(Debug, Clone)]
pub enum Number {
    /// A number that stands in the rule.
    Constant(Constant),
    /// A fact, by index.
    Fact(usize),
    /// A value of the scheme, by index.
    Value(usize),
    /// A cohort number, by index.
    Cohort(usize),
    /// A group's points, by index.
    Group(usize),
    /// A criterion's points, by index.
    Criterion(usize),
    /// The total.
    Total,
    /// A local, by slot.
    Local(usize),
    /// Two numbers put together.
    Arithmetic(Box<Arithmetic>),
    /// The number with its sign changed; whether it may be whole.
    Negate(Box<Number>, bool),
    /// Points by a table of steps.
    Table(Box<Table>),
    /// A function of numbers.
    Call(Box<Call>),
    /// A function of a list that stands in a fact.
    OfList(Box<OfList>),
    /// One of several by its position.
    Pick(Box<Pick>),
    /// One of two.
    Choose(Box<Choose<Number>>),
    /// With a local.
    Let(Box<Let<Number>>),
    /// After something else was looked at.
    After(Box<After<Number>>),
    /// The rule fails here.
    Fails,
}

/// Two numbers put together.
#[derive(Debug, Clone)]
pub struct Arithmetic {
    /// How.
    pub operator: Operator,
    /// The left side.
    pub left: Number,
    /// The right side.
    pub right: Number,
    /// Whether both sides may be whole numbers, whose result has a narrower bound.
    pub whole: bool,
}

/// Points by a table of steps, `steps` or `at_most`.
#[derive(Debug, Clone)]
pub struct Table {
    /// What is looked up.
    pub of: Number,
    /// Threshold and points, in the declared order.
    pub rows: Vec<(Number, Number)>,
    /// Whether the thresholds go upward (`at_most`) or downward (`steps`).
    pub upward: bool,
    /// Whether their order is known to be right.
    pub ordered: bool,
    /// Where the call stands.
    pub at: At,
}

/// A function of numbers.
#[derive(Debug, Clone)]
pub struct Call {
    /// Which.
    pub function: Function,
    /// Its arguments.
    pub arguments: Vec<Number>,
    /// Where it stands.
    pub at: At,
}

/// The functions of numbers that plans know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Function {
    /// `percent(done, target)`.
    Percent,
    /// `proportion(done, target)`.
    Proportion,
    /// `per(count, each, cap)`.
    Per,
    /// `ramp(x, from, base, each, add)`, and `cap` where there is one.
    Ramp,
    /// `clamp(x, lo, hi)`.
    Clamp,
    /// `min(…)`.
    Min,
    /// `max(…)`.
    Max,
    /// `abs(x)`.
    Abs,
    /// `round(x, digits)`.
    Round(u32),
    /// `floor(x)`.
    Floor,
    /// `ceil(x)`.
    Ceil,
    /// `pow(x, y)`.
    Pow,
    /// `sum([…])`.
    Sum,
    /// `mean([…])`.
    Mean,
    /// `median([…])`.
    Median,
    /// `trimmed_mean([…], drop)`.
    TrimmedMean(usize),
    /// `trimmed_sum([…], drop)`.
    TrimmedSum(usize),
    /// `past_awards(award, years)`; the years are its argument.
    PastAwards(Arc<str>),
    /// `consecutive_years(award)`.
    ConsecutiveYears(Arc<str>),
}

/// A function of a list that stands in a fact, or of two days.
#[derive(Debug, Clone)]
pub enum OfList {
    /// How many it holds.
    Length(usize),
    /// A function of all of its numbers.
    Of(usize, Function),
    /// How often a word stands in it.
    CountWord(usize, Word),
    /// How often a number stands in it.
    CountNumber(usize, Number),
    /// Days from one day to another.
    DaysBetween(Day, Day),
    /// Whole years from one day to another.
    YearsBetween(Day, Day),
}

/// One of several by its position, counted from 0, from the end where it is negative.
#[derive(Debug, Clone)]
pub struct Pick {
    /// The position.
    pub index: Number,
    /// The numbers.
    pub items: Vec<Number>,
}

/// One of two.
#[derive(Debug, Clone)]
pub struct Choose<T> {
    /// What decides.
    pub condition: YesNo,
    /// What holds then.
    pub then: T,
    /// What holds otherwise.
    pub otherwise: T,
    /// Where the `if` or the arm stands.
    pub at: At,
}

/// Something with a local.
#[derive(Debug, Clone)]
pub struct Let<T> {
    /// The local's slot.
    pub slot: usize,
    /// Its value.
    pub value: Local,
    /// What uses it.
    pub body: T,
}

/// The value of a local.
#[derive(Debug, Clone)]
pub enum Local {
    /// A number.
    Number(Number),
    /// Yes or no.
    YesNo(YesNo),
}

/// Something after something else was looked at, whose value is not used but which may fail.
#[derive(Debug, Clone)]
pub struct After<T> {
    /// What is looked at.
    pub first: Done,
    /// What follows.
    pub then: T,
}

/// Something that is looked at for its failures alone.
#[derive(Debug, Clone)]
pub enum Done {
    /// Nothing at all.
    Nothing,
    /// A number.
    Number(Number),
    /// Yes or no.
    YesNo(YesNo),
    /// A word.
    Word(Word),
    /// A day.
    Day(Day),
    /// One of two.
    Choose(Box<Choose<Done>>),
    /// With a local.
    Let(Box<Let<Done>>),
    /// After something else.
    After(Box<After<Done>>),
    /// The rule fails here.
    Fails,
}

/// Something that gives yes or no.
#[derive(Debug, Clone)]
pub enum YesNo {
    /// Yes or no, as it stands in the rule.
    Constant(bool),
    /// A fact, by index.
    Fact(usize),
    /// Whether a standard is met, by the criterion's index.
    Standard(usize),
    /// A local, by slot.
    Local(usize),
    /// Not so.
    Not(Box<YesNo>),
    /// All of them, from the left.
    All(Vec<YesNo>),
    /// Any of them, from the left.
    Any(Vec<YesNo>),
    /// Two numbers compared.
    Compare(Box<Comparison>),
    /// Two days compared.
    CompareDays(Box<(Day, Relation, Day)>),
    /// Whether two of yes and no are the same.
    Same(Box<(YesNo, YesNo)>),
    /// Whether two words are the same.
    SameWord(Box<(Word, Word)>),
    /// Whether a word is this one.
    IsWord(Box<IsWord>),
    /// Whether a list that stands in a fact holds a word.
    HoldsWord(Box<(usize, Word)>),
    /// Whether a list that stands in a fact holds a number.
    HoldsNumber(Box<(usize, Number)>),
    /// Whether a number lies between two others, both included.
    Between(Box<Between>),
    /// Whether a word stands at a level of its choices or above it.
    AtLeast(Box<AtLeast>),
    /// Whether something is there.
    Given(Name),
    /// One of two.
    Choose(Box<Choose<YesNo>>),
    /// With a local.
    Let(Box<Let<YesNo>>),
    /// After something else.
    After(Box<After<YesNo>>),
    /// The rule fails here.
    Fails,
}

/// Two numbers compared.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// The left side.
    pub left: Number,
    /// How.
    pub relation: Relation,
    /// The right side.
    pub right: Number,
    /// Where the operator stands.
    pub at: At,
}

/// A number between two others, both included.
#[derive(Debug, Clone)]
pub struct Between {
    /// The number.
    pub of: Number,
    /// The lower end.
    pub low: Number,
    /// The upper end.
    pub high: Number,
    /// Where the call stands.
    pub at: At,
}

/// A word held against a constant.
#[derive(Debug, Clone)]
pub struct IsWord {
    /// The word.
    pub of: Word,
    /// The constant.
    pub word: Arc<str>,
    /// Where the comparison stands.
    pub at: At,
}

/// A word held against a level of its choices.
#[derive(Debug, Clone)]
pub struct AtLeast {
    /// The word: a choice fact, or the class.
    pub of: Word,
    /// Its choices, best first.
    pub choices: Vec<Arc<str>>,
    /// The level, by its place among them.
    pub level: usize,
    /// Where the call stands.
    pub at: At,
}

/// Something that gives a word.
#[derive(Debug, Clone)]
pub enum Word {
    /// A word that stands in the rule.
    Constant(Arc<str>),
    /// A fact, by index.
    Fact(usize),
    /// The nominating unit.
    Unit,
    /// The field.
    Field,
    /// The subject.
    Subject,
    /// The class; no letters at all where none was reached.
    Class,
    /// One of two.
    Choose(Box<Choose<Word>>),
    /// With a local.
    Let(Box<Let<Word>>),
    /// After something else.
    After(Box<After<Word>>),
    /// The rule fails here.
    Fails,
}

/// Something that gives a day.
#[derive(Debug, Clone)]
pub enum Day {
    /// A day that stands in the rule.
    Constant(jiff::civil::Date),
    /// A fact, by index.
    Fact(usize),
    /// A day of the review or of the dossier.
    Named(Name),
    /// One of two.
    Choose(Box<Choose<Day>>),
    /// With a local.
    Let(Box<Let<Day>>),
    /// After something else.
    After(Box<After<Day>>),
    /// The rule fails here.
    Fails,
}

impl Constant {
    /// A constant of this value.
    pub fn new(decimal: Decimal) -> Self {
        Self {
            decimal,
            at: At::default(),
        }
    }
}
