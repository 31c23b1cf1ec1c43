//! What people decided about a nominee at an award.

use crate::evaluation::decisions_on;
use crate::roster::{AboutDecision, Decided, Dossier};

/// Whether the award at an index is given to a nominee or withheld, and by which decision.
pub(super) fn ruling_on(dossier: &Dossier, id: &str, award: usize) -> Option<(bool, usize)> {
    decided_about(dossier, id, AboutDecision::Award(award))
}

/// Whether a nominee gets a seat at an award's line, and by which decision.
pub(super) fn line_decision(dossier: &Dossier, id: &str, award: usize) -> Option<(bool, usize)> {
    decided_about(dossier, id, AboutDecision::Line(award))
}

fn decided_about(dossier: &Dossier, id: &str, about: AboutDecision) -> Option<(bool, usize)> {
    decisions_on(dossier, id).find_map(|(at, decision)| match decision.decided {
        Decided::Yes if decision.about == about => Some((true, at)),
        Decided::No if decision.about == about => Some((false, at)),
        _ => None,
    })
}
