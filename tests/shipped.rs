//! The shipped schemes: sound, whole, tested at their thresholds, and plainly samples.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::Builder;

use dvk::diagnostic::render;
use dvk::evaluation::{Outcome, judge_case, mark_alone};
use dvk::loading::{File, Options, load};
use dvk::locale::Locale;
use dvk::number;
use dvk::number::Number;
use dvk::roster::{Nomination, Period, Roster, RowAddress};
use dvk::rule::{RuleId, Rulebook};
use dvk::scheme::{
    Criterion, CriterionKind, FactEntry, FactValue, GroupTake, Name, PastAward, Rescale, Scheme,
    Spanned, Subject,
};
use jiff::ToSpan as _;
use jiff::civil::{Date, date};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("criteria")
}

/// The names of the schemes, in order.
fn names() -> Vec<String> {
    let entries = fs::read_dir(folder()).expect("the folder is there");
    let names = entries.map(|entry| entry.expect("the folder can be read").file_name());
    let names = names.filter_map(|name| name.into_string().ok());
    let mut names: Vec<String> = names.filter(|name| name.ends_with(".toml")).collect();
    names.sort();
    assert!(names.len() >= 5, "five schemes are shipped: {names:?}");
    names
}

fn file(name: &str) -> File {
    File {
        name: name.to_owned(),
        bytes: fs::read(folder().join(name)).expect("the file is there"),
    }
}

/// Does something with each scheme, loaded by itself without a finding. Rules nest deep, which
/// the usual stack of a test does not hold in a debug build.
fn each(work: impl Fn(&str, &Rulebook) + Send + 'static) {
    let all = move || {
        for name in names() {
            let library = |_: &str, name: &str| Some(file(name));
            let loaded = load(&[file(&name)], &library, &Options::default());
            let findings = render(&loaded.diagnostics, Locale::Vi, false);
            // A function that another scheme calls is called by no rule of this one.
            let own = findings
                .split("\n\n")
                .map(str::trim)
                .filter(|it| !it.is_empty());
            let own: Vec<_> = own.filter(|it| !it.contains("[function-unused]")).collect();
            assert!(own.is_empty(), "{own:?}");
            work(&name, &loaded.books[0]);
        }
    };
    let thread = Builder::new().stack_size(32 << 20).spawn(all);
    let result = thread.expect("the system has a thread left").join();
    result.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
}

#[test]
fn every_scheme_loads_without_a_finding_alone_and_together() {
    each(|_, _| {});
    let files: Vec<File> = names().iter().map(|name| file(name)).collect();
    let library = |_: &str, name: &str| Some(file(name));
    let loaded = load(&files, &library, &Options::default());
    let findings = render(&loaded.diagnostics, Locale::Vi, false);
    assert!(findings.is_empty(), "{findings}");
    assert!(loaded.cases > 300, "{} cases", loaded.cases);
}

#[test]
fn every_scheme_says_at_its_top_that_its_figures_are_a_sample() {
    for name in names() {
        let text = String::from_utf8(file(&name).bytes).expect("a scheme is text");
        let top: Vec<&str> = text.lines().take(3).collect();
        assert!(
            top.join("\n").contains("SỐ LIỆU MINH HỌA"),
            "{name}: {top:?}"
        );
    }
}

#[test]
fn every_scheme_has_a_hundred_points_and_twelve_criteria_each_with_basis_and_cases() {
    each(|name, book| {
        let scheme = &book.scheme;
        assert_eq!(scheme.points.scale, number!(100), "{name}");
        assert!(scheme.criteria.len() >= 12, "{name}");
        assert!(!scheme.basis.is_empty(), "{name} names no paper");
        assert!(!scheme.cases.is_empty(), "{name} has no whole case");
        for row in &scheme.criteria {
            let basis = row.basis.as_ref().map(|basis| basis.get(Locale::Vi));
            assert!(
                basis.is_some_and(|basis| !basis.is_empty()),
                "{name} {}",
                row.id
            );
            assert!(row.cases.len() >= 2, "{name} {} has too few cases", row.id);
            for text in std::iter::once(&row.title).chain(&row.basis) {
                assert_ne!(text.get(Locale::Vi), row.id, "{name} {}", row.id);
            }
        }
    });
}

/// What a case gives, changed at one name.
type Pairs = Vec<(Spanned<String>, FactEntry)>;

/// The first day on which the scheme and the figures that a row reads hold.
fn first_day(book: &Rulebook, names: &[Name]) -> Date {
    let scheme = &book.scheme;
    let from = scheme.in_force.from.unwrap_or(date(2000, 1, 1));
    let dated = names.iter().filter_map(|name| match name {
        Name::Value(at) => scheme.values[*at].dated.first(),
        _ => None,
    });
    dated.map(|dated| dated.from).fold(from, Date::max)
}

