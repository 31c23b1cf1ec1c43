//! The facts and figures that a row's rule reads, with their values for this nominee.

use super::model::{Reading, UnitClassReport, WithdrawnReport};
use crate::evaluation::{Because, ScoreSheet, UnitClass, UnitStanding};
use crate::number::Number;
use crate::report::context::Context;
use crate::report::names;
use crate::rule::RuleId;
use crate::scheme::{DatedNumber, FactValue, Name};

/// How many digits are shown of a cohort number, which may go on for ever.
const COHORT_DIGITS: u32 = 4;

/// What the row's rule and its `applies` read, in order of appearance.
pub(super) fn readings(view: &Context<'_>, one: &ScoreSheet<'_>, criterion: usize) -> Vec<Reading> {
    let own = [
        RuleId::CriterionApplies(criterion),
        RuleId::Criterion(criterion),
    ];
    // What the row is missing is in its remarks already.
    let missing = match &one.marks[criterion].because {
        Because::NotAssigned(name) => Some(&**name),
        _ => None,
    };
    names_read(view, &own)
        .into_iter()
        .filter(|name| Some(*name) != missing)
        .filter_map(|name| reading(view, one, name))
        .collect()
}

/// What a rule that runs after the points reads: also the total, the class, rows and standards.
pub(in crate::report) fn readings_late(
    view: &Context<'_>,
    one: &ScoreSheet<'_>,
    site: RuleId,
) -> Vec<Reading> {
    let late = |name: &str| late(view, one, name).or_else(|| reading(view, one, name));
    names_read(view, &[site])
        .into_iter()
        .filter_map(late)
        .collect()
}

/// What rows cannot read, or what a sheet says of its nominee in another place already.
fn late(view: &Context<'_>, one: &ScoreSheet<'_>, name: &str) -> Option<Reading> {
    let scheme = view.scheme();
    let words = view.words;
    let nomination = &one.nomination;
    let row = |at: usize| view.text(&scheme.criteria[at].title);
    let (label, value) = match scheme.name(name)? {
        Name::Total => (words.total(), view.points(one.total()?)),
        Name::Class => {
            let class = one.class().map(|_| view.class(one.class()));
            (words.class(), class.unwrap_or(words.no_class()).to_owned())
        }
        Name::Criterion(at) => (row(at), view.points(one.marks.get(at)?.points()?)),
        Name::Standard(at) => {
            let met = one.marks.get(at)?.met()?;
            let said = if met { words.met() } else { words.not_met() };
            (row(at), said.to_owned())
        }
        Name::Subject => {
            let subject = nomination.subject.text();
            (words.subject(), view.text(&subject).to_owned())
        }
        Name::Unit => (words.unit(), nomination.unit.as_deref()?.to_owned()),
        Name::Field => {
            let field = nomination.field.as_deref()?;
            (words.field(), names::field(field, view.locale).to_owned())
        }
        _ => return None,
    };
    Some(Reading {
        id: name.to_owned(),
        label: label.to_owned(),
        value,
        basis: None,
    })
}

/// What is known of the class of the nominee's unit.
pub(super) fn unit_classes(view: &Context<'_>, one: &ScoreSheet<'_>) -> Vec<UnitClassReport> {
    let words = view.words;
    let told = |unit: &UnitClass| {
        let fact = &view.scheme().facts[unit.fact];
        let class = match &unit.standing {
            UnitStanding::Classed(class) => Some(class.clone()),
            _ => None,
        };
        let text = match &unit.standing {
            UnitStanding::Classed(_) => {
                let given = one.nomination.facts.get(unit.fact);
                given.map_or_else(String::new, |given| view.given(fact, given))
            }
            UnitStanding::NoClass => words.no_class().to_owned(),
            UnitStanding::Without(status) if unit.standing.is_open() => {
                words.unit_not_yet(view.status(*status))
            }
            UnitStanding::Without(status) => words.unit_without(view.status(*status)),
            UnitStanding::NotThere => words.unit_not_there().to_owned(),
        };
        let text = match &unit.collective {
            Some(id) if !view.is_own => words.of_collective(&text, id),
            _ => text,
        };
        UnitClassReport {
            fact: fact.id.clone(),
            scheme: unit.scheme.clone(),
            collective: unit
                .collective
                .as_deref()
                .filter(|_| !view.is_own)
                .map(str::to_owned),
            class,
            text,
        }
    };
    one.units().iter().map(told).collect()
}

