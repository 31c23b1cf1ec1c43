//! The stories: each folder of `tests/cases` is a small review period, told in its README, with
//! what must come out of it in `expected/`, to the letter. `expected/` is a folder of its own so
//! that `dvk rank tests/cases/<story>` runs the story as it stands.
//!
//! Expected output is derived from the contract, not taken from the program. `DVK_UPDATE=1`
//! rewrites what stands there, for the author of a story to read line by line. A workbook of a
//! story is the blank form of its schemes, and what a person typed into it: that is told in a text
//! beside it, as `tests/filled` says, and `DVK_UPDATE=1` makes the workbook from it.

#[expect(dead_code, reason = "another test needs more of it")]
mod filled;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use dvk::commendation::{Proposal, findings as decisions, propose};
use dvk::diagnostic::render;
use dvk::evaluation::evaluate;
use dvk::form::workbook;
use dvk::loading::{File, Keep, Loaded, Options, load};
use dvk::locale::Locale;
use dvk::markers::compare;
use dvk::office::Office;
use dvk::ranking::{Options as Choices, rank_with};
use dvk::report::{self, Format};
use dvk::rule::Rulebook;
use filled::Filled;
use unicode_segmentation::UnicodeSegmentation as _;

/// A report as text.
fn text(report: std::io::Result<Vec<u8>>) -> String {
    let bytes = report.expect("the format holds so much");
    String::from_utf8(bytes).expect("the format is text")
}

/// Fewer stories than this, and a folder was not found.
const LEAST: usize = 70;

/// How wide the screen is for which tables are drawn.
const SCREEN: usize = 100;

/// Where the stories stand.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}

/// What stands directly in a folder, by name, in order.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a story's folder can be listed");
    let name = |entry: std::io::Result<fs::DirEntry>| {
        let name = entry.expect("a story's folder can be listed").file_name();
        name.into_string().expect("file names are UTF-8")
    };
    let mut names: Vec<String> = entries.map(name).collect();
    names.sort();
    names
}

fn file(folder: &Path, name: &str) -> File {
    File {
        name: name.to_owned(),
        bytes: fs::read(folder.join(name)).expect("a story's file can be read"),
    }
}

/// Where a nominee was judged.
fn nominee(proposal: &Proposal<'_>, id: &str) -> Option<(usize, usize)> {
    let schemes = proposal.ranking.evaluation.schemes.iter().enumerate();
    let mut found = schemes.filter_map(|(scheme, judged)| {
        let mut nominees = judged.judged.iter();
        let at = nominees.position(|one| one.id() == id)?;
        Some((scheme, at))
    });
    found.next()
}

/// A file whose name ends so; stories are written in small letters.
fn ends(name: &str, ending: &str) -> bool {
    Path::new(name).extension().is_some_and(|own| own == ending)
}

fn updates() -> bool {
    std::env::var_os("DVK_UPDATE").is_some_and(|update| update == "1")
}

/// The forms of the schemes of a story, with what a text says typed into them.
fn fill(folder: &Path, names: &[String], text: &str) -> Filled {
    let schemes = names.iter().filter(|name| ends(name, "toml"));
    let schemes: Vec<File> = schemes.map(|name| file(folder, name)).collect();
    let library = |_: &str, name: &str| Some(file(folder, name));
    let loaded = load(&schemes, &library, &Options::default());
    let forms = workbook(
        &loaded.books.iter().collect::<Vec<_>>(),
        &Office::default(),
        Locale::Vi,
    );
    let mut filled = Filled::open(&forms.expect("the forms are made"));
    let lines = fs::read_to_string(folder.join(text)).expect("a story's file can be read");
    filled.follow(&lines);
    filled
}

/// A story as it stands in its folder, and everything found wrong with it.
struct Story {
    name: String,
    folder: PathBuf,
    faults: Vec<String>,
    /// The files of `expected/` that something was compared with.
    compared: BTreeSet<String>,
}

impl Story {
    fn fault(&mut self, fault: impl std::fmt::Display) {
        self.faults.push(format!("{}: {fault}", self.name));
    }

