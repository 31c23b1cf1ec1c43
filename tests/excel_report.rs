//! A ranking as an Excel workbook is opened again: its figures are those of the results for machines,
//! its sums compute to what stands in their cells, and nothing that people wrote is a formula.

mod large;
mod sample;

use std::collections::BTreeSet;
use std::io::{Cursor, Read as _};

use calamine::{Data, Range, Reader as _, Xlsx};
use dvk::commendation::{Proposal, propose};
use dvk::evaluation::evaluate;
use dvk::loading::{File, Loaded, Options, load};
use dvk::ranking::rank;
use dvk::report::{self, Format, Input, PAPERS};
use sample::sample;
use serde_json::Value as Json;

fn with_proposal<T>(loaded: &Loaded, look: impl FnOnce(&Proposal<'_>) -> T) -> T {
    let roster = loaded.roster.as_ref().expect("the nominees were read");
    look(&propose(rank(evaluate(&loaded.books, roster))))
}

fn written(proposal: &Proposal<'_>, format: Format) -> Vec<u8> {
    let options = report::Options::default();
    report::ranking(proposal, &dvk::office::Office::default(), format, &options)
        .expect("the format holds so much")
}

fn open(bytes: &[u8]) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes.to_vec())).expect("it is a workbook")
}

fn sheets(bytes: &[u8]) -> Vec<(String, Range<Data>)> {
    open(bytes).worksheets()
}

fn text(cell: &Data) -> String {
    match cell {
        Data::Float(number) => number.to_string(),
        Data::String(text) => text.clone(),
        Data::Empty => String::new(),
        other => panic!("no report has such a cell: {other:?}"),
    }
}

fn number(json: &Json) -> f64 {
    let text = json
        .as_str()
        .map_or_else(|| json.to_string(), str::to_owned);
    text.parse().expect("it is a number")
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut parts = zip::ZipArchive::new(Cursor::new(bytes)).expect("a workbook is a zip");
    let mut text = String::new();
    let mut part = parts.by_name(name).expect("the part is there");
    part.read_to_string(&mut text).expect("parts are text");
    text
}

fn names(bytes: &[u8]) -> Vec<String> {
    let parts = zip::ZipArchive::new(Cursor::new(bytes)).expect("a workbook is a zip");
    let names = parts.file_names();
    names
        .map(|name| name.expect("parts have names").into_owned())
        .collect()
}

#[test]
fn the_workbook_has_the_figures_of_the_results_for_machines() {
    let (bytes, json) = with_proposal(sample(), |proposal| {
        let again = written(proposal, Format::Xlsx);
        let bytes = written(proposal, Format::Xlsx);
        assert!(bytes == again, "the same report has the same bytes");
        (bytes, written(proposal, Format::Json))
    });
    let json: Json = serde_json::from_slice(&json).expect("it is JSON");
    let sheets = sheets(&bytes);
    let rows: Vec<Vec<String>> = sheets
        .iter()
        .flat_map(|(_, range)| range.rows().map(|row| row.iter().map(text).collect()))
        .collect();
    let list = |json: &Json| json.as_array().expect("a list").clone();
    let mut places = 0;
    for scheme in list(&json["schemes"]) {
        for one in list(&scheme["lists"]) {
            for place in list(&one["places"]) {
                places += 1;
                let id = place["id"].as_str().expect("a code");
                let total = number(&place["total"]).to_string();
                let rank = place["rank"].to_string();
                let is_own = |row: &&Vec<String>| {
                    row.first() == Some(&rank) && row.get(1).is_some_and(|cell| cell == id)
                };
                let own = rows.iter().find(is_own);
                let own = own.unwrap_or_else(|| panic!("no sheet has {rank} {id}"));
                assert!(own.contains(&total), "{id} has {total}: {own:?}");
                assert!(own.iter().any(|cell| place["name"] == cell.as_str()));
            }
        }
        for award in list(&scheme["proposals"]) {
            for id in list(&award["proposed"]) {
                let said = |row: &Vec<String>| row.iter().any(|cell| id == cell.as_str());
                assert!(
                    rows.iter().filter(|row| said(row)).count() > 1,
                    "{id} is proposed"
                );
            }
        }
    }
    assert!(places > 50, "the sample was ranked");
    // Each nominee's points by criterion, in the order of its rank.
    let scheme = &json["schemes"][0];
    for one in list(&scheme["lists"]) {
        let count = list(&one["places"]).len();
        let key = one["list"].as_object().expect("a list has a key");
        assert_eq!(key.len(), 1);
        let matrix = sheets.iter().find(|(_, range)| {
            let heads = range.rows().nth(3).map(|row| row.iter().skip(3).map(text));
            let heads: Vec<String> = heads.into_iter().flatten().collect();
            let names = list(&one["places"]);
            heads.len() == count
                && names
                    .iter()
                    .zip(&heads)
                    .all(|(place, head)| place["name"] == head.as_str())
        });
        let (_, matrix) = matrix.expect("the list has its points");
        let total = matrix.rows().find(|row| text(&row[0]) == "Tổng điểm");
        let total = total.expect("there is a total");
        for (place, cell) in list(&one["places"]).iter().zip(&total[3..]) {
            assert_eq!(
                cell,
                &Data::Float(number(&place["total"])),
                "{}",
                place["id"]
            );
        }
    }
}

