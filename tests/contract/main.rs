//! The contract of expressions: whatever a rule's expression gives is what the language's own interpreter gives, to
//! the last digit, and where a rule fails it fails in the same words at the same place.
//!
//! Random rules that are well typed meet random nominees, at the thresholds and one smallest step
//! beside them, with numbers from nothing to the bounds of what the language can say. Each rule is
//! run by a book with plans and by the same book without them. `DVK_CONTRACT_PAIRS` asks for more
//! pairs of a rule and a nominee than the ordinary run has.

mod nominee;
mod pen;
mod scheme;
mod traps;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use dvk::diagnostic::Diagnostics;
use dvk::evaluation::evaluate;
use dvk::locale::Locale;
use dvk::number::Number;
use dvk::parallel::deep;
use dvk::ranking::rank;
use dvk::roster::{Nomination, Roster, RowAddress};
use dvk::rule::eval::{Tracer, Value};
use dvk::rule::expr::{Expr, Relation, Table};
use dvk::rule::{RuleId, RuleOutcome, Rulebook, Runner};
use dvk::scheme::{CriterionKind, Scheme, check};
use dvk::source::Source;
use nominee::Nominee;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::{Config, TestRunner};
use scheme::Batch;

/// How many pairs of a rule and a nominee the ordinary run has at least.
const PAIRS: usize = 100_000;

/// How a rule fails that asks about numbers in a `switch`, and whose expression gives nothing.
const SWITCH_FAILS: &str = "the rule cannot be computed of these facts";

/// Rules and nominees of one batch.
const RULES: usize = 48;
const NOMINEES: usize = 48;

/// What the run met, so that it cannot pass by meeting nothing.
#[derive(Debug, Default)]
struct Met {
    /// Rules written.
    rules: usize,
    /// Of which the load-time check let through.
    loaded: usize,
    /// Of which have plans.
    planned: usize,
    /// Pairs run.
    pairs: usize,
    /// Of which gave a value.
    gave: usize,
    /// Of which the plan gave it by itself.
    by_plan: usize,
    /// Pairs whose rule failed.
    failed: usize,
}

/// What a place of a rule asks for.
enum Asks {
    Number,
    YesNo,
    Key,
}

fn asks(scheme: &Scheme, site: RuleId) -> Asks {
    match site {
        RuleId::CohortOf(_) | RuleId::Class(_) => Asks::Number,
        RuleId::Criterion(at) if scheme.criteria[at].kind != CriterionKind::Standard => {
            Asks::Number
        }
        RuleId::Tie(_) | RuleId::AwardOrder(..) => Asks::Key,
        _ => Asks::YesNo,
    }
}

fn told<T>(ran: RuleOutcome<T>, value: impl Fn(T) -> String) -> String {
    match ran {
        RuleOutcome::Value(gave) => format!("gives {}", value(gave)),
        RuleOutcome::NotReported(name) => format!("not reported: {name}"),
        RuleOutcome::NotAssigned(name) => format!("not assigned: {name}"),
        RuleOutcome::NoCohort(name) => format!("no cohort: {name}"),
        RuleOutcome::Failed(failure) => {
            let at = failure
                .at
                .map(|(source, span)| (source.name().to_owned(), span));
            let (vi, en) = (
                failure.message.get(Locale::Vi),
                failure.message.get(Locale::En),
            );
            format!("fails at {at:?}, limit {}: {vi} | {en}", failure.limit)
        }
    }
}

/// What becomes of a rule on a nominee, in words: equal words, equal outcome.
fn outcome(runner: &mut Runner<'_>, scheme: &Scheme, site: RuleId, of: &Nominee) -> String {
    let (known, reached) = (&of.known(), &of.reached());
    match asks(scheme, site) {
        Asks::Number => told(runner.number(site, known, reached), |it| exact(&it)),
        Asks::YesNo => told(runner.yes_no(site, known, reached), |flag| flag.to_string()),
        Asks::Key => told(runner.key(site, known, reached), |it| exact(&it)),
    }
}

/// A sink that listens, as an explanation does; what it hears may not change what is given.
#[derive(Default)]
struct Listener {
    heard: usize,
}

impl Tracer for Listener {
    const LISTENS: bool = true;
    fn compared(&mut self, _: (&Expr, &Number), _: Relation, _: (&Expr, &Number), _: bool) {
        self.heard += 1;
    }
    fn looked_up(&mut self, _: &Table, _: &Number, _: &[(Number, Number)], _: Option<usize>) {
        self.heard += 1;
    }
    fn asked(&mut self, _: &Expr, _: bool) {
        self.heard += 1;
    }
    fn branched(&mut self, _: &Expr, _: bool, _: Option<Value>) {
        self.heard += 1;
    }
    fn bound(&mut self, _: usize, _: &Expr) {
        self.heard += 1;
    }
    fn computed(&mut self, _: &Expr, _: &Number) {
        self.heard += 1;
    }
}

