//! What templates may name: the period, the lists, the awards and who is proposed, in words of one
//! language. Everything is text; a blank to fill in is in place of what is not known.

use serde_json::{Value as Json, json};

use super::head::{BLANK, Heads};
use super::input::Input;
use super::markup::Pieces;
use super::{reinspection, synthesis, tables};
use crate::commendation::AwardProposal;
use crate::office::Paper;
use crate::report::context::Context;
use crate::report::criteria::Criteria;
use crate::report::names;
use crate::report::options::Options;
use crate::report::page::Block;
use crate::report::sheet::Sheet;
use crate::report::terms::capital;
use crate::report::words::Words;
use crate::scheme::Subject;

/// A text, or a blank to fill in.
fn or_blank(text: Option<&str>) -> &str {
    text.filter(|text| !text.trim().is_empty()).unwrap_or(BLANK)
}

/// What the templates of a paper may name.
pub(super) fn values(
    input: &Input<'_>,
    heads: &Heads<'_>,
    options: &Options,
    pieces: &mut Pieces,
) -> Json {
    let ranking = &input.proposal.ranking;
    // A score sheet says all that a paper of single nominees names.
    let paper = heads.entry.paper;
    let views = if heads.entry.is_of_one() || paper == Paper::Criteria {
        Vec::new()
    } else {
        Context::all(input.proposal, options)
    };
    let summary = &input.summary;
    let head = input.office.head(paper, None).0;
    let criteria = match paper {
        Paper::Criteria => Criteria::of(input.proposal).blocks(options.locale),
        _ => Vec::new(),
    };
    let schemes: Vec<Json> = views
        .iter()
        .map(|view| scheme(view, heads, pieces))
        .collect();
    let awards = schemes
        .iter()
        .filter_map(|scheme| scheme["awards"].as_array());
    let awards: Vec<Json> = awards.flatten().cloned().collect();
    let words = Words::of(options.locale);
    let describe = &heads.office.describe;
    let synthesis = (paper == Paper::Synthesis)
        .then(|| synthesis::values(&views, summary, describe, input.before, words, pieces));
    let reinspection = (paper == Paper::ReInspection)
        .then(|| reinspection::values(&views, heads.office, words, pieces));
    let to = match head.to.is_empty() {
        true => vec![BLANK.to_owned()],
        false => head.to,
    };
    json!({
        "period": period(&ranking.evaluation.roster.period, heads),
        "head": heads.values(None),
        "issuer": or_blank(head.issuer.as_deref()),
        "to": to,
        "bases": head.bases,
        "criteria": pieces.keep(criteria),
        "nominated": summary.nominated,
        "ranked": summary.count(crate::evaluation::Status::Ranked),
        "proposed": summary.proposed,
        "matters": summary.matters(options),
        "schemes": schemes,
        "awards": awards,
        "sheets": sheets(input, heads, options, pieces),
        "synthesis": synthesis,
        "reinspection": reinspection,
    })
}

fn period(period: &crate::period::Period, heads: &Heads<'_>) -> Json {
    let meeting = &period.meeting;
    let council = period.council();
    let people = |count: Option<u32>| count.map_or_else(|| BLANK.to_owned(), |it| it.to_string());
    let members = (council > 0).then_some(council);
    let absent = meeting
        .present
        .and_then(|present| council.checked_sub(present));
    let roll = period.members.iter().zip(1..).map(|(member, no)| {
        json!({
            "no": no,
            "name": member.name,
            "unit": member.unit.as_deref().unwrap_or_default(),
        })
    });
    json!({
        "name": period.name.as_deref().unwrap_or_else(|| heads.locale.of("Kỳ xét", "Review")),
        "year": heads.year,
        "date": heads.locale.date(period.date),
        "start": period.start.map_or_else(|| BLANK.to_owned(), |day| heads.locale.date(day)),
        "end": period.end.map_or_else(|| BLANK.to_owned(), |day| heads.locale.date(day)),
        "meeting": {
            "day": heads.day(meeting.date),
            "place": or_blank(meeting.place.as_deref()),
            "chair": or_blank(meeting.chair.as_deref()),
            "secretary": or_blank(meeting.secretary.as_deref()),
            "members": people(members),
            "summoned": people(Some(period.summoned()).filter(|count| *count > 0)),
            "present": people(meeting.present),
            "absent": people(absent),
            "roll": roll.collect::<Vec<_>>(),
        },
    })
}

