//! Tables of steps.

use std::cmp::Ordering;

use super::{Frame, Tracer};
use crate::number::Number;
use crate::rule::expr::Table;

impl Table {
    #[inline(never)]
    pub(super) fn number<T: Tracer>(&self, frame: &mut Frame<'_, T>) -> Option<Number> {
        let of = self.of.to_number(frame)?;
        if T::LISTENS || !self.is_constant {
            return self.all_rows(&of, frame);
        }
        let meets = |(threshold, _): &&(_, _)| {
            let threshold: &crate::rule::expr::Expr = threshold;
            threshold
                .as_number()
                .is_some_and(|threshold| self.meets(of.cmp(threshold)))
        };
        match self.rows.iter().find(meets) {
            Some((_, points)) => points.to_number(frame),
            None => Some(Number::ZERO),
        }
    }

    fn meets(&self, order: Ordering) -> bool {
        if self.upward {
            order.is_le()
        } else {
            order.is_ge()
        }
    }

    /// Every row is evaluated before any is compared, and their order is checked.
    fn all_rows<T: Tracer>(&self, of: &Number, frame: &mut Frame<'_, T>) -> Option<Number> {
        let mut rows: Vec<(Number, Number)> = Vec::with_capacity(self.rows.len());
        for (threshold, points) in &self.rows {
            let row = (threshold.to_number(frame)?, points.to_number(frame)?);
            if let Some((last, _)) = rows.last() {
                let wanted = if self.upward {
                    Ordering::Greater
                } else {
                    Ordering::Less
                };
                if row.0.cmp(last) != wanted {
                    return None;
                }
            }
            rows.push(row);
        }
        let met = rows
            .iter()
            .position(|(threshold, _)| self.meets(of.cmp(threshold)));
        if T::LISTENS {
            frame.tracer.looked_up(self, of, &rows, met);
        }
        Some(met.map_or(Number::ZERO, |at| rows.swap_remove(at).1))
    }
}
