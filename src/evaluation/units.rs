//! The class of a nominee's unit in the collectives' ranking of the same period (K28, K40).
//!
//! A scheme that takes classes from another is judged after it. A unit whose class is not known, or
//! not yet, leaves the fact not reported; one that was judged and has no class leaves it not
//! assigned.

use std::sync::Arc;

use super::all::JudgedScheme;
use super::nominee::Nominee;
use super::reason::{Reason, ReasonKind, Status};
use super::unit_class::{UnitClass, UnitStanding};
use super::verdict::Verdict;
use crate::locale::Text;
use crate::roster::{Collectives, Named, Nomination, Roster};
use crate::rule::Rulebook;
use crate::scheme::Scheme;

/// The collectives that were judged so far.
pub(super) struct Units<'e> {
    books: &'e [Rulebook],
    roster: &'e Roster,
    collectives: Collectives,
}

impl<'e> Units<'e> {
    /// Of a period; nothing where no scheme takes classes from another.
    pub(super) fn of(books: &'e [Rulebook], roster: &'e Roster) -> Option<Self> {
        let mut schemes = books.iter().map(|book| &book.scheme);
        schemes.any(Scheme::takes_classes).then(|| Self {
            books,
            roster,
            collectives: Collectives::of(books, &roster.nominations),
        })
    }

    /// A nominee with the classes of its unit among its facts.
    pub(super) fn complete<'a>(
        &self,
        nomination: &'a Nomination,
        judged: &[Option<JudgedScheme>],
    ) -> Nominee<'a> {
        let scheme = &self.books[nomination.scheme].scheme;
        if !scheme.takes_classes() {
            return nomination.into();
        }
        let mut completed = nomination.clone();
        for (fact, id) in scheme.classes_taken() {
            let unit = self.class(nomination, fact, id, judged);
            completed.facts[fact] = unit.standing.given();
        }
        Nominee::Completed(Arc::new(completed))
    }

    /// Says in the verdicts of a scheme whose class was taken, and what follows from it.
    pub(super) fn tell<'a>(
        &self,
        judged: &[Option<JudgedScheme>],
        nominees: &[Nominee<'a>],
        verdicts: &mut [Verdict],
    ) {
        for (nominee, verdict) in nominees.iter().zip(verdicts) {
            let scheme = &self.books[nominee.scheme].scheme;
            for (fact, id) in scheme.classes_taken() {
                let unit = self.class(nominee, fact, id, judged);
                let model = &scheme.facts[fact];
                let own =
                    |reason: &&mut Reason| reason.kind == ReasonKind::Fact && reason.id == model.id;
                let more = verdict.more_mut();
                if let Some(reason) = more.reasons.iter_mut().find(own) {
                    reason.message = not_known(&unit, nominee.unit.as_deref());
                }
                // Where the class may be left out, the result stands though it may still come.
                let may_come = unit.standing.is_open();
                more.units.push(unit);
                let of_unit = self.verdict(nominee, id, judged);
                let is_provisional = of_unit.is_some_and(Verdict::is_provisional);
                if is_provisional || may_come && verdict.status() != Status::Incomplete {
                    verdict.set_provisional();
                }
            }
        }
    }

    fn class(
        &self,
        nomination: &Nomination,
        fact: usize,
        scheme: &str,
        judged: &[Option<JudgedScheme>],
    ) -> UnitClass {
        let found = self.collective(nomination, scheme);
        let verdict = self.verdict(nomination, scheme, judged);
        let standing = match (verdict, found) {
            (Some(verdict), Some(collective)) => match (verdict.status(), verdict.class()) {
                (Status::Ranked, Some(class)) => {
                    let of_scheme = &self.books[collective.scheme].scheme;
                    UnitStanding::Classed(of_scheme.classes[class].id.clone())
                }
                (Status::Ranked, None) => UnitStanding::NoClass,
                (status, _) => UnitStanding::Without(status),
            },
            _ => UnitStanding::NotThere,
        };
        UnitClass {
            fact,
            scheme: scheme.to_owned(),
            collective: verdict.and(found).map(|unit| Arc::clone(&unit.id)),
            standing,
        }
    }

    /// The unit of a nominee among the collectives of a scheme.
    fn collective(&self, nomination: &Nomination, scheme: &str) -> Option<&'e Nomination> {
        let unit = nomination.unit.as_deref()?;
        match self.collectives.find(scheme, unit) {
            Named::One(at) => Some(&self.roster.nominations[at]),
            _ => None,
        }
    }

    /// The verdict on that unit.
    fn verdict<'j>(
        &self,
        nomination: &Nomination,
        scheme: &str,
        judged: &'j [Option<JudgedScheme>],
    ) -> Option<&'j Verdict> {
        let collective = self.collective(nomination, scheme)?;
        let verdicts = &judged.get(collective.scheme)?.as_ref()?.1;
        let at = verdicts.binary_search_by(|one| one.id().cmp(&collective.id));
        verdicts.get(at.ok()?)
    }
}

/// A nominee with the classes of its unit among its facts, as its verdict has them.
pub(super) fn completed<'a>(nomination: &'a Nomination, verdict: &Verdict) -> Nominee<'a> {
    if verdict.units().is_empty() {
        return nomination.into();
    }
    let mut completed = nomination.clone();
    for unit in verdict.units() {
        completed.facts[unit.fact] = unit.standing.given();
    }
    Nominee::Completed(Arc::new(completed))
}

/// Why the class of a unit is not known.
fn not_known(unit: &UnitClass, name: Option<&str>) -> Text {
    let Some(name) = name else {
        return Text::both(
            "chưa ghi đơn vị nên chưa có xếp loại của đơn vị",
            "no unit is named, so there is no class of the unit",
        );
    };
    match unit.standing {
        UnitStanding::Without(status) => {
            let (vi, en) = match status {
                Status::Held => ("đang tạm dừng xét", "it is held"),
                Status::Incomplete => ("còn thiếu số liệu", "its facts are incomplete"),
                _ => ("chưa tính được điểm", "a rule failed on it"),
            };
            Text::both(
                format!("đơn vị “{name}” chưa có xếp loại trong kỳ này: {vi}"),
                format!("the unit “{name}” has no class in this period yet: {en}"),
            )
        }
        _ => Text::both(
            format!(
                "không có tập thể nào tên “{name}” do bộ tiêu chí `{}` chấm trong kỳ này, nên chưa có xếp loại của đơn vị",
                unit.scheme
            ),
            format!(
                "no collective judged by the scheme `{}` in this period is called “{name}”, so there is no class of the unit",
                unit.scheme
            ),
        ),
    }
}
