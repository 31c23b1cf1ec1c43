//! Work is counted in what operations cost: it grows with the lists that a rule goes through, and
//! with the rows of a scheme, never with their square.

use std::time::{Duration, Instant};

use dvk::diagnostic::render;
use dvk::evaluation::evaluate;
use dvk::loading::{File, Loaded, Options, load};
use dvk::locale::Locale;
use dvk::roster::{Nomination, Roster, RowAddress};
use dvk::scheme::Subject;
use jiff::civil::date;

fn loaded(toml: String) -> Loaded {
    let file = File {
        name: "a.toml".to_owned(),
        bytes: toml.into_bytes(),
    };
    load(&[file], &|_, _| None, &Options::default())
}

fn rows(rules: impl Iterator<Item = String>) -> String {
    let row = |(at, rule)| {
        format!("[[criterion]]\nid = \"A{at}\"\nmax = 1\nbasis = \"b\"\nrule = '''{rule}'''\n")
    };
    rules.enumerate().map(row).collect()
}

const RANKING: &str = "[ranking]\nlast = \"shared\"\n";

/// What a rule costs that the interpreter runs on one nominee.
fn work(rule: &str) -> u64 {
    let rule = format!("{rule}; for i in 0..1 {{}} 1");
    let loaded = loaded(rows([rule.clone()].into_iter()) + RANKING);
    let findings = render(&loaded.diagnostics, Locale::En, false);
    assert!(!loaded.diagnostics.has_errors(), "{findings}");
    let roster = Roster {
        nominations: vec![Nomination {
            id: "n".into(),
            name: "N".to_owned(),
            subject: Subject::Collective,
            unit: None,
            field: None,
            received: None,
            scheme: 0,
            facts: Vec::new(),
            row: RowAddress {
                file: "n.csv".into(),
                row: 2,
            },
        }],
        history: [("n".into(), Vec::new())].into(),
        ..Roster::on(date(2025, 6, 30))
    };
    let most = 1_000_000;
    let budget = loaded.books[0].budget(most);
    let evaluation = evaluate(&loaded.books, &roster);
    let reasons = evaluation.schemes[0].judged[0].reasons();
    assert!(reasons.is_empty(), "{rule}: {reasons:?}");
    most - budget.left()
}

#[test]
fn what_goes_through_a_list_costs_its_length() {
    for operation in [
        "q.to_string()",
        "q == q",
        "q != [1]",
        "q.contains(2)",
        "2 in q",
        "q.index_of(2)",
        "q.index_of(2, 1)",
        "let p = q; p.dedup()",
        "q + [1]",
        "let p = q; p.append([1])",
        "let p = q; p += [1]",
        "let r = q",
        "q.sort()",
        "q.reverse()",
        "count(q, 2)",
        "sum(q)",
        "let m = #{a: q}; m == m",
        "q.zip(q, |a, b| a)",
        "q.map(|a| a)",
        "q.filter(|a| true)",
    ] {
        let of = |items: usize| {
            work(&format!(
                "let q = []; q.pad({items}, 1.5); for i in 0..10 {{ {operation}; }}"
            ))
        };
        // What is the same for any length comes off.
        let none = of(0);
        let (few, many) = (of(20) - none, of(200) - none);
        assert!(few >= 10 * 20, "`{operation}`: {few}");
        let times = many / few;
        assert!((8..=12).contains(&times), "`{operation}`: {few}, {many}");
    }
}

#[test]
fn what_all_cases_may_cost_is_bounded_and_where_it_ran_out_is_named() {
    let slow = "let q = []; q.pad(499, 1.2345678901234567890123456789); \
                for i in 0..2400 { q.to_string(); } 1";
    let criteria = rows((0..8).map(|_| slow.to_owned()));
    let whole = "[[case]]\nid = \"c\"\nexpect = { total = 8 }\n";
    let found = |cases: String| {
        let loaded = loaded(format!("{criteria}{cases}{RANKING}"));
        let both = [Locale::Vi, Locale::En];
        both.map(|locale| render(&loaded.diagnostics, locale, false))
    };
    let [vi, en] = found(whole.to_string());
    assert!(vi.contains("đến trường hợp mẫu `c` thì hết"), "{vi}");
    assert!(en.contains("ran out at the case `c`"), "{en}");
    let of_row = "[[criterion.case]]\npoints = 1\n".repeat(100);
    let [vi, en] = found(of_row);
    assert!(vi.contains("đến tiêu chí `A7` thì hết"), "{vi}");
    assert!(en.contains("ran out at the criterion `A7`"), "{en}");
    let again = found(whole.to_owned());
    assert_eq!(again, found(whole.to_owned()));
}

/// How long a check takes is no law, but with the square of its rows it would take hours.
#[test]
fn a_check_does_not_grow_with_the_square_of_the_rows() {
    let of = |many: usize, part: &dyn Fn(usize) -> String| (0..many).map(part).collect::<String>();
    let many = 5_000;
    let facts = |at| {
        format!(
            "[facts.f{at}]\nlabel = \"F{at}\"\ntype = \"integer\"\nmin = 0\nmax = 1\nbetter = \"higher\"\n"
        )
    };
    let scored = rows((0..many).map(|at| format!("f{at}")));
    let ties: Vec<_> = (0..many).map(|at| format!("\"A{at}\"")).collect();
    let words: Vec<_> = (0..many).map(|at| format!("\"w{at}\"")).collect();
    let choice = format!(
        "[facts.w]\nlabel = \"W\"\ntype = \"choice\"\nchoices = [{}]\n",
        words.join(", ")
    );
    let by_word = rows(["if w == \"w1\" { 1 } else { 0 }".to_owned()].into_iter());
    for toml in [
        format!("{}{scored}{RANKING}", of(many, &facts)),
        format!(
            "{}{scored}{RANKING}ties = [{}]\n",
            of(many, &facts),
            ties.join(", ")
        ),
        format!("{choice}{by_word}{RANKING}"),
    ] {
        let before = Instant::now();
        let loaded = loaded(toml);
        let findings = render(&loaded.diagnostics, Locale::En, false);
        assert!(!loaded.diagnostics.has_errors(), "{findings}");
        let taken = before.elapsed();
        assert!(taken < Duration::from_secs(60), "{taken:?}");
    }
}
