//! The page of each code: it is there, and its example is a piece of a story of that code, which
//! has no fault any more once the piece is mended as the page says.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use dvk::locale::Locale;
use dvk::manual::codes::{Page, areas, find};

use super::{code, found_in, stories};

/// Where mending one fault of the story leaves another kind of finding.
const SOMETHING_ELSE_LEFT: &[&str] = &[
    "decision-about",
    "decision-needless-skipped",
    "decision-not-a-standard",
    "decision-twice",
    "function-name-taken",
    "function-twice",
    "lint-unknown",
    "unknown-criterion",
];

/// The lines of an example or of a file: without blank ones, and without what only aligns them.
fn lines(text: &str) -> Vec<String> {
    let plain = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    text.lines()
        .map(plain)
        .filter(|line| !line.is_empty())
        .collect()
}

/// An example: the language of its block, and its pieces, between which a line says `…`.
fn example(block: &str) -> (&str, Vec<Vec<String>>) {
    let inside = block.trim_start_matches("```").trim_end_matches("```");
    let (language, text) = inside.split_once('\n').unwrap_or((inside, ""));
    let lines = lines(text);
    let pieces = lines.split(|line| line.trim_start_matches("# ") == "…");
    (language, pieces.map(<[String]>::to_vec).collect())
}

/// A text in which each piece of the faulty example is replaced by that of the mended one.
fn mended(text: &str, faulty: &[Vec<String>], mended: &[Vec<String>]) -> Option<String> {
    let mut lines = lines(text);
    let mut from = 0;
    for (old, new) in faulty.iter().zip(mended) {
        let mut starts = from..lines.len().saturating_sub(old.len()) + 1;
        let at = starts.find(|at| lines[*at..].starts_with(old))?;
        lines.splice(at..at + old.len(), new.iter().cloned());
        from = at + new.len();
    }
    Some(lines.join("\n") + "\n")
}

/// What is still found in a story whose piece is mended; `None` where the story has no such piece.
fn left_in(story: &str, folder: &Path, files: &[String], page: &Page) -> Option<Vec<&'static str>> {
    let (language, old) = example(page.faulty);
    let (_, new) = example(page.mended);
    assert_eq!(old.len(), new.len(), "{}: pieces", page.code);
    let is_done = AtomicBool::new(false);
    let amend = |name: &str, bytes: Vec<u8>| {
        let ending = name.rsplit('.').next().unwrap_or_default();
        let is_it = ending == language || (language, ending) == ("rhai", "toml");
        let text = String::from_utf8_lossy(&bytes).into_owned();
        match mended(&text, &old, &new).filter(|_| is_it && !is_done.load(Ordering::Relaxed)) {
            Some(text) => {
                is_done.store(true, Ordering::Relaxed);
                text.into_bytes()
            }
            None => bytes,
        }
    };
    let left = found_in(story, folder, files, &amend);
    let left = left.sorted().iter().map(|it| it.code).collect();
    is_done.load(Ordering::Relaxed).then_some(left)
}

/// Every code in the source: what `problems!` declares.
fn declared() -> BTreeSet<String> {
    fn walk(folder: &Path, codes: &mut BTreeSet<String>) {
        for entry in fs::read_dir(folder).expect("the source is there").flatten() {
            let path = entry.path();
            if path.is_dir() {
                walk(&path, codes);
            } else if path.extension().is_some_and(|it| it == "rs") {
                let text = fs::read_to_string(&path).expect("the source can be read");
                for line in text.lines().filter_map(|it| it.trim().strip_prefix("= \"")) {
                    let declared = line.split_once("\", ").filter(|(_, severity)| {
                        ["Error,", "Warning,", "Assumption,", "LeftOut,"].contains(severity)
                    });
                    codes.extend(declared.map(|(code, _)| code.to_owned()));
                }
            }
        }
    }
    let mut codes = BTreeSet::new();
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    walk(&source, &mut codes);
    codes
}

#[test]
fn every_code_has_a_page_and_every_page_a_code() {
    let pages: Vec<Page> = areas().flat_map(|(_, pages)| pages).collect();
    let codes: BTreeSet<String> = pages.iter().map(|page| page.code.to_owned()).collect();
    assert_eq!(codes.len(), pages.len(), "a code has one page");
    let differ: Vec<_> = codes.symmetric_difference(&declared()).cloned().collect();
    assert!(
        differ.is_empty(),
        "in src/manual/codes or in src, not in both: {differ:?}"
    );
    for page in pages {
        for locale in [Locale::Vi, Locale::En] {
            let summary = page.summary(locale);
            assert!(summary.ends_with('.'), "{}: {summary}", page.code);
        }
        for block in [page.faulty, page.mended] {
            assert!(
                block.starts_with("```") && block.ends_with("```"),
                "{}",
                page.code
            );
            assert_eq!(block.matches("```").count(), 2, "{}", page.code);
        }
        assert_ne!(page.faulty, page.mended, "{}", page.code);
    }
    assert!(find("Group-Sum ").is_some() && find("group").is_none());
}

#[test]
fn the_example_of_a_page_has_the_fault_and_the_mended_one_has_none() {
    let stories = stories();
    let mut wrong = Vec::new();
    for page in areas().flat_map(|(_, pages)| pages) {
        if example(page.faulty).0 == "text" {
            continue;
        }
        let told = stories.iter().filter(|(story, _)| code(story) == page.code);
        let mut told = told.map(|(story, (folder, files))| left_in(story, folder, files, &page));
        match told.find_map(|left| left) {
            None => wrong.push(format!("{}: no story has the example", page.code)),
            Some(left) if left.is_empty() => {}
            Some(left) if SOMETHING_ELSE_LEFT.contains(&page.code) => {
                assert!(!left.contains(&page.code), "{}", page.code);
            }
            Some(left) => wrong.push(format!("{}: mended, there is {left:?}", page.code)),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
