//! A fact that is the class of a nominee's unit, and what became of that unit.

use std::sync::Arc;

use super::reason::Status;
use crate::scheme::{FactEntry, FactValue};

/// A fact that is the class of the nominee's unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitClass {
    /// The fact, by index.
    pub fact: usize,
    /// The scheme whose class it is, by id.
    pub scheme: String,
    /// The code of the collective that the unit is; nothing where it is none of them.
    pub collective: Option<Arc<str>>,
    /// What became of the unit.
    pub standing: UnitStanding,
}

/// What became of a nominee's unit among the collectives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UnitStanding {
    /// It has a class, by id.
    Classed(String),
    /// It is ranked, and reached no class.
    NoClass,
    /// It has no place, and so no class: for good, or not yet.
    Without(Status),
    /// It is not among the collectives, or the nominee names no unit.
    NotThere,
}

impl UnitStanding {
    /// Whether the unit has a class.
    pub fn is_classed(&self) -> bool {
        matches!(self, Self::Classed(_))
    }

    /// Whether the unit may still get a class.
    pub fn is_open(&self) -> bool {
        let open = [Status::Held, Status::Incomplete, Status::Failed];
        matches!(self, Self::Without(status) if open.contains(status))
    }

    /// What the fact is then.
    pub(super) fn given(&self) -> FactEntry {
        match self {
            Self::Classed(class) => FactEntry::Reported(FactValue::Text(class.as_str().into())),
            Self::NotThere => FactEntry::Missing,
            _ if self.is_open() => FactEntry::Missing,
            Self::NoClass | Self::Without(_) => FactEntry::NotAssigned,
        }
    }
}
