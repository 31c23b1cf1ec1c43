//! What the rules of a nominee's rows did, told by the very evaluation that ranks.

use super::late_names::LateNames;
use super::outcome::{Because, Outcome};
use super::sheet::ScoreSheet;
use crate::parallel::deep;
use crate::roster::Roster;
use crate::rule::trace::Trace;
use crate::rule::{Computed, Input, RuleId, Rulebook, Runner};

/// What is known of how a row came to its outcome.
#[derive(Debug, Clone)]
pub enum RowTrace {
    /// Its rule did this.
    Rule(Trace),
    /// Its `applies` did this, and the rule was not run.
    Applies(Trace),
    /// It was run by the interpreter, which tells nothing but the result.
    Interpreter,
    /// No rule was run, or the rule failed.
    Nothing,
}

/// What the rules of a nominee's rows did, by criterion; empty where nothing was computed.
pub fn traces(book: &Rulebook, roster: &Roster, one: &ScoreSheet<'_>) -> Vec<RowTrace> {
    let known = roster.known(&one.nomination);
    let reached = Computed {
        cohorts: &one.cohorts,
        ..Computed::default()
    };
    deep(|| {
        book.with_runner(|runner| {
            runner.turn_to(&known);
            let mut told_by = |site: RuleId, told: fn(Trace) -> RowTrace| {
                trace(book, runner, site, (&known, &reached)).map_or_else(|nothing| nothing, told)
            };
            let rows = one.marks.iter().enumerate();
            let told = rows.map(|(at, mark)| match (&mark.because, &mark.outcome) {
                (_, Outcome::Failed(_)) => RowTrace::Nothing,
                (Because::Rule, _) => told_by(RuleId::Criterion(at), RowTrace::Rule),
                (Because::DoesNotApply, _) => {
                    told_by(RuleId::CriterionApplies(at), RowTrace::Applies)
                }
                _ => RowTrace::Nothing,
            });
            told.collect()
        })
    })
}

/// What the condition of an award did for a nominee whose points and class are known.
pub fn condition(book: &Rulebook, roster: &Roster, one: &ScoreSheet<'_>, award: usize) -> RowTrace {
    let known = roster.known(&one.nomination);
    let mut late = LateNames::default();
    late.fill(&one.marks, &one.groups, &one.cohorts, true);
    let reached = late.reached(one.total(), Some(one.class()));
    deep(|| {
        book.with_runner(|runner| {
            runner.turn_to(&known);
            let trace = trace(book, runner, RuleId::AwardWhen(award), (&known, &reached));
            trace.map_or_else(|nothing| nothing, RowTrace::Rule)
        })
    })
}

/// What a rule did.
///
/// # Errors
/// What is told where nothing is known of that.
fn trace(
    book: &Rulebook,
    runner: &mut Runner<'_>,
    site: RuleId,
    (known, reached): (&Input<'_>, &Computed<'_>),
) -> Result<Trace, RowTrace> {
    if !matches!(book.program(site), Some(Ok(_))) {
        return Err(RowTrace::Interpreter);
    }
    runner.trace(site, known, reached).ok_or(RowTrace::Nothing)
}
