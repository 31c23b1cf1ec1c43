//! How what is read and judged grows: the cost of the whole beside that of a tenth.

use std::error::Error;
use std::fmt::Write as _;
use std::hint::black_box;
use std::io::{Cursor, Write as _};

use dvk::commendation::propose;
use dvk::diagnostic::Diagnostics;
use dvk::evaluation::evaluate;
use dvk::loading::{File, Keep, Options, load};
use dvk::markers;
use dvk::ranking::{self, rank};
use dvk::report::{self, Format};
use zip::write::SimpleFileOptions;

use crate::clock::{Series, cost};
use crate::table::{Table, ratio, time};

/// Ten times as much may cost so many times as much.
const GOAL: &str = "≤ 12 ×";

/// What is done with what was read.
#[derive(Debug, Clone, Copy)]
enum Work {
    Rank,
    RankHuge,
    Preview,
    Markers,
}

/// Makes files that hold so much.
type MakeFiles = fn(usize) -> Result<Vec<File>, Box<dyn Error>>;

/// What is read: how much of it, and as what files.
struct Case {
    what: &'static str,
    most: usize,
    work: Work,
    /// Whether it is refused, soon.
    is_refused: bool,
    files: MakeFiles,
}

const CASES: [Case; 9] = [
    Case {
        what: "names of units near to others",
        most: 10_000,
        work: Work::Rank,
        is_refused: true,
        files: near_units,
    },
    Case {
        what: "merged cells",
        most: 300_000,
        work: Work::Rank,
        is_refused: true,
        files: merged,
    },
    Case {
        what: "keys of one object",
        most: 100_000,
        work: Work::Rank,
        is_refused: true,
        files: keys,
    },
    Case {
        what: "equals at a line of 50 seats",
        most: 100_000,
        work: Work::Rank,
        is_refused: false,
        files: equals,
    },
    Case {
        what: "nominees marked by 50 markers",
        most: 10_000,
        work: Work::Markers,
        is_refused: false,
        files: marked,
    },
    Case {
        what: "nominees voted on, two awards, quotas a unit",
        most: 100_000,
        work: Work::Rank,
        is_refused: false,
        files: voted,
    },
    Case {
        what: "rows looked at by import",
        most: 100_000,
        work: Work::Preview,
        is_refused: false,
        files: plain,
    },
    Case {
        what: "rows ranked into a flat table",
        most: 1_000_000,
        work: Work::RankHuge,
        is_refused: false,
        files: plain,
    },
    Case {
        what: "cells that share a text of 20 KB",
        most: 100_000,
        work: Work::Rank,
        is_refused: true,
        files: shared,
    },
];

/// Adds a row for each case; of few things where it is to be quick.
pub(crate) fn rows(rounds: usize, is_quick: bool, table: &mut Table) -> Result<(), Box<dyn Error>> {
    for case in &CASES {
        let count = if is_quick { case.most / 50 } else { case.most };
        let (few, all) = ((case.files)(count / 10)?, (case.files)(count)?);
        let (mut of_few, mut of_all) = (Series::default(), Series::default());
        for _ in 0..rounds {
            let (cpu, refused) = cost(1, || done(&few, case.work));
            of_few.push(cpu);
            let (other_cpu, other) = cost(1, || done(&all, case.work));
            of_all.push(other_cpu);
            if refused.is_some() && !case.is_refused || other.is_some() != case.is_refused {
                return Err(format!("{}: {:?}", case.what, other.or(refused)).into());
            }
        }
        table.row(
            &format!("{count} {}", case.what),
            time(of_all.median()),
            format!("a tenth in {}", time(of_few.median())),
            &ratio(of_all.over(&of_few)),
            GOAL,
        );
    }
    Ok(())
}