    fn run(&mut self) {
        let names = names(&self.folder);
        let own = ["README.md", "expected", "seed.txt"];
        let tables = [
            "nominations",
            "units",
            "marks",
            "votes",
            "history",
            "decisions",
            "cluster-marks",
            "cluster-facts",
            "criteria",
        ];
        for name in &names {
            let table = name.strip_suffix(".csv");
            let known = own.contains(&name.as_str())
                || table.is_some_and(|table| tables.contains(&table))
                || ["toml", "rhai", "xlsx"].iter().any(|it| ends(name, it))
                || name.ends_with(".xlsx.txt");
            if !known {
                self.fault(format!("`{name}` is no part of a story"));
            }
        }
        let is_there = |name: &str| names.iter().any(|own| own == name);
        let texts = names.iter().filter(|name| name.ends_with(".xlsx.txt"));
        for text in texts.clone() {
            self.make(&names, text);
        }
        for book in names.iter().filter(|name| ends(name, "xlsx")) {
            if !is_there(&format!("{book}.txt")) {
                self.fault(format!("nothing says what was typed into `{book}`"));
            }
        }
        let list = match texts.count() {
            0 if !is_there("cluster-facts.csv") => &["nominations.csv"][..],
            _ => &[],
        };
        for name in [&["README.md", "period.toml", "expected"], list].concat() {
            if !is_there(name) {
                return self.fault(format!("there is no `{name}`"));
            }
        }
        let told = fs::read_to_string(self.folder.join("README.md")).unwrap_or_default();
        if !told.starts_with("# ") || told.lines().count() < 3 {
            self.fault("the README does not tell the story");
        }
        let is_data = |name: &&String| ["toml", "csv", "xlsx"].iter().any(|it| ends(name, it));
        let data = names.iter().filter(is_data);
        let files: Vec<File> = data.map(|name| file(&self.folder, name)).collect();
        let folder = self.folder.clone();
        let library = |_: &str, name: &str| {
            folder
                .join(name)
                .is_file()
                .then(|| file(folder.as_path(), name))
        };
        let loaded = load(&files, &library, &Options::default());
        for name in names.iter().filter(|name| ends(name, "rhai")) {
            let mut wanted = loaded.books.iter().flat_map(|book| &book.scheme.functions);
            if !wanted.any(|wanted| wanted.value == *name) {
                self.fault(format!("no scheme uses `{name}`"));
            }
        }
        let mut findings = render(&loaded.diagnostics, Locale::Vi, false);
        if !loaded.diagnostics.has_errors() {
            match &loaded.roster {
                Some(roster) => {
                    // The word of the lot is what `--seed` gives.
                    let seed = fs::read_to_string(self.folder.join("seed.txt")).ok();
                    let seed = seed.map(|seed| seed.trim().to_owned());
                    let ranking = rank_with(evaluate(&loaded.books, roster), &Choices { seed });
                    let proposal = propose(ranking);
                    let decided = decisions(&proposal);
                    findings += &render(&decided, Locale::Vi, false);
                    if !decided.has_errors() {
                        self.told(&loaded.books, &proposal);
                        let options = Options {
                            keep: Keep::Verdicts,
                            ..Options::default()
                        };
                        self.told_by_verdicts(load(&files, &library, &options), &proposal);
                    }
                }
                None => self.fault("nobody is nominated"),
            }
        }
        if !findings.is_empty() {
            self.compare("findings.vi.txt", &findings);
        }
        for name in self.expected() {
            if !self.compared.contains(&name) {
                self.fault(format!("nothing comes out for `expected/{name}`"));
            }
        }
    }

    /// Holds a workbook against what is told to stand in it.
    fn make(&mut self, names: &[String], text: &str) {
        let filled = fill(&self.folder, names, text);
        let name = text.trim_end_matches(".txt");
        let path = self.folder.join(name);
        if updates() {
            fs::write(&path, filled.save()).expect("a workbook can be written");
        }
        match fs::read(&path) {
            Ok(bytes) if Filled::open(&bytes) == filled => {}
            Ok(_) => self.fault(format!("`{name}` is not what `{text}` says")),
            Err(_) => self.fault(format!("there is no `{name}`")),
        }
    }

    fn expected(&self) -> Vec<String> {
        names(&self.folder.join("expected"))
    }

