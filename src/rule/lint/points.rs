//! Points outside the maximum, and maxima that nobody reaches.

use super::words::of_choice;
use super::{Examined, Finding};
use crate::locale::{Locale, Text};
use crate::number::Number;
use crate::rule::expr::At;
use crate::rule::problem::RuleProblem;
use crate::rule::ranges::{End, Interval, Ranges, Value, bit};
use crate::scheme::{Criterion, CriterionKind};

impl Examined<'_> {
    /// Results above the maximum or below 0.
    pub(super) fn outside(
        &self,
        ranges: &Ranges<'_>,
        row: &Criterion,
        findings: &mut Vec<Finding>,
    ) {
        let max = &row.max;
        for end in &ranges.ends {
            let Some((low, high)) = ranges.given_at(end) else {
                continue;
            };
            let is_told = |findings: &[Finding]| findings.iter().any(|(at, _)| *at == end.at);
            if end.at.line == 0 || is_told(findings) {
                continue;
            }
            if let (None, Some(max)) = (&high, max) {
                let problem = self.unbounded(ranges, end, max);
                // A function file serves other rules too.
                let at = if end.at.text == 0 {
                    end.at
                } else {
                    At::default()
                };
                findings.extend(problem.map(|problem| (at, problem)));
            }
            let above = max.as_ref().zip(high).filter(|(max, high)| high > max);
            let below = low.filter(Number::is_negative);
            let (gives, bound) = match (&above, below) {
                (Some((max, high)), _) => {
                    let vi = format!("cao hơn điểm tối đa {max}");
                    (
                        high.clone(),
                        Text::both(vi, format!("more than the maximum of {max}")),
                    )
                }
                (None, Some(low)) => (low, Text::both("thấp hơn 0", "less than 0")),
                (None, None) => continue,
            };
            // What no whole number holds fails in ways of its own.
            if gives.abs() > Number::whole(i64::MAX) || is_told(findings) {
                continue;
            }
            let (place, asked) = self.inputs(ranges, end, Some(above.is_some()), None);
            let point = end.value.as_ref().and_then(Value::as_point).is_some();
            let sure = end.sure && asked & self.bounded == 0;
            let is_told = point || (sure && ranges.is_line(end));
            if !is_told {
                continue;
            }
            let place = place
                .filter(|_| end.sure)
                .map_or_else(Text::default, |place| when(&place));
            let (what, gives, date) = (self.what(), gives.to_string(), Text::default());
            let problem = if sure && point {
                RuleProblem::PointsOutside {
                    what,
                    gives,
                    bound,
                    place,
                    date,
                }
            } else {
                RuleProblem::PointsPerhapsOutside {
                    what,
                    gives,
                    bound,
                    place,
                    date,
                }
            };
            findings.push((end.at, problem));
        }
    }

    /// Points that grow beyond every maximum with a fact that has none.
    fn unbounded(&self, ranges: &Ranges<'_>, end: &End, max: &Number) -> Option<RuleProblem> {
        let open = |(fact, _): &(usize, bool)| {
            let interval = ranges.interval(end, *fact);
            self.bounded & bit(*fact) == 0
                && match ranges.rises_along(end, *fact) {
                    Some(true) => interval.to.is_none(),
                    Some(false) => interval.from.is_none(),
                    None => false,
                }
        };
        let (fact, _) = ranges.facts().find(open).filter(|_| end.sure)?;
        let fact = self.book.scheme.facts[fact].id.clone();
        let times = match &end.value {
            Some(Value::Quotient(one)) if ranges.is_line(end) => one.multiple(),
            _ => None,
        };
        let instead = match times.filter(|times| times.is_positive() && !times.is_endless()) {
            Some(times) => format!("per({fact}, {times}, MAX)"),
            None => "min(…, MAX)".to_owned(),
        };
        Some(RuleProblem::PointsUnbounded {
            what: self.what(),
            fact,
            max: max.to_string(),
            instead,
            date: Text::default(),
        })
    }

    /// A maximum that nobody reaches.
    pub(super) fn best(&self, ranges: &Ranges<'_>, row: &Criterion, findings: &mut Vec<Finding>) {
        let Some(max) = row
            .max
            .as_ref()
            .filter(|_| row.kind != CriterionKind::Deduction)
        else {
            return;
        };
        let mut best: Option<(Number, At)> = None;
        for end in &ranges.ends {
            let Some((_, high)) = ranges.given_at(end) else {
                continue;
            };
            let Some(high) = high else { return };
            if best.as_ref().is_none_or(|(best, _)| high > *best) {
                best = Some((high, end.at));
            }
        }
        if let Some((best, at)) = best
            && best < *max
        {
            let at = if at.text == 0 { at } else { At::default() };
            let problem = RuleProblem::MaximumNotReached {
                what: self.what(),
                best: best.to_string(),
                max: max.to_string(),
                date: Text::default(),
            };
            findings.push((at, problem));
        }
    }

    /// Which facts, but for one, lead to an end, in words, and a bit each. With `high`, what runs
    /// along a fact is said of the number that leads farthest up or down.
    pub(super) fn inputs(
        &self,
        ranges: &Ranges<'_>,
        end: &End,
        high: Option<bool>,
        but: Option<usize>,
    ) -> (Option<Text>, u64) {
        let scheme = &self.book.scheme;
        let mut asked = 0;
        let mut all: Vec<Text> = Vec::new();
        for (fact, whole) in ranges.facts().filter(|(fact, _)| Some(*fact) != but) {
            let interval = ranges.interval(end, fact);
            let touched = interval != ranges.declared(fact);
            let rises = high.and_then(|high| Some((ranges.rises_along(end, fact)?, high)));
            // Along a line the end of the stretch is the input that leads farthest.
            let farthest = rises.and_then(|(rises, high)| {
                if rises == high {
                    interval.high(whole)
                } else {
                    interval.low().map(|(at, held)| (at.clone(), held))
                }
            });
            let interval = match farthest {
                Some((at, true)) if ranges.is_line(end) => Interval::point(at, whole),
                _ => interval,
            };
            if touched || rises.is_some() {
                asked |= bit(fact);
                all.push(self.stretch(fact, &interval));
            }
        }
        for fact in ranges.choice_facts().filter(|fact| Some(*fact) != but) {
            let left = ranges.left(end, fact);
            let words = self.words_of(fact);
            if words.len() >= 64 || left == (1_u64 << words.len()) - 1 {
                continue;
            }
            asked |= bit(fact);
            let words = words.iter().enumerate();
            let words = words.filter(|(place, _)| left >> place & 1 != 0);
            let words: Vec<_> = words.map(|(_, word)| word.as_str()).collect();
            all.push(of_choice(&scheme.facts[fact].id, &words.join("`, `")));
        }
        let joined = |locale| {
            let all = all.iter().map(|text| text.get(locale));
            all.collect::<Vec<_>>().join(", ")
        };
        ((!all.is_empty()).then(|| Text::each(joined)), asked)
    }
}

/// ` khi …`.
pub(super) fn when(place: &Text) -> Text {
    Text::both(
        format!(" khi {}", place.get(Locale::Vi)),
        format!(" where {}", place.get(Locale::En)),
    )
}
