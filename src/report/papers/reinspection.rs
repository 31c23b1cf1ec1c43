//! The plan of a re-inspection (phúc tra): whom, why, and what to look at.

use serde_json::{Value as Json, json};

use super::markup::Pieces;
use super::tables::answer;
use crate::evaluation::Status;
use crate::office::Office;
use crate::report::context::Context;
use crate::report::page::{Columns, Table};
use crate::report::reinspection::{Below, Reinspected, of_scheme};
use crate::report::sheet::{Reading, Sheet, Why};
use crate::report::words::Words;

/// What the template may name.
pub(super) fn values(
    views: &[Context<'_>],
    office: &Office,
    words: Words,
    pieces: &mut Pieces,
) -> Json {
    let of_view = |view| {
        of_scheme(view, office)
            .into_iter()
            .map(move |it| (view, it))
    };
    let all: Vec<(&Context<'_>, Reinspected)> = views.iter().flat_map(of_view).collect();
    let people: Vec<Json> = all
        .iter()
        .zip(1_usize..)
        .map(|((view, it), no)| {
            let one = &view.judged[it.nominee];
            json!({
                "no": no,
                "name": one.name(),
                "unit": one.unit().unwrap_or_default(),
                "scheme": view.text(&view.scheme().title),
                "points": one.total().map_or_else(String::new, |total| view.points(total)),
                "class": view.class(one.class()),
                "why": it.why.join("; "),
                "rows": pieces.keep_table(rows(view, it)),
            })
        })
        .collect();
    let open = [Status::Held, Status::Incomplete, Status::Failed].map(|status| {
        let judged = views.iter().flat_map(|view| view.judged);
        let count = judged.filter(|one| one.status() == status).count();
        (count > 0).then(|| format!("{count} {}", words.status_of(status)))
    });
    json!({
        "lines": views.iter().map(|view| line(view, office)).collect::<Vec<_>>(),
        "open": open.into_iter().flatten().collect::<Vec<_>>().join("; "),
        "people": people,
        "table": pieces.keep_table(whom(&all, words)),
    })
}

/// Below which line nominees of a scheme are re-inspected, in a sentence.
fn line(view: &Context<'_>, office: &Office) -> String {
    let (scheme, words) = (view.scheme(), view.words);
    let title = view.text(&scheme.title);
    match Below::of(office, scheme) {
        Below::Class(class) => words.reinspect_class(title, view.class(Some(class))),
        Below::Points(points) => words.reinspect_points(title, &view.number(&points)),
        Below::Lowest => match scheme.classes.len() {
            0 | 1 => words.reinspect_floors(title),
            count => words.reinspect_lowest(title, view.class(Some(count - 1))),
        },
    }
}

/// Everybody who is re-inspected, and why.
fn whom(all: &[(&Context<'_>, Reinspected)], words: Words) -> Table {
    let rows: Vec<_> = all.iter().zip(1_usize..).collect();
    Columns::of(&rows)
        .number(words.no(), |(_, no)| *no)
        .words(words.name(), |((view, it), _)| {
            view.judged[it.nominee].name()
        })
        .words(words.unit(), |((view, it), _)| {
            view.judged[it.nominee].unit()
        })
        .number(words.total(), |((view, it), _)| {
            Some(view.exact(view.judged[it.nominee].total()?))
        })
        .words(words.class(), |((view, it), _)| {
            view.class(view.judged[it.nominee].class())
        })
        .words(words.reason(), |((_, it), _)| it.why.join("; "))
        .without_empty()
}

/// The criteria in which somebody fell short.
fn rows(view: &Context<'_>, it: &Reinspected) -> Table {
    let (scheme, words) = (view.scheme(), view.words);
    let marks = view.sheet(it.nominee).marks;
    let sheet = Sheet::in_context(view, it.nominee);
    let why = |at: usize| -> Option<&Why> {
        let id = &scheme.criteria[at].id;
        let row = sheet.rows.iter().find(|row| row.id == *id);
        let standard = || sheet.standards.iter().find(|row| row.id == *id);
        row.map(|row| &row.why).or_else(|| Some(&standard()?.why))
    };
    let told = |reading: &Reading| format!("{}: {}", reading.label, reading.value);
    Columns::of(it.rows.iter().copied())
        .words(words.no(), |at| scheme.criteria[at].no.as_ref())
        .words(words.content(), |at| view.text(&scheme.criteria[at].title))
        .number(words.max(), |at| {
            match scheme.criteria[at].kind.has_points() {
                true => Some(view.exact(scheme.criteria[at].max.as_ref()?)),
                false => Some(words.standard_met().to_owned()),
            }
        })
        .number(words.total(), |at| answer(view, at, marks.get(at)?))
        .words(words.facts_read(), |at| {
            let why = why(at)?;
            let told = why
                .facts
                .iter()
                .map(told)
                .chain(why.remarks.iter().cloned());
            Some(told.collect::<Vec<_>>().join("\n"))
        })
        .words(words.evidence_to_see(), |at| {
            Some(view.text(scheme.criteria[at].evidence.as_ref()?))
        })
        .words(words.basis(), |at| {
            Some(view.text(scheme.criteria[at].basis.as_ref()?))
        })
        .without_empty()
}
