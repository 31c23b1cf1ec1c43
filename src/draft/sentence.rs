//! A text of a criteria table as clauses: what must be so, and how many points it gives.

use crate::number::Number;
use crate::text::unaccented;

/// A piece of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    Number(Number),
    Percent,
    /// In small letters without accents.
    Word(String),
    /// A sign: `:`, `<`, `≥`, `-`, `/`.
    Sign(char),
    /// What parts sentences: `;`, `,`, `.`, the end of a line.
    Break,
}

/// A piece, and the bytes that it takes.
#[derive(Debug, Clone)]
pub(super) struct Placed {
    pub(super) token: Token,
    from: usize,
    to: usize,
}

impl Placed {
    pub(super) fn is_word(&self, word: &str) -> bool {
        matches!(&self.token, Token::Word(known) if known == word)
    }

    pub(super) fn is_sign(&self, sign: char) -> bool {
        self.token == Token::Sign(sign)
    }

    fn is_break(&self) -> bool {
        self.token == Token::Break
    }
}

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
const CAPS: [&[&str]; 6] = [
    &["khong", "vuot", "qua"],
    &["khong", "qua"],
    &["toi", "da"],
    &["cao", "nhat"],
    &["toi", "da", "la"],
    &["khong", "qua", "tong"],
];

/// A text as pieces.
pub(super) fn tokens(text: &str) -> Vec<Placed> {
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let at = |index: usize| letters.get(index).map(|(_, letter)| *letter);
    let byte = |index: usize| letters.get(index).map_or(text.len(), |(byte, _)| *byte);
    let mut found = Vec::new();
    let mut index = 0;
    while let Some(letter) = at(index) {
        let start = index;
        index += 1;
        let token = match letter {
            '0'..='9' => {
                let is_inner = |index: usize| {
                    matches!(at(index), Some('.' | ','))
                        && at(index + 1).is_some_and(|it| it.is_ascii_digit())
                };
                while at(index).is_some_and(|it| it.is_ascii_digit()) || is_inner(index) {
                    index += 1;
                }
                match number(&text[byte(start)..byte(index)]) {
                    Some(number) => Token::Number(number),
                    None => Token::Word(text[byte(start)..byte(index)].to_owned()),
                }
            }
            '%' => Token::Percent,
            '>' | '<' if at(index) == Some('=') => {
                index += 1;
                Token::Sign(if letter == '>' { '≥' } else { '≤' })
            }
            '=' if at(index) == Some('>') => {
                index += 1;
                Token::Sign('→')
            }
            '–' | '—' | '÷' => Token::Sign('-'),
            ':' | '<' | '>' | '≥' | '≤' | '-' | '/' | '=' | '→' | '×' | '*' | '+' => {
                Token::Sign(letter)
            }
            '\n' | ';' | '.' | ',' => Token::Break,
            letter if letter.is_alphabetic() => {
                while at(index).is_some_and(char::is_alphanumeric) {
                    index += 1;
                }
                Token::Word(unaccented(&text[byte(start)..byte(index)]))
            }
            _ => continue,
        };
        let (from, to) = (byte(start), byte(index));
        found.push(Placed { token, from, to });
    }
    found
}

/// A number as papers write it: `0,5`, `1.000`, `12.5`.
pub(super) fn number(text: &str) -> Option<Number> {
    if text.contains(',') {
        return Number::parse(text.replace('.', "").replace(',', "."));
    }
    let mut groups = text.split('.');
    let first = groups.next()?;
    let is_thousands = text.contains('.')
        && first != "0"
        && first.len() <= 3
        && groups.all(|group| group.len() == 3);
    Number::parse(if is_thousands {
        text.replace('.', "")
    } else {
        text.to_owned()
    })
}

/// Whether the piece is a number of points: `5 điểm`, `5đ`, or `: 5` at the end of a clause.
fn points(tokens: &[Placed], at: usize) -> Option<(Number, usize)> {
    let Token::Number(number) = &tokens[at].token else {
        return None;
    };
    let next = tokens.get(at + 1);
    if next.is_some_and(|next| next.is_word("diem") || next.is_word("d")) {
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
        let capped = CAPS.iter().find(|words| ends_with(before, words));
        if let Some(words) = capped {
            let rest = &before[..before.len() - words.len()];
            let is_idle = rest.iter().all(|it| {
                it.is_break()
                    || ["nhung", "tru", "cong", "va", "tong", "diem", "nua"]
                        .iter()
                        .any(|word| it.is_word(word))
            });
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
            // Points from so many to so many are for people to choose.
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
            let stop = tokens[end..].iter().position(Placed::is_break);
            let stop = stop.map_or(tokens.len(), |stop| end + stop);
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
        let (about, mut when) = apart(when);
        if each.is_none()
            && let Some(index) = when.iter().position(is_each)
        {
            let unit: Vec<Placed> = when[index..]
                .iter()
                .skip_while(|it| is_each(it))
                .cloned()
                .collect();
            each = Some(counted(text, &unit));
            when = &when[..index];
        }
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
