//! All rankings as one flat table, a nominee a row, as a spreadsheet wants it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Write};

use super::context::Context;
use super::csv::Writer;
use super::lists::{skipped, tell_notes};
use super::options::Options;
use super::result::{Nominee, RESULT, ResultColumn, Value};
use super::words::Words;
use crate::commendation::{Awaited, Proposal, WaitsFor};
use crate::evaluation::Status;
use crate::number::Number;
use crate::ranking::Place;
use crate::roster::Skipped;

/// A nominee's standing for an award.
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

/// One scheme, and what its rows need.
struct Scheme<'v> {
    view: &'v Context<'v>,
    /// The names of its lists.
    lists: Vec<String>,
    /// The stages whose totals have columns, each by its index; `None` if the scheme has none.
    stages: Vec<Option<usize>>,
    /// By award: each nominee's standing.
    seated: Vec<Vec<Seated>>,
    /// What votes, reserves and decisions did with those of whom there is something to say.
    told: BTreeMap<usize, Vec<String>>,
}

/// A row of the table.
#[derive(Clone, Copy)]
enum Row<'v> {
    /// A nominee by its index, with its list and its place if it has one.
    Judged(&'v Scheme<'v>, usize, Option<(usize, &'v Place)>),
    /// A row that was left out, under its scheme if that is known.
    LeftOut(Option<&'v Scheme<'v>>, Words, &'v Skipped),
}

/// What a column says of a row.
type Cell<'v> = Box<dyn Fn(Row<'v>) -> Value<'v> + 'v>;

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
    let stages = stage_columns(&views);
    let schemes = views.iter();
    let schemes = schemes.map(|view| Scheme::of(view, views.len() == 1, stages.len()));
    let schemes: Vec<Scheme<'_>> = schemes.collect();
    let columns = columns(&views, stages, words);
    let mut table = Writer::new(out, options.locale)?;
    columns
        .iter()
        .try_for_each(|(heading, _)| table.cell(heading))?;
    table.end()?;
    for scheme in &schemes {
        let view = scheme.view;
        for (at, list) in view.lists.iter().enumerate() {
            for place in &list.places {
                Row::Judged(scheme, place.nominee, Some((at, place)))
                    .write(&columns, &mut table)?;
            }
        }
        let without = view.judged.iter().enumerate();
        for (at, _) in without.filter(|(_, one)| one.status() != Status::Ranked) {
            Row::Judged(scheme, at, None).write(&columns, &mut table)?;
        }
        for row in &view.skipped {
            Row::LeftOut(Some(scheme), words, row).write(&columns, &mut table)?;
        }
    }
    let rows = &proposal.ranking.evaluation.roster.skipped;
    for row in rows.iter().filter(|row| row.scheme.is_none()) {
        Row::LeftOut(None, words, row).write(&columns, &mut table)?;
    }
    table.finish(columns.len(), options)
}

