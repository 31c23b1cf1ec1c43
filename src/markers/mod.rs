//! The people who mark, held beside each other: how each of them marks, and what the result would
//! be without each.
//!
//! A panel is a stage in which two or more people mark the same row of a nominee. What is shown of
//! its markers judges nobody: it shows the council where to look.

mod figures;
mod without;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::commendation::{Proposal, propose};
use crate::evaluation::evaluate;
use crate::ranking::{Options, rank_with};
use crate::roster::{GivenMark, Roster};
use crate::rule::Rulebook;
use crate::standing::standings;
use crate::text::normalize_person;

pub use figures::MarkerFigures;
use figures::Row;
pub use without::{Change, Without};

/// Everybody who marks in a panel, and what would change without each.
#[derive(Debug)]
pub struct Markers<'a> {
    /// The places and proposals as they are, with all marks.
    pub proposal: Proposal<'a>,
    /// The panels, by scheme and stage.
    pub panels: Vec<Panel>,
    /// The stages in which people mark and none is a panel, by scheme and stage.
    pub alone: Vec<(usize, usize)>,
    /// What would change without each marker of a panel, by name.
    pub without: Vec<Without>,
}

/// A stage in which several people mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Panel {
    /// The scheme, by index.
    pub scheme: usize,
    /// The stage, by index.
    pub stage: usize,
    /// Its markers, by name.
    pub markers: Vec<MarkerFigures>,
}

/// Holds the markers of a period beside each other, and judges everybody again without each.
pub fn compare<'a>(books: &'a [Rulebook], roster: &'a Roster, options: &Options) -> Markers<'a> {
    let proposal = judge(books, roster, options);
    let (panels, alone) = panels(roster);
    // By name as people compare it: as it was written first.
    let mut names: BTreeMap<String, Arc<str>> = BTreeMap::new();
    for one in panels.iter().flat_map(|panel| &panel.markers) {
        let name = names.entry(normalize_person(&one.marker));
        name.or_insert_with(|| Arc::clone(&one.marker));
    }
    let before = standings(&proposal);
    let without = names.into_values().map(|marker| {
        let roster = roster.without_marker(books, &marker);
        let after = standings(&judge(books, &roster, options));
        Without {
            changes: without::changes(&before, &after),
            marker,
        }
    });
    let without = without.collect();
    Markers {
        proposal,
        panels,
        alone,
        without,
    }
}

/// The panels of a period, and the stages in which people mark and none is one, by scheme and stage.
pub fn panels(roster: &Roster) -> (Vec<Panel>, Vec<(usize, usize)>) {
    let (mut panels, mut alone) = (Vec::new(), Vec::new());
    for ((scheme, stage), rows) in rows(roster) {
        match rows.iter().any(|row| row.len() > 1) {
            true => panels.push(Panel {
                scheme,
                stage,
                markers: figures::of(&rows),
            }),
            false => alone.push((scheme, stage)),
        }
    }
    (panels, alone)
}

fn judge<'d>(books: &'d [Rulebook], roster: &'d Roster, options: &Options) -> Proposal<'d> {
    propose(rank_with(evaluate(books, roster), options))
}

/// The rows that people marked, by scheme and stage.
fn rows(roster: &Roster) -> BTreeMap<(usize, usize), Vec<Row<'_>>> {
    let mut rows: BTreeMap<(usize, usize), Vec<Row<'_>>> = BTreeMap::new();
    for nominee in &roster.nominations {
        let marks = roster.council.marks.get(&nominee.id);
        let marks = marks.map_or(&[][..], Vec::as_slice);
        // They are sorted by criterion and stage.
        let same = |a: &GivenMark, b: &GivenMark| a.criterion == b.criterion && a.stage == b.stage;
        for row in marks.chunk_by(same) {
            let key = (nominee.scheme, row[0].stage);
            rows.entry(key).or_default().push(row.iter().collect());
        }
    }
    rows
}
