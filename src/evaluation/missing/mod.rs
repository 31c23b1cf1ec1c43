//! What a nominee is missing to a class, a place or an award: points, standards and floors in the
//! way, and the single changes of one fact that would bring it.
//!
//! For each fact the numbers at which any rule turns are tried, the nearest first; each time the
//! nominee is judged again with that one change, from the gates to the class, while the cohort
//! numbers are held as they are. Between two turns nothing jumps, so the least change is found
//! there by halving. Where a rule cannot be followed, the declared range is searched instead, and
//! the change says so.

mod goal;
mod grid;
mod search;
mod together;

pub use self::goal::{Change, Found, Goal};
use self::search::{Search, Tried, sites};
use super::floors::needs;
use super::scratch::Scratch;
use super::{Reason, SchemeEvaluation, Status, Verdict};
use crate::number::Number;
use crate::parallel::deep;
use crate::roster::Roster;
use crate::rule::{RuleId, Rulebook};
use crate::scheme::{FactKind, Name, Scheme};

/// The most work of one search; each question of a goal that is no class costs more of it.
const WORK: u64 = 20_000_000;

/// What a nominee is missing to its goal.
#[derive(Debug)]
pub struct Missing {
    /// Whether it is reached already.
    pub is_reached: bool,
    /// The points lacking to the class; `None` if they are enough, or it asks for none.
    pub lacking: Option<Number>,
    /// The points from which the class begins, on this nominee's terms.
    pub from: Option<Number>,
    /// Standards and floors that close the class.
    pub closed_by: Vec<Reason>,
    /// The single changes that bring it, one a fact: first the facts of which is declared which
    /// way is better, each kind in the order of the scheme.
    pub changes: Vec<Change>,
    /// The smallest sets of changes that bring it together, where no single one does: each says
    /// what comes of all.
    pub together: Vec<Vec<Change>>,
    /// Facts that were not tried, by index: days, lists, words, and what is not reported.
    pub untried: Vec<usize>,
    /// The fact, by index, at which the work ran out: neither it nor those after it were searched
    /// to the end, nor were sets of changes.
    pub stopped: Option<usize>,
    /// Facts whose range was only searched here and there and where nothing was found, by index.
    pub unsure: Vec<usize>,
    /// Whether any result rests on the others, who are held as they are.
    pub rests_on_others: bool,
}

/// The class that a nominee may ask about: the next better than its own.
pub fn next_class(scheme: &Scheme, one: &Verdict) -> Option<usize> {
    let own = one.class().unwrap_or(scheme.classes.len());
    own.checked_sub(1)
}

/// What a nominee is missing to a goal.
pub fn missing<'a>(
    evaluated: &SchemeEvaluation<'a>,
    roster: &'a Roster,
    nominee: usize,
    mut goal: Goal<'_>,
) -> Missing {
    let book = evaluated.book;
    let scheme = &book.scheme;
    let one = &evaluated.sheet(roster, nominee);
    let class = goal.class();
    let from = class.and_then(|class| one.thresholds.get(class).cloned().flatten());
    let total = class.and_then(|class| one.total_on(scheme.classes.get(class)?));
    let lacking = from.as_ref().zip(total);
    let lacking = lacking.map(|(from, total)| from - total);
    let judged =
        !one.groups.is_empty() || (!one.marks.is_empty() && one.status() == Status::Ranked);
    let closed_by = class.filter(|_| judged).map_or_else(Vec::new, |class| {
        needs(scheme, &one.marks, &one.groups).closing(class)
    });
    let mut missing = Missing {
        is_reached: goal.is_reached_by(one),
        lacking: lacking.filter(Number::is_positive),
        from,
        closed_by,
        changes: Vec::new(),
        together: Vec::new(),
        untried: Vec::new(),
        stopped: None,
        unsure: Vec::new(),
        rests_on_others: rests_on_others(book, &goal),
    };
    if !missing.is_reached {
        deep(|| {
            book.with_runner(|runner| {
                let budget = &book.budget(WORK);
                let mut search = Search {
                    runner,
                    scratch: Scratch::new(scheme),
                    book,
                    roster,
                    figures: &evaluated.cohorts,
                    one,
                    sites: sites(scheme, &goal),
                    goal: &mut goal,
                    budget,
                    with: Vec::new(),
                };
                missing.search(&mut search);
            });
        });
    }
    missing.changes.sort_by_key(|change| !change.is_merit);
    missing
}

impl Missing {
    fn search(&mut self, search: &mut Search<'_, '_, '_, '_>) {
        let scheme = &search.book.scheme;
        for (at, fact) in scheme.facts.iter().enumerate() {
            // Nobody can choose another kind of its own.
            let fixed = matches!(fact.kind, FactKind::Choice(_)) && fact.better.is_none();
            if fixed || !search.is_read(at) {
                continue;
            }
            let tried = search.fact(at, fact);
            if search.budget.is_spent() {
                self.stopped = Some(at);
                return;
            }
            match tried {
                Tried::Brings(change) => self.changes.push(*change),
                Tried::Nothing(Found::Exactly) => {}
                Tried::Nothing(Found::ByTrying) => self.unsure.push(at),
                Tried::Not => self.untried.push(at),
            }
        }
        if !self.changes.iter().any(|change| change.is_merit) {
            (self.together, self.stopped) = search.together();
        }
    }
}

/// Whether some rule that has a say reads a cohort number, or others decide by themselves.
fn rests_on_others(book: &Rulebook, goal: &Goal<'_>) -> bool {
    let reads = |site: RuleId| {
        let mut reads = book.reads(site).iter();
        reads.any(|(_, name)| matches!(name, Name::Cohort(_)))
    };
    goal.class().is_none() || sites(&book.scheme, goal).into_iter().any(reads)
}