/// The columns, in their order, each with its heading.
fn columns<'v>(
    views: &[Context<'_>],
    stages: Vec<String>,
    words: Words,
) -> Vec<(String, Cell<'v>)> {
    fn column<'v>(
        heading: impl Into<String>,
        cell: impl Fn(Row<'v>) -> Value<'v> + 'v,
    ) -> (String, Cell<'v>) {
        (heading.into(), Box::new(cell))
    }
    let mut columns = vec![
        column(words.scheme(), Row::scheme),
        column(words.list(), Row::list),
    ];
    let result = RESULT.iter();
    columns.extend(result.map(|it| column((it.heading)(words), move |row| row.result(it))));
    if let [only] = views {
        let groups = only.scheme().groups.iter().enumerate();
        columns.extend(groups.map(|(at, group)| {
            let no = group.no.as_deref().unwrap_or(&group.id);
            let heading = format!("{no}. {}", only.text(&group.title));
            column(heading, move |row| row.group(at))
        }));
    }
    let last = stages.len().saturating_sub(1);
    for (at, heading) in stages.into_iter().enumerate() {
        columns.push(match at {
            at if at == last => column(heading, Row::difference),
            at => column(heading, move |row| row.stage(at)),
        });
    }
    columns.extend([
        column(words.status(), Row::status),
        column(words.proposed_for(), Row::proposed_for),
        column(words.notes(), Row::notes),
    ]);
    columns
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

impl<'v> Scheme<'v> {
    fn of(view: &'v Context<'v>, is_only: bool, stages: usize) -> Self {
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
        let mut others = view.other_stages().into_iter().map(|(at, _)| at);
        let has_stages = view.scheme().stages.len() > 1;
        // A column that several schemes share is of the first stage.
        let is_told = |at: &usize| has_stages && (is_only || *at == 0);
        let columns = 0..stages.saturating_sub(1);
        Self {
            lists: view
                .lists
                .iter()
                .map(|list| view.list_values(list))
                .collect(),
            stages: columns.map(|_| others.next().filter(is_told)).collect(),
            seated: seated.collect(),
            told: view.told_of_awards(),
            view,
        }
    }
}

impl<'v> Row<'v> {
    /// Writes the row.
    fn write(self, columns: &[(String, Cell<'v>)], table: &mut Writer<'_>) -> io::Result<()> {
        for (_, cell) in columns {
            match (cell(self), self) {
                (Value::Text(text), _) => table.cell(text)?,
                (Value::Made(text), _) => table.cell(&text)?,
                (Value::Count(count), _) => table.whole(count)?,
                (Value::Points(points), Self::Judged(scheme, ..)) => {
                    table.points(&points, scheme.view.scheme().points.round)?;
                }
                (Value::Class(class), Self::Judged(scheme, ..)) => {
                    table.cell(scheme.view.class(Some(class)))?;
                }
                (Value::None | Value::Points(_) | Value::Class(_), _) => table.cell("")?,
            }
        }
        table.end()
    }

    fn scheme(self) -> Value<'v> {
        match self {
            Self::Judged(scheme, ..) | Self::LeftOut(Some(scheme), ..) => {
                Value::Text(scheme.view.text(&scheme.view.scheme().title))
            }
            Self::LeftOut(None, ..) => Value::None,
        }
    }

    fn list(self) -> Value<'v> {
        match self {
            Self::Judged(scheme, _, Some((list, _))) => Value::Text(&scheme.lists[list]),
            _ => Value::None,
        }
    }

    fn result(self, column: &ResultColumn) -> Value<'v> {
        match self {
            Self::Judged(scheme, nominee, place) => {
                let place = place.map(|(_, place)| place);
                (column.cell)(Nominee::of(scheme.view, nominee, place))
            }
            Self::LeftOut(_, _, row) => match column.key {
                Some("id") => Value::Text(&row.id),
                Some("name") => Value::Text(&row.name),
                _ => Value::None,
            },
        }
    }

    /// Points of a nominee, where there are some.
    fn points(self, points: impl Fn(&Scheme<'v>, usize) -> Option<Cow<'v, Number>>) -> Value<'v> {
        match self {
            Self::Judged(scheme, nominee, _) => {
                points(scheme, nominee).map_or(Value::None, Value::Points)
            }
            Self::LeftOut(..) => Value::None,
        }
    }

    fn group(self, at: usize) -> Value<'v> {
        self.points(|it, nominee| {
            it.view.judged[nominee]
                .groups()
                .get(at)?
                .as_ref()
                .map(Cow::Borrowed)
        })
    }

    fn stage(self, at: usize) -> Value<'v> {
        self.points(|it, nominee| {
            it.view.judged[nominee]
                .stage_total(it.stages[at]?)
                .map(Cow::Borrowed)
        })
    }

    fn difference(self) -> Value<'v> {
        self.points(|it, nominee| it.view.inflation(nominee).map(Cow::Owned))
    }

    fn status(self) -> Value<'v> {
        Value::Text(match self {
            Self::Judged(scheme, nominee, _) => {
                scheme.view.status(scheme.view.judged[nominee].status())
            }
            Self::LeftOut(_, words, _) => words.skipped(),
        })
    }

    fn proposed_for(self) -> Value<'v> {
        let Self::Judged(scheme, nominee, _) = self else {
            return Value::None;
        };
        let view = scheme.view;
        let mut joined = String::new();
        for (award, seated) in view.awards.iter().zip(&scheme.seated) {
            let title = view.text(&view.scheme().awards[award.award].title);
            match seated[nominee] {
                Seated::No => {}
                Seated::Proposed if award.is_provisional() => {
                    add(&view.words.provisionally(title), &mut joined);
                }
                Seated::Proposed => add(title, &mut joined),
                Seated::AtTheLine => add(&view.words.at_the_line(title), &mut joined),
                Seated::ForTheLot => add(&view.words.for_the_lot(title), &mut joined),
                Seated::Awaiting => add(&view.words.awaits_vote(title), &mut joined),
                Seated::AwaitingReason => add(&view.words.awaits_reason(title), &mut joined),
            }
        }
        Value::Made(joined)
    }

    fn notes(self) -> Value<'v> {
        let (scheme, nominee, place) = match self {
            Self::Judged(scheme, nominee, place) => (scheme, nominee, place),
            Self::LeftOut(_, words, row) => return Value::Made(skipped(words, row)),
        };
        let view = scheme.view;
        let mut joined = String::new();
        let reasons = view.judged[nominee].reasons();
        if !reasons.is_empty() {
            add(&view.reasons(reasons), &mut joined);
        }
        if let Some((_, place)) = place {
            tell_notes(view, place, &mut |note| add(note, &mut joined));
        } else {
            let ruled = view.ruled(nominee);
            ruled.iter().for_each(|said| add(said, &mut joined));
        }
        let told = scheme.told.get(&nominee).into_iter().flatten();
        told.for_each(|said| add(said, &mut joined));
        Value::Made(joined)
    }
}

/// Adds a piece to a cell, parted from those before.
fn add(piece: &str, joined: &mut String) {
    if !piece.is_empty() && !joined.is_empty() {
        joined.push_str("; ");
    }
    joined.push_str(piece);
}
