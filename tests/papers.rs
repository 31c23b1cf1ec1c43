//! Official papers as the offices get them: opened by their parts, held against the result.

mod large;
mod letter;
mod sample;

use std::collections::BTreeSet;
use std::fs;
use std::io::{Cursor, Read as _};
use std::process::Command;
use std::sync::Arc;

use dvk::commendation::{Proposal, propose};
use dvk::diagnostic::{Diagnostics, Rejected, render};
use dvk::evaluation::evaluate;
use dvk::form::{self, Reinspection};
use dvk::loading::{File, Loaded};
use dvk::locale::Locale;
use dvk::office::{Office, Paper};
use dvk::ranking::rank;
use dvk::report::{self, Before, Format, Input, Options, PAPERS, PaperEntry};
use dvk::roster::forms::scores;
use dvk::rule::Rulebook;
use dvk::scheme::CriterionKind;
use dvk::source::Source;
use filled::Filled;
use quick_xml::Reader;
use quick_xml::events::Event;
use sample::{loaded, sample};
use serde_json::Value as Json;
use zip::ZipArchive;

#[expect(dead_code, reason = "another test needs more of it")]
mod filled;

fn proposed(loaded: &Loaded) -> Proposal<'_> {
    let roster = loaded.roster.as_ref().expect("there is data");
    propose(rank(evaluate(&loaded.books, roster)))
}

fn write(paper: Paper, input: &Input<'_>, locale: Locale) -> Vec<u8> {
    let options = Options {
        locale,
        ..Options::default()
    };
    let written = report::write_paper(PaperEntry::of(paper), input, Format::Docx, &options);
    let written =
        written.unwrap_or_else(|Rejected(found)| panic!("{}", render(&found, locale, false)));
    written.expect("memory takes everything")
}

/// A part of a Word document.
fn part(docx: &[u8], name: &str) -> String {
    let mut parts = ZipArchive::new(Cursor::new(docx)).expect("it is a zip file");
    let mut text = String::new();
    let mut part = parts.by_name(name).expect("the part is there");
    part.read_to_string(&mut text).expect("it is text");
    text
}

/// What was read of a document: its paragraphs, and of its tables the rows with the widths.
#[derive(Default)]
struct Read {
    paragraphs: Vec<String>,
    tables: Vec<ReadTable>,
    /// The width of the text of each section, of the last one last.
    sections: Vec<u32>,
}

#[derive(Default)]
struct ReadTable {
    rows: Vec<Vec<String>>,
    grid: u32,
    has_head: bool,
    /// How many rows may be broken.
    breakable: usize,
    /// In which section it is.
    section: usize,
}

fn read(docx: &[u8]) -> Read {
    let xml = part(docx, "word/document.xml");
    let mut reader = Reader::from_str(&xml);
    let mut read = Read::default();
    let (mut text, mut in_text) = (String::new(), false);
    let (mut whole_row, mut page) = (false, 0);
    let mut open: Option<ReadTable> = None;
    loop {
        let event = reader.read_event().expect("the part is XML");
        let value = |tag: &quick_xml::events::BytesStart<'_>, name: &str| -> u32 {
            let found = tag.attributes().map(|it| it.expect("it is XML"));
            let found = found.into_iter().find(|it| it.key.as_ref() == name);
            let found = found.expect("the attribute is there");
            found.value.parse().expect("it is a number")
        };
        match &event {
            Event::Start(tag) | Event::Empty(tag) => match tag.name().as_ref() {
                "w:t" => in_text = matches!(event, Event::Start(_)),
                "w:br" => text.push('\n'),
                "w:tbl" => {
                    open = Some(ReadTable {
                        section: read.sections.len(),
                        ..ReadTable::default()
                    });
                }
                "w:gridCol" => {
                    if let Some(table) = &mut open {
                        table.grid += value(tag, "w:w");
                    }
                }
                "w:tr" => {
                    whole_row = false;
                    if let Some(table) = &mut open {
                        table.rows.push(Vec::new());
                    }
                }
                "w:tblHeader" => {
                    if let Some(table) = &mut open {
                        assert_eq!(table.rows.len(), 1, "the head is the first row");
                        table.has_head = true;
                    }
                }
                "w:cantSplit" => whole_row = true,
                "w:pgSz" => page = value(tag, "w:w"),
                "w:pgMar" => {
                    let margins = value(tag, "w:left") + value(tag, "w:right");
                    read.sections.push(page - margins);
                }
                _ => {}
            },
            Event::Text(found) if in_text => {
                text.push_str(found);
            }
            Event::GeneralRef(found) if in_text => {
                text.push_str(match &**found {
                    "amp" => "&",
                    "lt" => "<",
                    "gt" => ">",
                    "quot" => "\"",
                    "apos" | "#39" => "'",
                    other => panic!("what is &{other};?"),
                });
            }
            Event::End(tag) => match tag.name().as_ref() {
                "w:t" => in_text = false,
                "w:tr" => {
                    if let Some(table) = &mut open {
                        table.breakable += usize::from(!whole_row);
                    }
                }
                "w:p" => {
                    let text = std::mem::take(&mut text);
                    if let Some(row) = open.as_mut().and_then(|table| table.rows.last_mut()) {
                        row.push(text.clone());
                    }
                    read.paragraphs.push(text);
                }
                "w:tbl" => read.tables.extend(open.take()),
                _ => {}
            },
            Event::Eof => return read,
            _ => {}
        }
    }
}

