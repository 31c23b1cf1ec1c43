//! What all official papers of a city cost, in each format: the sample's period with more nominees.

use std::error::Error;

use csv::{ReaderBuilder, StringRecord, Writer};
use dvk::commendation::propose;
use dvk::diagnostic::Rejected;
use dvk::evaluation::evaluate;
use dvk::loading::File;
use dvk::ranking::rank;
use dvk::report::{self, Format, Input, Options, PAPERS, PaperEntry};

use crate::clock::{Series, cost};
use crate::formats::{CITY, TOGETHER_GOAL};
use crate::table::{Table, ratio, time};
use crate::{file, load_soundly};

/// Files of the sample, by name.
macro_rules! sample {
    ($($name:literal),* $(,)?) => {
        [$( ($name, include_str!(concat!("../../criteria/", $name))) ),*]
    };
}

const ONCE: [(&str, &str); 7] = sample![
    "tap-the.toml",
    "ca-nhan.toml",
    "qcdc-xa-phuong.toml",
    "qcdc-co-quan.toml",
    "qcdc-doanh-nghiep.toml",
    "ky-mau/period.toml",
    "ky-mau/papers.toml",
];

const UNITS: [(&str, &str); 1] = sample!["ky-mau/units.csv"];

/// Lists whose rows begin with a nominee's code; the nominations first.
const OF_NOMINEES: [(&str, &str); 4] = sample![
    "ky-mau/nominations.csv",
    "ky-mau/marks.csv",
    "ky-mau/votes.csv",
    "ky-mau/history.csv",
];

/// Papers are written as pages, of which Markdown costs next to nothing, and from them as files.
const WRITTEN: [Format; 4] = [Format::Markdown, Format::Docx, Format::Xlsx, Format::Html];

/// Writes every paper, those of single nominees for each, as `dvk report --all` does.
pub(crate) fn papers(table: &mut Table, rounds: usize) -> Result<(), Box<dyn Error>> {
    let loaded = load_soundly(&files(CITY)?)?;
    let roster = loaded.roster.as_ref().ok_or("no nominees were loaded")?;
    let judge = || propose(rank(evaluate(&loaded.books, roster)));
    let (judging, proposal) = cost(1, judge);
    table.figure(
        &format!("judge {CITY} nominees of the sample"),
        time(judging),
    );
    let everybody = Input::of(&proposal, &loaded.office);
    let mut costs = WRITTEN.map(|format| (format, PAPERS.map(|_| Series::default())));
    let mut sizes = [0; WRITTEN.len()];
    for _ in 0..rounds {
        for ((format, costs), size) in costs.iter_mut().zip(&mut sizes) {
            *size = 0;
            for (entry, series) in PAPERS.iter().zip(costs) {
                let (cost, written) = cost(1, || paper(entry, &everybody, *format));
                *size += written?;
                series.push(cost);
            }
        }
    }
    let sum = |of: &[Series]| of.iter().map(Series::median).sum::<f64>();
    let pages = sum(&costs[0].1);
    for ((format, series), size) in costs.iter().zip(sizes) {
        let what = format!("all papers of {CITY} nominees, {}", format.entry().word);
        let own = sum(series);
        let beside = format!("{} KB; as markdown", size / 1024);
        table.row(&what, time(own), beside, &ratio(own / pages), TOGETHER_GOAL);
        for (entry, series) in PAPERS.iter().zip(series) {
            table.figure(&format!("  {}", entry.paper.word()), time(series.median()));
        }
    }
    Ok(())
}

/// How many bytes a paper has: that of everybody, or those of each nominee.
fn paper(
    entry: &PaperEntry,
    everybody: &Input<'_>,
    format: Format,
) -> Result<usize, Box<dyn Error>> {
    let schemes = everybody
        .proposal
        .ranking
        .evaluation
        .schemes
        .iter()
        .enumerate();
    let each = schemes.flat_map(|(at, scheme)| (0..scheme.judged.len()).map(move |one| (at, one)));
    let nominees: Vec<Option<(usize, usize)>> = match entry.is_of_one() {
        true => each.map(Some).collect(),
        false => vec![None],
    };
    let mut size = 0;
    for nominee in nominees {
        let input = Input {
            nominee,
            ..*everybody
        };
        let written = report::write_paper(entry, &input, format, &Options::default());
        let written = written.map_err(|Rejected(found)| format!("{found:?}"))?;
        size += written?.len();
    }
    Ok(size)
}

/// The sample's files, its nominees taken again under other codes and names until there are enough.
fn files(count: usize) -> Result<Vec<File>, Box<dyn Error>> {
    let mut files: Vec<File> = ONCE
        .iter()
        .chain(&UNITS)
        .map(|(name, text)| file(name, *text))
        .collect();
    let codes = records(OF_NOMINEES[0].1)?;
    let codes: Vec<&str> = codes.iter().skip(1).map(|row| &row[0]).collect();
    for (name, text) in OF_NOMINEES {
        let all = records(text)?;
        let (head, rows) = all.split_first().ok_or("a list has a head")?;
        let is_name = |at: usize| ["name", "ten_mo_hinh", "ma_so"].contains(&&head[at]);
        let mut out = Writer::from_writer(Vec::new());
        out.write_record(head)?;
        for copy in 0..count.div_ceil(codes.len()) {
            let is_wanted = |row: &&StringRecord| {
                let at = codes.iter().position(|code| *code == &row[0]);
                at.map_or(copy == 0, |at| copy * codes.len() + at < count)
            };
            for row in rows.iter().filter(is_wanted) {
                let own = row.iter().enumerate().map(|(at, cell)| match copy {
                    0 => cell.to_owned(),
                    _ if at == 0 => format!("{cell}-{copy}"),
                    _ if is_name(at) && !cell.is_empty() => format!("{cell} {copy}"),
                    _ => cell.to_owned(),
                });
                out.write_record(own)?;
            }
        }
        files.push(file(name, out.into_inner()?));
    }
    Ok(files)
}

fn records(text: &str) -> Result<Vec<StringRecord>, csv::Error> {
    let mut reader = ReaderBuilder::new();
    let mut reader = reader.has_headers(false).from_reader(text.as_bytes());
    reader.records().collect()
}
