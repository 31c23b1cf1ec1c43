//! What a nominee is missing to a class: points, standards and floors in the way, and the single
//! changes of one fact that would bring it.
//!
//! For each fact the numbers at which any rule turns are tried, the nearest first; each time the
//! nominee is judged again with that one change, from the gates to the class, while the cohort
//! numbers are held as they are. Between two turns nothing jumps, so the least change is found
//! there by halving. Where a rule cannot be followed, the declared range is searched instead, and
//! the change says so.

mod grid;
mod search;
mod together;

use self::search::{Search, Tried, sites};
use super::floors::needs;
use super::scratch::Scratch;
use super::{Mark, Reason, SchemeEvaluation, Status, Verdict};
use crate::number::Number;
use crate::parallel::deep;
use crate::roster::Dossier;
use crate::rule::{Rulebook, Site};
use crate::scheme::{FactKind, FactValue, Name, Scheme};

/// What a nominee is missing to a class.
#[derive(Debug)]
pub struct Missing {
    /// The class, by index.
    pub class: usize,
    /// Whether it is reached already, or a better one.
    pub is_reached: bool,
    /// The points lacking; nothing where they are enough or the class asks for none.
    pub lacking: Option<Number>,
    /// The points from which the class begins, on this nominee's terms.
    pub from: Option<Number>,
    /// Standards and floors that close the class.
    pub closed_by: Vec<Reason>,
    /// The single changes that bring it, one a fact: first the facts of which is declared which
    /// way is better, each kind in the order of the scheme.
    pub changes: Vec<Change>,
    /// The smallest sets of changes that bring it together, where no single one does: each says
    /// what comes of all.
    pub together: Vec<Vec<Change>>,
    /// Facts that were not tried, by index: days, lists, words, and what is not reported.
    pub untried: Vec<usize>,
    /// Facts whose range was only searched here and there and where nothing was found, by index.
    pub unsure: Vec<usize>,
    /// Whether any result rests on the others, who are held as they are.
    pub rests_on_others: bool,
}

/// A change of one fact that brings a class.
#[derive(Debug)]
pub struct Change {
    /// The fact, by index.
    pub fact: usize,
    /// What it is.
    pub from: FactValue,
    /// What it would have to be.
    pub to: FactValue,
    /// How it was found.
    pub found: Found,
    /// The smallest step of the fact, where it is a number.
    pub step: Option<Number>,
    /// Whether the fact is declared with which way is better; others describe the nominee more
    /// than what it did.
    pub is_merit: bool,
    /// The total with the change.
    pub total: Option<Number>,
    /// The class with the change; at least the one asked for.
    pub class: usize,
    /// From how many points that class begins then: it may differ by the fact.
    pub class_from: Option<Number>,
    /// The rows that come out differently, by criterion, with what they come to then.
    pub rows: Vec<(usize, Mark)>,
}

/// How a change was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// From the thresholds of the rules: no smaller change of this fact does.
    Exactly,
    /// By trying numbers of the declared range; a smaller change is not ruled out.
    ByTrying,
}

/// The class that a nominee may ask about: the next better than its own.
pub fn next_class(scheme: &Scheme, one: &Verdict) -> Option<usize> {
    let own = one.class().unwrap_or(scheme.classes.len());
    own.checked_sub(1)
}

/// What a nominee is missing to the class at an index.
pub fn missing<'a>(
    evaluated: &SchemeEvaluation<'a>,
    dossier: &'a Dossier,
    nominee: usize,
    class: usize,
) -> Missing {
    let book = evaluated.book;
    let scheme = &book.scheme;
    let one = &evaluated.sheet(dossier, nominee);
    let from = one.thresholds.get(class).cloned().flatten();
    let lacking = from.as_ref().zip(one.total());
    let lacking = lacking.map(|(from, total)| from - total);
    let judged =
        !one.groups.is_empty() || (!one.marks.is_empty() && one.status() == Status::Ranked);
    let closed_by = if judged {
        needs(scheme, &one.marks, &one.groups).closing(class)
    } else {
        Vec::new()
    };
    let is_reached = reaches(one, class);
    let (mut changes, mut untried, mut unsure) = (Vec::new(), Vec::new(), Vec::new());
    let mut together = Vec::new();
    if !is_reached {
        deep(|| {
            book.with_runner(|runner| {
                let mut search = Search {
                    runner,
                    scratch: Scratch::new(scheme),
                    book,
                    dossier,
                    figures: &evaluated.cohorts,
                    one,
                    class,
                    with: Vec::new(),
                };
                for (at, fact) in scheme.facts.iter().enumerate() {
                    // Nobody can choose another kind of its own.
                    let fixed = matches!(fact.kind, FactKind::Choice(_)) && fact.better.is_none();
                    if fixed || !search.is_read(at) {
                        continue;
                    }
                    match search.fact(at, fact) {
                        Tried::Brings(change) => changes.push(*change),
                        Tried::Nothing(Found::Exactly) => {}
                        Tried::Nothing(Found::ByTrying) => unsure.push(at),
                        Tried::Not => untried.push(at),
                    }
                }
                if !changes.iter().any(|change: &Change| change.is_merit) {
                    together = search.together();
                }
            });
        });
    }
    changes.sort_by_key(|change| !change.is_merit);
    Missing {
        class,
        is_reached,
        lacking: lacking.filter(|lacking| lacking.is_positive()),
        from,
        closed_by,
        changes,
        together,
        untried,
        unsure,
        rests_on_others: rests_on_others(book),
    }
}

fn reaches(one: &Verdict, class: usize) -> bool {
    one.status() == Status::Ranked && one.class().is_some_and(|own| own <= class)
}

/// Whether some rule up to the class reads a cohort number.
fn rests_on_others(book: &Rulebook) -> bool {
    let reads = |site: Site| {
        let mut reads = book.reads(site).iter();
        reads.any(|(_, name)| matches!(name, Name::Cohort(_)))
    };
    sites(&book.scheme).into_iter().any(reads)
}
