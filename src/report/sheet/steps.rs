//! What a row's rule did, step by step: the threshold that was met, what it gave, and the next
//! one that was missed.

use serde::Serialize;

use crate::evaluation::{RowTrace, ScoreSheet};
use crate::number::Number;
use crate::report::context::Context;
use crate::report::terms::Terms;
use crate::report::words::Words;
use crate::rule::eval::Value;
use crate::rule::trace::{Condition, Making, NextMissed, Question, Step as Did, Term, Trace};
use crate::scheme::{CriterionKind, Name};

/// A step of a row's rule, in words.
#[derive(Debug, Clone, Serialize)]
pub(in crate::report) struct Step {
    pub(in crate::report) kind: StepKind,
    pub(in crate::report) text: String,
    /// The points that it gives, or would have given.
    pub(in crate::report) points: Option<String>,
    /// What is missing to it, in few words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) needed: Option<String>,
}

/// What a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::report) enum StepKind {
    /// Something that was asked and is so, or a threshold that was met.
    Met,
    /// A formula and its result.
    Computed,
    /// The nearest better result, and why it was missed.
    NextMissed,
    /// The rule cannot be followed.
    Interpreted,
}

/// The steps of the row at an index.
pub(super) fn steps(
    view: &Context<'_>,
    one: &ScoreSheet<'_>,
    row: usize,
    told: &RowTrace,
) -> Vec<Step> {
    let criterion = &view.scheme().criteria[row];
    let teller = StepRenderer {
        view,
        terms: Terms::of(view, one, criterion.max.clone()),
        less: criterion.kind == CriterionKind::Deduction,
    };
    match told {
        RowTrace::Rule(trace) => teller.trace(trace),
        RowTrace::Applies(trace) => teller.questions(trace),
        RowTrace::Interpreter => {
            let text = teller.terms.words.interpreted().to_owned();
            vec![teller.step(StepKind::Interpreted, text, None)]
        }
        RowTrace::Nothing => Vec::new(),
    }
}

/// What the condition of an award asked, and what it found; empty if that cannot be followed.
pub(super) fn condition(view: &Context<'_>, one: &ScoreSheet<'_>, award: usize) -> Vec<String> {
    let told = crate::evaluation::condition(view.book, view.roster, one, award);
    let RowTrace::Rule(trace) = told else {
        return Vec::new();
    };
    let teller = StepRenderer {
        view,
        terms: Terms::of(view, one, None),
        less: false,
    };
    // That something is known is no answer if its value is given too.
    let told = asked(&trace).filter(|it| !(it.holds && matches!(it.what, Condition::Given(_))));
    told.map(|question| teller.terms.demand(question)).collect()
}

/// The questions of a rule, in order.
fn asked(trace: &Trace) -> impl Iterator<Item = &Question> {
    trace.steps.iter().flat_map(|did| match did {
        Did::Branch { asked, .. } => asked.as_slice(),
        Did::Question(question) => std::slice::from_ref(question),
        Did::Table { .. } => &[],
    })
}

struct StepRenderer<'v, 'p> {
    view: &'v Context<'p>,
    terms: Terms<'v, 'p>,
    /// Whether fewer points are better.
    less: bool,
}

impl StepRenderer<'_, '_> {
    fn step(&self, kind: StepKind, text: String, points: Option<Number>) -> Step {
        Step {
            kind,
            text,
            points: points.map(|points| self.view.exact(&points)),
            needed: None,
        }
    }

    fn asked(&self, asked: &[Question]) -> String {
        let said: Vec<_> = asked.iter().map(|one| self.terms.question(one)).collect();
        said.join(self.terms.words.and())
    }

