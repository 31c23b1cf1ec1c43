//! All rankings as one flat table, a nominee a row, as a spreadsheet wants it.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::Options;
use super::csv::Writer;
use super::lists::{skipped, tell_notes};
use super::names;
use super::view::View;
use super::words::Words;
use crate::commendation::{Proposal, WaitsFor};
use crate::dossier::Skipped;
use crate::evaluation::{Judgement, Status, Sums};
use crate::number::Decimal;
use crate::scheme::Group;

/// How many columns there are beside those of the groups.
const COLUMNS: usize = 15;

/// How a nominee stands for an award.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Seated {
    No,
    Proposed,
    AtTheLine,
    /// At a line where a lot must be drawn.
    ForTheLot,
    Awaiting,
}

/// One scheme's nominees, and what each of their rows needs.
struct Rows<'v> {
    view: &'v View<'v>,
    /// The points of so many groups are told.
    groups: usize,
    /// What each list is called.
    lists: Vec<String>,
    /// By award: how each nominee stands for it.
    seated: Vec<Vec<Seated>>,
    /// What votes, reserves and decisions did with those of whom there is something to say.
    told: BTreeMap<usize, Vec<String>>,
    /// A cell that is put together from pieces.
    joined: String,
}

/// Everybody, scheme by scheme: the places of each list, then those without a place. The points
/// of groups have a column each where there is one scheme; several schemes' groups do not mix.
///
/// # Errors
/// What came of writing.
pub(super) fn ranking(
    proposal: &Proposal<'_>,
    options: &Options,
    out: &mut dyn Write,
) -> io::Result<()> {
    let words = Words::of(options.locale);
    let views = View::all(proposal, options);
    let groups: &[Group] = match &views[..] {
        [only] => &only.scheme().groups,
        _ => &[],
    };
    let mut table = Writer::new(out, options.locale);
    for heading in [
        words.scheme,
        words.list,
        words.rank,
        words.id,
        words.name,
        words.unit,
        words.field,
        words.total,
        words.class,
        words.score,
        words.bonus,
        words.deduction,
    ] {
        table.cell(heading);
    }
    for group in groups {
        let no = group.no.as_deref().unwrap_or(&group.id);
        table.cell(&format!("{no}. {}", group.title.get(options.locale)));
    }
    for heading in [words.status, words.proposed_for, words.notes] {
        table.cell(heading);
    }
    table.end()?;
    for view in &views {
        let mut rows = Rows::of(view, groups.len());
        for place in view.lists.iter().flat_map(|list| &list.places) {
            rows.tell(place.nominee, &mut table)?;
        }
        let without = view.judged.iter().enumerate();
        for (at, _) in without.filter(|(_, one)| one.status != Status::Ranked) {
            rows.tell(at, &mut table)?;
        }
        let scheme = view.text(&view.scheme().title);
        for row in &view.skipped {
            left_out(words, scheme, row, groups.len(), &mut table)?;
        }
    }
    let rows = &proposal.ranking.evaluation.dossier.skipped;
    for row in rows.iter().filter(|row| row.scheme.is_none()) {
        left_out(words, "", row, groups.len(), &mut table)?;
    }
    table.finish()
}

impl<'v> Rows<'v> {
    fn of(view: &'v View<'v>, groups: usize) -> Self {
        let seated = view.awards.iter().map(|award| {
            let mut seated = vec![Seated::No; view.judged.len()];
            for one in &award.contested {
                seated[one.nominee] = match one.waits_for {
                    Some(WaitsFor::Vote) => Seated::Awaiting,
                    None if view.needs_lot() => Seated::ForTheLot,
                    _ => Seated::AtTheLine,
                };
            }
            for one in &award.awaiting {
                seated[one.nominee] = Seated::Awaiting;
            }
            for seat in &award.proposed {
                seated[seat.nominee] = Seated::Proposed;
            }
            seated
        });
        Self {
            groups,
            lists: view
                .lists
                .iter()
                .map(|list| view.list_values(list))
                .collect(),
            seated: seated.collect(),
            told: view.told_of_awards(),
            joined: String::new(),
            view,
        }
    }

    fn tell(&mut self, nominee: usize, table: &mut Writer<'_>) -> io::Result<()> {
        let view = self.view;
        let scheme = view.scheme();
        let round = scheme.points.round;
        let one = &view.judged[nominee];
        let nomination = one.nomination;
        let place = view.standing(nominee);
        table.cell(view.text(&scheme.title));
        let list = view.list_of(nominee);
        table.cell(list.map_or("", |list| &self.lists[list]));
        table.whole(place.map(|(_, place)| place.rank));
        table.cell(&nomination.id);
        table.cell(&nomination.name);
        table.cell(nomination.unit.as_deref().unwrap_or(""));
        let field = nomination.field.as_deref();
        table.cell(field.map_or("", |field| names::field(field, view.locale)));
        let part = |part: fn(&Sums) -> Decimal| one.sums.as_ref().map(part);
        table.points(part(|sums| sums.total), round);
        table.cell(view.class(one.class));
        table.points(part(|sums| sums.score), round);
        table.points(part(|sums| sums.bonus), round);
        table.points(part(|sums| sums.deduction), round);
        for at in 0..self.groups {
            table.points(group(one, at), round);
        }
        table.cell(view.status(one.status));
        self.joined.clear();
        for (award, seated) in view.awards.iter().zip(&self.seated) {
            let title = view.text(&scheme.awards[award.award].title);
            match seated[nominee] {
                Seated::No => {}
                Seated::Proposed => add(title, &mut self.joined),
                Seated::AtTheLine => add(&(view.words.at_the_line)(title), &mut self.joined),
                Seated::ForTheLot => add(&(view.words.for_the_lot)(title), &mut self.joined),
                Seated::Awaiting => add(&(view.words.awaits_vote)(title), &mut self.joined),
            }
        }
        table.cell(&self.joined);
        self.joined.clear();
        add(&view.reasons(&one.reasons), &mut self.joined);
        if let Some((_, place)) = place {
            tell_notes(view, place, &mut |note| add(note, &mut self.joined));
        } else {
            let ruled = view.ruled(nominee);
            ruled.iter().for_each(|said| add(said, &mut self.joined));
        }
        let told = self.told.get(&nominee).into_iter().flatten();
        told.for_each(|said| add(said, &mut self.joined));
        table.cell(&self.joined);
        table.end()
    }
}

/// Adds a piece to a cell, parted from those before.
fn add(piece: &str, joined: &mut String) {
    if !piece.is_empty() && !joined.is_empty() {
        joined.push_str("; ");
    }
    joined.push_str(piece);
}

fn group(one: &Judgement<'_>, at: usize) -> Option<Decimal> {
    let sum = one.groups.get(at).filter(|sum| !sum.dropped);
    sum.map(|sum| sum.points)
}

fn left_out(
    words: &Words,
    scheme: &str,
    row: &Skipped,
    groups: usize,
    table: &mut Writer<'_>,
) -> io::Result<()> {
    let known = [scheme, "", "", &row.id, &row.name];
    known.iter().for_each(|cell| table.cell(cell));
    for _ in known.len() + 3..COLUMNS + groups {
        table.cell("");
    }
    table.cell(words.skipped);
    table.cell("");
    table.cell(&skipped(words.skipped_row, row));
    table.end()
}
