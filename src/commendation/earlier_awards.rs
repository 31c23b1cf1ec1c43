//! What awards that stand earlier mean for the nominees of a later one.

use std::collections::{BTreeMap, BTreeSet};

use super::proposal::AwardProposal;
use super::vote::VoteOutcome;
use crate::scheme::Award;

/// What the awards that stand before one have done with its nominees.
#[derive(Default)]
pub(super) struct EarlierAwards {
    /// Proposed for an award that excludes this one.
    pub(super) proposed: BTreeMap<usize, usize>,
    /// Not yet decided about at an award that excludes this one; with the group of which only so
    /// many can be proposed there, if there is one.
    pub(super) open: BTreeMap<usize, Option<usize>>,
    /// How many of each group can be proposed elsewhere.
    pub(super) most: Vec<usize>,
    /// Voted down to this award from a higher one.
    pub(super) downgraded: BTreeSet<usize>,
    /// On whom the vote at a higher award may still come out so.
    pub(super) may_be_downgraded: BTreeSet<usize>,
}

impl EarlierAwards {
    /// What those that stand before the award at an index have done.
    pub(super) fn new(
        award: &Award,
        at: usize,
        awards: &[Award],
        earlier: &[AwardProposal],
    ) -> Self {
        let mut known = Self::default();
        let excluding = award.not_with.iter();
        for other in excluding.filter_map(|other| earlier.get(*other)) {
            for seat in &other.proposed {
                known.proposed.entry(seat.nominee).or_insert(other.award);
            }
            for members in other.contested.chunk_by(|a, b| a.line == b.line) {
                let group = members[0]
                    .seats
                    .filter(|_| members[0].is_fixed)
                    .map(|seats| {
                        known.most.push(seats);
                        known.most.len() - 1
                    });
                for one in members {
                    known.wait(one.nominee, group);
                }
            }
            for one in other.awaiting.iter().filter(|one| one.holds_seat) {
                known.wait(one.nominee, None);
            }
        }
        for other in earlier {
            let down = other.votes.iter();
            let down = down.filter(|voted| voted.outcome == VoteOutcome::Downgraded(at));
            known.downgraded.extend(down.map(|voted| voted.nominee));
            let vote = awards[other.award].vote.as_ref();
            let lower = vote.and_then(|vote| vote.downgrade.as_ref());
            if lower.is_some_and(|lower| lower.to == at) {
                let open = other.awaiting.iter().map(|one| one.nominee);
                known.may_be_downgraded.extend(open);
            }
        }
        known
    }

    fn wait(&mut self, nominee: usize, group: Option<usize>) {
        let known = self.open.entry(nominee);
        // Who waits at two awards belongs to no group: one may take what the other leaves.
        known.and_modify(|group| *group = None).or_insert(group);
    }
}
