//! What papers are made of.

use std::sync::Arc;

use super::synthesis::Before;
use crate::commendation::Proposal;
use crate::office::Office;
use crate::report::summary::Summary;
use crate::source::Source;

/// What papers are made of.
#[derive(Debug, Clone, Copy)]
pub struct Input<'p> {
    /// Everybody's places and proposals.
    pub proposal: &'p Proposal<'p>,
    /// How many there are of what, and what is left to decide.
    pub summary: Summary,
    /// What the office says of itself.
    pub office: &'p Office,
    /// The office's own template in place of the built-in one.
    pub template: Option<&'p Arc<Source>>,
    /// The only nominee of a letter or sheet, by its scheme and its judgement; `None`: everybody.
    pub nominee: Option<(usize, usize)>,
    /// The result of the period before, with which the report of the year compares this one.
    pub before: Option<&'p Before>,
}

impl<'p> Input<'p> {
    /// What papers of everybody are made of, by the templates that are built in.
    pub fn of(proposal: &'p Proposal<'p>, office: &'p Office) -> Self {
        Self {
            proposal,
            summary: Summary::of(proposal),
            office,
            template: None,
            nominee: None,
            before: None,
        }
    }
}
