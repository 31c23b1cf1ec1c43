//! Lists as offices really send them, each with one thing in it that once gave a wrong result without a
//! word, or was refused with advice that cannot help: what is found, and what is read.

#[expect(dead_code, reason = "other tests need more of it")]
mod workbooks;

use dvk::loading::{File, Loaded, Options, load};
use dvk::locale::Locale;
use workbooks::Cell::{self, Blank, Day, Formatted as S, Formula as F, Number as N, Text as T};
use workbooks::{Sheet, open_document, patched, workbook};

/// A scheme that counts households, with a day and an amount that need not be given.
const SCHEME: &str = r#"
id = "thu"
title = "Bộ thử"
subject = "collective"
[facts.so_ho]
label = "Tổng số hộ"
type = "integer"
min = 0
[facts.kinh_phi]
label = "Kinh phí"
type = "number"
required = false
[facts.ngay]
label = "Ngày bắt đầu"
type = "date"
required = false
[[criterion]]
id = "A"
max = 100
basis = "Mục 1"
rule = "min(so_ho, MAX)"
[[criterion]]
id = "B"
kind = "bonus"
max = 5
basis = "Mục 2"
rule = "if given(kinh_phi) { min(kinh_phi, MAX) } else { 0 }"
[[criterion]]
id = "C"
kind = "bonus"
max = 5
basis = "Mục 3"
rule = "if given(ngay) { per(years_between(ngay, date), 1, MAX) } else { 0 }"
[ranking]
last = "shared"
"#;

/// A scheme by which people mark.
const MARKED: &str = r#"
id = "cham"
title = "Bộ chấm"
subject = "collective"
[[stage]]
id = "hd"
title = "Hội đồng"
[[criterion]]
id = "A1"
title = "Việc khó đã làm được"
max = 100
basis = "Mục 1"
marked = true
[ranking]
last = "council"
"#;

const DAY: &str = "date = 2025-11-30\n";

/// The headings of a list for that scheme.
const HEADINGS: [Cell; 6] = [
    T("Mã"),
    T("Tên"),
    T("Đơn vị"),
    T("Tổng số hộ"),
    T("Kinh phí"),
    T("Ngày bắt đầu"),
];

/// What came of some files.
struct Read(Loaded);

fn read(scheme: &str, files: &[(&str, &[u8])]) -> Read {
    let own = [("s.toml", scheme.as_bytes())];
    let files = own.iter().chain(files).map(|(name, bytes)| File {
        name: (*name).to_owned(),
        bytes: bytes.to_vec(),
    });
    let files: Vec<File> = files.collect();
    Read(load(&files, &|_, _| None, &Options::default()))
}

/// The list of a scheme that counts households, as a workbook of one sheet.
fn list(rows: &[&[Cell]]) -> Vec<u8> {
    let mut all: Vec<&[Cell]> = vec![&HEADINGS];
    all.extend(rows);
    workbook(vec![Sheet::new("Danh sách", &all)])
}

fn read_list(bytes: &[u8]) -> Read {
    read(
        SCHEME,
        &[("period.toml", DAY.as_bytes()), ("ds.xlsx", bytes)],
    )
}

fn read_csv(scheme: &str, text: &str) -> Read {
    let day = ("period.toml", DAY.as_bytes());
    read(scheme, &[day, ("n.csv", text.as_bytes())])
}

impl Read {
    /// The place and the code of everything found.
    fn found(&self) -> Vec<String> {
        let found = self.0.diagnostics.sorted().into_iter();
        found
            .map(|it| format!("{} {}", it.place, it.code))
            .collect()
    }

    /// What was found, in words.
    fn words(&self) -> String {
        dvk::diagnostic::render(&self.0.diagnostics, Locale::En, false)
    }

    /// The codes and names of the nominees.
    fn nominees(&self) -> Vec<(&str, &str)> {
        let roster = self.0.roster.as_ref();
        let nominees = roster.map_or(&[][..], |roster| &roster.nominations);
        let nominees = nominees.iter();
        nominees.map(|it| (&*it.id, it.name.as_str())).collect()
    }

    fn ids(&self) -> Vec<&str> {
        self.nominees().iter().map(|(id, _)| *id).collect()
    }
}

/// A form of nominations as it comes back, with rows below its headings.
fn form(rows: &[&[Cell]], finish: impl FnOnce(&mut Sheet)) -> Vec<u8> {
    let mark: &[Cell] = &[T("Mẫu DVK-1 · thu")];
    let title: &[Cell] = &[Blank, T("DANH SÁCH ĐỀ NGHỊ")];
    let none: &[Cell] = &[];
    let mut all: Vec<&[Cell]> = vec![mark, title, none, none, none, none, &HEADINGS];
    all.extend(rows);
    let mut sheet = Sheet::new("Danh sách đề nghị", &all);
    finish(&mut sheet);
    workbook(vec![sheet])
}