/// A number with all its digits, or so many that two fractions differ there.
fn exact(number: &Number) -> String {
    if !number.is_endless() {
        return number.to_string();
    }
    let mut text = Vec::new();
    number.write_rounded(60, '.', &mut text);
    String::from_utf8_lossy(&text).into_owned()
}

fn gives(gave: Value, asks: &Asks) -> String {
    match (gave, asks) {
        (Value::Number(number), _) => format!("gives {}", exact(&number)),
        (Value::YesNo(flag), Asks::Key) => format!("gives {}", u8::from(flag)),
        (Value::YesNo(flag), _) => format!("gives {flag}"),
    }
}

/// Where plan and interpreter part.
#[derive(Debug)]
struct Apart {
    site: Option<RuleId>,
    nominee: usize,
    what: String,
}

/// The text of a rule, as far as it is one of a batch.
fn text(scheme: &Scheme, site: RuleId) -> &str {
    match site {
        RuleId::Criterion(at) => &scheme.criteria[at].rule.text,
        RuleId::Tie(at) => &scheme.ranking.ties[at].by.text,
        RuleId::CohortOf(at) => &scheme.cohorts[at].of.text,
        RuleId::Gate(at, _) => &scheme.gates[at].rules[0].1.text,
        _ => "",
    }
}

/// Runs one rule on one nominee both ways; what the plan does otherwise, if anything.
fn apart(
    (fast, slow): (&mut Runner<'_>, &mut Runner<'_>),
    scheme: &Scheme,
    site: RuleId,
    of: &Nominee,
    met: &mut Met,
) -> Option<String> {
    met.pairs += 1;
    let required = outcome(slow, scheme, site, of);
    let found = outcome(fast, scheme, site, of);
    // A rule with a `switch` over numbers fails where its expression does, and names no part of it
    // as the reason: the interpreter may not look at that part.
    if found.contains(SWITCH_FAILS) && required.starts_with("gives") {
        return None;
    }
    if found != required {
        return Some(format!(
            "the expression {found}\nthe interpreter {required}"
        ));
    }
    met.failed += usize::from(required.starts_with("fails"));
    if !required.starts_with("gives") {
        return None;
    }
    met.gave += 1;
    let (known, reached) = (&of.known(), &of.reached());
    let asks = asks(scheme, site);
    let alone = fast.evaluate(site, known, reached);
    met.by_plan += usize::from(alone.is_some());
    let heard = fast.traced(site, known, reached, &mut Listener::default());
    for gave in [alone, heard].into_iter().flatten() {
        let gave = gives(gave, &asks);
        if gave != required {
            return Some(format!(
                "the expression alone {gave}\nthe interpreter {required}"
            ));
        }
    }
    None
}

/// Runs every rule on every nominee both ways.
fn compare(books: [&Rulebook; 2], nominees: &[Nominee], met: &mut Met) -> Result<(), Apart> {
    let [planned, plain_book] = books;
    let scheme = &planned.scheme;
    let sites: Vec<RuleId> = planned.rules().iter().map(|rule| rule.site).collect();
    planned.with_runner(|fast| {
        plain_book.with_runner(|slow| {
            for (nominee, of) in nominees.iter().enumerate() {
                fast.turn_to(&of.known());
                slow.turn_to(&of.known());
                for site in sites.iter().copied().filter(|site| planned.has(*site)) {
                    if let Some(what) = apart((fast, slow), scheme, site, of, met) {
                        let rule = text(scheme, site);
                        return Err(Apart {
                            site: Some(site),
                            nominee,
                            what: format!("{site:?}\n{rule}\n{what}\n{of:?}"),
                        });
                    }
                }
            }
            Ok(())
        })
    })
}

/// A book from a scheme's text and its function file, with what is wrong with it.
fn book(name: &str, text: &str, functions: &[Arc<Source>]) -> Option<(Rulebook, Diagnostics)> {
    let mut diagnostics = Diagnostics::new();
    let scheme = check(&Source::new(name, text), &mut diagnostics)?;
    let book = Rulebook::new(scheme, functions, &mut diagnostics);
    Some((book, diagnostics))
}

