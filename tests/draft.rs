//! Schemes drafted from criteria tables: three tables as offices have them, each as a text, a workbook and
//! a Word document, with points that are worked out here a second time; and random sentences.
//! `DVK_UPDATE=1 cargo test --test draft` rewrites the drafts that are expected.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};

use dvk::diagnostic::{Diagnostics, render};
use dvk::draft::{Draft, Standing, draft};
use dvk::evaluation::evaluate;
use dvk::loading::{File, Loaded, Options, load};
use dvk::locale::Locale;
use dvk::number::Number;
use dvk::report::{self, Format};
use proptest::prelude::*;
use proptest::sample::select;
use rust_xlsxwriter::{Format as CellFormat, Workbook};

/// The tables.
const TABLES: [&str; 3] = ["hop-chi-bo", "vien-chuc", "hoi-dong-nhan-dan"];

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/draft")
        .join(name)
}

fn read(name: &str, bytes: &[u8]) -> (Option<Draft>, Diagnostics) {
    let mut found = Diagnostics::new();
    let drafted = draft(name, bytes, Locale::Vi, &mut found);
    (drafted, found)
}

/// A draft without errors.
fn drafted(name: &str, bytes: &[u8]) -> Draft {
    let (drafted, found) = read(name, bytes);
    drafted.unwrap_or_else(|| panic!("{}", render(&found, Locale::En, false)))
}

fn table(name: &str) -> (Draft, Vec<Vec<String>>) {
    let bytes = fs::read(path(&format!("{name}.csv"))).expect("the table is there");
    let separator = if name == "vien-chuc" { b',' } else { b';' };
    let mut reader = csv::ReaderBuilder::new();
    let mut reader = reader
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(&bytes[..]);
    let rows = reader.records().map(|row| {
        row.expect("it is sound")
            .iter()
            .map(str::to_owned)
            .collect()
    });
    let rows = rows.collect();
    (drafted(&format!("{name}.csv"), &bytes), rows)
}

#[test]
fn tables_are_drafted_as_it_is_expected() {
    for name in TABLES {
        let (drafted, _) = table(name);
        let expected = path(&format!("{name}.toml"));
        if std::env::var_os("DVK_UPDATE").is_some() {
            fs::write(&expected, &drafted.toml).expect("it can be written");
        }
        let expected = fs::read_to_string(&expected).expect("it is there");
        assert_eq!(drafted.toml, expected, "{name}");
    }
}

#[test]
fn what_is_understood_assumed_and_left_is_counted() {
    let counts = TABLES.map(|name| {
        let (drafted, _) = table(name);
        let of = |standing| {
            drafted
                .rows
                .iter()
                .filter(|row| row.standing == standing)
                .count()
        };
        [Standing::Understood, Standing::Assumed, Standing::Open].map(of)
    });
    assert_eq!(counts, [[32, 0, 0], [43, 1, 0], [36, 1, 1]]);
    let (drafted, _) = table("hoi-dong-nhan-dan");
    let notes: Vec<&str> = drafted
        .notes
        .iter()
        .map(|note| note.get(Locale::Vi))
        .collect();
    assert_eq!(
        notes,
        ["bảng ghi tổng điểm 50 nhưng các mục cộng lại là 49"]
    );
}

/// The same rows as a workbook: numbers as numbers, groups merged, a letterhead above.
fn workbook(rows: &[Vec<String>]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let bold = CellFormat::new().set_bold();
    sheet
        .merge_range(0, 0, 0, 2, "THÀNH ỦY", &bold)
        .expect("it is merged");
    for (at, row) in rows.iter().enumerate() {
        let at = u32::try_from(at).expect("it is short") + 2;
        for (column, text) in row.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
            let column = u16::try_from(column).expect("it is narrow");
            let number = text.replace(',', ".").parse::<f64>().ok();
            match number {
                Some(number) => sheet.write_number(at, column, number).map(drop),
                None => sheet.write_string(at, column, text).map(drop),
            }
            .expect("it is written");
        }
    }
    book.save_to_buffer().expect("it is saved")
}

