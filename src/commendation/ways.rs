//! Every way in which what is still open may come out, where there are few: votes not yet held,
//! and equals at a line whom people are to part. Each way is seated as if it had come.

use std::collections::BTreeSet;

use super::contest::Contest;
use super::free_seats::{FreeSeats, may_lose_at};
use super::line::{by_decision, components};
use super::vote::VoteOutcome;
use crate::scheme::Line;

/// So many candidates and parts of quotas are looked at over all ways; beyond that, bounds must do.
const BUDGET: usize = 100_000;

/// What became of the candidates of an award in one way.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    /// Which candidates have a seat.
    pub(super) seated: Vec<bool>,
    /// Which were seated only because a reserve kept a seat: its index.
    pub(super) by_reserve: Vec<Option<usize>>,
    /// Which would have a seat if no reserve kept any.
    pub(super) gave_way: Vec<bool>,
    /// About which a decision at a line held.
    pub(super) decided: Vec<bool>,
    /// Which could not be seated because of another award: its index.
    pub(super) excluded: Vec<Option<usize>>,
    /// How many are proposed for the award whose seats each quota is a share of, by part.
    pub(super) bases: Vec<Option<Vec<usize>>>,
}

/// Every way, each with its outcome by award; `None` if there are too many to look at.
pub(super) fn ways(contests: &[Contest<'_>]) -> Option<Vec<Vec<Outcome>>> {
    let sizes = contests.iter().map(|contest| {
        let parts = contest.quotas.iter().map(|quota| quota.parts.len());
        1 + contest.candidates.len() + parts.sum::<usize>()
    });
    // The first way may cost whatever it costs, if it is the only one.
    let size: usize = sizes.sum();
    let mut choices = Choices::default();
    let mut ways = Vec::new();
    let mut spent = 0;
    loop {
        if let Some(way) = Way::run(contests, &mut choices) {
            ways.push(way);
        }
        if !choices.advance() {
            return Some(ways);
        }
        spent += size;
        if spent + size > BUDGET {
            return None;
        }
    }
}

/// What is chosen where something is open: each choice so far, and of how many.
#[derive(Debug, Default)]
struct Choices {
    made: Vec<(usize, usize)>,
    next: usize,
}

impl Choices {
    /// One of so many; the first wherever nothing else was asked for.
    fn pick(&mut self, of: usize) -> usize {
        if self.next == self.made.len() {
            self.made.push((0, of));
        }
        self.next += 1;
        self.made[self.next - 1].0
    }

    /// Turns to the next way; `false` after the last.
    fn advance(&mut self) -> bool {
        self.next = 0;
        while let Some((choice, of)) = self.made.pop() {
            if choice + 1 < of {
                self.made.push((choice + 1, of));
                return true;
            }
        }
        false
    }
}

/// One way, award by award.
struct Way<'c> {
    choices: &'c mut Choices,
    /// Who is proposed for each award, by nominee.
    proposed: Vec<BTreeSet<usize>>,
    /// Who was voted down to an award.
    downgraded: BTreeSet<(usize, usize)>,
    outcomes: Vec<Outcome>,
}