fn scheme(view: &Context<'_>, heads: &Heads<'_>, pieces: &mut Pieces) -> Json {
    let is_ranking = heads.entry.paper == Paper::Ranking;
    let mut lists = Vec::new();
    for list in view.lists.iter().filter(|list| !list.places.is_empty()) {
        let title = view.list_title(list);
        let details = if is_ranking {
            tables::details(view, list)
        } else {
            Vec::new()
        };
        lists.push(json!({
            "title": if title.is_empty() { view.words.places().to_owned() } else { title },
            "count": list.places.len(),
            "people": list.places.iter().zip(1..).map(|(place, no)| {
                let mut one = person(view, place.nominee, no, &[]);
                one["rank"] = place.rank.into();
                one
            }).collect::<Vec<_>>(),
            "table": pieces.keep_table(crate::report::lists::places(view, list)),
            "details": details.into_iter().map(|(title, it)| json!({
                "title": title,
                "table": pieces.keep_table(it),
            })).collect::<Vec<_>>(),
        }));
    }
    let unranked = crate::report::lists::unranked(view);
    let awards: Vec<Json> = view
        .awards
        .iter()
        .map(|proposal| award(view, proposal, heads, pieces))
        .collect();
    let bases = view.scheme().basis.iter();
    json!({
        "id": view.scheme().id,
        "title": view.text(&view.scheme().title),
        "bases": bases.map(|basis| view.text(basis)).collect::<Vec<_>>(),
        "lists": lists,
        "unranked": { "count": unranked.rows.len(), "table": pieces.keep_table(unranked) },
        "awards": awards,
    })
}

fn award(
    view: &Context<'_>,
    proposal: &AwardProposal,
    heads: &Heads<'_>,
    pieces: &mut Pieces,
) -> Json {
    let award = &view.scheme().awards[proposal.award];
    let title = view.text(&award.title);
    let mut groups = Vec::new();
    for subject in [Subject::Collective, Subject::Individual, Subject::Household] {
        let seats: Vec<usize> = proposal
            .proposed
            .iter()
            .map(|seat| seat.nominee)
            .filter(|nominee| view.judged[*nominee].subject() == subject)
            .collect();
        if seats.is_empty() {
            continue;
        }
        let people: Vec<Json> = seats
            .iter()
            .zip(1..)
            .map(|(nominee, no)| person(view, *nominee, no, &heads.office.describe))
            .collect();
        groups.push(json!({
            "title": capital(view.text(&subject.text())),
            "count": seats.len(),
            "people": people,
            "table": pieces.keep_table(tables::names(view, &seats, title)),
        }));
    }
    let votes = tables::votes(view, proposal);
    json!({
        "id": award.id,
        "head": heads.values(Some(&award.id)),
        "title": title,
        "scheme": view.text(&view.scheme().title),
        "basis": award.basis.as_ref().map(|basis| view.text(basis)),
        "proposed": proposal.proposed.len(),
        "groups": groups,
        "quotas": crate::report::awards::quotas(view, proposal),
        "conditions": view.composition(proposal),
        "open": crate::report::awards::open(view, proposal),
        "is_voted": award.vote.is_some(),
        "candidates": proposal.votes.len(),
        "votes": pieces.keep_table(votes),
        "ballot": pieces.keep_table(tables::ballot(view, proposal)),
    })
}

/// Somebody proposed, and what it did.
fn person(view: &Context<'_>, nominee: usize, no: usize, describe: &[String]) -> Json {
    let one = &view.judged[nominee];
    json!({
        "no": no,
        "name": one.name(),
        "unit": one.unit().unwrap_or_default(),
        "field": one.field().map_or("", |field| names::field(field, view.locale)),
        "points": one.total().map_or_else(String::new, |total| view.points(total)),
        "class": view.class(one.class()),
        "described": view.described(nominee, describe, true),
    })
}

/// The score sheets that a paper shows: of one nominee, or of everybody.
fn sheets(
    input: &Input<'_>,
    heads: &Heads<'_>,
    options: &Options,
    pieces: &mut Pieces,
) -> Vec<Json> {
    if !heads.entry.is_of_one() {
        return Vec::new();
    }
    let own = Options {
        is_own: heads.entry.paper == Paper::Letter,
        ..*options
    };
    let schemes = &input.proposal.ranking.evaluation.schemes;
    let mut sheets = Vec::new();
    for (scheme_at, scheme) in schemes.iter().enumerate() {
        let is_wanted = |one: &usize| input.nominee.is_none_or(|it| it == (scheme_at, *one));
        let mut wanted = (0..scheme.judged.len()).filter(is_wanted).peekable();
        if wanted.peek().is_none() {
            continue;
        }
        let view = Context::of(input.proposal, scheme_at, &own);
        sheets.extend(wanted.map(|one| sheet(&Sheet::in_context(&view, one), &own, pieces)));
    }
    sheets
}

/// A score sheet, and what the template inserts of it.
fn sheet(sheet: &Sheet, options: &Options, pieces: &mut Pieces) -> Json {
    // The paper has its own title.
    let blocks = crate::report::page::Report::page(sheet, options).blocks;
    let blocks = blocks
        .into_iter()
        .filter(|it| !matches!(it, Block::Title(_)));
    json!({
        "id": sheet.id,
        "name": sheet.name,
        "unit": or_blank(sheet.unit.as_deref()),
        "total": sheet.total.as_ref().map(|total| options.locale.number(total)),
        "status": sheet.status_text,
        "body": pieces.keep(blocks.collect()),
    })
}
