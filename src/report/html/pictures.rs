//! The pictures of a ranking: totals, criteria, moves from the first stage to the last, markers.

use super::svg::{Anchor, Picture, Scale, colour};
use crate::markers::Panel;
use crate::number::Number;
use crate::report::context::Context;
use crate::report::figures::{self, Interval};

/// The width of a picture.
const WIDTH: i64 = 640;

/// How many moves are drawn.
const MOST_MOVES: usize = 20;

/// All pictures of a scheme that have something to show.
pub(super) fn of_scheme(view: &Context<'_>, panels: &[Panel]) -> String {
    let own = panels.iter().filter(|panel| panel.scheme == view.index);
    let markers = own.filter_map(|panel| markers(view, panel));
    let pictures = [totals(view), criteria(view), moves(view)];
    let pictures: String = pictures.into_iter().flatten().chain(markers).collect();
    match pictures.is_empty() {
        true => pictures,
        false => format!("<div class=\"pictures\">{pictures}</div>\n"),
    }
}

/// How many have how many points, by class.
fn totals(view: &Context<'_>) -> Option<String> {
    const TOP: i64 = 24;
    const GROUND: i64 = 230;
    let words = view.words;
    let intervals = figures::totals(view);
    let sum = |one: &Interval| one.counts.iter().sum::<usize>();
    let most = intervals.iter().map(sum).max()?;
    let titles = figures::class_titles(view);
    let mut picture = Picture::new(WIDTH, 270, words.by_total());
    let scale = Scale::new(&Number::ZERO, &most.into(), 0, GROUND - TOP)?;
    let count = i64::try_from(intervals.len()).ok()?;
    let (left, step) = (10, (WIDTH - 20) / count);
    picture.line((left, GROUND), (WIDTH - 10, GROUND), "axis");
    for (at, one) in (0_i64..).zip(&intervals) {
        let x = left + at * step + step / 10;
        let (from, to) = (view.number(&one.from), view.number(&one.to));
        let name = words.interval(&from, &to, at + 1 == count);
        let mut below = 0_usize;
        for (class, people) in one
            .counts
            .iter()
            .enumerate()
            .filter(|(_, people)| **people > 0)
        {
            let (high, low) = (scale.at(&(below + people).into()), scale.at(&below.into()));
            let said = format!("{name}, {}: {}", titles[class], words.people(*people));
            let size = (step * 8 / 10, high - low - 1);
            picture.bar((x, GROUND - high), size, colour(class), &said);
            below += people;
        }
        if below > 0 {
            let top = GROUND - scale.at(&below.into()) - 6;
            picture.text(
                (x + step * 4 / 10, top),
                Anchor::Middle,
                &below.to_string(),
                6,
            );
        }
        picture.text((left + at * step, GROUND + 19), Anchor::Middle, &from, 6);
        if at + 1 == count {
            picture.text((left + count * step, GROUND + 19), Anchor::Middle, &to, 6);
        }
    }
    picture.text((WIDTH / 2, GROUND + 38), Anchor::Middle, words.total(), 40);
    let shown = |at: &usize| intervals.iter().any(|one| one.counts[*at] > 0);
    let legend = (0..titles.len()).filter(shown);
    let legend: Vec<_> = legend.map(|at| (colour(at), titles[at].clone())).collect();
    Some(picture.figure(words.by_total(), &legend, ""))
}

/// What each criterion brings: the mean of all, between the least and the most.
fn criteria(view: &Context<'_>) -> Option<String> {
    const ROW: i64 = 26;
    const NAMES: i64 = 264;
    let words = view.words;
    let rows = figures::criteria(view);
    rows.first()?;
    let height = i64::try_from(rows.len()).ok()? * ROW + 24;
    let mut picture = Picture::new(WIDTH, height, words.by_criterion());
    for (at, (criterion, points)) in (0_i64..).zip(&rows) {
        let y = at * ROW + 16;
        let row = &view.scheme().criteria[*criterion];
        let no = row.no.as_deref().unwrap_or(&row.id);
        let title = format!("{no}. {}", view.text(&row.title));
        picture.text((NAMES - 10, y + 5), Anchor::End, &title, 34);
        let scale = Scale::new(&Number::ZERO, &points.max, NAMES, WIDTH - NAMES - 88)?;
        let end = scale.at(&points.max);
        picture.line((NAMES, y), (end, y), "whole");
        let said = words.least_mean_most(
            &view.points(&points.least),
            &view.points(&points.mean),
            &view.points(&points.most),
            &view.number(&points.max),
        );
        let said = format!("{title}: {said}");
        picture.line(
            (scale.at(&points.least), y),
            (scale.at(&points.most), y),
            "range",
        );
        picture.dot((scale.at(&points.mean), y), "mean", &said);
        let mean = format!("{}/{}", view.points(&points.mean), view.number(&points.max));
        picture.text((WIDTH, y + 5), Anchor::End, &mean, 14);
    }
    Some(picture.figure(words.by_criterion(), &[], words.how_to_read_criteria()))
}

