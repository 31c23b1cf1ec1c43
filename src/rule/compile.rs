//! A rule's text compiled, and everything about it that can be known without data.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use rhai::{AST, ParseError, Position, Scope};

use super::engine::{Compilers, LONGEST_RULE};
use super::expr::{At, Program};
use super::failure::{offset, span_at, token_length};
use super::findings::{Findings, definition, is_closure, walk};
use super::function::{FUNCTIONS, prelude};
use super::library::{Library, numbers, signature};
use super::lower::{Unsupported, lower};
use super::problem::RuleProblem;
use super::prose::decimal_comma;
use super::rule_id::RuleId;
use super::syntax::fault;
use super::undeclared::Undeclared;
use crate::diagnostic::{Diagnostics, Place, nearest};
use crate::document::RuleText;
use crate::locale::Text;
use crate::scheme::{BUILT_IN, Name, Scheme, is_identifier};
use crate::source::Span;
use crate::text::joined_words;

/// A rule compiled, with what it reads.
#[derive(Debug, Clone)]
pub(super) struct Rule {
    compiled: AST,
    /// The syntax tree with the functions that it calls, once it was interpreted.
    merged: OnceLock<AST>,
    /// Whether it calls functions that are said in the rule language. They go only with the rules
    /// that call them: a rule that carries them is searched through at each of its calls.
    shares: bool,
    /// The names it reads, in order of appearance, each once.
    pub(super) reads: Vec<(String, Name)>,
    /// Of which of them it asks `given`.
    pub(super) asks: BTreeSet<Name>,
    /// The rule as data, or why it is none and where.
    pub(super) program: Result<Arc<Program>, (Unsupported, At)>,
    /// The functions it calls.
    pub(super) calls: BTreeSet<String>,
    /// Whether it has a `switch` over numbers.
    pub(super) switches_numbers: bool,
    /// Whether a hole between its steps was told already.
    pub(super) hole_told: bool,
    /// Whether it reads anything that may be absent where all facts are reported.
    pub(super) reads_more: bool,
}

impl Rule {
    /// The syntax tree for the interpreter.
    pub(super) fn ast(&self, library: &Library) -> &AST {
        if self.shares {
            self.merged.get_or_init(|| library.merge(&self.compiled))
        } else {
            &self.compiled
        }
    }

    /// The work of a run, without what the interpreter does.
    pub(super) fn work(&self) -> u64 {
        let program = self.program.as_ref();
        program.map_or(1, |program| program.nodes as u64)
    }
}

/// The findings about one rule go to its own place.
struct Report<'a> {
    scheme: &'a Scheme,
    rule: &'a RuleText,
    what: Text,
    diagnostics: &'a mut Diagnostics,
    undeclared: &'a mut Undeclared,
}

impl Report<'_> {
    fn at(&mut self, position: Position, problem: RuleProblem, meant: Option<String>) {
        let span = span_at(self.rule, position);
        self.diagnostics
            .suggest(Place::text(&self.scheme.source, span), problem, meant);
    }

    /// Reports what the types say is wrong, at its place in the rule or in a function file.
    fn types(&mut self, fault: RuleProblem, at: At, library: &Library) {
        let span = |text: &str| {
            let from = offset(text, at.position())?;
            let word = fault.word();
            let near = word.and_then(|(word, before)| near(text, from, &word, before));
            Some(near.unwrap_or_else(|| from..from + token_length(&text[from..])))
        };
        let place = match library.text(at.text) {
            Some(source) => Place::text(source, span(source.text()).unwrap_or(0..0)),
            None => self.within(span(&self.rule.text)),
        };
        let row = offset(&self.rule.text, at.position());
        let is_here = library.text(at.text).is_none();
        let meant = match (&fault, row) {
            (RuleProblem::NoRow { .. }, Some(row)) if is_here => {
                decimal_comma(&self.rule.text[row..])
            }
            _ => None,
        };
        self.diagnostics.suggest(place, fault, meant);
    }

    /// Reports that the text does not compile.
    fn syntax(&mut self, error: &ParseError) {
        let fault = fault(&self.rule.text, error);
        let what = self.what.clone();
        let problem = RuleProblem::DoesNotCompile {
            what,
            why: fault.text,
        };
        let place = self.within(fault.span);
        self.diagnostics.suggest(place, problem, fault.meant);
    }

    /// A place inside the rule's text: the whole string where that does not stand in the file
    /// letter by letter.
    fn within(&self, span: Option<Span>) -> Place {
        let span = match (self.rule.body, span) {
            (Some(body), Some(span)) => body + span.start..body + span.end,
            _ => self.rule.span.clone(),
        };
        Place::text(&self.scheme.source, span)
    }

    fn whole(&mut self, problem: RuleProblem) {
        let place = Place::text(&self.scheme.source, self.rule.span.clone());
        self.diagnostics.report(place, problem);
    }
}

