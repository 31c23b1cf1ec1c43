//! Tables as a specialist really has them: understood at the first try, with a word of what was
//! assumed, or the one finding that is right.

#[expect(dead_code, reason = "another test needs more of it")]
mod workbooks;

use dvk::diagnostic::{Severity, render};
use dvk::loading::{File, Loaded, Options, load};
use dvk::locale::Locale;
use dvk::scheme::{FactEntry, FactValue};
use workbooks::Cell::{Blank, Number as N, Percent as P, Text as T};
use workbooks::{Cell, Sheet, workbook};

const SCHEME: &str = r#"
    id = "s"
    title = "Bộ thử"
    subject = "collective"
    [facts.loai]
    label = "Loại xã"
    type = "choice"
    choices = { I = "Loại I", II = "Loại II", III = "Loại III" }
    [facts.ty_le]
    label = "Tỷ lệ hộ dân tham gia"
    type = "percent"
    [facts.cong_khai]
    label = "Đã công khai"
    type = "yes-no"
    [facts.hoi_nghi]
    label = "Số hội nghị"
    type = "integer"
    [facts.kinh_phi]
    label = "Kinh phí"
    unit = "triệu đồng"
    type = "number"
    required = false
    [facts.ngay]
    label = "Ngày bắt đầu"
    type = "date"
    required = false
    [points]
    scale = 100
    [[criterion]]
    id = "A"
    max = 100
    basis = "Mục 1"
    otherwise = "full"
    rule = "min(hoi_nghi, MAX)"
    [[criterion]]
    id = "B"
    kind = "standard"
    basis = "Mục 2"
    rule = 'ty_le >= 0 && cong_khai && at_least(loai, "III")'
    [[gate]]
    id = "muon"
    title = "Nộp đúng hạn"
    basis = "Mục 3"
    refuse = "received > deadline"
    [ranking]
    last = "shared"
"#;

const PERIOD: &str = "date = 2025-11-30\ndeadline = 2025-11-15\n";

/// What is read of a file beside the scheme.
fn read(name: &str, bytes: Vec<u8>) -> Loaded {
    let file = |name: &str, bytes: Vec<u8>| File {
        name: name.to_owned(),
        bytes,
    };
    let files = [
        file("s.toml", SCHEME.into()),
        file("period.toml", PERIOD.into()),
        file(name, bytes),
    ];
    load(&files, &|_, _| None, &Options::default())
}

fn read_sheet(rows: &[&[Cell]]) -> Loaded {
    read("ds.xlsx", workbook(vec![Sheet::new("Tổng hợp", rows)]))
}

/// The findings in the data, each as its code and its place.
fn codes(loaded: &Loaded) -> Vec<String> {
    let found = loaded.diagnostics.sorted().into_iter();
    let found = found.filter(|it| it.place.file() != "s.toml");
    found
        .map(|it| format!("{} {}", it.code, it.place))
        .collect()
}

fn errors(loaded: &Loaded) -> Vec<String> {
    let found = loaded.diagnostics.sorted().into_iter();
    let found = found.filter(|it| it.severity == Severity::Error);
    found
        .map(|it| it.message.get(Locale::Vi).to_owned())
        .collect()
}

/// Everybody read, by code, with the facts; nothing may be wrong.
fn nominees(loaded: &Loaded) -> Vec<(String, Vec<FactEntry>)> {
    let found = render(&loaded.diagnostics, Locale::Vi, false);
    assert!(!loaded.diagnostics.has_errors(), "{found}");
    let roster = loaded.roster.as_ref().expect("there are no errors");
    let nominees = roster.nominations.iter();
    nominees
        .map(|it| (it.id.to_string(), it.facts.clone()))
        .collect()
}

fn ids(loaded: &Loaded) -> Vec<String> {
    nominees(loaded).into_iter().map(|(id, _)| id).collect()
}

const HEADINGS: [Cell; 7] = [
    T("TT"),
    T("Mã số"),
    T("Tên đơn vị"),
    T("Loại xã"),
    T("Tỷ lệ hộ dân tham gia"),
    T("Đã công khai"),
    T("Số hội nghị"),
];

