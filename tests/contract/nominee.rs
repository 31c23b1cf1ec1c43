//! Random nominees whose facts are of their declared types.

use std::sync::Arc;

use dvk::number::Number;
use dvk::roster::Period;
use dvk::rule::{Computed, Input};
use dvk::scheme::{FactEntry, FactKind, FactValue, PastAward, Scheme, Subject};
use jiff::civil::{Date, date};

use super::pen::THRESHOLDS;

/// A nominee, with what its evaluation reached.
#[derive(Debug)]
pub(crate) struct Nominee {
    pub(crate) period: Period,
    pub(crate) subject: Subject,
    pub(crate) unit: Option<Arc<str>>,
    pub(crate) field: Option<Arc<str>>,
    pub(crate) received: Option<Date>,
    pub(crate) facts: Vec<FactEntry>,
    pub(crate) history: Vec<PastAward>,
    cohorts: Vec<Option<Number>>,
    points: Vec<Option<Number>>,
    met: Vec<Option<bool>>,
    groups: Vec<Option<Number>>,
    total: Number,
    class: Option<usize>,
}

/// A tape of random numbers, read round and round.
struct Tape<'t> {
    tape: &'t [u16],
    at: usize,
}

impl Tape<'_> {
    fn pick(&mut self, many: usize) -> usize {
        let next = self.tape.get(self.at % self.tape.len().max(1));
        // A tape read a second time says something else.
        let turn = self.at / self.tape.len().max(1);
        self.at += 1;
        (usize::from(next.copied().unwrap_or(0)) + turn * 7) % many.max(1)
    }

    fn one_of<'w>(&mut self, words: &[&'w str]) -> &'w str {
        words[self.pick(words.len())]
    }

    /// Mostly what a council meets, at times what nobody should.
    fn whole(&mut self) -> i64 {
        match self.pick(20) {
            0 | 1 => 0,
            2 => 1,
            3 => -1,
            4..=6 => [50, 75, 90, 100, 49, 74, 89, 101, 51, 76, 91][self.pick(11)],
            7 => [i64::MAX, i64::MIN, i64::MAX - 1, i64::MIN + 1][self.pick(4)],
            8 => [
                1 << 32,
                -(1 << 53) - 1,
                1_000_000_000_000_000_000,
                999_999_999,
            ][self.pick(4)],
            9 => -i64::try_from(self.pick(200)).unwrap_or(0),
            _ => i64::try_from(self.pick(130)).unwrap_or(0),
        }
    }

    fn number(&mut self) -> Number {
        let parts = |digits, scale| Number::of_parts(digits, scale).expect("it fits");
        let step = |scale: u32| parts(1, scale);
        let threshold = self.one_of(&THRESHOLDS);
        let threshold: Number = Number::parse(threshold).unwrap_or_default();
        let some = i64::try_from(self.pick(60_000)).unwrap_or(0);
        match self.pick(20) {
            0 | 1 => threshold,
            2 => threshold + step([0, 2, 12, 20][self.pick(4)]),
            3 => threshold - step([0, 2, 12, 20][self.pick(4)]),
            4 => Number::ZERO,
            // Halves, where rounding turns.
            5 | 6 => parts(some * 10 + 5, [1, 2, 3, 6][self.pick(4)]),
            7 => parts(some * 1_000_003, 12),
            // A quotient that does not end.
            8 => Number::from(some).divide(&7.into()).unwrap_or_default(),
            9 => self.huge(),
            10 => -parts(some, 2),
            11 => Number::from(self.whole()),
            _ => parts(some, [0, 1, 2, 2, 3][self.pick(5)]),
        }
    }

    fn huge(&mut self) -> Number {
        let parts = |digits, scale| Number::of_parts(digits, scale).expect("it fits");
        match self.pick(6) {
            0 => Number::parse("9".repeat(29)).expect("it fits"),
            1 => Number::parse(format!("-{}", "9".repeat(390))).expect("it fits"),
            2 => Number::from(i64::MAX),
            3 => parts(i64::MAX, 18),
            4 => parts(1, 28),
            _ => Number::whole(1_000_000_000_000_000_000),
        }
    }

    fn day(&mut self) -> Date {
        let day = self.pick(28) + 1;
        let (year, month) = (2015 + self.pick(12), self.pick(12) + 1);
        let small = |n: usize| i8::try_from(n).unwrap_or(1);
        match self.pick(6) {
            0 => date(2024, 2, 29),
            1 => date(2025, 12, 31),
            _ => date(
                i16::try_from(year).unwrap_or(2020),
                small(month),
                small(day),
            ),
        }
    }

    fn word(&mut self) -> Arc<str> {
        self.one_of(&["tot", "kha", "x", "", "Đơn vị", "kinh-te"])
            .into()
    }

    fn value(&mut self, kind: &FactKind) -> FactValue {
        match kind {
            FactKind::Integer => FactValue::Integer(self.whole()),
            FactKind::Number => FactValue::Number(self.number()),
            FactKind::Percent => FactValue::Number(self.number().abs()),
            FactKind::YesNo => FactValue::YesNo(self.pick(2) == 1),
            FactKind::Choice(choices) => {
                let at = self.pick(choices.len());
                FactValue::Text(Arc::clone(&choices[at].0))
            }
            FactKind::Text => FactValue::Text(self.word()),
            FactKind::Date => FactValue::Date(self.day()),
            FactKind::List(of) => {
                let many = self.pick(6);
                FactValue::List((0..many).map(|_| self.value(of)).collect())
            }
        }
    }

    fn at_times<T>(&mut self, of: usize, value: T) -> Option<T> {
        (self.pick(of) != 0).then_some(value)
    }
}

