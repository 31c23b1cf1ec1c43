mod any_bytes;

use super::*;
use crate::roster::testing::{book, codes};
use crate::scheme::{FactEntry, FactValue, Subject};
use crate::table::classify;

const PERIOD: &str = "name = \"Kỳ 2025\"\ndate = 2025-11-30\n";

const COMMUNE: &str = r#"
    subject = "collective"
    applies = 'loai == "xa"'
    [facts.loai]
    label = "Loại hình"
    type = "choice"
    choices = ["xa", "co-quan"]
    [facts.ho]
    label = "Số hộ tham gia"
    type = "integer"
    [facts.tong]
    label = "Tổng số hộ"
    type = "integer"
    [facts.mo_hinh]
    label = "Tên mô hình"
    type = "text"
    unique = true
    required = false
    [[check]]
    rule = "ho <= tong"
    title = "Số hộ tham gia không quá tổng số hộ"
    [[gate]]
    id = "it"
    refuse = "tong < 5"
    [[award]]
    id = "bang-khen"
    title = "Bằng khen"
    paper = "state"
    when = "true"
    quota = [{ seats = 1 }]
    line = "ask"
"#;

const OFFICE: &str = r#"
    subject = "collective"
    applies = 'loai == "co-quan"'
    in_force = { until = 2025-12-31 }
    [facts.loai]
    label = "Loại hình"
    type = "choice"
    choices = ["xa", "co-quan"]
"#;

const PERSON: &str = r#"
    subject = "individual"
    [facts.ty_le]
    label = "Tỷ lệ"
    type = "percent"
"#;

fn books() -> Vec<Rulebook> {
    vec![
        book("xa", COMMUNE),
        book("co-quan", OFFICE),
        book("ca-nhan", PERSON),
    ]
}

fn read_all(files: &[(&str, &[u8])], options: Options) -> (Option<Roster>, Diagnostics) {
    let data = files.iter().filter_map(|(name, bytes)| {
        let kind = classify(name, bytes)?;
        Some(DataFile::new(name, bytes, kind))
    });
    let data: Vec<_> = data.collect();
    let mut diagnostics = Diagnostics::new();
    let roster = read(&data, &books(), options, &mut diagnostics);
    (roster, diagnostics)
}

/// Everybody's id and scheme, and what was found, with a list beside a sound period.
fn rows(name: &str, text: &str, skip_bad: bool) -> (Vec<(String, usize)>, Vec<String>) {
    let options = Options {
        skip_bad,
        ..Options::default()
    };
    let files = [("period.toml", PERIOD.as_bytes()), (name, text.as_bytes())];
    let (roster, diagnostics) = read_all(&files, options);
    let nominations = roster.map(|roster| roster.nominations).unwrap_or_default();
    let ids = nominations.iter().map(|it| (it.id.to_string(), it.scheme));
    (ids.collect(), codes(&diagnostics))
}

fn csv(rows_text: &str) -> (Vec<(String, usize)>, Vec<String>) {
    let header = "id,name,subject,scheme,loai,ho,tong,mo_hinh,ty_le";
    rows("n.csv", &format!("{header}\n{rows_text}"), false)
}

#[test]
fn rows_go_to_the_scheme_that_applies_and_come_back_in_order() {
    let (ids, codes) = csv(
        "TT-2,B,tập thể,,co-quan,,,,\nTT-1,A,Tập Thể,,xa,3,7,,\nCN-1,C,cá nhân,,,,,,\"95,5 %\"\n",
    );
    assert_eq!(
        ids,
        [("CN-1".into(), 2), ("TT-1".into(), 0), ("TT-2".into(), 1)]
    );
    assert!(codes.is_empty(), "{codes:?}");
}

