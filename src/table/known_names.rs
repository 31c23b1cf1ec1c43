//! What the parts of the schemes are called: by it a sheet is told from a note, and a criterion on a
//! sheet from its group.

use std::collections::BTreeSet;

use super::plain_heading::PlainHeading;

/// What the parts of the schemes are called, without accents and what stands around a name.
#[derive(Debug, Clone, Default)]
pub struct KnownNames {
    pub(crate) facts: BTreeSet<String>,
    pub(crate) criteria: BTreeSet<String>,
    /// Groups of criteria, unless a criterion is called so too.
    pub(crate) groups: BTreeSet<String>,
    pub(crate) stages: BTreeSet<String>,
    /// Whether no scheme has several stages, so that no sheet need name the one.
    pub(crate) is_one_stage: bool,
}

/// Some names as they are compared here.
pub(crate) fn plain<'n>(names: impl Iterator<Item = &'n str>) -> BTreeSet<String> {
    names.map(|name| PlainHeading::of(name).name).collect()
}