/// Sums of columns are formulas whose cells hold what they come to.
#[test]
fn sums_are_formulas_that_come_to_what_their_cells_hold() {
    let bytes = with_proposal(sample(), |proposal| written(proposal, Format::Xlsx));
    let mut book = open(&bytes);
    let mut formulas = 0;
    for name in book.sheet_names() {
        let cells = book.worksheet_range(&name).expect("the sheet is there");
        let sums = book.worksheet_formula(&name).expect("the sheet is there");
        let at = |row: u32, column: u32| match cells.get_value((row, column)) {
            Some(Data::Float(number)) => *number,
            _ => 0.0,
        };
        let start = sums.start().unwrap_or_default();
        for (row, column, formula) in sums.used_cells().map(|(row, column, formula)| {
            let row = u32::try_from(row).expect("a sheet has so few rows");
            (
                row + start.0,
                u32::try_from(column).expect("and columns") + start.1,
                formula,
            )
        }) {
            formulas += 1;
            let inside = formula
                .strip_prefix("SUM(")
                .and_then(|rest| rest.strip_suffix(')'));
            let inside = inside.expect("nothing but sums");
            let line = |cell: &str| -> u32 {
                let digits = cell.trim_start_matches(|c: char| c.is_ascii_uppercase());
                digits.parse::<u32>().expect("a cell has a row") - 1
            };
            let sum: f64 = inside
                .split(',')
                .flat_map(|run| match run.split_once(':') {
                    Some((first, last)) => line(first)..=line(last),
                    None => line(run)..=line(run),
                })
                .map(|line| at(line, column))
                .sum();
            let found = at(row, column);
            assert!(
                (sum - found).abs() < 1e-9,
                "{name} {row} {column}: {formula} {sum} {found}"
            );
        }
    }
    assert!(formulas > 300, "{formulas}");
}

