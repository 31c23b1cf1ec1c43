//! Over random schemes: the change that is proposed is the nearest there is, and where none is
//! proposed there is none.

use dvk::commendation::propose;
use dvk::diagnostic::render;
use dvk::evaluation::missing::{Found, Goal, Missing, missing};
use dvk::evaluation::{Status, evaluate};
use dvk::loading::{File, Loaded, Options, load};
use dvk::locale::Locale;
use dvk::number::Number;
use dvk::ranking::rank;
use dvk::report::{self, Format};
use dvk::roster::Roster;
use dvk::scheme::{FactEntry, FactValue};
use proptest::prelude::*;
use proptest::sample::select;

/// The greatest number that a fact may be.
const MOST: i64 = 45;

/// Rules over a fact `F` and another `G`; each gives 0 to 20 points.
const RULES: [&str; 15] = [
    "if F >= moc { MAX } else if F >= 12 { 7 } else { F / 10 }",
    "steps(F, [[40, 20], [25, 12], [10, 5]])",
    "at_most(F, [[5, 20], [20, 10], [40, 4]])",
    "MAX * proportion(F, 50)",
    "per(F, 0.7, MAX)",
    "ramp(F, #{ from: 10, base: 2, each: 7, add: 3, cap: MAX })",
    "if F > 20 && G <= 30 { MAX } else { 3 }",
    "clamp(F - 10, 0, MAX)",
    "let x = percent(F, 60); if x >= 50 { 15 } else { 5 }",
    "min(F / 3, MAX)",
    "let s = 0; for i in [10, 20, 30] { if F >= i { s += 5; } } s",
    "if G > 0 { min(MAX, MAX * F / (2 * G)) } else { 0 }",
    "max(0, MAX - F / 3)",
    "if F * 2 + 5 >= 77 { 18 } else if between(F, 10, 20) { 9 } else { 0 }",
    "phan(MAX, if F < G { 50 } else { 75 }) + round(F / 7, 1) / 2",
];

/// The three facts, and which way of each is better.
const FACTS: [(&str, &str); 3] = [("a", "higher"), ("b", "lower"), ("c", "")];

#[derive(Debug, Clone)]
struct Case {
    rules: Vec<(usize, usize, usize)>,
    marks: [u32; 2],
    standard: (usize, i64),
    each: &'static str,
    decimals: bool,
    own: [i64; 3],
}

fn case() -> impl Strategy<Value = Case> {
    let rule = (0..RULES.len(), 0..3_usize, 0..3_usize);
    (
        proptest::collection::vec(rule, 2..5),
        (30..60_u32, 61..95_u32),
        (0..3_usize, 0..MOST),
        select(vec!["criterion", "group", "total"]),
        any::<bool>(),
        [0..=MOST, 0..=MOST, 0..=MOST],
    )
        .prop_map(|(rules, marks, standard, each, decimals, own)| Case {
            rules,
            marks: [marks.0, marks.1],
            standard,
            each,
            decimals,
            own,
        })
}

