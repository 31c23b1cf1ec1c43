//! What a rule says about itself agrees with what it does: its steps over one fact, and the
//! branches that are said never to be reached.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use dvk::diagnostic::{Diagnostics, Place, render};
use dvk::loading::{File, Options, load};
use dvk::locale::Locale;
use dvk::number;
use dvk::number::Number;
use dvk::period::Period;
use dvk::rule::ranges::{Cut, Gives, Interval, Steps};
use dvk::rule::{Computed, Input, RuleId, RuleOutcome, Rulebook};
use dvk::scheme::{FactEntry, FactValue, Subject};
use jiff::civil::{Date, date};
use proptest::prelude::*;
use proptest::sample::select;

const DAY: Date = date(2025, 6, 30);

/// The facts of every scheme here, in this order: two whole numbers, a percent, a number, a
/// choice, yes or no, a day, and a number that may be empty.
const FACTS: &str = r#"
[facts.so_ho]
type = "integer"
min = 0
max = 120
[facts.so_viec]
type = "integer"
[facts.ty_le]
type = "percent"
max = 100
[facts.diem]
type = "number"
min = -5
[facts.loai]
type = "choice"
choices = ["I", "II", "III"]
[facts.co_quy_uoc]
type = "yes-no"
[facts.ngay]
type = "date"
[facts.them]
type = "number"
required = false
[values.moc]
2020-01-01 = { value = 75, basis = "b" }
[values.muc]
by = "loai"
2020-01-01 = { value = { I = 90, II = 80, III = 70 }, basis = "b" }
"#;

/// The facts that steps may run over: three kinds of numbers, and a day.
const OVER: [usize; 5] = [0, 1, 2, 3, 6];

fn scheme(rule: &str) -> String {
    format!(
        "format = 1\nid = \"a\"\n{FACTS}\n[[criterion]]\nid = \"A1\"\nmax = 1000\nbasis = \"b\"\nrule = '''\n{rule}\n'''\n[ranking]\nlast = \"council\"\n"
    )
}

/// A scheme of one rule; nothing where the rule is refused.
fn book(rule: &str) -> (Option<Rulebook>, Diagnostics) {
    let file = File {
        name: "a.toml".to_owned(),
        bytes: scheme(rule).into_bytes(),
    };
    let mut loaded = load(&[file], &|_, _| None, &Options::default());
    let book = (!loaded.diagnostics.has_errors()).then(|| loaded.books.remove(0));
    (book, loaded.diagnostics)
}

/// A nominee's facts.
#[derive(Debug, Clone)]
struct Nominee(Vec<FactEntry>);

impl Nominee {
    fn with(&self, fact: usize, number: Number) -> Self {
        let mut facts = self.0.clone();
        facts[fact] = FactEntry::Reported(match fact {
            0 | 1 => FactValue::Integer(number.to_i64().expect("whole numbers are short")),
            6 => {
                let days = number.to_i64().expect("days are whole");
                let span = jiff::Span::new().days(days);
                FactValue::Date(date(1970, 1, 1).checked_add(span).expect("days are near"))
            }
            _ => FactValue::Number(number),
        });
        Self(facts)
    }
}

/// What the rule gives a nominee; nothing where it fails.
fn run(book: &Rulebook, nominee: &Nominee) -> Option<Number> {
    let period = period();
    let unit: Arc<str> = "Tổ 1".into();
    book.with_runner(|runner| {
        let known = known(&period, &unit, nominee);
        runner.turn_to(&known);
        match runner.number(RuleId::Criterion(0), &known, &Computed::default()) {
            RuleOutcome::Value(number) => Some(number),
            _ => None,
        }
    })
}

fn period() -> Period {
    Period {
        start: Some(date(2024, 12, 1)),
        end: Some(date(2025, 11, 30)),
        deadline: Some(DAY),
        ..Period::on(DAY)
    }
}

fn known<'a>(period: &'a Period, unit: &'a Arc<str>, nominee: &'a Nominee) -> Input<'a> {
    Input {
        period,
        subject: Subject::Collective,
        unit: Some(unit),
        field: Some(unit),
        received: Some(DAY),
        facts: &nominee.0,
        history: &[],
    }
}

