//! A text of a criteria table as clauses: what must be so, and how many points it gives.

pub(super) use super::token::{Placed, Token, tokens};
use crate::number::Number;

/// What gives some points.
#[derive(Debug, Clone)]
pub(super) struct Clause {
    /// What must be so.
    pub(super) when: Vec<Placed>,
    /// The same as it is written.
    pub(super) text: String,
    /// What stands before it and says what it is about.
    pub(super) about: String,
    pub(super) points: Number,
    /// Whether they are taken off.
    pub(super) is_minus: bool,
    /// For each of what they are given, and of how many of them.
    pub(super) each: Option<(Number, String)>,
    /// The most that can come together.
    pub(super) cap: Option<Number>,
}

/// Words before points that say nothing of their own.
const VERBS: [&str; 11] = [
    "duoc", "cho", "cong", "tinh", "thi", "dat", "them", "bi", "muc", "la", "huong",
];

/// What stands before the most points.
pub(super) const CAPS: [&[&str]; 5] = [
    &["khong", "vuot", "qua"],
    &["khong", "qua"],
    &["toi", "da"],
    &["cao", "nhat"],
    &["khong", "qua", "tong"],
];

/// Words before the most points that say nothing of their own.
const IDLE: [&str; 8] = ["tru", "cong", "bi", "duoc", "la", "chi", "cho", "tinh"];

/// Words at which the name of a unit ends: `1 điểm/bài, nếu …`.
const ASIDES: [&str; 13] = [
    "neu", "khi", "co", "thi", "duoc", "theo", "toi", "khong", "tru", "cong", "nhung", "tuy", "moi",
];

/// Words of conditions about numbers, before which no points stand alone.
const MEASURES: [&str; 18] = [
    "tren", "duoi", "tu", "den", "it", "hon", "qua", "toi", "da", "moi", "cu", "tru", "cong",
    "thieu", "nam", "thang", "ngay", "dieu",
];

/// Whether the piece is a number of points: `5 điểm`, `5đ`, `không chấm điểm`, or `: 5` at the end of a clause.
fn points(tokens: &[Placed], at: usize) -> Option<(Number, usize)> {
    if tokens[at].is_word("khong") {
        let is_verb = |it: &&Placed| it.is_any(&["cham", "duoc", "co", "tinh", "cho", "cong"]);
        let verbs = tokens[at + 1..].iter().take(2).take_while(is_verb).count();
        let end = at + verbs + 2;
        let is_none = verbs > 0
            && tokens[end - 1..].first().is_some_and(Placed::is_points)
            && tokens.get(end).is_none_or(Placed::is_break);
        return is_none.then_some((Number::ZERO, end));
    }
    let Token::Number(number) = &tokens[at].token else {
        return None;
    };
    let next = tokens.get(at + 1);
    if next.is_some_and(Placed::is_points) {
        return Some((number.clone(), at + 2));
    }
    let is_last = next.is_none_or(Placed::is_break);
    (is_last && is_led(&tokens[..at])).then(|| (number.clone(), at + 1))
}

/// Whether points follow this sign.
fn leads(token: &Placed) -> bool {
    [':', '→', '='].iter().any(|sign| token.is_sign(*sign))
}

/// Whether a sign is the last piece, behind which points follow.
fn is_led(tokens: &[Placed]) -> bool {
    tokens.last().is_some_and(leads)
}

/// The words before the most points, where they end what stands before a number.
pub(super) fn capped(mut before: &[Placed]) -> Option<&[Placed]> {
    while let [rest @ .., last] = before
        && last.is_any(&IDLE)
    {
        before = rest;
    }
    let words = CAPS.iter().find(|words| ends_with(before, words))?;
    Some(&before[..before.len() - words.len()])
}

/// The most points that a text names, even where it is not understood.
pub(super) fn ceiling(text: &str) -> Option<Number> {
    let tokens = tokens(text);
    (0..tokens.len()).rev().find_map(|at| {
        let (number, _) = points(&tokens, at)?;
        capped(&tokens[..at]).map(|_| number)
    })
}

