//! Ranges with points, as a rule. What the paper says nothing of fails in the rule, in words.

use super::range::Range;
use crate::locale::{Locale, Text};
use crate::number::Number;

/// A range and its points.
pub(super) type Band = (Range, Number);

/// A rule made of ranges, and what had to be assumed.
#[derive(Debug)]
pub(super) struct Banded {
    pub(super) rule: String,
    pub(super) notes: Vec<Text>,
    /// Ranges of which the paper says nothing.
    pub(super) holes: Vec<Text>,
}

/// What ranges are about.
#[derive(Debug, Clone, Copy)]
pub(super) struct Domain {
    /// Whether there are only whole numbers.
    pub(super) is_whole: bool,
    /// Whether nothing lies above 100.
    pub(super) ends_at_hundred: bool,
}

/// The rule of some ranges over a fact; `rest` is what all others get.
pub(super) fn rule(
    fact: &str,
    mut bands: Vec<Band>,
    rest: Option<&Number>,
    domain: Domain,
) -> Banded {
    // From the top; of two that begin alike the one that the paper says first.
    bands.sort_by(|(a, _), (b, _)| {
        let low = |range: &Range| range.low.as_ref().map(|(low, is_in)| (low.clone(), !is_in));
        low(b).cmp(&low(a))
    });
    let (mut notes, mut holes) = (Vec::new(), Vec::new());
    let mut branches: Vec<(String, String)> = Vec::new();
    // Down to where everything has its points; `None`: nothing yet.
    let mut reached: Option<(Number, bool)> = None;
    let silent = |text: &str| match rest {
        Some(points) => points.to_string(),
        None => format!("not_covered(\"{text}\")"),
    };
    for (range, points) in &bands {
        if let Some((high, is_in)) = &range.high {
            let hundred = domain.ends_at_hundred && *high == Number::HUNDRED && *is_in;
            match &reached {
                None if hundred => {}
                None => {
                    let sign = if *is_in { ">" } else { ">=" };
                    let (words, text) = above(high, *is_in);
                    branches.push((format!("{fact} {sign} {high}"), silent(&words)));
                    holes.push(text);
                }
                Some((low, low_is_in)) => {
                    let next = high.add(&Number::ONE);
                    let touches = high == low && (*is_in != *low_is_in)
                        || domain.is_whole && *is_in && *low_is_in && next.as_ref() == Some(low);
                    if high > low || high == low && *is_in && *low_is_in {
                        let high = Locale::Vi.number(high);
                        notes.push(Text::both(
                            format!("các mức chồng lên nhau ở {high}: lấy điểm của mức trên"),
                            format!("ranges overlap at {high}: the upper one counts"),
                        ));
                    } else if !touches {
                        let sign = if *is_in { ">" } else { ">=" };
                        let (words, text) = between(high, *is_in, low, *low_is_in);
                        branches.push((format!("{fact} {sign} {high}"), silent(&words)));
                        holes.push(text);
                    }
                }
            }
        }
        match &range.low {
            Some((low, is_in)) => {
                let sign = if *is_in { ">=" } else { ">" };
                branches.push((format!("{fact} {sign} {low}"), points.to_string()));
                reached = Some((low.clone(), *is_in));
            }
            None => {
                branches.push((String::new(), points.to_string()));
                reached = Some((Number::ZERO, true));
                break;
            }
        }
    }
    let ends = reached
        .as_ref()
        .is_some_and(|(low, is_in)| !low.is_positive() && *is_in);
    match branches.last_mut() {
        // Nothing lies below 0.
        Some((condition, _)) if ends => condition.clear(),
        _ => {
            if let Some((low, is_in)) = &reached {
                let (words, text) = below(low, *is_in);
                branches.push((String::new(), silent(&words)));
                holes.push(text);
            }
        }
    }
    if rest.is_some() {
        holes.clear();
    }
    if let Some(rule) = steps(fact, &branches) {
        return Banded { rule, notes, holes };
    }
    let branch = |(condition, points): &(String, String)| match condition.as_str() {
        "" => format!("{{ {points} }}"),
        condition => format!("if {condition} {{ {points} }}"),
    };
    let branches: Vec<String> = branches.iter().map(branch).collect();
    let rule = branches.join(" else ");
    Banded { rule, notes, holes }
}

/// The rule as a table of steps, where each goes down to the next and the rest gives nothing.
fn steps(fact: &str, branches: &[(String, String)]) -> Option<String> {
    let ([all @ .., (_, rest)], start) = (branches, format!("{fact} >= ")) else {
        return None;
    };
    let step = |(condition, points): &(String, String)| {
        let from = condition.strip_prefix(&start)?;
        (!points.starts_with("not_covered")).then(|| format!("[{from}, {points}]"))
    };
    let steps: Option<Vec<String>> = all.iter().map(step).collect();
    let steps = steps.filter(|steps| steps.len() > 1 && rest == "0")?;
    Some(format!("steps({fact}, [{}])", steps.join(", ")))
}

fn above(high: &Number, is_in: bool) -> (String, Text) {
    let high = Locale::Vi.number(high);
    let words = match is_in {
        true => format!("trên {high}"),
        false => format!("từ {high} trở lên"),
    };
    hole(&words, &format!("above {high}"))
}

fn below(low: &Number, is_in: bool) -> (String, Text) {
    let low = Locale::Vi.number(low);
    let words = match is_in {
        true => format!("dưới {low}"),
        false => format!("từ {low} trở xuống"),
    };
    hole(&words, &format!("below {low}"))
}

fn between(high: &Number, is_in: bool, low: &Number, low_is_in: bool) -> (String, Text) {
    let (high, low) = (Locale::Vi.number(high), Locale::Vi.number(low));
    let from = if is_in { "trên" } else { "từ" };
    let to = if low_is_in { "dưới " } else { "" };
    hole(
        &format!("{from} {high} đến {to}{low}"),
        &format!("between {high} and {low}"),
    )
}

fn hole(vi: &str, en: &str) -> (String, Text) {
    let words = format!("văn bản không nêu điểm của mức {vi}");
    let text = Text::both(words.clone(), format!("the paper gives no points {en}"));
    (words, text)
}
