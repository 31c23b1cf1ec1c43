//! The search for changes: each candidate is judged anew.

use std::collections::BTreeSet;

use super::goal::{Change, Found, Goal};
use super::grid::{FARTHEST, Grid};
use crate::cohort::Figures;
use crate::evaluation::judge::judge;
use crate::evaluation::scratch::{Around, Scratch};
use crate::evaluation::sheet::Recorder;
use crate::evaluation::sink::Sink;
use crate::evaluation::{ScoreSheet, Verdict};
use crate::number::Number;
use crate::roster::{Nomination, Roster};
use crate::rule::ranges::Gives;
use crate::rule::{Budget, Computed, RuleId, Rulebook, Runner};
use crate::scheme::{
    Better, CriterionKind, Fact, FactEntry, FactKind, FactValue, GateOutcome, Name, Scheme,
};

/// What came of trying a fact.
pub(super) enum Tried {
    /// It is of a kind that is not tried.
    Not,
    /// Nothing was found, how sure that ever is.
    Nothing(Found),
    /// A change brings the goal.
    Brings(Box<Change>),
}

/// A value that brings the goal, how it was found, and the smallest step of a number.
type Sought = (Option<FactValue>, Found, Option<Number>);

/// The search for changes of one nominee.
pub(super) struct Search<'s, 'a, 'e, 'g> {
    pub(super) runner: &'s mut Runner<'e>,
    pub(super) book: &'a Rulebook,
    pub(super) roster: &'s Roster,
    pub(super) figures: &'s [Figures],
    pub(super) scratch: Scratch,
    pub(super) one: &'s ScoreSheet<'s>,
    pub(super) goal: &'s mut Goal<'g>,
    /// The rules that have a say in it.
    pub(super) sites: Vec<RuleId>,
    pub(super) budget: &'s Budget<'a>,
    /// Changes that are made beside the one that is looked for.
    pub(super) with: Vec<(usize, FactValue)>,
}

/// Numbers to be tried.
struct Candidates {
    grid: Grid,
    up: Vec<Number>,
    down: Vec<Number>,
    found: Found,
}

impl Search<'_, '_, '_, '_> {
    /// Whether any rule that has a say reads a fact, by itself or through a value.
    pub(super) fn is_read(&self, fact: usize) -> bool {
        let mut sites = self.sites.iter();
        sites.any(|site| self.reads(*site, fact))
    }

    fn reads(&self, site: RuleId, fact: usize) -> bool {
        let scheme = &self.book.scheme;
        let of = |name: &Name| match name {
            Name::Fact(at) => *at == fact,
            Name::Value(at) => scheme.values[*at].by == Some(fact),
            _ => false,
        };
        let mut reads = self.book.reads(site).iter();
        reads.any(|(_, name)| of(name))
    }

    /// The smallest change of a fact that brings the goal.
    pub(super) fn fact(&mut self, at: usize, fact: &Fact) -> Tried {
        let Some(FactEntry::Reported(from)) = self.one.nomination.facts.get(at).cloned() else {
            return Tried::Not;
        };
        let (to, found, step) = match (&fact.kind, &from) {
            (FactKind::YesNo, FactValue::YesNo(flag)) => {
                self.first_of(at, vec![FactValue::YesNo(!flag)])
            }
            (FactKind::Choice(_), FactValue::Text(_)) => {
                let better = self.better_choices(at, fact);
                self.first_of(at, better)
            }
            (FactKind::Integer, FactValue::Integer(number)) => {
                self.number(at, fact, &Number::from(*number))
            }
            (FactKind::Number | FactKind::Percent, FactValue::Number(number)) => {
                self.number(at, fact, number)
            }
            _ => return Tried::Not,
        };
        let change = to.and_then(|to| self.change(at, fact, from, to, found, step));
        change.map_or(Tried::Nothing(found), |change| {
            Tried::Brings(Box::new(change))
        })
    }

    /// The choices better than the nominee's own, the nearest first.
    pub(super) fn better_choices(&self, at: usize, fact: &Fact) -> Vec<FactValue> {
        let choices = fact.choices();
        let own = match self.one.nomination.facts.get(at) {
            Some(FactEntry::Reported(FactValue::Text(word))) => {
                choices.iter().position(|(known, _)| known == word)
            }
            _ => None,
        };
        let better = choices[..own.unwrap_or(choices.len())].iter().rev();
        better
            .map(|(word, _)| FactValue::Text(word.clone()))
            .collect()
    }

