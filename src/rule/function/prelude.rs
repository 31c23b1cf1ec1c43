//! The functions that are said in the rule language, compiled once.

use std::fmt::Write as _;
use std::sync::LazyLock;

use rhai::{AST, Stmt};

use super::{Body, FUNCTIONS, Function, Overload, script};
use crate::rule::engine::engine;

/// Every function of [`FUNCTIONS`] that is said in the rule language.
struct Prelude {
    /// All of them as functions, for the interpreter.
    functions: AST,
    /// The body of each overload, for the lowering.
    bodies: Vec<(&'static str, AST)>,
}

static PRELUDE: LazyLock<Prelude> = LazyLock::new(|| {
    let engine = engine(Vec::new());
    let compile = |text: &str| {
        let compiled = engine.compile(text);
        compiled.expect("a test compiles every function of the prelude")
    };
    let overloads = FUNCTIONS.iter().flat_map(|function| function.overloads);
    let texts = overloads.filter_map(|overload| overload.body.text());
    Prelude {
        functions: compile(&text()),
        bodies: texts.map(|text| (text, compile(text))).collect(),
    }
});

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
    &PRELUDE.functions
}

/// The statements of an overload that is said in the rule language.
pub(in crate::rule) fn statements(body: &Body) -> &'static [Stmt] {
    let Some(text) = body.text() else {
        return &[];
    };
    let mut bodies = PRELUDE.bodies.iter();
    let found = bodies.find(|(known, _)| std::ptr::eq(*known, text) || *known == text);
    found.map_or(&[], |(_, ast)| ast.statements())
}

/// Whether a function of this name is run as a script.
pub(in crate::rule) fn is_scripted(name: &str) -> bool {
    Function::find(name).is_some_and(|function| {
        let mut overloads = function.overloads.iter();
        overloads.any(|overload| overload.body.text().is_some())
    })
}
