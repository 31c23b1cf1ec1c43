//! How points add up: criteria, groups, floors, gates, classes, and the cases beside them.

use jiff::civil::Date;

use super::award::PartBy;
use super::fact::FactEntry;
use crate::document::{RuleText, Spanned, keywords};
use crate::locale::Text;
use crate::number;
use crate::number::{Number, Rounding};
use crate::source::Span;

/// The most points that anything may give: beyond it no paper goes, and sums stay exact.
pub static MOST_POINTS: Number = Number::whole(1_000_000);

/// How deep groups may nest: no paper goes deeper, and whatever walks the tree may recurse.
pub const DEEPEST_GROUPS: usize = 32;

/// How points add up to a total.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Points {
    /// What top groups and rows outside groups add up to (thang điểm); 0 where nothing is scored.
    pub scale: Number,
    /// The least total.
    pub least: Number,
    /// The greatest total after bonus and deduction.
    pub most: Option<Number>,
    /// The step of marks given by people.
    pub step: Option<Number>,
    /// What is rounded, and how far.
    pub round: Rounding,
    /// How dropped rows are made up for.
    pub rescale: Rescale,
    /// The most that all bonus rows give together.
    pub bonus: Option<Number>,
    /// The most that all deduction rows take off together.
    pub deduction: Option<Number>,
}

/// How dropped rows are made up for (K13).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Rescale {
    /// The total is scaled up from what was assigned.
    #[default]
    Total,
    /// Each group is scaled up to its own maximum, from the leaves upward.
    Group,
    /// Not at all.
    None,
}

/// A number that comes from the other nominees (K14, K15).
#[derive(Debug, Clone)]
pub struct Cohort {
    /// The name by which rules call it.
    pub id: String,
    /// What people read.
    pub label: Option<Text>,
    /// What is taken of each nominee.
    pub of: RuleText,
    /// Of which nominees.
    pub when: Option<RuleText>,
    /// What is made of the numbers.
    pub take: CohortTake,
    /// Within the nominees alike in this.
    pub per: Option<PartBy>,
    /// Among whom.
    pub among: CohortAmong,
    /// Where it is declared.
    pub span: Span,
}

/// What is made of the numbers of a cohort.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CohortTake {
    /// The greatest.
    Max,
    /// The least.
    Min,
    /// The mean.
    Mean,
    /// The middle one, or the mean of the middle two.
    Median,
    /// The sum; 0 over nobody.
    Sum,
    /// How many there are; 0 over nobody.
    Count,
}

keywords!(CohortTake {
    "max" => Self::Max, "min" => Self::Min, "mean" => Self::Mean, "median" => Self::Median,
    "sum" => Self::Sum, "count" => Self::Count,
});

/// Among whom a cohort number is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CohortAmong {
    /// All nominees of the scheme, held and refused ones too.
    #[default]
    All,
    /// Those about whom no gate spoke.
    Eligible,
}

/// A group of criteria (nhóm tiêu chí).
#[derive(Debug, Clone)]
pub struct Group {
    /// The name by which rules call it.
    pub id: String,
    /// The number on paper, when it is not the id.
    pub no: Option<String>,
    /// The title on paper.
    pub title: Text,
    /// The group it belongs to.
    pub parent: Option<usize>,
    /// What its scored rows count with; 0 for a group of bonus and deduction rows alone.
    pub max: Number,
    /// Why the paper's own rows do not add up to `max`; the group is then capped at it (K16).
    pub mismatch: Option<Text>,
    /// Whether its children add up or the best one counts (K12, K17).
    pub take: GroupTake,
    /// The ceiling of the bonus rows inside it (K11).
    pub bonus: Option<Number>,
    /// The ceiling of the deduction rows inside it.
    pub deduction: Option<Number>,
    /// The least that it must reach (K19).
    pub floor: Option<Floor>,
    /// The least that every scored row in it must reach (K20).
    pub each: Option<Floor>,
    /// What the floors guard; empty: below is refused.
    pub needed_for: Vec<NeededFor>,
    /// Where it is declared.
    pub span: Span,
}

/// What a group makes of its children.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum GroupTake {
    /// Their sum.
    #[default]
    Sum,
    /// The best of them.
    Best,
}

/// The least that must be reached (điểm liệt).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Floor {
    /// Points, or percent of the maximum left after drops.
    pub number: Number,
    /// Whether `number` is in percent.
    pub percent: bool,
    /// Whether reaching it exactly is not enough: `">0"`.
    pub above: bool,
}

