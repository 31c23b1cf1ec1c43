//! Statements, and what they do to the order of things.

use rhai::{Expr, FlowControl, Position, Stmt, StmtBlock, SwitchCasesCollection};

use super::super::typed::{Flow, Typed};
use super::super::{After, At, Choose, Done, Local, YesNo};
use super::fault::Reason;
use super::{Lowering, Names, Next, Part, Stop, assign, nothing, own};
use crate::rule::problem::RuleProblem;

/// What an `if` whose branches only assign leaves behind it.
struct Assigned {
    /// The names that stand after it.
    names: Names,
    /// The locals that they stand for.
    locals: Vec<(usize, Local)>,
    /// What in it may fail.
    looked: Done,
}

impl<'a> Lowering<'a> {
    /// Statements one after the other, and then what follows them. `last` is the value so far.
    pub(in super::super) fn statements(
        &mut self,
        statements: &[Stmt],
        names: Names,
        last: (Typed, At),
        returns: Next<'_, 'a>,
        next: Next<'_, 'a>,
    ) -> Part {
        let Some((statement, rest)) = statements.split_first() else {
            return next(self, names, last.0, last.1);
        };
        if rest.is_empty() {
            return self.statement(statement, names, returns, next);
        }
        if let Stmt::If(parts, position) = statement
            && !returns_early(&parts.body)
            && !returns_early(&parts.branch)
        {
            let assigned = self.branches_assign(parts, *position, names)?;
            let at = self.at(*position);
            let start = (nothing(), last.1);
            let rest = self.statements(rest, assigned.names, start, returns, next)?;
            let mut rest = rest.after(assigned.looked, at)?;
            for (slot, local) in assigned.locals.into_iter().rev() {
                rest = rest.with_local(slot, local, at)?;
            }
            return Ok(rest);
        }
        self.statement(statement, names, returns, &|me, names, value, at| {
            let rest = me.statements(rest, names, (nothing(), at), returns, next)?;
            rest.after(value.looked_at(), at)
        })
    }

    fn statement(
        &mut self,
        statement: &Stmt,
        mut names: Names,
        returns: Next<'_, 'a>,
        next: Next<'_, 'a>,
    ) -> Part {
        let at = self.at(statement.position());
        self.node(at)?;
        match statement {
            Stmt::Noop(_) => next(self, names, nothing(), at),
            Stmt::Expr(expression) => self.flowing(expression, names, returns, next),
            Stmt::FnCall(call, position) => {
                let value = self.call(call, *position, &names)?;
                next(self, names, value, at)
            }
            Stmt::Block(block) => self.block(block, names, at, returns, next),
            Stmt::If(parts, position) => self.branches(parts, *position, names, returns, next),
            Stmt::Switch(parts, position) => {
                self.switch(&parts.0, &parts.1, *position, &names, returns, next)
            }
            Stmt::Var(parts, ..) => {
                let (name, value) = (parts.0.name.to_string(), &parts.1);
                let since = self.counted_so_far();
                self.flowing(value, names, returns, &|me, mut names, value, _| {
                    let (value, local) = me.bound(value);
                    let looked = if local.is_some() {
                        Done::Nothing
                    } else {
                        value.clone().looked_at()
                    };
                    let weight = me.weight(&value, since);
                    me.declare(&mut names, &name, value, weight);
                    let rest = next(me, names, nothing(), at)?.after(looked, at)?;
                    match local {
                        Some((slot, local)) => rest.with_local(slot, local, at),
                        None => Ok(rest),
                    }
                })
            }
            Stmt::Assignment(parts) => {
                let (operator, sides) = (&parts.0, &parts.1);
                let Expr::Variable(variable, ..) = &sides.lhs else {
                    return Err((Reason::Changes, at));
                };
                let name = variable.1.as_str();
                let since = self.counted_so_far();
                let mut value = self.expression(&sides.rhs, &names)?;
                if let Some((_, _, _, _, token, _)) = operator.get_op_assignment_info() {
                    let Some(old) = self.used(&names, name, at)? else {
                        return Err((Reason::Changes, at));
                    };
                    value = self.combine(token, old, value, self.at(operator.position()))?;
                }
                let (value, local) = self.bound(value);
                let looked = if local.is_some() {
                    Done::Nothing
                } else {
                    value.clone().looked_at()
                };
                let weight = self.weight(&value, since);
                if !assign(&mut names, name, value, weight) {
                    return Err((Reason::Changes, at));
                }
                let rest = next(self, names, nothing(), at)?.after(looked, at)?;
                match local {
                    Some((slot, local)) => rest.with_local(slot, local, at),
                    None => Ok(rest),
                }
            }
            Stmt::Return(value, flags, _) => {
                if flags.intersects(rhai::ASTFlags::BREAK) {
                    // `throw`: the interpreter words it.
                    return Ok(Typed::Fails);
                }
                match value {
                    Some(value) => self.flowing(value, names, returns, returns),
                    None => returns(self, names, nothing(), at),
                }
            }
            Stmt::While(..) | Stmt::Do(..) | Stmt::For(..) | Stmt::BreakLoop(..) => {
                Err((Reason::Loop, at))
            }
            _ => Err((Reason::Unknown, at)),
        }
    }

