//! Every finding, as its reader sees it: a faulty file beside the words expected of it.
//!
//! `tests/diagnostics/<code>.toml` is a scheme that is sound but for one fault, and
//! `<code>.vi.txt` and `<code>.en.txt` say what is found in it. `<code>.<variant>.toml` is another
//! fault of the same code. What needs several files stands in a folder of that name. Function
//! files stand beside. `DVK_UPDATE=1 cargo test --test diagnostics` rewrites what is expected.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use dvk::commendation::{CommendationProblem, findings as decisions, propose};
use dvk::diagnostic::{Diagnostics, Place, render};
use dvk::document::DocumentProblem;
use dvk::evaluation::evaluate;
use dvk::lints::LintProblem;
use dvk::loading::{File, LoadingProblem, Options, load};
use dvk::locale::Locale;
use dvk::office::OfficeProblem;
use dvk::period::Period;
use dvk::ranking::rank;
use dvk::roster::{CouncilProblem, DuplicateProblem, RosterProblem};
use dvk::rule::RuleProblem;
use dvk::scheme::SchemeProblem;
use dvk::table::{SheetProblem, TableProblem};
use jiff::civil::{Date, date};

#[path = "codes/pages.rs"]
mod pages;

/// The codes of every room that finds fault with files: a new room adds its line.
const ROOMS: &[&[&str]] = &[
    DocumentProblem::CODES,
    SchemeProblem::CODES,
    RuleProblem::CODES,
    RosterProblem::CODES,
    CouncilProblem::CODES,
    DuplicateProblem::CODES,
    SheetProblem::CODES,
    TableProblem::CODES,
    LintProblem::CODES,
    LoadingProblem::CODES,
    OfficeProblem::CODES,
    CommendationProblem::CODES,
];

/// The day of the review in every story.
const DAY: Date = date(2025, 6, 30);

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics")
}

fn codes() -> BTreeSet<&'static str> {
    ROOMS.iter().copied().flatten().copied().collect()
}

/// The names in a folder, in order.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("the folder is there");
    let name = |entry: std::io::Result<fs::DirEntry>| {
        let name = entry.expect("the folder can be read").file_name();
        name.into_string().expect("names are plain text")
    };
    let mut names: Vec<String> = entries.map(name).collect();
    names.sort();
    names
}

/// The stories: a name, and the folder and files that tell it.
fn stories() -> BTreeMap<String, (PathBuf, Vec<String>)> {
    let mut stories = BTreeMap::new();
    for name in names(&folder()) {
        let path = folder().join(&name);
        if path.is_dir() {
            let files = names(&path);
            let files = files.into_iter().filter(|name| !name.ends_with(".rhai"));
            stories.insert(name, (path, files.collect()));
        } else if let Some(story) = name.strip_suffix(".toml") {
            stories.insert(story.to_owned(), (folder(), vec![name]));
        }
    }
    stories
}

/// What is found in the files of a story; they are named without their folder. The day of the
/// review is given, as by `--date`, but where the story is about its absence.
fn found(story: &str, folder: &Path, files: &[String]) -> Diagnostics {
    found_in(story, folder, files, &|_, bytes| bytes)
}

/// The same where the files are `amended` as they are read, by their name.
fn found_in(
    story: &str,
    folder: &Path,
    files: &[String],
    amended: &(dyn Fn(&str, Vec<u8>) -> Vec<u8> + Sync),
) -> Diagnostics {
    let read = |name: &str| File {
        name: name.to_owned(),
        bytes: amended(
            name,
            fs::read(folder.join(name)).expect("the file is there"),
        ),
    };
    let files: Vec<File> = files.iter().map(|name| read(name)).collect();
    let library = |_: &str, name: &str| folder.join(name).is_file().then(|| read(name));
    let options = Options {
        date: (code(story) != "period-no-date").then_some(DAY),
        skip_bad: code(story) == "decision-needless-skipped",
        ..Options::default()
    };
    let loaded = load(&files, &library, &options);
    let mut diagnostics = loaded.diagnostics;
    let only_schemes = files.iter().all(|file| file.name.ends_with(".toml"));
    if only_schemes && !diagnostics.has_errors() {
        let period = Period::on(DAY);
        for book in &loaded.books {
            book.check_period(&period, &mut diagnostics);
        }
    }
    // What people decided is held against the results.
    if let Some(roster) = loaded.roster.filter(|_| !diagnostics.has_errors()) {
        let proposal = propose(rank(evaluate(&loaded.books, &roster)));
        // Why a row was left out is another story.
        if options.skip_bad {
            diagnostics = Diagnostics::new();
        }
        diagnostics.append(decisions(&proposal));
    }
    diagnostics
}

