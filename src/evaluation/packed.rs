//! Words and exact numbers in few bytes, one after the other.
//!
//! A number is a byte for its sign and how many digits stand after the comma, then its digits as a
//! whole number, seven bits a byte, the lowest first. What is read is what was written, to the
//! last idle zero.

use crate::number::Decimal;

/// Takes what is to be packed.
#[derive(Debug, Default)]
pub(super) struct Pack(Vec<u8>);

/// The first byte of a number below zero has this bit.
const NEGATIVE: u8 = 0x80;

/// Stands where there is no number; no scale is that large.
const NONE: u8 = 0x7F;

impl Pack {
    /// What was packed; there is room for the next afterwards.
    pub(super) fn take(&mut self) -> Box<[u8]> {
        let packed = self.0.as_slice().into();
        self.0.clear();
        packed
    }

    pub(super) fn count(&mut self, count: usize) {
        self.digits(count as u64);
    }

    pub(super) fn letters(&mut self, letters: &str) {
        self.count(letters.len());
        self.0.extend_from_slice(letters.as_bytes());
    }

    pub(super) fn maybe(&mut self, number: Option<Decimal>) {
        match number {
            Some(number) => self.number(number),
            None => self.0.push(NONE),
        }
    }

    pub(super) fn number(&mut self, number: Decimal) {
        let parts = number.unpack();
        let sign = if parts.negative { NEGATIVE } else { 0 };
        // A decimal has 28 digits after the comma at the most.
        self.0.push(parts.scale as u8 | sign);
        let low = u64::from(parts.mid) << 32 | u64::from(parts.lo);
        if parts.hi == 0 {
            self.digits(low);
        } else {
            self.wide(u128::from(parts.hi) << 64 | u128::from(low));
        }
    }

    fn digits(&mut self, mut digits: u64) {
        while digits >= 0x80 {
            self.0.push(digits as u8 | 0x80);
            digits >>= 7;
        }
        self.0.push(digits as u8);
    }

    fn wide(&mut self, mut digits: u128) {
        while digits >= 0x80 {
            self.0.push(digits as u8 | 0x80);
            digits >>= 7;
        }
        self.0.push(digits as u8);
    }
}

/// Gives back what was packed, in the same order.
#[derive(Debug, Clone)]
pub(super) struct Unpack<'p>(&'p [u8]);

impl<'p> Unpack<'p> {
    pub(super) fn new(packed: &'p [u8]) -> Self {
        Self(packed)
    }

    fn byte(&mut self) -> u8 {
        match self.0 {
            [first, rest @ ..] => {
                self.0 = rest;
                *first
            }
            [] => 0,
        }
    }

    fn digits(&mut self) -> u128 {
        let mut low = 0_u64;
        let mut shift = 0;
        loop {
            let byte = self.byte();
            low |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return u128::from(low);
            }
            shift += 7;
            if shift == 56 {
                break;
            }
        }
        let mut all = u128::from(low);
        loop {
            let byte = self.byte();
            all |= u128::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return all;
            }
            shift += 7;
        }
    }

    pub(super) fn count(&mut self) -> usize {
        self.digits() as usize
    }

    pub(super) fn skip_letters(&mut self) {
        let length = self.count();
        self.0 = self.0.get(length..).unwrap_or_default();
    }

    pub(super) fn maybe(&mut self) -> Option<Decimal> {
        if self.0.first() == Some(&NONE) {
            self.byte();
            return None;
        }
        Some(self.number())
    }

    pub(super) fn number(&mut self) -> Decimal {
        let first = self.byte();
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
}

/// The words at the beginning.
pub(super) struct Letters;

impl Letters {
    pub(super) fn first(packed: &[u8]) -> &str {
        let mut unpack = Unpack::new(packed);
        let length = unpack.count();
        letters(unpack.0, length)
    }

    pub(super) fn second(packed: &[u8]) -> &str {
        let mut unpack = Unpack::new(packed);
        unpack.skip_letters();
        let length = unpack.count();
        letters(unpack.0, length)
    }
}

fn letters(packed: &[u8], length: usize) -> &str {
    let letters = packed.get(..length).unwrap_or_default();
    str::from_utf8(letters).expect("letters were packed here")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_read_is_what_was_written(
            id in ".{0,40}",
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
            pack.letters(&id);
            pack.letters(&name);
            numbers.iter().for_each(|number| pack.maybe(*number));
            let packed = pack.take();
            prop_assert_eq!(Letters::first(&packed), id);
            prop_assert_eq!(Letters::second(&packed), name);
            let mut unpack = Unpack::new(&packed);
            unpack.skip_letters();
            unpack.skip_letters();
            for number in numbers {
                let read = unpack.maybe();
                prop_assert_eq!(read, number);
                prop_assert_eq!(read.map(|it| it.scale()), number.map(|it| it.scale()));
            }
        }
    }
}