    /// A value whose own branches may return or assign, and what follows it.
    fn flowing(
        &mut self,
        expression: &Expr,
        names: Names,
        returns: Next<'_, 'a>,
        next: Next<'_, 'a>,
    ) -> Part {
        let at = self.at(expression.start_position());
        if let Expr::Stmt(block) = expression
            && block.iter().any(|s| returns_in(s) || assigns_in(s))
        {
            return self.block(block, names, at, returns, next);
        }
        let value = self.expression(expression, &names)?;
        next(self, names, value, at)
    }

    /// The value of a local: a slot where it is worth one, the part itself where it is not.
    pub(super) fn bound(&mut self, value: Typed) -> (Typed, Option<(usize, Local)>) {
        match value {
            Typed::Number(number, kind) if !number.is_sure() => {
                let slot = self.slot();
                let local = Typed::Number(super::super::Number::Local(slot), kind);
                (local, Some((slot, Local::Number(number))))
            }
            Typed::YesNo(yes_no) if !matches!(yes_no, YesNo::Constant(_) | YesNo::Local(_)) => {
                let slot = self.slot();
                let local = Typed::YesNo(YesNo::Local(slot));
                (local, Some((slot, Local::YesNo(yes_no))))
            }
            other => (other, None),
        }
    }

    /// A block: its own names end with it, what it assigns to outer ones does not.
    pub(super) fn block(
        &mut self,
        block: &StmtBlock,
        names: Names,
        at: At,
        returns: Next<'_, 'a>,
        next: Next<'_, 'a>,
    ) -> Part {
        let outer = names.len();
        let start = (nothing(), at);
        self.statements(
            block.statements(),
            names,
            start,
            returns,
            &|me, mut names, value, at| {
                names.truncate(outer);
                next(me, names, value, at)
            },
        )
    }

    /// `if` whose value is what follows.
    fn branches(
        &mut self,
        parts: &FlowControl,
        position: Position,
        names: Names,
        returns: Next<'_, 'a>,
        next: Next<'_, 'a>,
    ) -> Part {
        let at = self.at(position);
        let condition = self.condition(&parts.expr, &names);
        let then = self.block(&parts.body, names.clone(), at, returns, next);
        let otherwise = self.block(&parts.branch, names, at, returns, next);
        self.join(condition?, then?, otherwise?, at)
    }

    /// `if` whose value is not used and whose branches do not return: what they assign, as locals,
    /// and what in them may fail. Each assigned value is wrapped in all that its branch does, so
    /// where there is one, nothing else needs to be looked at.
    fn branches_assign(
        &mut self,
        parts: &FlowControl,
        position: Position,
        mut names: Names,
    ) -> Result<Assigned, Stop> {
        let at = self.at(position);
        self.node(at)?;
        let before = names.clone();
        let mut assigned = Vec::new();
        for statement in parts.body.iter().chain(parts.branch.iter()) {
            assigned_in(statement, &mut assigned);
        }
        assigned.retain(|name| own(&before, name).is_some());
        let never: Next<'_, 'a> = &|_, _, _, at| Err((Reason::Unknown, at));
        let mut locals = Vec::new();
        let mut looked = Done::Nothing;
        for name in &assigned {
            let value: Next<'_, 'a> = &|me, names, last, at| {
                let value = me.used(&names, name, at)?.ok_or((Reason::Unknown, at))?;
                value.after(last.looked_at(), at)
            };
            let since = self.counted_so_far();
            let condition = self.condition(&parts.expr, &before)?;
            let then = self.block(&parts.body, before.clone(), at, never, value);
            let otherwise = self.block(&parts.branch, before.clone(), at, never, value);
            let value = self.join(condition, then?, otherwise?, at)?;
            let (value, local) = self.bound(value);
            match local {
                Some(local) => locals.push(local),
                None => looked = both(looked, value.clone().looked_at()),
            }
            let weight = self.weight(&value, since);
            assign(&mut names, name, value, weight);
        }
        if !assigned.is_empty() {
            return Ok(Assigned {
                names,
                locals,
                looked,
            });
        }
        let looked: Next<'_, 'a> = &|_, _, value, _| Ok(Typed::Nothing(value.looked_at()));
        let condition = self.condition(&parts.expr, &before)?;
        let then = self.block(&parts.body, before.clone(), at, never, looked)?;
        let otherwise = self.block(&parts.branch, before, at, never, looked)?;
        let looked = self.join(condition, then, otherwise, at)?.looked_at();
        Ok(Assigned {
            names,
            locals,
            looked,
        })
    }

