//! The places of a list, and those who have none.

use super::context::Context;
use super::page::{Columns, Table};
use super::result::{Nominee, Parts, RESULT};
use super::words::Words;
use crate::evaluation::{Status, Verdict};
use crate::ranking::{List, Place};
use crate::roster::Skipped;
use crate::scheme::Settle;

/// One list, best first.
pub(super) fn places(view: &Context<'_>, list: &List) -> Table {
    let words = view.words;
    let parts = Parts::of(view.judged);
    let of = |place: &Place| &view.judged[place.nominee];
    let mut columns = Columns::of(&list.places);
    for column in RESULT.iter().filter(|column| (column.is_on_pages)(&parts)) {
        columns = columns.words((column.heading)(words), |place| {
            Nominee::of(view, place.nominee, Some(place)).text(column)
        });
        columns = if column.number {
            columns.numeric()
        } else {
            columns
        };
        columns = if column.folds {
            columns.folding()
        } else {
            columns
        };
    }
    for (at, stage) in view.other_stages() {
        let total = |place| Some(view.exact(of(place).stage_total(at)?));
        columns = columns.number(view.text(&stage.title), total).folding();
    }
    columns
        .number(words.difference(), |place| {
            Some(view.apart(&view.inflation(place.nominee)?))
        })
        .folding()
        .words(words.notes(), |place| notes(view, place).join("; "))
        .without_empty()
}

/// Those who have no place, by index.
pub(super) fn without_place<'v>(view: &'v Context<'_>) -> impl Iterator<Item = usize> + 'v {
    let judged = view.judged.iter().enumerate();
    let judged = judged.filter(|(_, one)| one.status() != Status::Ranked);
    judged.map(|(at, _)| at)
}

/// Those who have no place, and why; rows that were left out are at the end.
pub(super) fn unranked(view: &Context<'_>) -> Table {
    let words = view.words;
    let judged = without_place(view).map(|at| Ok((at, &view.judged[at])));
    let skipped_rows = view.skipped.iter().copied().map(Err);
    Columns::of(judged.chain(skipped_rows))
        .words(words.id(), |one| match one {
            Ok((_, one)) => one.id(),
            Err(row) => &row.id,
        })
        .words(words.name(), |one| {
            one.map_or_else(|row| row.name.as_str(), |(_, one)| one.name())
        })
        .words(words.unit(), |one| one.ok()?.1.unit())
        .folding()
        .words(words.status(), |one| {
            one.map_or(words.skipped(), |(_, one)| view.status(one.status()))
        })
        .number(words.total(), |one| Some(total(view, one.ok()?.1)))
        .words(words.reason(), |one| match one {
            Ok((at, one)) => {
                let ruled = view.ruled(at);
                let reasons = std::iter::once(view.reasons(one.reasons())).chain(ruled);
                let reasons: Vec<_> = reasons.filter(|said| !said.is_empty()).collect();
                reasons.join("; ")
            }
            Err(row) => skipped(words, row),
        })
        .without_empty()
}

/// Why a row was left out, with its address.
pub(super) fn skipped(words: Words, row: &Skipped) -> String {
    words.skipped_row(row.row.row, &row.row.file)
}

/// A total; empty where there is none.
pub(super) fn total(view: &Context<'_>, one: &Verdict) -> String {
    one.total()
        .map_or_else(String::new, |total| view.exact(total))
}

/// What there is to say about a place.
fn notes(view: &Context<'_>, place: &Place) -> Vec<String> {
    let mut notes = Vec::new();
    tell_notes(view, place, &mut |note| notes.push(note.to_owned()));
    notes
}

/// Tells each thing that there is to say about a place.
pub(super) fn tell_notes(view: &Context<'_>, place: &Place, tell: &mut dyn FnMut(&str)) {
    if let Some(note) = shared(view, place) {
        tell(note);
    }
    if let Some(settled) = view.settled(place) {
        tell(&settled);
    }
    if let Some(step) = place.broken_by {
        tell(&view.broken_by[step as usize]);
    }
    let one = &view.judged[place.nominee];
    for withheld in one.withheld() {
        let class = view.class(Some(withheld.class));
        // Where no threshold was reached, there are no points that could be enough.
        let said = if withheld.has_threshold {
            Words::withheld
        } else {
            Words::withheld_unscored
        };
        tell(&said(view.words, class, &view.reasons(&withheld.by)));
    }
    tell_conditions(view, place.nominee, tell);
}

/// Whether others share the place, and who has to part them.
pub(super) fn shared(view: &Context<'_>, place: &Place) -> Option<&'static str> {
    let words = view.words;
    match (place.open, view.scheme().ranking.last) {
        (true, Settle::Lot) => Some(words.open_lot()),
        (true, _) => Some(words.open_council()),
        (false, _) => place.shared.then_some(words.shared()),
    }
}

/// Tells each thing that goes with a nominee's result: reasons to be written, numbers to come.
pub(super) fn tell_conditions(view: &Context<'_>, nominee: usize, tell: &mut dyn FnMut(&str)) {
    let words = view.words;
    let one = &view.judged[nominee];
    for row in one.needs_reason() {
        let title = view.text(&view.scheme().criteria[*row].title);
        tell(&words.needs_reason(title));
    }
    if one.is_provisional() {
        tell(words.provisional());
    }
    view.few_marks_notes(nominee)
        .iter()
        .for_each(|said| tell(said));
    view.spread_notes(nominee)
        .iter()
        .for_each(|said| tell(said));
    view.ruled(nominee).iter().for_each(|said| tell(said));
}
