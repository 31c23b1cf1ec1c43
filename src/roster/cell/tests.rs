//! Cells as people and programs write them.

use super::*;
use crate::diagnostic::Problem as _;
use crate::number;
use crate::roster::testing::scheme;
use crate::roster::words::words;

const FACTS: &str = r#"
    [facts.whole]
    type = "integer"
    min = -5
    [facts.number]
    type = "number"
    max = 2000
    [facts.share]
    type = "percent"
    [facts.small]
    type = "percent"
    max = 50
    [facts.flag]
    type = "yes-no"
    [facts.choice]
    type = "choice"
    choices = { xa = "Xã, phường", co-quan = { vi = "Cơ quan", en = "Office" }, khac = "Đơn vị khác", khac-2 = "Đơn vị Khác" }
    [facts.words]
    type = "text"
    [facts.day]
    type = "date"
    [facts.numbers]
    type = "list"
    of = "number"
    [facts.names]
    type = "list"
    of = "text"
"#;

/// What a cell says; a fault as its code and what was meant; a doubt after a question mark.
fn read(fact: &str, cell: Cell<'_>) -> String {
    let scheme = scheme(FACTS);
    let fact = scheme.facts.iter().find(|known| known.id == fact);
    let reader = CellReader::new(fact.expect("a fact of the scheme"));
    let read = match reader.read(cell) {
        Ok(read) => read,
        Err(fault) => {
            let code = fault.problem.code();
            return fault
                .meant
                .map_or(code.to_owned(), |meant| format!("{code} {meant}"));
        }
    };
    let value = match read.given {
        FactEntry::Missing => "empty".to_owned(),
        FactEntry::NotAssigned => "not assigned".to_owned(),
        FactEntry::Reported(value) => show(&value),
    };
    let doubt = read.doubt.map(|doubt| format!(" ? {}", doubt.code()));
    value + doubt.unwrap_or_default().as_str()
}

fn show(value: &FactValue) -> String {
    match value {
        FactValue::Integer(number) => number.to_string(),
        FactValue::Number(number) => number.to_string(),
        FactValue::YesNo(flag) => flag.to_string(),
        FactValue::Text(text) => text.to_string(),
        FactValue::Date(date) => date.to_string(),
        FactValue::List(items) => items.iter().map(show).collect::<Vec<_>>().join("|"),
    }
}

fn each(fact: &str, cells: &[(&str, &str)]) {
    for (cell, expected) in cells {
        assert_eq!(read(fact, Cell::Text(cell)), *expected, "{fact}: {cell:?}");
    }
}

#[test]
fn nothing_comes_in_three_kinds() {
    for fact in [
        "whole", "number", "share", "flag", "choice", "words", "day", "numbers",
    ] {
        each(fact, &[("", "empty"), (" \u{a0} ", "empty")]);
        for cell in ["KAD", " n/a ", "Không áp dụng"] {
            each(fact, &[(cell, "not assigned")]);
        }
    }
    each("whole", &[("0", "0")]);
}

#[test]
fn what_a_spreadsheet_writes_for_a_failed_formula_is_no_words() {
    let facts = [
        "whole", "number", "share", "flag", "choice", "words", "day", "numbers",
    ];
    for fact in facts {
        for cell in [
            "#N/A",
            " #DIV/0! ",
            "#REF!",
            "#VALUE!",
            "#NAME?",
            "#NUM!",
            "#NULL!",
        ] {
            each(fact, &[(cell, "cell-error")]);
        }
    }
    for cell in ["#1", "# N/A", "N/A!", "#div"] {
        each("words", &[(cell, cell)]);
    }
    let code = words(Cell::Text("#N/A"), "Mã").map_err(|fault| fault.problem.code());
    assert_eq!(code, Err("cell-error"));
}

#[test]
fn whole_numbers_are_taken_only_where_they_are_clear() {
    for (cell, number) in [
        ("12", "12"),
        (" 12\u{a0}", "12"),
        ("-3", "-3"),
        ("12.0", "12"),
    ] {
        each("whole", &[(cell, number)]);
    }
    for cell in [
        "1.234",
        "1,234",
        "12.000",
        "1.234.567",
        "1 234 567",
        "1\u{a0}234 567",
    ] {
        each("whole", &[(cell, "cell-thousands")]);
    }
    for cell in [
        "9,5",
        "mười",
        "1e3",
        "99999999999999999999",
        "12 hộ",
        "٣",
        "=A1",
    ] {
        each("whole", &[(cell, "cell-wrong")]);
    }
    each(
        "whole",
        &[("1.234,5", "cell-separators"), ("-6", "cell-range")],
    );
    each("whole", &[("1 234", "cell-thousands")]);
}