/// Every table lies within its page, repeats its head and keeps its rows whole.
fn fits(entry: &PaperEntry, docx: &[u8]) {
    let read = read(docx);
    let name = entry.paper.word();
    for table in &read.tables {
        let width = read.sections[table.section.min(read.sections.len() - 1)];
        assert!(table.grid <= width, "{name}: {} of {width}", table.grid);
        // A criterion of very many cases may be longer than a page.
        let most = usize::from(entry.paper == Paper::Criteria) * 5;
        assert!(table.breakable <= most, "{name}: {}", table.breakable);
        // Letterheads and signatures have no head.
        assert!(table.has_head || table.rows.len() == 1, "{name}");
    }
}

#[test]
fn every_paper_fits_its_page_and_repeats_the_heads_of_its_tables() {
    let proposal = proposed(sample());
    for locale in Locale::ALL {
        // In English not of everybody again.
        let is_asked = |it: &&PaperEntry| {
            locale == Locale::Vi || !matches!(it.paper, Paper::Sheet | Paper::Letter)
        };
        for entry in PAPERS.iter().filter(is_asked) {
            let docx = write(entry.paper, &Input::of(&proposal, &sample().office), locale);
            fits(entry, &docx);
            let name = entry.paper.word();
            assert!(read(&docx).paragraphs.len() > 5, "{name}");
            let styles = part(&docx, "word/styles.xml");
            for script in ["ascii", "hAnsi", "cs", "eastAsia"] {
                let font = format!("w:{script}=\"Times New Roman\"");
                assert!(styles.contains(&font), "{name}: {font}");
            }
        }
    }
}

#[test]
fn sixty_criteria_and_two_hundred_nominees_fit_the_page() {
    let loaded = loaded(&large::files());
    let proposal = proposed(&loaded);
    for entry in &PAPERS {
        let asked = Input {
            nominee: entry.is_of_one().then_some((0, 0)),
            ..Input::of(&proposal, &loaded.office)
        };
        let docx = write(entry.paper, &asked, Locale::Vi);
        fits(entry, &docx);
        if entry.paper == Paper::Ranking {
            let tables = read(&docx).tables;
            let rows = tables.iter().map(|table| table.rows.len()).sum::<usize>();
            // Each of 200 in its list, and 60 rows for each nine or fewer of them.
            assert!(rows > 200 + 60 * 200 / 12, "{rows}");
        }
    }
}

#[test]
fn the_same_inputs_give_the_same_bytes() {
    let proposal = proposed(sample());
    let input = Input::of(&proposal, &sample().office);
    let once = write(Paper::Ranking, &input, Locale::Vi);
    assert!(once == write(Paper::Ranking, &input, Locale::Vi));
    let mut parts = ZipArchive::new(Cursor::new(once)).expect("it is a zip file");
    for at in 0..parts.len() {
        let part = parts.by_index(at).expect("the part is there");
        let day = part.last_modified().expect("a part has a day");
        assert_eq!((day.year(), day.month()), (1980, 1), "nothing of the day");
    }
}

