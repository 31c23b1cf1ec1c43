//! Ranges of a `switch` that leave a hole between them, or that overlap.

use rhai::{Expr as Tree, SwitchCasesCollection};

use super::Lowering;
use super::typed::Kind;
use crate::rule::problem::RuleProblem;

impl Lowering<'_> {
    /// Ranges that leave a hole between them for decimals, or that lie over each other.
    pub(super) fn ranges_meet(&mut self, cases: &SwitchCasesCollection, kind: Kind) {
        let plain = |index: usize| {
            let arm = cases.expressions.get(index).map(|arm| &arm.lhs);
            matches!(arm, None | Some(Tree::BoolConstant(true, _)))
        };
        // From, to, whether the end is in it, and its arm.
        let mut ranges: Vec<(i64, i64, bool, usize)> = Vec::with_capacity(cases.ranges.len());
        for range in &cases.ranges {
            let (from, to, inclusive) = match range {
                rhai::RangeCase::ExclusiveInt(range, _) => (range.start, range.end, false),
                rhai::RangeCase::InclusiveInt(range, _) => (*range.start(), *range.end(), true),
            };
            if plain(range.index()) {
                ranges.push((from, to, inclusive, range.index()));
            }
        }
        ranges.sort_unstable();
        for pair in ranges.windows(2) {
            let [(from, to, inclusive, arm), (next, end, closed, other)] = pair else {
                continue;
            };
            if *inclusive && *to == next.saturating_sub(1) && kind == Kind::Decimal {
                let fault = RuleProblem::RangesLeaveHole {
                    what: self.what(),
                    label: format!("{from}..={to}"),
                    instead: format!("{from}..{next}"),
                    after: *to,
                    before: *next,
                };
                let at = self.arm_at(cases, *arm);
                self.warn(fault, at);
            }
            // One that lies wholly inside the other is found as a step never reached.
            let inside = (*end, *closed) <= (*to, *inclusive) || from == next;
            let meet = next < to || (next == to && *inclusive);
            if meet && !inside {
                let mark = |closed: bool| if closed { "=" } else { "" };
                let label =
                    |from: i64, to: i64, closed: bool| format!("{from}..{}{to}", mark(closed));
                let first = arm.min(other);
                let (label, earlier) = if first == arm {
                    (label(*next, *end, *closed), label(*from, *to, *inclusive))
                } else {
                    (label(*from, *to, *inclusive), label(*next, *end, *closed))
                };
                let at = self.arm_at(cases, *arm.max(other));
                let both = if next == to {
                    next.to_string()
                } else if *inclusive {
                    format!("{next}..={to}")
                } else {
                    format!("{next}..{to}")
                };
                self.warn(
                    RuleProblem::RangesMeet {
                        what: self.what(),
                        label,
                        earlier,
                        both,
                    },
                    at,
                );
            }
        }
    }
}
