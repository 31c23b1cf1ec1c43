//! What people decided about a nominee at an award.

use crate::evaluation::decisions_on;
use crate::roster::{AboutDecision, Decided, Roster};

/// Whether the award at an index is given to a nominee or withheld, and by which decision.
pub(super) fn ruling_on(roster: &Roster, id: &str, award: usize) -> Option<(bool, usize)> {
    decided_about(roster, id, AboutDecision::Award(award))
}

/// Whether a nominee gets a seat at an award's line, and by which decision.
pub(super) fn line_decision(roster: &Roster, id: &str, award: usize) -> Option<(bool, usize)> {
    decided_about(roster, id, AboutDecision::Line(award))
}

fn decided_about(roster: &Roster, id: &str, about: AboutDecision) -> Option<(bool, usize)> {
    decisions_on(roster, id).find_map(|(at, decision)| match decision.decided {
        Decided::Yes if decision.about == about => Some((true, at)),
        Decided::No if decision.about == about => Some((false, at)),
        _ => None,
    })
}
