//! Those who mark, as a page and as one flat table.

use super::{ChangeTold, Comparison, MarkerTold, PanelTold, StandsTold};
use crate::report::page::{Block, Column, Page, Table};
use crate::report::words::Words;
use crate::report::{Options, Told, json};

/// What stands between what is and what would be.
const BECOMES: &str = " → ";

impl Told for Comparison {
    fn page(&self, options: &Options) -> Page {
        let words = Words::of(options.locale);
        let mut page = Page::default();
        page.push(Block::Title(words.markers_compared().to_owned()));
        if self.panels.is_empty() {
            page.push(Block::Note(words.no_markers().to_owned()));
            return page;
        }
        let mut scheme = None;
        for panel in &self.panels {
            if scheme != Some(&panel.scheme) {
                scheme = Some(&panel.scheme);
                page.push(Block::Heading(panel.scheme_title.clone()));
            }
            page.push(Block::Subheading(words.stage_titled(&panel.stage_title)));
            page.table(markers(panel, options));
        }
        let mut notes = vec![words.apart_note().to_owned()];
        let mut all = self.panels.iter().flat_map(|panel| &panel.markers);
        if all.any(|one| one.recused > 0) {
            notes.push(words.left_out_note().to_owned());
        }
        notes.extend(self.alone.iter().map(|stage| words.one_marker(stage)));
        page.push(Block::List(notes));
        page.push(Block::Heading(words.without_all().to_owned()));
        page.push(Block::Note(words.without_note().to_owned()));
        let (idle, telling): (Vec<_>, Vec<_>) = self
            .without
            .iter()
            .partition(|without| without.changes.is_empty());
        for without in telling {
            page.push(Block::Subheading(words.without(&without.marker)));
            page.table(changes(&without.changes, options));
        }
        let idle: Vec<&str> = idle.iter().map(|it| it.marker.as_str()).collect();
        if !idle.is_empty() {
            page.push(Block::Note(words.no_change_without(&idle.join(", "))));
        }
        page
    }

    fn flat(&self, options: &Options) -> Table {
        let words = Words::of(options.locale);
        let both = |name: &str| {
            [words.before(), words.after()].map(|when| Column::words(format!("{name} ({when})")))
        };
        let mut columns = vec![
            Column::words(words.part()),
            Column::words(words.scheme()),
            Column::words(words.stage()),
            Column::words(words.marker()),
            Column::number(words.mark_count()),
            Column::number(words.mean()),
            Column::number(words.lowest()),
            Column::number(words.highest()),
            Column::number(words.range()),
            Column::number(words.apart()),
            Column::number(words.left_out()),
            Column::words(words.id()),
            Column::words(words.name()),
        ];
        for name in [
            words.status(),
            words.list(),
            words.rank(),
            words.total(),
            words.class(),
            words.awards(),
        ] {
            columns.extend(both(name));
        }
        let count = columns.len();
        let mut table = Table::new(columns);
        for panel in &self.panels {
            for one in &panel.markers {
                let mut cells = vec![String::new(); count];
                words.markers().clone_into(&mut cells[0]);
                cells[1].clone_from(&panel.scheme_title);
                cells[2].clone_from(&panel.stage_title);
                cells[3].clone_from(&one.marker);
                for (cell, figure) in cells[4..].iter_mut().zip(figures(one, options)) {
                    *cell = figure;
                }
                table.row(cells);
            }
        }
        for without in &self.without {
            for change in &without.changes {
                let mut cells = vec![String::new(); count];
                words.without_part().clone_into(&mut cells[0]);
                cells[1].clone_from(&change.scheme_title);
                cells[3].clone_from(&without.marker);
                cells[11].clone_from(&change.id);
                cells[12].clone_from(&change.name);
                let before = standing(&change.before, options);
                let after = standing(&change.after, options);
                let told = before.into_iter().zip(after);
                let told = told.flat_map(|(before, after)| [before, after]);
                for (cell, said) in cells[13..].iter_mut().zip(told) {
                    *cell = said;
                }
                table.row(cells);
            }
        }
        table
    }

    fn json(&self) -> String {
        json::pretty(self)
    }
}

/// How each marker of a panel marks.
fn markers(panel: &PanelTold, options: &Options) -> Table {
    let words = Words::of(options.locale);
    let mut table = Table::new(vec![
        Column::words(words.marker()),
        Column::number(words.mark_count()),
        Column::number(words.mean()),
        Column::number(words.lowest()),
        Column::number(words.highest()),
        Column::number(words.range()),
        Column::number(words.apart()),
        Column::number(words.left_out()),
    ]);
    for one in &panel.markers {
        let name = std::iter::once(one.marker.clone());
        let mut cells: Vec<String> = name.chain(figures(one, options)).collect();
        let apart = one.apart.as_deref().unwrap_or_default();
        if apart.contains(|c: char| ('1'..='9').contains(&c)) && !apart.starts_with('-') {
            cells[6].insert(0, '+');
        }
        table.row(cells);
    }
    table
}

/// The figures of a marker, in the order of the columns.
fn figures(one: &MarkerTold, options: &Options) -> [String; 7] {
    let number = |number: &Option<String>| {
        let number = number.as_ref().map(|number| options.locale.number(number));
        number.unwrap_or_default()
    };
    [
        one.marks.to_string(),
        number(&one.mean),
        number(&one.lowest),
        number(&one.highest),
        number(&one.spread),
        number(&one.apart),
        one.recused.to_string(),
    ]
}

/// Who would stand otherwise, and how.
fn changes(changes: &[ChangeTold], options: &Options) -> Table {
    let words = Words::of(options.locale);
    let mut table = Table::new(vec![
        Column::words(words.scheme()),
        Column::words(words.id()),
        Column::words(words.name()),
        Column::words(words.status()),
        Column::words(words.list()),
        Column::words(words.rank()),
        Column::words(words.total()),
        Column::words(words.class()),
        Column::words(words.awards()),
    ]);
    let none = Words::of(options.locale).nothing();
    let several = changes.iter().any(|one| one.scheme != changes[0].scheme);
    for change in changes {
        let before = standing(&change.before, options);
        let after = standing(&change.after, options);
        let mut told = before
            .into_iter()
            .zip(after)
            .enumerate()
            .map(|(at, (before, after))| {
                // What everybody has, or does not change, is not worth a line.
                let is_idle = before == after && at < 2;
                match (before.is_empty(), after.is_empty()) {
                    _ if is_idle => String::new(),
                    (true, true) => String::new(),
                    _ if before == after => before,
                    (true, false) => format!("{none}{BECOMES}{after}"),
                    (false, true) => format!("{before}{BECOMES}{none}"),
                    (false, false) => format!("{before}{BECOMES}{after}"),
                }
            });
        let scheme = if several {
            change.scheme_title.clone()
        } else {
            String::new()
        };
        let mut cells = vec![scheme, change.id.clone(), change.name.clone()];
        cells.extend(&mut told);
        table.row(cells);
    }
    table.without_empty_columns()
}

/// How somebody stands: status, list, rank, total, class, awards.
fn standing(stands: &StandsTold, options: &Options) -> [String; 6] {
    let total = stands.total.as_ref();
    let awards = stands.award_texts.iter();
    let awards: Vec<_> = awards
        .map(|(title, seat)| format!("{title}: {seat}"))
        .collect();
    [
        stands.status_text.to_owned(),
        stands.list_title.clone(),
        stands
            .rank
            .map_or_else(String::new, |rank| rank.to_string()),
        total.map_or_else(String::new, |total| options.locale.number(total)),
        stands.class_title.clone(),
        awards.join("; "),
    ]
}