impl Case {
    fn load(&self) -> Loaded {
        let scale = 20 * self.rules.len();
        let mut text = format!(
            "format = 1\nid = \"thu\"\ntitle = \"Thử\"\nfunctions = [\"chung.rhai\"]\n\
             [points]\nscale = {scale}\nround = {{ each = \"{}\", digits = 2 }}\n\
             [values.moc]\nlabel = \"Mốc\"\n2020-01-01 = {{ value = 33, basis = \"Giấy\" }}\n",
            self.each
        );
        let kind = if self.decimals { "number" } else { "integer" };
        for (fact, better) in FACTS {
            text += &format!(
                "[facts.{fact}]\nlabel = \"{fact}\"\ntype = \"{kind}\"\nmin = 0\nmax = {MOST}\n"
            );
            if !better.is_empty() {
                text += &format!("better = \"{better}\"\n");
            }
        }
        for (at, (rule, one, other)) in self.rules.iter().enumerate() {
            let rule = RULES[*rule]
                .replace('F', FACTS[*one].0)
                .replace('G', FACTS[*other].0);
            text += &format!(
                "[[criterion]]\nid = \"C{at}\"\ntitle = \"C{at}\"\nmax = 20\nrule = '{rule}'\n"
            );
        }
        let (fact, least) = self.standard;
        text += &format!(
            "[[criterion]]\nid = \"S\"\ntitle = \"S\"\nkind = \"standard\"\n\
             rule = '{} <= {least}'\nneeded_for = [\"tot\"]\n",
            FACTS[fact].0
        );
        let from = |mark: u32| u32::try_from(scale).expect("it is small") * mark / 100;
        text += &format!(
            "[[class]]\nid = \"tot\"\ntitle = \"Tốt\"\nfrom = {}\n",
            from(self.marks[1])
        );
        text += &format!(
            "[[class]]\nid = \"kha\"\ntitle = \"Khá\"\nfrom = {}\n",
            from(self.marks[0])
        );
        text += "[[class]]\nid = \"con-lai\"\ntitle = \"Còn lại\"\n[ranking]\nlast = \"shared\"\n";
        let [a, b, c] = self.own;
        let data = format!("id,name,subject,a,b,c\nT1,Thôn,collective,{a},{b},{c}\n");
        let files = [
            ("thu.toml", text),
            ("period.toml", "date = 2025-11-30\n".into()),
            ("n.csv", data),
        ];
        let files = files.map(|(name, text)| File {
            name: name.into(),
            bytes: text.into_bytes(),
        });
        let library = |_: &str, name: &str| {
            Some(File {
                name: name.into(),
                bytes: b"fn phan(m, p) { m * p / 100 }".to_vec(),
            })
        };
        load(&files, &library, &Options::default())
    }
}

/// The class of the one nominee, with a fact changed.
fn class(loaded: &Loaded, fact: usize, to: &FactValue) -> Option<usize> {
    let mut roster: Roster = loaded.roster.clone().expect("somebody is nominated");
    roster.nominations[0].facts[fact] = FactEntry::Reported(to.clone());
    let evaluation = evaluate(&loaded.books, &roster);
    let one = &evaluation.schemes[0].judged[0];
    one.class().filter(|_| one.status() == Status::Ranked)
}

fn found(loaded: &Loaded, wanted: usize) -> Missing {
    let roster = loaded.roster.as_ref().expect("somebody is nominated");
    let evaluation = evaluate(&loaded.books, roster);
    missing(&evaluation.schemes[0], roster, 0, Goal::Class(wanted))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn the_change_proposed_is_the_nearest_there_is(case in case()) {
        let loaded = case.load();
        prop_assert!(
            !loaded.diagnostics.has_errors(),
            "{}",
            render(&loaded.diagnostics, Locale::En, false)
        );
        for wanted in [0, 1] {
            let found = found(&loaded, wanted);
            if found.is_reached {
                continue;
            }
            for (fact, (name, better)) in FACTS.iter().enumerate() {
                let own = case.own[fact];
                let value = |number: i64| if case.decimals {
                    FactValue::Number(number.into())
                } else {
                    FactValue::Integer(number)
                };
                // Every whole number that brings the class, the way that helps, the nearest first.
                let mut brings: Vec<i64> = (0..=MOST)
                    .filter(|number| match *better {
                        "higher" => *number > own,
                        "lower" => *number < own,
                        _ => *number != own,
                    })
                    .filter(|number| class(&loaded, fact, &value(*number)).is_some_and(|c| c <= wanted))
                    .collect();
                brings.sort_by_key(|number| (number - own).abs());
                let change = found.changes.iter().find(|change| change.fact == fact);
                let Some(change) = change else {
                    let sure = !found.unsure.contains(&fact);
                    prop_assert!(brings.is_empty() || !sure, "{name}: {brings:?} brings {wanted}");
                    continue;
                };
                prop_assert!(class(&loaded, fact, &change.to).is_some_and(|c| c <= wanted));
                match &change.to {
                    FactValue::Integer(to) => {
                        prop_assert_eq!(change.found, Found::Exactly);
                        let near = brings.first().map(|number| (number - own).abs());
                        prop_assert_eq!(Some((to - own).abs()), near, "{}: {:?}", name, brings);
                    }
                    FactValue::Number(to) => {
                        let step = change.step.clone().expect("a number has steps");
                        let own = Number::from(own);
                        let less = if *to > own { to.subtract(&step) } else { to.add(&step) };
                        let less = FactValue::Number(less.expect("it is short"));
                        let less = class(&loaded, fact, &less);
                        prop_assert!(less.is_none_or(|c| c > wanted), "{}: one step less", name);
                        if change.found == Found::Exactly {
                            let apart = |number: &Number| number.subtract(&own).map(|by| by.abs());
                            let nearest = brings.first().map(|number| Number::from(*number));
                            prop_assert!(
                                nearest.is_none_or(|near| apart(to) <= apart(&near)),
                                "{}: {} is farther than {:?}", name, to, brings
                            );
                        }
                    }
                    other => prop_assert!(false, "{other:?} is no number"),
                }
            }
        }
    }
}

