//! How values are called: fields, lists, facts, reasons.

use super::context::Context;
use crate::commendation::{Missed, MissedReason};
use crate::evaluation::{Reason, ReasonKind, Status};
use crate::locale::Locale;
use crate::ranking::{List, ListKey};
use crate::roster::forms::FIELDS;
use crate::rule::RuleId;
use crate::scheme::{Fact, FactEntry, FactKind, Name, PartBy, Scheme};

use super::words::Words;

/// A field's name on paper, or the word of the file where it is none of the four.
pub(super) fn field(word: &str, locale: Locale) -> &str {
    let known = FIELDS.iter().find(|(id, ..)| *id == word);
    known.map_or(word, |(_, vi, en)| locale.of(vi, en))
}

/// What the parts of a scheme's nominees are called by what each is alike in.
pub(super) fn part_name(scheme: &Scheme, by: PartBy, locale: Locale) -> &str {
    let words = Words::of(locale);
    match by {
        PartBy::Field => words.field(),
        PartBy::Unit => words.unit(),
        PartBy::Subject => words.subject(),
        PartBy::Fact(fact) => scheme.facts[fact].label.get(locale),
    }
}

/// The value that a part shares, in words.
pub(super) fn part_label(scheme: &Scheme, by: PartBy, value: &str, locale: Locale) -> String {
    match by {
        PartBy::Field => field(value, locale).to_owned(),
        PartBy::Unit => value.to_owned(),
        PartBy::Subject => {
            use crate::scheme::Subject::{Collective, Household, Individual};
            let mut known = [Collective, Individual, Household].into_iter();
            let known = known.find(|subject| subject.id() == value);
            known.map_or_else(
                || value.to_owned(),
                |subject| subject.text().get(locale).to_owned(),
            )
        }
        PartBy::Fact(fact) => {
            let fact = &scheme.facts[fact];
            match fact.kind {
                FactKind::Number | FactKind::Percent => locale.number(value),
                _ => choice(fact, value, locale),
            }
        }
    }
}

impl Context<'_> {
    /// What a part of the nominees is called by what it is alike in.
    pub(super) fn part_name(&self, by: PartBy) -> String {
        part_name(self.scheme(), by, self.locale).to_owned()
    }

    /// The value that such a part shares, in words.
    pub(super) fn part_value(&self, by: PartBy, value: &str) -> String {
        if value.is_empty() {
            let of_unit = |fact: usize| self.scheme().facts[fact].from.class_in().is_some();
            return match by {
                PartBy::Fact(fact) if of_unit(fact) => self.words.unit_class_none(),
                _ => self.words.not_reported(),
            }
            .to_owned();
        }
        part_label(self.scheme(), by, value, self.locale)
    }

    /// What a list is called: `Lĩnh vực: Kinh tế`; empty where a scheme has one list.
    pub(super) fn list_title(&self, list: &List) -> String {
        let part = |key: &ListKey| {
            let name = self.part_name(key.by);
            format!("{name}: {}", self.part_value(key.by, &key.value))
        };
        let parts: Vec<_> = list.key.iter().map(part).collect();
        parts.join(" · ")
    }

    /// The values of a list, without the names: `Kinh tế`.
    pub(super) fn list_values(&self, list: &List) -> String {
        let part = |key: &ListKey| self.part_value(key.by, &key.value);
        let parts: Vec<_> = list.key.iter().map(part).collect();
        parts.join(" · ")
    }

    /// The heading of a column of lists: `Lĩnh vực`.
    pub(super) fn list_heading(&self) -> String {
        let lists = &self.scheme().ranking.lists;
        let names: Vec<_> = lists.iter().map(|by| self.part_name(*by)).collect();
        names.join(" · ")
    }

    /// What became of a nominee, in words.
    pub(super) fn status(&self, status: Status) -> &'static str {
        self.words.status_of(status)
    }

    /// A reason in words. A gate or a standard speaks by its title, which names what should be;
    /// a rule that failed says why, and here also where.
    pub(super) fn reason(&self, reason: &Reason) -> String {
        let scheme = self.scheme();
        let words = self.words;
        let message = self.text(&reason.message);
        let row = || scheme.criteria.iter().find(|row| row.id == reason.id);
        match reason.kind {
            ReasonKind::Gate => {
                let mut gates = scheme.gates.iter();
                let spoke = gates.any(|gate| gate.id == reason.id && gate.title == reason.message);
                if spoke {
                    return words.gate_spoke(message);
                }
            }
            ReasonKind::Standard => return words.standard_unmet(message),
            ReasonKind::Criterion => {
                if let Some(row) = row() {
                    return format!("“{}”: {message}", self.text(&row.title));
                }
            }
            _ => {}
        }
        message.to_owned()
    }

    /// Several reasons in one line.
    pub(super) fn reasons(&self, reasons: &[Reason]) -> String {
        let messages = reasons.iter().map(|reason| self.reason(reason));
        messages.collect::<Vec<_>>().join("; ")
    }

    /// What a cell said, in words: label of a choice, unit of measure, the language's numbers.
    pub(super) fn given(&self, fact: &Fact, given: &FactEntry) -> String {
        let words = self.words;
        let Some(value) = given.value() else {
            let is_empty = matches!(given, FactEntry::Missing);
            return match (fact.from.class_in(), is_empty) {
                (None, true) => words.not_reported(),
                (None, false) => words.not_assigned(),
                (Some(_), true) => words.unit_class_unknown(),
                (Some(_), false) => words.unit_class_none(),
            }
            .to_owned();
        };
        let text = fact.said(value, self.locale);
        match &fact.unit {
            Some(unit) => format!("{text} {}", self.text(unit)),
            None if fact.kind == FactKind::Percent => format!("{text}%"),
            None => text,
        }
    }

    /// The facts that papers tell of a nominee, each under its label where it is wanted.
    pub(super) fn described(
        &self,
        nominee: usize,
        describe: &[String],
        with_labels: bool,
    ) -> String {
        // A sheet costs a judgement.
        if describe.is_empty() {
            return String::new();
        }
        let facts = self.scheme().facts.iter().enumerate();
        let told = facts.filter(|(_, fact)| describe.contains(&fact.id));
        let sheet = self.sheet(nominee);
        let told = told.filter_map(|(at, fact)| {
            let given = sheet.nomination.facts.get(at)?;
            given.value()?;
            let said = self.given(fact, given);
            Some(match with_labels {
                true => format!("{}: {said}", self.text(&fact.label)),
                false => said,
            })
        });
        told.collect::<Vec<_>>().join("; ")
    }
}

