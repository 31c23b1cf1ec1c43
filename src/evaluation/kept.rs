//! The little that is kept of a nominee where there are very many: what ranking, proposing and the
//! flat table ask for, packed into few bytes.

use std::sync::Arc;

use super::packed::{Pack, Packed, Unpack};
use super::straight::Sheet;
use super::{AwardTerms, Figures, GroupSum, Judgement, Reason, Ruled, Standing, Status, Withheld};
use crate::number::Decimal;
use crate::roster::Nomination;
use crate::scheme::{Given, Subject};

/// A nominee, judged, without its facts and the rows of its score sheet.
#[derive(Debug, Clone)]
pub struct Kept {
    /// Id and name, then the numbers: the figures, the tie keys, the groups, the awards. They
    /// stand among those of others that were judged together.
    packed: Option<Arc<Packed>>,
    /// Where the id begins, where the name does, and where the numbers do.
    id: u32,
    name: u32,
    numbers: u32,
    /// The unit and the field among the words that are shared, from 1; 0 where it has none.
    unit: u32,
    field: u32,
    /// What few nominees have.
    beside: Option<Box<Beside>>,
    class: Option<u16>,
    status: Status,
    subject: Subject,
    is_provisional: bool,
    has_figures: bool,
}

/// What few nominees have, or few schemes ask for.
#[derive(Debug, Clone, Default)]
struct Beside {
    reasons: Vec<Reason>,
    withheld: Vec<Withheld>,
    /// The withheld classes that have a threshold.
    thresholds: Vec<usize>,
    needs_reason: Vec<usize>,
    decided: Vec<Ruled>,
    /// The totals of the stages.
    stages: Vec<Option<Decimal>>,
    /// The facts by which lists and quotas are parted or measured, by index.
    facts: Vec<(usize, Given)>,
}

const EMPTY: Given = Given::Empty;

/// A place among the letters of some nominees: no file is so large that it does not fit.
fn small(at: usize) -> u32 {
    u32::try_from(at).expect("no file is so large")
}

/// Where words stand among those that are shared, from 1; 0 where there are none.
fn shared(words: Option<&Arc<str>>, pack: &mut Pack) -> u32 {
    words.map_or(0, |words| small(pack.share(words) + 1))
}

fn small_class(class: usize) -> u16 {
    u16::try_from(class).expect("no scheme has so many classes")
}

fn put_awards(awards: &[AwardTerms], pack: &mut Pack) {
    for terms in awards {
        pack.count(usize::from(terms.meets));
        pack.count(terms.reserves.len());
        let reserves = terms.reserves.iter();
        reserves.for_each(|is_kind| pack.count(usize::from(*is_kind)));
        pack.count(terms.order.len());
        terms.order.iter().for_each(|key| pack.number(*key));
    }
}

/// The facts of a nominee at some indexes, with these.
fn facts_of(nomination: &Nomination, facts: &[usize]) -> Vec<(usize, Given)> {
    let given = |fact: &usize| (*fact, nomination.facts[*fact].clone());
    facts.iter().map(given).collect()
}

impl Kept {
    /// Keeps of a score sheet what is asked for later; `facts` are the scheme's facts by which
    /// lists and quotas are parted or measured. What is moved out of the sheet is not there any
    /// more.
    pub(super) fn of(sheet: &mut Judgement<'_>, facts: &[usize], pack: &mut Pack) -> Self {
        let nomination = &sheet.nomination;
        let id = small(pack.len());
        pack.words(&nomination.id);
        let name = small(pack.len());
        pack.words(&nomination.name);
        let numbers = small(pack.len());
        if let Some(Figures {
            total,
            score,
            bonus,
            deduction,
        }) = sheet.figures()
        {
            for number in [total, score, bonus, deduction] {
                pack.number(number);
            }
        }
        pack.count(sheet.ties.len());
        sheet.ties.iter().for_each(|key| pack.number(*key));
        pack.count(sheet.groups.len());
        for sum in &sheet.groups {
            pack.maybe(GroupSum::counts(sum));
        }
        put_awards(&sheet.awards, pack);
        let beside = Beside::of(sheet, facts).map(Box::new);
        let nomination = &sheet.nomination;
        Self {
            packed: None,
            id,
            name,
            numbers,
            unit: shared(nomination.unit.as_ref(), pack),
            field: shared(nomination.field.as_ref(), pack),
            beside,
            class: sheet.class.map(small_class),
            status: sheet.status,
            subject: nomination.subject,
            is_provisional: sheet.provisional,
            has_figures: sheet.sums.is_some(),
        }
    }