#[test]
fn the_ranking_has_the_figures_of_the_result() {
    let proposal = proposed(sample());
    let options = Options::default();
    let json = report::ranking(&proposal, &Office::default(), Format::Json, &options)
        .expect("memory takes it");
    let json: Json = serde_json::from_slice(&json).expect("it is JSON");
    let docx = write(
        Paper::Ranking,
        &Input::of(&proposal, &sample().office),
        Locale::Vi,
    );
    let rows: BTreeSet<Vec<String>> = read(&docx)
        .tables
        .into_iter()
        .flat_map(|it| it.rows)
        .collect();
    let mut count = 0;
    for scheme in json["schemes"].as_array().expect("a list") {
        for list in scheme["lists"].as_array().expect("a list") {
            for place in list["places"].as_array().expect("a list") {
                let said = |key: &str| place[key].as_str().expect("text").to_owned();
                let (rank, total) = (place["rank"].to_string(), said("total").replace('.', ","));
                let (id, name) = (said("id"), said("name"));
                let has = |row: &Vec<String>| {
                    row[0] == rank && row[1] == id && row[2] == name && row.contains(&total)
                };
                assert!(
                    rows.iter().filter(|row| row.len() > 3).any(has),
                    "{id}: {total}"
                );
                count += 1;
            }
        }
    }
    assert_eq!(count, 74);
}

/// The result as machines get it.
fn result(loaded: &Loaded) -> Json {
    let proposal = proposed(loaded);
    let json = report::ranking(
        &proposal,
        &Office::default(),
        Format::Json,
        &Options::default(),
    );
    serde_json::from_slice(&json.expect("memory takes it")).expect("it is JSON")
}

fn items<'j>(json: &'j Json, key: &str) -> impl Iterator<Item = &'j Json> {
    json[key].as_array().into_iter().flatten()
}

/// Points of the result in hundredths.
fn hundredths(points: &Json) -> i64 {
    let text = points.as_str().expect("text").replace('.', "");
    text.parse().expect("points with two digits")
}

/// A quotient of hundredths as a paper writes it, a half rounded up.
fn printed(numerator: i64, denominator: i64) -> String {
    let rounded = (2 * numerator + denominator) / (2 * denominator);
    format!("{},{:02}", rounded / 100, rounded % 100)
}

#[test]
fn the_report_of_the_year_counts_what_the_result_has() {
    let loaded = sample();
    let json = result(loaded);
    let proposal = proposed(loaded);
    let docx = write(
        Paper::Synthesis,
        &Input::of(&proposal, &loaded.office),
        Locale::Vi,
    );
    let read = read(&docx);
    let rows: Vec<&Vec<String>> = read.tables.iter().flat_map(|it| &it.rows).collect();
    let row = |cells: &[String]| rows.iter().any(|row| row.starts_with(cells));
    let mut everybody = [0; 2];
    for (scheme, book) in items(&json, "schemes").zip(&loaded.books) {
        let title = book.scheme.title.get(Locale::Vi).to_owned();
        let places: Vec<&Json> = items(scheme, "lists")
            .flat_map(|it| items(it, "places"))
            .collect();
        let unranked: Vec<&Json> = items(scheme, "unranked").collect();
        let nominated = places.len() + unranked.len();
        let proposed: BTreeSet<String> = items(scheme, "proposals")
            .flat_map(|it| items(it, "proposed"))
            .map(Json::to_string)
            .collect();
        everybody[0] += nominated;
        everybody[1] += proposed.len();
        let by_scheme = rows.iter().find(|row| row[0] == title && row.len() > 8);
        let by_scheme = by_scheme.expect("each scheme is counted");
        assert_eq!(by_scheme[1], nominated.to_string(), "{title}");
        assert_eq!(by_scheme[2], places.len().to_string(), "{title}");
        let share = printed(proposed.len() as i64 * 10_000, nominated as i64);
        assert_eq!(by_scheme[by_scheme.len() - 1], share, "{title}");
        for list in items(scheme, "lists") {
            let mut totals: Vec<i64> = items(list, "places")
                .map(|it| hundredths(&it["total"]))
                .collect();
            totals.sort_unstable();
            let (count, half) = (totals.len() as i64, totals.len() / 2);
            let middle = [totals[(totals.len() - 1) / 2], totals[half]];
            let spread = [
                count.to_string(),
                printed(totals.iter().sum(), count),
                printed(middle[0] + middle[1], 2),
                printed(totals[0], 1),
                printed(totals[totals.len() - 1], 1),
            ];
            assert!(
                rows.iter().any(|row| row[1..].starts_with(&spread)),
                "{title}: {spread:?}"
            );
        }
        // The weakest criterion: the smallest part of the most that could be got.
        let marked = |id: &str| {
            let all = places.iter().chain(&unranked);
            let marks: Vec<i64> = all
                .filter_map(|one| one["points"].get(id))
                .map(hundredths)
                .collect();
            (marks.iter().sum::<i64>(), marks.len() as i64)
        };
        let criteria = book.scheme.criteria.iter();
        let scored = criteria.filter(|it| it.kind == CriterionKind::Scored);
        let weakest = scored.filter_map(|it| {
            let max = it.max.as_ref()?.in_parts(2)?;
            let (sum, people) = marked(&it.id);
            Some((sum * 1_000_000 / (people * max), sum, people, max, it))
        });
        let (_, sum, people, max, it) = weakest.min_by_key(|it| it.0).expect("there are criteria");
        let title = it.title.get(Locale::Vi);
        let said = rows
            .iter()
            .find(|row| row[0].len() == 1 && row[1].contains(title));
        let said = said.expect("the weakest criterion is named");
        assert_eq!(said[3], printed(sum, people), "{title}");
        assert_eq!(said[4], printed(sum * 10_000, people * max), "{title}");
    }
    let sums = everybody.map(|it| it.to_string());
    assert!(row(&["Cộng".to_owned(), sums[0].clone()]), "{sums:?}");
    assert!(read.paragraphs.iter().any(|it| it.contains(&format!(
        "Có {} tập thể, cá nhân được đề nghị khen thưởng",
        sums[1]
    ))));
    assert!(read.paragraphs.iter().any(|it| it.contains("là tạm thời")));
    let model = "Tổ liên kết trồng rau an toàn";
    assert!(rows.iter().any(|row| row[1] == model), "{model}");
}