/// Both books of a scheme: with plans and without.
fn both(name: &str, text: &str, functions: &[Arc<Source>]) -> Option<(Rulebook, Rulebook)> {
    let (planned, _) = book(name, text, functions)?;
    let (plain_book, _) = book(name, text, functions)?;
    Some((planned, plain_book.interpreter_only()))
}

/// Runs one batch both ways, rule by rule and as a whole.
fn run(batch: &Batch, nominees: &[Vec<u16>], met: &mut Met) -> Result<(), Apart> {
    let functions = [Source::new("chung.rhai", batch.functions())];
    let text = batch.scheme();
    let Some((planned, plain_book)) = both("thu.toml", &text, &functions) else {
        panic!("the scheme is not read:\n{text}");
    };
    let sites = planned.rules();
    met.rules += sites.len();
    met.loaded += sites.iter().filter(|rule| planned.has(rule.site)).count();
    met.planned += sites
        .iter()
        .filter(|rule| matches!(planned.program(rule.site), Some(Ok(_))))
        .count();
    let nominees: Vec<Nominee> = nominees
        .iter()
        .map(|tape| Nominee::random(&planned.scheme, tape))
        .collect();
    let refused: Vec<RuleId> = sites
        .iter()
        .map(|rule| rule.site)
        .filter(|site| !planned.has(*site))
        .collect();
    compare([&planned, &plain_book], &nominees, met)?;
    if !refused.is_empty() {
        return Ok(());
    }
    whole([planned, plain_book], &nominees)
}

/// Judges and ranks everybody both ways.
fn whole(books: [Rulebook; 2], nominees: &[Nominee]) -> Result<(), Apart> {
    let Some(first) = nominees.first() else {
        return Ok(());
    };
    let nominations = nominees.iter().enumerate().map(|(at, of)| Nomination {
        id: format!("N{at:03}").into(),
        name: String::new(),
        subject: of.subject,
        unit: of.unit.clone(),
        field: of.field.clone(),
        received: of.received,
        scheme: 0,
        facts: of.facts.clone(),
        row: RowAddress {
            file: "n.csv".into(),
            row: 1,
        },
    });
    let nominations: Vec<Nomination> = nominations.collect();
    let history = nominations
        .iter()
        .zip(nominees)
        .map(|(nomination, of)| (Arc::clone(&nomination.id), of.history.clone()));
    let roster = Roster {
        period: first.period.clone(),
        history: history.collect(),
        nominations,
        ..Roster::on(first.period.date)
    };
    let told = books.map(|book| {
        let books = [book];
        let ranking = rank(evaluate(&books, &roster));
        let judged = &ranking.evaluation.schemes[0];
        format!(
            "{:#?}\n{:#?}\n{:#?}",
            judged.cohorts, judged.judged, ranking.schemes
        )
    });
    // As with single rules: such a failure is one of expressions alone.
    if told.iter().any(|all| all.contains(SWITCH_FAILS)) {
        return Ok(());
    }
    // 2.00 and 2 are the same number.
    let number = |line: &str| {
        let number = Number::parse(line.trim().trim_end_matches(','));
        number.map_or_else(|| line.to_owned(), |number| number.to_string())
    };
    let mut lines = told[0].lines().zip(told[1].lines());
    let apart = lines.find(|(one, two)| one != two && number(one) != number(two));
    if apart.is_none() {
        return Ok(());
    }
    Err(Apart {
        site: None,
        nominee: 0,
        what: format!("the evaluations differ: {apart:?}"),
    })
}

fn pairs() -> usize {
    let asked = std::env::var("DVK_CONTRACT_PAIRS").ok();
    asked.and_then(|pairs| pairs.parse().ok()).unwrap_or(PAIRS)
}

/// The simplest rules and functions whose plan and interpreter still part, and how.
fn simplest(mut tapes: [Vec<Vec<u16>>; 2], nominee: &[u16], first: Apart) -> String {
    let nominee = [nominee.to_vec()];
    let parts = |tapes: &[Vec<Vec<u16>>; 2]| {
        let batch = Batch::new(&tapes[0], &tapes[1]);
        let parts = run(&batch, &nominee, &mut Met::default()).err();
        parts
            .filter(|apart| apart.site.is_some() == first.site.is_some())
            .map(|apart| format!("{}\n{}", batch.functions(), apart.what))
    };
    let mut best = None;
    let mut patience = 400;
    for kind in [1, 0] {
        for at in 0..tapes[kind].len() {
            for cut in [0, 1, 2, 4, 8, 16] {
                let mut from = 0;
                while from < tapes[kind][at].len() && patience > 0 {
                    patience -= 1;
                    let mut fewer = tapes.clone();
                    match cut {
                        0 => fewer[kind][at].truncate(from),
                        cut => {
                            let end = (from + cut).min(fewer[kind][at].len());
                            fewer[kind][at].drain(from..end);
                        }
                    }
                    match parts(&fewer) {
                        Some(how) => {
                            best = Some(how);
                            patience = 400;
                            tapes = fewer;
                        }
                        None => from += cut.max(1),
                    }
                }
            }
        }
    }
    best.unwrap_or(first.what)
}