const fn row(id: &'static str, name: &'static str, households: f64) -> [Cell; 4] {
    [T(id), T(name), T("Xã A"), N(households)]
}

#[test]
fn a_line_over_the_whole_width_does_not_end_a_filled_form() {
    let rows = [
        row("T1", "Thôn 1", 50.0),
        row("T2", "Thôn 2", 60.0),
        [Blank; 4],
        row("T3", "Thôn 3", 99.0),
        row("T4", "Thôn 4", 70.0),
    ];
    let rows: Vec<&[Cell]> = rows.iter().map(|row| &row[..]).collect();
    let it = form(&rows, |sheet| sheet.merge((9, 0), (9, 5), "II. Xã B"));
    let it = read_list(&it);
    assert_eq!(it.ids(), ["T1", "T2", "T3", "T4"]);
    assert_eq!(it.found(), ["ds.xlsx:Danh sách đề nghị sheet-rows-aside"]);
    // A slip that merges two cells of a row is told at the cell.
    let it = form(&rows[..2], |sheet| sheet.merge((8, 0), (8, 1), "T2"));
    assert!(
        read_list(&it)
            .found()
            .iter()
            .any(|it| it.ends_with("cell-merged"))
    );
    // Empty cells that are merged say nothing.
    let it = form(&rows, |sheet| sheet.merge((9, 0), (9, 2), ""));
    assert_eq!(read_list(&it).ids().len(), 4);
}

#[test]
fn rows_that_name_nobody_are_listed_and_all_others_are_read() {
    let it = list(&[
        &row("T1", "Thôn 1", 50.0),
        &HEADINGS,
        &row("T2", "Thôn 2", 60.0),
        &[Blank, T("Tổng cộng"), Blank, N(110.0)],
        &[Blank, T("Người lập biểu"), Blank, T("Bí thư")],
    ]);
    let it = read_list(&it);
    assert_eq!(it.ids(), ["T1", "T2"]);
    assert!(it.words().contains(": 3, 5–6"), "{}", it.words());
    // A row whose code was lost is no signature.
    let it = read_list(&list(&[
        &row("T1", "Thôn 1", 50.0),
        &[Blank, T("Thôn 2"), T("Xã A"), N(60.0)],
    ]));
    assert_eq!(it.found(), ["ds.xlsx:Danh sách!A3 Mã nominee-no-id"]);
    let sum = list(&[&row("T1", "Thôn 1", 50.0)]);
    assert!(read_list(&sum).found().is_empty());
}

/// What names nobody is known in a text as it is in a workbook.
#[test]
fn rows_that_name_nobody_are_the_same_in_a_text_and_in_a_workbook() {
    let rows: &[&[&str]] = &[
        &["STT", "Mã", "Tên", "Đơn vị", "Tổng số hộ"],
        &["(1)", "(2)", "(3)", "(4)", "(5)"],
        &["I. Khối xã, phường"],
        &["1", "T1", "Thôn 1", "Xã A", "50"],
        &["", "II. Khối cơ quan"],
        &["2", "T2", "Khối phố 2", "Xã A", "60"],
        &["", "", "B. Các xã miền núi"],
        &["", "Khối các trường"],
        &["3", "T3", "Thôn 3", "Xã B", "70"],
        &["4"],
        &["", "Tổng cộng", "", "", "180"],
        &["", "NGƯỜI LẬP BIỂU", "TM. ỦY BAN NHÂN DÂN"],
        &["", "(Ký, ghi rõ họ tên)", "(Ký tên, đóng dấu)"],
        &["", "Nguyễn Văn An", "Trần Thị Bình"],
    ];
    let text: Vec<String> = rows
        .iter()
        .map(|row| {
            row.iter()
                .map(|it| format!("\"{it}\""))
                .collect::<Vec<_>>()
                .join(",")
        })
        .collect();
    let text = read_csv(SCHEME, &text.join("\n"));
    let cells: Vec<Vec<Cell>> = rows
        .iter()
        .map(|row| {
            let cell = |text: &&'static str| match (text.parse(), *text) {
                (_, "") => Blank,
                (Ok(number), _) => N(number),
                (_, text) => T(text),
            };
            row.iter().map(cell).collect()
        })
        .collect();
    let cells: Vec<&[Cell]> = cells.iter().map(Vec::as_slice).collect();
    let sheet = read_list(&workbook(vec![Sheet::new("Danh sách", &cells)]));
    for it in [&text, &sheet] {
        assert_eq!(it.ids(), ["T1", "T2", "T3"], "{}", it.words());
    }
    assert!(
        sheet.words().contains(": 2–3, 5, 7–8, 11–14"),
        "{}",
        sheet.words()
    );
    let aside = [2, 3, 5, 7, 8, 11, 12, 13, 14].map(|row| format!("n.csv:{row} row-aside"));
    assert_eq!(text.found(), aside);
    // Of whom only a name is known is somebody: it has no code.
    let it = read_csv(
        SCHEME,
        "Mã,Tên,Tổng số hộ\nT1,Thôn 1,5\n,Khối phố 2,\nT3,,\n",
    );
    assert_eq!(
        it.found(),
        ["n.csv:3 Mã nominee-no-id", "n.csv:4 Tên nominee-no-name"]
    );
}

