//! The blank forms: a spreadsheet opens them, and what is filled in under their headings with the
//! words they offer is read as it was meant.

#[expect(dead_code, reason = "another test needs more of it")]
mod filled;

use std::collections::BTreeSet;
use std::io::{Cursor, Read as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use calamine::{Data, Range, Reader as _, Xlsx};
use dvk::diagnostic::Diagnostics;
use dvk::form::workbook;
use dvk::loading::{File, Options, load};
use dvk::locale::Locale;
use dvk::number;
use dvk::number::Number;
use dvk::office::Office;
use dvk::roster::forms::{
    self, Fixed, FormSheet, award_word, choice_word, counts, not_assigned, scores, stage_word,
};
use dvk::roster::{Marked, Roster, RowAddress};
use dvk::rule::Rulebook;
use dvk::scheme::{FactEntry, FactKind, FactValue, Scheme};
use dvk::source::Source;
use filled::Filled;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, TestRunner};

/// A scheme with a fact of every kind, labels that could be taken for others, texts that a
/// spreadsheet could take for formulas, stages, a vote.
const SCHEME: &str = r#"
id = "thu"
title = "=1+1 thử"
subject = "collective"

[points]
scale = 100
step = 0.5

[[stage]]
id = "tu-cham"
title = { vi = "Tự chấm", en = "Self-scored" }
[[stage]]
id = "tham-dinh"
title = "@Thẩm định"
unmarked = "carry"

[facts.ho]
label = { vi = "Số hộ, đã \"ký\"", en = "Households" }
type = "integer"
unit = "hộ"
min = 0
max = 500
[facts.diem]
label = "+Điểm"
type = "number"
min = -5
max = 5
[facts.ty_le]
label = "Tỷ lệ"
type = "percent"
max = 100
[facts.co]
label = "Có quy chế"
type = "yes-no"
[facts.loai]
label = "Loại"
type = "choice"
choices = { xa = "Xã, phường", khac = "=Khác", mot = "Một", hai = "một" }
[facts.ghi]
label = "-Ghi chú"
type = "text"
unique = true
[facts.ngay]
label = "Ngày bắt đầu"
type = "date"
[facts.quy]
label = "Điểm quý"
type = "list"
of = "number"
[facts.tuy]
label = "Không bắt buộc"
type = "integer"
required = false
[facts.xep_loai]
label = "Xếp loại đơn vị"
type = "choice"
choices = ["tot", "kha"]
about = "unit"

[[group]]
id = "A"
no = "I"
title = "=A"
max = 100
[[criterion]]
id = "A1"
in = "A"
no = "1"
title = "=HYPERLINK(1)"
max = 40
basis = "=B"
evidence = "=E"
rule = "min(ho, 40)"
otherwise = "zero"
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
title = "Đủ các thứ khác"
kind = "standard"
basis = "B"
rule = '''
  diem > -9 && ty_le >= 0 && (co || !co) && loai != "hai" && ngay < date && len(quy) > 0
  && (!given(tuy) || tuy > 0) && xep_loai != "kha" && received < date
'''

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

const DAY: Date = date(2025, 11, 30);

fn file(name: &str, text: &str) -> File {
    File {
        name: name.to_owned(),
        bytes: text.as_bytes().to_vec(),
    }
}

fn book(text: &str) -> Rulebook {
    let nothing = |_: &str, _: &str| None;
    let mut loaded = load(&[file("thu.toml", text)], &nothing, &Options::default());
    assert!(!loaded.diagnostics.has_errors(), "{:?}", codes(&loaded));
    loaded.books.remove(0)
}

fn codes(loaded: &dvk::loading::Loaded) -> Vec<String> {
    let found = loaded.diagnostics.sorted();
    let code = |one: &&dvk::diagnostic::Diagnostic| format!("{} {}", one.place, one.code);
    found.iter().map(code).collect()
}

/// What the data of a period say, with everything found.
fn read(files: &[(&str, String)]) -> (Option<Roster>, Vec<String>) {
    read_all(files.iter().map(|(name, text)| file(name, text)))
}

/// The same of files of any kind.
fn read_all(data: impl IntoIterator<Item = File>) -> (Option<Roster>, Vec<String>) {
    let nothing = |_: &str, _: &str| None;
    let files: Vec<File> = std::iter::once(file("thu.toml", SCHEME))
        .chain(data)
        .collect();
    let options = Options {
        date: Some(DAY),
        ..Options::default()
    };
    let loaded = load(&files, &nothing, &options);
    let mut found = codes(&loaded);
    found.retain(|code| !code.starts_with("thu.toml"));
    (loaded.roster, found)
}

type Book = Xlsx<Cursor<Vec<u8>>>;

fn open(bytes: &[u8]) -> Book {
    Xlsx::new(Cursor::new(bytes.to_vec())).expect("it is a workbook")
}

/// The sheet of a form, by what its cell A1 says.
fn sheet(book: &mut Book, form: FormSheet, scheme: &str) -> Range<Data> {
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).expect("a sheet is read");
        let corner = text(&range, (0, 0));
        if FormSheet::of_mark(&corner) == Some((form, scheme)) {
            return range;
        }
    }
    panic!("there is no {form:?} of {scheme}");
}

fn text(range: &Range<Data>, (row, column): (u32, u16)) -> String {
    match range.get_value((row, column.into())) {
        None | Some(Data::Empty) => String::new(),
        Some(cell) => cell.to_string(),
    }
}

/// The headings of a form's table, as far as they go.
fn headings(range: &Range<Data>, form: FormSheet) -> Vec<String> {
    let row = form.header_row().expect("it has a table");
    let columns = (0..).map(|column| text(range, (row, column)));
    columns.take_while(|heading| !heading.is_empty()).collect()
}

