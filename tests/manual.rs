//! What the manual and the README say is true, in both languages: their commands are run and their
//! output compared, their files loaded, their tables held against the code.
//!
//! A comment above a fenced block says what the block is: `<!-- file: vi-du.toml -->` is a part of
//! that file in the example folder, where the commands of most guides are run;
//! `<!-- tour: FILE, … -->` is an edit that the reader makes, `<!-- typed: FILE -->` what the reader
//! types into a workbook, and `<!-- shown: FILE -->` a part of a file that is there. Blocks of
//! `console` hold commands after `$`, and what they print; a line of `…` stands for whatever was
//! left out there. From `<!-- walk -->` to `<!-- end -->` the reader follows in a fresh folder.
//! `<!-- table: NAME -->` names the table below it.

#[path = "manual/documents.rs"]
mod documents;
#[expect(dead_code, reason = "another test needs more of it")]
mod filled;
#[path = "manual/shell.rs"]
mod shell;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use dvk::commendation::{MissedReason, propose};
use dvk::diagnostic::render;
use dvk::document::ReadValue as _;
use dvk::evaluation::{ReasonKind, Status, evaluate};
use dvk::loading::{File, Options, load};
use dvk::locale::Locale;
use dvk::manual;
use dvk::ranking::rank;
use dvk::report::{self, FORMATS, Format};
use dvk::scheme::{BUILT_IN, SchemeDocument};
use serde_json::Value as Json;

use documents::{Document, README, all, example, example_files, guide, guides, readme};
use shell::Shell;

const LAWS: &str = include_str!("laws.rs");

/// The example schemes that have every key between them.
const SCHEMES: [&str; 2] = ["vi-du.toml", "can-bo.toml"];

/// The guides in which a scheme's keys are described.
const FORMAT: [&str; 5] = ["scheme", "values", "classes", "awards", "marks"];

/// Follows each part of a document that begins in a fresh folder.
fn walk(document: Document, locale: Locale) {
    let blocks = document.blocks();
    let walks = blocks.iter().filter_map(|block| block.walk);
    for walk in walks.collect::<BTreeSet<_>>() {
        let mut shell = Shell::new(&format!("{}-{walk}", document.name), locale);
        for block in blocks.iter().filter(|block| block.walk == Some(walk)) {
            match block.note.split_once(": ") {
                Some(("tour", note)) => shell.edit(note, &block.text),
                Some(("typed", file)) => shell.type_in(file, &block.text),
                Some(("shown", file)) => shell.shows(file, &block.text),
                _ => shell.follow(block),
            }
        }
    }
}

/// Follows the rest of some documents, in one folder with the manual's own files.
fn follow(name: &str, documents: Vec<Document>, locale: Locale) {
    let mut shell = Shell::with_examples(name, locale);
    let blocks = documents.into_iter().flat_map(Document::blocks);
    for block in blocks.filter(|it| it.walk.is_none() && it.language == "console") {
        shell.follow(&block);
    }
}

#[test]
fn the_readme_goes_as_it_is_told() {
    walk(readme(), Locale::Vi);
    follow("readme", vec![readme()], Locale::Vi);
}

#[test]
fn the_vietnamese_walks_go_as_they_are_told() {
    for guide in guides(Locale::Vi) {
        walk(guide, Locale::Vi);
    }
}

#[test]
fn the_english_walks_go_as_they_are_told() {
    for guide in guides(Locale::En) {
        walk(guide, Locale::En);
    }
}

#[test]
fn every_other_command_of_the_vietnamese_guides_gives_what_is_shown() {
    follow("guides", guides(Locale::Vi), Locale::Vi);
}

#[test]
fn every_other_command_of_the_english_guides_gives_what_is_shown() {
    follow("guides", guides(Locale::En), Locale::En);
}

#[test]
fn the_exit_codes_are_as_told() {
    for locale in Locale::ALL {
        let mut shell = Shell::with_examples("exits", locale);
        let rows = guide("commands", locale).table("exits");
        assert_eq!(rows.len(), 4);
        for row in rows {
            let code: i32 = row[0].parse().expect("the code is a number");
            let command = row[2].trim_matches('`');
            let printed = shell.run(command);
            assert_eq!(shell.code, code, "`{command}` prints:\n{printed}");
        }
    }
}