    /// `switch`, arm by arm: constants first, then ranges, then the rest.
    fn switch(
        &mut self,
        of: &Expr,
        cases: &SwitchCasesCollection,
        position: Position,
        names: &Names,
        returns: Next<'_, 'a>,
        next: Next<'_, 'a>,
    ) -> Part {
        let at = self.at(position);
        let of = self.expression(of, names)?;
        let (of, local) = self.bound(of);
        let arms = self.arms(&of, cases, at, names)?;
        let arm = |me: &mut Self, at: usize| {
            let Some(arm) = cases.expressions.get(at) else {
                return Err((Reason::Unknown, At::default()));
            };
            me.flowing(&arm.rhs, names.clone(), returns, next)
        };
        let mut chain = match cases.def_case {
            Some(default) => arm(self, default),
            None => match self.choices_left(&of, cases) {
                // Every choice has its arm: nothing is left.
                Some(left) if left.is_empty() => Ok(Typed::Fails),
                left => {
                    let before = self.faults.len();
                    let rest = next(self, names.clone(), nothing(), at);
                    if let Some(left) = left {
                        self.nothing_for(&left, before, at);
                    }
                    rest
                }
            },
        };
        for (condition, index) in arms.into_iter().rev() {
            let at = self.arm_at(cases, index);
            let then = arm(self, index);
            // Every arm is looked at, so that all that is wrong is told at once.
            chain = match (then, chain) {
                (Ok(then), Ok(otherwise)) => self.join(condition, then, otherwise, at),
                (Err(stop), _) | (_, Err(stop)) => Err(stop),
            };
        }
        let chain = chain?;
        match local {
            Some((slot, local)) => chain.with_local(slot, local, at),
            // Words are held against labels alone: with none they would not be looked at.
            None => chain.after(of.looked_at(), at),
        }
    }

    /// What gives nothing because choices have no arm is told by the choices.
    fn nothing_for(&mut self, left: &[String], before: usize, at: At) {
        for (fault, place) in self.faults.iter_mut().skip(before) {
            if *place == at
                && let RuleProblem::GivesNothing { what, .. } = fault
            {
                let choices: Vec<_> = left.iter().map(|word| format!("`{word}`")).collect();
                *fault = RuleProblem::ChoicesLeft {
                    what: what.clone(),
                    choices: choices.join(", "),
                };
            }
        }
    }

    /// One of two, both of one type.
    pub(super) fn join(&mut self, condition: YesNo, then: Typed, otherwise: Typed, at: At) -> Part {
        fn choose<T: Flow>(condition: YesNo, then: T, otherwise: T, at: At) -> T {
            T::choose(Choose {
                condition,
                then,
                otherwise,
                at,
            })
        }
        self.node(at)?;
        Ok(match (then, otherwise) {
            (Typed::Number(a, one), Typed::Number(b, two)) => {
                Typed::Number(choose(condition, a, b, at), one.or(two))
            }
            (Typed::Number(a, kind), Typed::Fails) => {
                Typed::Number(choose(condition, a, Flow::fails(), at), kind)
            }
            (Typed::Fails, Typed::Number(b, kind)) => {
                Typed::Number(choose(condition, Flow::fails(), b, at), kind)
            }
            (Typed::YesNo(a), Typed::YesNo(b)) => Typed::YesNo(choose(condition, a, b, at)),
            (Typed::YesNo(a), Typed::Fails) => {
                Typed::YesNo(choose(condition, a, Flow::fails(), at))
            }
            (Typed::Fails, Typed::YesNo(b)) => {
                Typed::YesNo(choose(condition, Flow::fails(), b, at))
            }
            (Typed::Word(a), Typed::Word(b)) => Typed::Word(choose(condition, a, b, at)),
            (Typed::Word(a), Typed::Fails) => Typed::Word(choose(condition, a, Flow::fails(), at)),
            (Typed::Fails, Typed::Word(b)) => Typed::Word(choose(condition, Flow::fails(), b, at)),
            (Typed::Day(a), Typed::Day(b)) => Typed::Day(choose(condition, a, b, at)),
            (Typed::Day(a), Typed::Fails) => Typed::Day(choose(condition, a, Flow::fails(), at)),
            (Typed::Fails, Typed::Day(b)) => Typed::Day(choose(condition, Flow::fails(), b, at)),
            (Typed::Nothing(a), Typed::Nothing(b)) => {
                if matches!(
                    (&a, &b, &condition),
                    (Done::Nothing, Done::Nothing, YesNo::Constant(_))
                ) {
                    nothing()
                } else {
                    Typed::Nothing(choose(condition, a, b, at))
                }
            }
            (Typed::Nothing(a), Typed::Fails) => {
                Typed::Nothing(choose(condition, a, Flow::fails(), at))
            }
            (Typed::Fails, Typed::Nothing(b)) => {
                Typed::Nothing(choose(condition, Flow::fails(), b, at))
            }
            (Typed::Fails, Typed::Fails) => Typed::Fails,
            (Typed::List(a), Typed::List(b)) if a.len() == b.len() => {
                let pairs = a.into_iter().zip(b);
                let items = pairs.map(|(a, b)| self.join(condition.clone(), a, b, at));
                let items: Vec<_> = items.collect::<Result<_, _>>()?;
                if items.is_empty() {
                    return Typed::List(items).after(Typed::YesNo(condition).looked_at(), at);
                }
                Typed::List(items)
            }
            (Typed::ListFact(a), Typed::ListFact(b)) if a == b => {
                return Typed::ListFact(a).after(Typed::YesNo(condition).looked_at(), at);
            }
            _ => return Err((Reason::Mixed, at)),
        })
    }

