//! A rule that does not compile, told to people in both languages, at the token to mend.
//!
//! The language says what it would have liked to read next; people want to know what they
//! mistyped. So before its own words are used, the text is asked for the slips that people make:
//! a bracket left open, `=` for `==`, `esle`, a decimal comma.

use rhai::{LexError, ParseError, ParseErrorType};

use super::failure::{offset, token_length, types};
use super::prose::prose;
use crate::diagnostic::nearest;
use crate::locale::Text;
use crate::source::Span;

/// What is wrong with a text of the rule language.
pub(super) struct Fault {
    /// The token to mend, in that text; nothing where the language names no place.
    pub(super) span: Option<Span>,
    /// What is wrong with it.
    pub(super) text: Text,
    /// What its author may have meant.
    pub(super) meant: Option<String>,
}

/// What is wrong with `text`, where the language gave this error.
pub(super) fn fault(text: &str, error: &ParseError) -> Fault {
    let at = offset(text, error.position());
    let place = at.map(|at| {
        if text[at..].trim().is_empty() {
            last_token(text, text.len())
        } else {
            at..at + token_length(&text[at..])
        }
    });
    let slip = at.and_then(|at| {
        let prose = prose(text, at).map(|(span, text)| Fault {
            span: Some(span),
            text,
            meant: None,
        });
        prose.or_else(|| slip(text, at, error.err_type()))
    });
    slip.unwrap_or_else(|| Fault {
        span: place,
        text: in_words(error.err_type()),
        meant: None,
    })
}

/// The slip of the keyboard behind an error, if it is one that people make.
fn slip(text: &str, at: usize, error: &ParseErrorType) -> Option<Fault> {
    let rest = &text[at..];
    let here = at..at + token_length(rest);
    let found = &text[here.clone()];
    match error {
        ParseErrorType::MissingToken(token, why) => {
            left_open(text, at).or_else(|| missing(text, at, token, why))
        }
        ParseErrorType::UnexpectedEOF => left_open(text, at),
        ParseErrorType::BadInput(LexError::ImproperSymbol(symbol, _)) => {
            let meant = match symbol.as_str() {
                "=" | "===" => "==",
                "!==" => "!=",
                "<-" => "<=",
                ":=" => "=",
                "# {" => "#{",
                _ => return None,
            };
            Some(not_an_operator(here, symbol, meant))
        }
        ParseErrorType::BadInput(LexError::UnexpectedInput(_))
            if rest.starts_with('>') && text[..at].ends_with('<') =>
        {
            Some(not_an_operator(at - 1..at + 1, "<>", "!="))
        }
        ParseErrorType::BadInput(LexError::UnexpectedInput(_)) => {
            let letter = rest.chars().next()?;
            let meant = match letter {
                '≥' => ">=",
                '≤' => "<=",
                '≠' => "!=",
                '×' => "*",
                '÷' => "/",
                '–' | '—' | '−' => "-",
                '“' | '”' | '‘' | '’' | '„' => "\"",
                _ => return None,
            };
            Some(not_an_operator(
                at..at + letter.len_utf8(),
                &letter.to_string(),
                meant,
            ))
        }
        ParseErrorType::BadInput(LexError::MalformedChar(word)) if word.chars().count() != 1 => {
            Some(Fault {
                span: Some(here),
                text: Text::both(
                    "chữ phải đặt trong dấu nháy kép, không phải nháy đơn",
                    "words stand in double quotes, not in single ones",
                ),
                meant: Some(format!("\"{}\"", word.trim_matches('\''))),
            })
        }
        // After a point the language looks for a name: `1.000.000`.
        ParseErrorType::PropertyExpected if rest.starts_with(|c: char| c.is_ascii_digit()) => {
            Some(Fault {
                span: Some(here),
                text: Text::both(
                    "số viết liền, không ngăn hàng nghìn bằng dấu chấm, ví dụ `1000000`",
                    "a number is written without points between thousands, such as `1000000`",
                ),
                meant: None,
            })
        }
        ParseErrorType::VariableUndefined(name) => Some(Fault {
            meant: nearest(name, KEYWORDS.iter().copied()),
            span: Some(here),
            text: in_words(error),
        }),
        ParseErrorType::ExprExpected(_) if found == "{" => Some(Fault {
            span: Some(here),
            text: Text::both(
                "trước `{` thiếu điều kiện",
                "before `{` the condition is missing",
            ),
            meant: None,
        }),
        _ => None,
    }
}