/// Rows as a CSV file.
fn csv(rows: &[Vec<String>]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        writer.write_record(row).expect("memory takes it");
    }
    let bytes = writer.into_inner().expect("memory takes it");
    String::from_utf8(bytes).expect("it is UTF-8")
}

/// The text of a part of the workbook.
fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("it is an archive");
    let mut part = archive.by_name(name).expect("the part is there");
    let mut text = String::new();
    part.read_to_string(&mut text).expect("it is text");
    text
}

/// What a fact may be, how it is written under the form's heading, and what it means then.
fn cell(scheme: &Scheme, fact: usize, locale: Locale) -> BoxedStrategy<(String, FactEntry)> {
    let it = scheme.facts[fact].clone();
    let number = move |number: Number| (locale.number(&number), FactValue::Number(number));
    let value = match it.kind.clone() {
        FactKind::Integer => (0_i64..500)
            .prop_map(|number| (number.to_string(), FactValue::Integer(number)))
            .boxed(),
        FactKind::Number => (-500_i64..=500)
            .prop_map(move |hundredths| number(Number::whole(hundredths) * number!(0.01)))
            .boxed(),
        FactKind::Percent => (11_i64..=1000)
            .prop_map(move |tenths| number(Number::whole(tenths) * number!(0.1)))
            .boxed(),
        FactKind::YesNo => any::<bool>()
            .prop_map(move |flag| {
                let words = locale.of(["Không", "Có"], ["No", "Yes"]);
                (words[usize::from(flag)].to_owned(), FactValue::YesNo(flag))
            })
            .boxed(),
        FactKind::Choice(choices) => (0..choices.len())
            .prop_map(move |at| {
                let word = choice_word(&it, at, locale).to_owned();
                (word, FactValue::Text(choices[at].0.clone()))
            })
            .boxed(),
        FactKind::Text => "[a-zđàạảăấừợỹ=+@;,\"-][a-zđàạảăấừợỹ 0-9;,\"]{0,20}[a-z]"
            .prop_map(|text| (text.clone(), FactValue::Text(text.as_str().into())))
            .boxed(),
        FactKind::Date => (0_i64..2000)
            .prop_map(move |days| {
                let day = date(2020, 1, 1) + jiff::Span::new().days(days);
                let vi = format!("{:02}/{:02}/{}", day.day(), day.month(), day.year());
                (locale.of(vi, day.to_string()), FactValue::Date(day))
            })
            .boxed(),
        FactKind::List(_) => prop::collection::vec(0_i64..=1000, 1..4)
            .prop_map(move |tenths| {
                let items = tenths
                    .into_iter()
                    .map(|it| number(Number::whole(it) * number!(0.1)));
                let (texts, values): (Vec<_>, Vec<_>) = items.unzip();
                (texts.join("; "), FactValue::List(values))
            })
            .boxed(),
    };
    let value = value.prop_map(|(text, value)| (text, FactEntry::Reported(value)));
    // What the form takes as not assigned is read so without a word.
    let spared = ["ho", "ghi"].contains(&scheme.facts[fact].id.as_str());
    let word = not_assigned(locale).to_owned();
    match spared {
        true => prop_oneof![5 => value, 1 => Just((word, FactEntry::NotAssigned))].boxed(),
        false => value.boxed(),
    }
}

/// Every fact of a nominee, as written and as meant.
fn facts(scheme: &Scheme, locale: Locale) -> BoxedStrategy<Vec<(String, FactEntry)>> {
    let facts = (0..scheme.facts.len()).filter(|at| !scheme.facts[*at].from.is_marks());
    let cells: Vec<_> = facts.map(|at| cell(scheme, at, locale)).collect();
    cells.boxed()
}

#[test]
fn a_nominee_written_into_the_form_is_read_as_it_was_meant() {
    let book = book(SCHEME);
    for locale in Locale::ALL {
        let bytes = workbook(&[&book], &Office::default(), locale).expect("the forms are made");
        let mut opened = open(&bytes);
        let list = sheet(&mut opened, FormSheet::Nominations, "thu");
        let list = headings(&list, FormSheet::Nominations);
        let units = sheet(&mut opened, FormSheet::Units, "thu");
        let units = headings(&units, FormSheet::Units);
        let expected: Vec<&str> = locale.of(
            vec![
                "STT",
                "Mã",
                "Tên",
                "Loại",
                "Đơn vị",
                "Lĩnh vực",
                "Ngày nhận",
                "Số hộ, đã \"ký\"",
                "+Điểm",
                "Tỷ lệ",
                "Có quy chế",
                "loai",
                "-Ghi chú",
                "Ngày bắt đầu",
                "Điểm quý",
                "Không bắt buộc",
            ],
            vec![
                "No.",
                "Id",
                "Name",
                "Subject",
                "Unit",
                "Field",
                "Received",
                "Households",
                "+Điểm",
                "Tỷ lệ",
                "Có quy chế",
                "loai",
                "-Ghi chú",
                "Ngày bắt đầu",
                "Điểm quý",
                "Không bắt buộc",
            ],
        );
        assert_eq!(list, expected);
        assert_eq!(
            units,
            locale.of(
                ["STT", "Đơn vị", "Xếp loại đơn vị"],
                ["No.", "Unit", "Xếp loại đơn vị"]
            )
        );
        let mut runner = TestRunner::default();
        let run = runner.run(&facts(&book.scheme, locale), |facts| {
            let of_unit = facts.len() - 1;
            let subject = locale.of("tập thể", "collective");
            let field = locale.of("Kinh tế", "Economy");
            let fixed = [
                "1",
                "=TT-1",
                "+Tổ 1",
                subject,
                "Hòa Vang",
                field,
                "2025-11-01",
            ];
            let written = facts[..of_unit].iter().map(|(text, _)| text.clone());
            let row = fixed.map(str::to_owned).into_iter().chain(written);
            let unit = vec![
                "1".to_owned(),
                "hòa vang".to_owned(),
                facts[of_unit].0.clone(),
            ];
            let (roster, found) = read(&[
                ("nominations.csv", csv(&[list.clone(), row.collect()])),
                ("units.csv", csv(&[units.clone(), unit])),
            ]);
            // Two commas may part thousands, which is asked about; nothing else is.
            let found: Vec<_> = found
                .iter()
                .filter(|it| !it.ends_with("cell-decimal-doubt"))
                .collect();
            prop_assert!(found.is_empty(), "{found:?}");
            let roster = roster.expect("there is a list");
            let nominee = &roster.nominations[0];
            prop_assert_eq!(&*nominee.id, "=TT-1");
            prop_assert_eq!(nominee.field.as_deref(), Some("kinh-te"));
            prop_assert_eq!(nominee.received, Some(date(2025, 11, 1)));
            let meant: Vec<&FactEntry> = facts.iter().map(|(_, given)| given).collect();
            let got: Vec<&FactEntry> = nominee.facts.iter().take(meant.len()).collect();
            prop_assert_eq!(got, meant);
            Ok(())
        });
        run.unwrap_or_else(|failure| panic!("{failure}"));
    }
}