#[test]
fn words_in_the_column_of_the_numbers_head_the_rows_below() {
    let with_number: &[Cell] = &[T("STT"), T("Mã"), T("Tên"), T("Tổng số hộ")];
    let rows: &[&[Cell]] = &[
        with_number,
        &[T("I. Xã A")],
        &[N(1.0), T("T1"), T("Thôn 1"), N(50.0)],
        &[N(2.0)],
    ];
    let it = read_list(&workbook(vec![Sheet::new("Sheet1", rows)]));
    assert_eq!(it.found(), ["ds.xlsx:Sheet1 sheet-rows-aside"]);
    assert!(it.words().contains(": 2"), "{}", it.words());
}

#[test]
fn what_has_no_height_or_width_is_hidden() {
    let rows = [row("T1", "Thôn 1", 50.0), row("T2", "Thôn 2", 99.0)];
    let plain = list(&[&rows[0], &rows[1]]);
    let with = |from: &'static str, to: &'static str| {
        let it = patched(&plain, |_, text| text.replacen(from, to, 1));
        read_list(&it).found()
    };
    let rows_hidden = ["ds.xlsx:Danh sách sheet-hidden-rows"];
    assert_eq!(
        with("<row r=\"3\"", "<row r=\"3\" ht=\"0\" customHeight=\"1\""),
        rows_hidden
    );
    assert_eq!(
        with("<sheetFormatPr ", "<sheetFormatPr zeroHeight=\"1\" "),
        rows_hidden
    );
    let flat = "<cols><col min=\"4\" max=\"4\" width=\"0\" customWidth=\"1\"/></cols><sheetData>";
    assert_eq!(
        with("<sheetData>", flat),
        ["ds.xlsx:Danh sách sheet-hidden-columns"]
    );
    assert!(with("<row r=\"3\"", "<row r=\"3\" ht=\"15\"").is_empty());
    let narrow = "<sheetFormatPr defaultColWidth=\"0\" ";
    assert_eq!(
        with("<sheetFormatPr ", narrow),
        ["ds.xlsx:Danh sách sheet-hidden-columns"]
    );
    // What is said of a column outweighs that.
    let wide = "<cols><col min=\"1\" max=\"9\" width=\"12\"/></cols><sheetData>";
    let it = patched(&plain, |_, text| {
        let text = text.replacen("<sheetFormatPr ", narrow, 1);
        text.replacen("<sheetData>", wide, 1)
    });
    assert!(read_list(&it).found().is_empty());
}

/// The same in the format of LibreOffice.
#[test]
fn what_has_no_height_or_width_is_hidden_in_an_open_document_too() {
    let styled = |row: &str, column: &str| {
        let cells = |texts: [&str; 4]| {
            let cell =
                |it: &str| format!("<table:table-cell><text:p>{it}</text:p></table:table-cell>");
            texts.map(cell).concat()
        };
        let content = format!(
            "<office:document-content><office:automatic-styles>\
             <style:style style:name=\"r\"><style:table-row-properties style:row-height=\"{row}\"/></style:style>\
             <style:style style:name=\"c\"><style:table-column-properties style:column-width=\"{column}\"/></style:style>\
             </office:automatic-styles><office:body><office:spreadsheet><table:table table:name=\"DS\">\
             <table:table-column table:number-columns-repeated=\"3\"/><table:table-column table:style-name=\"c\"/>\
             <table:table-row>{}</table:table-row><table:table-row table:style-name=\"r\">{}</table:table-row>\
             </table:table></office:spreadsheet></office:body></office:document-content>",
            cells(["Mã", "Tên", "Đơn vị", "Tổng số hộ"]),
            cells(["T1", "Thôn 1", "Xã A", "50"]),
        );
        let bytes = open_document(&content);
        let day = ("period.toml", DAY.as_bytes());
        read(SCHEME, &[day, ("ds.ods", &bytes)]).found()
    };
    assert_eq!(styled("0.5cm", "2cm"), [""; 0]);
    assert_eq!(styled("0cm", "2cm"), ["ds.ods:DS sheet-hidden-rows"]);
    assert_eq!(styled("0.5cm", "0in"), ["ds.ods:DS sheet-hidden-columns"]);
}

