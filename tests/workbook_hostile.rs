//! Workbooks that mean harm, or that a disk has mangled: everything ends with a finding, soon, in
//! bounded memory; nothing panics.

#[expect(dead_code, reason = "another test needs more of the workbooks")]
mod workbooks;

use std::io::{Cursor, Read as _, Write as _};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use dvk::diagnostic::{Diagnostics, render};
use dvk::loading::{File, Options, load};
use dvk::locale::Locale;
use dvk::table::worksheets;
use proptest::prelude::*;

/// A guard against hanging, not a claim about speed.
const LONG: Duration = Duration::from_secs(if cfg!(debug_assertions) { 60 } else { 10 });

/// The codes found in a workbook alone.
fn codes(name: &str, bytes: &[u8]) -> Vec<String> {
    let begun = Instant::now();
    let mut diagnostics = Diagnostics::new();
    let sheets = worksheets(
        name,
        bytes,
        &dvk::table::KnownNames::default(),
        &mut dvk::table::Budget::default(),
        &mut diagnostics,
    );
    assert!(begun.elapsed() < LONG, "{name} takes too long");
    let found = diagnostics.sorted();
    assert!(
        !sheets.is_empty() || !found.is_empty(),
        "a workbook is read, or it is told why not"
    );
    found.iter().map(|it| it.code.to_owned()).collect()
}

#[track_caller]
fn refused(name: &str, bytes: &[u8], code: &str) {
    assert_eq!(codes(name, bytes), [code], "{name}");
}

/// A zip file of these parts.
fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut file = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for (name, text) in parts {
        file.start_file(*name, options)
            .expect("a part can be begun");
        file.write_all(text.as_bytes())
            .expect("a part can be written");
    }
    file.finish().expect("the file can be closed").into_inner()
}

/// A workbook with other cells in its first sheet.
fn with_cells(cells: &str) -> Vec<u8> {
    workbooks::patched(&workbooks::office(), |name, text| {
        if name != "xl/worksheets/sheet1.xml" {
            return text;
        }
        let from = text.find("<sheetData>").expect("a sheet has cells");
        let to = text.find("</sheetData>").expect("they end");
        format!("{}<sheetData>{cells}{}", &text[..from], &text[to..])
    })
}

#[test]
fn bombs_are_refused() {
    // 300 MB of blanks in a few kilobytes.
    let blanks = " ".repeat(300 << 20);
    refused(
        "a.xlsx",
        &zipped(&[("xl/worksheets/sheet1.xml", &blanks)]),
        "workbook-too-large",
    );
    refused(
        "a.ods",
        &zipped(&[("content.xml", &blanks)]),
        "workbook-too-large",
    );
    drop(blanks);
    // The same, which says of itself that it is small.
    let size = |size: u32| size.to_le_bytes();
    let mut liar = zipped(&[("content.xml", &" ".repeat(300 << 20))]);
    let mut at = 0;
    while at + 4 <= liar.len() {
        if liar[at..at + 4] == size(300 << 20) {
            liar[at..at + 4].copy_from_slice(&size(100));
        }
        at += 1;
    }
    let found = codes("a.ods", &liar);
    assert!(
        found == ["workbook-too-large"] || found == ["workbook-broken"],
        "{found:?}"
    );
    for (columns, rows) in [
        ("16384", "1048576"),
        ("4294967295", "1"),
        ("1", "4294967295"),
        ("20000", "1"),
        ("1", "1048577"),
        ("1000", "1000000"),
    ] {
        refused(
            "a.ods",
            &workbooks::repeated(columns, rows),
            "workbook-too-large",
        );
    }
}

#[test]
fn far_cells_take_no_room_for_those_between() {
    let far = with_cells(
        r#"<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#,
    );
    assert!(codes("a.xlsx", &far).contains(&"sheet-unknown".to_owned()));
    let beyond = with_cells(r#"<row r="1048577"><c r="A1048577"><v>1</v></c></row>"#);
    refused("a.xlsx", &beyond, "workbook-too-large");
    let beyond = with_cells(r#"<row r="1"><c r="XFE1"><v>1</v></c></row>"#);
    assert!(matches!(
        codes("a.xlsx", &beyond).as_slice(),
        [code] if code == "workbook-too-large" || code == "workbook-broken"
    ));
}

/// Where numbers lie as far apart as numbers can, nothing is added up that does not fit.
#[test]
fn numbers_beyond_reckoning_are_numbers() {
    let rows = |numbers: &[&str]| -> String {
        let cells = numbers
            .iter()
            .map(|number| format!("<c><v>{number}</v></c>"));
        format!("<row r=\"21\">{}</row>", cells.collect::<String>())
    };
    let most = "79228162514264300000000000000";
    let least = format!("-{most}");
    let cells = head_and(&rows(&[&least, most, &least]));
    loads("a.xlsx", with_cells(&cells));
}

#[test]
fn what_a_workbook_says_of_itself_is_not_taken_at_its_word() {
    let office = workbooks::office();
    let styles = workbooks::patched(&office, |name, text| match name {
        "xl/styles.xml" => {
            text.replace("<fonts", &format!("<x y=\"{}\"/><fonts", "z".repeat(2000)))
        }
        _ => text,
    });
    refused("a.xlsx", &styles, "workbook-too-large");
    // One part for many sheets.
    let many = workbooks::patched(&office, |name, text| match name {
        "xl/_rels/workbook.xml.rels" => text.replace("sheet2.xml", "sheet1.xml"),
        _ => text,
    });
    refused("a.xlsx", &many, "workbook-too-large");
    let merged = workbooks::patched(&office, |_, text| text.replace("D8:D9", "D8:XFD1048576"));
    codes("a.xlsx", &merged);
}

/// The parts of a workbook under other names and with other bytes.
fn reworked(bytes: &[u8], change: impl Fn(&str, Vec<u8>) -> (String, Vec<u8>)) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(bytes)).expect("a workbook is a zip file");
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..from.len() {
        let mut part = from.by_index(at).expect("the part is there");
        let name = part.name().expect("it has a name").into_owned();
        let mut text = Vec::new();
        part.read_to_end(&mut text).expect("it can be read");
        let (name, text) = change(&name, text);
        let options = zip::write::SimpleFileOptions::default();
        to.start_file(name, options).expect("a part can be begun");
        to.write_all(&text).expect("a part can be written");
    }
    to.finish().expect("the file can be closed").into_inner()
}

