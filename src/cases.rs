//! The cases beside the rules, run: a criterion's rule alone, and whole nominees.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::{Date, date};

use crate::diagnostic::{Diagnostics, Place};
use crate::evaluation::{Outcome, ScoreSheet, Status, judge_case, mark_alone};
use crate::locale::{Locale, Text};
use crate::number::{Number, Rounding};
use crate::parallel::deep;
use crate::period::Period;
use crate::roster::{Nomination, Roster, RowAddress};
use crate::rule::{RuleId, RuleProblem, Rulebook};
use crate::scheme::{
    Case, CriterionCase, Dated, Expected, FactEntry, FactValue, Name, Scheme, Spanned, Subject,
};
use crate::source::Span;

/// The work of all cases of a scheme together: so much, and so much for each.
const WORK: u64 = 500_000;
const WORK_OF_EACH: u64 = 2_500;

/// What a case gives, as a nominee of its own in a period of its own.
struct Given1 {
    roster: Roster,
    cohorts: BTreeMap<usize, Option<Number>>,
}

/// Runs every case of a scheme and reports those that do not come out as expected; gives how many
/// were run. The scheme and its rules must be sound.
pub fn run(book: &Rulebook, diagnostics: &mut Diagnostics) -> usize {
    let scheme = &book.scheme;
    let rows = scheme.criteria.iter().enumerate();
    let of_rows = rows.flat_map(|(at, row)| row.cases.iter().map(move |case| One::Of(at, case)));
    let whole = scheme.cases.iter().enumerate();
    let all: Vec<One<'_>> = of_rows
        .chain(whole.map(|(at, case)| One::Whole(at, case)))
        .collect();
    deep(|| {
        let budget = book.budget(WORK + WORK_OF_EACH * all.len() as u64);
        for (run, one) in all.iter().enumerate() {
            let mut found = Diagnostics::default();
            let span = match *one {
                One::Of(at, case) => {
                    budget.spend(book.work_of(RuleId::Criterion(at)));
                    of_criterion(book, at, case, &mut found);
                    &case.span
                }
                One::Whole(at, case) => {
                    budget.spend(book.work());
                    of_nominee(book, at, case, &mut found);
                    &case.span
                }
            };
            if budget.is_spent() {
                let problem = RuleProblem::CasesTooMany {
                    run,
                    all: all.len(),
                    what: one.text(scheme),
                };
                diagnostics.report(Place::text(&scheme.source, span.clone()), problem);
                return run;
            }
            diagnostics.append(found);
        }
        all.len()
    })
}

/// A case of a criterion, by index, or of a whole nominee.
enum One<'s> {
    Of(usize, &'s CriterionCase),
    Whole(usize, &'s Case),
}

impl One<'_> {
    fn text(&self, scheme: &Scheme) -> Text {
        match self {
            Self::Of(at, _) => RuleId::Criterion(*at).text(scheme),
            Self::Whole(at, case) => whole(*at, case),
        }
    }
}

/// A whole case, in words.
fn whole(at: usize, case: &Case) -> Text {
    match &case.id {
        Some(id) => Text::both(format!("trường hợp mẫu `{id}`"), format!("the case `{id}`")),
        None => Text::both(
            format!("trường hợp mẫu thứ {}", at + 1),
            format!("case number {}", at + 1),
        ),
    }
}

/// The first day on which the scheme and the figures of these values hold.
fn first_day<'s>(scheme: &Scheme, values: impl Iterator<Item = &'s [Dated]>) -> Date {
    let from = scheme.in_force.from.unwrap_or(date(2000, 1, 1));
    values
        .filter_map(|dated| dated.first())
        .map(|dated| dated.from)
        .fold(from, Date::max)
}

