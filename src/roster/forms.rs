//! How the blank forms are laid out, and what to write into them so that reading knows it.

use super::cell::CellReader;
use super::field_names::is_own;
use super::heading_names;
use super::names::{Part, SchemeNames};
use crate::locale::Locale;
use crate::rule::Rulebook;
use crate::scheme::{Fact, FactEntry, FactValue, Scheme};
use crate::table::Cell;
use crate::table::names::VOTES;
use crate::text::casefold;

pub use crate::table::forms::{
    FIELDS, FormSheet, are_alike, cluster_fact_headings, cluster_headings, cluster_lines, counts,
    lists, not_assigned, score_headings, scores,
};
pub use crate::table::names::Fixed;

/// What to write above the column of a fact, so that reading knows the fact by it: its label where
/// no other column may be meant by that, or its id.
pub fn fact_heading(scheme: &Scheme, fact: usize, locale: Locale) -> String {
    heading_names::heading(scheme, fact, locale)
}

/// What to write for the word of a choice, by its index, so that reading knows it: its label where
/// no other choice may be meant by that, or the word itself.
pub fn choice_word(fact: &Fact, choice: usize, locale: Locale) -> &str {
    let (word, label) = &fact.choices()[choice];
    let label = label.get(locale);
    let reader = CellReader::new(fact);
    let meant = reader.read(Cell::Text(label)).ok().map(|read| read.given);
    let is_clear = meant == Some(FactEntry::Reported(FactValue::Text(word.clone())));
    if is_clear { label } else { word }
}

/// The movement's fields, each with what to write for it.
pub type FieldWords = [(&'static str, &'static str); FIELDS.len()];

/// What to write for the movement's fields, so that reading knows them beside some schemes: their
/// names on paper, or their words where a scheme has such a name of its own.
pub fn field_words(books: &[&Rulebook], locale: Locale) -> FieldWords {
    FIELDS.map(|(id, vi, en)| {
        let name = locale.of(vi, en);
        let is_taken = books.iter().any(|book| is_own(book, name));
        (id, if is_taken { id } else { name })
    })
}

/// What to write for a stage, so that reading knows it: its title where no other has the same, or
/// its id.
pub fn stage_word(scheme: &Scheme, stage: usize, locale: Locale) -> &str {
    let it = &scheme.stages[stage];
    let title = it.title.get(locale);
    let is_clear = SchemeNames::of(scheme).one(Part::Stage, title) == Some(stage);
    // A heading beside the stages may not look like one of them.
    let is_taken = score_headings(locale)
        .iter()
        .any(|heading| casefold(heading) == casefold(title));
    if is_clear && !is_taken { title } else { &it.id }
}

/// What to write for an award, so that reading knows it: its title where no other has the same, or
/// its id.
pub fn award_word(scheme: &Scheme, award: usize, locale: Locale) -> &str {
    let it = &scheme.awards[award];
    let title = it.title.get(locale);
    let is_clear = SchemeNames::of(scheme).one(Part::Award, title) == Some(award);
    if is_clear { title } else { &it.id }
}

/// The headings of `votes.csv`, in its order.
pub fn vote_headings(locale: Locale) -> Vec<String> {
    VOTES.iter().map(|field| field.shown(locale)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roster::testing::scheme;

    #[test]
    fn what_two_things_share_is_named_by_id() {
        let scheme = scheme(
            r#"
            [[stage]]
            id = "mot"
            title = "Chấm"
            [[stage]]
            id = "hai"
            title = "chấm"
            [[stage]]
            id = "ba"
            title = "Lý do"
            [[stage]]
            id = "bon"
            title = "Hội đồng"
            [facts.a]
            label = "Tổng"
            type = "integer"
            required = false
            [facts.b]
            label = "tổng"
            unit = "hộ"
            type = "integer"
            required = false
            [facts.c]
            label = "Đơn vị"
            type = "choice"
            choices = { x = "Có", y = "có", z = "Không", t = "KAD" }
            required = false
            [facts.d]
            label = "Số hộ"
            type = "integer"
            required = false
            [[award]]
            id = "bk"
            title = "Bằng khen"
            [[award]]
            id = "gk"
            title = "bằng khen"
            [[award]]
            id = "kh"
            title = "Biểu dương"
            "#,
        );
        let headings: Vec<_> = (0..4)
            .map(|at| fact_heading(&scheme, at, Locale::Vi))
            .collect();
        assert_eq!(headings, ["a", "tổng (hộ)", "c", "Số hộ"]);
        let choices: Vec<_> = (0..4)
            .map(|at| choice_word(&scheme.facts[2], at, Locale::Vi))
            .collect();
        assert_eq!(choices, ["x", "y", "Không", "KAD"]);
        let stages: Vec<_> = (0..4)
            .map(|at| stage_word(&scheme, at, Locale::Vi))
            .collect();
        assert_eq!(stages, ["mot", "hai", "ba", "Hội đồng"]);
        let awards: Vec<_> = (0..3)
            .map(|at| award_word(&scheme, at, Locale::Vi))
            .collect();
        assert_eq!(awards, ["bk", "gk", "Biểu dương"]);
    }
}
