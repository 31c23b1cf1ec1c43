//! Who wants to know how a nominee comes to its verdict gives a sink to be told.

use super::outcome::{Departed, Mark};
use super::points::{GroupSum, Sums};
use crate::number::Number;

/// Takes what judging a nominee comes upon; by default nothing is kept. All of it is told in the
/// order of the scheme.
pub trait Sink {
    /// The cohort number of the nominee's own part; `None` where the cohort is empty.
    fn cohort(&mut self, _figure: Option<&Number>) {}
    /// A row.
    fn mark(&mut self, _mark: &Mark) {}
    /// A row in which a mark stands in place of what the rule computed.
    fn departed(&mut self, _departed: &Departed) {}
    /// A group.
    fn group(&mut self, _sum: &GroupSum) {}
    /// The way to the total, if there is one.
    fn sums(&mut self, _sums: &Sums) {}
    /// The threshold of a class; `None` where it has none.
    fn threshold(&mut self, _from: Option<&Number>) {}
}

/// Keeps nothing.
impl Sink for () {}