/// A nominee of what a case gives, of one row or as a whole, and the cohort numbers it names.
fn nominee(
    scheme: &Scheme,
    row: Option<usize>,
    day: Date,
    pairs: &Pairs,
    history: &[PastAward],
) -> (Roster, BTreeMap<usize, Option<Number>>) {
    let mut facts = vec![FactEntry::Missing; scheme.facts.len()];
    let mut cohorts = BTreeMap::new();
    let mut words: BTreeMap<&str, Arc<str>> = BTreeMap::new();
    let mut days: BTreeMap<&str, Date> = BTreeMap::new();
    for (name, value) in pairs {
        let word = name.value.as_str();
        let named = row.map_or_else(|| scheme.name(word), |row| scheme.name_in(row, word));
        match (named, value) {
            (Some(Name::Fact(at)), value) => facts[at] = value.clone(),
            (Some(Name::Cohort(at)), FactEntry::Reported(FactValue::Number(number))) => {
                cohorts.insert(at, Some(number.clone()));
            }
            (Some(Name::Cohort(at)), _) => {
                cohorts.insert(at, None);
            }
            (_, FactEntry::Reported(FactValue::Text(text))) => {
                words.insert(&name.value, Arc::clone(text));
            }
            (_, FactEntry::Reported(FactValue::Date(date))) => {
                days.insert(&name.value, *date);
            }
            _ => {}
        }
    }
    let id: Arc<str> = "case".into();
    let nomination = Nomination {
        id: Arc::clone(&id),
        name: String::new(),
        subject: scheme.subject.unwrap_or(Subject::Collective),
        unit: words.get("unit").cloned(),
        field: words.get("field").cloned(),
        received: days.get("received").copied(),
        scheme: 0,
        facts,
        row: RowAddress {
            file: "case".into(),
            row: 1,
        },
    };
    let period = Period {
        start: days.get("period_start").copied(),
        end: days.get("period_end").copied(),
        deadline: days.get("deadline").copied(),
        ..Period::on(day)
    };
    let mut history = history.to_vec();
    history.sort();
    let roster = Roster {
        period,
        nominations: vec![nomination],
        history: [(id, history)].into(),
        ..Roster::on(day)
    };
    (roster, cohorts)
}

/// What a row comes to on what is given; nothing where something is missing for it.
fn comes_to(book: &Rulebook, at: usize, day: Date, pairs: &Pairs) -> Option<Outcome> {
    let (roster, given) = nominee(&book.scheme, Some(at), day, pairs, &[]);
    let cohorts = 0..book.scheme.cohorts.len();
    let cohorts: Vec<_> = cohorts
        .map(|at| given.get(&at).cloned().flatten())
        .collect();
    let known = roster.known(&roster.nominations[0]);
    let mark = mark_alone(book, at, &known, &cohorts).ok()?;
    Some(mark.outcome)
}

/// A value one smallest step away, in every direction there is.
fn neighbours(scheme: &Scheme, name: &str, value: &FactEntry) -> Vec<FactEntry> {
    let FactEntry::Reported(value) = value else {
        return Vec::new();
    };
    let values = match value {
        FactValue::Integer(number) => vec![
            FactValue::Integer(number - 1),
            FactValue::Integer(number + 1),
        ],
        FactValue::Number(number) => vec![
            FactValue::Number(number.subtract(&number!(0.01)).expect("it is short")),
            FactValue::Number(number.add(&number!(0.01)).expect("it is short")),
        ],
        FactValue::YesNo(flag) => vec![FactValue::YesNo(!flag)],
        FactValue::Date(date) => [-1, 1]
            .into_iter()
            .filter_map(|days| date.checked_add(days.days()).ok())
            .map(FactValue::Date)
            .collect(),
        FactValue::Text(word) => {
            let Some(Name::Fact(at)) = scheme.name(name) else {
                return Vec::new();
            };
            let choices = scheme.facts[at].choices();
            let others = choices.iter().filter(|(choice, _)| choice != word);
            others
                .map(|(choice, _)| FactValue::Text(Arc::clone(choice)))
                .collect()
        }
        FactValue::List(items) => {
            let step = |item: &FactValue| match item {
                FactValue::Number(number) => {
                    FactValue::Number(number.subtract(&number!(0.01)).expect("it is short"))
                }
                FactValue::Integer(number) => FactValue::Integer(number - 1),
                other => other.clone(),
            };
            vec![
                FactValue::List(items.iter().skip(1).cloned().collect()),
                FactValue::List(items.iter().map(step).collect()),
            ]
        }
    };
    values.into_iter().map(FactEntry::Reported).collect()
}

/// Whether one smallest step of one thing given changes what a case comes to.
fn stands_on_a_threshold(book: &Rulebook, at: usize, row: &Criterion) -> bool {
    let sites = [RuleId::Criterion(at), RuleId::CriterionApplies(at)];
    let reads = sites.iter().flat_map(|site| book.reads(*site));
    let reads: Vec<Name> = reads.map(|(_, name)| *name).collect();
    row.cases.iter().any(|case| {
        let day = case.date.unwrap_or_else(|| first_day(book, &reads));
        let here = format!("{:?}", comes_to(book, at, day, &case.given));
        (0..case.given.len()).any(|changed| {
            let (name, value) = &case.given[changed];
            neighbours(&book.scheme, &name.value, value)
                .into_iter()
                .any(|neighbour| {
                    let mut pairs = case.given.clone();
                    pairs[changed].1 = neighbour;
                    let there = comes_to(book, at, day, &pairs);
                    there.is_some() && format!("{there:?}") != here
                })
        })
    })
}

