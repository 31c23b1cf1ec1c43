//! The functions that a scheme's rules share: `.rhai` files beside it.

use std::collections::BTreeMap;
use std::sync::Arc;

use rhai::{AST, Position};

use super::compile::{Compilers, is_closure, walk};
use super::failure::{parsing, span_in};
use super::functions::REFERENCE;
use super::problem::RuleProblem;
use crate::diagnostic::{Diagnostics, Place, nearest};
use crate::locale::Locale;
use crate::source::Source;

/// The shared functions of a scheme, compiled.
#[derive(Debug, Default)]
pub(super) struct Library {
    ast: AST,
    functions: BTreeMap<String, Shared>,
}

/// One shared function.
#[derive(Debug)]
struct Shared {
    parameters: Vec<String>,
    source: Arc<Source>,
    /// What it calls, where.
    calls: Vec<(String, usize, bool, Position)>,
}

impl Library {
    /// Compiles the files and reports everything wrong with them.
    pub(super) fn load(
        engines: &Compilers,
        files: &[Arc<Source>],
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let mut library = Self::default();
        for source in files {
            library.add(engines, source, diagnostics);
        }
        library.check_calls(diagnostics);
        library.check_recursion(diagnostics);
        library
    }

    fn add(&mut self, engines: &Compilers, source: &Arc<Source>, diagnostics: &mut Diagnostics) {
        let ast = match engines.strict.compile(source.text()) {
            Ok(ast) => ast,
            Err(error) => {
                let text = parsing(error.err_type());
                let problem = RuleProblem::LibraryDoesNotCompile {
                    vi: text.get(Locale::Vi).to_owned(),
                    en: text.get(Locale::En).to_owned(),
                };
                let span = span_in(source, error.position());
                return diagnostics.report(Place::text(source, span), problem);
            }
        };
        if !ast.statements().is_empty() {
            let span = span_in(source, ast.statements()[0].position());
            diagnostics.report(Place::text(source, span), RuleProblem::LibraryStatements {});
        }
        for function in ast
            .iter_functions()
            .filter(|function| !is_closure(function.name))
        {
            let name = function.name.to_owned();
            let place = || Place::text(source, definition(source, function.name));
            if REFERENCE.iter().any(|native| native.name == name) {
                diagnostics.report(place(), RuleProblem::TakesNativeName { name });
                continue;
            }
            if let Some(other) = self.functions.get(&name) {
                let other = other.source.name().to_owned();
                diagnostics.report(place(), RuleProblem::FunctionTwice { name, other });
                continue;
            }
            // The bodies are to be seen through a walk alone, so each is walked by itself.
            let mut alone = ast.clone();
            alone.clear_statements();
            alone.retain_functions(|_, _, known, _| known == function.name);
            let shared = Shared {
                parameters: function
                    .params
                    .iter()
                    .map(|name| (*name).to_owned())
                    .collect(),
                source: Arc::clone(source),
                calls: walk(&alone).calls,
            };
            self.functions.insert(name, shared);
        }
        self.ast = self.ast.merge(&ast);
    }

    fn check_calls(&self, diagnostics: &mut Diagnostics) {
        for (caller, shared) in &self.functions {
            for (name, arguments, method, position) in &shared.calls {
                let arguments = arguments + usize::from(*method);
                let place = || Place::text(&shared.source, span_in(&shared.source, *position));
                let what = || {
                    (
                        format!("hàm `{caller}`"),
                        format!("the function `{caller}`"),
                    )
                };
                match super::compile::signature(self, name) {
                    None => {
                        let known = REFERENCE.iter().map(|function| function.name);
                        let meant = nearest(name, known.chain(self.names()));
                        let (what_vi, what_en) = what();
                        let name = name.clone();
                        let problem = RuleProblem::UnknownFunction {
                            name,
                            what_vi,
                            what_en,
                        };
                        diagnostics.suggest(place(), problem, meant);
                    }
                    Some((takes, usage)) if !takes.contains(&arguments) => {
                        let required: Vec<String> = takes.iter().map(usize::to_string).collect();
                        let problem = RuleProblem::WrongArguments {
                            name: name.clone(),
                            found: arguments,
                            required: required.join("/"),
                            usage,
                        };
                        diagnostics.report(place(), problem);
                    }
                    Some(_) => {}
                }
            }
        }
    }

    /// A function that reaches itself through its calls could go on without end.
    fn check_recursion(&self, diagnostics: &mut Diagnostics) {
        for (name, shared) in &self.functions {
            if let Some(path) = self.way_back(name) {
                let place = Place::text(&shared.source, definition(&shared.source, name));
                let path = path.join(" → ");
                diagnostics.report(
                    place,
                    RuleProblem::Recursion {
                        name: name.clone(),
                        path,
                    },
                );
            }
        }
    }

    /// The calls that lead from a function back to itself, if there are such.
    fn way_back(&self, start: &str) -> Option<Vec<String>> {
        let mut came_from: BTreeMap<&str, &str> = BTreeMap::new();
        let mut open = vec![start];
        while let Some(at) = open.pop() {
            for (callee, ..) in &self.functions.get(at)?.calls {
                if callee == start {
                    let mut path = vec![start.to_owned()];
                    let mut step = at;
                    while step != start {
                        path.insert(0, step.to_owned());
                        step = came_from[step];
                    }
                    path.insert(0, start.to_owned());
                    return Some(path);
                }
                if let Some((callee, _)) = self.functions.get_key_value(callee)
                    && !came_from.contains_key(callee.as_str())
                {
                    came_from.insert(callee, at);
                    open.push(callee);
                }
            }
        }
        None
    }

    /// With how many arguments a shared function is called, and how.
    pub(super) fn arguments(&self, name: &str) -> Option<(Vec<usize>, String)> {
        let shared = self.functions.get(name)?;
        let usage = format!("{name}({})", shared.parameters.join(", "));
        Some((vec![shared.parameters.len()], usage))
    }

    /// The names of the shared functions.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.functions.keys().map(String::as_str)
    }

    /// The file a shared function stands in.
    pub(super) fn source(&self, function: &str) -> Option<&Arc<Source>> {
        self.functions.get(function).map(|shared| &shared.source)
    }

    /// A rule's syntax tree with the shared functions in it.
    pub(super) fn merge(&self, rule: &AST) -> AST {
        if self.functions.is_empty() {
            rule.clone()
        } else {
            self.ast.merge(rule)
        }
    }
}

/// Where a function is defined: its name after `fn`.
fn definition(source: &Source, name: &str) -> crate::source::Span {
    let text = source.text();
    let found = text.match_indices(name).find(|(at, _)| {
        let before = text[..*at].trim_end();
        let whole = text[at + name.len()..].trim_start().starts_with('(');
        before.ends_with("fn") && whole
    });
    found.map_or(0..0, |(at, _)| at..at + name.len())
}
