//! The sheets of an emulation cluster that come back filled in: whatever is marked on them is read as
//! the same rows of `marks.csv` are, and facts as the same rows of `nominations.csv`.

#[expect(dead_code, reason = "another test needs more of it")]
mod filled;

use std::collections::BTreeMap;

use dvk::form::cluster_workbook;
use dvk::loading::{File, Loaded, Options, load};
use dvk::locale::Locale;
use dvk::rule::Rulebook;
use filled::Filled;
use jiff::civil::date;
use proptest::prelude::*;

const SCHEME: &str = include_str!("cases/a-cluster-marked-on-one-sheet/cum.toml");
const LIST: &str = include_str!("cases/a-cluster-marked-on-one-sheet/nominations.csv");
const FACTS: &str = include_str!("cases/a-clusters-facts-on-one-sheet/cum.toml");

const UNITS: [(&str, &str); 3] = [
    ("X1", "Xã Hòa Vang"),
    ("X2", "Xã Hòa Tiến"),
    ("X3", "Xã Bà Nà"),
];

/// The criteria, each with its row on the form and its maximum.
const ROWS: [(&str, u32, u32); 3] = [("A1", 8, 40), ("A2", 9, 20), ("C1", 11, 40)];

fn file(name: &str, bytes: impl Into<Vec<u8>>) -> File {
    File {
        name: name.to_owned(),
        bytes: bytes.into(),
    }
}

fn loaded(scheme: &str, files: Vec<File>) -> Loaded {
    let scheme = file("cum.toml", scheme);
    let files: Vec<File> = std::iter::once(scheme).chain(files).collect();
    let options = Options {
        date: Some(date(2025, 6, 30)),
        ..Options::default()
    };
    load(&files, &|_, _| None, &options)
}

fn found(loaded: &Loaded) -> Vec<String> {
    let found = loaded.diagnostics.sorted();
    found
        .iter()
        .map(|one| format!("{} {}", one.place, one.code))
        .collect()
}

fn form(scheme: &str, units: &[&str]) -> Filled {
    let books = loaded(scheme, Vec::new()).books;
    let units: Vec<String> = units.iter().map(|it| (*it).to_owned()).collect();
    let books: Vec<(&Rulebook, Vec<String>)> =
        books.iter().map(|book| (book, units.clone())).collect();
    Filled::open(&cluster_workbook(&books, Locale::Vi).expect("the forms are made"))
}

/// The marks that were read: by nominee, criterion, stage and marker.
fn marks(loaded: &Loaded) -> BTreeMap<(String, usize, usize, String), String> {
    let roster = loaded.roster.as_ref().expect("it is read");
    let all = roster.council.marks.iter();
    let all = all.flat_map(|(id, marks)| marks.iter().map(move |mark| (id, mark)));
    let key = |(id, mark): (&std::sync::Arc<str>, &dvk::roster::GivenMark)| {
        let key = (
            id.to_string(),
            mark.criterion,
            mark.stage,
            mark.marker.to_string(),
        );
        (key, format!("{:?}", mark.value))
    };
    all.map(key).collect()
}

const FIRST: u16 = 5;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn a_filled_sheet_has_the_marks_that_the_same_rows_have(
        points in prop::collection::vec(prop::option::of(0_u32..=80), 9),
        by_name in prop::collection::vec(any::<bool>(), 3),
        turned in any::<bool>(),
        second in any::<bool>(),
    ) {
        let sheet = if second { "Bảng chấm điểm (2)" } else { "Bảng chấm điểm" };
        let stage = if second { "cum-cham" } else { "tu-cham" };
        let mut form = form(SCHEME, &[]);
        form.put(sheet, (4, 3), "Lê Văn C");
        let mut rows = "nominee,criterion,stage,marker,points\n".to_owned();
        for (unit, (code, name)) in UNITS.iter().enumerate() {
            let at = if turned { 2 - unit } else { unit };
            let column = FIRST + u16::try_from(at).expect("there are three");
            form.put(sheet, (6, column), if by_name[unit] { name } else { code });
            for (row, (criterion, line, most)) in ROWS.iter().enumerate() {
                // In halves, up to what the row may have.
                let Some(halves) = points[unit * 3 + row].filter(|it| *it <= most * 2) else { continue };
                let text = format!("{}.{}", halves / 2, halves % 2 * 5);
                form.put(sheet, (*line, column), &text);
                rows += &format!("{code},{criterion},{stage},Lê Văn C,{text}\n");
            }
        }
        let list = || file("nominations.csv", LIST);
        let forms = loaded(SCHEME, vec![list(), file("cum.xlsx", form.save())]);
        let tables = loaded(SCHEME, vec![list(), file("marks.csv", rows)]);
        prop_assert_eq!(marks(&forms), marks(&tables));
        let left_out = found(&forms);
        prop_assert!(left_out.iter().all(|it| it.ends_with("cluster-unmarked")), "{:?}", left_out);
    }
}

