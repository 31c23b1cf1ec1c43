//! Explanations tell the truth: what a trace says is what was judged, what a sheet lists adds up,
//! and what is said to be missing is neither too little nor too much.

mod sample;

use std::collections::BTreeMap;

use self::sample::sample;
use dvk::cohort::cohort_part;
use dvk::commendation::propose;
use dvk::evaluation::missing::{Found, Goal, missing};
use dvk::evaluation::{
    Evaluation, Outcome, RowTrace, SchemeEvaluation, ScoreSheet, Status, evaluate, judge_case,
    traces,
};
use dvk::locale::Locale;
use dvk::number;
use dvk::number::{Number, RoundEach};
use dvk::ranking::{List, Stands, over, rank};
use dvk::report::{self, Format};
use dvk::roster::{Nomination, Roster};
use dvk::rule::eval::Value;
use dvk::rule::{RuleId, Rulebook};
use dvk::scheme::{Better, Fact, FactEntry, FactKind, FactValue};
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::Value as Json;

/// A report as text.
fn text(report: std::io::Result<Vec<u8>>) -> String {
    let bytes = report.expect("the format holds so much");
    String::from_utf8(bytes).expect("the format is text")
}

fn books() -> &'static [Rulebook] {
    &sample().books
}

fn roster() -> &'static Roster {
    sample().roster.as_ref().expect("the sample has nominees")
}

/// What a nominee is changed by: the fact, whose value it takes instead, and a nudge.
type Swap = (Index, Index, i64);

fn swaps() -> impl Strategy<Value = (Index, Vec<Swap>)> {
    let swap = (any::<Index>(), any::<Index>(), -3..4_i64);
    (any::<Index>(), proptest::collection::vec(swap, 0..12))
}

fn nudged(fact: &Fact, given: &FactEntry, by: i64) -> FactEntry {
    let FactEntry::Reported(value) = given else {
        return given.clone();
    };
    let to = match value {
        FactValue::Integer(number) => FactValue::Integer(number + by),
        FactValue::Number(number) => {
            FactValue::Number(number + &(Number::whole(by) * number!(2.5)))
        }
        other => other.clone(),
    };
    let below = matches!(&to, FactValue::Number(number) if number.is_negative());
    if fact.is_in_range(&to) && !(below && fact.kind == FactKind::Percent) {
        FactEntry::Reported(to)
    } else {
        given.clone()
    }
}

/// The sample with one nominee changed by values of others of its scheme, and its index; nothing
/// where the facts would not hold together.
fn changed(pick: &Index, swaps: &[Swap]) -> Option<(Roster, usize)> {
    let mut roster = roster().clone();
    let at = pick.index(roster.nominations.len());
    let scheme = roster.nominations[at].scheme;
    let book = &books()[scheme];
    let alike: Vec<Nomination> = roster
        .nominations
        .iter()
        .filter(|one| one.scheme == scheme)
        .cloned()
        .collect();
    for (fact, from, by) in swaps {
        let fact = fact.index(book.scheme.facts.len());
        let from = &alike[from.index(alike.len())];
        let model = &book.scheme.facts[fact];
        if !model.unique {
            roster.nominations[at].facts[fact] = nudged(model, &from.facts[fact], *by);
        }
    }
    let known = roster.known(&roster.nominations[at]);
    let sound = book.fact_findings(&known).is_empty();
    let applies = matches!(book.applies(&known), Ok(Some(true)));
    (sound && applies).then_some((roster, at))
}

/// The judgement of a nominee, and where it stands.
fn judged<'e, 'a>(
    evaluation: &'e Evaluation<'a>,
    nomination: &Nomination,
) -> (&'e SchemeEvaluation<'a>, usize) {
    let scheme = &evaluation.schemes[nomination.scheme];
    let at = scheme
        .judged
        .iter()
        .position(|one| *one.id() == *nomination.id);
    (scheme, at.expect("everybody is judged"))
}

