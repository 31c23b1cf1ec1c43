//! Rows that people mark by their judgement: "Hội đồng chấm từ 0 đến 12 điểm", "tùy mức độ, tối đa 5 điểm".

use super::how::{Asked, How, words};
use super::sentence::{self, Placed, Token};
use crate::locale::{Locale, Text};
use crate::number::Number;

/// Who marks.
const MARKERS: [&str; 7] = [
    "hoi dong",
    "nguoi cham",
    "giam khao",
    "to cham",
    "to tham dinh",
    "ban to chuc",
    "co quan tham dinh",
];

/// What they do.
const VERBS: [&str; 6] = [
    "cham",
    "cho diem",
    "danh gia",
    "xem xet",
    "quyet dinh",
    "cho",
];

/// What leaves it to them.
const JUDGEMENTS: [&str; 4] = ["tuy", "can cu", "theo muc do", "xem xet"];

/// Whether a text contains these words as whole words.
fn says(text: &str, words: &str) -> bool {
    format!(" {text} ").contains(&format!(" {words} "))
}

impl How {
    /// A row whose points people choose, as its text says; `None` where it says something else.
    pub(super) fn judged(asked: &Asked<'_>, text: &str) -> Option<Self> {
        let tokens = sentence::tokens(text);
        let tokens: Vec<Placed> = tokens.into_iter().filter(|it| !it.is_break()).collect();
        let is_other = |it: &Placed| {
            it.token == Token::Percent || it.is_sign('/') || it.is_any(&["moi", "cu"])
        };
        if tokens.iter().any(is_other)
            && !tokens
                .windows(2)
                .any(|it| it[0].is_word("can") && it[1].is_word("cu"))
        {
            return None;
        }
        let number = |at: usize| match &tokens[at].token {
            Token::Number(number) => Some(number.clone()),
            _ => None,
        };
        let is_points = |at: usize| tokens.get(at + 1).is_some_and(Placed::is_points);
        let numbers: Vec<usize> = (0..tokens.len())
            .filter(|at| number(*at).is_some())
            .collect();
        let (low, high, head, tail) = match numbers[..] {
            [] => (None, None, &tokens[..], &[][..]),
            [at] if is_points(at) => (None, number(at), &tokens[..at], &tokens[at + 2..]),
            [low, high] if is_points(high) && is_joint(&tokens[low + 1..high]) => (
                number(low),
                number(high),
                &tokens[..low],
                &tokens[high + 2..],
            ),
            _ => return None,
        };
        let (said, after) = (words(head), words(tail));
        if says(&said, "tru") && !asked.is_deduction {
            return None;
        }
        let leaves = |text: &str| JUDGEMENTS.iter().any(|it| text.starts_with(it));
        let is_left = leaves(&said) || leaves(&after);
        let is_by_people = is_left
            || MARKERS.iter().any(|it| said.contains(it)) && VERBS.iter().any(|it| says(&said, it));
        let is_judged = match (&low, &high) {
            (_, None) => {
                is_by_people && VERBS.iter().any(|it| says(&said, it)) && !says(&said, "khong")
            }
            (Some(low), Some(high)) => low < high,
            (None, Some(_)) => {
                let ends = ["cham", "cho", "cham diem", "quyet dinh"];
                is_by_people
                    && (is_left
                        || sentence::capped(head).is_some()
                        || ends.iter().any(|it| said.ends_with(it)))
            }
        };
        (is_judged && (after.is_empty() || leaves(&after))).then_some(())?;
        let mut known = Self::default();
        known.hold(asked, low.as_ref(), high.as_ref());
        known.most = high;
        Some(known)
    }

    /// Notes where the points of a sentence are not those of the row.
    fn hold(&mut self, asked: &Asked<'_>, low: Option<&Number>, high: Option<&Number>) {
        if let Some(low) = low.filter(|low| !low.is_zero()) {
            self.notes.push(Text::both(
                format!(
                    "cách chấm ghi từ {} điểm: ít hơn vẫn cho được",
                    Locale::Vi.number(low)
                ),
                format!("it says from {low} points on: fewer may still be given"),
            ));
        }
        if let (Some(high), Some(max)) = (high, asked.max)
            && high != max
        {
            let (most, own) = (Locale::Vi.number(high), Locale::Vi.number(max));
            self.open.push(Text::both(
                format!("cách chấm ghi đến {most} điểm, cột điểm ghi {own}"),
                format!("it says up to {high} points, but the column of points {max}"),
            ));
        }
    }
}

/// Whether this stands between the ends of a range: `đến`, `điểm đến`, `-`.
fn is_joint(tokens: &[Placed]) -> bool {
    let rest = match tokens {
        [first, rest @ ..] if first.is_points() => rest,
        all => all,
    };
    matches!(rest, [one] if one.is_any(&["den", "toi"]) || one.is_sign('-'))
}
