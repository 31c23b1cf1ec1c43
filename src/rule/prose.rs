//! What is no rule at all: a sentence, a formula of Excel, a number with its unit.

use super::failure::token_length;
use crate::locale::Text;
use crate::source::Span;
use crate::text::is_unseen;

/// What was written in place of a rule, where the language stopped at a place, and what to write.
pub(super) fn prose(text: &str, at: usize) -> Option<(Span, Text)> {
    let stopped_at = text[at..].chars().next();
    if let Some(letter) = stopped_at.filter(|letter| is_unseen(*letter)) {
        return Some((
            at..at + letter.len_utf8(),
            Text::both(
                "ở đây có một dấu cách đặc biệt, thường do chép từ Word; hãy xóa và gõ lại dấu cách thường",
                "a special space stands here, as copied from Word; delete it and type a plain space",
            ),
        ));
    }
    let here = at..at + token_length(&text[at..]);
    let before = text[..at].trim_end();
    let is_after_digit = before.ends_with(|letter: char| letter.is_ascii_digit());
    if text[at..].starts_with('%') && is_after_digit {
        return Some((
            here,
            Text::both(
                "trong quy tắc viết số không có `%`: số liệu kiểu tỷ lệ được so với chính số phần trăm, như `>= 80`",
                "numbers stand without `%` in rules: a percentage is compared with its number, as in `>= 80`",
            ),
        ));
    }
    // Comments and texts may say anything.
    if ["//", "/*", "\""].iter().any(|it| text.contains(it)) {
        return None;
    }
    if let Some(start) = text.find("IF(").or_else(|| text.find("if("))
        && text.contains(';')
        && !text.contains('{')
    {
        let inside = text[start + 3..].trim_end().trim_end_matches(')');
        let parts: Vec<&str> = inside.split(';').map(str::trim).collect();
        let mended = match parts[..] {
            [condition, yes, no] => format!("if {condition} {{ {yes} }} else {{ {no} }}"),
            _ => "if … { … } else { … }".to_owned(),
        };
        return Some((
            start..start + 2,
            Text::both(
                format!("hàm IF của Excel không dùng được ở đây; viết: `{mended}`"),
                format!("Excel's IF is unknown here; write: `{mended}`"),
            ),
        ));
    }
    // Without accents `thi` may be a name: a contest.
    let is_sentence = |word: &str| matches!(word.to_lowercase().as_str(), "nếu" | "thì" | "neu");
    let mut words = text.split(|letter: char| !(letter.is_alphanumeric() || letter == '_'));
    if words.any(is_sentence) {
        return Some((
            0..text.trim_end().len(),
            Text::both(
                "quy tắc không viết bằng lời; điều kiện viết: `if … { … } else { … }`",
                "a rule is no sentence; a condition is written: `if … { … } else { … }`",
            ),
        ));
    }
    let has_accents = |text: &str| {
        text.chars()
            .any(|letter| letter.is_alphabetic() && !letter.is_ascii())
    };
    let start = before.rfind(|letter: char| !(letter.is_alphanumeric() || "._".contains(letter)));
    let word = &before[start.map_or(0, |start| start + 1)..];
    let is_number = word.starts_with(|letter: char| letter.is_ascii_digit());
    // No word of the rule language has an accent.
    if is_number && has_accents(&text[here.clone()]) {
        return Some((
            here,
            Text::both(
                format!("số viết một mình, không có đơn vị: `{word}`"),
                format!("a number stands alone, without its unit: `{word}`"),
            ),
        ));
    }
    (has_accents(word) || has_accents(&text[here])).then(|| {
        (
            0..text.trim_end().len(),
            Text::both(
                "đây là lời văn, chưa phải quy tắc; tiêu chí, nhóm và số liệu được gọi bằng mã của chúng, như `A1`, `so_ho`",
                "these are words and no rule; criteria, groups and facts are named by their ids, such as `A1`, `so_ho`",
            ),
        )
    })
}

/// A number of the text that has a comma for its point, as it should be written: `97.5` for `97,5`.
pub(super) fn decimal_comma(text: &str) -> Option<String> {
    let is_digit = |letter: char| letter.is_ascii_digit();
    text.match_indices(',').find_map(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + 1..]);
        let whole = before.trim_end_matches(is_digit).len();
        let decimals = after.len() - after.trim_start_matches(is_digit).len();
        let is_number = whole < at && decimals > 0;
        is_number.then(|| format!("{}.{}", &before[whole..], &after[..decimals]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comma_between_digits_is_a_decimal_one() {
        assert_eq!(decimal_comma("per(x, 0,5, MAX)").as_deref(), Some("0.5"));
        assert_eq!(decimal_comma("[[97,5, 10]]").as_deref(), Some("97.5"));
        assert_eq!(decimal_comma("per(x, 1, 5)"), None);
    }
}
