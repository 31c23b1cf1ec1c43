//! What nominees came to: totals list by list, classes, criteria by the share of their maximum, and
//! the models of those who are proposed.

use std::collections::BTreeSet;

use serde_json::{Value as Json, json};

use crate::evaluation::{Outcome, Status};
use crate::number::{self, Number};
use crate::ranking::List;
use crate::report::context::Context;
use crate::report::names;
use crate::report::page::{Columns, Table};
use crate::report::papers::head::BLANK;
use crate::report::papers::markup::Pieces;
use crate::report::papers::tables::share;
use crate::report::words::Words;
use crate::scheme::{Criterion, CriterionKind};

/// So many criteria are named at either end.
const AT_EITHER_END: usize = 5;

/// The totals of a list.
struct Spread<'v> {
    view: &'v Context<'v>,
    list: &'v List,
    /// Ascending.
    totals: Vec<&'v Number>,
}

impl Spread<'_> {
    fn median(&self) -> Option<Number> {
        let half = self.totals.len() / 2;
        let upper = *self.totals.get(half)?;
        match self.totals.len() % 2 {
            0 => self.totals[half - 1]
                .add(upper)?
                .divide(&Number::from(2_i64)),
            _ => Some(upper.clone()),
        }
    }

    /// A number with the scheme's digits, two at least.
    fn exact(&self, number: &Number) -> String {
        number.to_fixed(self.view.scheme().points.round.digits.max(2))
    }
}

/// The mean of some totals; `None` where there are none.
pub(super) fn mean(totals: &[&Number]) -> Option<Number> {
    let sum = Number::sum(totals.iter().copied())?;
    sum.divide(&Number::from(totals.len()))
}

/// Mean and spread of the totals, list by list; a scheme of several lists is named above them.
pub(super) fn lists(views: &[Context<'_>], words: Words) -> Table {
    let mut spreads = Vec::new();
    for view in views {
        for list in view.lists {
            let places = list.places.iter();
            let totals = places.filter_map(|place| view.judged[place.nominee].total());
            let mut totals: Vec<_> = totals.collect();
            totals.sort();
            if !totals.is_empty() {
                spreads.push(Spread { view, list, totals });
            }
        }
    }
    let mut rows = Vec::new();
    for of_scheme in spreads.chunk_by(|one, next| one.view.index == next.view.index) {
        let scheme = of_scheme[0].view.text(&of_scheme[0].view.scheme().title);
        let is_parted = !of_scheme[0].view.scheme().ranking.lists.is_empty();
        rows.extend(is_parted.then(|| (scheme.to_owned(), None)));
        rows.extend(of_scheme.iter().map(|it| match is_parted {
            true => (it.view.list_title(it.list), Some(it)),
            false => (scheme.to_owned(), Some(it)),
        }));
    }
    let exact = |it: &Spread<'_>, number: Option<Number>| Some(it.exact(&number?));
    Columns::of(&rows)
        .words(words.list(), |(title, _)| title)
        .number(words.ranked_count(), |(_, it)| {
            Some(it.as_ref()?.totals.len())
        })
        .number(words.mean_of_totals(), |(_, it)| {
            exact((*it)?, mean(&(*it)?.totals))
        })
        .number(words.median_of_totals(), |(_, it)| {
            exact((*it)?, (*it)?.median())
        })
        .number(words.lowest(), |(_, it)| {
            Some((*it)?.exact((*it)?.totals.first()?))
        })
        .number(words.highest(), |(_, it)| {
            Some((*it)?.exact((*it)?.totals.last()?))
        })
        .number(words.highest_less_lowest(), |(_, it)| {
            let totals = &(*it)?.totals;
            exact((*it)?, totals.last()?.subtract(totals.first()?))
        })
        .strong(|(_, it)| it.is_none())
        .table()
}

/// How many of those ranked have each class, below the name of each scheme.
pub(super) fn classes(views: &[Context<'_>], words: Words) -> Table {
    let mut rows = Vec::new();
    for view in views
        .iter()
        .filter(|view| !view.scheme().classes.is_empty())
    {
        let ranked = view.judged.iter();
        let ranked: Vec<_> = ranked
            .filter(|one| one.status() == Status::Ranked)
            .collect();
        rows.push((
            view.text(&view.scheme().title),
            ranked.len(),
            ranked.len(),
            true,
        ));
        let classes = (0..view.scheme().classes.len()).map(Some).chain([None]);
        for class in classes {
            let count = ranked.iter().filter(|one| one.class() == class).count();
            let title = match class {
                Some(_) => view.class(class),
                None => words.status_of(Status::Unclassified),
            };
            if class.is_some() || count > 0 {
                rows.push((title, count, ranked.len(), false));
            }
        }
    }
    Columns::of(&rows)
        .words(words.class(), |(title, ..)| *title)
        .number(words.ranked_count(), |(_, count, ..)| *count)
        .number(words.share_in_percent(), |(_, count, of, _)| {
            share(&Number::from(*count), &Number::from(*of))
        })
        .strong(|(.., is_scheme)| *is_scheme)
        .table()
}

/// What nominees got of a criterion on average.
struct Average<'v> {
    row: &'v Criterion,
    /// How many were marked by it.
    people: usize,
    /// How many got all of it.
    full: usize,
    /// The points of all; how many met a standard.
    sum: Number,
    /// The most that all could get.
    most: Number,
}

impl Average<'_> {
    /// The part of the most that was got.
    fn part(&self) -> Option<Number> {
        self.sum.divide(&self.most)
    }

    fn is_scored(&self) -> bool {
        self.row.kind == CriterionKind::Scored
    }
}