/// Standards that only ask about a choice or a date far away have no threshold near a case.
#[test]
fn every_row_with_points_has_a_case_on_a_threshold() {
    each(|name, book| {
        let rows = book.scheme.criteria.iter().enumerate();
        let rows = rows.filter(|(_, row)| row.kind.has_points());
        let off = rows.filter(|(at, row)| !stands_on_a_threshold(book, *at, row));
        let off: Vec<&str> = off.map(|(_, row)| row.id.as_str()).collect();
        assert!(
            off.is_empty(),
            "{name}: no case of {off:?} changes with the smallest step of anything it gives"
        );
    });
}

#[test]
fn in_every_whole_case_the_sums_hold() {
    each(|name, book| {
        let scheme = &book.scheme;
        let values = 0..scheme.values.len();
        let day = first_day(book, &values.map(Name::Value).collect::<Vec<_>>());
        let mut added = 0;
        for case in &scheme.cases {
            let day = case.date.unwrap_or(day);
            let (roster, cohorts) = nominee(scheme, None, day, &case.given, &case.history);
            let sheet = judge_case(book, &roster, &cohorts);
            let Some(sums) = &sheet.sums else { continue };
            added += 1;
            let what = case.id.clone().unwrap_or_default();
            let points = |at: usize| sheet.marks[at].points().cloned().unwrap_or_default();
            let of_kind = |kind: CriterionKind| {
                let rows = scheme.criteria.iter().enumerate();
                let rows = rows.filter(move |(_, row)| row.kind == kind);
                rows.map(|(at, _)| points(at)).sum::<Number>()
            };
            for (at, row) in scheme.criteria.iter().enumerate() {
                let most = row.max.clone().unwrap_or(number!(1000));
                assert!(
                    (Number::ZERO..=most).contains(&points(at)),
                    "{name} {what} {}",
                    row.id
                );
            }
            for (at, group) in scheme.groups.iter().enumerate() {
                let rows = scheme.rows_in(at);
                let rows = rows.filter(|(_, row)| row.kind == CriterionKind::Scored);
                let inner = scheme.groups_in(Some(at));
                let inner = inner.filter(|(_, group)| group.is_scored());
                let rows = rows.map(|(at, _)| points(at));
                let inner = inner.map(|(at, _)| sheet.groups[at].points.clone());
                let all: Vec<Number> = rows.chain(inner).collect();
                let combined = match group.take {
                    GroupTake::Sum => all.iter().sum(),
                    GroupTake::Best => all.iter().max().cloned().unwrap_or_default(),
                };
                assert_eq!(
                    sheet.groups[at].rows, combined,
                    "{name} {what} {}",
                    group.id
                );
                assert!(
                    !group.is_scored() || sheet.groups[at].points <= group.max,
                    "{name} {what} {}",
                    group.id
                );
            }
            let tops = scheme
                .groups_in(None)
                .filter(|(_, group)| group.is_scored())
                .map(|(at, _)| sheet.groups[at].points.clone());
            let alone = scheme
                .criteria
                .iter()
                .enumerate()
                .filter(|(_, row)| row.group.is_none() && row.kind == CriterionKind::Scored);
            let scored = tops.sum::<Number>() + alone.map(|(at, _)| points(at)).sum::<Number>();
            assert_eq!(sums.scored, scored, "{name} {what}");
            assert!(sums.assigned <= scheme.points.scale, "{name} {what}");
            if sums.assigned == scheme.points.scale || scheme.points.rescale != Rescale::Total {
                assert_eq!(sums.score, scored, "{name} {what}");
            } else {
                assert_eq!(
                    Some(&sums.score),
                    (scored * &scheme.points.scale)
                        .over(&sums.assigned)
                        .as_ref(),
                    "{name} {what}"
                );
            }
            assert!(sums.bonus <= of_kind(CriterionKind::Bonus), "{name} {what}");
            assert_eq!(
                sums.deduction,
                of_kind(CriterionKind::Deduction),
                "{name} {what}"
            );
            assert_eq!(
                sums.unbounded,
                &sums.score + &sums.bonus - &sums.deduction,
                "{name} {what}"
            );
            let bounded = (&sums.unbounded).max(&scheme.points.least);
            let most = scheme.points.most.as_ref();
            let bounded = most.map_or(bounded, |most| bounded.min(most));
            assert_eq!(
                sums.total,
                scheme.points.round.apply(bounded),
                "{name} {what}"
            );
            if let Some(total) = &case.expect.total {
                assert_eq!(sums.total, total.value, "{name} {what}");
            }
        }
        assert!(added > 0, "{name}: no case has a total");
    });
}
