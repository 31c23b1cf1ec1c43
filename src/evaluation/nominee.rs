//! The nominee of a score sheet.

use std::ops::Deref;
use std::sync::Arc;

use crate::roster::Nomination;

/// The nominee of a score sheet: as it stands in the roster, or with the class that its unit got
/// among its facts.
#[derive(Debug, Clone)]
pub enum Nominee<'a> {
    /// As it stands in the roster.
    AsNominated(&'a Nomination),
    /// With what no file says of it.
    Completed(Arc<Nomination>),
}

impl Deref for Nominee<'_> {
    type Target = Nomination;

    fn deref(&self) -> &Nomination {
        match self {
            Self::AsNominated(nomination) => nomination,
            Self::Completed(nomination) => nomination,
        }
    }
}

impl<'a> From<&'a Nomination> for Nominee<'a> {
    fn from(nomination: &'a Nomination) -> Self {
        Self::AsNominated(nomination)
    }
}