impl Way<'_> {
    /// `None` where the choices contradict each other.
    fn run(contests: &[Contest<'_>], choices: &mut Choices) -> Option<Vec<Outcome>> {
        let mut way = Way {
            choices,
            proposed: Vec::new(),
            downgraded: BTreeSet::new(),
            outcomes: Vec::new(),
        };
        for contest in contests {
            let outcome = way.award(contest)?;
            let candidates = contest.candidates.iter().zip(&outcome.seated);
            let seated = candidates.filter(|(_, seated)| **seated);
            let seated = seated.map(|(candidate, _)| candidate.nominee);
            let proposed = seated.chain(contest.given.iter().copied()).collect();
            way.proposed.push(proposed);
            way.outcomes.push(outcome);
        }
        Some(way.outcomes)
    }

    fn award(&mut self, contest: &Contest<'_>) -> Option<Outcome> {
        let mut outcome = Outcome::default();
        let mut present = Vec::with_capacity(contest.candidates.len());
        for candidate in &contest.candidates {
            let nominee = candidate.nominee;
            let mut excluding = contest.award.not_with.iter().copied();
            let excluded = excluding.find(|other| {
                let other = self.proposed.get(*other);
                other.is_some_and(|proposed| proposed.contains(&nominee))
            });
            outcome.excluded.push(excluded);
            let has_reason =
                excluded.is_none() && (!candidate.owes_reason || self.choices.pick(2) == 0);
            present.push(
                has_reason
                    && self.passes(contest, nominee, candidate.vote.map(|voted| voted.outcome)),
            );
        }
        let bases = contest.quotas.iter().map(|quota| {
            let proposed = self.proposed.get(quota.share_of?)?;
            Some(quota.count(proposed.iter().copied()))
        });
        outcome.bases = bases.collect();
        let counted = |award: usize, quota: &super::quota::Seats| {
            let proposed = self.proposed.get(award).into_iter().flatten();
            quota.count(proposed.copied())
        };
        let seats = contest.seats(&counted);
        let mut orders = vec![None; contest.blocks.len()];
        let mut pass = |reserves: bool, choices: &mut Choices| {
            let mut pass = Pass {
                contest,
                free: contest.free(seats.clone()),
                orders: &mut orders,
                choices,
                seated: vec![false; present.len()],
                by_reserve: vec![None; present.len()],
                decided: vec![false; present.len()],
            };
            pass.run(&present, reserves)?;
            Some((pass.seated, pass.by_reserve, pass.decided))
        };
        let (plain, by_reserve, decided) = pass(false, self.choices)?;
        outcome.gave_way = vec![false; present.len()];
        let seated = |kind: &[bool]| kind.iter().zip(&plain).filter(|(a, b)| **a && **b).count();
        if contest.is_composed(seated) {
            (outcome.seated, outcome.by_reserve) = (plain, by_reserve);
            outcome.decided = decided;
            return Some(outcome);
        }
        (outcome.seated, outcome.by_reserve, outcome.decided) = pass(true, self.choices)?;
        for (at, by_order) in plain.iter().enumerate() {
            if *by_order {
                outcome.by_reserve[at] = None;
                outcome.gave_way[at] = !outcome.seated[at];
            }
        }
        Some(outcome)
    }

    /// Whether the vote lets somebody be seated, as it came or may come.
    fn passes(&mut self, contest: &Contest<'_>, nominee: usize, vote: Option<VoteOutcome>) -> bool {
        if self.downgraded.contains(&(contest.at, nominee)) {
            return true;
        }
        let lower = contest
            .award
            .vote
            .as_ref()
            .and_then(|vote| Some(vote.downgrade.as_ref()?.to));
        let outcome = match vote {
            Some(VoteOutcome::Unvoted(_)) => {
                match (self.choices.pick(2 + usize::from(lower.is_some())), lower) {
                    (0, _) => VoteOutcome::Passed,
                    (2, Some(lower)) => VoteOutcome::Downgraded(lower),
                    _ => VoteOutcome::Failed,
                }
            }
            Some(outcome) => outcome,
            None => VoteOutcome::Passed,
        };
        if let VoteOutcome::Downgraded(lower) = outcome {
            self.downgraded.insert((lower, nominee));
        }
        outcome == VoteOutcome::Passed
    }
}

/// One time through the candidates of an award.
struct Pass<'p, 'a> {
    contest: &'p Contest<'a>,
    free: FreeSeats<'p>,
    /// The order chosen among the equals of a block, where reserves may ask for it twice.
    orders: &'p mut Vec<Option<Vec<usize>>>,
    choices: &'p mut Choices,
    seated: Vec<bool>,
    by_reserve: Vec<Option<usize>>,
    decided: Vec<bool>,
}

