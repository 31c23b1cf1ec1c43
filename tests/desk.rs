//! Tables as a specialist really has them: understood at the first try, with a word of what was
//! assumed, or the one finding that is right.

#[expect(dead_code, reason = "another test needs more of it")]
mod workbooks;

use dvk::diagnostic::{Severity, render};
use dvk::loading::{File, Loaded, Options, load};
use dvk::locale::Locale;
use dvk::scheme::{FactValue, Given};
use workbooks::Cell::{Number as N, Percent as P, Text as T};
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
fn nominees(loaded: &Loaded) -> Vec<(String, Vec<Given>)> {
    let found = render(&loaded.diagnostics, Locale::Vi, false);
    assert!(!loaded.diagnostics.has_errors(), "{found}");
    let dossier = loaded.dossier.as_ref().expect("there are no errors");
    let nominees = dossier.nominations.iter();
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
    assert_eq!(nominees[0].1[3], Given::Reported(FactValue::Integer(4)));
    let dossier = loaded.dossier.as_ref().expect("it is read");
    assert!(dossier.nominations[0].received.is_some());
    assert_eq!(dossier.nominations[0].unit.as_deref(), Some("Huyện B"));
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