#[test]
fn an_expression_gives_what_the_interpreter_gives() {
    deep(|| {
        let mut met = Met::default();
        let mut runner = TestRunner::new(Config {
            failure_persistence: None,
            ..Config::default()
        });
        let tapes = (
            vec(vec(any::<u16>(), 0..60), 8),
            vec(vec(any::<u16>(), 0..160), RULES),
            vec(vec(any::<u16>(), 80), NOMINEES),
        );
        let wanted = pairs();
        let mut batches = 0;
        while met.pairs < wanted {
            batches += 1;
            assert!(batches < wanted, "the batches run no rules: {met:?}");
            let tapes = tapes.new_tree(&mut runner).expect("tapes have no filter");
            let (functions, rules, nominees) = tapes.current();
            let batch = Batch::new(&functions, &rules);
            if let Err(apart) = run(&batch, &nominees, &mut met) {
                let nominee = nominees[apart.nominee].clone();
                panic!("{}", simplest([functions, rules], &nominee, apart));
            }
        }
        let share = |part: usize, whole: usize| part * 100 / whole.max(1);
        let shares = [
            ("loaded", share(met.loaded, met.rules), 90),
            ("with a plan", share(met.planned, met.loaded), 95),
            ("gave a value", share(met.gave, met.pairs), 40),
            ("by the plan alone", share(met.by_plan, met.gave), 95),
            ("failed", share(met.failed, met.pairs), 2),
        ];
        for (what, share, least) in shares {
            assert!(
                share >= least,
                "{what}: {share} %, at least {least} %: {met:?}"
            );
        }
    });
}

/// The schemes of a folder and of the folders in it.
fn schemes(folder: &Path, found: &mut Vec<PathBuf>) {
    let entries = fs::read_dir(folder).expect("the folder is there");
    for entry in entries {
        let path = entry.expect("the folder can be read").path();
        if path.is_dir() {
            schemes(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "toml") {
            found.push(path);
        }
    }
}

#[test]
fn every_rule_of_every_scheme_here_gives_the_same_by_the_interpreter() {
    deep(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut found = Vec::new();
        for folder in ["criteria", "tests/cases", "tests/diagnostics"] {
            schemes(&root.join(folder), &mut found);
        }
        found.sort();
        let mut met = Met::default();
        let mut runner = TestRunner::new(Config::default());
        for path in found {
            let Ok(text) = fs::read_to_string(&path) else {
                continue;
            };
            let name = path.display().to_string();
            let mut found = Diagnostics::new();
            let scheme = check(&Source::new(&name, &text), &mut found);
            let Some(scheme) = scheme.filter(|_| !found.has_errors()) else {
                continue;
            };
            let functions = scheme.functions.iter().filter_map(|function| {
                let text = fs::read_to_string(path.with_file_name(&function.value)).ok()?;
                Some(Source::new(&function.value, text))
            });
            let functions: Vec<Arc<Source>> = functions.collect();
            let Some((planned, found)) = book(&name, &text, &functions) else {
                continue;
            };
            let Some((plain_book, _)) = book(&name, &text, &functions) else {
                continue;
            };
            // A file that does not load runs no rule.
            if found.has_errors() {
                continue;
            }
            let plain_book = plain_book.interpreter_only();
            let sites = planned.rules();
            met.rules += sites.len();
            met.loaded += sites.iter().filter(|rule| planned.has(rule.site)).count();
            let tapes = vec(vec(any::<u16>(), 200), 40).new_tree(&mut runner);
            let tapes = tapes.expect("tapes have no filter").current();
            let nominees: Vec<Nominee> = tapes
                .iter()
                .map(|tape| Nominee::random(&planned.scheme, tape))
                .collect();
            if let Err(apart) = compare([&planned, &plain_book], &nominees, &mut met) {
                panic!("{name}\n{}", apart.what);
            }
        }
        assert!(met.loaded > 300 && met.gave > 10_000, "{met:?}");
        assert!(met.by_plan * 100 > met.gave * 95, "{met:?}");
    });
}
