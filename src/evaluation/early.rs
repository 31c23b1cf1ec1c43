//! What is known of a nominee before any point is given: gates, and what is not reported.

use super::reason::{Reason, ReasonKind, Status};
use crate::locale::{Locale, Text};
use crate::rule::{Computed, Input, RuleFailure, RuleId, RuleOutcome, Rulebook, Runner};
use crate::scheme::{Fact, FactEntry, FactFrom, Gate, Name, Scheme};

/// What gates and completeness say of a nominee.
#[derive(Debug, Clone, Default)]
pub(super) struct Early {
    /// The gravest outcome of the gates.
    pub(super) gates: Option<Status>,
    /// Every gate that spoke, in the file's order.
    pub(super) spoke: Vec<Reason>,
    /// Gates whose rule failed.
    pub(super) failed: Vec<Reason>,
    /// What is required and not reported.
    pub(super) missing: Vec<Reason>,
}

impl Early {
    /// Whether anything required is not reported.
    pub(super) fn is_incomplete(&self) -> bool {
        !self.missing.is_empty()
    }
}

/// Asks every gate whose facts are reported, and lists what is not.
pub(super) fn early(runner: &mut Runner<'_>, book: &Rulebook, known: &Input<'_>) -> Early {
    let mut early = Early::default();
    for (at, gate) in book.scheme.gates.iter().enumerate() {
        for (outcome, _) in &gate.rules {
            let outcome = *outcome;
            match runner.yes_no(RuleId::Gate(at, outcome), known, &Computed::default()) {
                RuleOutcome::Value(true) => {
                    let status = Status::from(outcome);
                    early.gates = Some(early.gates.map_or(status, |graver| graver.min(status)));
                    early.spoke.push(speaks(gate));
                }
                RuleOutcome::Value(false) | RuleOutcome::NotReported(_) => {}
                RuleOutcome::NotAssigned(name) | RuleOutcome::NoCohort(name) => {
                    let failure = RuleFailure::plain(
                        format!("`{name}` không được giao nên không xét được điều kiện"),
                        format!("`{name}` is not assigned, so the gate cannot be asked"),
                    );
                    early
                        .failed
                        .push(failed(ReasonKind::Gate, &gate.id, &failure));
                }
                RuleOutcome::Failed(failure) => {
                    early
                        .failed
                        .push(failed(ReasonKind::Gate, &gate.id, &failure));
                }
            }
        }
    }
    // Where every fact is reported, only the row itself may lack something.
    if !runner.is_complete() || book.required_of_row().next().is_some() {
        early.missing = missing(runner, book, known, &Computed::default());
    }
    early
}

/// The reason that a gate spoke.
pub(super) fn speaks(gate: &Gate) -> Reason {
    Reason {
        kind: ReasonKind::Gate,
        id: gate.id.clone(),
        message: gate.title.clone(),
    }
}

/// The reason that a rule failed.
pub(super) fn failed(kind: ReasonKind, id: &str, failure: &RuleFailure) -> Reason {
    Reason {
        kind,
        id: id.to_owned(),
        message: failure.message.clone(),
    }
}

/// The reason that something is not reported.
fn not_reported(id: &str, label: &Text) -> Reason {
    let message = Text::both(
        format!("chưa báo cáo số liệu “{}”", label.get(Locale::Vi)),
        format!("“{}” is not reported", label.get(Locale::En)),
    );
    Reason {
        kind: ReasonKind::Fact,
        id: id.to_owned(),
        message,
    }
}

/// The reason that something is not there which the rule of a row reads.
pub(super) fn row_lacks(scheme: &Scheme, row: usize, name: &str) -> Reason {
    match scheme.name_in(row, name) {
        Some(Name::Fact(at)) => lacks(scheme, &scheme.facts[at]),
        _ => not_reported(name, &Text::vi(name)),
    }
}

/// The reason that a fact is not there: marks are given, everything else is reported.
fn lacks(scheme: &Scheme, fact: &Fact) -> Reason {
    let (FactFrom::Mark(row) | FactFrom::Marks(row)) = fact.from else {
        return not_reported(&fact.id, &fact.label);
    };
    let title = &scheme.criteria[row].title;
    Reason {
        kind: ReasonKind::Fact,
        id: fact.id.clone(),
        message: Text::both(
            format!("chưa chấm “{}”", title.get(Locale::Vi)),
            format!("“{}” is not marked", title.get(Locale::En)),
        ),
    }
}

/// What is required and not reported: the required facts of the scheme, the marks of rows that are
/// known to apply, and what its rules and lists need of the row itself. Whether some rows apply
/// hangs on cohort numbers, as far as they are `reached`.
pub(super) fn missing(
    runner: &mut Runner<'_>,
    book: &Rulebook,
    known: &Input<'_>,
    reached: &Computed<'_>,
) -> Vec<Reason> {
    let scheme = &book.scheme;
    let facts = scheme.facts.iter().zip(known.facts);
    let empty = facts.filter(|(fact, given)| **given == FactEntry::Missing && fact.required);
    let lacking = empty.filter(|(fact, _)| match fact.from {
        FactFrom::Mark(row) | FactFrom::Marks(row) if scheme.criteria[row].applies.is_some() => {
            let site = RuleId::CriterionApplies(row);
            matches!(
                runner.yes_no(site, known, reached),
                RuleOutcome::Value(true)
            )
        }
        _ => true,
    });
    let mut missing: Vec<Reason> = lacking.map(|(fact, _)| lacks(scheme, fact)).collect();
    for name in book.required_of_row() {
        let (absent, id, vi, en) = match name {
            Name::Received => {
                let absent = known.received.is_none();
                (absent, "received", "ngày nhận hồ sơ", "date received")
            }
            Name::Unit => (known.unit.is_none(), "unit", "đơn vị", "unit"),
            _ => (known.field.is_none(), "field", "lĩnh vực", "field"),
        };
        if absent {
            missing.push(not_reported(id, &Text::both(vi, en)));
        }
    }
    missing
}
