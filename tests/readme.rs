//! What the README says is true: its commands are run and their output compared, its files are
//! loaded, its tables are held against the code.
//!
//! A comment above a fenced block says what the block is: `<!-- file: vi-du.toml -->` is a part of
//! that file in the example folder, where the commands of most chapters are run;
//! `<!-- tour: FILE, … -->` is an edit that the reader makes, `<!-- typed: FILE -->` what the reader
//! types into a workbook, and `<!-- shown: FILE -->` a part of a file that is there. Blocks of
//! `console` hold commands after `$`, and what they print; a line of `…` stands for whatever was
//! left out there.

#[expect(dead_code, reason = "another test needs more of it")]
mod filled;

use std::collections::BTreeSet;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use dvk::commendation::{MissedReason, propose};
use dvk::diagnostic::render;
use dvk::document::ReadValue as _;
use dvk::evaluation::{ReasonKind, Status, evaluate};
use dvk::loading::{File, Options, load};
use dvk::locale::Locale;
use dvk::ranking::rank;
use dvk::report::{self, FORMATS, Format};
use dvk::scheme::{BUILT_IN, SchemeDocument};
use filled::Filled;
use serde_json::Value as Json;

const README: &str = include_str!("../README.md");
const LAWS: &str = include_str!("laws.rs");

/// The chapters whose commands the reader follows in a folder of their own.
const WALKS: [&str; 4] = [
    "Bắt đầu nhanh",
    "A ten-minute tour",
    "A council meeting",
    "A year from Excel alone",
];

/// The example schemes that have every key between them.
const SCHEMES: [&str; 2] = ["vi-du.toml", "can-bo.toml"];

/// A fenced block.
#[derive(Debug, Clone)]
struct Block {
    chapter: &'static str,
    /// The comment above it.
    note: &'static str,
    language: &'static str,
    text: String,
}

fn blocks() -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let (mut chapter, mut note, mut open) = ("", "", false);
    for line in README.lines() {
        if let Some(language) = line.strip_prefix("```") {
            open = !open;
            if open {
                let text = String::new();
                blocks.push(Block {
                    chapter,
                    note,
                    language,
                    text,
                });
                note = "";
            }
        } else if let Some(block) = blocks.last_mut().filter(|_| open) {
            block.text += line;
            block.text.push('\n');
        } else if let Some(heading) = line.strip_prefix("## ") {
            chapter = heading;
        } else if let Some(comment) = line.strip_prefix("<!-- ") {
            note = comment.trim_end_matches(" -->");
        }
    }
    assert!(!open, "the last fence is closed");
    blocks
}

/// The text of a chapter.
fn chapter(heading: &str) -> &'static str {
    let start = README.find(&format!("\n## {heading}\n"));
    let text = &README[start.expect("the chapter is there") + 1..];
    text.find("\n## ").map_or(text, |end| &text[..end])
}

/// The cells of every row of every table of a chapter, headings and all.
fn rows(heading: &str) -> Vec<Vec<&'static str>> {
    let lines = chapter(heading).lines();
    let rows = lines.filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |"));
    rows.map(|row| row.split(" | ").collect()).collect()
}

/// Files of the example folder, in the order of the README, each from all of its blocks.
fn example_files() -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = Vec::new();
    for block in blocks() {
        let Some(name) = block.note.strip_prefix("file: ") else {
            continue;
        };
        match files.iter_mut().find(|(known, _)| known == name) {
            Some((_, text)) => *text += &format!("\n{}", block.text),
            None => files.push((name.to_owned(), block.text)),
        }
    }
    files
}

fn example(name: &str) -> String {
    let files = example_files();
    let file = files.into_iter().find(|(known, _)| known == name);
    file.expect("the README has the file").1
}

/// A folder in which commands are run one after the other; it goes when this goes.
struct Shell {
    root: PathBuf,
    here: PathBuf,
    language: Option<String>,
    code: i32,
}

impl Shell {
    fn new(name: &str) -> Self {
        let folder = format!("dvk-readme-{name}-{}", std::process::id());
        let root = std::env::temp_dir().join(folder);
        fs::create_dir_all(&root).expect("a folder can be made");
        Self {
            here: root.clone(),
            root,
            language: None,
            code: 0,
        }
    }