#[test]
fn the_guides_examples_are_read_without_a_word() {
    let book = book(SCHEME);
    for locale in Locale::ALL {
        let bytes = workbook(&[&book], &Office::default(), locale).expect("the forms are made");
        let mut opened = open(&bytes);
        let guide = opened
            .worksheet_range(FormSheet::Guide.name(locale))
            .expect("there is a guide");
        let list = sheet(&mut opened, FormSheet::Nominations, "thu");
        let units = sheet(&mut opened, FormSheet::Units, "thu");
        let example = |heading: &String, from: u32| {
            let rows = from..guide.height() as u32;
            let mut rows = rows.filter(|row| text(&guide, (*row, 0)) == *heading);
            let row = rows.next().expect("the guide tells of every column");
            text(&guide, (row, 3))
        };
        let list = headings(&list, FormSheet::Nominations).split_off(1);
        let examples = list.iter().map(|heading| example(heading, 10)).collect();
        let units = headings(&units, FormSheet::Units).split_off(1);
        let of_units = units.iter().map(|heading| example(heading, 10)).collect();
        let (roster, found) = read(&[
            ("nominations.csv", csv(&[list, examples])),
            ("units.csv", csv(&[units, of_units])),
        ]);
        assert_eq!(found, [""; 0]);
        assert_eq!(roster.expect("there is a list").nominations.len(), 1);
    }
}

#[test]
fn an_empty_list_comes_back_empty() {
    let book = book(SCHEME);
    let bytes = workbook(&[&book], &Office::default(), Locale::Vi).expect("the forms are made");
    let mut opened = open(&bytes);
    for form in [FormSheet::Nominations, FormSheet::Units, FormSheet::Votes] {
        let range = sheet(&mut opened, form, "thu");
        let header = form.header_row().expect("it has a table");
        // Below the count of the votes stand its thresholds and signatures, and below the numbered rows
        // of a list those who sign it.
        let (first, end) = match form {
            FormSheet::Votes => (0, header + 12),
            _ => (1, header + 14),
        };
        for row in header + 1..=end {
            for column in first..40 {
                assert_eq!(text(&range, (row, column)), "", "{form:?} {row} {column}");
            }
        }
    }
}

#[test]
fn marks_written_into_the_score_sheet_are_read_by_its_ids_and_titles() {
    let book = book(SCHEME);
    for locale in Locale::ALL {
        let bytes = workbook(&[&book], &Office::default(), locale).expect("the forms are made");
        let range = sheet(&mut open(&bytes), FormSheet::Scores, "thu");
        let found = headings(&range, FormSheet::Scores);
        let all = forms::score_headings(locale);
        let (first, reason) = all.split_at(6);
        assert_eq!(found[..6], *first);
        for (stage, _) in book.scheme.stages.iter().enumerate() {
            let column = usize::from(scores::marks(stage));
            assert_eq!(found[column], stage_word(&book.scheme, stage, locale));
            assert_eq!(found[column + 1], reason[0]);
        }
        assert_eq!(found.len(), 10);
        let rows = scores::HEADER + 1..range.end().expect("it has cells").0;
        let ids = rows.map(|row| (row, text(&range, (row, scores::ID))));
        let ids: Vec<_> = ids.filter(|(_, id)| !id.is_empty()).collect();
        let names: Vec<&str> = ids.iter().map(|(_, id)| id.as_str()).collect();
        assert_eq!(names, ["A1", "A2", "A3", "S1", "S2"]);
        for at in [scores::NOMINEE, scores::NAME] {
            assert_eq!(text(&range, at), "");
        }
        let met = locale.of("Không đạt", "Not met");
        let mut marks = vec![
            [
                "nominee",
                "criterion",
                "stage",
                "marker",
                "points",
                "reason",
            ]
            .map(str::to_owned)
            .to_vec(),
        ];
        for stage in 0..2 {
            let stage = found[usize::from(scores::marks(stage))].clone();
            for (id, mark) in [("A2", "7.5"), ("A3", "2.5"), ("S1", met)] {
                if id == "A3" && stage == found[6] {
                    continue;
                }
                let row = ["TT-1", id, &stage, "Lê Văn C", mark, "vì"];
                marks.push(row.map(str::to_owned).to_vec());
            }
        }
        let list = "Mã,Tên,Đơn vị\nTT-1,Tổ 1,Hòa Vang\n".to_owned();
        let (roster, found) = read(&[("nominations.csv", list), ("marks.csv", csv(&marks))]);
        let errors = found.iter().filter(|code| code.starts_with("marks.csv"));
        assert_eq!(errors.count(), 0, "{found:?}");
        let council = roster.expect("there is a list").council;
        let values: Vec<_> = council.marks["TT-1"]
            .iter()
            .map(|it| it.value.clone())
            .collect();
        let points = Marked::Points;
        let (two, five) = (points(number!(2.5)), points(number!(7.5)));
        let not = Marked::Met(false);
        assert_eq!(values, [five.clone(), five, two, not.clone(), not]);
    }
}

