//! Equals that the chain of ties left together: parted by the council, by lot, or not yet.

use std::collections::BTreeSet;

use super::lot::Lot;
use crate::evaluation::{Verdict, decisions_on};
use crate::roster::{AboutDecision, Decided, Roster};
use crate::scheme::Settle;

/// What parted equals after the whole chain of ties.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Settled {
    /// A decision of the council, by its index among the council's.
    Council(usize),
    /// The lot.
    Lot(Lot),
}

/// The equals of one place in their order, each with what parted it from the others; nothing
/// where they stay together.
pub(super) fn settle(
    roster: &Roster,
    judged: &[Verdict],
    last: Settle,
    seed: Option<&str>,
    equals: impl ExactSizeIterator<Item = usize>,
) -> Option<Vec<(usize, Settled)>> {
    if equals.len() < 2 || last == Settle::Shared {
        return None;
    }
    let equals: &[usize] = &equals.collect::<Vec<_>>();
    let orders = equals
        .iter()
        .map(|nominee| order(roster, judged[*nominee].id()));
    let orders: Vec<Option<(u32, usize)>> = orders.collect();
    if orders.iter().any(Option::is_some) {
        return by_council(equals, &orders);
    }
    let seed = seed.filter(|_| last == Settle::Lot)?;
    let mut drawn: Vec<(usize, Lot)> = equals
        .iter()
        .map(|nominee| (*nominee, Lot::draw(seed, judged[*nominee].id())))
        .collect();
    // Equals come by their codes, so that two of one digest would stand so.
    drawn.sort_by(|(_, one), (_, other)| one.cmp(other));
    let settled = drawn.into_iter();
    Some(settled.map(|(at, lot)| (at, Settled::Lot(lot))).collect())
}

/// The order that was decided for a nominee, and the decision.
fn order(roster: &Roster, id: &str) -> Option<(u32, usize)> {
    decisions_on(roster, id).find_map(|(at, decision)| match decision.decided {
        Decided::Order(order) if decision.about == AboutDecision::Tie => Some((order, at)),
        _ => None,
    })
}

/// An order holds where every one of the equals has a number of its own.
fn by_council(equals: &[usize], orders: &[Option<(u32, usize)>]) -> Option<Vec<(usize, Settled)>> {
    let all: Option<Vec<(u32, usize)>> = orders.iter().copied().collect();
    let all = all?;
    let distinct: BTreeSet<u32> = all.iter().map(|(order, _)| *order).collect();
    if distinct.len() < equals.len() {
        return None;
    }
    let mut ordered: Vec<(u32, usize, usize)> = equals
        .iter()
        .zip(all)
        .map(|(nominee, (order, decision))| (order, *nominee, decision))
        .collect();
    ordered.sort_unstable();
    let settled = ordered.into_iter();
    Some(
        settled
            .map(|(_, nominee, decision)| (nominee, Settled::Council(decision)))
            .collect(),
    )
}