fn steps_of(book: &Rulebook, nominee: &Nominee, fact: usize) -> Option<Steps> {
    let (period, unit) = (period(), "Tổ 1".into());
    let known = known(&period, &unit, nominee);
    book.steps_of(RuleId::Criterion(0), fact, &known, &Computed::default())
}

/// Numbers inside, at and beside the bounds of the steps over a fact, as it is declared.
fn probes(fact: usize, steps: &Steps) -> Vec<Number> {
    let whole = [0, 1, 6].contains(&fact);
    let mut probes = vec![
        number!(0),
        number!(1),
        number!(50),
        number!(119),
        number!(20269),
    ];
    for cut in steps.thresholds() {
        let at = &cut.at;
        let steps = [number!(0), number!(1), number!(0.001), number!(0.5)];
        probes.extend(steps.iter().flat_map(|step| [at - step, at + step]));
    }
    probes.retain(|probe| {
        let declared = match fact {
            0 => (number!(0)..=number!(120)).contains(probe),
            2 => (number!(0)..=number!(100)).contains(probe),
            3 => *probe >= number!(-5),
            6 => (number!(-300000)..number!(2000000)).contains(probe),
            _ => true,
        };
        declared && probe.abs() < number!(1000000000) && (!whole || probe.is_whole())
    });
    probes
}

/// Whether what steps say of a number is what the rule does.
fn agrees(says: &Gives, number: &Number, does: &Option<Number>) -> bool {
    match says {
        Gives::Same(points) => does.as_ref() == Some(points),
        Gives::YesNo(_) => false,
        Gives::Fails => does.is_none(),
        Gives::Along(line) => line.at(number) == *does,
        Gives::Varies => true,
    }
}

fn nominee() -> impl Strategy<Value = Nominee> {
    let number = |low: i64, high: i64, scale: u32| {
        (low..=high).prop_map(move |digits| Number::of_parts(digits, scale).expect("it is short"))
    };
    (
        0..=120_i64,
        -20..=200_i64,
        number(0, 10_000, 2),
        number(-50, 2_000, 1),
        select(vec!["I", "II", "III"]),
        any::<bool>(),
        0..=1_000_i64,
        proptest::option::of(number(-100, 1_000, 1)),
    )
        .prop_map(|(so_ho, so_viec, ty_le, diem, loai, quy_uoc, days, them)| {
            let day = date(2023, 1, 1).checked_add(jiff::Span::new().days(days));
            let them = them.map(|number| FactEntry::Reported(FactValue::Number(number)));
            Nominee(vec![
                FactEntry::Reported(FactValue::Integer(so_ho)),
                FactEntry::Reported(FactValue::Integer(so_viec)),
                FactEntry::Reported(FactValue::Number(ty_le)),
                FactEntry::Reported(FactValue::Number(diem)),
                FactEntry::Reported(FactValue::Text(loai.into())),
                FactEntry::Reported(FactValue::YesNo(quy_uoc)),
                FactEntry::Reported(FactValue::Date(day.expect("days are near"))),
                them.unwrap_or(FactEntry::NotAssigned),
            ])
        })
}

/// A number as a rule writes it.
fn number() -> BoxedStrategy<String> {
    let leaf = prop_oneof![
        (0..130_i64).prop_map(|n| n.to_string()),
        (0..1300_i64).prop_map(|n| format!("{}.{}", n / 10, n % 10)),
        select(vec![
            "so_ho", "so_viec", "ty_le", "diem", "moc", "muc", "MAX", "10", "100", "0",
        ])
        .prop_map(str::to_owned),
    ];
    let deeper = |inner: BoxedStrategy<String>| {
        let two = (inner.clone(), inner.clone());
        let table = (inner.clone(), 1..5_i64, any::<bool>()).prop_map(|(of, rows, up)| {
            let mut text = format!("{}({of}, [", if up { "at_most" } else { "steps" });
            for row in 0..rows {
                let threshold = if up { 20 * row } else { 100 - 20 * row };
                let _ = write!(text, "[{threshold}, {}],", 10 - row);
            }
            text + "])"
        });
        prop_oneof![
            (two.clone(), select(vec!["+", "-", "*", "/"]))
                .prop_map(|((a, b), op)| format!("({a} {op} {b})")),
            (
                inner.clone(),
                select(vec!["* 2", "/ 4", "/ 3", "- 7", "+ 0.5", "* 100 / 120"])
            )
                .prop_map(|(a, op)| format!("({a} {op})")),
            two.prop_flat_map(|(a, b)| select(vec![
                format!("min({a}, {b})"),
                format!("max({a}, {b})"),
                format!("percent({a}, {b})"),
                format!("proportion({a}, {b})"),
                format!("per({a}, 0.5, {b})"),
                format!("clamp({a}, 0, 10)"),
                format!("abs({a})"),
                format!("round({a}, 1)"),
                format!("floor({a})"),
                format!("mean([{a}, {b}])"),
                format!("ramp({a}, #{{ from: 5, base: 3, each: 5, add: 1, cap: 10 }})"),
                format!("ramp({a}, #{{ from: 9, base: 1, each: -3, add: 2, cap: 7 }})"),
            ])),
            table,
        ]
    };
    leaf.prop_recursive(2, 8, 2, move |inner| deeper(inner.boxed()))
        .boxed()
}