#[test]
fn decimals_have_a_comma_or_a_point() {
    for (cell, number) in [("9,5", "9.5"), ("9.5", "9.5"), ("-0,25", "-0.25")] {
        each("number", &[(cell, number)]);
    }
    each("number", &[("0.125", "0.125"), ("2000", "2000")]);
    for cell in ["1.234", "1,234"] {
        each("number", &[(cell, "1.234 ? cell-decimal-doubt")]);
    }
    for cell in ["1.234,5", "1,234.5"] {
        each("number", &[(cell, "cell-separators")]);
    }
    for cell in ["5.", ",5", "nan", "1e5"] {
        each("number", &[(cell, "cell-wrong")]);
    }
    each(
        "number",
        &[("1,2,3", "cell-thousands"), ("2000,01", "cell-range")],
    );
    // 2001 and 95 % would be out of range, so that nobody meant them.
    each(
        "number",
        &[("2,001", "2.001"), ("2,000", "2 ? cell-decimal-doubt")],
    );
    each(
        "small",
        &[("0,95", "0.95"), ("0,5", "0.5 ? cell-percent-doubt")],
    );
}

#[test]
fn percents_may_carry_their_sign_and_small_ones_are_asked_about() {
    for (cell, number) in [("95", "95"), ("95 %", "95"), ("95%", "95"), ("120", "120")] {
        each("share", &[(cell, number)]);
    }
    each(
        "share",
        &[("95,5\u{a0}%", "95.5"), ("0", "0"), ("1.01", "1.01")],
    );
    each(
        "share",
        &[("0,95", "0.95 ? cell-percent-doubt"), ("0,95 %", "0.95")],
    );
    each("share", &[("1", "1 ? cell-percent-doubt")]);
    for cell in ["-1", "%", "95 %%"] {
        each("share", &[(cell, "cell-wrong")]);
    }
    let half = Scalar::Number(number!(0.5));
    assert_eq!(
        read("share", Cell::Typed(&half)),
        "0.5 ? cell-percent-doubt"
    );
}

#[test]
fn yes_and_no_have_their_words() {
    for yes in ["có", "CÓ", "co", "yes", "Yes", "1", "TRUE"] {
        each("flag", &[(yes, "true")]);
    }
    for no in ["không", "Không", "khong", "no", "0", "false"] {
        each("flag", &[(no, "false")]);
    }
    for other in ["2", "có lẽ"] {
        each("flag", &[(other, "cell-wrong")]);
    }
    let typed = [
        (Scalar::YesNo(true), "true"),
        (Scalar::Number(number!(0)), "false"),
        (Scalar::Number(number!(2)), "cell-wrong"),
    ];
    for (scalar, expected) in typed {
        assert_eq!(read("flag", Cell::Typed(&scalar)), expected);
    }
}

#[test]
fn choices_are_known_by_word_or_label_and_never_guessed() {
    for cell in ["xa", "XA", "Xã, phường", "xã,  PHƯỜNG"] {
        each("choice", &[(cell, "xa")]);
    }
    each("choice", &[("office", "co-quan"), ("khac", "khac")]);
    each("choice", &[("đơn vị khác", "cell-choice-ambiguous")]);
    each(
        "choice",
        &[
            ("co-quam", "cell-choice co-quan"),
            ("nhà máy", "cell-choice"),
        ],
    );
    each("choice", &[("cơ quam", "cell-choice co-quan")]);
    let label = Scalar::Text("Cơ quan".into());
    assert_eq!(read("choice", Cell::Typed(&label)), "co-quan");
}

#[test]
fn dates_are_days_of_the_calendar() {
    each(
        "day",
        &[("2025-12-31", "2025-12-31"), ("31/12/2025", "2025-12-31")],
    );
    each("day", &[("1/2/2025", "2025-02-01")]);
    for cell in ["31/02/2025", "12/31/2025", "2025-02-30"] {
        each("day", &[(cell, "cell-no-such-day")]);
    }
    for cell in ["31/12/25", "2025/12/31", "45000", "2025-1-2", "1/2/3/2025"] {
        each("day", &[(cell, "cell-wrong")]);
    }
}

#[test]
fn lists_stand_in_one_cell() {
    each("numbers", &[("9,5; 8;", "9.5|8"), ("7", "7")]);
    for cell in ["9,5; x", "1;;2", ";"] {
        each("numbers", &[(cell, "cell-wrong")]);
    }
    each("names", &[("Mặt trận; Hội Phụ nữ", "Mặt trận|Hội Phụ nữ")]);
}

#[test]
fn letters_that_nobody_sees_are_refused_and_both_spellings_are_one() {
    for cell in ["a\u{200b}b", "a\u{7}", "a\u{85}b", "a\u{ad}"] {
        each("words", &[(cell, "cell-control")]);
    }
    each("words", &[("Ho\u{300}a", "Hòa"), ("a\u{a0}b", "a b")]);
    each("words", &[("  Hòa Vang ", "Hòa Vang")]);
}
