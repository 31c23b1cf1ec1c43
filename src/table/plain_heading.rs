//! A heading without what offices write around the name of a column: its number on the paper, a unit or
//! a remark in brackets, "trong năm".

use crate::text::casefold;
use crate::text::unaccented;

/// What of a heading is the name of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PlainHeading {
    /// The name as people compare it, without accents.
    pub(crate) name: String,
    /// What stood in brackets, as people compare it.
    pub(crate) brackets: Vec<String>,
    /// Whether more than a number on paper was left out of the name.
    pub(crate) is_shortened: bool,
}

/// What ends a heading and says nothing of its own.
const ENDINGS: [&str; 4] = [" trong nam", " trong ky", " trong ky xet", " in the period"];

impl PlainHeading {
    /// A heading taken apart.
    pub(crate) fn of(heading: &str) -> Self {
        let folded = casefold(heading);
        let (outside, brackets) = without_brackets(without_number(&folded));
        let name = unaccented(outside.trim_matches([' ', ':', '*', ',', ';', '.', '-']));
        let ending = ENDINGS.iter().find_map(|ending| name.strip_suffix(ending));
        let is_shortened = !brackets.is_empty() || ending.is_some();
        Self {
            name: ending.map(str::to_owned).unwrap_or(name),
            brackets,
            is_shortened,
        }
    }
}

/// A text behind its number on paper: `2.2.`, `2.2`, `a)`, `(1)`, `IV.`, `3 -`.
fn without_number(text: &str) -> &str {
    let inner = text.strip_prefix('(').unwrap_or(text);
    let is_in_brackets = inner.len() < text.len();
    let is_mark = |letter: char| letter.is_ascii_digit() || letter == '.';
    let digits = inner.find(|letter: char| !is_mark(letter));
    let digits = digits.unwrap_or(inner.len());
    let letters = inner.find(|letter: char| !letter.is_alphabetic());
    let letters = letters.unwrap_or(inner.len());
    let is_roman = inner[..letters]
        .chars()
        .all(|letter| "ivx".contains(letter));
    let length = match (digits, letters) {
        (0, 0) => return text,
        (0, letters) if is_roman || inner[..letters].chars().count() == 1 => letters,
        (0, _) => return text,
        (digits, _) => digits,
    };
    let (number, rest) = inner.split_at(length);
    let is_closed = |mark: &[char]| rest.strip_prefix(mark);
    let rest = if is_in_brackets {
        is_closed(&[')'])
    } else if number.contains('.') {
        is_closed(&[')', ':', ' '])
    } else if digits > 0 {
        is_closed(&[')', ':', '/', '.']).or_else(|| rest.strip_prefix(" - "))
    } else {
        is_closed(&[')', '.'])
    };
    match rest.map(str::trim_start) {
        Some(rest) if !rest.is_empty() => rest,
        _ => text,
    }
}

/// A text without what stands in brackets, and that.
fn without_brackets(text: &str) -> (String, Vec<String>) {
    let mut outside = String::with_capacity(text.len());
    let mut brackets = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find(['(', '[']) {
        let Some(length) = rest[open..].find([')', ']']) else {
            break;
        };
        outside.push_str(rest[..open].trim_end());
        outside.push(' ');
        brackets.push(rest[open + 1..open + length].trim().to_owned());
        rest = rest[open + length + 1..].trim_start();
    }
    outside.push_str(rest);
    (outside, brackets)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_units_and_remarks_are_left_out() {
        for (heading, name, brackets) in [
            (
                "2.2. Số hội nghị (hội nghị)",
                "so hoi nghi",
                vec!["hội nghị"],
            ),
            ("2.2 Số hội nghị", "so hoi nghi", vec![]),
            ("a) Số hộ", "so ho", vec![]),
            ("(1) Số hộ", "so ho", vec![]),
            ("IV. Số hộ:", "so ho", vec![]),
            ("3 - Số hộ", "so ho", vec![]),
            ("Tỷ lệ (%) hộ dân", "ty le ho dan", vec!["%"]),
            ("Bị kỷ luật trong năm", "bi ky luat", vec![]),
            ("Số hộ", "so ho", vec![]),
            ("1 cửa", "1 cua", vec![]),
            ("100% hộ", "100% ho", vec![]),
            ("A.", "a", vec![]),
            ("(", "(", vec![]),
            ("", "", vec![]),
        ] {
            let plain = PlainHeading::of(heading);
            assert_eq!(
                (&*plain.name, plain.brackets),
                (name, brackets.into_iter().map(str::to_owned).collect()),
                "{heading}"
            );
        }
    }
}
