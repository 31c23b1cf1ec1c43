//! All rankings as one flat table, a nominee a row, as a spreadsheet wants it.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::context::Context;
use super::csv::{Ready, Writer};
use super::lists::{skipped, tell_notes};
use super::options::Options;
use super::result::{Nominee, RESULT, Value};
use super::words::Words;
use crate::commendation::{Awaited, Proposal, WaitsFor};
use crate::evaluation::Status;
use crate::ranking::Place;
use crate::roster::Skipped;
use crate::scheme::Group;

/// How many columns there are beside those of the groups.
const COLUMNS: usize = RESULT.len() + 5;

/// So many nominees are fetched together: the best stand all over the memory.
const TOGETHER: usize = 32;

/// How a nominee stands for an award.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Seated {
    No,
    Proposed,
    AtTheLine,
    /// At a line where a lot must be drawn.
    ForTheLot,
    Awaiting,
    AwaitingReason,
}

/// One scheme's nominees, and what each of their rows needs.
struct Rows<'v> {
    view: &'v Context<'v>,
    /// The points of so many groups are told.
    groups: usize,
    /// The stages whose totals are told, each by its index; `None` if the scheme has none.
    stages: Vec<Option<usize>>,
    /// What the scheme, each list and each class are called.
    scheme: Ready,
    lists: Vec<Ready>,
    classes: Vec<Ready>,
    /// What became of a nominee, by status.
    statuses: [Ready; Status::ALL.len()],
    /// By award: how each nominee stands for it.
    seated: Vec<Vec<Seated>>,
    /// What votes, reserves and decisions did with those of whom there is something to say.
    told: BTreeMap<usize, Vec<String>>,
    /// A cell that is put together from pieces.
    joined: String,
    /// Of no meaning: what was read of nominees to have them fetched.
    fetched: u8,
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
    let views = Context::all(proposal, options);
    let groups: &[Group] = match &views[..] {
        [only] => &only.scheme().groups,
        _ => &[],
    };
    let stages = stage_columns(&views);
    let extra = groups.len() + stages.len();
    let mut table = Writer::new(out, options.locale);
    let headings = RESULT.iter().map(|column| (column.heading)(words));
    for heading in [words.scheme(), words.list()].into_iter().chain(headings) {
        table.cell(heading);
    }
    for group in groups {
        let no = group.no.as_deref().unwrap_or(&group.id);
        table.cell(&format!("{no}. {}", group.title.get(options.locale)));
    }
    stages.iter().for_each(|heading| table.cell(heading));
    for heading in [words.status(), words.proposed_for(), words.notes()] {
        table.cell(heading);
    }
    table.end()?;
    for view in &views {
        let mut rows = Rows::of(view, views.len() == 1, (groups.len(), stages.len()), &table);
        for (list, of_list) in view.lists.iter().enumerate() {
            for places in of_list.places.chunks(TOGETHER) {
                rows.fetch(places);
                for place in places {
                    rows.tell(place.nominee, Some((list, place)), &mut table)?;
                }
            }
        }
        let without = view.judged.iter().enumerate();
        for (at, _) in without.filter(|(_, one)| one.status() != Status::Ranked) {
            rows.tell(at, None, &mut table)?;
        }
        let scheme = view.text(&view.scheme().title);
        for row in &view.skipped {
            left_out(words, scheme, row, extra, &mut table)?;
        }
    }
    let rows = &proposal.ranking.evaluation.dossier.skipped;
    for row in rows.iter().filter(|row| row.scheme.is_none()) {
        left_out(words, "", row, extra, &mut table)?;
    }
    table.finish()
}

