//! What does not fit a short number: ratios in 128 bits where they do, or else big integers.

use std::cmp::Ordering;
use std::num::NonZeroU32;
use std::sync::Arc;

use num_bigint::{BigInt, Sign};
use num_rational::BigRational;

use super::repr::{LONGEST, Number, Repr};
use super::short::{MOST_SCALE, TENS, stripped};

/// The bits that [`LONGEST`] digits take.
const MOST_BITS: u64 = LONGEST as u64 * 3_322 / 1_000 + 1;

/// Numerator and denominator of what is no big fraction; the denominator is above 0. The one fits
/// 64 bits and the other is at most 10^18, so that no product of two of them, nor the sum of two
/// such products, is too large.
#[inline]
fn parts(number: &Number) -> Option<(i128, i128)> {
    match &number.0 {
        Repr::Short { digits, scale } => Some(((*digits).into(), TENS[usize::from(*scale)].into())),
        Repr::Ratio {
            numerator,
            denominator,
        } => Some(((*numerator).into(), denominator.get().into())),
        Repr::Fraction(_) => None,
    }
}

fn big(number: &Number) -> Arc<BigRational> {
    match (&number.0, parts(number)) {
        (Repr::Fraction(fraction), _) => Arc::clone(fraction),
        (_, Some((numerator, denominator))) => {
            Arc::new(BigRational::new(numerator.into(), denominator.into()))
        }
        (_, None) => Arc::default(),
    }
}

#[cold]
pub(super) fn add(one: &Number, two: &Number) -> Option<Number> {
    let small = || {
        let ((a, b), (c, d)) = (parts(one)?, parts(two)?);
        reduced(a * d + c * b, b * d)
    };
    small().or_else(|| bounded(&*big(one) + &*big(two)))
}

#[cold]
pub(super) fn multiply(one: &Number, two: &Number) -> Option<Number> {
    let small = || {
        let ((a, b), (c, d)) = (parts(one)?, parts(two)?);
        reduced(a * c, b * d)
    };
    small().or_else(|| bounded(&*big(one) * &*big(two)))
}

#[cold]
pub(super) fn divide(one: &Number, two: &Number) -> Option<Number> {
    if matches!(parts(two), Some((0, _))) {
        return None;
    }
    let small = || {
        let ((a, b), (c, d)) = (parts(one)?, parts(two)?);
        reduced(a * d * c.signum(), b * c.abs())
    };
    small().or_else(|| bounded(&*big(one) / &*big(two)))
}

/// The sum, however long.
#[cold]
pub(super) fn sum(one: &Number, two: &Number) -> Number {
    shrunk(&*big(one) + &*big(two))
}

/// The difference, however long.
#[cold]
pub(super) fn difference(one: &Number, two: &Number) -> Number {
    shrunk(&*big(one) - &*big(two))
}

/// The product, however long.
#[cold]
pub(super) fn product(one: &Number, two: &Number) -> Number {
    shrunk(&*big(one) * &*big(two))
}

/// The quotient, however long; the divisor must not be 0.
#[cold]
pub(super) fn quotient(one: &Number, two: &Number) -> Number {
    shrunk(&*big(one) / &*big(two))
}

pub(super) fn negate(number: &Number) -> Number {
    let small = || {
        let (numerator, denominator) = parts(number)?;
        reduced(-numerator, denominator)
    };
    small().unwrap_or_else(|| shrunk(-&*big(number)))
}

#[cold]
pub(super) fn compare(one: &Number, two: &Number) -> Ordering {
    if let (Some((a, b)), Some((c, d))) = (parts(one), parts(two)) {
        return (a * d).cmp(&(c * b));
    }
    let (one, two) = (big(one), big(two));
    (one.numer() * two.denom()).cmp(&(two.numer() * one.denom()))
}

pub(super) fn sign(fraction: &BigRational) -> Ordering {
    match fraction.numer().sign() {
        Sign::Minus => Ordering::Less,
        Sign::NoSign => Ordering::Equal,
        Sign::Plus => Ordering::Greater,
    }
}

/// See [`Number::cost`]: reducing a fraction takes time by the square of its length.
pub(super) fn cost(fraction: &BigRational) -> u64 {
    let words = (fraction.numer().bits() + fraction.denom().bits()) / 64 + 1;
    16 + words * words
}

pub(super) fn from_u64(number: u64) -> Number {
    shrunk(BigRational::from_integer(number.into()))
}

/// The one representation that equal numbers share.
pub(super) fn canonical(number: &Number) -> Repr {
    let repr = match (&number.0, parts(number)) {
        (Repr::Short { digits, scale }, _) => {
            let (digits, scale) = stripped((*digits, *scale));
            return Repr::Short { digits, scale };
        }
        (_, Some((numerator, denominator))) => reduced(numerator, denominator),
        (_, None) => None,
    };
    repr.map_or_else(|| number.0.clone(), |number| number.0)
}

