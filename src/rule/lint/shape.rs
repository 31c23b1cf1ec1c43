//! Holes between steps, and better facts that get less.

use super::points::when;
use super::words::of_choice;
use super::{Examined, Finding};
use crate::locale::{Locale, Text};
use crate::number::Number;
use crate::rule::expr::At;
use crate::rule::problem::RuleProblem;
use crate::rule::ranges::{End, Interval, Ranges, bit};
use crate::scheme::{Better, Criterion, CriterionKind, FactKind};

/// Ends beyond these are not compared with each other: the work grows with their square.
const MOST_ENDS: usize = 300;

impl Examined<'_> {
    /// A stretch between two steps that falls to what is left for everybody else.
    pub(super) fn holes(&self, ranges: &Ranges<'_>, findings: &mut Vec<Finding>) {
        for (fact, _) in ranges.facts() {
            if ranges.unclear & bit(fact) != 0 || !self.spend(ranges.ends.len().pow(2) / 64) {
                continue;
            }
            let points = |ends: &[&End]| {
                let mut all = ends
                    .iter()
                    .map(|end| end.value.as_ref()?.as_point().cloned());
                let first = all.next()??;
                all.all(|point| point.as_ref() == Some(&first))
                    .then_some(first)
            };
            let rest = |ends: &[&End]| ends.iter().all(|end| end.rest);
            for three in ranges.pieces(fact).windows(3) {
                let [(_, below), (interval, here), (_, above)] = three else {
                    continue;
                };
                let (Some(low), Some(gives), Some(high)) =
                    (points(below), points(here), points(above))
                else {
                    continue;
                };
                if rest(here) && !rest(below) && !rest(above) && gives < low && gives < high {
                    let problem = RuleProblem::Hole {
                        what: self.what(),
                        place: self.stretch(fact, interval),
                        gives: gives.to_string(),
                        below: low.to_string(),
                        above: high.to_string(),
                        date: Text::default(),
                    };
                    let at = here.first().map_or_else(At::default, |end| end.at);
                    findings.push((at, problem));
                }
            }
        }
    }

    /// A fact that gets fewer points where it is better.
    pub(super) fn loses(
        &self,
        ranges: &Ranges<'_>,
        row: &Criterion,
        (fact, better): (usize, Better),
        findings: &mut Vec<Finding>,
    ) {
        let loss = row.kind == CriterionKind::Deduction;
        let finding = self
            .falls_along(ranges, fact, better, loss)
            .or_else(|| self.steps_down(ranges, fact, better, loss));
        findings.extend(finding.map(|(at, loss)| {
            let (what, date) = (self.what(), Text::default());
            (at, RuleProblem::BetterLoses { what, loss, date })
        }));
    }

    /// A way on which the points run against what is better.
    fn falls_along(
        &self,
        ranges: &Ranges<'_>,
        fact: usize,
        better: Better,
        loss: bool,
    ) -> Option<(At, Text)> {
        let wanted = (better == Better::Higher) != loss;
        let alone = |end: &End| {
            let mut pieces = ranges.pieces(fact).into_iter();
            pieces.any(|(_, ends)| matches!(ends[..], [only] if std::ptr::eq(only, end)))
        };
        // What may run either way, as by the sign of a divisor, is in order on one of them.
        let turns = |end: &End| {
            let mut others = ranges.ends.iter().filter(|other| other.at == end.at);
            others.any(|other| ranges.rises_along(other, fact) == Some(wanted))
        };
        let against = |end: &&End| {
            let interval = ranges.interval(end, fact);
            ranges.rises_along(end, fact) == Some(!wanted)
                && interval.low().map(|(low, _)| low)
                    != interval.high(true).as_ref().map(|(high, _)| high)
                && (end.sure
                    || if ranges.is_line(end) {
                        alone(end)
                    } else {
                        !turns(end)
                    })
        };
        let end = ranges.ends.iter().find(against)?;
        let here = self.stretch(fact, &ranges.interval(end, fact));
        let text = falls(better, &here, loss);
        Some((end.at, self.with_others(ranges, end, fact, text)))
    }

    /// Two ways that one nominee may go but for this fact, of which the better gets less.
    fn steps_down(
        &self,
        ranges: &Ranges<'_>,
        fact: usize,
        better: Better,
        loss: bool,
    ) -> Option<(At, Text)> {
        let is_number = ranges.facts().any(|(known, _)| known == fact);
        if !is_number && !ranges.choice_facts().any(|known| known == fact) {
            return None;
        }
        let yes_no = self.book.scheme.facts[fact].kind == FactKind::YesNo;
        let upward = better == Better::Higher;
        let mut ways: Vec<Way<'_>> = Vec::new();
        for end in ranges.ends.iter().filter(|end| end.sure) {
            let Some((low, high)) = ranges.given_at(end) else {
                continue;
            };
            let (low, high) = if loss {
                (high.map(|high| high.negate()), low.map(|low| low.negate()))
            } else {
                (low, high)
            };
            let over = ranges.is_over(end, fact);
            if is_number {
                let stretch = Stretch::Numbers(ranges.interval(end, fact));
                ways.push(Way {
                    end,
                    low,
                    high,
                    over,
                    stretch,
                });
            } else {
                let left = ranges.left(end, fact);
                let words = (0..self.words_of(fact).len().min(63)).filter(|at| left >> at & 1 != 0);
                ways.extend(words.map(|word| Way {
                    end,
                    low: low.clone(),
                    high: high.clone(),
                    over,
                    stretch: Stretch::Word(word),
                }));
            }
        }
        // Among words the first is the best, and yes stands before no.
        let first_is_best = if is_number {
            !upward
        } else {
            !yes_no || upward
        };
        let is_worse = |one: &Stretch, other: &Stretch| match (one, other) {
            (Stretch::Numbers(one), Stretch::Numbers(other)) if first_is_best => {
                other.is_below(one)
            }
            (Stretch::Numbers(one), Stretch::Numbers(other)) => one.is_below(other),
            (Stretch::Word(one), Stretch::Word(other)) if first_is_best => one > other,
            (Stretch::Word(one), Stretch::Word(other)) => one < other,
            _ => false,
        };
        ways.truncate(MOST_ENDS);
        ways.sort_by(|one, other| {
            let order = one.stretch.cmp(&other.stretch);
            if first_is_best {
                order.reverse()
            } else {
                order
            }
        });
        if !self.spend(ways.len().pow(2) / 64) {
            return None;
        }
        for here in &ways {
            let lost = |there: &&Way<'_>| {
                is_worse(&there.stretch, &here.stretch)
                    && here.is_less_than(there)
                    && ranges.are_alike(here.end, there.end, fact)
            };
            let there = ways
                .iter()
                .filter(lost)
                .max_by(|one, other| one.most().cmp(&other.most()));
            if let Some(there) = there {
                let edges = here.over && there.over;
                let less = if edges { &here.low } else { &here.high }.as_ref()?;
                let more = if edges { &there.high } else { &there.low }.as_ref()?;
                let sign = |points: &Number| {
                    if loss {
                        points.negate()
                    } else {
                        points.clone()
                    }
                };
                let words = (
                    self.in_words(fact, &here.stretch),
                    self.in_words(fact, &there.stretch),
                );
                let text = lost_text(Lost {
                    better,
                    here: &words.0,
                    there: &words.1,
                    less: &sign(less).to_string(),
                    more: &sign(more).to_string(),
                    bounds: (here.bound(edges), there.bound(edges)),
                    loss,
                });
                return Some((here.end.at, self.with_others(ranges, here.end, fact, text)));
            }
        }
        None
    }

    /// With what the other facts are where it is so.
    fn with_others(&self, ranges: &Ranges<'_>, end: &End, fact: usize, text: Text) -> Text {
        let Some(others) = self.inputs(ranges, end, None, Some(fact)).0 else {
            return text;
        };
        let others = when(&others);
        Text::each(|locale| {
            let others = others.get(locale).trim_start();
            format!("{} ({others})", text.get(locale))
        })
    }

    fn in_words(&self, fact: usize, stretch: &Stretch) -> Text {
        match stretch {
            Stretch::Numbers(interval) => self.stretch(fact, interval),
            Stretch::Word(place) => {
                let words = self.words_of(fact);
                let word = words.get(*place).map_or("", String::as_str);
                of_choice(&self.book.scheme.facts[fact].id, word)
            }
        }
    }
}

