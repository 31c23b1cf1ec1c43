//! The members of the council as markers: who they are, and whom they may not mark.

use std::collections::{BTreeMap, BTreeSet};

use super::names::Index;
use super::nomination::Nomination;
use super::problem::CouncilProblem;
use crate::diagnostic::{Diagnostics, Place, nearest, slips};
use crate::period::{Member, Period};
use crate::text::casefold;
use crate::text::cut;

/// The members, found by their names.
pub(super) struct Members<'a> {
    members: &'a [Member],
    /// By name as people compare it.
    names: BTreeMap<String, usize>,
    /// Strangers who were asked about already.
    strangers: BTreeSet<String>,
}

impl<'a> Members<'a> {
    pub(super) fn of(period: &'a Period) -> Self {
        let names = period.members.iter().enumerate();
        Self {
            members: &period.members,
            names: names.map(|(at, it)| (casefold(&it.name), at)).collect(),
            strangers: BTreeSet::new(),
        }
    }

    /// The member of that name, who marked a nominee. Whoever is called nearly so is asked about
    /// once: a slip of the name would let a member mark whom it may not. A nominee that marks
    /// itself is nobody else.
    pub(super) fn find(
        &mut self,
        name: &str,
        nominee: &Nomination,
        place: impl Fn() -> Place,
        diagnostics: &mut Diagnostics,
    ) -> Option<usize> {
        let folded = casefold(name);
        if let Some(at) = self.names.get(&folded) {
            return Some(*at);
        }
        let is_itself = folded == casefold(&nominee.name);
        if self.names.is_empty() || is_itself || !self.strangers.insert(folded.clone()) {
            return None;
        }
        let near = nearest(&folded, self.names.keys().map(String::as_str));
        // Many people are called nearly alike: more than one slip, and it is somebody else.
        let near = near.filter(|near| slips(&folded, near) <= 1);
        if let Some(near) = near {
            let meant = self.members[self.names[&near]].name.clone();
            let problem = CouncilProblem::NearMarker { marker: cut(name) };
            diagnostics.suggest(place(), problem, Some(meant));
        }
        None
    }

    /// Whether a member's mark of a nominee does not count.
    pub(super) fn is_recused(&self, member: usize, nominee: &Nomination) -> bool {
        recusal(&self.members[member], nominee).is_some()
    }
}

/// Why the mark of a member does not count for a nominee (K: recusal).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recusal {
    /// Both are of one unit.
    SameUnit,
    /// The member has an interest in the nominee, or in its unit.
    Interest,
}

impl Recusal {
    /// Why the mark of somebody of this name does not count for a nominee; nothing where it does.
    pub fn of(period: &Period, marker: &str, nominee: &Nomination) -> Option<Self> {
        let name = casefold(marker);
        let mut members = period.members.iter();
        let member = members.find(|member| casefold(&member.name) == name)?;
        recusal(member, nominee)
    }

    /// The word for machines.
    pub fn word(self) -> &'static str {
        match self {
            Self::SameUnit => "same_unit",
            Self::Interest => "interest",
        }
    }
}

fn recusal(member: &Member, nominee: &Nomination) -> Option<Recusal> {
    let unit = nominee.unit.as_deref().map(casefold);
    let is_of_unit = |named: &str| unit.as_ref().is_some_and(|unit| *unit == casefold(named));
    if member.unit.as_deref().is_some_and(is_of_unit) {
        return Some(Recusal::SameUnit);
    }
    let id = casefold(&nominee.id);
    let mut interests = member.interests.iter();
    let has_interest = interests.any(|interest| casefold(interest) == id || is_of_unit(interest));
    has_interest.then_some(Recusal::Interest)
}

/// Warns of each interest that names nobody: it would keep no mark from counting. Where somebody
/// was left out because of a fault, nobody can tell whom it may name.
pub(super) fn check_interests(file: &str, index: &Index<'_>, diagnostics: &mut Diagnostics) {
    let members = &index.period.members;
    let has_none = members.iter().all(|member| member.interests.is_empty());
    if has_none || diagnostics.has_errors() {
        return;
    }
    let nominees = index.nominations().iter();
    let names = nominees.flat_map(|it| [Some(&it.id), it.unit.as_ref()]);
    // By name as people compare it: as its author wrote it.
    let names: BTreeMap<String, &str> = names
        .flatten()
        .map(|name| (casefold(name), &**name))
        .collect();
    for member in members {
        for interest in &member.interests {
            let folded = casefold(interest);
            if names.contains_key(&folded) || index.is_nominated(interest) {
                continue;
            }
            let problem = CouncilProblem::UnknownInterest {
                member: cut(&member.name),
                interest: cut(interest),
            };
            let near = nearest(&folded, names.keys().map(String::as_str));
            let meant = near.map(|near| names[&near].to_owned());
            diagnostics.suggest(Place::File(file.into()), problem, meant);
        }
    }
}