    fn with_examples(name: &str) -> Self {
        let shell = Self::new(name);
        for (name, text) in example_files() {
            let path = shell.root.join(name);
            let folder = path.parent().expect("it stands in a folder");
            fs::create_dir_all(folder).expect("a folder can be made");
            fs::write(path, text).expect("a file can be written");
        }
        shell
    }

    /// What a command prints, results and talk as a terminal shows them.
    fn run(&mut self, command: &str) -> String {
        let words: Vec<&str> = command.split_whitespace().collect();
        match words.as_slice() {
            ["cd", folder] => {
                self.here.push(folder);
                if folder.starts_with("tests/") {
                    self.lend(folder);
                }
            }
            ["export", setting] => {
                let language = setting.strip_prefix("DVK_LANG=");
                self.language = Some(language.expect("the language is set").to_owned());
            }
            ["echo", "$?"] => return self.code.to_string(),
            // The gate runs the tests, and installing needs the network.
            ["cargo", "test"] | ["cargo", "install", ..] => {}
            ["cargo", "run", "--release", "--", rest @ ..] | ["dvk", rest @ ..] => {
                return self.dvk(rest);
            }
            _ => panic!("the test does not know how to run `{command}`"),
        }
        String::new()
    }

    /// Copies the files of a folder of the repository, so that the reader's edits stay here.
    fn lend(&self, folder: &str) {
        fs::create_dir_all(&self.here).expect("a folder can be made");
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        for entry in fs::read_dir(folder).expect("the folder is there") {
            let path = entry.expect("the folder can be listed").path();
            if let Some(name) = path.file_name().filter(|_| path.is_file()) {
                fs::copy(&path, self.here.join(name)).expect("a file can be copied");
            }
        }
    }

    /// Types into a workbook what a block says.
    fn type_in(&self, file: &str, lines: &str) {
        let path = self.here.join(file);
        let mut book = Filled::open(&fs::read(&path).expect("the workbook is there"));
        book.follow(lines);
        fs::write(&path, book.save()).expect("the workbook can be written");
    }

    /// Whether a block is a part of a file, line by line.
    fn shows(&self, file: &str, text: &str) {
        let whole = fs::read_to_string(self.here.join(file)).expect("the file is there");
        let whole = format!("\n{whole}");
        let parts = format!("\n{text}");
        let mut from = 0;
        for part in parts.split("\n…") {
            let at = whole[from..].find(part.trim_end());
            let at = at.unwrap_or_else(|| panic!("{file} does not say this:{part}"));
            from += at + part.trim_end().len();
        }
    }

    fn dvk(&mut self, arguments: &[&str]) -> String {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dvk"));
        command.args(arguments).current_dir(&self.here);
        command.env("COLUMNS", "100").env_remove("DVK_LANG");
        if let Some(language) = &self.language {
            command.env("DVK_LANG", language);
        }
        // One pipe for both, as a terminal is.
        let (mut reader, writer) = std::io::pipe().expect("there are pipes");
        let both = writer.try_clone().expect("a pipe has two ends");
        let mut child = command
            .stdout(both)
            .stderr(writer)
            .spawn()
            .expect("the program runs");
        // It holds the ends that are written to: with them open, reading would never end.
        drop(command);
        let mut printed = String::new();
        let read = reader.read_to_string(&mut printed);
        read.expect("what it prints is UTF-8");
        let status = child.wait().expect("it ends");
        self.code = status.code().expect("it ends by itself");
        printed
    }

    /// Runs a block's commands and compares what they print.
    fn follow(&mut self, block: &Block) {
        for step in block.text.split("$ ").filter(|step| !step.is_empty()) {
            let (command, shown) = step.split_once('\n').unwrap_or((step, ""));
            let printed = self.run(command);
            let mut lines = printed.lines().map(squeezed);
            let mut leaps = false;
            for line in shown.lines().map(squeezed) {
                if line == "…" {
                    leaps = true;
                    continue;
                }
                let next = if leaps {
                    lines.find(|printed| *printed == line)
                } else {
                    lines.next()
                };
                assert!(
                    next.as_ref() == Some(&line),
                    "{}: `{command}` does not print this (any more, or here):\n{line}\n\
                     It prints:\n{printed}",
                    block.chapter
                );
                leaps = false;
            }
            let left = lines.next().filter(|_| !leaps && !shown.is_empty());
            assert_eq!(left, None, "{}: `{command}` prints more", block.chapter);
        }
    }