#[test]
fn the_report_of_the_year_compares_with_the_result_before() {
    let loaded = sample();
    let proposal = proposed(loaded);
    let mut json = result(loaded);
    json["format"] = 1.into();
    let places = json["schemes"][0]["lists"][0]["places"].as_array_mut();
    let places = places.expect("a list");
    let first = places.remove(0);
    let last = json["schemes"].as_array().expect("a list").len() - 1;
    json["schemes"][last]["scheme"] = "cu".into();
    let before = Before::read(&json.to_string()).expect("it is a result");
    let input = Input {
        before: Some(&before),
        ..Input::of(&proposal, &loaded.office)
    };
    let read = read(&write(Paper::Synthesis, &input, Locale::Vi));
    let table = read.tables.iter().find(|it| it.rows[0][1] == "Kỳ trước");
    let rows = &table.expect("the comparison is there").rows;
    let scheme = &proposal.ranking.evaluation.schemes[0];
    assert_eq!(rows[1][0], scheme.book.scheme.title.get(Locale::Vi));
    let nominated = scheme.judged.len();
    let count = |before: usize, now: usize| [before.to_string(), now.to_string()];
    assert_eq!(rows[2][1..3], count(nominated - 1, nominated));
    assert_eq!(rows[2][3], "+1");
    let totals = items(&json["schemes"][0], "lists").flat_map(|it| items(it, "places"));
    let totals: Vec<i64> = totals.map(|it| hundredths(&it["total"])).collect();
    let (sum, people) = (totals.iter().sum::<i64>(), totals.len() as i64);
    let now = sum + hundredths(&first["total"]);
    assert_eq!(
        rows[5][1..3],
        [printed(sum, people), printed(now, people + 1)]
    );
    let says = |text: &str| read.paragraphs.iter().any(|it| it.contains(text));
    assert!(
        says("có mã `cu` chỉ có ở kỳ trước") && says("kết quả kỳ trước không có bộ tiêu chí này")
    );
    let other = json.to_string().replacen("\"format\":1", "\"format\":2", 1);
    for text in ["{", "[]", "{\"format\": 1}", &other] {
        assert!(Before::read(text).is_err(), "{text:.40}");
    }
}

