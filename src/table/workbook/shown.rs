//! Whether what a person sees in a cell is the number that the cell holds.

use crate::number::Number;
use crate::table::cell::{Difference, Shown, Value};

/// So many digits show a number whole, as far as anybody asks: a format that is none shows ten.
const MANY_DIGITS: usize = 10;

/// The longest text that a number is shown by.
const LONGEST: usize = 255;

/// Words that make another number of the one before them.
const SCALES: [&str; 8] = ["trăm", "nghìn", "ngàn", "triệu", "tr", "tỷ", "tỉ", "k"];

/// A number with what is seen of it, where that is something else.
pub(crate) fn with_shown(value: Value, text: &str) -> Value {
    let (Value::Number(held) | Value::Percent(held)) = &value else {
        return value;
    };
    let text = text.trim();
    let is_long = text.chars().count() > LONGEST;
    let difference = match is_long {
        true => Some(Difference::Otherwise),
        false => difference(text, held),
    };
    let Some(difference) = difference else {
        return value;
    };
    let text = match is_long {
        true => crate::text::cut(text),
        false => text.to_owned(),
    };
    Value::Shown(Box::new(Shown {
        value,
        text,
        difference,
    }))
}

/// How much memory a value takes beside its cell.
pub(crate) fn beside(value: &Value) -> usize {
    match value {
        Value::Shown(shown) => size_of::<Shown>() + shown.text.len(),
        _ => 0,
    }
}

/// How what is seen differs from the number, if it does.
fn difference(text: &str, held: &Number) -> Option<Difference> {
    let is_digit = |letter: char| letter.is_ascii_digit();
    let (Some(start), Some(end)) = (text.find(is_digit), text.rfind(is_digit)) else {
        // Accountants write a dash for nothing.
        let is_dash = text.contains(['-', '–']) && !text.contains(char::is_alphabetic);
        return (!is_dash || !held.is_zero()).then_some(Difference::Otherwise);
    };
    let (before, digits, after) = (&text[..start], &text[start..=end], &text[end + 1..]);
    // Behind letters, a dash is a hyphen.
    let is_signed = before.contains(['-', '−', '(']) && !before.contains(char::is_alphabetic);
    let is_negative = is_signed || after.trim_start().starts_with('-');
    let size = held.abs();
    let mut is_near = false;
    for (number, step) in readings(digits) {
        if number == size && (is_negative == held.is_negative() || size.is_zero()) {
            return worded(before, digits, after);
        }
        let apart = number.subtract(&size).map(|apart| apart.abs());
        let is_sign_kept = is_negative == held.is_negative() || number.is_zero();
        is_near |= is_sign_kept && apart.is_some_and(|apart| apart < step);
    }
    if !is_near || after.contains('?') {
        return Some(Difference::Otherwise);
    }
    let shown = digits.bytes().filter(u8::is_ascii_digit).count();
    (shown < MANY_DIGITS).then_some(Difference::Rounded)
}

/// Whether the same number is shown with words or zeros that say more.
fn worded(before: &str, digits: &str, after: &str) -> Option<Difference> {
    let words = format!("{before} {after}").to_lowercase();
    let mut words = words.split(|letter: char| !letter.is_alphabetic());
    if words.any(|word| SCALES.contains(&word)) {
        return Some(Difference::Scaled);
    }
    let has_zeros =
        digits.starts_with('0') && digits[1..].starts_with(|it: char| it.is_ascii_digit());
    let has_letters = before.contains(char::is_alphabetic) || after.contains(char::is_alphabetic);
    (has_zeros || has_letters).then_some(Difference::Worded)
}

/// The numbers that some digits may be, each with what its last digit counts: a comma or a point
/// may be before decimals or between thousands.
fn readings(digits: &str) -> Vec<(Number, Number)> {
    if let Some((front, exponent)) = digits.split_once(['e', 'E']) {
        let exponent = exponent.trim_start_matches('+').parse::<i64>().ok();
        let power = exponent.and_then(|it| Number::from(10).pow(&Number::from(it)));
        let powered = readings(front)
            .pop()
            .zip(power)
            .and_then(|((number, step), power)| {
                Some((number.multiply(&power)?, step.multiply(&power)?))
            });
        return powered.into_iter().collect();
    }
    let mut readings = Vec::new();
    if let Some(number) = whole(digits) {
        readings.push((number, Number::ONE));
    }
    if let Some((front, decimals)) = digits.rsplit_once(['.', ',']) {
        let is_plain = decimals.bytes().all(|it| it.is_ascii_digit());
        let front = whole(front).filter(|_| is_plain);
        let number = front.and_then(|front| Number::parse(format!("{front}.{decimals}")));
        let step = Number::parse(format!("0.{:0>1$}", 1, decimals.len()));
        readings.extend(number.zip(step));
    }
    readings
}

/// A whole number whose thousands may be parted.
fn whole(digits: &str) -> Option<Number> {
    let parts: Vec<&str> = digits
        .split(['.', ',', ' ', '\u{a0}', '\u{202f}', '\''])
        .collect();
    let is_digits = |part: &&str| !part.is_empty() && part.bytes().all(|it| it.is_ascii_digit());
    let are_thousands = parts.iter().skip(1).all(|part| part.len() == 3);
    (are_thousands && parts.iter().all(is_digits)).then(|| Number::parse(parts.concat()))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_seen_is_held_against_the_number() {
        use Difference::{Otherwise, Rounded, Scaled, Worded};
        for (text, held, expected) in [
            ("8", "8", None),
            ("8,4", "8.4", None),
            ("8.40", "8.4", None),
            ("1.500", "1500", None),
            ("1 500 000 ₫", "1500000", None),
            ("1.234,5", "1234.5", None),
            ("0,3333333333", "0.333333333333333", None),
            ("1.5E+3", "1500", None),
            ("95%", "95", None),
            ("-5", "-5", None),
            ("(5)", "-5", None),
            ("-", "0", None),
            ("$ - ", "0", None),
            ("-0", "0", None),
            ("8", "8.4", Some(Rounded)),
            ("80%", "79.6", Some(Rounded)),
            ("1.500", "1499.7", Some(Rounded)),
            ("0", "0.4", Some(Rounded)),
            ("0", "-0.4", Some(Rounded)),
            ("1.2e3", "1234", Some(Rounded)),
            ("5 triệu", "5", Some(Scaled)),
            ("5tr", "5", Some(Scaled)),
            ("12 hộ", "12", Some(Worded)),
            ("TT-07", "7", Some(Worded)),
            ("1.2e-3", "0.00123", Some(Rounded)),
            ("007", "7", Some(Worded)),
            ("1.500", "1500000", Some(Otherwise)),
            ("", "0", Some(Otherwise)),
            ("", "8", Some(Otherwise)),
            ("-", "8", Some(Otherwise)),
            ("Có", "1", Some(Otherwise)),
            ("5", "-5", Some(Otherwise)),
            ("80", "8", Some(Otherwise)),
            ("8 ?/?", "8.5", Some(Otherwise)),
            ("8 1/2", "8.5", Some(Otherwise)),
        ] {
            let number = Number::parse(held).expect("a number");
            assert_eq!(difference(text, &number), expected, "{text} {held}");
        }
    }
}