#[test]
fn three_kinds_of_file_say_the_same() {
    let list = "Mã;Tên;Loại;Lĩnh vực;Ngày nhận;Loại hình;Số hộ tham gia;Tổng số hộ;ty_le\nA;Tên A;tập thể;kinh-te;1/11/2025;xa;3;7;\n";
    let toml = "[[nomination]]\nid = \"A\"\nname = \"Tên A\"\nsubject = \"collective\"\nfield = \"kinh-te\"\nreceived = 2025-11-01\nloai = \"xa\"\nho = 3\ntong = 7\n";
    let json = r#"[{"id": "A", "name": "Tên A", "subject": "collective", "field": "kinh-te", "received": "2025-11-01", "loai": "xa", "ho": 3, "tong": 7}]"#;
    for (name, text) in [("n.csv", list), ("n.toml", toml), ("n.json", json)] {
        let files = [("period.toml", PERIOD.as_bytes()), (name, text.as_bytes())];
        let (roster, diagnostics) = read_all(&files, Options::default());
        assert!(
            !diagnostics.has_errors(),
            "{name} {:?}",
            codes(&diagnostics)
        );
        let nominee = &roster.expect("a roster").nominations[0];
        assert_eq!(nominee.subject, Subject::Collective);
        assert_eq!(nominee.field.as_deref(), Some("kinh-te"));
        assert_eq!(
            nominee.received.map(|day| day.to_string()),
            Some("2025-11-01".into())
        );
        assert_eq!(
            nominee.facts[1],
            FactEntry::Reported(FactValue::Integer(3)),
            "{name}"
        );
    }
}

#[test]
fn a_field_by_its_name_on_paper_is_the_field() {
    let spelled = ["kinh-te", "Kinh tế", "KINH TẾ", "kinh te", "Economy"];
    let others = ["Văn hóa - xã hội", "Thể thao", ""];
    let all = spelled.iter().chain(&others).enumerate();
    let rows: String = all
        .map(|(at, field)| format!("{at},Tên {at},tập thể,{field},xa,3,7\n"))
        .collect();
    let list = format!("id,name,subject,field,loai,ho,tong\n{rows}");
    let files = [
        ("period.toml", PERIOD.as_bytes()),
        ("n.csv", list.as_bytes()),
    ];
    let (roster, _) = read_all(&files, Options::default());
    let nominations = roster.expect("a roster").nominations;
    let fields: Vec<_> = nominations.iter().map(|it| it.field.as_deref()).collect();
    assert_eq!(fields[..5], [Some("kinh-te"); 5]);
    assert_eq!(
        fields[5..],
        [Some("van-hoa-xa-hoi"), Some("Thể thao"), None]
    );
}

#[test]
fn every_fault_is_found_at_its_cell() {
    let (ids, codes) = csv(concat!(
        ",A,tập thể,,xa,1,7,,\n",
        "B,,tập thể,,xa,1,7,,\n",
        "C,C,tâp thể,,xa,1,7,,\n",
        "D,D,,,xa,1,7,,\n",
        "E,E,tập thể,,xa,1.234,7,,\n",
        "F,F,tập thể,,xa,9,7,,\n",
        "G,G,tập thể,,xa,1,KAD,,\n",
        "H,H,tập thể,,xaa,1,7,,\n",
        "I,I,tập thể,,,1,7,,\n",
        "J,J,hộ gia đình,,,,,,\n",
        "K,K,tập thể,xaa,xa,1,7,,\n",
        "L,L,cá nhân,xa,xa,1,7,,\n",
        "M,M,tập thể,,xa,1\n",
    ));
    assert!(ids.is_empty());
    assert_eq!(
        codes,
        [
            "n.csv:2 id nominee-no-id",
            "n.csv:3 name nominee-no-name",
            "n.csv:4 subject nominee-subject",
            "n.csv:5 subject nominee-no-subject",
            "n.csv:6 ho cell-thousands",
            "n.csv:7 ho nominee-check",
            "n.csv:8 tong cell-not-assigned",
            "n.csv:9 loai cell-choice",
            "n.csv:10 loai nominee-scheme-undecided",
            "n.csv:11 nominee-no-scheme",
            "n.csv:12 scheme nominee-unknown-scheme",
            "n.csv:13 scheme nominee-scheme-subject",
            "n.csv:14 row-too-short",
        ]
    );
}

