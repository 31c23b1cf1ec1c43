//! A small period, judged by the real rooms and told in every format.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::date;
use unicode_segmentation::UnicodeSegmentation as _;

use super::*;
use crate::commendation::propose;
use crate::diagnostic::{Diagnostics, render};
use crate::evaluation::evaluate;
use crate::locale::Locale;
use crate::number;
use crate::number::Number;
use crate::ranking::rank;
use crate::roster::{Dossier, Nomination, Period, RowAddress, Skipped};
use crate::rule::Rulebook;
use crate::scheme::{FactValue, Given, Subject, check};
use crate::source::Source;

/// A scheme with everything a sheet can show: a ceiling, a bonus ceiling, a row that drops, a
/// deduction, a standard, a floor, classes, ties, quotas.
const SCHEME: &str = r##"
format = 1
id = "thu"
title = { vi = "Tập thể điển hình | thử", en = "Exemplary collectives" }
basis = ["Kế hoạch số 20-KH/TU ngày 09/7/2021"]
[points]
scale = 100
bounds = [0, 100]
round = { each = "criterion", digits = 2 }
[facts.a]
label = "Số hộ tham gia"
type = "number"
unit = "hộ"
[facts.b]
label = "Kết quả"
type = "number"
[facts.c]
label = "Điểm cộng"
type = "number"
[facts.vi_pham]
label = "Số vi phạm"
type = "integer"
[facts.thanh_tra]
label = "Đang thanh tra"
type = "yes-no"
[[group]]
id = "A"
no = "I"
title = "Huy động"
max = 60
mismatch = "bảng của văn bản cộng được 70"
bonus = 3
[[criterion]]
id = "A1"
no = "1"
in = "A"
title = "Hộ tham gia"
max = 40
basis = "Mục II.2"
rule = "a"
[[criterion]]
id = "A2"
no = "2"
in = "A"
title = "Nề nếp"
max = 30
rule = "30"
[[criterion]]
id = "A3"
no = "3"
in = "A"
title = "Cách làm mới"
kind = "bonus"
max = 9
rule = "c"
[[group]]
id = "B"
no = "II"
title = "Hiệu quả"
max = 40
floor = "10%"
[[criterion]]
id = "B1"
no = "1"
in = "B"
title = "Kết quả chính"
max = 10
otherwise = "drop"
rule = "b"
[[criterion]]
id = "B2"
no = "2"
in = "B"
title = "Lan tỏa"
max = 30
rule = "a * 3 / 4"
[[criterion]]
id = "P1"
title = "Vi phạm"
kind = "deduction"
rule = "vi_pham"
[[criterion]]
id = "sach"
title = "Không có vi phạm"
kind = "standard"
rule = "vi_pham == 0"
needed_for = ["xuat-sac"]
[[gate]]
id = "thanh_tra_gate"
title = "Không trong thời gian thanh tra"
hold = "thanh_tra"
[[class]]
id = "xuat-sac"
title = { vi = "Xuất sắc", en = "Excellent" }
from = 90
[[class]]
id = "tot"
title = { vi = "Tốt", en = "Good" }
from = 50
[[class]]
id = "con-lai"
title = "Còn lại"
[ranking]
lists = ["field"]
ties = [{ by = "-vi_pham", title = "ít vi phạm hơn" }]
last = "council"
[[award]]
id = "bang-khen"
title = "Bằng khen"
when = 'at_least(class, "tot")'
quota = [{ seats = 3, per = "field" }]
line = "ask"
"##;

pub(super) fn book() -> Rulebook {
    book_of(SCHEME)
}

fn book_of(text: &str) -> Rulebook {
    let mut diagnostics = Diagnostics::new();
    let source = Source::new("thu.toml", text);
    let scheme = check(&source, &mut diagnostics).expect("the scheme is read");
    let book = Rulebook::new(scheme, &[], &mut diagnostics);
    let found = render(&diagnostics, Locale::Vi, false);
    assert!(!diagnostics.has_errors(), "{found}");
    book
}

/// `a`, `b` (nothing: not assigned), bonus, violations, whether under inspection.
type Facts = (Number, Option<Number>, Number, i64, bool);

