//! The steps of a rule over one fact: from where to where, and what it gives there.
//!
//! Steps are what a walk found, seen along one fact. With the other facts known, as of one
//! nominee, they say what would become of the rule's result if that one fact were another: where
//! the thresholds lie, on which side of them the change happens, and whether there may be more of
//! them. With the other facts unknown, what depends on them varies.

pub use super::walk::space::{Cut, Interval};
pub use super::walk::value::Line;
use super::walk::value::Value;
use super::walk::{End, Setting, Walk, bit};
use super::{Gave, Plan, Root, Row};
use crate::number::Decimal;
use crate::scheme::{Dated, FactKind, Scheme};

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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// The stretch. Days are counted from the beginning of 1970; among whole numbers every end
    /// lies just before a whole number.
    pub interval: Interval,
    /// What the rule gives.
    pub gives: Gives,
}

/// What a rule gives on a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gives {
    /// The same everywhere.
    Same(Gave),
    /// A line over the fact.
    Along(Line),
    /// It differs, along the fact or with what is not known.
    Varies,
    /// Nothing: the rule fails.
    Fails,
}

impl Steps {
    /// The places where the result changes, or may change, from the least upward. A place just
    /// before a number is passed by reaching it, a place just after it by going beyond.
    pub fn thresholds(&self) -> impl Iterator<Item = Cut> {
        self.steps
            .iter()
            .skip(1)
            .filter_map(|step| step.interval.from)
    }

    /// The step in which a number lies.
    pub fn at(&self, number: Decimal) -> Option<&Step> {
        self.steps.iter().find(|step| step.interval.holds(number))
    }
}

impl Plan {
    /// The steps over one fact, a number or a day, with all other facts unknown; `figures` are
    /// those of the scheme's values on the day.
    pub fn steps(&self, scheme: &Scheme, figures: &[Option<&Dated>], fact: usize) -> Steps {
        let setting = Setting {
            scheme,
            figures,
            nominee: None,
        };
        let walk = Walk::new(self, setting);
        self.along(&walk, scheme, fact)
    }

    /// The steps over one fact, a number or a day, of a nominee whose other facts stand as they
    /// are reported.
    pub fn steps_of(&self, row: Row<'_>, fact: usize) -> Steps {
        let setting = Setting {
            scheme: row.scheme,
            figures: row.figures,
            nominee: Some((row, fact)),
        };
        let walk = Walk::new(self, setting);
        self.along(&walk, row.scheme, fact)
    }

    fn along(&self, walk: &Walk<'_>, scheme: &Scheme, fact: usize) -> Steps {
        let whole = matches!(scheme.facts[fact].kind, FactKind::Integer | FactKind::Date);
        let yes_no = matches!(self.root, Root::YesNo(_));
        let mut steps: Vec<Step> = Vec::new();
        for (interval, ends) in pieces(walk, fact) {
            let mut gives = None;
            for end in ends {
                let here = gives_at(walk, end, fact, yes_no);
                gives = Some(match gives {
                    None => here,
                    Some(before) if before == here => here,
                    Some(_) => Gives::Varies,
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
        debug_assert!(
            !whole
                || steps
                    .iter()
                    .all(|step| step.interval == step.interval.whole())
        );
        Steps {
            steps,
            complete: walk.is_whole() && walk.unclear & bit(fact) == 0,
        }
    }
}

/// What a way's end gives, as far as one fact and constants go.
fn gives_at(walk: &Walk<'_>, end: &End, fact: usize, yes_no: bool) -> Gives {
    let Some(value) = end.value else {
        return Gives::Fails;
    };
    if let Some(number) = value.as_point() {
        return Gives::Same(if yes_no {
            Gave::YesNo(!number.is_zero())
        } else {
            Gave::Number(number.normalize())
        });
    }
    match value {
        Value::Line(line) if walk.fact_of(line.thing) == Some(fact) => Gives::Along(line),
        _ => Gives::Varies,
    }
}

/// The line of a fact cut wherever a way begins or ends, each piece with the ways that lead over
/// it.
pub(in crate::rule) fn pieces<'w>(
    walk: &'w Walk<'_>,
    fact: usize,
) -> Vec<(Interval, Vec<&'w End>)> {
    let declared = walk.declared(fact);
    let intervals: Vec<Interval> = walk
        .ends
        .iter()
        .map(|end| walk.interval(end, fact))
        .collect();
    let mut cuts: Vec<Cut> = Vec::with_capacity(2 * intervals.len());
    for interval in &intervals {
        cuts.extend(interval.from);
        cuts.extend(interval.to);
    }
    cuts.sort_unstable();
    cuts.dedup();
    cuts.retain(|cut| Some(*cut) != declared.from && Some(*cut) != declared.to);
    let mut pieces = Vec::with_capacity(cuts.len() + 1);
    let mut from = declared.from;
    let ends = cuts
        .into_iter()
        .map(Some)
        .chain(std::iter::once(declared.to));
    for to in ends {
        let piece = Interval { from, to };
        let over = intervals.iter().zip(&walk.ends);
        let over = over.filter(|(interval, _)| !interval.and(piece).is_empty());
        pieces.push((piece, over.map(|(_, end)| end).collect()));
        from = to;
    }
    pieces
}
