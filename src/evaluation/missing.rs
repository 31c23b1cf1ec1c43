//! What a nominee is missing to a class: points, standards and floors in the way, and the single
//! changes of one fact that would bring it.
//!
//! For each fact the numbers at which any rule turns are tried, the nearest first; each time the
//! nominee is judged again with that one change, from the gates to the class, while the cohort
//! numbers are held as they are. Between two turns nothing jumps, so the least change is found
//! there by halving. Where a rule cannot be followed, the declared range is searched instead, and
//! the change says so.

use std::collections::BTreeSet;

use super::floors::needs;
use super::whole::judge_again;
use super::{Judgement, Mark, Reason, SchemeEvaluation, Status};
use crate::cohort::Figures;
use crate::dossier::{Dossier, Nomination};
use crate::number::{Decimal, dec};
use crate::parallel::deep;
use crate::rule::{Reached, Rulebook, Runner, Site};
use crate::scheme::{Better, Fact, FactKind, FactValue, GateOutcome, Given, Name, Scheme};

/// The digits of a decimal fact are those in use, and never fewer than these.
const LEAST_DIGITS: u32 = 2;

/// No more digits than these are ever proposed.
const MOST_DIGITS: u32 = 6;

/// Where a rule cannot be followed, the range is looked at in so many places.
const SAMPLES: u32 = 64;

/// A range of no more numbers than these is tried number by number instead.
const FEW: i64 = 400;

/// Numbers farther off than this are no thresholds.
const FARTHEST: Decimal = dec!(1_000_000_000_000);

/// What a nominee is missing to a class.
#[derive(Debug)]
pub struct Missing {
    /// The class, by index.
    pub class: usize,
    /// Whether it is reached already, or a better one.
    pub is_reached: bool,
    /// The points lacking; nothing where they are enough or the class asks for none.
    pub lacking: Option<Decimal>,
    /// The points from which the class begins, on this nominee's terms.
    pub from: Option<Decimal>,
    /// Standards and floors that close the class.
    pub closed_by: Vec<Reason>,
    /// The single changes that bring it, one a fact: first the facts of which is declared which
    /// way is better, each kind in the order of the scheme.
    pub changes: Vec<Change>,
    /// Facts that were not tried, by index: days, lists, words, and what is not reported.
    pub untried: Vec<usize>,
    /// Facts whose range was only searched here and there and where nothing was found, by index.
    pub unsure: Vec<usize>,
    /// Whether any result rests on the others, who are held as they are.
    pub rests_on_others: bool,
}

/// A change of one fact that brings a class.
#[derive(Debug)]
pub struct Change {
    /// The fact, by index.
    pub fact: usize,
    /// What it is.
    pub from: FactValue,
    /// What it would have to be.
    pub to: FactValue,
    /// How it was found.
    pub found: Found,
    /// The smallest step of the fact, where it is a number.
    pub step: Option<Decimal>,
    /// Whether the fact is declared with which way is better; others describe the nominee more
    /// than what it did.
    pub is_merit: bool,
    /// The total with the change.
    pub total: Option<Decimal>,
    /// The class with the change; at least the one asked for.
    pub class: usize,
    /// The rows that come out differently, by criterion, with what they come to then.
    pub rows: Vec<(usize, Mark)>,
}

/// How a change was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// From the thresholds of the rules: no smaller change of this fact does.
    Exactly,
    /// By trying numbers of the declared range; a smaller change is not ruled out.
    ByTrying,
}

/// The class that a nominee may ask about: the next better than its own.
pub fn next_class(scheme: &Scheme, one: &Judgement<'_>) -> Option<usize> {
    let own = one.class.unwrap_or(scheme.classes.len());
    own.checked_sub(1)
}

