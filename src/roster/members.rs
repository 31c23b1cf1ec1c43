//! The members of the council as markers: who they are, and whom they may not mark.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::index::Index;
use super::near_names::{Name, is_near, pairs};
use super::nomination::Nomination;
use super::problem::CouncilProblem;
use crate::diagnostic::{Diagnostics, Place, nearest, slips};
use crate::period::{Member, Period};
use crate::text::{casefold, cut, normalize, normalize_person};

/// A unit is compared with so many others at the most.
const MOST_COMPARED: usize = 5_000;

/// The members, found by their names.
pub(super) struct Members<'a> {
    members: &'a [Member],
    /// By name as it is meant.
    names: BTreeMap<String, usize>,
    /// What they may not mark.
    bound: Vec<Bound>,
    /// Who marked and is no member, by name as it is meant.
    strangers: BTreeSet<String>,
    /// The same in their order: as each was first written, and where.
    written: Vec<(String, Place)>,
    /// The units of nominees, as they are meant.
    units: BTreeMap<Arc<str>, String>,
}

/// What a member may not mark, as it is meant.
struct Bound {
    unit: Option<String>,
    /// Codes as people compare them, and units.
    interests: Vec<(String, String)>,
}

impl<'a> Members<'a> {
    pub(super) fn of(period: &'a Period) -> Self {
        let names = period.members.iter().enumerate();
        Self {
            members: &period.members,
            names: names
                .map(|(at, it)| (normalize_person(&it.name), at))
                .collect(),
            bound: period.members.iter().map(Bound::of).collect(),
            strangers: BTreeSet::new(),
            written: Vec::new(),
            units: BTreeMap::new(),
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
        let meant = normalize_person(name);
        if let Some(at) = self.names.get(&meant) {
            return Some(*at);
        }
        let is_itself = meant == normalize_person(&nominee.name);
        if is_itself || !self.strangers.insert(meant.clone()) {
            return None;
        }
        self.written.push((name.to_owned(), place()));
        let near = nearest(&meant, self.names.keys().map(String::as_str));
        // Many people are called nearly alike: more than one slip, and it is somebody else.
        let near = near.filter(|near| slips(&meant, near) <= 1);
        if let Some(near) = near {
            let meant = self.members[self.names[&near]].name.clone();
            let problem = CouncilProblem::NearMarker { marker: cut(name) };
            diagnostics.suggest(place(), problem, Some(meant));
        }
        None
    }

    /// Whether a member's mark of a nominee does not count.
    pub(super) fn is_recused(&mut self, member: usize, nominee: &Nomination) -> bool {
        let unit = nominee.unit.as_ref().map(|unit| {
            let meant = self.units.entry(Arc::clone(unit));
            &*meant.or_insert_with(|| normalize(unit))
        });
        self.bound[member]
            .recusal(&nominee.id, unit.map(String::as_str))
            .is_some()
    }

    /// Asks about those who are no members and are called nearly alike: one person under two names
    /// would count twice.
    pub(super) fn close(self, diagnostics: &mut Diagnostics) {
        let strangers = self.written;
        let names = strangers.iter().enumerate();
        let names: Vec<Name<'_>> = names.map(|(at, (name, _))| Name::of(at, name)).collect();
        for (first, later, _) in pairs(&names) {
            let problem = CouncilProblem::MarkersNear {
                marker: cut(&strangers[later].0),
                other: cut(&strangers[first].0),
                first: strangers[first].1.to_string(),
            };
            diagnostics.report(strangers[later].1.clone(), problem);
        }
    }
}

impl Bound {
    fn of(member: &Member) -> Self {
        let interests = member.interests.iter();
        Self {
            unit: member.unit.as_deref().map(normalize),
            interests: interests.map(|it| (casefold(it), normalize(it))).collect(),
        }
    }

    /// Why a mark of somebody with this code, whose unit is meant so, does not count.
    fn recusal(&self, id: &str, unit: Option<&str>) -> Option<Recusal> {
        if unit.is_some() && self.unit.as_deref() == unit {
            return Some(Recusal::SameUnit);
        }
        if self.interests.is_empty() {
            return None;
        }
        let id = casefold(id);
        let mut interests = self.interests.iter();
        let has_interest =
            interests.any(|(code, named)| *code == id || Some(named.as_str()) == unit);
        has_interest.then_some(Recusal::Interest)
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
        let name = normalize_person(marker);
        let mut members = period.members.iter();
        let member = members.find(|member| normalize_person(&member.name) == name)?;
        let unit = nominee.unit.as_deref().map(normalize);
        Bound::of(member).recusal(&nominee.id, unit.as_deref())
    }

    /// The word for machines.
    pub fn word(self) -> &'static str {
        match self {
            Self::SameUnit => "same_unit",
            Self::Interest => "interest",
        }
    }
}

/// Warns of each unit of a member that is nearly one of a nominee, and of each interest that names
/// nobody: neither would keep a mark from counting. Where somebody was left out because of a fault,
/// nobody can tell whom they may name.
pub(super) fn check(file: &str, index: &Index<'_>, diagnostics: &mut Diagnostics) {
    let members = &index.period.members;
    if members.is_empty() || diagnostics.has_errors() {
        return;
    }
    let units = index
        .nominations()
        .iter()
        .filter_map(|it| it.unit.as_deref());
    // As it is meant: as its author wrote it.
    let units: BTreeMap<String, &str> = units.map(|unit| (normalize(unit), unit)).collect();
    let mut asked = BTreeSet::new();
    for member in members {
        let Some(unit) = &member.unit else { continue };
        if units.contains_key(&normalize(unit)) || !asked.insert(unit) {
            continue;
        }
        let near = units.values().take(MOST_COMPARED);
        let near = near.copied().find(|other| is_near(unit, other));
        if let Some(near) = near {
            let problem = CouncilProblem::MemberUnit {
                member: cut(&member.name),
                unit: cut(unit),
            };
            diagnostics.suggest(Place::File(file.into()), problem, Some(near.to_owned()));
        }
    }
    check_interests(file, index, units, diagnostics);
}

fn check_interests(
    file: &str,
    index: &Index<'_>,
    units: BTreeMap<String, &str>,
    diagnostics: &mut Diagnostics,
) {
    let members = &index.period.members;
    if members.iter().all(|member| member.interests.is_empty()) {
        return;
    }
    let mut names = units;
    let ids = index.nominations().iter().map(|it| &*it.id);
    names.extend(ids.map(|id| (casefold(id), id)));
    for member in members {
        for interest in &member.interests {
            let meant = normalize(interest);
            let is_known = [&meant, &casefold(interest)]
                .into_iter()
                .any(|name| names.contains_key(name));
            if is_known || index.is_nominated(interest) {
                continue;
            }
            let problem = CouncilProblem::UnknownInterest {
                member: cut(&member.name),
                interest: cut(interest),
            };
            let near = nearest(&casefold(interest), names.keys().map(String::as_str));
            let meant = near.map(|near| names[&near].to_owned());
            diagnostics.suggest(Place::File(file.into()), problem, meant);
        }
    }
}
