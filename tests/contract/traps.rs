//! The traps of the rule language, one by one: what a reader would guess wrongly, a plan must not.

use std::fmt::Write as _;
use std::sync::Arc;

use dvk::diagnostic::{Diagnostics, render};
use dvk::locale::Locale;
use dvk::number;
use dvk::number::Number;
use dvk::parallel::deep;
use dvk::rule::{RuleId, Rulebook, Unsupported};
use dvk::scheme::{FactEntry, FactValue, check};
use dvk::source::Source;

use super::nominee::Nominee;
use super::{Asks, gives, outcome};

fn long(text: &str) -> Number {
    Number::parse(text).expect("it is a number")
}

/// The facts of one nominee.
#[derive(Clone)]
struct Facts {
    n: i64,
    d: Number,
    yes: bool,
    list: Vec<i64>,
}

const USUAL: Facts = Facts {
    n: 47,
    d: number!(2.5),
    yes: true,
    list: Vec::new(),
};

fn book(rule: &str, functions: &str) -> Rulebook {
    let text = format!(
        "id = \"thu\"\nfunctions = [\"chung.rhai\"]\n[points]\n[facts]\nn = {{ type = \"integer\" }}\n\
         d = {{ type = \"number\" }}\nyes = {{ type = \"yes-no\" }}\n\
         list = {{ type = \"list\", of = \"integer\" }}\n\
         absent = {{ type = \"number\", required = false }}\n\
         [[criterion]]\nid = \"r\"\nbasis = \"x\"\nmax = 100\nrule = '''{rule}'''\n\
         [[class]]\nid = \"tot\"\nfrom = 50\n[ranking]\nlast = \"council\"\n"
    );
    let mut diagnostics = Diagnostics::new();
    let scheme = check(&Source::new("thu.toml", text), &mut diagnostics);
    let scheme = scheme.expect("the scheme is read");
    let functions = [Source::new("chung.rhai", functions)];
    let book = Rulebook::new(scheme, &functions, &mut diagnostics);
    let findings = render(&diagnostics, Locale::En, false);
    assert!(!diagnostics.has_errors(), "{findings}");
    book
}

/// What a rule gives by the plan, which is what the interpreter gives.
fn both(rule: &str, functions: &str, facts: &Facts) -> String {
    with_plan(rule, functions, facts).0
}

/// And whether the plan gives it by itself.
fn with_plan(rule: &str, functions: &str, facts: &Facts) -> (String, bool) {
    deep(|| {
        let (fast, slow) = (
            book(rule, functions),
            book(rule, functions).interpreter_only(),
        );
        let mut of = Nominee::random(&fast.scheme, &[0]);
        let list = facts.list.iter().map(|n| FactValue::Integer(*n));
        of.facts = vec![
            FactEntry::Reported(FactValue::Integer(facts.n)),
            FactEntry::Reported(FactValue::Number(facts.d.clone())),
            FactEntry::Reported(FactValue::YesNo(facts.yes)),
            FactEntry::Reported(FactValue::List(list.collect())),
            FactEntry::NotAssigned,
        ];
        let site = RuleId::Criterion(0);
        let [found, required] = [&fast, &slow].map(|book| {
            book.with_runner(|runner| {
                runner.turn_to(&of.known());
                outcome(runner, &book.scheme, site, &of)
            })
        });
        assert_eq!(found, required, "{rule}");
        let alone = fast.with_runner(|runner| {
            runner.turn_to(&of.known());
            runner.evaluate(site, &of.known(), &of.reached())
        });
        if let Some(alone) = alone.clone() {
            assert_eq!(gives(alone, &Asks::Number), required, "{rule}");
        }
        (required, alone.is_some())
    })
}

/// What a rule gives, which its plan gives by itself.
fn planned(rule: &str, facts: &Facts) -> String {
    let book = deep(|| book(rule, ""));
    assert!(
        matches!(book.program(RuleId::Criterion(0)), Some(Ok(_))),
        "{rule}"
    );
    let (outcome, alone) = with_plan(rule, "", facts);
    assert!(fails(&outcome) || alone, "the plan of {rule} gives nothing");
    outcome
}

