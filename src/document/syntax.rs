//! What the TOML parser says of a text, for people, in both languages, at the place to mend.

use crate::locale::Text;
use crate::source::{Source, Span};
use crate::text::{is_unseen, office_day};

/// How many are reported at most: one fault brings others with it.
const MOST: usize = 5;

/// A fault of syntax.
pub(super) struct Fault {
    pub(super) span: Span,
    pub(super) text: Text,
}

/// The faults worth telling among those the parser reports: the first of each line, and of those
/// that a bracket left open brings with it the first alone.
pub(super) fn faults(source: &Source, reported: &[(Span, String)]) -> Vec<Fault> {
    let mut lines: Vec<usize> = Vec::new();
    let (mut open, mut again) = (false, false);
    let mut faults = Vec::new();
    for (span, message) in reported {
        if faults.len() >= MOST {
            break;
        }
        let message = message.to_lowercase();
        let line = source.line(span.start);
        let brackets = is_of_brackets(&message);
        let is_again = message.contains("duplicate key");
        if lines.contains(&line) || brackets && open || is_again && again {
            continue;
        }
        lines.push(line);
        open |= brackets;
        // The keys of a repeated table are repeated too.
        again |= is_again && block(source.text(), source.clamp(span.clone()).start).is_some();
        // Where a line begins in the middle of a list, all that follows is misread.
        let start = source.clamp(span.clone()).start;
        let misread = brackets && begins_line(source.text(), start);
        faults.push(fault(source.text(), source.clamp(span.clone()), &message));
        if misread {
            break;
        }
    }
    faults
}

/// The line of a place, and where it begins.
fn line_at(text: &str, at: usize) -> (usize, &str) {
    let start = text[..at].rfind('\n').map_or(0, |at| at + 1);
    (start, text[start..].lines().next().unwrap_or_default())
}

/// Whether there are only spaces before a place on its line.
fn begins_line(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches([' ', '\t']);
    before.is_empty() || before.ends_with('\n')
}

/// Whether a message is of those that a bracket left open brings, line after line.
fn is_of_brackets(message: &str) -> bool {
    [
        "missing comma",
        "missing key for inline table",
        "unclosed array, ",
        "unclosed inline table",
        "unexpected `=` in array",
    ]
    .iter()
    .any(|form| message.starts_with(form))
}

fn fault(text: &str, span: Span, message: &str) -> Fault {
    let says = |form: &str| message.contains(form);
    let word = text[span.clone()].lines().next().unwrap_or_default();
    let here = |vi: String, en: String| Fault {
        span: span.clone(),
        text: Text::both(vi, en),
    };
    if let Some(quotes) = quotes(text, &span) {
        quotes
    } else if says("duplicate key") {
        let text = twice(block(text, span.start), word);
        Fault { span, text }
    } else if let Some(day) = day(text, span.start) {
        day
    } else if says("string values must be quoted") {
        unquoted(span, word)
    } else if says("key with no value") {
        key_alone(text, span)
    } else if let Some(comma) = decimal_comma(text, &span)
        && (says("unexpected key or value") || says("comma") || says("missing key"))
    {
        Fault {
            span: comma,
            text: Text::both(
                "phần thập phân viết sau dấu chấm, ví dụ `7.5`",
                "decimals stand after a point, such as `7.5`",
            ),
        }
    } else if let Some(odd) = odd_key(text, span.start) {
        odd
    } else if is_of_brackets(message) {
        let close = if says("array") { ']' } else { '}' };
        Fault {
            span: before(text, span.start),
            text: Text::both(
                format!("sau chỗ này thiếu dấu phẩy `,` hoặc dấu đóng `{close}`"),
                format!("after this a comma `,` or the closing `{close}` is missing"),
            ),
        }
    } else if says("invalid multi-line") {
        let quotes = if says("literal") { "'''" } else { "\"\"\"" };
        let open = text[..span.start].rfind(quotes).unwrap_or(span.start);
        Fault {
            span: open..open + quotes.len(),
            text: Text::both(
                format!("dấu nháy mở `{quotes}` chưa có dấu đóng, hoặc có ký tự không dùng được"),
                format!("the string opened by `{quotes}` is not closed, or holds a bad character"),
            ),
        }
    } else if says("invalid date") || says("invalid time") || says("invalid offset") {
        here(
            format!("`{word}` không phải là ngày giờ hợp lệ"),
            format!("`{word}` is no date or time"),
        )
    } else if is_of_numbers(message) {
        here(
            format!("`{word}` không phải là số hợp lệ"),
            format!("`{word}` is no number"),
        )
    } else {
        let (vi, en) = plain(message);
        here(vi, en)
    }
}

