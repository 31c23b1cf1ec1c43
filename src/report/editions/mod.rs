//! Two editions of the criteria, compared, for people and machines.

mod page;
mod parts;

use serde::Serialize;

use super::context::Context;
use super::markers::{StandsReport, stands};
use super::options::Options;
use crate::commendation::Proposal;
use crate::editions::{Agreement, At, Cause, Editions, Move};
use crate::number::Number;

use parts::EditReport;

/// Two editions, in the words of one language.
#[derive(Debug, Serialize)]
pub(super) struct EditionsReport {
    edits: Vec<EditReport>,
    moves: Vec<MoveReport>,
    unmoved: usize,
    awards: Vec<AwardReport>,
    agreement: Vec<AgreementReport>,
}

/// Whose result is another.
#[derive(Debug, Serialize)]
struct MoveReport {
    scheme: String,
    #[serde(skip)]
    scheme_title: String,
    id: String,
    name: String,
    unit: String,
    before: Option<StandsReport>,
    after: Option<StandsReport>,
    by: Option<String>,
    causes: Vec<CauseReport>,
}

/// What makes up a difference of points.
#[derive(Debug, Serialize)]
struct CauseReport {
    criterion: Option<String>,
    /// What paper calls it.
    #[serde(skip)]
    no: Option<String>,
    by: String,
}

/// The proposals for an award under both editions.
#[derive(Debug, Serialize)]
struct AwardReport {
    scheme: String,
    award: String,
    #[serde(skip)]
    title: String,
    before: usize,
    after: usize,
    gained: Vec<String>,
    lost: Vec<String>,
}

/// How alike two orders are.
#[derive(Debug, Serialize)]
struct AgreementReport {
    scheme: String,
    #[serde(skip)]
    scheme_title: String,
    list: String,
    nominees: usize,
    spearman: Option<String>,
    weighted_spearman: Option<String>,
    ws: Option<String>,
}

impl AgreementReport {
    fn is_same_order(&self) -> bool {
        self.spearman.as_deref().is_none_or(|it| it == "1.0000")
    }
}

impl EditionsReport {
    pub(super) fn of(editions: &Editions<'_>, options: &Options) -> Self {
        let [old, new] = [editions.before, editions.after].map(|it| views(it, options));
        let moves = editions.moves.iter();
        let agreement = editions.agreements.iter();
        Self {
            edits: parts::edits(editions, options),
            moves: moves.map(|it| moved(it, &old, &new)).collect(),
            unmoved: editions.unmoved,
            awards: awards(&old, &new),
            agreement: agreement.map(|it| agreed(it, &new)).collect(),
        }
    }

    fn is_empty(&self) -> bool {
        self.edits.is_empty() && self.moves.is_empty()
    }
}

fn views<'p>(proposal: &'p Proposal<'p>, options: &Options) -> Vec<Context<'p>> {
    let schemes = 0..proposal.ranking.evaluation.schemes.len();
    schemes
        .map(|at| Context::of(proposal, at, options))
        .collect()
}

fn moved(it: &Move, old: &[Context<'_>], new: &[Context<'_>]) -> MoveReport {
    let view = |at: &Option<At>, views: &[Context<'_>]| {
        let at = at.as_ref()?;
        Some(stands(&views[at.scheme], &at.stands))
    };
    let scheme = match (&it.after, &it.before) {
        (Some(at), _) => Some(&new[at.scheme]),
        (None, Some(at)) => Some(&old[at.scheme]),
        (None, None) => None,
    };
    let by = |number: &Number| signed(number);
    let number = |id: &String| {
        let views = [&it.after, &it.before].into_iter().zip([new, old]);
        let schemes = views.filter_map(|(at, views)| Some(views[at.as_ref()?.scheme].scheme()));
        let mut rows = schemes.flat_map(|scheme| &scheme.criteria);
        let row = rows.find(|row| row.id == *id)?;
        Some(row.no.clone().unwrap_or_else(|| id.clone()))
    };
    let cause = |cause: &Cause| CauseReport {
        criterion: cause.criterion.clone(),
        no: cause.criterion.as_ref().and_then(number),
        by: by(&cause.by),
    };
    MoveReport {
        scheme: scheme.map_or_else(String::new, |view| view.scheme().id.clone()),
        scheme_title: scheme.map_or_else(String::new, |view| {
            view.text(&view.scheme().title).to_owned()
        }),
        id: it.id.clone(),
        name: it.name.clone(),
        unit: it.unit.clone(),
        before: view(&it.before, old),
        after: view(&it.after, new),
        by: it.by.as_ref().map(by),
        causes: it.causes.iter().map(cause).collect(),
    }
}

/// A difference with its sign.
fn signed(number: &Number) -> String {
    let sign = if number.is_positive() { "+" } else { "" };
    format!("{sign}{}", number.shown())
}

/// The awards of both editions, by scheme and id; where one has a single scheme, as they are called.
fn awards(old: &[Context<'_>], new: &[Context<'_>]) -> Vec<AwardReport> {
    let proposed = |view: &Context<'_>, at: usize| -> Vec<String> {
        let award = &view.awards[at];
        let ids = award.proposed.iter();
        ids.map(|it| view.judged[it.nominee].id().to_owned())
            .collect()
    };
    let all = |views: &[Context<'_>]| {
        let mut all = Vec::new();
        for view in views {
            for (at, award) in view.awards.iter().enumerate() {
                let model = &view.scheme().awards[award.award];
                let key = (view.scheme().id.clone(), model.id.clone());
                let title = view.text(&model.title).to_owned();
                all.push((key, title, proposed(view, at)));
            }
        }
        all
    };
    let (old, new) = (all(old), all(new));
    let is_single =
        |all: &[((String, String), String, Vec<String>)]| all.iter().all(|it| it.0.0 == all[0].0.0);
    let is_one_scheme = is_single(&old) && is_single(&new);
    let same =
        |a: &(String, String), b: &(String, String)| a.1 == b.1 && (a.0 == b.0 || is_one_scheme);
    let mut rows = Vec::new();
    for (key, title, now) in &new {
        let was = old.iter().find(|it| same(&it.0, key));
        let was = was.map_or(&[][..], |it| it.2.as_slice());
        rows.push(award(key, title, was, now));
    }
    for (key, title, was) in &old {
        if new.iter().all(|it| !same(&it.0, key)) {
            rows.push(award(key, title, was, &[]));
        }
    }
    rows
}

fn award(key: &(String, String), title: &str, was: &[String], now: &[String]) -> AwardReport {
    let less = |all: &[String], other: &[String]| -> Vec<String> {
        let only = all.iter().filter(|id| !other.contains(id));
        only.cloned().collect()
    };
    AwardReport {
        scheme: key.0.clone(),
        award: key.1.clone(),
        title: title.to_owned(),
        before: was.len(),
        after: now.len(),
        gained: less(now, was),
        lost: less(was, now),
    }
}

fn agreed(it: &Agreement, views: &[Context<'_>]) -> AgreementReport {
    let view = &views[it.scheme];
    let digits = |number: &Option<Number>| number.as_ref().map(|number| number.to_fixed(4));
    AgreementReport {
        scheme: view.scheme().id.clone(),
        scheme_title: view.text(&view.scheme().title).to_owned(),
        list: view.list_title(&view.lists[it.list]),
        nominees: it.nominees,
        spearman: digits(&it.spearman),
        weighted_spearman: digits(&it.weighted),
        ws: digits(&it.ws),
    }
}
