//! Numbers from text.

use num_bigint::BigInt;

use super::short::{MOST_SCALE, Short};
use super::{LONGEST, Number, fraction};

/// Digits that always fit 64 bits.
const SHORT_DIGITS: usize = 18;

impl Number {
    /// A number in plain digits as TOML, JSON or a cell writes it: optional sign, digits, optional
    /// point and digits. No exponent, no `inf`, no `nan`, no digit lost, none beyond [`LONGEST`].
    pub fn parse(text: impl AsRef<[u8]>) -> Option<Self> {
        let text = text.as_ref();
        match parse_short(text) {
            Some(short) => Some(Self::short(short)),
            None => parse_long(text),
        }
    }

    /// A short number that stands in the code; panics when compiled if it is none.
    pub const fn literal(text: &str) -> Self {
        match parse_short(text.as_bytes()) {
            Some(short) => Self::short(short),
            None => panic!("it is no short number"),
        }
    }

    /// 10 to some power.
    pub(super) fn power_of_ten(exponent: u32) -> Option<Self> {
        let fits = usize::try_from(exponent).is_ok_and(|it| it < LONGEST);
        fits.then(|| fraction::from_parts(BigInt::from(10).pow(exponent), 0))?
    }
}

const fn parse_short(text: &[u8]) -> Option<Short> {
    let is_negative = !text.is_empty() && text[0] == b'-';
    let start = (!text.is_empty() && (text[0] == b'-' || text[0] == b'+')) as usize;
    if text.len() - start > SHORT_DIGITS + 1 {
        return None;
    }
    let mut digits = 0_i64;
    let mut point = None;
    let mut at = start;
    while at < text.len() {
        match (text[at], point) {
            (b'.', None) if at > start => point = Some(at),
            (digit @ b'0'..=b'9', _) if digits < i64::MAX / 10 => {
                digits = digits * 10 + (digit - b'0') as i64;
            }
            _ => return None,
        }
        at += 1;
    }
    let scale = match point {
        Some(point) if point + 1 == text.len() => return None,
        Some(point) => text.len() - point - 1,
        None if start == text.len() => return None,
        None => 0,
    };
    if scale > MOST_SCALE as usize {
        return None;
    }
    Some((if is_negative { -digits } else { digits }, scale as u8))
}

fn parse_long(text: &[u8]) -> Option<Number> {
    let text = std::str::from_utf8(text).ok()?;
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, "0"));
    let is_plain = |part: &str| !part.is_empty() && part.bytes().all(|it| it.is_ascii_digit());
    if digits.len() > LONGEST || !is_plain(whole) || !is_plain(decimals) {
        return None;
    }
    let parts = BigInt::parse_bytes(format!("{whole}{decimals}").as_bytes(), 10)?;
    let parts = if text.starts_with('-') { -parts } else { parts };
    fraction::from_parts(parts, u32::try_from(decimals.len()).ok()?)
}

/// A number that stands in the code: `number!(2.5)`.
#[macro_export]
#[doc(hidden)]
macro_rules! number {
    ($number:literal) => {
        const { $crate::number::Number::literal(stringify!($number)) }
    };
}
