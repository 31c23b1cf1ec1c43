//! The marks of one nominee beside each other: several markers of one stage, and one stage after
//! the other.

use super::council::{GivenMark, Marked};
use super::names::quoted;
use super::problem::CouncilProblem;
use crate::diagnostic::{Diagnostics, Place};
use crate::locale::{Locale, Text};
use crate::scheme::{Marking, Scheme};

/// A mark, and where its cells stand.
pub(super) struct Placed {
    pub(super) mark: GivenMark,
    pub(super) points: Place,
    pub(super) reason: Place,
    /// Whether its lack of a reason has been told already.
    pub(super) is_told: bool,
}

impl Placed {
    /// Whether a reason is still to be asked for, where one is needed.
    pub(super) fn lacks_reason(&self) -> bool {
        self.mark.reason.is_none() && !self.is_told
    }
}

/// Checks the marks of one nominee, ordered by criterion, stage and marker.
pub(super) fn check(scheme: &Scheme, given: &[Placed], diagnostics: &mut Diagnostics) {
    let counting: Vec<&Placed> = given.iter().filter(|it| !it.mark.recused).collect();
    for of_row in counting.chunk_by(|a, b| a.mark.criterion == b.mark.criterion) {
        let mut earlier: Option<&[&Placed]> = None;
        for of_stage in of_row.chunk_by(|a, b| a.mark.stage == b.mark.stage) {
            if let ([.., last], true) = (of_stage, of_stage.len() > 1) {
                several(scheme, of_stage, last, diagnostics);
            }
            if let (Some([before]), [now]) = (earlier, of_stage) {
                differing(scheme, before, now, diagnostics);
            }
            earlier = Some(of_stage);
        }
    }
}

/// Several mark a row: its rule must say what becomes of their marks.
fn several(scheme: &Scheme, marks: &[&Placed], last: &Placed, diagnostics: &mut Diagnostics) {
    let row = &scheme.criteria[last.mark.criterion];
    let markers = quoted(marks.iter().map(|it| &*it.mark.marker));
    if row.marking.is_none() {
        if marks.iter().any(|it| it.mark.value != last.mark.value) {
            let problem = CouncilProblem::SeveralDepart {
                label: row.title.clone(),
                stage: scheme.stages[last.mark.stage].title.clone(),
                markers,
            };
            diagnostics.report(last.points.clone(), problem);
        }
        return;
    }
    let reads_one = |it: &Marking| it.mark.is_some() && it.marks.is_none();
    if !row.marking.as_ref().is_some_and(reads_one) {
        return;
    }
    let problem = CouncilProblem::NeedsRule {
        label: row.title.clone(),
        stage: scheme.stages[last.mark.stage].title.clone(),
        markers,
    };
    diagnostics.report(last.points.clone(), problem);
}

/// A later stage that says otherwise says why.
fn differing(scheme: &Scheme, before: &Placed, now: &Placed, diagnostics: &mut Diagnostics) {
    if before.mark.value == now.mark.value || !now.lacks_reason() {
        return;
    }
    let row = &scheme.criteria[now.mark.criterion];
    let problem = CouncilProblem::NoReasonToDiffer {
        label: row.title.clone(),
        found: Text::each(|locale| told(&now.mark.value, locale)),
        earlier: Text::each(|locale| told(&before.mark.value, locale)),
        stage: scheme.stages[before.mark.stage].title.clone(),
    };
    diagnostics.report(now.reason.clone(), problem);
}

fn told(value: &Marked, locale: Locale) -> String {
    match value {
        Marked::Points(points) => locale.number(points.to_string()),
        Marked::Met(true) => locale.of("đạt", "met").to_owned(),
        Marked::Met(false) => locale.of("không đạt", "not met").to_owned(),
    }
}