    /// The flat table and the findings are the same where only verdicts are kept.
    fn told_by_verdicts(&mut self, mut loaded: Loaded, proposal: &Proposal<'_>) {
        let verdicts = loaded.verdicts.take();
        let (Some(verdicts), Some(roster)) = (verdicts, &loaded.roster) else {
            return self.fault("nobody is judged while the files are read");
        };
        let seed = proposal.ranking.seed.clone();
        let evaluation = verdicts.evaluation(&loaded.books, roster);
        let own = propose(rank_with(evaluation, &Choices { seed }));
        let options = report::Options::default();
        let [one, other] = [&own, proposal].map(|it| {
            text(report::ranking(
                it,
                &Office::default(),
                Format::Csv,
                &options,
            ))
        });
        if one != other {
            self.fault("what is kept of nominees changes the flat table");
        }
    }

    /// The ranking for machines, always; whatever else the story has, in each format that it has.
    fn told(&mut self, books: &[Rulebook], proposal: &Proposal<'_>) {
        let json = text(report::ranking(
            proposal,
            &Office::default(),
            Format::Json,
            &report::Options::default(),
        ));
        self.compare("rank.json", &json);
        for name in self.expected() {
            let told = self.tell(&name, books, proposal);
            told.into_iter().for_each(|told| self.compare(&name, &told));
        }
    }

    /// What is asked for by the name of a file of `expected/`, in the format of its ending.
    fn tell(&mut self, name: &str, books: &[Rulebook], proposal: &Proposal<'_>) -> Option<String> {
        let (asked, ending) = name.rsplit_once('.')?;
        let format = Format::of_ending(ending).filter(|_| name != "findings.vi.txt")?;
        let options = report::Options {
            width: Some(SCREEN),
            ..report::Options::default()
        };
        let told = text(match asked.split_once('-') {
            None if asked == "rank" => {
                report::ranking(proposal, &Office::default(), format, &options)
            }
            None if asked == "inflated" => report::inflated(proposal, 10, format, &options),
            None if asked == "markers" => {
                let choices = Choices {
                    seed: proposal.ranking.seed.clone(),
                };
                let compared = compare(books, proposal.ranking.evaluation.roster, &choices);
                report::markers(&compared, format, &options)
            }
            Some(("explain", id)) => {
                let (scheme, at) = nominee(proposal, id)?;
                report::sheet(proposal, scheme, at, format, &options)
            }
            Some(("missing", id)) => {
                report::missing(proposal, nominee(proposal, id)?, None, format, &options)
            }
            // Two codes stand on both sides of `--`.
            Some(("over", ids)) => {
                let (one, other) = ids.split_once("--")?;
                let (one, other) = (nominee(proposal, one)?, nominee(proposal, other)?);
                report::compare(proposal, one, other, format, &options)
            }
            _ => return None,
        });
        let is_wide = |line: &str| line.graphemes(true).count() > SCREEN;
        if format == Format::Table && told.lines().any(is_wide) {
            self.fault(format!("`{name}` has lines wider than the screen"));
        }
        Some(told)
    }

    fn compare(&mut self, name: &str, found: &str) {
        self.compared.insert(name.to_owned());
        let path = self.folder.join("expected").join(name);
        if updates() {
            fs::write(&path, found).expect("expected output can be written");
        }
        let Ok(expected) = fs::read_to_string(&path) else {
            return self.fault(format!("there is no `expected/{name}`"));
        };
        if expected == found {
            return;
        }
        let (expected_lines, found_lines) = (expected.lines(), found.lines());
        let same = expected_lines.zip(found_lines).take_while(|(a, b)| a == b);
        let at = same.count();
        let line = |text: &str| text.lines().nth(at).unwrap_or("(the end)").to_owned();
        self.fault(format!(
            "`expected/{name}` line {}\n  expected: {}\n  found:    {}",
            at + 1,
            line(&expected),
            line(found)
        ));
    }
}

#[test]
fn every_story_comes_out_as_it_is_told() {
    let mut faults = Vec::new();
    let stories = names(&root());
    for name in &stories {
        let mut story = Story {
            name: name.clone(),
            folder: root().join(name),
            faults: Vec::new(),
            compared: BTreeSet::new(),
        };
        if story.folder.is_dir() {
            story.run();
        } else {
            story.fault("stands beside the stories and is none");
        }
        faults.extend(story.faults);
    }
    if stories.len() < LEAST {
        faults.push(format!("only {} stories were found", stories.len()));
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}
