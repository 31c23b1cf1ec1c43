//! The plain spelling that nearly every cell has, understood at a glance.
//!
//! Whatever is not plain is left to the careful reading in `cell`, which knows every spelling
//! and every fault. A test keeps that both say the same of all that is plain.

use std::sync::Arc;

use jiff::civil::Date;

use super::spelling::{may_be_not_assigned, may_be_several};
use super::together::{Key, digits};
use super::words::Words;
use crate::number::Number;
use crate::scheme::{Fact, FactKind, FactValue, Given};
use crate::table::is_error_value;
use crate::text::is_plain;
use crate::text::{bare, clean};

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
    /// A number within a range.
    Number(Measure, Range),
    /// Yes or no.
    YesNo,
    /// One of these words.
    Choice(Vec<(Key, Arc<str>)>),
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

/// What a number measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Measure {
    /// A count.
    Integer,
    /// Anything.
    Number,
    /// Parts of a hundred.
    Percent,
}

/// The numbers from one to another: the least and the greatest mantissa by how many decimals a
/// number has.
#[derive(Debug)]
pub(super) struct Range([(i64, i64); DECIMALS as usize + 1]);

/// A number in digits: `mantissa` divided by ten as often as `scale` says.
#[derive(Debug, Clone, Copy)]
struct Digits {
    mantissa: i64,
    scale: usize,
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
            FactKind::Integer => Self::Number(Measure::Integer, range),
            FactKind::Number => Self::Number(Measure::Number, range),
            FactKind::Percent => Self::Number(Measure::Percent, range),
            FactKind::YesNo => Self::YesNo,
            FactKind::Choice(choices) => {
                let words = choices.iter().map(|(word, _)| word);
                // A word that reads as another thing is never plain.
                let is_itself = |word: &&Arc<str>| {
                    clean(word).is_ok_and(|clean| *clean == ***word)
                        && !Given::says_not_assigned(word)
                };
                let keyed = |word: &Arc<str>| (Key::of(word), Arc::clone(word));
                Self::Choice(words.filter(is_itself).map(keyed).collect())
            }
            FactKind::Text => Self::Text,
            FactKind::Date => Self::Date,
            FactKind::List(of) if **of == FactKind::Text => Self::Texts,
            FactKind::List(of) if **of == FactKind::Number => Self::Numbers(range),
            FactKind::List(_) => Self::Nothing,
        }
    }

    /// Puts what a cell says in the place of what another row said there, where it is plain. Where
    /// it is not, nothing is to be made of what stands there then.
    #[inline]
    pub(super) fn put(&self, text: &str, given: &mut Given, words: &mut Words) -> bool {
        if self.put_value(text, given, words).is_some() {
            return true;
        }
        let says_not_assigned = text == NOT_ASSIGNED && !matches!(self, Self::Nothing);
        if says_not_assigned {
            *given = Given::NotAssigned;
        }
        says_not_assigned
    }

    #[inline]
    fn put_value(&self, text: &str, given: &mut Given, words: &mut Words) -> Option<()> {
        let bytes = text.as_bytes();
        match self {
            Self::Number(measure, range) => {
                let digits = Digits::of(bytes).filter(|digits| range.holds(*digits))?;
                let is_doubtful = match measure {
                    Measure::Integer => digits.scale > 0,
                    Measure::Number => digits.may_part_thousands(bytes),
                    Measure::Percent => digits.may_be_a_share(),
                };
                if is_doubtful {
                    return None;
                }
                // Nearly always a value of the same kind stands there already.
                match (measure, given) {
                    (Measure::Integer, Given::Reported(FactValue::Integer(number))) => {
                        *number = digits.mantissa;
                    }
                    (Measure::Integer, given) => {
                        *given = Given::Reported(FactValue::Integer(digits.mantissa));
                    }
                    (_, Given::Reported(FactValue::Number(number))) => *number = digits.number(),
                    (_, given) => *given = Given::Reported(FactValue::Number(digits.number())),
                }
            }
            Self::YesNo => {
                let is_so = match text {
                    "có" | "1" | "yes" => true,
                    "không" | "0" | "no" => false,
                    _ => return None,
                };
                match given {
                    Given::Reported(FactValue::YesNo(was_so)) => *was_so = is_so,
                    given => *given = Given::Reported(FactValue::YesNo(is_so)),
                }
            }
            Self::Choice(choices) => {
                let word = choice(choices, text)?;
                // Many rows say the same one after another.
                match given {
                    Given::Reported(FactValue::Text(kept)) if Arc::ptr_eq(kept, word) => {}
                    Given::Reported(FactValue::Text(kept)) => {
                        let new = words.share(word);
                        words.put_by(std::mem::replace(kept, new));
                    }
                    given => *given = Given::Reported(FactValue::Text(words.share(word))),
                }
            }
            Self::Text => *given = Given::Reported(FactValue::Text(plain_words(text)?.into())),
            Self::Date => {
                let date = date(text)?;
                match given {
                    Given::Reported(FactValue::Date(other)) => *other = date,
                    given => *given = Given::Reported(FactValue::Date(date)),
                }
            }
            Self::Texts => texts(text, list(given), words)?,
            Self::Numbers(range) => numbers(text, range, list(given))?,
            Self::Nothing => return None,
        }
        Some(())
    }

    /// What a cell says, where it is plain.
    #[cfg(test)]
    pub(super) fn read(&self, text: &str, words: &mut Words) -> Option<Given> {
        let mut given = Given::Empty;
        self.put(text, &mut given, words).then_some(given)
    }
}

