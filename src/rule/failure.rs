//! What the rule language says went wrong, told to people in both languages, at its place.

use rhai::{EvalAltResult, Position};

use crate::document::RuleText;
use crate::locale::Text;
use crate::source::{Source, Span};

/// Where a place of a rule lies in the file: the token under it where the text stands letter by
/// letter, the whole string otherwise.
pub(super) fn span_at(rule: &RuleText, position: Position) -> Span {
    let Some(body) = rule.body else {
        return rule.span.clone();
    };
    match offset(&rule.text, position) {
        Some(at) => body + at..body + at + token_length(&rule.text[at..]),
        None => rule.span.clone(),
    }
}

/// The place in a library's own text.
pub(super) fn span_in(source: &Source, position: Position) -> Span {
    match offset(source.text(), position) {
        Some(at) => at..at + token_length(&source.text()[at..]),
        None => 0..0,
    }
}

/// The byte offset of a line and column; the language counts characters from 1.
pub(super) fn offset(text: &str, position: Position) -> Option<usize> {
    let line = position.line()?;
    let start = if line == 1 {
        0
    } else {
        text.match_indices('\n')
            .nth(line - 2)
            .map(|(at, _)| at + 1)?
    };
    let column = position.position().unwrap_or(1).max(1);
    let rest = &text[start..];
    let at = rest
        .char_indices()
        .nth(column - 1)
        .map_or(rest.len(), |(at, _)| at);
    Some((start + at).min(text.len()))
}

/// How long the token at the start of a text is: a word, a text in quotes, an operator, a letter.
pub(super) fn token_length(text: &str) -> usize {
    let run = |is_part: fn(char) -> bool| -> usize {
        text.chars()
            .take_while(|c| is_part(*c))
            .map(char::len_utf8)
            .sum()
    };
    let word = run(|c| c.is_alphanumeric() || c == '_');
    // A number keeps its sign and its decimals: `-2.5` is one token, `80..90` is three.
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).count();
    let whole = digits(unsigned);
    let sign = text.len() - unsigned.len();
    if whole > 0 && (sign == 1 || whole == word) {
        let after = unsigned[whole..].strip_prefix('.').unwrap_or_default();
        let decimals = digits(after);
        return sign + whole + if decimals > 0 { 1 + decimals } else { 0 };
    }
    let operator = run(|c| matches!(c, '=' | '<' | '>' | '!' | '&' | '|' | '+' | '-' | '*'));
    let line = text.lines().next().unwrap_or_default();
    let quoted = text
        .strip_prefix('"')
        .and_then(|_| Some(line[1..].find('"')? + 2));
    let letter = || text.chars().next().map_or(0, char::len_utf8);
    [word, quoted.unwrap_or(0), operator]
        .into_iter()
        .find(|length| *length > 0)
        .unwrap_or_else(letter)
}

/// Whether a failure is a limit hit: the rule would go on without end, or eat the memory.
pub(super) fn is_limit(error: &EvalAltResult) -> bool {
    matches!(
        error.unwrap_inner(),
        EvalAltResult::ErrorTooManyOperations(..)
            | EvalAltResult::ErrorTerminated(..)
            | EvalAltResult::ErrorDataTooLarge(..)
            | EvalAltResult::ErrorStackOverflow(..)
            | EvalAltResult::ErrorTooManyVariables(..)
    )
}