/// However its parts are spelled, a workbook is one and the same for everything that reads it.
#[test]
fn a_workbook_in_another_spelling_says_the_same() {
    let office = workbooks::office();
    let expected = codes("a.xlsx", &office);
    assert!(
        expected.contains(&"sheet-merged".to_owned()),
        "{expected:?}"
    );
    let in_capitals = reworked(&office, |name, text| (name.to_uppercase(), text));
    assert_eq!(codes("a.xlsx", &in_capitals), expected);
    let spaced = workbooks::patched(&office, |_, text| text.replace("=\"", " = \""));
    assert_eq!(codes("a.xlsx", &spaced), expected);
    let sst = "xl/sharedStrings.xml";
    for (before, after) in [
        ("<sst", "<sst uniqueCount=\"9999999999\" x=\"1\""),
        (
            "<sst",
            "<x uniqueCount=\"1\"/><sst uniqueCount=\"9999999999\" y=\"1\"",
        ),
        (
            "<sst",
            "<z:sst uniqueCount=\"9999999999\" y=\"1\" xmlns:z=\"z\"",
        ),
    ] {
        let claims = reworked(&office, |name, text| {
            let is_it = name == sst;
            let text = if is_it {
                let text = String::from_utf8(text).expect("it is text");
                let text = text.replace("uniqueCount=", "unique=");
                let text = text.replacen(before, after, 1);
                let is_prefixed = after.starts_with("<z:");
                let end = if is_prefixed { "</z:sst>" } else { "</sst>" };
                text.replace("</sst>", end).into_bytes()
            } else {
                text
            };
            (name.to_uppercase(), text)
        });
        assert_eq!(codes("a.xlsx", &claims), expected, "{after}");
    }
    let not_text = reworked(&office, |name, mut text| {
        if name == sst {
            text.extend_from_slice(b"<!-- \xff -->");
        }
        (name.to_owned(), text)
    });
    refused("a.xlsx", &not_text, "workbook-broken");
    let twice = reworked(&office, |name, text| match name {
        "docProps/app.xml" => ("XL/SHAREDSTRINGS.XML".to_owned(), text),
        name => (name.to_owned(), text),
    });
    refused("a.xlsx", &twice, "workbook-broken");
}

/// What is counted stays within what is counted: parts, texts, merged cells.
#[test]
fn what_there_is_too_much_of_is_refused() {
    let office = workbooks::office();
    let texts = workbooks::patched(&office, |name, text| match name {
        "xl/sharedStrings.xml" => format!("<sst>{}</sst>", "<si/>".repeat(3_000_000)),
        _ => text,
    });
    refused("a.xlsx", &texts, "workbook-too-large");
    let text = workbooks::patched(&office, |name, text| match name {
        "xl/sharedStrings.xml" => {
            format!("<sst><si><t>{}</t></si></sst>", "a".repeat(64 << 20))
        }
        _ => text,
    });
    refused("a.xlsx", &text, "workbook-too-large");
    let rows: String = (21..400)
        .map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\"><v>{row}</v></c><c r=\"B{row}\"><v>1</v></c></row>"))
        .collect();
    let merges: String = (0..200_000)
        .map(|at| {
            let row = 21 + at % 379;
            format!("<mergeCell ref=\"B{row}:C{}\"/>", row + at / 379)
        })
        .collect();
    let merged = workbooks::patched(&with_cells(&head_and(&rows)), |name, text| match name {
        "xl/worksheets/sheet1.xml" => {
            let from = text.find("<mergeCells").expect("some are merged");
            let to = text.find("</mergeCells>").expect("they end");
            format!("{}<mergeCells>{merges}{}", &text[..from], &text[to..])
        }
        _ => text,
    });
    let found = codes("a.xlsx", &merged);
    assert!(
        found.contains(&"workbook-too-large".to_owned()),
        "{found:?}"
    );
    let hidden: String = (1..=8_000)
        .map(|at| format!("<col min=\"{0}\" max=\"{0}\" hidden=\"1\"/>", at * 2))
        .collect();
    let hidden = workbooks::patched(&with_cells(&head_and(&rows)), |name, text| match name {
        "xl/worksheets/sheet1.xml" => {
            let at = text.find("<sheetData>").expect("there are cells");
            format!("{}<cols>{hidden}</cols>{}", &text[..at], &text[at..])
        }
        _ => text,
    });
    let found = codes("a.xlsx", &hidden);
    assert!(
        found.contains(&"sheet-hidden-columns".to_owned()),
        "{found:?}"
    );
}