#[test]
fn counts_written_under_the_headings_are_read_as_votes() {
    let book = book(SCHEME);
    for locale in Locale::ALL {
        let bytes = workbook(&[&book], &Office::default(), locale).expect("the forms are made");
        let range = sheet(&mut open(&bytes), FormSheet::Votes, "thu");
        let mut found = headings(&range, FormSheet::Votes);
        assert_eq!(found.len(), 12);
        found.truncate(9);
        assert_eq!(
            found[usize::from(counts::NAME)],
            Fixed::Name.heading(locale)
        );
        found.remove(usize::from(counts::NAME));
        assert_eq!(found, forms::vote_headings(locale));
        for at in [counts::MEMBERS, counts::SUMMONED, counts::PRESENT] {
            assert_eq!(text(&range, at), "");
        }
        let rows = (0..2).map(|award| {
            let award = award_word(&book.scheme, award, locale);
            ["TT-1", award, "5", "1", "1", "0", "1", ""]
                .map(str::to_owned)
                .to_vec()
        });
        let rows: Vec<_> = std::iter::once(found).chain(rows).collect();
        let list = "Mã,Tên,Đơn vị\nTT-1,Tổ 1,Hòa Vang\n".to_owned();
        let (roster, found) = read(&[("nominations.csv", list), ("votes.csv", csv(&rows))]);
        let errors = found.iter().filter(|code| code.starts_with("votes.csv"));
        assert_eq!(errors.count(), 0, "{found:?}");
        let votes = &roster.expect("there is a list").council.votes["TT-1"];
        assert_eq!((votes[0].agree, votes[1].absent_written), (5, 1));
    }
}

/// A mark as it is typed, and what it means.
#[derive(Debug, Clone)]
struct Mark {
    criterion: &'static str,
    stage: usize,
    text: String,
    value: Marked,
    reason: Option<String>,
}

/// A count as it is typed: the award by its index, and the six numbers.
type Count = (usize, [u32; 6]);

/// Everything that is filled in about one nominee.
#[derive(Debug, Clone)]
struct Nominee {
    facts: Vec<(String, FactEntry)>,
    marks: Vec<Mark>,
    counts: Vec<Count>,
}

/// So many are present when the council votes, and so many members it has.
const PRESENT: u32 = 20;
const MEMBERS: u32 = 30;

fn words() -> BoxedStrategy<String> {
    "[a-zđàạảăấừợỹ][a-zđàạảăấừợỹ ,;&<\"']{0,12}[a-z]".boxed()
}

/// A mark of a row in a stage. A reason is always good; without one, the mark says what the stage
/// before says.
fn mark(criterion: &'static str, stage: usize, locale: Locale) -> BoxedStrategy<Option<Mark>> {
    let points = move |number: Number| (locale.number(&number), Marked::Points(number));
    let value = match criterion {
        "S1" | "S2" => {
            let met = locale.of(["Không đạt", "Đạt"], ["Not met", "Met"]);
            let of = move |is: bool| (met[usize::from(is)].to_owned(), Marked::Met(is));
            any::<bool>().prop_map(of).boxed()
        }
        "A3" => select(vec![number!(10), number!(2.5), number!(0)])
            .prop_map(points)
            .boxed(),
        _ => (0_i64..=80)
            .prop_map(move |halves| points(Number::whole(halves) * number!(0.5)))
            .boxed(),
    };
    let mark = (value, words()).prop_map(move |((text, value), reason)| Mark {
        criterion,
        stage,
        text,
        value,
        reason: Some(reason),
    });
    prop::option::of(mark).boxed()
}

fn marks(locale: Locale) -> BoxedStrategy<Vec<Mark>> {
    let rows = ["A1", "A2", "A3", "S1", "S2"];
    let all = rows.into_iter().flat_map(|row| [(row, 0), (row, 1)]);
    let all = all.filter(|it| *it != ("A3", 0));
    let all: Vec<_> = all.map(|(row, stage)| mark(row, stage, locale)).collect();
    (all, any::<bool>())
        .prop_map(|(marks, is_short)| {
            let mut marks: Vec<Mark> = marks.into_iter().flatten().collect();
            for mark in &mut marks {
                // The first stage owes no reason for what people mark.
                if is_short && mark.stage == 0 && ["A2", "S1"].contains(&mark.criterion) {
                    mark.reason = None;
                }
            }
            marks
        })
        .boxed()
}

fn count(award: usize) -> BoxedStrategy<Option<Count>> {
    let heaps = prop::collection::vec(0..=PRESENT, 4);
    let count = (heaps, 0..=MEMBERS - PRESENT).prop_map(move |(cuts, absent)| {
        let all = PRESENT + absent;
        let mut cuts = cuts;
        cuts.sort_unstable();
        // An award that is not lowered has no ballot for that.
        let lowered = if award == 0 { cuts[0] } else { 0 };
        let agree = all - lowered - (cuts[3] - cuts[0]);
        let counts = [
            agree,
            cuts[1] - cuts[0],
            cuts[2] - cuts[1],
            cuts[3] - cuts[2],
        ];
        (
            award,
            [counts[0], counts[1], counts[2], counts[3], absent, lowered],
        )
    });
    prop::option::of(count).boxed()
}

