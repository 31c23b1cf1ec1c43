//! Forms that come back filled in: what stands on them is the data that the same words in
//! comma-separated files are, and what is wrong with them is told at its cell.

mod filled;
mod office;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use calamine::{Reader as _, Xlsx};
use dvk::form::workbook;
use dvk::loading::{File, Loaded, Options, load};
use dvk::locale::Locale;
use dvk::number;
use dvk::office::Office;
use dvk::roster::forms::{self, Fixed, FormSheet, counts, scores};
use dvk::roster::{Marked, Roster};
use filled::Filled;
use jiff::civil::date;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::Config;

const SCHEME: &str = r#"
id = "thu"
title = "Thử"
subject = "collective"

[points]
scale = 100
step = 0.5

[[stage]]
id = "tu-cham"
title = { vi = "Tự chấm", en = "Self-scored" }
[[stage]]
id = "tham-dinh"
title = { vi = "Thẩm định", en = "Appraised" }
unmarked = "carry"

[facts.ho]
label = { vi = "Số hộ", en = "Households" }
type = "integer"
[facts.ky]
label = { vi = "Hộ đã ký", en = "Signed" }
type = "integer"
about = "unit"

[[group]]
id = "A"
no = "I"
title = "Kết quả"
max = 100
[[criterion]]
id = "A1"
in = "A"
title = "Số hộ"
max = 40
basis = "B"
rule = "min(ho, 40)"
[[criterion]]
id = "A2"
in = "A"
title = "Khéo"
max = 50
basis = "B"
marked = true
[[criterion]]
id = "A3"
in = "A"
title = "Lan tỏa"
max = 10
basis = "B"
marked = true
stages = ["tham-dinh"]
levels = [[10, "Rộng"], [2.5, "Hẹp"], [0, "Không"]]
reason = "required"
[[criterion]]
id = "S1"
title = "Đoàn kết"
kind = "standard"
basis = "B"
marked = true
[[criterion]]
id = "S2"
title = "Ký"
kind = "standard"
basis = "B"
rule = "ky > 0"

[[award]]
id = "bang-khen"
title = "Bằng khen"
basis = "B"
vote = { at_least = "80%", quorum = "2/3", downgrade_to = "giay-khen" }
[[award]]
id = "giay-khen"
title = "Giấy khen"
basis = "B"
vote = { more_than = "50%", of = "valid", ballot = "open" }

[ranking]
last = "council"
"#;

const LIST: &str = "Mã,Tên,Đơn vị,Số hộ\nTT-1,Tổ 1,Hòa Vang,30\nTT-2,Tổ 2,Hòa Vang,20\n";
const UNITS: &str = "Đơn vị,Hộ đã ký\nHòa Vang,5\n";

fn file(name: &str, bytes: impl Into<Vec<u8>>) -> File {
    File {
        name: name.to_owned(),
        bytes: bytes.into(),
    }
}

fn loaded(files: Vec<File>) -> Loaded {
    let scheme = file("thu.toml", SCHEME);
    let files: Vec<File> = std::iter::once(scheme).chain(files).collect();
    // The day of the review of `tests/diagnostics`.
    let options = Options {
        date: Some(date(2025, 6, 30)),
        ..Options::default()
    };
    load(&files, &|_, _| None, &options)
}

/// What is found: the place and the code.
fn found(loaded: &Loaded) -> Vec<String> {
    let found = loaded.diagnostics.sorted();
    let code = |one: &&dvk::diagnostic::Diagnostic| format!("{} {}", one.place, one.code);
    found.iter().map(code).collect()
}

/// The blank forms of the scheme.
fn blank(locale: Locale) -> Filled {
    let books = loaded(Vec::new()).books;
    let bytes = workbook(
        &books.iter().collect::<Vec<_>>(),
        &Office::default(),
        locale,
    );
    Filled::open(&bytes.expect("the forms are made"))
}

/// The forms with something typed into them.
fn filled(lines: &str) -> Filled {
    let mut filled = blank(Locale::Vi);
    filled.follow(lines);
    filled
}

/// The data of a period, but for where its rows stand.
fn told(roster: &Roster) -> String {
    let mut roster = roster.clone();
    let nowhere = dvk::roster::RowAddress {
        file: "".into(),
        row: 0,
    };
    for nominee in &mut roster.nominations {
        nominee.row = nowhere.clone();
    }
    for mark in roster.council.marks.values_mut().flatten() {
        mark.row = nowhere.clone();
    }
    for count in roster.council.votes.values_mut().flatten() {
        count.row = nowhere.clone();
    }
    format!("{roster:#?}")
}