/// Compiles one rule and reports everything wrong with it; nothing where it cannot be run.
pub(super) fn compile(
    engines: &Compilers,
    library: &Library,
    scheme: &Scheme,
    site: RuleId,
    rule: &RuleText,
    (diagnostics, undeclared): (&mut Diagnostics, &mut Undeclared),
) -> Option<Rule> {
    let mut report = Report {
        scheme,
        rule,
        what: site.text(scheme),
        diagnostics,
        undeclared,
    };
    let what = report.what.clone();
    if rule.text.len() > LONGEST_RULE {
        let (bytes, most) = (rule.text.len(), LONGEST_RULE);
        report.whole(RuleProblem::TooLong { what, bytes, most });
        return None;
    }
    if rule.text.trim().is_empty() {
        report.whole(RuleProblem::Empty { what });
        return None;
    }
    let compiled = match engines.lenient.engine.compile(&rule.text) {
        Ok(compiled) => compiled,
        Err(error) => {
            report.syntax(&error);
            return None;
        }
    };
    if let Some(own) = compiled.iter_functions().find(|f| !is_closure(f.name)) {
        let place = report.within(definition(&rule.text, own.name));
        let problem = RuleProblem::FunctionInRule { what };
        report.diagnostics.report(place, problem);
        return None;
    }
    let before = report.diagnostics.errors();
    let findings = walk(&compiled);
    let mut unsound = false;
    let reads = names(&findings, site, &mut report, &mut unsound);
    unsound |= calls(&findings, library, &mut report);
    choices(&findings, site, &mut report);
    let asks = findings
        .asked
        .iter()
        .filter_map(|word| site.name(scheme, word))
        .collect();
    optional_facts(&reads, &asks, &findings, site, &mut report);
    unsound |= reads.iter().any(|(word, _)| scheme.left_out.contains(word));
    if unsound || report.diagnostics.errors() > before {
        return None;
    }
    // Every name is known by now; only a local may still stand out of its block, and that the
    // language itself finds against the names this rule may say.
    if !findings.locals.is_empty() {
        let mut scope = Scope::new();
        for (word, _) in &reads {
            scope.push(word.as_str(), ());
        }
        if let Err(error) = engines.strict.compile_with_scope(&scope, &rule.text) {
            report.syntax(&error);
            return None;
        }
    }
    let calls: BTreeSet<String> = findings
        .calls
        .iter()
        .map(|(name, ..)| name.clone())
        .collect();
    let mut names = calls.iter();
    let shares = names.any(|name| library.arguments(name).is_some() || prelude::is_scripted(name));
    let lowered = lower(scheme, library, site, site.wants(scheme), &compiled);
    let hole_told = lowered.faults.iter().any(|(fault, _)| fault.is_hole());
    for (fault, at) in lowered.faults {
        report.types(fault, at, library);
    }
    if report.diagnostics.errors() > before {
        return None;
    }
    let reads_more = reads.iter().any(|(_, name)| {
        let always = matches!(
            name,
            Name::Date | Name::Fact(_) | Name::Subject | Name::Class
        );
        let max = *name == Name::Max && site.maximum(scheme).is_some();
        !always && !max
    });
    Some(Rule {
        program: lowered.program.map(Arc::new),
        switches_numbers: lowered.switches_numbers,
        hole_told,
        reads_more,
        compiled,
        merged: OnceLock::new(),
        shares,
        calls,
        reads,
        asks,
    })
}