fn nominee(at: u64, name: &str, facts: Facts) -> Nomination {
    let (a, b, bonus, violations, held) = facts;
    let number = |number: Number| Given::Reported(FactValue::Number(number.into()));
    Nomination {
        id: format!("TT-{at:02}").into(),
        name: name.to_owned(),
        subject: Subject::Collective,
        unit: Some("Huyện ủy Hòa Vang".into()),
        field: Some("kinh-te".into()),
        received: None,
        scheme: 0,
        facts: vec![
            number(a),
            b.map_or(Given::NotAssigned, number),
            number(bonus),
            Given::Reported(FactValue::Integer(violations)),
            Given::Reported(FactValue::YesNo(held)),
        ],
        row: row(at + 1),
    }
}

fn row(row: u64) -> RowAddress {
    let file: Arc<str> = "nominations.csv".into();
    RowAddress { file, row }
}

pub(super) fn dossier() -> Dossier {
    let ten = || Some(number!(10));
    let nominees: [(&str, Facts); 7] = [
        (
            "Hội Nông dân xã Hòa Tiến",
            (number!(40), ten(), number!(5), 0, false),
        ),
        ("=Thôn Phú Túc", (number!(35), None, number!(1), 1, false)),
        (
            "Tổ dân phố số 14",
            (number!(31), ten(), number!(0), 0, false),
        ),
        (
            "Trường | Tiểu học",
            (number!(31), ten(), number!(0), 0, false),
        ),
        ("Đoàn phường", (number!(32), ten(), number!(0), 1, false)),
        ("Công an phường", (number!(20), ten(), number!(0), 0, true)),
        ("Hội Phụ nữ", (number!(41), ten(), number!(0), 0, false)),
    ];
    Dossier {
        period: Period {
            name: Some("Kỳ xét thử".to_owned()),
            ..Period::on(date(2025, 11, 30))
        },
        nominations: nominees
            .into_iter()
            .zip(1..)
            .map(|((name, facts), at)| nominee(at, name, facts))
            .collect(),
        history: BTreeMap::new(),
        withdrawn: BTreeMap::new(),
        skipped: vec![Skipped {
            id: "TT-99".to_owned(),
            name: "Dòng hỏng".to_owned(),
            scheme: Some(0),
            row: row(20),
        }],
        ..Dossier::on(date(2025, 11, 30))
    }
}

