//! All rankings as one flat table, a nominee a row, as a spreadsheet wants it.

use super::Options;
use super::lists::{notes, skipped};
use super::names;
use super::page::{Column, Table};
use super::view::View;
use super::words::Words;
use crate::commendation::{AwardProposal, Proposal};
use crate::dossier::Skipped;
use crate::evaluation::{Judgement, Status, Sums};
use crate::number::Decimal;

/// Everybody, scheme by scheme: the places of each list, then those without a place. The points
/// of groups have a column each where there is one scheme; several schemes' groups do not mix.
pub(super) fn ranking(proposal: &Proposal<'_>, options: &Options) -> Table {
    let words = Words::of(options.locale);
    let views = View::all(proposal, options);
    let groups = match &views[..] {
        [only] => only.scheme().groups.iter().collect(),
        _ => Vec::new(),
    };
    let mut columns = vec![
        Column::words(words.scheme),
        Column::words(words.list),
        Column::number(words.rank),
        Column::words(words.id),
        Column::words(words.name),
        Column::words(words.unit),
        Column::words(words.field),
        Column::number(words.total),
        Column::words(words.class),
        Column::number(words.score),
        Column::number(words.bonus),
        Column::number(words.deduction),
    ];
    let heading = |group: &&crate::scheme::Group| {
        let no = group.no.as_deref().unwrap_or(&group.id);
        Column::number(format!("{no}. {}", group.title.get(options.locale)))
    };
    columns.extend(groups.iter().map(heading));
    columns.extend([words.status, words.proposed_for, words.notes].map(Column::words));
    let mut table = Table::new(columns);
    for view in &views {
        let has_groups = !groups.is_empty();
        for place in view.lists.iter().flat_map(|list| &list.places) {
            table.row(judged(view, place.nominee, has_groups));
        }
        let without = view.judged.iter().enumerate();
        for (at, _) in without.filter(|(_, one)| one.status != Status::Ranked) {
            table.row(judged(view, at, has_groups));
        }
        let scheme = view.text(&view.scheme().title);
        for row in &view.skipped {
            let cells = left_out(words, scheme, row, table.columns.len());
            table.row(cells);
        }
    }
    let rows = &proposal.ranking.evaluation.dossier.skipped;
    for row in rows.iter().filter(|row| row.scheme.is_none()) {
        let cells = left_out(words, "", row, table.columns.len());
        table.row(cells);
    }
    table
}

fn judged(view: &View<'_>, nominee: usize, groups: bool) -> Vec<String> {
    let one = &view.judged[nominee];
    let nomination = one.nomination;
    let standing = view.standing(nominee);
    let part = |part: fn(&Sums) -> Decimal| {
        let sums = one.sums.as_ref();
        sums.map_or_else(String::new, |sums| view.points(part(sums)))
    };
    let mut cells = vec![
        view.text(&view.scheme().title).to_owned(),
        standing.map_or_else(String::new, |(list, _)| view.list_values(list)),
        standing.map_or_else(String::new, |(_, place)| place.rank.to_string()),
        nomination.id.to_string(),
        nomination.name.clone(),
        nomination.unit.as_deref().unwrap_or("").to_owned(),
        nomination
            .field
            .as_deref()
            .map_or_else(String::new, |field| names::field(field, view.locale)),
        part(|sums| sums.total),
        view.class(one.class).to_owned(),
        part(|sums| sums.score),
        part(|sums| sums.bonus),
        part(|sums| sums.deduction),
    ];
    if groups {
        cells.extend((0..view.scheme().groups.len()).map(|at| group(view, one, at)));
    }
    let mut said = vec![view.reasons(&one.reasons)];
    if let Some((_, place)) = standing {
        said.extend(notes(view, place));
    }
    let awards = view.awards.iter();
    let awards = awards.filter_map(|award| proposed(view, award, nominee));
    cells.extend([
        view.status(one.status).to_owned(),
        awards.collect::<Vec<_>>().join("; "),
        said.into_iter()
            .filter(|note| !note.is_empty())
            .collect::<Vec<_>>()
            .join("; "),
    ]);
    cells
}

fn group(view: &View<'_>, one: &Judgement<'_>, at: usize) -> String {
    let sum = one.groups.get(at).filter(|sum| !sum.dropped);
    sum.map_or_else(String::new, |sum| view.points(sum.points))
}

/// The award's title if the nominee is proposed for it or stands at its line.
fn proposed(view: &View<'_>, award: &AwardProposal, nominee: usize) -> Option<String> {
    let title = view.text(&view.scheme().awards[award.award].title);
    if award.proposed.iter().any(|seat| seat.nominee == nominee) {
        return Some(title.to_owned());
    }
    let at_line = award.contested.iter().any(|one| one.nominee == nominee);
    at_line.then(|| (view.words.at_the_line)(title))
}

fn left_out(words: &Words, scheme: &str, row: &Skipped, columns: usize) -> Vec<String> {
    let mut cells = vec![String::new(); columns];
    scheme.clone_into(&mut cells[0]);
    cells[3].clone_from(&row.id);
    cells[4].clone_from(&row.name);
    words.skipped.clone_into(&mut cells[columns - 3]);
    cells[columns - 1] = skipped(words.skipped_row, row);
    cells
}
