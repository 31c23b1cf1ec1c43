//! The figures that papers give, with their days, and those that come from the other nominees.

use super::Book;
use crate::report::page::{Block, Columns, Page};
use crate::rule::RuleId;
use crate::scheme::{CohortAmong, CohortTake, DatedNumber};

impl Book<'_> {
    /// Every value, on every day.
    pub(super) fn values(&self, page: &mut Page) {
        let (scheme, words) = (self.scheme, self.words);
        let figures: Vec<_> = scheme
            .values
            .iter()
            .flat_map(|value| value.dated.iter().map(move |dated| (value, dated)))
            .collect();
        if figures.is_empty() {
            return;
        }
        page.push(Block::Subheading(words.values_title().to_owned()));
        let table = Columns::of(&figures)
            .words(words.value_name(), |(value, _)| self.text(&value.label))
            .words(words.value_number(), |(value, dated)| match &dated.number {
                DatedNumber::One(number) => self.number(number),
                DatedNumber::ByChoice(numbers) => {
                    let choices = value.by.map_or(&[][..], |by| scheme.facts[by].choices());
                    let each = numbers.iter().map(|(word, number)| {
                        let label = choices.iter().find(|(known, _)| **known == **word);
                        let label = label.map_or(word.as_str(), |(_, label)| self.text(label));
                        format!("{label}: {}", self.number(number))
                    });
                    each.collect::<Vec<_>>().join("\n")
                }
            })
            .words(words.value_from(), |(_, dated)| {
                self.locale.date(dated.from)
            })
            .words(words.basis(), |(_, dated)| {
                dated.basis.as_ref().map(|it| self.text(it))
            });
        page.table(table.without_empty());
    }

    /// The numbers that come from the other nominees.
    pub(super) fn cohorts(&self, page: &mut Page) {
        let (scheme, words) = (self.scheme, self.words);
        if scheme.cohorts.is_empty() {
            return;
        }
        page.push(Block::Subheading(words.cohorts_title().to_owned()));
        let how = |at: usize| {
            let cohort = &scheme.cohorts[at];
            let of = self.condition(RuleId::CohortOf(at));
            let per = cohort.per.map(|by| words.cohort_per(self.part(by)));
            let mut said = words.cohort_said(
                words.cohort_take(cohort.take),
                &of,
                &per.unwrap_or_default(),
            );
            if cohort.when.is_some() {
                said += &words.cohort_when(&self.condition(RuleId::CohortWhen(at)));
            }
            if cohort.among == CohortAmong::Eligible {
                said += words.among_eligible();
            }
            said
        };
        let name = |at: usize| {
            let cohort = &scheme.cohorts[at];
            let label = cohort.label.as_ref().map(|label| self.text(label));
            label.unwrap_or(&cohort.id).to_owned()
        };
        let table = Columns::of(0..scheme.cohorts.len())
            .words(words.value_name(), name)
            .words(words.criterion_how(), how);
        page.table(table.table());
    }
}

impl crate::report::words::Words {
    fn cohort_take(self, take: CohortTake) -> &'static str {
        match take {
            CohortTake::Max => self.take_max(),
            CohortTake::Min => self.take_min(),
            CohortTake::Mean => self.take_mean(),
            CohortTake::Median => self.take_median(),
            CohortTake::Sum => self.take_sum(),
            CohortTake::Count => self.take_count(),
        }
    }
}