#[test]
fn a_scheme_judges_only_while_it_is_in_force_and_never_by_chance() {
    let list = concat!(
        "id,name,subject,scheme,loai,ho,tong\n",
        "A,A,tập thể,,co-quan,,\nB,B,tập thể,co-quan,co-quan,,\nC,C,tập thể,xa,xa,1,7\n",
    );
    let files = [("n.csv", list.as_bytes())];
    let options = Options {
        date: "2026-01-01".parse().ok(),
        skip_bad: false,
        ..Options::default()
    };
    let (_, diagnostics) = read_all(&files, options);
    let expected = [
        "n.csv:2 nominee-no-scheme",
        "n.csv:3 scheme nominee-scheme-not-in-force",
    ];
    assert_eq!(codes(&diagnostics), expected);
    // Two schemes for the same people: the row must name one.
    let books = [
        book("mot", "subject = \"individual\""),
        book("hai", "subject = \"individual\""),
    ];
    let file = DataFile::new(
        "n.csv",
        b"id,name,scheme\nA,A,\nB,B,hai\n",
        classify("n.csv", b"").expect("a list by its name"),
    );
    let mut diagnostics = Diagnostics::new();
    let roster = read(&[file], &books, options, &mut diagnostics).expect("a roster");
    assert_eq!(codes(&diagnostics), ["n.csv:2 nominee-several-schemes"]);
    assert_eq!(
        (roster.nominations.len(), roster.nominations[0].scheme),
        (1, 1)
    );
}

#[test]
fn only_the_cells_of_the_own_scheme_are_judged() {
    let (ids, codes) = csv("A,A,cá nhân,,tầm bậy,nhiều,x,,95\n");
    assert_eq!((ids.len(), codes.len()), (1, 0), "{codes:?}");
}

#[test]
fn what_must_be_ones_own_is_nobody_elses() {
    let text = "A,A,tập thể,,xa,1,7,Vườn rau,\nB,B,tập thể,,xa,1,7,vườn  RAU,\nA,C,tập thể,,xa,1,7,,\nD,D,tập thể,,xa,1,7,,\n";
    let (ids, codes) = csv(text);
    // Nobody can tell which of two is right, so neither is ranked.
    assert_eq!(ids, [("D".into(), 0)]);
    assert_eq!(
        codes,
        [
            "n.csv:3 mo_hinh nominee-fact-twice",
            "n.csv:4 id nominee-twice"
        ]
    );
}

#[test]
fn bad_rows_may_be_left_out_by_name() {
    let header = "id,name,subject,loai,ho,tong\n";
    let text = format!("{header}B,Bê,tập thể,xa,9,7\nA,A,tập thể,xa,x,7\nC,C,tập thể,xa,1,7\n");
    let options = Options {
        skip_bad: true,
        ..Options::default()
    };
    let files = [
        ("period.toml", PERIOD.as_bytes()),
        ("n.csv", text.as_bytes()),
    ];
    let (roster, diagnostics) = read_all(&files, options);
    assert!(!diagnostics.has_errors());
    assert_eq!(
        codes(&diagnostics),
        ["n.csv:2 ho nominee-check", "n.csv:3 ho cell-wrong"]
    );
    let roster = roster.expect("a roster");
    assert_eq!(roster.nominations.len(), 1);
    let skipped: Vec<_> = roster
        .skipped
        .iter()
        .map(|it| (it.id.as_str(), it.scheme))
        .collect();
    assert_eq!(skipped, [("A", Some(0)), ("B", Some(0))]);
    // A file that cannot be understood as a whole is refused all the same.
    let (ids, codes) = rows("n.csv", "id,subject\nA,tập thể\n", true);
    assert_eq!((ids.len(), codes), (0, vec!["n.csv column-missing".into()]));
}

#[test]
fn the_day_of_the_review_must_be_known_and_only_one() {
    let list = ("n.csv", "id,name,subject\n".as_bytes());
    let day = |text: &str| Options {
        date: text.parse().ok(),
        skip_bad: false,
        ..Options::default()
    };
    let found = |files: &[(&str, &[u8])], options| codes(&read_all(files, options).1);
    assert_eq!(found(&[list], Options::default()), ["n.csv period-no-date"]);
    assert_eq!(found(&[list], day("2025-11-30")), ["n.csv nominee-none"]);
    let period = ("period.toml", PERIOD.as_bytes());
    assert_eq!(
        found(&[list, period], day("2025-12-01")),
        ["n.csv nominee-none", "period.toml:2:8 period-date-differs"]
    );
    let reversed = "date = 2025-11-30\nstart = 2025-12-31\nend = 2025-01-01\nx = 1\n[meeting]\ny = 1\n[[member]]\nname = 2\n";
    assert_eq!(
        found(
            &[list, ("period.toml", reversed.as_bytes())],
            Options::default()
        ),
        [
            "n.csv nominee-none",
            "period.toml:3:7 period-reversed",
            "period.toml:4:1 unknown-key",
            "period.toml:6:1 unknown-key",
            "period.toml:8:8 wrong-type"
        ]
    );
    assert_eq!(
        found(&[period], Options::default()),
        ["period.toml nominee-no-file"]
    );
}

