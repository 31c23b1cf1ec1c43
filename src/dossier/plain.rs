//! The plain spelling that nearly every cell has, understood at a glance.
//!
//! Whatever is not plain is left to the careful reading in `cell`, which knows every spelling
//! and every fault. A test keeps that both say the same of all that is plain.

use std::sync::Arc;

use jiff::civil::Date;

use super::spelling::{bare, clean, is_plain, may_be_not_assigned};
use super::words::Words;
use crate::number::Decimal;
use crate::scheme::{Fact, FactKind, FactValue, Given};

/// The decimals with which ranges are kept; a number with more is read carefully.
const DECIMALS: u32 = 9;

/// Powers of ten, up to that of the last decimal that is kept.
const TENS: [i64; DECIMALS as usize + 1] = {
    let mut tens = [1_i64; DECIMALS as usize + 1];
    let mut at = 1;
    while at < tens.len() {
        tens[at] = tens[at - 1] * 10;
        at += 1;
    }
    tens
};

/// The most digits of a plain number: with one digit more it still fits 64 bits.
const DIGITS: usize = 17;

/// The spelling by which an office says that something is not assigned.
const NOT_ASSIGNED: &str = "KAD";

/// Reads the plain cells of one fact.
#[derive(Debug)]
pub(super) enum Plain {
    /// A whole number within a range.
    Integer(Range),
    /// A number within a range.
    Number(Range),
    /// A percentage within a range.
    Percent(Range),
    /// Yes or no.
    YesNo,
    /// One of these words.
    Choice(Vec<Arc<str>>),
    /// Any words.
    Text,
    /// A date.
    Date,
    /// Several words.
    Texts,
    /// Several numbers within a range.
    Numbers(Range),
    /// Nothing here is plain.
    Nothing,
}

/// The numbers from one to another, in units of the last decimal that is kept.
#[derive(Debug, Clone, Copy)]
pub(super) struct Range {
    least: i128,
    most: i128,
}

/// A number in digits: `mantissa` divided by ten as often as `scale` says.
#[derive(Debug, Clone, Copy)]
struct Digits {
    mantissa: i64,
    scale: u32,
    /// The digits before the decimal sign.
    whole: usize,
}

impl Plain {
    /// What is plain in the cells of a fact.
    pub(super) fn of(fact: &Fact) -> Self {
        let Some(range) = Range::of(fact) else {
            return Self::Nothing;
        };
        match &fact.kind {
            FactKind::Integer => Self::Integer(range),
            FactKind::Number => Self::Number(range),
            FactKind::Percent => Self::Percent(range),
            FactKind::YesNo => Self::YesNo,
            FactKind::Choice(choices) => {
                let words = choices.iter().map(|(word, _)| word);
                // A word that reads as another thing is never plain.
                let is_itself = |word: &&Arc<str>| {
                    clean(word).is_ok_and(|clean| *clean == ***word)
                        && !Given::says_not_assigned(word)
                };
                Self::Choice(words.filter(is_itself).cloned().collect())
            }
            FactKind::Text => Self::Text,
            FactKind::Date => Self::Date,
            FactKind::List(of) if **of == FactKind::Text => Self::Texts,
            FactKind::List(of) if **of == FactKind::Number => Self::Numbers(range),
            FactKind::List(_) => Self::Nothing,
        }
    }

    /// What a cell says, where it is plain.
    #[inline]
    pub(super) fn read(&self, text: &str, words: &mut Words) -> Option<Given> {
        let value = match self {
            _ if text == NOT_ASSIGNED => return Some(Given::NotAssigned),
            Self::Integer(range) => FactValue::Integer(integer(text, *range)?),
            Self::Number(range) => FactValue::Number(number(text, *range)?),
            Self::Percent(range) => {
                let digits = Digits::of(text).filter(|digits| !digits.may_be_a_share())?;
                FactValue::Number(digits.within(*range)?)
            }
            Self::YesNo => match text {
                "có" | "1" | "yes" => FactValue::YesNo(true),
                "không" | "0" | "no" => FactValue::YesNo(false),
                _ => return None,
            },
            Self::Choice(choices) => {
                let word = choices.iter().find(|word| ***word == *text)?;
                FactValue::Text(Arc::clone(word))
            }
            Self::Text => FactValue::Text(plain_words(text)?.into()),
            Self::Date => FactValue::Date(date(text)?),
            Self::Texts => FactValue::List(texts(text, words)?),
            Self::Numbers(range) => FactValue::List(numbers(text, *range, words)?),
            Self::Nothing => return None,
        };
        Some(Given::Reported(value))
    }
}

impl Range {
    fn of(fact: &Fact) -> Option<Self> {
        Some(Self {
            least: fact.min.map_or(Some(i128::MIN), units)?,
            most: fact.max.map_or(Some(i128::MAX), units)?,
        })
    }