fn nominees(scheme: &Scheme, locale: Locale) -> BoxedStrategy<Vec<Nominee>> {
    let nominee = (facts(scheme, locale), marks(locale), count(0), count(1));
    let nominee = nominee.prop_map(|(facts, marks, one, two)| Nominee {
        facts,
        marks,
        counts: [one, two].into_iter().flatten().collect(),
    });
    prop::collection::vec(nominee, 1..4).boxed()
}

fn id(at: usize) -> String {
    format!("TT-{}", at + 1)
}

const NAMES: [&str; 3] = ["Thôn Phú Túc", "Tổ dân phố số 25", "Hội Nông dân xã"];
const MARKERS: [&str; 2] = ["Đơn vị", "Lê Văn C"];

/// The forms with everything typed into them, as a person does it: a list with the units, a score
/// sheet a nominee in one workbook or the other, a count.
fn fill(blank: &Filled, scheme: &Scheme, all: &[Nominee], locale: Locale) -> Vec<File> {
    let named = |form: FormSheet| form.name(locale);
    let mut list = blank.clone();
    let (sheet, units) = (named(FormSheet::Nominations), named(FormSheet::Units));
    let first = |form: FormSheet| form.header_row().expect("it has a table") + 1;
    for (at, nominee) in (0_u32..).zip(all) {
        let of_unit = nominee.facts.len() - 1;
        let row = first(FormSheet::Nominations) + at;
        let at = at as usize;
        let subject = locale.of("tập thể", "collective");
        let unit = format!("Xã {at}");
        let field = locale.of("Kinh tế", "Economy");
        let fixed = [&*id(at), NAMES[at], subject, &unit, field, "2025-11-01"];
        let facts = nominee.facts[..of_unit].iter();
        let cells = fixed
            .into_iter()
            .chain(facts.map(|(text, _)| text.as_str()));
        for (column, text) in (1..).zip(cells) {
            list.put(sheet, (row, column), text);
        }
        let row = first(FormSheet::Units) + at as u32;
        list.put(units, (row, 1), &unit);
        list.put(units, (row, 2), &nominee.facts[of_unit].0);
    }
    let mut sheets = [blank.clone(), blank.clone()];
    let form = named(FormSheet::Scores);
    let rows = open(&blank.save());
    let rows = sheet_rows(rows, scheme);
    for (at, nominee) in all.iter().enumerate() {
        let book = &mut sheets[at % 2];
        book.copy(form, &id(at));
        book.put(&id(at), scores::NOMINEE, &id(at));
        for (stage, marker) in (0..).zip(MARKERS) {
            book.put(&id(at), (scores::MARKERS, scores::marks(stage)), marker);
        }
        for mark in &nominee.marks {
            let row = rows.iter().find(|(_, row)| row == mark.criterion);
            let row = row.expect("every criterion has a row").0;
            let column = scores::marks(mark.stage);
            book.put(&id(at), (row, column), &mark.text);
            if let Some(reason) = &mark.reason {
                book.write(&id(at), (row, column + 1), reason);
            }
        }
    }
    let mut votes = blank.clone();
    let form = named(FormSheet::Votes);
    let figures = [counts::MEMBERS, counts::SUMMONED, counts::PRESENT];
    for (at, number) in figures.into_iter().zip([MEMBERS, MEMBERS, PRESENT]) {
        votes.put(form, at, &number.to_string());
    }
    let mut row = counts::HEADER + 1;
    for (at, nominee) in all.iter().enumerate() {
        for (award, numbers) in &nominee.counts {
            votes.put(form, (row, counts::NOMINEE), &id(at));
            votes.put(form, (row, counts::NAME), NAMES[at]);
            let award = award_word(scheme, *award, locale);
            votes.put(form, (row, counts::AWARD), award);
            for (column, number) in (counts::AGREE..).zip(numbers) {
                votes.put(form, (row, column), &number.to_string());
            }
            row += 1;
        }
    }
    let [one, two] = sheets;
    let books = [
        ("ds.xlsx", list),
        ("mot.xlsx", one),
        ("hai.xlsx", two),
        ("phieu.xlsx", votes),
    ];
    let file = |(name, book): (&str, Filled)| File {
        name: name.to_owned(),
        bytes: book.save(),
    };
    books.into_iter().map(file).collect()
}

/// The criteria on the score sheet, by row.
fn sheet_rows(mut book: Book, scheme: &Scheme) -> Vec<(u32, String)> {
    let range = sheet(&mut book, FormSheet::Scores, &scheme.id);
    let rows = scores::HEADER + 1..range.end().expect("it has cells").0;
    rows.map(|row| (row, text(&range, (row, scores::ID))))
        .collect()
}

