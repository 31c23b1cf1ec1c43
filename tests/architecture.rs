//! The layout is a promise: a room uses only rooms above it, and each foreign crate stays in its
//! rooms. This list is the one in `src/lib.rs`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use circles::Files;

#[path = "architecture/circles.rs"]
mod circles;

/// The rooms, in travelling order: a room may use those before it.
const ROOMS: [&str; 31] = [
    "text",
    "zipped",
    "source",
    "locale",
    "inputs",
    "number",
    "diagnostic",
    "document",
    "parallel",
    "table",
    "scheme",
    "period",
    "office",
    "rule",
    "progress",
    "roster",
    "cohort",
    "evaluation",
    "ranking",
    "commendation",
    "standing",
    "markers",
    "editions",
    "cases",
    "lints",
    "loading",
    "draft",
    "xlsx",
    "form",
    "report",
    "manual",
];

/// Crates that only some rooms may name, and the files (by their start) that may.
const FOREIGN: [(&str, &[&str]); 24] = [
    ("rhai", &["rule/"]),
    (
        "toml",
        &[
            "document/",
            "scheme/document/",
            "roster/document.rs",
            "office/document.rs",
        ],
    ),
    ("comfy_table", &["report/table.rs"]),
    ("annotate_snippets", &["diagnostic/render.rs"]),
    ("csv", &["table/", "report/"]),
    (
        "rust_xlsxwriter",
        &[
            "form/ballot.rs",
            "form/cluster.rs",
            "form/count.rs",
            "form/entry.rs",
            "form/frame.rs",
            "form/guide.rs",
            "form/holds.rs",
            "form/list.rs",
            "form/lists.rs",
            "form/mod.rs",
            "form/score/",
            "report/xlsx/",
            "xlsx/",
        ],
    ),
    (
        "minijinja",
        &["report/papers/faults.rs", "report/papers/template.rs"],
    ),
    (
        "sha2",
        &["inputs.rs", "ranking/", "report/html/document.rs"],
    ),
    ("calamine", &["table/workbook/excel.rs"]),
    (
        "quick_xml",
        &[
            "report/docx/text.rs",
            "report/findings/junit.rs",
            "report/papers/form/",
            "table/word.rs",
            "table/workbook/",
            "zipped/relations.rs",
        ],
    ),
    ("zip", &["zipped/unzipped.rs", "report/docx/pack.rs"]),
    (
        "pulldown_cmark",
        &["report/guide.rs", "report/html/guide.rs"],
    ),
    ("cfb", &["table/workbook/biff.rs"]),
    ("encoding_rs", &["table/encoding.rs", "table/garbled.rs"]),
    ("chardetng", &["table/encoding.rs"]),
    ("memchr", &["roster/", "table/"]),
    ("simdutf8", &["table/encoding.rs"]),
    ("foldhash", &["roster/seen.rs"]),
    ("clap", &["cli/"]),
    ("clap_complete", &["cli/"]),
    ("signal_hook", &["cli/signals.rs"]),
    ("indicatif", &["cli/progress.rs"]),
    ("terminal_size", &["cli/"]),
    ("anstream", &["cli/", "main.rs"]),
];

/// What touches the world, and the files that may.
const WORLD: [(&str, &[&str]); 6] = [
    ("std::fs", &["source.rs", "cli/"]),
    // The tests of what is read where it stands write files.
    ("std::env", &["cli/", "main.rs", "source.rs"]),
    ("println!", &["cli/", "main.rs"]),
    ("Instant::now", &["cli/progress.rs"]),
    ("SystemTime", &[]),
    ("HashMap", &[]),
];

/// No file has more lines than these.
const LARGEST: usize = 500;

/// Half of the files have no more lines than these.
const MEDIAN: usize = 165;

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    let entries = fs::read_dir(folder).expect("src can be listed");
    for entry in entries {
        let path = entry.expect("src can be listed").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// Every source file by its path below `src`, with its code: comments and strings' words stay in.
fn files() -> BTreeMap<String, String> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    sources(&src, &mut paths);
    let read = |path: PathBuf| {
        let name = path.strip_prefix(&src).expect("the path lies below src");
        let name = name.to_string_lossy().replace('\\', "/");
        let text = fs::read_to_string(&path).expect("a source file can be read");
        let code = text
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"));
        (name, code.collect::<Vec<_>>().join("\n"))
    };
    paths.into_iter().map(read).collect()
}