#[test]
fn whoever_did_badly_is_inspected_again_for_all_that_it_lacks() {
    let loaded = sample();
    let proposal = proposed(loaded);
    let docx = write(
        Paper::ReInspection,
        &Input::of(&proposal, &loaded.office),
        Locale::Vi,
    );
    let read = read(&docx);
    let mut tables = read.tables.iter().filter(|it| it.rows.len() > 1);
    let whom = tables.next().expect("the list is the first table");
    let mut listed = whom.rows.iter().skip(1);
    for (scheme_at, scheme) in proposal.ranking.evaluation.schemes.iter().enumerate() {
        let lowest = scheme
            .book
            .scheme
            .classes
            .last()
            .map(|class| class.id.clone());
        for (at, one) in scheme.judged.iter().enumerate() {
            let sheet = report::sheet(&proposal, scheme_at, at, Format::Json, &Options::default());
            let sheet: Json =
                serde_json::from_slice(&sheet.expect("it can be written")).expect("JSON");
            let is_lowest =
                sheet["status"] == "ranked" && sheet["class"]["id"].as_str() == lowest.as_deref();
            let misses = items(&sheet, "floors").any(|floor| floor["reached"] == false);
            if !is_lowest && !misses && sheet["status"] != "unclassified" {
                continue;
            }
            let row = listed.next().expect("it is listed");
            assert_eq!(row[1], one.name());
            let rows = &tables.next().expect("its criteria").rows[1..];
            let number = |it: &Json| it.as_str().map(|it| it.parse::<f64>().expect("a number"));
            let lacking = items(&sheet, "rows").filter(|row| {
                let (points, max) = (number(&row["points"]), number(&row["max"]));
                match row["kind"].as_str() {
                    Some("scored") => points < max && points.is_some(),
                    Some("deduction") => points > Some(0.0),
                    _ => false,
                }
            });
            let lacking: BTreeSet<String> = lacking
                .map(|it| it["title"].as_str().expect("text").to_owned())
                .collect();
            let unmet = items(&sheet, "standards").filter(|it| it["met"] == false);
            let unmet = unmet.map(|it| it["title"].as_str().expect("text").to_owned());
            let titles: BTreeSet<String> = rows.iter().map(|row| row[1].clone()).collect();
            assert_eq!(
                titles,
                lacking.into_iter().chain(unmet).collect(),
                "{}",
                one.id()
            );
        }
    }
    assert!(listed.next().is_none() && tables.next().is_none());
    let drawn = |text: &str| {
        let schemes: Vec<_> = loaded.books.iter().map(|book| &book.scheme).collect();
        let source = Source::new("papers.toml", text);
        let mut found = Diagnostics::new();
        let office = dvk::office::read(&source, &schemes, &mut found).expect("it is read");
        report::reinspected(&proposal, &office, &Options::default()).len()
    };
    let usual = drawn("");
    assert!(
        usual < drawn("reinspect_below = ['tot']") && usual < drawn("reinspect_below = ['90']")
    );
}

#[test]
fn marks_of_a_re_inspection_come_back_on_their_sheet() {
    let before = sample();
    let proposal = proposed(before);
    let again = report::reinspected(&proposal, &before.office, &Options::default());
    let mut sheets: Vec<(&Rulebook, Vec<Reinspection>)> =
        before.books.iter().map(|book| (book, Vec::new())).collect();
    for it in again {
        let one = &proposal.ranking.evaluation.schemes[it.scheme].judged[it.nominee];
        sheets[it.scheme].1.push(Reinspection {
            id: one.id().to_owned(),
            name: one.name().to_owned(),
            rows: it.rows,
        });
    }
    sheets.retain(|(book, _)| !book.scheme.stages.is_empty());
    let (book, people) = sheets
        .iter()
        .find(|(book, people)| book.scheme.id == "qcdc-xa-phuong" && !people.is_empty())
        .expect("a commune is inspected again");
    let one = people
        .iter()
        .find(|it| it.name == "Phường An Khê")
        .expect("it did badly");
    let row = one.rows[0];
    let max = book.scheme.criteria[row]
        .max
        .as_ref()
        .expect("it has a maximum");
    let workbook = form::reinspection_workbook(&sheets, Locale::Vi).expect("it is written");
    let mut filled = Filled::open(&workbook);
    let sheet = format!("Phúc tra {}", one.id);
    // Below the headings stands the group of the first criterion, then the criterion.
    filled.put(
        &sheet,
        (scores::MARKERS, scores::marks(0)),
        "Đoàn phúc tra số 1",
    );
    let at = scores::HEADER + 2;
    filled.put(&sheet, (at, scores::marks(0)), &max.to_string());
    filled.put(&sheet, (at, scores::marks(0) + 1), "Đã kiểm tra tại chỗ");
    let mut files = sample::files();
    files.push(File {
        name: "phuc-tra.xlsx".to_owned(),
        bytes: filled.save(),
    });
    let after = loaded(&files);
    let marks = &after.roster.as_ref().expect("there is data").council.marks[one.id.as_str()];
    assert_eq!(marks.len(), 1);
    assert_eq!(marks[0].criterion, row);
    let totals = [before, &after].map(|loaded| {
        let proposal = proposed(loaded);
        let schemes = proposal.ranking.evaluation.schemes.iter();
        let mut all = schemes.flat_map(|scheme| &scheme.judged);
        let it = all.find(|it| it.id() == one.id).expect("it is judged");
        it.total().cloned()
    });
    assert!(totals[0] < totals[1], "{totals:?}");
}

