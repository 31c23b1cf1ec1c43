//! Those who mark, compared with each other, for people and machines.

mod page;

pub(super) use page::{becomes, standing};

use serde::Serialize;
use serde_json::{Map, Value};

use super::context::Context;
use super::options::Options;
use crate::commendation::Awaited;
use crate::markers::{Change, MarkerFigures, Markers};
use crate::number::Number;
use crate::ranking::List;
use crate::standing::{Seat, Stands};

/// Those who mark, in the words of one language.
#[derive(Debug, Serialize)]
pub(super) struct Comparison {
    panels: Vec<PanelReport>,
    /// The stages in which nobody marks beside another.
    #[serde(skip)]
    alone: Vec<String>,
    without: Vec<WithoutReport>,
}

/// A stage in which several people mark.
#[derive(Debug, Serialize)]
struct PanelReport {
    scheme: String,
    #[serde(skip)]
    scheme_title: String,
    stage: String,
    #[serde(skip)]
    stage_title: String,
    markers: Vec<MarkerReport>,
}

/// How one of them marks.
#[derive(Debug, Serialize)]
struct MarkerReport {
    marker: String,
    marks: usize,
    mean: Option<String>,
    lowest: Option<String>,
    highest: Option<String>,
    spread: Option<String>,
    compared: usize,
    apart: Option<String>,
    recused: usize,
}

/// What would change without one of them.
#[derive(Debug, Serialize)]
struct WithoutReport {
    marker: String,
    changes: Vec<ChangeReport>,
}

/// Whose standing would change.
#[derive(Debug, Serialize)]
struct ChangeReport {
    scheme: String,
    #[serde(skip)]
    scheme_title: String,
    id: String,
    name: String,
    before: StandsReport,
    after: StandsReport,
}

/// Its standing.
#[derive(Debug, Serialize)]
pub(super) struct StandsReport {
    pub(super) status: &'static str,
    #[serde(skip)]
    pub(super) status_text: &'static str,
    pub(super) list: Map<String, Value>,
    #[serde(skip)]
    pub(super) list_title: String,
    pub(super) rank: Option<usize>,
    pub(super) total: Option<String>,
    pub(super) class: Option<String>,
    #[serde(skip)]
    pub(super) class_title: String,
    pub(super) awards: Map<String, Value>,
    /// Title and seat of each award.
    #[serde(skip)]
    pub(super) award_texts: Vec<(String, &'static str)>,
}

impl Comparison {
    pub(super) fn of(markers: &Markers<'_>, options: &Options) -> Self {
        let schemes = 0..markers.proposal.ranking.evaluation.schemes.len();
        let views: Vec<Context<'_>> = schemes
            .map(|at| Context::of(&markers.proposal, at, options))
            .collect();
        let stage = |(scheme, stage): (usize, usize)| {
            let view = &views[scheme];
            let model = &view.scheme().stages[stage];
            (model.id.clone(), view.text(&model.title).to_owned())
        };
        let panels = markers.panels.iter().map(|panel| {
            let view = &views[panel.scheme];
            let (id, title) = stage((panel.scheme, panel.stage));
            PanelReport {
                scheme: view.scheme().id.clone(),
                scheme_title: view.text(&view.scheme().title).to_owned(),
                stage: id,
                stage_title: title,
                markers: panel.markers.iter().map(marker).collect(),
            }
        });
        let without = markers.without.iter().map(|without| WithoutReport {
            marker: without.marker.to_string(),
            changes: without
                .changes
                .iter()
                .map(|one| change(&views[one.scheme], one))
                .collect(),
        });
        Self {
            panels: panels.collect(),
            alone: markers.alone.iter().map(|at| stage(*at).1).collect(),
            without: without.collect(),
        }
    }
}

fn marker(figures: &MarkerFigures) -> MarkerReport {
    let points = |points: Option<&Number>| points.map(ToString::to_string);
    let range = figures.range.as_ref();
    MarkerReport {
        marker: figures.marker.to_string(),
        marks: figures.marks,
        mean: figures.mean.as_ref().map(two_digits),
        lowest: points(range.map(|(lowest, _)| lowest)),
        highest: points(range.map(|(_, highest)| highest)),
        spread: range.and_then(|(lowest, highest)| Some(highest.subtract(lowest)?.to_string())),
        compared: figures.compared,
        apart: figures.apart.as_ref().map(two_digits),
        recused: figures.recused,
    }
}

/// A rounded mean with its two digits.
fn two_digits(mean: &Number) -> String {
    mean.to_fixed(2)
}

fn change(view: &Context<'_>, change: &Change) -> ChangeReport {
    let nominee = &view.judged[change.nominee];
    ChangeReport {
        scheme: view.scheme().id.clone(),
        scheme_title: view.text(&view.scheme().title).to_owned(),
        id: nominee.id().to_owned(),
        name: nominee.name().to_owned(),
        before: stands(view, &change.before),
        after: stands(view, &change.after),
    }
}

pub(super) fn stands(view: &Context<'_>, stands: &Stands) -> StandsReport {
    let scheme = view.scheme();
    let key = stands.place.iter().flat_map(|(key, _)| key);
    let list = key.map(|key| (key.name.clone(), key.value.as_str().into()));
    let title = stands.place.as_ref().map(|(key, _)| {
        view.list_title(&List {
            key: key.clone(),
            places: Vec::new(),
        })
    });
    let awards = stands.awards.iter();
    let words = awards
        .clone()
        .map(|(award, seat)| (scheme.awards[*award].id.clone(), seat.word().into()));
    let texts = awards.map(|(award, seat)| {
        let said = match seat {
            Seat::Proposed => view.words.proposed(),
            Seat::Contested => view.words.is_contested(),
            Seat::Awaiting(Awaited::Vote(_)) => view.words.is_awaiting(),
            Seat::Awaiting(Awaited::Reason) => view.words.is_awaiting_reason(),
        };
        (view.text(&scheme.awards[*award].title).to_owned(), said)
    });
    StandsReport {
        status: stands.status.word(),
        status_text: view.status(stands.status),
        list: list.collect(),
        list_title: title.unwrap_or_default(),
        rank: stands.place.as_ref().map(|(_, rank)| *rank),
        total: stands.total.as_ref().map(|total| view.exact(total)),
        class: stands.class.map(|class| scheme.classes[class].id.clone()),
        class_title: view.class(stands.class).to_owned(),
        awards: words.collect(),
        award_texts: texts.collect(),
    }
}
