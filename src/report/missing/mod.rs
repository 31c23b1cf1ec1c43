//! What a nominee is missing to a class, a place or an award, told to people and machines.

mod goal;
mod page;

pub use goal::Wanted;

use serde::Serialize;

use super::context::Context;
use super::options::Options;
use super::sheet::{RowKind, Sheet, StepKind};
use super::words::Words;
use crate::commendation::Proposal;
use crate::evaluation::missing::{Change, Found, Missing, next_class};
use crate::evaluation::{Reason, ReasonKind, ScoreSheet, Status, Verdict};
use crate::number::Number;
use crate::scheme::FactEntry;

/// What a nominee is missing to its goal, in the words of one language.
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
    /// `class`, `place` or `award`; `None` if there is no class above.
    goal: Option<&'static str>,
    /// The class, the place or the award asked for.
    wanted: Option<String>,
    wanted_title: Option<String>,
    /// The goal in words.
    #[serde(skip)]
    goal_text: String,
    reached: bool,
    /// The points lacking; `None` if they are enough.
    lacking: Option<String>,
    /// What stands in the way, a sentence each.
    lacks: Vec<String>,
    /// The single changes that bring the goal.
    changes: Vec<ChangeReport>,
    /// The smallest sets of changes that bring it together, where no single one does.
    together: Vec<Vec<ChangeReport>>,
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
struct ChangeReport {
    fact: String,
    label: String,
    from: String,
    to: String,
    /// `exactly` or `by_trying`.
    found: &'static str,
    /// Whether the nominee may strive for it.
    merit: bool,
    total: Option<String>,
    class: Option<String>,
    class_title: Option<String>,
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
        wanted: Option<Wanted>,
        options: &Options,
    ) -> Self {
        let view = Context::of(proposal, scheme, options);
        let words = Words::of(options.locale);
        let one = &view.judged[nominee];
        let model = view.scheme();
        let named = wanted.is_some();
        let wanted = wanted.or_else(|| next_class(model, one).map(Wanted::Class));
        let found = wanted.map(|wanted| (wanted, wanted.missing(proposal, (scheme, nominee))));
        let title = |class: usize| view.text(&model.classes[class].title).to_owned();
        let id = |class: usize| model.classes[class].id.clone();
        let sheet = found
            .is_some()
            .then(|| Sheet::of(proposal, scheme, nominee, options));
        let (mut lacks, mut notes) = (Vec::new(), Vec::new());
        let goal_text = match wanted {
            // Whoever is not ranked wants any class first.
            Some(Wanted::Class(_)) if one.status() != Status::Ranked && !named => {
                words.goal_any().to_owned()
            }
            Some(Wanted::Class(class)) => words.goal(view.class(Some(class))),
            Some(Wanted::Place(rank)) => words.goal_place(rank),
            Some(Wanted::Award(award)) => words.goal_award(view.text(&model.awards[award].title)),
            None => String::new(),
        };
        match (&found, &sheet) {
            (Some((wanted, found)), Some(sheet)) => {
                if found.is_reached {
                    notes.push(match wanted {
                        Wanted::Class(class) => words.reached(view.class(Some(*class))),
                        _ => words.reached_goal(&goal_text),
                    });
                } else {
                    lacks = self::lacks(&view, sheet, nominee, *wanted, found);
                    notes = self::notes(&view, nominee, found, &goal_text);
                }
            }
            _ if model.classes.is_empty() => notes.push(words.no_classes().to_owned()),
            _ => notes.push(words.best(view.class(one.class()))),
        }
        let (ahead, lacking) = match &found {
            Some((Wanted::Place(rank), found)) if !found.is_reached => {
                let lacking = holder(&view, nominee, *rank).and_then(|(_, lacking)| lacking);
                (true, lacking)
            }
            Some((Wanted::Award(_), found)) => (!found.is_reached, None),
            Some((_, found)) => (found.lacking.is_some(), found.lacking.clone()),
            None => (false, None),
        };
        let score = &view.sheet(nominee);
        let told = |change: &Change| told(&view, words, score, change);
        let changes = found.iter().flat_map(|(_, found)| &found.changes);
        let together = found.iter().flat_map(|(_, found)| &found.together);
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
            goal: wanted.map(|wanted| match wanted {
                Wanted::Class(_) => "class",
                Wanted::Place(_) => "place",
                Wanted::Award(_) => "award",
            }),
            wanted: wanted.map(|wanted| match wanted {
                Wanted::Class(class) => id(class),
                Wanted::Place(rank) => rank.to_string(),
                Wanted::Award(award) => model.awards[award].id.clone(),
            }),
            wanted_title: wanted.map(|wanted| match wanted {
                Wanted::Class(class) => title(class),
                Wanted::Place(rank) => rank.to_string(),
                Wanted::Award(award) => view.text(&model.awards[award].title).to_owned(),
            }),
            goal_text,
            reached: match &found {
                Some((_, found)) => found.is_reached,
                None => one.class().is_some(),
            },
            lacking: lacking.map(|lacking| view.exact(&lacking)),
            lacks,
            near: match &sheet {
                // Where points are not what is missing, more of them would not help.
                Some(sheet) if ahead || one.reasons().iter().any(is_floor) => near(&view, sheet),
                _ => Vec::new(),
            },
            together: together.map(|set| set.iter().map(told).collect()).collect(),
            changes: changes.map(told).collect(),
            notes,
        }
    }
}