/// The room that a file lies in.
fn room(file: &str) -> &str {
    file.split('/')
        .next()
        .unwrap_or(file)
        .trim_end_matches(".rs")
}

/// The rooms that a text names after `crate::`.
fn named_rooms(code: &str) -> Vec<String> {
    let names = code.match_indices("crate::").filter_map(|(at, _)| {
        let before = code[..at].chars().next_back();
        // `$crate::` in a macro names rooms too; `dvk_crate::` would not.
        if before.is_some_and(|c| c.is_alphanumeric() || c == '_') {
            return None;
        }
        let rest = &code[at + "crate::".len()..];
        let word: String = rest
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect();
        ROOMS.contains(&word.as_str()).then_some(word)
    });
    names.collect()
}

/// Every upward arrow: file, room it lies in, room it names.
fn upward(files: &BTreeMap<String, String>) -> Vec<String> {
    let mut found = Vec::new();
    for (file, code) in files {
        let Some(here) = ROOMS.iter().position(|name| *name == room(file)) else {
            continue;
        };
        for named in named_rooms(code) {
            let there = ROOMS
                .iter()
                .position(|name| *name == named)
                .expect("a room was named");
            if there > here {
                found.push(format!("{file} names {named}"));
            }
        }
    }
    found
}

/// Whether a word stands in code as a path or macro of its own.
fn says(code: &str, word: &str) -> bool {
    code.match_indices(word).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        let after = code[at + word.len()..].chars().next();
        let inside = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
        !inside(before) && !inside(after)
    })
}

fn strays(files: &BTreeMap<String, String>, word: &str, allowed: &[&str]) -> Vec<String> {
    let stray = |(file, code): &(&String, &String)| {
        says(code, word) && !allowed.iter().any(|start| file.starts_with(start))
    };
    let strays = files.iter().filter(stray);
    strays
        .map(|(file, _)| format!("{file} names {word}"))
        .collect()
}

#[test]
fn a_room_uses_only_rooms_above_it() {
    let none: Vec<String> = Vec::new();
    assert_eq!(upward(&files()), none);
}

#[test]
fn every_room_is_in_the_list_and_in_the_door() {
    let door = files().remove("lib.rs").expect("there is a door");
    for file in files().keys() {
        let room = room(file);
        let known = ROOMS.contains(&room) || matches!(room, "lib" | "main" | "cli");
        assert!(known, "{file} lies in no room of the list");
    }
    let declared = door.lines().filter_map(|line| {
        let line = line.trim_start_matches("pub ").strip_prefix("mod ")?;
        line.strip_suffix(';')
    });
    assert_eq!(
        declared.collect::<Vec<_>>(),
        ROOMS,
        "the door lists the rooms in their order"
    );
}

#[test]
fn foreign_crates_stay_in_their_rooms() {
    let files = files();
    for (name, allowed) in FOREIGN {
        let path = format!("{name}::");
        let uses = |code: &str| {
            code.match_indices(&path).any(|(at, _)| {
                let before = code[..at].chars().next_back();
                !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':')
            })
        };
        let outside = |file: &str| !allowed.iter().any(|start| file.starts_with(start));
        let strays = files
            .iter()
            .filter(|(file, code)| uses(code) && outside(file));
        let strays: Vec<&String> = strays.map(|(file, _)| file).collect();
        assert!(
            strays.is_empty(),
            "{name} is named in {strays:?}, but belongs to {allowed:?}"
        );
    }
}

#[test]
fn only_the_doors_touch_the_world() {
    let files = files();
    for (word, allowed) in WORLD {
        let strays = strays(&files, word, allowed);
        assert!(
            strays.is_empty(),
            "{strays:?}: {word} belongs to {allowed:?}"
        );
    }
}

