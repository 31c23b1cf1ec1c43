//! Points by a table of steps on a plan being run.

use std::cmp::Ordering;

use super::comparison::Held;
use super::{Evaluate, Frame, Numeric, Sink};
use crate::rule::plan::Table;

impl<N: Numeric> Evaluate<N> for Table {
    type Value = N;
    #[inline(never)]
    fn evaluate<S: Sink>(&self, frame: &mut Frame<'_, N, S>) -> Option<N> {
        let of = Held::of(&self.of, frame)?;
        if S::LISTENS || !self.ordered {
            return self.all_rows(&of, frame);
        }
        // The rows are constants here, so none of them can fail.
        for (threshold, points) in &self.rows {
            let order = of.compare(threshold.get(frame)?)?;
            if self.meets(order) {
                return points.get(frame);
            }
        }
        Some(N::whole(0))
    }
}

impl Table {
    fn meets(&self, order: Ordering) -> bool {
        if self.upward {
            order.is_le()
        } else {
            order.is_ge()
        }
    }

    /// Every row is worked out before the number is held against any, and their order is looked at.
    fn all_rows<N: Numeric, S: Sink>(
        &self,
        of: &Held<N>,
        frame: &mut Frame<'_, N, S>,
    ) -> Option<N> {
        let mut rows: Vec<(N, N)> = Vec::with_capacity(self.rows.len());
        for (threshold, points) in &self.rows {
            let row = (threshold.evaluate(frame)?, points.evaluate(frame)?);
            if let Some((last, _)) = rows.last() {
                let order = row.0.compare(*last);
                if !(if self.upward {
                    order.is_gt()
                } else {
                    order.is_lt()
                }) {
                    return None;
                }
            }
            rows.push(row);
        }
        let mut met = None;
        for (at, (threshold, _)) in rows.iter().enumerate() {
            if self.meets(of.compare(*threshold)?) {
                met = Some(at);
                break;
            }
        }
        if S::LISTENS {
            let wide = rows.iter().map(|(t, p)| (t.to_decimal(), p.to_decimal()));
            let wide: Vec<_> = wide.collect();
            frame.sink.looked_up(self, of.to_decimal()?, &wide, met);
        }
        Some(met.map_or(N::whole(0), |at| rows[at].1))
    }
}