/// Reads the files and does the work; what is wrong with them.
fn done(files: &[File], work: Work) -> Option<Diagnostics> {
    let keep = match work {
        Work::RankHuge => Keep::Verdicts,
        _ => Keep::Facts,
    };
    let options = Options {
        keep,
        ..Options::default()
    };
    let mut loaded = load(files, &|_, _| None, &options);
    if loaded.diagnostics.has_errors() {
        return Some(loaded.diagnostics);
    }
    let shown = report::Options::default();
    let verdicts = loaded.verdicts.take();
    let roster = loaded.roster.as_ref()?;
    if let Work::Preview = work {
        drop(black_box(report::import_preview(
            &loaded.books,
            roster,
            Format::Csv,
            &shown,
        )));
        return None;
    }
    if let Work::Markers = work {
        let compared = markers::compare(&loaded.books, roster, &ranking::Options::default());
        drop(black_box(report::markers(&compared, Format::Csv, &shown)));
        return None;
    }
    let evaluation = match verdicts {
        Some(verdicts) => verdicts.evaluation(&loaded.books, roster),
        None => evaluate(&loaded.books, roster),
    };
    let proposal = propose(rank(evaluation));
    drop(black_box(report::ranking(
        &proposal,
        &dvk::office::Office::default(),
        Format::Csv,
        &shown,
    )));
    None
}

fn file(name: &str, text: String) -> File {
    File {
        name: name.to_owned(),
        bytes: text.into_bytes(),
    }
}

/// A scheme with more in it, the day of the review, and a file.
fn with(scheme: &str, name: &str, text: String) -> Vec<File> {
    let scheme =
        format!("id = \"s\"\nsubject = \"collective\"\n{scheme}\n[ranking]\nlast = \"council\"\n");
    let period = "date = 2025-11-30\n[meeting]\nmembers = 9\npresent = 9\n";
    vec![
        file("s.toml", scheme),
        file("period.toml", period.to_owned()),
        file(name, text),
    ]
}

const ROW: &str = "[[criterion]]\nid = \"A1\"\nmax = 10\nbasis = \"b\"\n";

fn counted(rule: &str) -> String {
    format!("[facts.x]\ntype = \"integer\"\n{ROW}rule = \"{rule}\"\n")
}

fn list(count: usize, row: impl Fn(usize) -> String) -> String {
    let mut text = String::from("id,name,unit,x\n");
    for at in 0..count {
        text.push_str(&row(at));
    }
    text
}

fn plain(count: usize) -> Result<Vec<File>, Box<dyn Error>> {
    let rows = list(count, |at| {
        format!("n{at},Tổ dân phố số {at},Xã {},{}\n", at % 997, at % 11)
    });
    Ok(with(&counted("x"), "n.csv", rows))
}

fn near_units(count: usize) -> Result<Vec<File>, Box<dyn Error>> {
    let scheme =
        format!("[facts.x]\ntype = \"integer\"\nabout = \"unit\"\n{ROW}rule = \"min(x, 10)\"\n");
    let mut units = String::from("unit,x\n");
    let mut rows = String::from("id,name,unit\n");
    for at in 0..count {
        writeln!(units, "Xã Hòa Bình {at},5")?;
        writeln!(rows, "n{at},Tổ {at},Xã Hòa Bìn {at}")?;
    }
    let mut files = with(&scheme, "n.csv", rows);
    files.push(file("units.csv", units));
    Ok(files)
}

fn keys(count: usize) -> Result<Vec<File>, Box<dyn Error>> {
    let keys: Vec<String> = (0..count).map(|at| format!("\"k{at}\": {at}")).collect();
    let text = format!("[{{\"id\": \"a\", \"name\": \"a\", {}}}]", keys.join(", "));
    Ok(with(&counted("x"), "n.json", text))
}

fn equals(count: usize) -> Result<Vec<File>, Box<dyn Error>> {
    let scheme = format!(
        "{}[[award]]\nid = \"w\"\ntitle = \"w\"\nquota = [{{ seats = 50 }}]\n",
        counted("10")
    );
    let rows = list(count, |at| format!("n{at},Tổ {at},Xã A,1\n"));
    Ok(with(&scheme, "n.csv", rows))
}

fn marked(count: usize) -> Result<Vec<File>, Box<dyn Error>> {
    let scheme = format!(
        "[[stage]]\nid = \"hd\"\ntitle = \"Hội đồng\"\n{ROW}title = \"Việc\"\nmarked = true\n"
    );
    let mut rows = String::from("id,name,unit\n");
    let mut marks = String::from("nominee,criterion,stage,marker,points\n");
    for at in 0..count {
        writeln!(rows, "n{at},Tổ {at},Xã A")?;
        for marker in 0..50 {
            writeln!(
                marks,
                "n{at},A1,hd,Thành viên {marker},{}",
                (at + marker) % 11
            )?;
        }
    }
    let mut files = with(&scheme, "n.csv", rows);
    files.push(file("marks.csv", marks));
    Ok(files)
}