/// The same data as these comma-separated files, found without a word.
#[track_caller]
fn is_alike(forms: Vec<File>, tables: &[(&str, &str)]) {
    let tables = tables.iter().map(|(name, text)| file(name, *text));
    let (forms, tables) = (loaded(forms), loaded(tables.collect()));
    assert_eq!(found(&forms), [""; 0]);
    assert_eq!(found(&tables), [""; 0]);
    let [forms, tables] = [forms, tables].map(|it| told(&it.roster.expect("it is read")));
    assert!(forms == tables, "{forms}\n{tables}");
}

/// What is found in a filled score sheet beside a sound list.
fn faults(lines: &str) -> Vec<String> {
    let files = vec![
        file("ds.csv", LIST),
        file("units.csv", UNITS),
        file("cham.xlsx", filled(lines).save()),
    ];
    found(&loaded(files))
}

// Row 10 of the score sheet is A1, 11 A2, 12 A3, 14 S1, 15 S2; G and H are the first stage.
const ONE: &str = "
# Phiếu chấm điểm
C4: TT-1
G7: Tổ 1
I7: Lê Văn C
G11: 7,5 | nhiều hộ
I11: 7,5
I12: 2.5 | một thôn
G14: Đạt
I14: Đạt
";

const MARKS: &str = "nominee,criterion,stage,marker,points,reason
TT-1,A2,tu-cham,Tổ 1,7.5,nhiều hộ
TT-1,A2,tham-dinh,Lê Văn C,7.5,
TT-1,A3,tham-dinh,Lê Văn C,2.5,một thôn
TT-1,S1,tu-cham,Tổ 1,đạt,
TT-1,S1,tham-dinh,Lê Văn C,đạt,
";

#[test]
fn a_score_sheet_gives_the_marks_that_the_same_rows_give() {
    let tables = [("ds.csv", LIST), ("units.csv", UNITS), ("marks.csv", MARKS)];
    let beside = || vec![file("ds.csv", LIST), file("units.csv", UNITS)];
    let mut files = beside();
    files.push(file("cham.xlsx", filled(ONE).save()));
    is_alike(files, &tables);
    // A form of the other language, whose words are as good.
    let mut english = blank(Locale::En);
    english.follow(&ONE.replace("Phiếu chấm điểm", "Score sheet"));
    let mut files = beside();
    files.push(file("cham.xlsx", english.save()));
    is_alike(files, &tables);
    // Each stage on a copy of its own, in several workbooks, under any name.
    let mut first =
        filled("# Phiếu chấm điểm → TT-1\nC4: TT-1\nG7: Tổ 1\nG11: 7,5 | nhiều hộ\nG14: Đạt");
    first.rename("Phiếu chấm điểm", "Mẫu phiếu");
    let second = filled(
        "# Phiếu chấm điểm\nC4: TT-1\nI7: Lê Văn C\nI11: 7,5\nI12: 2.5 | một thôn\nI14: Đạt",
    );
    let mut files = beside();
    files.push(file("mot.xlsx", first.save()));
    files.push(file("hai.xlsx", second.save()));
    is_alike(files, &tables);
}

#[test]
fn what_nobody_filled_in_is_nothing() {
    let blank = blank(Locale::Vi);
    let files = vec![
        file("ds.csv", LIST),
        file("units.csv", UNITS),
        file("bieu-mau.xlsx", blank.save()),
        // Whose nominee and markers are known, and who was not marked.
        file(
            "cham.xlsx",
            filled("# Phiếu chấm điểm\nC4: TT-1\nG7: Tổ 1\nI7: Lê Văn C\nF11: giấy khen").save(),
        ),
    ];
    is_alike(files, &[("ds.csv", LIST), ("units.csv", UNITS)]);
}