/// The same rows as a Word document, as Word writes it: runs are split, and a letterhead is a table too.
fn document(rows: &[Vec<String>]) -> Vec<u8> {
    let mut body = String::from(
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>THÀNH ỦY</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>ĐẢNG CỘNG SẢN VIỆT NAM</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:tbl>",
    );
    for row in rows {
        body.push_str("<w:tr>");
        for text in row {
            body.push_str("<w:tc><w:tcPr/>");
            for line in text.lines() {
                let line = line.replace('&', "&amp;").replace('<', "&lt;");
                let half = line
                    .char_indices()
                    .nth(line.chars().count() / 2)
                    .map_or(0, |(at, _)| at);
                // A reference is one run.
                let half = if line.contains('&') { 0 } else { half };
                let (a, b) = line.split_at(half);
                let _ = write!(
                    body,
                    "<w:p><w:r><w:t xml:space=\"preserve\">{a}</w:t></w:r><w:del><w:r><w:delText>bỏ</w:delText></w:r></w:del><w:r><w:t xml:space=\"preserve\">{b}</w:t></w:r></w:p>"
                );
            }
            body.push_str("</w:tc>");
        }
        body.push_str("</w:tr>");
    }
    body.push_str("</w:tbl>");
    word(&body)
}

/// A Word document with this body.
fn word(body: &str) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let relation =
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument";
    let parts = [
        (
            "_rels/.rels",
            format!(
                "<Relationships><Relationship Id=\"r\" Type=\"{relation}\" Target=\"word/document.xml\"/></Relationships>"
            ),
        ),
        (
            "word/document.xml",
            format!("<w:document xmlns:w=\"{main}\"><w:body>{body}</w:body></w:document>"),
        ),
    ];
    let mut packed = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        packed
            .start_file(name, zip::write::SimpleFileOptions::default())
            .expect("it is packed");
        packed.write_all(text.as_bytes()).expect("it is packed");
    }
    packed.finish().expect("it is packed").into_inner()
}

#[test]
fn a_workbook_and_a_word_document_give_the_same_draft() {
    for name in TABLES {
        let (expected, rows) = table(name);
        for (ending, bytes) in [("xlsx", workbook(&rows)), ("docx", document(&rows))] {
            let drafted = drafted(&format!("{name}.{ending}"), &bytes);
            assert_eq!(drafted.toml, expected.toml, "{name}.{ending}");
        }
    }
}

