//! One nominee judged by every rule that applies, with every reason kept.
//!
//! There is one judge, [`judge`]: it gives a [`Verdict`], which is all that ranking and proposing
//! ask for, and tells a [`Sink`] the way to it, from which a [`ScoreSheet`] is made.

mod all;
mod decided;
mod early;
mod evaluate;
mod few_marks;
mod floors;
mod judge;
mod late_names;
mod mark;
pub mod missing;
mod nominee;
mod outcome;
mod points;
mod reason;
mod scratch;
mod shares;
mod sheet;
mod sink;
mod stages;
mod stream;
mod sums;
mod traces;
mod unit_class;
mod units;
mod verdict;

pub use all::judge_case;
pub use decided::decisions_on;
pub use evaluate::{Evaluation, SchemeEvaluation, evaluate};
pub use judge::judge;
pub use mark::mark_alone;
pub use nominee::Nominee;
pub use outcome::{Because, Departed, Mark, Outcome};
pub use points::{GroupSum, OwnSum, Sums};
pub use reason::{ByRules, ClosedAward, FewMarks, Reason, ReasonKind, Ruled, Status, Withheld};
pub use scratch::{Around, Scratch};
pub use sheet::{ScoreSheet, StageSheet};
pub use sink::Sink;
pub use stream::{Verdicts, judge_while_reading};
pub use traces::{RowTrace, condition, traces};
pub use unit_class::{UnitClass, UnitStanding};
pub use verdict::{AwardTerms, Totals, Verdict};
