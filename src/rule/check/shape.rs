//! Holes between steps, and better facts that get less.

use super::words::of_choice;
use super::{Examined, Finding};
use crate::locale::{Locale, Text};
use crate::number::{Decimal, plain};
use crate::rule::plan::At;
use crate::rule::plan::steps::{Interval, pieces};
use crate::rule::plan::walk::{End, Walk, bit};
use crate::rule::problem::RuleProblem;
use crate::scheme::{Better, Criterion, CriterionKind, FactKind};

impl Examined<'_> {
    /// A stretch between two steps that falls to what is left for everybody else.
    pub(super) fn holes(&self, walk: &Walk<'_>, findings: &mut Vec<Finding>) {
        for (fact, _) in walk.facts() {
            if walk.unclear & bit(fact) != 0 {
                continue;
            }
            let points = |ends: &[&End]| {
                let mut all = ends.iter().map(|end| end.value?.as_point());
                let first = all.next()??;
                all.all(|point| point == Some(first)).then_some(first)
            };
            let pieces = pieces(walk, fact);
            let rest = |ends: &[&End]| ends.iter().all(|end| end.rest);
            for three in pieces.windows(3) {
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
                        place: self.stretch(fact, *interval),
                        gives: plain(gives),
                        below: plain(low),
                        above: plain(high),
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
        walk: &Walk<'_>,
        row: &Criterion,
        (fact, better): (usize, Better),
        findings: &mut Vec<Finding>,
    ) {
        if walk.unclear & bit(fact) != 0 {
            return;
        }
        // What the bounds of the ends are, more being better for the nominee.
        let bounds = |ends: &[&End]| {
            let mut all = ends.iter().filter_map(|end| walk.given_at(end));
            let mut bounds = all.next()?;
            for (low, high) in all {
                bounds.0 = bounds.0.zip(low).map(|(a, b)| a.min(b));
                bounds.1 = bounds.1.zip(high).map(|(a, b)| a.max(b));
            }
            Some(bounds)
        };
        let mut stretches: Vec<(Stretch, Vec<&End>)> = Vec::new();
        if walk.facts().any(|(known, _)| known == fact) {
            let pieces = pieces(walk, fact).into_iter();
            stretches.extend(pieces.map(|(interval, ends)| (Stretch::Numbers(interval), ends)));
        } else if walk.choice_facts().any(|known| known == fact) {
            for place in 0..self.words_of(fact).len().min(63) {
                let ends = walk.ends.iter();
                let ends = ends.filter(|end| walk.left(end, fact) >> place & 1 != 0);
                stretches.push((Stretch::Word(place), ends.collect()));
            }
        }
        // From the worst to the best.
        let yes_no = self.book.scheme.facts[fact].kind == FactKind::YesNo;
        if (better == Better::Higher) == yes_no {
            stretches.reverse();
        }
        let loss = row.kind == CriterionKind::Deduction;
        let mut most: Option<(Decimal, Stretch, bool)> = None;
        for (stretch, ends) in stretches {
            let Some((low, high)) = bounds(&ends) else {
                continue;
            };
            if let [end] = ends[..]
                && let Some(rises) = walk.rises_along(end, fact)
                && rises != ((better == Better::Higher) != loss)
            {
                let text = falls(better, &self.in_words(fact, stretch), loss);
                return findings.push((end.at, self.better_loses(text)));
            }
            let (low, high) = if loss {
                (high.map(|high| -high), low.map(|low| -low))
            } else {
                (low, high)
            };
            if let (Some((before, worse, exact)), Some(high)) = (&most, high)
                && high < *before
            {
                let (here, there) = if loss {
                    (-high, -*before)
                } else {
                    (high, *before)
                };
                let exact = (low == Some(high), *exact);
                let points = (plain(here), plain(there));
                let points = (points.0.as_str(), points.1.as_str());
                let words = (self.in_words(fact, stretch), self.in_words(fact, *worse));
                let text = lost(better, (&words.0, &words.1), points, exact, loss);
                let at = ends.first().map_or_else(At::default, |end| end.at);
                return findings.push((at, self.better_loses(text)));
            }
            if let Some(low) = low
                && most.as_ref().is_none_or(|(most, ..)| low > *most)
            {
                most = Some((low, stretch, high == Some(low)));
            }
        }
    }

    fn better_loses(&self, loss: Text) -> RuleProblem {
        RuleProblem::BetterLoses {
            what: self.what(),
            loss,
            date: Text::default(),
        }
    }

    fn in_words(&self, fact: usize, stretch: Stretch) -> Text {
        match stretch {
            Stretch::Numbers(interval) => self.stretch(fact, interval),
            Stretch::Word(place) => {
                let words = self.words_of(fact);
                let word = words.get(place).map_or("", String::as_str);
                of_choice(&self.book.scheme.facts[fact].id, word)
            }
        }
    }
}

/// Some of what a fact may be.
#[derive(Clone, Copy)]
enum Stretch {
    /// Numbers or days.
    Numbers(Interval),
    /// One of its words, by its place.
    Word(usize),
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

/// How a better fact loses, in words; `exact` where the points are no mere bounds.
fn lost(
    better: Better,
    (here, there): (&Text, &Text),
    (less, more): (&str, &str),
    (exact, exact_there): (bool, bool),
    loss: bool,
) -> Text {
    let (way_vi, way_en) = way(better);
    let (verb_vi, verb_en) = if loss {
        ("bị trừ", "taken off")
    } else {
        ("được", "given")
    };
    // Of what is taken off, the better fact loses at least so much.
    let bounds = [("ít nhất ", "at least "), ("nhiều nhất ", "at most ")];
    let bound = |exact: bool, least: bool| {
        if exact {
            ("", "")
        } else {
            bounds[usize::from(!least)]
        }
    };
    let (here_vi, here_en) = bound(exact, loss);
    let (there_vi, there_en) = bound(exact_there, !loss);
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