/// What a nominee is missing to the class at an index.
pub fn missing(
    evaluated: &SchemeEvaluation<'_>,
    dossier: &Dossier,
    nominee: usize,
    class: usize,
) -> Missing {
    let book = evaluated.book;
    let scheme = &book.scheme;
    let one = &evaluated.judged[nominee];
    let from = one.thresholds.get(class).copied().flatten();
    let lacking = from.zip(one.total()).map(|(from, total)| from - total);
    let judged = !one.groups.is_empty() || (!one.marks.is_empty() && one.status == Status::Ranked);
    let closed_by = if judged {
        needs(scheme, &one.marks, &one.groups).closing(class)
    } else {
        Vec::new()
    };
    let is_reached = reaches(one, class);
    let (mut changes, mut untried, mut unsure) = (Vec::new(), Vec::new(), Vec::new());
    if !is_reached {
        deep(|| {
            book.with_runner(|runner| {
                let mut search = Search {
                    runner,
                    book,
                    dossier,
                    figures: &evaluated.cohorts,
                    one,
                    class,
                };
                for (at, fact) in scheme.facts.iter().enumerate() {
                    if !search.is_read(at) {
                        continue;
                    }
                    match search.fact(at, fact) {
                        Tried::Brings(change) => changes.push(*change),
                        Tried::Nothing(Found::Exactly) => {}
                        Tried::Nothing(Found::ByTrying) => unsure.push(at),
                        Tried::Not => untried.push(at),
                    }
                }
            });
        });
    }
    changes.sort_by_key(|change| !change.is_merit);
    Missing {
        class,
        is_reached,
        lacking: lacking.filter(|lacking| *lacking > Decimal::ZERO),
        from,
        closed_by,
        changes,
        untried,
        unsure,
        rests_on_others: rests_on_others(book),
    }
}

/// Judges a nominee with one fact changed, the cohort numbers held as they are; nothing where the
/// facts would not hold together any more.
pub fn with_change(
    evaluated: &SchemeEvaluation<'_>,
    dossier: &Dossier,
    nominee: usize,
    fact: usize,
    to: &FactValue,
) -> Option<(Status, Option<Decimal>, Option<usize>)> {
    let book = evaluated.book;
    deep(|| {
        book.with_runner(|runner| {
            let mut search = Search {
                runner,
                book,
                dossier,
                figures: &evaluated.cohorts,
                one: &evaluated.judged[nominee],
                class: 0,
            };
            search.judge(fact, to, |one| (one.status, one.total(), one.class))
        })
    })
}

fn reaches(one: &Judgement<'_>, class: usize) -> bool {
    one.status == Status::Ranked && one.class.is_some_and(|own| own <= class)
}

/// Whether some rule up to the class reads a cohort number.
fn rests_on_others(book: &Rulebook) -> bool {
    let reads = |site: Site| {
        let mut reads = book.reads(site).iter();
        reads.any(|(_, name)| matches!(name, Name::Cohort(_)))
    };
    sites(&book.scheme).into_iter().any(reads)
}

/// Every rule that has a say in the class, or in whether the facts hold together.
fn sites(scheme: &Scheme) -> Vec<Site> {
    let mut sites = vec![Site::Applies];
    sites.extend((0..scheme.checks.len()).map(Site::Check));
    for gate in 0..scheme.gates.len() {
        let outcomes = [
            GateOutcome::Refused,
            GateOutcome::Held,
            GateOutcome::Unclassified,
        ];
        sites.extend(outcomes.map(|outcome| Site::Gate(gate, outcome)));
    }
    for row in 0..scheme.criteria.len() {
        sites.extend([Site::CriterionApplies(row), Site::Criterion(row)]);
    }
    sites.extend((0..scheme.classes.len()).map(Site::Class));
    sites
}

/// The numbers that a fact may have, as multiples of its smallest step.
struct Grid {
    step: Decimal,
    whole: bool,
    least: Option<Decimal>,
    most: Option<Decimal>,
}

impl Grid {
    /// The grid of a fact, with as many digits as its own number and the thresholds have.
    fn of(fact: &Fact, own: Decimal, points: &BTreeSet<Decimal>) -> Self {
        let whole = fact.kind == FactKind::Integer;
        let digits = points.iter().chain([&own]);
        let digits = digits.map(|number| number.normalize().scale());
        let digits = digits.filter(|digits| *digits <= MOST_DIGITS).max();
        let digits = digits.unwrap_or(0).max(LEAST_DIGITS);
        let least = match fact.kind {
            FactKind::Percent => Some(fact.min.unwrap_or_default().max(Decimal::ZERO)),
            _ => fact.min,
        };
        Self {
            step: Decimal::new(1, if whole { 0 } else { digits }),
            whole,
            least,
            most: fact.max,
        }
    }

    fn holds(&self, number: Decimal) -> bool {
        self.least.is_none_or(|least| least <= number)
            && self.most.is_none_or(|most| number <= most)
    }

    fn value(&self, number: Decimal) -> FactValue {
        let whole = if self.whole {
            i64::try_from(number).ok()
        } else {
            None
        };
        whole.map_or(FactValue::Number(number.normalize()), FactValue::Integer)
    }

