//! What a rule may know of the others: the leader of its cluster, the mean of its list (K14, K15).

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::locale::Locale;
use crate::number;
use crate::number::Number;
use crate::rule::{Computed, Input, RuleFailure, RuleId, RuleOutcome, Runner};
use crate::scheme::{Cohort, CohortAmong, CohortTake, FactEntry, FactValue, PartBy};

/// Beyond this a number does not come from an office.
const LARGEST: Number = number!(1000000000000000);

/// The figure of a cohort number in each of its parts.
#[derive(Debug, Clone, Default)]
pub struct Figures {
    parts: BTreeMap<String, Part>,
    /// Ids left out whose own part is not known: they may belong to any.
    missing_anywhere: Vec<Arc<str>>,
    empty: Option<Number>,
    fixed: Option<Part>,
}

/// A cohort number in one part.
#[derive(Debug, Clone, Default)]
struct Part {
    figure: Option<Number>,
    /// Whether its figure would be too long for a number.
    is_too_long: bool,
    missing: Vec<Arc<str>>,
}

/// What one nominee brings to a cohort number.
#[derive(Debug, Clone)]
pub(crate) enum Share {
    /// A number.
    Counts(Number),
    /// Nothing: the cohort does not take it.
    Outside,
    /// It is left out by name: it is incomplete, or its rule failed.
    Missing(Option<Box<RuleFailure>>),
}

/// The value by which a nominee is parted; nothing where none is reported or assigned.
pub fn part<'k>(by: PartBy, known: &Input<'k>) -> Option<Cow<'k, str>> {
    match by {
        PartBy::Field => known.field.map(|field| Cow::Borrowed(&**field)),
        PartBy::Unit => known.unit.map(|unit| Cow::Borrowed(&**unit)),
        PartBy::Subject => Some(Cow::Borrowed(known.subject.id())),
        PartBy::Fact(at) => value_part(&known.facts[at]),
    }
}

/// The value of a fact by which nominees are parted.
pub(crate) fn value_part(given: &FactEntry) -> Option<Cow<'_, str>> {
    given.value().map(|value| match value {
        FactValue::Text(text) => Cow::Borrowed(&**text),
        other => Cow::Owned(words(other)),
    })
}

/// A value in words, by which people tell parts apart.
pub fn words(value: &FactValue) -> String {
    match value {
        FactValue::Integer(number) => number.to_string(),
        FactValue::Number(number) => number.to_string(),
        FactValue::YesNo(flag) => if *flag { "có" } else { "không" }.to_owned(),
        FactValue::Text(text) => text.to_string(),
        FactValue::Date(date) => date.to_string(),
        FactValue::List(items) => items.iter().map(words).collect::<Vec<_>>().join("; "),
    }
}

/// What a nominee brings to the cohort number at an index. `spoken` says whether a gate spoke.
pub(crate) fn share(
    runner: &mut Runner<'_>,
    at: usize,
    cohort: &Cohort,
    known: &Input<'_>,
    spoken: bool,
    incomplete: bool,
) -> Share {
    if cohort.among == CohortAmong::Eligible && spoken {
        return Share::Outside;
    }
    if incomplete {
        return Share::Missing(None);
    }
    if cohort.when.is_some() {
        match runner.yes_no(RuleId::CohortWhen(at), known, &Computed::default()) {
            RuleOutcome::Value(true) => {}
            // Who is not assigned the thing is no part of the comparison.
            RuleOutcome::Value(false) | RuleOutcome::NotAssigned(_) | RuleOutcome::NoCohort(_) => {
                return Share::Outside;
            }
            RuleOutcome::NotReported(_) => return Share::Missing(None),
            RuleOutcome::Failed(failure) => return Share::Missing(Some(failure)),
        }
    }
    match runner.number(RuleId::CohortOf(at), known, &Computed::default()) {
        RuleOutcome::Value(number) if number.abs() <= LARGEST => Share::Counts(number),
        RuleOutcome::Value(number) => Share::Missing(Some(Box::new(RuleFailure::plain(
            format!("số {} quá lớn", Locale::Vi.number(&number)),
            format!("the number {number} is too large"),
        )))),
        RuleOutcome::NotAssigned(_) | RuleOutcome::NoCohort(_) => Share::Outside,
        RuleOutcome::NotReported(_) => Share::Missing(None),
        RuleOutcome::Failed(failure) => Share::Missing(Some(failure)),
    }
}

