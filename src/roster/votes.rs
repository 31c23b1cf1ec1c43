//! What the counting board counted (kiểm phiếu), from `votes.csv` and filled counts.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::cell::CellReader;
use super::council::VoteCount;
use super::fault::{Fault, wrong};
use super::fields::{Line, number, visit};
use super::file::DataFile;
use super::index::Index;
use super::names::Part;
use super::problem::CouncilProblem;
use super::words::words;
use crate::diagnostic::{Diagnostics, Place};
use crate::locale::{Locale, Text};
use crate::scheme::{FactEntry, FactKind, FactValue, Scheme, Voters};
use crate::table::Cell;
use crate::table::Kind;
use crate::table::names::VOTES;
use crate::table::names::votes::{
    ABSENT, AGREE, AWARD, DISAGREE, DOWNGRADE, INVALID, NO_OPINION, NOMINEE,
};
use crate::text::cut;

/// No council has more members.
const MOST_BALLOTS: u32 = 100_000;

/// Votes by nominee, as they are read.
struct Votes<'a> {
    index: &'a Index<'a>,
    /// By nominee and award.
    counts: BTreeMap<Arc<str>, BTreeMap<usize, VoteCount>>,
    /// The awards, by scheme and index, that somebody was voted on for.
    voted: BTreeSet<(usize, usize)>,
}

/// Reads every file of votes. `period` is the name of the file that tells of the meeting.
pub(super) fn read(
    files: &[DataFile<'_>],
    period: &str,
    index: &Index<'_>,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<Arc<str>, Vec<VoteCount>> {
    let mut votes = Votes {
        index,
        counts: BTreeMap::new(),
        voted: BTreeSet::new(),
    };
    visit(
        files,
        Kind::Votes,
        &VOTES,
        diagnostics,
        &mut |line, diagnostics| {
            votes.take(line, diagnostics);
        },
    );
    votes.check_meeting(period, diagnostics);
    let counts = votes.counts.into_iter();
    counts
        .map(|(id, counts)| (id, counts.into_values().collect()))
        .collect()
}

impl Votes<'_> {
    fn take(&mut self, line: &Line<'_>, diagnostics: &mut Diagnostics) {
        let nominee = self.index.nominee(line, NOMINEE, diagnostics);
        let award = line.needed(AWARD, diagnostics);
        let mut count = |field| count(line, field, diagnostics);
        let counts = [AGREE, DISAGREE, NO_OPINION, INVALID, ABSENT, DOWNGRADE].map(&mut count);
        let (Some(nominee), Some(award)) = (nominee, award) else {
            return;
        };
        let award = self
            .index
            .part(Part::Award, (nominee, &*award), (line, AWARD), diagnostics);
        let Some(award) = award else { return };
        let scheme = self.index.scheme(nominee);
        let id = || scheme.awards[award].id.clone();
        let Some(vote) = &scheme.awards[award].vote else {
            let problem = CouncilProblem::NoVote {
                award: id(),
                scheme: scheme.id.clone(),
            };
            line.report(AWARD, problem, diagnostics);
            return;
        };
        let [
            Some(agree),
            Some(disagree),
            Some(no_opinion),
            Some(invalid),
            Some(absent_written),
            Some(downgrade),
        ] = counts
        else {
            return;
        };
        if downgrade > 0 && vote.downgrade.is_none() {
            let problem = CouncilProblem::NoDowngrade { award: id() };
            line.report(DOWNGRADE, problem, diagnostics);
        }
        let count = VoteCount {
            award,
            agree,
            disagree,
            no_opinion,
            invalid,
            absent_written,
            downgrade,
            row: line.address(),
        };
        self.check_ballots(line, &count, diagnostics);
        self.voted.insert((nominee.scheme, award));
        let of_nominee = self.counts.entry(Arc::clone(&nominee.id)).or_default();
        if let Some(first) = of_nominee.get(&award) {
            let problem = CouncilProblem::VoteTwice {
                award: id(),
                first: first.row.told(),
            };
            line.report(AWARD, problem, diagnostics);
            return;
        }
        of_nominee.insert(award, count);
    }

    /// Every ballot that was issued comes back, in one heap or another.
    fn check_ballots(&self, line: &Line<'_>, count: &VoteCount, diagnostics: &mut Diagnostics) {
        let (ballots, absent) = (count.ballots(), count.absent_written);
        let members = self.index.period.council();
        let present = self.index.period.meeting.present;
        let problem = if members > 0 && ballots > members {
            CouncilProblem::VoteTooMany { ballots, members }
        } else if let Some(present) = present {
            let issued = present.saturating_add(absent);
            if ballots == issued {
                return;
            }
            CouncilProblem::VoteSum {
                ballots,
                issued,
                present,
                absent,
            }
        } else if absent > ballots {
            CouncilProblem::VoteAbsent { ballots, absent }
        } else {
            return;
        };
        diagnostics.report(line.row(), problem);
    }

    /// The period says every number by which the votes are judged; of each that it does not say
    /// there is one finding.
    fn check_meeting(&self, file: &str, diagnostics: &mut Diagnostics) {
        let period = self.index.period;
        let mut told = BTreeSet::new();
        for (scheme, award) in &self.voted {
            let scheme = self.index.scheme_at(*scheme);
            for key in needed_of_meeting(scheme, *award) {
                let is_said = match key {
                    "members" => period.council() > 0,
                    "summoned" => period.summoned() > 0,
                    _ => period.meeting.present.is_some(),
                };
                if is_said || !told.insert(key) {
                    continue;
                }
                let problem = CouncilProblem::MeetingLacks {
                    key,
                    award: scheme.awards[*award].id.clone(),
                    scheme: scheme.id.clone(),
                };
                diagnostics.report(Place::File(file.into()), problem);
            }
        }
    }
}

/// The numbers of the meeting by which the vote on an award is judged.
fn needed_of_meeting(scheme: &Scheme, award: usize) -> Vec<&'static str> {
    let Some(vote) = &scheme.awards[award].vote else {
        return Vec::new();
    };
    let mut keys = match vote.of {
        Voters::Members => vec!["members"],
        Voters::Summoned => vec!["summoned"],
        Voters::Present => vec!["present"],
        Voters::Valid => vec![],
    };
    if vote.quorum.is_some() {
        keys.extend(["members", "present"]);
    }
    keys
}

/// The number in a cell of a row; nothing where it is none, which is reported. Only those who agree
/// must be counted out loud: an empty cell elsewhere is nobody.
fn count(line: &Line<'_>, field: usize, diagnostics: &mut Diagnostics) -> Option<u32> {
    match people(Text::vi(line.heading(field)), line.cell(field)) {
        Ok(None) if field == AGREE => {
            line.needed(field, diagnostics);
            None
        }
        Ok(number) => Some(number.unwrap_or_default()),
        Err(fault) => {
            line.fault(field, fault, diagnostics);
            None
        }
    }
}

/// The number of people in a cell, if it is not empty. `label` is how messages call the cell.
///
/// # Errors
/// What is wrong with the cell.
pub(super) fn people(label: Text, cell: Cell<'_>) -> Result<Option<u32>, Fault> {
    let fact = number(label, FactKind::Integer, Some(MOST_BALLOTS.into()));
    match CellReader::new(&fact).read(cell)?.given {
        FactEntry::Reported(FactValue::Integer(number)) => Ok(u32::try_from(number).ok()),
        FactEntry::Missing => Ok(None),
        _ => {
            let label = fact.label.get(Locale::Vi);
            let found = words(cell, label)?.unwrap_or_default();
            Err(wrong(&fact.label, &fact.expected(), cut(&found)))
        }
    }
}
