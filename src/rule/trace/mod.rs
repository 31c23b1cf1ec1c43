//! What a rule did on one nominee: which values it read, which thresholds it met and missed,
//! which branch gave the result. A trace is data that knows names, not sentences; whoever tells
//! of it has the labels, the units and the language.
//!
//! A trace is written by a tracer of the very evaluation that a ranking runs. Rules that the
//! interpreter runs have none.

mod record;
mod step;
mod term;

use self::record::Recorder;
pub use self::step::{Condition, FunctionCall, Making, NextMissed, Question, Step, Term, Trace};
pub use self::term::Locals;
use super::eval::Value;
use super::{Computed, Input, RuleId, Runner};

impl Runner<'_> {
    /// What a rule does on a nominee; `None` if the interpreter runs it or it fails.
    pub fn trace(
        &mut self,
        site: RuleId,
        known: &Input<'_>,
        reached: &Computed<'_>,
    ) -> Option<Trace> {
        let mut recorder = Recorder::default();
        let gave = self.traced(site, known, reached, &mut recorder)?;
        let open = recorder.open.into_iter().map(Step::Question);
        recorder.steps.extend(open);
        let made = recorder.made.filter(|_| matches!(gave, Value::Number(_)));
        Some(Trace {
            gave,
            steps: recorder.steps,
            made,
        })
    }
}
