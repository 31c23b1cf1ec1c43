//! The rows of a cluster sheet below its headings: what each names, and which are not read.

use std::collections::BTreeSet;

use super::above::Said;
use super::head::{Head, Lies};
use crate::number::Number;
use crate::table::PlainHeading;
use crate::table::aside::{says_sum, signs};
use crate::table::cell::{Cell, Value};
use crate::table::head::is_called;
use crate::table::known_names::KnownNames;
use crate::table::names::{Fixed, Layout};
use crate::table::workbook::layout;
use crate::table::workbook::sheet::{RawCell, RawSheet};
use crate::text::casefold;

/// A row that is read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    pub(super) at: u32,
    /// What it names: a criterion, a fact or a unit.
    pub(super) named: Said,
    /// Whether it holds the names of the units.
    pub(super) is_name: bool,
}

/// The rows below the headings.
#[derive(Debug, Default)]
pub(super) struct Lines {
    pub(super) lines: Vec<Line>,
    /// Those that are not read though something stands in them.
    pub(super) aside: BTreeSet<u32>,
}

/// What heads a row that says how much a criterion may give.
const MAXIMA: [&str; 4] = ["diem toi da", "diem chuan", "thang diem", "maximum"];

const LAYOUT: Layout = Layout::Nominations {
    needs_subject: false,
};

/// The rows of a sheet. Of a form the groups, sums and signatures are its own, and not reported.
pub(super) fn of(
    sheet: &RawSheet,
    head: &Head,
    known: &KnownNames,
    (sections, is_form): (&BTreeSet<u32>, bool),
) -> Lines {
    let rows = layout::rows(sheet);
    let below = rows.partition_point(|(row, _)| *row <= head.row);
    let units: BTreeSet<u32> = head.columns.iter().map(|column| column.at).collect();
    let mut found = Lines::default();
    let mut last = head.row;
    for (at, (row, cells)) in rows[below..].iter().enumerate() {
        let cells = &sheet.cells[cells.clone()];
        let filled = || cells.iter().filter(|cell| units.contains(&cell.column));
        let mut named = head.names.iter().map(|name| Said::at((*row, *name)));
        let named = named.find(|it| it.cell(sheet) != Cell::Empty);
        let words = named.map_or("", |it| it.words(sheet));
        let plain = PlainHeading::of(words).name;
        let is_known = match head.lies {
            Lies::Facts => known.facts.contains(&plain) || fixed(words).is_some(),
            Lies::Marks => known.criteria.contains(&plain),
            Lies::Turned => false,
        };
        let has_values = filled().next().is_some();
        // A group may stand in the column of its own, or in that of what it heads.
        let heads_others = match head.lies {
            Lies::Marks => {
                let is_closest = |it: Said| {
                    head.names
                        .iter()
                        .take(head.ids + 1)
                        .any(|at| *at == it.column)
                };
                !named.is_none_or(is_closest) || known.groups.contains(&plain)
            }
            Lies::Facts => false,
            Lies::Turned => MAXIMA.contains(&&*plain),
        };
        let is_aside = sections.contains(row)
            || !is_known
                && (says_sum(words) || signs(words) || plain == "tong diem" || heads_others)
            || at == 0 && numbers_columns(sheet, cells)
            || repeats_headings(sheet, head, cells);
        if is_aside {
            if !is_form {
                found.aside.insert(*row);
            }
        } else if let Some(named) = named.filter(|_| has_values || is_known) {
            let is_name = fixed(words) == Some(Fixed::Name);
            let at = *row;
            found.lines.push(Line { at, named, is_name });
            last = at;
        } else if has_values || !is_form {
            found.aside.insert(*row);
        }
    }
    // What stands below the table of a form is its own.
    if is_form {
        found.aside.retain(|row| *row < last);
    }
    found
}

/// The column of a list that a row stands for.
fn fixed(words: &str) -> Option<Fixed> {
    let mut all = Fixed::ALL.into_iter().map(|(fixed, _, _)| fixed);
    all.find(|fixed| is_called(LAYOUT, words, *fixed))
}

/// Whether a row only numbers the columns: `1 2 3`, `(1) (2) (3)`.
fn numbers_columns(sheet: &RawSheet, cells: &[RawCell]) -> bool {
    let number = |cell: &RawCell| match cell.value.held() {
        Value::Number(number) => Some(number.clone()),
        value => Number::parse(sheet.words(value)?.trim().trim_matches(['(', ')'])),
    };
    let numbers: Option<Vec<Number>> = cells.iter().map(number).collect();
    let counts = |numbers: Vec<Number>| {
        let mut pairs = numbers.windows(2);
        let is_next = |pair: &[Number]| pair[1].subtract(&pair[0]) == Some(Number::ONE);
        numbers.len() > 2 && pairs.all(is_next)
    };
    numbers.is_some_and(counts)
}

/// Whether every word of a row stands below the same heading, as below each break of a page.
fn repeats_headings(sheet: &RawSheet, head: &Head, cells: &[RawCell]) -> bool {
    let is_heading = |cell: &RawCell| {
        let text = casefold(&layout::heading(sheet, cell));
        let top = head.texts.get(&cell.column);
        top.is_some_and(|(top, _)| casefold(top) == text)
    };
    cells.len() > 1 && cells.iter().all(is_heading)
}
