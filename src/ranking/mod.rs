//! Evaluations in order, by list; equals parted by the declared chain, or named as equals.

use crate::evaluation::Evaluation;
use crate::scheme::PartBy;

/// Everybody ranked, in each scheme's lists.
#[derive(Debug)]
pub struct Ranking<'a> {
    /// The score sheets behind it.
    pub evaluation: Evaluation<'a>,
    /// The lists of each scheme, in the order the schemes were given.
    pub schemes: Vec<Vec<List>>,
}

/// One ranking: the nominees of a scheme that are alike in what parts the lists.
#[derive(Debug, Clone)]
pub struct List {
    /// What they are alike in; empty where a scheme has one list.
    pub key: Vec<ListKey>,
    /// The places, best first; equals by id.
    pub places: Vec<Place>,
}

/// One thing that the nominees of a list are alike in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListKey {
    /// What parts the lists.
    pub by: PartBy,
    /// Its name in the file: `field`, `unit`, or the fact's id.
    pub name: String,
    /// The value they share; empty where none is reported.
    pub value: String,
}

/// A place in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// One plus the number strictly better (or as the scheme counts places).
    pub rank: usize,
    /// The nominee, by index among the scheme's judgements.
    pub nominee: usize,
    /// Whether somebody else stands on the same place.
    pub shared: bool,
    /// Whether people still have to part those on this place.
    pub open: bool,
    /// The step of the tie chain that set this place apart from the next above.
    pub broken_by: Option<usize>,
}

/// Puts everybody in order, list by list.
pub fn rank(evaluation: Evaluation<'_>) -> Ranking<'_> {
    Ranking {
        evaluation,
        schemes: Vec::new(),
    }
}
