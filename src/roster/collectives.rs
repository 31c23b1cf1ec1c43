//! Which collective of the period a nominee's unit is: schemes that take the class of the unit from
//! another scheme ask for it (`class_in`).

use std::collections::BTreeMap;

use super::nomination::Nomination;
use super::problem::CouncilProblem;
use crate::diagnostic::{Diagnostics, Place, nearest};
use crate::rule::Rulebook;
use crate::scheme::Subject;
use crate::text::{cut, normalize};

/// So many unknown names are given a guess: each guess looks at every collective.
const MOST_GUESSES: usize = 50;

/// The collectives of a period by name, for each scheme whose classes some other one takes.
#[derive(Debug, Default)]
pub(crate) struct Collectives {
    /// By the scheme's id, and by name as it is meant: the nominations, by index.
    schemes: BTreeMap<String, BTreeMap<String, Vec<usize>>>,
}

/// What a unit's name names among the collectives of a scheme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Named<'c> {
    /// One of them, by index among the nominations.
    One(usize),
    /// None of them.
    Nobody,
    /// Several, and nothing tells which.
    Several(&'c [usize]),
}

impl Collectives {
    /// The collectives among the nominations that any scheme asks for.
    pub(crate) fn of(books: &[Rulebook], nominations: &[Nomination]) -> Self {
        let mut collectives = Self::default();
        let taken = books.iter().flat_map(|book| book.scheme.classes_taken());
        for (_, id) in taken {
            collectives.schemes.entry(id.to_owned()).or_default();
        }
        if collectives.schemes.is_empty() {
            return collectives;
        }
        for (at, one) in nominations.iter().enumerate() {
            let of_scheme = collectives
                .schemes
                .get_mut(&books[one.scheme].scheme.id)
                .filter(|_| one.subject == Subject::Collective);
            if let Some(names) = of_scheme {
                names.entry(normalize(&one.name)).or_default().push(at);
            }
        }
        collectives
    }

    /// What a unit's name names among the collectives of a scheme.
    pub(crate) fn find(&self, scheme: &str, unit: &str) -> Named<'_> {
        let names = self.schemes.get(scheme);
        match names.and_then(|names| names.get(&normalize(unit))) {
            None => Named::Nobody,
            Some(found) => match found.as_slice() {
                [one] => Named::One(*one),
                several => Named::Several(several),
            },
        }
    }

    /// The collective that was perhaps meant by a name that names none, by index.
    fn near(&self, scheme: &str, unit: &str) -> Option<usize> {
        let names = self.schemes.get(scheme)?;
        let near = nearest(&normalize(unit), names.keys().map(String::as_str))?;
        names[&near].first().copied()
    }
}

/// What is wrong with the units of those whose scheme asks for the class of the unit: by the index
/// of each, in order. A name that several collectives have is an error; one that none has but some
/// nearly have is told.
pub(super) fn check(books: &[Rulebook], nominations: &[Nomination]) -> Vec<(usize, Diagnostics)> {
    let collectives = Collectives::of(books, nominations);
    if collectives.schemes.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    // By scheme and name, as many nominees share a unit.
    let mut guesses: BTreeMap<(&str, String), Option<usize>> = BTreeMap::new();
    for (at, nominee) in nominations.iter().enumerate() {
        let Some(unit) = &nominee.unit else { continue };
        let mut faults = Diagnostics::new();
        let mut asked: Vec<&str> = Vec::new();
        for (_, id) in books[nominee.scheme].scheme.classes_taken() {
            if asked.contains(&id) {
                continue;
            }
            asked.push(id);
            let place = || Place::cell(&nominee.row.file, nominee.row.row, "");
            let found = collectives.find(id, unit);
            let mut near = || {
                let key = (id, normalize(unit));
                let is_known = guesses.contains_key(&key);
                if !is_known && guesses.len() >= MOST_GUESSES {
                    return None;
                }
                let guess = guesses.entry(key);
                *guess.or_insert_with(|| collectives.near(id, unit))
            };
            let (unit, scheme) = (cut(unit), id.to_owned());
            match found {
                Named::One(_) => {}
                Named::Several(several) => {
                    let ids = several
                        .iter()
                        .map(|at| format!("`{}`", nominations[*at].id));
                    let ids = ids.collect::<Vec<_>>().join(", ");
                    let problem = CouncilProblem::UnitSeveral { unit, scheme, ids };
                    faults.report(place(), problem);
                }
                Named::Nobody => {
                    if let Some(near) = near() {
                        let meant = Some(nominations[near].name.clone());
                        let problem = CouncilProblem::UnitNear { unit, scheme };
                        faults.suggest(place(), problem, meant);
                    }
                }
            }
        }
        if !faults.is_empty() {
            found.push((at, faults));
        }
    }
    found
}