    /// Keeps of a nominee that was judged straight through what [`Self::of`] would keep.
    pub(super) fn straight(
        nomination: &Nomination,
        sheet: &mut Sheet,
        facts: &[usize],
        pack: &mut Pack,
    ) -> Self {
        let id = small(pack.len());
        pack.words(&nomination.id);
        let name = small(pack.len());
        pack.words(&nomination.name);
        let numbers = small(pack.len());
        sheet.figures.iter().for_each(|number| pack.short(*number));
        for numbers in [&sheet.ties, &sheet.groups] {
            pack.count(numbers.len());
            numbers.iter().for_each(|number| pack.short(*number));
        }
        put_awards(&sheet.awards, pack);
        let is_plain = facts.is_empty() && sheet.reasons.is_empty();
        let mut beside = || Beside {
            facts: facts_of(nomination, facts),
            reasons: std::mem::take(&mut sheet.reasons),
            ..Beside::default()
        };
        Self {
            packed: None,
            id,
            name,
            numbers,
            unit: shared(nomination.unit.as_ref(), pack),
            field: shared(nomination.field.as_ref(), pack),
            beside: (!is_plain).then(|| Box::new(beside())),
            class: sheet.class.map(small_class),
            status: sheet.status,
            subject: nomination.subject,
            is_provisional: false,
            has_figures: true,
        }
    }

    /// Gives those who were packed together what was packed. Before that they know nothing.
    pub(super) fn seal(kept: &mut [Self], pack: &mut Pack) {
        let packed = Arc::new(pack.take());
        for one in kept {
            one.packed = Some(Arc::clone(&packed));
        }
    }

    /// What was packed, its own and that of others.
    fn packed(&self) -> &str {
        self.packed.as_ref().map_or("", |packed| &packed.text)
    }

    /// Words that are shared, by their number from 1.
    fn shared(&self, number: u32) -> Option<&str> {
        let at = number.checked_sub(1)?;
        let words = self.packed.as_ref()?.shared.get(at as usize)?;
        Some(words)
    }

    /// The numbers, from the figures on.
    fn numbers(&self) -> Unpack<'_> {
        Unpack::new(self.packed(), self.numbers as usize)
    }

    fn after_figures(&self) -> Unpack<'_> {
        let mut unpack = self.numbers();
        if self.has_figures {
            unpack.skip(4);
        }
        unpack
    }

    fn after_ties(&self) -> Unpack<'_> {
        let mut unpack = self.after_figures();
        let ties = unpack.count();
        unpack.skip(ties);
        unpack
    }

    /// Its terms for an award: whether it meets them, its reserves, its own order.
    fn award(&self, award: usize) -> Unpack<'_> {
        let mut unpack = self.after_ties();
        for _ in 0..unpack.count() {
            unpack.maybe();
        }
        for _ in 0..award {
            unpack.count();
            for _ in 0..unpack.count() {
                unpack.count();
            }
            let keys = unpack.count();
            unpack.skip(keys);
        }
        unpack
    }

    fn beside<T>(&self, part: fn(&Beside) -> &[T]) -> &[T] {
        self.beside.as_deref().map_or(&[], part)
    }
}

