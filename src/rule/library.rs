//! The functions that a scheme's rules share: `.rhai` files beside it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rhai::{AST, Position, Stmt};

use super::engine::Compilers;
use super::failure::span_in;
use super::findings::{body, definition, is_closure, walk};
use super::function::{FUNCTIONS, Function, prelude};
use super::problem::RuleProblem;
use super::syntax::fault;
use crate::diagnostic::{Diagnostics, Place, nearest};
use crate::locale::Text;
use crate::source::Source;

/// The shared functions of a scheme, compiled.
#[derive(Debug, Default)]
pub(super) struct Library {
    ast: AST,
    functions: BTreeMap<String, Shared>,
    sources: Vec<Arc<Source>>,
    /// Whether a file of it could not be had or read, so that a function may be missing here.
    is_partial: bool,
}

/// One shared function.
#[derive(Debug)]
pub(super) struct Shared {
    /// Its parameters.
    pub(super) parameters: Vec<String>,
    /// Its body.
    pub(super) body: Vec<Stmt>,
    /// The number of its file among the files, from 1.
    pub(super) text: u16,
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
        let lost = ["function-file-name", "function-file-missing", "not-utf8"];
        let mut library = Self {
            is_partial: lost.iter().any(|code| diagnostics.has(code)),
            ..Self::default()
        };
        library.sources = files.to_vec();
        for source in files {
            library.add(engines, source, diagnostics);
        }
        library.check_calls(diagnostics);
        library.check_recursion(diagnostics);
        library
    }

    fn add(&mut self, engines: &Compilers, source: &Arc<Source>, diagnostics: &mut Diagnostics) {
        // Leniently first: what is mistyped is told before what is not declared.
        let compiled = engines.lenient.engine.compile(source.text());
        let compiled = compiled.and_then(|_| engines.strict.compile(source.text()));
        let ast = match compiled {
            Ok(ast) => ast,
            Err(error) => {
                self.is_partial = true;
                let fault = fault(source.text(), &error);
                let problem = RuleProblem::LibraryDoesNotCompile { why: fault.text };
                let place = Place::text(source, fault.span.unwrap_or(0..0));
                return diagnostics.suggest(place, problem, fault.meant);
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
            let place = || {
                Place::text(
                    source,
                    definition(source.text(), function.name).unwrap_or(0..0),
                )
            };
            if Function::find(&name).is_some() {
                diagnostics.report(place(), RuleProblem::TakesNativeName { name });
                continue;
            }
            if let Some(other) = self.functions.get(&name) {
                let other = other.source.name().to_owned();
                diagnostics.report(place(), RuleProblem::FunctionTwice { name, other });
                continue;
            }
            // The bodies are to be seen through a walk alone, so each is walked by itself, with the
            // anonymous functions inside it: what these call, it calls.
            let mut alone = ast.clone();
            alone.clear_statements();
            alone.retain_functions(|_, _, known, _| known == name);
            let body = body(&alone);
            let mut calls = Vec::new();
            let mut open = vec![name.clone()];
            let mut walked = BTreeSet::new();
            while let Some(next) = open.pop() {
                let mut alone = ast.clone();
                alone.clear_statements();
                alone.retain_functions(|_, _, known, _| known == next);
                let findings = walk(&alone);
                calls.extend(findings.calls);
                let closures = findings.closures.into_iter();
                open.extend(closures.filter(|closure| walked.insert(closure.clone())));
            }
            let shared = Shared {
                parameters: function
                    .params
                    .iter()
                    .map(|name| (*name).to_owned())
                    .collect(),
                body,
                text: self.text_number(source),
                source: Arc::clone(source),
                calls,
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
                    Text::both(
                        format!("hàm `{caller}`"),
                        format!("the function `{caller}`"),
                    )
                };
                match signature(self, name) {
                    None if self.is_partial => {}
                    None => {
                        let known = FUNCTIONS.iter().map(|function| function.name);
                        let meant = nearest(name, known.chain(self.names()));
                        let name = name.clone();
                        let problem = RuleProblem::UnknownFunction { name, what: what() };
                        diagnostics.suggest(place(), problem, meant);
                    }
                    Some((takes, usage)) if !takes.contains(&arguments) => {
                        let problem = RuleProblem::WrongArguments {
                            name: name.clone(),
                            found: arguments,
                            required: numbers(&takes),
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
        let mut told: BTreeSet<String> = BTreeSet::new();
        for (name, shared) in &self.functions {
            // One circle is one fault, whichever of its functions is looked at first.
            if told.contains(name) {
                continue;
            }
            if let Some(path) = self.way_back(name) {
                told.extend(path.iter().cloned());
                let span = definition(shared.source.text(), name).unwrap_or(0..0);
                let place = Place::text(&shared.source, span);
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

    /// The number of a file among the files, from 1.
    fn text_number(&self, source: &Arc<Source>) -> u16 {
        let at = self.sources.iter().position(|one| Arc::ptr_eq(one, source));
        at.and_then(|at| u16::try_from(at + 1).ok())
            .unwrap_or(u16::MAX)
    }

    /// The file with a number, from 1.
    pub(super) fn text(&self, number: u16) -> Option<&Arc<Source>> {
        self.sources.get(usize::from(number).checked_sub(1)?)
    }

    /// A shared function.
    pub(super) fn function(&self, name: &str) -> Option<&Shared> {
        self.functions.get(name)
    }

    /// What a shared function calls.
    pub(super) fn calls_of(&self, function: &str) -> impl Iterator<Item = &str> {
        let shared = self.functions.get(function).into_iter();
        shared.flat_map(|shared| shared.calls.iter().map(|(name, ..)| name.as_str()))
    }

    /// Whether every file of it was read.
    pub(super) fn is_whole(&self) -> bool {
        !self.is_partial
    }

    /// With how many arguments a shared function is called, and how.
    pub(super) fn arguments(&self, name: &str) -> Option<(Vec<usize>, String)> {
        let shared = self.functions.get(name)?;
        let usage = format!("{name}({})", shared.parameters.join(", "));
        Some((vec![shared.parameters.len()], usage))
    }

    /// Whether a function asks about past awards, itself or through those that it calls.
    pub(super) fn asks_history(&self, name: &str) -> bool {
        let mut open = vec![name];
        let mut seen = BTreeSet::new();
        while let Some(name) = open.pop() {
            if Function::find(name).is_some_and(Function::asks_history) {
                return true;
            }
            if let Some(shared) = self.functions.get(name).filter(|_| seen.insert(name)) {
                open.extend(shared.calls.iter().map(|(name, ..)| name.as_str()));
            }
        }
        false
    }

    /// The names of the shared functions.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.functions.keys().map(String::as_str)
    }

    /// The file a shared function stands in.
    pub(super) fn source(&self, function: &str) -> Option<&Arc<Source>> {
        self.functions.get(function).map(|shared| &shared.source)
    }

    /// A rule's syntax tree with the functions of the prelude and the shared ones in it.
    pub(super) fn merge(&self, rule: &AST) -> AST {
        prelude::functions().merge(&self.ast).merge(rule)
    }
}

/// What the language's packages add for words, lists and maps: name and arguments, the receiver
/// included. Whatever is not here is refused when the scheme is loaded. Sorting by an order of the
/// author's own is not here: one that contradicts itself makes the sort panic.
const PACKAGES: &[(&str, &[usize])] = &[
    ("push", &[2]),
    ("pop", &[1]),
    ("insert", &[3]),
    ("append", &[2]),
    ("concat", &[2]),
    ("reverse", &[1]),
    ("shift", &[1]),
    ("remove", &[2]),
    ("clear", &[1]),
    ("truncate", &[2]),
    ("chop", &[2]),
    ("extract", &[2, 3]),
    ("map", &[2]),
    ("filter", &[2]),
    ("contains", &[2]),
    ("index_of", &[2, 3]),
    ("some", &[2]),
    ("all", &[2]),
    ("dedup", &[1, 2]),
    ("reduce", &[2, 3]),
    ("reduce_rev", &[2, 3]),
    ("find", &[2, 3]),
    ("find_map", &[2, 3]),
    ("for_each", &[2]),
    ("zip", &[3]),
    ("drain", &[2, 3]),
    ("retain", &[2, 3]),
    ("split", &[2]),
    ("sort", &[1]),
    ("order", &[1]),
    ("get", &[2]),
    ("set", &[3]),
    ("is_empty", &[1]),
    ("keys", &[1]),
    ("values", &[1]),
    ("range", &[2, 3]),
    ("to_string", &[1]),
    ("pad", &[3]),
];

/// With how many arguments a function is called, and how; nothing where there is none.
pub(super) fn signature(library: &Library, name: &str) -> Option<(Vec<usize>, String)> {
    if let Some(function) = Function::find(name) {
        return Some((function.arguments(), function.usage.to_owned()));
    }
    if let Some((_, takes)) = PACKAGES.iter().find(|(known, _)| *known == name) {
        return Some((takes.to_vec(), format!("{name}(…)")));
    }
    library.arguments(name)
}

/// With how many arguments a function may be called: `2`, or `1–3`.
pub(super) fn numbers(takes: &[usize]) -> String {
    match (takes.first(), takes.last()) {
        (Some(least), Some(most)) if least != most => format!("{least}–{most}"),
        (Some(one), _) => one.to_string(),
        _ => "0".to_owned(),
    }
}