#[test]
fn an_upward_arrow_would_be_seen() {
    let mut files = files();
    let scheme = files.get_mut("scheme/mod.rs").expect("there is a scheme");
    scheme.push_str("\nuse crate::ranking::Ranking;\n");
    assert_eq!(upward(&files), ["scheme/mod.rs names ranking"]);
    files.insert(
        "ranking/stray.rs".into(),
        "use std::fs;\nfn f() { println!(); }".into(),
    );
    assert_eq!(
        strays(&files, "std::fs", WORLD[0].1),
        ["ranking/stray.rs names std::fs"]
    );
    assert_eq!(
        strays(&files, "println!", WORLD[2].1),
        ["ranking/stray.rs names println!"]
    );
}

fn made_up(files: &[(&str, &str)]) -> Vec<Vec<String>> {
    let files = files.iter();
    let files = files.map(|(name, code)| ((*name).to_owned(), (*code).to_owned()));
    Files::of(&files.collect()).circles()
}

#[test]
fn a_planted_circle_is_seen() {
    let room = (
        "a/mod.rs",
        "mod b;\nmod c;\npub use b::{B, Other as Called};\n",
    );
    let lib = ("lib.rs", "mod a;\nmod d;\n");
    let both = vec![vec!["a/b.rs".to_owned(), "a/c.rs".to_owned()]];
    for back in [
        "use super::B;",
        "use crate::a::{B};",
        "use super::b;\nfn f() { b::g(); }",
        "fn f() { super::b::g(); }",
        "use crate::a::Called;",
        "use crate::{\n    a::{b::B},\n};",
    ] {
        let b = ("a/b.rs", "use super::c::C;\nstruct B;\n");
        assert_eq!(made_up(&[lib, room, b, ("a/c.rs", back)]), both, "{back}");
    }
    // What a room only re-exports makes no circle, and neither do strings or tests.
    let b = ("a/b.rs", "use super::c::C;\nuse crate::d::D;\nstruct B;\n");
    for none in [
        "struct C;",
        "fn f() { \"super::b::g\"; }",
        "#[cfg(test)]\nmod tests {\n    use super::super::b::B;\n}\n",
    ] {
        let files = [lib, room, b, ("a/c.rs", none), ("d.rs", "struct D;")];
        assert!(made_up(&files).is_empty(), "{none}");
    }
    let d = ("d.rs", "use crate::a::B;\nstruct D;");
    let three = [lib, room, b, ("a/c.rs", "use crate::d::D;"), d];
    assert_eq!(made_up(&three), [["a/b.rs", "a/c.rs", "d.rs"]]);
}

#[test]
fn no_files_use_each_other_in_a_circle() {
    let circles = Files::of(&files()).circles();
    assert!(circles.is_empty(), "{circles:#?}");
}

/// Every source file with its lines, the smallest first.
fn sizes() -> Vec<(usize, PathBuf)> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    sources(&src, &mut paths);
    let lines = |path: PathBuf| {
        let text = fs::read_to_string(&path).expect("a source file can be read");
        (text.lines().count(), path)
    };
    let mut sizes: Vec<_> = paths.into_iter().map(lines).collect();
    sizes.sort();
    sizes
}

/// Prints the figures of the layout: `cargo test --test architecture figures -- --nocapture`.
#[test]
#[expect(clippy::print_stdout, reason = "the figures are there to be read")]
fn figures() {
    let sizes = sizes();
    let total: usize = sizes.iter().map(|(lines, _)| lines).sum();
    let (largest, file) = sizes.last().expect("there are files");
    let circles = Files::of(&files()).circles();
    println!("src: {total} lines in {} files", sizes.len());
    println!("largest file: {largest} lines, {}", file.display());
    println!("median file: {} lines", sizes[sizes.len() / 2].0);
    println!("circles of files: {}", circles.len());
    for circle in circles {
        println!("  {}", circle.join(" "));
    }
}

#[test]
fn files_are_small() {
    let sizes = sizes();
    let (largest, file) = sizes.last().expect("there are files");
    assert!(
        *largest <= LARGEST,
        "{} has {largest} lines",
        file.display()
    );
    let median = sizes[sizes.len() / 2].0;
    assert!(median <= MEDIAN, "the median file has {median} lines");
}