    /// The numbers at and just beside a point.
    fn around(&self, point: Decimal) -> [Decimal; 4] {
        let below = (point / self.step).floor() * self.step;
        [
            below - self.step,
            below,
            below + self.step,
            below + self.step + self.step,
        ]
    }

    /// Every number, where there are few.
    fn every(&self) -> Option<Vec<Decimal>> {
        let (least, most) = (self.least?, self.most?);
        let steps = i64::try_from(((most - least) / self.step).trunc()).ok()?;
        let number = |step: i64| least + Decimal::from(step) * self.step;
        (steps <= FEW).then(|| (0..=steps).map(number).collect())
    }

    /// Numbers to look at where rules cannot be followed.
    fn samples(&self, own: Decimal) -> Vec<Decimal> {
        let mut numbers = Vec::new();
        for (end, sign) in [
            (self.most, Decimal::ONE),
            (self.least, Decimal::NEGATIVE_ONE),
        ] {
            if let Some(end) = end {
                for part in 1..SAMPLES {
                    let share = Decimal::from(part) / Decimal::from(SAMPLES);
                    let number = own + (end - own) * share;
                    numbers.push((number / self.step).round() * self.step);
                }
            } else {
                let mut far = self.step;
                for _ in 0..SAMPLES / 2 {
                    numbers.push(own + sign * far);
                    far *= Decimal::TWO;
                }
            }
        }
        numbers
    }
}

/// What came of trying a fact.
enum Tried {
    /// It is of a kind that is not tried.
    Not,
    /// Nothing was found, how sure that ever is.
    Nothing(Found),
    /// A change brings the class.
    Brings(Box<Change>),
}

/// A value that brings the class, how it was found, and the smallest step of a number.
type Sought = (Option<FactValue>, Found, Option<Decimal>);

/// The search for changes of one nominee.
struct Search<'s, 'a, 'e> {
    runner: &'s mut Runner<'e>,
    book: &'a Rulebook,
    dossier: &'s Dossier,
    figures: &'s [Figures],
    one: &'s Judgement<'s>,
    class: usize,
}