fn voted(count: usize) -> Result<Vec<File>, Box<dyn Error>> {
    let award = |id: &str, more: &str| {
        format!(
            "[[award]]\nid = \"{id}\"\ntitle = \"{id}\"\nvote = {{ at_least = \"50%\", of = \"members\" }}\n\
             quota = [{{ seats = 2, per = \"unit\" }}]\n{more}\n"
        )
    };
    let scheme = format!(
        "{}{}{}",
        counted("x"),
        award("a", ""),
        award("b", "not_with = [\"a\"]")
    );
    let rows = list(count, |at| {
        format!("n{at},Tổ {at},Xã {},{}\n", at / 10, at % 11)
    });
    let mut votes = String::from("nominee,award,agree,disagree,no_opinion\n");
    for at in 0..count {
        writeln!(
            votes,
            "n{at},{},{},{},0",
            ["a", "b"][at % 2],
            at % 10,
            9 - at % 10
        )?;
    }
    let mut files = with(&scheme, "n.csv", rows);
    files.push(file("votes.csv", votes));
    Ok(files)
}

/// A workbook of one sheet.
fn workbook(texts: &str, sheet: &str) -> Result<Vec<u8>, Box<dyn Error>> {
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relation = |id: &str, of: &str, target: &str| {
        format!(
            "<Relationships><Relationship Id=\"{id}\" Type=\"{kind}/{of}\" Target=\"{target}\"/></Relationships>"
        )
    };
    let parts = [
        (
            "_rels/.rels",
            relation("r", "officeDocument", "xl/workbook.xml"),
        ),
        (
            "xl/workbook.xml",
            "<workbook><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r\"/></sheets></workbook>"
                .to_owned(),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            relation("r", "worksheet", "worksheets/sheet1.xml"),
        ),
        ("xl/sharedStrings.xml", format!("<sst>{texts}</sst>")),
        (
            "xl/worksheets/sheet1.xml",
            format!("<worksheet>{sheet}</worksheet>"),
        ),
    ];
    let mut file = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        file.start_file(name, SimpleFileOptions::default())?;
        file.write_all(text.as_bytes())?;
    }
    Ok(file.finish()?.into_inner())
}

const HEAD: &str = "<row r=\"1\"><c t=\"inlineStr\"><is><t>id</t></is></c><c t=\"inlineStr\"><is><t>name</t></is></c>\
                    <c t=\"inlineStr\"><is><t>x</t></is></c></row>";

fn merged(count: usize) -> Result<Vec<File>, Box<dyn Error>> {
    let mut merges = String::new();
    for at in 0..count {
        write!(merges, "<mergeCell ref=\"C{}:D{}\"/>", at + 2, at + 2)?;
    }
    let row = "<row r=\"2\"><c t=\"inlineStr\"><is><t>n</t></is></c><c t=\"inlineStr\"><is><t>N</t></is></c><c><v>1</v></c></row>";
    let sheet = format!("<sheetData>{HEAD}{row}</sheetData><mergeCells>{merges}</mergeCells>");
    let mut files = with(&counted("x"), "-", String::new());
    files[2] = File {
        name: "n.xlsx".to_owned(),
        bytes: workbook("", &sheet)?,
    };
    Ok(files)
}

fn shared(count: usize) -> Result<Vec<File>, Box<dyn Error>> {
    let text = "NguyÔn ThÞ B×nh ®¹t ".repeat(1_000);
    let mut rows = String::from(HEAD);
    for at in 0..count {
        let cell = "<c t=\"s\"><v>0</v></c>";
        write!(rows, "<row r=\"{}\">{cell}{cell}{cell}</row>", at + 2)?;
    }
    let mut files = with(&counted("x"), "-", String::new());
    files[2] = File {
        name: "n.xlsx".to_owned(),
        bytes: workbook(
            &format!("<si><t>{text}</t></si>"),
            &format!("<sheetData>{rows}</sheetData>"),
        )?,
    };
    Ok(files)
}