#[test]
fn a_formula_that_nobody_calculated_has_no_result() {
    let it = list(&[
        &[T("T1"), T("Thôn 1"), T("Xã A"), F("=40+50", "0")],
        &[T("T2"), T("Thôn 2"), T("Xã A"), F("=40+20", "60")],
    ]);
    assert!(read_list(&it).found().is_empty());
    // As programs write it that leave calculating to Excel.
    let it = patched(&it, |_, text| {
        text.replace("<calcPr ", "<calcPr fullCalcOnLoad=\"1\" ")
    });
    let it = read_list(&it);
    assert_eq!(
        it.found(),
        [
            "ds.xlsx:Danh sách sheet-recalculates",
            "ds.xlsx:Danh sách!D2 Tổng số hộ cell-formula"
        ]
    );
    assert!(it.words().contains(": D3"), "{}", it.words());
    let old = include_bytes!("as_they_come/not-calculated.xls");
    let it = read(SCHEME, &[("period.toml", DAY.as_bytes()), ("ds.xls", old)]);
    assert_eq!(it.found(), ["ds.xls:Danh sách!E2 Kinh phí cell-formula"]);
}

#[test]
fn days_that_excel_swapped_are_asked_about() {
    let day = |id: &'static str, day: Cell| [T(id), T(id), T("Xã A"), N(50.0), Blank, day];
    let swapped = [
        day("T0", Day(2022, 5, 6)),
        day("T1", T("15/05/2022")),
        day("T2", Day(2022, 1, 5)),
        day("T3", T("28/09/2022")),
    ];
    let rows: Vec<&[Cell]> = swapped.iter().map(|row| &row[..]).collect();
    let asked = ["ds.xlsx:Danh sách!F1 column-days-swapped"];
    assert_eq!(read_list(&list(&rows)).found(), asked);
    // A real date that can only be right speaks for the others.
    let sound = day("T4", Day(2022, 5, 16));
    let rows: Vec<&[Cell]> = rows.into_iter().chain([&sound[..]]).collect();
    assert!(read_list(&list(&rows)).found().is_empty());
}

#[test]
fn damaged_letters_are_no_names() {
    let it = read_csv(
        SCHEME,
        "id,name,unit,so_ho\nT1,ThÃ´n Ä\u{fffd}Ã´ng,XÃ£ HÃ²a Tiáº¿n,50\n",
    );
    assert_eq!(it.found(), ["n.csv encoding-garbled"]);
    let text = "id,name,unit,so_ho\nT3,Th\u{fffd}n Đ\u{fffd}ng,Xã Hòa Tiến,50\nT4,Tổ dân phố số 2,Xã Hòa Tiến,60\n";
    assert_eq!(
        read_csv(SCHEME, text).found(),
        ["n.csv:2 name cell-garbled"]
    );
    let it = read_list(&list(&[&row("T1", "ThÃ´n Má»›i", 50.0)]));
    assert_eq!(it.found(), ["ds.xlsx:Danh sách!B2 Tên cell-garbled"]);
}

#[test]
fn errors_of_every_program_are_no_words() {
    for error in [
        "Err:508",
        "#ERROR!",
        "#CALC!",
        "#GETTING_DATA",
        "Loading...",
        "#FIELD!",
        "#####",
    ] {
        let it = read_csv(
            SCHEME,
            &format!("Mã,Tên,Đơn vị,Tổng số hộ\nT1,{error},Xã A,50\n"),
        );
        assert_eq!(it.found(), ["n.csv:2 Tên cell-error"], "{error}");
    }
    for word in ["#1", "Err: 508", "Loading", "#"] {
        let it = read_csv(
            SCHEME,
            &format!("Mã,Tên,Đơn vị,Tổng số hộ\nT1,{word},Xã A,50\n"),
        );
        assert!(it.found().is_empty(), "{word}");
    }
}

#[test]
fn a_word_of_another_language_is_no_old_font() {
    let sound = row("T2", "Nguyễn Văn Đông", 60.0);
    let it = read_list(&list(&[&row("T1", "Ksor Ñeng", 50.0), &sound]));
    assert_eq!(it.ids(), ["T1", "T2"]);
    assert_eq!(it.found(), ["ds.xlsx:Danh sách cell-legacy-doubt"]);
    // Letters that only an old font has are refused at the cell.
    let it = read_list(&list(&[&row("T1", "Th«n Phó Tóc", 50.0), &sound]));
    assert_eq!(it.found(), ["ds.xlsx:Danh sách!B2 Tên cell-legacy"]);
}

