//! Whether statements return or assign: what decides how they are lowered.

use rhai::{Expr as Tree, Stmt, StmtBlock};

/// Whether a block may return before its end.
pub(super) fn returns_early(block: &StmtBlock) -> bool {
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

fn returns_in_value(expression: &Tree) -> bool {
    matches!(expression, Tree::Stmt(block) if returns_early(block))
}

/// Whether a statement assigns to anything, at any depth.
pub(super) fn assigns_in(statement: &Stmt) -> bool {
    let mut assigned = Vec::new();
    assigned_in(statement, &mut assigned);
    !assigned.is_empty()
}

/// The names that a statement assigns to, at any depth, each once.
pub(super) fn assigned_in(statement: &Stmt, assigned: &mut Vec<String>) {
    match statement {
        Stmt::Assignment(parts) => {
            if let Tree::Variable(variable, ..) = &parts.1.lhs {
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

fn assigned_in_value(expression: &Tree, assigned: &mut Vec<String>) {
    if let Tree::Stmt(block) = expression {
        block.iter().for_each(|s| assigned_in(s, assigned));
    }
}
