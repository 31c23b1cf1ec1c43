//! What people marked, in sentences: before, after, who and why.

use super::panel::Trimmed;
use super::{MarkReport, StageMarks};
use crate::evaluation::{Outcome, ScoreSheet};
use crate::report::context::Context;
use crate::report::words::Words;
use crate::roster::Recusal;

impl Context<'_> {
    /// What people marked of a row, a sentence each.
    pub(in crate::report) fn marks_in_words(
        &self,
        one: &ScoreSheet<'_>,
        row: usize,
        marks: &[StageMarks],
    ) -> Vec<String> {
        let words = self.words;
        let stages = &self.scheme().stages;
        let mut said = Vec::new();
        for departed in one.departed.iter().filter(|it| it.criterion == row) {
            let now = one.marks.get(row).map(|mark| self.outcome(&mark.outcome));
            let computed = self.outcome(&departed.computed);
            let stage = self.text(&stages[departed.stage].title);
            said.push(words.departs(&computed, stage, &now.unwrap_or_default()));
        }
        for told in marks {
            let title = self.text(&stages[told.at].title);
            let result = self.result(told.points.as_ref(), told.met);
            if let Some(from) = &told.carried_from {
                let from = stages.iter().find(|it| it.id == *from);
                let from = from.map_or("", |from| self.text(&from.title));
                said.push(words.carried(title, &result, from));
            }
            let (out, counts): (Vec<&MarkReport>, Vec<&MarkReport>) =
                told.marks.iter().partition(|it| it.left_out.is_some());
            if let [only] = counts[..] {
                let who = who(only, false, words);
                said.push(words.marked(title, &result, &who));
            } else if !counts.is_empty() {
                let who: Vec<String> = counts.iter().map(|it| who(it, true, words)).collect();
                said.push(words.marked(title, &result, &who.join("; ")));
            } else if told.unmarked {
                said.push(words.unmarked_counts(title, &result));
            } else if told.is_due && result.is_empty() {
                said.push(words.unmarked(title));
            }
            for mark in out {
                let why = match (mark.left_out, mark.recusal) {
                    (Some(super::NOT_APPLICABLE), _) => words.row_does_not_apply(),
                    (_, Some(Recusal::SameUnit)) => words.same_unit(),
                    (_, Some(Recusal::Interest)) => words.interest(),
                    (_, None) => words.recusal(),
                };
                said.push(words.mark_left_out(title, &mark.marker, &mark.said, why));
            }
            if let Some(spread) = &told.spread {
                let (found, most) = (self.number(&spread.found), self.number(&spread.most));
                said.push(words.spread_of_stage(title, &found, &most));
            }
        }
        said
    }

    fn result(&self, points: Option<&String>, met: Option<bool>) -> String {
        match (points, met) {
            (Some(points), _) => self.locale.number(points),
            (None, Some(true)) => self.words.met().to_owned(),
            (None, Some(false)) => self.words.not_met().to_owned(),
            (None, None) => String::new(),
        }
    }

    fn outcome(&self, outcome: &Outcome) -> String {
        match outcome {
            Outcome::Points(points) => self.points(points),
            Outcome::Met(true) => self.words.met().to_owned(),
            Outcome::Met(false) => self.words.not_met().to_owned(),
            Outcome::Dropped => self.words.dropped().to_owned(),
            Outcome::Failed(failure) => {
                self.words.not_computed_because(self.text(&failure.message))
            }
        }
    }
}

/// Who marked, what where it is one of several, what became of it, and why.
fn who(mark: &MarkReport, is_one_of_several: bool, words: Words) -> String {
    let mut said = mark.marker.clone();
    if is_one_of_several {
        said = format!("{said} {}", mark.said);
    }
    if let Some(level) = &mark.level {
        said = format!("{said}, “{level}”");
    }
    if let Some(end) = mark.end {
        let end = match end {
            Trimmed::Highest => words.dropped_highest(),
            Trimmed::Lowest => words.dropped_lowest(),
        };
        said = format!("{said}, {end}");
    }
    if let Some(reason) = &mark.reason {
        said = format!("{said}: {reason}");
    }
    said
}
