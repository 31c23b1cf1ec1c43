//! What a scheme calls its criteria, stages and awards, and what some words name of these.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::nearest;
use crate::scheme::Scheme;
use crate::table::PlainHeading;
use crate::text::{casefold, normalize};

/// A kind of part that rows name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// A criterion.
    Criterion,
    /// A stage.
    Stage,
    /// An award.
    Award,
}

/// What a scheme calls its parts.
pub(super) struct SchemeNames {
    parts: [Names; 3],
}

/// The names of some things, each known by its index.
#[derive(Default)]
struct Names {
    ids: BTreeMap<String, usize>,
    /// Ids, numbers and titles as people compare them.
    folded: BTreeMap<String, BTreeSet<usize>>,
    /// The same as they are meant.
    meant: BTreeMap<String, BTreeSet<usize>>,
    /// The same without a number on paper and without accents.
    plain: BTreeMap<String, BTreeSet<usize>>,
}

/// What some words name.
pub(super) enum Found {
    One(usize),
    Several(Vec<usize>),
    /// Nothing; perhaps the one of this id was meant.
    Nothing(Option<String>),
}

impl Names {
    fn add<'n>(&mut self, at: usize, id: &'n str, others: impl Iterator<Item = &'n str>) {
        self.ids.insert(id.to_owned(), at);
        for name in std::iter::once(id).chain(others) {
            self.folded.entry(casefold(name)).or_default().insert(at);
            self.meant.entry(normalize(name)).or_default().insert(at);
            let plain = PlainHeading::of(name).name;
            self.plain.entry(plain).or_default().insert(at);
        }
    }

    fn id(&self, at: usize) -> String {
        let mut ids = self.ids.iter();
        let id = ids.find(|(_, it)| **it == at);
        id.map_or_else(String::new, |(id, _)| id.clone())
    }

    /// An id outweighs the numbers and titles of others.
    fn find(&self, text: &str) -> Found {
        if let Some(at) = self.ids.get(text) {
            return Found::One(*at);
        }
        let folded = casefold(text);
        let mut alike = self.ids.iter().filter(|(id, _)| casefold(id) == folded);
        if let (Some((_, at)), None) = (alike.next(), alike.next()) {
            return Found::One(*at);
        }
        let meant = || self.meant.get(&normalize(text));
        let plain = || self.plain.get(&PlainHeading::of(text).name);
        match self.folded.get(&folded).or_else(meant).or_else(plain) {
            Some(all) => match all.iter().copied().collect::<Vec<_>>().as_slice() {
                [one] => Found::One(*one),
                several => Found::Several(several.to_vec()),
            },
            None => {
                let near = nearest(&folded, self.folded.keys().map(String::as_str));
                let near = near.and_then(|name| self.folded[&name].first().copied());
                Found::Nothing(near.map(|at| self.id(at)))
            }
        }
    }
}

impl SchemeNames {
    /// What a scheme calls its parts.
    pub(super) fn of(scheme: &Scheme) -> Self {
        let mut parts = [Names::default(), Names::default(), Names::default()];
        for (at, row) in scheme.criteria.iter().enumerate() {
            let number = row.no.as_deref().into_iter();
            let others = number.chain(row.title.wordings());
            parts[Part::Criterion as usize].add(at, &row.id, others);
        }
        for (at, stage) in scheme.stages.iter().enumerate() {
            parts[Part::Stage as usize].add(at, &stage.id, stage.title.wordings());
        }
        for (at, award) in scheme.awards.iter().enumerate() {
            parts[Part::Award as usize].add(at, &award.id, award.title.wordings());
        }
        Self { parts }
    }

    /// What some words name.
    pub(super) fn find(&self, part: Part, text: &str) -> Found {
        self.parts[part as usize].find(text)
    }

    /// The part that some words name, if they name one alone.
    pub(super) fn one(&self, part: Part, text: &str) -> Option<usize> {
        match self.find(part, text) {
            Found::One(at) => Some(at),
            Found::Several(_) | Found::Nothing(_) => None,
        }
    }

    /// The ids of some of its parts, as messages list them.
    pub(super) fn ids(&self, part: Part, several: &[usize]) -> String {
        let names = &self.parts[part as usize];
        let ids: Vec<_> = several.iter().map(|at| names.id(*at)).collect();
        quoted(ids.iter().map(String::as_str))
    }
}

/// Words in a list, each as the author wrote it.
pub(super) fn quoted<'w>(words: impl Iterator<Item = &'w str>) -> String {
    let words = words.map(|word| format!("`{word}`"));
    words.collect::<Vec<_>>().join(", ")
}
