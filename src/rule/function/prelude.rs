//! The functions that are said in the rule language, compiled once, and only when they are needed.

use std::fmt::Write as _;
use std::sync::{LazyLock, OnceLock};

use rhai::{AST, Engine, Stmt};

use super::{Body, FUNCTIONS, Function, Overload, script};
use crate::rule::engine::engine;

static ENGINE: LazyLock<Engine> = LazyLock::new(|| engine(Vec::new()));

/// All of them as functions, for the interpreter.
static ALL: LazyLock<AST> = LazyLock::new(|| compile(&text()));

/// The body of each overload, for the lowering.
static BODIES: LazyLock<Vec<(&str, OnceLock<AST>)>> = LazyLock::new(|| {
    let overloads = FUNCTIONS.iter().flat_map(|function| function.overloads);
    let texts = overloads.filter_map(|overload| overload.body.text());
    texts.map(|text| (text, OnceLock::new())).collect()
});

fn compile(text: &str) -> AST {
    let compiled = ENGINE.compile(text);
    compiled.expect("a test compiles every function of the prelude")
}

/// All functions of the prelude in the rule language. One that takes a map is called with it, and
/// calls itself with the values of its keys.
fn text() -> String {
    let mut text = String::new();
    for function in &FUNCTIONS {
        let name = script::of(function.name);
        for Overload {
            parameters, body, ..
        } in function.overloads
        {
            if let Some(body) = body.text() {
                let parameters = parameters.join(", ");
                let _ = writeln!(text, "fn {name}({parameters}) {{ {body} }}");
            }
        }
        let by_keys = function
            .overloads
            .iter()
            .filter(|overload| matches!(overload.body, Body::Keys(_)));
        let calls: Vec<String> = by_keys
            .map(|overload| {
                let keys = overload.parameters.iter().skip(1);
                let keys: Vec<_> = keys.map(|key| format!("by.{key}")).collect();
                let (many, keys) = (keys.len(), keys.join(", "));
                format!("if many == {many} {{ return {name}(x, {keys}); }}")
            })
            .collect();
        if !calls.is_empty() {
            let calls = calls.join(" ");
            let _ = writeln!(
                text,
                "fn {name}(x, by) {{ let many = keys_given(\"{}\", by); {calls} }}",
                function.name
            );
        }
    }
    text
}

/// The functions of the prelude as functions of the language.
pub(in crate::rule) fn functions() -> &'static AST {
    &ALL
}

/// The statements of an overload that is said in the rule language.
pub(in crate::rule) fn statements(body: &Body) -> &'static [Stmt] {
    let Some(text) = body.text() else {
        return &[];
    };
    let mut bodies = BODIES.iter();
    let found = bodies.find(|(known, _)| std::ptr::eq(*known, text) || *known == text);
    found.map_or(&[], |(_, body)| {
        body.get_or_init(|| compile(text)).statements()
    })
}

/// Whether a function of this name is run as a script.
pub(in crate::rule) fn is_scripted(name: &str) -> bool {
    Function::find(name).is_some_and(|function| {
        let mut overloads = function.overloads.iter();
        overloads.any(|overload| overload.body.text().is_some())
    })
}