impl Nominee {
    /// A nominee of a scheme.
    pub(crate) fn random(scheme: &Scheme, tape: &[u16]) -> Self {
        let mut tape = Tape { tape, at: 0 };
        let period = Period {
            start: Some(date(2025, 1, 1)),
            end: Some(date(2025, 11, 30)),
            deadline: Some(date(2025, 12, 31)),
            ..Period::on(date(2025, 11, 30))
        };
        // Many are whole; of the others any fact may be absent.
        let whole = tape.pick(4) != 0;
        let facts = scheme.facts.iter().map(|fact| match tape.pick(12) {
            0 if !whole || !fact.required => FactEntry::NotAssigned,
            1 if !fact.required => FactEntry::Missing,
            2 if !whole && tape.pick(3) == 0 => FactEntry::Missing,
            _ => FactEntry::Reported(tape.value(&fact.kind)),
        });
        let facts: Vec<FactEntry> = facts.collect();
        let subjects = [Subject::Collective, Subject::Individual, Subject::Household];
        let field = [Some("kinh-te"), Some("van-hoa-xa-hoi"), None][tape.pick(3)];
        let awards = ["bang-khen", "giay-khen"];
        let history = (0..tape.pick(5)).map(|_| PastAward {
            year: 2020 + i16::try_from(tape.pick(6)).unwrap_or(0),
            award: awards[tape.pick(2)].to_owned(),
        });
        let mut history: Vec<PastAward> = history.collect();
        history.sort_by_key(|past| past.year);
        let numbers = |tape: &mut Tape<'_>, many: usize| -> Vec<Option<Number>> {
            let one = |_| {
                let number = tape.number();
                tape.at_times(8, number)
            };
            (0..many).map(one).collect()
        };
        Self {
            period,
            subject: subjects[tape.pick(3)],
            unit: tape.at_times(9, "Đơn vị".into()),
            field: field.map(Into::into),
            received: Some(tape.day()).filter(|_| tape.pick(9) != 0),
            facts,
            history,
            cohorts: numbers(&mut tape, scheme.cohorts.len()),
            points: numbers(&mut tape, scheme.criteria.len()),
            met: (0..scheme.criteria.len())
                .map(|_| [Some(true), Some(false), None][tape.pick(3)])
                .collect(),
            groups: numbers(&mut tape, scheme.groups.len()),
            total: tape.number(),
            class: match tape.pick(scheme.classes.len() + 1) {
                0 => None,
                at => Some(at - 1),
            },
        }
    }

    pub(crate) fn known(&self) -> Input<'_> {
        Input {
            period: &self.period,
            subject: self.subject,
            unit: self.unit.as_ref(),
            field: self.field.as_ref(),
            received: self.received,
            facts: &self.facts,
            history: &self.history,
        }
    }

    pub(crate) fn reached(&self) -> Computed<'_> {
        Computed {
            cohorts: &self.cohorts,
            points: &self.points,
            met: &self.met,
            groups: &self.groups,
            total: Some(&self.total),
            class: Some(self.class),
        }
    }
}