#[test]
fn a_letter_has_no_word_of_others_nor_of_who_marked_what() {
    letter::say_nothing_of_others(&proposed(sample()), &[Format::Docx]);
}

#[test]
fn what_is_not_known_is_a_blank_to_fill_in() {
    let proposal = proposed(sample());
    let nothing = Office::default();
    let docx = write(
        Paper::Submission,
        &Input::of(&proposal, &nothing),
        Locale::Vi,
    );
    let text = read(&docx).paragraphs.join("\n");
    for blank in ["Số ……-TTr/……", "Kính gửi: ……", "ngày …… tháng …… năm 2025"]
    {
        assert!(text.contains(blank), "{blank}: {text}");
    }
    let docx = write(
        Paper::Submission,
        &Input::of(&proposal, &sample().office),
        Locale::Vi,
    );
    let text = read(&docx).paragraphs.join("\n");
    for said in [
        "Số 12-TTr/BTGDV",
        "Đà Nẵng, ngày 02 tháng 12 năm 2025",
        "Trần Văn An",
    ] {
        assert!(text.contains(said), "{said}");
    }
}

#[test]
fn an_award_of_the_state_has_the_form_of_the_state() {
    let proposal = proposed(sample());
    let docx = write(
        Paper::DecisionAnnex,
        &Input::of(&proposal, &sample().office),
        Locale::Vi,
    );
    let text = read(&docx).paragraphs.join("\n");
    assert!(text.contains("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"));
    assert!(text.contains("Số: ……/QĐ-……"));
    assert!(text.contains("ĐẢNG CỘNG SẢN VIỆT NAM"));
    assert!(text.contains("Số ……-QĐ/……"));
}

const SCHEME: &str = r#"
id = "thu"
subject = "collective"
[facts.diem]
type = "number"
[[criterion]]
id = "A1"
max = 100
basis = "x"
rule = "diem"
[ranking]
last = "council"
"#;

/// A review of one nominee with this name.
fn review_of(name: &str) -> Loaded {
    let list = format!(
        "[{{\"id\": \"TT-01\", \"name\": {}, \"diem\": 80}}]",
        Json::from(name)
    );
    let file = |name: &str, text: &str| File {
        name: name.to_owned(),
        bytes: text.as_bytes().to_vec(),
    };
    loaded(&[
        file("thu.toml", SCHEME),
        file("period.toml", "date = 2025-11-30\n"),
        file("nominations.json", &list),
    ])
}

#[test]
fn hostile_names_come_out_as_they_are_written() {
    let long = "Thôn ".repeat(8_000);
    let names = [
        "=HYPERLINK(\"http://x\";\"y\")",
        "<w:p/></w:t> & ]]> <script>alert(1)</script>",
        "@landscape",
        "- {{ period.name }} {% raw %}",
        "\u{e000}@title X\u{e001}",
        long.trim(),
    ];
    for name in names {
        let loaded = review_of(name);
        let proposal = proposed(&loaded);
        let written = name.replace(['\u{e000}', '\u{e001}'], "");
        for entry in &PAPERS {
            let read = read(&write(
                entry.paper,
                &Input::of(&proposal, &loaded.office),
                Locale::Vi,
            ));
            let text = read
                .paragraphs
                .join("\n")
                .replace(['\u{e000}', '\u{e001}'], "");
            let is_named = matches!(entry.paper, Paper::Ranking | Paper::Letter | Paper::Sheet);
            assert!(
                !is_named || text.contains(written.trim()),
                "{}: {text:.500}",
                entry.paper.word()
            );
        }
    }
}