/// The blocks of which there may be several, each under its name in two brackets.
const SEVERAL: [&str; 10] = [
    "award",
    "case",
    "check",
    "class",
    "criterion",
    "gate",
    "group",
    "member",
    "nomination",
    "stage",
];

/// The name in single brackets that opens the block of a place.
fn block(text: &str, at: usize) -> Option<&str> {
    let line = line_at(text, at).1.trim();
    let name = line.strip_prefix('[')?.split(']').next()?;
    (!name.starts_with('[')).then(|| name.trim())
}

/// A key, or a block under its name in brackets, that stands there already.
fn twice(block: Option<&str>, word: &str) -> Text {
    match block {
        Some(name) if SEVERAL.contains(&name) => Text::both(
            format!(
                "`[{name}]` đã có ở trên; mỗi mục một khối, mở bằng hai dấu ngoặc: `[[{name}]]`"
            ),
            format!(
                "`[{name}]` already stands above; write two brackets, one block for each: `[[{name}]]`"
            ),
        ),
        Some(name) => Text::both(
            format!("phần `[{name}]` đã mở ở trên; hãy gộp hai phần làm một"),
            format!("`[{name}]` already stands above; make one block of both"),
        ),
        None => Text::both(
            format!("`{word}` đã ghi ở trên; hãy bỏ một trong hai dòng"),
            format!("`{word}` already stands above; leave one of both out"),
        ),
    }
}

/// A day as offices write it, where a value is, with the line or the day as it should be.
fn day(text: &str, at: usize) -> Option<Fault> {
    let is_part = |letter: char| letter.is_ascii_digit() || matches!(letter, '/' | '-' | '.');
    let start = text[..at].trim_end_matches(is_part).len();
    let rest = &text[start..];
    let end = start + (rest.len() - rest.trim_start_matches(is_part).len());
    let day = office_day(&text[start..end])?.to_string();
    let (_, line) = line_at(text, start);
    let mended = match line.split_once('=') {
        Some((key, value)) if value.trim_start().starts_with(&text[start..end]) => {
            format!("{} = {day}", key.trim())
        }
        Some(_) => day,
        None => return None,
    };
    Some(Fault {
        span: start..end,
        text: Text::both(
            format!("ngày ở đây viết theo thứ tự năm, tháng, ngày: `{mended}`"),
            format!("a day is written year, month, day here: `{mended}`"),
        ),
    })
}

/// A word where a value is needed.
fn unquoted(span: Span, word: &str) -> Fault {
    let text = if word.trim().is_empty() {
        Text::both("sau dấu `=` chưa có giá trị", "after `=` there is no value")
    } else if word.contains(is_unseen) {
        Text::both(
            "ở đây có một dấu cách đặc biệt, thường do chép từ Word; hãy xóa và gõ lại",
            "a special space stands here, as copied from Word; delete it and type again",
        )
    } else {
        Text::both(
            "giá trị bằng chữ phải đặt trong dấu nháy `\"`",
            "a value of words must stand in quotes `\"`",
        )
    };
    Fault { span, text }
}

