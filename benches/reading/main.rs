//! What reading a list of nominations costs, beside the crates that only split its cells: `csv` for
//! text, `calamine` for a workbook.
//!
//! `cargo bench --bench reading` reads 100,000 rows of text and 20,000 of a workbook; `-- quick`
//! reads few, `-- text` and `-- workbook` only the one, and `-- growth` what ten times as much costs of
//! everything that may come in great numbers. Reading and splitting are run in turn, round
//! by round, and the figure is the median of their ratios. Reading is everything but the
//! rules: cells become typed facts, whatever is wrong with them is found, double nominees too.

#![expect(clippy::print_stdout, reason = "the table is what a bench is for")]
#![expect(clippy::float_arithmetic, reason = "times are binary fractions")]

#[path = "../pipeline/clock.rs"]
#[expect(dead_code, reason = "this bench needs less of the clock")]
mod clock;
#[path = "../pipeline/facts.rs"]
#[expect(dead_code, reason = "this bench needs the text of the nominees alone")]
mod facts;
mod growth;
#[path = "../pipeline/table.rs"]
#[expect(dead_code, reason = "this bench has rows of one kind")]
mod table;

use std::error::Error;

use std::io::Cursor;

use calamine::{Reader as _, Xlsx};
use csv::{ByteRecord, ReaderBuilder, StringRecord};
use dvk::diagnostic::Diagnostics;
use dvk::loading::{File, load};
use dvk::roster::{DataFile, Options, read};
use dvk::rule::Rulebook;
use dvk::table::{classify, worksheets};

use clock::{Series, cost};
use facts::{PERIOD, collectives, nominations_csv};
use table::{Table, ratio, time};

const SCHEME: &str = include_str!("../../criteria/tap-the.toml");
const LIBRARY: &str = include_str!("../../criteria/chung.rhai");

/// Understanding the cells may cost so much more than splitting them.
const GOAL: &str = "≤ 3 ×";

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    let asked = |word: &str| arguments.iter().any(|argument| argument == word);
    // `cargo test --benches` comes without `--bench`: figures of a debug build say nothing.
    let is_quick = asked("quick") || !asked("--bench");
    let (count, rounds) = if is_quick { (2_000, 3) } else { (100_000, 9) };
    let books = [book()?];
    let mut table = Table::new();
    let is_one = |word: &str| asked(word) || !["text", "workbook", "growth"].into_iter().any(asked);
    if is_one("text") {
        text_row(&books, count, rounds, &mut table)?;
    }
    if is_one("workbook") {
        workbook_row(&books, count / 5, rounds, &mut table)?;
    }
    if is_one("growth") {
        growth::rows(rounds.min(3), is_quick, &mut table)?;
    }
    print!("{}", table.text());
    Ok(())
}

/// What a list as text costs, beside the crate `csv` as its cells are text, as ours are, and as they
/// are bytes of which nobody has looked whether they are any.
fn text_row(
    books: &[Rulebook],
    count: usize,
    rounds: usize,
    table: &mut Table,
) -> Result<(), Box<dyn Error>> {
    let text = nominations_csv(&books[0].scheme, &collectives(count));
    let (mut texts, mut bytes) = (Series::default(), Series::default());
    let mut reading = Series::default();
    for _ in 0..rounds {
        let (cpu, cells) = cost(count, || cells_as_text(&text));
        texts.push(cpu);
        let (cpu, same) = cost(count, || cells_as_bytes(&text));
        bytes.push(cpu);
        if cells? != same? {
            return Err("the crate csv does not find the same cells twice".into());
        }
        let (cpu, nominees) = cost(count, || nominees(books, &text));
        reading.push(cpu);
        if nominees? != count {
            return Err("not everybody was read".into());
        }
    }
    let length = text.len() / count;
    table.row(
        &format!("read {count} nominations, {length} bytes each"),
        time(reading.median()),
        format!("the crate csv reads the cells in {}", time(texts.median())),
        &ratio(reading.over(&texts)),
        GOAL,
    );
    table.row(
        "",
        String::new(),
        format!("the crate csv splits the bytes in {}", time(bytes.median())),
        &ratio(reading.over(&bytes)),
        "",
    );
    Ok(())
}

/// What a workbook costs.
fn workbook_row(
    books: &[Rulebook],
    count: usize,
    rounds: usize,
    table: &mut Table,
) -> Result<(), Box<dyn Error>> {
    let book = workbook(&nominations_csv(&books[0].scheme, &collectives(count)))?;
    let (mut split, mut reading) = (Series::default(), Series::default());
    for _ in 0..rounds {
        let (cpu, cells) = cost(count, || cells_of(&book));
        split.push(cpu);
        cells?;
        let (cpu, nominees) = cost(count, || nominees_of(books, &book));
        reading.push(cpu);
        if nominees? != count {
            return Err("not everybody was read from the workbook".into());
        }
    }
    table.row(
        &format!(
            "read {count} nominations of a workbook, {} bytes each",
            book.len() / count
        ),
        time(reading.median()),
        format!(
            "the crate calamine reads the cells in {}",
            time(split.median())
        ),
        &ratio(reading.over(&split)),
        GOAL,
    );
    Ok(())
}

