//! Points outside the maximum, and maxima that nobody reaches.

use super::words::of_choice;
use super::{Examined, Finding};
use crate::locale::{Locale, Text};
use crate::number::{Decimal, plain};
use crate::rule::plan::At;
use crate::rule::plan::steps::Interval;
use crate::rule::plan::walk::value::Value;
use crate::rule::plan::walk::{End, Walk, bit};
use crate::rule::problem::RuleProblem;
use crate::scheme::{Criterion, CriterionKind};

impl Examined<'_> {
    /// Results above the maximum or below 0.
    pub(super) fn outside(&self, walk: &Walk<'_>, row: &Criterion, findings: &mut Vec<Finding>) {
        let max = row
            .max
            .filter(|_| row.kind != CriterionKind::Deduction || row.max.is_some());
        for end in &walk.ends {
            let Some((low, high)) = walk.given_at(end) else {
                continue;
            };
            let point = end.value.and_then(Value::as_point).is_some();
            let above = max.and_then(|max| high.filter(|high| *high > max).map(|high| (high, max)));
            let below = low.filter(|low| *low < Decimal::ZERO);
            let (gives, bound) = match (above, below) {
                (Some((high, max)), _) => {
                    let max = plain(max);
                    let vi = format!("cao hơn điểm tối đa {max}");
                    (
                        high,
                        Text::both(vi, format!("more than the maximum of {max}")),
                    )
                }
                (None, Some(low)) => (low, Text::both("thấp hơn 0", "less than 0")),
                (None, None) => continue,
            };
            // What no whole number holds fails in ways of its own.
            if gives.abs() > Decimal::from(i64::MAX) {
                continue;
            }
            let (place, asked) = self.inputs(walk, end, above.is_some());
            let sure = end.sure && asked & self.bounded == 0;
            let told = point || (sure && walk.is_line(end));
            if !told {
                continue;
            }
            let place = place
                .filter(|_| end.sure)
                .map_or_else(Text::default, |place| {
                    Text::both(
                        format!(" khi {}", place.get(Locale::Vi)),
                        format!(" where {}", place.get(Locale::En)),
                    )
                });
            let (what, gives, date) = (self.what(), plain(gives), Text::default());
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
            if end.at.line > 0 && !findings.iter().any(|(before, _)| *before == end.at) {
                findings.push((end.at, problem));
            }
        }
    }

    /// A maximum that nobody reaches.
    pub(super) fn best(&self, walk: &Walk<'_>, row: &Criterion, findings: &mut Vec<Finding>) {
        let Some(max) = row.max.filter(|_| row.kind != CriterionKind::Deduction) else {
            return;
        };
        let mut best: Option<(Decimal, At)> = None;
        for end in &walk.ends {
            let Some((_, high)) = walk.given_at(end) else {
                continue;
            };
            let Some(high) = high else { return };
            if best.is_none_or(|(best, _)| high > best) {
                best = Some((high, end.at));
            }
        }
        if let Some((best, at)) = best
            && best < max
        {
            let at = if at.text == 0 { at } else { At::default() };
            let problem = RuleProblem::MaximumNotReached {
                what: self.what(),
                best: plain(best),
                max: plain(max),
                date: Text::default(),
            };
            findings.push((at, problem));
        }
    }

    /// Which facts lead to an end, in words, and a bit each.
    fn inputs(&self, walk: &Walk<'_>, end: &End, high: bool) -> (Option<Text>, u64) {
        let scheme = &self.book.scheme;
        let mut asked = 0;
        let (mut vi, mut en) = (Vec::new(), Vec::new());
        for (fact, whole) in walk.facts() {
            let interval = walk.interval(end, fact);
            let touched = interval != walk.declared(fact);
            let rises = walk.rises_along(end, fact);
            // Along a line the end of the stretch is the input that leads farthest.
            let farthest = rises.and_then(|rises| match rises == high {
                true => interval.high(whole),
                false => interval.low(),
            });
            let interval = match farthest {
                Some((at, true)) => Interval::point(at, whole),
                _ => interval,
            };
            if touched || rises.is_some() {
                asked |= bit(fact);
                let text = self.stretch(fact, interval);
                vi.push(text.get(Locale::Vi).to_owned());
                en.push(text.get(Locale::En).to_owned());
            }
        }
        for fact in walk.choice_facts() {
            let left = walk.left(end, fact);
            let words = self.words_of(fact);
            let all = words.len() >= 64 || left == (1_u64 << words.len()) - 1;
            if all {
                continue;
            }
            asked |= bit(fact);
            let words: Vec<_> = words
                .iter()
                .enumerate()
                .filter(|(place, _)| left >> place & 1 != 0)
                .map(|(_, word)| word.clone())
                .collect();
            let text = of_choice(&scheme.facts[fact].id, &words.join("`, `"));
            vi.push(text.get(Locale::Vi).to_owned());
            en.push(text.get(Locale::En).to_owned());
        }
        let text = (!vi.is_empty()).then(|| Text::both(vi.join(", "), en.join(", ")));
        (text, asked)
    }
}