/// Quotes that do not hold the value of a line: curly ones around it, or straight ones inside straight
/// ones, as in `"Mô hình "Dân vận khéo""`; with the line as it should be.
fn quotes(text: &str, span: &Span) -> Option<Fault> {
    const CURLY: [char; 6] = ['“', '”', '‘', '’', '„', '«'];
    let (start, line) = line_at(text, span.start);
    let line = line.trim_end();
    let (key, value) = line.split_once('=')?;
    let value = value.trim_start();
    let at = start + line.len() - value.len();
    let is_curly = value.starts_with(CURLY);
    let inside = value.strip_prefix(if is_curly { &CURLY[..] } else { &['"'][..] })?;
    let ends: &[char] = if is_curly {
        &['“', '”', '’', '»', '"']
    } else {
        &['"']
    };
    let inside = inside.strip_suffix(ends)?;
    // What is closed before the fault is a value of its own.
    let closes = at + 1 + inside.find('"').unwrap_or(inside.len());
    if span.start < at || !is_curly && (closes >= span.start || inside.starts_with('"')) {
        return None;
    }
    let mended = match (inside.contains('"'), inside.contains('\'')) {
        (false, _) => Some(format!("{} = \"{inside}\"", key.trim())),
        (true, false) => Some(format!("{} = '{inside}'", key.trim())),
        (true, true) => None,
    };
    let (vi, en) = if is_curly {
        (
            "dấu nháy cong không dùng được ở đây; hãy gõ dấu nháy thẳng `\"`",
            "curly quotes have no use here; type the straight quote `\"`",
        )
    } else {
        (
            "dấu nháy đã đóng trước chỗ này; bên trong hãy dùng “ ”, hoặc đặt cả giá trị trong nháy đơn `'`",
            "the quotes are closed before this; use “ ” inside, or single quotes `'` around the whole",
        )
    };
    let with = |words: &str, so: &str| match &mended {
        Some(line) => format!("{words}, {so}: `{line}`"),
        None => words.to_owned(),
    };
    let span = if is_curly {
        at..start + line.len()
    } else {
        span.clone()
    };
    Some(Fault {
        span,
        text: Text::both(with(vi, "như"), with(en, "as in")),
    })
}

/// A key after which no `=` comes: often a key of several words, or with marks.
fn key_alone(text: &str, span: Span) -> Fault {
    let (start, line) = line_at(text, span.start);
    let key = line.split('=').next().unwrap_or_default().trim();
    let at = start + (line.len() - line.trim_start().len());
    let odd = line.contains('=') && !key.starts_with(['"', '\'', '[', '{']);
    if odd && (!key.is_ascii() || key.contains(' ')) {
        return Fault {
            span: at..at + key.len(),
            text: no_key(key),
        };
    }
    Fault {
        span,
        text: Text::both("sau khóa thiếu dấu `=`", "after the key `=` is missing"),
    }
}

/// A comma between two digits, as in `7,5`, at a place or right before it, digits aside.
fn decimal_comma(text: &str, span: &Span) -> Option<Span> {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let is_it = |at: &usize| bytes.get(*at) == Some(&b',') && *at > 0 && digit(at - 1);
    let digits = text[..span.start].trim_end_matches(|letter: char| letter.is_ascii_digit());
    let before = digits.len().checked_sub(1);
    let mut places = std::iter::once(span.start).chain(before);
    let comma = places.find(|at| is_it(at) && digit(at + 1))?;
    Some(comma..comma + 1)
}

/// A key that is a day as offices write it, or that has marks, where the parser names but a letter.
fn odd_key(text: &str, at: usize) -> Option<Fault> {
    let (start, line) = line_at(text, at);
    let bare = line.trim_start();
    let header = bare.trim_start_matches('[');
    let is_header = header.len() < bare.len();
    let key = match is_header {
        true => header.split(']').next()?,
        false => bare.split_once('=')?.0,
    };
    let key = key.trim();
    let from = start + line.find(key)?;
    let span = from..from + key.len();
    if !span.contains(&at) || key.contains(['"', '\'']) {
        return None;
    }
    if let Some(iso) = office_day(key) {
        let text = Text::both(
            format!("ngày ở đây viết theo thứ tự năm, tháng, ngày: `{iso}`"),
            format!("a day is written year, month, day here: `{iso}`"),
        );
        return Some(Fault { span, text });
    }
    let has_marks = key
        .chars()
        .any(|letter| letter.is_alphabetic() && !letter.is_ascii());
    has_marks.then(|| Fault {
        span,
        text: no_key(key),
    })
}

