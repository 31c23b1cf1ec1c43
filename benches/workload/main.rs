//! Twenty-eight rules a nomination, beside the same rules written by hand in Rust over binary
//! floats, and beside the interpreter.
//!
//! `cargo bench --bench workload` first compares every point, total, class and tie key with those
//! of [`native`] and stops where one differs. Then whole programs are compared, from a list to a
//! table of ranks. `-- quick` takes small sizes, `-- whole` compares whole programs alone.

#![expect(clippy::print_stdout, reason = "the table is what a bench is for")]
#![expect(
    clippy::float_arithmetic,
    reason = "times, and the rules by hand, are binary fractions"
)]
#![expect(clippy::cast_precision_loss, reason = "counts are small")]

mod by_hand;
#[path = "../pipeline/clock.rs"]
mod clock;
mod native;
mod rows;
#[path = "../pipeline/table.rs"]
#[expect(dead_code, reason = "shared with the other benches")]
mod table;
mod whole;

use std::error::Error;
use std::hint::black_box;

use dvk::evaluation::{Evaluation, Status, evaluate};
use dvk::loading::{File, Loaded, Options, load};
use dvk::number::Number;
use dvk::roster::Roster;
use dvk::rule::{Computed, RuleId, RuleOutcome, Rulebook};
use dvk::scheme::GateOutcome;

use clock::{Series, cost, cost_repeated};
use native::{Unit, Verdict, judge};
use table::{Table, ratio, time};

const SCHEME: &str = include_str!("scheme.toml");
const LIBRARY: &str = include_str!("workload.rhai");

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(done) = whole::serve(&arguments) {
        return done;
    }
    let asked = |word: &str| arguments.iter().any(|argument| argument == word);
    let (many, rounds) = if asked("quick") {
        (1_000, 3)
    } else {
        (10_000, 9)
    };
    let units: Vec<Unit> = rows::units(many).collect();
    let loaded = loaded(&units)?;
    let (Some(book), Some(roster)) = (loaded.books.first(), &loaded.roster) else {
        return Err("nothing was loaded".into());
    };
    same_results(&loaded.books, roster, &units)?;
    if !asked("--bench") {
        return Ok(());
    }
    if asked("plans") {
        // For a profiler: the plans and nothing else.
        black_box((0..20).map(|_| run_rules(book, roster)).sum::<usize>());
        return Ok(());
    }
    if asked("each") {
        each_rule(book, roster);
        return Ok(());
    }
    let interpreted = loaded_books()?.map(Rulebook::interpreter_only);
    let mut table = Table::new();
    if asked("whole") {
        whole::rows(&mut table, asked("quick"))?;
        print!("{}", table.text());
        return Ok(());
    }
    rules(
        &mut table,
        book,
        interpreted.as_ref(),
        roster,
        &units,
        rounds,
    );
    whole::rows(&mut table, asked("quick"))?;
    print!("{}", table.text());
    Ok(())
}

fn file(name: &str, text: impl Into<Vec<u8>>) -> File {
    File {
        name: name.to_owned(),
        bytes: text.into(),
    }
}

fn library(_scheme: &str, name: &str) -> Option<File> {
    (name == "workload.rhai").then(|| file("workload.rhai", LIBRARY))
}

fn loaded(units: &[Unit]) -> Result<Loaded, Box<dyn Error>> {
    let mut csv = format!("{}\n", rows::HEADER);
    for unit in units {
        rows::line(unit, &mut csv);
    }
    let files = [
        file("scheme.toml", SCHEME),
        file("period.toml", "date = 2025-11-30\n"),
        file("nominations.csv", csv),
    ];
    let loaded = load(&files, &library, &Options::default());
    if loaded.diagnostics.has_errors() {
        return Err(format!("the workload does not load: {:?}", loaded.diagnostics).into());
    }
    Ok(loaded)
}

/// The same scheme once more.
fn loaded_books() -> Result<Option<Rulebook>, Box<dyn Error>> {
    let loaded = load(
        &[file("scheme.toml", SCHEME)],
        &library,
        &Options::default(),
    );
    Ok(loaded.books.into_iter().next())
}

/// Stops unless both agree on everybody.
fn same_results(books: &[Rulebook], roster: &Roster, units: &[Unit]) -> Result<(), Box<dyn Error>> {
    let evaluation = evaluate(books, roster);
    let judged = &evaluation.schemes[0].sheets(roster);
    if judged.len() != units.len() {
        return Err("not everybody was judged".into());
    }
    for (sheet, unit) in judged.iter().zip(units) {
        let verdict = judge(unit);
        let status = match sheet.status() {
            Status::Ranked => 0,
            Status::Refused => 1,
            Status::Held => 2,
            _ => 9,
        };
        let marks = sheet.marks.iter().zip(verdict.points);
        let mut same = marks.map(|(mark, points)| near(mark.points(), points));
        let ranked = status == 0;
        let class = !ranked || sheet.class() == Some(usize::from(verdict.class));
        let ties = sheet.ties().zip(verdict.ties);
        let mut ties = ties.map(|(key, tie)| near(Some(key), tie));
        let all = status == verdict.status && same.all(|same| same) && class && ties.all(|t| t);
        if !all || (ranked && !near(sheet.total(), verdict.total)) {
            let id = &sheet.nomination.id;
            return Err(format!("{id}: dvk says {sheet:?}; by hand {verdict:?}").into());
        }
    }
    println!(
        "{} nominations, the same points, totals, classes and ties both ways\n",
        units.len()
    );
    Ok(())
}