#[test]
fn sheets_are_set_up_for_the_screen_and_for_paper() {
    let bytes = with_proposal(sample(), |proposal| written(proposal, Format::Xlsx));
    let parts = names(&bytes);
    assert!(
        parts
            .iter()
            .filter(|name| name.starts_with("xl/charts/chart"))
            .count()
            > 5
    );
    let sheets = parts
        .iter()
        .filter(|name| name.starts_with("xl/worksheets/sheet"));
    let (mut frozen, mut filtered) = (0, 0);
    for name in sheets {
        let sheet = part(&bytes, name);
        assert!(sheet.contains("paperSize=\"9\""), "{name}");
        assert!(sheet.contains("<oddFooter>"), "{name}");
        let is_fitted = sheet.contains("fitToPage=\"1\"") && sheet.contains("fitToHeight=\"0\"");
        assert!(is_fitted || sheet.contains("<colBreaks"), "{name}");
        frozen += usize::from(sheet.contains("state=\"frozen\""));
        filtered += usize::from(sheet.contains("<autoFilter"));
    }
    assert!(frozen > 20 && filtered > 10, "{frozen} {filtered}");
    let workbook = part(&bytes, "xl/workbook.xml");
    assert!(workbook.contains("_xlnm.Print_Titles"));
    let names: Vec<String> = open(&bytes).sheet_names();
    let lower: BTreeSet<String> = names.iter().map(|name| name.to_lowercase()).collect();
    assert_eq!(lower.len(), names.len(), "{names:?}");
    assert!(names.iter().all(|name| name.encode_utf16().count() <= 31));
}

/// What a hostile list of nominees has for names.
const HOSTILE: [&str; 5] = [
    "=HYPERLINK(\"http://x\",\"y\")",
    "+84 905",
    "@SUM(A1)",
    "<b onclick=x>&amp;</b>",
    "a\u{202e}b\u{7}",
];

fn hostile() -> Loaded {
    let scheme = "id = \"s\"\ntitle = \"[B]: ô/thử*?\"\nsubject = \"collective\"\n[points]\nscale = 10\n\
        [facts.ho]\nlabel = \"=Số hộ\"\ntype = \"integer\"\n[[group]]\nid = \"G\"\ntitle = \"=1+1\"\nmax = 10\n\
        [[criterion]]\nid = \"A\"\nin = \"G\"\ntitle = \"@A\"\nmax = 10\nrule = \"per(ho, 1, MAX)\"\n[ranking]\nlast = \"council\"\n";
    let long = "ề".repeat(40_000);
    let names = HOSTILE.iter().copied().chain([long.as_str()]);
    let quoted = |name: &str| name.replace('"', "\"\"");
    let rows = names.enumerate();
    let rows = rows.map(|(at, name)| format!("n{at},\"{}\",{at}\n", quoted(name)));
    let list = format!("id,name,ho\n{}", rows.collect::<String>());
    let files = [("s.toml", scheme.to_owned()), ("nominations.csv", list)];
    let files = files.map(|(name, text)| File {
        name: name.to_owned(),
        bytes: text.into_bytes(),
    });
    let options = Options {
        date: Some(jiff::civil::date(2025, 11, 30)),
        ..Options::default()
    };
    load(&files, &|_, _| None, &options)
}

#[test]
fn nothing_that_people_wrote_is_a_formula() {
    let bytes = with_proposal(&hostile(), |proposal| written(proposal, Format::Xlsx));
    let sheets = sheets(&bytes);
    let cells: BTreeSet<String> = sheets
        .iter()
        .flat_map(|(_, range)| range.cells().map(|(_, _, cell)| text(cell)))
        .collect();
    for name in &HOSTILE[..4] {
        assert!(cells.contains(*name), "{name} is whole: {cells:?}");
    }
    assert!(
        cells
            .iter()
            .any(|cell| cell.contains("ô Excel không chứa hết"))
    );
    assert!(
        !cells
            .iter()
            .any(|cell| cell.contains(['\u{202e}', '\u{7}']))
    );
    let mut book = open(&bytes);
    for name in book.sheet_names() {
        let formulas = book.worksheet_formula(&name).expect("the sheet is there");
        for (_, _, formula) in formulas.used_cells() {
            assert!(formula.starts_with("SUM("), "{formula}");
        }
    }
}

/// What stands between the first of some words and the next quotation mark, as a number; `None` if the
/// words are not there.
fn value(part: &str, words: &str) -> Option<u32> {
    let (_, rest) = part.split_once(words)?;
    let value = rest.split(['"', '.']).next()?;
    Some(value.parse().expect("it is a number"))
}

