//! What the fields of nominees are called: the movement's four have names on paper too, and quotas
//! that name some have no limit for others.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::interner::Interner;
use crate::rule::Rulebook;
use crate::table::forms::FIELDS;
use crate::text::unaccented;

/// How many spellings are remembered: a list has few, unless somebody means ill.
const REMEMBERED: usize = 64;

/// The fields that schemes name.
#[derive(Debug)]
pub(super) struct FieldNames<'a> {
    books: &'a [Rulebook],
    /// By scheme: the fields that have seats of their own; nothing where no quota names any.
    with_seats: Vec<Vec<&'a str>>,
}

/// Spellings of fields met before, and what they mean.
pub(super) type Spellings = BTreeMap<Arc<str>, Arc<str>>;

impl<'a> FieldNames<'a> {
    pub(super) fn new(books: &'a [Rulebook]) -> Self {
        let with_seats = books.iter().map(|book| book.scheme.fields_with_seats());
        Self {
            books,
            with_seats: with_seats.collect(),
        }
    }

    /// The field as files and rules name it, by that word or by its name on paper: both are shown as
    /// one, and so they are one. A scheme that has a word of its own keeps it.
    pub(super) fn meant(
        &self,
        word: Arc<str>,
        known: &mut Spellings,
        words: &mut Interner,
    ) -> Arc<str> {
        if FIELDS.iter().any(|(id, ..)| *id == &*word) {
            return word;
        }
        if let Some(meant) = known.get(&word) {
            return Arc::clone(meant);
        }
        let bare = unaccented(&word);
        let is_called = |(id, vi, en): &&(&str, &str, &str)| {
            [*id, *vi, *en].iter().any(|name| unaccented(name) == bare)
        };
        let quoted = format!("\"{word}\"");
        let is_own = |book: &Rulebook| book.scheme.source.text().contains(&quoted);
        let field = FIELDS.iter().find(is_called);
        let field = field.filter(|_| !self.books.iter().any(is_own));
        let meant = field.map_or_else(|| Arc::clone(&word), |(id, ..)| words.keep(id));
        if known.len() >= REMEMBERED {
            known.clear();
        }
        known.insert(word, Arc::clone(&meant));
        meant
    }

    /// The fields with seats of their own in a scheme, where this one has none and is none of the
    /// movement's: most likely it is misspelled.
    pub(super) fn without(&self, scheme: usize, field: &str) -> Option<&[&'a str]> {
        let named = &self.with_seats[scheme];
        let is_named = named.contains(&field) || FIELDS.iter().any(|(id, ..)| *id == field);
        (!named.is_empty() && !is_named).then_some(named)
    }
}