    fn has(self, units: i128) -> bool {
        (self.least..=self.most).contains(&units)
    }
}

/// A number in units of the last decimal that is kept, where it has no more decimals.
fn units(number: Decimal) -> Option<i128> {
    let number = number.normalize();
    let more = DECIMALS.checked_sub(number.scale())?;
    number.mantissa().checked_mul(10_i128.pow(more))
}

impl Digits {
    /// The digits of a number with at most one comma or point among them.
    fn of(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('-').unwrap_or(text).as_bytes();
        if digits.len() > DIGITS + 1 {
            return None;
        }
        let mut mantissa = 0_i64;
        let mut point = None;
        for (at, byte) in digits.iter().enumerate() {
            match byte {
                b'0'..=b'9' => mantissa = mantissa * 10 + i64::from(byte - b'0'),
                b'.' | b',' if point.is_none() => point = Some(at),
                _ => return None,
            }
        }
        let whole = point.unwrap_or(digits.len());
        let decimals = point.map_or(0, |point| digits.len() - point - 1);
        let is_short = whole + decimals <= DIGITS && decimals <= DECIMALS as usize;
        if whole == 0 || (point.is_some() && decimals == 0) || !is_short {
            return None;
        }
        if digits.len() < text.len() {
            // Nobody writes a nought below nought.
            mantissa = (mantissa != 0).then_some(-mantissa)?;
        }
        Some(Self {
            mantissa,
            scale: u32::try_from(decimals).ok()?,
            whole,
        })
    }

    /// Whether the decimal sign may part thousands.
    fn may_part_thousands(self, text: &str) -> bool {
        self.scale == 3 && self.whole <= 3 && !text.trim_start_matches('-').starts_with('0')
    }

    /// Whether a percentage may be meant as a part of one, or cannot be one at all.
    fn may_be_a_share(self) -> bool {
        self.mantissa != 0 && self.mantissa <= TENS[self.scale as usize]
    }

    fn within(self, range: Range) -> Option<Decimal> {
        let unit = TENS[(DECIMALS - self.scale) as usize];
        let units = i128::from(self.mantissa) * i128::from(unit);
        range
            .has(units)
            .then(|| Decimal::new(self.mantissa, self.scale))
    }
}

fn integer(text: &str, range: Range) -> Option<i64> {
    let digits = Digits::of(text).filter(|digits| digits.scale == 0)?;
    let units = i128::from(digits.mantissa) * 10_i128.pow(DECIMALS);
    range.has(units).then_some(digits.mantissa)
}

fn number(text: &str, range: Range) -> Option<Decimal> {
    let digits = Digits::of(text).filter(|digits| !digits.may_part_thousands(text))?;
    digits.within(range)
}

/// `2025-12-31` or `31/12/2025`.
pub(super) fn date(text: &str) -> Option<Date> {
    let bytes: &[u8; 10] = text.as_bytes().try_into().ok()?;
    let number = |from: usize, to: usize| {
        let digits = &bytes[from..to];
        let digit = |number: i16, byte: &u8| number * 10 + i16::from(byte - b'0');
        let is_number = digits.iter().all(u8::is_ascii_digit);
        is_number.then(|| digits.iter().fold(0, digit))
    };
    let (year, month, day) = match (bytes[2], bytes[4], bytes[5], bytes[7]) {
        (_, b'-', _, b'-') => (number(0, 4)?, number(5, 7)?, number(8, 10)?),
        (b'/', _, b'/', _) => (number(6, 10)?, number(3, 5)?, number(0, 2)?),
        _ => return None,
    };
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Words that mean nothing but themselves, without the spaces around them.
fn plain_words(text: &str) -> Option<&str> {
    let is_plain = is_plain(text);
    let words = bare(text);
    (is_plain && !words.is_empty() && !may_be_not_assigned(words)).then_some(words)
}

/// How many parts a list has.
fn parts(text: &str) -> usize {
    text.bytes().filter(|byte| *byte == b';').count() + 1
}

fn numbers(text: &str, range: Range, words: &mut Words) -> Option<Vec<FactValue>> {
    let text = text.strip_suffix(';').unwrap_or(text);
    let mut numbers = words.list();
    numbers.reserve_exact(parts(text));
    for part in text.split(';') {
        numbers.push(FactValue::Number(number(bare(part), range)?));
    }
    Some(numbers)
}

fn texts(text: &str, words: &mut Words) -> Option<Vec<FactValue>> {
    let text = plain_words(text)?;
    let text = text.strip_suffix(';').unwrap_or(text);
    let mut texts = words.list();
    texts.reserve_exact(parts(text));
    for part in text.split(';') {
        let part = bare(part);
        if part.is_empty() {
            return None;
        }
        texts.push(FactValue::Text(words.keep(part)));
    }
    Some(texts)
}