#[test]
fn a_form_that_nobody_filled_in_is_nothing() {
    let blank = form(SCHEME, &["Xã Hòa Vang", "X2"]);
    let forms = loaded(
        SCHEME,
        vec![
            file("nominations.csv", LIST),
            file("cum.xlsx", blank.save()),
        ],
    );
    assert_eq!(found(&forms), [""; 0]);
    assert_eq!(marks(&forms).len(), 0);
}

#[test]
fn what_is_wrong_stands_at_its_cell_and_once() {
    let whole =
        "# Bảng chấm điểm\nD5: Lê Văn C\nF7: X1 | X2 | X3\nF9: 38 | 39 | 30\nF10: 20 | 18 | 15\n";
    for (more, expected) in [
        ("", &[][..]),
        ("D4: Chấm thử\n", &["D4 row-unknown-stage"]),
        ("G7: Xã Hòa Tiên\n", &["G7 row-unknown-nominee"]),
        ("G7: X1\n", &["G7 cluster-twice"]),
        ("B9: A9\n", &["B9 row-unknown-criterion"]),
        ("F9: 41\n", &["F9 cell-range"]),
        // A mark under no name of a unit, and one beside no criterion.
        ("I9: 12\n", &["I7 cell-empty"]),
        ("B9: TT\nD9: Khác\n", &["B9 row-unknown-criterion"]),
    ] {
        let mut form = form(SCHEME, &[]);
        form.follow(&format!("{whole}{more}"));
        let files = vec![file("nominations.csv", LIST), file("cum.xlsx", form.save())];
        let expected: Vec<String> = expected
            .iter()
            .map(|it| format!("cum.xlsx:Bảng chấm điểm!{it}"))
            .collect();
        assert_eq!(found(&loaded(SCHEME, files)), expected, "{more}");
    }
    let mut form = form(SCHEME, &[]);
    form.follow(&whole.replace("D5: Lê Văn C", ""));
    let files = vec![file("nominations.csv", LIST), file("cum.xlsx", form.save())];
    assert_eq!(
        found(&loaded(SCHEME, files)),
        ["cum.xlsx:Bảng chấm điểm!D5 cell-empty"]
    );
}

#[test]
fn facts_in_rows_are_the_nominees_that_the_same_columns_are() {
    let mut sheet = form(FACTS, &[]);
    sheet.follow("# Bảng số liệu\nE7: Tổ 1 | Tổ 2\nE8: T1 | T2\nE9: tập thể | tập thể\nE10: Xã A | Xã B\nE12: 30 | 20\nE13: 95 | 90,5\n");
    let forms = loaded(FACTS, vec![file("cum.xlsx", sheet.save())]);
    let list = "Mã;Tên;Đơn vị;Số hộ;Tỷ lệ hộ ký\nT1;Tổ 1;Xã A;30;95\nT2;Tổ 2;Xã B;20;90,5\n";
    let tables = loaded(FACTS, vec![file("nominations.csv", list)]);
    assert_eq!(found(&forms), [""; 0]);
    let told = |loaded: &Loaded| {
        let roster = loaded.roster.as_ref().expect("it is read");
        let nominees = roster.nominations.iter();
        let told = nominees.map(|it| format!("{} {} {:?} {:?}", it.id, it.name, it.unit, it.facts));
        told.collect::<Vec<_>>()
    };
    assert_eq!(told(&forms), told(&tables));
    assert_eq!(told(&forms).len(), 2);
}

/// A unit that has two columns of a text, one by its code and one by its name, is marked twice.
#[test]
fn a_unit_by_its_code_and_by_its_name_is_one() {
    let sheet = "Bước chấm:;Cụm chấm;;;\nNgười chấm:;Lê Văn C;;;\n\
                 STT;Tiêu chí cụ thể;Điểm tối đa;X1;Xã Hòa Vang\n1;Dân vận khéo;20;18;19\n";
    let files = vec![file("nominations.csv", LIST), file("cum.csv", sheet)];
    assert_eq!(found(&loaded(SCHEME, files)), ["cum.csv!E4 mark-twice"]);
}

/// Facts of a cluster beside a list that names the same units: nobody is taken twice.
#[test]
fn facts_beside_a_list_of_the_same_codes_are_refused() {
    let sheet = "STT;Chỉ tiêu;Đơn vị tính;Tổ 1;Tổ 2\n1;Mã;;T1;T2\n2;Số hộ;hộ;30;20\n";
    let list = "Mã;Tên;Đơn vị;Số hộ\nT1;Tổ 1;Xã A;30\n";
    let files = vec![file("cum.csv", sheet), file("nominations.csv", list)];
    assert_eq!(
        found(&loaded(FACTS, files)),
        ["cum.csv!D2 Mã nominee-twice"]
    );
}
