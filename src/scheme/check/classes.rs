//! The promises of gates and classes.

use super::checker::{Checker, report_keys};
use crate::document::Spanned;
use crate::locale::Text;
use crate::number::Number;
use crate::scheme::document::{ClassDocument, GateDocument, ThresholdDocument};
use crate::scheme::{
    Class, ClassOn, CriterionKind, Gate, GateOutcome, MOST_POINTS, NeededFor, Scheme,
    SchemeProblem, Threshold,
};

impl Checker<'_> {
    pub(super) fn gates(&mut self, documents: Vec<GateDocument>) -> Vec<Gate> {
        let mut gates = Vec::new();
        for document in documents {
            let Some(id) = document.id else { continue };
            self.name(&id);
            let rules: Vec<_> = [
                (GateOutcome::Refused, document.refuse),
                (GateOutcome::Held, document.hold),
                (GateOutcome::Unclassified, document.unclassified),
            ]
            .into_iter()
            .filter_map(|(outcome, rule)| Some((outcome, rule?)))
            .collect();
            report_keys! { self;
                needs "refuse" at id.span, if rules.is_empty() && document.unread.is_empty() =>
                    "điều kiện phải có `refuse`, `hold` hoặc `unclassified`", "a gate has `refuse`, `hold` or `unclassified`";
            }
            gates.push(Gate {
                title: document.title.unwrap_or_else(|| Text::vi(&id.value)),
                basis: document.basis,
                rules,
                id: id.value,
                span: id.span,
            });
        }
        gates
    }

    pub(super) fn classes(&mut self, documents: Vec<ClassDocument>, scheme: &Scheme) -> Vec<Class> {
        self.dashed_ids(documents.iter().filter_map(|class| class.id.as_ref()));
        let scored = scheme.is_scored();
        let mut classes: Vec<Class> = Vec::new();
        for document in documents {
            let Some(id) = document.id else { continue };
            report_keys! { self;
                not_here "from" at id.span, if !scored && document.from.is_some() =>
                    "bộ tiêu chí không chấm điểm nên không có ngưỡng điểm", "nothing is scored, so there is no threshold";
            }
            let unread = document.unread.contains(&"from");
            let from = match document.from {
                Some(ThresholdDocument::Number(number)) => {
                    let known = self.class_threshold(&id, &number, &classes, scheme);
                    Some(Threshold::Number(known))
                }
                Some(ThresholdDocument::Rule(rule)) => Some(Threshold::Rule(rule)),
                None => unread.then(|| Threshold::Number(threshold_above(&classes))),
            };
            // A class without a threshold takes everybody, unless a standard guards it.
            if scored
                && let Some(above) = classes.last()
                && above.from.is_none()
                && !needs_class(scheme, classes.len() - 1)
            {
                let problem = SchemeProblem::ClassUnreachable {
                    id: id.value.clone(),
                    why: Text::both(
                        format!(
                            "mức `{}` đứng trên không có ngưỡng nên nhận tất cả",
                            above.id
                        ),
                        format!(
                            "the class `{}` above it has no threshold and takes everybody",
                            above.id
                        ),
                    ),
                };
                self.report(&id.span, problem);
            }
            let has_bonus = || {
                scheme
                    .criteria
                    .iter()
                    .any(|it| it.kind == CriterionKind::Bonus)
            };
            let on = document.on.as_ref().map(|on| on.value);
            report_keys! { self;
                no_effect "on" at document.on, if on == Some(ClassOn::Score) && !has_bonus() =>
                    "không có tiêu chí điểm thưởng", "there are no bonus rows";
                no_effect "on" at document.on, if from.is_none() =>
                    "mức này không có ngưỡng điểm `from`", "the class has no threshold `from`";
            }
            classes.push(Class {
                on: on.unwrap_or_default(),
                title: document.title.unwrap_or_else(|| Text::vi(&id.value)),
                from,
                basis: document.basis,
                id: id.value,
                span: id.span,
            });
        }
        classes
    }

    /// A threshold lies below the one above it, and within what can be reached.
    fn class_threshold(
        &mut self,
        id: &Spanned<String>,
        from: &Spanned<Number>,
        above: &[Class],
        scheme: &Scheme,
    ) -> Number {
        if self.not_beyond("from", from).is_none() {
            return threshold_above(above);
        }
        let mut previous = above.iter().enumerate().rev();
        let previous = previous.find_map(|(at, class)| Some((at, number(class)?)));
        if let Some((at, previous)) = previous
            && (from.value > *previous || from.value == *previous && !needs_class(scheme, at))
        {
            let problem = SchemeProblem::ClassOrder {
                id: id.value.clone(),
                from: from.value.to_string(),
                above: previous.to_string(),
            };
            self.report(&from.span, problem);
        }
        let reachable = scheme.greatest_total();
        if from.value > reachable && !self.sums_unknown {
            let reachable = reachable.to_string();
            let problem = SchemeProblem::ClassUnreachable {
                id: id.value.clone(),
                why: Text::both(
                    format!("tổng điểm cao nhất chỉ là {reachable}"),
                    format!("the greatest total is only {reachable}"),
                ),
            };
            self.report(&from.span, problem);
        }
        from.value.clone()
    }
}

/// The threshold in place of one that could not be taken: that of the class above.
fn threshold_above(above: &[Class]) -> Number {
    above
        .iter()
        .rev()
        .find_map(number)
        .unwrap_or(&MOST_POINTS)
        .clone()
}

/// The threshold of a class, where no rule gives it.
fn number(class: &Class) -> Option<&Number> {
    match &class.from {
        Some(Threshold::Number(number)) => Some(number),
        _ => None,
    }
}

/// Whether a standard or floor guards a class.
fn needs_class(scheme: &Scheme, class: usize) -> bool {
    let guards = |needed: &[NeededFor]| needed.contains(&NeededFor::Class(class));
    scheme.criteria.iter().any(|row| guards(&row.needed_for))
        || scheme.groups.iter().any(|group| guards(&group.needed_for))
}