#[test]
fn a_sheet_of_macros_is_passed_by_and_the_list_is_read() {
    let notes = Sheet::new("Module1", &[]);
    let rows: [&[Cell]; 2] = [&HEADINGS, &row("T1", "Thôn 1", 50.0)];
    let it = workbook(vec![Sheet::new("Danh sách", &rows), notes]);
    // A module of old has no part at all.
    let module = patched(&it, |name, text| match name {
        "xl/workbook.xml" => text.replace("r:id=\"rId2\"", "r:id=\"\""),
        _ => text,
    });
    assert_eq!(
        read_list(&module).ids(),
        ["T1"],
        "{}",
        read_list(&module).words()
    );
    for kind in ["xlMacrosheet", "xlOldModule"] {
        let it = patched(&it, |name, text| match name {
            "xl/_rels/workbook.xml.rels" => {
                let odd = format!("/{kind}\" Target=\"worksheets/sheet2.xml");
                text.replace("/worksheet\" Target=\"worksheets/sheet2.xml", &odd)
            }
            _ => text,
        });
        let it = read_list(&it);
        assert_eq!(it.ids(), ["T1"], "{kind}: {}", it.words());
        assert_eq!(it.found(), ["ds.xlsx:Module1 sheet-unknown"]);
    }
}

#[test]
fn formats_and_styles_are_counted_each_for_themselves() {
    let it = list(&[&row("T1", "Thôn 1", 50.0)]);
    let with = |many: usize| {
        patched(&it, |name, text| match name {
            "xl/styles.xml" => {
                let formats =
                    "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>".repeat(many);
                text.replace("</cellStyleXfs>", &format!("{formats}</cellStyleXfs>"))
                    .replace("</cellXfs>", &format!("{formats}</cellXfs>"))
            }
            _ => text,
        })
    };
    assert!(read_list(&with(60_000)).found().is_empty());
    let it = read_list(&with(110_000));
    assert!(it.words().contains("too many styles"), "{}", it.words());
}

#[test]
fn a_day_a_hundred_years_off_is_asked_about() {
    let it = read_list(&list(&[
        &[
            T("T1"),
            T("Thôn 1"),
            T("Xã A"),
            N(50.0),
            Blank,
            Day(1905, 7, 14),
        ],
        &[
            T("T2"),
            T("Thôn 2"),
            T("Xã A"),
            N(50.0),
            Blank,
            Day(2022, 7, 14),
        ],
        &[
            T("T3"),
            T("Thôn 3"),
            T("Xã A"),
            N(50.0),
            Blank,
            T("01/05/0202"),
        ],
    ]));
    let asked =
        ["F2", "F4"].map(|at| format!("ds.xlsx:Danh sách!{at} Ngày bắt đầu cell-day-doubt"));
    assert_eq!(it.found(), asked);
    assert!(
        it.words().contains("is the year 2022 meant?"),
        "{}",
        it.words()
    );
}

/// The value of the first fact of each nominee, in words.
fn firsts(it: &Read) -> Vec<String> {
    let roster = it.0.roster.as_ref().expect("a list was read");
    let nominees = roster.nominations.iter();
    nominees.map(|it| format!("{:?}", it.facts[0])).collect()
}

#[test]
fn the_words_of_a_scheme_outweigh_not_assigned() {
    let scheme = |kind: &str| {
        format!(
            "id = \"thu\"\ntitle = \"Bộ thử\"\nsubject = \"collective\"\n[facts.dia_ban]\nlabel = \"Địa bàn\"\n{kind}\n\
             required = false\n[[criterion]]\nid = \"A\"\nmax = 10\nbasis = \"Mục 1\"\notherwise = \"full\"\n\
             rule = 'if given(dia_ban) && dia_ban == \"ba\" {{ MAX }} else {{ 2 }}'\n[ranking]\nlast = \"shared\"\n"
        )
    };
    let list = "Mã,Tên,Địa bàn\nT1,Thôn 1,na\nT2,Thôn 2,NA\nT3,Thôn 3,Nam An\nT4,Thôn 4,KAD\n";
    let choice = scheme("type = \"choice\"\nchoices = { na = \"Nam An\", ba = \"Bắc An\" }");
    let given = firsts(&read_csv(&choice, list));
    assert!(
        given[..3].iter().all(|it| it.contains("\"na\"")),
        "{given:?}"
    );
    assert_eq!(given[3], "NotAssigned");
    // In a text `Na` is a given name, and no spelling of "not assigned".
    let given = firsts(&read_csv(&scheme("type = \"text\""), list));
    assert!(
        given[0].contains("\"na\"") && given[1].contains("\"NA\""),
        "{given:?}"
    );
}

