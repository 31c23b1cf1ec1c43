//! What the fields of nominees are called: the movement's four have names on paper too, and quotas
//! that name some have no limit for others.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::interner::Interner;
use super::names::quoted;
use super::problem::RosterProblem;
use crate::diagnostic::nearest;
use crate::locale::Text;
use crate::rule::Rulebook;
use crate::scheme::PartBy;
use crate::table::forms::FIELDS;
use crate::text::{cut, normalize, unaccented};

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
        let field = movement(&word);
        let field = field.filter(|_| !self.books.iter().any(|book| is_own(book, &word)));
        let meant = field.map_or_else(|| Arc::clone(&word), |(id, ..)| words.keep(id));
        if known.len() >= REMEMBERED {
            known.clear();
        }
        known.insert(word, Arc::clone(&meant));
        meant
    }

    /// What is to be asked about a field of a scheme that goes by fields: most likely it is misspelled
    /// where the scheme does not name it and it is none of the movement's. The field that may be meant
    /// comes with it.
    pub(super) fn doubt(
        &self,
        scheme: usize,
        field: &str,
    ) -> Option<(RosterProblem, Option<String>)> {
        let book = &self.books[scheme];
        let named = &self.with_seats[scheme];
        if named.contains(&field) || FIELDS.iter().any(|(id, ..)| *id == field) {
            return None;
        }
        let found = cut(field);
        let id = book.scheme.id.clone();
        if !named.is_empty() {
            let fields = quoted(named.iter().copied());
            let meant = nearest(field, named.iter().copied());
            let problem = RosterProblem::FieldWithoutSeats {
                found,
                scheme: id,
                fields,
            };
            return Some((problem, meant));
        }
        if !book.scheme.is_parted_by(PartBy::Field) || is_own(book, field) {
            return None;
        }
        let fields =
            Text::each(|locale| quoted(FIELDS.iter().map(|(_, vi, en)| locale.of(*vi, *en))));
        let problem = RosterProblem::FieldUnknown {
            found,
            scheme: id,
            fields,
        };
        Some((problem, nearest(field, FIELDS.map(|(_, vi, _)| vi))))
    }
}

/// Whether a scheme speaks of a field by this word.
pub(super) fn is_own(book: &Rulebook, word: &str) -> bool {
    let quoted = format!("\"{word}\"");
    book.scheme.source.text().contains(&quoted)
}

/// The movement's field that some words name, accents and signs aside.
fn movement(words: &str) -> Option<&'static (&'static str, &'static str, &'static str)> {
    let bare = |name: &str| unaccented(&normalize(name));
    let meant = bare(words);
    let is_called =
        |(id, vi, en): &&(&str, &str, &str)| [*id, *vi, *en].iter().any(|name| bare(name) == meant);
    FIELDS.iter().find(is_called)
}
