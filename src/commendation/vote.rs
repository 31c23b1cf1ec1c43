//! The council's vote (biểu quyết): shares compared without any division.

use std::cmp::Ordering;

use crate::period::Period;
use crate::roster::{Roster, VoteCount};
use crate::scheme::{Fraction, Vote, Voters};

/// The vote on one nominee for one award.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Voted {
    /// The nominee.
    pub nominee: usize,
    /// How many agree.
    pub agree: u32,
    /// Of how many the share is taken; `None` where that is not known.
    pub of: Option<u32>,
    /// How many are for the lower award instead.
    pub downgrade: u32,
    /// Whether there is a count at all.
    pub counted: bool,
    /// What came of it.
    pub outcome: VoteOutcome,
}

/// What came of a vote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VoteOutcome {
    /// The share is reached.
    Passed,
    /// It is not.
    Failed,
    /// The share is for a lower award, by its index.
    Downgraded(usize),
    /// There is no vote that counts.
    Unvoted(Unvoted),
}

/// Why there is no vote that counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unvoted {
    /// Nobody has voted yet.
    NotYet,
    /// Too few of the council were there (K35).
    NoQuorum {
        /// So many were there …
        present: u32,
        /// … of so many.
        of: u32,
    },
    /// It is not known how many members there are, were summoned or were there.
    UnknownCouncil,
}

impl VoteOutcome {
    /// The word of the JSON contract.
    pub fn word(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Failed => "failed",
            Self::Downgraded(_) => "downgraded",
            Self::Unvoted(why) => why.word(),
        }
    }
}

impl Unvoted {
    /// The word of the JSON contract.
    pub fn word(self) -> &'static str {
        match self {
            Self::NotYet => "not_yet",
            Self::NoQuorum { .. } => "no_quorum",
            Self::UnknownCouncil => "unknown_council",
        }
    }
}

/// The vote on a nominee for the award at an index.
pub(super) fn voted(vote: &Vote, roster: &Roster, award: usize, nominee: usize, id: &str) -> Voted {
    let counts = roster.council.votes.get(id);
    let mut counts = counts.into_iter().flatten();
    let Some(count) = counts.find(|count| count.award == award) else {
        return Voted {
            nominee,
            agree: 0,
            of: None,
            downgrade: 0,
            counted: false,
            outcome: VoteOutcome::Unvoted(Unvoted::NotYet),
        };
    };
    let of = voters(vote.of, &roster.period, count);
    Voted {
        nominee,
        agree: count.agree,
        of,
        downgrade: count.downgrade,
        counted: true,
        outcome: outcome(vote, &roster.period, count, of),
    }
}

/// Of how many the share is taken; `None` where the period does not say.
fn voters(of: Voters, period: &Period, count: &VoteCount) -> Option<u32> {
    match of {
        Voters::Members => Some(period.council()).filter(|members| *members > 0),
        Voters::Present => period.meeting.present,
        Voters::Summoned => Some(period.summoned()).filter(|summoned| *summoned > 0),
        Voters::Valid => Some(count.valid()),
    }
}