#[test]
fn a_list_of_choices_is_read_as_a_choice_is() {
    let scheme = r#"
id = "thu"
title = "Bộ thử"
subject = "collective"
[facts.xl]
label = "Xếp loại ba năm"
type = "list"
of = "choice"
choices = { tot = "Tốt", dat = "Đạt" }
[[criterion]]
id = "A"
max = 30
basis = "x"
rule = 'min(10 * count(xl, "tot"), MAX)'
[ranking]
last = "shared"
"#;
    let it = read_csv(
        scheme,
        "Mã,Tên,Xếp loại ba năm\nT1,Thôn 1,Tốt; Tốt; Tốt\nT2,Thôn 2,tốt; tot; TỐT\n",
    );
    assert!(it.found().is_empty(), "{}", it.words());
    let given = firsts(&it);
    assert_eq!(given[0], given[1]);
    let it = read_csv(scheme, "Mã,Tên,Xếp loại ba năm\nT1,Thôn 1,Tốt; Khá\n");
    assert_eq!(it.found(), ["n.csv:2 Xếp loại ba năm cell-choice"]);
}

#[test]
fn a_clean_list_reads_again_as_it_is() {
    let list =
        "Mã,Tên,Đơn vị,Tổng số hộ\n=A1,- Chi hội phụ nữ thôn 1,+ Xã A,50\nT2,''=x,'Nhà' A,60\n";
    let it = read_csv(SCHEME, list);
    let options = dvk::report::Options {
        locale: Locale::En,
        width: None,
        warnings: 0,
        ..dvk::report::Options::default()
    };
    let roster = it.0.roster.as_ref().expect("a list was read");
    let clean =
        dvk::report::import_preview(&it.0.books, roster, dvk::report::Format::Csv, &options);
    let clean = String::from_utf8(clean.expect("it is written")).expect("it is text");
    assert!(clean.contains("'=A1"), "{clean}");
    let again = read_csv(SCHEME, &clean);
    assert_eq!(again.nominees(), it.nominees());
    assert_eq!(it.nominees()[0], ("=A1", "- Chi hội phụ nữ thôn 1"));
    assert_eq!(it.nominees()[1], ("T2", "'=x"));
}

#[test]
fn blank_units_below_a_filled_one_are_asked_about() {
    let it = read_csv(
        SCHEME,
        "Mã,Tên,Đơn vị,Tổng số hộ\nT1,Thôn 1,Xã A,50\nT2,Thôn 2,,60\nT3,Thôn 3,,60\nT4,Thôn 4,Xã B,60\n",
    );
    assert_eq!(it.found(), ["n.csv:3 Đơn vị nominee-blank-below"]);
    assert!(it.words().contains("none: 3, 4"), "{}", it.words());
    // Above the first unit there is nothing that they may share.
    let it = read_csv(
        SCHEME,
        "Mã,Tên,Đơn vị,Tổng số hộ\nT1,Thôn 1,,50\nT4,Thôn 4,Xã B,60\n",
    );
    assert!(it.found().is_empty());
}

/// Marks of a period with some members.
fn read_marks(period: &str, list: &str, marks: &str) -> Read {
    let marks = format!("Mã,Tiêu chí,Bước chấm,Người chấm,Điểm\n{marks}");
    let files: [(&str, &[u8]); 3] = [
        ("period.toml", period.as_bytes()),
        ("n.csv", list.as_bytes()),
        ("marks.csv", marks.as_bytes()),
    ];
    read(MARKED, &files)
}

#[test]
fn a_member_does_not_mark_its_unit_however_that_is_spelled() {
    let recused = |unit: &str| {
        let period = format!(
            "{DAY}[[member]]\nname = \"Phạm Thị Dung\"\nunit = \"{unit}\"\n[[member]]\nname = \"Trần Văn An\"\n"
        );
        let list = "Mã,Tên,Đơn vị\nT1,Thôn 1,Xã Hòa Tiến\nT2,Thôn 2,Xã C\n";
        let it = read_marks(
            &period,
            list,
            "T1,A1,hd,Đ/c Phạm Thị Dung,100\nT1,A1,hd,Trần Văn An.,50\n",
        );
        let marks =
            it.0.roster
                .as_ref()
                .map(|roster| roster.council.marks["T1"].clone());
        let marks = marks.unwrap_or_default();
        (marks.iter().any(|mark| mark.recused), it.found())
    };
    for unit in [
        "Xã Hòa Tiến",
        "Xã Hoà Tiến",
        "xã  hòa tiến.",
        "Xa\u{303} Ho\u{300}a Tiến",
    ] {
        assert_eq!(recused(unit), (true, Vec::new()), "{unit}");
    }
    let near = vec!["period.toml member-unit".to_owned()];
    assert_eq!(recused("Xã Hoa Tien"), (false, near));
    assert_eq!(recused("Xã D"), (false, Vec::new()));
}

