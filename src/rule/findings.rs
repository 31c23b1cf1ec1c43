//! What a walk through a rule's syntax tree brings to light.

use std::collections::{BTreeMap, BTreeSet};

use rhai::{AST, ASTNode, Expr, FnCallExpr, FnPtr, Position, Stmt, Token};

use crate::source::Span;

/// What a walk through a syntax tree brings to light.
#[derive(Default)]
pub(super) struct Findings {
    pub(super) variables: Vec<(String, Position)>,
    pub(super) locals: BTreeMap<String, Position>,
    pub(super) calls: Vec<(String, usize, bool, Position)>,
    /// The anonymous functions it makes, by the names that the language gives them.
    pub(super) closures: BTreeSet<String>,
    /// The variables it assigns to.
    pub(super) assigned: Vec<(String, Position)>,
    pub(super) asked: BTreeSet<String>,
    /// A variable beside the words it is compared with.
    pub(super) compared: Vec<(String, Vec<(String, Position)>)>,
}

/// Where a text defines a function: its name after `fn`.
pub(super) fn definition(text: &str, name: &str) -> Option<Span> {
    let mut found = text.match_indices(name).filter(|(at, _)| {
        let before = text[..*at].trim_end();
        let whole = text[at + name.len()..].trim_start().starts_with('(');
        before.ends_with("fn") && whole
    });
    found.next().map(|(at, _)| at..at + name.len())
}

/// Anonymous functions are named by the language itself.
pub(super) fn is_closure(name: &str) -> bool {
    name.starts_with("anon$")
}

pub(super) fn walk(ast: &AST) -> Findings {
    let mut findings = Findings::default();
    let mut seen = BTreeSet::new();
    ast.walk(&mut |path| {
        match path.last() {
            Some(ASTNode::Expr(expr)) => see_expr(expr, &mut findings, &mut seen),
            Some(ASTNode::Stmt(stmt)) => see_stmt(stmt, &mut findings, &mut seen),
            _ => {}
        }
        true
    });
    for function in ast.iter_functions() {
        let params = function.params.iter();
        findings
            .locals
            .extend(params.map(|name| ((*name).to_owned(), Position::NONE)));
    }
    findings
}

fn key(position: Position) -> (usize, usize) {
    (
        position.line().unwrap_or(0),
        position.position().unwrap_or(0),
    )
}

fn see_expr(expr: &Expr, findings: &mut Findings, seen: &mut BTreeSet<(usize, usize, u8)>) {
    let (line, column) = key(expr.position());
    // The walk meets the arms of a switch twice.
    match expr {
        Expr::Variable(variable, _, position) if seen.insert((line, column, 0)) => {
            findings.variables.push((variable.1.to_string(), *position));
        }
        Expr::DynamicConstant(value, _) => {
            let closure = value.read_lock::<FnPtr>();
            findings
                .closures
                .extend(closure.map(|closure| closure.fn_name().to_owned()));
        }
        Expr::FnCall(call, position) if seen.insert((line, column, 1)) => {
            see_call(call, *position, false, findings);
        }
        Expr::MethodCall(call, position) if seen.insert((line, column, 2)) => {
            see_call(call, *position, true, findings);
        }
        Expr::Dot(pair, _, _) if seen.insert((line, column, 3)) => {
            if let (Expr::Variable(variable, ..), Expr::MethodCall(call, _)) =
                (&pair.lhs, &pair.rhs)
                && call.name == "given"
            {
                findings.asked.insert(variable.1.to_string());
            }
            if let (Expr::Variable(list, ..), Expr::MethodCall(call, _)) = (&pair.lhs, &pair.rhs)
                && let [Expr::StringConstant(word, at)] = &call.args[..]
            {
                sought(&list.1, &call.name, word, *at, findings);
            }
        }
        _ => {}
    }
}

fn see_stmt(stmt: &Stmt, findings: &mut Findings, seen: &mut BTreeSet<(usize, usize, u8)>) {
    match stmt {
        Stmt::Var(variable, ..) => {
            findings
                .locals
                .insert(variable.0.name.to_string(), variable.0.pos);
        }
        Stmt::For(parts, ..) => {
            for name in std::iter::once(&parts.0).chain(parts.1.iter()) {
                findings.locals.insert(name.name.to_string(), name.pos);
            }
        }
        Stmt::Assignment(parts) => {
            if let Expr::Variable(variable, _, position) = &parts.1.lhs {
                findings.assigned.push((variable.1.to_string(), *position));
            }
        }
        Stmt::FnCall(call, position) => {
            let (line, column) = key(*position);
            if seen.insert((line, column, 1)) {
                see_call(call, *position, false, findings);
            }
        }
        Stmt::Switch(parts, ..) => {
            if let Expr::Variable(variable, ..) = &parts.0 {
                let labels = parts.1.cases.values().filter_map(|case| {
                    let word = case.value.clone().into_immutable_string().ok()?;
                    Some((word.to_string(), parts.0.position()))
                });
                let mut labels: Vec<_> = labels.collect();
                labels.sort();
                findings.compared.push((variable.1.to_string(), labels));
            }
        }
        _ => {}
    }
}

fn see_call(call: &FnCallExpr, position: Position, method: bool, findings: &mut Findings) {
    if call.name == "given"
        && let [Expr::Variable(variable, ..)] = &call.args[..]
    {
        findings.asked.insert(variable.1.to_string());
    }
    // `x in ["a", "b"]` arrives as contains(list, x).
    if call.name == rhai::OP_CONTAINS
        && let [Expr::Array(items, _), Expr::Variable(variable, ..)] = &call.args[..]
    {
        let words = items.iter().filter_map(|item| match item {
            Expr::StringConstant(word, at) => Some((word.to_string(), *at)),
            _ => None,
        });
        findings
            .compared
            .push((variable.1.to_string(), words.collect()));
    }
    if let [Expr::Variable(list, ..), Expr::StringConstant(word, at)] = &call.args[..] {
        sought(&list.1, &call.name, word, *at, findings);
    }
    match &call.op_token {
        None => {
            findings
                .calls
                .push((call.name.to_string(), call.args.len(), method, position));
            if call.name == "at_least"
                && let [Expr::Variable(variable, ..), Expr::StringConstant(word, at)] =
                    &call.args[..]
            {
                findings
                    .compared
                    .push((variable.1.to_string(), vec![(word.to_string(), *at)]));
            }
        }
        Some(Token::EqualsTo | Token::NotEqualsTo) => {
            if let [Expr::Variable(variable, ..), Expr::StringConstant(word, at)]
            | [Expr::StringConstant(word, at), Expr::Variable(variable, ..)] = &call.args[..]
            {
                findings
                    .compared
                    .push((variable.1.to_string(), vec![(word.to_string(), *at)]));
            }
        }
        Some(_) => {}
    }
}

/// A word that is looked for in what may be a list.
fn sought(list: &str, function: &str, word: &str, at: Position, findings: &mut Findings) {
    if [rhai::OP_CONTAINS, "count", "index_of"].contains(&function) {
        let words = vec![(word.to_owned(), at)];
        findings.compared.push((list.to_owned(), words));
    }
}

/// The statements of a function's body; its type is not exported, but a walk meets them.
pub(super) fn body(alone: &AST) -> Vec<Stmt> {
    let mut statements: Vec<Stmt> = Vec::new();
    alone.walk(&mut |path| {
        if let [ASTNode::Stmt(statement)] = path {
            statements.push((*statement).clone());
        }
        true
    });
    statements
}