fn traces_agree(book: &Rulebook, roster: &Roster, one: &ScoreSheet<'_>) -> usize {
    let told = traces(book, roster, one);
    let mut compared = 0;
    for (at, (told, mark)) in told.iter().zip(&one.marks).enumerate() {
        let row = &book.scheme.criteria[at];
        let what = format!("{} {}", one.nomination.id, row.id);
        match told {
            RowTrace::Rule(trace) => {
                compared += 1;
                match (trace.gave.clone(), &mark.outcome) {
                    (Value::Number(gave), Outcome::Points(points)) => {
                        let round = book.scheme.points.round;
                        assert_eq!(
                            round.at(RoundEach::Criterion, gave.clone()),
                            *points,
                            "{what}"
                        );
                    }
                    (Value::YesNo(gave), Outcome::Met(met)) => assert_eq!(gave, *met, "{what}"),
                    other => panic!("{what}: {other:?}"),
                }
            }
            RowTrace::Applies(trace) => assert_eq!(trace.gave, Value::YesNo(false), "{what}"),
            RowTrace::Interpreter => {
                let plan = book.program(RuleId::Criterion(at));
                assert!(matches!(plan, Some(Err(_))), "{what} has a plan");
            }
            RowTrace::Nothing => assert!(
                matches!(mark.outcome, Outcome::Failed(_))
                    || mark.because != dvk::evaluation::Because::Rule,
                "{what} is not told"
            ),
        }
    }
    compared
}

#[test]
fn what_a_trace_gives_is_what_was_judged_for_every_rule_of_every_nominee_of_the_sample() {
    let evaluation = evaluate(books(), roster());
    let mut compared = 0;
    for scheme in &evaluation.schemes {
        for one in &scheme.sheets(roster()) {
            compared += traces_agree(scheme.book, roster(), one);
        }
    }
    assert!(compared > 1500, "only {compared} rules were told");
}

fn number(json: &Json) -> Number {
    let text = json.as_str().expect("points are strings");
    Number::parse(text).expect("points are plain digits")
}

/// The parts of the sum give the total, and the rows of each group the group.
fn adds_up(sheet: &Json) {
    let mut sum = Number::ZERO;
    for line in sheet["sum"].as_array().expect("there are lines") {
        match line["kind"].as_str() {
            Some("part") => sum += number(&line["points"]),
            _ => assert_eq!(sum, number(&line["points"]), "{line}"),
        }
    }
    if !sheet["total"].is_null() {
        assert_eq!(number(&sheet["total"]), sum, "{}", sheet["id"]);
    }
    let rows = sheet["rows"].as_array().expect("there are rows");
    let of = |kinds: [&str; 2]| -> Number {
        let is_of = |row: &&Json| {
            row["kind"]
                .as_str()
                .is_some_and(|kind| kinds.contains(&kind))
        };
        let rows = rows.iter().filter(is_of);
        let points = rows
            .map(|row| &row["points"])
            .filter(|points| !points.is_null());
        points.map(number).sum()
    };
    if !sheet["total"].is_null() {
        let lines = sheet["sum"].as_array().into_iter().flatten();
        let taken = lines.filter(|line| {
            ["Điểm trừ", "Deduction"].contains(&line["text"].as_str().unwrap_or(""))
        });
        let taken: Number = taken.map(|line| number(&line["points"])).sum();
        assert_eq!(
            of(["deduction", "deduction_adjustment"]),
            -taken,
            "{}",
            sheet["id"]
        );
    }
    // Where a row's rule failed there are no sums, and the sheet shows none.
    let reasons = sheet["reasons"].as_array().into_iter().flatten();
    let failed = sheet["status"] == "failed";
    if failed && reasons.clone().any(|reason| reason["kind"] == "criterion") {
        let is_sum = |row: &&Json| {
            let kind = row["kind"].as_str().unwrap_or("");
            kind.ends_with("adjustment") || kind == "group" && !row["points"].is_null()
        };
        assert_eq!(rows.iter().find(is_sum), None, "{}", sheet["id"]);
        assert!(sheet["total"].is_null() && sheet["sum"].as_array().is_some_and(Vec::is_empty));
    }
    for (at, group) in rows.iter().enumerate() {
        if group["kind"] != "group" || group["points"].is_null() {
            continue;
        }
        let depth = group["depth"].as_u64();
        let inside = rows[at + 1..]
            .iter()
            .take_while(|row| row["depth"].as_u64() > depth);
        let children = inside.filter(|row| {
            let adds =
                ["group", "scored", "adjustment"].contains(&row["kind"].as_str().unwrap_or(""));
            adds && row["depth"].as_u64() == depth.map(|depth| depth + 1)
                && !row["points"].is_null()
        });
        let sum: Number = children.map(|row| number(&row["points"])).sum();
        assert_eq!(
            sum,
            number(&group["points"]),
            "{} {}",
            sheet["id"],
            group["title"]
        );
    }
}