    /// Makes the edit that a note of the tour describes.
    fn edit(&self, note: &str, text: &str) {
        let (file, how) = note.split_once(", ").expect("the note names the file");
        let path = self.here.join(file);
        let old = fs::read_to_string(&path).expect("the file is there");
        let find = |from: usize, what: &str| {
            let at = old[from..].find(what).map(|at| from + at);
            at.unwrap_or_else(|| panic!("{file} has no `{what}`"))
        };
        let (from, how) = match how
            .strip_prefix("below `")
            .and_then(|how| how.split_once("`, "))
        {
            Some((above, how)) => (find(0, above), how),
            None => (0, how),
        };
        let new = if let Some(line) = how.strip_prefix("below: ") {
            let at = find(from, line);
            let end = at + old[at..].find('\n').expect("the line ends") + 1;
            [&old[..end], text, &old[end..]].concat()
        } else if let Some(wrong) = how.strip_prefix("instead of: ") {
            let at = find(from, wrong);
            [&old[..at], text.trim_end(), &old[at + wrong.len()..]].concat()
        } else {
            assert_eq!(how, "at the end");
            old + text
        };
        fs::write(&path, new).expect("the file can be written");
    }
}

impl Drop for Shell {
    fn drop(&mut self) {
        // What cannot be removed stays in the temporary folder.
        let _ = fs::remove_dir_all(&self.root);
    }
}

