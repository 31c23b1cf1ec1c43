//! The steps of a rule over one fact: from where to where, and what it gives there.
//!
//! With the other facts known, as of one nominee, they say what would become of the rule's result
//! if that one fact were another: where the thresholds lie, on which side of them the change
//! happens, and whether there may be more of them. With the other facts unknown, what depends on
//! them varies.

use std::cell::Cell;

use super::value::Quotient;
use super::{Context, Cut, End, Interval, Ranges, Value, bit};
use crate::number::Number;
use crate::rule::eval::Row;
use crate::rule::expr::{Program, Type};
use crate::scheme::{Dated, Scheme};

/// The steps of a rule over one fact, from the least number to the greatest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Steps {
    /// The steps; together they cover all that the fact may be.
    pub steps: Vec<Step>,
    /// Whether they are known to be all. Where they are not, the result may change inside a step
    /// too, and whoever needs to know must try.
    pub complete: bool,
}

/// A stretch of numbers, and what the rule gives there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The stretch. Days are counted from the beginning of 1970; among whole numbers every end
    /// lies just before a whole number.
    pub interval: Interval,
    /// What the rule gives.
    pub gives: Gives,
}

/// What a rule gives on a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gives {
    /// The same number everywhere.
    Same(Number),
    /// Yes or no everywhere.
    YesNo(bool),
    /// A quotient of lines over the fact.
    Along(Quotient),
    /// It differs, along the fact or with what is not known.
    Varies,
    /// Nothing: the rule fails.
    Fails,
}

impl Steps {
    /// The places where the result changes, or may change, from the least upward. A place just
    /// before a number is passed by reaching it, a place just after it by going beyond.
    pub fn thresholds(&self) -> impl Iterator<Item = &Cut> {
        self.steps
            .iter()
            .skip(1)
            .filter_map(|step| step.interval.from.as_ref())
    }

    /// The step in which a number lies.
    pub fn at(&self, number: &Number) -> Option<&Step> {
        self.steps.iter().find(|step| step.interval.holds(number))
    }
}

impl Program {
    /// The steps over one fact, a number or a day, with all other facts unknown; `figures` are
    /// those of the scheme's values on the day.
    pub(in crate::rule) fn steps(
        &self,
        scheme: &Scheme,
        figures: &[Option<&Dated>],
        fact: usize,
    ) -> Steps {
        let context = Context {
            scheme,
            figures,
            budget: &Cell::new(usize::MAX),
            nominee: None,
        };
        self.over(context, fact)
    }

    /// The steps over one fact, a number or a day, of a nominee whose other facts stand as they
    /// are reported.
    pub(in crate::rule) fn steps_of(&self, row: Row<'_>, fact: usize) -> Steps {
        let context = Context {
            scheme: row.scheme,
            figures: row.figures,
            budget: &Cell::new(usize::MAX),
            nominee: Some((row, fact)),
        };
        self.over(context, fact)
    }

    fn over(&self, context: Context<'_>, fact: usize) -> Steps {
        let ranges = Ranges::of(self, context);
        if !ranges.is_whole() {
            // Ways are lacking: nothing is known of any stretch.
            let whole = Step {
                interval: ranges.declared(fact),
                gives: Gives::Varies,
            };
            return Steps {
                steps: vec![whole],
                complete: false,
            };
        }
        let yes_no = self.gives == Type::YesNo;
        let mut steps: Vec<Step> = Vec::new();
        for (interval, ends) in ranges.pieces(fact) {
            let mut gives = None;
            for end in ends {
                let here = gives_at(&ranges, end, fact, yes_no);
                gives = Some(match gives {
                    Some(before) if before != here => Gives::Varies,
                    _ => here,
                });
            }
            let gives = gives.unwrap_or(Gives::Fails);
            match steps.last_mut() {
                Some(last) if last.gives == gives && gives != Gives::Varies => {
                    last.interval.to = interval.to;
                }
                _ => steps.push(Step { interval, gives }),
            }
        }
        Steps {
            steps,
            complete: ranges.unclear & bit(fact) == 0,
        }
    }
}

/// What a way's end gives, as far as one fact and constants go.
fn gives_at(ranges: &Ranges<'_>, end: &End, fact: usize, yes_no: bool) -> Gives {
    match &end.value {
        None => Gives::Fails,
        Some(Value::Quotient(one)) if ranges.fact_of(one.variable) == Some(fact) => {
            Gives::Along(one.clone())
        }
        Some(value) => match value.as_point() {
            Some(number) if yes_no => Gives::YesNo(!number.is_zero()),
            Some(number) => Gives::Same(number.clone()),
            None => Gives::Varies,
        },
    }
}

impl Ranges<'_> {
    /// The line of a fact cut wherever a way begins or ends, each piece with the ways that lead
    /// over it.
    pub(in crate::rule) fn pieces(&self, fact: usize) -> Vec<(Interval, Vec<&End>)> {
        let declared = self.declared(fact);
        let intervals = self.ends.iter().map(|end| self.interval(end, fact));
        let intervals: Vec<Interval> = intervals.collect();
        let cuts = intervals
            .iter()
            .flat_map(|one| one.from.iter().chain(&one.to));
        let mut cuts: Vec<&Cut> = cuts.collect();
        cuts.sort_unstable();
        cuts.dedup();
        cuts.retain(|cut| {
            Some(*cut) != declared.from.as_ref() && Some(*cut) != declared.to.as_ref()
        });
        let mut pieces = Vec::with_capacity(cuts.len() + 1);
        let mut from = declared.from.clone();
        for to in cuts
            .into_iter()
            .cloned()
            .map(Some)
            .chain([declared.to.clone()])
        {
            let piece = Interval {
                from: from.take(),
                to: to.clone(),
            };
            let over = intervals.iter().zip(&self.ends);
            let over = over.filter(|(interval, _)| !interval.and(&piece).is_empty());
            let over = over.map(|(_, end)| end).collect();
            pieces.push((piece, over));
            from = to;
        }
        pieces
    }
}