    fn first_of(&mut self, at: usize, values: Vec<FactValue>) -> Sought {
        let to = values.into_iter().find(|to| self.brings(at, to));
        (to, Found::Exactly, None)
    }

    /// The smallest change of a number.
    fn number(&mut self, at: usize, fact: &Fact, own: &Number) -> Sought {
        let Some(range) = self.candidates(at, fact, own) else {
            return (None, Found::ByTrying, None);
        };
        let Candidates {
            grid,
            up,
            down,
            found,
        } = range;
        let up = self.first_number(at, &grid, own, up);
        let down = self.first_number(at, &grid, own, down);
        let both = [up, down].into_iter().flatten();
        let nearest = both.min_by_key(|number| (number - own).abs());
        let to = nearest.map(|number| grid.value(&number));
        (to, found, Some(grid.step))
    }

    /// The numbers of a fact that are tried, the nearest first, each way that may help.
    fn candidates(&mut self, at: usize, fact: &Fact, own: &Number) -> Option<Candidates> {
        if own.abs() > FARTHEST {
            return None;
        }
        let (points, is_whole) = self.turns(at);
        let grid = Grid::of(fact, own, &points);
        let mut tried: BTreeSet<Number> = points
            .iter()
            .flat_map(|point| grid.around(point))
            .chain(grid.most.clone())
            .chain(grid.least.clone())
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
        tried.retain(|number| grid.holds(number));
        let up = tried.range(own..).filter(|number| *number != own).cloned();
        let down = tried.range(..own).rev().cloned();
        Some(Candidates {
            up: up.filter(|_| fact.better != Some(Better::Lower)).collect(),
            down: down
                .filter(|_| fact.better != Some(Better::Higher))
                .collect(),
            grid,
            found,
        })
    }

    /// The numbers of a fact that are tried, each way the nearest first.
    pub(super) fn numbers(&mut self, at: usize, fact: &Fact, own: &Number) -> Vec<FactValue> {
        let Some(Candidates { grid, up, down, .. }) = self.candidates(at, fact, own) else {
            return Vec::new();
        };
        up.into_iter()
            .chain(down)
            .map(|number| grid.value(&number))
            .collect()
    }

    /// The first of some numbers, in order, that brings the goal, or the least one between it and
    /// the one before.
    fn first_number(
        &mut self,
        at: usize,
        grid: &Grid,
        own: &Number,
        numbers: Vec<Number>,
    ) -> Option<Number> {
        let mut before = own.clone();
        for number in numbers {
            if !self.brings(at, &grid.value(&number)) {
                before = number;
                continue;
            }
            let mut reached = number;
            while let Some(middle) = grid.middle(&before, &reached) {
                if self.brings(at, &grid.value(&middle)) {
                    reached = middle;
                } else {
                    before = middle;
                }
            }
            return Some(reached);
        }
        None
    }

    /// The numbers of a fact at which any rule turns, and whether these are all.
    fn turns(&mut self, fact: usize) -> (BTreeSet<Number>, bool) {
        let nomination = self.changed();
        let known = self.roster.known(&nomination);
        let reached = Computed {
            cohorts: &self.one.cohorts,
            ..Computed::default()
        };
        self.runner.turn_to(&known);
        let (mut points, mut is_whole) = (BTreeSet::new(), true);
        let (mut grows, mut shrinks) = (false, false);
        let scheme = &self.book.scheme;
        for site in self.sites.iter().copied() {
            if !self.reads(site, fact) {
                continue;
            }
            let Some(steps) = self.book.steps_of(site, fact, &known, &reached) else {
                is_whole = false;
                continue;
            };
            let mut add = |point: Option<Number>| {
                points.extend(point.filter(|point| point.abs() <= FARTHEST));
            };
            is_whole &= steps.complete;
            for threshold in steps.thresholds() {
                add(Some(threshold.at.clone()));
            }
            for step in &steps.steps {
                match &step.gives {
                    Gives::Varies => is_whole = false,
                    Gives::Along(quotient) => {
                        let mut takes_off = false;
                        if let RuleId::Criterion(row) = site {
                            // Beyond its bounds a row fails.
                            let row = &scheme.criteria[row];
                            add(quotient.root(&Number::ZERO));
                            add(row.max.as_ref().and_then(|max| quotient.root(max)));
                            takes_off = row.kind == CriterionKind::Deduction;
                        }
                        if quotient.rises() == takes_off {
                            shrinks = true;
                        } else {
                            grows = true;
                        }
                    }
                    Gives::Same(_) | Gives::YesNo(_) | Gives::Fails => {}
                }
            }
        }
        // Where one row grows as another shrinks, the total may turn between.
        (points, is_whole && !(grows && shrinks))
    }

