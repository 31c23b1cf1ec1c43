//! From where to where a number lies, as papers say it: "từ 80 % đến dưới 90 %", "≥ 95 %", "3 lần".

use super::sentence::{Placed, Token};
use crate::number::Number;

/// An end of a range, and whether it belongs to it.
pub(super) type End = Option<(Number, bool)>;

/// From where to where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Range {
    pub(super) low: End,
    pub(super) high: End,
    /// Whether it is a percentage.
    pub(super) is_percent: bool,
}

impl Range {
    /// Whether nothing of it lies above 100, or is said to begin there.
    pub(super) fn is_within_hundred(&self) -> bool {
        let low = self
            .low
            .as_ref()
            .is_none_or(|(low, is_in)| *low < Number::HUNDRED || *low == Number::HUNDRED && *is_in);
        low && self
            .high
            .as_ref()
            .is_none_or(|(high, _)| *high <= Number::HUNDRED)
    }
}

/// Words that are no unit of measurement.
const NO_UNITS: [&str; 16] = [
    "tro", "den", "duoi", "tren", "va", "hoac", "thi", "tu", "neu", "khong", "nhung", "co", "can",
    "hon", "con", "khi",
];

const AT_LEAST: [&[&str]; 6] = [
    &["it", "nhat"],
    &["toi", "thieu"],
    &["tren", "hoac", "bang"],
    &["lon", "hon", "hoac", "bang"],
    &["bang", "hoac", "tren"],
    &["≥"],
];
const AT_MOST: [&[&str]; 7] = [
    &["khong", "qua"],
    &["khong", "vuot", "qua"],
    &["toi", "da"],
    &["duoi", "hoac", "bang"],
    &["nho", "hon", "hoac", "bang"],
    &["it", "hon", "hoac", "bang"],
    &["≤"],
];
const LESS: [&[&str]; 7] = [
    &["duoi"],
    &["it", "hon"],
    &["nho", "hon"],
    &["thap", "hon"],
    &["chua", "dat"],
    &["chua", "den"],
    &["<"],
];
const MORE: [&[&str]; 6] = [
    &["tren"],
    &["hon"],
    &["vuot"],
    &["lon", "hon"],
    &["cao", "hon"],
    &[">"],
];

struct Parser<'t> {
    tokens: &'t [Placed],
    is_percent: bool,
}

impl<'t> Parser<'t> {
    fn eat(&mut self, words: &[&str]) -> bool {
        let is = |token: &Placed, word: &str| {
            token.is_word(word)
                || word
                    .chars()
                    .next()
                    .is_some_and(|sign| !sign.is_alphanumeric() && token.is_sign(sign))
        };
        let fits = self.tokens.len() >= words.len()
            && self
                .tokens
                .iter()
                .zip(words)
                .all(|(token, word)| is(token, word));
        if fits {
            self.tokens = &self.tokens[words.len()..];
        }
        fits
    }

    fn eat_any(&mut self, all: &[&[&str]]) -> bool {
        all.iter().any(|words| self.eat(words))
    }

    /// A number with its unit.
    fn number(&mut self) -> Option<Number> {
        let [
            Placed {
                token: Token::Number(number),
                ..
            },
            rest @ ..,
        ] = self.tokens
        else {
            return None;
        };
        self.tokens = rest;
        if let [
            Placed {
                token: Token::Percent,
                ..
            },
            rest @ ..,
        ] = self.tokens
        {
            self.tokens = rest;
            self.is_percent = true;
        }
        let is_unit = |it: &Placed| matches!(&it.token, Token::Word(word) if !NO_UNITS.contains(&word.as_str()));
        let words = self.tokens.iter().take_while(|it| is_unit(it)).count();
        (words <= 4).then(|| {
            self.tokens = &self.tokens[words..];
            number.clone()
        })
    }

    /// "và dưới 95 %" after a lower end, if it stands there.
    fn below(&mut self) -> Option<End> {
        if !self.eat(&["va"]) {
            return Some(None);
        }
        let is_in = self.eat_any(&AT_MOST);
        (is_in || self.eat_any(&LESS)).then_some(())?;
        Some(Some((self.number()?, is_in)))
    }

    fn range(&mut self) -> Option<(End, End)> {
        if self.eat_any(&AT_LEAST) {
            let low = Some((self.number()?, true));
            return Some((low, self.below()?));
        }
        if self.eat_any(&AT_MOST) {
            return Some((None, Some((self.number()?, true))));
        }
        if self.eat_any(&LESS) {
            return Some((None, Some((self.number()?, false))));
        }
        let is_from = self.eat(&["tu"]);
        let _ = self.eat(&["dat"]) || self.eat(&["bang"]) || self.eat(&["du"]) || self.eat(&["="]);
        let is_open = self.eat_any(&MORE);
        let low = self.number()?;
        if self.eat(&["tro", "len"]) {
            return Some((Some((low, !is_open)), None));
        }
        if self.eat(&["tro", "xuong"]) {
            return Some((None, Some((low, true))));
        }
        if self.eat(&["den"]) || self.eat(&["-"]) {
            let is_below = self.eat_any(&LESS) || self.eat(&["can"]);
            self.eat(&["≤"]);
            let high = self.number()?;
            return Some((Some((low, !is_open)), Some((high, !is_below))));
        }
        match is_from || is_open {
            true => Some((Some((low, !is_open)), self.below()?)),
            false => Some((Some((low.clone(), true)), Some((low, true)))),
        }
    }
}

/// The range that ends a condition, and how many pieces stand before it.
pub(super) fn range(when: &[Placed]) -> Option<(usize, Range)> {
    (0..when.len()).find_map(|start| {
        let mut parser = Parser {
            tokens: &when[start..],
            is_percent: false,
        };
        let (low, high) = parser.range()?;
        let is_whole = parser.tokens.is_empty();
        let is_sound = match (&low, &high) {
            (Some((low, _)), Some((high, _))) => low <= high,
            _ => true,
        };
        let is_percent = parser.is_percent;
        (is_whole && is_sound).then_some((
            start,
            Range {
                low,
                high,
                is_percent,
            },
        ))
    })
}