#[test]
fn headings_are_known_without_their_numbers_units_and_remarks() {
    let headings = [
        T("Số TT"),
        T("Mã số"),
        T("Họ và tên"),
        T("Đơn vị công tác"),
        T("Ngày nhận hồ sơ"),
        T("1. Loại xã"),
        T("2.1. Tỷ lệ hộ dân tham gia (%)"),
        T("2.2) Đã công khai (x)"),
        T("2.3 Số hội nghị (hội nghị) trong năm"),
        T("Kinh phí (triệu đồng)"),
    ];
    let row = [
        N(1.0),
        T("X1"),
        T("Xã A"),
        T("Huyện B"),
        T("05/11/2025"),
        T("I"),
        P(0.9),
        T("có"),
        N(4.0),
        N(12.0),
    ];
    let loaded = read_sheet(&[&headings, &row]);
    let nominees = nominees(&loaded);
    assert_eq!(nominees[0].1[3], FactEntry::Reported(FactValue::Integer(4)));
    let roster = loaded.roster.as_ref().expect("it is read");
    assert!(roster.nominations[0].received.is_some());
    assert_eq!(roster.nominations[0].unit.as_deref(), Some("Huyện B"));
    assert_eq!(codes(&loaded), ["column-assumed ds.xlsx:Tổng hợp"]);
    let said = render(&loaded.diagnostics, Locale::Vi, false);
    assert!(
        said.contains("“2.3 Số hội nghị (hội nghị) trong năm” → “Số hội nghị”"),
        "{said}"
    );
}

/// A number in another unit is another number.
#[test]
fn a_heading_with_another_unit_is_asked_about() {
    for (heading, column) in [
        ("Kinh phí (nghìn đồng)", "Kinh phí"),
        ("Số hội nghị (%)", "Số hội nghị"),
    ] {
        let text = format!("id,name,Loại xã,Tỷ lệ hộ dân tham gia,Đã công khai,{heading}\n");
        let loaded = read("nominations.csv", text.into());
        let found = codes(&loaded);
        let taken = format!("→ “{column}”");
        let said = render(&loaded.diagnostics, Locale::Vi, false);
        assert!(!said.contains(&taken), "{said}");
        assert!(
            found
                .iter()
                .any(|it| it.contains("column-near") || it.contains("column-unknown")),
            "{found:?}"
        );
    }
}

#[test]
fn a_heading_cut_short_is_asked_about_once_with_the_column_that_is_missing() {
    let text = "id,name,Ngày nhận,Loại xã,Tỷ lệ hộ dân (%),Đã công khai,Số hội nghị\n\
                X1,Xã A,05/11/2025,I,90,có,3\n";
    let loaded = read("nominations.csv", text.into());
    assert_eq!(
        codes(&loaded),
        ["column-near nominations.csv:1 Tỷ lệ hộ dân (%)"]
    );
    let said = &errors(&loaded)[0];
    assert!(
        said.contains("“Tỷ lệ hộ dân (%)” có phải là cột “Tỷ lệ hộ dân tham gia”?"),
        "{said}"
    );
}

#[test]
fn a_list_without_codes_has_those_of_the_names_whatever_the_order() {
    let headings = [
        T("STT"),
        T("Tên đơn vị"),
        T("Loại xã"),
        T("Tỷ lệ hộ dân tham gia"),
        T("Đã công khai"),
        T("Số hội nghị"),
    ];
    let one = [N(1.0), T("Xã An Bình"), T("I"), P(0.9), T("có"), N(4.0)];
    let other = [N(2.0), T("XÃ  An Hòa"), T("II"), P(0.8), T("có"), N(5.0)];
    for rows in [[&headings[..], &one, &other], [&headings, &other, &one]] {
        let loaded = read_sheet(&rows);
        assert_eq!(ids(&loaded), ["xã-an-bình", "xã-an-hòa"]);
        assert_eq!(
            codes(&loaded),
            ["nominee-codes-from-names ds.xlsx:Tổng hợp"]
        );
    }
    let twice = read_sheet(&[&headings, &one, &one]);
    assert!(
        codes(&twice)
            .iter()
            .any(|it| it.starts_with("nominee-twice")),
        "{:?}",
        codes(&twice)
    );
}