fn of_criterion(book: &Rulebook, at: usize, case: &CriterionCase, diagnostics: &mut Diagnostics) {
    let scheme = &book.scheme;
    let sites = [RuleId::Criterion(at), RuleId::CriterionApplies(at)];
    let reads = sites.iter().flat_map(|site| book.reads(*site));
    let values = reads.filter_map(|(_, name)| match name {
        Name::Value(value) => Some(scheme.values[*value].dated.as_slice()),
        _ => None,
    });
    let day = case.date.unwrap_or_else(|| first_day(scheme, values));
    let given = given(scheme, Some(at), day, &case.given, Vec::new());
    let cohorts: Vec<_> = (0..scheme.cohorts.len())
        .map(|at| given.cohorts.get(&at).cloned().flatten())
        .collect();
    let known = given.roster.known(&given.roster.nominations[0]);
    let found = match mark_alone(book, at, &known, &cohorts) {
        Err(name) => Text::both(
            format!("không tính được vì chưa cho `{name}`"),
            format!("nothing, because `{name}` is not given"),
        ),
        Ok(mark) => {
            let round = scheme.points.round;
            let fits = comes_out(&mark.outcome, &case.expected, round);
            if fits {
                return;
            }
            outcome(&mark.outcome, round.digits)
        }
    };
    let what = RuleId::Criterion(at).text(scheme);
    report(
        scheme,
        &case.span,
        &what,
        &expected(&case.expected),
        &found,
        diagnostics,
    );
}

fn report(
    scheme: &Scheme,
    span: &Span,
    what: &Text,
    required: &Text,
    found: &Text,
    diagnostics: &mut Diagnostics,
) {
    let problem = RuleProblem::CaseFails {
        what: what.clone(),
        required: required.clone(),
        found: found.clone(),
    };
    diagnostics.report(Place::text(&scheme.source, span.clone()), problem);
}

fn points(number: &Number) -> Text {
    let plain = number.shown();
    Text::both(
        format!("{} điểm", Locale::Vi.number(&plain)),
        format!("{plain} points"),
    )
}

fn met(met: bool) -> Text {
    if met {
        Text::both("đạt", "met")
    } else {
        Text::both("không đạt", "not met")
    }
}

fn expected(expected: &Expected) -> Text {
    match expected {
        Expected::Points(number) => points(number),
        Expected::Met(flag) => met(*flag),
        Expected::Dropped => Text::both("bỏ khỏi thang điểm", "to be dropped"),
        Expected::Fails => Text::both("báo lỗi", "to fail"),
    }
}

fn outcome(outcome: &Outcome, digits: u32) -> Text {
    match outcome {
        Outcome::Points(number) => points(&number.round(digits)),
        Outcome::Met(flag) => met(*flag),
        Outcome::Dropped => Text::both("bỏ khỏi thang điểm", "a dropped row"),
        Outcome::Failed(failure) => Text::both(
            format!("lỗi: {}", failure.message.get(Locale::Vi)),
            format!("a failure: {}", failure.message.get(Locale::En)),
        ),
    }
}

/// Whether a row came out as expected, points as the scheme prints them.
fn comes_out(outcome: &Outcome, expected: &Expected, round: Rounding) -> bool {
    match (outcome, expected) {
        (Outcome::Points(points), Expected::Points(expected)) => round.apply(points) == *expected,
        (Outcome::Met(met), Expected::Met(expected)) => met == expected,
        (Outcome::Dropped, Expected::Dropped) | (Outcome::Failed(_), Expected::Fails) => true,
        _ => false,
    }
}

/// Makes a nominee of what a case gives.
fn given(
    scheme: &Scheme,
    row: Option<usize>,
    day: Date,
    pairs: &[(Spanned<String>, FactEntry)],
    history: Vec<crate::scheme::PastAward>,
) -> Given1 {
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
    let subject = match words.get("subject").map(|word| &**word) {
        Some("individual") => Subject::Individual,
        Some("household") => Subject::Household,
        Some(_) => Subject::Collective,
        None => scheme.subject.unwrap_or(Subject::Collective),
    };
    let id: Arc<str> = "case".into();
    let nomination = Nomination {
        id: Arc::clone(&id),
        name: String::new(),
        subject,
        unit: words.get("unit").cloned(),
        field: words.get("field").cloned(),
        received: days.get("received").copied(),
        scheme: 0,
        facts,
        row: RowAddress {
            file: scheme.source.name().into(),
            row: 0,
        },
    };
    let period = Period {
        start: days.get("period_start").copied(),
        end: days.get("period_end").copied(),
        deadline: days.get("deadline").copied(),
        ..Period::on(day)
    };
    let history = [(id, history)].into_iter().collect();
    let roster = Roster {
        period,
        nominations: vec![nomination],
        history,
        ..Roster::on(day)
    };
    Given1 { roster, cohorts }
}

