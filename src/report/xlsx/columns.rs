//! How wide columns are, and the one grid of a sheet that all its tables share.

use super::cell::text;
use crate::locale::Locale;
use crate::report::page::{Block, Column, Columns, Table};

/// The widths of a page, in units of columns.
pub(super) const UPRIGHT: u32 = 88;
pub(super) const ALONG: u32 = 138;

/// The least and the greatest width of a column of words.
const NARROW: u32 = 5;
const WIDE: u32 = 44;

/// Edges of columns that lie nearer than this are one.
const NEAR: u32 = 3;

/// The share of a page that names of values take.
const NAMES: u32 = 24;

/// What of a block stands in columns.
pub(super) fn as_table(block: &Block, locale: Locale) -> Option<Table> {
    match block {
        Block::Table(table) => Some(table.clone()),
        Block::Pairs(pairs) => {
            let columns = Columns::of(pairs);
            let columns = columns.words("", |(name, _)| name);
            Some(columns.words("", |(_, value)| text(value, locale)).table())
        }
        _ => None,
    }
}

/// How wide each column of a table would be.
pub(super) fn wishes(table: &Table) -> Vec<u32> {
    let units = |text: &str| u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    let longest = |text: &str, split: char| text.split(split).map(units).max().unwrap_or(0);
    let columns = table.columns.iter().enumerate();
    let width = |(at, column): (usize, &Column)| {
        if column.heading.is_empty() && table.columns.len() == 2 {
            return [NAMES, UPRIGHT - NAMES][at];
        }
        let cells = table.rows.iter().map(|row| longest(&row.cells[at], '\n'));
        let cells = cells.max().unwrap_or(0);
        // The arrow of the filter stands beside a heading.
        let heading = longest(&column.heading, ' ').max(units(&column.heading).min(8)) + 3;
        // An edge may move by two to that of another table.
        cells.min(WIDE).max(heading.min(16)).max(NARROW) + NEAR - 1
    };
    columns.map(width).collect()
}

/// The right edges of columns that share the width of a page: wide ones give and take.
pub(super) fn fitted(wished: &[u32], room: u32) -> Vec<u32> {
    let whole: u32 = wished.iter().sum();
    let give = |width: u32| width.saturating_sub(12);
    let loose: u32 = wished.iter().map(|width| give(*width)).sum();
    let count = u32::try_from(wished.len()).unwrap_or(1).max(1);
    let mut edge = 0;
    let edges = wished.iter().map(|width| {
        let share = |by: u32| (give(*width) * by).checked_div(loose).unwrap_or(by / count);
        edge += match whole > room {
            true => width - share(whole - room).min(give(*width)),
            false => width + share(room - whole),
        };
        edge
    });
    let mut edges: Vec<u32> = edges.collect();
    if let Some(last) = edges.last_mut().filter(|last| **last < room) {
        *last = room;
    }
    edges
}

/// The columns of a sheet.
pub(super) struct Grid {
    /// Their right edges.
    edges: Vec<u32>,
    pub(super) widths: Vec<u16>,
}

impl Grid {
    pub(super) fn of(tables: &[Vec<u32>], room: u32) -> Self {
        let mut edges: Vec<u32> = tables.iter().flatten().copied().collect();
        edges.push(room);
        edges.sort_unstable();
        let mut kept: Vec<u32> = Vec::new();
        for edge in edges {
            if kept.last().is_none_or(|last| edge - last >= NEAR) {
                kept.push(edge);
            }
        }
        let widths = kept.iter().scan(0, |before, edge| {
            let width = u16::try_from(edge - *before).unwrap_or(u16::MAX);
            *before = *edge;
            Some(width)
        });
        Self {
            widths: widths.collect(),
            edges: kept,
        }
    }

    /// The last column of the left half.
    pub(super) fn middle(&self) -> u16 {
        let half = self.edges.last().copied().unwrap_or_default() / 2;
        let left = self.edges.partition_point(|edge| *edge <= half).max(1);
        u16::try_from(left - 1).unwrap_or(u16::MAX)
    }

    /// The columns of the sheet that each column of a table takes.
    pub(super) fn spans(&self, edges: &[u32]) -> Vec<(u16, u16)> {
        let mut first = 0;
        let spans = edges.iter().map(|edge| {
            let last = self.edges.partition_point(|own| own + NEAR <= *edge);
            let last = u16::try_from(last.min(self.edges.len() - 1)).unwrap_or(u16::MAX);
            let span = (first, last.max(first));
            first = span.1 + 1;
            span
        });
        spans.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_of_a_sheet_share_its_columns() {
        let (one, other) = (
            fitted(&[6, 45, 8, 8, 45], UPRIGHT),
            fitted(&[30, 10], UPRIGHT),
        );
        assert_eq!(one.last(), Some(&UPRIGHT));
        assert_eq!(other.last(), Some(&UPRIGHT));
        let grid = Grid::of(&[one.clone(), other.clone()], UPRIGHT);
        for edges in [one, other] {
            let spans = grid.spans(&edges);
            assert_eq!(spans.len(), edges.len());
            assert_eq!(spans[0].0, 0);
            assert!(spans.windows(2).all(|pair| pair[0].1 + 1 == pair[1].0));
            assert_eq!(usize::from(spans[spans.len() - 1].1), grid.edges.len() - 1);
        }
    }
}