#[test]
fn a_sheet_that_is_not_recognised_says_what_is_known_of_it() {
    let note: &[&[Cell]] = &[&[T("Ghi chú")], &[T("Số liệu do các xã gửi")]];
    let headings = [
        T("TT"),
        T("Xã"),
        T("Loại xã"),
        T("Đã công khai"),
        T("Số hội nghị"),
    ];
    let row = [N(1.0), T("An Bình"), T("I"), T("có"), N(2.0)];
    let sheets = vec![
        Sheet::new("Ghi chú", note),
        Sheet::new("Bảng", &[&headings, &row]),
    ];
    let loaded = read("ds.xlsx", workbook(sheets));
    let found = codes(&loaded);
    assert!(
        found.contains(&"sheet-unknown ds.xlsx:Ghi chú".to_owned()),
        "{found:?}"
    );
    assert!(
        found.contains(&"sheet-unrecognised ds.xlsx:Bảng".to_owned()),
        "{found:?}"
    );
    let said = errors(&loaded).join("\n");
    assert!(
        said.contains("`Loại xã`, `Đã công khai`, `Số hội nghị`") && said.contains("`Tên`"),
        "{said}"
    );
}

/// A list of people of which nothing is known that any scheme asks for is none of nominees.
#[test]
fn a_list_of_other_people_is_no_list_of_nominees() {
    let members: &[&[Cell]] = &[
        &[T("TT"), T("Họ và tên"), T("Chức vụ"), T("Đơn vị")],
        &[N(1.0), T("Trần Thị B"), T("Chủ tịch"), T("Huyện A")],
    ];
    let row = [N(1.0), T("X1"), T("Xã A"), T("I"), P(0.9), T("có"), N(4.0)];
    let sheets = vec![
        Sheet::new("Tổng hợp", &[&HEADINGS, &row]),
        Sheet::new("Hội đồng", members),
    ];
    let loaded = read("ds.xlsx", workbook(sheets));
    let found = codes(&loaded);
    assert!(
        found.contains(&"column-missing ds.xlsx:Hội đồng".to_owned()),
        "{found:?}"
    );
    let said = errors(&loaded).join("\n");
    assert!(said.contains("`Họ và tên`, `Đơn vị`"), "{said}");
}

#[test]
fn what_numbers_the_rows_is_nearly_nothing() {
    let scheme = SCHEME
        .replace("facts.hoi_nghi", "facts.tot")
        .replace("min(hoi_nghi", "min(tot");
    let text = "TT,id,name,Loại xã,Tỷ lệ hộ dân tham gia,Đã công khai,Số hội nghị,Ngày nhận\n\
                1,X1,Xã A,I,90,có,3,05/11/2025\n";
    let file = |name: &str, text: &str| File {
        name: name.to_owned(),
        bytes: text.into(),
    };
    let files = [
        file("s.toml", &scheme),
        file("period.toml", PERIOD),
        file("nominations.csv", text),
    ];
    let loaded = load(&files, &|_, _| None, &Options::default());
    assert_eq!(codes(&loaded), [""; 0]);
    assert_eq!(ids(&loaded), ["X1"]);
}

/// A list with one row beside the sound ones, as CSV.
fn rows(rows: &[&str]) -> Loaded {
    let head =
        "id,name,Ngày nhận,Loại xã,Tỷ lệ hộ dân tham gia,Đã công khai,Số hội nghị,Ngày bắt đầu";
    read(
        "nominations.csv",
        format!("{head}\n{}\n", rows.join("\n")).into(),
    )
}