/// What everybody got of each criterion, lowest share first. A row that drops out or cannot be
/// computed is counted nowhere.
fn averages<'v>(view: &'v Context<'_>) -> Vec<Average<'v>> {
    let rows = view.scheme().criteria.iter();
    let none = |row| Average {
        row,
        people: 0,
        full: 0,
        sum: number::ZERO.clone(),
        most: number::ZERO.clone(),
    };
    let mut averages: Vec<_> = rows.map(none).collect();
    for sheet in view.evaluated.sheets(view.roster) {
        for (average, mark) in averages.iter_mut().zip(&sheet.marks) {
            let got = match (&mark.outcome, &average.row.max) {
                (Outcome::Points(points), Some(max)) if average.is_scored() => {
                    Some((points.clone(), max.clone()))
                }
                (Outcome::Met(met), _) => Some((Number::from(usize::from(*met)), Number::from(1))),
                _ => None,
            };
            if let Some((points, max)) = got {
                average.people += 1;
                average.full += usize::from(points >= max);
                average.sum = &average.sum + &points;
                average.most = &average.most + &max;
            }
        }
    }
    averages.retain(|it| it.most.is_positive());
    averages.sort_by_key(Average::part);
    averages
}

/// The criteria of a scheme of which least and most was got.
pub(super) fn criteria(view: &Context<'_>, pieces: &mut Pieces) -> Json {
    let averages = averages(view);
    let ends = AT_EITHER_END.min(averages.len().div_ceil(2));
    let weakest: Vec<_> = averages.iter().take(ends).collect();
    let strongest: Vec<_> = averages[ends..].iter().rev().take(ends).collect();
    json!({
        "title": view.text(&view.scheme().title),
        "count": averages.len(),
        "weakest": pieces.keep_table(table_of(view, &weakest)),
        "strongest": pieces.keep_table(table_of(view, &strongest)),
    })
}

fn table_of(view: &Context<'_>, averages: &[&Average<'_>]) -> Table {
    let words = view.words;
    let rows: Vec<_> = averages.iter().zip(1_usize..).collect();
    Columns::of(&rows)
        .number(words.no(), |(_, no)| *no)
        .words(words.content(), |(it, _)| {
            let title = view.text(&it.row.title);
            match &it.row.no {
                Some(no) => format!("{no}. {title}"),
                None => title.to_owned(),
            }
        })
        .number(words.max(), |(it, _)| match it.is_scored() {
            true => it.row.max.as_ref().map(Number::shown),
            false => Some(words.standard_met().to_owned()),
        })
        .number(words.mean_of_totals(), |(it, _)| {
            let mean = it.sum.divide(&Number::from(it.people))?;
            it.is_scored().then(|| mean.to_fixed(2))
        })
        .number(words.got_in_percent(), |(it, _)| share(&it.sum, &it.most))
        .number(words.got_full(), |(it, _)| {
            format!("{}/{}", it.full, it.people)
        })
        .words(words.basis(), |(it, _)| {
            Some(view.text(it.row.basis.as_ref()?))
        })
        .without_empty()
}

/// The models of those who are proposed, best first in each list: only of schemes that ask for what
/// describes a nominee, unless none does.
pub(super) fn models(views: &[Context<'_>], describe: &[String], words: Words) -> Table {
    let asks = |view: &Context<'_>| {
        let mut facts = view.scheme().facts.iter();
        facts.any(|fact| describe.contains(&fact.id))
    };
    let is_asked = views.iter().any(asks);
    let mut rows = Vec::new();
    for view in views.iter().filter(|view| !is_asked || asks(view)) {
        let seats = view.awards.iter().flat_map(|award| &award.proposed);
        let proposed: BTreeSet<usize> = seats.map(|seat| seat.nominee).collect();
        let places = view.lists.iter().flat_map(|list| &list.places);
        let places = places.filter(|place| proposed.contains(&place.nominee));
        rows.extend(places.map(|place| (view, place.nominee)));
    }
    let rows: Vec<_> = rows.into_iter().zip(1_usize..).collect();
    Columns::of(&rows)
        .number(words.no(), |(_, no)| *no)
        .words(words.model(), |((view, at), _)| {
            let described = view.described(*at, describe, describe.len() > 1);
            match described.is_empty() {
                true => BLANK.to_owned(),
                false => described,
            }
        })
        .words(words.nominee(), |((view, at), _)| view.judged[*at].name())
        .words(words.unit(), |((view, at), _)| view.judged[*at].unit())
        .words(words.field(), |((view, at), _)| {
            Some(names::field(view.judged[*at].field()?, view.locale))
        })
        .number(words.total(), |((view, at), _)| {
            Some(view.exact(view.judged[*at].total()?))
        })
        .words(words.class(), |((view, at), _)| {
            view.class(view.judged[*at].class())
        })
        .without_empty()
}