/// Who holds a place in the nominee's list, and by how many points it is above.
fn holder<'v>(
    view: &'v Context<'_>,
    nominee: usize,
    rank: usize,
) -> Option<(&'v Verdict, Option<Number>)> {
    let (list, _) = view.standing(nominee)?;
    let mut places = list.places.iter().rev();
    let place = places.find(|place| place.rank <= rank)?;
    let holder = &view.judged[place.nominee];
    let totals = holder.total().zip(view.judged[nominee].total());
    let above = totals.map(|(above, own)| above - own);
    Some((holder, above.filter(Number::is_positive)))
}

fn is_floor(reason: &Reason) -> bool {
    reason.kind == ReasonKind::Floor
}

/// What stands in the way.
fn lacks(
    view: &Context<'_>,
    sheet: &Sheet,
    nominee: usize,
    wanted: Wanted,
    found: &Missing,
) -> Vec<String> {
    let (one, words) = (&view.judged[nominee], view.words);
    let mut lacks = Vec::new();
    if one.status() != Status::Ranked {
        let why = view.reasons(one.reasons());
        lacks.push(words.not_ranked(view.status(one.status()), &why));
    }
    match wanted {
        Wanted::Class(class) => {
            let title = view.class(Some(class));
            if let (Some(from), Some(_)) = (&found.from, one.total()) {
                let from = view.points(from);
                lacks.push(match &found.lacking {
                    Some(lacking) => words.points_lacking(title, &from, &view.points(lacking)),
                    None => words.enough(title, &from),
                });
            }
            if !found.closed_by.is_empty() {
                let by = view.reasons(&found.closed_by);
                lacks.push(words.withheld_by(title, &by));
            }
        }
        Wanted::Place(rank) => {
            if let Some((holder, above)) = holder(view, nominee, rank) {
                lacks.push(match above {
                    Some(above) => words.place_above(rank, holder.name(), &view.points(&above)),
                    None => words.place_equal(rank, holder.name()),
                });
            }
        }
        Wanted::Award(award) => {
            let id = &view.scheme().awards[award].id;
            let said = sheet.awards.iter().filter(|said| said.award == *id);
            lacks.extend(said.map(|said| said.text.clone()));
        }
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
fn notes(view: &Context<'_>, nominee: usize, found: &Missing, goal: &str) -> Vec<String> {
    let (words, mut notes) = (view.words, Vec::new());
    if view.judged[nominee].status() == Status::Incomplete {
        notes.push(words.report_first().to_owned());
        return notes;
    }
    if let Some(fact) = found.stopped {
        notes.push(words.stopped(view.text(&view.scheme().facts[fact].label)));
    }
    if found.changes.is_empty() {
        notes.push(words.no_fact_does(goal));
    } else if !found.changes.iter().any(|change| change.is_merit) {
        notes.push(words.no_other_change(goal));
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

fn told(view: &Context<'_>, words: Words, sheet: &ScoreSheet<'_>, change: &Change) -> ChangeReport {
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
        |value: &crate::scheme::FactValue| view.given(fact, &FactEntry::Reported(value.clone()));
    ChangeReport {
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
        class: change.class.map(|class| scheme.classes[class].id.clone()),
        class_title: change.class.map(|class| view.class(Some(class)).to_owned()),
        class_from: change
            .class_from
            .as_ref()
            .filter(|from| {
                let before = change.class.and_then(|class| now.get(class));
                before.and_then(Option::as_ref) != Some(*from)
            })
            .map(|from| view.exact(from)),
        rows,
    }
}