/// One of the words of a choice.
#[inline]
fn choice<'c>(choices: &'c [(Key, Arc<str>)], text: &str) -> Option<&'c Arc<str>> {
    let key = Key::of(text);
    // Going through all of them costs less than to stop where nobody foresees it.
    let mut found = choices.len();
    for (at, (other, _)) in choices.iter().enumerate() {
        found = if other.is(key) { at } else { found };
    }
    let (_, word) = choices.get(found)?;
    (key.is_whole() || **word == *text).then_some(word)
}

/// Whether two words are the same. Nearly always their first letters tell.
#[inline]
fn is_same(word: &str, text: &str) -> bool {
    word.len() == text.len() && word.as_bytes().first() == text.as_bytes().first() && word == text
}

/// The list that stands at some place, with whatever stood in it before.
#[inline]
fn list(given: &mut Given) -> &mut Vec<FactValue> {
    if !matches!(given, Given::Reported(FactValue::List(_))) {
        *given = Given::Reported(FactValue::List(Vec::new()));
    }
    match given {
        Given::Reported(FactValue::List(list)) => list,
        _ => unreachable!("it was put there"),
    }
}

impl Range {
    fn of(fact: &Fact) -> Option<Self> {
        let least = fact.min.as_ref().map_or(Some(i128::MIN), units)?;
        let most = fact.max.as_ref().map_or(Some(i128::MAX), units)?;
        let within = |units: i128| {
            // No mantissa is as large as what is cut off here.
            i64::try_from(units).unwrap_or(if units < 0 { i64::MIN } else { i64::MAX })
        };
        let mut range = Self([(0, 0); DECIMALS as usize + 1]);
        let narrow = i64::try_from(least).ok().zip(i64::try_from(most).ok());
        for (scale, ends) in range.0.iter_mut().enumerate() {
            let unit = TENS[DECIMALS as usize - scale];
            // Nearly every range is one of these, and wide divisions take long.
            if let Some((least, most)) = narrow {
                let up = i64::from(least.rem_euclid(unit) != 0);
                *ends = (least.div_euclid(unit) + up, most.div_euclid(unit));
                continue;
            }
            let unit = i128::from(unit);
            let up = i128::from(least.rem_euclid(unit) != 0);
            *ends = (
                within(least.div_euclid(unit) + up),
                within(most.div_euclid(unit)),
            );
        }
        Some(range)
    }

    /// Whether a number lies in the range.
    #[inline]
    fn holds(&self, digits: Digits) -> bool {
        let (least, most) = self.0[digits.scale];
        least <= digits.mantissa && digits.mantissa <= most
    }
}

/// A number in units of the last decimal that is kept, where it has no more decimals.
fn units(number: &Number) -> Option<i128> {
    let parts = Number::of_parts(1, DECIMALS)?;
    number.divide(&parts)?.to_i64().map(i128::from)
}

impl Digits {
    /// The digits of a number with at most one comma or point among them.
    #[inline]
    fn of(text: &[u8]) -> Option<Self> {
        if let Some((mantissa, scale, whole)) = digits(text) {
            return Some(Self {
                mantissa: mantissa.into(),
                scale: scale.into(),
                whole: whole.into(),
            });
        }
        Self::long(text)
    }

    /// The number that they are.
    #[inline]
    fn number(self) -> Number {
        Number::of_parts(self.mantissa, self.scale as u32).unwrap_or_default()
    }