/// The same as comma-separated files.
fn tables(scheme: &Scheme, all: &[Nominee], locale: Locale) -> Vec<File> {
    let row = |cells: &[&str]| cells.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
    let is_here = |at: &usize| !scheme.facts[*at].from.is_marks();
    let ids: Vec<&str> = (0..scheme.facts.len())
        .filter(is_here)
        .map(|at| scheme.facts[at].id.as_str())
        .collect();
    let (of_unit, own) = ids.split_last().expect("there are facts");
    let fixed = ["id", "name", "subject", "unit", "field", "received"];
    let mut list = vec![row(&[&fixed[..], own].concat())];
    let mut units = vec![row(&["unit", of_unit])];
    let mut marks = vec![row(&[
        "nominee",
        "criterion",
        "stage",
        "marker",
        "points",
        "reason",
    ])];
    let mut votes = vec![forms::vote_headings(locale)];
    for (at, nominee) in all.iter().enumerate() {
        let unit = format!("Xã {at}");
        let (last, facts) = nominee.facts.split_last().expect("there are facts");
        let facts = facts.iter().map(|(text, _)| text.as_str());
        let fixed = [
            &*id(at),
            NAMES[at],
            "collective",
            &unit,
            "kinh-te",
            "2025-11-01",
        ];
        list.push(row(&fixed.into_iter().chain(facts).collect::<Vec<_>>()));
        units.push(row(&[&unit, &last.0]));
        for mark in &nominee.marks {
            let reason = mark.reason.as_deref().unwrap_or_default();
            let stage = &scheme.stages[mark.stage].id;
            let marker = MARKERS[mark.stage];
            marks.push(row(&[
                &id(at),
                mark.criterion,
                stage,
                marker,
                &mark.text,
                reason,
            ]));
        }
        for (award, numbers) in &nominee.counts {
            let numbers = numbers.map(|number| number.to_string());
            let award = &scheme.awards[*award].id;
            let numbers = numbers.iter().map(String::as_str);
            let nominee = id(at);
            let cells = [&*nominee, award].into_iter().chain(numbers);
            votes.push(row(&cells.collect::<Vec<_>>()));
        }
    }
    let period = format!(
        "date = {DAY}\n[meeting]\nmembers = {MEMBERS}\nsummoned = {MEMBERS}\npresent = {PRESENT}\n"
    );
    vec![
        file("nominations.csv", &csv(&list)),
        file("units.csv", &csv(&units)),
        file("marks.csv", &csv(&marks)),
        file("votes.csv", &csv(&votes)),
        file("period.toml", &period),
    ]
}

/// What a roster says, wherever it stands.
fn told(mut roster: Roster) -> String {
    let nowhere = RowAddress {
        file: "".into(),
        row: 0,
    };
    let council = &mut roster.council;
    let rows = roster.nominations.iter_mut().map(|it| &mut it.row);
    let marks = council.marks.values_mut().flatten().map(|it| &mut it.row);
    let votes = council.votes.values_mut().flatten().map(|it| &mut it.row);
    for row in rows.chain(marks).chain(votes) {
        *row = nowhere.clone();
    }
    format!("{roster:#?}")
}

#[test]
fn what_is_filled_into_the_forms_comes_back_as_it_was_meant() {
    let book = book(SCHEME);
    let scheme = &book.scheme;
    for locale in Locale::ALL {
        let blank = workbook(&[&book], &Office::default(), locale).expect("the forms are made");
        let blank = Filled::open(&blank);
        let config = Config {
            cases: 24,
            ..Config::default()
        };
        let mut runner = TestRunner::new(config);
        let run = runner.run(&nominees(scheme, locale), |all| {
            let mut all = all;
            for (at, nominee) in all.iter_mut().enumerate() {
                // Each has its own in a column that says so.
                let (text, given) = &mut nominee.facts[5];
                if let FactEntry::Reported(FactValue::Text(_)) = given {
                    *text = format!("{text} {at}");
                    *given = FactEntry::Reported(FactValue::Text(text.as_str().into()));
                }
            }
            let grave = |found: &[String]| {
                let doubts = ["-doubt", "-near", "-of-measure"];
                let is_grave = |it: &&String| !doubts.iter().any(|doubt| it.ends_with(doubt));
                found.iter().filter(is_grave).cloned().collect::<Vec<_>>()
            };
            let (forms, found) = read_all(fill(&blank, scheme, &all, locale));
            prop_assert_eq!(grave(&found), [""; 0]);
            let (rows, found) = read_all(tables(scheme, &all, locale));
            prop_assert_eq!(grave(&found), [""; 0]);
            let forms = forms.expect("there is a list");
            for (at, nominee) in all.iter().enumerate() {
                let facts: Vec<&FactEntry> = nominee.facts.iter().map(|(_, given)| given).collect();
                let got = &forms.nominations[at].facts;
                prop_assert_eq!(got.iter().take(facts.len()).collect::<Vec<_>>(), facts);
                let got = forms.council.marks.get(&*id(at)).into_iter().flatten();
                let got = got.map(|it| (it.value.clone(), it.reason.as_deref().map(str::to_owned)));
                let meant = nominee.marks.iter();
                let meant = meant.map(|it| (it.value.clone(), it.reason.clone()));
                prop_assert_eq!(got.collect::<Vec<_>>(), meant.collect::<Vec<_>>());
                let got = forms.council.votes.get(&*id(at)).into_iter().flatten();
                let got = got.map(|it| {
                    let [agree, disagree] = [it.agree, it.disagree];
                    let rest = [it.no_opinion, it.invalid, it.absent_written, it.downgrade];
                    (
                        it.award,
                        [agree, disagree, rest[0], rest[1], rest[2], rest[3]],
                    )
                });
                prop_assert_eq!(got.collect::<Vec<_>>(), nominee.counts.clone());
            }
            prop_assert_eq!(told(forms), told(rows.expect("there is a list")));
            Ok(())
        });
        run.unwrap_or_else(|failure| panic!("{failure}"));
    }
}

#[test]
fn no_text_becomes_a_formula() {
    let book = book(SCHEME);
    let bytes = workbook(&[&book], &Office::default(), Locale::Vi).expect("the forms are made");
    let mut opened = open(&bytes);
    for name in opened.sheet_names() {
        let formulas = opened.worksheet_formula(&name).expect("a sheet is read");
        for (row, column, formula) in formulas.used_cells() {
            let known = ["IF(", "IFERROR("].iter().any(|it| formula.starts_with(it));
            assert!(
                formula.is_empty() || known,
                "{name} {row} {column}: {formula}"
            );
        }
    }
    let list = sheet(&mut opened, FormSheet::Nominations, "thu");
    assert_eq!(
        list.get_value((5, 0)),
        Some(&Data::String("=1+1 thử".into()))
    );
}

