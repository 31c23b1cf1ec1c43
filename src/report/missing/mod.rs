//! What a nominee is missing to a class, told to people and machines.

mod page;

use serde::Serialize;

use super::context::Context;
use super::options::Options;
use super::sheet::{RowKind, Sheet, StepKind};
use super::words::Words;
use crate::commendation::Proposal;
use crate::evaluation::missing::{Change, Found, Missing, missing, next_class};
use crate::evaluation::{Reason, ReasonKind, ScoreSheet, Status};
use crate::number::Number;
use crate::scheme::Given;

/// What a nominee is missing to a class, in the words of one language.
#[derive(Debug, Serialize)]
pub(super) struct Gap {
    scheme: String,
    #[serde(skip)]
    title: String,
    id: String,
    name: String,
    status: &'static str,
    #[serde(skip)]
    status_text: &'static str,
    provisional: bool,
    total: Option<String>,
    class: Option<String>,
    class_title: Option<String>,
    /// The class asked for; `None` if there is none above.
    wanted: Option<String>,
    wanted_title: Option<String>,
    /// Whether the class was named, and is not simply the next one.
    #[serde(skip)]
    named: bool,
    reached: bool,
    /// The points lacking; `None` if they are enough.
    lacking: Option<String>,
    /// What stands in the way, a sentence each.
    lacks: Vec<String>,
    /// The single changes that bring the class.
    changes: Vec<ChangeTold>,
    /// The smallest sets of changes that bring it together, where no single one does.
    together: Vec<Vec<ChangeTold>>,
    /// Where points are left to gain, in the order of the sheet.
    near: Vec<Near>,
    /// What the reader must know besides.
    notes: Vec<String>,
}

/// A row with points to gain.
#[derive(Debug, Serialize)]
struct Near {
    id: String,
    no: String,
    title: String,
    /// The next result that was missed, where the rule has steps.
    next: Option<String>,
    next_gain: Option<String>,
    most_gain: Option<String>,
}

/// A change of one fact, in words.
#[derive(Debug, Serialize)]
struct ChangeTold {
    fact: String,
    label: String,
    from: String,
    to: String,
    /// `exactly` or `by_trying`.
    found: &'static str,
    /// Whether the nominee may strive for it.
    merit: bool,
    total: Option<String>,
    class: String,
    class_title: String,
    /// From how many points the class begins then, where it is another number than now.
    #[serde(skip_serializing_if = "Option::is_none")]
    class_from: Option<String>,
    rows: Vec<String>,
}

impl Gap {
    pub(super) fn of(
        proposal: &Proposal<'_>,
        scheme: usize,
        nominee: usize,
        class: Option<usize>,
        options: &Options,
    ) -> Self {
        let view = Context::of(proposal, scheme, options);
        let words = Words::of(options.locale);
        let one = &view.judged[nominee];
        let model = view.scheme();
        let wanted = class.or_else(|| next_class(model, one));
        let evaluated = &proposal.ranking.evaluation.schemes[scheme];
        let found = wanted.map(|class| missing(evaluated, view.dossier, nominee, class));
        let title = |class: usize| view.text(&model.classes[class].title).to_owned();
        let id = |class: usize| model.classes[class].id.clone();
        let (mut lacks, mut notes) = (Vec::new(), Vec::new());
        match &found {
            None if model.classes.is_empty() => notes.push(words.no_classes().to_owned()),
            None => notes.push(words.best(view.class(one.class()))),
            Some(found) if found.is_reached => {
                notes.push(words.reached(view.class(Some(found.class))));
            }
            Some(found) => {
                lacks = self::lacks(&view, words, nominee, found);
                notes = self::notes(&view, words, nominee, found, class.is_some());
            }
        }
        let sheet = &view.sheet(nominee);
        let told = |change: &Change| told(&view, words, sheet, change);
        Self {
            scheme: model.id.clone(),
            title: view.text(&model.title).to_owned(),
            id: one.id().to_owned(),
            name: one.name().to_owned(),
            status: one.status().word(),
            status_text: view.status(one.status()),
            provisional: one.is_provisional(),
            total: one.total().map(|total| view.exact(total)),
            class: one.class().map(id),
            class_title: one.class().map(title),
            named: class.is_some(),
            wanted: wanted.map(id),
            wanted_title: wanted.map(title),
            reached: found.as_ref().is_none_or(|found| found.is_reached) && one.class().is_some(),
            lacking: found
                .as_ref()
                .and_then(|found| found.lacking.as_ref())
                .map(|lacking| view.exact(lacking)),
            lacks,
            near: match &found {
                // Where points are not what is missing, more of them would not help.
                Some(found) if found.lacking.is_some() || one.reasons().iter().any(is_floor) => {
                    near(&view, &Sheet::of(proposal, scheme, nominee, options))
                }
                _ => Vec::new(),
            },
            together: found
                .iter()
                .flat_map(|found| &found.together)
                .map(|set| set.iter().map(told).collect())
                .collect(),
            changes: found
                .iter()
                .flat_map(|found| &found.changes)
                .map(told)
                .collect(),
            notes,
        }
    }
}

fn is_floor(reason: &Reason) -> bool {
    reason.kind == ReasonKind::Floor
}