/// What is found in each story, by its name; they are read once.
fn findings() -> &'static BTreeMap<String, Diagnostics> {
    static FINDINGS: OnceLock<BTreeMap<String, Diagnostics>> = OnceLock::new();
    FINDINGS.get_or_init(|| {
        let told = |(story, (folder, files)): (String, (PathBuf, Vec<String>))| {
            let diagnostics = found(&story, &folder, &files);
            (story, diagnostics)
        };
        stories().into_iter().map(told).collect()
    })
}

/// The code that a story is about: its name up to the first dot.
fn code(story: &str) -> &str {
    story.split('.').next().unwrap_or(story)
}

#[test]
fn every_finding_reads_as_expected() {
    let update = std::env::var_os("DVK_UPDATE").is_some();
    let mut differ = Vec::new();
    for (story, diagnostics) in findings() {
        for (locale, ending) in [(Locale::Vi, "vi"), (Locale::En, "en")] {
            let is = render(diagnostics, locale, false);
            let path = folder().join(format!("{story}.{ending}.txt"));
            if update {
                fs::write(&path, is).expect("the expected file can be written");
                continue;
            }
            let expected = fs::read_to_string(&path).unwrap_or_default();
            if is != expected {
                differ.push(format!(
                    "{story}.{ending}.txt expects\n{expected}\nbut there is\n{is}"
                ));
            }
        }
    }
    assert!(
        differ.is_empty(),
        "{}\n(DVK_UPDATE=1 rewrites them)",
        differ.join("\n")
    );
}

#[test]
fn every_code_has_its_story_and_every_story_its_code_alone() {
    let stories = stories();
    let told: BTreeSet<&str> = stories.keys().map(|story| code(story)).collect();
    let codes = codes();
    let untold: Vec<_> = codes.difference(&told).collect();
    assert!(untold.is_empty(), "no story tells of {untold:?}");
    let stray: Vec<_> = told.difference(&codes).collect();
    assert!(stray.is_empty(), "no room knows the codes {stray:?}");
    for (story, diagnostics) in findings() {
        let found: Vec<&str> = diagnostics.sorted().iter().map(|d| d.code).collect();
        assert!(!found.is_empty(), "{story} finds nothing");
        assert!(
            found.iter().all(|found| *found == code(story)),
            "one fault, one kind of finding: {story} finds {found:?}"
        );
    }
}

#[test]
fn no_file_lies_here_that_no_story_needs() {
    let stories = stories();
    for name in names(&folder()) {
        let needed = if let Some(expected) = name.strip_suffix(".txt") {
            let story = expected.rsplit_once('.');
            story.is_some_and(|(story, language)| {
                ["vi", "en"].contains(&language) && stories.contains_key(story)
            })
        } else if name.ends_with(".rhai") {
            // A function file beside belongs to the story that names it.
            stories.values().any(|(folder, files)| {
                files.iter().any(|file| {
                    let text = fs::read(folder.join(file)).expect("the file is there");
                    String::from_utf8_lossy(&text).contains(&format!("\"{name}\""))
                })
            })
        } else {
            folder().join(&name).is_dir() || name.ends_with(".toml")
        };
        assert!(needed, "tests/diagnostics/{name} belongs to no story");
    }
}

/// How the house writes: small at the start, no full stop, backticks in pairs, one line.
#[test]
fn messages_keep_the_manners_of_the_house() {
    for (story, diagnostics) in findings() {
        for finding in diagnostics.sorted() {
            for locale in [Locale::Vi, Locale::En] {
                let help = finding.help.as_ref().map(|help| help.get(locale));
                for text in std::iter::once(finding.message.get(locale)).chain(help) {
                    let first = text.chars().next().expect("a message has words");
                    // A proper name keeps its capital.
                    let proper = text.starts_with("TOML") || text.starts_with("JSON");
                    assert!(!first.is_uppercase() || proper, "{story}: {text}");
                    assert!(!text.ends_with('.'), "{story}: {text}");
                    // What is to be pasted stands in lines of its own.
                    let is_pasted = text.contains(":\n[facts.");
                    assert!(is_pasted || !text.contains('\n'), "{story}: {text}");
                    assert!(text.matches('`').count() % 2 == 0, "{story}: {text}");
                    for rust in ["Decimal", "i64", "String", "Option", "rhai::", "&str", "()"] {
                        assert!(!text.contains(rust), "{story}: {text}");
                    }
                }
            }
        }
    }
}