/// Loops inside each other over everything, around a text.
fn loops(depth: usize, inside: &str) -> String {
    let open: String = (0..depth)
        .map(|at| format!("{{% for a{at} in schemes %}}"))
        .collect();
    format!("{open}{inside}{}", "{% endfor %}".repeat(depth))
}

#[test]
fn a_template_runs_and_writes_no_longer_than_papers_do() {
    let proposal = proposed(sample());
    for (text, said) in [
        (loops(14, ""), "mẫu phải chạy quá nhiều bước"),
        (loops(6, &"x".repeat(20_000)), "văn bản lập ra quá dài"),
    ] {
        let template = Source::new("x.j2", &text);
        let input = Input {
            template: Some(&template),
            ..Input::of(&proposal, &sample().office)
        };
        let entry = PaperEntry::of(Paper::Ranking);
        let written = report::write_paper(entry, &input, Format::Docx, &Options::default());
        let Err(Rejected(found)) = written else {
            panic!("{said}");
        };
        let told = render(&found, Locale::Vi, false);
        assert!(told.contains(said), "{told}");
    }
}

#[test]
fn what_is_not_settled_is_said_where_its_names_are() {
    let proposal = proposed(sample());
    let office = &sample().office;
    let mut count = 0;
    for paper in [Paper::Submission, Paper::Minutes, Paper::DecisionAnnex] {
        let read = read(&write(paper, &Input::of(&proposal, office), Locale::Vi));
        let said = read.paragraphs.iter();
        let said = said.filter(|it| it.contains("Đề nghị tạm thời, vì chưa xét xong"));
        let awards = proposal.schemes.iter().flatten();
        let wanted = awards.filter(|it| {
            let is_named = paper != Paper::DecisionAnnex || !it.proposed.is_empty();
            it.is_provisional() && is_named
        });
        let wanted = wanted.count();
        assert_eq!(said.count(), wanted, "{}", paper.word());
        count += wanted;
    }
    assert!(count > 10, "{count}");
}

#[test]
fn what_the_office_says_of_each_paper_is_on_it() {
    let proposal = proposed(sample());
    for entry in &PAPERS {
        let word = entry.paper.word();
        let text = format!("[paper.{word}]\nissuer = \"BAN XÉT {word}\"\n");
        let mut found = Diagnostics::new();
        let source = Source::new("papers.toml", &text);
        let office = dvk::office::read(&source, &[], &mut found).expect("it is read");
        assert!(!found.has_errors(), "{}", render(&found, Locale::Vi, false));
        let read = read(&write(
            entry.paper,
            &Input::of(&proposal, &office),
            Locale::Vi,
        ));
        let mut said = read.tables.iter().flat_map(|it| it.rows.iter().flatten());
        let issuer = format!("BAN XÉT {word}").to_uppercase();
        // An award of the State has an issuer of its own.
        let is_own = entry.paper != Paper::DecisionAnnex;
        assert!(
            !is_own || said.any(|it| it.to_uppercase().contains(&issuer)),
            "{word}"
        );
    }
}

#[test]
fn a_fault_in_a_template_is_at_its_line() {
    let proposal = proposed(sample());
    let faults = [
        ("@letterhead\n{{ period.nam }}\n", "x.j2:2:", "`name`"),
        ("@letterhead\n\n@titel X\n", "x.j2:3:1", "`@title`"),
        ("a\n{% for x in awards %}\n", "x.j2:", "template-syntax"),
        (
            "{{ period.name ~ period.name }}\n",
            "x.j2:1:16",
            "template-joining",
        ),
        (
            "{%+ if ranked %}\n{{ ranked + 1 }}{% endif +%}\n",
            "x.j2:2:11",
            "template-joining",
        ),
        ("{{ awards }}\n", "x.j2:1:", "template-syntax"),
    ];
    for (text, place, said) in faults {
        let template = Source::new("x.j2", text);
        let input = Input {
            template: Some(&template),
            ..Input::of(&proposal, &sample().office)
        };
        let entry = PaperEntry::of(Paper::Ranking);
        let written = report::write_paper(entry, &input, Format::Docx, &Options::default());
        let Err(Rejected(found)) = written else {
            panic!("{text} is at fault");
        };
        let told = render(&found, Locale::Vi, false);
        assert!(told.contains(place) && told.contains(said), "{told}");
    }
    let template: Arc<Source> = Source::new("x.j2", "@title {{ period.year }}\nCó {{ ranked }}.\n");
    let input = Input {
        template: Some(&template),
        ..Input::of(&proposal, &sample().office)
    };
    let read = read(&write(Paper::Ranking, &input, Locale::Vi));
    assert!(read.paragraphs.contains(&"Có 74.".to_owned()));
}