/// Letters and digits alone: tables break lines, Markdown escapes.
fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn sheets_agree(roster: &Roster, nominee: Option<usize>) {
    let proposal = propose(rank(evaluate(books(), roster)));
    for (scheme, judged) in proposal.ranking.evaluation.schemes.iter().enumerate() {
        for (at, one) in judged.judged.iter().enumerate() {
            if nominee.is_some_and(|nominee| *roster.nominations[nominee].id != *one.id()) {
                continue;
            }
            for locale in [Locale::Vi, Locale::En] {
                let options = report::Options {
                    locale,
                    width: None,
                    ..report::Options::default()
                };
                let [json, markdown, table, csv] =
                    [Format::Json, Format::Markdown, Format::Table, Format::Csv]
                        .map(|format| text(report::sheet(&proposal, scheme, at, format, &options)));
                let sheet: Json = serde_json::from_str(&json).expect("it is JSON");
                adds_up(&sheet);
                let markdown = bare(
                    &markdown
                        .replace("&gt;", "")
                        .replace("&lt;", "")
                        .replace("<br>", ""),
                );
                let (table, csv) = (bare(&table), bare(&csv));
                let rows = ["rows", "standards"].map(|part| sheet[part].as_array().expect("rows"));
                for row in rows.into_iter().flatten() {
                    let steps = row["steps"].as_array().map_or(&[][..], Vec::as_slice);
                    for step in steps {
                        let text = bare(step["text"].as_str().expect("a step has words"));
                        for (page, what) in [(&markdown, "md"), (&csv, "csv")] {
                            assert!(page.contains(&text), "{what}: {}", step["text"]);
                        }
                        assert!(table.contains(&text), "table: {}", step["text"]);
                    }
                    let title = bare(row["title"].as_str().expect("a row has a title"));
                    assert!(
                        markdown.contains(&title) && table.contains(&title),
                        "{title}"
                    );
                }
            }
        }
    }
}

#[test]
fn a_sheet_adds_up_and_says_the_same_in_every_format_for_every_nominee_of_the_sample() {
    sheets_agree(roster(), None);
}

/// What becomes of a nominee with one fact changed, the cohort numbers held as they are: by the
/// way that cases are judged, which knows nothing of the search.
/// An answer to a unit is in its words: what was read, against which line, by which paper.
#[test]
fn whoever_is_refused_or_not_proposed_is_told_by_what_figure_and_paper() {
    let roster = roster();
    let proposal = propose(rank(evaluate(books(), roster)));
    let (mut gates, mut conditions) = (0, 0);
    let options = report::Options {
        locale: Locale::Vi,
        width: None,
        ..report::Options::default()
    };
    for (at, scheme) in proposal.ranking.evaluation.schemes.iter().enumerate() {
        let model = &scheme.book.scheme;
        for (nominee, one) in scheme.judged.iter().enumerate() {
            let told = text(report::sheet(
                &proposal,
                at,
                nominee,
                Format::Json,
                &options,
            ));
            let sheet: Json = serde_json::from_str(&told).expect("JSON");
            for reason in sheet["reasons"].as_array().expect("a list") {
                if reason["kind"] != "gate" {
                    continue;
                }
                gates += 1;
                let mut known = model.gates.iter();
                let gate = known.find(|gate| reason["id"] == gate.id.as_str());
                let basis = gate.and_then(|gate| gate.basis.as_ref());
                let basis = basis.map(|basis| basis.get(Locale::Vi));
                assert_eq!(reason["basis"].as_str(), basis, "{}", one.id());
                let facts = reason["facts"].as_array().expect("what it read");
                assert!(facts.iter().all(|fact| fact["value"] != ""));
                assert!(!facts.is_empty(), "{}", one.id());
            }
            for award in sheet["awards"].as_array().expect("a list") {
                let text = award["text"].as_str().expect("words");
                assert!(!text.contains('`'), "{}: {text}", one.id());
                conditions += usize::from(text.contains("dưới mức"));
            }
        }
    }
    assert!(gates > 5 && conditions > 20, "{gates} {conditions}");
}

