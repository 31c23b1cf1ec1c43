//! However little is kept of each nominee while very many are judged: the findings and the flat
//! table are, byte for byte, those of judging everybody in memory.

use std::fs;
use std::path::{Path, PathBuf};

use dvk::commendation::propose;
use dvk::diagnostic::render;
use dvk::evaluation::evaluate;
use dvk::loading::{File, Options, load, load_judged};
use dvk::locale::Locale;
use dvk::ranking::rank;
use dvk::report::{self, Format, Summary};
use proptest::prelude::*;

/// Findings, the flat table, and how many did what.
type Told = (String, Option<(String, Summary)>);

fn file(path: &Path) -> File {
    File {
        name: path.display().to_string(),
        bytes: fs::read(path).expect("the file is there"),
    }
}

fn library(scheme: &str, name: &str) -> Option<File> {
    let path = Path::new(scheme).parent()?.join(name);
    path.is_file().then(|| file(&path))
}

fn in_memory(files: &[File], options: &Options) -> Told {
    let loaded = load(files, &library, options);
    let findings = render(&loaded.diagnostics, Locale::Vi, false);
    let sound = !loaded.diagnostics.has_errors();
    let told = loaded.dossier.filter(|_| sound).map(|dossier| {
        let proposal = propose(rank(evaluate(&loaded.books, &dossier)));
        let report = report::Options::default();
        let table = report::ranking(&proposal, Format::Csv, &report);
        (table, Summary::of(&proposal))
    });
    (findings, told)
}

fn on_the_way(files: &[File], options: &Options) -> Told {
    let loaded = load_judged(files, &library, options);
    let findings = render(&loaded.diagnostics, Locale::Vi, false);
    let sound = !loaded.diagnostics.has_errors();
    let told = loaded.dossier.filter(|_| sound).map(|judged| {
        let evaluation = judged.schemes.evaluation(&loaded.books, &judged.dossier);
        let proposal = propose(rank(evaluation));
        let mut table = Vec::new();
        let report = report::Options::default();
        report::write_flat(&proposal, &report, &mut table).expect("memory takes everything");
        let table = String::from_utf8(table).expect("a table is UTF-8");
        (table, Summary::of(&proposal))
    });
    (findings, told)
}

fn files_in(folder: &Path) -> Vec<File> {
    let entries = fs::read_dir(folder).expect("the folder is there");
    let paths = entries.map(|entry| entry.expect("it can be read").path());
    let mut paths: Vec<PathBuf> = paths
        .filter(|path| {
            let ending = path.extension().and_then(|ending| ending.to_str());
            ["toml", "csv", "json"].contains(&ending.unwrap_or_default())
        })
        .collect();
    paths.sort();
    paths.iter().map(|path| file(path)).collect()
}

fn root(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)
}

#[test]
fn every_story_is_told_alike() {
    let stories = fs::read_dir(root("tests/cases")).expect("there are stories");
    for story in stories {
        let story = story.expect("it can be read").path();
        let files = files_in(&story);
        for skip_bad in [false, true] {
            let options = Options {
                skip_bad,
                ..Options::default()
            };
            let (ours, theirs) = (on_the_way(&files, &options), in_memory(&files, &options));
            assert_eq!(ours, theirs, "{} {skip_bad}", story.display());
        }
    }
}

/// What no two nominees of the sample may have alike, beside their ids.
const OWN: [&str; 3] = ["id", "ten_mo_hinh", "ma_so"];

/// The list of the sample so many times over, each copy with ids of its own.
fn list(copies: usize) -> Vec<String> {
    let bytes = file(&root("criteria/ky-mau/nominations.csv")).bytes;
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    let headings = reader.headers().expect("there are headings").clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    let mut list = vec![headings.iter().collect::<Vec<_>>().join(",")];
    for copy in 0..copies {
        for row in &rows {
            let cells = headings.iter().zip(row).map(|(heading, cell)| {
                let own = copy > 0 && OWN.contains(&heading) && !cell.is_empty();
                let cell = cell.replace(',', " ");
                if own { format!("{cell}-{copy}") } else { cell }
            });
            list.push(cells.collect::<Vec<_>>().join(","));
        }
    }
    list
}

fn sample(list: &[String]) -> Vec<File> {
    let mut files = files_in(&root("criteria"));
    for mut file in files_in(&root("criteria/ky-mau")) {
        if file.name.ends_with("nominations.csv") {
            file.bytes = format!("{}\n", list.join("\n")).into_bytes();
        }
        files.push(file);
    }
    files
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn any_list_is_told_alike(
        copies in 1_usize..24,
        doubles in proptest::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 0..3),
        cells in proptest::collection::vec(
            (any::<prop::sample::Index>(), any::<prop::sample::Index>(),
             prop::sample::select(vec!["", "KAD", "x", "0", "7", "100", "không"])), 0..6),
        turn in any::<prop::sample::Index>(),
        skip_bad in any::<bool>(),
    ) {
        let mut list = list(copies);
        let headings = list.remove(0);
        for (row, cell, said) in cells {
            let row = row.get_mut(&mut list);
            let mut cells: Vec<&str> = row.split(',').collect();
            *cell.get_mut(&mut cells) = said;
            let changed = cells.join(",");
            *row = changed;
        }
        for (from, to) in doubles {
            let double = from.get(&list).clone();
            let at = to.index(list.len());
            list.insert(at, double);
        }
        let by = turn.index(list.len());
        list.rotate_left(by);
        list.insert(0, headings);
        let options = Options { skip_bad, ..Options::default() };
        let files = sample(&list);
        prop_assert_eq!(on_the_way(&files, &options), in_memory(&files, &options));
    }
}

#[test]
fn nearly_everybody_in_the_copies_of_the_sample_is_judged() {
    let (findings, told) = on_the_way(&sample(&list(8)), &Options::default());
    let (_, summary) = told.unwrap_or_else(|| panic!("{findings}"));
    assert!(summary.ranked > 400, "{summary:?}");
}