#[test]
fn every_result_in_a_file_says_by_what_it_was_made() {
    for command in [
        &["rank", "--sample"][..],
        &["rank", "--sample", "--inflated"],
        &["markers", "--sample"],
        &["explain", "--sample", "TT-01"],
        &["explain", "--sample", "TT-01", "--missing"],
        &["explain", "--sample", "TT-01", "--over", "TT-02"],
        &["report", "--sample", "--paper", "ranking"],
    ] {
        let mut seen = BTreeSet::new();
        for format in ["json", "csv", "markdown", "html", "docx", "xlsx"] {
            if command[0] == "report" && ["json", "csv"].contains(&format) {
                continue;
            }
            let done = Command::new(env!("CARGO_BIN_EXE_dvk"))
                .args(command)
                .args(["--format", format])
                .output()
                .expect("dvk starts");
            let text = match format {
                "docx" => part(&done.stdout, "word/document.xml"),
                "xlsx" => part(&done.stdout, "docProps/core.xml"),
                _ => String::from_utf8(done.stdout).expect("it is text"),
            };
            let digests = text.split(|c: char| !c.is_ascii_hexdigit());
            let digests: Vec<&str> = digests.filter(|word| word.len() == 64).collect();
            assert_eq!(digests.len(), 2, "{command:?} as {format}: {digests:?}");
            seen.insert(digests.concat());
            if format == "csv" {
                // A reader that wants as many cells in each row as in the first takes it.
                let mut rows = csv::ReaderBuilder::new()
                    .delimiter(b';')
                    .from_reader(text.as_bytes());
                let last = rows.records().last().expect("a row").expect("as wide");
                assert!(last[0].starts_with("# "), "{command:?}: {last:?}");
            }
        }
        assert_eq!(seen.len(), 1, "{command:?}: all formats name the same");
    }
}

#[test]
fn a_fault_in_one_text_leaves_no_half_of_the_papers() {
    let folder = std::env::temp_dir().join(format!("dvk-papers-{}", std::process::id()));
    let (texts, papers) = (folder.join("texts"), folder.join("papers"));
    fs::create_dir_all(&texts).expect("a folder can be made");
    // The letter is the last paper.
    fs::write(texts.join("letter.j2"), "{{ nobody }}").expect("it can be written");
    let done = Command::new(env!("CARGO_BIN_EXE_dvk"))
        .args(["report", "--sample", "--all", "-o"])
        .arg(&papers)
        .arg("--templates")
        .arg(&texts)
        .output()
        .expect("dvk starts");
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    let is_there = papers.exists();
    fs::remove_dir_all(&folder).expect("it can be removed");
    assert!(said.contains("template-name"), "{said}");
    assert_eq!((done.status.code(), is_there), (Some(1), false), "{said}");
}

#[test]
fn nobody_signs_a_page_on_which_nothing_else_stands() {
    let proposal = proposed(sample());
    let input = Input::of(&proposal, &sample().office);
    for paper in [Paper::Submission, Paper::Ranking, Paper::ReInspection] {
        let docx = write(paper, &input, Locale::Vi);
        let document = part(&docx, "word/document.xml");
        let (above, _) = document.split_once("Nơi nhận").expect("it is signed");
        let above = &above[..above.rfind("<w:tbl>").expect("in a table")];
        // Every line above the signatures up to the last that says something, in a row or not.
        let mut rest = above;
        loop {
            let (before, line) = rest.rsplit_once("<w:p>").expect("something is above");
            assert!(line.contains("<w:keepNext"), "{paper:?}: {line}");
            if line.contains("<w:t ") {
                break;
            }
            rest = before;
        }
    }
}
