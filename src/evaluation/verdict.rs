//! What comes of judging a nominee: all that ranking, proposing and the flat table ask for.
//!
//! There may be a million of them, so what is seldom there lies in a box of its own, and all
//! numbers lie in one slice.

use std::borrow::Cow;
use std::sync::Arc;

use super::points::Sums;
use super::reason::{ClosedAward, FewMarks, Reason, Ruled, Status, Withheld};
use super::unit_class::UnitClass;
use crate::cohort::value_part;
use crate::number::{self, Number};
use crate::roster::Nomination;
use crate::scheme::{FactEntry, FactValue, PartBy, Subject};

/// A nominee, judged. The rows of its score sheet are not kept:
/// [`SchemeEvaluation::sheet`](crate::evaluation::SchemeEvaluation::sheet) judges it again to show them.
#[derive(Debug, Clone)]
pub struct Verdict {
    /// The id and the name, one after the other.
    names: Box<str>,
    unit: Option<Arc<str>>,
    field: Option<Arc<str>>,
    /// The total and its parts, if there are any; then the tie keys, then the groups.
    numbers: Box<[Option<Number>]>,
    awards: Box<[AwardTerms]>,
    more: Option<Box<More>>,
    /// The length of the id.
    id: u32,
    ties: u32,
    class: Option<u16>,
    subject: Subject,
    status: Status,
    is_provisional: bool,
    has_totals: bool,
}

/// How a ranked nominee stands for an award before anybody is seated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AwardTerms {
    /// Whether its conditions are met, what standards and floors close included.
    pub meets: bool,
    /// Whether the award's own rule `when` says no, whatever else closes it.
    pub denied: bool,
    /// Only where the award has reserves or an order of its own.
    own: Option<Box<(Vec<bool>, Vec<Number>)>>,
}

/// What few nominees have, or few schemes ask for.
#[derive(Debug, Clone, Default)]
pub(super) struct More {
    pub(super) reasons: Vec<Reason>,
    pub(super) withheld: Vec<Withheld>,
    pub(super) closed: Vec<ClosedAward>,
    pub(super) needs_reason: Vec<usize>,
    pub(super) decided: Vec<Ruled>,
    /// The totals of the stages of scoring.
    pub(super) stages: Vec<Option<Number>>,
    pub(super) units: Vec<UnitClass>,
    /// Rows that fewer people marked than those of others.
    pub(super) few_marks: Vec<FewMarks>,
    /// Rows that people mark and that do not apply, by criterion.
    pub(super) not_applicable: Vec<usize>,
    /// The facts by which lists and quotas are parted or measured, by index.
    facts: Vec<(usize, FactEntry)>,
}

/// The total and the parts of it that tables show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Totals<'v> {
    /// The total, rounded.
    pub total: &'v Number,
    /// Scored points after rescaling.
    pub score: &'v Number,
    /// Bonus after all ceilings.
    pub bonus: &'v Number,
    /// What comes off.
    pub deduction: &'v Number,
}

/// How many numbers [`Totals`] are.
const TOTALS: usize = 4;

/// A fact that was not kept, or not reported.
const EMPTY: FactEntry = FactEntry::Missing;

impl AwardTerms {
    /// The terms of one award; reserves and the keys of its own order by index.
    pub(super) fn new(meets: bool, denied: bool, reserves: Vec<bool>, order: Vec<Number>) -> Self {
        let is_plain = reserves.is_empty() && order.is_empty();
        Self {
            meets,
            denied,
            own: (!is_plain).then(|| Box::new((reserves, order))),
        }
    }

    /// Whether the nominee is of the kind for which the award keeps seats, by the index of the
    /// reserve (K41).
    pub fn is_reserved(&self, reserve: usize) -> bool {
        let reserves = self.own.as_ref().map(|own| &own.0);
        reserves.is_some_and(|kinds| kinds.get(reserve) == Some(&true))
    }

    /// The keys of the award's own order, higher first.
    pub fn order(&self) -> &[Number] {
        self.own.as_ref().map_or(&[], |own| &own.1)
    }
}