#[test]
fn every_fault_of_a_score_sheet_stands_at_its_cell_and_once() {
    let sheet = |faults: &[&str]| -> Vec<String> {
        let at = |fault: &&str| format!("cham.xlsx:Phiếu chấm điểm!{fault}");
        faults.iter().map(at).collect()
    };
    for (lines, expected) in [
        // Who is marked, in which stage, by whom: cells of many marks.
        (
            ONE.replace("C4: TT-1", "C4: TT-9"),
            &["C4 row-unknown-nominee"][..],
        ),
        (ONE.replace("C4: TT-1", ""), &["C4 cell-empty"]),
        (ONE.replace("I7: Lê Văn C", ""), &["I7 cell-empty"]),
        (
            format!("{ONE}G8: Tự chấm điểm\n"),
            &["G8 row-unknown-stage"],
        ),
        (format!("{ONE}B12: A9\n"), &["B12 row-unknown-criterion"]),
        // The marks themselves.
        (format!("{ONE}G11: 51\n"), &["G11 cell-range"]),
        (format!("{ONE}G11: 7,3\n"), &["G11 mark-step"]),
        (format!("{ONE}G11: bảy\n"), &["G11 cell-wrong"]),
        (format!("{ONE}I12: 3\n"), &["I12 mark-level"]),
        (format!("{ONE}G14: ừ\n"), &["G14 cell-wrong"]),
        (format!("{ONE}G12: 2,5 | vì\n"), &["G12 mark-not-in-stage"]),
        // A mark of its own beside what is computed, and one that says otherwise than before.
        (format!("{ONE}I10: 12\n"), &["J10 mark-no-reason"]),
        (format!("{ONE}I11: 9\n"), &["J11 mark-no-reason"]),
        (
            format!("{ONE}K8: Ghi chú\nK11: xem thêm\n"),
            &["K7 cell-empty", "K8 row-unknown-stage", "K11 cell-wrong"],
        ),
    ] {
        assert_eq!(faults(&lines), sheet(expected), "{lines}");
    }
    // All at once.
    let many = format!("{ONE}C4: TT-1\nG8: Chấm\nG11: 51\nI12: 3\nI10: 12\n");
    assert_eq!(
        faults(&many),
        sheet(&[
            "G8 row-unknown-stage",
            "J10 mark-no-reason",
            "G11 cell-range",
            "I12 mark-level"
        ])
    );
}

#[test]
fn a_sheet_sent_twice_is_told_mark_for_mark() {
    let files = vec![
        file("ds.csv", LIST),
        file("units.csv", UNITS),
        file("mot.xlsx", filled(ONE).save()),
        file("hai.xlsx", filled(ONE).save()),
    ];
    let twice = ["G11", "I11", "I12", "G14", "I14"];
    let twice = twice.map(|at| format!("hai.xlsx:Phiếu chấm điểm!{at} mark-twice"));
    assert_eq!(
        found(&loaded(files)).into_iter().collect::<BTreeSet<_>>(),
        twice.into()
    );
}

/// A score sheet whose first cell says that it is of another scheme.
fn of_other() -> Vec<u8> {
    let mut it = filled(ONE);
    it.put("Phiếu chấm điểm", (0, 0), "Mẫu DVK-3 · khac");
    it.save()
}

/// One story for each finding about forms alone: its code, its files but for the scheme, and where
/// it is found. `tests/diagnostics` shows them as people see them.
fn stories() -> Vec<(&'static str, Vec<File>, &'static str)> {
    let beside = |more: Vec<File>| {
        let own = vec![file("ds.csv", LIST), file("units.csv", UNITS)];
        own.into_iter().chain(more).collect::<Vec<_>>()
    };
    let mut moved = filled(ONE);
    moved.write("Phiếu chấm điểm", (7, 1), "Số");
    let mut unmarked = filled(ONE);
    unmarked.write("Phiếu chấm điểm", (0, 0), "UBND XÃ HÒA VANG");
    let other = SCHEME
        .replace("\"thu\"", "\"khac\"")
        .replace("\"collective\"", "\"individual\"");
    let list = LIST
        .replace("Đơn vị", "Loại,Đơn vị")
        .replace("Hòa Vang", "tập thể,Hòa Vang");
    vec![
        (
            "form-scheme",
            beside(vec![file("cham.xlsx", of_other())]),
            "cham.xlsx:Phiếu chấm điểm!A1",
        ),
        (
            "form-moved",
            beside(vec![file("cham.xlsx", moved.save())]),
            "cham.xlsx:Phiếu chấm điểm!B8",
        ),
        (
            "form-unmarked",
            beside(vec![file("cham.xlsx", unmarked.save())]),
            "cham.xlsx:Phiếu chấm điểm!A1",
        ),
        (
            "row-other-form",
            vec![
                file("khac.toml", other),
                file("ds.csv", list),
                file("units.csv", UNITS),
                file("cham.xlsx", of_other()),
            ],
            "cham.xlsx:Phiếu chấm điểm!C4",
        ),
        (
            "meeting-differs",
            beside(vec![
                file("period.toml", "date = 2025-06-30\n[meeting]\npresent = 8\n"),
                file(
                    "phieu.xlsx",
                    filled("# Biên bản kiểm phiếu\nC5: 9\nC7: 7").save(),
                ),
            ]),
            "phieu.xlsx:Biên bản kiểm phiếu!C7",
        ),
    ]
}

