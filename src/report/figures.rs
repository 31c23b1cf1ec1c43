//! What the pictures of a ranking show: how many have each class and each number of points.

use super::context::Context;
use super::ranking::{list_name, ranked_lists};
use crate::evaluation::{Mark, Status};
use crate::number::Number;
use crate::scheme::CriterionKind;

/// More lists than these are counted together.
const MOST_LISTS: usize = 6;

/// The most intervals of points.
const MOST_INTERVALS: usize = 10;

/// How many there are of something in each class, best first; the last have none.
pub(super) type ByClass = Vec<usize>;

/// The titles of a scheme's classes, best first; then what those without one are called.
pub(super) fn class_titles(view: &Context<'_>) -> Vec<String> {
    let classes = 0..view.scheme().classes.len();
    let titles = classes.map(|at| view.class(Some(at)).to_owned());
    titles
        .chain([view.words.no_class_column().to_owned()])
        .collect()
}

/// How many of each list have each class; of very many lists, of all together.
pub(super) fn classes(view: &Context<'_>) -> Vec<(String, ByClass)> {
    let empty = vec![0; view.scheme().classes.len() + 1];
    let lists = ranked_lists(view).map(|list| {
        let mut counts = empty.clone();
        for place in &list.places {
            counts[class(view, place.nominee)] += 1;
        }
        (list_name(view, list), counts)
    });
    let lists: Vec<_> = lists.collect();
    if lists.len() <= MOST_LISTS {
        return lists;
    }
    let whole = lists.iter().fold(empty, |mut whole, (_, counts)| {
        whole
            .iter_mut()
            .zip(counts)
            .for_each(|(sum, count)| *sum += count);
        whole
    });
    vec![(view.words.all_lists().to_owned(), whole)]
}

/// The class of a nominee as a place among the classes; the last is for none.
fn class(view: &Context<'_>, nominee: usize) -> usize {
    let none = view.scheme().classes.len();
    view.judged[nominee].class().unwrap_or(none)
}

/// An interval of points, and how many have a total in it, by class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Interval {
    /// Its lower end, which is in it.
    pub(super) from: Number,
    /// Its upper end, which is in it only where no interval follows.
    pub(super) to: Number,
    /// How many have such a total.
    pub(super) counts: ByClass,
}

/// The totals of all who are ranked in intervals of one round width.
pub(super) fn totals(view: &Context<'_>) -> Vec<Interval> {
    let ranked = view.judged.iter().enumerate();
    let ranked = ranked.filter(|(_, one)| one.status() == Status::Ranked);
    let totals: Vec<(usize, &Number)> = ranked
        .filter_map(|(at, one)| Some((at, one.total()?)))
        .collect();
    let values = totals.iter().map(|(_, total)| *total);
    let (Some(least), Some(most)) = (values.clone().min(), values.max()) else {
        return Vec::new();
    };
    let Some((first, width, count)) = widths().find_map(|width| {
        let first = least.divide(&width)?.floor().multiply(&width)?;
        let count = most.subtract(&first)?.divide(&width)?.floor().to_usize()? + 1;
        (count <= MOST_INTERVALS).then_some((first, width, count))
    }) else {
        return Vec::new();
    };
    let classes = view.scheme().classes.len() + 1;
    let edge = |at: usize| first.add(&width.multiply(&at.into())?);
    let intervals = (0..count).map(|at| {
        Some(Interval {
            from: edge(at)?,
            to: edge(at + 1)?,
            counts: vec![0; classes],
        })
    });
    let mut intervals: Vec<Interval> = intervals.flatten().collect();
    for (nominee, total) in totals {
        let mut above = intervals.iter_mut().rev();
        if let Some(interval) = above.find(|interval| interval.from <= *total) {
            interval.counts[class(view, nominee)] += 1;
        }
    }
    intervals
}

/// Round widths, the narrowest first.
fn widths() -> impl Iterator<Item = Number> {
    let digits = [1_i64, 2, 5];
    (0..24_u32).flat_map(move |power| {
        digits.into_iter().filter_map(move |digit| {
            let ten = Number::from(10_i64).pow(&Number::from(i64::from(power)))?;
            // From a hundredth on.
            Number::from(digit)
                .multiply(&ten)?
                .divide(&Number::from(100_i64))
        })
    })
}

/// What a criterion brings to those who are ranked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct OfCriterion {
    /// The most that its paper gives.
    pub(super) max: Number,
    pub(super) least: Number,
    /// Rounded as points are.
    pub(super) mean: Number,
    pub(super) most: Number,
}

/// The criteria that add points, by index, in their order; without those that nobody was marked by.
pub(super) fn criteria(view: &Context<'_>) -> Vec<(usize, OfCriterion)> {
    let rows = view.scheme().criteria.iter();
    let rows = rows.map(|row| {
        let adds = matches!(row.kind, CriterionKind::Scored | CriterionKind::Bonus);
        row.max.clone().filter(|max| adds && max.is_positive())
    });
    let rows: Vec<Option<Number>> = rows.collect();
    let mut points: Vec<Vec<Number>> = vec![Vec::new(); rows.len()];
    for at in 0..view.judged.len() {
        if view.judged[at].status() != Status::Ranked {
            continue;
        }
        let sheet = view.sheet(at);
        for (own, mark) in points.iter_mut().zip(&sheet.marks) {
            own.extend(Mark::points(mark).cloned());
        }
    }
    let digits = view.scheme().points.round.digits;
    let figures = rows.into_iter().zip(points).enumerate();
    let figures = figures.filter_map(|(at, (max, points))| {
        let mean = Number::sum(&points)?.divide(&points.len().into())?;
        let figures = OfCriterion {
            max: max?,
            least: points.iter().min()?.clone(),
            mean: mean.round(digits),
            most: points.iter().max()?.clone(),
        };
        Some((at, figures))
    });
    figures.collect()
}
