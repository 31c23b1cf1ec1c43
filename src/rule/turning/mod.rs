//! Where a rule turns: the numbers of one fact at which its result changes course, everything
//! else about the nominee as it is.
//!
//! A plan is followed over quotients of lines in the one fact, both ways of a branch wherever the
//! fact decides it. Where two of them meet in a comparison, a table or a ceiling, the rule turns.
//! What is found may be more than what matters, never less, unless [`Turning::is_whole`] says so:
//! then somebody who looks for a threshold must also look between.

mod call;
mod form;

use std::cmp::Ordering;
use std::collections::BTreeSet;

use self::form::{Form, Line};
use super::plan::{
    Choose, Done, Frame, Let, Local, NoSink, Number, Operator, Relation, Root, Row, Table, YesNo,
};
use super::{Known, Reached, Runner, Site};
use crate::number::Decimal;
use crate::scheme::{CriterionKind, FactValue, Given, Name};

/// More pieces of one number than this are not followed.
const MOST_PIECES: usize = 24;

/// Where a rule turns as one fact changes.
#[derive(Debug, Clone)]
pub struct Turning {
    /// The numbers of the fact.
    pub points: BTreeSet<Decimal>,
    /// Whether every turn is among them.
    pub is_whole: bool,
    /// Whether the result grows with the fact on some piece.
    pub grows: bool,
    /// Whether the result shrinks as the fact grows on some piece.
    pub shrinks: bool,
}

/// What a number may be, piece by piece; nothing where that is not known.
type Pieces = Option<Vec<Form>>;

impl Runner<'_> {
    /// Where the rule at a place turns as one fact of a nominee changes.
    pub fn turning(
        &mut self,
        site: Site,
        fact: usize,
        known: &Known<'_>,
        reached: &Reached<'_>,
    ) -> Turning {
        let mut turning = Turning {
            points: BTreeSet::new(),
            is_whole: true,
            grows: false,
            shrinks: false,
        };
        let book = self.book();
        if !book
            .reads(site)
            .iter()
            .any(|(_, name)| *name == Name::Fact(fact))
        {
            return turning;
        }
        let Some(Ok(plan)) = book.plan(site) else {
            turning.is_whole = false;
            return turning;
        };
        // Whatever reads the fact in a way that is not followed gives nothing.
        let mut facts = known.facts.to_vec();
        facts[fact] = Given::Reported(FactValue::List(Vec::new()));
        let known = Known {
            facts: &facts,
            ..*known
        };
        let mut follower = Follower {
            fact,
            row: Row::new(&book.scheme, &known, reached, self.figures()),
            numbers: vec![None; plan.slots],
            flags: vec![None; plan.slots],
            turning: &mut turning,
        };
        match &plan.root {
            Root::Number(number) => {
                let pieces = follower.number(number);
                let scored = matches!(site, Site::Criterion(_));
                let bounds = scored.then(|| site.maximum(&book.scheme)).flatten();
                let bounds = [Some(Decimal::ZERO).filter(|_| scored), bounds];
                let bounds: Vec<Form> = bounds.into_iter().flatten().map(Form::constant).collect();
                follower.meet(&pieces, &Some(bounds));
                let takes_off = matches!(site, Site::Criterion(at)
                    if book.scheme.criteria[at].kind == CriterionKind::Deduction);
                for form in pieces.unwrap_or_default() {
                    match form.direction() {
                        Ordering::Equal => {}
                        way if way.is_gt() == takes_off => turning.shrinks = true,
                        _ => turning.grows = true,
                    }
                }
            }
            Root::YesNo(yes_no) => {
                follower.yes_no(yes_no);
            }
        }
        turning
    }
}

/// A plan being followed.
struct Follower<'f> {
    fact: usize,
    row: Row<'f>,
    /// The locals, by slot.
    numbers: Vec<Option<Vec<Form>>>,
    flags: Vec<Option<bool>>,
    turning: &'f mut Turning,
}