    fn trace(&self, trace: &Trace) -> Vec<Step> {
        let Value::Number(gave) = &trace.gave else {
            return self.questions(trace);
        };
        let words = self.terms.words;
        let points = self.view.points(gave);
        let mut steps = Vec::new();
        for did in &trace.steps {
            match did {
                Did::Branch {
                    asked, held: true, ..
                } => {
                    steps.push(self.step(StepKind::Met, self.asked(asked), None));
                }
                Did::Table {
                    of,
                    value,
                    rows,
                    upward,
                    met,
                } => {
                    steps.push(self.table(of, value, rows, *upward, *met));
                }
                Did::Branch { .. } | Did::Question(_) => {}
            }
        }
        match &trace.made {
            Some(Term::Made(Making::Table, _)) => {}
            Some(made @ (Term::Made(..) | Term::Named(_))) => {
                let equals = match points.strip_prefix('≈') {
                    Some(rounded) => format!("≈ {rounded}"),
                    None => format!("= {points}"),
                };
                let text = words.makes(&self.terms.head(made), &equals);
                steps.push(self.step(StepKind::Computed, text, Some(gave.clone())));
            }
            _ => match steps.last_mut() {
                Some(last) => {
                    last.text = words.gives(&last.text, &points);
                    last.points = Some(self.view.exact(gave));
                }
                None if trace.steps.is_empty() => {
                    let text = words.fixed(&points);
                    steps.push(self.step(StepKind::Computed, text, Some(gave.clone())));
                }
                None => {
                    let text = words.gives(&self.otherwise(trace), &points);
                    steps.push(self.step(StepKind::Met, text, Some(gave.clone())));
                }
            },
        }
        if let Some(missed) = trace.next_missed(self.less, |question| self.counts(question)) {
            let told = steps.last().map_or("", |step| step.text.as_str());
            let missed = self.missed(trace, missed, told);
            steps.extend(missed);
        }
        steps
    }

    /// Why none of the cases above the last one held: the last that did not.
    fn otherwise(&self, trace: &Trace) -> String {
        let branches = trace.steps.iter().rev();
        let mut asked = branches.filter_map(|did| match did {
            Did::Branch { asked, .. } => Some(asked),
            _ => None,
        });
        match asked.next().map(Vec::as_slice) {
            Some([question]) => self.terms.answer(question),
            Some(asked) => self.asked(asked),
            None => self.terms.words.otherwise().to_owned(),
        }
    }

    /// Whether a question parts better from worse, and not one kind of nominee from another.
    fn counts(&self, question: &Question) -> bool {
        match &question.what {
            Condition::Given(_) => false,
            Condition::IsWord(Term::Named(Name::Fact(at)), _) | Condition::Yes(Name::Fact(at)) => {
                self.view.scheme().facts[*at].better.is_some()
            }
            Condition::IsWord(..) => false,
            _ => true,
        }
    }

    /// The answers of a rule that gives yes or no.
    fn questions(&self, trace: &Trace) -> Vec<Step> {
        asked(trace)
            .map(|question| self.step(StepKind::Met, self.terms.demand(question), None))
            .collect()
    }

    fn table(
        &self,
        of: &Term,
        value: &Number,
        rows: &[(Number, Number)],
        upward: bool,
        met: Option<usize>,
    ) -> Step {
        let words = self.terms.words;
        let (head, value) = (self.terms.head(of), self.terms.measured(of, value));
        let head = match of {
            Term::Named(_) => head,
            _ => format!("{head}:"),
        };
        let Some((threshold, gives)) = met.and_then(|met| rows.get(met)) else {
            let points = self.view.points(&Number::ZERO);
            let text = words.below_all(&format!("{head} {value}"), &points);
            return self.step(StepKind::Met, text, Some(Number::ZERO));
        };
        let threshold = words.level(&self.terms.measured(of, threshold));
        let what = format!("{head} {value} {} {threshold}", side(upward));
        let text = words.gives(&what, &self.view.points(gives));
        self.step(StepKind::Met, text, Some(gives.clone()))
    }

    /// The nearest better result, and why it was missed.
    fn missed(&self, trace: &Trace, missed: NextMissed, told: &str) -> Option<Step> {
        let words = self.terms.words;
        let points = self.view.points(&missed.gives);
        let needed = match trace.steps.get(missed.step)? {
            Did::Table {
                of, rows, upward, ..
            } => {
                let (threshold, _) = rows.get(missed.row?)?;
                let threshold = self.terms.measured(of, threshold);
                words.needs(&format!("{} {threshold}", side(*upward)))
            }
            // What did not hold is the reason; the rest of the condition held or was not asked.
            Did::Branch { asked, held, .. } => {
                let wanted = asked.last().and_then(|last| self.terms.wanted(last));
                match wanted {
                    Some((head, needed, _)) if told.contains(&head) && asked.len() == 1 => {
                        words.needs(&needed)
                    }
                    Some((.., whole)) => words.needs(&whole),
                    None if *held => self.asked(asked),
                    None => self.asked(asked.last().map_or(&[], std::slice::from_ref)),
                }
            }
            Did::Question(_) => return None,
        };
        let say = if self.less {
            Words::next_less
        } else {
            Words::next_missed
        };
        let text = say(words, &needed, &points);
        let step = self.step(StepKind::NextMissed, text, Some(missed.gives));
        Some(Step {
            needed: Some(needed),
            ..step
        })
    }
}

fn side(upward: bool) -> &'static str {
    if upward { "≤" } else { "≥" }
}
