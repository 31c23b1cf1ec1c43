//! Numbers as text.

use std::fmt;

use num_bigint::{BigInt, Sign};

use super::short::{self, MOST_SCALE, TENS, stripped};
use super::{Number, fraction};

/// Digits after the point that [`Number`]'s `Display` shows of a number without a last digit.
pub const SHOWN_DIGITS: u32 = 12;

impl fmt::Display for Number {
    /// Plain digits without zeros at the end: `4.7` for `4.70`; what has no last digit is rounded
    /// to [`SHOWN_DIGITS`], see [`Number::is_endless`].
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = Vec::new();
        if let Some(short) = self.as_short() {
            let (digits, scale) = stripped(short);
            write_whole(
                digits.unsigned_abs(),
                scale.into(),
                ".",
                digits < 0,
                &mut text,
            );
        } else {
            match fraction::decimals(self) {
                Some(decimals) => write_parts(self, decimals, ".", &mut text),
                None => return self.round(SHOWN_DIGITS).fmt(formatter),
            }
        }
        formatter.pad(&String::from_utf8_lossy(&text))
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.shown())
    }
}

impl Number {
    /// The number as people read it: `≈` says that digits are left out.
    pub fn shown(&self) -> String {
        let sign = if self.is_endless() { "≈" } else { "" };
        format!("{sign}{self}")
    }

    /// The number with exactly so many digits after the point, rounded half away from zero.
    pub fn to_fixed(&self, digits: u32) -> String {
        let mut text = Vec::new();
        self.write_rounded(digits, '.', &mut text);
        String::from_utf8_lossy(&text).into_owned()
    }

    /// Writes it with exactly so many digits after the point, rounded half away from zero.
    pub fn write_rounded(&self, digits: u32, point: char, text: &mut Vec<u8>) {
        let mut buffer = [0; 4];
        let point = &*point.encode_utf8(&mut buffer);
        let fits = || {
            let wanted = u8::try_from(digits).ok().filter(|it| *it <= MOST_SCALE)?;
            let (parts, scale) = short::round(self.as_short()?, wanted);
            parts.checked_mul(TENS[usize::from(wanted - scale)])
        };
        match fits() {
            Some(parts) => {
                write_whole(
                    parts.unsigned_abs(),
                    digits as usize,
                    point,
                    parts < 0,
                    text,
                );
            }
            None => write_parts(self, digits, point, text),
        }
    }
}

/// Writes a number of any length with so many decimals.
fn write_parts(number: &Number, decimals: u32, point: &str, text: &mut Vec<u8>) {
    let parts: BigInt = fraction::in_parts(number, decimals);
    if parts.sign() == Sign::Minus {
        text.push(b'-');
    }
    let decimals = decimals as usize;
    let digits = format!("{:0>1$}", parts.magnitude().to_string(), decimals + 1);
    let (whole, rest) = digits.split_at(digits.len() - decimals);
    text.extend_from_slice(whole.as_bytes());
    if decimals > 0 {
        text.extend_from_slice(point.as_bytes());
        text.extend_from_slice(rest.as_bytes());
    }
}

/// Writes a whole number of parts, at most 18 of its digits after a point; at least one is before
/// it.
pub(super) fn write_whole(
    mut rest: u64,
    digits: usize,
    point: &str,
    is_negative: bool,
    text: &mut Vec<u8>,
) {
    // The digits from the last to the first.
    let mut written = [b'0'; 20];
    let mut start = written.len();
    while rest > 0 || written.len() - start <= digits {
        start -= 1;
        written[start] = b'0' + (rest % 10) as u8;
        rest /= 10;
    }
    if is_negative {
        text.push(b'-');
    }
    let (whole, decimals) = written[start..].split_at(written.len() - start - digits);
    text.extend_from_slice(whole);
    if digits > 0 {
        text.extend_from_slice(point.as_bytes());
        text.extend_from_slice(decimals);
    }
}

/// Writes a whole number.
pub fn write_count(count: usize, text: &mut Vec<u8>) {
    write_whole(count as u64, 0, ".", false, text);
}