/// The words that begin or part statements.
const KEYWORDS: [&str; 7] = ["else", "if", "let", "switch", "return", "for", "while"];

/// A token that is missing, by what stands in its place.
fn missing(text: &str, at: usize, token: &str, why: &str) -> Option<Fault> {
    let rest = &text[at..];
    let here = at..at + token_length(rest);
    let found = &text[here.clone()];
    let other_language = match found {
        "and" | "va" => Some("&&"),
        "or" | "hoac" => Some("||"),
        "then" | "thi" => Some("{"),
        "=>" => Some(">="),
        "=<" => Some("<="),
        _ => None,
    };
    if let Some(meant) = other_language {
        return Some(not_an_operator(here, found, meant));
    }
    let before = last_token(text, at);
    let word = &text[before.clone()];
    let meant = match word {
        "elseif" | "elsif" | "elif" => Some("else if".to_owned()),
        "not" => Some("!".to_owned()),
        _ if KEYWORDS.contains(&word) => None,
        _ => nearest(word, KEYWORDS),
    };
    if let Some(meant) = meant {
        return Some(Fault {
            span: Some(before),
            text: Text::both(
                format!("không hiểu `{word}` ở đây"),
                format!("`{word}` means nothing here"),
            ),
            meant: Some(meant),
        });
    }
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    if rest.starts_with(',')
        && digit(text[..at].chars().next_back())
        && digit(rest[1..].chars().next())
    {
        return Some(Fault {
            span: Some(here),
            text: Text::both(
                "phần thập phân viết sau dấu chấm, ví dụ `7.5`",
                "decimals stand after a point, such as `7.5`",
            ),
            meant: None,
        });
    }
    if rest.starts_with(':') {
        return Some(Fault {
            span: Some(here),
            text: Text::both(
                "các cặp `khóa: giá trị` phải đặt trong `#{ … }`, có dấu `#`",
                "pairs `key: value` stand in `#{ … }`, with a `#`",
            ),
            meant: None,
        });
    }
    if why.contains("index expression") {
        return Some(Fault {
            span: Some(here),
            text: Text::both(
                "dấu `[` đứng ngay sau một tên là để lấy một phần tử; có thể trước `[` thiếu dấu phẩy",
                "`[` right after a name takes one element; perhaps a comma is missing before `[`",
            ),
            meant: None,
        });
    }
    // What a line lacks at its end is shown there, not at the line after.
    let at_line_start = text[..at].trim_end_matches([' ', '\t']).ends_with('\n');
    if rest.trim().is_empty() || (at_line_start && matches!(token, ";" | ",")) {
        return Some(Fault {
            span: Some(before),
            text: Text::both(
                format!("sau chỗ này thiếu `{token}`"),
                format!("after this `{token}` is missing"),
            ),
            meant: None,
        });
    }
    Some(Fault {
        span: Some(here),
        text: Text::both(
            format!("trước chỗ này thiếu `{token}`"),
            format!("before this `{token}` is missing"),
        ),
        meant: None,
    })
}

/// Something typed where the language writes it otherwise.
fn not_an_operator(span: Span, found: &str, meant: &str) -> Fault {
    Fault {
        span: Some(span),
        text: Text::both(
            format!("không dùng `{found}` ở đây được"),
            format!("`{found}` cannot be used here"),
        ),
        meant: Some(meant.to_owned()),
    }
}

/// The bracket left open behind an error at the end of the text or at a closing bracket.
fn left_open(text: &str, at: usize) -> Option<Fault> {
    let rest = text[at..].trim_start();
    if !rest.is_empty() && !rest.starts_with([')', ']', '}']) {
        return None;
    }
    let (open, bracket) = open_bracket(text)?;
    let close = closing(bracket);
    Some(Fault {
        span: Some(open..open + 1),
        text: Text::both(
            format!("ngoặc `{bracket}` mở ở đây chưa được đóng bằng `{close}`"),
            format!("the `{bracket}` opened here is not closed by `{close}`"),
        ),
        meant: None,
    })
}

fn closing(bracket: char) -> char {
    match bracket {
        '(' => ')',
        '[' => ']',
        _ => '}',
    }
}

