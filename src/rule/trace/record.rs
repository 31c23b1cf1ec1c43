//! The tracer that writes a trace.

use std::sync::Arc;

use super::step::{Condition, Question, Step, Term};
use super::term::Locals;
use crate::number::Number;
use crate::rule::eval::{Tracer, Value};
use crate::rule::expr::{Expr, Relation, Table, Type};
use crate::scheme::Name;

/// Writes down what an evaluation does.
#[derive(Debug, Default)]
pub(super) struct Recorder {
    pub(super) steps: Vec<Step>,
    /// Questions asked since the last branch.
    pub(super) open: Vec<Question>,
    locals: Locals<'static>,
    pub(super) made: Option<Term>,
}

impl Tracer for Recorder {
    const LISTENS: bool = true;

    fn compared(
        &mut self,
        left: (&Expr, &Number),
        relation: Relation,
        right: (&Expr, &Number),
        holds: bool,
    ) {
        // A threshold is on the right, whichever way the rule is written.
        let constant = |expr: &Expr| matches!(expr, Expr::Number(_) | Expr::Read(Name::Value(_)));
        let turned = constant(left.0) && !constant(right.0);
        let (left, relation, right) = if turned {
            (right, relation.flipped(), left)
        } else {
            (left, relation, right)
        };
        let what = Condition::Numbers {
            left: self.locals.term(left.0),
            value: left.1.clone(),
            relation,
            right: self.locals.term(right.0),
            threshold: right.1.clone(),
        };
        self.open.push(Question { what, holds });
    }

    fn looked_up(
        &mut self,
        table: &Table,
        of: &Number,
        rows: &[(Number, Number)],
        met: Option<usize>,
    ) {
        self.steps.push(Step::Table {
            of: self.locals.term(&table.of),
            value: of.clone(),
            rows: rows.to_vec(),
            upward: table.upward,
            met,
        });
    }

    fn asked(&mut self, condition: &Expr, holds: bool) {
        let what = match condition {
            Expr::Read(name) => Condition::Yes(*name),
            Expr::AtLeast(level) => match level.choices.get(level.level) {
                Some(choice) => Condition::AtLeast(self.locals.term(&level.of), Arc::clone(choice)),
                None => return,
            },
            Expr::Contains(what) => Condition::Holds(what.list, self.locals.term(&what.item)),
            Expr::Given(name) => Condition::Given(*name),
            Expr::Compare(comparison) => {
                let left = self.locals.term(&comparison.left);
                match (comparison.of, &comparison.right) {
                    (Type::Text, Expr::Text(text)) => Condition::IsWord(left, Arc::clone(text)),
                    (Type::Day, right) => {
                        Condition::Days(left, comparison.relation, self.locals.term(right))
                    }
                    _ => return,
                }
            }
            // The others are made of these, or were heard as comparisons.
            _ => return,
        };
        self.open.push(Question { what, holds });
    }

    fn branched(&mut self, _: &Expr, then: bool, other: Option<Value>) {
        let asked = std::mem::take(&mut self.open);
        // A condition that was decided before has nothing to tell.
        if !asked.is_empty() {
            self.steps.push(Step::Branch {
                asked,
                held: then,
                other,
            });
        }
    }

    fn bound(&mut self, slot: usize, value: &Expr) {
        self.locals.bind(slot, value);
    }

    fn computed(&mut self, what: &Expr, _: &Number) {
        if !matches!(what, Expr::If(_) | Expr::Let(_) | Expr::Sequence(_)) {
            self.made = Some(self.locals.term(what));
        }
    }
}