#[test]
fn cells_are_understood_as_offices_write_them_and_listed_as_assumed() {
    let loaded = rows(&[
        "X1,Xã A,05-11-2025,Loại 2,90,x,Không phát sinh,6.11.2025",
        "X2,Xã B,05/11/2025,xã loại II,80,✓,KPS,06/11/2025",
        "X3,Xã C,05/11/2025,3,70,có,-,",
    ]);
    let nominees = nominees(&loaded);
    let choice = |word: &str| FactEntry::Reported(FactValue::Text(word.into()));
    let kinds: Vec<_> = nominees.iter().map(|(_, facts)| facts[0].clone()).collect();
    assert_eq!(kinds, [choice("II"), choice("II"), choice("III")]);
    assert!(
        nominees
            .iter()
            .all(|(_, facts)| facts[2] == FactEntry::Reported(FactValue::YesNo(true)))
    );
    assert!(
        nominees
            .iter()
            .all(|(_, facts)| facts[3] == FactEntry::NotAssigned)
    );
    assert_eq!(nominees[0].1[5], nominees[1].1[5]);
    let found = loaded.diagnostics.remarks();
    let assumed = found.iter().filter(|it| it.code == "cell-assumed");
    let said: Vec<_> = assumed
        .map(|it| (it.message.get(Locale::Vi), it.count))
        .collect();
    for (message, count) in [
        ("`Ngày nhận`: `05-11-2025` được hiểu là `05/11/2025`", 1),
        ("`Loại xã`: `Loại 2` được hiểu là `II`", 1),
        ("`Loại xã`: `xã loại II` được hiểu là `II`", 1),
        ("`Loại xã`: `3` được hiểu là `III`", 1),
        ("`Đã công khai`: `x` được hiểu là `có`", 1),
        ("`Số hội nghị`: `Không phát sinh` được hiểu là `KAD`", 1),
        ("`Số hội nghị`: `-` được hiểu là `KAD`", 1),
        ("`Ngày bắt đầu`: `6.11.2025` được hiểu là `06/11/2025`", 1),
    ] {
        assert!(said.contains(&(message, count)), "{message}: {said:?}");
    }
}

#[test]
fn what_is_assumed_of_many_cells_is_said_once_with_the_first_places() {
    let all: Vec<String> = (1..=5)
        .map(|at| format!("X{at},Xã {at},05/11/2025,1,9{at},x,3,"))
        .collect();
    let loaded = rows(&all.iter().map(String::as_str).collect::<Vec<_>>());
    let said = render(&loaded.diagnostics, Locale::Vi, false);
    let places =
        "nominations.csv:2 Loại xã, nominations.csv:3 Loại xã, nominations.csv:4 Loại xã, … (+2)";
    assert!(said.contains(places), "{said}");
    let remarks = loaded.diagnostics.remarks();
    assert!(
        remarks
            .iter()
            .any(|it| it.count == 5 && it.places.len() == 3)
    );
}

/// A fact that no rule lets lack is not taken for "not assigned" in silence.
#[test]
fn nothing_came_up_is_no_figure_where_the_figure_is_asked_for() {
    let loaded = rows(&["X1,Xã A,05/11/2025,I,KPS,có,3,"]);
    assert!(
        codes(&loaded)
            .iter()
            .any(|it| it.starts_with("cell-not-assigned")),
        "{:?}",
        codes(&loaded)
    );
}

#[test]
fn a_whole_column_of_parts_of_one_is_one_error() {
    let loaded = rows(&[
        "X1,Xã A,05/11/2025,I,\"0,95\",có,3,",
        "X2,Xã B,05/11/2025,I,1,có,3,",
        "X3,Xã C,05/11/2025,I,0,có,3,",
        "X4,Xã D,05/11/2025,I,0.9,có,3,",
    ]);
    assert_eq!(
        codes(&loaded),
        ["column-percent nominations.csv:2 Tỷ lệ hộ dân tham gia"]
    );
    let said = &errors(&loaded)[0];
    assert!(
        said.contains("(3 ô)") && said.contains("0,95 % hay 95 %"),
        "{said}"
    );
    // One cell that can only be a percentage: then the others are doubtful one by one.
    let loaded = rows(&[
        "X1,Xã A,05/11/2025,I,0.95,có,3,",
        "X2,Xã B,05/11/2025,I,85,có,3,",
    ]);
    assert_eq!(
        codes(&loaded),
        ["cell-percent-doubt nominations.csv:2 Tỷ lệ hộ dân tham gia"]
    );
    assert!(!loaded.diagnostics.has_errors());
    // Whoever writes the sign means it.
    let loaded = rows(&[
        "X1,Xã A,05/11/2025,I,0.95 %,có,3,",
        "X2,Xã B,05/11/2025,I,0.8 %,có,3,",
    ]);
    assert_eq!(codes(&loaded), [""; 0]);
}