#[test]
fn every_command_format_and_topic_has_its_row() {
    for locale in Locale::ALL {
        let guide = guide("commands", locale);
        let rows = guide.table("commands");
        let help = Shell::new("help", locale).dvk(&["--help"]);
        let heading = locale.of("Các lệnh:", "Commands:");
        let commands = help.lines().skip_while(|line| *line != heading).skip(1);
        let commands = commands.take_while(|line| !line.is_empty());
        for command in commands.filter_map(|line| line.split_whitespace().next()) {
            let start = format!("`dvk {command}");
            let row = rows.iter().find(|row| row[0].starts_with(&start));
            assert!(row.is_some(), "{}: `dvk {command}` has no row", guide.name);
        }
        let rows = guide.table("formats");
        for entry in &FORMATS {
            let word = format!("`{}`", entry.word);
            let row = rows.iter().find(|row| row[0] == word);
            let row = row.expect("every format has a row");
            assert_eq!(row[1], format!("`.{}`", entry.ending));
        }
        for topic in manual::TOPICS {
            assert!(help.contains(topic.about(locale)), "{}", topic.name(locale));
        }
    }
}

#[test]
fn the_examples_load_without_findings() {
    for locale in Locale::ALL {
        let library = |_: &str, name: &str| Some(file(name, example(name, locale)));
        for names in [&["smallest.toml"][..], &SCHEMES] {
            let files = names.iter().map(|name| file(name, example(name, locale)));
            let files: Vec<File> = files.collect();
            let loaded = load(&files, &library, &Options::default());
            let found = render(&loaded.diagnostics, Locale::En, false);
            assert_eq!(found, "", "{names:?}");
            assert_eq!(loaded.books.len(), names.len());
        }
    }
}