/// The headings of a list in row 20, and rows below.
fn head_and(rows: &str) -> String {
    let text = |text: &str| format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let head = ["Mã", "Tên", "so_ho"].map(text).concat();
    format!("<row r=\"20\">{head}</row>{rows}")
}

#[test]
fn no_ending_is_believed() {
    let office = workbooks::office();
    assert!(!codes("a.xls", &office).contains(&"workbook-broken".to_owned()));
    for name in ["a.xlsx", "a.xls", "a.ods"] {
        refused(name, b"", "workbook-broken");
        refused(
            name,
            b"<html><table><tr><td>1</td></tr></table></html>",
            "workbook-broken",
        );
        refused(name, &zipped(&[("a.xml", "<a/>")]), "workbook-broken");
    }
}

/// A sound workbook of each kind.
fn sound() -> &'static [(String, Vec<u8>)] {
    static SOUND: OnceLock<Vec<(String, Vec<u8>)>> = OnceLock::new();
    SOUND.get_or_init(|| {
        let mut all = vec![("a.xlsx".to_owned(), workbooks::office())];
        for ending in ["ods", "xls", "xlsx"] {
            let name = format!("tests/files/libreoffice-{ending}/ky-2025.{ending}");
            let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(&name);
            let bytes = std::fs::read(path).expect("there is a copy");
            all.push((format!("a.{ending}"), bytes));
        }
        all
    })
}

/// Bytes changed here and there.
fn mangled(bytes: &[u8], changes: &[(usize, u8)]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for (at, byte) in changes {
        let at = at % bytes.len();
        bytes[at] = *byte;
    }
    bytes
}

/// A zipped workbook with one part mangled and zipped again, so that what is changed is reached.
fn with_mangled_part(bytes: &[u8], part: usize, changes: &[(usize, u8)]) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(bytes)).expect("a workbook is a zip file");
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let part = part % from.len();
    for at in 0..from.len() {
        let mut one = from.by_index(at).expect("the part is there");
        let name = one.name().expect("it has a name").into_owned();
        let mut text = Vec::new();
        one.read_to_end(&mut text).expect("it can be read");
        if at == part && !text.is_empty() {
            text = mangled(&text, changes);
        }
        let options = zip::write::SimpleFileOptions::default();
        to.start_file(&name, options).expect("a part can be begun");
        to.write_all(&text).expect("a part can be written");
    }
    to.finish().expect("the file can be closed").into_inner()
}

fn loads(name: &str, bytes: Vec<u8>) {
    let scheme = include_bytes!("files/scheme.toml").to_vec();
    let period = include_bytes!("files/period.toml").to_vec();
    let files = [
        ("scheme.toml", scheme),
        ("period.toml", period),
        (name, bytes),
    ];
    let files = files.map(|(name, bytes)| File {
        name: name.to_owned(),
        bytes,
    });
    let loaded = load(&files, &|_, _| None, &Options::default());
    render(&loaded.diagnostics, Locale::Vi, false);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: if cfg!(debug_assertions) { 64 } else { 2_000 }, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_refused(
        start in prop_oneof![
            Just(&b""[..]),
            Just(&b"PK\x03\x04"[..]),
            Just(&b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"[..]),
            Just(&b"\xFF\xFE"[..]),
        ],
        rest in proptest::collection::vec(any::<u8>(), 0..2_000),
    ) {
        let bytes = [start, &rest].concat();
        for name in ["a.xlsx", "a.xls", "a.ods", "a.csv", "a.tsv"] {
            loads(name, bytes.clone());
        }
    }

    #[test]
    fn mangled_workbooks_are_read_or_refused(
        which in 0_usize..4,
        changes in proptest::collection::vec((any::<usize>(), any::<u8>()), 1..8),
        part in any::<usize>(),
    ) {
        let (name, bytes) = &sound()[which];
        loads(name, mangled(bytes, &changes));
        if bytes.starts_with(b"PK") {
            loads(name, with_mangled_part(bytes, part, &changes));
        }
    }

    #[test]
    fn cut_workbooks_are_read_or_refused(which in 0_usize..4, length in any::<usize>()) {
        let (name, bytes) = &sound()[which];
        loads(name, bytes[..length % bytes.len()].to_vec());
    }
}