impl Context<'_> {
    /// Why somebody ranked is not proposed for an award, in words.
    pub(super) fn missed(&self, award: usize, missed: &Missed) -> String {
        let words = self.words;
        let award_model = &self.scheme().awards[award];
        if let Some(said) = self.missed_by_people(award, missed) {
            return said;
        }
        match missed.reason {
            MissedReason::Condition => {
                let closed = self.judged[missed.nominee].closed();
                let by = closed.iter().filter(|closed| closed.award == award);
                let mut by: Vec<_> = by.map(|closed| self.reason(&closed.by)).collect();
                if self.lacks_class(missed.nominee, |fact| self.asks_class(award, fact)) {
                    by.push(words.unit_lacks_class().to_owned());
                }
                words.missed_condition(&by.join("; "))
            }
            MissedReason::Again => words.missed_again(award_model.again_after.unwrap_or(0)),
            MissedReason::OtherAward(other) => {
                words.missed_other(self.text(&self.scheme().awards[other].title))
            }
            MissedReason::Quota
                if self.lacks_class(missed.nominee, |fact| award_model.seats_go_by(fact)) =>
            {
                words.unit_has_no_seats().to_owned()
            }
            MissedReason::Quota if missed.behind => words.missed_behind().to_owned(),
            MissedReason::Quota | MissedReason::Vote | MissedReason::Decision => {
                words.missed_quota().to_owned()
            }
        }
    }
}

impl Context<'_> {
    /// Whether the nominee's unit has no class by one of the facts that are asked for.
    fn lacks_class(&self, nominee: usize, is_asked: impl Fn(usize) -> bool) -> bool {
        let mut units = self.judged[nominee].units().iter();
        units.any(|unit| !unit.standing.is_classed() && is_asked(unit.fact))
    }

    /// Whether the conditions of an award ask for a fact.
    fn asks_class(&self, award: usize, fact: usize) -> bool {
        let mut reads = self.book.reads(RuleId::AwardWhen(award)).iter();
        reads.any(|(_, name)| *name == Name::Fact(fact))
    }
}

fn choice(fact: &Fact, word: &str, locale: Locale) -> String {
    let label = fact.choices().iter().find(|(known, _)| **known == *word);
    label
        .map_or(word, |(_, label)| label.get(locale))
        .to_owned()
}
