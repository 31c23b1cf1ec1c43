//! A rule run on one nominee, and what may be absent for it.

use std::sync::{Arc, PoisonError};

use jiff::civil::Date;
use rhai::{Dynamic, EvalAltResult, Scope};

use super::RuleFailure;
use super::book::Rulebook;
use super::dynamic::{Held, fractions, kind};
use super::engine::{Interpreter, MOST_WORK, Nominee};
use super::eval::{NoTrace, Row, Tracer, Value};
use super::failure::{is_limit, running, span_at, span_in};
use super::findings::is_closure;
use super::function::script;
use super::input::{Computed, Input, RuleOutcome};
use super::presence::{Presence, absent, presence, value_of};
use super::rule_id::RuleId;
use crate::locale::Text;
use crate::number::Number;
use crate::scheme::{Dated, FactEntry, Name};

/// Runs the rules of one scheme, one nominee after another: by their expressions, and by the
/// interpreter where a rule has none or fails.
///
/// Each thread has a runner of its own.
pub struct Runner<'a> {
    book: &'a Rulebook,
    /// Taken from the book when a rule is first interpreted.
    engine: Option<Interpreter>,
    scope: Scope<'static>,
    /// The locals of a rule, by slot.
    locals: Vec<Value>,
    /// The day that `figures` are of.
    date: Option<Date>,
    /// The figures of the values on that day.
    figures: Vec<Option<&'a Dated>>,
    /// Whether every fact of the nominee turned to is reported.
    is_complete: bool,
}

impl Rulebook {
    /// Does some work with a runner; its engine is kept for the next.
    pub fn with_runner<T>(&self, work: impl FnOnce(&mut Runner<'_>) -> T) -> T {
        let mut runner = Runner::new(self);
        let result = work(&mut runner);
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        idle.extend(runner.into_engine());
        result
    }
}

impl<'a> Runner<'a> {
    pub(super) fn new(book: &'a Rulebook) -> Self {
        let slots = book.slots();
        Self {
            book,
            engine: None,
            scope: Scope::new(),
            locals: vec![Value::YesNo(false); slots],
            date: None,
            figures: Vec::new(),
            is_complete: false,
        }
    }

    pub(super) fn into_engine(self) -> Option<Interpreter> {
        self.engine
    }

    /// Turns to a nominee: what holds for all rules run on it.
    pub fn turn_to(&mut self, known: &Input<'_>) {
        self.is_complete = known
            .facts
            .iter()
            .all(|given| matches!(given, FactEntry::Reported(_)));
        if self.date != Some(known.period.date) {
            let date = known.period.date;
            let values = self.book.scheme.values.iter();
            self.figures = values.map(|value| value.on(date)).collect();
            self.date = Some(date);
        }
    }

    /// Whether every fact of the nominee turned to is reported.
    pub(crate) fn is_complete(&self) -> bool {
        self.is_complete
    }

    /// What the rules of all rows give by their expressions, by criterion: most of them do. The
    /// others, and those of rows that do not apply to everybody, are to be run one by one.
    pub fn rows(
        &mut self,
        known: &Input<'_>,
        reached: &Computed<'_>,
        gave: &mut Vec<Option<Value>>,
    ) {
        let book = self.book;
        let row = Row::new(&book.scheme, known, reached, &self.figures);
        let is_complete = self.is_complete;
        gave.clear();
        gave.extend(book.rules.rows().iter().enumerate().map(|(at, rule)| {
            let rule = rule.as_ref()?;
            if !is_complete || rule.reads_more {
                let site = RuleId::Criterion(at);
                let absent = absent(book, book.rule(site), site, known, reached);
                if absent.is_some() {
                    return None;
                }
            }
            rule.program.run(row, &mut self.locals, &mut NoTrace)
        }));
    }

    /// Runs a rule that gives a number.
    pub fn number(
        &mut self,
        site: RuleId,
        known: &Input<'_>,
        reached: &Computed<'_>,
    ) -> RuleOutcome<Number> {
        self.run(site, known, reached).map(|value| match value {
            Value::Number(number) => Ok(number),
            Value::YesNo(_) => Err(wrong(
                self.book,
                site,
                "một số",
                "a number",
                "có/không",
                "yes or no",
            )),
        })
    }