/// The names that rules read, each once.
fn names_read<'b>(view: &Context<'b>, rules: &[RuleId]) -> Vec<&'b str> {
    let mut names: Vec<&str> = Vec::new();
    for (name, _) in rules.iter().flat_map(|rule| view.book.reads(*rule)) {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    names
}

fn reading(view: &Context<'_>, one: &ScoreSheet<'_>, name: &str) -> Option<Reading> {
    let scheme = view.scheme();
    let nomination = &one.nomination;
    let words = view.words;
    let day = |day| view.locale.date(day);
    let (label, value) = match scheme.name(name)? {
        Name::Fact(at) => {
            let fact = &scheme.facts[at];
            (
                view.text(&fact.label),
                view.given(fact, nomination.facts.get(at)?),
            )
        }
        Name::Value(at) => {
            let label = view.text(&scheme.values[at].label);
            (label, view.number(figure(view, one, at)?))
        }
        Name::Cohort(at) => {
            let cohort = &scheme.cohorts[at];
            let label = cohort.label.as_ref().map_or(name, |label| view.text(label));
            let figure = one.cohorts.get(at).and_then(Option::as_ref);
            let value = figure.map(|figure| cohort_figure(view, figure));
            (label, value.unwrap_or_else(|| words.no_figure().to_owned()))
        }
        Name::Group(at) => {
            let sum = one.groups.get(at)?;
            (
                view.text(&scheme.groups[at].title),
                view.points(&sum.points),
            )
        }
        Name::Date => (words.review_day(), day(view.period.date)),
        Name::Deadline => (words.deadline(), day(view.period.deadline?)),
        Name::Received => (words.received(), day(nomination.received?)),
        Name::PeriodStart => (words.period_start(), day(view.period.start?)),
        Name::PeriodEnd => (words.period_end(), day(view.period.end?)),
        Name::Max
        | Name::Subject
        | Name::Unit
        | Name::Field
        | Name::Total
        | Name::Class
        | Name::Criterion(_)
        | Name::Standard(_) => return None,
    };
    Some(Reading {
        id: name.to_owned(),
        label: label.to_owned(),
        value,
        basis: basis(view, name),
    })
}

/// A cohort number: a mean may go on for ever.
fn cohort_figure(view: &Context<'_>, figure: &Number) -> String {
    let about = if figure.is_endless() { "≈" } else { "" };
    format!("{about}{}", view.number(&figure.round(COHORT_DIGITS)))
}

/// The paper behind a figure that holds on the day of the review.
fn basis(view: &Context<'_>, name: &str) -> Option<String> {
    let scheme = view.scheme();
    let Some(Name::Value(at)) = scheme.name(name) else {
        return None;
    };
    let figure = scheme.values[at].on(view.period.date)?;
    let basis = figure.basis.as_ref()?;
    Some(view.text(basis).to_owned())
}

/// The figure of a value that holds on the day of the review, for this nominee.
fn figure<'v>(view: &Context<'v>, one: &ScoreSheet<'_>, at: usize) -> Option<&'v Number> {
    let value = &view.scheme().values[at];
    match &value.on(view.period.date)?.number {
        DatedNumber::One(number) => Some(number),
        DatedNumber::ByChoice(numbers) => {
            let given = one.nomination.facts.get(value.by?)?.value()?;
            let FactValue::Text(word) = given else {
                return None;
            };
            let found = numbers.iter().find(|(known, _)| **known == **word);
            found.map(|(_, number)| number)
        }
    }
}

/// The earlier awards of a nominee that were withdrawn by the day of the review.
pub(super) fn withdrawn(view: &Context<'_>, nominee: &str) -> Vec<WithdrawnReport> {
    let all = view.roster.withdrawn.get(nominee).into_iter().flatten();
    let told = all.map(|(past, day)| {
        let mut awards = view.scheme().awards.iter();
        let award = awards.find(|award| award.id == past.award);
        let title = award.map_or(&*past.award, |award| view.text(&award.title));
        let (year, on) = (past.year.to_string(), view.locale.date(*day));
        WithdrawnReport {
            award: past.award.clone(),
            year: past.year,
            revoked: day.to_string(),
            text: view.words.withdrawn_on(title, &year, &on),
        }
    });
    told.collect()
}