/// The innermost bracket that is left open, or closed by one of another kind.
fn open_bracket(text: &str) -> Option<(usize, char)> {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut letters = text.char_indices();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '(' | '[' | '{' => open.push((at, letter)),
            ')' | ']' | '}' => {
                let (from, bracket) = open.pop()?;
                if closing(bracket) != letter {
                    return Some((from, bracket));
                }
            }
            '"' | '\'' | '`' => {
                while let Some((_, inner)) = letters.next() {
                    match inner {
                        '\\' => {
                            letters.next();
                        }
                        _ if inner == letter => break,
                        _ => {}
                    }
                }
            }
            '/' if text[at..].starts_with("//") => {
                letters.by_ref().find(|(_, letter)| *letter == '\n');
            }
            '/' if text[at..].starts_with("/*") => {
                let end = text[at..].find("*/").map_or(text.len(), |end| at + end);
                letters.by_ref().find(|(at, _)| *at > end);
            }
            _ => {}
        }
    }
    open.pop()
}

/// The last token before a place.
fn last_token(text: &str, at: usize) -> Span {
    let end = text[..at].trim_end().len();
    let word = text[..end]
        .char_indices()
        .rev()
        .take_while(|(_, c)| c.is_alphanumeric() || *c == '_');
    let start = word.last().map(|(start, _)| start);
    let letter = || text[..end].char_indices().next_back();
    let start = start.or_else(|| letter().map(|(start, _)| start));
    start.unwrap_or(end)..end
}

/// An error of the language in words, where no slip explains it.
fn in_words(error: &ParseErrorType) -> Text {
    match error {
        ParseErrorType::BadInput(error) => bad_input(error),
        ParseErrorType::UnexpectedEOF => {
            Text::both("kết thúc giữa chừng", "the text ends too early")
        }
        ParseErrorType::MissingToken(token, _) => {
            Text::both(format!("thiếu `{token}`"), format!("`{token}` is missing"))
        }
        ParseErrorType::MissingSymbol(_) => Text::both("thiếu một ký hiệu", "a symbol is missing"),
        ParseErrorType::Reserved(word) | ParseErrorType::ForbiddenVariable(word) => not_used(word),
        ParseErrorType::UnknownOperator(operator) => not_used(operator),
        ParseErrorType::VariableExists(name) | ParseErrorType::DuplicatedVariable(name) => {
            Text::both(
                format!("tên `{name}` đã có, không đặt lại được"),
                format!("the name `{name}` is taken and cannot be declared again"),
            )
        }
        ParseErrorType::VariableUndefined(name) | ParseErrorType::ModuleUndefined(name) => {
            Text::both(
                format!("`{name}` chưa được khai báo ở chỗ này"),
                format!("`{name}` is not declared here"),
            )
        }
        ParseErrorType::ExprTooDeep => Text::both("lồng nhau quá sâu", "it is nested too deeply"),
        ParseErrorType::LiteralTooLarge(what, most) => {
            let (vi, en) = if what.contains("array") {
                ("danh sách", "list")
            } else if what.contains("map") {
                ("bảng", "map")
            } else {
                ("chuỗi", "text")
            };
            Text::both(
                format!("{vi} quá dài, nhiều nhất là {most}"),
                format!("the {en} is too long, at most {most}"),
            )
        }
        ParseErrorType::MismatchedType(required, found) => {
            let ((required_vi, required_en), (found_vi, found_en)) =
                (types(required), types(found));
            Text::both(
                format!("cần {required_vi}, nhưng ở đây là {found_vi}"),
                format!("{required_en} is needed, but here it is {found_en}"),
            )
        }
        ParseErrorType::AssignmentToConstant(name) => Text::both(
            format!("không gán được cho `{name}`"),
            format!("`{name}` cannot be assigned to"),
        ),
        ParseErrorType::AssignmentToInvalidLHS(_) => Text::both(
            "bên trái dấu `=` phải là tên một biến; muốn so sánh thì viết `==`",
            "left of `=` stands the name of a variable; to compare write `==`",
        ),
        ParseErrorType::DuplicatedProperty(name) => Text::both(
            format!("khóa `{name}` ghi hai lần trong một bảng"),
            format!("the key `{name}` stands twice in a map"),
        ),
        ParseErrorType::WrongDocComment => Text::both(
            "lời chú thích `///` chỉ đứng ngay trước một hàm; ở đây hãy viết `//`",
            "a `///` comment stands right before a function alone; write `//` here",
        ),
        ParseErrorType::WrongFnDefinition => Text::both(
            "không định nghĩa hàm ở đây được; hãy đặt hàm vào tệp `.rhai`",
            "a function cannot be defined here; functions stand in a `.rhai` file",
        ),
        ParseErrorType::FnDuplicatedDefinition(name, _) => Text::both(
            format!("hàm `{name}` được định nghĩa hai lần"),
            format!("the function `{name}` is defined twice"),
        ),
        ParseErrorType::FnDuplicatedParam(name, parameter) => Text::both(
            format!("hàm `{name}` có hai tham số cùng tên `{parameter}`"),
            format!("the function `{name}` has two parameters called `{parameter}`"),
        ),
        ParseErrorType::FnMissingName => Text::both("hàm chưa có tên", "the function has no name"),
        ParseErrorType::FnMissingParams(name) => Text::both(
            format!("hàm `{name}` thiếu phần tham số `(…)`"),
            format!("the function `{name}` lacks its parameters `(…)`"),
        ),
        ParseErrorType::FnMissingBody(name) => Text::both(
            format!("hàm `{name}` thiếu phần thân `{{ … }}`"),
            format!("the function `{name}` lacks its body `{{ … }}`"),
        ),
        ParseErrorType::TooManyFunctions => {
            Text::both("có quá nhiều hàm", "there are too many functions")
        }
        ParseErrorType::LoopBreak => Text::both(
            "`break` và `continue` chỉ dùng trong vòng lặp",
            "`break` and `continue` stand in a loop alone",
        ),
        ParseErrorType::WrongSwitchDefaultCase => Text::both(
            "nhánh `_` của `switch` phải đứng cuối",
            "the branch `_` of a `switch` stands last",
        ),
        ParseErrorType::WrongSwitchIntegerCase | ParseErrorType::WrongSwitchCaseCondition => {
            Text::both(
                "nhánh này không có chỗ trong `switch`",
                "this branch has no place in the `switch`",
            )
        }
        ParseErrorType::VariableExpected | ParseErrorType::PropertyExpected => {
            Text::both("ở đây cần một tên", "a name is needed here")
        }
        ParseErrorType::ExprExpected(_) => {
            Text::both("ở đây thiếu một giá trị", "a value is missing here")
        }
        ParseErrorType::MalformedIndexExpr(_) => Text::both(
            "phần trong `[…]` không chỉ ra phần tử nào",
            "what stands in `[…]` names no element",
        ),
        _ => Text::both("không đọc được chỗ này", "this cannot be read"),
    }
}