/// From the first stage to what counts, the greatest moves first.
fn moves(view: &Context<'_>) -> Option<String> {
    const ROW: i64 = 26;
    const NAMES: i64 = 264;
    let words = view.words;
    let (at, stage) = view
        .other_stages()
        .into_iter()
        .next()
        .filter(|(at, _)| *at == 0)?;
    let mut moves: Vec<(usize, Number, &Number, &Number)> = (0..view.judged.len())
        .filter_map(|nominee| {
            let one = &view.judged[nominee];
            let (own, total) = (one.stage_total(at)?, one.total()?);
            Some((nominee, view.inflation(nominee)?, own, total))
        })
        .filter(|(_, by, ..)| !by.is_zero())
        .collect();
    moves.sort_by_key(|(nominee, by, ..)| (std::cmp::Reverse(by.abs()), *nominee));
    let left = moves.len().saturating_sub(MOST_MOVES);
    moves.truncate(MOST_MOVES);
    let ends = moves.iter().flat_map(|(_, _, own, total)| [*own, *total]);
    let (least, most) = (ends.clone().min()?, ends.max()?);
    let scale = Scale::new(&least.floor(), &most.ceil(), NAMES + 8, WIDTH - NAMES - 90)?;
    let height = i64::try_from(moves.len()).ok()? * ROW + 10;
    let title = words.moves(view.text(&stage.title));
    let mut picture = Picture::new(WIDTH, height, &title);
    for (row, (nominee, by, own, total)) in (0_i64..).zip(&moves) {
        let y = row * ROW + 16;
        let name = view.judged[*nominee].name();
        picture.text((NAMES - 10, y + 5), Anchor::End, name, 34);
        let (from, to) = (scale.at(own), scale.at(total));
        let said = format!("{name}: {} → {}", view.points(own), view.points(total));
        let class = if by.is_positive() {
            "lowered"
        } else {
            "raised"
        };
        picture.line((from, y), (to, y), class);
        picture.dot((from, y), "before", &said);
        picture.dot((to, y), "after", &said);
        let by = view.locale.number(view.apart(&by.negate()));
        picture.text((WIDTH, y + 5), Anchor::End, &by, 12);
    }
    let legend = [
        ("#b9c1c9", view.text(&stage.title).to_owned()),
        (colour(0), words.what_counts().to_owned()),
    ];
    let note = match left {
        0 => String::new(),
        left => words.more_moves(left),
    };
    Some(picture.figure(&title, &legend, &note))
}

/// How far those who mark lie above or below the others on the same rows, in the mean.
fn markers(view: &Context<'_>, panel: &Panel) -> Option<String> {
    const ROW: i64 = 28;
    const NAMES: i64 = 200;
    let words = view.words;
    let apart = panel
        .markers
        .iter()
        .filter_map(|one| Some((one, one.apart.as_ref()?)));
    let apart: Vec<_> = apart.collect();
    let widest = apart.iter().map(|(_, by)| by.abs()).max()?;
    let widest = widest.max(Number::from(1_i64));
    let scale = Scale::new(&widest.negate(), &widest, NAMES + 20, WIDTH - NAMES - 100)?;
    let height = i64::try_from(apart.len()).ok()? * ROW + 30;
    let stage = &view.scheme().stages[panel.stage];
    let title = words.markers_apart(view.text(&stage.title));
    let mut picture = Picture::new(WIDTH, height, &title);
    let middle = scale.at(&Number::ZERO);
    picture.line((middle, 4), (middle, height - 24), "axis");
    picture.text(
        (middle, height - 6),
        Anchor::Middle,
        words.like_the_others(),
        40,
    );
    for (row, (marker, by)) in (0_i64..).zip(&apart) {
        let y = row * ROW + 16;
        picture.text((NAMES, y + 4), Anchor::End, &marker.marker, 28);
        let sign = if by.is_positive() { "+" } else { "" };
        let by_text = view.locale.number(format!("{sign}{}", by.to_fixed(2)));
        let said = format!(
            "{}: {by_text} ({})",
            marker.marker,
            words.marks_compared(marker.compared)
        );
        picture.line((middle, y), (scale.at(by), y), "range");
        picture.dot((scale.at(by), y), "mean", &said);
        picture.text((WIDTH, y + 5), Anchor::End, &by_text, 12);
    }
    Some(picture.figure(&title, &[], words.how_to_read_markers()))
}