/// A word near a place to which the tree gives none: the label before an arm's result, in quotes
/// or not, or a key after its call. No word at all is the whole label.
fn near(text: &str, from: usize, word: &str, before: bool) -> Option<Span> {
    if !before {
        let after = text[from..].lines().next().and_then(|line| line.find(word));
        let at = after.map(|after| from + after);
        let at = at.or_else(|| text[..from].rfind(word));
        let at = at.or_else(|| Some(from + text[from..].find(word)?))?;
        return Some(at..at + word.len());
    }
    let arrow = text[..from].rfind("=>")?;
    let head = &text[..arrow];
    if word.is_empty() {
        let start = head
            .rfind(['{', ',', '}', ';', '\n', '|'])
            .map_or(0, |at| at + 1);
        let label = head[start..].trim();
        let at = start + head[start..].find(label)?;
        return (!label.is_empty()).then(|| at..at + label.len());
    }
    let quoted = format!("\"{word}\"");
    let at = head.rfind(&quoted).map(|at| at..at + quoted.len());
    at.or_else(|| head.rfind(word).map(|at| at..at + word.len()))
}

/// The names a rule reads; unknown ones and those of a later step are reported.
fn names(
    findings: &Findings,
    site: RuleId,
    report: &mut Report<'_>,
    unsound: &mut bool,
) -> Vec<(String, Name)> {
    for (local, position) in &findings.locals {
        if site.name(report.scheme, local).is_some() {
            report.at(
                *position,
                RuleProblem::LocalTaken {
                    name: local.clone(),
                },
                None,
            );
        }
    }
    for (word, position) in &findings.assigned {
        if !findings.locals.contains_key(word) && site.name(report.scheme, word).is_some() {
            let what = report.what.clone();
            let problem = RuleProblem::DoesNotCompile {
                what,
                why: Text::both(
                    format!("không gán được cho `{word}`; muốn so sánh thì viết `==`"),
                    format!("`{word}` cannot be assigned to; to compare write `==`"),
                ),
            };
            report.at(*position, problem, None);
        }
    }
    let mut reads: Vec<(String, Name)> = Vec::new();
    for (word, position) in &findings.variables {
        if findings.locals.contains_key(word) || reads.iter().any(|(read, _)| read == word) {
            continue;
        }
        let what = report.what.clone();
        match site.name(report.scheme, word) {
            Some(name) if site.knows(name, report.scheme) => reads.push((word.clone(), name)),
            Some(_) => {
                let name = word.clone();
                report.at(*position, RuleProblem::NotYet { name, what }, None);
            }
            // Something in it could not be read, and that has been told.
            None if report.scheme.left_out.contains(word) => *unsound = true,
            None => {
                let known = report.scheme.declared_names().chain(BUILT_IN);
                let locals = findings.locals.keys().map(String::as_str);
                // A choice stands in quotes.
                let mut facts = report.scheme.facts.iter();
                let is_choice = facts.any(|fact| {
                    let mut choices = fact.choices().iter();
                    choices.any(|(choice, _)| **choice == **word)
                });
                let meant = match is_choice {
                    true => Some(format!("\"{word}\"")),
                    false => nearest(word, known.chain(locals)),
                };
                if meant.is_none() && is_identifier(word) {
                    let place = Place::text(&report.scheme.source, span_at(report.rule, *position));
                    report.undeclared.take(word, place, &report.rule.text);
                    *unsound = true;
                    continue;
                }
                let name = word.clone();
                report.at(*position, RuleProblem::UnknownName { name, what }, meant);
            }
        }
    }
    reads
}

/// Every call goes to a function that there is, with the arguments it takes; whether one may go to
/// a function of a file that could not be read.
fn calls(findings: &Findings, library: &Library, report: &mut Report<'_>) -> bool {
    let mut unsound = false;
    for (name, arguments, method, position) in &findings.calls {
        // A local may hold an anonymous function, which is called by the local's name.
        if findings.locals.contains_key(name) {
            continue;
        }
        // A method's receiver is its first argument.
        let arguments = arguments + usize::from(*method);
        let Some((takes, usage)) = signature(library, name) else {
            if !library.is_whole() {
                unsound = true;
                continue;
            }
            let known = FUNCTIONS.iter().map(|function| function.name);
            let meant = nearest(name, known.chain(library.names()));
            let what = report.what.clone();
            let name = name.clone();
            report.at(
                *position,
                RuleProblem::UnknownFunction { name, what },
                meant,
            );
            continue;
        };
        if !takes.contains(&arguments) {
            let problem = RuleProblem::WrongArguments {
                name: name.clone(),
                found: arguments,
                required: numbers(&takes),
                usage,
            };
            // Decimals have a point in rules: `0,5` is two arguments.
            let call = offset(&report.rule.text, *position);
            let meant = call.and_then(|call| decimal_comma(&report.rule.text[call..]));
            report.at(*position, problem, meant);
        }
    }
    unsound
}