/// The hint above the headings of a form is taken away by many.
#[test]
fn a_form_is_read_whose_rows_above_the_table_were_moved() {
    let mut sheet = Sheet::new(
        "Danh sách đề nghị",
        &[&[T("Mẫu DVK-1 · s")], &[T("Danh sách")]],
    );
    let headings = [
        T("Mã"),
        T("Tên"),
        T("Ngày nhận"),
        T("Loại xã"),
        T("Tỷ lệ hộ dân tham gia"),
        T("Đã công khai"),
        T("Số hội nghị"),
    ];
    let row = |code| {
        [
            T(code),
            T("Xã A"),
            T("05/11/2025"),
            T("I"),
            P(0.9),
            T("có"),
            N(4.0),
        ]
    };
    for at in [5, 6, 7] {
        sheet.row(at, &headings);
        sheet.row(at + 1, &row("X1"));
        sheet.row(at + 2, &row("X2"));
        let loaded = read("ds.xlsx", workbook(vec![sheet]));
        assert_eq!(ids(&loaded), ["X1", "X2"], "{at}");
        sheet = Sheet::new(
            "Danh sách đề nghị",
            &[&[T("Mẫu DVK-1 · s")], &[T("Danh sách")]],
        );
    }
}

/// What offices put between and below the rows of a table names nobody, whatever parts it from them.
#[test]
fn repeated_headings_totals_sections_and_signatures_are_left_out_and_said() {
    let row = |code, name| [N(1.0), T(code), T(name), T("I"), P(0.9), T("có"), N(4.0)];
    for has_codes in [true, false] {
        for gap in [0, 1] {
            let mut sheet = Sheet::new("Tổng hợp", &[&[T("UBND HUYỆN A")], &[T("BẢNG TỔNG HỢP")]]);
            let put = |sheet: &mut Sheet, at: u32, cells: &[Cell]| {
                let cells: Vec<Cell> = match has_codes {
                    true => cells.to_vec(),
                    false => [&cells[..1], &cells[2..]].concat(),
                };
                sheet.row(at, &cells);
            };
            put(&mut sheet, 3, &HEADINGS);
            sheet.merge((4, 0), (4, 5), "I. CÁC XÃ MIỀN NÚI");
            put(&mut sheet, 5, &row("X1", "Xã A"));
            put(&mut sheet, 6, &HEADINGS);
            put(&mut sheet, 7, &row("X2", "Xã B"));
            sheet.merge((8, 0), (8, 2), "TỔNG CỘNG");
            let last = if has_codes { 6 } else { 5 };
            let mut total = vec![Blank; last];
            total.push(N(8.0));
            sheet.row(8, &total);
            let at = 9 + gap;
            sheet.row(
                at,
                &[
                    Blank,
                    Blank,
                    Blank,
                    T("NGƯỜI LẬP BIỂU"),
                    Blank,
                    T("CHỦ TỊCH"),
                ],
            );
            sheet.row(
                at + 1,
                &[
                    Blank,
                    Blank,
                    Blank,
                    T("(Ký, ghi rõ họ tên)"),
                    Blank,
                    T("(Ký tên, đóng dấu)"),
                ],
            );
            let loaded = read("ds.xlsx", workbook(vec![sheet]));
            assert_eq!(nominees(&loaded).len(), 2, "{has_codes} {gap}");
            let found = render(&loaded.diagnostics, Locale::Vi, false);
            let aside = format!("5, 7, 9–{}", if gap == 0 { 11 } else { 12 });
            let aside = if gap == 0 {
                aside
            } else {
                "5, 7, 9, 11–12".to_owned()
            };
            assert!(found.contains(&aside), "{found}");
        }
    }
}

#[test]
fn a_csv_of_such_a_table_is_read_as_the_table_is() {
    let loaded = rows(&[
        "X1,Xã A,05/11/2025,I,90,có,3,",
        "id,name,Ngày nhận,Loại xã,Tỷ lệ hộ dân tham gia,Đã công khai,Số hội nghị,Ngày bắt đầu",
        "X2,Xã B,05/11/2025,I,80,có,3,",
        "TỔNG CỘNG,,,,,,6,",
        ",,,NGƯỜI LẬP BIỂU,,,CHỦ TỊCH,",
    ]);
    assert_eq!(ids(&loaded), ["X1", "X2"]);
    let aside = [3, 5, 6].map(|row| format!("row-aside nominations.csv:{row}"));
    assert_eq!(codes(&loaded), aside);
    // Whoever has a code or a name is somebody.
    let loaded = rows(&["X1,Tổng công ty A,05/11/2025,I,90,có,3,"]);
    assert_eq!(
        (ids(&loaded), codes(&loaded)),
        (vec!["X1".to_owned()], vec![])
    );
}