fn with(
    scheme: &SchemeEvaluation<'_>,
    roster: &Roster,
    one: &Nomination,
    fact: usize,
    to: FactValue,
) -> (Status, Option<usize>) {
    let mut changed = one.clone();
    changed.facts[fact] = FactEntry::Reported(to);
    let alone = Roster {
        nominations: vec![changed],
        ..roster.clone()
    };
    let known = alone.known(&alone.nominations[0]);
    if !scheme.book.fact_findings(&known).is_empty() {
        return (Status::Failed, None);
    }
    let cohorts = scheme.book.scheme.cohorts.iter().zip(&scheme.cohorts);
    let given: BTreeMap<_, _> = cohorts
        .map(|(cohort, figures)| figures.figure(cohort_part(cohort, &known).as_deref()))
        .enumerate()
        .collect();
    let sheet = judge_case(scheme.book, &alone, &given);
    (sheet.status(), sheet.class())
}

fn value(whole: bool, number: Number) -> FactValue {
    if whole {
        FactValue::Integer(number.to_i64().expect("whole facts are small"))
    } else {
        FactValue::Number(number)
    }
}

fn decimal(value: &FactValue) -> Option<(Number, bool)> {
    match value {
        FactValue::Integer(number) => Some((Number::from(*number), true)),
        FactValue::Number(number) => Some((number.clone(), false)),
        _ => None,
    }
}

/// Every change that is proposed brings the class, and one smallest step less does not; nor does
/// anything between, where it is said to be exact. Gives how many were proposed.
fn changes_are_just_enough(roster: &Roster, nominee: usize) -> usize {
    let evaluation = evaluate(books(), roster);
    let nomination = &roster.nominations[nominee];
    let (scheme, at) = judged(&evaluation, nomination);
    let mut proposed = 0;
    for class in 0..scheme.book.scheme.classes.len() {
        let found = missing(scheme, roster, at, Goal::Class(class));
        let reached = |fact: usize, to: FactValue| {
            let (status, own) = with(scheme, roster, nomination, fact, to);
            status == Status::Ranked && own.is_some_and(|own| own <= class)
        };
        for change in &found.changes {
            proposed += 1;
            let model = &scheme.book.scheme.facts[change.fact];
            let what = format!("{} {} {change:?}", nomination.id, model.id);
            assert!(model.is_in_range(&change.to), "{what}");
            assert!(reached(change.fact, change.to.clone()), "{what}");
            let (Some((from, _)), Some((to, whole)), Some(step)) =
                (decimal(&change.from), decimal(&change.to), &change.step)
            else {
                continue;
            };
            match model.better {
                Some(Better::Higher) => assert!(to > from, "{what}"),
                Some(Better::Lower) => assert!(to < from, "{what}"),
                _ => {}
            }
            let less = if to > from { &to - step } else { &to + step };
            assert!(
                !reached(change.fact, value(whole, less)),
                "one step less: {what}"
            );
            if change.found == Found::Exactly {
                let steps = (&to - &from).over(step).expect("a step is not 0");
                for part in 1..12 {
                    let part = Number::whole(part).over(&12.into()).expect("a part");
                    let between = &from + &((&steps * &part).floor() * step);
                    if between != to {
                        assert!(
                            !reached(change.fact, value(whole, between.clone())),
                            "{between}: {what}"
                        );
                    }
                }
            }
        }
    }
    proposed
}