impl Beside {
    fn of(sheet: &mut Judgement<'_>, facts: &[usize]) -> Option<Self> {
        let idle = sheet.reasons.is_empty()
            && sheet.withheld.is_empty()
            && sheet.needs_reason.is_empty()
            && sheet.decided.is_empty()
            && sheet.stages.is_empty()
            && facts.is_empty();
        if idle {
            return None;
        }
        let withheld = sheet.withheld.iter().map(|withheld| withheld.class);
        Some(Self {
            thresholds: withheld
                .filter(|class| sheet.has_threshold(*class))
                .collect(),
            facts: facts_of(&sheet.nomination, facts),
            reasons: std::mem::take(&mut sheet.reasons),
            withheld: std::mem::take(&mut sheet.withheld),
            needs_reason: std::mem::take(&mut sheet.needs_reason),
            decided: std::mem::take(&mut sheet.decided),
            stages: sheet.stages.iter().map(|stage| stage.total).collect(),
        })
    }
}

impl Standing for Kept {
    fn id(&self) -> &str {
        &self.packed()[self.id as usize..self.name as usize]
    }

    fn name(&self) -> &str {
        &self.packed()[self.name as usize..self.numbers as usize]
    }

    fn unit(&self) -> Option<&str> {
        self.shared(self.unit)
    }

    fn field(&self) -> Option<&str> {
        self.shared(self.field)
    }

    fn subject(&self) -> Subject {
        self.subject
    }

    fn fact(&self, fact: usize) -> &Given {
        let mut kept = self.beside(|beside| &beside.facts).iter();
        let kept = kept.find(|(at, _)| *at == fact);
        kept.map_or(&EMPTY, |(_, given)| given)
    }

    fn status(&self) -> Status {
        self.status
    }

    fn reasons(&self) -> &[Reason] {
        self.beside(|beside| &beside.reasons)
    }

    fn class(&self) -> Option<usize> {
        self.class.map(usize::from)
    }

    fn withheld(&self) -> &[Withheld] {
        self.beside(|beside| &beside.withheld)
    }

    fn has_threshold(&self, class: usize) -> bool {
        self.beside(|beside| &beside.thresholds).contains(&class)
    }

    fn needs_reason(&self) -> &[usize] {
        self.beside(|beside| &beside.needs_reason)
    }

    fn is_provisional(&self) -> bool {
        self.is_provisional
    }

    fn figures(&self) -> Option<Figures> {
        self.has_figures.then(|| {
            let mut unpack = self.numbers();
            Figures {
                total: unpack.number(),
                score: unpack.number(),
                bonus: unpack.number(),
                deduction: unpack.number(),
            }
        })
    }

    fn groups(&self, tell: &mut dyn FnMut(Option<Decimal>)) {
        let mut unpack = self.after_ties();
        for _ in 0..unpack.count() {
            tell(unpack.maybe());
        }
    }

    fn ties(&self, tell: &mut dyn FnMut(Decimal)) {
        self.after_figures().numbers(tell);
    }

    fn meets(&self, award: usize) -> bool {
        self.award(award).count() == 1
    }

    fn is_reserved(&self, award: usize, reserve: usize) -> bool {
        let mut unpack = self.award(award);
        // Whether it meets the terms, and how many reserves there are.
        for _ in 0..2 + reserve {
            unpack.count();
        }
        unpack.count() == 1
    }

    fn decided(&self) -> &[Ruled] {
        self.beside(|beside| &beside.decided)
    }

    fn stage_total(&self, stage: usize) -> Option<Decimal> {
        *self.beside(|beside| &beside.stages).get(stage)?
    }

    fn order(&self, award: usize, tell: &mut dyn FnMut(Decimal)) {
        let mut unpack = self.award(award);
        unpack.count();
        for _ in 0..unpack.count() {
            unpack.count();
        }
        unpack.numbers(tell);
    }

    fn total(&self) -> Option<Decimal> {
        self.has_figures.then(|| self.numbers().number())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nominee_is_kept_in_few_bytes() {
        assert!(size_of::<Kept>() <= 48, "{}", size_of::<Kept>());
    }
}