/// A fact of a table, what may stand in its column, and what it gives, in hundredths.
type Oracle = (&'static str, i64, fn(i64) -> i64);

/// What is added for all rows that people mark, each marked in full, in hundredths.
fn oracle(name: &str) -> (Vec<Oracle>, i64) {
    fn yes(points: i64) -> impl Fn(i64) -> i64 {
        move |yes| yes * points
    }
    macro_rules! yes {
        ($points:literal) => {
            |it| yes($points)(it)
        };
    }
    match name {
        "hop-chi-bo" => (
            vec![
                ("Thời lượng buổi sinh hoạt", 150, |it| match it {
                    120.. => 500,
                    105.. => 400,
                    90.. => 300,
                    75.. => 200,
                    _ => 100,
                }),
                ("Tỷ lệ đảng viên dự họp", 100, |it| match it {
                    90.. => 400,
                    75.. => 300,
                    65.. => 200,
                    _ => 100,
                }),
                ("Không có đảng viên vắng quá ba lần liên tiếp", 1, yes!(100)),
                ("Họp chi ủy trước khi sinh hoạt: Có họp", 1, yes!(300)),
                ("Dự thảo nghị quyết gửi trước cho đảng viên", 1, yes!(200)),
                ("Chuẩn bị nội dung chuyên đề", 1, yes!(200)),
                ("Phân công người chuẩn bị ý kiến", 1, yes!(100)),
                ("Thông báo thời gian, địa điểm", 1, yes!(200)),
                ("Trình tự buổi sinh hoạt: Đúng trình tự", 1, yes!(500)),
                ("Số ý kiến phát biểu của đảng viên", 15, |it| {
                    (it * 50).min(500)
                }),
                ("Thời gian dành cho thảo luận", 60, |it| match it {
                    45.. => 500,
                    30.. => 400,
                    15.. => 300,
                    _ => 200,
                }),
                (
                    "Tỷ lệ nhiệm vụ của nghị quyết đã hoàn thành",
                    100,
                    |it| match it {
                        100.. => 3000,
                        90.. => 2700,
                        80.. => 2400,
                        70.. => 2000,
                        60.. => 1500,
                        _ => 1000,
                    },
                ),
                ("Thông qua nghị quyết, biên bản", 1, yes!(300)),
                (
                    "Số ngày chậm: Gửi nghị quyết đúng hạn",
                    4,
                    |it| (200 - it * 100).max(0),
                ),
            ],
            1000 + 500 + 1000 + 500,
        ),
        "vien-chuc" => (
            vec![
                ("Chấp hành chủ trương", 1, yes!(75)),
                ("Có lập trường vững vàng", 1, yes!(50)),
                ("Không tham ô, lãng phí", 1, yes!(50)),
                ("Đoàn kết nội bộ", 1, yes!(75)),
                ("Số ngày nghỉ không phép", 3, |it| {
                    if it == 0 { 100 } else { 0 }
                }),
                ("Số lần vi phạm: Chấp hành giờ giấc", 6, |it| {
                    (100 - it * 25).max(0)
                }),
                ("Số lần vi phạm: Thực hiện nội quy", 4, |it| {
                    (100 - it * 50).max(0)
                }),
                ("Có bằng cấp phù hợp", 1, yes!(100)),
                ("Số sáng kiến được công nhận", 4, |it| {
                    (it * 125).min(250)
                }),
                ("Tỷ lệ công việc hoàn thành", 100, work),
                ("Tỷ lệ công việc đúng tiến độ", 100, work),
                ("Tỷ lệ công việc đạt chất lượng", 100, |it| match it {
                    95.. => 3000,
                    90.. => 2500,
                    80.. => 2000,
                    70.. => 1500,
                    60.. => 1000,
                    50.. => 500,
                    _ => 0,
                }),
                ("Được khen thưởng đột xuất", 1, yes!(100)),
                ("Số bài: Có bài viết được đăng", 3, |it| {
                    (it * 100).min(200)
                }),
                ("Số người: Hướng dẫn người mới", 6, |it| {
                    (it * 50).min(200)
                }),
                ("Số việc: Hoàn thành việc phức tạp", 3, |it| {
                    (it * 100).min(200)
                }),
                ("Số lần: Bị nhắc nhở", 4, |it| -(it * 50).min(100)),
                ("Số sai sót: Để xảy ra sai sót", 4, |it| {
                    -(it * 100).min(200)
                }),
                ("Bị phê bình bằng văn bản", 1, yes!(-200)),
            ],
            // A.II is worth 10 at most, though its rows add up to 10.5.
            250 + 200 + 950 + 750,
        ),
        _ => (
            vec![
                (
                    "Thông báo nội dung, chương trình: Có thông báo",
                    1,
                    yes!(150),
                ),
                (
                    "Số ngày gửi tài liệu trước kỳ họp",
                    15,
                    |it| match it {
                        10.. => 200,
                        5.. => 100,
                        _ => 0,
                    },
                ),
                (
                    "Tỷ lệ nghị quyết ban hành đúng thẩm quyền",
                    100,
                    |it| match it {
                        100.. => 400,
                        90.. => 200,
                        _ => 0,
                    },
                ),
                ("Số lần báo cáo chậm", 6, |it| {
                    (200 - it * 50).max(0)
                }),
                ("Tỷ lệ cuộc giám sát hoàn thành", 89, |it| {
                    if it >= 70 { 200 } else { 0 }
                }),
                ("Số cuộc giám sát chuyên đề", 4, |it| {
                    (it * 150).min(300)
                }),
                ("Số phiên giải trình", 4, |it| (it * 300).min(600)),
                ("Số cuộc tiếp xúc cử tri", 6, |it| match it {
                    4.. => 300,
                    3 => 200,
                    2 => 100,
                    _ => 0,
                }),
                // Its group is worth 6 at most, and two rows of 2 are marked in full.
                (
                    "Tỷ lệ kiến nghị được giải quyết",
                    100,
                    |it| {
                        let points = match it {
                            90.. => 300,
                            80.. => 200,
                            70.. => 100,
                            _ => 50,
                        };
                        (400 + points).min(600)
                    },
                ),
                (
                    "Số mô hình: Có mô hình mới được cấp trên công nhận",
                    4,
                    |it| (it * 250).min(500),
                ),
                ("Được tặng bằng khen", 1, yes!(500)),
                (
                    "Số nghị quyết: Ban hành nghị quyết trái pháp luật",
                    2,
                    |it| -(it * 500).min(500),
                ),
                ("Số lần: Báo cáo chậm, mục V.2", 8, |it| {
                    -(it * 100).min(500)
                }),
                ("Đơn thư khiếu nại đông người", 1, yes!(-500)),
            ],
            150 + 400 + 200 + 300 + 200 + 200 + 300,
        ),
    }
}

fn work(it: i64) -> i64 {
    match it {
        100.. => 2000,
        90.. => 1500,
        80.. => 1000,
        70.. => 500,
        60.. => 100,
        _ => 0,
    }
}

/// A scheme with nominees, loaded without errors. `marked` is every row that people mark, with its maximum.
fn judged(
    scheme: &str,
    labels: &[&str],
    nominees: &[Vec<i64>],
    marked: &[(String, String)],
) -> Loaded {
    let mut list = String::from("id;name;subject");
    for label in labels {
        let _ = write!(list, ";\"{label}\"");
    }
    let mut marks = String::from("nominee;criterion;stage;marker;points\n");
    let stage = scheme
        .split("[[stage]]\nid    = \"")
        .nth(1)
        .and_then(|rest| rest.split('"').next());
    for (at, facts) in nominees.iter().enumerate() {
        let _ = write!(list, "\nTT-{at};Đơn vị số {at};collective");
        for fact in facts {
            let _ = write!(list, ";{fact}");
        }
        for (row, max) in marked {
            let _ = writeln!(
                marks,
                "TT-{at};{row};{};Tổ thẩm định;{max}",
                stage.unwrap_or_default()
            );
        }
    }
    let file = |name: &str, text: &str| File {
        name: name.to_owned(),
        bytes: text.as_bytes().to_vec(),
    };
    let mut files = vec![
        file("a.toml", scheme),
        file("period.toml", "name = \"Kỳ\"\ndate = 2025-11-30\n"),
        file("nominations.csv", &list),
    ];
    if !marked.is_empty() {
        files.push(file("marks.csv", &marks));
    }
    let loaded = load(&files, &|_, _| None, &Options::default());
    let found = render(&loaded.diagnostics, Locale::En, false);
    assert!(!loaded.diagnostics.has_errors(), "{found}\n{scheme}");
    loaded
}

/// The total of each nominee in hundredths; `None` where none came out.
fn totals(loaded: &Loaded) -> Vec<Option<i64>> {
    let roster = loaded.roster.as_ref().expect("there are nominees");
    let evaluation = evaluate(&loaded.books, roster);
    let mut totals: BTreeMap<usize, Option<i64>> = BTreeMap::new();
    for judged in &evaluation.schemes[0].judged {
        let at = judged
            .id()
            .trim_start_matches("TT-")
            .parse()
            .expect("it is a number");
        totals.insert(at, judged.total().and_then(|total| total.in_parts(2)));
    }
    totals.into_values().collect()
}

/// The rows that people mark in a drafted scheme, and the most they may give.
fn marked(scheme: &str) -> Vec<(String, String)> {
    let rows = scheme
        .split("[[criterion]]")
        .skip(1)
        .filter(|row| row.contains("\nmarked = true"));
    let value = |row: &str, key: &str| {
        let line = row
            .lines()
            .find(|line| line.starts_with(key))
            .expect("it is there");
        line.split(" = ")
            .nth(1)
            .expect("it has a value")
            .trim_matches('"')
            .to_owned()
    };
    rows.map(|row| (value(row, "id "), value(row, "max ")))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn drafted_schemes_score_as_the_tables_say(seeds in prop::collection::vec(any::<u32>(), 20)) {
        for name in TABLES {
            let (drafted, _) = table(name);
            let (oracle, by_hand) = oracle(name);
            let labels: Vec<&str> = oracle.iter().map(|(label, ..)| *label).collect();
            let value = |seed: u32, at: usize, most: i64| {
                let mixed = u64::from(seed).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(u32::try_from(at * 7 % 64).unwrap_or(0));
                i64::try_from(mixed % (u64::try_from(most).unwrap_or(0) + 1)).unwrap_or(0)
            };
            let nominees: Vec<Vec<i64>> = seeds.iter().map(|seed| {
                oracle.iter().enumerate().map(|(at, (_, most, _))| value(*seed, at, *most)).collect()
            }).collect();
            let loaded = judged(&drafted.toml, &labels, &nominees, &marked(&drafted.toml));
            let expected: Vec<Option<i64>> = nominees.iter().map(|facts| {
                let points = facts.iter().zip(&oracle).map(|(fact, (_, _, points))| points(*fact)).sum::<i64>();
                Some(points + by_hand)
            }).collect();
            let expected: Vec<_> = match name {
                // The group A.II is worth 10 at most.
                "vien-chuc" => nominees.iter().zip(expected).map(|(facts, total)| {
                    let over = 950 + facts[7] * 100 - 1000;
                    total.map(|total| (total - over.max(0)).max(0))
                }).collect(),
                _ => expected.into_iter().map(|total| total.map(|it| it.max(0))).collect(),
            };
            prop_assert_eq!(totals(&loaded), expected, "{}", name);
        }
    }
}

#[test]
fn the_criteria_paper_says_what_the_table_said() {
    for name in TABLES {
        let (drafted, rows) = table(name);
        let loaded = judged(&drafted.toml, &[], &[], &[]);
        let options = report::Options {
            locale: Locale::Vi,
            width: None,
            is_own: false,
            inputs: None,
            warnings: 0,
        };
        let paper = report::criteria(&loaded.books, None, Format::Markdown, &options)
            .expect("it is written");
        let paper = String::from_utf8(paper).expect("it is text");
        for row in rows.iter().skip(3) {
            let title = &row[1];
            let is_row = !row[0].is_empty() && row[0] != "(1)" && !title.is_empty();
            if is_row {
                let title = title.replace('\n', " ");
                let line = paper.lines().find(|line| {
                    line.contains(&format!(" {title} ")) || line.contains(&format!("**{title}**"))
                });
                let line = line.unwrap_or_else(|| panic!("{name}: {title}\n{paper}"));
                let max = row[2].trim();
                assert!(
                    max.is_empty()
                        || line.contains(&format!(" {max} "))
                        || line.contains(&format!("**{max}**")),
                    "{name}: {line}"
                );
            }
        }
    }
}

/// A way to say that a number lies from one to another, or above the last.
fn said(style: usize, low: Option<i64>, high: Option<i64>, unit: &str, points: &str) -> String {
    let when = match (low, high, style % 4) {
        (Some(low), None, 0) => format!("Từ {low}{unit} trở lên"),
        (Some(low), None, 1) => format!("≥ {low}{unit}"),
        (Some(low), None, 2) => format!("Đạt từ {low}{unit} trở lên"),
        (Some(low), None, _) => format!("{low}{unit} trở lên"),
        (Some(low), Some(high), 0) => format!("từ {low}{unit} đến dưới {high}{unit}"),
        (Some(low), Some(high), 1) => format!("{low} - <{high}{unit}"),
        (Some(low), Some(high), 2) => format!("từ {low} đến dưới {high}{unit}"),
        (Some(low), Some(high), _) => format!("≥ {low}{unit} và < {high}{unit}"),
        (None, Some(high), 0 | 2) => format!("dưới {high}{unit}"),
        (None, Some(high), _) => format!("< {high}{unit}"),
        (None, None, _) => String::new(),
    };
    match style / 4 % 4 {
        0 => format!("{when}: {points} điểm"),
        1 => format!("{when} được {points} điểm"),
        2 => format!("- {when}: {points}đ"),
        _ => format!("{when} → {points}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn ranges_in_any_spelling_give_their_points(
        steps in prop::collection::btree_map(1..99_i64, 1..400_i64, 1..6),
        style in 0..16_usize,
        joint in select(vec!["; ", "\n", ", ", ". "]),
        unit in select(vec!["%", " %", " lần", ""]),
        is_closed in any::<bool>(),
        values in prop::collection::vec(0..=100_i64, 12),
    ) {
        let steps: Vec<(i64, i64)> = steps.into_iter().rev().collect();
        let decimal = |points: i64| format!("{},{:02}", points / 100, points % 100);
        let mut lines = Vec::new();
        let mut high = None;
        for (low, points) in &steps {
            lines.push(said(style, Some(*low), high, unit, &decimal(*points)));
            high = Some(*low);
        }
        if is_closed {
            lines.push(said(style, None, high, unit, "0"));
        }
        // Two numbers with a comma between them are one.
        let joint = if style / 4 == 3 && joint == ", " { "; " } else { joint };
        let max = steps.iter().map(|(_, points)| *points).max().unwrap_or(0);
        let how = lines.join(joint);
        let table = format!("STT;Nội dung;Điểm tối đa;Cách chấm\n1;Kết quả;{};\"{how}\"\n", decimal(max));
        let drafted = drafted("a.csv", table.as_bytes());
        prop_assert!(marked(&drafted.toml).is_empty(), "{}", drafted.toml);
        let nominees: Vec<Vec<i64>> = values.iter().map(|value| vec![*value]).collect();
        let loaded = judged(&drafted.toml, &["Kết quả"], &nominees, &[]);
        let expected: Vec<Option<i64>> = values.iter().map(|value| {
            let step = steps.iter().find(|(low, _)| value >= low);
            // Where the paper is silent nobody gets points by guessing.
            step.map(|(_, points)| *points).or(is_closed.then_some(0))
        }).collect();
        prop_assert_eq!(totals(&loaded), expected, "{}", drafted.toml);
    }

    #[test]
    fn any_table_is_drafted_to_a_scheme_that_loads_or_is_refused(
        cells in prop::collection::vec(prop::collection::vec("[-a-zđA-ZIVX0-9%.,:;\"'\\\\ ≥<điểmtrừmỗiừạ\n]{0,20}", 4), 1..12),
    ) {
        let mut rows = vec![["STT", "Nội dung", "Điểm tối đa", "Cách chấm"].map(str::to_owned).to_vec()];
        rows.extend(cells);
        let (drafted, found) = read("a.xlsx", &workbook(&rows));
        match drafted {
            None => prop_assert!(found.has_errors()),
            Some(drafted) => {
                let file = File { name: "a.toml".to_owned(), bytes: drafted.toml.clone().into_bytes() };
                let loaded = load(&[file], &|_, _| None, &Options::default());
                let found = render(&loaded.diagnostics, Locale::En, false);
                prop_assert!(!found.contains("syntax"), "{}\n{}", found, drafted.toml);
            }
        }
    }
}

#[test]
fn what_is_no_criteria_table_is_refused() {
    // Few bytes that stand for very many empty cells.
    let span = "<w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"16384\"/></w:tcPr><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr>";
    let mut far = Workbook::new();
    let sheet = far.add_worksheet();
    for row in 0..100 {
        sheet.write_string(row, 16_383, "a").expect("it is written");
    }
    let far = far.save_to_buffer().expect("it is saved");
    let spans = word(&format!("<w:tbl>{}</w:tbl>", span.repeat(100)));
    for (name, bytes) in [("a.docx", &spans), ("a.xlsx", &far)] {
        let (_, found) = read(name, bytes);
        let mut codes = found.sorted().into_iter().map(|it| it.code);
        assert!(codes.any(|code| code == "workbook-too-large"), "{name}");
    }
    for (name, bytes) in [
        // What follows an open quote would be lost.
        (
            "a.csv",
            "STT;Nội dung;Điểm tối đa\n1;Một;5\n2;\"Hai;5\n3;Ba;5\n"
                .as_bytes()
                .to_vec(),
        ),
        ("a.csv", b"Ten;Tuoi\nAn;5\n".to_vec()),
        ("a.csv", Vec::new()),
        ("a.docx", document(&[vec!["Nội dung".to_owned()]])),
        ("a.xlsx", b"PK\x03\x04".to_vec()),
        (
            "a.csv",
            "STT;Nội dung;Điểm tối đa\n1;Một;5;6;7\n"
                .as_bytes()
                .to_vec(),
        ),
    ] {
        let (drafted, found) = read(name, &bytes);
        assert!(drafted.is_none() && found.has_errors(), "{name}");
    }
}

#[test]
fn numbers_are_those_of_the_paper() {
    let text = "STT;Nội dung;Điểm tối đa;Cách chấm\n1;Dân số;10;\"Từ 20.000 người trở lên: 10 điểm; từ 1.500 người đến dưới 20.000 người: 7,5 điểm; dưới 1.500 người: 0 điểm\"\n";
    let drafted = drafted("a.csv", text.as_bytes());
    assert!(
        drafted
            .toml
            .contains("steps(dan_so, [[20000, 10], [1500, 7.5]])"),
        "{}",
        drafted.toml
    );
    assert_eq!(drafted.rows[0].max, Some(Number::from(10)));
}

/// What becomes of one row of a table, and the draft: its number, title, maximum and how it gives points.
fn row(title: &str, max: &str, how: &str) -> (String, Standing, String) {
    let table = format!("STT;Nội dung;Điểm tối đa;Cách chấm\n1;\"{title}\";{max};\"{how}\"\n");
    let drafted = drafted("a.csv", table.as_bytes());
    let row = &drafted.rows[0];
    (
        row.kind.get(Locale::En).to_owned(),
        row.standing,
        drafted.toml,
    )
}

#[test]
fn what_people_mark_by_their_judgement_is_marked() {
    for how in [
        "Căn cứ mức độ thực tế, Hội đồng chấm từ 0 đến 12 điểm",
        "Hội đồng chấm từ 0 đến 12 điểm",
        "Hội đồng chấm từ 0 điểm đến 12 điểm",
        "Người chấm xem xét, cho từ 0 - 12 điểm",
        "Hội đồng chấm",
        "Hội đồng chấm tối đa 12 điểm",
        "Hội đồng chấm 12 điểm",
        "Tùy mức độ, tối đa 12 điểm",
        "Từ 0 đến 12 điểm, tùy mức độ",
    ] {
        let (kind, standing, toml) = row("Mức độ lan tỏa", "12", how);
        assert_eq!(
            (kind.as_str(), standing),
            ("marked", Standing::Understood),
            "{how}"
        );
        assert!(
            toml.contains("max   = 12\n") && toml.contains("marked = true"),
            "{toml}"
        );
        assert!(!toml.contains("[facts."), "{toml}");
    }
    for how in [
        "Tốt: từ 8 đến 10 điểm; khá: từ 5 đến 7 điểm",
        "Mỗi mô hình từ 1 đến 2 điểm",
        "Vi phạm trừ từ 1 đến 5 điểm",
        "Hội đồng chấm từ 0 đến 8 điểm",
    ] {
        let (kind, standing, _) = row("Mức độ lan tỏa", "10", how);
        assert_eq!(
            (kind.as_str(), standing),
            ("marked", Standing::Open),
            "{how}"
        );
    }
    let (kind, standing, toml) = row("Mức độ lan tỏa", "", "Hội đồng chấm từ 0 đến 8 điểm");
    assert_eq!((kind.as_str(), standing), ("marked", Standing::Assumed));
    assert!(toml.contains("max   = 8\n"), "{toml}");
}

#[test]
fn the_ceiling_of_a_deduction_is_read_in_any_order_of_words() {
    for how in [
        "Mỗi vụ trừ 2 điểm, tối đa trừ 6 điểm",
        "Mỗi vụ trừ 2 điểm, tối đa bị trừ 6 điểm",
        "Mỗi vụ trừ 2 điểm, trừ tối đa 6 điểm",
        "Mỗi vụ trừ 2 điểm, không quá 6 điểm",
    ] {
        let (kind, standing, toml) = row("Điểm trừ: Để xảy ra vụ việc", "", how);
        assert_eq!(
            (kind.as_str(), standing),
            ("less for each", Standing::Understood),
            "{how}"
        );
        assert!(toml.contains(", 2, 6)'"), "{toml}");
    }
    let how = "Vụ nặng trừ 3 điểm hoặc hơn nữa, tùy Hội đồng, tối đa trừ 6 điểm";
    let (_, standing, toml) = row("Điểm trừ: Để xảy ra vụ việc", "", how);
    assert_eq!(standing, Standing::Open);
    assert!(
        toml.contains("max   = 6\n") && !toml.contains("không ghi mức trừ tối đa"),
        "{toml}"
    );
}

#[test]
fn a_unit_may_hold_a_comma_and_less_may_be_said_after_the_whole() {
    for how in [
        "Mỗi tin, bài được 1 điểm, tối đa 8 điểm",
        "Mỗi tin, bài 1 điểm",
        "1 điểm/tin, bài",
        "1 điểm/tin, bài, tối đa 8 điểm",
    ] {
        let (kind, standing, toml) = row("Tuyên truyền", "8", how);
        assert_eq!(
            (kind.as_str(), standing),
            ("for each", Standing::Understood),
            "{how}"
        );
        assert!(
            toml.contains("label = \"Số tin, bài: Tuyên truyền\""),
            "{toml}"
        );
        assert!(
            toml.contains("rule  = 'per(so_tin_bai_tuyen_truyen, 1, MAX)'"),
            "{toml}"
        );
    }
    let how = "Đủ 4 báo cáo: 10 điểm; thiếu mỗi báo cáo trừ 2 điểm";
    let (kind, standing, toml) = row("Chế độ báo cáo", "10", how);
    assert_eq!(
        (kind.as_str(), standing),
        ("less for each", Standing::Understood)
    );
    assert!(
        toml.contains("label = \"Số báo cáo thiếu: Chế độ báo cáo\""),
        "{toml}"
    );
    assert!(
        toml.contains("'max(MAX - 2 * so_bao_cao_thieu_che_do_bao_cao, 0)'"),
        "{toml}"
    );
    let how = "Có tổ chức: 5 điểm; không tổ chức: không chấm điểm";
    let (kind, standing, toml) = row("Hội thi", "5", how);
    assert_eq!(
        (kind.as_str(), standing),
        ("yes or no", Standing::Understood)
    );
    assert!(toml.contains("{ 5 } else { 0 }"), "{toml}");
}

#[test]
fn money_areas_and_lengths_may_have_parts() {
    for (title, how) in [
        (
            "Số tiền vận động (triệu đồng)",
            "Từ 50 trở lên: 5 điểm; dưới 50: 0 điểm",
        ),
        (
            "Vận động quỹ",
            "Từ 500.000 đồng trở lên: 5 điểm; dưới 500.000 đồng: 0 điểm",
        ),
        (
            "Diện tích hiến",
            "Từ 2 ha trở lên: 5 điểm; dưới 2 ha: 0 điểm",
        ),
        ("Đường hoa", "Mỗi km được 1 điểm"),
        ("Số tiền", "Tính bằng “Số tiền (triệu đồng)” × 2"),
    ] {
        let (_, _, toml) = row(title, "5", how);
        assert!(toml.contains("type  = \"number\""), "{toml}");
    }
    let (_, _, toml) = row("Vận động kinh phí hỗ trợ", "5", "Mỗi hợp đồng được 1 điểm");
    assert!(toml.contains("type  = \"integer\""), "{toml}");
}

#[test]
fn people_mark_in_the_steps_that_the_points_of_the_table_have() {
    for (max, step) in [
        ("10", "1"),
        ("2,5", "0.5"),
        ("1,25", "0.25"),
        ("0,3", "0.1"),
    ] {
        let (_, _, toml) = row("Tinh thần", max, "");
        assert!(toml.contains(&format!("\nstep = {step}\n")), "{toml}");
    }
}

#[test]
fn levels_without_a_lowest_leave_a_question() {
    let (kind, standing, toml) = row("Chất lượng", "15", "rất tốt 15, tốt 10, khá 6");
    assert_eq!(
        (kind.as_str(), standing),
        ("marked, by levels", Standing::Assumed)
    );
    let levels = "levels = [[15, \"Rất tốt\"], [10, \"Tốt\"], [6, \"Khá\"]]";
    assert!(toml.contains(levels) && toml.contains("thấp hơn"), "{toml}");
    let (_, standing, _) = row(
        "Chất lượng",
        "15",
        "Tốt: 15 điểm; khá: 6 điểm; còn lại: 1 điểm",
    );
    assert_eq!(standing, Standing::Understood);
}

#[test]
fn the_hint_fits_what_is_not_understood() {
    for (how, hint) in [
        (
            "Tỷ lệ trên 90% thì được xem là tốt",
            Some("“Từ 90% trở lên"),
        ),
        ("Mỗi mô hình từ 1 đến 2 điểm", Some("“Mỗi … được")),
        ("Vi phạm trừ từ 1 đến 5 điểm", Some("trừ 2 điểm")),
        ("Nội dung phong phú", None),
    ] {
        let (_, standing, toml) = row("Chất lượng", "5", how);
        assert_eq!(standing, Standing::Open);
        let said = toml
            .lines()
            .find(|line| line.contains("chưa hiểu được"))
            .expect("it is said");
        match hint {
            Some(hint) => assert!(said.contains(hint), "{said}"),
            None => assert!(!said.contains('“'), "{said}"),
        }
    }
}

#[test]
fn rows_behind_dashes_have_numbers_of_their_own() {
    let table =
        "STT;Nội dung;Điểm tối đa;Cách chấm\nII;Vận động;10;\n-;Quyên góp;6;\n-;Tuyên truyền;4;\n";
    let drafted = drafted("a.csv", table.as_bytes());
    let rows = drafted
        .rows
        .iter()
        .map(|row| (row.no.as_str(), row.standing));
    assert_eq!(
        rows.collect::<Vec<_>>(),
        [
            ("II", Standing::Understood),
            ("II-1", Standing::Assumed),
            ("II-2", Standing::Assumed)
        ]
    );
}