/// A text constant is one of the choices it is compared with.
fn choices(findings: &Findings, site: RuleId, report: &mut Report<'_>) {
    let mut told = BTreeSet::new();
    for (variable, words) in &findings.compared {
        let choices: Vec<String> = match site.name(report.scheme, variable) {
            Some(Name::Fact(at)) => {
                let fact = &report.scheme.facts[at];
                // Whether anything is written at all, anybody may ask; and no text has levels.
                let levels = findings.calls.iter().any(|(name, ..)| name == "at_least");
                if let Some((word, position)) = words.iter().find(|(word, _)| !word.is_empty())
                    && fact.kind.is_free_text()
                    && !levels
                    && told.insert(at)
                {
                    let problem = RuleProblem::FreeTextCompared {
                        word: word.clone(),
                        // As an id is written: `Chưa đạt` as `chua_dat`.
                        id: joined_words(word, "_"),
                        name: variable.clone(),
                    };
                    report.at(*position, problem, None);
                }
                if !matches!(fact.kind, crate::scheme::FactKind::Choice(_)) {
                    continue;
                }
                fact.choices()
                    .iter()
                    .map(|(word, _)| word.to_string())
                    .collect()
            }
            Some(Name::Class) => report
                .scheme
                .classes
                .iter()
                .map(|class| class.id.clone())
                .collect(),
            Some(Name::Subject) => ["collective", "individual", "household"]
                .map(str::to_owned)
                .to_vec(),
            _ => continue,
        };
        for (word, position) in words {
            if !choices.contains(word) {
                let meant = nearest(word, choices.iter().map(String::as_str));
                let problem = RuleProblem::NotAmongChoices {
                    word: word.clone(),
                    name: variable.clone(),
                    choices: choices.join(", "),
                };
                // The tree keeps no place of a `switch` label: it stands after what is switched.
                let label = offset(&report.rule.text, *position).and_then(|from| {
                    let quoted = format!("\"{word}\"");
                    let at = from + report.rule.text[from..].find(&quoted)?;
                    Some(at..at + quoted.len())
                });
                match label {
                    Some(label) => {
                        let place = report.within(Some(label));
                        report.diagnostics.suggest(place, problem, meant);
                    }
                    None => report.at(*position, problem, meant),
                }
            }
        }
    }
}

/// A fact that may be empty is asked about in every rule that reads it; the class of a unit, which
/// may have none, in every rule where nothing says what is done then.
fn optional_facts(
    reads: &[(String, Name)],
    asks: &BTreeSet<Name>,
    findings: &Findings,
    site: RuleId,
    report: &mut Report<'_>,
) {
    for (word, name) in reads {
        let fact = match name {
            Name::Fact(at) => Some(*at),
            Name::Value(at) => report.scheme.values[*at].by,
            _ => None,
        };
        let Some(fact) = fact.filter(|fact| !asks.contains(&Name::Fact(*fact))) else {
            continue;
        };
        let model = &report.scheme.facts[fact];
        let is_class = model.from.class_in().is_some() && !site.is_covered(report.scheme);
        let is_optional = !model.required && *name == Name::Fact(fact);
        if !is_class && !is_optional {
            continue;
        }
        let position = findings
            .variables
            .iter()
            .find(|(variable, _)| variable == word);
        let position = position.map_or(Position::NONE, |(_, position)| *position);
        let what = report.what.clone();
        let fact = model.id.clone();
        let problem = if is_class {
            RuleProblem::ClassUnasked { fact, what }
        } else {
            RuleProblem::OptionalUnasked { fact, what }
        };
        report.at(position, problem, None);
    }
}
