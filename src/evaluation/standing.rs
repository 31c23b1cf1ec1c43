//! What is asked of a nominee once it is judged, however much of its score sheet was kept.

use std::borrow::Cow;

use super::{GroupSum, Judgement, Reason, Ruled, Status, Sums, Withheld};
use crate::cohort::value_part;
use crate::number::Decimal;
use crate::scheme::{FactValue, Given, PartBy, Subject};

/// What ranking, proposing and the flat table ask of a nominee: a whole score sheet answers, and
/// so does [`Kept`](super::Kept), the little that is kept where there are very many.
pub trait Standing {
    /// The code that tells nominees apart.
    fn id(&self) -> &str;
    /// The name on paper.
    fn name(&self) -> &str;
    /// The nominating unit.
    fn unit(&self) -> Option<&str>;
    /// The field.
    fn field(&self) -> Option<&str>;
    /// What kind of subject it is.
    fn subject(&self) -> Subject;
    /// A fact that parts lists or quotas, or of which a share is taken.
    fn fact(&self, fact: usize) -> &Given;
    /// What became of it.
    fn status(&self) -> Status;
    /// Why it is not ranked.
    fn reasons(&self) -> &[Reason];
    /// The class, by index.
    fn class(&self) -> Option<usize>;
    /// Classes whose threshold was reached, but that something closed.
    fn withheld(&self) -> &[Withheld];
    /// Whether a class has a threshold on this nominee's terms.
    fn has_threshold(&self, class: usize) -> bool;
    /// Standards that were not met and go on with a written reason, by criterion.
    fn needs_reason(&self) -> &[usize];
    /// Whether it rests on a cohort from which somebody is missing.
    fn is_provisional(&self) -> bool;
    /// The total and its parts, if there are any.
    fn figures(&self) -> Option<Figures>;
    /// The points of each group, nothing for one that is out altogether; in the order of the file.
    fn groups(&self, tell: &mut dyn FnMut(Option<Decimal>));
    /// The keys of the tie chain, higher first; none unless ranked.
    fn ties(&self, tell: &mut dyn FnMut(Decimal));
    /// Whether the conditions of an award are met; only of those ranked.
    fn meets(&self, award: usize) -> bool;
    /// Whether it is of the kind for which an award keeps seats, by the index of the reserve (K41);
    /// only of those ranked.
    fn is_reserved(&self, award: usize, reserve: usize) -> bool;
    /// What people decided about it, in place of what the rules say.
    fn decided(&self) -> &[Ruled];
    /// The total in a stage of scoring, by the stage's index.
    fn stage_total(&self, stage: usize) -> Option<Decimal>;
    /// The keys of an award's own order, higher first; only of those ranked.
    fn order(&self, award: usize, tell: &mut dyn FnMut(Decimal));

    /// The total, if there is one.
    fn total(&self) -> Option<Decimal> {
        self.figures().map(|figures| figures.total)
    }

    /// The value by which it is parted; nothing where none is reported or assigned.
    fn part(&self, by: PartBy) -> Option<Cow<'_, str>> {
        match by {
            PartBy::Field => self.field().map(Cow::Borrowed),
            PartBy::Unit => self.unit().map(Cow::Borrowed),
            PartBy::Subject => Some(Cow::Borrowed(self.subject().id())),
            PartBy::Fact(at) => value_part(self.fact(at)),
        }
    }

    /// A fact as a number, where it is one.
    fn number(&self, fact: usize) -> Option<Decimal> {
        match self.fact(fact).value()? {
            FactValue::Integer(number) => Some(Decimal::from(*number)),
            FactValue::Number(number) => Some(*number),
            _ => None,
        }
    }
}

/// A total and the parts of it that are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figures {
    /// The total, rounded.
    pub total: Decimal,
    /// Scored points after rescaling.
    pub score: Decimal,
    /// Bonus after all ceilings.
    pub bonus: Decimal,
    /// What comes off.
    pub deduction: Decimal,
}

impl From<&Sums> for Figures {
    fn from(sums: &Sums) -> Self {
        Self {
            total: sums.total,
            score: sums.score,
            bonus: sums.bonus,
            deduction: sums.deduction,
        }
    }
}

impl GroupSum {
    /// What counts of it; nothing where it is out altogether.
    pub(super) fn counts(&self) -> Option<Decimal> {
        (!self.dropped).then_some(self.points)
    }
}

impl Standing for Judgement<'_> {
    fn id(&self) -> &str {
        &self.nomination.id
    }

    fn name(&self) -> &str {
        &self.nomination.name
    }

    fn unit(&self) -> Option<&str> {
        self.nomination.unit.as_deref()
    }

    fn field(&self) -> Option<&str> {
        self.nomination.field.as_deref()
    }

    fn subject(&self) -> Subject {
        self.nomination.subject
    }

    fn fact(&self, fact: usize) -> &Given {
        &self.nomination.facts[fact]
    }

    fn status(&self) -> Status {
        self.status
    }

    fn reasons(&self) -> &[Reason] {
        &self.reasons
    }

    fn class(&self) -> Option<usize> {
        self.class
    }

    fn withheld(&self) -> &[Withheld] {
        &self.withheld
    }

    fn has_threshold(&self, class: usize) -> bool {
        self.thresholds.get(class).is_some_and(Option::is_some)
    }

    fn needs_reason(&self) -> &[usize] {
        &self.needs_reason
    }

    fn is_provisional(&self) -> bool {
        self.provisional
    }

    fn figures(&self) -> Option<Figures> {
        self.sums.as_ref().map(Figures::from)
    }

    fn groups(&self, tell: &mut dyn FnMut(Option<Decimal>)) {
        self.groups.iter().map(GroupSum::counts).for_each(tell);
    }

    fn ties(&self, tell: &mut dyn FnMut(Decimal)) {
        self.ties.iter().copied().for_each(tell);
    }

    fn meets(&self, award: usize) -> bool {
        self.awards[award].meets
    }

    fn is_reserved(&self, award: usize, reserve: usize) -> bool {
        self.awards[award].reserves[reserve]
    }

    fn decided(&self) -> &[Ruled] {
        &self.decided
    }

    fn stage_total(&self, stage: usize) -> Option<Decimal> {
        self.stages.get(stage)?.total
    }

    fn order(&self, award: usize, tell: &mut dyn FnMut(Decimal)) {
        self.awards[award].order.iter().copied().for_each(tell);
    }
}