/// The pixels of each column that has a width of its own, from 0 on.
fn columns(sheet: &str) -> Vec<u32> {
    let mut columns = Vec::new();
    for column in sheet.split("<col ").skip(1) {
        let at = |words: &str| value(column, words).expect("it is set") as usize;
        let (first, last, width) = (at("min=\""), at("max=\""), at("width=\""));
        assert_eq!(first, columns.len() + 1, "every column has its width");
        columns.resize(last, u32::try_from(width).expect("it is small") * 7 + 5);
    }
    columns
}

/// How many columns stand on each page, as the names of the workbook have it.
fn repeated(book: &str, sheet: usize) -> usize {
    let own = format!("<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"{sheet}\"");
    let Some((_, rest)) = book.split_once(&own) else {
        return 0;
    };
    let (titles, _) = rest.split_once("</definedName>").expect("it is closed");
    let last = titles.split(":$").skip(1).find_map(|it| it.bytes().next());
    last.filter(u8::is_ascii_uppercase)
        .map_or(0, |letter| usize::from(letter - b'A') + 1)
}

/// Every sheet is printed on A4, no column across an edge, at a scale that can be read.
fn fits(xlsx: &[u8], of: &str) {
    let book = part(xlsx, "xl/workbook.xml");
    let count = open(xlsx).sheet_names().len();
    for at in 0..count {
        let sheet = part(xlsx, &format!("xl/worksheets/sheet{}.xml", at + 1));
        let of = format!("{of}, sheet {}", at + 1);
        assert!(sheet.contains("paperSize=\"9\""), "{of}: A4");
        let page = match sheet.contains("orientation=\"landscape\"") {
            true => 1009,
            false => 642,
        };
        let widths = columns(&sheet);
        let breaks = sheet.split_once("<colBreaks");
        let breaks = breaks.map_or_else(Vec::new, |(_, rest)| {
            let breaks = rest.split("<brk id=\"").skip(1);
            let breaks = breaks.map(|it| value(it, "").expect("a column") as usize);
            breaks.collect()
        });
        let whole: u32 = widths.iter().sum();
        if sheet.contains("fitToPage=\"1\"") {
            assert!(
                sheet.contains("fitToHeight=\"0\""),
                "{of}: as long as it is"
            );
            let scale = page * 100 / whole.max(1);
            assert!(scale >= 45, "{of}: {whole} pixels at {scale} %");
            continue;
        }
        let scale = value(&sheet, "scale=\"").unwrap_or(100);
        assert!(scale >= 45, "{of}: {scale} %");
        let kept: u32 = widths.iter().take(repeated(&book, at)).sum();
        let ends = breaks.iter().copied().chain([widths.len()]);
        let starts = [0].into_iter().chain(breaks.iter().copied());
        for (first, last) in starts.zip(ends) {
            let own: u32 = widths[first..last].iter().sum();
            let wide = own + if first > 0 { kept } else { 0 };
            assert!(
                wide * scale / 100 <= page,
                "{of}: {wide} pixels at {scale} %"
            );
        }
    }
}

#[test]
fn sixty_criteria_and_two_hundred_nominees_fit_the_page() {
    let loaded = sample::loaded(&large::files());
    with_proposal(&loaded, |proposal| {
        fits(&written(proposal, Format::Xlsx), "ranking");
        for entry in &PAPERS {
            let input = Input {
                nominee: entry.is_of_one().then_some((0, 0)),
                ..Input::of(proposal, &loaded.office)
            };
            let options = report::Options::default();
            let paper = report::write_paper(entry, &input, Format::Xlsx, &options);
            let paper = paper
                .expect("the text is built in")
                .expect("memory takes it");
            fits(&paper, entry.paper.word());
        }
    });
}