fn usual(rule: &str) -> String {
    planned(rule, &USUAL)
}

fn fails(outcome: &str) -> bool {
    outcome.starts_with("fails")
}

#[test]
fn whole_numbers_divide_into_decimals() {
    assert_eq!(usual("n / 10"), "gives 4.7");
    assert_eq!(usual("7 / 2"), "gives 3.5");
    assert_eq!(usual("1 / 3 * 3"), "gives 1");
}

#[test]
fn halves_are_rounded_away_from_zero() {
    assert_eq!(usual("round(d, 0)"), "gives 3");
    assert_eq!(usual("d.round()"), "gives 3");
    assert_eq!(usual("(-d).round()"), "gives -3");
    assert_eq!(usual("(2.345).round(2)"), "gives 2.35");
}

#[test]
fn sums_of_decimals_are_exact() {
    assert_eq!(usual("if 0.1 + 0.2 == 0.3 { 1 } else { 0 }"), "gives 1");
    assert_eq!(usual("floor(0.29 * 100)"), "gives 29");
}

#[test]
fn whole_numbers_and_decimals_compare_by_value() {
    let of = |n, d| planned("if n >= d { 1 } else { 0 }", &Facts { n, d, ..USUAL });
    assert_eq!(of(3, number!(3.00)), "gives 1");
    assert_eq!(of(i64::MAX, long("9223372036854775806.9999")), "gives 1");
    assert_eq!(of(i64::MAX, long("9223372036854775807.0001")), "gives 0");
}

#[test]
fn a_label_of_a_switch_meets_numbers_of_its_own_kind() {
    let three = Facts {
        n: 3,
        d: number!(3.00),
        ..USUAL
    };
    assert_eq!(planned("switch n { 3 => 1, _ => 0 }", &three), "gives 1");
    assert_eq!(planned("switch d { 3.0 => 1, _ => 0 }", &three), "gives 1");
    assert_eq!(planned("switch d { 3..4 => 1, _ => 0 }", &three), "gives 1");
    assert_eq!(
        both("switch sum([n, 1]) { 4 => 1, _ => 0 }", "", &three),
        "gives 1"
    );
    // The first of two equal numbers, as it was given.
    assert_eq!(
        both("switch max(n, d) { 3 => 1, _ => 0 }", "", &three),
        "gives 1"
    );
}

#[test]
fn a_range_of_a_switch_comes_after_its_labels() {
    let rule = "switch n { 47 if d > 3 => 1, 0..100 => 2, _ => 0 }";
    assert_eq!(usual(rule), "gives 2");
    let rule = "switch d { 0..2 => 1, 2..=2 => 2, 2..3 => 3, _ => 0 }";
    assert_eq!(usual(rule), "gives 3");
}

#[test]
fn a_switch_works_its_value_out_even_for_no_label() {
    assert!(fails(&usual(
        "switch (if 1 / (n - 47) > 1 { \"a\" } else { \"b\" }) { _ => 5 }"
    )));
}

#[test]
fn a_semicolon_at_the_end_keeps_the_value() {
    assert_eq!(usual("5;"), "gives 5");
    assert_eq!(usual("if yes { 5; } else { 6; }"), "gives 5");
    assert_eq!(usual("let x = { n; }; x"), "gives 47");
}

#[test]
fn an_if_without_else_gives_nothing_where_it_does_not_hold() {
    let rule = "let x = 1; if n > 50 { x = 2; } x";
    assert_eq!(usual(rule), "gives 1");
    let rule = "let x = if n > 50 { 2 }; if given(x) { 1 } else { 0 }";
    assert_eq!(both(rule, "", &USUAL), "gives 0");
}

#[test]
fn a_local_that_fails_fails_the_rule_even_unused() {
    assert!(fails(&usual("let x = n / (n - 47); 5")));
    assert!(fails(&usual("n / (n - 47); 5")));
    assert!(fails(&usual(
        "let x = if yes { n / (n - 47) } else { 0 }; 5"
    )));
    assert!(fails(&usual("let x = [1, n / (n - 47)]; x[0]")));
    assert!(fails(&usual("let x = #{ a: 1, b: n / (n - 47) }; x.a")));
}

