//! What became of a nominee, and why.

use crate::locale::Text;
use crate::scheme::GateOutcome;

/// What became of a nominee.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// It has a place.
    Ranked,
    /// Refused (không xét).
    Refused,
    /// Suspended (chưa xét).
    Held,
    /// Not classified (không xếp loại).
    Unclassified,
    /// Something required is not reported (thiếu số liệu).
    Incomplete,
    /// A rule failed on it (lỗi quy tắc).
    Failed,
}

/// One reason why a nominee is not ranked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// What kind of thing spoke.
    pub kind: ReasonKind,
    /// Its id in the scheme.
    pub id: String,
    /// The reason in words.
    pub message: Text,
}

/// What kind of thing gives a reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReasonKind {
    /// A gate spoke.
    Gate,
    /// A fact is not reported.
    Fact,
    /// A check failed on it.
    Check,
    /// A criterion's rule failed.
    Criterion,
    /// A floor was not reached.
    Floor,
    /// A standard is not met.
    Standard,
    /// A cohort's rule failed.
    Cohort,
    /// A class's threshold failed.
    Class,
    /// A tie step failed.
    Tie,
    /// An award's rule failed.
    Award,
}

/// A class whose threshold was reached and that something closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withheld {
    /// The class, by index.
    pub class: usize,
    /// The standard or floor that closed it.
    pub by: Vec<Reason>,
    /// Whether it has a threshold: otherwise no points could be enough.
    pub has_threshold: bool,
}

/// An award that a standard or floor closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClosedAward {
    /// The award, by index.
    pub award: usize,
    /// The standard or floor.
    pub by: Reason,
}

/// A decision that took the place of what the rules say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ruled {
    /// The decision, by its index among the council's.
    pub decision: usize,
    /// What the rules alone make of it.
    pub by_rules: ByRules,
    /// The gates or standards that spoke.
    pub reasons: Vec<Reason>,
}

/// What the rules alone make of a nominee about whom people decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ByRules {
    /// It is suspended.
    Held,
    /// It is refused.
    Refused,
    /// It goes on with a written reason.
    NeedsReason,
    /// A class or an award is closed to it.
    Closed,
}

impl ByRules {
    /// The word of the JSON contract.
    pub fn word(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Refused => "refused",
            Self::NeedsReason => "needs_reason",
            Self::Closed => "closed",
        }
    }
}

impl Status {
    /// Every status, in their order.
    pub(crate) const ALL: [Self; 6] = [
        Self::Ranked,
        Self::Refused,
        Self::Held,
        Self::Unclassified,
        Self::Incomplete,
        Self::Failed,
    ];

    /// The word of the JSON contract; `ranked` for those who have a place.
    pub fn word(self) -> &'static str {
        match self {
            Self::Ranked => "ranked",
            Self::Refused => "refused",
            Self::Held => "held",
            Self::Unclassified => "unclassified",
            Self::Incomplete => "incomplete",
            Self::Failed => "failed",
        }
    }
}

impl From<GateOutcome> for Status {
    fn from(outcome: GateOutcome) -> Self {
        match outcome {
            GateOutcome::Refused => Self::Refused,
            GateOutcome::Held => Self::Held,
            GateOutcome::Unclassified => Self::Unclassified,
        }
    }
}

impl ReasonKind {
    /// The word of the JSON contract.
    pub fn word(self) -> &'static str {
        match self {
            Self::Gate => "gate",
            Self::Fact => "fact",
            Self::Check => "check",
            Self::Criterion => "criterion",
            Self::Floor => "floor",
            Self::Standard => "standard",
            Self::Cohort => "cohort",
            Self::Class => "class",
            Self::Tie => "tie",
            Self::Award => "award",
        }
    }
}

/// A row that fewer people marked than that of another nominee of the same markers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FewMarks {
    /// The row, by criterion.
    pub criterion: usize,
    /// The stage whose marks count, by index.
    pub stage: usize,
    /// How many marks count.
    pub marks: usize,
    /// How many there would be if everybody had marked it who marked the other, recusals aside.
    pub others: usize,
}