/// The largest number there is.
const BIG: &str = "79228162514264337593543950335";

#[test]
fn numbers_beyond_all_measure_are_explained_without_a_panic() {
    let rules = [
        "if a >= BIG { 20 } else { 1 }",
        "if a >= 3 { 1 } else { -BIG }",
        "if a * BIG >= 1 { 20 } else { 1 }",
        "steps(a, [[BIG, 20], [-BIG, 1]])",
        "min(20, max(0, a / BIG))",
        "ramp(a, #{ from: -BIG, base: 1, each: BIG, add: BIG, cap: 20 })",
        "ramp(a, #{ from: 0, base: 1, each: BIG, add: 1, cap: 20 })",
        "clamp(a - BIG, 0, 20)",
        "proportion(a, BIG) * 20",
        "if percent(a, BIG) < 50 { 2 } else { 20 }",
        "per(a, BIG, 20)",
    ];
    for rule in rules {
        for (kind, own) in [
            ("number", "BIG"),
            ("number", "0.000001"),
            ("integer", "7"),
            ("integer", "9223372036854775807"),
        ] {
            for range in ["", "min = 0", "min = 0\nmax = BIG"] {
                let text = format!(
                    "format = 1\nid = \"thu\"\ntitle = \"Thử\"\n[points]\nscale = 20\n\
                     [facts.a]\nlabel = \"a\"\ntype = \"{kind}\"\n{range}\n\
                     [[criterion]]\nid = \"C\"\ntitle = \"C\"\nmax = 20\nrule = '{rule}'\n\
                     [[class]]\nid = \"tot\"\ntitle = \"Tốt\"\nfrom = 15\n\
                     [[class]]\nid = \"con-lai\"\ntitle = \"Còn lại\"\n[ranking]\nlast = \"shared\"\n"
                );
                let big = text.replace("max = BIG", &format!("max = {BIG}"));
                let big = big.replace("BIG", &format!("{BIG}.0"));
                let data = format!(
                    "id,name,subject,a\nT1,Thôn,collective,{}\n",
                    own.replace("BIG", BIG)
                );
                let files = [
                    ("thu.toml", big),
                    ("period.toml", "date = 2025-11-30\n".into()),
                    ("n.csv", data),
                ];
                let files = files.map(|(name, text)| File {
                    name: name.into(),
                    bytes: text.into_bytes(),
                });
                let loaded = load(&files, &|_: &str, _: &str| None, &Options::default());
                let Some(roster) = loaded
                    .roster
                    .as_ref()
                    .filter(|_| !loaded.diagnostics.has_errors())
                else {
                    continue;
                };
                let proposal = propose(rank(evaluate(&loaded.books, roster)));
                let options = report::Options::default();
                report::sheet(&proposal, 0, 0, Format::Json, &options).expect("it is written");
                report::missing(&proposal, (0, 0), None, Format::Table, &options)
                    .expect("it is written");
                report::missing(
                    &proposal,
                    (0, 0),
                    Some(report::Wanted::Class(0)),
                    Format::Json,
                    &options,
                )
                .expect("it is written");
            }
        }
    }
}