#[test]
fn what_is_wrong_with_a_form_as_such_is_told_at_its_cell() {
    for (code, files, place) in stories() {
        if std::env::var_os("DVK_UPDATE").is_some() {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics");
            let folder = folder.join(code);
            fs::create_dir_all(&folder).expect("a folder can be made");
            for it in files.iter().chain([&file("thu.toml", SCHEME)]) {
                fs::write(folder.join(&it.name), &it.bytes).expect("a file can be written");
            }
        }
        assert_eq!(found(&loaded(files)), [format!("{place} {code}")]);
    }
}

#[test]
fn marks_of_a_form_are_exact() {
    let files = vec![
        file("ds.csv", LIST),
        file("units.csv", UNITS),
        file("cham.xlsx", filled(ONE).save()),
    ];
    let council = loaded(files).roster.expect("it is read").council;
    let values: Vec<_> = council.marks["TT-1"]
        .iter()
        .map(|it| it.value.clone())
        .collect();
    let (points, met) = (Marked::Points, Marked::Met(true));
    let expected = [
        points(number!(7.5)),
        points(number!(7.5)),
        points(number!(2.5)),
        met.clone(),
        met.clone(),
    ];
    assert_eq!(values, expected);
}

const VOTES: &str = "
# Biên bản kiểm phiếu
C5: 9
C6: 9
C7: 8
A10: TT-1 | Tổ 1 | Bằng khen | 7 | 1 | 0 | 0 | 0 | | 8 | Khớp | 77,78
A11: TT-1 | | Giấy khen | 8 | 0 | 1 | | 1
A12: TT-2 | | bang-khen | 6 | 1 | | 0 | | 1
";

const COUNTED: &str = "nominee,award,agree,disagree,no_opinion,invalid,absent_written,downgrade
TT-1,bang-khen,7,1,0,0,0,
TT-1,giay-khen,8,0,1,0,1,
TT-2,bang-khen,6,1,0,0,0,1
";

const MEETING: &str = "date = 2025-06-30\n[meeting]\nmembers = 9\nsummoned = 9\npresent = 8\n";

#[test]
fn a_count_of_the_votes_gives_what_the_same_rows_and_the_period_give() {
    let tables = [
        ("ds.csv", LIST),
        ("units.csv", UNITS),
        ("votes.csv", COUNTED),
        ("period.toml", MEETING),
    ];
    let with = |votes: &Filled, period: &[&str]| {
        let own = vec![
            file("ds.csv", LIST),
            file("units.csv", UNITS),
            file("phieu.xlsx", votes.save()),
        ];
        let period = period.iter().map(|text| file("period.toml", *text));
        own.into_iter().chain(period).collect::<Vec<_>>()
    };
    is_alike(with(&filled(VOTES), &[]), &tables);
    // The period may say the same, or a part.
    is_alike(with(&filled(VOTES), &[MEETING]), &tables);
    is_alike(
        with(
            &filled(VOTES),
            &["date = 2025-06-30\n[meeting]\nmembers = 9\n"],
        ),
        &tables,
    );
    // Names under the signatures are no rows, nor is what stands in the columns that check.
    let mut signed = filled(VOTES);
    let rows = signed.rows("Biên bản kiểm phiếu");
    signed.put("Biên bản kiểm phiếu", (rows - 1, 1), "Lê Thị B");
    signed.put("Biên bản kiểm phiếu", (12, 1), "–");
    is_alike(with(&signed, &[]), &tables);
}