    /// Runs a rule that gives yes or no.
    pub fn yes_no(
        &mut self,
        site: RuleId,
        known: &Input<'_>,
        reached: &Computed<'_>,
    ) -> RuleOutcome<bool> {
        self.run(site, known, reached).map(|value| match value {
            Value::YesNo(flag) => Ok(flag),
            Value::Number(_) => Err(wrong(
                self.book,
                site,
                "có hoặc không",
                "yes or no",
                "số",
                "a number",
            )),
        })
    }

    /// Runs a rule that gives a number, or yes and no as 1 and 0.
    pub fn key(
        &mut self,
        site: RuleId,
        known: &Input<'_>,
        reached: &Computed<'_>,
    ) -> RuleOutcome<Number> {
        self.run(site, known, reached).map(|value| {
            Ok(match value {
                Value::Number(number) => number,
                Value::YesNo(yes) => Number::from(yes),
            })
        })
    }

    /// Runs a rule: by its expression, and where that gives nothing by the interpreter, which says
    /// why it fails.
    #[inline]
    fn run(
        &mut self,
        site: RuleId,
        known: &Input<'_>,
        reached: &Computed<'_>,
    ) -> RuleOutcome<Value> {
        let book = self.book;
        let rule = book.rule(site);
        // Where all facts are reported, only what is reached on the way may be absent.
        if (!self.is_complete || rule.reads_more)
            && let Some(absent) = absent(book, rule, site, known, reached)
        {
            return absent.of();
        }
        match self.evaluate(site, known, reached) {
            Some(value) => RuleOutcome::Value(value),
            None => self.interpreted(site, known, reached).map(|value| {
                if let Ok(flag) = value.as_bool() {
                    return Ok(Value::YesNo(flag));
                }
                Held::of(&value)
                    .map(|held| Value::Number(held.number))
                    .ok_or_else(|| {
                        let found = kind(&value);
                        let (vi, en) = ("một số hoặc có/không", "a number or yes-no");
                        wrong(book, site, vi, en, found.0, found.1)
                    })
            }),
        }
    }

    /// What a rule's expression gives by itself; `None` where it has none or fails. What the rule
    /// reads must be there, as for the others.
    #[inline]
    pub fn evaluate(
        &mut self,
        site: RuleId,
        known: &Input<'_>,
        reached: &Computed<'_>,
    ) -> Option<Value> {
        self.traced(site, known, reached, &mut NoTrace)
    }

    /// The same, and a tracer is told what it does.
    #[inline]
    pub fn traced<T: Tracer>(
        &mut self,
        site: RuleId,
        known: &Input<'_>,
        reached: &Computed<'_>,
        tracer: &mut T,
    ) -> Option<Value> {
        let program = self.book.rule(site).program.as_ref().ok()?;
        let row = Row::new(&self.book.scheme, known, reached, &self.figures);
        program.run(row, &mut self.locals, tracer)
    }

    /// The engine, turned to a nominee: what native functions may ask of it.
    fn engine(&mut self, known: &Input<'_>) -> &Interpreter {
        let book = self.book;
        let engine = self.engine.get_or_insert_with(|| book.idle_engine());
        let history = if book.asks_history {
            known.history.to_vec()
        } else {
            Vec::new()
        };
        let nominee = Nominee {
            year: known.period.date.year(),
            history,
            meter: Arc::clone(&engine.meter),
        };
        // Every call clones the tag; shared, that copies no history.
        engine
            .engine
            .set_default_tag(Dynamic::from(nominee).into_shared());
        engine
    }

