//! Who is to be re-inspected (phúc tra): whoever stands below the declared line or misses a floor,
//! and in which criteria it fell short.

use super::context::Context;
use super::options::Options;
use super::sheet::missed_floors;
use crate::commendation::Proposal;
use crate::evaluation::{Outcome, ScoreSheet, Status, Verdict};
use crate::number::Number;
use crate::office::Office;
use crate::scheme::{CriterionKind, Scheme};

/// Somebody to be re-inspected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reinspected {
    /// The scheme, by index.
    pub scheme: usize,
    /// The nominee, by its index among the judgements of the scheme.
    pub nominee: usize,
    /// The criteria in which it fell short, by index in the scheme.
    pub rows: Vec<usize>,
    /// Why it is re-inspected, in words.
    pub(super) why: Vec<String>,
}

/// The line below which nominees of a scheme are re-inspected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Below {
    /// Whoever has a worse class than this.
    Class(usize),
    /// Whoever has fewer points.
    Points(Number),
    /// Whoever has the lowest class; nobody where there are fewer than two.
    Lowest,
}

impl Below {
    /// What the office says of a scheme: the first class that the scheme has, else the first number.
    pub(super) fn of(office: &Office, scheme: &Scheme) -> Self {
        let words = || office.reinspect_below.iter();
        let class = |word: &String| scheme.classes.iter().position(|class| class.id == *word);
        if let Some(class) = words().find_map(class) {
            return Self::Class(class);
        }
        let points = words().find_map(Number::parse);
        points.map_or(Self::Lowest, Self::Points)
    }

    fn takes(&self, one: &Verdict, scheme: &Scheme) -> bool {
        let last = scheme.classes.len().saturating_sub(1);
        match (one.status(), self) {
            (Status::Unclassified, _) => true,
            (Status::Ranked, Self::Class(line)) => one.class().is_none_or(|class| class > *line),
            (Status::Ranked, Self::Points(line)) => one.total().is_some_and(|total| total < line),
            (Status::Ranked, Self::Lowest) => {
                last > 0 && one.class().is_none_or(|class| class == last)
            }
            _ => false,
        }
    }
}

/// Everybody who is to be re-inspected, scheme by scheme.
pub fn reinspected(
    proposal: &Proposal<'_>,
    office: &Office,
    options: &Options,
) -> Vec<Reinspected> {
    let views = Context::all(proposal, options);
    views
        .iter()
        .flat_map(|view| of_scheme(view, office))
        .collect()
}

/// Everybody of a scheme who is to be re-inspected.
pub(super) fn of_scheme(view: &Context<'_>, office: &Office) -> Vec<Reinspected> {
    let below = Below::of(office, view.scheme());
    let sheets = view.evaluated.sheets(view.roster);
    let one = |(nominee, sheet): (usize, &ScoreSheet<'_>)| {
        let why = why(view, sheet, &below);
        (!why.is_empty()).then(|| Reinspected {
            scheme: view.index,
            nominee,
            rows: short(view.scheme(), sheet),
            why,
        })
    };
    sheets.iter().enumerate().filter_map(one).collect()
}

/// Why somebody is to be re-inspected; empty for whoever is not.
fn why(view: &Context<'_>, sheet: &ScoreSheet<'_>, below: &Below) -> Vec<String> {
    let words = view.words;
    let scheme = view.scheme();
    let mut why = Vec::new();
    let floors = missed_floors(view, sheet);
    let is_below = below.takes(sheet, scheme);
    if is_below || !floors.is_empty() {
        why.extend(sheet.reasons().iter().map(|reason| view.reason(reason)));
    }
    if is_below && sheet.status() == Status::Ranked {
        why.push(match (below, sheet.total(), sheet.class()) {
            (Below::Points(line), Some(total), _) => {
                words.below_points(&view.points(total), &view.number(line))
            }
            (.., None) => words.status_of(Status::Unclassified).to_owned(),
            (.., class) => words.has_class(view.class(class)),
        });
    }
    for (id, said) in floors {
        // A floor that refuses is a reason already.
        if !sheet.reasons().iter().any(|reason| reason.id == id) {
            why.push(said);
        }
    }
    why
}

/// The criteria in which somebody got less than there is to be got, in the order of the file.
fn short(scheme: &Scheme, sheet: &ScoreSheet<'_>) -> Vec<usize> {
    let rows = scheme.criteria.iter().zip(&sheet.marks).enumerate();
    let rows = rows.filter(|(_, (row, mark))| match &mark.outcome {
        Outcome::Points(points) => match row.kind {
            CriterionKind::Scored => row.max.as_ref().is_some_and(|max| points < max),
            CriterionKind::Deduction => points.is_positive(),
            CriterionKind::Bonus | CriterionKind::Standard => false,
        },
        Outcome::Met(met) => !met,
        Outcome::Failed(_) => true,
        Outcome::Dropped => false,
    });
    rows.map(|(at, _)| at).collect()
}