/// Whether two numbers are the same to less than a hundredth; binary halves may round apart.
fn near(exact: Option<&Number>, binary: f64) -> bool {
    let near = |exact: f64| (exact - binary).abs() < 0.02;
    exact.is_some_and(|exact| exact.to_string().parse().is_ok_and(near))
}

/// All 28 rules of everybody, by plans or by the interpreter.
#[inline(never)]
fn run_rules(book: &Rulebook, roster: &Roster) -> usize {
    let rows = book.scheme.criteria.len();
    let cohorts: Vec<Option<Number>> = Vec::new();
    let points: Vec<Option<Number>> = vec![Some(Number::ONE); rows];
    let met: Vec<Option<bool>> = vec![None; rows];
    book.with_runner(|runner| {
        let mut gave = 0;
        let mut by_row = Vec::new();
        for nominee in &roster.nominations {
            let known = roster.known(nominee);
            runner.turn_to(&known);
            let before = Computed::default();
            let gates = [
                GateOutcome::Refused,
                GateOutcome::Refused,
                GateOutcome::Held,
            ];
            for (at, outcome) in gates.into_iter().enumerate() {
                let ran = runner.yes_no(RuleId::Gate(at, outcome), &known, &before);
                gave += usize::from(matches!(ran, RuleOutcome::Value(_)));
            }
            runner.rows(&known, &before, &mut by_row);
            for (at, by_plan) in by_row.iter().enumerate() {
                // What a plan did not give is run by itself, as judging does.
                gave += usize::from(
                    by_plan.is_some() || {
                        let ran = runner.number(RuleId::Criterion(at), &known, &before);
                        matches!(ran, RuleOutcome::Value(_))
                    },
                );
            }
            let after = Computed {
                cohorts: &cohorts,
                points: &points,
                met: &met,
                groups: &[],
                total: Some(&Number::HUNDRED),
                class: Some(Some(0)),
            };
            for at in 0..3 {
                let ran = runner.number(RuleId::Class(at), &known, &after);
                gave += usize::from(matches!(ran, RuleOutcome::Value(_)));
            }
            for at in 0..2 {
                let ran = runner.key(RuleId::Tie(at), &known, &after);
                gave += usize::from(matches!(ran, RuleOutcome::Value(_)));
            }
        }
        gave
    })
}

/// What each criterion's rule costs by its plan, a nomination.
fn each_rule(book: &Rulebook, roster: &Roster) {
    let before = Computed::default();
    for (at, row) in book.scheme.criteria.iter().enumerate() {
        let cpu = cost_repeated(roster.nominations.len(), 20, || {
            book.with_runner(|runner| {
                let mut gave = 0;
                for nominee in &roster.nominations {
                    let known = roster.known(nominee);
                    runner.turn_to(&known);
                    let ran = runner.number(RuleId::Criterion(at), &known, &before);
                    gave += usize::from(matches!(ran, RuleOutcome::Value(_)));
                }
                gave
            })
        });
        println!("{} {}", row.id, time(cpu));
    }
}

/// The rules alone, and whole nominees.
fn rules(
    table: &mut Table,
    book: &Rulebook,
    interpreted: Option<&Rulebook>,
    roster: &Roster,
    units: &[Unit],
    rounds: usize,
) {
    let many = units.len();
    let books = std::slice::from_ref(book);
    let [mut by_hand, mut plans, mut interpreter, mut verdicts] =
        std::array::from_fn(|_| Series::default());
    for _ in 0..rounds {
        let native = || -> Vec<Verdict> { units.iter().map(judge).collect() };
        by_hand.push(cost_repeated(many, 5, native));
        let (cpu, gave) = cost(many, || run_rules(book, roster));
        assert_eq!(gave, many * 28, "every rule gives a result");
        plans.push(cpu);
        if let Some(interpreted) = interpreted {
            let (cpu, gave) = cost(many, || run_rules(interpreted, roster));
            black_box(gave);
            interpreter.push(cpu);
        }
        let (cpu, evaluation): (f64, Evaluation<'_>) = cost(many, || evaluate(books, roster));
        black_box(evaluation);
        verdicts.push(cpu);
    }
    let hand = || format!("by hand in Rust {}", time(by_hand.median()));
    table.row(
        "28 rules by their plans, each nomination",
        time(plans.median()),
        hand(),
        &ratio(plans.over(&by_hand)),
        "≤ 8 ×",
    );
    table.row(
        "28 rules by the interpreter",
        time(interpreter.median()),
        format!("by plans {}", time(plans.median())),
        &ratio(interpreter.over(&plans)),
        "≥ 25 ×",
    );
    table.row(
        "everybody judged, from gates to awards",
        time(verdicts.median()),
        hand(),
        &ratio(verdicts.over(&by_hand)),
        "",
    );
}
