//! Statements, and what they do to the order of things.

use rhai::{Expr as Tree, FlowControl, Position, Stmt, StmtBlock};

use super::assigned::{assigned_in, assigns_in, returns_early, returns_in};
use super::typed::{Local, Typed};
use super::unsupported::Unsupported;
use super::{Lowering, Names, Next, Part, Stop, assign, own};
use crate::rule::expr::{At, Effect, Expr, Type};

/// What an `if` whose branches only assign leaves behind it.
struct Assigned {
    /// The names that stand after it.
    names: Names,
    /// The locals that they stand for.
    locals: Vec<Local>,
    /// What in it may fail.
    looked: Effect,
}

impl<'a> Lowering<'a> {
    /// Statements one after the other, and then what follows them. `last` is the value so far.
    pub(super) fn statements(
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
            let start = (Typed::nothing(), last.1);
            let rest = self.statements(rest, assigned.names, start, returns, next)?;
            let mut rest = rest.after(&assigned.looked, at)?;
            for local in assigned.locals.iter().rev() {
                rest = rest.with_local(local, at)?;
            }
            return Ok(rest);
        }
        self.statement(statement, names, returns, &|me, names, value, at| {
            let rest = me.statements(rest, names, (Typed::nothing(), at), returns, next)?;
            rest.after(&value.effect(), at)
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
            Stmt::Noop(_) => next(self, names, Typed::nothing(), at),
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
                        Effect::nothing()
                    } else {
                        value.clone().effect()
                    };
                    let weight = me.weight(&value, since);
                    me.declare(&mut names, &name, value, weight);
                    let rest = next(me, names, Typed::nothing(), at)?.after(&looked, at)?;
                    match local {
                        Some(local) => rest.with_local(&local, at),
                        None => Ok(rest),
                    }
                })
            }
            Stmt::Assignment(parts) => {
                let (operator, sides) = (&parts.0, &parts.1);
                let Tree::Variable(variable, ..) = &sides.lhs else {
                    return Err((Unsupported::Changes, at));
                };
                let name = variable.1.as_str();
                let since = self.counted_so_far();
                let mut value = self.expression(&sides.rhs, &names)?;
                if let Some((_, _, _, _, token, _)) = operator.get_op_assignment_info() {
                    let Some(old) = self.used(&names, name, at)? else {
                        return Err((Unsupported::Changes, at));
                    };
                    value = self.combine(token, old, value, self.at(operator.position()))?;
                }
                let (value, local) = self.bound(value);
                let looked = if local.is_some() {
                    Effect::nothing()
                } else {
                    value.clone().effect()
                };
                let weight = self.weight(&value, since);
                if !assign(&mut names, name, value, weight) {
                    return Err((Unsupported::Changes, at));
                }
                let rest = next(self, names, Typed::nothing(), at)?.after(&looked, at)?;
                match local {
                    Some(local) => rest.with_local(&local, at),
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
                    None => returns(self, names, Typed::nothing(), at),
                }
            }
            Stmt::While(..) | Stmt::Do(..) | Stmt::For(..) | Stmt::BreakLoop(..) => {
                Err((Unsupported::Loop, at))
            }
            _ => Err((Unsupported::Unknown, at)),
        }
    }

    /// A value whose own branches may return or assign, and what follows it.
    pub(super) fn flowing(
        &mut self,
        expression: &Tree,
        names: Names,
        returns: Next<'_, 'a>,
        next: Next<'_, 'a>,
    ) -> Part {
        let at = self.at(expression.start_position());
        if let Tree::Stmt(block) = expression
            && block.iter().any(|s| returns_in(s) || assigns_in(s))
        {
            return self.block(block, names, at, returns, next);
        }
        let value = self.expression(expression, &names)?;
        next(self, names, value, at)
    }

    /// The value of a local: a slot where it is worth one, the part itself where it is not.
    pub(super) fn bound(&mut self, value: Typed) -> (Typed, Option<Local>) {
        match value {
            Typed::Number(value, kind) if !value.is_atom() => {
                let (slot, of) = (self.slot(), Type::Number);
                let local = Local { slot, of, value };
                (Typed::Number(Expr::Local(slot), kind), Some(local))
            }
            Typed::Other(value, Type::YesNo) if !value.is_atom() => {
                let (slot, of) = (self.slot(), Type::YesNo);
                let local = Local { slot, of, value };
                (Typed::yes_no(Expr::Local(slot)), Some(local))
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
        let start = (Typed::nothing(), at);
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
        let never: Next<'_, 'a> = &|_, _, _, at| Err((Unsupported::Unknown, at));
        let mut locals = Vec::new();
        let mut looked = Effect::nothing();
        for name in &assigned {
            let value: Next<'_, 'a> = &|me, names, last, at| {
                let value = me
                    .used(&names, name, at)?
                    .ok_or((Unsupported::Unknown, at))?;
                value.after(&last.effect(), at)
            };
            let since = self.counted_so_far();
            let condition = self.condition(&parts.expr, &before)?;
            let then = self.block(&parts.body, before.clone(), at, never, value);
            let otherwise = self.block(&parts.branch, before.clone(), at, never, value);
            let value = self.join(condition, then?, otherwise?, at)?;
            let (value, local) = self.bound(value);
            match local {
                Some(local) => locals.push(local),
                None => looked = looked.then(value.clone().effect()),
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
        let looked: Next<'_, 'a> = &|_, _, value, _| Ok(Typed::Nothing(value.effect()));
        let condition = self.condition(&parts.expr, &before)?;
        let then = self.block(&parts.body, before.clone(), at, never, looked)?;
        let otherwise = self.block(&parts.branch, before, at, never, looked)?;
        let looked = self.join(condition, then, otherwise, at)?.effect();
        Ok(Assigned {
            names,
            locals,
            looked,
        })
    }

    /// One of two, both of one type.
    pub(super) fn join(&mut self, condition: Expr, then: Typed, otherwise: Typed, at: At) -> Part {
        self.node(at)?;
        match (then, otherwise) {
            (Typed::List(a), Typed::List(b)) if a.len() == b.len() => {
                let pairs = a.into_iter().zip(b);
                let items = pairs.map(|(a, b)| self.join(condition.clone(), a, b, at));
                let items: Vec<_> = items.collect::<Result<_, _>>()?;
                if items.is_empty() {
                    return Typed::List(items).after(&Typed::yes_no(condition).effect(), at);
                }
                Ok(Typed::List(items))
            }
            (Typed::ListFact(a), Typed::ListFact(b)) if a == b => {
                Typed::ListFact(a).after(&Typed::yes_no(condition).effect(), at)
            }
            (then, otherwise) => {
                Typed::choose(&condition, then, otherwise, at).ok_or((Unsupported::Mixed, at))
            }
        }
    }

    /// A condition, which must be yes or no.
    pub(super) fn condition(&mut self, expression: &Tree, names: &Names) -> Result<Expr, Stop> {
        let at = self.at(expression.start_position());
        match self.expression(expression, names)? {
            Typed::Other(condition, Type::YesNo) => Ok(condition),
            Typed::Fails => Ok(Expr::Fail),
            other => self.no_condition(&other, at),
        }
    }
}