#[test]
fn a_branch_that_is_not_taken_does_not_fail() {
    assert_eq!(usual("if n > 50 { n / (n - 47) } else { 5 }"), "gives 5");
    assert_eq!(usual("switch n { 47 => 5, _ => n / (n - 47) }"), "gives 5");
    assert_eq!(usual("if n > 50 { n / (n - 47); } 5"), "gives 5");
}

#[test]
fn and_and_or_stop_at_the_first_that_decides() {
    let rule = "if yes || n / (n - 47) > 1 { 1 } else { 0 }";
    assert_eq!(usual(rule), "gives 1");
    let rule = "if !yes && n / (n - 47) > 1 { 1 } else { 0 }";
    assert_eq!(usual(rule), "gives 0");
    assert!(fails(&usual("if yes && n / (n - 47) > 1 { 1 } else { 0 }")));
    // A list is worked out whole before anything is looked for in it.
    assert!(fails(&usual("if n in [47, n / (n - 47)] { 1 } else { 0 }")));
}

#[test]
fn a_shared_function_sees_its_parameters_alone_and_by_value() {
    let functions = "fn nhan(x) { let y = x * 2; x = 1; y }\nfn goi(n) { nhan(n) + n }";
    let rule = "let a = n; let b = nhan(a); goi(a) + b";
    assert_eq!(both(rule, functions, &USUAL), "gives 235");
}

#[test]
fn a_shared_function_takes_no_receiver() {
    let functions = "fn cong(a, b) { a + b }\nfn hai(a) { a * 2 }";
    assert!(fails(&both("n.cong(1)", functions, &USUAL)));
    assert_eq!(both("cong(n, 1)", functions, &USUAL), "gives 48");
}

#[test]
fn a_shared_function_that_fails_on_its_way_to_a_list_fails() {
    let functions = "fn chon(x, l) { let y = 100 / x; l }\nfn ba(x) { let y = 100 / x; [] }";
    let facts = Facts { n: 0, ..USUAL };
    assert!(fails(&both("chon(n, list).len()", functions, &facts)));
    assert!(fails(&both("ba(n).len()", functions, &facts)));
    assert!(fails(&both(
        "(if 1 / n > 1 { list } else { list }).len()",
        functions,
        &facts
    )));
    assert!(fails(&both(
        "(if 1 / n > 1 { [] } else { [] }).len()",
        functions,
        &facts
    )));
}

#[test]
fn a_name_of_a_branch_ends_with_it() {
    let rule = "let x = 1; if yes { let y = x + 1; x = y * 2; } else { let y = 9; x = y; } x";
    assert_eq!(usual(rule), "gives 4");
}

#[test]
fn a_value_is_what_it_was_when_it_was_declared() {
    let rule = "let x = n; let y = if x > 40 { \"a\" } else { \"b\" }; x = 0; \
                if y == \"a\" { 1 } else { 0 }";
    assert_eq!(usual(rule), "gives 1");
    let rule = "let x = n; let l = [x, x + 1]; x = 0; l[1]";
    assert_eq!(usual(rule), "gives 48");
}

#[test]
fn a_position_below_zero_counts_from_the_end() {
    let of = |n| planned("[1, 2, 3][n]", &Facts { n, ..USUAL });
    assert_eq!(of(-1), "gives 3");
    assert_eq!(of(-3), "gives 1");
    assert_eq!(of(2), "gives 3");
    assert!(fails(&of(3)) && fails(&of(-4)) && fails(&of(i64::MIN)));
}

#[test]
fn a_branch_that_fails_beside_one_that_assigns_fails() {
    let rule = "let x = 1; if n > 50 { x = 2; } else { if yes { not_covered(\"a\"); } } x";
    assert!(fails(&both(rule, "", &USUAL)));
    assert_eq!(
        both(
            rule,
            "",
            &Facts {
                yes: false,
                ..USUAL
            }
        ),
        "gives 1"
    );
    assert_eq!(both(rule, "", &Facts { n: 60, ..USUAL }), "gives 2");
}