/// A small fraction in its canonical representation; `None` if it does not fit one.
fn reduced(numerator: i128, denominator: i128) -> Option<Number> {
    let divisor = greatest_common_divisor(numerator.unsigned_abs(), denominator.unsigned_abs());
    let divisor = i128::try_from(divisor)
        .ok()
        .filter(|it| *it > 1)
        .unwrap_or(1);
    let (numerator, denominator) = (numerator / divisor, denominator / divisor);
    if let Some(decimals) = decimals_of(denominator)
        && decimals <= MOST_SCALE
        && let Some(digits) =
            numerator.checked_mul(i128::from(TENS[usize::from(decimals)]) / denominator)
        && let Ok(digits) = i64::try_from(digits)
    {
        return Some(Number::short((digits, decimals)));
    }
    Some(Number(Repr::Ratio {
        numerator: i64::try_from(numerator).ok()?,
        denominator: NonZeroU32::new(u32::try_from(denominator).ok()?)?,
    }))
}

fn greatest_common_divisor(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        if let (Ok(mut short), Ok(mut other)) = (u64::try_from(a), u64::try_from(b)) {
            while other != 0 {
                (short, other) = (other, short % other);
            }
            return short.into();
        }
        (a, b) = (b, a % b);
    }
    a
}

/// How many decimals a fraction in lowest terms with this denominator has, if it ends.
fn decimals_of(denominator: i128) -> Option<u8> {
    let twos = denominator.trailing_zeros();
    let mut rest = denominator >> twos;
    let mut fives = 0;
    while rest % 5 == 0 {
        rest /= 5;
        fives += 1;
    }
    let decimals = twos.max(fives);
    (rest == 1).then(|| u8::try_from(decimals).ok()).flatten()
}

/// How many decimals a number has, without zeros at their end; `None` if it is endless.
pub(super) fn decimals(number: &Number) -> Option<u32> {
    match canonical(number) {
        Repr::Short { scale, .. } => Some(scale.into()),
        Repr::Ratio { denominator, .. } => decimals_of(denominator.get().into()).map(u32::from),
        Repr::Fraction(fraction) => {
            let mut rest = fraction.denom().clone();
            let twos = rest.trailing_zeros().unwrap_or(0);
            rest >>= twos;
            let (five, none) = (BigInt::from(5), BigInt::ZERO);
            let mut fives = 0;
            while &rest % &five == none {
                rest /= &five;
                fives += 1;
            }
            let ends = rest == BigInt::from(1);
            ends.then(|| u32::try_from(twos.max(fives)).ok()).flatten()
        }
    }
}

/// The number in parts as small as that many decimals say, rounded half away from zero.
pub(super) fn in_parts(number: &Number, decimals: u32) -> BigInt {
    let scaled = &*big(number) * BigInt::from(10).pow(decimals);
    scaled.round().to_integer()
}

pub(super) fn floor(number: &Number) -> Number {
    if let Some((numerator, denominator)) = parts(number)
        && let Ok(floor) = i64::try_from(numerator.div_euclid(denominator))
    {
        return Number::whole(floor);
    }
    shrunk(big(number).floor())
}

/// Rounded to some decimals, half away from zero.
pub(super) fn round(number: &Number, decimals: u32) -> Number {
    let decimals = decimals.min(LONGEST as u32);
    let small = || {
        let (numerator, denominator) = parts(number)?;
        let scale = u8::try_from(decimals).ok().filter(|it| *it <= MOST_SCALE)?;
        let widened = numerator.checked_mul(TENS[usize::from(scale)].into())?;
        let double = widened.unsigned_abs().checked_mul(2)?;
        let double = double.checked_add(denominator.unsigned_abs())?;
        let digits = i64::try_from(double / (2 * denominator.unsigned_abs())).ok()?;
        let sign = if numerator < 0 { -1 } else { 1 };
        Some(Number::short((digits * sign, scale)))
    };
    small().unwrap_or_else(|| {
        let parts = in_parts(number, decimals);
        shrunk(BigRational::new(parts, BigInt::from(10).pow(decimals)))
    })
}

/// A whole number, or one of `numerator / 10^decimals`, however long.
pub(super) fn from_parts(numerator: BigInt, decimals: u32) -> Option<Number> {
    bounded(BigRational::new(numerator, BigInt::from(10).pow(decimals)))
}

/// A fraction in lowest terms, if it is no longer than [`LONGEST`].
fn bounded(fraction: BigRational) -> Option<Number> {
    let bits = fraction.numer().bits().max(fraction.denom().bits());
    (bits <= MOST_BITS).then(|| shrunk(fraction))
}

/// A fraction in lowest terms, in its canonical representation.
fn shrunk(fraction: BigRational) -> Number {
    let small = || {
        let numerator = i128::try_from(fraction.numer()).ok()?;
        reduced(numerator, i128::try_from(fraction.denom()).ok()?)
    };
    small().unwrap_or_else(|| Number(Repr::Fraction(Arc::new(fraction))))
}