#[test]
fn cells_say_what_may_be_typed_into_them() {
    let book = book(SCHEME);
    let bytes = workbook(&[&book], &Office::default(), Locale::Vi).expect("the forms are made");
    let list = part(&bytes, "xl/worksheets/sheet2.xml");
    for wanted in [
        // No two codes alike.
        "=B11))=1",
        "SUMPRODUCT(--($B$11:$B$",
        // The whole number that may be not assigned.
        "IF(ISNUMBER(H11),AND(H11&gt;=0,H11&lt;=500,H11=INT(H11)),OR(UPPER(TRIM(H11))=\"KAD\"",
        "<formula1>-5</formula1><formula2>5</formula2>",
        "<formula1>0</formula1><formula2>100</formula2>",
        "type=\"date\"",
        "type=\"list\"",
        "type=\"textLength\"",
        "Ghi số nguyên từ 0 đến 500 (đơn vị tính: hộ).",
        "fitToPage=\"1\"",
        "orientation=\"landscape\"",
        "paperSize=\"9\"",
        "Trang &amp;P/&amp;N",
    ] {
        assert!(list.contains(wanted), "{wanted}");
    }
    let scores = part(&bytes, "xl/worksheets/sheet4.xml");
    for wanted in [
        "ABS(G11/0.5-ROUND(G11/0.5,0))&lt;0.000001",
        "G11&lt;=50",
        "Chọn Đạt hoặc Không đạt.",
        "Bước này không chấm nội dung này.",
        "Chương trình tính từ số liệu, để trống.",
        "<formula1>FALSE</formula1>",
    ] {
        assert!(scores.contains(wanted), "{wanted}");
    }
    // Words of lists stand on a sheet of their own; commas part none of them.
    let mut opened = open(&bytes);
    let lists = opened.worksheet_range(FormSheet::Lists.name(Locale::Vi));
    let lists = lists.expect("there are lists");
    let words: BTreeSet<String> = lists
        .used_cells()
        .map(|(_, _, it)| it.to_string())
        .collect();
    for word in [
        "Xã, phường",
        "=Khác",
        "mot",
        "hai",
        "Có",
        "Kinh tế",
        "Đạt",
        "Bằng khen",
        "2.5",
    ] {
        assert!(words.contains(word), "{word} {words:?}");
    }
    let ballots: Vec<_> = opened.sheet_names();
    assert_eq!(
        ballots,
        [
            "Hướng dẫn",
            "Danh sách đề nghị",
            "Đơn vị",
            "Phiếu chấm điểm",
            "Phiếu bầu",
            "Phiếu lấy ý kiến",
            "Biên bản kiểm phiếu",
            "Danh mục"
        ]
    );
}

/// Thirty columns: those of every list, and facts with headings as they are on paper.
fn of_thirty_columns() -> Rulebook {
    let mut text = "id = \"rong\"\ntitle = \"Tiêu chí xét chọn tập thể\"\n".to_owned();
    let kinds = ["integer", "percent", "yes-no", "date", "text", "number"];
    let mut read = Vec::new();
    for at in 0..24 {
        let kind = kinds[at % kinds.len()];
        text += &format!(
            "[facts.so_{at}]\ntype = \"{kind}\"\nlabel = \"Số hộ dân tham gia mô hình thứ {at} \
             trên địa bàn khu dân cư\"\n"
        );
        read.push(format!("given(so_{at})"));
    }
    let rule = read.join(" && ");
    text += &format!(
        "[[criterion]]\nid = \"A\"\nmax = 10\nbasis = \"x\"\n\
         rule = \"if {rule} {{ 10 }} else {{ 0 }}\"\n[ranking]\nlast = \"council\"\n"
    );
    book(&text)
}

#[test]
fn a_list_of_thirty_columns_is_printed_on_two_pages_with_head_and_signatures() {
    let book = of_thirty_columns();
    let text = "[office]\nsuperior = \"Thành ủy\"\nissuer = \"Ban Dân vận\"\nplace = \"Huế\"\n";
    let mut found = Diagnostics::new();
    let source = Source::new("papers.toml", text);
    let office = dvk::office::read(&source, &[], &mut found).expect("it is read");
    for (office, said) in [
        (
            Office::default(),
            ["………………………", "……………, ngày", "Kính gửi: ………………………"],
        ),
        (office, ["THÀNH ỦY", "Huế, ngày", "Kính gửi: Ban Dân vận"]),
    ] {
        let bytes = workbook(&[&book], &office, Locale::Vi).expect("the forms are made");
        let list = sheet(&mut open(&bytes), FormSheet::Nominations, "rong");
        let all: Vec<String> = list.used_cells().map(|(.., it)| it.to_string()).collect();
        for said in said.into_iter().chain(["STT", "1", "THỦ TRƯỞNG ĐƠN VỊ"]) {
            assert!(
                all.iter().any(|text| text.starts_with(said)),
                "{said}: {all:?}"
            );
        }
        assert_eq!(headings(&list, FormSheet::Nominations).len(), 30);
        // The form's corner alone names the scheme by its id, and shows another text.
        assert_eq!(all.iter().filter(|text| text.contains("rong")).count(), 1);
        let styles = part(&bytes, "xl/styles.xml");
        assert!(styles.contains(";;;&quot;Mẫu DVK-1&quot;"), "{styles}");
        let page = part(&bytes, "xl/worksheets/sheet2.xml");
        let value = |from: &str| {
            let (_, rest) = page.split_once(from).expect("it is set");
            let value: u32 = rest
                .split('"')
                .next()
                .expect("a value")
                .parse()
                .expect("a number");
            value
        };
        assert_eq!(value("<colBreaks count=\""), 1);
        let scale = value("scale=\"");
        assert!((58..=100).contains(&scale), "{scale}");
        let rows = page.split(" ht=\"").skip(1);
        let heights = rows.map(|rest| rest.split(['"', '.']).next().expect("a value"));
        let heights: Vec<u32> = heights.map(|it| it.parse().expect("points")).collect();
        // Rows of the usual height: the mark, the empty one and the two of the signatures.
        let high = heights.iter().sum::<u32>() + 4 * 15;
        assert!(high * scale / 100 < 487, "{high} at {scale} %");
        assert!(heights.len() > 15, "there are rows to fill in: {heights:?}");
    }
}