/// What a verdict is made of, beside the nominee.
pub(super) struct Parts<'s> {
    pub(super) status: Status,
    pub(super) class: Option<usize>,
    pub(super) sums: Option<&'s Sums>,
    pub(super) ties: &'s [Number],
    /// The points of each group; `None` where it is out altogether.
    pub(super) groups: &'s mut dyn Iterator<Item = Option<Number>>,
    pub(super) awards: Vec<AwardTerms>,
    pub(super) is_provisional: bool,
    pub(super) more: More,
    /// The facts to keep, by index.
    pub(super) facts: &'s [usize],
}

impl Verdict {
    pub(super) fn new(nominee: &Nomination, parts: Parts<'_>) -> Self {
        let short = |index: usize| u32::try_from(index).expect("no file is so large");
        let totals = parts.sums.map(|sums| {
            let totals = [&sums.total, &sums.score, &sums.bonus, &sums.deduction];
            totals.map(|number| Some(number.clone()))
        });
        let totals = totals.as_ref().map_or(&[][..], |totals| totals);
        let ties = parts.ties.iter().cloned().map(Some);
        let numbers = totals.iter().cloned().chain(ties).chain(parts.groups);
        let mut more = parts.more;
        let facts = parts.facts.iter();
        more.facts = facts.map(|at| (*at, nominee.facts[*at].clone())).collect();
        Self {
            names: [&*nominee.id, &nominee.name].concat().into(),
            unit: nominee.unit.clone(),
            field: nominee.field.clone(),
            numbers: numbers.collect(),
            awards: parts.awards.into(),
            more: (!more.is_empty()).then(|| Box::new(more)),
            id: short(nominee.id.len()),
            ties: short(parts.ties.len()),
            class: parts
                .class
                .map(|class| u16::try_from(class).expect("no scheme has so many classes")),
            subject: nominee.subject,
            status: parts.status,
            is_provisional: parts.is_provisional,
            has_totals: parts.sums.is_some(),
        }
    }

    /// What is seldom there, to be changed.
    pub(super) fn more_mut(&mut self) -> &mut More {
        self.more.get_or_insert_default()
    }

    /// It rests on something that may still change.
    pub(super) fn set_provisional(&mut self) {
        self.is_provisional = true;
    }

    fn more<T>(&self, part: fn(&More) -> &[T]) -> &[T] {
        self.more.as_deref().map_or(&[], part)
    }

    /// The code that tells nominees apart.
    pub fn id(&self) -> &str {
        &self.names[..self.id as usize]
    }

    /// The name on paper.
    pub fn name(&self) -> &str {
        &self.names[self.id as usize..]
    }

    /// The nominating unit.
    pub fn unit(&self) -> Option<&str> {
        self.unit.as_deref()
    }

    /// The field.
    pub fn field(&self) -> Option<&str> {
        self.field.as_deref()
    }

    /// What kind of subject it is.
    pub fn subject(&self) -> Subject {
        self.subject
    }

    /// A fact that parts lists or quotas, or of which a share is taken; other facts are not kept.
    pub fn fact(&self, fact: usize) -> &FactEntry {
        let mut kept = self.more(|more| &more.facts).iter();
        let kept = kept.find(|(at, _)| *at == fact);
        kept.map_or(&EMPTY, |(_, given)| given)
    }

