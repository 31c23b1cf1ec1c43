//! A page for each code that a finding may have: what it means, an example that has the fault, and
//! the same example mended.
//!
//! `src/manual/codes` holds a file an area, a section a code: a paragraph in Vietnamese, one in
//! English, the faulty example, a line, the mended one. `tests/diagnostics.rs` runs the examples.

use crate::diagnostic::nearest;
use crate::locale::{Locale, Text};
use crate::text::unaccented;

/// The word under which the program prints these pages, in each language.
const TOPIC: [&str; 2] = ["loi", "error"];

/// The areas, in the order in which files are read and used.
const AREAS: &[&str] = &[
    include_str!("codes/toml.md"),
    include_str!("codes/structure.md"),
    include_str!("codes/rules.md"),
    include_str!("codes/doubts.md"),
    include_str!("codes/cases.md"),
    include_str!("codes/awards.md"),
    include_str!("codes/files.md"),
    include_str!("codes/cells.md"),
    include_str!("codes/nominees.md"),
    include_str!("codes/council.md"),
    include_str!("codes/papers.md"),
];

/// Between the faulty example and the mended one.
const DIVIDER: &str = "\n---\n";

/// The page of a code.
#[derive(Debug, Clone, Copy)]
pub struct Page {
    /// The code, such as `group-sum`.
    pub code: &'static str,
    /// What it means, in Vietnamese and English.
    meaning: [&'static str; 2],
    /// An example that has the fault: Markdown blocks of code.
    pub faulty: &'static str,
    /// The same example, mended.
    pub mended: &'static str,
}

impl Page {
    fn read(section: &'static str) -> Self {
        let (code, body) = section.split_once('\n').unwrap_or((section, ""));
        let (text, mended) = body.split_once(DIVIDER).unwrap_or((body, ""));
        let start = text.find("```").unwrap_or(text.len());
        let (meaning, faulty) = text.split_at(start);
        let (vi, en) = meaning.trim().split_once("\n\n").unwrap_or((meaning, ""));
        Self {
            code: code.trim(),
            meaning: [vi.trim(), en.trim()],
            faulty: faulty.trim(),
            mended: mended.trim(),
        }
    }

    /// What the code means and what to do about it.
    pub fn meaning(&self, locale: Locale) -> &'static str {
        locale.of(self.meaning[0], self.meaning[1])
    }

    /// The first sentence of its meaning, for a list.
    pub fn summary(&self, locale: Locale) -> &'static str {
        let meaning = self.meaning(locale);
        meaning.find(". ").map_or(meaning, |end| &meaning[..=end])
    }

    /// The page as Markdown.
    pub fn text(&self, locale: Locale) -> String {
        let Self {
            code,
            faulty,
            mended,
            ..
        } = self;
        let meaning = self.meaning(locale);
        let wrong = locale.of("Ví dụ có lỗi:", "An example with the fault:");
        let right = locale.of("Đã sửa:", "Mended:");
        format!("## {code}\n\n{meaning}\n\n{wrong}\n\n{faulty}\n\n{right}\n\n{mended}\n")
    }
}

/// The pages of each area, under its name.
pub fn areas() -> impl Iterator<Item = (Text, Vec<Page>)> {
    AREAS.iter().map(|area| {
        let mut sections = area.split("\n## ");
        let names = sections.next().unwrap_or_default();
        let names = names.trim_start_matches('#').trim();
        let (vi, en) = names.split_once(" | ").unwrap_or((names, names));
        (Text::both(vi, en), sections.map(Page::read).collect())
    })
}

/// The word under which the program prints these pages, as typed in that language.
pub fn topic(locale: Locale) -> &'static str {
    locale.of(TOPIC[0], TOPIC[1])
}

/// Whether that is the word for these pages, in whichever language and with or without accents.
pub fn is_topic(word: &str) -> bool {
    TOPIC.contains(&unaccented(word).as_str())
}

/// The page of a code.
pub fn find(code: &str) -> Option<Page> {
    let code = code.trim().to_lowercase();
    let mut pages = areas().flat_map(|(_, pages)| pages);
    pages.find(|page| page.code == code)
}

/// The code that was perhaps meant.
pub fn meant(code: &str) -> Option<String> {
    let codes: Vec<_> = areas().flat_map(|(_, pages)| pages).collect();
    nearest(&code.to_lowercase(), codes.iter().map(|page| page.code))
}

/// Every page, by area, as Markdown.
pub fn whole(locale: Locale) -> String {
    let title = locale.of("Các mã lỗi và ý nghĩa", "The codes of findings");
    let mut whole = format!("# {title}\n");
    for (name, pages) in areas() {
        whole += &format!("\n## {}\n", name.get(locale));
        for page in pages {
            whole += &format!("\n#{}", page.text(locale));
        }
    }
    whole
}

/// Every code with its first sentence, by area, as Markdown.
pub fn list(locale: Locale) -> String {
    let mut text = format!("# {}\n", locale.of("Các mã lỗi", "The codes of findings"));
    for (area, pages) in areas() {
        text.push_str(&format!("\n## {}\n\n", area.get(locale)));
        for page in pages {
            text.push_str(&format!("- `{}`: {}\n", page.code, page.summary(locale)));
        }
    }
    text
}