    /// The same, letter by letter.
    #[inline(never)]
    fn long(text: &[u8]) -> Option<Self> {
        let (is_negative, digits) = match text {
            [b'-', digits @ ..] => (true, digits),
            digits => (false, digits),
        };
        if digits.len() > DIGITS + 1 {
            return None;
        }
        let mut mantissa = 0_i64;
        let mut take = |from: usize| {
            let mut at = from;
            while let Some(byte @ b'0'..=b'9') = digits.get(at) {
                mantissa = mantissa * 10 + i64::from(byte - b'0');
                at += 1;
            }
            at
        };
        let whole = take(0);
        let mut scale = 0;
        if whole < digits.len() {
            if !matches!(digits[whole], b'.' | b',') {
                return None;
            }
            let end = take(whole + 1);
            scale = end - whole - 1;
            if end < digits.len() || scale == 0 {
                return None;
            }
        }
        if whole == 0 || whole + scale > DIGITS || scale > DECIMALS as usize {
            return None;
        }
        if is_negative {
            // Nobody writes a nought below nought.
            mantissa = (mantissa != 0).then_some(-mantissa)?;
        }
        Some(Self {
            mantissa,
            scale,
            whole,
        })
    }

    /// Whether the decimal sign may part thousands.
    #[inline]
    fn may_part_thousands(self, text: &[u8]) -> bool {
        let first = text.iter().find(|byte| **byte != b'-');
        self.scale == 3 && self.whole <= 3 && first != Some(&b'0')
    }

    /// Whether a percentage may be meant as a part of one, or cannot be one at all.
    #[inline]
    fn may_be_a_share(self) -> bool {
        self.mantissa != 0 && self.mantissa <= TENS[self.scale]
    }
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

/// Words that are clean, without the spaces around them.
#[inline]
pub(super) fn words(text: &str) -> Option<&str> {
    let words = bare(text);
    let is_none = words.is_empty() || is_error_value(words);
    (!is_none && is_plain(words)).then_some(words)
}

/// Words that mean nothing but themselves, without the spaces around them.
fn plain_words(text: &str) -> Option<&str> {
    words(text).filter(|words| !may_be_not_assigned(words))
}

/// The parts of a list, without the spaces around them; a `;` at the end has nothing behind it.
#[inline]
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text.strip_suffix(';').unwrap_or(text));
    std::iter::from_fn(move || {
        let text = rest?;
        // Parts are short: going through them costs less than a search made for long texts.
        let end = text.bytes().position(|byte| byte == b';');
        let part = &text[..end.unwrap_or(text.len())];
        rest = end.map(|end| &text[end + 1..]);
        Some(bare(part))
    })
}

fn numbers(text: &str, range: &Range, list: &mut Vec<FactValue>) -> Option<()> {
    list.clear();
    for part in parts(text) {
        let bytes = part.as_bytes();
        let digits = Digits::of(bytes)?;
        if !range.holds(digits) || digits.may_part_thousands(bytes) {
            return None;
        }
        list.push(FactValue::Number(digits.number()));
    }
    Some(())
}

fn texts(text: &str, list: &mut Vec<FactValue>, words: &mut Words) -> Option<()> {
    let text = bare(text);
    if may_be_not_assigned(text) || is_error_value(text) || may_be_several(text) {
        return None;
    }
    let (mut count, rest) = begun(text, list);
    let Some(rest) = rest else {
        list.truncate(count);
        return Some(());
    };
    if !is_plain(rest) {
        return None;
    }
    for part in parts(bare(rest)) {
        if part.is_empty() {
            return None;
        }
        match list.get_mut(count) {
            Some(FactValue::Text(kept)) if is_same(kept, part) => {}
            Some(other) => *other = FactValue::Text(words.keep(part)),
            None => list.push(FactValue::Text(words.keep(part))),
        }
        count += 1;
    }
    list.truncate(count);
    Some(())
}

/// With how many words a text begins that stand in a list already, and what comes behind them, if
/// anything does. What was read before is spelled as it should be.
fn begun<'t>(text: &'t str, list: &[FactValue]) -> (usize, Option<&'t str>) {
    let mut rest = text;
    for (at, kept) in list.iter().enumerate() {
        let FactValue::Text(kept) = kept else {
            return (at, Some(rest));
        };
        let behind = rest.strip_prefix(&**kept);
        match behind.map(|behind| (behind, behind.strip_prefix(';'))) {
            Some(("", _)) => return (at + 1, None),
            Some((_, Some(next))) => rest = next.strip_prefix(' ').unwrap_or(next),
            _ => return (at, Some(rest)),
        }
    }
    (list.len(), Some(rest))
}
