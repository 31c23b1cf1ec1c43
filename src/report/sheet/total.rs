//! From the rows to the total, line by line. Each line is the difference of two printed figures,
//! so the parts always add up to the total that is ranked.

use super::model::{Line, LineKind};
use crate::evaluation::{Outcome, ScoreSheet};
use crate::number::Number;
use crate::report::context::Context;
use crate::scheme::CriterionKind;

/// The lines of the sum; empty if there is no total.
pub(super) fn lines(view: &Context<'_>, one: &ScoreSheet<'_>) -> Vec<Line> {
    let Some(sums) = &one.sums else {
        return Vec::new();
    };
    let scheme = view.scheme();
    let words = view.words;
    let printed = |points: &Number| scheme.points.round.apply(points);
    let mut adder = Adder {
        view,
        lines: Vec::new(),
        sum: Number::ZERO,
    };
    for (at, group) in scheme.groups_in(None) {
        let sum = one.groups.get(at).filter(|sum| !sum.dropped);
        if let Some(sum) = sum.filter(|_| group.is_scored()) {
            let no = group.no.as_deref().unwrap_or(&group.id);
            let text = format!("{no}. {}", view.text(&group.title));
            adder.always(text, printed(&sum.points));
        }
    }
    let rows = scheme.criteria.iter().zip(&one.marks);
    for (row, mark) in rows.filter(|(row, _)| row.group.is_none()) {
        if let (CriterionKind::Scored, Outcome::Points(points)) = (row.kind, &mark.outcome) {
            let no = row.no.as_deref().unwrap_or(&row.id);
            let text = format!("{no}. {}", view.text(&row.title));
            adder.always(text, printed(points));
        }
    }
    adder.part(
        words.rounding().to_owned(),
        printed(&sums.scored) - &adder.sum,
    );
    let changes = sums.score != sums.scored;
    if changes || !sums.bonus.is_zero() || !sums.deduction.is_zero() {
        adder.total(words.scored_of(&view.number(&sums.assigned)));
    }
    if changes {
        let text = words.rescaled_total(
            &view.points(&sums.scored),
            &view.number(&sums.assigned),
            &view.number(&scheme.points.scale),
            &view.points(&sums.score),
        );
        adder.always(text, printed(&sums.score) - &adder.sum);
    }
    adder.part(words.bonus_part().to_owned(), printed(&sums.bonus));
    adder.part(words.deduction_part().to_owned(), -printed(&sums.deduction));
    adder.part(
        words.rounding().to_owned(),
        printed(&sums.unbounded) - &adder.sum,
    );
    let bounds = words.bounds(
        &view.number(&scheme.points.least),
        scheme
            .points
            .most
            .as_ref()
            .map(|most| view.number(most))
            .as_deref(),
    );
    adder.part(bounds, printed(&sums.total) - &adder.sum);
    adder.total(words.total_line().to_owned());
    adder.lines
}

struct Adder<'v, 'p> {
    view: &'v Context<'p>,
    lines: Vec<Line>,
    sum: Number,
}

impl Adder<'_, '_> {
    /// A part, also where it adds nothing.
    fn always(&mut self, text: String, points: Number) {
        self.line(LineKind::Part, text, &points);
        self.sum += points;
    }

    /// A part, where it changes anything.
    fn part(&mut self, text: String, points: Number) {
        if !points.is_zero() {
            self.always(text, points);
        }
    }

    /// The sum of all parts so far.
    fn total(&mut self, text: String) {
        let sum = self.sum.clone();
        self.line(LineKind::Sum, text, &sum);
    }

    fn line(&mut self, kind: LineKind, text: String, points: &Number) {
        let points = self.view.exact(points);
        self.lines.push(Line { kind, text, points });
    }
}
