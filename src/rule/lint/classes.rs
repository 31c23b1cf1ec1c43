//! Thresholds of classes that rules give: above what can be reached, or not above the next class.

use super::points::when;
use super::{Examined, Finding};
use crate::locale::Text;
use crate::number::{self, Number};
use crate::rule::book::Rulebook;
use crate::rule::expr::At;
use crate::rule::problem::RuleProblem;
use crate::rule::ranges::{Context, Ranges, Side};
use crate::rule::rule_id::RuleId;
use crate::scheme::{Class, Threshold};

impl Examined<'_> {
    /// A class that nobody can reach, or that begins no higher than the next one.
    pub(super) fn class(
        &self,
        at: usize,
        context: Context<'_>,
        ranges: &Ranges<'_>,
        findings: &mut Vec<Finding>,
    ) {
        self.too_high(at, ranges, findings);
        let classes = &self.book.scheme.classes;
        let begins = |(_, class): &(usize, &Class)| class.from.is_some();
        let numbered = |class: &Class| matches!(class.from, Some(Threshold::Number(_)));
        let below = classes.iter().enumerate().skip(at + 1).find(begins);
        // Where the one above has a rule too, it is compared there.
        let above = classes.iter().enumerate().take(at).rfind(begins);
        let above = above.filter(|(_, class)| numbered(class));
        let pairs = [(below, true), (above, false)];
        for ((other, class), is_below) in pairs
            .into_iter()
            .filter_map(|(other, is_below)| Some((other?, is_below)))
        {
            let number = match &class.from {
                Some(Threshold::Number(number)) => number,
                _ => &number::ZERO,
            };
            let Some(side) = side(self.book, other, number) else {
                continue;
            };
            let own = Side::Rule(self.program);
            let (upper, lower) = if is_below { (own, side) } else { (side, own) };
            let apart = Ranges::between(upper, lower, context);
            if !apart.is_whole() {
                continue;
            }
            let found = apart.ends.iter().find(|end| {
                let high = apart.given_at(end).and_then(|(_, high)| high);
                end.sure && high.is_some_and(|high| !high.is_positive())
            });
            let (upper, lower) = if is_below { (at, other) } else { (other, at) };
            findings.extend(found.map(|end| {
                let place = self.inputs(&apart, end, None, None).0;
                let problem = RuleProblem::ClassNotAbove {
                    upper: classes[upper].id.clone(),
                    lower: classes[lower].id.clone(),
                    place: place.as_ref().map_or_else(Text::default, when),
                    date: Text::default(),
                };
                (At::default(), problem)
            }));
        }
    }

    /// Everybody who comes to an end of the rule would need more points than there are.
    fn too_high(&self, at: usize, ranges: &Ranges<'_>, findings: &mut Vec<Finding>) {
        let scheme = &self.book.scheme;
        let most = scheme.greatest_total();
        let lows = ranges.ends.iter().filter_map(|end| {
            let (low, _) = ranges.given_at(end)?;
            Some((end, low))
        });
        let is_above = |low: &Option<Number>| low.as_ref().is_some_and(|low| *low > most);
        let lows: Vec<_> = lows.collect();
        let everywhere = !lows.is_empty() && lows.iter().all(|(_, low)| is_above(low));
        let found = lows
            .into_iter()
            .find(|(end, low)| is_above(low) && (end.sure || everywhere));
        findings.extend(found.and_then(|(end, low)| {
            let place = self
                .inputs(ranges, end, None, None)
                .0
                .filter(|_| !everywhere);
            let problem = RuleProblem::ClassTooHigh {
                id: scheme.classes[at].id.clone(),
                from: low?.to_string(),
                most: most.to_string(),
                place: place.as_ref().map_or_else(Text::default, when),
                date: Text::default(),
            };
            Some((end.at, problem))
        }));
    }
}

/// Where a class begins: by its rule or its number.
fn side<'b>(book: &'b Rulebook, class: usize, number: &'b Number) -> Option<Side<'b>> {
    match &book.scheme.classes[class].from {
        Some(Threshold::Rule(_)) => {
            let program = book.program(RuleId::Class(class))?;
            program.ok().map(Side::Rule)
        }
        _ => Some(Side::Number(number)),
    }
}