#[test]
fn what_follows_an_index_is_done_to_the_item() {
    let minus = Facts { n: -1, ..USUAL };
    assert_eq!(planned("[10, 20, -30][n].abs()", &minus), "gives 30");
    assert_eq!(planned("[10, 20, 30][n.abs()]", &minus), "gives 20");
    assert_eq!(planned("[10, 20, 30][[2, 0, 1][n]]", &minus), "gives 20");
    assert_eq!(planned("[[1, 2], [3, 4]][1][n]", &minus), "gives 4");
    assert_eq!(planned("#{ a: [1, 2] }.a[n].min(5)", &minus), "gives 2");
}

#[test]
fn a_number_may_be_larger_than_the_language_knows() {
    let most = Facts {
        n: i64::MAX,
        d: Number::whole(i64::MAX),
        ..USUAL
    };
    for rule in ["n + 1", "d + 1", "n + 1.0", "sum([n, 1])"] {
        assert_eq!(planned(rule, &most), "gives 9223372036854775808", "{rule}");
    }
    for rule in ["n * 2 / 2", "d * 2 / 2", "n + 1 - 1"] {
        assert_eq!(planned(rule, &most), "gives 9223372036854775807", "{rule}");
    }
    // What is whole stays whole on its way, and a decimal stays none.
    let rule = "switch n + 1 - n { 1 => 5, _ => 0 }";
    assert_eq!(planned(rule, &most), "gives 5");
    let least = Facts {
        n: i64::MIN,
        ..most
    };
    for rule in ["abs(n)", "-n", "n / -1"] {
        assert_eq!(planned(rule, &least), "gives 9223372036854775808", "{rule}");
    }
    assert_eq!(planned("n * 1.0", &least), "gives -9223372036854775808");
}

#[test]
fn a_number_that_grows_without_end_fails_in_words() {
    let rule = "let b = n * n * n * n * n * n * n * n; let c = b * b * b * b; c * c";
    let huge = Facts {
        n: i64::MAX,
        ..USUAL
    };
    assert!(planned(rule, &huge).contains("số quá lớn"));
}

#[test]
fn quotients_are_exact() {
    let of = |rule: &str| {
        planned(
            rule,
            &Facts {
                n: 70,
                d: number!(3),
                ..USUAL
            },
        )
    };
    assert_eq!(of("if n/d + n/d + n/d >= 70 { 1 } else { 0 }"), "gives 1");
    assert_eq!(of("if 1 / d * 3 == 1 { 1 } else { 0 }"), "gives 1");
    assert_eq!(of("steps(n/d + n/d + n/d, [[70, 5]])"), "gives 5");
    assert_eq!(
        of("round((mean([n, 71, n]) + mean([66, 66, 66]) + mean([n, 65, n])) * 70 / 300, 9)"),
        "gives 47.755555556"
    );
    assert_eq!(of("percent(n, d) * 3"), "gives 7000");
    assert_eq!(
        of("switch round(n / d, 2) { 23..24 => 4, _ => 0 }"),
        "gives 4"
    );
    assert!(of("percent(15, n - 70)").contains("mẫu số bằng 0 (15/0)"));
}

#[test]
fn zero_has_no_sign() {
    let none = Facts {
        n: 0,
        d: number!(0.00),
        ..USUAL
    };
    assert_eq!(planned("-d", &none), "gives 0");
    assert_eq!(planned("round(-0.3, 0)", &none), "gives 0");
    let rule = "ramp(5, #{ from: 0, base: 2, each: 1, add: -d, cap: 10 })";
    assert_eq!(planned(rule, &none), "gives 2");
}

#[test]
fn a_quotient_is_held_against_a_threshold_with_all_its_digits() {
    let of = |n, d| {
        planned(
            "steps(n / d, [[90, 10], [75, 7]])",
            &Facts { n, d, ..USUAL },
        )
    };
    assert_eq!(of(27_000, number!(300)), "gives 10");
    assert_eq!(of(269_999_999, number!(3000000)), "gives 7");
    assert_eq!(of(90, long("0.9999999999999999999999999999")), "gives 10");
    assert!(fails(&of(1, number!(0))));
}

