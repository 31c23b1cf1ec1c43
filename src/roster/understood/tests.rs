//! Columns understood.

use super::*;
use crate::roster::testing::{codes, scheme};

const FIRST: &str = r#"
    [facts.so_ho]
    label = { vi = "Số hộ", en = "Households" }
    unit = "hộ"
    type = "integer"
    [facts.tong]
    label = "Tổng"
    type = "integer"
    required = false
    [facts.tong_2]
    label = "tổng"
    type = "integer"
    required = false
"#;
const SECOND: &str = r#"
    [facts.thang]
    label = "Số tháng"
    type = "integer"
    [facts.ho]
    label = "Số hộ"
    type = "integer"
"#;

const NEEDS_SUBJECT: Layout = Layout::Nominations {
    needs_subject: true,
};

/// Where the named facts stand, and what was found.
fn understand(headings: &str) -> (Option<Columns>, Vec<String>) {
    let schemes = [scheme(FIRST), scheme(SECOND)];
    let schemes: Vec<_> = schemes.iter().collect();
    let file: Arc<str> = "n.csv".into();
    let heading = |text: &str| Heading::new(text.to_owned(), Place::cell(&file, 1, text));
    let headings: Vec<_> = headings.split(',').map(heading).collect();
    let mut diagnostics = Diagnostics::new();
    let columns = Columns::understand(&file, &headings, &schemes, NEEDS_SUBJECT, &mut diagnostics);
    (columns, codes(&diagnostics))
}

#[test]
fn columns_are_known_by_id_and_by_label_in_both_languages() {
    for headings in [
        "id,name,subject,so_ho,thang",
        "Mã, TÊN ,loại,Số\u{a0} hộ,Số tháng",
        "Mã,Tên,Loại,Households,THANG",
        "Mã,Tên,Loại,Số hộ (hộ),thang",
    ] {
        let (columns, codes) = understand(headings);
        assert!(codes.is_empty(), "{headings}: {codes:?}");
        let columns = columns.expect("everything compulsory is there");
        assert_eq!(columns.of(Fixed::Subject), Some(2));
        assert_eq!(columns.fact(0, 0), Some(3));
        assert_eq!(columns.fact(1, 0), Some(4));
    }
}

#[test]
fn one_label_may_name_a_fact_of_each_scheme() {
    let (columns, _) = understand("id,name,subject,Số hộ");
    let columns = columns.expect("everything compulsory is there");
    assert_eq!((columns.fact(0, 0), columns.fact(1, 1)), (Some(3), Some(3)));
}

#[test]
fn a_misspelled_column_is_an_error_and_a_strange_one_is_listed() {
    let (_, codes) = understand("id,name,subject,so_hoo,Ghi chú của tổ,,Cột lạ");
    assert_eq!(
        codes,
        ["n.csv column-unknown", "n.csv:1 so_hoo column-near"]
    );
}

#[test]
fn nothing_is_named_twice_or_by_halves() {
    let (_, codes) = understand("id,Mã,name,subject,so_ho,Households,X lạ lùng,x lạ lùng");
    assert_eq!(
        codes,
        [
            "n.csv column-unknown",
            "n.csv:1 Mã column-twice",
            "n.csv:1 Households column-twice",
            "n.csv:1 x lạ lùng column-twice"
        ]
    );
    let (_, codes) = understand("id,name,subject,Tổng");
    assert_eq!(codes, ["n.csv:1 Tổng column-ambiguous"]);
}

#[test]
fn without_the_compulsory_columns_there_is_no_list() {
    let (columns, codes) = understand("so_ho,thang");
    assert!(columns.is_none());
    assert_eq!(codes, ["n.csv column-missing"; 3]);
}

#[test]
fn a_compulsory_fact_without_a_column_is_warned_of() {
    let (columns, _) = understand("id,name,subject");
    let mut diagnostics = Diagnostics::new();
    let columns = columns.expect("everything compulsory is there");
    columns.warn_of_missing(
        &"n.csv".into(),
        (0, &scheme(FIRST)),
        NEEDS_SUBJECT,
        &mut diagnostics,
    );
    assert_eq!(codes(&diagnostics), ["n.csv column-fact-missing"]);
}