fn of_nominee(book: &Rulebook, at: usize, case: &Case, diagnostics: &mut Diagnostics) {
    let scheme = &book.scheme;
    let values = scheme.values.iter().map(|value| value.dated.as_slice());
    let day = case.date.unwrap_or_else(|| first_day(scheme, values));
    let mut history = case.history.clone();
    history.sort();
    let given = given(scheme, None, day, &case.given, history);
    let sheet = judge_case(book, &given.roster, &given.cohorts);
    let what = whole(at, case);
    let mut differs = |span: &Span, required: Text, found: Text| {
        report(scheme, span, &what, &required, &found, diagnostics);
    };
    let expect = &case.expect;
    if let Some(status) = &expect.status
        && status.value != sheet.status().word()
    {
        let required = Text::vi(format!("`{}`", status.value));
        differs(&status.span, required, status_found(&sheet));
    }
    let round = scheme.points.round;
    let number = |number: Option<&Number>, sheet: &ScoreSheet<'_>| match number {
        Some(number) => points(&round.apply(number)),
        None => status_found(sheet),
    };
    if let Some(total) = &expect.total
        && sheet.total() != Some(&total.value)
    {
        differs(
            &total.span,
            points(&total.value),
            number(sheet.total(), &sheet),
        );
    }
    if let Some(class) = &expect.class {
        let found = sheet.class().map(|at| scheme.classes[at].id.as_str());
        if found != Some(class.value.as_str()) {
            let found = match (found, sheet.status()) {
                (Some(found), _) => Text::vi(format!("`{found}`")),
                (None, Status::Ranked) => Text::both("không xếp loại nào", "no class"),
                (None, _) => status_found(&sheet),
            };
            differs(&class.span, Text::vi(format!("`{}`", class.value)), found);
        }
    }
    for (row, wanted) in &expect.points {
        let mark = sheet.marks.get(*row);
        if !mark.is_some_and(|mark| comes_out(&mark.outcome, &wanted.value, round)) {
            let id = &scheme.criteria[*row].id;
            let found = match mark {
                Some(mark) => outcome(&mark.outcome, round.digits),
                None => status_found(&sheet),
            };
            differs(
                &wanted.span,
                named(id, &expected(&wanted.value)),
                named(id, &found),
            );
        }
    }
    for (group, expected) in &expect.groups {
        let found = sheet.groups.get(*group).map(|sum| &sum.points);
        if found.map(|found| round.apply(found)).as_ref() != Some(&expected.value) {
            let id = &scheme.groups[*group].id;
            let required = named(id, &points(&expected.value));
            differs(&expected.span, required, named(id, &number(found, &sheet)));
        }
    }
}

fn named(id: &str, text: &Text) -> Text {
    Text::both(
        format!("`{id}` {}", text.get(Locale::Vi)),
        format!("`{id}` {}", text.get(Locale::En)),
    )
}

/// The status and why, in a line.
fn status_found(sheet: &ScoreSheet<'_>) -> Text {
    let reasons = |locale| {
        let reasons = sheet
            .reasons()
            .iter()
            .map(|reason| reason.message.get(locale).to_owned());
        let reasons = reasons.collect::<Vec<_>>().join("; ");
        if reasons.is_empty() {
            String::new()
        } else {
            format!(" ({reasons})")
        }
    };
    let word = sheet.status().word();
    Text::both(
        format!("`{word}`{}", reasons(Locale::Vi)),
        format!("`{word}`{}", reasons(Locale::En)),
    )
}
