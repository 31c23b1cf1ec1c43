//! The headings of a list, understood: which column each of them is.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::columns::Columns;
use super::heading_names::{Named, Names, listed};
use super::plain_columns::Pending;
use super::problem::RosterProblem;
use crate::diagnostic::{Diagnostics, Place};
use crate::scheme::{Fact, FactFrom, Scheme};
use crate::table::Heading;
use crate::table::names::{Fixed, Layout};
use crate::text::casefold;

impl Columns {
    /// Understands the headings of a file, or reports what such a file cannot do without.
    pub(super) fn understand(
        file: &Arc<str>,
        headings: &[Heading],
        schemes: &[&Scheme],
        layout: Layout,
        diagnostics: &mut Diagnostics,
    ) -> Option<Self> {
        let names = Names::of(schemes, layout);
        let facts = schemes.iter().map(|scheme| vec![None; scheme.facts.len()]);
        let mut columns = Self {
            fixed: [None; Fixed::ALL.len()],
            facts: facts.collect(),
            meant: BTreeSet::new(),
        };
        let mut pending = Pending::default();
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        for (at, heading) in headings.iter().enumerate() {
            let folded = casefold(&heading.text);
            if folded.is_empty() {
                pending.unknown.insert(at);
                continue;
            }
            // Under different headings that are merged over them, the same words may stand twice.
            let whole = heading.names().swap_remove(0);
            let earlier = seen.insert(whole, at);
            let known = match names.find(heading, layout) {
                Named::Fixed(fixed) => Ok(columns.fixed[fixed as usize].replace(at)),
                Named::Facts(facts) => columns.take(at, heading, &facts, schemes, diagnostics),
                Named::Elsewhere((scheme, fact)) => {
                    let fact = &schemes[scheme].facts[fact];
                    report_elsewhere(heading, fact, diagnostics);
                    Ok(None)
                }
                Named::Several(several) => {
                    let problem = RosterProblem::AmbiguousColumn {
                        heading: heading.text.clone(),
                        facts: several,
                    };
                    diagnostics.report(heading.place.clone(), problem);
                    Err(())
                }
                Named::Nothing => {
                    pending.headings.push(at);
                    Ok(None)
                }
            };
            let Ok(taken) = known else { continue };
            if let Some(first) = taken.or(earlier) {
                let problem = RosterProblem::ColumnTwice {
                    heading: heading.text.clone(),
                    first: headings[first].text.clone(),
                };
                diagnostics.report(heading.place.clone(), problem);
            }
        }
        pending.settle(
            &mut columns,
            headings,
            (&names, layout),
            schemes,
            diagnostics,
        );
        let unknown = pending.unknown.iter();
        let unknown: Vec<String> = unknown
            .filter_map(|at| headings[*at].unknown(*at))
            .collect();
        if !unknown.is_empty() {
            let headings = unknown.join(", ");
            let problem = RosterProblem::UnknownColumns { headings };
            diagnostics.report(Place::File(Arc::clone(file)), problem);
        }
        if !pending.assumed.is_empty() {
            let columns = pending.assumed.join("; ");
            let problem = RosterProblem::AssumedColumns { columns };
            diagnostics.report(Place::File(Arc::clone(file)), problem);
        }
        columns
            .has_compulsory(file, headings, layout, diagnostics)
            .then_some(columns)
    }

    /// Gives a column to the facts it names; what stood for one of them before is returned.
    fn take(
        &mut self,
        at: usize,
        heading: &Heading,
        facts: &[(usize, usize)],
        schemes: &[&Scheme],
        diagnostics: &mut Diagnostics,
    ) -> Result<Option<usize>, ()> {
        for (scheme, _) in facts {
            let same = |other: &&(usize, usize)| other.0 == *scheme;
            if facts.iter().filter(same).count() > 1 {
                let id = |(_, fact): &(usize, usize)| {
                    let id = &schemes[*scheme].facts[*fact].id;
                    format!("`{id}`")
                };
                let ids: Vec<_> = facts.iter().filter(same).map(id).collect();
                let problem = RosterProblem::AmbiguousColumn {
                    heading: heading.text.clone(),
                    facts: ids.join(", "),
                };
                diagnostics.report(heading.place.clone(), problem);
                self.meant.extend(facts);
                return Err(());
            }
        }
        let mut taken = None;
        for (scheme, fact) in facts {
            taken = taken.or(self.facts[*scheme][*fact].replace(at));
        }
        Ok(taken)
    }

    fn has_compulsory(
        &self,
        file: &Arc<str>,
        headings: &[Heading],
        layout: Layout,
        diagnostics: &mut Diagnostics,
    ) -> bool {
        let place = || Place::File(Arc::clone(file));
        let mut complete = true;
        for (fixed, column, heading) in layout.fixed() {
            if !layout.needs(fixed) || self.of(fixed).is_some() {
                continue;
            }
            if fixed == Fixed::Id && self.has_names() {
                diagnostics.report(place(), RosterProblem::CodesFromNames {});
                continue;
            }
            complete = false;
            let own = self.fixed.iter().flatten();
            let known = own.chain(self.facts.iter().flatten().flatten()).copied();
            let known = listed(headings, &known.collect());
            let problem = RosterProblem::NoColumn {
                column,
                heading,
                known,
            };
            diagnostics.report(place(), problem);
        }
        complete
    }

    /// Whether it is a list of names of nominees, and not of others: it says more of them.
    fn has_names(&self) -> bool {
        let more = [Fixed::Subject, Fixed::Field, Fixed::Received, Fixed::Scheme];
        let mut facts = self.facts.iter().flatten();
        self.of(Fixed::Name).is_some()
            && (facts.any(Option::is_some) || more.iter().any(|it| self.of(*it).is_some()))
    }
}

/// Reports a heading that names a fact which has no column here.
fn report_elsewhere(heading: &Heading, fact: &Fact, diagnostics: &mut Diagnostics) {
    let place = heading.place.clone();
    let heading = heading.text.clone();
    let problem = match &fact.from {
        FactFrom::Nominee => RosterProblem::NomineeColumn { heading },
        FactFrom::Unit => RosterProblem::UnitColumn { heading },
        FactFrom::ClassIn(scheme) => {
            let scheme = scheme.value.clone();
            RosterProblem::ClassColumn { heading, scheme }
        }
        // Marks have no names among the headings.
        FactFrom::Mark(_) | FactFrom::Marks(_) => return,
    };
    diagnostics.report(place, problem);
}

#[cfg(test)]
mod tests;