/// Judges the small period and hands over the proposal.
pub(super) fn with_proposal<T>(tell: impl FnOnce(&Proposal<'_>) -> T) -> T {
    let books = [book()];
    let dossier = dossier();
    tell(&propose(rank(evaluate(&books, &dossier))))
}

fn options(locale: Locale, width: Option<usize>) -> Options {
    Options {
        locale,
        width,
        ..Options::default()
    }
}

fn told(format: Format, locale: Locale, width: Option<usize>) -> String {
    with_proposal(|proposal| ranking(proposal, format, &options(locale, width)))
}

fn told_sheet(nominee: usize, format: Format, locale: Locale) -> String {
    let width = None;
    with_proposal(|proposal| sheet(proposal, 0, nominee, format, &options(locale, width)))
}

#[test]
fn a_share_of_the_nominated_counts_the_rows_left_out_where_their_part_is_no_matter() {
    let base = |quota: &str| {
        let text = SCHEME.replace("{ seats = 3, per = \"field\" }", quota);
        let (books, dossier) = ([book_of(&text)], dossier());
        let proposal = propose(rank(evaluate(&books, &dossier)));
        proposal.schemes[0][0].quotas[0].base.clone()
    };
    let share = "share = \"50%\", of = \"nominated\"";
    assert_eq!(base(&format!("{{ {share} }}")), Some(number!(8)));
    assert_eq!(
        base(&format!("{{ {share}, per = \"field\" }}")),
        Some(number!(7))
    );
}

#[test]
fn every_format_is_in_the_table_once() {
    for entry in &FORMATS {
        assert_eq!(Format::named(entry.word), Some(entry.format));
        assert_eq!(Format::of_ending(entry.ending), Some(entry.format));
        assert_eq!(entry.format.entry().word, entry.word);
    }
}

#[test]
fn no_line_of_a_ranking_or_a_sheet_is_wider_than_the_screen() {
    for width in [40, 60, 80, 100, 120, 200] {
        let options = Options {
            locale: Locale::Vi,
            width: Some(width),
            ..Options::default()
        };
        let texts = with_proposal(|proposal| {
            [
                ranking(proposal, Format::Table, &options),
                sheet(proposal, 0, 1, Format::Table, &options),
            ]
        });
        for line in texts.iter().flat_map(|text| text.lines()) {
            let letters = line.graphemes(true).count();
            assert!(letters <= width, "{letters} > {width}: {line}");
        }
    }
}

#[test]
fn every_format_tells_everybody() {
    for entry in &FORMATS {
        let text = told(entry.format, Locale::Vi, None);
        for id in ["TT-01", "TT-02", "TT-05", "TT-06", "TT-07", "TT-99"] {
            assert!(text.contains(id), "{id} is missing:\n{text}");
        }
    }
}

#[test]
fn numbers_follow_the_language() {
    let vi = told(Format::Markdown, Locale::Vi, None);
    assert!(vi.contains("| 100,00 |") && !vi.contains("100.00"), "{vi}");
    let en = told(Format::Markdown, Locale::En, None);
    assert!(en.contains("| 100.00 |") && !en.contains("100,00"), "{en}");
    let json = told(Format::Json, Locale::Vi, None);
    assert!(json.contains("\"total\": \"100.00\""), "{json}");
}

#[test]
fn people_are_told_what_is_left_to_decide() {
    let text = told(Format::Table, Locale::Vi, None);
    for sentence in [
        "Hội đồng quyết định: 1 suất cho 2 đối tượng đồng hạng",
        "- 1 đối tượng đang tạm dừng xét",
        "- 1 đối tượng mà quy tắc không tính được điểm",
        "- 1 nhóm đồng hạng tranh suất khen thưởng cuối cùng",
        "- 1 vị trí đồng hạng chưa phân định",
        "- 1 dòng dữ liệu bị bỏ qua do có lỗi",
        "dòng 20 của tệp nominations.csv có lỗi",
        "vướng điều kiện “Không trong thời gian thanh tra”",
    ] {
        assert!(text.contains(sentence), "{sentence}\n{text}");
    }
    with_proposal(|proposal| assert!(Summary::of(proposal).is_open()));
}

#[test]
fn the_json_follows_the_contract() {
    let text = told(Format::Json, Locale::En, None);
    let json: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
    let scheme = &json["schemes"][0];
    let keys = |value: &serde_json::Value| {
        let object = value.as_object().expect("an object");
        object.keys().cloned().collect::<Vec<_>>().join(" ")
    };
    assert_eq!(keys(scheme), "scheme lists unranked proposals");
    assert_eq!(scheme["lists"][0]["list"]["field"], "kinh-te");
    let place = &scheme["lists"][0]["places"][1];
    assert_eq!(
        keys(place),
        "rank id name total class score bonus deduction assigned groups points tie_broken_by"
    );
    assert_eq!(place["id"], "TT-02");
    assert_eq!(place["assigned"], "90.00");
    // A dropped row is left out, a standard says whether it is met.
    assert_eq!(keys(&place["points"]), "A1 A2 A3 B2 P1 sach");
    assert_eq!(place["points"]["sach"], "not_met");
    assert_eq!(place["points"]["P1"], "1.00");
    let unranked = scheme["unranked"].as_array().expect("a list");
    let statuses: Vec<_> = unranked.iter().map(|one| &one["status"]).collect();
    assert_eq!(statuses, ["held", "failed", "skipped"]);
    assert_eq!(unranked[0]["reasons"][0]["kind"], "gate");
    let proposal = &scheme["proposals"][0];
    assert_eq!(
        keys(proposal),
        "award quotas proposed provisional in_the_way contested missed"
    );
}

#[test]
fn csv_is_one_table_without_formulas() {
    let text = told(Format::Csv, Locale::Vi, None);
    assert!(
        text.starts_with("\u{feff}Bộ tiêu chí;Danh sách;Hạng;"),
        "{text}"
    );
    assert!(text.contains(";'=Thôn Phú Túc;"), "{text}");
    // The headings, seven nominees, and the row that was left out.
    assert_eq!(text.lines().count(), 9, "{text}");
}

#[test]
fn a_sheet_is_told_in_every_format() {
    for entry in &FORMATS {
        let text = told_sheet(1, entry.format, Locale::Vi);
        for words in [
            "TT-02",
            "Hộ tham gia",
            "Kế hoạch số 20-KH/TU",
            "Mục II.2",
            "Số hộ tham gia",
        ] {
            assert!(text.contains(words), "{words}\n{text}");
        }
    }
    assert!(told_sheet(0, Format::Markdown, Locale::En).contains("Total"));
}