/// A class or award that a standard or floor guards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NeededFor {
    /// A class, by its index.
    Class(usize),
    /// An award, by its index.
    Award(usize),
}

/// A row of the score sheet (tiêu chí), or a standard that is met or not (tiêu chuẩn).
#[derive(Debug, Clone)]
pub struct Criterion {
    /// The name by which rules call it.
    pub id: String,
    /// The number on paper, when it is not the id.
    pub no: Option<String>,
    /// The title on paper.
    pub title: Text,
    /// The group it belongs to.
    pub group: Option<usize>,
    /// What it counts as.
    pub kind: CriterionKind,
    /// The most it gives or takes; deductions and standards may have none.
    pub max: Option<Number>,
    /// The article of the paper behind it.
    pub basis: Option<Text>,
    /// What proves it (minh chứng).
    pub evidence: Option<Text>,
    /// To whom it applies.
    pub applies: Option<RuleText>,
    /// What happens when it does not apply or is not assigned (K13).
    pub otherwise: Option<Otherwise>,
    /// The rule that gives the points, or yes and no for a standard.
    pub rule: RuleText,
    /// How people mark it; `None` if its rule reads facts alone.
    pub marking: Option<Marking>,
    /// What its points, or the marks of people, are multiples of.
    pub step: Option<Number>,
    /// The least it must reach (K19).
    pub floor: Option<Floor>,
    /// What the standard or floor guards; empty: everybody and everything.
    pub needed_for: Vec<NeededFor>,
    /// What an unmet standard does.
    pub unmet: Unmet,
    /// Tests beside the rule.
    pub cases: Vec<CriterionCase>,
    /// Where it is declared.
    pub span: Span,
}

/// A stage of scoring (K18): stages are kept side by side, and none overwrites another.
#[derive(Debug, Clone)]
pub struct Stage {
    /// The name by which files and results call it.
    pub id: String,
    /// The title on paper.
    pub title: Text,
    /// What a row without a mark is in it.
    pub unmarked: Unmarked,
    /// Where it is declared.
    pub span: Span,
}

/// What a row without a mark is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Unmarked {
    /// The nominee is incomplete.
    #[default]
    Incomplete,
    /// The earlier mark is kept, and shown as carried.
    Carry,
}

/// How people mark a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marking {
    /// In which stages, by index, in order.
    pub stages: Vec<usize>,
    /// The fact that its rule calls `mark`, by index, if the rule says so.
    pub mark: Option<usize>,
    /// The fact that its rule calls `marks`, by index, if the rule says so.
    pub marks: Option<usize>,
    /// The only points there may be, each with its words; none: any up to the maximum.
    pub levels: Vec<(Number, Text)>,
    /// Whether a mark needs words.
    pub reason: bool,
    /// The points between the highest and the lowest mark of a panel beyond which it is flagged.
    pub spread: Option<Number>,
    /// What the row counts where nobody marked it; `None`: the nominee is incomplete.
    pub unmarked: Option<CountsAs>,
}

/// What something that nobody filled in counts as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CountsAs {
    /// 0 points; a standard is not met.
    Zero,
    /// All of its points; a standard is met.
    Full,
}

keywords!(CountsAs { "zero" => Self::Zero, "full" => Self::Full });

impl Marking {
    /// The rule of a marked row that says none: the one mark, or the mean of a panel's.
    pub const MEAN: &str = "mean(marks)";

    /// The rule of a marked standard that says none.
    pub const ONE: &str = "mark";

    /// Whether nobody marks the row in a stage or before it.
    pub fn is_later_than(&self, stage: usize) -> bool {
        self.stages.first().is_some_and(|first| *first > stage)
    }
}

/// What a row counts as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CriterionKind {
    /// Points inside the scale.
    #[default]
    Scored,
    /// Points above the scale (điểm thưởng).
    Bonus,
    /// A positive number that is taken off (điểm trừ).
    Deduction,
    /// Met or not met, without points (tiêu chuẩn).
    Standard,
}

/// The three meanings of "not applicable" (K13).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Otherwise {
    /// Full points; a standard is met.
    Full,
    /// Out of points and maximum alike; a standard is not asked.
    Drop,
    /// No points; a standard is not met.
    Zero,
}

/// What an unmet standard does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Unmet {
    /// Refuses: everything, or what `needed_for` names.
    #[default]
    Refuse,
    /// Holds: suspended, not refused.
    Hold,
    /// Goes on with a written reason (K34).
    Reason,
}