#[test]
fn a_count_that_is_filled_to_its_last_row_ends_there() {
    let mut it = filled(VOTES);
    let name = "Biên bản kiểm phiếu";
    let end = it.merged_across(name);
    let rows: Vec<u32> = (12..end).collect();
    let ids: Vec<String> = rows.iter().map(|row| format!("TT-{row}")).collect();
    let mut list = LIST.to_owned();
    let mut counted = COUNTED.to_owned();
    for (row, id) in rows.iter().zip(&ids) {
        for (column, text) in [(0, id.as_str()), (2, "Giấy khen"), (3, "8")] {
            it.put(name, (*row, column), text);
        }
        list += &format!("{id},Tên {row}{row},Hòa Vang,{row}\n");
        counted += &format!("{id},giay-khen,8,0,0,0,0,\n");
        it.put(name, (*row, 4), "0");
    }
    let files = vec![
        file("ds.csv", list.as_str()),
        file("units.csv", UNITS),
        file("phieu.xlsx", it.save()),
    ];
    let files = loaded(files);
    let tables = [
        ("ds.csv", list.as_str()),
        ("units.csv", UNITS),
        ("votes.csv", &counted),
        ("period.toml", MEETING),
    ];
    let tables = loaded(tables.map(|(name, text)| file(name, text)).to_vec());
    assert_eq!(found(&files), found(&tables));
    let [files, tables] = [files, tables].map(|it| told(&it.roster.expect("it is read")));
    assert!(files == tables);
}

#[test]
fn every_fault_of_a_count_stands_at_its_cell() {
    let with = |lines: &str, period: &str| {
        let mut files = vec![
            file("ds.csv", LIST),
            file("units.csv", UNITS),
            file("phieu.xlsx", filled(lines).save()),
        ];
        files.extend((!period.is_empty()).then(|| file("period.toml", period)));
        found(&loaded(files))
    };
    for (lines, period, expected) in [
        (
            VOTES.replace("C7: 8", "C7: tám"),
            "",
            &["C7 cell-wrong"][..],
        ),
        (VOTES.replace("C7: 8", "C7: -1"), "", &["C7 cell-range"]),
        (
            VOTES.replace("C6: 9", "C6: 10"),
            "",
            &["C6 meeting-too-many"],
        ),
        (VOTES.replace("A10: TT-1", "A10: "), "", &["A10 cell-empty"]),
        (
            VOTES.replace("A10: TT-1", "A10: TT-9"),
            "",
            &["A10 row-unknown-nominee"],
        ),
        (
            VOTES.replace("Bằng khen", "Cờ"),
            "",
            &["C10 row-unknown-award"],
        ),
        (VOTES.replace("| 7 |", "| bảy |"), "", &["D10 cell-wrong"]),
        (
            VOTES.to_owned(),
            "date = 2025-06-30\n[meeting]\nmembers = 11\npresent = 8\n",
            &["C5 meeting-differs"],
        ),
        (
            VOTES.to_owned(),
            "date = 2025-06-30\n[meeting]\nmembers = 9\nsummoned = 9\npresent = 7\n",
            &["C7 meeting-differs"],
        ),
        (
            VOTES.replace("C5: 9\nC6: 9\n", "C5: 7\n"),
            "date = 2025-06-30\n[meeting]\npresent = 8\n",
            &["C5 meeting-too-many"],
        ),
    ] {
        let at = |fault: &&str| format!("phieu.xlsx:Biên bản kiểm phiếu!{fault}");
        let expected: Vec<String> = expected.iter().map(at).collect();
        let mut found = with(&lines, period);
        // Where the numbers of the meeting are wrong, so are the sums.
        found.retain(|it| !it.ends_with("vote-sum") && !it.ends_with("vote-too-many"));
        found.retain(|it| !it.ends_with("meeting-lacks"));
        // The heading between the cell and the code is another test's matter.
        let bare = |it: &String| {
            let (sheet, rest) = it.split_once('!')?;
            let (cell, code) = (rest.split(' ').next()?, rest.split(' ').next_back()?);
            Some(format!("{sheet}!{cell} {code}"))
        };
        let bare = |it: &String| bare(it).unwrap_or_else(|| it.clone());
        let found: Vec<_> = found.iter().map(bare).collect();
        assert_eq!(found, expected, "{lines}{period}");
    }
    let off = VOTES.replace("| 7 |", "| 6 |");
    assert_eq!(
        with(&off, ""),
        ["phieu.xlsx:Biên bản kiểm phiếu:10 vote-sum"]
    );
}

const NOMINATED: &str = "
# Danh sách đề nghị
B11: TT-1 | Tổ 1 | tập thể | Hòa Vang | kinh-te | 30
B12: TT-2 | Tổ 2 | tập thể | Hòa Vang | | 20
# Đơn vị
B11: Hòa Vang | 5
";

const NOMINATED_ROWS: &str = "Mã,Tên,Đơn vị,Lĩnh vực,Số hộ
TT-1,Tổ 1,Hòa Vang,kinh-te,30
TT-2,Tổ 2,Hòa Vang,,20
";