/// What stands in the way of the class.
fn lacks(view: &Context<'_>, words: Words, nominee: usize, found: &Missing) -> Vec<String> {
    let one = &view.judged[nominee];
    let title = view.class(Some(found.class));
    let mut lacks = Vec::new();
    if one.status() != Status::Ranked {
        let why = view.reasons(one.reasons());
        lacks.push(words.not_ranked(view.status(one.status()), &why));
    }
    if let (Some(from), Some(_)) = (&found.from, one.total()) {
        let from = view.points(from);
        lacks.push(match &found.lacking {
            Some(lacking) => words.points_lacking(title, &from, &view.points(lacking)),
            None => words.enough(title, &from),
        });
    }
    if !found.closed_by.is_empty() {
        let by = view.reasons(&found.closed_by);
        lacks.push(view.words.withheld_by(title, &by));
    }
    lacks
}

/// Where points are left to gain.
fn near(view: &Context<'_>, sheet: &Sheet) -> Vec<Near> {
    let number = |text: &Option<String>| text.as_deref().and_then(Number::parse);
    let rows = sheet.rows.iter().filter_map(|row| {
        let points = number(&row.points)?;
        let (most, takes_off) = match row.kind {
            RowKind::Scored | RowKind::Bonus => (number(&row.max)? - &points, false),
            RowKind::Deduction => (points.clone(), true),
            _ => return None,
        };
        if !most.is_positive() {
            return None;
        }
        let missed = row.why.steps.iter();
        let missed = missed.rev().find(|step| step.kind == StepKind::NextMissed);
        let gain = missed.and_then(|step| number(&step.points)).map(|next| {
            if takes_off {
                points - next
            } else {
                next - points
            }
        });
        Some(Near {
            id: row.id.clone(),
            no: row.no.clone(),
            title: row.title.clone(),
            next: missed.map(|step| step.needed.clone().unwrap_or_else(|| step.text.clone())),
            next_gain: gain.map(|gain| view.exact(&gain)),
            most_gain: Some(view.exact(&most)),
        })
    });
    rows.collect()
}

/// What the reader must know besides.
fn notes(
    view: &Context<'_>,
    words: Words,
    nominee: usize,
    found: &Missing,
    named: bool,
) -> Vec<String> {
    let mut notes = Vec::new();
    if view.judged[nominee].status() == Status::Incomplete {
        notes.push(words.report_first().to_owned());
        return notes;
    }
    let goal = if view.judged[nominee].status() == Status::Ranked || named {
        words.goal(view.class(Some(found.class)))
    } else {
        words.goal_any().to_owned()
    };
    if found.changes.is_empty() {
        notes.push(words.no_fact_does(&goal));
    } else if !found.changes.iter().any(|change| change.is_merit) {
        notes.push(words.no_other_change(&goal));
    }
    if found
        .changes
        .iter()
        .any(|change| change.found == Found::ByTrying)
    {
        notes.push(words.by_trying_note().to_owned());
    }
    let labels = |facts: &[usize]| {
        let labels = facts
            .iter()
            .map(|at| view.text(&view.scheme().facts[*at].label));
        labels.collect::<Vec<_>>().join("; ")
    };
    if !found.unsure.is_empty() {
        notes.push(words.unsure(&labels(&found.unsure)));
    }
    if found.rests_on_others {
        notes.push(words.others_held().to_owned());
    }
    if view.judged[nominee].is_provisional() {
        notes.push(words.provisional_note().to_owned());
    }
    if !found.untried.is_empty() {
        notes.push(words.untried(&labels(&found.untried)));
    }
    notes
}

fn told(view: &Context<'_>, words: Words, sheet: &ScoreSheet<'_>, change: &Change) -> ChangeTold {
    let scheme = view.scheme();
    let fact = &scheme.facts[change.fact];
    let (before, now) = (&sheet.marks, &sheet.thresholds);
    let said = |mark: Option<&crate::evaluation::Mark>| {
        let mark = mark.map(|mark| (mark.points(), mark.met(), mark.is_dropped()));
        match mark {
            Some((Some(points), ..)) => view.points(points),
            Some((_, Some(true), _)) => view.words.met().to_owned(),
            Some((_, Some(false), _)) => view.words.not_met().to_owned(),
            Some((.., true)) => words.not_counted().to_owned(),
            _ => words.none_before().to_owned(),
        }
    };
    let row = |(at, mark): &(usize, crate::evaluation::Mark)| {
        let row = &scheme.criteria[*at];
        let title = view.text(&row.title);
        let alike = scheme.criteria.iter().filter(|other| other.no == row.no);
        let name = match &row.no {
            // Many papers number the rows of each group anew.
            Some(no) if alike.count() > 1 => format!("{no}. {title}"),
            Some(no) => no.clone(),
            None => title.to_owned(),
        };
        words.row_change(&name, &said(before.get(*at)), &said(Some(mark)))
    };
    // Where nothing was marked before, every row would be told.
    let rows: Vec<String> = if before.is_empty() {
        Vec::new()
    } else {
        change.rows.iter().map(row).collect()
    };
    let given =
        |value: &crate::scheme::FactValue| view.given(fact, &Given::Reported(value.clone()));
    ChangeTold {
        fact: fact.id.clone(),
        label: view.text(&fact.label).to_owned(),
        from: given(&change.from),
        to: given(&change.to),
        found: match change.found {
            Found::Exactly => "exactly",
            Found::ByTrying => "by_trying",
        },
        merit: change.is_merit,
        total: change.total.as_ref().map(|total| view.exact(total)),
        class: scheme.classes[change.class].id.clone(),
        class_title: view.class(Some(change.class)).to_owned(),
        class_from: change
            .class_from
            .as_ref()
            .filter(|from| now.get(change.class).and_then(Option::as_ref) != Some(*from))
            .map(|from| view.exact(from)),
        rows,
    }
}
