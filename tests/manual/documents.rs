//! The manual's documents: the README and every guide of both languages, taken apart.

use std::collections::BTreeSet;

use dvk::locale::Locale;
use dvk::manual::{self, TOPICS};

pub(crate) const README: &str = include_str!("../../README.md");

/// A document.
#[derive(Clone, Copy)]
pub(crate) struct Document {
    /// The name of its file.
    pub(crate) name: &'static str,
    pub(crate) text: &'static str,
}

/// The guides of a language, in their order.
pub(crate) fn guides(locale: Locale) -> Vec<Document> {
    let guide = |topic: &manual::Topic| Document {
        name: topic.name(locale),
        text: topic.text(locale),
    };
    TOPICS.iter().map(guide).collect()
}

/// The guide of a topic, by its English name.
pub(crate) fn guide(topic: &str, locale: Locale) -> Document {
    let topic = manual::find(topic).expect("it is a topic");
    Document {
        name: topic.name(locale),
        text: topic.text(locale),
    }
}

/// The README.
pub(crate) fn readme() -> Document {
    Document {
        name: "README",
        text: README,
    }
}

/// Every document, with the README first.
pub(crate) fn all() -> Vec<Document> {
    let guides = Locale::ALL.into_iter().flat_map(guides);
    [readme()].into_iter().chain(guides).collect()
}

/// A fenced block.
#[derive(Debug, Clone)]
pub(crate) struct Block {
    pub(crate) document: &'static str,
    /// The comment above it.
    pub(crate) note: &'static str,
    pub(crate) language: &'static str,
    pub(crate) text: String,
    /// Which part it is of that is followed from a fresh folder, if any.
    pub(crate) walk: Option<usize>,
}

impl Document {
    pub(crate) fn blocks(self) -> Vec<Block> {
        let mut blocks: Vec<Block> = Vec::new();
        let (mut note, mut is_open) = ("", false);
        let (mut walk, mut walks) = (None, 0);
        for line in self.text.lines() {
            if let Some(language) = line.strip_prefix("```") {
                is_open = !is_open;
                if is_open {
                    blocks.push(Block {
                        document: self.name,
                        note,
                        language,
                        text: String::new(),
                        walk,
                    });
                    note = "";
                }
            } else if let Some(block) = blocks.last_mut().filter(|_| is_open) {
                block.text += line;
                block.text.push('\n');
            } else if let Some(comment) = line.strip_prefix("<!-- ") {
                match comment.trim_end_matches(" -->") {
                    "walk" => {
                        walk = Some(walks);
                        walks += 1;
                    }
                    "end" => walk = None,
                    comment => note = comment,
                }
            }
        }
        assert!(!is_open, "{}: the last fence is closed", self.name);
        blocks
    }

    /// The cells of every row of the table below the comment `table: NAME`, without the headings.
    pub(crate) fn table(self, name: &str) -> Vec<Vec<&'static str>> {
        let mark = format!("<!-- table: {name} -->\n");
        let start = self.text.find(&mark);
        let start = start.unwrap_or_else(|| panic!("{} has no table {name}", self.name));
        let lines = self.text[start + mark.len()..].lines().skip(2);
        let rows = lines.map_while(|line| line.strip_prefix("| ")?.strip_suffix(" |"));
        rows.map(|row| row.split(" | ").collect()).collect()
    }

    /// Its headings, with the signs that say their level.
    pub(crate) fn headings(self) -> Vec<&'static str> {
        let mut is_code = false;
        let headings = self.text.lines().filter(|line| {
            is_code ^= line.starts_with("```");
            !is_code && line.starts_with('#')
        });
        headings.collect()
    }

    /// Where a link may lead within it.
    pub(crate) fn anchors(self) -> BTreeSet<String> {
        let anchor = |heading: &&str| {
            let heading = heading.trim_start_matches('#').trim().chars();
            let kept = heading.filter(|c| c.is_alphanumeric() || " -".contains(*c));
            kept.collect::<String>().to_lowercase().replace(' ', "-")
        };
        self.headings().iter().map(anchor).collect()
    }

    /// Where its links lead.
    pub(crate) fn links(self) -> Vec<&'static str> {
        let links = self.text.split("](").skip(1);
        links.filter_map(|rest| rest.split(')').next()).collect()
    }
}

/// Files of the example folder of a language, in the order of the guides, each from all of its
/// blocks.
pub(crate) fn example_files(locale: Locale) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = Vec::new();
    for block in guides(locale).into_iter().flat_map(Document::blocks) {
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

pub(crate) fn example(name: &str, locale: Locale) -> String {
    let files = example_files(locale);
    let file = files.into_iter().find(|(known, _)| known == name);
    file.expect("the manual has the file").1
}