    /// The value by which it is parted; `None` where none is reported or assigned.
    pub fn part(&self, by: PartBy) -> Option<Cow<'_, str>> {
        match by {
            PartBy::Field => self.field().map(Cow::Borrowed),
            PartBy::Unit => self.unit().map(Cow::Borrowed),
            PartBy::Subject => Some(Cow::Borrowed(self.subject.id())),
            PartBy::Fact(at) => value_part(self.fact(at)),
        }
    }

    /// A fact as a number, where it is one.
    pub fn number(&self, fact: usize) -> Option<Number> {
        match self.fact(fact).value()? {
            FactValue::Integer(number) => Some(Number::from(*number)),
            FactValue::Number(number) => Some(number.clone()),
            _ => None,
        }
    }

    /// What became of it.
    pub fn status(&self) -> Status {
        self.status
    }

    /// Why it is not ranked; empty for those who are.
    pub fn reasons(&self) -> &[Reason] {
        self.more(|more| &more.reasons)
    }

    /// The class, by index; `None` where none was reached or none is declared.
    pub fn class(&self) -> Option<usize> {
        self.class.map(usize::from)
    }

    /// Classes whose threshold was reached, but that something closed.
    pub fn withheld(&self) -> &[Withheld] {
        self.more(|more| &more.withheld)
    }

    /// Awards that a standard or floor closed.
    pub fn closed(&self) -> &[ClosedAward] {
        self.more(|more| &more.closed)
    }

    /// Standards that were not met and go on with a written reason (K34), by criterion.
    pub fn needs_reason(&self) -> &[usize] {
        self.more(|more| &more.needs_reason)
    }

    /// Whether it may still change: it rests on a cohort from which somebody is missing, on the
    /// class of a unit that may still come, or on fewer marks than others have.
    pub fn is_provisional(&self) -> bool {
        self.is_provisional
    }

    /// The total and its parts; `None` for schemes without points, and where a rule failed.
    pub fn totals(&self) -> Option<Totals<'_>> {
        let number = |at: usize| self.numbers.get(at)?.as_ref();
        let has_totals = self.has_totals.then_some(());
        has_totals.and_then(|()| {
            Some(Totals {
                total: number(0)?,
                score: number(1)?,
                bonus: number(2)?,
                deduction: number(3)?,
            })
        })
    }

    /// The total, if there is one.
    pub fn total(&self) -> Option<&Number> {
        let total = self.numbers.first()?.as_ref();
        total.filter(|_| self.has_totals)
    }

    /// The keys of the tie chain, higher first; none unless ranked.
    pub fn ties(&self) -> impl ExactSizeIterator<Item = &Number> {
        let ties = &self.numbers[self.totals_end()..self.ties_end()];
        ties.iter().map(|key| key.as_ref().unwrap_or(&number::ZERO))
    }

    /// The points of each group, in the order of the file: `None` for one that is out altogether.
    /// Empty where nothing could be computed.
    pub fn groups(&self) -> &[Option<Number>] {
        &self.numbers[self.ties_end()..]
    }

    fn totals_end(&self) -> usize {
        if self.has_totals { TOTALS } else { 0 }
    }

    fn ties_end(&self) -> usize {
        self.totals_end() + self.ties as usize
    }

    /// Its standing for each award; empty unless ranked.
    pub fn awards(&self) -> &[AwardTerms] {
        &self.awards
    }

    /// Whether the conditions of an award are met; only of those ranked.
    pub fn meets(&self, award: usize) -> bool {
        self.awards.get(award).is_some_and(|terms| terms.meets)
    }

    /// Whether it is of the kind for which an award keeps seats, by the index of the reserve
    /// (K41); only of those ranked.
    pub fn is_reserved(&self, award: usize, reserve: usize) -> bool {
        let terms = self.awards.get(award);
        terms.is_some_and(|terms| terms.is_reserved(reserve))
    }

    /// The keys of an award's own order, higher first; only of those ranked.
    pub fn order(&self, award: usize) -> &[Number] {
        self.awards.get(award).map_or(&[], AwardTerms::order)
    }

    /// What people decided about it, in place of what the rules say of gates and standards.
    pub fn decided(&self) -> &[Ruled] {
        self.more(|more| &more.decided)
    }

    /// The totals of the stages of scoring, in their order; empty where there are none.
    pub fn stage_totals(&self) -> &[Option<Number>] {
        self.more(|more| &more.stages)
    }

    /// The total in a stage of scoring, by the stage's index.
    pub fn stage_total(&self, stage: usize) -> Option<&Number> {
        self.stage_totals().get(stage)?.as_ref()
    }

    /// Rows that fewer people marked than those of others.
    pub fn few_marks(&self) -> &[FewMarks] {
        self.more(|more| &more.few_marks)
    }

    /// Rows that people mark and that do not apply to it, by criterion.
    pub fn not_applicable(&self) -> &[usize] {
        self.more(|more| &more.not_applicable)
    }

    /// The facts that are the class of its unit; empty where its scheme has none.
    pub fn units(&self) -> &[UnitClass] {
        self.more(|more| &more.units)
    }
}

impl More {
    fn is_empty(&self) -> bool {
        self.reasons.is_empty()
            && self.withheld.is_empty()
            && self.closed.is_empty()
            && self.needs_reason.is_empty()
            && self.decided.is_empty()
            && self.stages.is_empty()
            && self.units.is_empty()
            && self.few_marks.is_empty()
            && self.not_applicable.is_empty()
            && self.facts.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verdict_is_small() {
        assert!(size_of::<Verdict>() <= 112, "{}", size_of::<Verdict>());
    }
}
