//! What the parts of a rule are called.

use std::sync::Arc;

use super::step::{FunctionCall, Making, Term};
use crate::rule::expr::{Expr, If};
use crate::scheme::Name;

/// What the locals of a rule are called, by slot, and which way its branches go.
#[derive(Debug, Clone, Default)]
pub struct Locals<'r> {
    terms: Vec<Option<Term>>,
    /// Branches inside formulas, each with whether its condition is taken to hold.
    taken: Vec<(&'r If, bool)>,
}

impl<'r> Locals<'r> {
    /// Binds a local, which is called from here on what its value is called.
    pub fn bind(&mut self, slot: usize, value: &Expr) {
        let term = self.term(value);
        self.name(slot, term);
    }

    /// Says what a local is called.
    pub fn name(&mut self, slot: usize, term: Term) {
        if self.terms.len() <= slot {
            self.terms.resize(slot + 1, None);
        }
        self.terms[slot] = Some(term);
    }

    /// Takes a branch one way, until [`Self::untake`].
    pub fn take(&mut self, branch: &'r If, holds: bool) {
        self.taken.push((branch, holds));
    }

    /// Forgets the way that was taken last.
    pub fn untake(&mut self) {
        self.taken.pop();
    }

    fn way<'e>(&self, branch: &'e If) -> Option<&'e Expr> {
        let mut taken = self.taken.iter();
        let (_, holds) = taken.find(|(known, _)| std::ptr::eq(*known, branch))?;
        Some(if *holds {
            &branch.then
        } else {
            &branch.otherwise
        })
    }

    /// The first branch inside a formula that was not taken one way or the other.
    pub fn open_branch(&self, expr: &'r Expr) -> Option<&'r If> {
        let all = |parts: &[&'r Expr]| parts.iter().find_map(|part| self.open_branch(part));
        match expr {
            Expr::If(branch) => match self.way(branch) {
                Some(way) => self.open_branch(way),
                None => Some(branch),
            },
            Expr::Arithmetic(both) => all(&[&both.left, &both.right]),
            Expr::Negate(inner) => self.open_branch(inner),
            Expr::Call(call) => {
                let mut arguments = call.arguments.iter();
                arguments.find_map(|argument| self.open_branch(&argument.value))
            }
            Expr::List(items) => items.iter().find_map(|item| self.open_branch(item)),
            Expr::Let(local) => all(&[&local.value, &local.body]),
            Expr::Sequence(sequence) => self.open_branch(&sequence.then),
            _ => None,
        }
    }

    /// What an expression is called.
    pub fn term(&mut self, expr: &Expr) -> Term {
        let mut made = |how, parts: &[&Expr]| {
            let parts = parts.iter().map(|part| self.term(part));
            Term::Made(how, parts.collect())
        };
        match expr {
            Expr::Number(constant) => Term::Constant(constant.number.clone()),
            Expr::Text(text) => Term::Word(Arc::clone(text)),
            Expr::Day(day) => Term::Day(*day),
            Expr::Read(name) => Term::Named(*name),
            Expr::Local(slot) => {
                let local = self.terms.get(*slot).cloned().flatten();
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
            Expr::Let(local) => {
                self.bind(local.slot, &local.value);
                self.term(&local.body)
            }
            Expr::If(branch) => match self.way(branch) {
                Some(way) => self.term(way),
                None => Term::Unnamed,
            },
            Expr::Sequence(sequence) => self.term(&sequence.then),
            _ => Term::Unnamed,
        }
    }
}
