//! Two editions of the criteria held against each other on the same nominees: what differs in their
//! text, and what that does to whom.

mod agreement;
mod edits;
mod moves;

use crate::commendation::Proposal;
use crate::number::Number;
use crate::standing::{Seat, Stands};

pub use crate::document::Said;
pub use agreement::Agreement;
pub use edits::Edit;
pub use moves::{At, Cause, Move};

/// Two editions, compared.
#[derive(Debug)]
pub struct Editions<'p> {
    /// The result under the old edition.
    pub before: &'p Proposal<'p>,
    /// The result under the new one.
    pub after: &'p Proposal<'p>,
    /// What differs in the criteria, in the order of the files.
    pub edits: Vec<Edit>,
    /// Whose status, points, list, place, class or awards change, by the old edition's order, then those
    /// whom the new one alone judges.
    pub moves: Vec<Move>,
    /// How many nominees nothing changes for.
    pub unmoved: usize,
    /// How alike the orders are, list by list of the new edition.
    pub agreements: Vec<Agreement>,
}

/// A way in which somebody loses by a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Loss {
    /// Fewer points.
    Points,
    /// A lower class, or none any more.
    Class,
    /// A lower place, or none any more.
    Place,
    /// An award for which it is no longer proposed.
    Award,
}

impl Loss {
    /// Every loss with the word by which people name it.
    pub const WORDS: [(&'static str, Self); 4] = [
        ("points-fall", Self::Points),
        ("class-falls", Self::Class),
        ("place-falls", Self::Place),
        ("award-lost", Self::Award),
    ];
}

/// Compares two editions by what they make of the same nominees.
pub fn compare<'p>(before: &'p Proposal<'p>, after: &'p Proposal<'p>) -> Editions<'p> {
    let (moves, unmoved) = moves::moves(before, after);
    Editions {
        before,
        after,
        edits: edits::edits(before, after),
        moves,
        unmoved,
        agreements: agreement::agreements(before, after),
    }
}

impl Move {
    /// Whether the nominee loses in this way.
    pub fn is(&self, loss: Loss, editions: &Editions<'_>) -> bool {
        let Some(before) = &self.before else {
            return false;
        };
        let (was, is) = (&before.stands, self.after.as_ref().map(|at| &at.stands));
        match loss {
            Loss::Points => self.by.as_ref().is_some_and(Number::is_negative),
            // The best class stands first.
            Loss::Class => falls(was.class, is.and_then(|is| is.class)),
            Loss::Place => falls(place(was), is.and_then(place)),
            Loss::Award => {
                let awards = |at: Option<&At>, proposal: &Proposal<'_>| -> Vec<String> {
                    at.map_or_else(Vec::new, |at| proposed(at, proposal))
                };
                let kept = awards(self.after.as_ref(), editions.after);
                let had = awards(self.before.as_ref(), editions.before);
                had.iter().any(|award| !kept.contains(award))
            }
        }
    }
}

fn place(stands: &Stands) -> Option<usize> {
    stands.place.as_ref().map(|(_, rank)| *rank)
}

/// Whether what counts from the best at 0 or 1 is worse, or is gone.
fn falls(was: Option<usize>, is: Option<usize>) -> bool {
    was.is_some_and(|was| is.is_none_or(|is| is > was))
}

/// The ids of the awards for which somebody is proposed.
fn proposed(at: &At, proposal: &Proposal<'_>) -> Vec<String> {
    let scheme = &proposal.ranking.evaluation.schemes[at.scheme].book.scheme;
    let seats = at.stands.awards.iter();
    seats
        .filter(|(_, seat)| **seat == Seat::Proposed)
        .map(|(award, _)| scheme.awards[*award].id.clone())
        .collect()
}