#[test]
fn what_is_missing_for_a_nominee_of_the_sample_is_just_enough() {
    let nominees = (0..roster().nominations.len()).step_by(3);
    let proposed: usize = nominees
        .map(|at| changes_are_just_enough(roster(), at))
        .sum();
    assert!(proposed > 50, "only {proposed} changes were proposed");
}

#[test]
fn why_one_stands_above_another_is_told_as_they_are_ranked_for_every_two_of_the_sample() {
    let ranking = rank(evaluate(books(), roster()));
    let mut compared = BTreeMap::new();
    for (scheme, lists) in ranking.schemes.iter().enumerate() {
        let judged = &ranking.evaluation.schemes[scheme].judged;
        for one in 0..judged.len() {
            for other in 0..judged.len() {
                let told = over(&ranking, (scheme, one), (scheme, other));
                let both = |list: &List| {
                    let place = |at: usize| list.places.iter().find(|place| place.nominee == at);
                    Some((place(one)?.clone(), place(other)?.clone()))
                };
                let places = lists.iter().find_map(both);
                let (first, second) = (&judged[one], &judged[other]);
                let ties = [first, second].map(|one| one.ties().collect::<Vec<_>>());
                let what = format!("{} {} {told:?}", first.id(), second.id());
                match (&told.standing, places) {
                    (Stands::SameOne, _) => assert_eq!(one, other, "{what}"),
                    (Stands::ByTotal { above }, Some((here, there))) => {
                        assert_eq!(*above, here.rank < there.rank, "{what}");
                    }
                    (Stands::ByTie { above, step }, Some((here, there))) => {
                        assert_eq!(*above, here.rank < there.rank, "{what}");
                        assert_eq!(first.total(), second.total(), "{what}");
                        assert_ne!(ties[0][*step], ties[1][*step], "{what}");
                        assert_eq!(ties[0][..*step], ties[1][..*step], "{what}");
                    }
                    (Stands::BySettled { above }, Some((here, there))) => {
                        assert_eq!(*above, here.rank < there.rank, "{what}");
                        assert!(here.settled.is_some() && there.settled.is_some(), "{what}");
                        assert_eq!(ties[0], ties[1], "{what}");
                    }
                    (Stands::Equal(_), Some((here, there))) => {
                        assert_eq!(here.rank, there.rank, "{what}");
                    }
                    (Stands::NoPlace | Stands::OtherList, None) => {}
                    _ => panic!("{what}"),
                }
                let way = format!("{:?}", std::mem::discriminant(&told.standing));
                *compared.entry(way).or_insert(0) += 1;
                if let (Some(total), Some(below)) = (first.total(), second.total())
                    && one != other
                {
                    let rows: Number = told.rows.iter().map(|row| &row.by).sum();
                    assert_eq!(total - below, rows + &told.rest, "{what}");
                }
            }
        }
    }
    assert!(compared.len() >= 5, "{compared:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn what_a_trace_gives_is_what_was_judged_whatever_the_facts((pick, swaps) in swaps()) {
        if let Some((roster, at)) = changed(&pick, &swaps) {
            let evaluation = evaluate(books(), &roster);
            let (scheme, at) = judged(&evaluation, &roster.nominations[at]);
            traces_agree(scheme.book, &roster, &scheme.sheet(&roster, at));
        }
    }

    #[test]
    fn a_sheet_adds_up_and_says_the_same_in_every_format_whatever_the_facts((pick, swaps) in swaps()) {
        if let Some((roster, at)) = changed(&pick, &swaps) {
            sheets_agree(&roster, Some(at));
        }
    }

    #[test]
    fn the_proposed_change_brings_the_class_and_one_step_less_does_not((pick, swaps) in swaps()) {
        if let Some((roster, at)) = changed(&pick, &swaps) {
            changes_are_just_enough(&roster, at);
        }
    }
}