#[test]
fn asking_for_what_is_absent_is_not_reading_it() {
    assert_eq!(usual("if given(absent) { absent } else { 3 }"), "gives 3");
    assert!(fails(&usual("if given(absent) { 1 } else { absent }")));
}

/// The bounds of the interpreter are bounds of what expressions give.
#[test]
fn a_rule_beyond_the_bounds_of_the_language_fails_with_a_plan_too() {
    let mut names = String::new();
    for at in 0..201 {
        let _ = write!(names, "let x{at} = {at}; ");
    }
    assert!(fails(&both(&(names + "5"), "", &USUAL)));
    let rows: Vec<String> = (0..180).map(|at| format!("[{}, {at}]", 200 - at)).collect();
    let table = format!("steps(n, [{}])", rows.join(", "));
    both(&table, "", &USUAL);
    let table = format!("let t = [{}]; steps(n, t)", rows.join(", "));
    assert!(fails(&both(&table, "", &USUAL)));
    let long = Facts {
        list: (0..600).collect(),
        ..USUAL
    };
    for rule in [
        "sum(list)",
        "list.len()",
        "count(list, 3)",
        "if 3 in list { 1 } else { 0 }",
    ] {
        both(rule, "", &long);
    }
    let many = format!("let p = 0; {}p", "if n in list { p += 1; } ".repeat(40));
    both(&many, "", &long);
    let mut functions = "fn f0(x) { x + 1 }\n".to_owned();
    for at in 1..12 {
        let _ = writeln!(functions, "fn f{at}(x) {{ f{}(x) }}", at - 1);
    }
    for at in 0..12 {
        both(&format!("f{at}(n)"), &functions, &USUAL);
    }
}

#[test]
fn a_value_used_twice_again_and_again_does_not_grow_without_end() {
    let mut rule = "let l0 = [n, 1]; ".to_owned();
    let mut words = "let w0 = if yes { \"a\" } else { \"b\" }; ".to_owned();
    let mut points = "let p = 0; ".to_owned();
    for at in 1..60 {
        let _ = write!(rule, "let l{at} = [l{0}[0] - l{0}[1], l{0}[1]]; ", at - 1);
        let _ = write!(
            words,
            "let w{at} = if w{0} == \"a\" {{ w{0} }} else {{ \"b\" }}; ",
            at - 1
        );
        let _ = write!(points, "if n > {at} {{ p += 1; }} ");
    }
    both(&(rule + "l59[0]"), "", &USUAL);
    both(&(words + "if w59 == \"a\" { 1 } else { 0 }"), "", &USUAL);
    assert_eq!(usual(&(points + "p")), "gives 46");
}

#[test]
fn what_a_plan_cannot_say_is_told_with_its_reason_and_its_place() {
    let reason = |rule: &str| {
        let book = deep(|| book(rule, ""));
        let rules = book.rules();
        let (reason, source, span) = rules[0].interpreted.clone()?;
        let source: Arc<Source> = source;
        Some((reason, source.text()[span].to_owned()))
    };
    let told = |reason: Unsupported, at: &str| Some((reason, at.to_owned()));
    assert_eq!(reason("n + 1"), None);
    let rule = "let s = 0; for x in list { s += x; } s";
    assert_eq!(reason(rule), told(Unsupported::Loop, "for"));
    let rule = "let l = [1]; l.push(n); l[0]";
    assert_eq!(
        reason(rule),
        told(Unsupported::Function("push".to_owned()), "push")
    );
    let rule = "let m = #{ a: 1 }; m.a = n; m.a";
    assert_eq!(reason(rule), told(Unsupported::Changes, "="));
    let rule = "list.map(|x| x + 1)[0]";
    assert_eq!(reason(rule), told(Unsupported::Closure, "|"));
    let rule = "let m = #{}; for x in list { m[\"a\"] = x; } m.a";
    assert_eq!(reason(rule), told(Unsupported::Loop, "for"));
    let rule = "if `${n}` == \"47\" { 1 } else { 0 }";
    assert_eq!(reason(rule), told(Unsupported::Words, "`"));
}