/// A list as a workbook: numbers are numbers in it.
fn workbook(text: &str) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.as_bytes());
    for (row, record) in reader.records().enumerate() {
        let row = u32::try_from(row)?;
        for (column, cell) in record?.iter().enumerate() {
            let column = u16::try_from(column)?;
            match cell.parse::<f64>() {
                Ok(number) => sheet.write(row, column, number)?,
                Err(_) if cell.is_empty() => continue,
                Err(_) => sheet.write(row, column, cell)?,
            };
        }
    }
    Ok(book.save_to_buffer()?)
}

/// How many cells the crate `calamine` finds.
fn cells_of(book: &[u8]) -> Result<usize, calamine::XlsxError> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(book))?;
    let sheets = book.worksheets();
    Ok(sheets
        .iter()
        .map(|(_, range)| range.used_cells().count())
        .sum())
}

/// How many nominees are read of a workbook.
fn nominees_of(books: &[Rulebook], book: &[u8]) -> Result<usize, Box<dyn Error>> {
    let mut diagnostics = Diagnostics::new();
    let sheets = worksheets(
        "nominations.xlsx",
        book,
        &dvk::table::KnownNames::default(),
        &mut dvk::table::Budget::default(),
        &mut diagnostics,
    );
    let kind = classify("period.toml", PERIOD.as_bytes()).ok_or("there is no period")?;
    let mut known = vec![DataFile::new("period.toml", PERIOD.as_bytes(), kind)];
    known.extend(sheets.iter().map(DataFile::of));
    read_all(books, &known, &mut diagnostics)
}

/// How many cells the crate `csv` finds, each a text.
fn cells_as_text(text: &str) -> Result<usize, csv::Error> {
    let mut reader = ReaderBuilder::new().from_reader(text.as_bytes());
    let mut record = StringRecord::new();
    let mut cells = 0;
    while reader.read_record(&mut record)? {
        cells += record.len();
    }
    Ok(cells)
}

/// How many it finds, each some bytes.
fn cells_as_bytes(text: &str) -> Result<usize, csv::Error> {
    let mut reader = ReaderBuilder::new().from_reader(text.as_bytes());
    let mut record = ByteRecord::new();
    let mut cells = 0;
    while reader.read_byte_record(&mut record)? {
        cells += record.len();
    }
    Ok(cells)
}

/// How many nominees are read, a chunk after another.
fn nominees(books: &[Rulebook], text: &str) -> Result<usize, Box<dyn Error>> {
    let files = [("period.toml", PERIOD), ("nominations.csv", text)];
    let mut known = Vec::new();
    for (name, text) in files {
        let bytes = text.as_bytes();
        let kind = classify(name, bytes).ok_or("the bench's own file is not known")?;
        known.push(DataFile::new(name, bytes, kind));
    }
    read_all(books, &known, &mut Diagnostics::new())
}

/// How many nominees are read of some files.
fn read_all(
    books: &[Rulebook],
    known: &[DataFile<'_>],
    diagnostics: &mut Diagnostics,
) -> Result<usize, Box<dyn Error>> {
    let roster = read(known, books, Options::default(), diagnostics);
    if diagnostics.has_errors() {
        return Err(format!("the bench's own rows have faults: {diagnostics:?}").into());
    }
    Ok(roster.map_or(0, |roster| roster.nominations.len()))
}

/// The scheme without what runs rules while nominees are read, and without its cases.
fn book() -> Result<Rulebook, Box<dyn Error>> {
    let mut text = String::new();
    let mut is_kept = true;
    for line in SCHEME.lines() {
        if line.starts_with('[') {
            is_kept = !matches!(line, "[[criterion.case]]" | "[[case]]" | "[[check]]");
        }
        let chooses = line.starts_with("applies") && line.contains("noi_dung ==");
        if is_kept && !chooses {
            text.push_str(line);
            text.push('\n');
        }
    }
    let file = |name: &str, text: &str| File {
        name: name.to_owned(),
        bytes: text.into(),
    };
    let library = |_: &str, name: &str| Some(file(name, LIBRARY));
    let loaded = load(
        &[file("tap-the.toml", &text)],
        &library,
        &Default::default(),
    );
    if loaded.diagnostics.has_errors() {
        return Err(format!("the scheme does not load: {:?}", loaded.diagnostics).into());
    }
    let book = loaded.books.into_iter().next();
    book.ok_or_else(|| "no scheme was loaded".into())
}
