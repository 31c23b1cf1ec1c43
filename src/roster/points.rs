//! The mark in a cell: points within what the scheme allows, or met and not met.

use super::cell::CellReader;
use super::council::Marked;
use super::fault::{Fault, wrong};
use super::fields::{Line, number};
use super::problem::CouncilProblem;
use super::spelling::yes_no;
use super::words::{sheet_words, words};
use crate::diagnostic::Diagnostics;
use crate::locale::{Locale, Text};
use crate::number::Number;
use crate::scheme::{
    Criterion, CriterionKind, FactEntry, FactKind, FactValue, MOST_POINTS, Scheme,
};
use crate::table::Cell;
use crate::text::{casefold, cut, normalize};

/// The mark that a row gives, and the level whose words it was written in; `None` if it is none,
/// which is reported.
pub(super) fn value(
    scheme: &Scheme,
    row: &Criterion,
    (line, field): (&Line<'_>, usize),
    diagnostics: &mut Diagnostics,
) -> Option<(Marked, Option<usize>)> {
    let cell = line.cell(field);
    let levels = row.marking.as_ref().map_or(&[][..], |it| &it.levels);
    if let Some(at) = level_in_words(levels, cell) {
        return Some((Marked::Points(levels[at].0.clone()), Some(at)));
    }
    if row.kind == CriterionKind::Standard {
        let met = met(row, cell).map_err(|fault| line.fault(field, fault, diagnostics));
        return met.ok().map(|met| (Marked::Met(met), None));
    }
    let max = row.max.as_ref().unwrap_or(&MOST_POINTS).clone();
    let fact = number(row.title.clone(), FactKind::Number, Some(max));
    let reader = CellReader::new(&fact);
    let points = match reader.read(cell) {
        Ok(read) => {
            if let Some(doubt) = read.doubt {
                line.report(field, reader.asked(doubt), diagnostics);
            }
            match read.given {
                FactEntry::Reported(FactValue::Number(points)) => Ok(points),
                _ => Err(wrong(&row.title, &fact.expected(), shown(cell))),
            }
        }
        // Whoever writes words where there are levels means one of them.
        Err(_) if !levels.is_empty() && normalize(&shown(cell)).contains(char::is_alphabetic) => {
            line.report(field, no_level(row, levels, shown(cell)), diagnostics);
            return None;
        }
        Err(fault) => Err(fault),
    };
    let points = points.map_err(|fault| line.fault(field, fault, diagnostics));
    let points = points.ok()?;
    if let Some(problem) = between_levels(scheme, row, &points, shown(cell)) {
        line.report(field, problem, diagnostics);
        return None;
    }
    Some((Marked::Points(points), None))
}

/// What is wrong with points that lie between the levels of a row, or the steps of a scheme.
fn between_levels(
    scheme: &Scheme,
    row: &Criterion,
    points: &Number,
    found: String,
) -> Option<CouncilProblem> {
    let levels = row.marking.as_ref().map_or(&[][..], |it| &it.levels);
    if !levels.is_empty() {
        let is_level = levels.iter().any(|(level, _)| level == points);
        return (!is_level).then(|| no_level(row, levels, found));
    }
    let step = row.step.as_ref().or(scheme.points.step.as_ref())?;
    let is_step = points.divide(step).is_some_and(|steps| steps.is_whole());
    (!is_step).then(|| CouncilProblem::MarkStep {
        label: row.title.clone(),
        step: Text::each(|locale| locale.number(step.to_string())),
        found,
    })
}

/// The level that a cell names by its words, alone or with its points as a form shows both.
fn level_in_words(levels: &[(Number, Text)], cell: Cell<'_>) -> Option<usize> {
    if levels.is_empty() {
        return None;
    }
    let found = normalize(&shown(cell));
    let is_named = |(points, words): &(Number, Text)| {
        words.wordings().any(|words| {
            let words = normalize(words);
            let points = normalize(&points.to_string());
            found == words
                || found == format!("{points} {words}")
                || found == format!("{words} {points}")
        })
    };
    levels
        .iter()
        .position(is_named)
        .filter(|_| !found.is_empty())
}

fn no_level(row: &Criterion, levels: &[(Number, Text)], found: String) -> CouncilProblem {
    CouncilProblem::MarkLevel {
        label: row.title.clone(),
        found,
        levels: Text::each(|locale| levels_in(levels, locale)),
    }
}

/// Whether a cell says that a standard is met.
fn met(row: &Criterion, cell: Cell<'_>) -> Result<bool, Fault> {
    let text = words(cell, row.title.get(Locale::Vi))?.unwrap_or_default();
    match casefold(&text).as_str() {
        "đạt" | "dat" | "met" => Ok(true),
        "không đạt" | "khong dat" | "not met" => Ok(false),
        folded => yes_no(folded).ok_or_else(|| {
            let expected = Text::both("`đạt` hoặc `không đạt`", "`met` or `not met`");
            wrong(&row.title, &expected, cut(&text))
        }),
    }
}

/// The words of a cell, short enough for a message.
fn shown(cell: Cell<'_>) -> String {
    match cell {
        Cell::Text(text) => cut(text.trim()),
        Cell::Sheet(value) => sheet_words(value).unwrap_or_default(),
        Cell::Empty | Cell::Typed(_) => String::new(),
    }
}

fn levels_in(levels: &[(Number, Text)], locale: Locale) -> String {
    let level = |(points, words): &(Number, Text)| {
        format!("{} ({})", locale.number(points), words.get(locale))
    };
    levels.iter().map(level).collect::<Vec<_>>().join(", ")
}
