//! What rules find wrong with somebody's facts, told at the cell it is about.

use super::problem::RosterProblem;
use super::row::{Draft, RowReader};
use crate::diagnostic::Diagnostics;
use crate::rule::FactFinding;

/// Reports what the rules found at the cell it is about.
pub(super) fn report_finding(
    finding: &FactFinding,
    draft: &Draft,
    reader: &RowReader<'_>,
    found: &mut Diagnostics,
) {
    let Some(scheme_at) = draft.scheme else {
        return;
    };
    let scheme = &reader.shared.books[scheme_at].scheme;
    let place = |fact: Option<usize>| {
        let column = fact.and_then(|fact| reader.columns.fact(scheme_at, fact));
        reader.table.place(draft.key, column)
    };
    let problem = match finding {
        FactFinding::CheckFails { check, failure, .. } => match failure {
            None => RosterProblem::CheckFails {
                title: scheme.checks[*check].title.clone(),
            },
            Some(failure) => RosterProblem::CheckCannotRun {
                title: scheme.checks[*check].title.clone(),
                message: failure.message.clone(),
            },
        },
        FactFinding::NotAssigned { fact, rule } => RosterProblem::NotAssignedRead {
            label: scheme.facts[*fact].label.clone(),
            rule: rule.clone(),
        },
    };
    let fact = match finding {
        FactFinding::CheckFails { facts, .. } => facts.first().copied(),
        FactFinding::NotAssigned { fact, .. } => Some(*fact),
    };
    found.report(place(fact), problem);
}