fn condition() -> BoxedStrategy<String> {
    let compared = (
        number(),
        number(),
        select(vec![">=", ">", "<=", "<", "==", "!="]),
    )
        .prop_map(|(a, b, op)| {
            // Whole numbers and decimals are compared alike; the language asks for one type.
            format!("({a}) * 1.0 {op} ({b}) * 1.0")
        });
    let simple = (
        select(vec!["so_ho", "so_viec", "ty_le", "diem"]),
        select(vec![">=", ">", "<=", "<", "=="]),
        0..125_i64,
    )
        .prop_map(|(fact, op, n)| format!("{fact} {op} {n}"));
    let leaf = prop_oneof![
        3 => simple,
        1 => compared,
        2 => select(vec![
            "co_quy_uoc", "!co_quy_uoc", "loai == \"I\"", "loai != \"II\"",
            "at_least(loai, \"II\")", "loai in [\"I\", \"III\"]", "given(them)",
            "given(them) && them >= 20", "between(ty_le, 40, 80)", "between(so_ho, 10, 30)",
            "ngay <= date(\"2024-03-31\")", "days_between(ngay, date) >= 200", "ngay < deadline",
            "percent(so_ho, 120) >= 80", "percent(so_ho, so_viec) >= 80",
        ]).prop_map(str::to_owned),
    ];
    leaf.prop_recursive(2, 6, 2, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} && {b})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} || {b})")),
            inner.prop_map(|a| format!("!({a})")),
        ]
    })
    .boxed()
}

fn rule() -> impl Strategy<Value = String> {
    let chain = (
        proptest::collection::vec((condition(), number()), 1..5),
        number(),
    );
    let chain = chain.prop_map(|(branches, rest)| {
        let mut text = String::new();
        for (condition, result) in branches {
            let _ = write!(text, "if {condition} {{ {result} }} else ");
        }
        format!("{text}{{ {rest} }}")
    });
    prop_oneof![
        3 => chain.clone(),
        1 => number(),
        1 => (number(), chain).prop_map(|(a, b)| format!("let a = {a};\nlet b = {b};\na + b")),
        1 => (number(), number()).prop_map(|(a, b)| format!(
            "let t = {a};\nif t >= 90 {{ 9 }} else if t >= 75 {{ {b} }} else {{ 2 }}"
        )),
        1 => (number(), number()).prop_map(|(a, b)| format!(
            "switch so_ho {{ 0 => {a}, 1..20 => 4, 20..=60 => {b}, _ => 7 }}"
        )),
        1 => number().prop_map(|a| format!(
            "let d = 2;\nif co_quy_uoc {{ d += 3; }}\nif so_ho > 40 {{ return d * 2; }}\n{a} + d"
        )),
    ]
}