impl Search<'_, '_, '_> {
    /// Whether any rule that has a say reads a fact, by itself or through a value.
    fn is_read(&self, fact: usize) -> bool {
        let scheme = &self.book.scheme;
        let of = |name: &Name| match name {
            Name::Fact(at) => *at == fact,
            Name::Value(at) => scheme.values[*at].by == Some(fact),
            _ => false,
        };
        let reads = |site: Site| self.book.reads(site).iter().any(|(_, name)| of(name));
        sites(scheme).into_iter().any(reads)
    }

    /// The smallest change of a fact that brings the class.
    fn fact(&mut self, at: usize, fact: &Fact) -> Tried {
        let Some(Given::Reported(from)) = self.one.nomination.facts.get(at).cloned() else {
            return Tried::Not;
        };
        let (to, found, step) = match (&fact.kind, &from) {
            (FactKind::YesNo, FactValue::YesNo(flag)) => {
                self.first_of(at, vec![FactValue::YesNo(!flag)])
            }
            (FactKind::Choice(choices), FactValue::Text(word)) => {
                let own = choices.iter().position(|(known, _)| known == word);
                let own = own.unwrap_or(choices.len());
                let word = |at: usize| FactValue::Text(choices[at].0.clone());
                // The nearest better first; worse ones only where nothing says which is better.
                let better = (0..own).rev();
                let worse = (own + 1..choices.len()).filter(|_| fact.better.is_none());
                self.first_of(at, better.chain(worse).map(word).collect())
            }
            (FactKind::Integer, FactValue::Integer(number)) => {
                self.number(at, fact, Decimal::from(*number))
            }
            (FactKind::Number | FactKind::Percent, FactValue::Number(number)) => {
                self.number(at, fact, *number)
            }
            _ => return Tried::Not,
        };
        let change = to.and_then(|to| self.change(at, fact, from, to, found, step));
        change.map_or(Tried::Nothing(found), |change| {
            Tried::Brings(Box::new(change))
        })
    }

    fn first_of(&mut self, at: usize, values: Vec<FactValue>) -> Sought {
        let to = values.into_iter().find(|to| self.brings(at, to));
        (to, Found::Exactly, None)
    }

    /// The smallest change of a number.
    fn number(&mut self, at: usize, fact: &Fact, own: Decimal) -> Sought {
        let (points, is_whole) = self.turns(at);
        let grid = Grid::of(fact, own, &points);
        let mut tried: BTreeSet<Decimal> = points
            .iter()
            .flat_map(|point| grid.around(*point))
            .chain(grid.most)
            .chain(grid.least)
            .collect();
        let every = if is_whole { None } else { grid.every() };
        let found = if is_whole || every.is_some() {
            Found::Exactly
        } else {
            Found::ByTrying
        };
        match every {
            Some(every) => tried.extend(every),
            None if is_whole => {}
            None => tried.extend(grid.samples(own)),
        }
        tried.retain(|number| grid.holds(*number));
        let up: Vec<_> = tried.range(own..).copied().filter(|n| *n != own).collect();
        let down: Vec<_> = tried.range(..own).rev().copied().collect();
        let up =
            (fact.better != Some(Better::Lower)).then(|| self.first_number(at, &grid, own, &up));
        let down =
            (fact.better != Some(Better::Higher)).then(|| self.first_number(at, &grid, own, &down));
        let both = [up.flatten(), down.flatten()].into_iter().flatten();
        let nearest = both.min_by_key(|number| (*number - own).abs());
        let to = nearest.map(|number| grid.value(number));
        (to, found, Some(grid.step))
    }

    /// The first of some numbers, in order, that brings the class, or the least one between it and
    /// the one before.
    fn first_number(
        &mut self,
        at: usize,
        grid: &Grid,
        own: Decimal,
        numbers: &[Decimal],
    ) -> Option<Decimal> {
        let mut before = own;
        for number in numbers {
            if !self.brings(at, &grid.value(*number)) {
                before = *number;
                continue;
            }
            let mut reached = *number;
            loop {
                let steps = ((reached - before) / grid.step / Decimal::TWO).trunc();
                if steps.is_zero() {
                    return Some(reached);
                }
                let middle = before + steps * grid.step;
                if self.brings(at, &grid.value(middle)) {
                    reached = middle;
                } else {
                    before = middle;
                }
            }
        }
        None
    }

    /// The numbers of a fact at which any rule turns, and whether these are all.
    fn turns(&mut self, fact: usize) -> (BTreeSet<Decimal>, bool) {
        let known = self.dossier.known(self.one.nomination);
        let reached = Reached {
            cohorts: &self.one.cohorts,
            ..Reached::default()
        };
        self.runner.turn_to(&known);
        let (mut points, mut is_whole) = (BTreeSet::new(), true);
        let (mut grows, mut shrinks) = (false, false);
        for site in sites(&self.book.scheme) {
            let turning = self.runner.turning(site, fact, &known, &reached);
            let near = turning
                .points
                .into_iter()
                .filter(|point| point.abs() <= FARTHEST);
            points.extend(near);
            is_whole &= turning.is_whole;
            grows |= turning.grows;
            shrinks |= turning.shrinks;
        }
        // Where one row grows as another shrinks, the total may turn between.
        (points, is_whole && !(grows && shrinks))
    }

    fn brings(&mut self, fact: usize, to: &FactValue) -> bool {
        let class = self.class;
        self.judge(fact, to, |one| reaches(one, class)) == Some(true)
    }

    /// Judges the nominee with one change; nothing where the facts would not hold together.
    fn judge<T>(
        &mut self,
        fact: usize,
        to: &FactValue,
        take: impl FnOnce(&Judgement<'_>) -> T,
    ) -> Option<T> {
        let mut changed: Nomination = self.one.nomination.clone();
        *changed.facts.get_mut(fact)? = Given::Reported(to.clone());
        let known = self.dossier.known(&changed);
        let applies = matches!(self.book.applies(&known), Ok(Some(true)));
        if !applies || !self.book.fact_findings(&known).is_empty() {
            return None;
        }
        let one = judge_again(self.runner, self.book, &changed, &known, self.figures);
        Some(take(&one))
    }

    fn change(
        &mut self,
        at: usize,
        fact: &Fact,
        from: FactValue,
        to: FactValue,
        found: Found,
        step: Option<Decimal>,
    ) -> Option<Change> {
        let before = &self.one.marks;
        let (total, class, marks) =
            self.judge(at, &to, |one| (one.total(), one.class, one.marks.clone()))?;
        let rows = marks.into_iter().enumerate().filter(|(row, mark)| {
            let own = before.get(*row);
            own.is_none_or(|own| own.points() != mark.points() || own.met() != mark.met())
        });
        Some(Change {
            fact: at,
            from,
            to,
            found,
            step,
            is_merit: fact.better.is_some(),
            total,
            class: class?,
            rows: rows.collect(),
        })
    }
}