    pub(super) fn brings(&mut self, fact: usize, to: &FactValue) -> bool {
        let verdict = self.judge(fact, to, &mut ());
        verdict.is_some_and(|verdict| {
            self.budget.spend(self.goal.work());
            self.goal.is_reached_by(&verdict)
        })
    }

    /// The nominee with the changes that are made already.
    fn changed(&self) -> Nomination {
        let mut changed: Nomination = (*self.one.nomination).clone();
        for (fact, to) in &self.with {
            if let Some(given) = changed.facts.get_mut(*fact) {
                *given = FactEntry::Reported(to.clone());
            }
        }
        changed
    }

    /// Judges the nominee with one change; nothing where the facts would not hold together.
    pub(super) fn judge(
        &mut self,
        fact: usize,
        to: &FactValue,
        sink: &mut impl Sink,
    ) -> Option<Verdict> {
        if self.budget.is_spent() {
            return None;
        }
        self.budget.spend(self.book.work());
        let mut changed = self.changed();
        *changed.facts.get_mut(fact)? = FactEntry::Reported(to.clone());
        let known = self.roster.known(&changed);
        let applies = matches!(self.book.applies(&known), Ok(Some(true)));
        if !applies || !self.book.fact_findings(&known).is_empty() {
            return None;
        }
        let around = Around::of(self.roster, &self.book.scheme, self.figures);
        let (book, scratch) = (self.book, &mut self.scratch);
        Some(judge(self.runner, book, &changed, &around, scratch, sink))
    }

    fn change(
        &mut self,
        at: usize,
        fact: &Fact,
        from: FactValue,
        to: FactValue,
        found: Found,
        step: Option<Number>,
    ) -> Option<Change> {
        let mut then = Recorder::default();
        let verdict = self.judge(at, &to, &mut then)?;
        let class = verdict.class();
        let from_points = class.and_then(|class| then.thresholds.get(class)?.clone());
        let before = &self.one.marks;
        let rows = then.marks.into_iter().enumerate().filter(|(row, mark)| {
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
            total: verdict.total().cloned(),
            class,
            class_from: from_points,
            rows: rows.collect(),
        })
    }
}

/// Every rule that has a say in a goal, or in whether the facts hold together.
pub(super) fn sites(scheme: &Scheme, goal: &Goal<'_>) -> Vec<RuleId> {
    let mut sites = vec![RuleId::Applies];
    sites.extend((0..scheme.checks.len()).map(RuleId::Check));
    for gate in 0..scheme.gates.len() {
        let outcomes = [
            GateOutcome::Refused,
            GateOutcome::Held,
            GateOutcome::Unclassified,
        ];
        sites.extend(outcomes.map(|outcome| RuleId::Gate(gate, outcome)));
    }
    for row in 0..scheme.criteria.len() {
        sites.extend([RuleId::CriterionApplies(row), RuleId::Criterion(row)]);
    }
    sites.extend((0..scheme.classes.len()).map(RuleId::Class));
    if matches!(goal, Goal::Class(_)) {
        return sites;
    }
    sites.extend((0..scheme.ranking.ties.len()).map(RuleId::Tie));
    for (at, award) in scheme.awards.iter().enumerate() {
        sites.push(RuleId::AwardWhen(at));
        sites.extend((0..award.order.len()).map(|step| RuleId::AwardOrder(at, step)));
        sites.extend((0..award.reserve.len()).map(|kind| RuleId::AwardReserve(at, kind)));
    }
    sites
}
