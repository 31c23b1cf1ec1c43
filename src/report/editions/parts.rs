//! What differs in the text of two editions, in words.

use serde::Serialize;

use crate::commendation::Proposal;
use crate::editions::{Edit, Editions, Said};
use crate::locale::Text;
use crate::report::criteria::how;
use crate::report::options::Options;
use crate::report::words::Words;
use crate::rule::{RuleId, Rulebook};

/// The most characters of a value that are shown in a table.
const MOST_SHOWN: usize = 300;

/// A key that differs.
#[derive(Debug, Serialize)]
pub(super) struct EditReport {
    scheme: String,
    part: String,
    id: String,
    key: String,
    before: Option<SaidReport>,
    after: Option<SaidReport>,
    /// The part in words, with its id.
    #[serde(skip)]
    pub(super) part_text: String,
    /// The key in words.
    #[serde(skip)]
    pub(super) key_text: String,
}

/// What an edition says there.
#[derive(Debug, Serialize)]
pub(super) struct SaidReport {
    text: String,
    file: String,
    line: usize,
    /// As people read it: rules in words.
    #[serde(skip)]
    pub(super) in_words: String,
}

impl EditReport {
    /// File and line in both editions.
    pub(super) fn places(&self) -> String {
        let place = |said: &Option<SaidReport>| {
            let said = said.as_ref()?;
            Some(format!("{}:{}", said.file, said.line))
        };
        let places = [place(&self.before), place(&self.after)];
        places
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join("\n→ ")
    }

    /// As it was or is, in words.
    pub(super) fn said(said: Option<&SaidReport>, words: Words) -> String {
        said.map_or_else(|| words.nothing().to_owned(), |said| said.in_words.clone())
    }

    pub(super) fn before(&self, words: Words) -> String {
        Self::said(self.before.as_ref(), words)
    }

    pub(super) fn after(&self, words: Words) -> String {
        Self::said(self.after.as_ref(), words)
    }
}

/// Every edit, in words.
pub(super) fn edits(editions: &Editions<'_>, options: &Options) -> Vec<EditReport> {
    let words = Words::of(options.locale);
    let edit = |edit: &Edit| {
        let say = |said: &Option<Said>, proposal: &Proposal<'_>| {
            let said = said.as_ref()?;
            Some(SaidReport {
                text: said.text.clone(),
                file: said.file.clone(),
                line: said.line,
                in_words: in_words(edit, said, proposal, options),
            })
        };
        let part = part(&edit.part, words);
        EditReport {
            scheme: edit.scheme.clone(),
            part: edit.part.clone(),
            id: edit.id.clone(),
            key: edit.key.clone(),
            before: say(&edit.before, editions.before),
            after: say(&edit.after, editions.after),
            part_text: named(edit, &part, editions, options),
            key_text: match (edit.key.as_str(), &edit.before) {
                ("", None) => words.added().to_owned(),
                ("", Some(_)) => words.removed().to_owned(),
                (key, _) => key_in_words(key, words),
            },
        }
    };
    editions.edits.iter().map(edit).collect()
}

/// A part by what paper calls it: criteria and groups by number and title, classes by title.
fn named(edit: &Edit, part: &str, editions: &Editions<'_>, options: &Options) -> String {
    let proposal = match edit.after {
        Some(_) => editions.after,
        None => editions.before,
    };
    let mut schemes = proposal.ranking.evaluation.schemes.iter();
    let scheme = schemes.find(|it| it.book.scheme.id == edit.scheme);
    let said = scheme.and_then(|it| {
        let scheme = &it.book.scheme;
        let title = |text: &Text| text.get(options.locale).to_owned();
        let numbered = |no: &Option<String>, text: &Text| {
            let no = no.as_ref().unwrap_or(&edit.id);
            format!("{no}: {}", title(text))
        };
        Some(match edit.part.as_str() {
            "criterion" => {
                let row = scheme.criteria.iter().find(|row| row.id == edit.id)?;
                numbered(&row.no, &row.title)
            }
            "group" => {
                let group = scheme.groups.iter().find(|group| group.id == edit.id)?;
                numbered(&group.no, &group.title)
            }
            "class" => title(&scheme.classes.iter().find(|it| it.id == edit.id)?.title),
            "award" => title(&scheme.awards.iter().find(|it| it.id == edit.id)?.title),
            "facts" => title(&scheme.facts.iter().find(|it| it.id == edit.id)?.label),
            _ => return None,
        })
    });
    let said = said.unwrap_or_else(|| edit.id.clone());
    format!("{part} {said}").trim_end().to_owned()
}

/// The rule of a criterion as the criteria paper says it; anything else as it is written.
fn in_words(edit: &Edit, said: &Said, proposal: &Proposal<'_>, options: &Options) -> String {
    let evaluation = &proposal.ranking.evaluation;
    let is_it = |book: &&Rulebook| book.scheme.source.name().trim_start_matches("./") == said.file;
    let mut books = evaluation.schemes.iter().map(|scheme| scheme.book);
    let book = books.find(is_it);
    if let (Some(book), "criterion", "rule") = (book, edit.part.as_str(), edit.key.as_str()) {
        let at = book
            .scheme
            .criteria
            .iter()
            .position(|row| row.id == edit.id);
        if let Some(at) = at {
            let date = evaluation.roster.period.date;
            return how(book, RuleId::Criterion(at), date, options.locale);
        }
    }
    let short = said.text.char_indices().nth(MOST_SHOWN);
    match short {
        Some((end, _)) => format!("{}…", &said.text[..end]),
        None => said.text.clone(),
    }
}

/// A part of a scheme, in words.
fn part(part: &str, words: Words) -> String {
    match part {
        "criterion" => words.edited_criterion(),
        "group" => words.edited_group(),
        "class" => words.edited_class(),
        "award" => words.edited_award(),
        "facts" => words.edited_fact(),
        "values" => words.edited_value(),
        "cohort" => words.edited_cohort(),
        "gate" => words.edited_gate(),
        "stage" => words.edited_stage(),
        "check" => words.edited_check(),
        "case" => words.edited_case(),
        "points" => words.edited_points(),
        "ranking" => words.edited_ranking(),
        "" => words.edited_scheme(),
        other => return other.to_owned(),
    }
    .to_owned()
}

/// A key in words, or as it is written.
fn key_in_words(key: &str, words: Words) -> String {
    match key {
        "max" => words.key_max(),
        "rule" => words.key_rule(),
        "title" => words.key_title(),
        "basis" => words.key_basis(),
        "in" => words.key_in(),
        "from" => words.key_from(),
        "levels" => words.key_levels(),
        "evidence" => words.key_evidence(),
        "quota" => words.key_quota(),
        "when" => words.key_when(),
        other => return format!("`{other}`"),
    }
    .to_owned()
}
