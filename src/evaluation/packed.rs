//! Words and exact numbers in few bytes, one after the other.
//!
//! All of it is one text: whoever asks for the words gets them without a look at each letter. A
//! number is a letter for its sign and how many digits stand after the comma, then its digits as a
//! whole number, six bits a letter, the lowest first. What is read is what was written, to the
//! last idle zero.

use std::sync::Arc;

use crate::number::Decimal;
use crate::rule::scaled::Scaled;

/// Takes what is to be packed.
#[derive(Debug, Default)]
pub(super) struct Pack {
    text: String,
    shared: Vec<Arc<str>>,
}

/// What was packed.
#[derive(Debug, Default)]
pub(super) struct Packed {
    /// Words and numbers, one after the other.
    pub(super) text: Box<str>,
    /// Words that several may share.
    pub(super) shared: Box<[Arc<str>]>,
}

/// How many of the last shared words are asked whether they are the same: rows of one unit mostly
/// follow each other.
const ASKED: usize = 4;

/// The first letter of a number below zero has this bit.
const NEGATIVE: u8 = 0x40;

/// Stands where there is no number; no scale is that large.
const NONE: u8 = 0x3F;

/// A letter after which more digits follow has this bit.
const MORE: u8 = 0x40;

/// How many bits of a number a letter holds, and all of them.
const BITS: u32 = 6;
const ALL: u8 = 0x3F;

impl Pack {
    /// What was packed; there is room for the next afterwards.
    pub(super) fn take(&mut self) -> Packed {
        let text = self.text.as_str().into();
        self.text.clear();
        Packed {
            text,
            shared: self.shared.drain(..).collect(),
        }
    }

    /// How long the text is so far.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// Puts words among those that several may share; their index there.
    pub(super) fn share(&mut self, words: &Arc<str>) -> usize {
        let last = self.shared.iter().enumerate().rev().take(ASKED);
        let mut same = last.filter(|(_, known)| Arc::ptr_eq(known, words));
        if let Some((at, _)) = same.next() {
            return at;
        }
        self.shared.push(Arc::clone(words));
        self.shared.len() - 1
    }

    fn letter(&mut self, letter: u8) {
        // Every letter is in ASCII, and the compiler is told so.
        self.text.push(char::from(letter & !0x80));
    }

    pub(super) fn words(&mut self, words: &str) {
        self.text.push_str(words);
    }

    pub(super) fn count(&mut self, count: usize) {
        self.digits(count as u64);
    }

    pub(super) fn maybe(&mut self, number: Option<Decimal>) {
        match number {
            Some(number) => self.number(number),
            None => self.letter(NONE),
        }
    }

    pub(super) fn number(&mut self, number: Decimal) {
        let parts = number.unpack();
        let sign = if parts.negative { NEGATIVE } else { 0 };
        // A decimal has 28 digits after the comma at the most.
        self.letter(parts.scale as u8 | sign);
        let low = u64::from(parts.mid) << 32 | u64::from(parts.lo);
        if parts.hi == 0 {
            self.digits(low);
        } else {
            self.wide(u128::from(parts.hi) << 64 | u128::from(low));
        }
    }

    /// A short number; it is read as any other.
    pub(super) fn short(&mut self, number: Scaled) {
        let (digits, scale) = number.in_digits();
        let sign = if digits < 0 { NEGATIVE } else { 0 };
        self.letter(scale | sign);
        self.digits(digits.unsigned_abs());
    }

    fn digits(&mut self, mut digits: u64) {
        while digits > u64::from(ALL) {
            self.letter(digits as u8 & ALL | MORE);
            digits >>= BITS;
        }
        self.letter(digits as u8);
    }

    fn wide(&mut self, mut digits: u128) {
        while digits > u128::from(ALL) {
            self.letter(digits as u8 & ALL | MORE);
            digits >>= BITS;
        }
        self.letter(digits as u8);
    }
}

/// Gives back what was packed, in the same order.
#[derive(Debug, Clone)]
pub(super) struct Unpack<'p>(&'p [u8]);

impl<'p> Unpack<'p> {
    /// Begins at an offset.
    pub(super) fn new(packed: &'p str, from: usize) -> Self {
        Self(packed.as_bytes().get(from..).unwrap_or_default())
    }

    #[inline]
    fn letter(&mut self) -> u8 {
        match self.0 {
            [first, rest @ ..] => {
                self.0 = rest;
                *first
            }
            [] => 0,
        }
    }

    #[inline]
    fn digits(&mut self) -> u128 {
        let (mut low, mut shift) = (0_u64, 0);
        while shift < 60 {
            let letter = self.letter();
            low |= u64::from(letter & ALL) << shift;
            if letter & MORE == 0 {
                return u128::from(low);
            }
            shift += BITS;
        }
        self.wide(low)
    }

    #[cold]
    fn wide(&mut self, low: u64) -> u128 {
        let (mut all, mut shift) = (u128::from(low), 60);
        loop {
            let letter = self.letter();
            all |= u128::from(letter & ALL) << shift;
            if letter & MORE == 0 {
                return all;
            }
            shift += BITS;
        }
    }

    pub(super) fn count(&mut self) -> usize {
        self.digits() as usize
    }

    pub(super) fn maybe(&mut self) -> Option<Decimal> {
        if self.0.first() == Some(&NONE) {
            self.letter();
            return None;
        }
        Some(self.number())
    }

    #[inline]
    pub(super) fn number(&mut self) -> Decimal {
        let first = self.letter();
        let digits = self.digits();
        let part = |shift: u32| (digits >> shift) as u32;
        let scale = u32::from(first & !NEGATIVE);
        Decimal::from_parts(part(0), part(32), part(64), first & NEGATIVE != 0, scale)
    }

    /// Several numbers, and how many before them.
    pub(super) fn numbers(&mut self, tell: &mut dyn FnMut(Decimal)) {
        for _ in 0..self.count() {
            tell(self.number());
        }
    }

    /// Goes over several numbers.
    pub(super) fn skip(&mut self, numbers: usize) {
        for _ in 0..numbers {
            self.letter();
            while self.letter() & MORE != 0 {}
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_read_is_what_was_written(
            name in ".{0,200}",
            numbers in proptest::collection::vec(
                proptest::option::of((any::<i128>(), prop_oneof![Just(0_u32), 0..=96_u32], 0..=28_u32)), 0..9
            ),
        ) {
            let number = |(mantissa, shift, scale): (i128, u32, u32)| {
                let mantissa = (mantissa >> 32) >> shift.min(95);
                Decimal::try_from_i128_with_scale(mantissa, scale).unwrap_or_default()
            };
            let numbers: Vec<Option<Decimal>> = numbers.into_iter().map(|it| it.map(number)).collect();
            let mut pack = Pack::default();
            pack.words(&name);
            let start = pack.len();
            numbers.iter().for_each(|number| pack.maybe(*number));
            let packed = pack.take().text;
            prop_assert_eq!(&packed[..start], name);
            let mut unpack = Unpack::new(&packed, start);
            for number in numbers {
                let read = unpack.maybe();
                prop_assert_eq!(read, number);
                prop_assert_eq!(read.map(|it| it.scale()), number.map(|it| it.scale()));
            }
        }
    }
}
