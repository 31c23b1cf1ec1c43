//! One row of one nominee: the rule, or what holds otherwise.

use std::sync::Arc;

use super::outcome::{Because, Mark, Outcome};
use crate::locale::Locale;
use crate::number::{Number, RoundEach};
use crate::rule::eval::Value;
use crate::rule::{Computed, Input, RuleFailure, RuleId, RuleOutcome, Rulebook, Runner};
use crate::scheme::{Criterion, CriterionKind, MOST_POINTS, Otherwise, Scheme};

/// The mark of a criterion; the id of a fact that is not reported where it could not be computed.
pub(super) fn mark(
    runner: &mut Runner<'_>,
    scheme: &Scheme,
    at: usize,
    known: &Input<'_>,
    reached: &Computed<'_>,
) -> Result<Mark, Arc<str>> {
    let row = &scheme.criteria[at];
    if row.applies.is_some() {
        match runner.yes_no(RuleId::CriterionApplies(at), known, reached) {
            RuleOutcome::Value(true) => {}
            RuleOutcome::Value(false) => return Ok(otherwise(row, Because::DoesNotApply)),
            RuleOutcome::NotAssigned(name) => {
                return Ok(otherwise(row, Because::NotAssigned(name)));
            }
            RuleOutcome::NoCohort(name) => return Ok(otherwise(row, Because::NoCohort(name))),
            RuleOutcome::NotReported(name) => return Err(name),
            RuleOutcome::Failed(failure) => return Ok(failed(*failure)),
        }
    }
    if row.kind == CriterionKind::Standard {
        return match runner.yes_no(RuleId::Criterion(at), known, reached) {
            RuleOutcome::Value(met) => Ok(Mark {
                outcome: Outcome::Met(met),
                because: Because::Rule,
            }),
            other => instead(row, other),
        };
    }
    match runner.number(RuleId::Criterion(at), known, reached) {
        RuleOutcome::Value(points) => Ok(within(scheme, row, points)),
        other => instead(row, other),
    }
}

/// The mark of a criterion whose rule gave this by its plan.
pub(super) fn of_row(scheme: &Scheme, at: usize, gave: Value) -> Mark {
    match gave {
        Value::Number(points) => within(scheme, &scheme.criteria[at], points),
        Value::YesNo(met) => Mark {
            outcome: Outcome::Met(met),
            because: Because::Rule,
        },
    }
}

/// The mark of one criterion alone, for a case beside it; the id of what is not given where the
/// rule reads it.
///
/// # Errors
/// The id of a fact that the rule reads and that is not given.
pub fn mark_alone(
    book: &Rulebook,
    criterion: usize,
    known: &Input<'_>,
    cohorts: &[Option<Number>],
) -> Result<Mark, Arc<str>> {
    book.with_runner(|runner| {
        runner.turn_to(known);
        let reached = Computed {
            cohorts,
            ..Computed::default()
        };
        mark(runner, &book.scheme, criterion, known, &reached)
    })
}

/// What holds where a rule gave nothing.
fn instead<T>(row: &Criterion, ran: RuleOutcome<T>) -> Result<Mark, Arc<str>> {
    match ran {
        RuleOutcome::Value(_) => unreachable!("the caller took what the rule gave"),
        RuleOutcome::NotReported(name) => Err(name),
        RuleOutcome::NotAssigned(name) => Ok(otherwise(row, Because::NotAssigned(name))),
        RuleOutcome::NoCohort(name) => Ok(otherwise(row, Because::NoCohort(name))),
        RuleOutcome::Failed(failure) => Ok(failed(*failure)),
    }
}

fn failed(failure: RuleFailure) -> Mark {
    Mark {
        outcome: Outcome::Failed(Arc::new(failure)),
        because: Because::Rule,
    }
}

/// A mark outside 0…max fails; it is never clamped. It is held against its bounds before it is
/// rounded.
fn within(scheme: &Scheme, row: &Criterion, points: Number) -> Mark {
    let most = row.max.as_ref().unwrap_or(&MOST_POINTS);
    if points.is_negative() || points > *most {
        return outside(&points, most);
    }
    let round = scheme.points.round;
    let step = row.step.as_ref().filter(|_| row.marking.is_none());
    let points = step.and_then(|step| points.to_step(step)).unwrap_or(points);
    Mark {
        outcome: Outcome::Points(round.at(RoundEach::Criterion, points)),
        because: Because::Rule,
    }
}

/// The failure of a rule that gives points outside its row's bounds.
#[cold]
fn outside(points: &Number, most: &Number) -> Mark {
    let (found, most) = (points.to_string(), most.to_string());
    let vi = |number: &str| Locale::Vi.number(number);
    let (have, limit) = (vi(&found), vi(&most));
    failed(RuleFailure::plain(
        if points.is_negative() {
            format!("được {have} điểm, thấp hơn 0")
        } else {
            format!("được {have} điểm, vượt điểm tối đa {limit}")
        },
        format!("the rule gives {found} points, outside 0 to {most}"),
    ))
}

/// The three meanings of "not applicable" (K13).
fn otherwise(row: &Criterion, because: Because) -> Mark {
    let standard = row.kind == CriterionKind::Standard;
    let outcome = match (row.otherwise, standard) {
        (Some(Otherwise::Drop), _) => Outcome::Dropped,
        (Some(Otherwise::Full), true) => Outcome::Met(true),
        (Some(Otherwise::Zero), true) => Outcome::Met(false),
        (Some(Otherwise::Full), false) => Outcome::Points(row.max.clone().unwrap_or_default()),
        (Some(Otherwise::Zero), false) => Outcome::Points(Number::ZERO),
        (None, _) => Outcome::Failed(Arc::new(no_otherwise(&because))),
    };
    Mark { outcome, because }
}

fn no_otherwise(because: &Because) -> RuleFailure {
    let name = match because {
        Because::NotAssigned(name) | Because::NoCohort(name) => name,
        Because::DoesNotApply | Because::Rule => "applies",
    };
    RuleFailure::plain(
        format!("`{name}` không có giá trị và tiêu chí không ghi `otherwise`"),
        format!("`{name}` has no value and the criterion has no `otherwise`"),
    )
}
