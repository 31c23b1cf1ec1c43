//! A scheme's rules compiled and checked.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use super::book::{Rulebook, choice_sets};
use super::compile::compile;
use super::engine::{self, Compilers, Interpreter};
use super::library::Library;
use super::limits::Limits;
use super::rule_id::rules;
use super::rules::Rules;
use super::undeclared::Undeclared;
use crate::diagnostic::Diagnostics;
use crate::scheme::{Name, PartBy, Scheme};
use crate::source::Source;

impl Rulebook {
    /// Compiles every rule of a scheme and reports everything wrong with them. `libraries` are its
    /// function files. What does not compile is left out: the caller's gate keeps such a book
    /// from judging anybody.
    pub fn new(scheme: Scheme, libraries: &[Arc<Source>], diagnostics: &mut Diagnostics) -> Self {
        let is_sound = !diagnostics.has_errors_in(scheme.source.name());
        let mut strict = engine::engine(choice_sets(&scheme));
        strict.set_strict_variables(true);
        let engines = Compilers {
            lenient: Interpreter::new(choice_sets(&scheme)),
            strict,
        };
        let library = Library::load(&engines, libraries, diagnostics);
        let mut compiled = Vec::new();
        let mut undeclared = Undeclared::default();
        for (site, text) in rules(&scheme) {
            let found = (&mut *diagnostics, &mut undeclared);
            if let Some(rule) = compile(&engines, &library, &scheme, site, text, found) {
                compiled.push((site, rule));
            }
        }
        undeclared.report(diagnostics);
        let mut calls = compiled.iter().flat_map(|(_, rule)| &rule.calls);
        let asks_history = calls.any(|name| library.asks_history(name));
        let mut book = Self {
            scheme,
            rules: Rules::new(compiled),
            library,
            asks_history,
            idle: Mutex::new(vec![engines.lenient]),
            limits: Limits::default(),
            required: [false; 3],
            assigned: Vec::new(),
        };
        let parted = |by| book.scheme.is_parted_by(by);
        book.required = [
            book.needs_of_row(Name::Received),
            book.needs_of_row(Name::Unit) || parted(PartBy::Unit),
            book.needs_of_row(Name::Field) || parted(PartBy::Field),
        ];
        let at_a_loss = book.rules.iter().flat_map(|of| book.at_a_loss(of));
        let assigned: BTreeSet<usize> = at_a_loss.collect();
        book.assigned = assigned.into_iter().collect();
        book.report_unused(diagnostics);
        // What was declared wrongly would be blamed on the rules.
        if is_sound {
            super::lint::check(&book, diagnostics);
        }
        book
    }
}