#[test]
fn past_awards_are_read_and_doubted() {
    let list = "id,name,subject,loai,ho,tong\nA,A,tập thể,xa,1,7\n";
    let history = "Mã;Năm;Hình thức/Danh hiệu;Thành tích\nA;2024;Bằng khen;x\nA;2023;bang-khen;\nX;2023;bang-khen;\nX;2022;bang-khen;\nA;23;bang-khen;\nA;2020;;\nA;2019;la;\nA;2018;la;\n";
    let files = [
        ("period.toml", PERIOD.as_bytes()),
        ("n.csv", list.as_bytes()),
        ("history.csv", history.as_bytes()),
    ];
    let (roster, diagnostics) = read_all(&files, Options::default());
    assert_eq!(
        codes(&diagnostics),
        [
            "history.csv:4 Mã history-unknown-nominee",
            "history.csv:6 Năm history-year",
            "history.csv:7 Hình thức/Danh hiệu history-no-award",
            "history.csv:8 Hình thức/Danh hiệu history-unknown-award",
        ]
    );
    let history = roster.expect("a roster").history;
    let years: Vec<_> = history["A"]
        .iter()
        .map(|it| (it.year, it.award.as_str()))
        .collect();
    assert_eq!(
        years,
        [
            (2018, "la"),
            (2019, "la"),
            (2023, "bang-khen"),
            (2024, "bang-khen")
        ]
    );
    assert_eq!(history.len(), 1);
}

#[test]
fn places_in_toml_are_letters() {
    let text = "[[nomination]]\nid = \"A\"\nname = \"A\"\nsubject = \"collective\"\nloai = \"xa\"\nho = 2.5\ntong = { a = 1 }\n";
    let (_, codes) = rows("n.toml", text, false);
    assert_eq!(
        codes,
        [
            "n.toml column-fact-missing",
            "n.toml:6:6 cell-wrong",
            "n.toml:7:8 wrong-type"
        ]
    );
}

#[test]
fn who_was_given_on_is_withdrawn_when_somebody_later_is_the_same() {
    let header = "id,name,subject,loai,ho,tong,mo_hinh\n";
    let row = |id: &str, ours: &str| format!("{id},Tên {id},tập thể,xa,1,7,{ours}\n");
    let rows = [
        row("A", "Một"),
        row("B", "Hai"),
        row("C", "Ba"),
        row("D", "Bốn"),
        row("A", "Năm"),
        row("E", " hai "),
        row("F", "Sáu"),
    ];
    let text = format!("{header}{}", rows.concat());
    let list = |skip_bad| {
        let options = Options {
            skip_bad,
            ..Options::default()
        };
        let files = [
            ("period.toml", PERIOD.as_bytes()),
            ("n.csv", text.as_bytes()),
        ];
        read_all(&files, options)
    };
    let (roster, diagnostics) = list(true);
    let expected = [
        "n.csv:6 id nominee-twice",
        "n.csv:7 mo_hinh nominee-fact-twice",
    ];
    assert_eq!(codes(&diagnostics), expected);
    let roster = roster.expect("a roster");
    let ids: Vec<_> = roster.nominations.iter().map(|it| &*it.id).collect();
    assert_eq!(ids, ["C", "D", "F"]);
    let skipped = roster.skipped.iter();
    let skipped: Vec<_> = skipped.map(|it| (&*it.id, it.row.row)).collect();
    assert_eq!(skipped, [("A", 2), ("A", 6), ("B", 3), ("E", 7)]);
    let (roster, diagnostics) = list(false);
    assert_eq!(diagnostics.errors(), 2);
    let roster = roster.expect("a roster");
    assert_eq!((roster.nominations.len(), roster.skipped.len()), (3, 0));
}