    /// Runs a rule by the interpreter. What it reads is there, or it asks about it.
    fn interpreted(
        &mut self,
        site: RuleId,
        known: &Input<'_>,
        reached: &Computed<'_>,
    ) -> RuleOutcome<Dynamic> {
        let book = self.book;
        let rule = book.rule(site);
        if book.limits.is_given_up(site) {
            return RuleOutcome::Failed(Box::new(given_up(book, site)));
        }
        let most = book.limits.left().min(MOST_WORK);
        let mut scope = std::mem::take(&mut self.scope);
        scope.clear();
        for (word, name) in &rule.reads {
            match presence(book, site, *name, known, reached) {
                Presence::Present => {
                    let value = value_of(book, site, *name, known, reached);
                    scope.push_dynamic(word.as_str(), value);
                }
                // Left out of the scope: an absent cohort number counts when it is met.
                Presence::NoCohort if !rule.asks.contains(name) => {}
                _ => {
                    scope.push(word.as_str(), ());
                }
            }
        }
        let engine = self.engine(known);
        fractions::forget();
        engine.meter.start(most);
        let result = engine
            .engine
            .eval_ast_with_scope::<Dynamic>(&mut scope, rule.ast(&book.library));
        book.limits.spend(engine.meter.work());
        self.scope = scope;
        match result {
            // The interpreter knows no endless fraction in a `switch`: where it met one, and the
            // expression fails, so does the rule.
            Ok(_) if rule.switches_numbers && rule.program.is_ok() && fractions::were_met() => {
                RuleOutcome::Failed(Box::new(RuleFailure {
                    message: Text::both(
                        "quy tắc không tính được với các số liệu này",
                        "the rule cannot be computed of these facts",
                    ),
                    ..unplaced(book, site)
                }))
            }
            Ok(value) => RuleOutcome::Value(value),
            Err(error) => {
                if let EvalAltResult::ErrorVariableNotFound(word, _) = error.unwrap_inner()
                    && let Some((word, Name::Cohort(_))) =
                        rule.reads.iter().find(|(read, _)| read == word)
                {
                    return RuleOutcome::NoCohort(word.as_str().into());
                }
                let failure = failure(book, site, &error);
                if failure.limit {
                    book.limits.hit(site);
                }
                RuleOutcome::Failed(Box::new(failure))
            }
        }
    }
}

/// A rule that gave something else than its place wants.
fn wrong(
    book: &Rulebook,
    site: RuleId,
    vi: &str,
    en: &str,
    found_vi: &str,
    found_en: &str,
) -> RuleFailure {
    RuleFailure {
        message: Text::both(
            format!("quy tắc phải cho {vi}, nhưng cho {found_vi}"),
            format!("the rule must give {en}, but gives {found_en}"),
        ),
        ..unplaced(book, site)
    }
}

/// A rule that hit its limits on too many nominees.
fn given_up(book: &Rulebook, site: RuleId) -> RuleFailure {
    RuleFailure {
        message: Text::both(
            "quy tắc bị dừng vì quá giới hạn ở nhiều đối tượng",
            "the rule was given up: it hit its limits on too many nominees",
        ),
        limit: true,
        ..unplaced(book, site)
    }
}

/// A failure of a rule as a whole.
fn unplaced(book: &Rulebook, site: RuleId) -> RuleFailure {
    let span = book.text(site).span.clone();
    RuleFailure {
        message: Text::default(),
        at: Some((Arc::clone(&book.scheme.source), span)),
        limit: false,
    }
}

fn failure(book: &Rulebook, site: RuleId, error: &EvalAltResult) -> RuleFailure {
    let mut position = error.unwrap_inner().position();
    // The innermost shared function is where the place lies; the language names the rule's source.
    let mut inner = error;
    let mut source = None;
    while let EvalAltResult::ErrorInFunctionCall(name, _, next, at) = inner {
        // What happens inside a function of the prelude happens at its call.
        if script::is_script(name) {
            position = *at;
            break;
        }
        if !is_closure(name) {
            source = book.library.source(name);
        }
        inner = next;
    }
    let at = match source {
        Some(source) => (Arc::clone(source), span_in(source, position)),
        None => (
            Arc::clone(&book.scheme.source),
            span_at(book.text(site), position),
        ),
    };
    RuleFailure {
        message: running(error),
        at: Some(at),
        limit: is_limit(error),
    }
}
