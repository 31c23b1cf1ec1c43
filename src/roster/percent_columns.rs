//! Percentages that may be meant as parts of one: cell by cell where only some are, and once where the
//! whole column is.

use super::problem::RosterProblem;
use crate::diagnostic::{Diagnostics, MOST_SHOWN, Problem as _};
use crate::locale::Locale;
use crate::number::Number;
use crate::scheme::{FactEntry, FactValue};
use crate::table::{RowKey, Table};

/// What was seen of each column of percentages, by its index.
#[derive(Debug, Default)]
pub(super) struct PercentColumns(Vec<PercentColumn>);

#[derive(Debug, Default)]
struct PercentColumn {
    /// Whether some cell can only be a percentage.
    has_percentages: bool,
    /// Whether some cell is less than one.
    has_parts: bool,
    /// How many cells may be parts of one.
    count: usize,
    /// The first of them.
    doubts: Vec<(RowKey, RosterProblem)>,
}

/// So many cells of one kind are no slip.
const LEAST: usize = 2;

impl PercentColumns {
    /// Takes a cell of a percentage by its column and its row: what it says, and where it may be a
    /// part of one, that doubt in words.
    pub(super) fn take(
        &mut self,
        (row, column): (RowKey, usize),
        given: &FactEntry,
        doubt: Option<impl FnOnce() -> RosterProblem>,
    ) {
        let FactEntry::Reported(FactValue::Number(number)) = given else {
            return;
        };
        if self.0.len() <= column {
            self.0.resize_with(column + 1, PercentColumn::default);
        }
        let column = &mut self.0[column];
        let Some(doubt) = doubt else {
            column.has_percentages |= !number.is_zero();
            return;
        };
        column.has_parts |= *number < Number::ONE;
        column.count += 1;
        if column.doubts.len() < MOST_SHOWN {
            column.doubts.push((row, doubt()));
        }
    }

    /// Adds what was seen of other rows of the same table.
    pub(super) fn append(&mut self, other: Self) {
        if self.0.len() < other.0.len() {
            self.0.resize_with(other.0.len(), PercentColumn::default);
        }
        for (own, other) in self.0.iter_mut().zip(other.0) {
            own.has_percentages |= other.has_percentages;
            own.has_parts |= other.has_parts;
            own.count += other.count;
            own.doubts.extend(other.doubts);
        }
    }

    /// Reports each column that has doubtful cells.
    pub(super) fn close(self, table: &dyn Table, diagnostics: &mut Diagnostics) {
        for (at, mut column) in self.0.into_iter().enumerate() {
            column
                .doubts
                .sort_by_key(|(row, _)| (row.number, row.ordinal));
            let is_whole = column.count >= LEAST && column.has_parts && !column.has_percentages;
            // An example that shows what is wrong: 0,95 rather than 1.
            let is_part = |(_, it): &&(RowKey, RosterProblem)| matches!(it, RosterProblem::PercentDoubt { found, .. } if found.get(Locale::En) != "1");
            let first = column.doubts.iter().find(is_part).or(column.doubts.first());
            let first = first.filter(|_| is_whole);
            let Some((
                row,
                RosterProblem::PercentDoubt {
                    label,
                    found,
                    meant,
                },
            )) = first
            else {
                column.report_cells(at, table, diagnostics);
                continue;
            };
            let problem = RosterProblem::PercentColumn {
                label: label.clone(),
                count: column.count,
                found: found.clone(),
                meant: meant.clone(),
            };
            diagnostics.report(table.place(*row, Some(at)), problem);
        }
    }
}

impl PercentColumn {
    fn report_cells(self, at: usize, table: &dyn Table, diagnostics: &mut Diagnostics) {
        let more = self.count.saturating_sub(self.doubts.len());
        let kind = self
            .doubts
            .first()
            .map(|(_, it)| (it.code(), it.severity()));
        for (row, problem) in self.doubts {
            diagnostics.report(table.place(row, Some(at)), problem);
        }
        if let Some((code, severity)) = kind {
            for _ in 0..more {
                diagnostics.only_counts(table.file(), code, severity);
            }
        }
    }
}