#[test]
fn nominations_and_units_are_read_from_forms_in_a_folder_of_workbooks() {
    let tables = [
        ("ds.csv", NOMINATED_ROWS),
        ("units.csv", UNITS),
        ("marks.csv", MARKS),
        ("votes.csv", COUNTED),
        ("period.toml", MEETING),
    ];
    // As they come in: each office fills in what concerns it, and sends everything.
    let mut by_unit = filled(NOMINATED);
    // Whoever signs below the list writes the name there.
    for sheet in ["Danh sách đề nghị", "Đơn vị"] {
        let texts = texts(&by_unit.save(), sheet);
        let mut texts = texts.iter();
        let signs = texts.find(|(_, text)| *text == "NGƯỜI LẬP DANH SÁCH");
        let (row, column) = *signs.expect("the list is signed").0;
        by_unit.put(sheet, (row + 5, column), "Trần Thị B");
    }
    let files = vec![
        file("hoa-vang.xlsx", by_unit.save()),
        file("cham.xlsx", filled(ONE).save()),
        file("phieu.xlsx", filled(VOTES).save()),
        file("trong.xlsx", blank(Locale::En).save()),
    ];
    is_alike(files, &tables);
    // Or everything in one.
    let mut one = filled(NOMINATED);
    one.follow(ONE);
    one.follow(VOTES);
    is_alike(vec![file("ky.xlsx", one.save())], &tables);
}

/// What LibreOffice saves of a filled form, its formulas computed; where the program is not there,
/// the copies that it made stand for it.
#[test]
fn a_form_that_another_program_saved_is_read_alike() {
    let mut one = filled(NOMINATED);
    one.follow(ONE);
    one.follow(VOTES);
    let scratch = std::env::temp_dir().join(format!("dvk-filled-{}", std::process::id()));
    fs::create_dir_all(&scratch).expect("a folder can be made");
    let original = scratch.join("ky.xlsx");
    fs::write(&original, one.save()).expect("a file can be written");
    for ending in ["ods", "xls", "xlsx"] {
        let name = format!("ky.{ending}");
        let copy = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/filled");
        let copy = copy.join(&name);
        let made = office::convert(&original, ending, &scratch.join(ending));
        if let (Some(bytes), true) = (&made, std::env::var_os("DVK_UPDATE").is_some()) {
            fs::write(&copy, bytes).expect("a file can be written");
        }
        let bytes = made.unwrap_or_else(|| fs::read(&copy).expect("there is a copy"));
        let tables = [
            ("ds.csv", NOMINATED_ROWS),
            ("units.csv", UNITS),
            ("marks.csv", MARKS),
            ("votes.csv", COUNTED),
            ("period.toml", MEETING),
        ];
        is_alike(vec![file(&name, bytes)], &tables);
    }
    fs::remove_dir_all(&scratch).expect("the folder can be removed");
}

#[test]
fn a_list_says_which_scheme_judges_its_rows() {
    let other = SCHEME.replace("\"thu\"", "\"khac\"");
    let schemes = || file("khac.toml", other.as_str());
    let from_form = loaded(vec![schemes(), file("ky.xlsx", filled(NOMINATED).save())]);
    assert_eq!(found(&from_form), [""; 0]);
    let roster = from_form.roster.expect("it is read");
    assert_eq!(
        from_form.books[roster.nominations[0].scheme].scheme.id,
        "thu"
    );
    // Without a form, nobody could tell.
    let from_table = loaded(vec![
        schemes(),
        file("ds.csv", LIST),
        file("units.csv", UNITS),
    ]);
    let codes: BTreeSet<_> = from_table
        .diagnostics
        .sorted()
        .iter()
        .map(|it| it.code)
        .collect();
    assert!(codes.contains("nominee-several-schemes"), "{codes:?}");
}

proptest! {
    #![proptest_config(Config { cases: 64, failure_persistence: None, ..Config::default() })]

    /// Whatever somebody types anywhere on the forms is read, or is a finding with a place.
    #[test]
    fn nothing_typed_into_a_form_makes_reading_fail(
        typed in prop::collection::vec((
            select(vec!["Danh sách đề nghị", "Đơn vị", "Phiếu chấm điểm", "Biên bản kiểm phiếu"]),
            0_u32..16,
            0_u16..13,
            select(vec![
                "TT-1", "TT-9", "Hòa Vang", "Tự chấm", "Lý do", "Mã", "Tên", "Bằng khen", "7,5",
                "-1", "99999999999999999999", "1.234,5", "Đạt", "KAD", "#N/A", "2025-02-28", "31/02/2025",
                "Mẫu DVK-3 · thu", "Mẫu DVK-5 · khac", "DVK-", " ", "\u{200b}", "A1", "S1", "8",
            ]),
        ), 1..12),
    ) {
        let mut it = filled(NOMINATED);
        it.follow(ONE);
        it.follow(VOTES);
        for (sheet, row, column, text) in typed {
            if it.has_row(sheet, row) {
                it.put(sheet, (row, column), text);
            }
        }
        let loaded = loaded(vec![file("ky.xlsx", it.save())]);
        for one in loaded.diagnostics.sorted() {
            // What the meeting lacks is asked of the period.
            let place = one.place.file();
            let is_known = place.starts_with("ky.xlsx") || place == "period.toml";
            prop_assert!(is_known, "{place}");
        }
    }
}

