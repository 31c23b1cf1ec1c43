//! Sets of two or three changes that bring a goal together, where no single one does.

use super::goal::Change;
use super::search::{Search, Tried};
use crate::evaluation::Status;
use crate::scheme::{Better, Fact, FactEntry, FactKind, FactValue};

/// So many facts are combined, the first of the scheme.
const MOST_FACTS: usize = 16;

/// So many sets are found at most.
const MOST_SETS: usize = 5;

impl Search<'_, '_, '_, '_> {
    /// The smallest sets of changes that bring the goal, and the fact at which the work ran out.
    ///
    /// Each fact is first set to the number or word of its own that helps most. The sets that
    /// bring the goal so are then made as small as the others let each of them be.
    pub(super) fn together(&mut self) -> (Vec<Vec<Change>>, Option<usize>) {
        let scheme = &self.book.scheme;
        let mut best: Vec<(usize, FactValue)> = Vec::new();
        for (at, fact) in scheme.facts.iter().enumerate() {
            if best.len() < MOST_FACTS && fact.better.is_some() && self.is_read(at) {
                best.extend(self.best(at, fact).map(|value| (at, value)));
            }
        }
        let mut found = Vec::new();
        for many in [2, 3] {
            for set in sets(best.len(), many) {
                if found.len() < MOST_SETS {
                    self.with = set.iter().map(|at| best[*at].clone()).collect();
                    let least = self.least();
                    if self.budget.is_spent() {
                        self.with.clear();
                        return (found, set.first().map(|at| best[*at].0));
                    }
                    found.extend(least);
                }
            }
            if !found.is_empty() {
                break;
            }
        }
        self.with.clear();
        (found, None)
    }

    /// The value of a fact that helps most by itself, the nearest of these.
    fn best(&mut self, at: usize, fact: &Fact) -> Option<FactValue> {
        let mut most = None;
        for value in self.values(at, fact) {
            let Some(verdict) = self.judge(at, &value, &mut ()) else {
                continue;
            };
            let worth = (verdict.status() == Status::Ranked, verdict.total().cloned());
            if most.as_ref().is_none_or(|(before, _)| worth > *before) {
                most = Some((worth, value));
            }
        }
        most.map(|(_, value)| value)
    }

    /// The values of a fact that are tried, the nearest first.
    fn values(&mut self, at: usize, fact: &Fact) -> Vec<FactValue> {
        let own = match self.one.nomination.facts.get(at) {
            Some(FactEntry::Reported(own)) => own.clone(),
            _ => return Vec::new(),
        };
        match (&fact.kind, own) {
            (FactKind::YesNo, FactValue::YesNo(flag)) => {
                let better = fact.better == Some(Better::Higher);
                let better = Some(better).filter(|better| *better != flag);
                better.map(FactValue::YesNo).into_iter().collect()
            }
            (FactKind::Choice(_), _) => self.better_choices(at, fact),
            (FactKind::Integer, FactValue::Integer(own)) => self.numbers(at, fact, &own.into()),
            (FactKind::Number | FactKind::Percent, FactValue::Number(own)) => {
                self.numbers(at, fact, &own)
            }
            _ => Vec::new(),
        }
    }

    /// The changes made already, each as small as the others let it be; `None` if they do not
    /// bring the goal.
    fn least(&mut self) -> Option<Vec<Change>> {
        let (fact, to) = self.with.pop()?;
        let brings = self.brings(fact, &to);
        self.with.push((fact, to));
        if !brings {
            return None;
        }
        let mut changes: Vec<Change> = Vec::new();
        for _ in 0..self.with.len() {
            let (fact, _) = self.with.remove(0);
            let Tried::Brings(change) = self.fact(fact, &self.book.scheme.facts[fact]) else {
                return None;
            };
            self.with.push((fact, change.to.clone()));
            changes.push(*change);
        }
        // What the last one says was found with all of them.
        let last = changes.pop()?;
        for change in &mut changes {
            change.total.clone_from(&last.total);
            change.class = last.class;
            change.class_from.clone_from(&last.class_from);
            change.rows = last.rows.clone();
        }
        changes.push(last);
        Some(changes)
    }
}

/// Every set of two or three of so many, in order.
fn sets(of: usize, many: usize) -> Vec<Vec<usize>> {
    let mut sets: Vec<Vec<usize>> = vec![Vec::new()];
    for _ in 0..many {
        let longer = sets.iter().flat_map(|set| {
            let from = set.last().map_or(0, |last| last + 1);
            (from..of).map(|next| set.iter().copied().chain([next]).collect())
        });
        sets = longer.collect();
    }
    sets
}
