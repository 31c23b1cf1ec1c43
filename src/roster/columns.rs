//! What each column of a list of nominations means, understood once a file.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::heading_names::holds;
use super::problem::RosterProblem;
use crate::diagnostic::{Diagnostics, Place};
use crate::scheme::Scheme;
use crate::table::names::{Fixed, Layout};

/// Where everything stands in one file.
#[derive(Debug)]
pub(super) struct Columns {
    pub(super) fixed: [Option<usize>; Fixed::ALL.len()],
    /// By scheme and fact.
    pub(super) facts: Vec<Vec<Option<usize>>>,
    /// By scheme and fact: what some faulty heading seems to mean; it is not missing too.
    pub(super) meant: BTreeSet<(usize, usize)>,
}

impl Columns {
    /// Where a fixed column stands.
    pub(super) fn of(&self, fixed: Fixed) -> Option<usize> {
        self.fixed[fixed as usize]
    }

    /// Where a fact's column stands.
    pub(super) fn fact(&self, scheme: usize, fact: usize) -> Option<usize> {
        self.facts[scheme][fact]
    }

    /// Where the column of each fact of a scheme stands.
    pub(super) fn facts(&self, scheme: usize) -> &[Option<usize>] {
        &self.facts[scheme]
    }

    /// Warns of each compulsory fact of a scheme that the file says nothing of.
    pub(super) fn warn_of_missing(
        &self,
        file: &Arc<str>,
        (at, scheme): (usize, &Scheme),
        layout: Layout,
        diagnostics: &mut Diagnostics,
    ) {
        for (fact_at, fact) in scheme.facts.iter().enumerate() {
            let is_told = self.fact(at, fact_at).is_some() || self.meant.contains(&(at, fact_at));
            if holds(layout, fact) && fact.required && !is_told {
                let problem = RosterProblem::NoFactColumn {
                    fact: fact.id.clone(),
                    label: fact.label.clone(),
                    scheme: scheme.id.clone(),
                };
                diagnostics.report(Place::File(Arc::clone(file)), problem);
            }
        }
    }
}