    /// A condition, which must be yes or no.
    pub(super) fn condition(&mut self, expression: &Expr, names: &Names) -> Result<YesNo, Stop> {
        let at = self.at(expression.start_position());
        match self.expression(expression, names)? {
            Typed::YesNo(yes_no) => Ok(yes_no),
            Typed::Fails => Ok(YesNo::Fails),
            other => self.no_condition(&other, at),
        }
    }
}

/// Both looked at, one after the other.
fn both(first: Done, then: Done) -> Done {
    match (first, then) {
        (Done::Nothing, done) | (done, Done::Nothing) => done,
        (first, then) => Done::after(After { first, then }),
    }
}

/// Whether a block may return before its end.
fn returns_early(block: &StmtBlock) -> bool {
    block.iter().any(returns_in)
}

/// Whether a statement may leave the function: `return` or `throw`, at any depth.
pub(super) fn returns_in(statement: &Stmt) -> bool {
    match statement {
        Stmt::Return(..) => true,
        Stmt::If(parts, _) => returns_early(&parts.body) || returns_early(&parts.branch),
        Stmt::Block(block) => returns_early(block),
        Stmt::Expr(expression) => returns_in_value(expression),
        Stmt::Var(parts, ..) => returns_in_value(&parts.1),
        Stmt::Assignment(parts) => returns_in_value(&parts.1.rhs),
        Stmt::Switch(parts, _) => {
            let arms = &parts.1.expressions;
            arms.iter().any(|arm| returns_in_value(&arm.rhs))
        }
        _ => false,
    }
}

fn returns_in_value(expression: &Expr) -> bool {
    matches!(expression, Expr::Stmt(block) if returns_early(block))
}

/// Whether a statement assigns to anything, at any depth.
pub(super) fn assigns_in(statement: &Stmt) -> bool {
    let mut assigned = Vec::new();
    assigned_in(statement, &mut assigned);
    !assigned.is_empty()
}

/// The names that a statement assigns to, at any depth, each once.
fn assigned_in(statement: &Stmt, assigned: &mut Vec<String>) {
    match statement {
        Stmt::Assignment(parts) => {
            if let Expr::Variable(variable, ..) = &parts.1.lhs {
                let name = variable.1.to_string();
                if !assigned.contains(&name) {
                    assigned.push(name);
                }
            }
            assigned_in_value(&parts.1.rhs, assigned);
        }
        Stmt::If(parts, _) => {
            for statement in parts.body.iter().chain(parts.branch.iter()) {
                assigned_in(statement, assigned);
            }
        }
        Stmt::Block(block) => block.iter().for_each(|s| assigned_in(s, assigned)),
        Stmt::Expr(expression) => assigned_in_value(expression, assigned),
        Stmt::Var(parts, ..) => assigned_in_value(&parts.1, assigned),
        Stmt::Switch(parts, _) => {
            for arm in &parts.1.expressions {
                assigned_in_value(&arm.rhs, assigned);
            }
        }
        _ => {}
    }
}

fn assigned_in_value(expression: &Expr, assigned: &mut Vec<String>) {
    if let Expr::Stmt(block) = expression {
        block.iter().for_each(|s| assigned_in(s, assigned));
    }
}