/// Some of what a fact may be.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Stretch {
    /// Numbers or days.
    Numbers(Interval),
    /// One of its words, by its place.
    Word(usize),
}

/// An end over some of what a fact may be, and the bounds of what it is worth.
struct Way<'r> {
    end: &'r End,
    low: Option<Number>,
    high: Option<Number>,
    /// Whether its worth depends on nothing but the fact.
    over: bool,
    stretch: Stretch,
}

/// How a number in a message stands to what is given.
#[derive(Clone, Copy, PartialEq)]
enum Bound {
    /// It is given.
    Exact,
    /// Somebody gets that.
    Edge,
    /// Nobody gets more, or less.
    Sure,
}

impl Way<'_> {
    /// Whether somebody here surely gets less than somebody there.
    fn is_less_than(&self, there: &Self) -> bool {
        let (here, there) = if self.over && there.over {
            (&self.low, &there.high)
        } else {
            (&self.high, &there.low)
        };
        here.as_ref()
            .zip(there.as_ref())
            .is_some_and(|(here, there)| here < there)
    }

    fn most(&self) -> Option<&Number> {
        if self.over { &self.high } else { &self.low }.as_ref()
    }

    fn bound(&self, edges: bool) -> Bound {
        if self.low == self.high {
            Bound::Exact
        } else if edges {
            Bound::Edge
        } else {
            Bound::Sure
        }
    }
}

