//! What the parts of a rule are called.

use std::sync::Arc;

use super::step::{FunctionCall, Making, Term};
use crate::rule::expr::Expr;
use crate::scheme::Name;

/// What the locals of a rule are called, by slot.
#[derive(Debug, Clone, Default)]
pub struct Locals(Vec<Option<Term>>);

impl Locals {
    /// Binds a local, which is called from here on what its value is called.
    pub fn bind(&mut self, slot: usize, value: &Expr) {
        let term = self.term(value);
        if self.0.len() <= slot {
            self.0.resize(slot + 1, None);
        }
        self.0[slot] = Some(term);
    }

    /// What an expression is called.
    pub fn term(&self, expr: &Expr) -> Term {
        let made = |how, parts: &[&Expr]| {
            let parts = parts.iter().map(|part| self.term(part));
            Term::Made(how, parts.collect())
        };
        match expr {
            Expr::Number(constant) => Term::Constant(constant.number.clone()),
            Expr::Text(text) => Term::Word(Arc::clone(text)),
            Expr::Day(day) => Term::Day(*day),
            Expr::Read(name) => Term::Named(*name),
            Expr::Local(slot) => {
                let local = self.0.get(*slot).cloned().flatten();
                local.unwrap_or(Term::Unnamed)
            }
            Expr::Arithmetic(both) => made(
                Making::Arithmetic(both.operator),
                &[&both.left, &both.right],
            ),
            Expr::Negate(inner) => made(Making::Negate, &[&**inner]),
            Expr::Table(table) => made(Making::Table, &[&table.of]),
            Expr::Length(fact) => Term::Made(Making::Length, vec![Term::Named(Name::Fact(*fact))]),
            Expr::Count(what) => {
                let list = Term::Named(Name::Fact(what.list));
                Term::Made(Making::Count, vec![list, self.term(&what.item)])
            }
            Expr::Call(call) => {
                let called = FunctionCall {
                    function: call.function,
                    overload: call.overload,
                };
                // The items of a list are said one by one.
                let parts = call
                    .arguments
                    .iter()
                    .flat_map(|argument| match &argument.value {
                        Expr::List(items) => items.iter().collect(),
                        value => vec![value],
                    });
                made(Making::Function(called), &parts.collect::<Vec<_>>())
            }
            // Its local was bound when it was evaluated.
            Expr::Let(local) => self.term(&local.body),
            Expr::Sequence(sequence) => self.term(&sequence.then),
            _ => Term::Unnamed,
        }
    }
}