impl Pass<'_, '_> {
    /// What is kept, if reserves are, and the rest by order.
    fn run(&mut self, present: &[bool], reserves: bool) -> Option<()> {
        let contest = self.contest;
        let kinds = contest.award.reserve.iter().zip(&contest.kinds).enumerate();
        for (kind, (reserve, (of_kind, given))) in kinds.filter(|_| reserves) {
            let there = (0..of_kind.len()).filter(|at| of_kind[*at] && self.seated[*at]);
            let wanted = (reserve.at_least as usize).saturating_sub(given + there.count());
            self.free.keep(wanted);
            let before = self.seated.clone();
            self.blocks(&|at| present[at] && of_kind[at])?;
            self.free.release();
            for at in (0..before.len()).filter(|at| self.seated[*at] && !before[*at]) {
                self.by_reserve[at] = Some(kind);
            }
        }
        self.blocks(&|at| present[at])
    }

    fn blocks(&mut self, which: &dyn Fn(usize) -> bool) -> Option<()> {
        for at in 0..self.contest.blocks.len() {
            self.block(at, which)?;
        }
        Some(())
    }

    fn nominee(&self, at: usize) -> usize {
        self.contest.candidates[at].nominee
    }

    fn seat(&mut self, at: usize) {
        self.free.take(self.nominee(at));
        self.seated[at] = true;
    }

    fn block(&mut self, block: usize, which: &dyn Fn(usize) -> bool) -> Option<()> {
        let own = self.contest.blocks[block].iter().copied();
        let contend = own
            .filter(|at| which(*at) && !self.seated[*at] && self.free.has_seat(self.nominee(*at)));
        let contend: Vec<usize> = contend.collect();
        let nominees: Vec<usize> = contend.iter().map(|at| self.nominee(*at)).collect();
        let lost = may_lose_at(&self.free, &self.free, &nominees, &|_| true);
        for (at, _) in contend
            .iter()
            .zip(&lost)
            .filter(|(_, lost)| lost.is_empty())
        {
            self.seat(*at);
        }
        for component in components(&self.free, &nominees, &lost) {
            let members: Vec<usize> = component.iter().map(|at| contend[*at]).collect();
            let mut close = false;
            match self.contest.award.line {
                Line::All => members.iter().for_each(|at| self.seat(*at)),
                Line::None => close = true,
                Line::Ask => {
                    let parted = by_decision(&members, &self.contest.candidates, &self.free);
                    close = !parted.refused.is_empty();
                    parted
                        .decided
                        .iter()
                        .for_each(|at| self.decided[*at] = true);
                    parted.seated.iter().for_each(|at| self.seat(*at));
                    if self.contest.award.reserve.is_empty() {
                        self.choose(&parted.open)?;
                    } else {
                        self.in_chosen_order(block, &parted.open);
                    }
                }
            }
            for at in component.iter().filter(|_| close) {
                for quota in &lost[*at] {
                    self.free.close(*quota, nominees[*at]);
                }
            }
        }
        Some(())
    }

    /// Seats some of the equals: as many as there are seats for. They are chosen in one order only,
    /// so that each choice comes once; whom this leaves a seat contradicts it.
    fn choose(&mut self, open: &[usize]) -> Option<()> {
        let mut from = 0;
        loop {
            let rest = (from..open.len()).filter(|at| self.free.has_seat(self.nominee(open[*at])));
            let rest: Vec<usize> = rest.collect();
            if rest.is_empty() {
                break;
            }
            let next = rest[self.choices.pick(rest.len())];
            self.seat(open[next]);
            from = next + 1;
        }
        let mut left = open.iter().filter(|at| !self.seated[**at]);
        let contradicts = left.any(|at| self.free.has_seat(self.nominee(*at)));
        (!contradicts).then_some(())
    }

    /// Seats the equals in an order, which is the same whenever the block is looked at.
    fn in_chosen_order(&mut self, block: usize, open: &[usize]) {
        if self.orders[block].is_none() && !open.is_empty() {
            let mut rest = self.contest.blocks[block].clone();
            let mut order = Vec::with_capacity(rest.len());
            while !rest.is_empty() {
                order.push(rest.remove(self.choices.pick(rest.len())));
            }
            self.orders[block] = Some(order);
        }
        for at in self.orders[block].clone().unwrap_or_default() {
            if open.contains(&at) && self.free.has_seat(self.nominee(at)) {
                self.seat(at);
            }
        }
    }
}
