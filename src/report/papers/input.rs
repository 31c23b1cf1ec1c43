//! What papers are made of.

use std::sync::Arc;

use super::synthesis::Before;
use crate::commendation::Proposal;
use crate::office::Office;
use crate::source::Source;

/// What papers are made of.
#[derive(Debug, Clone, Copy)]
pub struct Input<'p> {
    /// Everybody's places and proposals.
    pub proposal: &'p Proposal<'p>,
    /// What the office says of itself.
    pub office: &'p Office,
    /// The office's own template in place of the built-in one.
    pub template: Option<&'p Arc<Source>>,
    /// The only nominee of a letter or sheet, by its scheme and its judgement; `None`: everybody.
    pub nominee: Option<(usize, usize)>,
    /// The result of the period before, with which the report of the year compares this one.
    pub before: Option<&'p Before>,
}