#[test]
fn one_person_under_two_spellings_marks_once() {
    let list = "Mã,Tên,Đơn vị\nT1,Thôn 1,Xã A\n";
    let marked = |one: &str, other: &str| {
        let marks = format!("T1,A1,hd,{one},60\nT1,A1,hd,{other},90\n");
        read_marks(DAY, list, &marks).found()
    };
    for (one, other) in [
        ("Hoàng Thị Thúy", "Hoàng Thị Thuý"),
        ("Trần Văn An", "Ông Trần Văn An"),
        ("Trần Văn An", "trần văn an."),
    ] {
        assert_eq!(
            marked(one, other),
            ["marks.csv:3 Điểm mark-twice"],
            "{other}"
        );
    }
    let near = ["marks.csv:3 Người chấm marker-near"];
    assert_eq!(marked("Trần Văn An", "Tran Van An"), near);
    assert!(marked("Trần Văn An", "Trần Văn Bình").is_empty());
}

#[test]
fn an_award_written_twice_is_told() {
    let history = "Mã,Năm,Hình thức\nT1,2023,Giấy khen\nT1,2023,Giấy khen\n".as_bytes();
    let list = "Mã,Tên,Tổng số hộ\nT1,Thôn 1,50\n".as_bytes();
    let files = [
        ("period.toml", DAY.as_bytes()),
        ("n.csv", list),
        ("history.csv", history),
    ];
    let found = read(SCHEME, &files).found();
    assert!(
        found.contains(&"history.csv:3 history-twice".to_owned()),
        "{found:?}"
    );
}

#[test]
fn a_field_that_nobody_knows_is_asked_about_wherever_fields_count() {
    let by_field = SCHEME.replace(
        "last = \"shared\"",
        "lists = [\"field\"]\nlast = \"shared\"",
    );
    let list = "Mã,Tên,Lĩnh vực,Tổng số hộ\nT1,Thôn 1,Kinh tế,90\nT2,Thôn 2,Kinh tế.,85\nT3,Thôn 3,Phát triển kinh tế,30\n";
    let it = read_csv(&by_field, list);
    assert_eq!(it.found(), ["n.csv:4 Lĩnh vực nominee-field"]);
    let roster = it.0.roster.as_ref().expect("a list was read");
    let fields: Vec<_> = roster
        .nominations
        .iter()
        .map(|it| it.field.as_deref())
        .collect();
    assert_eq!(fields[..2], [Some("kinh-te"); 2]);
    assert!(read_csv(SCHEME, list).found().is_empty());
}

#[test]
fn what_lies_beside_the_files_of_a_folder_is_named() {
    let list = "Mã,Tên,Tổng số hộ\nT1,Thôn 1,50\n".as_bytes();
    let mut files: Vec<File> = [
        ("s.toml", SCHEME.as_bytes()),
        ("period.toml", DAY.as_bytes()),
        ("n.csv", list),
    ]
    .map(|(name, bytes)| File {
        name: name.to_owned(),
        bytes: bytes.to_vec(),
    })
    .into();
    files.extend(["ky/xa-b.xlsb", "ky/xa-e/"].map(|name| File::beside(name.to_owned())));
    let it = Read(load(&files, &|_, _| None, &Options::default()));
    assert_eq!(it.found(), ["ky/ file-beside"]);
    assert!(
        it.words().contains("not read: `xa-b.xlsb`, `xa-e`"),
        "{}",
        it.words()
    );
    // Named by hand, it is an error with the way out.
    files.truncate(3);
    files.push(File {
        name: "xa-b.xlsb".to_owned(),
        bytes: vec![1],
    });
    let it = Read(load(&files, &|_, _| None, &Options::default()));
    assert_eq!(it.found(), ["xa-b.xlsb file-unknown"]);
    assert!(it.words().contains("save it as .xlsx"), "{}", it.words());
    use dvk::table::is_foreign_table;
    assert!(is_foreign_table(
        "xa-c.txt",
        "Mã\tTên\tTổng số hộ\n".as_bytes()
    ));
    assert!(!is_foreign_table(
        "ghi-chu.txt",
        "Gửi trước ngày 15/11\n".as_bytes()
    ));
}