/// The rows of a comma-separated file of the sample period, by their headings.
fn sample_rows(name: &str) -> Vec<BTreeMap<String, String>> {
    let path = sample_folder().join("ky-mau").join(name);
    let mut reader = csv::Reader::from_path(path).expect("the file is there");
    let headings = reader.headers().expect("it has headings").clone();
    let rows = reader.records().map(|row| {
        let row = row.expect("it is a table");
        let cells = headings.iter().zip(row.iter());
        cells
            .map(|(heading, cell)| (heading.to_owned(), cell.to_owned()))
            .collect()
    });
    rows.collect()
}

fn sample_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("criteria")
}

/// The texts of a sheet by row and column from 0.
fn texts(bytes: &[u8], sheet: &str) -> BTreeMap<(u32, u16), String> {
    let mut book = Xlsx::new(Cursor::new(bytes)).expect("it is a workbook");
    let range = book.worksheet_range(sheet).expect("the sheet is there");
    let cells = range.used_cells().map(|(row, column, cell)| {
        let (row, column) = (row as u32, column as u16);
        ((row, column), cell.to_string())
    });
    cells.collect()
}

/// The period that is shipped, done in Excel: five schemes, a panel of seven, votes. Past awards,
/// decisions and the day have no forms.
#[test]
fn the_sample_period_done_in_excel_is_the_same_period() {
    let read = |path: PathBuf, name: &str| File {
        name: name.to_owned(),
        bytes: fs::read(path).expect("a shipped file can be read"),
    };
    let folder = sample_folder();
    let names = [
        "ca-nhan",
        "qcdc-co-quan",
        "qcdc-doanh-nghiep",
        "qcdc-xa-phuong",
        "tap-the",
    ];
    let schemes = names.map(|name| format!("{name}.toml"));
    let schemes = schemes.map(|name| read(folder.join(&name), &name));
    let beside = |names: &[&str]| {
        let files = names
            .iter()
            .map(|name| read(folder.join("ky-mau").join(name), name));
        schemes.iter().cloned().chain(files).collect::<Vec<_>>()
    };
    let library = |_: &str, name: &str| Some(read(folder.join(name), name));
    let all = |files: &[File]| load(files, &library, &Options::default());
    let kept = ["period.toml", "history.csv", "decisions.csv"];
    let tables = ["nominations.csv", "units.csv", "marks.csv", "votes.csv"];
    let tables = all(&beside(&[&kept[..], &tables].concat()));
    let roster = tables.roster.expect("the sample is read");
    let books = &tables.books;
    let blank = workbook(
        &books.iter().collect::<Vec<_>>(),
        &Office::default(),
        Locale::Vi,
    );
    let blank = blank.expect("the forms are made");
    let name = |form: FormSheet, scheme: usize| format!("{} {}", form.name(Locale::Vi), scheme + 1);
    let scheme_of: BTreeMap<&str, usize> = roster
        .nominations
        .iter()
        .map(|it| (&*it.id, it.scheme))
        .collect();

    let mut list = Filled::open(&blank);
    let mut rows: BTreeMap<usize, u32> = BTreeMap::new();
    let headings: Vec<BTreeMap<String, u16>> = (0..books.len())
        .map(|scheme| {
            let texts = texts(&blank, &name(FormSheet::Nominations, scheme));
            let texts = texts.into_iter().filter(|((row, _), _)| *row == 9);
            texts.map(|((_, column), text)| (text, column)).collect()
        })
        .collect();
    for row in sample_rows("nominations.csv") {
        let scheme = scheme_of[row["id"].as_str()];
        let at = *rows.entry(scheme).and_modify(|row| *row += 1).or_insert(10);
        let sheet = name(FormSheet::Nominations, scheme);
        let it = &books[scheme].scheme;
        let facts = it.facts.iter().enumerate();
        let facts = facts.map(|(at, fact)| {
            let heading = forms::fact_heading(it, at, Locale::Vi);
            (fact.id.clone(), heading)
        });
        let fixed = [
            (Fixed::Id, "id"),
            (Fixed::Name, "name"),
            (Fixed::Subject, "subject"),
            (Fixed::Unit, "unit"),
            (Fixed::Field, "field"),
            (Fixed::Received, "received"),
        ];
        let fixed = fixed.map(|(fixed, id)| (id.to_owned(), fixed.heading(Locale::Vi)));
        for (id, heading) in fixed.into_iter().chain(facts) {
            let (Some(text), Some(column)) = (row.get(&id), headings[scheme].get(&heading)) else {
                continue;
            };
            if !text.is_empty() {
                list.put(&sheet, (at, *column), text);
            }
        }
    }
    for (at, row) in (10..).zip(sample_rows("units.csv")) {
        list.put("Đơn vị", (at, 1), &row["unit"]);
        list.put("Đơn vị", (at, 2), &row["xep_loai_don_vi"]);
    }

    // Everybody sends a workbook; those who marked themselves had one together.
    let mut sheets: BTreeMap<String, (Filled, BTreeSet<String>)> = BTreeMap::new();
    let criteria: Vec<BTreeMap<String, u32>> = (0..books.len())
        .map(|scheme| match books[scheme].scheme.stages.is_empty() {
            true => BTreeMap::new(),
            false => {
                let texts = texts(&blank, &name(FormSheet::Scores, scheme));
                let ids = texts
                    .into_iter()
                    .filter(|((_, column), _)| *column == scores::ID);
                ids.map(|((row, _), id)| (id, row)).collect()
            }
        })
        .collect();
    for row in sample_rows("marks.csv") {
        let id = row["nominee"].as_str();
        let scheme = scheme_of[id];
        let mut stages = books[scheme].scheme.stages.iter();
        let stage = stages
            .position(|stage| stage.id == row["stage"])
            .expect("it is known");
        let marker = row["marker"].as_str();
        let by = if row["stage"] == "tu-cham" {
            "tu-cham"
        } else {
            marker
        };
        let fresh = || (Filled::open(&blank), BTreeSet::new());
        let (book, begun) = sheets.entry(by.to_owned()).or_insert_with(fresh);
        if begun.insert(id.to_owned()) {
            book.copy(&name(FormSheet::Scores, scheme), id);
            book.put(id, scores::NOMINEE, id);
        }
        let column = scores::marks(stage);
        book.put(id, (scores::MARKERS, column), marker);
        let at = criteria[scheme][&row["criterion"]];
        book.put(id, (at, column), &row["points"]);
        if !row["reason"].is_empty() {
            book.write(id, (at, column + 1), &row["reason"]);
        }
    }

    let mut votes = Filled::open(&blank);
    let mut rows: BTreeMap<usize, u32> = BTreeMap::new();
    for row in sample_rows("votes.csv") {
        let scheme = scheme_of[row["nominee"].as_str()];
        let sheet = name(FormSheet::Votes, scheme);
        let first = counts::HEADER + 1;
        let at = *rows
            .entry(scheme)
            .and_modify(|row| *row += 1)
            .or_insert(first);
        votes.put(&sheet, counts::PRESENT, "6");
        let keys = [
            "nominee",
            "",
            "award",
            "agree",
            "disagree",
            "no_opinion",
            "invalid",
        ];
        let keys = keys.into_iter().chain(["absent_written", "downgrade"]);
        for (column, key) in (0..).zip(keys) {
            if let Some(text) = row.get(key).filter(|text| !text.is_empty()) {
                votes.put(&sheet, (at, column), text);
            }
        }
    }

    let mut files = beside(&kept);
    files.push(file("ds.xlsx", list.save()));
    files.push(file("phieu.xlsx", votes.save()));
    for (by, (book, _)) in &sheets {
        files.push(file(&format!("{by}.xlsx"), book.save()));
    }
    let excel = all(&files);
    assert!(!excel.diagnostics.has_errors(), "{:?}", found(&excel));
    let excel = excel.roster.expect("it is read");
    let (excel, tables) = (told(&excel), told(&roster));
    let differ = excel
        .lines()
        .zip(tables.lines())
        .find(|(one, other)| one != other);
    assert!(excel == tables, "{differ:?}");
}
