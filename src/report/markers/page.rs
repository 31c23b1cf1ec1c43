//! Those who mark, as a page and as one flat table.

use super::{ChangeReport, Comparison, MarkerReport, PanelReport, StandsReport};
use crate::report::json;
use crate::report::options::Options;
use crate::report::page::{Block, Cell as _, Columns, Page, Report, Table};
use crate::report::words::Words;

/// The sign between what is and what would be.
const BECOMES: &str = " → ";

impl Report for Comparison {
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
        let mut rows: Vec<Line<'_>> = Vec::new();
        for panel in &self.panels {
            rows.extend(panel.markers.iter().map(|figures| Line {
                part: words.markers(),
                scheme: &panel.scheme_title,
                stage: &panel.stage_title,
                marker: &figures.marker,
                figures: Some(figures),
                change: None,
            }));
        }
        for without in &self.without {
            rows.extend(without.changes.iter().map(|change| Line {
                part: words.without_part(),
                scheme: &change.scheme_title,
                stage: "",
                marker: &without.marker,
                figures: None,
                change: Some(change),
            }));
        }
        let columns = Columns::of(&rows)
            .words(words.part(), |row| row.part)
            .words(words.scheme(), |row| row.scheme)
            .words(words.stage(), |row| row.stage)
            .words(words.marker(), |row| row.marker);
        let mut columns = figures(columns, |row| row.figures, options)
            .number(words.apart(), |row| row.figures?.apart.as_ref())
            .number(words.left_out(), |row| Some(row.figures?.recused))
            .words(words.id(), |row| Some(&row.change?.id))
            .words(words.name(), |row| Some(&row.change?.name));
        for (name, of) in standing(words) {
            let before = |row: &Line<'_>| Some(of(&row.change?.before, options));
            columns = columns.words(format!("{name} ({})", words.before()), before);
            let after = |row: &Line<'_>| Some(of(&row.change?.after, options));
            columns = columns.words(format!("{name} ({})", words.after()), after);
        }
        columns.table()
    }

    fn json(&self, options: &Options) -> String {
        json::made(self, options)
    }
}

/// A row of the flat table: how somebody marks, or whose standing would change without that.
struct Line<'c> {
    part: &'static str,
    scheme: &'c str,
    stage: &'c str,
    marker: &'c str,
    figures: Option<&'c MarkerReport>,
    change: Option<&'c ChangeReport>,
}

/// Adds the columns about how somebody marks.
fn figures<'c, R: Copy>(
    columns: Columns<R>,
    of: impl Fn(R) -> Option<&'c MarkerReport>,
    options: &Options,
) -> Columns<R> {
    let words = Words::of(options.locale);
    columns
        .number(words.mark_count(), |row| Some(of(row)?.marks))
        .number(words.mean(), |row| of(row)?.mean.as_ref())
        .number(words.lowest(), |row| of(row)?.lowest.as_ref())
        .number(words.highest(), |row| of(row)?.highest.as_ref())
        .number(words.range(), |row| of(row)?.spread.as_ref())
}

/// How each marker of a panel marks.
fn markers(panel: &PanelReport, options: &Options) -> Table {
    let words = Words::of(options.locale);
    let columns = Columns::of(&panel.markers).words(words.marker(), |one| &one.marker);
    figures(columns, Some, options)
        .number(words.apart(), |one| {
            let apart = one.apart.as_ref()?;
            let is_more = apart.contains(|c: char| ('1'..='9').contains(&c));
            let sign = if is_more && !apart.starts_with('-') {
                "+"
            } else {
                ""
            };
            Some(format!("{sign}{apart}"))
        })
        .number(words.left_out(), |one| one.recused)
        .table()
}

/// Whose standing would change, and how.
fn changes(changes: &[ChangeReport], options: &Options) -> Table {
    let words = Words::of(options.locale);
    let several = changes.iter().any(|one| one.scheme != changes[0].scheme);
    let mut columns = Columns::of(changes)
        .words(words.scheme(), |one| several.then_some(&one.scheme_title))
        .words(words.id(), |one| &one.id)
        .words(words.name(), |one| &one.name);
    for (at, (name, of)) in standing(words).into_iter().enumerate() {
        columns = columns.words(name, |one: &ChangeReport| {
            becomes(of(&one.before, options), of(&one.after, options), at, words)
        });
    }
    columns.without_empty()
}

/// What is and what would be, in a column about somebody's standing, by its number.
pub(in crate::report) fn becomes(before: String, after: String, at: usize, words: Words) -> String {
    // What everybody has, or does not change, is not worth a line.
    match before == after {
        true if at < 2 => String::new(),
        true => before,
        false => {
            let [before, after] = [before, after].map(|said| match said.is_empty() {
                true => words.nothing().to_owned(),
                false => said,
            });
            format!("{before}{BECOMES}{after}")
        }
    }
}

/// A column about somebody's standing.
pub(in crate::report) type Stands = (&'static str, fn(&StandsReport, &Options) -> String);

/// The columns about somebody's standing.
pub(in crate::report) fn standing(words: Words) -> [Stands; 6] {
    [
        (words.status(), |it, _| it.status_text.to_owned()),
        (words.list(), |it, _| it.list_title.clone()),
        (words.rank(), |it, _| it.rank.text()),
        (words.total(), |it, options| {
            let total = it.total.as_ref();
            total.map(|total| options.locale.number(total)).text()
        }),
        (words.class(), |it, _| it.class_title.clone()),
        (words.awards(), |it, _| {
            let awards = it.award_texts.iter();
            let awards = awards.map(|(title, seat)| format!("{title}: {seat}"));
            awards.collect::<Vec<_>>().join("; ")
        }),
    ]
}
