//! What awards that stand earlier have done with the nominees of a later one.

use std::collections::{BTreeMap, BTreeSet};

use super::AwardProposal;
use super::vote::VoteOutcome;
use crate::scheme::Award;

/// What other awards have done with the nominees of this one.
pub(super) struct Elsewhere {
    /// Proposed for an award that excludes this one.
    pub(super) proposed: BTreeMap<usize, usize>,
    /// Not yet decided about at an award that excludes this one.
    pub(super) contested: BTreeSet<usize>,
    /// Voted down to this award from a higher one.
    pub(super) downgraded: BTreeSet<usize>,
}

impl Elsewhere {
    /// What those that stand before the award at an index have done.
    pub(super) fn new(award: &Award, at: usize, earlier: &[AwardProposal]) -> Self {
        let mut elsewhere = Self {
            proposed: BTreeMap::new(),
            contested: BTreeSet::new(),
            downgraded: BTreeSet::new(),
        };
        let excluding = award.not_with.iter();
        for other in excluding.filter_map(|other| earlier.get(*other)) {
            for seat in &other.proposed {
                let proposed = &mut elsewhere.proposed;
                proposed.entry(seat.nominee).or_insert(other.award);
            }
            let contested = other.contested.iter().map(|one| one.nominee);
            let awaiting = other.awaiting.iter().map(|one| one.nominee);
            elsewhere.contested.extend(contested.chain(awaiting));
        }
        let votes = earlier.iter().flat_map(|other| &other.votes);
        let down = votes.filter(|voted| voted.outcome == VoteOutcome::Downgraded(at));
        elsewhere.downgraded.extend(down.map(|voted| voted.nominee));
        elsewhere
    }
}
