//! What the result would be without the marks of one person.

use std::sync::Arc;

use crate::standing::Stands;

/// What would change without the marks of one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Without {
    /// The person, as the name was written first.
    pub marker: Arc<str>,
    /// Whose place, class or award would be another, by scheme and nominee.
    pub changes: Vec<Change>,
}

/// A nominee whose place, class or award would be another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The scheme, by index.
    pub scheme: usize,
    /// The nominee, by index among the scheme's judgements.
    pub nominee: usize,
    /// As it is.
    pub before: Stands,
    /// As it would be.
    pub after: Stands,
}

/// Whoever's standing changes: a total that changes nothing is no change.
pub(super) fn changes(before: &[Vec<Stands>], after: &[Vec<Stands>]) -> Vec<Change> {
    let schemes = before.iter().zip(after).enumerate();
    let changes = schemes.flat_map(|(scheme, (before, after))| {
        let nominees = before.iter().zip(after).enumerate();
        let changed = nominees.filter(|(_, (before, after))| {
            (before.status, &before.place, before.class, &before.awards)
                != (after.status, &after.place, after.class, &after.awards)
        });
        changed.map(move |(nominee, (before, after))| Change {
            scheme,
            nominee,
            before: before.clone(),
            after: after.clone(),
        })
    });
    changes.collect()
}