impl Follower<'_> {
    fn unknown<T>(&mut self) -> Option<T> {
        self.turning.is_whole = false;
        None
    }

    /// What a number may be.
    fn number(&mut self, number: &Number) -> Pieces {
        match number {
            Number::Constant(constant) => Some(vec![Form::constant(constant.decimal)]),
            Number::Fact(at) if *at == self.fact => Some(vec![Form {
                top: Line {
                    slope: Decimal::ONE,
                    level: Decimal::ZERO,
                },
                bottom: Line::level(Decimal::ONE),
            }]),
            Number::Local(slot) => match self.numbers.get(*slot) {
                Some(Some(pieces)) => Some(pieces.clone()),
                _ => self.unknown(),
            },
            Number::Arithmetic(both) => {
                let left = self.number(&both.left);
                let right = self.number(&both.right);
                if both.operator == Operator::Divide {
                    // Beyond a divisor of 0 everything may be different.
                    self.meet(&right, &Some(vec![Form::constant(Decimal::ZERO)]));
                }
                self.combine(&left, both.operator, &right)
            }
            Number::Negate(inner, _) => {
                let pieces = self.number(inner);
                let zero = Some(vec![Form::constant(Decimal::ZERO)]);
                self.combine(&zero, Operator::Subtract, &pieces)
            }
            Number::Table(table) => self.table(table),
            Number::Call(call) => self.call(call),
            Number::Choose(choose) => self.choose(choose),
            Number::Let(local) => {
                self.bind(local.slot, &local.value);
                self.number(&local.body)
            }
            Number::After(after) => {
                self.done(&after.first);
                self.number(&after.then)
            }
            Number::Fails => Some(Vec::new()),
            Number::Pick(pick) => {
                self.number(&pick.index);
                let items: Vec<_> = pick.items.iter().map(|item| self.number(item)).collect();
                self.turning.is_whole = false;
                self.union(items)
            }
            other => self.exactly(other),
        }
    }

    /// What the fact has no part in.
    fn exactly(&mut self, number: &Number) -> Pieces {
        let mut frame = Frame {
            row: self.row,
            locals: &mut [] as &mut [Decimal],
            sink: &mut NoSink,
        };
        match number.value(&mut frame) {
            Some(value) => Some(vec![Form::constant(value)]),
            None => self.unknown(),
        }
    }

    fn union(&mut self, parts: Vec<Pieces>) -> Pieces {
        let mut all: Vec<Form> = Vec::new();
        for part in parts {
            for form in part? {
                if !all.contains(&form) {
                    all.push(form);
                }
            }
        }
        if all.len() > MOST_PIECES {
            return self.unknown();
        }
        Some(all)
    }

    fn combine(&mut self, left: &Pieces, operator: Operator, right: &Pieces) -> Pieces {
        let (Some(left), Some(right)) = (left, right) else {
            return None;
        };
        let pairs = left
            .iter()
            .flat_map(|one| right.iter().map(move |other| (one, other)));
        let mut all = Vec::new();
        for (one, other) in pairs {
            match one.combined(operator, *other) {
                Some(form) => all.push(Some(vec![form])),
                None => return self.unknown(),
            }
        }
        self.union(all)
    }

    /// Where two numbers meet, the rule turns.
    fn meet(&mut self, left: &Pieces, right: &Pieces) {
        let (Some(left), Some(right)) = (left, right) else {
            return;
        };
        for one in left {
            for other in right {
                let Some(apart) = one.combined(Operator::Subtract, *other) else {
                    self.turning.is_whole = false;
                    continue;
                };
                self.turning.points.extend(apart.top.root());
                self.turning.points.extend(apart.bottom.root());
            }
        }
    }

    fn meet_all(&mut self, all: &[Pieces]) {
        for (at, one) in all.iter().enumerate() {
            for other in &all[at + 1..] {
                self.meet(one, other);
            }
        }
    }

    fn table(&mut self, table: &Table) -> Pieces {
        let of = self.number(&table.of);
        let mut points = vec![Some(vec![Form::constant(Decimal::ZERO)])];
        for (threshold, row) in &table.rows {
            let threshold = self.number(threshold);
            self.meet(&of, &threshold);
            points.push(self.number(row));
        }
        self.union(points)
    }

    fn choose(&mut self, choose: &Choose<Number>) -> Pieces {
        match self.yes_no(&choose.condition) {
            Some(true) => self.number(&choose.then),
            Some(false) => self.number(&choose.otherwise),
            None => {
                let sides = vec![self.number(&choose.then), self.number(&choose.otherwise)];
                self.union(sides)
            }
        }
    }

    fn bind(&mut self, slot: usize, value: &Local) {
        match value {
            Local::Number(number) => self.numbers[slot] = self.number(number),
            Local::YesNo(yes_no) => self.flags[slot] = self.yes_no(yes_no),
        }
    }

    fn done(&mut self, done: &Done) {
        match done {
            Done::Number(number) => drop(self.number(number)),
            Done::YesNo(yes_no) => drop(self.yes_no(yes_no)),
            Done::Nothing | Done::Fails | Done::Word(_) | Done::Day(_) => {}
            Done::Choose(_) | Done::Let(_) | Done::After(_) => self.turning.is_whole = false,
        }
    }

    fn compare(&mut self, left: &Pieces, relation: Relation, right: &Pieces) -> Option<bool> {
        self.meet(left, right);
        match (left.as_deref(), right.as_deref()) {
            (Some([left]), Some([right])) => {
                Some(relation.holds(left.value()?.cmp(&right.value()?)))
            }
            _ => None,
        }
    }

    /// Whether something is so, where the fact does not decide it.
    fn yes_no(&mut self, yes_no: &YesNo) -> Option<bool> {
        match yes_no {
            YesNo::Compare(what) => {
                let (left, right) = (self.number(&what.left), self.number(&what.right));
                self.compare(&left, what.relation, &right)
            }
            YesNo::Between(what) => {
                let of = self.number(&what.of);
                let (low, high) = (self.number(&what.low), self.number(&what.high));
                let above = self.compare(&of, Relation::AtLeast, &low);
                let below = self.compare(&of, Relation::AtMost, &high);
                Some(above? && below?)
            }
            YesNo::Not(inner) => self.yes_no(inner).map(|flag| !flag),
            YesNo::All(parts) => self.of_all(parts, false),
            YesNo::Any(parts) => self.of_all(parts, true),
            YesNo::Same(both) => {
                let (left, right) = (self.yes_no(&both.0), self.yes_no(&both.1));
                Some(left? == right?)
            }
            YesNo::Local(slot) => self.flags.get(*slot).copied().flatten(),
            YesNo::Choose(choose) => match self.yes_no(&choose.condition) {
                Some(true) => self.yes_no(&choose.then),
                Some(false) => self.yes_no(&choose.otherwise),
                None => {
                    let sides = [self.yes_no(&choose.then), self.yes_no(&choose.otherwise)];
                    (sides[0] == sides[1]).then_some(sides[0]).flatten()
                }
            },
            YesNo::Let(local) => self.let_yes_no(local),
            YesNo::After(after) => {
                self.done(&after.first);
                self.yes_no(&after.then)
            }
            YesNo::Fails => None,
            YesNo::HoldsNumber(what) => {
                self.number(&what.1);
                self.unknown()
            }
            other => {
                let mut frame = Frame {
                    row: self.row,
                    locals: &mut [] as &mut [Decimal],
                    sink: &mut NoSink,
                };
                match other.value(&mut frame) {
                    Some(flag) => Some(flag),
                    None => self.unknown(),
                }
            }
        }
    }

    fn let_yes_no(&mut self, local: &Let<YesNo>) -> Option<bool> {
        self.bind(local.slot, &local.value);
        self.yes_no(&local.body)
    }

    /// Several, of which one that is `ends` decides all. Those after it are not asked.
    fn of_all(&mut self, parts: &[YesNo], ends: bool) -> Option<bool> {
        let mut open = false;
        for part in parts {
            match self.yes_no(part) {
                Some(flag) if flag == ends => return (!open).then_some(ends),
                Some(_) => {}
                None => open = true,
            }
        }
        (!open).then_some(!ends)
    }
}