fn outcome(vote: &Vote, period: &Period, count: &VoteCount, of: Option<u32>) -> VoteOutcome {
    if let Some(quorum) = &vote.quorum {
        let whole = match vote.of {
            Voters::Summoned => period.summoned(),
            Voters::Members | Voters::Present | Voters::Valid => period.council(),
        };
        let Some(present) = period.meeting.present.filter(|_| whole > 0) else {
            return VoteOutcome::Unvoted(Unvoted::UnknownCouncil);
        };
        if quorum.compare(present, whole) == Ordering::Less {
            let of = whole;
            return VoteOutcome::Unvoted(Unvoted::NoQuorum { present, of });
        }
    }
    let Some(of) = of else {
        return VoteOutcome::Unvoted(Unvoted::UnknownCouncil);
    };
    // Of nobody no share is reached, not even all of them.
    let reached = |votes: u32, share: &Fraction, above: bool| match share.compare(votes, of) {
        _ if of == 0 => false,
        Ordering::Less => false,
        Ordering::Equal => !above,
        Ordering::Greater => true,
    };
    if reached(count.agree, &vote.share, vote.above) {
        return VoteOutcome::Passed;
    }
    // Who is for the higher award is for the lower, if it cannot be the higher.
    let for_lower = count.agree.saturating_add(count.downgrade);
    match &vote.downgrade {
        Some(lower) if reached(for_lower, &lower.at, lower.above) => {
            VoteOutcome::Downgraded(lower.to)
        }
        _ => VoteOutcome::Failed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roster::RowAddress;
    use crate::scheme::{Ballot, Downgrade};
    use jiff::civil::date;

    fn vote(share: &str, above: bool, of: Voters, quorum: Option<&str>) -> Vote {
        let fraction = |text| Fraction::parse(text).expect("it is a fraction");
        Vote {
            share: fraction(share),
            above,
            of,
            quorum: quorum.map(fraction),
            ballot: Ballot::Secret,
            downgrade: Some(Downgrade {
                to: 7,
                at: fraction(share),
                above,
            }),
        }
    }

    fn count(agree: u32, disagree: u32, invalid: u32, downgrade: u32) -> VoteCount {
        VoteCount {
            award: 0,
            agree,
            disagree,
            no_opinion: 0,
            invalid,
            absent_written: 0,
            downgrade,
            row: RowAddress {
                file: "votes.csv".into(),
                row: 2,
            },
        }
    }

    fn came(vote: &Vote, numbers: (u32, u32, u32), count: &VoteCount) -> VoteOutcome {
        let (members, summoned, present) = numbers;
        let mut period = Period::on(date(2025, 11, 30));
        period.meeting.members = Some(members);
        period.meeting.summoned = Some(summoned);
        period.meeting.present = Some(present);
        outcome(vote, &period, count, voters(vote.of, &period, count))
    }

    #[test]
    fn each_denominator_is_just_met_and_just_missed() {
        // Ten members, nine summoned, eight there; seven valid ballots of eight.
        let council = (10, 9, 8);
        for (of, needed) in [
            (Voters::Members, 8),
            (Voters::Summoned, 8),
            (Voters::Present, 7),
            (Voters::Valid, 6),
        ] {
            let rule = vote("80%", false, of, None);
            let ballots = |agree| count(agree, 7_u32.saturating_sub(agree), 1, 0);
            let met = came(&rule, council, &ballots(needed));
            assert_eq!(met, VoteOutcome::Passed, "{of:?}");
            let missed = came(&rule, council, &ballots(needed - 1));
            assert_eq!(missed, VoteOutcome::Failed, "{of:?}");
        }
    }

    #[test]
    fn more_than_a_half_is_not_a_half() {
        let half = vote("50%", true, Voters::Present, None);
        assert_eq!(
            came(&half, (8, 8, 8), &count(4, 4, 0, 0)),
            VoteOutcome::Failed
        );
        assert_eq!(
            came(&half, (8, 8, 8), &count(5, 3, 0, 0)),
            VoteOutcome::Passed
        );
    }

    #[test]
    fn a_third_is_compared_without_division() {
        let thirds = vote("2/3", false, Voters::Members, None);
        assert_eq!(
            came(&thirds, (9, 9, 9), &count(6, 3, 0, 0)),
            VoteOutcome::Passed
        );
        assert_eq!(
            came(&thirds, (10, 9, 9), &count(6, 3, 0, 0)),
            VoteOutcome::Failed
        );
    }

    #[test]
    fn without_a_quorum_a_vote_is_no_vote() {
        let rule = vote("50%", false, Voters::Present, Some("2/3"));
        let all = count(6, 0, 0, 0);
        assert_eq!(came(&rule, (9, 9, 6), &all), VoteOutcome::Passed);
        let short = Unvoted::NoQuorum { present: 6, of: 10 };
        assert_eq!(came(&rule, (10, 9, 6), &all), VoteOutcome::Unvoted(short));
        // Of those summoned where the share is of them.
        let summoned = vote("50%", false, Voters::Summoned, Some("2/3"));
        assert_eq!(came(&summoned, (10, 9, 6), &all), VoteOutcome::Passed);
    }

    #[test]
    fn the_council_may_vote_for_the_lower_award() {
        let rule = vote("60%", false, Voters::Members, None);
        let lower = came(&rule, (10, 10, 10), &count(4, 0, 0, 6));
        assert_eq!(lower, VoteOutcome::Downgraded(7));
        let together = came(&rule, (10, 10, 10), &count(5, 4, 0, 1));
        assert_eq!(
            together,
            VoteOutcome::Downgraded(7),
            "the higher counts for the lower"
        );
        let neither = came(&rule, (10, 10, 10), &count(4, 5, 0, 1));
        assert_eq!(neither, VoteOutcome::Failed);
    }

    #[test]
    fn of_no_valid_ballot_no_share_is_reached() {
        let rule = vote("0%", false, Voters::Valid, None);
        assert_eq!(
            came(&rule, (5, 5, 5), &count(0, 0, 5, 0)),
            VoteOutcome::Failed
        );
    }
}