/// A question asked before points are given, from facts and history only (K21–K25, K51).
#[derive(Debug, Clone)]
pub struct Gate {
    /// The name of the gate.
    pub id: String,
    /// The title on paper.
    pub title: Text,
    /// The paper behind it.
    pub basis: Option<Text>,
    /// Who is refused, held or left unclassified, in this order; at least one.
    pub rules: Vec<(GateOutcome, RuleText)>,
    /// Where it is declared.
    pub span: Span,
}

/// What a gate says of a nominee. The graver outweighs the milder, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum GateOutcome {
    /// Refused (không xét).
    Refused,
    /// Suspended, not refused (chưa xét).
    Held,
    /// Not classified (không xếp loại).
    Unclassified,
}

/// A class (xếp loại): the first whose threshold is reached and whose needs are met (K26–K28).
#[derive(Debug, Clone)]
pub struct Class {
    /// The name by which rules and results call it.
    pub id: String,
    /// The title on paper.
    pub title: Text,
    /// The least total; `None`: the rest.
    pub from: Option<Threshold>,
    /// Which total that is.
    pub on: ClassOn,
    /// The paper behind it.
    pub basis: Option<Text>,
    /// Where it is declared.
    pub span: Span,
}

/// What a class is given by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ClassOn {
    /// The total.
    #[default]
    Total,
    /// The total without any bonus.
    Score,
}

keywords!(ClassOn { "total" => Self::Total, "score" => Self::Score });

/// The total from which a class begins.
#[derive(Debug, Clone)]
pub enum Threshold {
    /// A number.
    Number(Number),
    /// A rule that gives a number: by kind of unit, by date.
    Rule(RuleText),
}

/// A test beside a criterion: the rule alone, on a date.
#[derive(Debug, Clone)]
pub struct CriterionCase {
    /// What the rule reads: facts, and cohort numbers by name.
    pub given: Vec<(Spanned<String>, FactEntry)>,
    /// The day that picks the values.
    pub date: Option<Date>,
    /// What must come out.
    pub expected: Expected,
    /// Where the expectation is.
    pub span: Span,
}

/// What must come out of a criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expected {
    /// These points, after the scheme's rounding.
    Points(Number),
    /// A standard met or not.
    Met(bool),
    /// The row drops out.
    Dropped,
    /// The rule fails.
    Fails,
}

/// A whole nominee with what is expected: gates, classes, totals.
#[derive(Debug, Clone)]
pub struct Case {
    /// Its name, for other cases that are like it.
    pub id: Option<String>,
    /// What is known of the nominee, what the case it is like knows included.
    pub given: Vec<(Spanned<String>, FactEntry)>,
    /// The day that picks the values.
    pub date: Option<Date>,
    /// What the nominee was awarded before.
    pub history: Vec<PastAward>,
    /// What must come out.
    pub expect: Expectation,
    /// Where it is declared.
    pub span: Span,
}

/// An award of an earlier year.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct PastAward {
    /// The year it was given.
    pub year: i16,
    /// The award's id.
    pub award: String,
}

/// What is expected of a whole nominee; what is nothing is not asked.
#[derive(Debug, Clone, Default)]
pub struct Expectation {
    /// `ranked`, `refused`, `held`, `unclassified`, `incomplete` or `failed`.
    pub status: Option<Spanned<String>>,
    /// The total.
    pub total: Option<Spanned<Number>>,
    /// The class.
    pub class: Option<Spanned<String>>,
    /// What must come out of criteria, by index.
    pub points: Vec<(usize, Spanned<Expected>)>,
    /// Points of groups, by index.
    pub groups: Vec<(usize, Spanned<Number>)>,
}

impl Group {
    /// Whether any row in it counts within the scale.
    pub fn is_scored(&self) -> bool {
        !self.max.is_zero()
    }
}

impl CriterionKind {
    /// Whether the row gives or takes points.
    pub fn has_points(self) -> bool {
        self != Self::Standard
    }
}

impl Floor {
    /// The points that must be reached, out of a maximum.
    pub fn points(&self, max: &Number) -> Number {
        if self.percent {
            max * &self.number * number!(0.01)
        } else {
            self.number.clone()
        }
    }

    /// Whether `points` out of `max` reach it.
    pub fn is_reached(&self, points: &Number, max: &Number) -> bool {
        let need = self.points(max);
        if self.above {
            *points > need
        } else {
            *points >= need
        }
    }
}