/// A line without the widths of its columns.
fn squeezed(line: &str) -> String {
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Follows a chapter from a fresh folder.
fn walk(heading: &str) {
    let mut shell = Shell::new(&heading.replace(' ', "-"));
    for block in blocks().iter().filter(|block| block.chapter == heading) {
        match block.note.split_once(": ") {
            Some(("tour", note)) => shell.edit(note, &block.text),
            Some(("typed", file)) => shell.type_in(file, &block.text),
            Some(("shown", file)) => shell.shows(file, &block.text),
            _ => shell.follow(block),
        }
    }
}

#[test]
fn the_quick_start_goes_as_it_is_told() {
    walk(WALKS[0]);
}

#[test]
fn the_tour_goes_as_it_is_told() {
    walk(WALKS[1]);
}

#[test]
fn the_meeting_goes_as_it_is_told() {
    walk(WALKS[2]);
}

#[test]
fn the_year_from_excel_goes_as_it_is_told() {
    walk(WALKS[3]);
}

#[test]
fn every_other_command_gives_what_is_shown() {
    let mut shell = Shell::with_examples("chapters");
    let others = blocks()
        .into_iter()
        .filter(|block| block.language == "console" && !WALKS.contains(&block.chapter));
    for block in others {
        shell.follow(&block);
    }
}

#[test]
fn the_exit_codes_are_as_told() {
    let mut shell = Shell::with_examples("exits");
    let rows = rows("Commands, formats, exit codes");
    let codes = rows.iter().filter_map(|row| {
        let code = row[0].parse::<i32>().ok()?;
        Some((code, row[2].trim_matches('`')))
    });
    let codes: Vec<_> = codes.collect();
    assert_eq!(codes.len(), 4);
    for (code, command) in codes {
        let printed = shell.run(command);
        assert_eq!(shell.code, code, "`{command}` prints:\n{printed}");
    }
}

#[test]
fn every_command_and_format_has_its_row() {
    let rows = rows("Commands, formats, exit codes");
    let named = |cell: &str| rows.iter().find(|row| row[0].starts_with(cell));
    let help = Shell::new("help").dvk(&["--lang", "en", "--help"]);
    let commands = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let commands = commands.take_while(|line| !line.is_empty());
    for command in commands.filter_map(|line| line.split_whitespace().next()) {
        let row = named(&format!("`dvk {command}"));
        assert!(row.is_some(), "`dvk {command}` has no row");
    }
    for entry in &FORMATS {
        let row = named(&format!("`{}`", entry.word)).expect("every format has a row");
        assert_eq!(row[1], format!("`.{}`", entry.ending));
    }
}

#[test]
fn the_examples_load_without_findings() {
    let library = |_: &str, name: &str| Some(file(name, example(name)));
    for names in [&["smallest.toml"][..], &SCHEMES] {
        let files: Vec<File> = names.iter().map(|name| file(name, example(name))).collect();
        let loaded = load(&files, &library, &Options::default());
        let found = render(&loaded.diagnostics, Locale::En, false);
        assert_eq!(found, "", "{names:?}");
        assert_eq!(loaded.books.len(), names.len());
    }
}

/// A scheme with a fact of each kind that the quick start speaks of.
const OFFICE: &str = r#"
    id = "s"
    subject = "collective"
    [facts.loai]
    label = "Loại xã"
    type = "choice"
    choices = { I = "Loại I", II = "Loại II", III = "Loại III" }
    [facts.co]
    label = "Có kế hoạch"
    type = "yes-no"
    [facts.so]
    label = "Số hội nghị"
    type = "integer"
    [facts.ngay]
    label = "Ngày họp"
    type = "date"
    [ranking]
    last = "council"
    [[criterion]]
    id = "xong"
    kind = "standard"
    basis = "Mục 1"
    rule = "true"
"#;

/// What is found in a list under these headings.
fn found_in(list: String) -> String {
    let files = [
        file("s.toml", OFFICE.to_owned()),
        file("period.toml", "date = 2025-11-30".to_owned()),
        file("nominations.csv", list),
    ];
    let loaded = load(&files, &|_, _| None, &Options::default());
    render(&loaded.diagnostics, Locale::Vi, false)
}

fn quoted(cell: &str) -> Vec<&str> {
    cell.split('`').skip(1).step_by(2).collect()
}

#[test]
fn what_offices_write_is_understood_as_the_quick_start_says() {
    let of_table = |columns: usize| {
        let rows = rows("Bắt đầu nhanh").into_iter();
        rows.filter(move |row| row.len() == columns)
    };
    let mut tried = 0;
    for row in of_table(2).skip(1) {
        let column = quoted(row[1]);
        for heading in quoted(row[0]) {
            let fixed = ["Mã", "Tên"].map(|name| match column.first() {
                Some(column) if *column == name => format!("\"{heading}\""),
                _ => name.to_owned(),
            });
            let own = match column.first() {
                Some(column) if ["Mã", "Tên"].contains(column) => String::new(),
                _ => format!(",\"{heading}\""),
            };
            let list = format!(
                "{}{own},Loại xã,Có kế hoạch,Số hội nghị,Ngày họp\n",
                fixed.join(",")
            );
            let found = found_in(list);
            assert!(
                !found.contains("[column-") && !found.contains("codes-from"),
                "{heading}: {found}"
            );
            tried += 1;
        }
    }
    for row in of_table(3).skip(1) {
        for written in quoted(row[1]) {
            let meant = *quoted(row[2]).first().expect("what it is taken for");
            let cells = match meant {
                "có" => format!("I,{written},1,01/02/2025"),
                "KAD" => format!("I,có,{written},01/02/2025"),
                "II" => format!("{written},có,1,01/02/2025"),
                _ => format!("I,có,1,{written}"),
            };
            let found = found_in(format!(
                "Mã,Tên,Loại xã,Có kế hoạch,Số hội nghị,Ngày họp\nA,Xã A,{cells}\n"
            ));
            let told = format!("`{written}` được hiểu là `{meant}`");
            assert!(found.contains(&told), "{told}: {found}");
            tried += 1;
        }
    }
    assert!(tried > 20, "only {tried} were tried");
}

fn file(name: &str, text: String) -> File {
    File {
        name: name.to_owned(),
        bytes: text.into_bytes(),
    }
}

/// Every key that a schema knows, by its path, and every word that a value may be.
fn known(schema: &Json, path: &str, keys: &mut BTreeSet<String>, words: &mut BTreeSet<String>) {
    for (key, schema) in schema["properties"].as_object().into_iter().flatten() {
        let path = format!("{path}.{key}");
        known(schema, &path, keys, words);
        keys.insert(path);
    }
    for schema in schema["patternProperties"]
        .as_object()
        .into_iter()
        .flatten()
    {
        known(schema.1, &format!("{path}.*"), keys, words);
    }
    for inner in [&schema["additionalProperties"], &schema["items"]] {
        known_if_any(inner, &format!("{path}.*"), keys, words);
    }
    for schema in schema["oneOf"].as_array().into_iter().flatten() {
        known(schema, path, keys, words);
    }
    let named = schema["enum"].as_array().into_iter().flatten();
    words.extend(named.filter_map(|word| word.as_str().map(str::to_owned)));
}

fn known_if_any(
    schema: &Json,
    path: &str,
    keys: &mut BTreeSet<String>,
    words: &mut BTreeSet<String>,
) {
    if schema.is_object() {
        known(schema, path, keys, words);
    }
}

/// Every path that a file uses: each key, and `*` for one of many.
fn used(value: &toml::Value, path: &str, found: &mut BTreeSet<String>) {
    match value {
        toml::Value::Table(table) => {
            for (key, value) in table {
                for key in [key.as_str(), "*"] {
                    let path = format!("{path}.{key}");
                    used(value, &path, found);
                    found.insert(path);
                }
            }
        }
        toml::Value::Array(items) => {
            for item in items {
                used(item, &format!("{path}.*"), found);
            }
        }
        _ => {}
    }
}

#[test]
fn every_key_has_an_example_and_every_word_is_named() {
    let (mut keys, mut words) = (BTreeSet::new(), BTreeSet::new());
    known(&SchemeDocument::schema(false), "", &mut keys, &mut words);
    assert!(keys.len() > 100, "the schema was walked: {keys:?}");
    let mut found = BTreeSet::new();
    for name in SCHEMES {
        let table: toml::Table = example(name).parse().expect("the example is TOML");
        used(&toml::Value::Table(table), "", &mut found);
    }
    // A text has both languages in one place; that is enough.
    let texts = |key: &&String| !key.ends_with(".vi") && !key.ends_with(".en");
    let missing: Vec<_> = keys.difference(&found).filter(texts).collect();
    assert!(missing.is_empty(), "no example for {missing:?}");
    let format = chapter("The scheme format");
    let inside = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    let said: BTreeSet<&str> = format.split(|c| !inside(c)).collect();
    let unsaid: Vec<_> = words
        .iter()
        .filter(|word| !said.contains(word.as_str()))
        .collect();
    assert!(unsaid.is_empty(), "these words are not named: {unsaid:?}");
}

#[test]
fn every_function_stands_in_the_table() {
    let rows = rows("Functions");
    let functions = &dvk::rule::FUNCTIONS;
    for function in functions {
        let usage = format!("`{}`", function.usage);
        let row = rows.iter().find(|row| row[0] == usage);
        let row = row.unwrap_or_else(|| panic!("{usage} has no row"));
        assert_eq!(row[1], function.en);
    }
    assert_eq!(rows.len(), functions.len() + 1, "and nothing else");
}

#[test]
fn every_name_and_word_of_the_contract_is_told() {
    let names = chapter("Names in rules");
    for name in BUILT_IN {
        assert!(names.contains(&format!("`{name}`")), "{name}");
    }
    let status = [
        Status::Refused,
        Status::Held,
        Status::Unclassified,
        Status::Incomplete,
        Status::Failed,
    ];
    let reason = [
        ReasonKind::Gate,
        ReasonKind::Fact,
        ReasonKind::Check,
        ReasonKind::Criterion,
        ReasonKind::Floor,
        ReasonKind::Standard,
        ReasonKind::Cohort,
        ReasonKind::Class,
        ReasonKind::Tie,
        ReasonKind::Award,
    ];
    let missed: [_; 6] = [
        MissedReason::Condition,
        MissedReason::Again,
        MissedReason::OtherAward(0),
        MissedReason::Vote,
        MissedReason::Decision,
        MissedReason::Quota,
    ];
    let json = chapter("JSON");
    let words = status.map(Status::word).into_iter();
    let words = words.chain(reason.map(ReasonKind::word));
    for word in words.chain(missed.map(MissedReason::word)) {
        assert!(json.contains(&format!("`{word}`")), "{word}");
    }
}

/// Every key of JSON; what stands under the ids of a scheme is no key.
fn keys_of(value: &Json, keys: &mut BTreeSet<String>) {
    for item in value.as_array().into_iter().flatten() {
        keys_of(item, keys);
    }
    for (key, value) in value.as_object().into_iter().flatten() {
        keys.insert(key.clone());
        let by_id = ["list", "groups", "points", "stages"].contains(&key.as_str());
        let mut inner = value.as_object().into_iter().flatten();
        let holds_more = |(_, inner): (&String, &Json)| inner.is_object() || inner.is_array();
        if !by_id || value.is_array() || inner.any(holds_more) {
            keys_of(value, keys);
        }
    }
}

#[test]
fn every_key_of_the_json_is_described() {
    let mut keys = BTreeSet::new();
    let stories = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    for story in fs::read_dir(stories).expect("the stories are there") {
        let folder = story.expect("the stories can be listed").path();
        let names = fs::read_dir(&folder).expect("a story can be listed");
        let names = names.map(|name| name.expect("a story can be listed").path());
        let is_data = |path: &PathBuf| {
            let ending = path.extension().and_then(|ending| ending.to_str());
            matches!(ending, Some("toml" | "csv" | "xlsx"))
        };
        let mut names: Vec<PathBuf> = names.filter(is_data).collect();
        names.sort();
        let read = |path: &Path| File {
            name: path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into(),
            bytes: fs::read(path).expect("a story's file can be read"),
        };
        let files: Vec<File> = names.iter().map(|path| read(path)).collect();
        let library = |_: &str, name: &str| Some(read(&folder.join(name)));
        let loaded = load(&files, &library, &Options::default());
        let Some(roster) = loaded.roster.filter(|_| !loaded.diagnostics.has_errors()) else {
            continue;
        };
        let proposal = propose(rank(evaluate(&loaded.books, &roster)));
        let options = report::Options::default();
        let mut texts = vec![report::ranking(
            &proposal,
            &dvk::office::Office::default(),
            Format::Json,
            &options,
        )];
        for (scheme, judged) in proposal.ranking.evaluation.schemes.iter().enumerate() {
            let sheet = |at| report::sheet(&proposal, scheme, at, Format::Json, &options);
            texts.extend((0..judged.judged.len().min(6)).map(sheet));
        }
        for text in texts {
            let text = text.expect("it is written");
            keys_of(
                &serde_json::from_slice(&text).expect("it is JSON"),
                &mut keys,
            );
        }
    }
    assert!(keys.len() > 90, "the stories were told: {keys:?}");
    let inside = |c: char| c.is_alphanumeric() || c == '_';
    let said: BTreeSet<&str> = chapter("JSON").split(|c| !inside(c)).collect();
    let undescribed = keys.iter().filter(|key| !said.contains(key.as_str()));
    let undescribed: Vec<_> = undescribed.collect();
    assert!(undescribed.is_empty(), "not described: {undescribed:?}");
}

#[test]
fn every_law_is_named_and_no_other() {
    let kept = LAWS.split("#[test]\n").skip(1).filter_map(|rest| {
        let name = rest.trim_start().strip_prefix("fn ")?.split('(').next()?;
        Some(name.replace('_', " "))
    });
    let kept: BTreeSet<String> = kept.collect();
    let said = chapter("How sure it is").lines();
    let said = said.filter_map(|line| Some(line.strip_prefix("  - ")?.to_owned()));
    assert_eq!(said.collect::<BTreeSet<_>>(), kept);
}

#[test]
fn as_many_cases_are_run_as_the_tour_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("criteria");
    let read = |name: &str| {
        let text = fs::read_to_string(folder.join(name)).expect("it can be read");
        file(name, text)
    };
    let entries = fs::read_dir(&folder).expect("the schemes can be listed");
    let names = entries.map(|entry| entry.expect("they can be listed").file_name());
    let names: Vec<String> = names.filter_map(|name| name.into_string().ok()).collect();
    let schemes = names.iter().filter(|name| name.ends_with(".toml"));
    let schemes: Vec<File> = schemes.map(|name| read(name)).collect();
    let loaded = load(&schemes, &|_, name| Some(read(name)), &Options::default());
    let tour = chapter("A ten-minute tour").replace('\n', " ");
    assert!(
        tour.contains(&format!("{} small cases", loaded.cases)),
        "{}",
        loaded.cases
    );
    let sure = chapter("How sure it is");
    assert!(sure.contains(&format!("carry {}", loaded.cases)));
}

#[test]
fn every_link_within_leads_somewhere() {
    let anchor = |heading: &str| {
        let kept = heading
            .chars()
            .filter(|c| c.is_alphanumeric() || " -".contains(*c));
        kept.collect::<String>().to_lowercase().replace(' ', "-")
    };
    let headings = README.lines().filter(|line| line.starts_with("##"));
    let anchors = headings.map(|line| anchor(line.trim_start_matches('#').trim()));
    let anchors: BTreeSet<String> = anchors.collect();
    let links = README.split("](#").skip(1);
    for link in links.filter_map(|rest| rest.split(')').next()) {
        assert!(anchors.contains(link), "#{link}");
    }
}

#[test]
fn every_fence_names_its_language() {
    for block in blocks() {
        // rustdoc takes a fence without a word for Rust.
        assert!(!block.language.is_empty(), "{}", block.text);
    }
}