/// Vietnamese is not English with marks: no message is left as the parser wrote it.
#[test]
fn vietnamese_findings_speak_vietnamese() {
    const ENGLISH: &[&str] = &[
        " the ",
        " this ",
        " is ",
        " are ",
        "expected",
        "expecting",
        "invalid",
        "missing",
        "unclosed",
        "overflow",
        " not ",
        " of ",
        " to ",
        "string",
        "function",
        "statement",
    ];
    for (story, diagnostics) in findings() {
        for finding in diagnostics.sorted() {
            let text = finding.message.get(Locale::Vi).to_lowercase();
            // What stands in backticks is the author's, or a word of the language.
            let prose: String = text.split('`').step_by(2).collect();
            for word in ENGLISH {
                assert!(!prose.contains(word), "{story}: `{word}` in {text}");
            }
        }
    }
}

/// One load tells all: ten faults of ten kinds, each at its line and column.
#[test]
fn ten_faults_are_found_at_once() {
    // The line of `title` is written with its marks apart, as some keyboards do.
    let text = r#"format = 2
id = "mười"
[facts.so_ho]
type = "integer"
unit = 7
[facts.loai]
type = "choice"
choices = ["I", "II"]
[[group]]
id = "A"
max = 20
[[criterion]]
id = "A1"
in = "A"
max = 8
basis = "b"
title = { vi = "Hòa Vang", en = "x", fr = "y" }
rule = '''
  // Tỷ lệ hộ ở xã
  if so_ho >= 75 { MAX } els { 0 }
'''
[[criterion]]
id = "A2"
in = "A"
max = 10
basis = "b"
rule = '/* Hòa Vang */ so_hoo'
[[criterion]]
id = "A3"
in = "A"
max = 1
basis = "b"
rule = 'if loai == "III" { 1 } else { step(so_ho, [[1, 1]]) }'
[[award]]
id = "khen"
not_with = ["khen"]
[ranking]
last = "council"
"#;
    let apart = text
        .replace("Hòa", "Ho\u{300}a")
        .replace("mười", "mu\u{31b}o\u{31b}\u{300}i");
    assert_ne!(text, apart);
    let ten = [
        ("format", 1, 10),
        ("bad-id", 2, 6),
        ("wrong-type", 5, 8),
        ("group-sum", 10, 6),
        ("wrong-type", 17, 9),
        ("rule-syntax", 20, 26),
        ("unknown-name", 27, 24),
        ("text-not-a-choice", 33, 20),
        ("unknown-function", 33, 39),
        ("award-with-itself", 36, 13),
    ];
    for text in [text, &apart] {
        let file = File {
            name: "muoi.toml".to_owned(),
            bytes: text.as_bytes().to_vec(),
        };
        let loaded = load(&[file], &|_, _| None, &Options::default());
        let found = loaded.diagnostics.sorted().into_iter().map(|finding| {
            let Place::Text { source, span } = &finding.place else {
                panic!("{} has no place in the text", finding.code);
            };
            let at = source.location(span.start);
            (finding.code, at.line, at.column)
        });
        let found: Vec<_> = found.collect();
        assert_eq!(
            found,
            ten,
            "{}",
            render(&loaded.diagnostics, Locale::En, false)
        );
    }
}

#[test]
fn where_a_decision_does_not_fit_no_command_tells_anybodys_place() {
    let folder = folder().join("decision-needless");
    let asked: [&[&str]; 5] = [
        &["rank"],
        &["rank", "--format", "csv"],
        &["rank", "--inflated"],
        &["markers"],
        &["explain"],
    ];
    for words in asked {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dvk"));
        command.args(words).args(["--date", "2025-06-30"]);
        command.arg(&folder);
        if words == ["explain"] {
            command.arg("TT-02");
        }
        let done = command.output().expect("dvk starts");
        let told = String::from_utf8_lossy(&done.stderr);
        assert_eq!(done.status.code(), Some(1), "{words:?}: {told}");
        assert!(done.stdout.is_empty(), "{words:?}");
        assert!(told.contains("decision-needless"), "{words:?}: {told}");
    }
}