/// Whether this is a further part of the name of a unit: `bài` in `tin, bài`.
fn is_more(part: &[Placed]) -> bool {
    let is_word = |it: &Placed| matches!(it.token, Token::Word(_));
    let [first, ..] = part else { return false };
    part.len() <= 4 && part.iter().all(is_word) && !first.is_any(&ASIDES)
}

fn ends_with(tokens: &[Placed], words: &[&str]) -> bool {
    let from = tokens.len().checked_sub(words.len());
    from.is_some_and(|from| {
        tokens[from..]
            .iter()
            .zip(words)
            .all(|(token, word)| token.is_word(word))
    })
}

/// Pieces without what parts sentences at either end.
fn trimmed(mut tokens: &[Placed]) -> &[Placed] {
    let is_idle =
        |it: &Placed| it.is_break() || it.is_sign('-') || it.is_sign('+') || it.is_sign(':');
    while let [first, rest @ ..] = tokens
        && is_idle(first)
    {
        tokens = rest;
    }
    while let [rest @ .., last] = tokens
        && (last.is_break() || last.is_sign(':'))
    {
        tokens = rest;
    }
    tokens
}

fn written(text: &str, tokens: &[Placed]) -> String {
    match (tokens.first(), tokens.last()) {
        (Some(first), Some(last)) => text[first.from..last.to].replace('\n', " "),
        _ => String::new(),
    }
}

/// The clauses of a text, and what is left over of it; `None` where points are said in a way that is not
/// understood.
pub(super) fn clauses(text: &str) -> Option<(Vec<Clause>, String)> {
    let tokens = tokens(text);
    let mut clauses: Vec<Clause> = Vec::new();
    let mut cap = None;
    let (mut from, mut at) = (0, 0);
    while at < tokens.len() {
        let Some((number, mut end)) = points(&tokens, at) else {
            at += 1;
            continue;
        };
        let before = trimmed(&tokens[from..at]);
        // A range of points is for people to choose from.
        if tokens[from..at].last().is_some_and(|it| it.is_word("den"))
            || from > 0 && at == from + 1 && tokens[from].is_sign('-')
        {
            return None;
        }
        if let Some(rest) = capped(before) {
            let idle = [
                "nhung", "tru", "cong", "va", "tong", "diem", "nua", "bi", "duoc",
            ];
            let is_idle = rest.iter().all(|it| it.is_break() || it.is_any(&idle));
            match clauses.last_mut().filter(|_| is_idle) {
                Some(last) => last.cap = Some(number),
                None if is_idle => cap = Some(number),
                None => return None,
            }
            (from, at) = (end, end);
            continue;
        }
        let (mut is_minus, mut when, mut is_closed) = (false, before, is_led(&tokens[from..at]));
        while let [rest @ .., last] = when {
            // Behind a colon stand the points alone: what is before it is a condition to the word.
            let is_verb = !is_closed && VERBS.iter().any(|word| last.is_word(word));
            let is_sign = last.is_sign('+') || leads(last);
            is_closed |= leads(last);
            let takes_off = last.is_word("tru") || last.is_sign('-');
            if last.is_sign('-')
                && rest
                    .last()
                    .is_some_and(|it| matches!(it.token, Token::Number(_)))
            {
                return None;
            }
            is_minus |= takes_off;
            if !(is_verb || is_sign || takes_off || last.is_break()) {
                break;
            }
            when = rest;
        }
        let mut each = None;
        let follows = tokens.get(end);
        if follows.is_some_and(|it| it.is_sign('/') || it.is_word("moi") || it.is_word("cho")) {
            let part = |from: usize| {
                let stop = tokens[from..].iter().position(Placed::is_break);
                stop.map_or(tokens.len(), |stop| from + stop)
            };
            let mut stop = part(end);
            while stop < tokens.len() && tokens[stop].is_comma(text) {
                let next = part(stop + 1);
                if !is_more(&tokens[stop + 1..next]) {
                    break;
                }
                stop = next;
            }
            let leads = |it: &&Placed| it.is_sign('/') || it.is_word("moi") || it.is_word("cho");
            let from = end + tokens[end..stop].iter().take_while(leads).count();
            let is_cap = |it: &[Placed]| {
                it[0].is_word("toi") && it[1].is_word("da")
                    || it[0].is_word("khong") && it[1].is_word("qua")
            };
            let capped = tokens[from..stop].windows(2).position(is_cap);
            let to = capped.map_or(stop, |capped| from + capped);
            each = Some(counted(text, &tokens[from..to]));
            end = to;
        }
        let is_each = |it: &Placed| it.is_word("moi") || it.is_word("cu");
        let parts = |it: &Placed| it.is_break() && !it.is_comma(text) || it.is_sign(':');
        let start = when.iter().rposition(parts).map_or(0, |at| at + 1);
        if each.is_none()
            && let Some(index) = when[start..].iter().position(is_each)
        {
            // The last "mỗi" before the points, whose unit may hold commas.
            let of = |index: usize| {
                let named = when[index..].iter().take_while(|it| is_each(it)).count();
                let unit = &when[index + named..];
                let mut more = unit.split(Placed::is_break).skip(1);
                more.all(is_more).then_some(unit)
            };
            let at =
                (start + index..when.len()).find(|at| is_each(&when[*at]) && of(*at).is_some());
            let index = at?;
            each = Some(counted(text, of(index)?));
            when = &when[..index];
        }
        let (about, when) = apart(when);
        clauses.push(Clause {
            text: written(text, when),
            when: when.iter().filter(|it| !it.is_break()).cloned().collect(),
            about: written(text, about),
            points: number,
            is_minus,
            each,
            cap: cap.take(),
        });
        (from, at) = (end, end);
    }
    Some((clauses, written(text, trimmed(&tokens[from..]))))
}