#[test]
fn the_same_schemes_give_the_same_bytes_and_no_two_sheets_one_name() {
    let (one, two) = (book(SCHEME), book(&SCHEME.replace("\"thu\"", "\"hai\"")));
    for locale in Locale::ALL {
        let first =
            workbook(&[&one, &two], &Office::default(), locale).expect("the forms are made");
        let again =
            workbook(&[&one, &two], &Office::default(), locale).expect("the forms are made");
        assert!(first == again, "not the same bytes");
        let mut opened = open(&first);
        let names = opened.sheet_names();
        let distinct: BTreeSet<String> = names.iter().map(|name| name.to_lowercase()).collect();
        assert_eq!(distinct.len(), names.len());
        assert!(
            names.iter().all(|name| name.chars().count() <= 31),
            "{names:?}"
        );
        for scheme in ["thu", "hai"] {
            for form in [FormSheet::Nominations, FormSheet::Scores, FormSheet::Votes] {
                sheet(&mut opened, form, scheme);
            }
        }
        // What is known of units is said once for both.
        sheet(&mut opened, FormSheet::Units, "thu, hai");
    }
}

#[test]
fn every_scheme_that_is_shipped_has_its_forms() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("criteria");
    let read = |path: &Path| File {
        name: path.display().to_string(),
        bytes: std::fs::read(path).expect("a shipped file can be read"),
    };
    let library = |scheme: &str, name: &str| {
        let path = Path::new(scheme).with_file_name(name);
        Some(read(&path))
    };
    let entries = std::fs::read_dir(&folder).expect("the folder is there");
    let paths = entries.map(|entry| entry.expect("the folder is there").path());
    let mut paths: Vec<PathBuf> = paths
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .collect();
    paths.sort();
    let files: Vec<File> = paths.iter().map(|path| read(path)).collect();
    let loaded = load(&files, &library, &Options::default());
    assert!(!loaded.diagnostics.has_errors(), "{:?}", codes(&loaded));
    let books: Vec<&Rulebook> = loaded.books.iter().collect();
    for locale in Locale::ALL {
        let bytes = workbook(&books, &Office::default(), locale).expect("the forms are made");
        let mut opened = open(&bytes);
        for book in &books {
            let scheme = &book.scheme;
            let list = sheet(&mut opened, FormSheet::Nominations, &scheme.id);
            let found = headings(&list, FormSheet::Nominations);
            for fact in scheme.facts.iter().enumerate() {
                let (at, fact) = fact;
                let heading = forms::fact_heading(scheme, at, locale);
                let is_there = found.contains(&heading);
                let wanted = fact.from == dvk::scheme::FactFrom::Nominee;
                assert_eq!(is_there, wanted, "{} {}", scheme.id, fact.id);
            }
        }
    }
}

/// A folder of its own for a test.
fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("dvk-form-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("the folder can be made");
    folder
}

fn dvk(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dvk"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("DVK_LANG")
        .output()
        .expect("the program runs")
}

#[test]
fn the_command_writes_a_workbook_whole_or_not_at_all() {
    let folder = folder("command");
    let write = |name: &str, text: &str| {
        std::fs::write(folder.join(name), text).expect("it can be written");
    };
    write("thu.toml", SCHEME);
    write(
        "sai.toml",
        &SCHEME.replace("max = 40", "max = \"bốn mươi\""),
    );
    let is_there = |name: &str| folder.join(name).exists();
    for arguments in [
        &["form", "thu.toml"][..],
        &["form", "thu.toml", "-o", "x.csv"],
        &["form"],
    ] {
        let run = dvk(&folder, arguments);
        assert_eq!(run.status.code(), Some(2), "{arguments:?}");
    }
    let run = dvk(&folder, &["form", "sai.toml", "-o", "sai.xlsx"]);
    assert_eq!(run.status.code(), Some(1));
    assert!(!is_there("sai.xlsx") && !is_there("x.csv"));
    let run = dvk(&folder, &["form", "thu.toml", "-o", "mot.xlsx"]);
    assert_eq!(run.status.code(), Some(0), "{run:?}");
    assert!(run.stdout.is_empty());
    let told = String::from_utf8(run.stderr).expect("it is UTF-8");
    assert!(
        told.contains("Đã lập biểu mẫu của 1 bộ tiêu chí trong mot.xlsx"),
        "{told}"
    );
    dvk(
        &folder,
        &["form", "thu.toml", "-o", "hai.xlsx", "--date", "2025-11-30"],
    );
    let bytes = |name: &str| std::fs::read(folder.join(name)).expect("it was written");
    assert!(bytes("mot.xlsx") == bytes("hai.xlsx"), "not the same bytes");
    assert!(
        bytes("mot.xlsx")
            == workbook(&[&book(SCHEME)], &Office::default(), Locale::Vi)
                .expect("the forms are made")
    );
    let files = std::fs::read_dir(&folder)
        .expect("the folder is there")
        .count();
    assert_eq!(files, 4, "nothing is left beside them");
    std::fs::remove_dir_all(&folder).expect("the folder can be removed");
}