/// A person sees 8 or 80 % where the cell holds 8.4 or 0.796: what is held is taken, and both are said.
#[test]
fn a_number_that_is_shown_with_fewer_digits_is_asked_about() {
    let it = |number, code| {
        let money = [T("Thôn 1"), T("Xã A"), N(50.0), S(number, code)];
        let row: Vec<Cell> = [T("T1")].into_iter().chain(money).collect();
        read_list(&list(&[&row]))
    };
    let doubt = ["ds.xlsx:Danh sách!E2 Kinh phí cell-shown-doubt"];
    for (number, code) in [
        (8.4, "0"),
        (8.45, "0.0"),
        (8.4, "#,##0 \"đ\""),
        (5.0, "0\" triệu\""),
    ] {
        assert_eq!(it(number, code).found(), doubt, "{number} {code}");
    }
    let words = it(8.4, "0").words();
    assert!(words.contains("shows `8` but holds 8.4"), "{words}");
    let refused = ["ds.xlsx:Danh sách!E2 Kinh phí cell-shown"];
    for (number, code) in [
        (8_000.0, "0,"),
        (0.0, "#,###"),
        (8.0, ";;;"),
        (8.0, "0\"0\""),
        (1.0, "\"Có\""),
    ] {
        assert_eq!(it(number, code).found(), refused, "{number} {code}");
    }
    // What Excel shows as it is, and what only a computer adds.
    for (number, code) in [
        (8.4, "General"),
        (8.4, "0.00"),
        (0.1 + 0.2, "0.0"),
        (8.0, "0\" hộ\""),
        (8.0, "#,##0 \"đ\""),
        (0.0, "_(* #,##0_);_(* (#,##0);_(* \"-\"??_);_(@_)"),
    ] {
        assert!(it(number, code).found().is_empty(), "{number} {code}");
    }
}

/// A code such as `TT-07` is what is seen, though the cell holds a 7.
#[test]
fn a_code_is_read_as_it_is_shown() {
    let it = list(&[
        &[S(7.0, "\"TT-\"00"), T("Thôn 7"), T("Xã A"), N(50.0)],
        &[S(8.0, "000"), T("Thôn 8"), T("Xã A"), N(50.0)],
    ]);
    let it = read_list(&it);
    assert_eq!(it.ids(), ["008", "TT-07"]);
    assert!(it.found().is_empty(), "{}", it.words());
}

/// The same of a mark, whose sheet has no columns of facts.
#[test]
fn a_mark_that_is_shown_with_fewer_digits_is_asked_about() {
    let marks: &[&[Cell]] = &[
        &[
            T("Mã"),
            T("Tiêu chí"),
            T("Bước chấm"),
            T("Người chấm"),
            T("Điểm"),
        ],
        &[T("T1"), T("A1"), T("Hội đồng"), T("Ông An"), S(8.4, "0")],
    ];
    let marks = workbook(vec![Sheet::new("Chấm điểm", marks)]);
    let day = ("period.toml", DAY.as_bytes());
    let n = ("n.csv", "Mã,Tên\nT1,Thôn 1\n".as_bytes());
    let it = read(MARKED, &[day, n, ("cham.xlsx", &marks)]);
    assert_eq!(
        it.found(),
        ["cham.xlsx:Chấm điểm!E2 Điểm cell-shown-doubt"],
        "{}",
        it.words()
    );
}

/// The same in the format of LibreOffice, whose files say what is seen.
#[test]
fn what_an_open_document_shows_is_held_against_its_number() {
    let shown = |value: &str, text: &str| {
        let cell = |it: &str| format!("<table:table-cell><text:p>{it}</text:p></table:table-cell>");
        let row = |cells: String| format!("<table:table-row>{cells}</table:table-row>");
        let heads = ["Mã", "Tên", "Tổng số hộ", "Kinh phí"].map(cell).concat();
        let number = format!(
            "<table:table-cell office:value-type=\"float\" office:value=\"{value}\"><text:p>{text}</text:p></table:table-cell>"
        );
        let cells: String = ["T1", "Thôn 1", "50"].map(cell).concat();
        let cells = format!("{cells}{number}");
        let content = format!(
            "<office:document-content><office:body><office:spreadsheet><table:table table:name=\"DS\">{}{}\
             </table:table></office:spreadsheet></office:body></office:document-content>",
            row(heads),
            row(cells)
        );
        let day = ("period.toml", DAY.as_bytes());
        read(SCHEME, &[day, ("ds.ods", &open_document(&content))]).found()
    };
    assert_eq!(
        shown("8.4", "8"),
        ["ds.ods:DS!D2 Kinh phí cell-shown-doubt"]
    );
    assert_eq!(shown("0", ""), ["ds.ods:DS!D2 Kinh phí cell-shown"]);
    assert_eq!(shown("8000", "8"), ["ds.ods:DS!D2 Kinh phí cell-shown"]);
    for (value, text) in [
        ("8.4", "8,40"),
        ("1500", "1.500 ₫"),
        ("0.333333333333333", "0,3333333333"),
    ] {
        assert!(shown(value, text).is_empty(), "{value} {text}");
    }
}