/// A failure of a running rule, in words.
pub(super) fn running(error: &EvalAltResult) -> Text {
    match error.unwrap_inner() {
        EvalAltResult::ErrorRuntime(value, _) => match value.clone().try_cast::<Text>() {
            Some(text) => text,
            None => Text::both(
                format!("quy tắc báo: {value}"),
                format!("the rule says: {value}"),
            ),
        },
        EvalAltResult::ErrorFunctionNotFound(signature, _) => {
            let signature = types(signature);
            Text::both(
                format!("không tính được `{}`: sai kiểu", signature.0),
                format!("`{}` cannot be computed: wrong types", signature.1),
            )
        }
        EvalAltResult::ErrorVariableNotFound(name, _) => Text::both(
            format!("`{name}` chưa có giá trị"),
            format!("`{name}` has no value"),
        ),
        EvalAltResult::ErrorPropertyNotFound(name, _) => Text::both(
            format!("bảng không có khóa `{name}`"),
            format!("the map has no key `{name}`"),
        ),
        EvalAltResult::ErrorIndexNotFound(index, _) => Text::both(
            format!("không có phần tử `{index}`"),
            format!("there is no element `{index}`"),
        ),
        EvalAltResult::ErrorArrayBounds(length, index, _) => Text::both(
            format!("không có phần tử số {index}: danh sách chỉ có {length}"),
            format!("there is no element {index}: the list holds {length}"),
        ),
        EvalAltResult::ErrorMismatchDataType(required, found, _)
        | EvalAltResult::ErrorMismatchOutputType(required, found, _) => {
            let ((required_vi, required_en), (found_vi, found_en)) =
                (types(required), types(found));
            Text::both(
                format!("cần {required_vi}, nhưng nhận được {found_vi}"),
                format!("{required_en} is needed, but here it is {found_en}"),
            )
        }
        EvalAltResult::ErrorArithmetic(what, _) => {
            // "Addition overflow: 1 + 2": the sum itself is what people can read.
            let sum = what.split_once(": ").map_or("", |(_, sum)| sum);
            Text::both(
                format!("phép tính ra số quá lớn: {sum}"),
                format!("the result is too large a number: {sum}"),
            )
        }
        EvalAltResult::ErrorIndexingType(..) | EvalAltResult::ErrorStringBounds(..) => Text::both(
            "không lấy được phần tử bằng `[…]` ở đây",
            "`[…]` can take no element here",
        ),
        EvalAltResult::ErrorFor(_) => Text::both(
            "sau `in` phải là một danh sách",
            "after `in` there must be a list",
        ),
        EvalAltResult::ErrorAssignmentToConstant(name, _)
        | EvalAltResult::ErrorVariableExists(name, _) => Text::both(
            format!("không gán được cho `{name}`"),
            format!("`{name}` cannot be assigned to"),
        ),
        EvalAltResult::ErrorDotExpr(..) => Text::both(
            "sau dấu chấm phải là tên một hàm",
            "after the point there must be a function",
        ),
        EvalAltResult::ErrorTooManyVariables(_) => Text::both(
            "quy tắc đặt quá nhiều biến nên bị dừng",
            "the rule declared too many variables and was stopped",
        ),
        EvalAltResult::ErrorTooManyOperations(_) | EvalAltResult::ErrorTerminated(..) => {
            Text::both(
                "quy tắc chạy quá lâu (hơn 10.000 phép tính, hoặc quá nhiều việc trên danh sách) nên bị dừng",
                "the rule ran too long (more than 10,000 operations, or too much work on lists) and was stopped",
            )
        }
        EvalAltResult::ErrorDataTooLarge(..) => Text::both(
            "quy tắc tạo ra danh sách hoặc chuỗi quá lớn nên bị dừng",
            "the rule made too large a list or string and was stopped",
        ),
        EvalAltResult::ErrorStackOverflow(_) => Text::both(
            "các hàm gọi lồng nhau quá sâu nên bị dừng",
            "functions called each other too deeply and were stopped",
        ),
        other => {
            let en = other.to_string().replace('\n', " ");
            Text::both("quy tắc bị lỗi khi chạy", format!("the rule failed: {en}"))
        }
    }
}

/// The language's names of types, in words: Vietnamese and English.
pub(super) fn types(text: &str) -> (String, String) {
    const NAMES: &[(&str, &str, &str)] = &[
        ("&str | ImmutableString | String", "chữ", "words"),
        (
            "a boolean expression",
            "một điều kiện có/không",
            "a yes-no condition",
        ),
        ("a number", "một số", "a number"),
        ("a floating-point number", "một số", "a number"),
        ("a string", "chữ", "words"),
        ("decimal", "số", "number"),
        ("string", "chữ", "words"),
        ("i64", "số nguyên", "whole number"),
        ("bool", "có/không", "yes-no"),
        ("array", "danh sách", "list"),
        ("map", "bảng", "map"),
        ("char", "chữ", "letter"),
        ("()", "giá trị trống", "nothing"),
    ];
    let mut vi = text.to_owned();
    let mut en = text.to_owned();
    for (name, in_vi, in_en) in NAMES {
        vi = vi.replace(name, in_vi);
        en = en.replace(name, in_en);
    }
    (vi, en.replace("ngày", "date").replace("số", "number"))
}