/// A word or sign that rules have no use for.
fn not_used(word: &str) -> Text {
    Text::both(
        format!("`{word}` không được dùng trong quy tắc"),
        format!("`{word}` may not be used in a rule"),
    )
}

fn bad_input(error: &LexError) -> Text {
    match error {
        LexError::UnterminatedString => Text::both(
            "chuỗi mở ở đây chưa có dấu nháy đóng `\"`",
            "the text opened here lacks its closing quote `\"`",
        ),
        LexError::MalformedNumber(text) => Text::both(
            format!("`{}` không phải là số", bare(text)),
            format!("`{}` is no number", bare(text)),
        ),
        LexError::MalformedEscapeSequence(text) => Text::both(
            format!("trong chuỗi không dùng được `{}`", bare(text)),
            format!("`{}` means nothing in a text", bare(text)),
        ),
        LexError::MalformedIdentifier(text) => Text::both(
            format!("`{}` không phải là một tên", bare(text)),
            format!("`{}` is no name", bare(text)),
        ),
        LexError::UnexpectedInput(text) | LexError::MalformedChar(text) => Text::both(
            format!("không hiểu `{}` ở đây", bare(text)),
            format!("`{}` means nothing here", bare(text)),
        ),
        LexError::ImproperSymbol(symbol, _) => not_used(&bare(symbol)),
        _ => Text::both("không đọc được chỗ này", "this cannot be read"),
    }
}

/// What was typed, fit to stand between backticks.
fn bare(text: &str) -> String {
    text.chars().filter(|c| *c != '`').take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_innermost_open_bracket_is_found_past_strings_and_comments() {
        assert_eq!(open_bracket("f(1, [2)"), Some((5, '[')));
        assert_eq!(open_bracket("if x { \"}\" // }\n"), Some((5, '{')));
        assert_eq!(open_bracket("/* ( */ 'ề' (1)"), None);
    }

    #[test]
    fn the_last_token_may_be_a_word_with_marks() {
        let text = "1 + điểm  ";
        assert_eq!(&text[last_token(text, text.len())], "điểm");
        assert_eq!(last_token("", 0), 0..0);
    }
}
