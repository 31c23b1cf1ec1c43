//! Short numbers: 64 bits of digits, and how many of them are after the point.
//!
//! A result here is always exact; what does not fit is left to [`super::fraction`].

use std::cmp::Ordering;
use std::num::NonZeroU32;

use super::repr::Repr;

/// Digits and scale: `(250, 2)` is 2.50.
pub(super) type Short = (i64, u8);

/// The most digits after the point.
pub(super) const MOST_SCALE: u8 = 18;

/// Powers of ten that fit.
pub(super) const TENS: [i64; 19] = {
    let mut tens = [1_i64; 19];
    let mut at = 1;
    while at < tens.len() {
        tens[at] = tens[at - 1] * 10;
        at += 1;
    }
    tens
};

/// Both numbers in parts of the same size, and the scale of these.
#[inline]
fn aligned((one, scale): Short, (two, other_scale): Short) -> Option<(i64, i64, u8)> {
    if scale == other_scale {
        return Some((one, two, scale));
    }
    if scale < other_scale {
        let more = TENS[usize::from(other_scale - scale)];
        return Some((one.checked_mul(more)?, two, other_scale));
    }
    let more = TENS[usize::from(scale - other_scale)];
    Some((one, two.checked_mul(more)?, scale))
}

#[inline]
pub(super) fn add(one: Short, two: Short) -> Option<Short> {
    let (one, two, scale) = aligned(one, two)?;
    Some((one.checked_add(two)?, scale))
}

#[inline]
pub(super) fn subtract(one: Short, two: Short) -> Option<Short> {
    let (one, two, scale) = aligned(one, two)?;
    Some((one.checked_sub(two)?, scale))
}

#[inline]
pub(super) fn multiply((one, scale): Short, (two, other_scale): Short) -> Option<Short> {
    let scale = scale + other_scale;
    if scale > MOST_SCALE {
        return None;
    }
    Some((one.checked_mul(two)?, scale))
}

/// The quotient as a short number, if it ends within a few digits, or else as a ratio.
#[inline]
pub(super) fn divide(one: Short, two: Short) -> Option<Repr> {
    // Enough for quarters, percents and the like.
    const MORE: u8 = 6;
    let (one, two, _) = aligned(one, two)?;
    // `None` for a division by 0, and for the least number by -1.
    if one.checked_rem(two)? == 0 {
        return Some(Repr::Short {
            digits: one / two,
            scale: 0,
        });
    }
    if let Some(widened) = one.checked_mul(TENS[usize::from(MORE)])
        && widened.checked_rem(two)? == 0
    {
        let (digits, scale) = stripped((widened / two, MORE));
        return Some(Repr::Short { digits, scale });
    }
    let (numerator, denominator) = if two < 0 {
        (one.checked_neg()?, two.checked_neg()?)
    } else {
        (one, two)
    };
    Some(Repr::Ratio {
        numerator,
        denominator: NonZeroU32::new(u32::try_from(denominator).ok()?)?,
    })
}

/// The number without zeros at its end after the point.
#[inline]
pub(super) fn stripped((mut digits, mut scale): Short) -> Short {
    while scale > 0 && digits % 10 == 0 {
        digits /= 10;
        scale -= 1;
    }
    (digits, scale)
}

#[inline]
pub(super) fn compare(one: Short, two: Short) -> Ordering {
    if one.1 == two.1 {
        one.0.cmp(&two.0)
    } else {
        compare_scales(one, two)
    }
}

fn compare_scales(one: Short, two: Short) -> Ordering {
    if let Some((one, two, _)) = aligned(one, two) {
        return one.cmp(&two);
    }
    let scale = one.1.max(two.1);
    let wide =
        |(digits, its): Short| i128::from(digits) * i128::from(TENS[usize::from(scale - its)]);
    wide(one).cmp(&wide(two))
}

/// Rounded to some digits after the point, half away from zero.
#[inline]
pub(super) fn round((digits, scale): Short, wanted: u8) -> Short {
    if wanted >= scale {
        return (digits, scale);
    }
    let part = TENS[usize::from(scale - wanted)];
    let (whole, rest) = (digits / part, digits % part);
    let away = i64::from(rest.abs() >= part / 2);
    (whole + away * digits.signum(), wanted)
}

#[inline]
pub(super) fn floor((digits, scale): Short) -> i64 {
    digits.div_euclid(TENS[usize::from(scale)])
}

#[inline]
pub(super) fn ceil((digits, scale): Short) -> i64 {
    let part = TENS[usize::from(scale)];
    digits.div_euclid(part) + i64::from(digits.rem_euclid(part) != 0)
}
