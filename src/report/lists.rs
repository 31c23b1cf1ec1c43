//! The places of a list, and those who have none.

use super::context::Context;
use super::page::{Column, Table};
use super::words::Words;
use crate::evaluation::{Status, Totals, Verdict};
use crate::number::Decimal;
use crate::ranking::{List, Place};
use crate::roster::Skipped;
use crate::scheme::Settle;

/// Which of the three parts of a total anybody in a scheme has.
pub(super) struct Parts {
    /// Bonus or deduction: then the scored points say something beside the total.
    pub(super) any: bool,
    /// Bonus.
    pub(super) bonus: bool,
    /// Deduction.
    pub(super) deduction: bool,
}

impl Parts {
    pub(super) fn of(judged: &[Verdict]) -> Self {
        let has = |part: fn(&Totals) -> Decimal| {
            let mut totals = judged.iter().filter_map(Verdict::totals);
            totals.any(|totals| !part(&totals).is_zero())
        };
        let bonus = has(|sums| sums.bonus);
        let deduction = has(|sums| sums.deduction);
        Self {
            any: bonus || deduction,
            bonus,
            deduction,
        }
    }
}

/// One list, best first.
pub(super) fn places(view: &Context<'_>, list: &List) -> Table {
    let words = view.words;
    let stages = view.other_stages();
    let mut columns = vec![
        Column::number(words.rank()),
        Column::words(words.id()),
        Column::words(words.name()),
        Column::words(words.unit()).folding(),
        Column::number(words.total()),
        Column::words(words.class()),
        Column::number(words.score()).folding(),
        Column::number(words.bonus()).folding(),
        Column::number(words.deduction()).folding(),
    ];
    let titles = stages.iter().map(|(_, stage)| view.text(&stage.title));
    columns.extend(titles.map(|title| Column::number(title).folding()));
    let apart = Words::of(view.locale).difference();
    columns.push(Column::number(apart).folding());
    columns.push(Column::words(words.notes()));
    let mut table = Table::new(columns);
    let parts = Parts::of(view.judged);
    for place in &list.places {
        let one = &view.judged[place.nominee];
        let part = |wanted: bool, part: fn(&Totals) -> Decimal| {
            let totals = one.totals().filter(|_| wanted);
            totals.map_or_else(String::new, |totals| view.points(part(&totals)))
        };
        let mut cells = vec![
            place.rank.to_string(),
            one.id().to_owned(),
            one.name().to_owned(),
            one.unit().unwrap_or("").to_owned(),
            total(view, one),
            view.class(one.class()).to_owned(),
            part(parts.any, |sums| sums.score),
            part(parts.bonus, |sums| sums.bonus),
            part(parts.deduction, |sums| sums.deduction),
        ];
        let totals = stages.iter().map(|(at, _)| one.stage_total(*at));
        let shown = |total: Option<Decimal>| total.map(|total| view.points(total));
        cells.extend(totals.map(|total| shown(total).unwrap_or_default()));
        let apart = view.inflation(place.nominee).map(|by| view.apart(by));
        cells.push(apart.unwrap_or_default());
        cells.push(notes(view, place).join("; "));
        table.row(cells);
    }
    table.without_empty_columns()
}

/// Those who have no place, and why; rows that were left out stand at the end.
pub(super) fn unranked(view: &Context<'_>) -> Table {
    let words = view.words;
    let mut table = Table::new(vec![
        Column::words(words.id()),
        Column::words(words.name()),
        Column::words(words.unit()).folding(),
        Column::words(words.status()),
        Column::number(words.total()),
        Column::words(words.reason()),
    ]);
    let judged = view.judged.iter().enumerate();
    for (at, one) in judged.filter(|(_, one)| one.status() != Status::Ranked) {
        let ruled = view.ruled(at);
        let reasons = std::iter::once(view.reasons(one.reasons())).chain(ruled);
        let reasons: Vec<_> = reasons.filter(|said| !said.is_empty()).collect();
        table.row(vec![
            one.id().to_owned(),
            one.name().to_owned(),
            one.unit().unwrap_or("").to_owned(),
            view.status(one.status()).to_owned(),
            total(view, one),
            reasons.join("; "),
        ]);
    }
    for row in &view.skipped {
        table.row(vec![
            row.id.clone(),
            row.name.clone(),
            String::new(),
            words.skipped().to_owned(),
            String::new(),
            skipped(view.words, row),
        ]);
    }
    table.without_empty_columns()
}

/// Why a row was left out, with its address.
pub(super) fn skipped(words: Words, row: &Skipped) -> String {
    words.skipped_row(row.row.row, &row.row.file)
}

/// A total in words; empty where there is none.
pub(super) fn total(view: &Context<'_>, one: &Verdict) -> String {
    one.total()
        .map_or_else(String::new, |total| view.points(total))
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

/// Whether others stand on the same place, and who has to part them.
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
    view.spread_notes(nominee)
        .iter()
        .for_each(|said| tell(said));
    view.ruled(nominee).iter().for_each(|said| tell(said));
}