impl Figures {
    /// Takes the shares of everybody together: id, part, what they bring.
    pub(crate) fn collect<'s>(
        cohort: &Cohort,
        shares: impl Iterator<Item = (&'s Arc<str>, Option<Cow<'s, str>>, &'s Share)>,
    ) -> Self {
        let mut numbers: BTreeMap<Cow<'s, str>, Vec<&Number>> = BTreeMap::new();
        let mut missing: BTreeMap<Cow<'s, str>, Vec<Arc<str>>> = BTreeMap::new();
        let mut figures = Self {
            empty: take(cohort.take, &mut []).flatten(),
            ..Self::default()
        };
        for (id, part, share) in shares {
            match (share, part) {
                (Share::Counts(number), Some(part)) => {
                    numbers.entry(part).or_default().push(number);
                }
                (Share::Missing(_), Some(part)) => {
                    missing.entry(part).or_default().push(Arc::clone(id));
                }
                (Share::Missing(_), None) => figures.missing_anywhere.push(Arc::clone(id)),
                (Share::Counts(_), None) | (Share::Outside, _) => {}
            }
        }
        for (part, mut numbers) in numbers {
            let figure = take(cohort.take, &mut numbers);
            let part = figures.parts.entry(part.into_owned()).or_default();
            part.is_too_long = figure.is_none();
            part.figure = figure.flatten();
        }
        for (part, ids) in missing {
            let nobody = Part {
                figure: figures.empty.clone(),
                ..Part::default()
            };
            figures
                .parts
                .entry(part.into_owned())
                .or_insert(nobody)
                .missing = ids;
        }
        figures
    }

    /// A figure that is given, the same for everybody: a case names it.
    pub(crate) fn fixed(figure: Option<Number>) -> Self {
        let part = Part {
            figure,
            ..Part::default()
        };
        Self {
            fixed: Some(part),
            ..Self::default()
        }
    }

    /// Whether a case gives the figure.
    pub(crate) fn is_fixed(&self) -> bool {
        self.fixed.is_some()
    }

    /// The figure in a part; absent over nobody, but `sum` and `count` are 0 then.
    pub fn figure(&self, part: Option<&str>) -> Option<Number> {
        if let Some(fixed) = &self.fixed {
            return fixed.figure.clone();
        }
        let part = part?;
        self.parts
            .get(part)
            .map_or(&self.empty, |part| &part.figure)
            .clone()
    }

    /// Whether the figure in a part would be too long for a number.
    pub fn is_too_long(&self, part: Option<&str>) -> bool {
        let part = part.and_then(|part| self.parts.get(part));
        part.is_some_and(|part| part.is_too_long)
    }

    /// Whether anybody is left out of a part by name.
    pub fn lacks_anybody(&self, part: Option<&str>) -> bool {
        let part = part.and_then(|part| self.parts.get(part));
        part.is_some_and(|part| !part.missing.is_empty()) || !self.missing_anywhere.is_empty()
    }

    /// Who is left out of a part by name.
    pub fn missing(&self, part: Option<&str>) -> Vec<Arc<str>> {
        let part = part.and_then(|part| self.parts.get(part));
        let own = part.map(|part| part.missing.clone()).unwrap_or_default();
        own.into_iter()
            .chain(self.missing_anywhere.iter().cloned())
            .collect()
    }
}

/// The part of a cohort number that is not parted.
pub const WHOLE: &str = "";

/// What a nominee's part of a cohort number is.
pub fn cohort_part<'k>(cohort: &Cohort, known: &Input<'k>) -> Option<Cow<'k, str>> {
    match cohort.per {
        None => Some(Cow::Borrowed(WHOLE)),
        Some(by) => part(by, known),
    }
}

/// Whether the value that parts a cohort is empty, so that its owner may belong to any part.
pub(crate) fn part_is_empty(cohort: &Cohort, known: &Input<'_>) -> bool {
    match cohort.per {
        Some(PartBy::Fact(at)) => known.facts[at] == FactEntry::Missing,
        Some(PartBy::Field) => known.field.is_none(),
        Some(PartBy::Unit) => known.unit.is_none(),
        Some(PartBy::Subject) | None => false,
    }
}

/// The part of a cohort number to which a nominee brings something; nothing where it is not known.
pub(crate) fn own_part<'k>(cohort: &Cohort, known: &Input<'k>) -> Option<Cow<'k, str>> {
    if part_is_empty(cohort, known) {
        return None;
    }
    cohort_part(cohort, known)
}

/// The figure over some numbers; `None` if it would be too long for one, the inner `None` over
/// nobody.
fn take(how: CohortTake, numbers: &mut [&Number]) -> Option<Option<Number>> {
    numbers.sort();
    let count = Number::from(numbers.len());
    let sum = || Number::sum(numbers.iter().copied());
    Some(match how {
        CohortTake::Count => Some(count),
        CohortTake::Sum => Some(sum()?),
        _ if numbers.is_empty() => None,
        CohortTake::Max => numbers.last().copied().cloned(),
        CohortTake::Min => numbers.first().copied().cloned(),
        CohortTake::Mean => Some(sum()?.divide(&count)?),
        CohortTake::Median => {
            let middle = numbers.len() / 2;
            let upper = numbers[middle];
            let lower = numbers[(numbers.len() - 1) / 2];
            Some(lower.add(upper)?.divide(&2.into())?)
        }
    })
}
