//! Doubts that are judged by the whole column: percentages that may be meant as parts of one, and
//! numbers that are shown as something else.

use std::collections::BTreeMap;

use super::cell::CellReader;
use super::doubt::{Doubt, ShownDoubt};
use super::percent_columns::PercentColumns;
use super::problem::RosterProblem;
use crate::diagnostic::Diagnostics;
use crate::locale::{Locale, Text};
use crate::scheme::FactEntry;
use crate::table::{RowKey, Table};

/// What is doubtful in each column of a table, by its index.
#[derive(Debug, Default)]
pub(super) struct ColumnDoubts {
    percents: PercentColumns,
    shown: BTreeMap<usize, ShownColumn>,
}

/// The cells of a column that show something else than they hold.
#[derive(Debug)]
struct ShownColumn {
    label: Text,
    count: usize,
    /// The first of them.
    cells: Vec<(RowKey, ShownDoubt)>,
}

/// Of so many cells each is reported, of more the column.
const FEW: usize = 3;

/// So many cells of a column are named.
const NAMED: usize = 12;

impl ColumnDoubts {
    /// Takes a cell by its column and its row; what is doubtful about the cell alone comes back.
    pub(super) fn take(
        &mut self,
        (row, column): (RowKey, usize),
        given: &FactEntry,
        reader: &CellReader<'_>,
        doubt: Option<Doubt>,
    ) -> Option<Doubt> {
        let (of_percentage, doubt) = match doubt {
            Some(doubt) if doubt.is_of_percentage() => (Some(doubt), None),
            doubt => (None, doubt),
        };
        if reader.is_percentage() && !matches!(doubt, Some(Doubt::Empty(_))) {
            let doubt = of_percentage.map(|doubt| || reader.asked(doubt));
            self.percents.take((row, column), given, doubt);
        }
        let doubt = match doubt? {
            Doubt::Shown(doubt) => doubt,
            doubt => return Some(doubt),
        };
        let column = self.shown.entry(column).or_insert_with(|| ShownColumn {
            label: reader.label(),
            count: 0,
            cells: Vec::new(),
        });
        column.count += 1;
        if column.cells.len() < NAMED {
            column.cells.push((row, doubt));
        }
        None
    }

    /// Adds what was seen of other rows of the same table.
    pub(super) fn append(&mut self, other: Self) {
        self.percents.append(other.percents);
        for (at, other) in other.shown {
            match self.shown.get_mut(&at) {
                Some(own) => {
                    own.count += other.count;
                    own.cells.extend(other.cells);
                }
                None => drop(self.shown.insert(at, other)),
            }
        }
    }

    /// Reports each column that has doubtful cells.
    pub(super) fn close(self, table: &dyn Table, diagnostics: &mut Diagnostics) {
        self.percents.close(table, diagnostics);
        for (at, column) in self.shown {
            column.report(at, table, diagnostics);
        }
    }
}

impl ShownColumn {
    fn report(self, at: usize, table: &dyn Table, diagnostics: &mut Diagnostics) {
        let Self {
            label,
            count,
            mut cells,
        } = self;
        cells.sort_by_key(|(row, _)| (row.number, row.ordinal));
        if count <= FEW {
            for (row, ShownDoubt { shown, held }) in cells {
                let label = label.clone();
                let problem = RosterProblem::ShownDoubt { label, shown, held };
                diagnostics.report(table.place(row, Some(at)), problem);
            }
            return;
        }
        cells.truncate(NAMED);
        let more = count - cells.len();
        let cells_of = |locale: Locale| {
            let cell = |(row, doubt): &(RowKey, ShownDoubt)| {
                let (shown, held) = (doubt.shown.get(locale), doubt.held.get(locale));
                match locale {
                    Locale::Vi => format!("dòng {} hiện {shown}, giữ {held}", row.number),
                    Locale::En => format!("row {} shows {shown}, holds {held}", row.number),
                }
            };
            let mut named: Vec<String> = cells.iter().map(cell).collect();
            if more > 0 {
                named.push(format!("… (+{more})"));
            }
            named.join("; ")
        };
        let problem = RosterProblem::ShownColumn {
            label,
            count,
            cells: Text::each(cells_of),
        };
        if let Some((first, _)) = cells.first() {
            diagnostics.report(table.place(*first, Some(at)), problem);
        }
    }
}
