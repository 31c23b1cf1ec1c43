//! What is proposed for each award: who has a seat, who waits and for what, who has none and why.

use std::collections::BTreeSet;

use super::vote::{Unvoted, Voted};
use crate::number::Number;
use crate::ranking::Ranking;

/// Who is proposed for which award, over all schemes of the period.
#[derive(Debug)]
pub struct Proposal<'a> {
    /// The rankings behind it.
    pub ranking: Ranking<'a>,
    /// The awards of each scheme, in the order the schemes were given and the file's.
    pub schemes: Vec<Vec<AwardProposal>>,
}

/// Who is proposed for one award.
#[derive(Debug, Clone)]
pub struct AwardProposal {
    /// The award, by index in the scheme.
    pub award: usize,
    /// The seats of each quota, part by part.
    pub quotas: Vec<QuotaUse>,
    /// Who is proposed, in order of seating, by index among the scheme's judgements.
    pub proposed: Vec<Seat>,
    /// Equals at a line among whom people must choose.
    pub contested: Vec<Contested>,
    /// Who meets the conditions and awaits a vote, or owes a reason in writing.
    pub awaiting: Vec<Awaiting>,
    /// Who has no place yet: while there is anybody, the proposal and its quotas are provisional.
    pub in_the_way: Vec<InTheWay>,
    /// Who is ranked and not proposed, and why.
    pub missed: Vec<Missed>,
    /// The votes on those who meet the conditions, where the award needs one.
    pub votes: Vec<Voted>,
    /// What people decided about this award in place of what the rules say.
    pub decided: Vec<Ruling>,
    /// Who of those equal to others of other lists is ordered by lot.
    pub drawn: BTreeSet<usize>,
}

/// Somebody proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seat {
    /// The nominee.
    pub nominee: usize,
    /// Whether it stands at a line where all equals are proposed although the quota is less.
    pub beyond: bool,
    /// The reserve by which it is seated and without which it would not be, by its index in the
    /// award (K41).
    pub reserve: Option<usize>,
    /// Whether the council voted for this award instead of a higher one (K38).
    pub downgraded: bool,
}

/// Somebody who awaits a vote, or owes a reason in writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Awaiting {
    /// The nominee.
    pub nominee: usize,
    /// What is awaited.
    pub why: Awaited,
    /// Whether it may have a seat then.
    pub holds_seat: bool,
}

/// What somebody who meets the conditions awaits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Awaited {
    /// The vote; why there is none that counts.
    Vote(Unvoted),
    /// A reason in writing, for a standard that it does not meet (K22).
    Reason,
}

impl Awaited {
    /// The word of the JSON contract.
    pub fn word(self) -> &'static str {
        match self {
            Self::Vote(why) => why.word(),
            Self::Reason => "reason",
        }
    }
}

/// Somebody without a place yet, on whom the proposal hangs: its figures are not complete, a rule
/// failed, or it is suspended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InTheWay {
    /// The nominee.
    pub nominee: usize,
    /// Whether it could have a seat that somebody else has, or contends for.
    pub could_take_seat: bool,
}

/// Somebody who stands equal at a line, or waits for such a line elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contested {
    /// The nominee.
    pub nominee: usize,
    /// Which line: nominees with the same number contend for the same seats.
    pub line: usize,
    /// How many seats there are for those at this line; `None` where it stands at none.
    pub seats: Option<usize>,
    /// Whether every outcome has the same number of seats here.
    pub(super) is_fixed: bool,
    /// What it waits for where it does not stand at a line.
    pub waits_for: Option<WaitsFor>,
}

/// What must be known before somebody can be seated or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WaitsFor {
    /// What becomes of somebody at another award.
    OtherAward,
    /// The vote on somebody who stands above.
    Vote,
    /// The reason in writing of somebody who stands above.
    Reason,
    /// Which of the equals above have the seats.
    Line,
}

/// Somebody ranked and not proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Missed {
    /// The nominee.
    pub nominee: usize,
    /// Why.
    pub reason: MissedReason,
    /// Whether its own parts of the quotas still have a seat: it has none because somebody above
    /// it in the same list was left out.
    pub behind: bool,
    /// Whether it would have a seat if none were kept by a reserve (K41).
    pub gave_way: bool,
}

/// Why somebody ranked is not proposed: the first that holds, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MissedReason {
    /// The award's conditions are not met.
    Condition,
    /// The same award too few years ago (K30).
    Again,
    /// Proposed for an award that excludes this one, by its index (K31).
    OtherAward(usize),
    /// The council's vote did not reach the share (K36), or was for a lower award (K38).
    Vote,
    /// No seat left.
    Quota,
    /// Withheld by a decision, against the rules.
    Decision,
}

/// The seats of one part of a quota.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuotaUse {
    /// The quota, by index in the award.
    pub quota: usize,
    /// The part's value; `None` where the quota is one for all.
    pub part: Option<String>,
    /// What the share is taken of; `None` for plain seats.
    pub base: Option<Number>,
    /// The seats there are.
    pub seats: usize,
    /// The seats taken.
    pub taken: usize,
    /// Whether the seats may still change, for what the share is taken of may.
    pub is_provisional: bool,
}

impl QuotaUse {
    /// How many are proposed above the seats of this part.
    pub fn beyond(&self) -> usize {
        self.taken.saturating_sub(self.seats)
    }
}

impl AwardProposal {
    /// How many are proposed above the seats: by the quota that is exceeded most, over its parts.
    pub fn beyond(&self) -> usize {
        let quotas = self.quotas.chunk_by(|a, b| a.quota == b.quota);
        let beyond = quotas.map(|parts| parts.iter().map(QuotaUse::beyond).sum());
        beyond.max().unwrap_or_default()
    }
}

impl MissedReason {
    /// The word of the JSON contract.
    pub fn word(self) -> &'static str {
        match self {
            Self::Condition => "condition",
            Self::Again => "again",
            Self::OtherAward(_) => "other_award",
            Self::Vote => "vote",
            Self::Quota => "quota",
            Self::Decision => "decision",
        }
    }
}

/// A decision about an award that took the place of what the rules give.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ruling {
    /// The nominee.
    pub nominee: usize,
    /// The decision, by its index among the council's.
    pub decision: usize,
    /// What the rules alone give.
    pub by_rules: WithoutDecision,
}

/// How somebody stands for an award.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WithoutDecision {
    /// It is proposed.
    Proposed,
    /// It stands equal at a line, or waits.
    Contested,
    /// There is no vote on it yet, or no reason in writing.
    Awaiting(Awaited),
    /// It is not proposed.
    Missed(MissedReason),
}

impl WithoutDecision {
    /// The word of the JSON contract.
    pub fn word(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Contested => "contested",
            Self::Awaiting(_) => "awaiting",
            Self::Missed(reason) => reason.word(),
        }
    }
}

impl AwardProposal {
    /// A proposal of nobody yet.
    pub(super) fn nobody(award: usize) -> Self {
        Self {
            award,
            quotas: Vec::new(),
            proposed: Vec::new(),
            contested: Vec::new(),
            awaiting: Vec::new(),
            in_the_way: Vec::new(),
            missed: Vec::new(),
            votes: Vec::new(),
            decided: Vec::new(),
            drawn: BTreeSet::new(),
        }
    }

    /// Whether it may still change, for somebody has no place yet.
    pub fn is_provisional(&self) -> bool {
        !self.in_the_way.is_empty()
    }

    pub(super) fn miss(&mut self, nominee: usize, reason: MissedReason) {
        self.missed.push(Missed {
            nominee,
            reason,
            behind: false,
            gave_way: false,
        });
    }
}