/// Which way is better, in words.
fn way(better: Better) -> (&'static str, &'static str) {
    match better {
        Better::Higher => (
            "đã khai báo càng cao càng tốt",
            "higher is declared to be better",
        ),
        Better::Lower => (
            "đã khai báo càng thấp càng tốt",
            "lower is declared to be better",
        ),
        Better::First => (
            "đã khai báo lựa chọn đứng trước là tốt hơn",
            "the first choice is declared to be the best",
        ),
    }
}

/// How a better fact gets less and less along a stretch, in words.
fn falls(better: Better, here: &Text, loss: bool) -> Text {
    let (way_vi, way_en) = way(better);
    let (here_vi, here_en) = (here.get(Locale::Vi), here.get(Locale::En));
    let (vi, en) = if loss {
        (
            "càng tốt càng bị trừ nhiều",
            "more is taken off the better it is",
        )
    } else {
        ("càng tốt càng ít điểm", "less is given the better it is")
    };
    Text::both(
        format!("{way_vi}, nhưng {here_vi} thì {vi}"),
        format!("{way_en}, but where {here_en}, {en}"),
    )
}

/// Of whom the better gets less.
#[derive(Clone, Copy)]
struct Lost<'t> {
    better: Better,
    here: &'t Text,
    there: &'t Text,
    less: &'t str,
    more: &'t str,
    bounds: (Bound, Bound),
    loss: bool,
}

fn lost_text(lost: Lost<'_>) -> Text {
    let (way_vi, way_en) = way(lost.better);
    let (verb_vi, verb_en) = if lost.loss {
        ("bị trừ", "taken off")
    } else {
        ("được", "given")
    };
    // What is taken off grows where what is given shrinks.
    let bound = |bound: Bound, least: bool| match (bound, least) {
        (Bound::Exact, _) => ("", ""),
        (Bound::Edge, true) => ("đến ", "as much as "),
        (Bound::Edge, false) => ("chỉ từ ", "as little as "),
        (Bound::Sure, true) => ("ít nhất ", "at least "),
        (Bound::Sure, false) => ("nhiều nhất ", "at most "),
    };
    let (here_vi, here_en) = bound(lost.bounds.0, lost.loss);
    let (there_vi, there_en) = bound(lost.bounds.1, !lost.loss);
    let (here, there, less, more) = (lost.here, lost.there, lost.less, lost.more);
    Text::both(
        format!(
            "{way_vi}, nhưng {} {verb_vi} {here_vi}{less} điểm, còn {} {verb_vi} {there_vi}{more} điểm",
            here.get(Locale::Vi),
            there.get(Locale::Vi),
        ),
        format!(
            "{way_en}, but {here_en}{less} is {verb_en} where {}, and {there_en}{more} where {}",
            here.get(Locale::En),
            there.get(Locale::En),
        ),
    )
}