/// Levels with their points alone: "rất tốt 15, tốt 10, khá 6".
pub(super) fn listed(text: &str) -> Option<Vec<Clause>> {
    let tokens = tokens(text);
    let level = |part: &[Placed]| {
        let part = trimmed(part);
        let (last, when) = match part {
            [rest @ .., last] if last.is_points() => (rest.last()?, &rest[..rest.len() - 1]),
            [when @ .., last] => (last, when),
            [] => return None,
        };
        let Token::Number(points) = &last.token else {
            return None;
        };
        let is_word = |it: &Placed| matches!(it.token, Token::Word(_)) && !it.is_any(&MEASURES);
        let is_level = (1..=4).contains(&when.len()) && when.iter().all(is_word);
        is_level.then(|| Clause {
            text: written(text, when),
            when: when.to_vec(),
            about: String::new(),
            points: points.clone(),
            is_minus: false,
            each: None,
            cap: None,
        })
    };
    let parts = tokens
        .split(Placed::is_break)
        .filter(|part| !part.is_empty());
    let is_bare = parts
        .clone()
        .any(|part| !part.last().is_some_and(Placed::is_points));
    let levels: Vec<Clause> = parts.map(level).collect::<Option<_>>()?;
    (is_bare && levels.len() > 1).then_some(levels)
}

/// Of how many of what: `2 lần`, `mô hình`.
fn counted(text: &str, unit: &[Placed]) -> (Number, String) {
    match unit {
        [
            Placed {
                token: Token::Number(number),
                ..
            },
            rest @ ..,
        ] => (number.clone(), written(text, rest)),
        _ => (Number::ONE, written(text, unit)),
    }
}

/// What a clause is about, before the last colon or end of a sentence, and what must be so.
fn apart(when: &[Placed]) -> (&[Placed], &[Placed]) {
    let parts = |it: &Placed| it.is_break() || it.is_sign(':');
    let last = when.iter().rposition(parts);
    match last {
        Some(last) => (trimmed(&when[..last]), trimmed(&when[last..])),
        None => (&[], when),
    }
}