/// The headings of what stages come to: one scheme has a column for each stage beside the one that
/// counts, several have one for the first; the last is the difference.
fn stage_columns(views: &[Context<'_>]) -> Vec<String> {
    let has_stages = |view: &&Context<'_>| view.scheme().stages.len() > 1;
    let Some(first) = views.iter().find(has_stages) else {
        return Vec::new();
    };
    let words = Words::of(first.locale);
    let mut headings = match views {
        [only] => {
            let stages = only.other_stages().into_iter();
            stages
                .map(|(_, stage)| only.text(&stage.title).to_owned())
                .collect()
        }
        _ => vec![words.first().to_owned()],
    };
    headings.push(words.difference().to_owned());
    headings
}

impl<'v> Rows<'v> {
    fn of(
        view: &'v Context<'v>,
        is_only: bool,
        (groups, stages): (usize, usize),
        table: &Writer<'_>,
    ) -> Self {
        let seated = view.awards.iter().map(|award| {
            let mut seated = vec![Seated::No; view.judged.len()];
            for one in &award.contested {
                seated[one.nominee] = match one.waits_for {
                    Some(WaitsFor::Vote) => Seated::Awaiting,
                    Some(WaitsFor::Reason) => Seated::AwaitingReason,
                    None if view.needs_lot() => Seated::ForTheLot,
                    _ => Seated::AtTheLine,
                };
            }
            for one in &award.awaiting {
                seated[one.nominee] = match one.why {
                    Awaited::Vote(_) => Seated::Awaiting,
                    Awaited::Reason => Seated::AwaitingReason,
                };
            }
            for seat in &award.proposed {
                seated[seat.nominee] = Seated::Proposed;
            }
            seated
        });
        let lists = view.lists.iter().map(|list| view.list_values(list));
        let classes = view.scheme().classes.iter();
        let classes = classes.map(|class| view.text(&class.title));
        let mut others = view.other_stages().into_iter().map(|(at, _)| at);
        let columns = stages.saturating_sub(1);
        let has_stages = view.scheme().stages.len() > 1;
        // A column that several schemes share is of the first stage.
        let is_told = |at: &usize| has_stages && (is_only || *at == 0);
        let told = (0..columns).map(|_| others.next().filter(is_told));
        Self {
            groups,
            stages: told.collect(),
            scheme: table.ready(view.text(&view.scheme().title)),
            lists: lists.map(|list| table.ready(&list)).collect(),
            classes: classes.map(|class| table.ready(class)).collect(),
            statuses: Status::ALL.map(|status| table.ready(view.status(status))),
            seated: seated.collect(),
            told: view.told_of_awards(),
            joined: String::new(),
            fetched: 0,
            view,
        }
    }

    /// Has those in some places fetched, one beside the other.
    fn fetch(&mut self, places: &[Place]) {
        let nominees = places.iter().map(|place| &self.view.judged[place.nominee]);
        let letters = nominees.filter_map(|one| one.id().bytes().last());
        self.fetched ^= letters.fold(0, |fetched, letter| fetched ^ letter);
    }

    /// Tells of a nominee; its list and its place are known, if it has one.
    fn tell(
        &mut self,
        nominee: usize,
        place: Option<(usize, &Place)>,
        table: &mut Writer<'_>,
    ) -> io::Result<()> {
        let view = self.view;
        let scheme = view.scheme();
        let round = scheme.points.round;
        let one = &view.judged[nominee];
        table.put(&self.scheme);
        match place {
            Some((list, _)) => table.put(&self.lists[list]),
            None => table.empty(),
        }
        let told = Nominee::of(view, nominee, place.map(|(_, place)| place));
        for column in &RESULT {
            match (column.cell)(told) {
                Value::None => table.empty(),
                Value::Text(text) => table.cell(text),
                Value::Count(count) => table.whole(count),
                Value::Points(points) => table.points(Some(points), round),
                Value::Class(class) => table.put(&self.classes[class]),
            }
        }
        let groups = if self.groups > 0 { one.groups() } else { &[] };
        groups
            .iter()
            .for_each(|points| table.points(points.as_ref(), round));
        // Where nothing could be computed, there are no groups.
        for _ in groups.len()..self.groups {
            table.points(None, round);
        }
        for stage in &self.stages {
            table.points(stage.and_then(|stage| one.stage_total(stage)), round);
        }
        if !self.stages.is_empty() {
            table.points(view.inflation(nominee).as_ref(), round);
        }
        table.put(&self.statuses[one.status() as usize]);
        self.joined.clear();
        for (award, seated) in view.awards.iter().zip(&self.seated) {
            let title = view.text(&scheme.awards[award.award].title);
            match seated[nominee] {
                Seated::No => {}
                Seated::Proposed if award.is_provisional() => {
                    add(&view.words.provisionally(title), &mut self.joined);
                }
                Seated::Proposed => add(title, &mut self.joined),
                Seated::AtTheLine => add(&view.words.at_the_line(title), &mut self.joined),
                Seated::ForTheLot => add(&view.words.for_the_lot(title), &mut self.joined),
                Seated::Awaiting => add(&view.words.awaits_vote(title), &mut self.joined),
                Seated::AwaitingReason => add(&view.words.awaits_reason(title), &mut self.joined),
            }
        }
        table.cell(&self.joined);
        self.joined.clear();
        if !one.reasons().is_empty() {
            add(&view.reasons(one.reasons()), &mut self.joined);
        }
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

fn left_out(
    words: Words,
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
    table.cell(words.skipped());
    table.cell("");
    table.cell(&skipped(words, row));
    table.end()
}