#[test]
fn the_example_files_are_the_same_in_both_languages_but_for_their_comments() {
    let [vi, en] = Locale::ALL.map(example_files);
    let names = |files: &[(String, String)]| {
        let names = files.iter().map(|(name, _)| name.clone());
        names.collect::<BTreeSet<_>>()
    };
    assert_eq!(names(&vi), names(&en));
    for name in SCHEMES {
        let [vi, en] = Locale::ALL.map(|locale| example(name, locale));
        let [vi, en] = [vi, en].map(|text| text.parse::<toml::Table>().expect("it is TOML"));
        for (key, value) in &en {
            assert_eq!(vi.get(key), Some(value), "{name}: {key}");
        }
        assert_eq!(vi.len(), en.len(), "{name}");
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
fn what_offices_write_is_understood_as_told() {
    for locale in Locale::ALL {
        let guide = guide("data", locale);
        let mut tried = 0;
        for row in guide.table("headings") {
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
        for row in guide.table("cells") {
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
    for locale in Locale::ALL {
        let mut found = BTreeSet::new();
        for name in SCHEMES {
            let table: toml::Table = example(name, locale).parse().expect("the example is TOML");
            used(&toml::Value::Table(table), "", &mut found);
        }
        // A text has both languages in one place; that is enough.
        let texts = |key: &&String| !key.ends_with(".vi") && !key.ends_with(".en");
        let missing: Vec<_> = keys.difference(&found).filter(texts).collect();
        assert!(missing.is_empty(), "no example for {missing:?}");
        let said = FORMAT.map(|topic| words_of(guide(topic, locale)));
        let unsaid = |word: &&String| !said.iter().any(|said| said.contains(word.as_str()));
        let unsaid: Vec<_> = words.iter().filter(unsaid).collect();
        assert!(unsaid.is_empty(), "these words are not named: {unsaid:?}");
    }
}

/// Every word of a guide.
fn words_of(guide: Document) -> BTreeSet<&'static str> {
    let inside = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    guide.text.split(|c| !inside(c)).collect()
}

#[test]
fn every_function_stands_in_the_table() {
    for locale in Locale::ALL {
        let rows = guide("ham", locale).table("functions");
        let functions = &dvk::rule::FUNCTIONS;
        for function in functions {
            let usage = format!("`{}`", function.usage);
            let row = rows.iter().find(|row| row[0] == usage);
            let row = row.unwrap_or_else(|| panic!("{usage} has no row"));
            assert_eq!(row[1], locale.of(function.vi, function.en));
        }
        assert_eq!(rows.len(), functions.len(), "and nothing else");
    }
}

#[test]
fn every_name_and_word_of_the_contract_is_told() {
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
    let words = status.map(Status::word).into_iter();
    let words = words.chain(reason.map(ReasonKind::word));
    let words: Vec<_> = words.chain(missed.map(MissedReason::word)).collect();
    for locale in Locale::ALL {
        let rules = guide("rules", locale).text;
        for name in BUILT_IN {
            assert!(rules.contains(&format!("`{name}`")), "{name}");
        }
        let json = guide("json", locale).text;
        for word in &words {
            assert!(json.contains(&format!("`{word}`")), "{word}");
        }
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
    for locale in Locale::ALL {
        let said = words_of(guide("json", locale));
        let undescribed = keys.iter().filter(|key| !said.contains(key.as_str()));
        let undescribed: Vec<_> = undescribed.collect();
        assert!(undescribed.is_empty(), "not described: {undescribed:?}");
    }
}

/// The items of lists within lists.
fn inner_items(guide: Document) -> Vec<&'static str> {
    let lines = guide.text.lines();
    lines.filter_map(|line| line.strip_prefix("  - ")).collect()
}

#[test]
fn every_law_is_named_and_no_other() {
    let kept = LAWS.split("#[test]\n").skip(1).filter_map(|rest| {
        let name = rest.trim_start().strip_prefix("fn ")?.split('(').next()?;
        Some(name.replace('_', " "))
    });
    let kept: BTreeSet<String> = kept.collect();
    let said = inner_items(guide("trust", Locale::En));
    let said = said.into_iter().map(str::to_owned);
    assert_eq!(said.collect::<BTreeSet<_>>(), kept);
    assert_eq!(inner_items(guide("trust", Locale::Vi)).len(), kept.len());
}

#[test]
fn as_many_cases_are_run_as_is_told() {
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
    let cases = loaded.cases.to_string();
    for locale in Locale::ALL {
        for topic in ["start", "trust"] {
            let said = words_of(guide(topic, locale));
            assert!(said.contains(cases.as_str()), "{topic}: {cases} cases");
        }
    }
}

#[test]
fn every_link_leads_somewhere() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for locale in Locale::ALL {
        let guides = guides(locale);
        for from in &guides {
            for link in from.links() {
                if link.starts_with("http") {
                    continue;
                }
                let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
                let name = file.strip_suffix(".md").unwrap_or(file);
                let name = if name.is_empty() { from.name } else { name };
                let to = guides.iter().find(|guide| guide.name == name);
                let to = to.unwrap_or_else(|| panic!("{}: {link} leads nowhere", from.name));
                let is_there = anchor.is_empty() || to.anchors().contains(anchor);
                assert!(is_there, "{}: {link} leads nowhere", from.name);
            }
        }
    }
    for link in readme().links() {
        let is_there = match link.strip_prefix('#') {
            Some(anchor) => readme().anchors().contains(anchor),
            None => link.starts_with("http") || root.join(link).is_file(),
        };
        assert!(is_there, "README: {link} leads nowhere");
    }
}

#[test]
fn the_whole_manual_is_a_page_that_fetches_nothing_and_leads_nowhere_else() {
    for locale in Locale::ALL {
        let page = manual::page(locale);
        let between = |start: &str| {
            let parts = page.split(start).skip(1);
            let parts = parts.filter_map(|rest| rest.split('"').next());
            parts.map(str::to_owned).collect::<Vec<_>>()
        };
        let ids = between(" id=\"");
        assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len());
        for guide in guides(locale) {
            assert!(ids.contains(&guide.name.to_owned()), "{}", guide.name);
        }
        // Letters with accents are escaped in the links of the text, by their bytes.
        let escaped = |id: &String| {
            let escape = |byte: u8| match byte.is_ascii() {
                true => char::from(byte).to_string(),
                false => format!("%{byte:02X}"),
            };
            id.bytes().map(escape).collect::<String>()
        };
        let known: BTreeSet<String> = ids.iter().map(escaped).chain(ids.clone()).collect();
        for link in between(" href=\"#") {
            assert!(known.contains(&link), "{link} leads nowhere");
        }
        assert!(!page.contains(" src="));
    }
}

#[test]
fn every_fence_names_its_language() {
    for block in all().into_iter().flat_map(Document::blocks) {
        // rustdoc takes a fence without a word for Rust.
        assert!(!block.language.is_empty(), "{}", block.text);
    }
}

#[test]
fn the_readme_and_every_guide_are_short() {
    let lines = README.lines().count();
    assert!(lines <= 200, "the README has {lines} lines");
    for guide in Locale::ALL.into_iter().flat_map(guides) {
        let lines = guide.text.lines().count();
        assert!(lines <= 300, "{} has {lines} lines", guide.name);
    }
}

/// What is in a guide, whatever its language: the levels of its headings, and its blocks.
fn outline(guide: Document) -> (Vec<usize>, Vec<&'static str>) {
    let level = |heading: &&str| heading.chars().take_while(|c| *c == '#').count();
    let headings = guide.headings();
    let blocks = guide.blocks().into_iter().map(|block| block.language);
    (headings.iter().map(level).collect(), blocks.collect())
}

#[test]
fn a_guide_has_the_same_parts_in_both_languages() {
    for (vi, en) in guides(Locale::Vi).into_iter().zip(guides(Locale::En)) {
        assert_eq!(outline(vi), outline(en), "{} and {}", vi.name, en.name);
    }
}