/// What may be a key, where something else was found.
fn no_key(key: &str) -> Text {
    Text::both(
        format!(
            "`{key}` không làm khóa được: khóa chỉ gồm chữ không dấu, chữ số, `-` và `_`, viết liền"
        ),
        format!("`{key}` cannot be a key: letters without marks, digits, `-` and `_`, no spaces"),
    )
}

/// The last letter before a place that is neither space nor line break.
fn before(text: &str, at: usize) -> Span {
    let end = text[..at].trim_end().len();
    let start = text[..end].char_indices().next_back();
    start.map_or(at..at, |(start, _)| start..end)
}

fn is_of_numbers(message: &str) -> bool {
    [
        "number",
        "float",
        "mantissa",
        "fraction",
        "exponent",
        "leading zero",
        "sign",
        "radix",
    ]
    .iter()
    .any(|word| message.contains(word))
}

/// The other messages that people meet; what none of them fits keeps the parser's English.
fn plain(message: &str) -> (String, String) {
    const FORMS: &[(&str, &str, &str)] = &[
        ("extra `=`", "thừa dấu `=`", "there is one `=` too many"),
        (
            "extra comma",
            "thừa dấu phẩy",
            "there is one comma too many",
        ),
        (
            "unclosed array table",
            "tên bảng mở bằng `[[` phải đóng bằng `]]`",
            "the table's name opens with `[[` and must close with `]]`",
        ),
        (
            "unclosed table",
            "tên bảng mở bằng `[` phải đóng bằng `]`",
            "the table's name opens with `[` and must close with `]`",
        ),
        (
            "invalid basic string",
            "dấu nháy mở `\"` chưa có dấu đóng trên cùng dòng, hoặc có ký tự không dùng được",
            "the string opened by `\"` is not closed on its line, or holds a bad character",
        ),
        (
            "invalid literal string",
            "dấu nháy mở `'` chưa có dấu đóng trên cùng dòng, hoặc có ký tự không dùng được",
            "the string opened by `'` is not closed on its line, or holds a bad character",
        ),
        (
            "missing escaped value",
            "sau `\\` không phải là ký tự hợp lệ; muốn viết `\\` thì dùng nháy đơn `'`",
            "what follows `\\` means nothing; to write `\\` use single quotes `'`",
        ),
        (
            "missing opening quote",
            "thiếu dấu nháy mở",
            "the opening quote is missing",
        ),
        ("missing value", "thiếu giá trị", "the value is missing"),
        ("missing key", "thiếu tên khóa", "the key is missing"),
        ("missing assignment", "thiếu dấu `=`", "`=` is missing"),
        (
            "unexpected key or value",
            "mỗi dòng chỉ có một khóa và một giá trị; phần này thừa",
            "a line has one key and one value; this is too much",
        ),
        (
            "unexpected content",
            "phần này không có chỗ ở đây",
            "this has no place here",
        ),
        (
            "with a dotted key",
            "tên này đã là một giá trị nên không mở thành bảng được",
            "this name is a value already and cannot be a table",
        ),
        (
            "unquoted key",
            "khóa chỉ gồm chữ không dấu, chữ số, `-` và `_`",
            "a key is of letters without marks, digits, `-` and `_`",
        ),
        (
            "invalid key",
            "khóa chỉ gồm chữ không dấu, chữ số, `-` và `_`",
            "a key is of letters without marks, digits, `-` and `_`",
        ),
        (
            "invalid comment character",
            "lời chú thích có ký tự không dùng được",
            "the comment holds a bad character",
        ),
        (
            "carriage return",
            "có ký tự xuống dòng lạ; hãy lưu lại tệp dạng văn bản thường",
            "there is an odd line ending; save the file as plain text",
        ),
        ("recurs", "lồng nhau quá sâu", "nested too deeply"),
    ];
    let found = FORMS.iter().find(|(form, ..)| message.contains(form));
    found.map_or_else(
        || ("không đọc được chỗ này".to_owned(), message.to_owned()),
        |(_, vi, en)| ((*vi).to_owned(), (*en).to_owned()),
    )
}