/// Failures are told in full, so that none is kept in a file.
fn config() -> ProptestConfig {
    ProptestConfig {
        cases: 400,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn steps_over_one_fact_agree_with_the_rule_inside_at_and_beside_each_bound(
        rule in rule(),
        nominee in nominee(),
    ) {
        let (Some(book), _) = book(&rule) else { return Ok(()) };
        for fact in OVER {
            let Some(steps) = steps_of(&book, &nominee, fact) else { continue };
            for probe in probes(fact, &steps) {
                let says = &steps.at(&probe).expect("steps cover what the fact may be").gives;
                let does = run(&book, &nominee.with(fact, probe.clone()));
                prop_assert!(
                    agrees(says, &probe, &does),
                    "{rule}\nfact {fact} at {probe}: {says:?}, but {does:?}\n{steps:?}"
                );
            }
        }
    }

    #[test]
    fn no_result_changes_between_thresholds_that_are_said_to_be_all(
        rule in rule(),
        nominee in nominee(),
        places in proptest::collection::vec(0..=1_000_i64, 8),
    ) {
        let (Some(book), _) = book(&rule) else { return Ok(()) };
        for fact in [0, 2] {
            let Some(steps) = steps_of(&book, &nominee, fact) else { continue };
            if !steps.complete {
                continue;
            }
            for place in &places {
                let probe = Number::from(*place) * number!(0.1);
                let probe = if fact == 0 { probe.floor() } else { probe };
                let step = steps.at(&probe).expect("steps cover what the fact may be");
                let does = run(&book, &nominee.with(fact, probe.clone()));
                prop_assert!(agrees(&step.gives, &probe, &does), "{rule}: {fact} at {probe}: {step:?}, but {does:?}");
            }
        }
    }

    #[test]
    fn steps_with_the_other_facts_unknown_hold_for_every_nominee(
        rule in rule(),
        nominees in proptest::collection::vec(nominee(), 12),
    ) {
        let (Some(book), _) = book(&rule) else { return Ok(()) };
        for fact in OVER {
            let Some(steps) = book.steps(RuleId::Criterion(0), fact, DAY) else { continue };
            for nominee in &nominees {
                for probe in probes(fact, &steps) {
                    let says = &steps.at(&probe).expect("steps cover what the fact may be").gives;
                    let does = run(&book, &nominee.with(fact, probe.clone()));
                    prop_assert!(
                        agrees(says, &probe, &does),
                        "{rule}\nfact {fact} at {probe}: {says:?}, but {does:?} for {nominee:?}"
                    );
                }
            }
        }
    }

    /// Each branch gives a number of its own, so that it is known by what it gives; in all, more
    /// than 10,000 nominees are sent through what is said to be never reached.
    #[test]
    fn a_branch_said_to_be_never_reached_is_never_taken(
        conditions in proptest::collection::vec(condition(), 2..7),
        nominees in proptest::collection::vec(nominee(), 60),
    ) {
        let mut rule = String::new();
        for (at, condition) in conditions.iter().enumerate() {
            let _ = writeln!(rule, "if {condition} {{ {} }} else", at + 1);
        }
        let _ = write!(rule, "{{ {} }}", conditions.len() + 1);
        let (Some(book), diagnostics) = book(&rule) else { return Ok(()) };
        let mut never = Vec::new();
        for finding in diagnostics.sorted() {
            let text = finding.message.get(Locale::En);
            if finding.code == "step-never-reached" && !text.contains("row of the table") {
                let Place::Text { source, span } = &finding.place else { continue };
                let line = source.location(span.start).line;
                let first = source.text().lines().position(|line| line == "rule = '''");
                let step = line - first.expect("there is a rule") - 1;
                let rest = text.contains("`else`");
                // Without its `else`, everything that follows is never reached.
                never.extend(if rest { step + 1..=conditions.len() + 1 } else { step..=step });
            }
        }
        for nominee in nominees.iter().filter(|_| !never.is_empty()) {
            let does = run(&book, nominee);
            for step in &never {
                prop_assert!(does != Some(Number::from(*step)), "{rule}\n{step} is reached by {nominee:?}");
            }
        }
    }
}

#[test]
fn thresholds_say_on_which_side_of_them_the_change_happens() {
    let (book, _) = book("if ty_le > 80 { 7 } else if so_ho * 2 >= moc { 5 } else { 1 }");
    let book = book.expect("the rule is sound");
    let nominee = Nominee(vec![
        FactEntry::Reported(FactValue::Integer(20)),
        FactEntry::Reported(FactValue::Integer(0)),
        FactEntry::Reported(FactValue::Number(number!(50))),
        FactEntry::Missing,
        FactEntry::Missing,
        FactEntry::Missing,
        FactEntry::Missing,
        FactEntry::Missing,
    ]);
    let over_households = steps_of(&book, &nominee, 0).expect("there is a plan");
    let cuts: Vec<_> = over_households.thresholds().collect();
    assert!(over_households.complete);
    assert_eq!(cuts.len(), 1);
    // 37.5 households are 38.
    assert_eq!(cuts[0], &Cut::before(Number::whole(38)));
    let over_share = steps_of(&book, &nominee, 2).expect("there is a plan");
    let cuts: Vec<_> = over_share.thresholds().collect();
    assert_eq!(cuts[0], &Cut::after(Number::whole(80)));
    assert_eq!(
        over_share
            .at(&number!(80.01))
            .map(|step| step.gives.clone()),
        Some(Gives::Same(Number::whole(7)))
    );
    assert_eq!(
        over_share
            .at(&Number::whole(80))
            .map(|step| step.interval.clone()),
        Some(Interval::closed(
            Some(Number::ZERO),
            Some(Number::whole(80))
        ))
    );
}

/// A third has no end: where a sum loses its last digit, no bound is told with that digit.
#[test]
fn a_bound_that_loses_a_digit_is_not_told_as_exact() {
    let nominee = Nominee(vec![
        FactEntry::Reported(FactValue::Integer(20)),
        FactEntry::Reported(FactValue::Integer(0)),
        FactEntry::Reported(FactValue::Number(number!(50))),
        FactEntry::Reported(FactValue::Number(number!(8))),
        FactEntry::Missing,
        FactEntry::Missing,
        FactEntry::Missing,
        FactEntry::Missing,
    ]);
    for rule in [
        "if (7 / 3) * 1.0 > (ty_le - 6) * 1.0 { 1 } else { 2 }",
        "if !((7 / 3) * 1.0 > (ty_le - 14) * 1.0) { 1 } else { 2 }",
        "if 70 / 3 >= ty_le + 1 / 3 { 1 } else { 2 }",
    ] {
        let book = book(rule).0.expect("the rule is sound");
        let steps = steps_of(&book, &nominee, 2).expect("there is a plan");
        for probe in probes(2, &steps) {
            let says = &steps.at(&probe).expect("steps cover the fact").gives;
            let does = run(&book, &nominee.with(2, probe.clone()));
            assert!(agrees(says, &probe, &does), "{rule} at {probe}: {steps:?}");
        }
    }
}

#[test]
fn what_cannot_be_seen_along_one_fact_is_said_to_be_incomplete() {
    let (book, _) = book("if ty_le * ty_le >= 6400 { 7 } else { 1 }");
    let book = book.expect("the rule is sound");
    let steps = book.steps(RuleId::Criterion(0), 2, DAY);
    assert!(!steps.expect("there is a plan").complete);
}

/// Schemes that are right are left in peace; a story of a faulty one tells its findings.
#[test]
fn no_story_raises_a_false_alarm() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut rules = 0;
    for story in fs::read_dir(root).expect("the stories can be listed") {
        let folder = story.expect("the stories can be listed").path();
        for file in fs::read_dir(&folder).expect("a story can be listed") {
            let path = file.expect("a story can be listed").path();
            let text = fs::read_to_string(&path).unwrap_or_default();
            if !text.contains("[ranking]") {
                continue;
            }
            let library = |_: &str, name: &str| {
                let bytes = fs::read(folder.join(name)).ok()?;
                Some(File {
                    name: name.to_owned(),
                    bytes,
                })
            };
            let name = path.display().to_string();
            let file = File {
                name,
                bytes: text.into_bytes(),
            };
            let loaded = load(&[file], &library, &Options::default());
            let told = fs::read_to_string(folder.join("expected/findings.vi.txt"));
            let told = told.unwrap_or_default();
            for finding in loaded.diagnostics.sorted() {
                let own = ["step-", "points-", "maximum-not", "better-", "switch-"];
                assert!(
                    !own.iter().any(|code| finding.code.starts_with(code))
                        || told.contains(&format!("[{}]", finding.code)),
                    "{}",
                    render(&loaded.diagnostics, Locale::En, false)
                );
            }
            rules += loaded
                .books
                .iter()
                .map(|book| book.rules().len())
                .sum::<usize>();
        }
    }
    assert!(rules > 100, "{rules} rules");
}
